"""Whether what is told of a place happened at another time than the exercise: where last year's was held, where the next one will be."""

from collections.abc import Sequence

from vedette.extract.editions import edition_year
from vedette.extract.frames import Frame, Scope, in_range
from vedette.extract.times import timing
from vedette.model import Document, Mention
from vedette.values import first_day, last_day, precision

APART = 200
"""Days between an exercise and a date at least that make it the date of something else: half a year, as most series are yearly."""
DATES = frozenset(("date", "interval"))
"""Kinds of times that are no lengths."""
MOMENTS = frozenset(("on", "from", "until"))
"""Senses of dates that tell when something was, not since when it is done."""


def days_of(doc: Document, frame: Frame) -> tuple[str, ...]:
    """A date on which the exercise goes on, as far as the report tells it, and the day of publication, as EDTF."""
    told = timing(doc, frame)
    bound = told.start or told.end
    day = str(bound.value) if bound is not None else edition_year(doc, frame)
    return tuple(d for d in (day, doc.report.published) if d is not None)


def at_another_time(doc: Document, scope: Scope, m: Mention, days: Sequence[str]) -> bool:
    """Whether the date nearest to a place in its scope is far from all of `days`; a date behind another place is that place's."""
    dates = [d for d in in_range(doc.of("date"), scope.first, scope.last) if d.value.kind in DATES]
    if not dates or not days:
        return False
    nearest = min(dates, key=lambda d: _between(d, m))
    if nearest.value.sense not in MOMENTS or in_range(doc.of("place"), m.last, nearest.first):
        return False
    date = nearest.value.start or nearest.value.end
    return date is not None and all(_far(date, day) for day in days)


def _between(a: Mention, b: Mention) -> int:
    """Tokens between two mentions."""
    return max(a.first - b.last, b.first - a.last)


def _far(date: str, day: str) -> bool:
    """Whether two dates are no dates of one exercise; of years alone it is enough that they differ."""
    if "year" in (precision(date), precision(day)):
        return date[:4] != day[:4]
    return (first_day(date) - last_day(day)).days > APART or (first_day(day) - last_day(date)).days > APART
