"""Which ships, aircraft, vehicles and weapons take part in an exercise, each kind once for each side."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.grammar import fold
from vedette.model import Document, Materiel, Mention

REACH = 8
"""Tokens before a mention in which words tell that it is only talked of."""


def materiel(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `materiel` with {"type", "count", "low", "high", "category", "party", "origin", "user"}."""
    chosen: list[tuple[Mention, float]] = []
    for scope in frame.scopes:
        for mention in in_range(doc.of("materiel"), scope.first, scope.last):
            confidence = _confidence(doc, frame, scope, mention)
            if confidence and not any(_adds_nothing(m.value, mention.value) for m, _ in chosen):
                chosen.append((mention, confidence))
    return [Draft("materiel", _value(m.value), m.span, c) for m, c in chosen]


def _value(thing: Materiel) -> dict[str, str | int | None]:
    quantity = thing.quantity
    low, high = (quantity.low, quantity.high) if quantity else (None, None)
    return {
        "type": thing.type,
        "count": low if low is not None else high,
        "low": low,
        "high": high,
        "category": thing.category,
        "party": thing.party,
        "origin": thing.origin,
        "user": thing.party,
    }


def _confidence(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> float:
    """How sure it is that the materiel takes part; 0 if nothing says so."""
    thing: Materiel = mention.value
    sentence = doc.sentences[mention.sentence]
    if has_cue(doc, scope.first, scope.last, "materiel_elsewhere"):
        return 0.0
    if has_cue(doc, max(scope.first, mention.first - REACH), mention.first, "materiel_specs"):
        return 0.0
    plain = thing.quantity is None and thing.sort == "noun"
    if thing.vague or (plain and sentence.kind == "headline"):
        return 0.0
    if scope.strength == 2:
        return 0.8
    if scope.strength == 1:
        return 0.6
    if not frame.main:
        return 0.0
    if not plain:
        return 0.5
    return 0.4 if has_cue(doc, scope.first, scope.last, "people_taking_part") else 0.0


def _adds_nothing(known: Materiel, new: Materiel) -> bool:
    """Whether a type is told already: the same words or fewer, by the same side or one left out, without another count."""
    if new.party and known.party and new.party != known.party:
        return False
    if new.quantity and new.quantity != known.quantity:
        return False
    a, b = fold(known.type), fold(new.type)
    return a == b or a.rstrip("s") == b.rstrip("s") or a.endswith(" " + b) or b.endswith(" " + a)
