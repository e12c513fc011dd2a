"""Counts by state and year, and by two states and year, with the codes that the states have in the year.

An exercise counts in the year that it begins in; cancelled and postponed ones do not. Organisations are no states: which of their members
took part is not told, so that they are left out, and only make an exercise multilateral.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from vedette.export import states
from vedette.export.columns import Column, Row
from vedette.export.exercises import days
from vedette.export.loading import found
from vedette.store import Catalogue, Dossier, Filters

NOT_HELD = frozenset(("cancelled", "postponed"))
"""Statuses that do not count."""
NOTES = (
    "An exercise counts in the year that it begins in; cancelled and postponed ones do not count.",
    "Organisations are no states: which of their members took part is not told, so that they have no rows.",
    "States and years without exercises have no row: after joining to a frame of all of them, missing is nought.",
)
_COUNTS = (
    Column("exercises", "integer", "exercises that began in the year, without cancelled and postponed ones", "exercises"),
    Column("planned", "integer", "of these, those of which only plans are reported", "exercises"),
    Column("bilateral", "integer", "of these, those of just two states", "exercises"),
    Column("days", "integer", "their lengths summed, as far as known", "days"),
    Column("days_known_of", "integer", "exercises whose length is known", "exercises"),
    *(
        Column(domain.replace("-", "_"), "integer", f"of these, those told to be {about}", "exercises")
        for domain, about in (("land", "on land"), ("air", "in the air"), ("sea", "at sea"), ("command-post", "of staffs"))
    ),
)
_COUNTED = ("land", "air", "sea", "command-post")

COUNTRY_COLUMNS = (
    Column("year", "integer", "the year that the exercises began in"),
    *states.STATE_COLUMNS,
    *_COUNTS,
    Column("alone", "integer", "of these, those in which the state is the only party", "exercises"),
    Column("hosted", "integer", "of these, those with a place in the state itself", "exercises"),
)
"""The columns of counts by state and year; a state without exercises in a year has no row."""

DYAD_COLUMNS = (
    Column("year", "integer", "the year that the exercises began in"),
    *(
        Column(f"{c.name}_{side}", c.kind, c.about.replace("the state", f"state {side}").replace(" an organisation", ""))
        for side in "ab"
        for c in states.STATE_COLUMNS
    ),
    *_COUNTS,
)
"""The columns of counts by two states and year; each two stand once, ordered by iso3; two without exercises in a year have no row."""


@dataclass(slots=True)
class _Count:
    exercises: int = 0
    planned: int = 0
    bilateral: int = 0
    days: int = 0
    days_known_of: int = 0
    land: int = 0
    air: int = 0
    sea: int = 0
    command_post: int = 0
    alone: int = 0
    hosted: int = 0

    def add(self, exercise: Dossier) -> None:
        """Counts an exercise, but for what depends on the state."""
        record = exercise.record
        length = days(exercise)
        self.exercises += 1
        self.planned += record["status"] == "planned"
        self.bilateral += len(record["participants"]) == 2 and all(map(states.is_state, record["participants"]))
        self.days += length or 0
        self.days_known_of += length is not None
        for domain in _COUNTED:
            name = domain.replace("-", "_")
            setattr(self, name, getattr(self, name) + (domain in record["domains"]))

    def cells(self) -> list[int]:
        """The cells of `_COUNTS`."""
        return [getattr(self, c.name) for c in _COUNTS]


def country_rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """A row for each state and year that it took part in an exercise, by year and state."""
    counts: dict[tuple[int, str], _Count] = {}
    for exercise, year, parties in _held(catalogue, filters):
        countries = {states.in_year(p["country"], year) for p in exercise.record["places"] if p.get("country")}
        for party in parties:
            count = counts.setdefault((year, party), _Count())
            count.add(exercise)
            count.alone += len(exercise.record["participants"]) == 1
            count.hosted += party in countries
    for year, party in sorted(counts, key=lambda key: (key[0], states.code(key[1]))):
        count = counts[year, party]
        yield [year, *states.state_cells(party, year), *count.cells(), count.alone, count.hosted]


def dyad_rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """A row for each two states and year that both took part in an exercise, by year and states."""
    counts: dict[tuple[int, str, str], _Count] = {}
    for exercise, year, parties in _held(catalogue, filters):
        for one, other in combinations(parties, 2):
            counts.setdefault((year, one, other), _Count()).add(exercise)
    for year, one, other in sorted(counts, key=lambda key: (key[0], states.code(key[1]), states.code(key[2]))):
        yield [year, *states.state_cells(one, year), *states.state_cells(other, year), *counts[year, one, other].cells()]


def _held(catalogue: Catalogue, filters: Filters) -> Iterator[tuple[Dossier, int, list[str]]]:
    """Exercises that count, the year that they begin in, and the states of that year that take part, ordered by code."""
    for exercise in found(catalogue, filters):
        if exercise.first is None or exercise.record["status"] in NOT_HELD:
            continue
        year = int((exercise.record["start"] or exercise.first)[:4])
        parties = {states.in_year(p, year) for p in exercise.record["participants"] if states.is_state(p)}
        yield exercise, year, sorted(parties, key=states.code)
