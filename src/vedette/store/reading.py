"""Reads records through a connection, for the catalogue and for its writer alike."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias, TypeVar

import msgspec
from sqlalchemy import Column, Connection, SelectBase, Text, cast, func, select

from vedette.model import Account, Claim, Judgement, Report
from vedette.store import tables
from vedette.store.records import Revision
from vedette.store.rows import claim_of, judgement_of, report_of

CHUNK = 500
"""Values in one IN list; SQLite takes 32,766 variables, but plans long lists badly."""

T = TypeVar("T")
Columns: TypeAlias = list[list[Any]]
"""The values of each column of some rows."""


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """The values in lists of at most `size`."""
    held: list[T] = []
    for value in values:
        held.append(value)
        if len(held) == size:
            yield held
            held = []
    if held:
        yield held


def columns(connection: Connection, query: SelectBase) -> Columns:
    """What a query finds, column by column, in any order of the rows. The database hands it over as one row of JSON: a third of the time
    that row by row takes, and threads at work beside it are not woken for each row."""
    gather = func.json_group_array if connection.dialect.name == "sqlite" else func.json_agg
    whole = connection.execute(select(*(cast(gather(column), Text) for column in query.subquery().c))).one()
    return [msgspec.json.decode(column or "[]") for column in whole]


def accounts(connection: Connection, report: str | None = None, exercises: Collection[str] | None = None) -> list[Account]:
    """Accounts with their claims, of one report or some exercises or all, ordered by report and ref."""
    query = select(tables.account)
    if report is not None:
        query = query.where(tables.account.c.report == report)
    rows = [r for q in _within(query, tables.account.c.exercise, exercises) for r in connection.execute(q).mappings()]
    rows.sort(key=lambda r: (r["report"], len(r["ref"]), r["ref"]))
    claims = claims_of(connection, [r["id"] for r in rows])
    return [Account(r["id"], r["report"], r["ref"], r["focus"], tuple(claims.get(r["id"], ()))) for r in rows]


def _within(query: Any, column: Column[Any], values: Collection[str] | None) -> Iterator[Any]:
    if values is None:
        yield query
    else:
        for part in chunks(sorted(values)):
            yield query.where(column.in_(part))


def claims_of(connection: Connection, wanted: Sequence[str]) -> dict[str, list[Claim]]:
    """Account id → its claims in order."""
    out: dict[str, list[Claim]] = {}
    claim = tables.claim
    for part in chunks(wanted):
        query = select(claim).where(claim.c.account.in_(part)).order_by(claim.c.account, claim.c.number)
        for row in connection.execute(query).mappings():
            out.setdefault(row["account"], []).append(claim_of(row))
    return out


def report_claims(connection: Connection, report: str) -> list[Claim]:
    """The claims about a report as a whole."""
    return claims_besides(connection, [report]).get(report, [])


def claims_besides(connection: Connection, reports: Iterable[str]) -> dict[str, list[Claim]]:
    """Report id → the claims about it as a whole, for those that have any."""
    out: dict[str, list[Claim]] = {}
    claim = tables.claim
    query = select(claim).where(claim.c.account == "").order_by(claim.c.report, claim.c.number)
    for part in chunks(sorted(set(reports))):
        for row in connection.execute(query.where(claim.c.report.in_(part))).mappings():
            out.setdefault(row["report"], []).append(claim_of(row))
    return out


def claims_with(connection: Connection, idents: Iterable[str]) -> list[Claim]:
    """The claims with these ids, in every account that they stand in."""
    query = select(tables.claim).order_by(tables.claim.c.id, tables.claim.c.account)
    return [claim_of(r) for part in chunks(idents) for r in connection.execute(query.where(tables.claim.c.id.in_(part))).mappings()]


def reports(connection: Connection, idents: Iterable[str]) -> dict[str, Report]:
    """Id → report, for those that are there."""
    query = select(tables.report)
    rows = (r for part in chunks(sorted(set(idents))) for r in connection.execute(query.where(tables.report.c.id.in_(part))).mappings())
    return {r["id"]: report_of(r) for r in rows}


def profiles(connection: Connection, accounts: Iterable[str]) -> list[Mapping[str, Any]]:
    """The packed profiles of accounts that have one."""
    table = tables.profile
    query = select(table.c.data)
    return [d for part in chunks(sorted(set(accounts))) for d in connection.scalars(query.where(table.c.account.in_(part)))]


def revision(connection: Connection) -> Revision:
    """The catalogue's revision."""
    epoch, number = connection.execute(select(tables.revision.c.epoch, tables.revision.c.number)).one()
    return Revision(epoch, number)


def judgements(connection: Connection, subjects: Iterable[str] | None = None) -> list[Judgement]:
    """All judgements in the order in which they were made, or those that name one of these subjects (also as `other`)."""
    table = tables.judgement
    if subjects is None:
        return [judgement_of(r) for r in connection.execute(select(table).order_by(table.c.number)).mappings()]
    found: dict[int, Judgement] = {}
    for part in chunks(sorted(set(subjects))):
        query = select(table).where(table.c.subject.in_(part) | table.c.other.in_(part))
        found.update((r["number"], judgement_of(r)) for r in connection.execute(query).mappings())
    return [found[number] for number in sorted(found)]


def withdrawn(connection: Connection) -> frozenset[int]:
    """The numbers of judgements that a later one took back."""
    table = tables.judgement
    query = select(table.c.number, table.c.subject).where(table.c.kind == "withdraw").order_by(table.c.number)
    out: set[int] = set()
    for number, subject in connection.execute(query):
        if number not in out:
            out.add(int(subject))
    return frozenset(out)


def holding(connection: Connection, subjects: Iterable[str] | None = None) -> list[Judgement]:
    """The judgements (of all, or of some subjects) that were not withdrawn, the earliest first."""
    found = judgements(connection, subjects)
    gone = withdrawn(connection) if found else frozenset()
    return [j for j in found if j.kind != "withdraw" and j.number not in gone]


def exercises_of(connection: Connection, accounts: Iterable[str]) -> dict[str, str]:
    """Account id → exercise id, for those that have one."""
    table = tables.account
    out: dict[str, str] = {}
    for part in chunks(sorted(set(accounts))):
        rows = connection.execute(select(table.c.id, table.c.exercise).where(table.c.id.in_(part), table.c.exercise.is_not(None)))
        out.update((ident, exercise) for ident, exercise in rows)
    return out


def members(connection: Connection, exercises: Iterable[str] | None = None) -> dict[str, list[str]]:
    """Exercise id → ids of its accounts, of some exercises or all."""
    table = tables.account
    query = select(table.c.exercise, table.c.id).where(table.c.exercise.is_not(None)).order_by(table.c.id)
    out: dict[str, list[str]] = {}
    for part in _within(query, table.c.exercise, None if exercises is None else set(exercises)):
        for exercise, account in connection.execute(part):
            out.setdefault(str(exercise), []).append(str(account))
    return out


def weighed(connection: Connection, exercises: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Exercise id → each property's values with their alternatives and the reasons."""
    query = select(tables.shown.c.exercise, tables.shown.c.weighed)
    rows = (row for part in chunks(exercises) for row in connection.execute(query.where(tables.shown.c.exercise.in_(part))))
    return {ident: dict(held.get("values") or {}) for ident, held in rows}


def current(connection: Connection, exercise: str) -> str | None:
    """The exercise that an id stands for now: itself, or what it redirects to; None if it was never given or no report tells of it."""
    if connection.scalar(select(tables.exercise.c.id).where(tables.exercise.c.id == exercise)) is not None:
        return exercise
    return connection.scalar(select(tables.redirect.c.new).where(tables.redirect.c.old == exercise)) or None
