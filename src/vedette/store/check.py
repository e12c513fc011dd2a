"""Whether a catalogue is sound: references lead somewhere, quotations stand where claims say, the full-text index is in step."""

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from vedette.store import tables
from vedette.store.reading import chunks
from vedette.store.tokens import tokens
from vedette.store.writer import exercise_words

ORPHANS = {
    "claim {} of no report": "SELECT id FROM claim WHERE report NOT IN (SELECT id FROM report)",
    "claim {} of no account": "SELECT id FROM claim WHERE account <> '' AND account NOT IN (SELECT id FROM account)",
    "claim {} of an account of another report": "SELECT c.id FROM claim c JOIN account a ON a.id = c.account WHERE a.report <> c.report",
    "account {} of no report": "SELECT id FROM account WHERE report NOT IN (SELECT id FROM report)",
    "account {} of no exercise; run 'vedette resolve'": "SELECT id FROM account WHERE exercise IS NULL",
    "account {} of an exercise that is not there": "SELECT id FROM account WHERE exercise NOT IN (SELECT id FROM exercise)",
    "account {} without a profile; run 'vedette resolve'": "SELECT id FROM account WHERE id NOT IN (SELECT account FROM profile)",
    "exercise {} without an account": "SELECT id FROM exercise WHERE id NOT IN (SELECT exercise FROM account WHERE exercise IS NOT NULL)",
    "exercise {} without shown values; run 'vedette resolve'": "SELECT id FROM exercise WHERE id NOT IN (SELECT exercise FROM shown)",
    "exercise {} that redirects as well": "SELECT id FROM exercise WHERE id IN (SELECT old FROM redirect)",
    "redirect from {} to nothing": "SELECT old FROM redirect WHERE new <> '' AND new NOT IN (SELECT id FROM exercise)",
    "input {} whose report is not there": "SELECT name FROM source WHERE report NOT IN (SELECT id FROM report)",
    "printing of report {} that is not there": "SELECT report FROM printing WHERE report NOT IN (SELECT id FROM report)",
    "sketch of report {} that is not there": "SELECT report FROM sketch WHERE report NOT IN (SELECT id FROM report)",
    "near-duplicate of report {} that is not there": (
        "SELECT one FROM near_copy WHERE one NOT IN (SELECT id FROM report)"
        " UNION SELECT other FROM near_copy WHERE other NOT IN (SELECT id FROM report)"
    ),
    "judgement {} that withdraws what is not there": (
        "SELECT number FROM judgement WHERE kind = 'withdraw' AND subject NOT IN (SELECT CAST(number AS VARCHAR) FROM judgement)"
    ),
}
"""Sentences about a row, and the query that finds rows they hold of."""


def problems(connection: Connection) -> list[str]:
    """What is wrong, a sentence each."""
    found = [f"There is a {sentence.format(row)}." for sentence, query in ORPHANS.items() for row in connection.scalars(sa.text(query))]
    return [*found, *_claims(connection), *_index(connection), *_database(connection)]


def _claims(connection: Connection) -> Iterator[str]:
    """Claims whose quotation is not what the kept text has at their span."""
    claim = tables.claim
    for part in chunks(connection.scalars(select(tables.report.c.id).order_by(tables.report.c.id)).all()):
        rows = connection.execute(select(tables.report.c.id, tables.report.c.text).where(tables.report.c.id.in_(part)))
        texts: dict[str, str] = {row.id: row.text for row in rows}
        query = select(claim.c.id, claim.c.report, claim.c.start, claim.c.end, claim.c.quote).where(claim.c.report.in_(part))
        for ident, report, start, end, quote in connection.execute(query):
            if not 0 <= start < end <= len(texts[report]) or texts[report][start:end] != quote:
                yield f"Claim {ident} quotes what report {report} does not have at {start} to {end}."


def _index(connection: Connection) -> Iterator[str]:
    """Reports and exercises whose words in the full-text index are not theirs."""
    search = tables.search
    held = {(k, r) for k, r in connection.execute(select(search.c.kind, search.c.ref))}
    there = {("report", i) for i in connection.scalars(select(tables.report.c.id))}
    shown = {("exercise", i) for i in connection.scalars(select(tables.shown.c.exercise))}
    for kind, ref in sorted(held ^ (there | shown)):
        yield f"The full-text index {'knows a' if (kind, ref) in held else 'lacks'} {kind} {ref}."
    own = {
        "report": select(tables.report.c.id, tables.report.c.text),
        "exercise": select(tables.shown.c.exercise, tables.shown.c.record, tables.shown.c.weighed),
    }
    for kind, query in own.items():
        for part in chunks(sorted(ref for k, ref in held & (there | shown) if k == kind)):
            of = search.c.ref.in_(part)
            known = connection.execute(
                select(search.c.ref, tables.search_text.c.tokens).join(tables.search_text).where(search.c.kind == kind, of)
            )
            words: dict[str, str] = {row.ref: row.tokens for row in known}
            for ident, first, *more in connection.execute(query.where(query.selected_columns[0].in_(part))):
                if words[ident] != tokens(first if kind == "report" else exercise_words(first, more[0]["words"])):
                    yield f"The full-text index has other words of {kind} {ident} than it has itself."


def _database(connection: Connection) -> Iterator[str]:
    """What the database says of itself; PostgreSQL's index is a generated column, which cannot be out of step."""
    if connection.dialect.name != "sqlite":
        return
    for message in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
        if message != "ok":
            yield f"The database is damaged: {message}."
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"A row of {row[0]} refers to a row of {row[2]} that is not there."
    try:
        connection.exec_driver_sql("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        yield f"The full-text index is out of step with its table ({error.orig})."
