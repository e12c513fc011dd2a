"""Opening a catalogue's database: SQLite or PostgreSQL behind the same tables, one writer at a time, always the newest schema."""

from contextvars import ContextVar
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import ArgumentError, DatabaseError

from vedette.store.tables import HEAD

BUSY_SECONDS = 30
"""How long a second writer waits for the first."""
CACHE_KIB = 65_536
"""Memory that SQLite may keep pages in, for each connection; its own 2 MB make queries of large catalogues read the file each time."""
MAPPED = 2**31 - 65_536
"""Bytes of a file that SQLite reads where the system keeps them, which all connections and processes share, and of which it keeps no
pages of its own; the most that it is built for."""
STEPS = 100_000
"""Instructions of SQLite's machine, some milliseconds, between two looks at the clock."""
PATIENT: ContextVar[bool] = ContextVar("vedette_patient", default=False)
"""Whether what is read now may take as long as it takes, though the engine is limited."""
WRITER_LOCK = 0x76656465
"""Key of PostgreSQL's advisory lock that a writer holds until its transaction ends: "vede" in ASCII."""
WRITES = "vedette_writes"
"""Execution option of connections that begin as a writer."""
JSON: dict[str, Any] = {"json_serializer": lambda value: msgspec.json.encode(value).decode(), "json_deserializer": msgspec.json.decode}
"""How columns of JSON are written and read: several times as fast as by the standard library."""


class CatalogueError(RuntimeError):
    """A catalogue cannot be opened, read or written; the message is one sentence for the user."""


def is_server(path: str) -> bool:
    """Whether a catalogue's path is the address of a database server, not a file."""
    return "://" in path


def shown(path: str) -> str:
    """A catalogue's path for messages: an address without its password."""
    return sa.make_url(path).render_as_string(hide_password=True) if is_server(path) else path


def connect(path: str, create: bool) -> Engine:
    """The engine for a file or for a `postgresql://` address. Nothing is opened yet.

    Raises CatalogueError for an empty path, an address of another kind, a file that is not there and not to be made,
    or a path that is no file.
    """
    if is_server(path):
        return _server(path)
    if not path:  # SQLite would take it for a database that is gone when it is closed
        raise CatalogueError("No catalogue is named: its path is empty.")
    if not create and not Path(path).exists():
        raise CatalogueError(f"There is no catalogue at {path!r}; make one with 'vedette ingest'.")
    if Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):  # SQLite would tell of a full disk
        raise CatalogueError(f"{path!r} is no catalogue file: it is a device, a pipe or a socket.")
    engine = create_engine(URL.create("sqlite", database=path), connect_args={"timeout": BUSY_SECONDS}, **JSON)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA mmap_size = {MAPPED}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")

    return engine


def _server(path: str) -> Engine:
    try:
        url = sa.make_url(path)
    except ArgumentError as error:
        raise CatalogueError(f"{path!r} is no address of a database; write it as postgresql://user@host/database.") from error
    if url.get_backend_name() != "postgresql":
        raise CatalogueError(
            f"{shown(path)!r}: only PostgreSQL is known as a server (postgresql://user@host/database), and files for SQLite."
        )
    try:
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, **JSON)
    except ImportError as error:
        raise CatalogueError("A catalogue on PostgreSQL needs the package psycopg: pip install 'vedette[team]'.") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY_SECONDS}s'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITER_LOCK})")

    return engine


def limit(engine: Engine, seconds: float) -> None:
    """Breaks off queries that take longer, on connections that are taken from now on: for servers, which must not hang.

    Not within `PATIENT`.
    """

    @event.listens_for(engine, "checkout")
    def begin(connection: Any, _record: Any, _proxy: Any) -> None:
        most = None if PATIENT.get() else seconds
        if engine.dialect.name == "sqlite":
            until = monotonic() + (most or inf)
            connection.set_progress_handler(lambda: monotonic() > until, STEPS)
        else:
            connection.execute(f"SET statement_timeout = {int((most or 0) * 1000)}")


def prepare(engine: Engine) -> None:
    """Brings the schema up to date; raises CatalogueError for a database of something else or of a newer Vedette."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite" and connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
            connection.rollback()
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.execute("PRAGMA journal_mode = WAL")
        if _version(connection) == HEAD:
            return
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        if _version(connection) != HEAD:  # another process may have been first
            migrate(connection)


def _version(connection: Connection) -> str | None:
    """The schema's version; None for an empty database. Raises CatalogueError for one that is no catalogue."""
    there = set(inspect(connection).get_table_names())
    if "alembic_version" in there:
        version: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
        return version
    if there and (connection.dialect.name == "sqlite" or "report" in there):
        raise CatalogueError("the file is a database, but not a catalogue of Vedette")
    return None


def migrate(connection: Connection, revision: str = "head") -> None:
    """Moves the schema to a revision, up or down, within the connection's transaction; raises CatalogueError for one that is not known."""
    import alembic.command  # takes long to import, and most catalogues are up to date
    import alembic.config
    from alembic.util import CommandError

    config = alembic.config.Config()
    config.set_main_option("script_location", "vedette.store:migrations")
    config.attributes["connection"] = connection
    current = _version(connection) or ""
    try:
        if revision == "head" or revision > current:
            alembic.command.upgrade(config, revision)
        else:
            alembic.command.downgrade(config, revision)
    except CommandError as error:
        raise CatalogueError("the catalogue was made by another version of Vedette, or by another program") from error


def reason(error: DatabaseError) -> str:
    """What went wrong, in words for the user."""
    text = " ".join(str(error.orig).split()).rstrip(".")
    busy = f"another program has been writing for more than {BUSY_SECONDS} seconds; try again when it is done"
    known = {
        "file is not a database": "the file is not a catalogue (not an SQLite database)",
        "unable to open database file": "the file cannot be opened: it is a folder, its own folder is not there, or it may not be written",
        "attempt to write a readonly database": "the file or its folder may not be written",
        "disk I/O error": "the disk takes no more; nothing of this step was stored",
        "database or disk is full": "the disk is full; nothing of this step was stored",
        "could not extend file": "the server's disk is full; nothing of this step was stored",
        "interrupted": "the query takes too long",
        "statement timeout": "the query takes too long",
        "database is locked": busy,
        "lock timeout": busy,
        "connection failed": f"the server cannot be reached ({text})",
    }
    return next((said for key, said in known.items() if key in text), text)
