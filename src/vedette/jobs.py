"""Many reports on many cores or machines: inputs are cut into pieces, each piece becomes one file of codings.

A piece is read, let through triage and coded by `scan_piece`, which depends on nothing but the piece: it can be run again anywhere, and a
piece whose file is there is passed over. So a run that was cut off, or whose workers were killed, goes on where it stopped and ends in the
same files.
"""

import json
import os
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from vedette import triage
from vedette.extract.drafts import CODER
from vedette.ingest import files_in, load_all
from vedette.ingest.files import LINES
from vedette.ingest.records import record
from vedette.model import Coding
from vedette.pipeline import code
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw
from vedette.read import read

if TYPE_CHECKING:
    from pyarrow import Schema

PIECE = 16_000_000
"""Bytes of input in a piece: some seconds of work, so that little is lost with a worker and all cores end together."""
ROWS = 500
"""Codings that are held in memory before they are written."""
DEATHS = 3
"""Times that a process may end while it codes the same input before that input is given up."""
RETRIES = 20
"""Times that a piece is begun anew after a worker was lost."""
PARQUET = ".parquet"


@dataclass(frozen=True)
class Piece:
    """A part of the inputs: whole files, or the lines of one file of JSON Lines that begin at bytes [first, last)."""

    paths: tuple[str, ...]
    first: int = 0
    last: int | None = None

    def key(self, least: float) -> str:
        """What the piece's file is called: it changes with the inputs, the coder and what triage lets through."""
        told = [(os.path.abspath(p), s.st_size, s.st_mtime_ns) if (s := _stat(p)) else (p,) for p in self.paths]
        return sha256(json.dumps([told, self.first, self.last, CODER, least]).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Outcome:
    """What became of a piece: how many inputs were read, passed triage and tell of an exercise; and which were bad, with the reason."""

    file: str | None
    read: int = 0
    passed: int = 0
    found: int = 0
    bad: list[tuple[str, str]] = field(default_factory=list)


def pieces(paths: Iterable[str], size: int = PIECE) -> Iterator[Piece]:
    """The inputs in pieces of about `size` bytes: large files of JSON Lines are cut, small files put together."""
    held: list[str] = []
    total = 0
    for path in files_in(paths):
        stat = _stat(path)
        length = stat.st_size if stat else 0
        if stat and length > size and Path(path).suffix.lower() in LINES:
            yield from (Piece((path,), first, first + size) for first in range(0, length, size))
            continue
        if held and total + length > size:
            yield Piece(tuple(held))
            held, total = [], 0
        held.append(path)
        total += length
    if held:
        yield Piece(tuple(held))


def _stat(path: str) -> os.stat_result | None:
    with suppress(OSError, ValueError):  # no file: whoever reads it says so
        return os.stat(path)
    return None


def inputs(piece: Piece) -> Iterator[Raw | BadInput]:
    """The raw inputs of a piece, in order."""
    if piece.last is None:
        yield from load_all(piece.paths)
        return
    name = piece.paths[0]
    try:
        with open(name, "rb") as stream:
            yield from _lines(stream, name, piece.first, piece.last)
    except OSError as error:
        yield BadInput(name, f"{name!r} cannot be read: {error.strerror}.")


def _lines(stream: IO[bytes], name: str, first: int, last: int) -> Iterator[Raw | BadInput]:
    """The records of the lines that begin in bytes [first, last): a line belongs to the piece that holds its first byte."""
    at = max(first - 1, 0)
    stream.seek(at)
    if first:
        at += len(stream.readline())
    while at < last and (line := stream.readline(MAX_BYTES + 1)):
        where = f"{name}:byte {at}"
        at += len(line)
        if len(line) > MAX_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
                at += len(line)
            yield BadInput(where, f"{where}: the line is longer than {MAX_BYTES // 1_000_000} MB.")
        elif line.strip():
            yield record(line, where)


def scan_piece(piece: Piece, folder: str, least: float = triage.LEAST) -> Outcome:
    """Codes what of a piece can tell of an exercise, and writes the codings that do into a Parquet file of the folder, all or nothing.

    Raises OSError if the file cannot be written.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = Path(folder) / f"{piece.key(least)}{PARQUET}"
    if file.exists():
        return outcome(file)
    journal = _Journal(file.with_suffix(".at"))
    read_, passed, found = 0, 0, 0
    bad: list[tuple[str, str]] = []
    rows: list[Coding] = []
    part = file.with_suffix(f".{os.getpid()}.part")
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
                try:
                    coding = code(read(raw))
                except InputError as error:
                    bad.append((raw.name, str(error)))
                    continue
                except Exception as error:  # one report never stops the others; it is named with the error
                    bad.append((raw.name, f"{raw.name!r} cannot be coded: {type(error).__name__}: {error}"))
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
    import pyarrow as pa

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
    return pa.Table.from_pylist(rows, schema=_schema())


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

    Raises OSError if the scheduler cannot be reached.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if cluster is None and workers == 1:
        for piece in todo:
            yield _tried(piece, str(folder), least)
        return
    import dask
    from distributed import Client, LocalCluster, as_completed

    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": RETRIES, "distributed.comm.retry.count": 3}))
        address = cluster or stack.enter_context(
            LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50, memory_limit=0
            )
        )
        client = stack.enter_context(Client(address, timeout="20s"))  # type: ignore[no-untyped-call]
        keys = {f"scan-{piece.key(least)}": piece for piece in todo}
        futures = client.map(_tried, list(keys.values()), folder=str(folder), least=least, key=list(keys), pure=False, retries=RETRIES)
        for future, found in as_completed(futures, with_results=True, raise_errors=False):  # type: ignore[no-untyped-call]
            if isinstance(found, Outcome):
                yield found
            else:
                error = found[1] if isinstance(found, tuple) else found
                yield Outcome(None, bad=[(name, f"{name!r} was not read: {error}") for name in keys[future.key].paths])
            future.release()


def _tried(piece: Piece, folder: str, least: float) -> Outcome:
    """`scan_piece`, with an outcome without a file where that cannot be written."""
    try:
        return scan_piece(piece, folder, least)
    except OSError as error:
        return Outcome(None, bad=[(name, f"{name!r} was not read: {error.strerror or error}.") for name in piece.paths])
