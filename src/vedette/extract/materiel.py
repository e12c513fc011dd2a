"""Which ships, aircraft, vehicles and weapons take part in an exercise, each kind once for each side."""

import math
import re
from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, in_range
from vedette.extract.materiel_signs import MaterielSigns
from vedette.grammar import fold
from vedette.model import Document, Materiel, Mention

WORD = re.compile(r"[^\W_]+")
NAMED = 2
"""Words for a ship with a prefix or a noun, at least: NNS Thunder is the ship Thunder."""
LETTERS = 3
"""Letters at least of what is short for a type: AAV."""
SUREST = 0.95
"""Confidence at most."""


def materiel(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `materiel` with {"type", "count", "low", "high", "category", "party", "origin", "user"}."""
    found: list[tuple[Mention, float]] = []
    for scope in frame.scopes:
        told = in_range(doc.of("materiel"), scope.first, scope.last)
        if told:
            signs = MaterielSigns(doc, frame, scope, len(told))
            weighed = ((mention, signs.weight(mention)) for mention in told if not mention.value.vague)
            found.extend((mention, weight) for mention, weight in weighed if weight > 0)
    # the headline says what the body says, in fewer words
    found.sort(key=lambda f: (doc.sentences[f[0].sentence].kind == "headline", f[0].first))
    chosen: list[tuple[Mention, float]] = []
    for mention, weight in found:
        headline = doc.sentences[mention.sentence].kind == "headline"
        if not any(_adds_nothing(m.value, mention.value) or (headline and _as_many(m.value, mention.value)) for m, _ in chosen):
            chosen = [(m, w) for m, w in chosen if not _adds_nothing(mention.value, m.value)]
            chosen.append((mention, weight))
    return [Draft("materiel", _value(m.value), m.span, round(min(SUREST, 1 / (1 + math.exp(-w))), 2)) for m, w in chosen]


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


def _adds_nothing(known: Materiel, new: Materiel) -> bool:
    """Whether a type is told already: the same words or fewer, by the same side or one left out, without another count."""
    if new.party and known.party and new.party != known.party:
        return False
    if new.quantity and (known.quantity is None or _number(new) != _number(known)):
        return False
    a, b = _stems(known.type), _stems(new.type)
    if _shortens(new.type, a) or (_shortens(known.type, b) and known.quantity and not new.quantity):
        return True
    if new.quantity is None and new.sort == known.sort == "type" and set(b) <= set(a) and new.party in (None, known.party):
        return True
    if new.sort == known.sort == "ship" and a and b:
        unnumbered = a[: len(b)] == b and all(word.isdecimal() for word in a[len(b) :])
        if unnumbered or _same_name(a, b):
            return True
    return a[-len(b) :] == b or (new.quantity is None and new.sort == "noun" and b[-len(a) :] == a and known.quantity is not None)


def _shortens(text: str, stems: Sequence[str]) -> bool:
    """Whether capitals are the initials of a type told in words, in whatever order: AAVs, assault amphibious vehicles."""
    letters = text[:-1] if text.endswith("s") else text
    known = len(stems) >= LETTERS and letters.isupper() and letters.isalpha()
    return known and sorted(letters.lower()) == sorted(word[:1] for word in stems)


def _same_name(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two ships told by a prefix or a kind have the same name behind it: RFS Duke of Ruritania, the ship Duke of Ruritania."""
    return min(len(a), len(b)) >= NAMED and (a[-len(b) + 1 :] == b[1:] or b[-len(a) + 1 :] == a[1:])


def _as_many(known: Materiel, new: Materiel) -> bool:
    """Whether a headline counts what the body counts in other words: two ships for two frigates."""
    return new.quantity is not None and known.quantity is not None and _number(known) == _number(new)


def _number(thing: Materiel) -> int | None:
    quantity = thing.quantity
    return None if quantity is None else quantity.low if quantity.low is not None else quantity.high


def _stems(text: str) -> list[str]:
    """The words of a type, folded, without a plural ending."""
    return [word[:-1] if word.endswith("s") else word for word in WORD.findall(fold(text))]
