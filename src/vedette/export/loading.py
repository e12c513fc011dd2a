"""Exercises with all that the forms tell of them, read from a catalogue a few at a time: of all of them only ids are held."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from vedette.model import Account, Value
from vedette.store import Catalogue, CatalogueError, Filters, reading
from vedette.store.engine import reason
from vedette.store.reading import chunks
from vedette.store.tables import exercise, report, shown

T = TypeVar("T")


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
class Found:
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


def found(catalogue: Catalogue, filters: Filters) -> Iterator[Found]:
    """The exercises that fit, by date, the earliest first; raises CatalogueError if the catalogue cannot be read."""
    for part in parts(catalogue, filters):
        yield from part


def parts(catalogue: Catalogue, filters: Filters) -> Iterator[list[Found]]:
    """The exercises that fit in lists of at most `reading.CHUNK`, so that more can be asked of many at once."""
    for idents in chunks(catalogue.find(filters, latest_first=False)):
        yield _read(catalogue, _load, idents)


def told(catalogue: Catalogue, filters: Filters) -> Iterator[tuple[Found, list[Account]]]:
    """The exercises that fit with their accounts, by date; raises CatalogueError if the catalogue cannot be read."""
    for part in parts(catalogue, filters):
        accounts = accounts_of(catalogue, part)
        for one in part:
            yield one, accounts[one.id]


def accounts_of(catalogue: Catalogue, exercises: Iterable[Found]) -> dict[str, list[Account]]:
    """Exercise id → its accounts with their claims."""
    return _read(catalogue, _accounts, [e.id for e in exercises])


def _read(catalogue: Catalogue, function: Callable[[Connection, list[str]], T], idents: list[str]) -> T:
    try:
        with catalogue.engine.connect() as connection:
            return function(connection, idents)
    except DatabaseError as error:
        raise CatalogueError(f"{catalogue.path!r}: {reason(error)}.") from error


def _accounts(connection: Connection, idents: list[str]) -> dict[str, list[Account]]:
    accounts = reading.accounts(connection, exercises=idents)
    homes = reading.exercises_of(connection, [a.id for a in accounts])
    out: dict[str, list[Account]] = {i: [] for i in idents}
    for account in accounts:
        out[homes[account.id]].append(account)
    return out


def _load(connection: Connection, idents: list[str]) -> list[Found]:
    """The exercises with these ids, in this order."""
    columns = [exercise.c[n] for n in ("id", "series", "first", "last", "low", "high")]
    query = select(*columns, shown.c.record, shown.c.weighed).join(shown).where(exercise.c.id.in_(idents))
    rows = {row.id: row for row in connection.execute(query)}
    wanted = sorted({r for row in rows.values() for r in row.record["reports"]})
    heads = select(*(report.c[n] for n in ("id", "title", "publisher", "published", "url", "lang")))
    sources = {row.id: Source(*row) for part in chunks(wanted) for row in connection.execute(heads.where(report.c.id.in_(part)))}
    return [
        Found(
            record=row.record,
            weighed=(row.weighed or {}).get("values") or {},
            series=row.series,
            first=row.first,
            last=row.last,
            low=row.low,
            high=row.high,
            sources=tuple(sources[r] for r in row.record["reports"] if r in sources),
        )
        for row in (rows[i] for i in idents if i in rows)
    ]
