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

SEARCHED = 262_144
"""Bytes of a broken member in which the next one is looked for: what is broken may be unpacked for a while before that shows."""

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

    Raises InputError if the data are broken or cut off. With `breaks`, a member that is broken is left at the next one that begins behind
    its own beginning, and the offset at which it begins is added to them.
    """
    source = iter(pieces)
    engine = zlib.decompressobj(GZIP_OR_ZLIB)
    rest = member = tail = b""
    begun = lost = False
    came = start = 0
    while True:
        if not rest:
            piece = next(source, None)
            if piece is not None:
                came += len(piece)
                rest = tail + piece
                tail = b""
            elif not begun or lost or engine.eof:
                return
            else:
                yield from _held_back(engine)
                if engine.eof:
                    return
                if breaks is None or _MEMBER.search(member, 1) is None:
                    raise InputError("what is compressed in it is cut off")
                breaks.append(start)
                rest, member, lost = member[1:], b"", True
        if lost:
            found = _MEMBER.search(rest)
            if found is None:
                rest, tail = b"", rest[-3:]
                continue
            rest, engine, lost = rest[found.start() :], zlib.decompressobj(GZIP_OR_ZLIB), False
            start = came - len(rest)
        if engine.eof:
            if not rest.strip(b"\0"):  # some writers fill the last block with zeros
                rest = b""
                continue
            engine, member, start = zlib.decompressobj(GZIP_OR_ZLIB), b"", came - len(rest)
        begun = True
        try:
            out = engine.decompress(rest, PIECE)
        except zlib.error as error:
            if breaks is None:
                raise InputError("what is compressed in it is broken") from error
            breaks.append(start)
            rest, member, lost = (member + rest)[1:], b"", True
            continue
        left = engine.unused_data if engine.eof else engine.unconsumed_tail
        if breaks is not None:
            member = (member + rest[: len(rest) - len(left)])[-SEARCHED:]
        rest = left
        if out:
            yield out


def _held_back(engine: "zlib._Decompress") -> Iterator[bytes]:
    """What zlib has unpacked and not given yet."""
    while out := engine.decompress(engine.unconsumed_tail, PIECE):
        yield out


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
