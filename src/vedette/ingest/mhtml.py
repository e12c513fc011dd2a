"""Web pages saved whole (MHTML: .mhtml, .mht, RFC 2557) → the page in them."""

import re
from dataclasses import replace

from vedette.raw import InputError, Raw

_HEADER = re.compile(rb"(?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+\r?\n")
_TYPE = re.compile(rb"^Content-Type:\s*(?:multipart/related|multipart/mixed|multipart/alternative|text/html)", re.IGNORECASE | re.MULTILINE)
_MARK = re.compile(rb"^(?:MIME-Version|Snapshot-Content-Location):", re.IGNORECASE | re.MULTILINE)

HEAD = 8192
"""Bytes from the front within which the header must end."""


def is_mhtml(data: bytes) -> bool:
    """Whether bytes are a page saved whole: they begin with a header as mail has one, of a page with its parts."""
    found = _HEADER.match(data.lstrip()[:HEAD])
    return found is not None and _MARK.search(found[0]) is not None and _TYPE.search(found[0]) is not None


def opened(raw: Raw) -> Raw:
    """The page; its address is the one it was saved from. Raises InputError if there is none in it."""
    from email import message_from_bytes, policy  # saved pages are rare, and this takes a while to import

    try:
        message = message_from_bytes(raw.data.lstrip(), policy=policy.default)
        page = next((p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")), None)
        data = page.get_payload(decode=True) if page is not None else None
        parts = (page, message) if page is not None else ()
        address = next((str(a) for p in parts for h in ("Content-Location", "Snapshot-Content-Location") if (a := p.get(h))), None)
        charset = page.get_content_charset() if page is not None else None
    except RecursionError as error:
        raise InputError("its parts are nested too deeply") from error
    except (ValueError, LookupError, AttributeError) as error:  # headers that the mail parser of Python trips over
        raise InputError("it is a saved page that is broken") from error
    if page is None:
        raise InputError("it is a saved page without a page in it")
    if not isinstance(data, bytes) or not data.strip():
        raise InputError("it is a saved page with nothing in it")
    web = address if address and address.startswith(("http://", "https://")) else None
    return replace(raw, data=data, charset=charset, url=raw.url or web)
