"""Compressed bytes → bytes, never more than asked for: a bomb costs what its limit allows, not what it claims to hold."""

import zlib
from collections.abc import Iterable, Iterator

from vedette.raw import InputError

PIECE = 65_536
"""Bytes that are unpacked at a time."""

GZIP_OR_ZLIB = 47
"""zlib's `wbits` for a gzip or zlib header, whichever is there."""


class TooLarge(InputError):
    """More came than the limit allows."""


def unpacked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Unpacks gzip (also several members, one after another) or zlib; yields pieces of at most `PIECE` bytes.

    Raises InputError if the data are broken or cut off.
    """
    engine = zlib.decompressobj(GZIP_OR_ZLIB)
    begun = False
    for piece in pieces:
        rest = piece
        while rest:
            if engine.eof:
                if not rest.strip(b"\0"):  # some writers fill the last block with zeros
                    break
                engine = zlib.decompressobj(GZIP_OR_ZLIB)
            begun = True
            try:
                out = engine.decompress(rest, PIECE)
            except zlib.error as error:
                raise InputError(f"what was compressed is broken ({error})") from error
            if out:
                yield out
            rest = engine.unused_data if engine.eof else engine.unconsumed_tail
    if begun and not engine.eof:
        raise InputError("what was compressed is cut off")


def at_most(pieces: Iterable[bytes], limit: int) -> bytes:
    """All pieces together; raises TooLarge as soon as they are more than `limit` bytes."""
    out = bytearray()
    for piece in pieces:
        out += piece
        if len(out) > limit:
            raise TooLarge(f"it is larger than {limit // 1_000_000} MB")
    return bytes(out)
