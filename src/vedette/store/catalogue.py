"""A catalogue of reports, accounts, claims and exercises in SQLite."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import alembic.command
import alembic.config
from alembic.util import CommandError
from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, insert, inspect, select, update
from sqlalchemy.exc import DatabaseError

from vedette.model import Account, Block, Claim, Coding, Lead, Report, Span
from vedette.store import tables

BUSY_SECONDS = 30
"""How long a second writer waits for the first."""


class CatalogueError(RuntimeError):
    """A catalogue cannot be opened, read or written; the message is one sentence for the user."""


class Catalogue:
    """Stores codings and gives them back. Every method that writes is one transaction."""

    def __init__(self, path: str, create: bool = True) -> None:
        """Opens the SQLite file at `path`, brought up to the newest schema; raises CatalogueError if it is none or cannot be opened."""
        self.path = path
        if not create and not Path(path).exists():
            raise CatalogueError(f"There is no catalogue at {path!r}; make one with 'vedette ingest'.")
        self.engine = _engine(path)
        with self._guard(), self.engine.begin() as connection:
            _migrate(connection)

    def close(self) -> None:
        """Releases the file."""
        self.engine.dispose()

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
            raise CatalogueError(f"{self.path!r}: {_reason(error)}.") from error

    # writing

    def add(self, codings: Iterable[Coding]) -> int:
        """Stores codings in one transaction; a report that is there already is coded anew. Returns how many reports are new."""
        new = 0
        with self._guard(), self.engine.begin() as connection:
            for coding in codings:
                new += _add(connection, coding)
        return new

    def assign(self, exercises: Iterable[tuple[str, Sequence[str]]]) -> None:
        """Sets which accounts belong to which exercise: (exercise id, account ids); exercises without accounts go."""
        with self._guard(), self.engine.begin() as connection:
            connection.execute(update(tables.account).values(exercise=None))
            connection.execute(delete(tables.exercise))
            for exercise, accounts in exercises:
                connection.execute(insert(tables.exercise).values(id=exercise))
                connection.execute(update(tables.account).where(tables.account.c.id.in_(accounts)).values(exercise=exercise))

    # reading

    def report_ids(self) -> list[str]:
        """Ids of all reports in the order of publication."""
        with self._guard(), self.engine.connect() as connection:
            return list(connection.scalars(select(tables.report.c.id).order_by(tables.report.c.published, tables.report.c.id)))

    def report(self, ident: str) -> Report | None:
        """The report with this id, or whose id begins so if only one does."""
        with self._guard(), self.engine.connect() as connection:
            rows = (
                connection.execute(select(tables.report).where(tables.report.c.id.startswith(ident, autoescape=True)).limit(2))
                .mappings()
                .all()
            )
        exact = [r for r in rows if r["id"] == ident]
        chosen = exact or (rows if len(rows) == 1 else [])
        return _report(chosen[0]) if chosen else None

    def accounts(self, report: str | None = None, exercise: str | None = None) -> list[Account]:
        """Accounts with their claims, of one report or one exercise or all."""
        query = select(tables.account).order_by(tables.account.c.report, tables.account.c.ref)
        if report is not None:
            query = query.where(tables.account.c.report == report)
        if exercise is not None:
            query = query.where(tables.account.c.exercise == exercise)
        with self._guard(), self.engine.connect() as connection:
            rows = connection.execute(query).mappings().all()
            ids = [r["id"] for r in rows]
            claims = _claims_of(connection, ids)
        return [Account(r["id"], r["report"], r["ref"], r["focus"], tuple(claims.get(r["id"], ()))) for r in rows]

    def report_claims(self, report: str) -> list[Claim]:
        """The claims about a report as a whole: statements, background."""
        query = select(tables.claim).where(tables.claim.c.report == report, tables.claim.c.account == "").order_by(tables.claim.c.number)
        with self._guard(), self.engine.connect() as connection:
            return [_claim(r) for r in connection.execute(query).mappings()]

    def exercises(self) -> dict[str, list[str]]:
        """Exercise id → ids of its accounts."""
        query = (
            select(tables.account.c.exercise, tables.account.c.id)
            .where(tables.account.c.exercise.is_not(None))
            .order_by(tables.account.c.id)
        )
        out: dict[str, list[str]] = {}
        with self._guard(), self.engine.connect() as connection:
            for exercise, account in connection.execute(query):
                out.setdefault(exercise, []).append(account)
        return out


def _engine(path: str) -> Engine:
    engine = create_engine(URL.create("sqlite", database=path), connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")

    return engine


def _migrate(connection: Connection) -> None:
    """Brings the schema up to date; raises CatalogueError for a database of something else or of a newer Vedette."""
    there = set(inspect(connection).get_table_names())
    if there and "alembic_version" not in there:
        raise CatalogueError("the file is a database, but not a catalogue of Vedette")
    config = alembic.config.Config()
    config.set_main_option("script_location", "vedette.store:migrations")
    config.attributes["connection"] = connection
    try:
        alembic.command.upgrade(config, "head")
    except CommandError as error:
        raise CatalogueError("the catalogue was made by another version of Vedette, or by another program") from error


def _reason(error: DatabaseError) -> str:
    text = str(error.orig).strip().rstrip(".")
    known = {
        "file is not a database": "the file is not a catalogue (not an SQLite database)",
        "unable to open database file": "the file cannot be opened; does its folder exist, and may it be written?",
        "attempt to write a readonly database": "the file or its folder may not be written",
        "disk I/O error": "the disk takes no more; nothing of this step was stored",
        "database or disk is full": "the disk is full; nothing of this step was stored",
        "database is locked": f"another program has been writing for more than {BUSY_SECONDS} seconds; try again when it is done",
    }
    return next((said for key, said in known.items() if key in text), text)


def _add(connection: Connection, coding: Coding) -> int:
    report = coding.report
    known = connection.scalar(select(tables.report.c.id).where(tables.report.c.id == report.id))
    if known:
        connection.execute(delete(tables.claim).where(tables.claim.c.report == report.id))
        connection.execute(delete(tables.account).where(tables.account.c.report == report.id))
        connection.execute(delete(tables.report).where(tables.report.c.id == report.id))
    connection.execute(insert(tables.report), [_report_row(report)])
    if coding.accounts:
        connection.execute(
            insert(tables.account), [{"id": a.id, "report": report.id, "ref": a.ref, "focus": a.focus} for a in coding.accounts]
        )
    rows = [_claim_row(c, n) for claims in (coding.claims, *(a.claims for a in coding.accounts)) for n, c in enumerate(claims)]
    if rows:
        connection.execute(insert(tables.claim), rows)
    return 0 if known else 1


def _report_row(report: Report) -> dict[str, Any]:
    return {
        "id": report.id,
        "text": report.text,
        "blocks": [[b.kind, b.span.start, b.span.end] for b in report.blocks],
        "title": report.title,
        "published": report.published,
        "publisher": report.publisher,
        "url": report.url,
        "lang": report.lang,
        "leads": [[x.title, x.url, x.span.start if x.span else None, x.span.end if x.span else None] for x in report.leads],
        "credits": list(report.credits),
        "raw_sha256": report.raw_sha256,
        "name": report.name,
    }


def _report(row: Any) -> Report:
    return Report(
        id=row["id"],
        text=row["text"],
        blocks=tuple(Block(kind, Span(start, end)) for kind, start, end in row["blocks"]),
        title=row["title"],
        published=row["published"],
        publisher=row["publisher"],
        url=row["url"],
        lang=row["lang"],
        leads=tuple(Lead(title, url, Span(start, end) if start is not None else None) for title, url, start, end in row["leads"]),
        credits=tuple(row["credits"]),
        raw_sha256=row["raw_sha256"],
        name=row["name"],
    )


def _claim_row(claim: Claim, number: int) -> dict[str, Any]:
    return {
        "id": claim.id,
        "account": claim.account or "",
        "report": claim.report,
        "number": number,
        "property": claim.property,
        "value": claim.value,
        "start": claim.span.start,
        "end": claim.span.end,
        "quote": claim.quote,
        "speaker": claim.speaker,
        "publisher": claim.publisher,
        "published": claim.published,
        "modality": claim.modality,
        "derivation": claim.derivation,
        "basis": list(claim.basis),
        "lang": claim.lang,
        "coder": claim.coder,
        "confidence": claim.confidence,
    }


def _claim(row: Any) -> Claim:
    return Claim(
        id=row["id"],
        report=row["report"],
        account=row["account"] or None,
        property=row["property"],
        value=row["value"],
        span=Span(row["start"], row["end"]),
        quote=row["quote"],
        speaker=row["speaker"],
        publisher=row["publisher"],
        published=row["published"],
        modality=row["modality"],
        derivation=row["derivation"],
        basis=tuple(row["basis"]),
        lang=row["lang"],
        coder=row["coder"],
        confidence=row["confidence"],
    )


def _claims_of(connection: Connection, accounts: Sequence[str]) -> dict[str, list[Claim]]:
    out: dict[str, list[Claim]] = {}
    for i in range(0, len(accounts), 500):
        query = (
            select(tables.claim)
            .where(tables.claim.c.account.in_(accounts[i : i + 500]))
            .order_by(tables.claim.c.account, tables.claim.c.number)
        )
        for row in connection.execute(query).mappings():
            out.setdefault(row["account"], []).append(_claim(row))
    return out
