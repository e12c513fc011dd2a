"""A stream of bytes that knows where it is and can go back to a mark, so that reading can begin anew behind what is broken."""

import re
from typing import IO, Any

PIECE = 65_536
"""Bytes that are read from the stream at a time."""


class Tape:
    """A stream read front to back. What was read since the mark is kept, up to `most` bytes: of longer stretches only the end."""

    def __init__(self, stream: IO[bytes], most: int, longest_head: int) -> None:
        """`longest_head` is how many bytes behind the mark lines may be read."""
        self._stream: Any = stream
        self._most = most
        self._longest_head = longest_head
        self._held = bytearray()
        self._at = 0
        self._before = 0
        """Offset in the stream of what is held first."""

    def tell(self) -> int:
        """How many bytes of the stream have been read."""
        return self._before + self._at

    def mark(self) -> int:
        """Puts the mark here; returns the offset."""
        del self._held[: self._at]
        self._before += self._at
        self._at = 0
        return self._before

    def back(self) -> None:
        """Goes back to the mark, or as far as what was read is kept."""
        self._at = 0

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        if self._at == len(self._held) and not self._more():
            return b""
        out = bytes(self._held[self._at : self._at + size])
        self._at += len(out)
        return out

    def peek(self, size: int) -> bytes:
        """The next bytes, at most `size`; they are read all the same."""
        while len(self._held) - self._at < size and self._more():
            pass
        return bytes(self._held[self._at : self._at + size])

    def readline(self, size: int = -1) -> bytes:
        """A line with its end, or at most `size` bytes of it. Raises ValueError where lines go on and on."""
        most = self._longest_head if size < 0 else min(size, self._longest_head)
        while (end := self._held.find(b"\n", self._at)) < 0 and len(self._held) - self._at < most and self._more():
            pass
        if self._at > self._longest_head:
            raise ValueError(f"its header is longer than {self._longest_head:,} bytes")
        return self.read(min(end + 1 - self._at if end >= 0 else most, most))

    def skip_to(self, pattern: re.Pattern[bytes], longest: int) -> bool:
        """Goes to the next match of a pattern, of at most `longest` bytes, and puts the mark there; false at the end of the stream."""
        while True:
            found = pattern.search(self._held, self._at)
            if found is not None:
                self._at = found.start()
                self.mark()
                return True
            self._at = max(self._at, len(self._held) - longest)
            self.mark()
            if not self._more():
                self._at = len(self._held)
                return False

    def _more(self) -> bool:
        """Reads on; whether there was more."""
        piece = self._stream.read(PIECE)
        if len(self._held) + len(piece) > self._most:
            self.mark()
        self._held += piece
        return bool(piece)
