"""Exercises by month: which months have some, the weeks of one with a bar an exercise, what is under way and to come."""

from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vedette.serve.web import view
from vedette.serve.web.asking import Asked
from vedette.serve.web.index import Index, Narrow
from vedette.serve.web.sets import places
from vedette.values import precision

SURE = frozenset(("day", "month"))
"""Precisions of a start that a month can show; what is known to the year only is told of beside."""
OVER = frozenset(("completed", "cancelled"))
MOST_BARS = 10
"""Exercises of a week that are shown; the others are counted."""
MOST_AHEAD = 12
"""Exercises under way or to come that are listed."""
MOST_MONTHS = 24
"""Months that one exercise counts in at most."""


@dataclass(frozen=True, slots=True)
class Event:
    """An exercise as a calendar shows it; `first` and `last` are the days that it lies between, `exact` whether they are its own."""

    id: str
    name: str
    status: str
    words: str
    first: date
    last: date
    exact: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """An event within a week: the column that it begins in (1 is Monday), how many days long, whether it goes on before and after."""

    event: Event
    column: int
    days: int
    before: bool
    after: bool


@dataclass(frozen=True, slots=True)
class Week:
    """A week: its days, which of them are of the month, its bars, and how many events have none."""

    days: tuple[date, ...]
    inside: tuple[bool, ...]
    bars: tuple[Bar, ...]
    more: int


def counts(index: Index, asked: Asked) -> Mapping[str, int]:
    """Month (`2021-08`) → how many exercises that fit are held in it; year (`2021`) → how many are known to the year only."""
    out: Counter[str] = Counter()
    for row in _rows(index, asked):
        if row.start and precision(row.start) in SURE:
            out.update(_months(row))
        elif row.first:
            out[row.first[:4]] += 1
    return dict(sorted(out.items()))


def nearest(months: Iterable[str], today: date) -> str:
    """The month to show where none is asked for: that of today if it has exercises, else the last one before, else the next."""
    held = [m for m in months if len(m) == 7]
    now = f"{today:%Y-%m}"
    before = [m for m in held if m <= now]
    return before[-1] if before else held[0] if held else now


def month(index: Index, asked: Asked, wanted: str) -> tuple[list[Week], list[Event]]:
    """The weeks of a month with the exercises whose days are known, and the exercises known to be in the month only."""
    year, number = int(wanted[:4]), int(wanted[5:])
    fitting = [r for r in _rows(index, asked) if r.start and precision(r.start) in SURE and wanted in _months(r)]
    events = sorted(_events(index, fitting), key=lambda e: (e.first, e.last, e.name))
    exact = [e for e in events if e.exact]
    weeks = [_week(days, number, exact) for days in Calendar().monthdatescalendar(year, number)]
    return weeks, [e for e in events if not e.exact]


def ahead(index: Index, asked: Asked, today: date) -> list[Event]:
    """What is under way or to come on a day and not called off, the next first."""
    now = today.isoformat()
    rows = [r for r in _rows(index, asked) if r.last and r.last >= now and r.status not in OVER]
    return _events(index, sorted(rows, key=lambda r: (r.first or "", r.id))[:MOST_AHEAD])


def _rows(index: Index, asked: Asked) -> Iterable[Narrow]:
    return (index.rows[n] for n in places(index.find(asked).held).tolist())


def _months(row: Narrow) -> list[str]:
    start, end = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in (row.first or "", row.last or ""))
    return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(start, min(end, start + MOST_MONTHS - 1) + 1)]


def _events(index: Index, rows: Sequence[Narrow]) -> list[Event]:
    records = {r["id"]: r for r in index.catalogue.records(r.id for r in rows)}
    return [_event(row, records.get(row.id, {})) for row in rows]


def _event(row: Narrow, record: Mapping[str, Any]) -> Event:
    first, last = (date.fromisoformat(day or "") for day in (row.first, row.last))
    exact = all(precision(side) == "day" for side in (row.start, row.end) if side)
    name = view.exercise_name(row.name, record.get("participants", ()))
    return Event(row.id, name, row.status or "unknown", view.span_words(row.start, row.end), first, max(first, last), exact)


def _week(days: Sequence[date], number: int, events: Sequence[Event]) -> Week:
    held = [e for e in events if e.first <= days[-1] and e.last >= days[0]]
    bars = tuple(_bar(e, days) for e in held[:MOST_BARS])
    return Week(tuple(days), tuple(d.month == number for d in days), bars, len(held) - len(bars))


def _bar(event: Event, days: Sequence[date]) -> Bar:
    first, last = max(event.first, days[0]), min(event.last, days[-1])
    return Bar(event, first.weekday() + 1, (last - first).days + 1, event.first < days[0], event.last > days[-1])
