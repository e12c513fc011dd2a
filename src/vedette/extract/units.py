"""Which units take part in an exercise, each once under its fullest name."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.grammar import tokenize
from vedette.model import Document, Mention, Unit

CUE_REACH = 12


def units(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `unit` with {"name", "party", "branch"}."""
    chosen: list[tuple[Mention, float]] = []
    for scope in frame.scopes:
        for mention in in_range(doc.of("unit"), scope.first, scope.last):
            confidence = _confidence(doc, frame, scope, mention)
            if confidence and not any(_same(m.value, mention.value) for m, _ in chosen):
                chosen.append((mention, confidence))
    return [Draft("unit", {"name": m.value.name, "party": m.value.party, "branch": m.value.branch}, m.span, c) for m, c in chosen]


def _confidence(doc: Document, frame: Frame, scope: Scope, mention: Mention) -> float:
    """How sure it is that the unit takes part; 0 if nothing says so."""
    if scope.strength == 2:
        return 0.8
    if scope.strength == 1:
        return 0.6
    return 0.0


def _same(a: Unit, b: Unit) -> bool:
    """Whether two names are names of one unit."""
    if a.party and b.party and a.party != b.party:
        return False
    ta, tb = [t.low for t in tokenize(a.name)], [t.low for t in tokenize(b.name)]
    return ta == tb
