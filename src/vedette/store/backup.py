"""Backup and restore. A backup is always an SQLite catalogue, so that it opens by itself and moves between SQLite and PostgreSQL."""

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, delete, insert, select, update
from sqlalchemy.exc import DatabaseError

from vedette.store import tables
from vedette.store.engine import WRITES, CatalogueError, connect, prepare, reason
from vedette.store.reading import chunks

ROWS = 1000
"""Rows copied at a time."""


def backup(engine: Engine, path: str) -> None:
    """Writes everything to a new SQLite file, as of one moment, while others may write. The file appears when it is whole."""
    target = Path(path)
    if target.exists():
        raise CatalogueError(f"there is a file at {path!r} already")
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        if engine.dialect.name == "sqlite":
            _copy_pages(str(engine.url.database), part)
        else:
            copy = connect(str(part), create=True)
            prepare(copy)
            with engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True) as source:
                _copy_rows(source, copy)
            copy.dispose()
        _one_file(part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise CatalogueError(f"the backup cannot be written to {path!r} ({error})") from error
    finally:
        for leftover in (
            part,
            part.with_name(part.name + "-wal"),
            part.with_name(part.name + "-shm"),
            part.with_name(part.name + "-journal"),
        ):
            leftover.unlink(missing_ok=True)


def restore(engine: Engine, path: str, replace: bool) -> None:
    """Takes over everything from a backup in one transaction."""
    if not Path(path).is_file():
        raise CatalogueError(f"there is no backup at {path!r}")
    source = connect(path, create=False)
    try:
        try:
            prepare(source)
        except DatabaseError as error:
            raise CatalogueError(f"{path!r} is no backup ({reason(error)})") from error
        except CatalogueError as error:
            raise CatalogueError(f"{path!r} is no backup ({error})") from error
        with engine.connect() as connection:
            some = any(connection.execute(select(t).limit(1)).first() for t in (tables.report, tables.judgement))
        if some and not replace:
            raise CatalogueError("the catalogue is not empty; to replace all that it holds, say --replace")
        if engine.dialect.name == "sqlite":
            engine.dispose()
            _copy_pages(path, Path(str(engine.url.database)))
        else:
            with source.connect() as connection:
                _copy_rows(connection, engine)
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            # its numbers may have stood for something else before
            connection.execute(update(tables.revision).values(epoch=secrets.token_hex(6)))
    finally:
        # else the files that SQLite keeps beside the backup would stay
        source.dispose()


def _copy_pages(source: str, target: Path) -> None:
    """SQLite's online backup: all pages in one step, so that the copy is of one moment."""
    with closing(sqlite3.connect(source)) as one, closing(sqlite3.connect(target)) as other:
        one.backup(other)


def _one_file(path: Path) -> None:
    """Takes the write-ahead log into the file, and makes sure that it is on the disk."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _copy_rows(source: Connection, target: Engine) -> None:
    """All rows of all tables, in one transaction of each side; what the target holds goes first."""
    ordered = tables.metadata.sorted_tables
    with target.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if connection.dialect.name == "postgresql":  # truncating does not ask the trigger that keeps judgements from being deleted
            connection.exec_driver_sql("TRUNCATE " + ", ".join(t.name for t in ordered) + " RESTART IDENTITY")
        connection.execute(delete(tables.revision))  # a new catalogue has a row there already
        for table in ordered:
            rows: Any = source.execution_options(stream_results=True, yield_per=ROWS).execute(select(table)).mappings()
            for part in chunks((dict(r) for r in rows), ROWS):
                connection.execute(insert(table), part)
        if connection.dialect.name == "postgresql":
            for table in (tables.judgement, tables.search):
                connection.execute(
                    sa.text(f"SELECT setval(pg_get_serial_sequence('{table.name}', 'number'), (SELECT max(number) FROM {table.name}))")
                )
