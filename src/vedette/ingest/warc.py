"""Web archives (WARC, ISO 28500) → the pages in them, one after the other, whether each record is compressed by itself or all at once.

A record that is broken is told of with its offset, and reading goes on with the next that begins behind it.
"""

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any

from vedette.ingest import kinds
from vedette.ingest.tape import Tape
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw, too_large

BEGINNING = b"WARC/"
"""How an archive begins, unpacked."""

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""Content types of records that are read; pictures, scripts and styles are passed over."""

PIECE = 65_536

LONGEST_HEAD = 1_000_000
"""Bytes of the headers of a record and of the server's answer in it; servers send some thousands."""

_BEGINS = re.compile(rb"WARC/[01]\.\d+\r?\n[A-Za-z-]{1,40}:")
_LONGEST_BEGIN = 60
"""Bytes that a match of the above has at most."""


def pages(stream: IO[bytes], name: str) -> Iterator[Raw | BadInput]:
    """The pages and texts among the records; answers of servers only if they were whole (status 200)."""
    try:
        from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError("Web archives need the package warcio: pip install 'vedette[sources]'.") from error
    loader = ArcWarcRecordLoader(verify_http=False)
    tape = Tape(stream, MAX_BYTES + LONGEST_HEAD, LONGEST_HEAD)
    number = 0
    some = False
    while _at_record(tape):
        number += 1
        where = f"{name}:{number}"
        begin = tape.mark()
        found, wrong = _record(tape, loader, where)
        some = some or bool(found) or wrong is not None
        if wrong is None:
            yield from found
            continue
        tape.back()
        tape.read(1)
        more = "; what follows is read" if tape.skip_to(_BEGINS, _LONGEST_BEGIN) else ""
        yield BadInput(where, f"{where}: the record at byte {begin:,} of the web archive is broken ({wrong}){more}.")
    if not some:
        yield BadInput(name, f"{name!r} is a web archive without a page.")


def _at_record(tape: Tape) -> bool:
    """Goes over blank lines; whether something stands behind them."""
    while (first := tape.peek(1)) in (b"\r", b"\n"):
        tape.read(1)
    return bool(first)


def _record(tape: Tape, loader: Any, where: str) -> tuple[list[Raw | BadInput], str | None]:
    """What is a page in the record that begins here, and what is wrong with the record: where that is set, the page is not whole."""
    from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]

    try:
        record = loader.parse_record_stream(tape, known_format="warc", no_record_parse=True)
        rest = record.raw_stream
        if record.length is None or rest is tape:
            return [], "its header tells no length"
        if address := record.rec_headers.get_header("WARC-Target-URI"):
            record.http_headers = loader.load_http_headers(record.rec_type, address.strip("<>"), rest, record.length)
    except ArchiveLoadFailed:
        return [], "it does not begin as a record does"
    except EOFError:
        return [], "its header is cut off"
    except ValueError as error:
        return [], str(error)
    found = list(_page(record, where)) if _is_page(record) else []
    while rest.read(PIECE):
        pass
    if rest.limit > 0:
        return [], "it is cut off, or its header tells a wrong length"
    return found, None if _ends(tape) else "its header tells a wrong length"


def _ends(tape: Tape) -> bool:
    """Whether the end of the archive, a blank line or another record stands here."""
    following = tape.peek(len(BEGINNING))
    return following in (b"", BEGINNING) or following[:1] in (b"\r", b"\n")


def _is_page(record: Any) -> bool:
    if record.rec_type == "response":
        head = record.http_headers
        return head is not None and head.get_statuscode() == "200" and _type(head.get_header("Content-Type")) in PAGES
    return record.rec_type in ("resource", "conversion") and _type(record.rec_headers.get_header("Content-Type")) in PAGES


def _page(record: Any, where: str) -> Iterator[Raw | BadInput]:
    body = record.content_stream()
    out = bytearray()
    try:
        while len(out) <= MAX_BYTES and (piece := body.read(PIECE)):
            out += piece
    except (OSError, ValueError) as error:  # chunks or compression of the page that are broken; the next record is not touched
        yield BadInput(where, f"{where}: the page is broken ({error}).")
        return
    if len(out) > MAX_BYTES:
        yield BadInput(where, too_large(where))
        return
    data = bytes(out)
    if not data.strip():
        yield BadInput(where, f"{where}: the page is empty.")
        return
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>") or None
    declared = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
    yield from kinds.opened(Raw(data, where, sha256(data).hexdigest(), charset=_charset(declared), url=address))


def _type(header: str | None) -> str:
    return (header or "").partition(";")[0].strip().lower()


def _charset(header: str) -> str | None:
    """The encoding that a content type declares."""
    for part in header.split(";")[1:]:
        key, _, value = part.partition("=")
        if key.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None
