"""How many people take part in an exercise, as a whole and of each side."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.extract.participants import participants
from vedette.model import Document, Headcount, Mention

LEAST = 10
"""Smaller headcounts are casualties, crews or officials rather than those who take part."""
STATE = 2
"""Letters of a state's code; headcounts of an organisation are those of the whole."""
EACH_REACH = 4
"""Tokens behind a headcount in which "each side" says that it holds for every side."""
MOST_SIDES = 3
"""Sides of which a report tells that each sends as many."""

Key = tuple[int | None, int | None, str | None]


def personnel(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `personnel` with {"low", "high", "party"}; low or high is None where the report leaves it open."""
    chosen: dict[Key, tuple[Mention, float]] = {}
    sides = _Sides(doc, frame, frames)
    for scope in frame.scopes:
        for mention in in_range(doc.of("people"), scope.first, scope.last):
            confidence = _confidence(doc, frame, scope, mention)
            if not confidence:
                continue
            count: Headcount = mention.value
            for party in sides.of(mention):
                key = (count.quantity.low, count.quantity.high, party)
                if key not in chosen or chosen[key][1] < confidence:
                    chosen[key] = (mention, confidence)
    kept = {k: v for k, v in chosen.items() if not (k[2] is None and any(o[:2] == k[:2] and o[2] for o in chosen))}
    return [Draft("personnel", {"low": low, "high": high, "party": party}, m.span, c) for (low, high, party), (m, c) in kept.items()]


class _Sides:
    """Tells whose people a headcount counts where its own words do not."""

    def __init__(self, doc: Document, frame: Frame, frames: Sequence[Frame]) -> None:
        self.doc = doc
        self.frame = frame
        self.frames = frames

    def of(self, mention: Mention) -> tuple[str | None, ...]:
        """The codes of the sides; more than one where the report says that each side has as many."""
        party = mention.value.party
        if party and len(party) == STATE:
            return (party,)
        if party is None and self._each(mention):
            codes = self._states()
            if 1 < len(codes) <= MOST_SIDES:
                return codes
        return (None,)

    def _each(self, mention: Mention) -> bool:
        sentence = self.doc.sentences[mention.sentence]
        return has_cue(self.doc, mention.last, min(sentence.last, mention.last + EACH_REACH), "people_each")

    def _states(self) -> tuple[str, ...]:
        drafts = participants(self.doc, self.frame, self.frames)
        return tuple(dict.fromkeys(str(d.value) for d in drafts if d.property == "participant" and len(str(d.value)) == STATE))


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
