"""What ingest hands to read: the bytes of one report with what was declared about them, and how a bad input is told of."""

import codecs
from dataclasses import dataclass

MAX_BYTES = 20_000_000
"""The most bytes that one report may have. A long newspaper page has about 1 MB of mark-up; beyond 20 MB it is a dump, no report."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks and the encodings that they tell; that of UTF-32 begins as that of UTF-16 does."""


class InputError(ValueError):
    """An input cannot be read as a report; the message is one sentence that names what and where."""


def printable(path: str) -> str:
    """A file's name as text that can be printed and stored: bytes of it that are not UTF-8 as `\\udcff`."""
    return path.encode("utf-8", "backslashreplace").decode()


def too_large(name: str) -> str:
    """The sentence about an input that has more than `MAX_BYTES`."""
    return f"{name!r} is larger than {MAX_BYTES // 1_000_000} MB, too large for one report."


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark tells, whose codec takes the mark away; None where there is no mark."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


@dataclass(frozen=True, slots=True)
class BadInput:
    """An input that was passed over: `name` is the file (and line), `reason` one sentence for the user."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an address from an earlier time: the report read from it, and what the server is to be asked with."""

    report: str
    etag: str | None
    modified: str | None


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An address that gives what it gave before: `name` is the address, `report` the id of the report that was read from it."""

    name: str
    report: str


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one report as they came, and what was declared about it.

    `name` is a file name or an address, `-` for standard input, or `file:number` for a line, row, record or article of a file with
    several. `sha256` is the hex digest of what came.
    `text` is set where the input was structured and its text needs no decoding. `charset` is a declared encoding.
    The other fields are as given, unchecked: None where the input says nothing.
    """

    data: bytes
    name: str
    sha256: str
    charset: str | None = None
    id: str | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    lang: str | None = None
    etag: str | None = None
    modified: str | None = None
    """What the server that it came from wants to be asked with the next time (the header fields ETag and Last-Modified)."""
