"""Web archives (WARC, ISO 28500) → the pages in them, one after the other, whether each record is compressed by itself or all at once."""

from collections.abc import Iterator
from hashlib import sha256
from typing import IO, Any

from vedette.ingest import kinds
from vedette.raw import MAX_BYTES, BadInput, InputError, Raw, too_large

BEGINNING = b"WARC/"
"""How an archive begins, unpacked."""

PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
"""Content types of records that are read; pictures, scripts and styles are passed over."""

PIECE = 65_536


def pages(stream: IO[bytes], name: str) -> Iterator[Raw | BadInput]:
    """The pages and texts among the records; answers of servers only if they were whole (status 200)."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError("Web archives need the package warcio: pip install 'vedette[sources]'.") from error
    number = 0
    some = False
    try:
        for record in ArchiveIterator(stream):
            number += 1
            if _is_page(record):
                some = True
                yield from _page(record, f"{name}:{number}")
    except (ArchiveLoadFailed, ValueError, EOFError) as error:
        some = True
        yield BadInput(
            f"{name}:{number + 1}", f"{name}:{number + 1}: the web archive is broken from here on ({error or type(error).__name__})."
        )
    if not some:
        yield BadInput(name, f"{name!r} is a web archive without a page.")


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
    if not record.raw_stream.read(PIECE) and record.raw_stream.limit > 0:  # the file ends before the record does
        yield BadInput(where, f"{where}: the page is cut off.")
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
