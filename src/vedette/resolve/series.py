"""Series of exercises, their editions in order, and exercises that are part of others."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from vedette.resolve.names import series_rows
from vedette.resolve.records import Profile

HELD = frozenset(("underway", "completed"))
"""Statuses of an exercise that took or takes place."""
GAPS: Mapping[int, str] = {1: "annual", 2: "biennial", 3: "triennial"}
"""Years between editions → how often a series is held."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One exercise of a series. `status` is the furthest that its reports tell of: planned, held, or called off (cancelled, postponed)."""

    exercise: str
    year: int | None
    number: str | None
    start: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its editions, the oldest first; `known` where series.csv has it, `frequency` as there or reckoned from the editions."""

    id: str
    name: str
    known: bool
    frequency: str | None
    participants: frozenset[str]
    editions: tuple[Edition, ...]


def series_of_exercises(exercises: Mapping[str, Sequence[Profile]], chosen: Mapping[str, str] | None = None) -> tuple[Series, ...]:
    """All series among exercises (exercise id → profiles of its accounts), by id.

    `chosen` holds the series that a curator set (exercise id → series id). An exercise whose series is not in the lexicon
    makes one with others of the same name; a name that only one exercise bears makes none.
    """
    groups: dict[str, list[str]] = {}
    for exercise in sorted(exercises):
        ident = (chosen or {}).get(exercise) or _series(exercises[exercise])
        if ident:
            groups.setdefault(ident, []).append(exercise)
    out = []
    for ident, members in sorted(groups.items()):
        known = _known().get(ident)
        if known is None and len(members) < 2 and ident not in (chosen or {}).values():
            continue
        editions = tuple(sorted((_edition(m, exercises[m]) for m in members), key=_place_in_time))
        name = known.name if known else _name(p for m in members for p in exercises[m])
        frequency = (known.frequency if known else "") or _rhythm(editions)
        out.append(Series(ident, name, known is not None, frequency or None, known.participants if known else frozenset(), editions))
    return tuple(out)


def parents(exercises: Mapping[str, Sequence[Profile]]) -> dict[str, str]:
    """Exercise id → id of the larger exercise that its accounts say it is part of and that is held at the same time."""
    by_name: dict[str, set[str]] = {}
    for exercise, profiles in exercises.items():
        for item in profiles:
            for name in item.names | ({item.series} if item.series else set()):
                by_name.setdefault(name, set()).add(exercise)
    out: dict[str, str] = {}
    for exercise in sorted(exercises):
        told = Counter(p for item in exercises[exercise] for p in item.parents)
        found = sorted({(-told[n], _gap(exercises[exercise], exercises[e]), e) for n in told for e in by_name.get(n, ()) if e != exercise})
        fitting = [(score, gap, e) for score, gap, e in found if gap == 0]
        if fitting:
            out[exercise] = fitting[0][2]
    return out


def components(parent_of: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Exercise id → ids of the exercises that are part of it."""
    out: dict[str, list[str]] = {}
    for child, parent in sorted(parent_of.items()):
        out.setdefault(parent, []).append(child)
    return {parent: tuple(children) for parent, children in out.items()}


@dataclass(frozen=True, slots=True)
class _Known:
    name: str
    frequency: str
    participants: frozenset[str]


@cache
def _known() -> dict[str, _Known]:
    out: dict[str, _Known] = {}
    for row in series_rows():
        out.setdefault(row.id, _Known(row.name, row.frequency, frozenset(row.participants.split())))
    return out


def _series(profiles: Sequence[Profile]) -> str | None:
    """The series that most accounts name, else the spelling that most share."""
    known = Counter(p.series for p in profiles if p.series)
    names = known or Counter(s for p in profiles for s in p.spellings)
    return min(names, key=lambda n: (-names[n], n)) if names else None


def _name(profiles: Iterable[Profile]) -> str:
    names = Counter(n for p in profiles for n in p.names)
    return min(names, key=lambda n: (-names[n], n)).title()


def _edition(exercise: str, profiles: Sequence[Profile]) -> Edition:
    years = Counter(p.year for p in profiles if p.year)
    starts = Counter(p.start for p in profiles if p.start)
    numbers = Counter(p.edition for p in profiles if p.edition)
    start = min(starts, key=lambda s: (-len(s), -starts[s], s)) if starts else None
    year = min(years, key=lambda y: (-years[y], y)) if years else None
    number = min(numbers, key=lambda n: (-numbers[n], n)) if numbers else None
    told = {p.status for p in profiles}
    latest = max(profiles, key=lambda p: (p.published or "", p.id)).status
    status = latest if latest in ("cancelled", "postponed") else "held" if told & HELD else latest
    return Edition(exercise, year, number, start, status)


def _place_in_time(edition: Edition) -> tuple[int, str, str, str]:
    return edition.year or 9999, edition.start or "", edition.number or "", edition.exercise


def _rhythm(editions: Sequence[Edition]) -> str:
    years = sorted({e.year for e in editions if e.year})
    gaps = Counter(b - a for a, b in pairwise(years))
    gap = min(gaps, key=lambda g: (-gaps[g], g)) if gaps else 0
    return GAPS.get(gap, "irregular") if gap else ""


def _gap(one: Sequence[Profile], other: Sequence[Profile]) -> int:
    """Days between two exercises as far as their windows go; 0 where they overlap."""
    gaps = [
        max(0, a.first - b.last, b.first - a.last)
        for a in one
        for b in other
        if a.first is not None and a.last is not None and b.first is not None and b.last is not None
    ]
    return min(gaps, default=1)
