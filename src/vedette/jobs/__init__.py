"""Many reports on many cores or machines: inputs are cut into pieces, each piece becomes one file of codings.

A piece is read, let through triage and coded by `scan_piece`, which depends on nothing but the piece: it can be run again anywhere, and a
piece whose file is there is passed over. So a run that was cut off, or whose workers were killed, goes on where it stopped and ends in the
same files.
"""

import io
import json
import os
import sqlite3
import struct
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vedette import triage
from vedette.jobs.pieces import PIECE, Piece, inputs, pieces
from vedette.jobs.processes import RETRIES, each
from vedette.model import Coding
from vedette.pipeline import code_one
from vedette.raw import BadInput

if TYPE_CHECKING:
    from distributed import Future
    from pyarrow import Schema

__all__ = ["PARQUET", "PIECE", "Outcome", "Piece", "codings", "inputs", "outcome", "pieces", "scan", "scan_piece"]

ROWS = 500
"""Codings that are held in memory before they are written."""
DEATHS = 3
"""Times that a process may end while it codes the same input before that input is given up."""
PARQUET = ".parquet"
PART = ".part"
"""How the name of a file ends that is not whole; before it stands the process that writes it."""
LOCK = ".lock"
"""File of a folder that a scan holds locked."""


@dataclass(frozen=True)
class Outcome:
    """What became of a piece: how many inputs were read, passed triage and tell of an exercise; and which were bad, with the reason."""

    file: str | None
    read: int = 0
    passed: int = 0
    found: int = 0
    bad: list[tuple[str, str]] = field(default_factory=list)


def scan_piece(piece: Piece, folder: str, least: float = triage.LEAST) -> Outcome:
    """Codes what of a piece can tell of an exercise, and writes the codings that do into a Parquet file of the folder, all or nothing.

    Raises OSError if the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = Path(folder) / f"{piece.key(least)}{PARQUET}"
    if file.exists():
        return outcome(file)
    import vedette.jobs.warm  # noqa: F401  # it is there already in processes that were forked for this

    journal = _Journal(file.with_suffix(".at"))
    read_, passed, found = 0, 0, 0
    bad: list[tuple[str, str]] = []
    rows: list[Coding] = []
    part = file.with_suffix(f".{os.getpid()}{PART}")
    try:
        with ExitStack() as stack:
            writer = stack.enter_context(pq.ParquetWriter(part, _schema(), compression="zstd"))
            for number, raw in enumerate(inputs(piece)):
                read_ += 1
                if isinstance(raw, BadInput):
                    bad.append((raw.name, raw.reason))
                    continue
                if not triage.may_tell(raw.data or f"{raw.title or ''}\n{raw.text or ''}".encode(), least):
                    continue
                passed += 1
                if not journal.begin(number):
                    bad.append((raw.name, f"{raw.name!r} was given up: the process ended {DEATHS} times while it was read."))
                    continue
                coding = code_one(raw)
                if isinstance(coding, BadInput):
                    bad.append((coding.name, coding.reason))
                    continue
                if coding.accounts:
                    found += 1
                    rows.append(coding)
                if len(rows) >= ROWS:
                    writer.write_table(_table(rows))
                    rows = []
            if rows:
                writer.write_table(_table(rows))
            done = Outcome(str(file), read_, passed, found, bad)
            writer.add_key_value_metadata({"vedette": json.dumps(asdict(done) | {"file": None})})
        os.replace(part, file)
    except pa.ArrowException as error:
        raise OSError(str(error)) from error
    finally:
        part.unlink(missing_ok=True)
    journal.end()
    return done


class _Journal:
    """Which input of a piece is being coded, and how often it was begun, kept in a small file that outlives the process."""

    _FORM = struct.Struct("<qq")

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self._before: tuple[int, int] = (-1, 0)
        with suppress(FileNotFoundError, struct.error):
            self._before = self._FORM.unpack(path.read_bytes())

    def begin(self, number: int) -> bool:
        """Notes that an input is begun; False if that was done too often."""
        times = self._before[1] + 1 if number == self._before[0] else 1
        if times > DEATHS:
            return False
        if self._handle is None:
            self._handle = os.open(self._path, os.O_WRONLY | os.O_CREAT, 0o600)
        os.pwrite(self._handle, self._FORM.pack(number, times), 0)
        return True

    def end(self) -> None:
        """Forgets all."""
        if self._handle is not None:
            os.close(self._handle)
        self._path.unlink(missing_ok=True)


def _schema() -> "Schema":
    import pyarrow as pa

    words = ("report", "name", "published", "publisher", "url", "title", "lang", "coding")
    return pa.schema([(word, pa.string()) for word in words] + [("accounts", pa.int32())])


def _table(codings: Sequence[Coding]):  # type: ignore[no-untyped-def]  # pyarrow has no types
    """A table with a row for each coding; by way of JSON, since `pyarrow.array` imports pandas where it can, for more than a second."""
    from pyarrow import json as reader

    rows = [
        {
            "report": c.report.id,
            "name": c.report.name,
            "published": c.report.published,
            "publisher": c.report.publisher,
            "url": c.report.url,
            "title": c.report.title,
            "lang": c.report.lang,
            "coding": msgspec.json.encode(c).decode(),
            "accounts": len(c.accounts),
        }
        for c in codings
    ]
    data = msgspec.json.Encoder().encode_lines(rows)
    whole = reader.ReadOptions(use_threads=False, block_size=len(data))
    return reader.read_json(io.BytesIO(data), whole, reader.ParseOptions(explicit_schema=_schema(), unexpected_field_behavior="error"))


def outcome(file: Path) -> Outcome:
    """What the file of a piece says of it; raises OSError if it is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        told = json.loads((pq.read_metadata(file).metadata or {})[b"vedette"])
    except (pa.ArrowException, KeyError, ValueError) as error:
        raise OSError(f"{file} is no file of codings.") from error
    return Outcome(str(file), told["read"], told["passed"], told["found"], [(n, r) for n, r in told["bad"]])


def codings(folder: Path) -> Iterator[Coding]:
    """The codings in all files of a folder, by name of file and in the order of the inputs; raises OSError if a file is none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    decoder = msgspec.json.Decoder(Coding)
    for file in sorted(folder.glob(f"*{PARQUET}")):
        try:
            with pq.ParquetFile(file) as parquet:
                for batch in parquet.iter_batches(ROWS, columns=["coding"]):
                    yield from map(decoder.decode, batch.column(0).to_pylist())
        except pa.ArrowException as error:
            raise OSError(f"{file} is no file of codings.") from error


def scan(
    todo: Sequence[Piece], folder: Path, *, workers: int = 1, cluster: str | None = None, least: float = triage.LEAST
) -> Iterator[Outcome]:
    """Scans pieces, here, in processes of this machine, or on the workers of a dask.distributed scheduler at an address (which must see
    the inputs and the folder under the same paths). Yields an outcome for each as it ends; a piece that failed has no file.

    Raises OSError if another scan writes into the folder, it cannot be written to, or the scheduler cannot be reached.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keyed = {piece.key(least): piece for piece in todo}
    work = partial(_tried, folder=str(folder), least=least)
    with _alone(folder):
        try:
            if cluster is not None:
                yield from _on_cluster(work, keyed, cluster)
            elif workers == 1:
                yield from map(work, keyed.values())
            else:
                for piece, told in each(work, keyed.values(), workers):
                    yield told or _failed(piece, "each process that read it has ended")
        finally:
            for part in folder.glob(f"*{PART}"):  # of processes that have ended
                if part.name.split(".")[0] in keyed:
                    part.unlink(missing_ok=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Holds a folder for one scan, by a lock of its own that ends with the process; raises OSError if another has it."""
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(closing(sqlite3.connect(folder / LOCK, timeout=0, isolation_level=None)))
            lock.execute("PRAGMA journal_mode = OFF")  # nothing is written, so that a full disk takes it
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            raise OSError(f"another scan writes into {folder} just now" if busy else f"{folder / LOCK}: {error}") from error
        yield


def _on_cluster(work: Callable[[Piece], Outcome], todo: dict[str, Piece], address: str) -> Iterator[Outcome]:
    """What comes of pieces, by their keys, on the workers of a scheduler.

    `distributed.comm.retry.count` stays 0: each further attempt to fetch an outcome from a worker that was killed takes the 30 seconds of
    `distributed.comm.timeouts.connect`, while the scheduler, which has noticed, has the piece done again within a second.
    """
    from distributed import Client, KilledWorker, as_completed

    try:
        client = Client(address, timeout="20s")  # type: ignore[no-untyped-call]
    except ValueError as wrong:  # it is no address
        raise OSError(str(wrong)) from wrong
    with client:

        def begin(name: str, time: int = 0) -> "Future[Outcome]":
            key = f"scan-{name}-{time}"
            tasks[key] = name, time
            future: Future[Outcome] = client.submit(work, todo[name], key=key, pure=False, retries=RETRIES)
            return future

        tasks: dict[str, tuple[str, int]] = {}
        running = as_completed(map(begin, todo), with_results=True, raise_errors=False)  # type: ignore[no-untyped-call]
        for future, found in running:
            name, time = tasks.pop(future.key)
            error = found[1] if isinstance(found, tuple) else found
            if isinstance(found, Outcome):
                yield found
            elif isinstance(error, KilledWorker) and time < RETRIES:  # the scheduler has given it up after some deaths
                running.add(begin(name, time + 1))  # type: ignore[no-untyped-call]
            else:
                yield _failed(todo[name], str(error))
            future.release()


def _tried(piece: Piece, folder: str, least: float) -> Outcome:
    """`scan_piece`, with an outcome without a file where that cannot be written."""
    try:
        return scan_piece(piece, folder, least)
    except OSError as error:
        return _failed(piece, error.strerror or str(error))


def _failed(piece: Piece, reason: str) -> Outcome:
    """The outcome of a piece that has no file."""
    return Outcome(None, bad=[(name, f"{name!r} was not read: {reason}.") for name in piece.names()])
