"""Inputs cut into pieces that can be worked on anywhere, and the raw inputs in a piece."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO

from vedette.extract.drafts import CODER
from vedette.ingest import Options, files_in, load_all, parquet
from vedette.ingest.files import LINES, PARQUETS
from vedette.ingest.records import record
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw, printable

PIECE = 16_000_000
"""Bytes of input in a piece: some seconds of work, so that little is lost with a worker and all cores end together."""


@dataclass(frozen=True)
class Piece:
    """A part of the inputs: whole files, or a part of one: of JSON Lines, the lines that begin at bytes [first, last), of a Parquet file,
    the row groups [first, last)."""

    paths: tuple[str, ...]
    first: int = 0
    last: int | None = None
    columns: tuple[tuple[str, str], ...] = ()
    """Field and name of its column, for tables."""

    def names(self) -> list[str]:
        """What it is called in sentences: its files, or its part of one."""
        named = list(map(printable, self.paths))
        return named if self.last is None else [f"{named[0]}:{self.first}-{self.last}"]

    def key(self, least: float) -> str:
        """What the piece's file is called: it changes with the inputs, the coder and what triage lets through."""
        told = [(os.path.abspath(p), s.st_size, s.st_mtime_ns) if (s := _stat(p)) else (p,) for p in self.paths]
        return sha256(json.dumps([told, self.first, self.last, self.columns, CODER, least]).encode()).hexdigest()[:16]


def pieces(
    paths: Iterable[str], size: int = PIECE, columns: Mapping[str, str] | None = None, without: Path | None = None
) -> Iterator[Piece]:
    """The inputs in pieces of about `size` bytes: large files of JSON Lines and Parquet are cut, small files put together.

    `columns` leads from fields to columns, for tables; files in the folder `without` are left out.
    """
    named = tuple(sorted((columns or {}).items()))
    held: list[str] = []
    total = 0
    for path in files_in(paths):
        if without is not None and Path(path).resolve().is_relative_to(without.resolve()):
            continue
        stat = _stat(path)
        length = stat.st_size if stat else 0
        bounds = list(_cuts(path, length, size)) if stat and length > size else []
        if bounds:
            yield from (Piece((path,), first, last, named) for first, last in bounds)
            continue
        if held and total + length > size:
            yield Piece(tuple(held), columns=named)
            held, total = [], 0
        held.append(path)
        total += length
    if held:
        yield Piece(tuple(held), columns=named)


def _cuts(path: str, length: int, size: int) -> Iterator[tuple[int, int]]:
    """The bounds of the parts of a large file; none if it cannot be cut."""
    suffix = Path(path).suffix.lower()
    if suffix in LINES:
        yield from ((first, first + size) for first in range(0, length, size))
    elif suffix in PARQUETS:
        with suppress(InputError, OSError):  # whoever reads it says what is wrong
            yield from parquet.cuts(path, size)


def _stat(path: str) -> os.stat_result | None:
    with suppress(OSError, ValueError):  # no file: whoever reads it says so
        return os.stat(path)
    return None


def inputs(piece: Piece) -> Iterator[Raw | BadInput]:
    """The raw inputs of a piece, in order."""
    columns = dict(piece.columns)
    if piece.last is None:
        yield from load_all(piece.paths, Options(columns))
        return
    name = printable(piece.paths[0])
    try:
        with open(piece.paths[0], "rb") as stream:
            if Path(name).suffix.lower() in PARQUETS:
                yield from parquet.rows(stream, name, columns, range(piece.first, piece.last))
            else:
                yield from _lines(stream, name, piece.first, piece.last)
    except InputError as error:
        yield BadInput(name, f"{name!r} is not read: {error}.")
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
