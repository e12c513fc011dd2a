"""Long lists of reports, claims and accounts, a page at a time, in the order of their ids: a page is as quick as the first, however far."""

from typing import Any

from sqlalchemy import Connection, func, select, tuple_

from vedette.model import Claim, Judgement
from vedette.store import queries, reading, tables
from vedette.store.rows import claim_of, judgement_of

HEAD = ("id", "title", "publisher", "published", "url", "lang", "name")
"""What a list tells of a report: everything but its text and what goes with it."""


def heads(connection: Connection, idents: list[str]) -> list[dict[str, Any]]:
    """Reports without their texts, in the order of the ids."""
    query = select(*(tables.report.c[n] for n in HEAD))
    found = {r["id"]: dict(r) for part in reading.chunks(idents) for r in _mappings(connection, query.where(tables.report.c.id.in_(part)))}
    return [found[i] for i in idents if i in found]


def reports(
    connection: Connection, limit: int, after: str = "", *, words: str = "", publisher: str | None = None, exercise: str | None = None
) -> list[dict[str, Any]]:
    """Reports without their texts: those that hold all `words`, are by a publisher, tell of an exercise, as far as these are given."""
    table, account = tables.report, tables.account
    query = select(*(table.c[n] for n in HEAD)).where(table.c.id > after).order_by(table.c.id).limit(limit)
    if words.strip():
        query = query.where(table.c.id.in_(queries.holding(connection, "report", words)))
    if publisher is not None:
        query = query.where(table.c.publisher == publisher)
    if exercise is not None:
        query = query.where(table.c.id.in_(select(account.c.report).where(account.c.exercise == exercise)))
    return [dict(r) for r in _mappings(connection, query)]


def count_reports(connection: Connection, words: str) -> int:
    """How many reports hold all words."""
    held = queries.holding(connection, "report", words).subquery()
    return connection.scalar(select(func.count()).select_from(held)) or 0


def claims(
    connection: Connection,
    limit: int,
    after: tuple[str, str] = ("", ""),
    *,
    name: str | None = None,
    report: str | None = None,
    account: str | None = None,
    exercise: str | None = None,
) -> list[Claim]:
    """Claims by id and account: of one property (`name`), of a `report`, an `account` or an `exercise`, as far as these are given."""
    table = tables.claim
    query = select(table).where(tuple_(table.c.id, table.c.account) > after).order_by(table.c.id, table.c.account).limit(limit)
    if name is not None:
        query = query.where(table.c.property == name)
    for column, value in (("report", report), ("account", account)):
        if value is not None:
            query = query.where(table.c[column] == value)
    if exercise is not None:
        query = query.where(table.c.account.in_(select(tables.account.c.id).where(tables.account.c.exercise == exercise)))
    return [claim_of(r) for r in _mappings(connection, query)]


def accounts(
    connection: Connection, limit: int, after: str = "", *, report: str | None = None, exercise: str | None = None
) -> list[dict[str, Any]]:
    """Accounts without their claims, of a report or an exercise where these are given."""
    table = tables.account
    query = select(table).where(table.c.id > after).order_by(table.c.id).limit(limit)
    for column, value in (("report", report), ("exercise", exercise)):
        if value is not None:
            query = query.where(table.c[column] == value)
    return [dict(r) for r in _mappings(connection, query)]


def account(connection: Connection, ident: str) -> dict[str, Any] | None:
    """An account with its claims; None if it is not there."""
    row = next(iter(_mappings(connection, select(tables.account).where(tables.account.c.id == ident))), None)
    return {**row, "claims": reading.claims_of(connection, [ident]).get(ident, [])} if row else None


def judgements(connection: Connection, limit: int, after: int = 0) -> list[Judgement]:
    """Judgements in the order in which they were made, those that were withdrawn too."""
    table = tables.judgement
    return [
        judgement_of(dict(r))
        for r in _mappings(connection, select(table).where(table.c.number > after).order_by(table.c.number).limit(limit))
    ]


def _mappings(connection: Connection, query: Any) -> list[dict[str, Any]]:
    return [dict(r) for r in connection.execute(query).mappings()]
