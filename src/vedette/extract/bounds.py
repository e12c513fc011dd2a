"""Candidates for the start, end and length of an exercise, and how the best of them are chosen and completed from one another."""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.drafts import Draft
from vedette.model import Modality, Span
from vedette.values import add_days, compare, contains, end_of, how_specific, precision

LONGEST_RECKONED = 45
"""Days; from a longer length neither start nor end is reckoned, since it is told in months."""
LEAST = 0.5
"""Candidates with a smaller weight are not believed; 0.5 was the best of 0.4, 0.5, 0.6 and 0.7 on the build gold sets."""
FIRM = 0.7
"""The same for a first or last day that is believed rather than a day on which the exercise was seen."""
WHOLE_RUN = 0.3
"""The same for days told from the first to the last that hold the days believed otherwise."""
DAYS_TOLD = 20
"""Characters of two days."""
LEAST_PART = 0.3
"""The same for the days of a phase, which weigh half as much."""
NEWS_DAYS = 4
"""News is no older than so many days."""


class Bound(Struct, frozen=True):
    """A candidate for start or end: an EDTF date with the mention that gives it, its weight and the modality of its verb."""

    value: str
    span: Span
    weight: float
    derived: bool
    modality: Modality
    at: int
    part: bool = False
    """Whether it is of a phase of the exercise."""
    within: bool = False
    """Whether it is only a day on which the exercise was seen: "watched the drill on Monday"."""
    ended: bool = False
    """Whether the exercise is told to have ended then."""

    def draft(self, name: str) -> Draft:
        """The candidate as a draft of the property `name`."""
        confidence = min(0.95, 0.5 + 0.2 * self.weight)
        return Draft(name, self.value, self.span, confidence, "derived" if self.derived else "stated", self.modality)


class Timing(Struct, frozen=True):
    """Start, end and length (days) of one exercise as drafts; None where the report does not tell them."""

    start: Draft | None = None
    end: Draft | None = None
    duration: Draft | None = None


def all_phases(starts: Sequence[Bound], ends: Sequence[Bound], start: Bound | None, end: Bound | None) -> tuple[Bound | None, Bound | None]:
    """An exercise told of in phases goes from the start of the first to the end of the last."""
    for bound in starts:
        if start and bound.part and bound.weight >= LEAST_PART and compare(bound.value, start.value) == -1:
            start = bound
    for bound in ends:
        if end and bound.part and bound.weight >= LEAST_PART and compare(bound.value, end.value) == 1:
            end = bound
    return start, end


def whole_run(starts: Sequence[Bound], ends: Sequence[Bound], start: Bound | None, end: Bound | None) -> tuple[Bound | None, Bound | None]:
    """Days that are told from the first to the last win over single days among them: an opening ceremony, the day of visitors."""
    if start is None or precision(start.value) != "day":
        return start, end
    for first in starts:
        last = next((b for b in ends if b.span == first.span and b.value != first.value), None)
        if last is None or first.part or min(first.weight, last.weight) < WHOLE_RUN or len(first.value) + len(last.value) != DAYS_TOLD:
            continue
        if end and _was_due(last, end):
            continue
        if first.value <= start.value <= (end.value if end else start.value) <= last.value:
            return first, last
    return start, end


def cut_short(ends: Sequence[Bound], end: Bound | None) -> Bound | None:
    """The end that has come, where the best candidate was only due after it: scheduled to last until Friday, it ended on Wednesday."""
    told = best(b for b in ends if b.ended and b.weight >= FIRM)
    return told if told and end and _was_due(end, told) else end


def _was_due(due: Bound, end: Bound) -> bool:
    """Whether a day is only one on which the exercise was to go on, though it has ended before."""
    return end.ended and due.modality == "planned" and compare(end.value, due.value) == -1


def best(bounds: Iterable[Bound]) -> Bound | None:
    """The best supported candidate; a more precise one that says the same is preferred."""
    ranked = sorted(bounds, key=lambda b: (-b.weight, -how_specific(b.value), b.at))
    if not ranked or ranked[0].weight < LEAST:
        return None
    top = ranked[0]
    finer = [b for b in ranked if b.weight >= LEAST and how_specific(b.value) > how_specific(top.value) and contains(top.value, b.value)]
    return finer[0] if finer else top


def seen_within(
    starts: Sequence[Bound], ends: Sequence[Bound], start: Bound | None, end: Bound | None
) -> tuple[Bound | None, Bound | None]:
    """A single day on which the exercise was seen is neither its first nor its last where others tell an earlier or a later one."""
    if start is None or end is None:
        return start, end
    if not start.within and start.span == end.span and start.value == end.value and any(_begins_within(b, start, ends) for b in starts):
        return start, None  # begins next week; they will meet on Sunday in the largest drill
    if not end.within or (start.within and start.span != end.span):
        return start, end
    firm = [b for b in (*starts, *ends) if not b.within and b.weight >= FIRM and precision(b.value) == "day"]
    later = best(b for b in firm if b in ends and compare(b.value, end.value) == 1)
    earlier = best(b for b in firm if b in starts and compare(b.value, end.value) == -1)
    return (earlier or (None if start.within else start), later) if earlier or later else (start, end)


def _begins_within(bound: Bound, start: Bound, ends: Sequence[Bound]) -> bool:
    """Whether a wider time of a beginning alone holds the first day."""
    wider = not bound.within and bound.value != start.value and contains(bound.value, start.value)
    return wider and all(bound.value != e.value for e in ends)


def complete(told: Timing, published: str | None = None) -> Timing:
    """A missing end (or start) reckoned from the other one and the length."""
    if told.duration is None or not isinstance(told.duration.value, int):
        return told
    days = told.duration.value
    if days > LONGEST_RECKONED:
        return told
    if told.start and not told.end and precision(str(told.start.value)) == "day":
        value = str(end_of(str(told.start.value), days))
        return replace(told, end=_computed("end", value, told.start, told.duration))
    if told.end and not told.start and precision(str(told.end.value)) == "day":
        value = str(add_days(str(told.end.value), 1 - days))
        if published is not None and told.end.modality == "asserted" and compare(value, published) == 1:
            return told  # "the two-week drill, which runs until 30 May" is under way
        # "month-long" is no count of days
        return replace(told, start=_computed("start", value if days < 28 else value[:7], told.end, told.duration))
    return told


def _computed(name: str, value: str, bound: Draft, length: Draft) -> Draft:
    return Draft(name, value, bound.span, min(bound.confidence, length.confidence) * 0.9, "computed", bound.modality, (bound, length))
