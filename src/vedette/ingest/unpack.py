"""Compressed bytes → bytes, never more than asked for: a bomb costs what its limit allows, not what it claims to hold."""

import io
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from vedette.raw import InputError

GZIP = b"\x1f\x8b"
"""How gzip begins."""

_MEMBER = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
"""How a member of a gzip file begins: deflated, with flags that there are."""

PIECE = 65_536
"""Bytes that are read, and that are unpacked, at a time."""

GZIP_OR_ZLIB = 47
"""zlib's `wbits` for a gzip or zlib header, whichever is there."""

MOST_TIMES = 200
UNSUSPICIOUS = 50_000_000
"""Bytes that a file may unpack to whatever its size, and how many times its size beyond that. Archives of pages shrink to a fifth or a
tenth; nothing but a bomb comes near gzip's utmost of 1,032."""


class TooLarge(InputError):
    """More came than the limit allows."""


def too_large(limit: int) -> TooLarge:
    """That something is larger than `limit` bytes."""
    return TooLarge(f"it is larger than {limit / 1_000_000:g} MB")


def unpacked(pieces: Iterable[bytes], breaks: list[int] | None = None) -> Iterator[bytes]:
    """Unpacks gzip (also several members, one after another) or zlib; yields pieces of at most `PIECE` bytes.

    Raises InputError if the data are broken or cut off. With `breaks`, what is broken is passed over up to the next member, and the offset
    at which it was met is added to them.
    """
    engine = zlib.decompressobj(GZIP_OR_ZLIB)
    begun = lost = False
    length = 0
    tail = b""
    for piece in pieces:
        length += len(piece)
        rest = tail + piece
        tail = b""
        while rest:
            if lost:
                found = _MEMBER.search(rest)
                if found is None:
                    tail = rest[-3:]
                    break
                rest, engine, lost = rest[found.start() :], zlib.decompressobj(GZIP_OR_ZLIB), False
            if engine.eof:
                if not rest.strip(b"\0"):  # some writers fill the last block with zeros
                    break
                engine = zlib.decompressobj(GZIP_OR_ZLIB)
            begun = True
            try:
                out = engine.decompress(rest, PIECE)
            except zlib.error as error:
                if breaks is None:
                    raise InputError("what is compressed in it is broken") from error
                breaks.append(length - len(rest))
                rest, lost = rest[1:], True
                continue
            if out:
                yield out
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
    while begun and not engine.eof and not lost:  # what zlib still holds back
        out = engine.decompress(engine.unconsumed_tail, PIECE)
        if not out:
            break
        yield out
    if begun and not engine.eof and not lost:
        raise InputError("what is compressed in it is cut off")


def at_most(pieces: Iterable[bytes], limit: int) -> bytes:
    """All pieces together; raises TooLarge as soon as they are more than `limit` bytes."""
    out = bytearray()
    for piece in pieces:
        out += piece
        if len(out) > limit:
            raise too_large(limit)
    return bytes(out)


class GzipStream(io.RawIOBase):
    """A compressed file read as what it holds, front to back.

    Where that is broken, cut off, or a bomb, the stream ends there, and `failed` tells why: what came before is sound. With `goes_on`,
    what is broken is passed over up to the next member; `breaks` are the offsets in the file where that was so.
    """

    def __init__(self, file: IO[bytes], goes_on: bool = False) -> None:
        self.failed: InputError | None = None
        self.breaks: list[int] = []
        self._pieces = unpacked(self._read_from(file), self.breaks if goes_on else None)
        self._rest = b""
        self._came = self._gave = 0

    def _read_from(self, file: IO[bytes]) -> Iterator[bytes]:
        while piece := file.read(PIECE):
            self._came += len(piece)
            yield piece

    def _next(self) -> bytes:
        try:
            piece = next(self._pieces, b"")
            self._gave += len(piece)
            if self._gave > UNSUSPICIOUS and self._gave > MOST_TIMES * self._came:
                raise TooLarge(f"it unpacks to more than {MOST_TIMES} times its size")
        except InputError as error:
            self.failed = error
        return piece if self.failed is None else b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        if not self._rest and self.failed is None:
            self._rest = self._next()
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)
