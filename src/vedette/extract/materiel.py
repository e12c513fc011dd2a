"""Which ships, aircraft, vehicles and weapons take part in an exercise, each kind once for each side."""

import re
from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.grammar import fold, word_set
from vedette.model import Document, Materiel, Mention

WORD = re.compile(r"[^\W_]+")
NAMED = 2
"""Words of a ship's name behind a prefix or a noun: NNS Thunder is the ship Thunder."""
REACH = 8
"""Tokens before a mention in which words tell that it is only talked of."""
FOE_REACH = 4
"""Tokens before a mention in which words make it an enemy's or a target."""
SHAM_REACH = 2
"""Tokens before a mention in which words make it a copy."""
ABOARD = frozenset(("helicopter",))
"""Categories of what a ship that is equipped with it brings along."""


def materiel(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `materiel` with {"type", "count", "low", "high", "category", "party", "origin", "user"}."""
    found: list[tuple[Mention, float]] = []
    for scope in frame.scopes:
        for mention in in_range(doc.of("materiel"), scope.first, scope.last):
            confidence = _confidence(doc, frame, scope, mention)
            if confidence:
                found.append((mention, confidence))
    # the headline says what the body says, in fewer words
    found.sort(key=lambda f: (doc.sentences[f[0].sentence].kind == "headline", f[0].first))
    chosen: list[tuple[Mention, float]] = []
    for mention, confidence in found:
        headline = doc.sentences[mention.sentence].kind == "headline"
        if not any(_adds_nothing(m.value, mention.value) or (headline and _as_many(m.value, mention.value)) for m, _ in chosen):
            chosen = [(m, c) for m, c in chosen if not _adds_nothing(mention.value, m.value)]
            chosen.append((mention, confidence))
    return [Draft("materiel", _value(m.value), m.span, c) for m, c in chosen]


def _value(thing: Materiel) -> dict[str, str | int | None]:
    quantity = thing.quantity
    low, high = (quantity.low, quantity.high) if quantity else (None, None)
    return {
        "type": thing.type,
        "count": _number(thing),
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
    if _talked_of(doc, scope, mention):
        return 0.0
    plain = thing.quantity is None and thing.sort == "noun" and thing.origin is None
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
    told = has_cue(doc, scope.first, scope.last, "people_taking_part", "materiel_acts") or _counted(doc, scope)
    return 0.4 if told else 0.0


def _talked_of(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Whether the words before a thing, or those it is told by, say that it is a target, a threat, a copy or what another one can carry."""
    if has_cue(doc, max(scope.first, mention.first - SHAM_REACH), mention.last, "materiel_sham"):
        return True
    if has_cue(doc, max(scope.first, mention.first - FOE_REACH), mention.last, "materiel_foe"):
        return True
    specs = cue_ranges(doc, max(scope.first, mention.first - REACH), mention.first, "materiel_specs")
    return any(not _borne(doc, scope, first) for first, _ in specs) and not (specs and mention.value.category in ABOARD)


def _borne(doc: Document, scope: Scope, i: int) -> bool:
    """Whether those who carry something are people: troops equipped with mortars."""
    bearers = word_set("materiel_bearers")
    before = doc.tokens[max(scope.first, i - 2) : i]
    return doc.tokens[i].low in word_set("materiel_bearing") and any(t.low in bearers for t in before)


def _counted(doc: Document, scope: Scope) -> bool:
    """Whether the sentence counts people or weapons, as those that tell who takes part do."""
    return bool(in_range(doc.of("people"), scope.first, scope.last)) or any(
        m.value.quantity for m in in_range(doc.of("materiel"), scope.first, scope.last)
    )


def _adds_nothing(known: Materiel, new: Materiel) -> bool:
    """Whether a type is told already: the same words or fewer, by the same side or one left out, without another count."""
    if new.party and known.party and new.party != known.party:
        return False
    if new.quantity and (known.quantity is None or _number(new) != _number(known)):
        return False
    a, b = _stems(known.type), _stems(new.type)
    if new.quantity is None and new.sort == known.sort == "type" and set(b) <= set(a) and new.party in (None, known.party):
        return True
    if new.sort == known.sort == "ship" and a and b:
        unnumbered = a[: len(b)] == b and all(word.isdecimal() for word in a[len(b) :])
        if unnumbered or (a[-1] == b[-1] and len(a) == len(b) == NAMED):
            return True
    return a[-len(b) :] == b or (new.quantity is None and new.sort == "noun" and b[-len(a) :] == a and known.quantity is not None)


def _as_many(known: Materiel, new: Materiel) -> bool:
    """Whether a headline counts what the body counts in other words: two ships for two frigates."""
    return new.quantity is not None and known.quantity is not None and _number(known) == _number(new)


def _number(thing: Materiel) -> int | None:
    quantity = thing.quantity
    return None if quantity is None else quantity.low if quantity.low is not None else quantity.high


def _stems(text: str) -> list[str]:
    """The words of a type, folded, without a plural ending."""
    return [word[:-1] if word.endswith("s") else word for word in WORD.findall(fold(text))]
