"""Finds exercises: by words, names, participants, places, times and sizes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, false, func, literal_column, or_, select, text, true

from vedette.store import tables
from vedette.store.reading import chunks
from vedette.store.records import Filters
from vedette.store.tokens import phrases
from vedette.values import fold

exercise, facet, search = tables.exercise, tables.facet, tables.search


def find(connection: Connection, filters: Filters, latest_first: bool = True) -> list[str]:
    """Ids of the exercises that fit, by date: those that hold the words themselves, then those whose reports do; undated ones last."""
    order = [exercise.c.first.is_(None), exercise.c.first.desc() if latest_first else exercise.c.first, exercise.c.id]
    if filters.among is not None:  # any number of ids, more than a query takes
        found = find(connection, replace(filters, among=None), latest_first)
        return [ident for ident in found if ident in filters.among]
    query = select(exercise.c.id).where(*_conditions(filters))
    words = phrases(filters.text)
    if filters.text.strip() and not words:
        return []
    if not words:
        return list(connection.scalars(query.order_by(*order)))
    matching = _matching(connection, words)
    own = list(connection.scalars(query.where(exercise.c.id.in_(_hits("exercise", matching))).order_by(*order)))
    told = select(tables.account.c.exercise).where(tables.account.c.report.in_(_hits("report", matching)))
    seen = set(own)
    return own + [i for i in connection.scalars(query.where(exercise.c.id.in_(told)).order_by(*order)) if i not in seen]


def records(connection: Connection, idents: Iterable[str]) -> list[dict[str, Any]]:
    """The records of exercises, in the order of the ids."""
    wanted = list(idents)
    query = select(exercise.c.id, tables.shown.c.record).join(tables.shown, isouter=True)
    found: dict[str, Any] = {i: r for part in chunks(wanted) for i, r in connection.execute(query.where(exercise.c.id.in_(part)))}
    return [found[i] or {"id": i} for i in wanted if i in found]


def rows(connection: Connection, filters: Filters) -> list[dict[str, Any]]:
    """The narrow columns of all exercises that fit, by date: id, name, series, edition, status, start, end, first, last, low, high,
    reports, parties."""
    columns = [
        exercise.c[n]
        for n in ("id", "name", "series", "edition", "status", "start", "end", "first", "last", "low", "high", "reports", "parties")
    ]
    query = select(*columns).where(*_conditions(filters)).order_by(exercise.c.first.is_(None), exercise.c.first, exercise.c.id)
    names = [c.name for c in columns]
    found = (dict(zip(names, row, strict=True)) for row in connection.execute(query))
    return [row for row in found if filters.among is None or row["id"] in filters.among]


def facets(connection: Connection, kind: str, filters: Filters) -> dict[str, list[str]]:
    """Exercise id → its values of one kind (participant, country, place, domain, name), for the exercises that fit."""
    query = select(facet.c.exercise, facet.c.value).where(facet.c.kind == kind)
    if filters != Filters():
        query = query.where(facet.c.exercise.in_(select(exercise.c.id).where(*_conditions(filters))))
    out: dict[str, list[str]] = {}
    for ident, value in connection.execute(query):
        if filters.among is None or ident in filters.among:
            out.setdefault(ident, []).append(value)
    return out


def values_of(connection: Connection, idents: Iterable[str]) -> dict[str, dict[str, list[str]]]:
    """Exercise id → kind of facet → its values."""
    out: dict[str, dict[str, list[str]]] = {}
    for part in chunks(idents):
        out.update((ident, {}) for ident in part)
        query = select(facet.c.exercise, facet.c.kind, facet.c.value).where(facet.c.exercise.in_(part))
        for ident, kind, value in connection.execute(query.order_by(facet.c.value)):
            out[ident].setdefault(kind, []).append(value)
    return out


def having(connection: Connection, kind: str, values: Iterable[str]) -> list[str]:
    """Ids of the exercises that have at least one of these values of a kind of facet."""
    query = select(facet.c.exercise).where(facet.c.kind == kind)
    return sorted({i for part in chunks(sorted(set(values))) for i in connection.scalars(query.where(facet.c.value.in_(part)))})


def counts(connection: Connection, kind: str, limit: int = 20) -> list[tuple[str, int]]:
    """The commonest values of one kind of facet, and how many exercises have them."""
    number = func.count().label("n")
    query = (
        select(facet.c.value, number)
        .where(facet.c.kind == kind)
        .group_by(facet.c.value)
        .order_by(number.desc(), facet.c.value)
        .limit(limit)
    )
    return [(value, n) for value, n in connection.execute(query)]


def holding(connection: Connection, kind: str, words: str) -> Select[tuple[str]]:
    """A query for the ids of the reports or exercises (`kind`) whose text holds all words; none where there is no word in them."""
    asked = phrases(words)
    return _hits(kind, _matching(connection, asked)) if asked else select(search.c.ref).where(false())


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.participants:
        found.append(exercise.c.id.in_(_with_all("participant", filters.participants)))
    if filters.place:
        found.append(or_(*(exercise.c.id.in_(_with(k, v)) for k, v in (("country", filters.place), ("place", fold(filters.place))))))
    if filters.series:
        found.append(or_(*(exercise.c.id.in_(_with("series", name)) for name in {filters.series, fold(filters.series)})))
    if filters.domain:
        found.append(exercise.c.id.in_(_with("domain", filters.domain)))
    if filters.since is not None:
        found.append(exercise.c.last >= filters.since)
    if filters.until is not None:
        found.append(exercise.c.first <= filters.until)
    if filters.status is not None:
        found.append(exercise.c.status == filters.status)
    if filters.least is not None:
        found.append(exercise.c.low >= filters.least)
    if filters.most is not None:
        found.append(exercise.c.high <= filters.most)
    if filters.conflicts:
        found.append(exercise.c.conflicts > 0)
    return found or [true()]


def _with(kind: str, value: str) -> Select[tuple[str]]:
    return select(facet.c.exercise).where(facet.c.kind == kind, facet.c.value == value)


def _with_all(kind: str, values: Sequence[str]) -> Select[tuple[str]]:
    """Exercises that have all values; each further one is looked up in the primary key for those that have the ones before."""
    query = _with(kind, values[-1])
    for n, value in enumerate(values[:-1]):
        other = facet.alias(f"facet{n}")
        query = query.where(
            select(other.c.exercise).where(other.c.kind == kind, other.c.value == value, other.c.exercise == facet.c.exercise).exists()
        )
    return query


def _hits(kind: str, matching: ColumnElement[bool]) -> Select[tuple[str]]:
    # of all texts few match: rows are looked up by number, not by kind, whose index the expression keeps out of play
    return select(search.c.ref).where(search.c.kind.concat("") == kind, matching)


def _matching(connection: Connection, words: list[list[str]]) -> ColumnElement[bool]:
    """That a row of `search` holds all words. Tokens are letters and digits only, so that they need no escaping."""
    if connection.dialect.name == "sqlite":
        query = " ".join(f'"{" ".join(word)}"*' for word in words)
        index = (
            text("SELECT rowid FROM search_index WHERE search_index MATCH :words").bindparams(words=query).columns(literal_column("rowid"))
        )
        return search.c.number.in_(index)
    query = " & ".join("(" + " <-> ".join([f"'{t}'" for t in word[:-1]] + [f"'{word[-1]}':*"]) + ")" for word in words)
    held = select(tables.search_text.c.number).where(literal_column("search_text.vector").op("@@")(func.to_tsquery("simple", query)))
    return search.c.number.in_(held)
