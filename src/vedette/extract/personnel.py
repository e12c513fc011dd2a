"""How many people take part in an exercise, as a whole and of each side."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.model import Document, Headcount, Mention

LEAST = 10
"""Smaller headcounts are casualties, crews or officials rather than those who take part."""


def personnel(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `personnel` with {"low", "high", "party"}; low or high is None where the report leaves it open."""
    chosen: dict[tuple[int | None, int | None, str | None], tuple[Mention, float]] = {}
    for scope in frame.scopes:
        for mention in in_range(doc.of("people"), scope.first, scope.last):
            confidence = _confidence(doc, frame, scope, mention)
            if confidence:
                count: Headcount = mention.value
                key = (count.quantity.low, count.quantity.high, count.party)
                if key not in chosen or chosen[key][1] < confidence:
                    chosen[key] = (mention, confidence)
    kept = {k: v for k, v in chosen.items() if not (k[2] is None and any(o[:2] == k[:2] and o[2] for o in chosen))}
    return [Draft("personnel", {"low": low, "high": high, "party": party}, m.span, c) for (low, high, party), (m, c) in kept.items()]


def _confidence(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> float:
    """How sure it is that these people take part; 0 if nothing says so."""
    count: Headcount = mention.value
    value = count.quantity.low or count.quantity.high or 0
    if value < LEAST:
        return 0.0
    if has_cue(doc, scope.first, scope.last, "people_elsewhere"):
        return 0.0
    if scope.strength == 2:
        return 0.85
    if scope.strength == 1:
        return 0.7
    if not frame.main:
        return 0.0
    return 0.5 if has_cue(doc, scope.first, scope.last, "people_taking_part") else 0.4
