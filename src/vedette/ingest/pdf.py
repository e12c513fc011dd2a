"""PDF → text, as a page's lines come; heads and feet of pages are left out."""

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO

from vedette.ingest.apart import apart
from vedette.raw import InputError, Raw

PAGES = 300
"""Pages of a report at most; what is longer is a book."""

REPEATED = 0.6
"""Share of pages on which a first or last line must stand to be a page's head or foot."""


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF; some writers put a few bytes before its mark."""
    return b"%PDF-" in data[:1024]


def opened(raw: Raw) -> Raw:
    """The text of a PDF. Raises InputError if it has none, or cannot be read within the bounds."""
    made = apart("pdf", raw.data)
    return replace(raw, text=made["text"], title=raw.title or made["title"])


def parsed(data: bytes) -> dict[str, str | None]:
    """Text and title of a PDF. Raises InputError if it has no text."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise InputError("PDF needs the package pypdf: pip install 'vedette[sources]'") from error
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("it is locked with a password")
        if len(reader.pages) > PAGES:
            raise InputError(f"it has more than {PAGES} pages, too many for one report")
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except InputError:
        raise
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError) as error:
        raise InputError(f"it is a broken PDF ({type(error).__name__})") from error
    text = joined(pages)
    if not text.strip():
        raise InputError("it has no text, only pictures; have the text recognised (OCR) first")
    return {"text": text, "title": title if title and title in " ".join(text.split()) else None}


def joined(pages: list[str]) -> str:
    """The text of pages without the lines that repeat at their heads and feet, and with words put together that a line's end divides."""
    split = [[line.strip() for line in page.strip().splitlines() if line.strip()] for page in pages]
    ends = Counter(key for lines in split for key in {_key(line) for line in (*lines[:2], *lines[-2:])})
    furniture = {key for key, n in ends.items() if len(pages) > 2 and n >= REPEATED * len(pages)}
    kept = []
    for lines in split:
        inside = range(2, len(lines) - 2)
        kept += [line for n, line in enumerate(lines) if n in inside or (_key(line) not in furniture and not line.isdecimal())]
    return re.sub(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_])", lambda m: "" if m.string[m.end()].islower() else "-", "\n".join(kept))


def _key(line: str) -> str:
    """A line without its figures: page numbers differ from page to page."""
    return re.sub(r"\d+", "0", line)
