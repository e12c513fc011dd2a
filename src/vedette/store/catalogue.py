"""A catalogue of reports, accounts, claims, exercises and judgements, in SQLite or PostgreSQL."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DatabaseError

from vedette.model import Account, Claim, Coding, Judgement, Report
from vedette.store import backup, check, copies, dossiers, engine, listing, queries, reading, tables
from vedette.store.copies import Printing
from vedette.store.dossiers import Dossier, Source
from vedette.store.engine import CatalogueError
from vedette.store.members import Members
from vedette.store.reading import Columns
from vedette.store.records import Filters, Revision
from vedette.store.sources import Sources
from vedette.store.writer import Writer

T = TypeVar("T")
P = ParamSpec("P")
_SHARED: ContextVar[tuple[Engine, Connection] | None] = ContextVar("vedette_shared", default=None)
"""The connection that everything is read over within `Catalogue.at_once`, and whose it is."""


class Catalogue:
    """Stores codings and gives them back. Every method is one transaction, except within `at_once`; all writing goes through `writing`."""

    def __init__(self, path: str, create: bool = True) -> None:
        """Opens the SQLite file at `path`, or the PostgreSQL database at a `postgresql://` address, brought up to the newest schema.

        Raises CatalogueError if it is no catalogue or cannot be opened.
        """
        self.path = engine.shown(path)
        self.engine = engine.connect(path, create)
        with self._guard():
            engine.prepare(self.engine)

    def close(self) -> None:
        """Releases the database."""
        self.engine.dispose()

    def limit(self, seconds: float) -> None:
        """Breaks off every query that takes longer; it raises CatalogueError."""
        engine.limit(self.engine, seconds)

    @contextmanager
    def patient(self) -> Iterator[None]:
        """What is read within takes as long as it takes, whatever the limit."""
        before = engine.PATIENT.set(True)
        try:
            yield
        finally:
            engine.PATIENT.reset(before)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """What is read within is read over one connection: quicker, and from an SQLite file as of one moment. It is for reading only."""
        with self._reading() as connection:
            before = _SHARED.set((self.engine, connection))
            try:
                yield
            finally:
                _SHARED.reset(before)

    def __enter__(self) -> "Catalogue":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except CatalogueError as error:
            raise CatalogueError(f"{self.path!r}: {error}.") from error
        except DatabaseError as error:
            raise CatalogueError(f"{self.path!r}: {engine.reason(error)}.") from error
        except UnicodeEncodeError as error:  # bytes on a command line that are not UTF-8
            raise CatalogueError(f"{self.path!r}: {error.object[:40]!r} holds a character that is no text.") from error

    # writing

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """A transaction: all that is done with the writer is kept at the end, or nothing where an error is raised.

        A second writer waits; raises CatalogueError after `BUSY_SECONDS`.
        """
        with self._guard(), self.engine.connect() as connection, connection.execution_options(**{engine.WRITES: True}).begin():
            writer = Writer(connection)
            yield writer
            writer.finish()

    @property
    def members(self) -> Members:
        """Who may use the catalogue over the web."""
        return Members(self._reading, self._aside)

    @property
    def sources(self) -> Sources:
        """What is remembered of addresses and feeds."""
        return Sources(self._reading, self._aside)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        shared = _SHARED.get()
        if shared is not None and shared[0] is self.engine:
            with self._guard():
                yield shared[1]
        else:
            with self._guard(), self.engine.connect() as connection:
                yield connection

    @contextmanager
    def _aside(self) -> Iterator[Connection]:
        """A transaction for what is no part of the record."""
        with self._guard(), self.engine.connect() as connection, connection.execution_options(**{engine.WRITES: True}).begin():
            yield connection

    def add(self, codings: Iterable[Coding]) -> int:
        """Stores codings without resolving them; returns how many reports are new."""
        with self.writing() as writer:
            return writer.store_all(list(codings))

    # reading

    def _read(self, function: Callable[Concatenate[Connection, P], T], *args: P.args, **more: P.kwargs) -> T:
        with self._reading() as connection:
            return function(connection, *args, **more)

    def revision(self) -> Revision:
        """What changes with everything that is written to the record."""
        return self._read(reading.revision)

    def report_ids(self) -> list[str]:
        """Ids of all reports in the order of publication."""
        query = select(tables.report.c.id).order_by(tables.report.c.published, tables.report.c.id)
        return self._read(lambda connection: list(connection.scalars(query)))

    def report(self, ident: str) -> Report | None:
        """The report with this id, or whose id begins so if only one does."""
        found = self._read(_beginning, tables.report, ident)
        return self._read(reading.reports, [found[0]])[found[0]] if len(found) == 1 else None

    def reports(self, idents: Iterable[str]) -> dict[str, Report]:
        """Id → report, for those that are there."""
        return self._read(reading.reports, idents)

    def printings(self, report: str) -> list[Printing]:
        """Who else printed a report's text, the very same or a near-duplicate."""
        return self._read(copies.printings, report)

    def read_already(self, sha256: str, key: str) -> str | None:
        """The report that a raw input was read into with this coder and these settings; None if it was not."""
        query = select(tables.source.c.report).where(tables.source.c.sha256 == sha256, tables.source.c.key == key)
        return self._read(lambda connection: connection.scalar(query))

    def accounts(self, report: str | None = None, exercise: str | None = None) -> list[Account]:
        """Accounts with their claims, of one report or one exercise or all."""
        return self._read(reading.accounts, report, None if exercise is None else [exercise])

    def accounts_of(self, exercises: Collection[str]) -> list[Account]:
        """The accounts of some exercises with their claims."""
        return self._read(reading.accounts, None, exercises)

    def report_claims(self, report: str) -> list[Claim]:
        """The claims about a report as a whole: statements, background."""
        return self._read(reading.report_claims, report)

    def claims_besides(self, reports: Iterable[str]) -> dict[str, list[Claim]]:
        """Report id → the claims about it as a whole, for those of some reports that have any."""
        return self._read(reading.claims_besides, reports)

    def claims_with(self, idents: Iterable[str]) -> list[Claim]:
        """The claims with these ids, in every account that they stand in."""
        return self._read(reading.claims_with, idents)

    def exercises(self, idents: Iterable[str] | None = None) -> dict[str, list[str]]:
        """Exercise id → ids of its accounts, of some exercises or all."""
        return self._read(reading.members, idents)

    def exercise(self, ident: str) -> str | None:
        """The exercise that an id, or the beginning of one, stands for: ids that were given up lead to those that hold their accounts."""
        now = self._read(reading.current, ident)
        if now is not None:
            return now
        found = self._read(_beginning, tables.exercise, ident)
        return found[0] if len(found) == 1 else None

    def redirects(self) -> dict[str, str]:
        """Ids that were given up → ids that hold their accounts; an empty text where no report tells of it any more."""
        table = tables.redirect
        rows = self._read(lambda connection: connection.execute(select(table.c.old, table.c.new)).all())
        return {str(old): str(new) for old, new in rows}

    def former_ids(self, exercise: str) -> list[str]:
        """Ids that were given up and lead to an exercise."""
        table = tables.redirect
        query = select(table.c.old).where(table.c.new == exercise).order_by(table.c.old)
        return self._read(lambda connection: list(connection.scalars(query)))

    def weighed(self, exercise: str) -> dict[str, Any]:
        """What an exercise shows: each property's value with its alternatives and the reasons."""
        query = select(tables.shown.c.weighed).where(tables.shown.c.exercise == exercise)
        found = self._read(lambda connection: connection.scalar(query)) or {}
        return dict(found.get("values") or {})

    def weighed_of(self, exercises: Iterable[str]) -> dict[str, dict[str, Any]]:
        """Exercise id → what it shows, as `weighed` gives it."""
        return self._read(reading.weighed, exercises)

    def dossiers(self, exercises: Iterable[str]) -> list[Dossier]:
        """Exercises with what they show and the reports that tell of them, in the order of the ids."""
        return self._read(dossiers.dossiers, exercises)

    def sources_of(self, reports: Iterable[str]) -> dict[str, Source]:
        """Report id → the report without its text, for those that are there."""
        return self._read(dossiers.sources, reports)

    def homes(self, accounts: Iterable[str]) -> dict[str, str]:
        """Account id → exercise id, for those of some accounts that are there."""
        return self._read(reading.exercises_of, accounts)

    def find(self, filters: Filters, latest_first: bool = True, limit: int | None = None) -> list[str]:
        """Ids of the exercises that fit, by date; at most `limit` of them, which takes less time than all."""
        return self._read(queries.find, filters, latest_first, limit)

    def hits(self, words: str) -> list[int]:
        """The numbers of the texts, of reports and exercises, that hold all words."""
        return self._read(queries.hits, words)

    def texts(self, kind: str) -> Columns:
        """All texts of a kind that are searched: their numbers, and the exercises that they are of; see `queries.texts`."""
        return self._read(queries.texts, kind)

    def spots(self) -> Columns:
        """Where exercises are held: exercises, kinds of place, latitudes and longitudes in degrees."""
        return self._read(queries.spots)

    def told(self, name: str) -> Columns:
        """All claims of one property: ids, when published, exercises; see `queries.told`."""
        return self._read(queries.told, name)

    def records(self, idents: Iterable[str]) -> list[dict[str, Any]]:
        """The records of exercises, in the order of the ids."""
        return self._read(queries.records, idents)

    def rows(self, filters: Filters) -> list[dict[str, Any]]:
        """The narrow columns of all exercises that fit, by date; see `queries.rows`."""
        return self._read(queries.rows, filters)

    def every(self, *names: str) -> Columns:
        """Some columns of the table `exercise`, of all exercises."""
        return self._read(queries.every, *names)

    def facets(self, kind: str) -> Columns:
        """The values of one kind that exercises have: exercises, values."""
        return self._read(queries.facets, kind)

    def values_of(self, idents: Iterable[str]) -> dict[str, dict[str, list[str]]]:
        """Exercise id → kind of facet → its values."""
        return self._read(queries.values_of, idents)

    def having(self, kind: str, values: Iterable[str]) -> list[str]:
        """Ids of the exercises that have at least one of these values of a kind of facet."""
        return self._read(queries.having, kind, values)

    def commonest(self, kind: str, limit: int = 20) -> list[tuple[str, int]]:
        """The commonest values of one kind of facet, and how many exercises have them."""
        return self._read(queries.counts, kind, limit)

    def profiles(self, accounts: Iterable[str]) -> list[Mapping[str, Any]]:
        """What resolution compares of some accounts, packed."""
        return self._read(reading.profiles, accounts)

    def near_pairs(self) -> list[tuple[str, str, int]]:
        """Pairs of accounts whose score is close to the threshold: (account, account, points)."""
        table = tables.near_pair
        query = select(table.c.one, table.c.other, table.c.total).order_by(table.c.one, table.c.other)
        return [(one, other, total) for one, other, total in self._read(lambda connection: connection.execute(query).all())]

    def judgements(self, subjects: Iterable[str] | None = None, holding: bool = True) -> list[Judgement]:
        """Judgements, of some subjects or all, the earliest first; those that were withdrawn only if not `holding`."""
        return self._read(reading.holding if holding else reading.judgements, subjects)

    # long lists

    def report_heads(self, idents: Iterable[str]) -> list[dict[str, Any]]:
        """Reports without their texts, in the order of the ids."""
        return self._read(listing.heads, list(idents))

    def list_reports(self, limit: int, after: str = "", **of: Any) -> list[dict[str, Any]]:
        """Reports without their texts, by id, those after one; see `listing.reports`."""
        return self._read(listing.reports, limit, after, **of)

    def count_reports(self, words: str) -> int:
        """How many reports hold all words."""
        return self._read(listing.count_reports, words)

    def list_claims(self, limit: int, after: tuple[str, str] = ("", ""), **of: str | None) -> list[Claim]:
        """Claims by id and account, those after one; see `listing.claims`."""
        return self._read(listing.claims, limit, after, **of)

    def list_accounts(self, limit: int, after: str = "", **of: str | None) -> list[dict[str, Any]]:
        """Accounts without their claims, by id, those after one; see `listing.accounts`."""
        return self._read(listing.accounts, limit, after, **of)

    def account(self, ident: str) -> dict[str, Any] | None:
        """An account with its claims; None if it is not there."""
        return self._read(listing.account, ident)

    def list_judgements(self, limit: int, after: int = 0) -> list[Judgement]:
        """Judgements in the order in which they were made, those after a number, also those that were withdrawn."""
        return self._read(listing.judgements, limit, after)

    def count(self) -> dict[str, int]:
        """How many rows there are of each thing."""
        names = ("report", "account", "claim", "exercise", "judgement")
        return self._read(lambda c: {name: c.scalar(select(func.count()).select_from(tables.metadata.tables[name])) or 0 for name in names})

    def tally(self, table: str, column: str, limit: int = 20) -> list[tuple[str | None, int]]:
        """The commonest values of a column of `report`, `claim` or `exercise`, and how often they stand there."""
        held = tables.metadata.tables[table].c[column]
        number = func.count().label("n")
        query = select(held, number).group_by(held).order_by(number.desc(), held).limit(limit)
        return [(value, n) for value, n in self._read(lambda connection: connection.execute(query).all())]

    # care

    def check(self) -> list[str]:
        """What is wrong with the catalogue, a sentence each; nothing for a sound one."""
        return self._read(check.problems)

    def backup(self, path: str) -> None:
        """Writes a copy of everything, as of one moment, to a new SQLite file, whatever the catalogue itself is kept in.

        Raises CatalogueError if the file is there already or cannot be written.
        """
        with self._guard():
            backup.backup(self.engine, path)

    def restore(self, path: str, replace: bool = False) -> None:
        """Takes over everything from a file that `backup` wrote; what is there gives way if `replace`.

        Raises CatalogueError if the file is no backup, or the catalogue is not empty and `replace` is false.
        """
        with self._guard():
            backup.restore(self.engine, path, replace)


def _beginning(connection: Connection, table: Any, ident: str) -> list[str]:
    """The id itself if it is one, else at most two ids that begin so."""
    if connection.scalar(select(table.c.id).where(table.c.id == ident)) is not None:
        return [ident]  # found by the primary key; beginnings are looked for in all ids
    return list(connection.scalars(select(table.c.id).where(table.c.id.startswith(ident, autoescape=True)).order_by(table.c.id).limit(2)))
