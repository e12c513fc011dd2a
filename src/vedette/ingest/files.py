"""Paths, addresses and standard input → raw inputs. A bad one is told of in one sentence, and the rest goes on."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

from vedette.ingest import exports, kinds, parquet, records, warc
from vedette.ingest.fetch import Fetcher, Limits, is_address
from vedette.ingest.unpack import GZIP, GzipStream
from vedette.raw import MAX_BYTES, BadInput, InputError, Known, Raw, Unchanged, printable, too_large

LINES = frozenset({".jsonl", ".ndjson"})
TABLES = frozenset({".csv", ".tsv"})
ARCHIVES = frozenset({".warc"})
PARQUETS = frozenset({".parquet"})
STREAMS = LINES | TABLES | ARCHIVES | PARQUETS
"""Suffixes of files with several reports, which are read piece by piece and may be of any size."""

SUFFIXES = STREAMS | {".htm", ".html", ".mht", ".mhtml", ".pdf", ".txt", ".xhtml"}
"""Files of a folder that are taken for reports, packed with gzip (`.gz`) or not; a file that is named itself may have any suffix."""


@dataclass(frozen=True)
class Options:
    """How inputs are read."""

    columns: Mapping[str, str] | None = None
    """Field → name of its column, for tables."""
    allow_private: bool = False
    """Whether addresses may lead to hosts that are not on the public internet."""
    delay: float = 1.0
    """Seconds between two requests to the same site."""

    def fetcher(self) -> Fetcher:
        """A fetcher for addresses; raises InputError where its packages are missing."""
        return Fetcher(self.allow_private, Limits(delay=self.delay))


def files_in(paths: Iterable[str]) -> Iterator[str]:
    """The paths, with folders replaced by the reports in them and in their folders, in order of name; a folder without any stays."""
    for path in paths:
        folder = Path(path)
        found = (
            []
            if is_address(path) or not folder.is_dir()
            else sorted(str(p) for p in folder.rglob("*") if _suffix(p) in SUFFIXES and p.is_file())
        )
        yield from found or [path]


def _suffix(path: Path) -> str:
    """The suffix in lower case, without that of gzip."""
    suffixes = [s.lower() for s in path.suffixes[-2:]]
    return next((s for s in reversed(suffixes) if s != ".gz"), "")


def load(path: str, options: Options | None = None) -> Iterator[Raw | BadInput]:
    """The raw inputs of a file or address, or of standard input for `-`: one for a page or text, several for what holds several.

    JSON Lines, tables and web archives are known by their suffix; on standard input JSON Lines by a first line that is a JSON object, and a
    table by columns among the options; all others by how they begin. Never raises for a bad input: yields a `BadInput` in its place, and
    goes on with the next line, row, record or article.
    """
    return load_all([path], options)


def load_all(paths: Iterable[str], options: Options | None = None) -> Iterator[Raw | BadInput]:
    """The raw inputs of several paths and addresses, in order."""
    for found in load_changed(paths, lambda _: None, options):
        assert not isinstance(found, Unchanged)  # nothing is known of earlier times
        yield found


def load_changed(
    paths: Iterable[str], known: Callable[[str], Known | None], options: Options | None = None
) -> Iterator[Raw | BadInput | Unchanged]:
    """The raw inputs of several paths and addresses, in order; Unchanged for addresses that are as they were when they were last read.

    `known` tells what is known of an address.
    """
    with _Loading(options or Options()) as loading:
        for path in paths:
            yield from loading.load(path, known)


def opened(data: bytes, name: str, options: Options | None = None) -> Iterator[Raw | BadInput]:
    """The raw inputs in the bytes of a file, as of one that was uploaded under a name."""
    with _Loading(options or Options()) as loading:
        try:
            yield from loading.stream(io.BytesIO(data), name, _suffix(Path(name)))
        except InputError as error:
            yield _not_read(name, error)


class _Loading(ExitStack):
    """One run over some inputs; what it opens on the way is closed at its end."""

    def __init__(self, options: Options) -> None:
        super().__init__()
        self.options = options

    @cached_property
    def fetcher(self) -> Fetcher:
        return self.enter_context(self.options.fetcher())

    def load(self, path: str, known: Callable[[str], Known | None]) -> Iterator[Raw | BadInput | Unchanged]:
        try:
            if path == "-":
                yield from self._standard_input(sys.stdin.buffer)
            elif is_address(path):
                yield from self._address(path, known(path))
            else:
                yield from self._file(Path(path), printable(path))
        except InputError as error:
            yield _not_read(printable(path), error)
        except (OSError, ValueError) as error:  # ValueError: a path that no file system can hold
            detail = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            yield BadInput(printable(path), f"{printable(path)!r} cannot be read: {detail}.")

    def _address(self, url: str, known: Known | None) -> Iterator[Raw | BadInput | Unchanged]:
        try:
            found = self.fetcher.get(url, known.etag, known.modified) if known else self.fetcher.get(url)
        except InputError as error:
            yield BadInput(url, str(error))  # the sentence names the address
            return
        if found is not None:
            yield from kinds.opened(found)
        elif known is not None:
            yield Unchanged(url, known.report)

    def _file(self, file: Path, name: str) -> Iterator[Raw | BadInput]:
        if not file.exists():
            yield BadInput(name, f"There is no file {name!r}.")
        elif file.is_dir():
            yield BadInput(name, f"{name!r} is a folder, not a file.")
        else:
            with file.open("rb") as stream:
                yield from self.stream(stream, name, _suffix(file))

    def _standard_input(self, stream: IO[bytes]) -> Iterator[Raw | BadInput]:
        first = stream.readline(MAX_BYTES + 1)
        if _is_line(first):
            yield from records.lines(stream, "-", first)
        else:
            head = first + stream.read(max(0, exports.HEAD - len(first)))  # a pipe gives what it has; forms are told by more
            kind = ".csv" if self.options.columns is not None else ""
            yield from self.stream(_buffered(cast("IO[bytes]", _Resumed(head, stream))), "-", kind)

    def stream(self, stream: IO[bytes], name: str, suffix: str) -> Iterator[Raw | BadInput]:
        """The raw inputs of an open file."""
        file = _buffered(stream)
        packed = GzipStream(file, goes_on=suffix in ARCHIVES) if file.peek(2)[:2] == GZIP else None
        if packed is not None:
            file = _buffered(cast("IO[bytes]", packed))
        head = file.peek(exports.HEAD)
        if suffix in LINES or (name == "-" and _is_line(head.partition(b"\n")[0])):
            found = records.lines(file, name)
        elif suffix in TABLES:
            found = records.rows(file, name, self.options.columns)
        elif suffix in PARQUETS:
            if packed is not None:
                raise InputError("a Parquet file is read from its end on; unpack it")
            found = parquet.rows(stream, name, self.options.columns)
        elif suffix in ARCHIVES or head.startswith(warc.BEGINNING):
            found = warc.pages(file, name)
        elif (format := exports.sniff(head)) is not None:
            found = exports.articles(file, name, format)
        else:
            data = file.read(MAX_BYTES + 1)
            found = _whole(data, name) if packed is None or packed.failed is None else iter(())
        for one in found:
            if packed is None or packed.failed is None or isinstance(one, Raw) or one.name != name:  # that it is empty is not so
                yield one
        for offset in packed.breaks if packed is not None else ():
            yield BadInput(name, f"{name!r}: what is compressed at byte {offset:,} is broken; what follows is read.")
        if packed is not None and packed.failed is not None:
            yield _not_read(name, packed.failed)


def _is_line(line: bytes) -> bool:
    """Whether a first line is a report in JSON Lines."""
    return line.startswith((b"{", b"\xef\xbb\xbf{")) and isinstance(records.record(line, "-"), Raw)


class _Resumed(io.RawIOBase):
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        piece = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)


def _buffered(stream: IO[bytes]) -> io.BufferedReader:
    """The stream with a buffer that holds as much as is looked at before a file's form is told."""
    return io.BufferedReader(cast(io.RawIOBase, stream), exports.HEAD)


def _whole(data: bytes, name: str) -> Iterator[Raw | BadInput]:
    """The bytes of a file as one report, if they are not too many."""
    if len(data) > MAX_BYTES:
        yield BadInput(name, too_large(name))
    elif not data.strip():
        yield BadInput(name, f"{name!r} is empty.")
    else:
        yield from kinds.opened(Raw(data, name, sha256(data).hexdigest()))


def _not_read(name: str, error: InputError) -> BadInput:
    return BadInput(name, f"{name!r} is not read: {str(error).rstrip('.')}.")
