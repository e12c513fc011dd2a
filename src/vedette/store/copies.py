"""Texts that several publishers print: the very same text, kept once with its further printings, and near-duplicates, kept as pairs."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select

from vedette.model import Report
from vedette.store import tables
from vedette.store.reading import chunks

CROWD = 50
"""Reports with one band that a report is compared with. More of them share what a publisher prints below everything, or a template; near-
duplicates have other bands in common as well, and are found by those. Without it, each such report would be compared with all before."""


@dataclass(frozen=True, slots=True)
class Printing:
    """Who else printed a report's text: `report` is the id of the near-duplicate that is kept as a report of its own, or that of the
    report itself where the text is the very same; `shared` the share of the text (0 to 1)."""

    report: str
    publisher: str | None
    published: str | None
    url: str | None
    shared: float = 1.0


def keep_printings(connection: Connection, report: str, others: Iterable[Report]) -> None:
    """Sets who printed the very text of a report besides the one that it names."""
    table = tables.printing
    connection.execute(delete(table).where(table.c.report == report))
    rows = [
        {"report": report, "sha256": r.raw_sha256 or "", "publisher": r.publisher, "published": r.published, "url": r.url, "name": r.name}
        for r in others
    ]
    if rows:
        connection.execute(insert(table), rows)


def same_texts(connection: Connection, report: str) -> Sequence[Row[Any]]:
    """The further printings of the very text of a report."""
    table = tables.printing
    query = select(table).where(table.c.report == report).order_by(table.c.published, table.c.publisher, table.c.sha256)
    return connection.execute(query).all()


def printings(connection: Connection, report: str) -> list[Printing]:
    """All further printings of a report's text, the very same and near-duplicates."""
    copy, other = tables.near_copy, tables.report
    same = [Printing(p.report, p.publisher, p.published, p.url) for p in same_texts(connection, report)]
    near = []
    for mine, theirs in ((copy.c.one, copy.c.other), (copy.c.other, copy.c.one)):
        query = select(other.c.id, other.c.publisher, other.c.published, other.c.url, copy.c.shared).join(copy, theirs == other.c.id)
        near += [Printing(*row) for row in connection.execute(query.where(mine == report))]
    return same + sorted(near, key=lambda p: (p.published or "9999", p.report))


def without_sketch(connection: Connection) -> list[str]:
    """Ids of the reports that were not compared with others yet."""
    query = select(tables.report.c.id).where(tables.report.c.id.not_in(select(tables.sketch.c.report)))
    return list(connection.scalars(query.order_by(tables.report.c.id)))


def keep_sketch(connection: Connection, report: str, hashes: Sequence[int], bands: Collection[str]) -> None:
    """Sets what a report's text is compared by; pairs that its earlier text was in go."""
    forget(connection, report)
    connection.execute(insert(tables.sketch), [{"report": report, "hashes": list(hashes)}])
    connection.execute(insert(tables.band), [{"report": report, "key": key} for key in sorted(bands)])


def sketches_with(connection: Connection, bands: Collection[str]) -> Iterator[tuple[str, Sequence[int], str | None]]:
    """Report, its sketch and day of publication, for the reports that share at least one band; of each band the first `CROWD` by id."""
    band, sketch, report = tables.band, tables.sketch, tables.report
    first = select(band.c.report).where(band.c.key == bindparam("band")).order_by(band.c.report).limit(CROWD)
    met = {ident for key in bands for ident in connection.scalars(first, {"band": key})}
    query = select(sketch.c.report, sketch.c.hashes, report.c.published).join(report, report.c.id == sketch.c.report, isouter=True)
    for part in chunks(sorted(met)):
        yield from ((ident, hashes, day) for ident, hashes, day in connection.execute(query.where(sketch.c.report.in_(part))))


def keep_copies(connection: Connection, report: str, shared: Mapping[str, float]) -> None:
    """Adds the near-duplicates of a report, each with the share of the text that both have."""
    rows = [{"one": min(report, other), "other": max(report, other), "shared": share} for other, share in shared.items()]
    if rows:
        connection.execute(insert(tables.near_copy), rows)


def pairs(connection: Connection, reports: Collection[str]) -> list[tuple[str, str]]:
    """The pairs of near-duplicates among some reports."""
    copy = tables.near_copy
    wanted = set(reports)
    query = select(copy.c.one, copy.c.other)
    rows = (row for part in chunks(sorted(wanted)) for row in connection.execute(query.where(copy.c.one.in_(part))))
    return [(one, other) for one, other in rows if other in wanted]


def forget(connection: Connection, report: str) -> None:
    """Takes a report out of the comparison."""
    connection.execute(delete(tables.sketch).where(tables.sketch.c.report == report))
    connection.execute(delete(tables.band).where(tables.band.c.report == report))
    connection.execute(delete(tables.near_copy).where(or_(tables.near_copy.c.one == report, tables.near_copy.c.other == report)))
