"""Finds exercises: by words, names, participants, places, times and sizes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextualSelect,
    and_,
    case,
    false,
    func,
    literal_column,
    nulls_last,
    or_,
    select,
    text,
    true,
)

from vedette.store import tables
from vedette.store.reading import Columns, chunks, columns
from vedette.store.records import Filters
from vedette.store.tokens import is_beginning, phrases
from vedette.values import fold

exercise, facet, search = tables.exercise, tables.facet, tables.search
Keyed: TypeAlias = Select[Any, Any, Any]
"""A query for exercises: first day, id, and what tells whether the exercise is wanted."""
Conditions: TypeAlias = Sequence[ColumnElement[bool]]
Numbers: TypeAlias = Select[tuple[int]] | TextualSelect
"""A query for numbers of rows of `search`."""

FEW = 3000
"""Texts with the words of a search up to which the exercises that they tell of are looked up and sorted; where there are more,
exercises are gone through by date until enough of them are found. Measured with `benchmarks/queries.py`: there both take as long."""
STEP = 1000
"""Exercises that are gone through in the first step; each further step is four times as long."""


def find(connection: Connection, filters: Filters, latest_first: bool = True, limit: int | None = None) -> list[str]:
    """Ids of the exercises that fit, by date: those that hold the words themselves, then those whose reports do; undated ones last.

    With a `limit` the first of them, which takes less time than all.
    """
    if filters.among is not None:  # any number of ids, more than a query takes
        found = find(connection, replace(filters, among=None), latest_first)
        return [ident for ident in found if ident in filters.among][:limit]
    order = nulls_last(exercise.c.first.desc() if latest_first else exercise.c.first.asc()), exercise.c.id
    conditions = _conditions(connection, filters)
    query = select(exercise.c.id).where(*conditions).order_by(*order)
    words = phrases(filters.text)
    if filters.text.strip() and not words:
        return []
    if not words:
        return list(connection.scalars(query.limit(limit)))
    matching = _matching(connection, words)
    if limit is not None and latest_first:
        return _first_found(connection, conditions, matching, limit)
    own = list(connection.scalars(query.where(exercise.c.id.in_(_hits("exercise", matching)))))
    accounts = select(tables.account.c.exercise).where(tables.account.c.report.in_(_hits("report", matching)))
    seen = set(own)
    return [*own, *(i for i in connection.scalars(query.where(exercise.c.id.in_(accounts))) if i not in seen)][:limit]


def _first_found(connection: Connection, conditions: Conditions, matching: Numbers, limit: int) -> list[str]:
    """The first `limit` exercises that have the words themselves or whose reports have them, the latest first."""
    own_id = case((search.c.kind == "exercise", search.c.ref))
    hits = connection.execute(select(search.c.number, own_id).where(search.c.number.in_(matching))).all()
    own = _latest(connection, _itself, conditions, {i for _, i in hits if i}, limit)
    if len(own) >= limit:
        return own[:limit]
    told = _latest(connection, _telling, conditions, {n for n, i in hits if i is None}, limit)
    seen = set(own)
    return [*own, *(i for i in told if i not in seen)][:limit]


def _itself(_: bool) -> Keyed:
    """Exercises with their own ids."""
    return select(exercise.c.first, exercise.c.id, exercise.c.id)


def _telling(walked: bool) -> Keyed:
    """Exercises with the numbers of the reports that tell of them. Outer joins are not turned round by SQLite, which else begins with all
    reports where exercises are to be gone through in order."""
    account = tables.account
    return (
        select(exercise.c.first, exercise.c.id, search.c.number)
        .join(account, account.c.exercise == exercise.c.id, isouter=walked)
        .join(search, and_(search.c.kind == "report", search.c.ref == account.c.report), isouter=walked)
    )


def _latest(connection: Connection, ask: Callable[[bool], Keyed], conditions: Conditions, wanted: Collection[Any], limit: int) -> list[str]:
    """Ids of the exercises whose key is wanted, the latest first: at least `limit` of them, or all there are."""
    first, query = exercise.c.first, ask(len(wanted) > FEW).where(*conditions)
    if len(wanted) <= FEW:
        key = query.selected_columns[2]
        rows = [row for part in chunks(sorted(wanted)) for row in connection.execute(query.where(key.in_(part)))]
        return _ordered({(day, ident) for day, ident, _ in rows})
    found: set[tuple[str | None, str]] = set()
    step, until, more = STEP, "9999-12-31", True
    while more and len(found) < limit:
        read = connection.execute(query.where(first <= until).order_by(first.desc()).limit(step)).all()
        more = len(read) == step
        until = str(read[-1][0]) if more else until
        # of the day that the step ended in some may be left: it is read again as a whole
        found.update((day, ident) for day, ident, held in read if held in wanted and not (more and day == until))
        step *= 4
    if len(found) < limit:
        found.update((day, ident) for day, ident, held in connection.execute(query.where(first.is_(None))) if held in wanted)
    return _ordered(found)


def _ordered(found: Collection[tuple[str | None, str]]) -> list[str]:
    """Ids by day, the latest first, undated ones last."""
    return [ident for _, ident in sorted(sorted(found, key=itemgetter(1)), key=lambda pair: pair[0] or "", reverse=True)]


def records(connection: Connection, idents: Iterable[str]) -> list[dict[str, Any]]:
    """The records of exercises, in the order of the ids."""
    wanted = list(idents)
    query = select(exercise.c.id, tables.shown.c.record).join(tables.shown, isouter=True)
    found: dict[str, Any] = {i: r for part in chunks(wanted) for i, r in connection.execute(query.where(exercise.c.id.in_(part))).all()}
    return [found[i] or {"id": i} for i in wanted if i in found]


def rows(connection: Connection, filters: Filters) -> list[dict[str, Any]]:
    """The narrow columns of all exercises that fit, by date: id, name, series, edition, status, start, end, first, last, low, high,
    reports, parties."""
    names = ("id", "name", "series", "edition", "status", "start", "end", "first", "last", "low", "high", "reports", "parties")
    query = select(*(exercise.c[n] for n in names)).where(*_conditions(connection, filters))
    if filters.among is None:
        found = list(connection.execute(query))
    else:
        found = [row for part in chunks(filters.among) for row in connection.execute(query.where(exercise.c.id.in_(part)))]
    found.sort(key=lambda row: (row.first is None, row.first or "", row.id))
    return [dict(zip(names, row, strict=True)) for row in found]


def every(connection: Connection, *names: str) -> Columns:
    """Some columns of all exercises."""
    return columns(connection, select(*(exercise.c[n] for n in names)))


def facets(connection: Connection, kind: str) -> Columns:
    """The values of one kind (participant, country, place, domain, name …) of all exercises: their ids, and the value of each."""
    return columns(connection, select(facet.c.exercise, facet.c.value).where(facet.c.kind == kind))


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


def hits(connection: Connection, words: str) -> list[int]:
    """The numbers of the texts, of reports and exercises, that hold all words; none where there is no word in them."""
    asked = phrases(words)
    return columns(connection, _matching(connection, asked))[0] if asked else []


def texts(connection: Connection, kind: str) -> Columns:
    """All texts of a kind (report, exercise) in the full-text index: their numbers, and the exercise that each is of; a report stands
    once for each exercise that it tells of."""
    account = tables.account
    if kind == "exercise":
        return columns(connection, select(search.c.number, search.c.ref).where(search.c.kind == kind))
    told = select(search.c.number, account.c.exercise).join(account, account.c.report == search.c.ref)
    return columns(connection, told.where(search.c.kind == kind, account.c.exercise.is_not(None)))


def spots(connection: Connection) -> Columns:
    """Where exercises are held: their ids, kinds of place, latitudes and longitudes in degrees."""
    spot = tables.spot
    return columns(connection, select(spot.c.exercise, spot.c.kind, spot.c.lat, spot.c.lon))


def told(connection: Connection, name: str) -> Columns:
    """All claims of one property: their ids, when they were published, and the exercise that each is of; one about a report as a whole
    stands once for each exercise that the report tells of."""
    claim, account = tables.claim, tables.account
    query = select(claim.c.id, claim.c.published, account.c.exercise).where(claim.c.property == name, account.c.exercise.is_not(None))
    of_accounts = query.join(account, account.c.id == claim.c.account)
    of_reports = query.join(account, account.c.report == claim.c.report).where(claim.c.account == "")
    return columns(connection, of_accounts.union_all(of_reports))


def holding(connection: Connection, kind: str, words: str) -> Select[tuple[str]]:
    """A query for the ids of the reports or exercises (`kind`) whose text holds all words; none where there is no word in them."""
    asked = phrases(words)
    return _hits(kind, _matching(connection, asked)) if asked else select(search.c.ref).where(false())


def _conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.participants:
        found.append(exercise.c.id.in_(_with_all(connection, "participant", filters.participants)))
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


def _with_all(connection: Connection, kind: str, values: Sequence[str]) -> Select[tuple[str]]:
    """Exercises that have all values: those with the rarest one, for which the others are looked up in the primary key."""
    if len(values) > 1 and connection.dialect.name == "sqlite":  # PostgreSQL knows which one is rare
        counted = select(facet.c.value, func.count()).where(facet.c.kind == kind, facet.c.value.in_(values)).group_by(facet.c.value)
        number: dict[str, int] = {row[0]: row[1] for row in connection.execute(counted)}
        values = sorted(values, key=lambda v: number.get(v, 0))
    query = _with(kind, values[0])
    for n, value in enumerate(values[1:]):
        other = facet.alias(f"facet{n}")
        query = query.where(
            select(other.c.exercise).where(other.c.kind == kind, other.c.value == value, other.c.exercise == facet.c.exercise).exists()
        )
    return query


def _hits(kind: str, matching: Numbers) -> Select[tuple[str]]:
    # of all texts few match: rows are looked up by number, not by kind, whose index the expression keeps out of play
    return select(search.c.ref).where(search.c.kind.concat("") == kind, search.c.number.in_(matching))


def _matching(connection: Connection, words: list[list[str]]) -> Numbers:
    """The numbers of the rows of `search` that hold all words. Tokens are letters and digits only, so that they need no escaping."""
    if connection.dialect.name == "sqlite":
        query = " ".join(f'"{" ".join(word)}"{"*" if is_beginning(word[-1]) else ""}' for word in words)
        index = text("SELECT rowid FROM search_index WHERE search_index MATCH :words")
        return index.bindparams(words=query).columns(literal_column("rowid"))
    last = [f"'{word[-1]}'{':*' if is_beginning(word[-1]) else ''}" for word in words]
    query = " & ".join("(" + " <-> ".join([*(f"'{t}'" for t in word[:-1]), end]) + ")" for word, end in zip(words, last, strict=True))
    return select(tables.search_text.c.number).where(literal_column("search_text.vector").op("@@")(func.to_tsquery("simple", query)))
