"""Exercises as they are given out: the record with what weighing chose, and the reports without their texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from vedette.model import Value
from vedette.store.reading import chunks
from vedette.store.tables import exercise, report, shown


@dataclass(frozen=True, slots=True)
class Source:
    """A report without its text: what a citation needs. `published` is an EDTF date."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """An exercise: its record as searches give it out, the weighed values, and the reports that tell of it.

    `first` and `last` are the days (ISO 8601) that bound it, `low` and `high` the bounds of people of all sides together.
    """

    record: Mapping[str, Any]
    weighed: Mapping[str, Any]
    series: str | None
    first: str | None
    last: str | None
    low: int | None
    high: int | None
    sources: tuple[Source, ...]

    @property
    def id(self) -> str:
        """The exercise's id."""
        return str(self.record["id"])

    @property
    def title(self) -> str:
        """The name, or what stands in for it."""
        return str(self.record["name"] or f"Unnamed exercise ({', '.join(self.record['participants'][:4]) or self.id})")

    def values(self, name: str) -> list[Value]:
        """The values shown of a property, the best first."""
        return [w["shown"]["value"] for w in self.weighed.get(name) or () if w["shown"]]

    def claims(self, name: str) -> list[str]:
        """The ids of the claims that the values shown of a property rest on."""
        return [c for w in self.weighed.get(name) or () if w["shown"] for c in w["shown"]["claims"]]


def sources(connection: Connection, idents: Iterable[str]) -> dict[str, Source]:
    """Report id → the report without its text, for those that are there."""
    heads = select(*(report.c[n] for n in ("id", "title", "publisher", "published", "url", "lang")))
    return {row.id: Source(*row) for part in chunks(sorted(set(idents))) for row in connection.execute(heads.where(report.c.id.in_(part)))}


def dossiers(connection: Connection, idents: Iterable[str]) -> list[Dossier]:
    """The exercises with these ids that are there, in this order."""
    wanted = list(idents)
    columns = [exercise.c[n] for n in ("id", "series", "first", "last", "low", "high")]
    query = select(*columns, shown.c.record, shown.c.weighed).join(shown)
    rows = {row.id: row for part in chunks(wanted) for row in connection.execute(query.where(exercise.c.id.in_(part)))}
    told_by = sources(connection, (r for row in rows.values() for r in row.record["reports"]))
    return [
        Dossier(
            record=row.record,
            weighed=(row.weighed or {}).get("values") or {},
            series=row.series,
            first=row.first,
            last=row.last,
            low=row.low,
            high=row.high,
            sources=tuple(told_by[r] for r in row.record["reports"] if r in told_by),
        )
        for row in (rows[i] for i in wanted if i in rows)
    ]
