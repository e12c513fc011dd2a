"""What the store hands out besides the records of the model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise as it is listed: the values that weighing chose.

    `series` is the id in series.csv, or what the spellings of the name share where it is not in it; `series_name` None if none is known.
    `start` and `end` are EDTF dates; `first` and `last` the days (ISO 8601) that bound them. `low` and `high` bound the people of all
    sides together. `places` have name and country. `reports` are the ids of the reports that tell of it, `sources` how
    many of them are independent (one a publisher, one a text however many print it), `conflicts` how many properties
    have claims that disagree. `weighed` holds each value with its alternatives and the reasons in words.
    """

    id: str
    name: str | None = None
    aliases: tuple[str, ...] = ()
    series: str | None = None
    series_name: str | None = None
    edition: str | None = None
    status: str = "unknown"
    start: str | None = None
    end: str | None = None
    first: str | None = None
    last: str | None = None
    participants: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    places: tuple[Mapping[str, Any], ...] = ()
    domains: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    personnel: tuple[Mapping[str, Any], ...] = ()
    reports: tuple[str, ...] = ()
    sources: int = 0
    conflicts: int = 0
    weighed: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""
    """Further words that it is found by: names of its participants, units, aims."""

    bases: tuple[str, ...] = ()
    """Folded names without edition, and what spellings of them share: what editions of a series are found by."""

    parents: tuple[str, ...] = ()
    """Folded names and ids of series of the larger exercises that accounts say it is part of."""

    def record(self) -> dict[str, Any]:
        """The exercise as lists and searches give it out."""
        return {
            "id": self.id,
            "name": self.name,
            "aliases": list(self.aliases),
            "series": self.series_name,
            "series_key": self.series,
            "edition": self.edition,
            "status": self.status,
            "start": self.start,
            "end": self.end,
            "participants": list(self.participants),
            "observers": list(self.observers),
            "places": [dict(p) for p in self.places],
            "domains": list(self.domains),
            "personnel": [dict(p) for p in self.personnel],
            "conflicts": self.conflicts,
            "reports": list(self.reports),
            "sources": self.sources,
        }


@dataclass(frozen=True, slots=True)
class Filters:
    """What exercises are chosen by; everything that is given must hold.

    `text` is searched in the exercises and in their reports. `participants` are codes that must all take part, `place` a country's
    code or a place's name, `since` and `until` ISO 8601 days (or EDTF dates' first and last days) between which some day of the
    exercise may lie, `series` an id or a name, `least` and `most` bound the people that are claimed of the whole. `among` are ids, where it
    is known already which exercises may be chosen at all.
    """

    text: str = ""
    participants: tuple[str, ...] = ()
    place: str | None = None
    since: str | None = None
    until: str | None = None
    domain: str | None = None
    series: str | None = None
    status: str | None = None
    least: int | None = None
    most: int | None = None
    conflicts: bool = False
    among: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """Which state of a catalogue: `number` rises with every transaction that changes the record, `epoch` is new when all is replaced."""

    epoch: str
    number: int

    def __str__(self) -> str:
        return f"{self.epoch}-{self.number}"
