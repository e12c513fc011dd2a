"""PDF → text. The file is taken apart in a process of its own, with a bound on its memory and time: PDF can hide bombs and loops."""

import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO
from json import dumps, loads

from vedette.raw import InputError, Raw

SECONDS = 60.0
"""Time for one file; some hundred pages take ten seconds."""

MEMORY = 1_500_000_000
"""Bytes of address space for the process; a newspaper's whole issue takes a third. Systems without such bounds run it without."""

PAGES = 300
"""Pages of a report at most; what is longer is a book."""

REPEATED = 0.6
"""Share of pages on which a first or last line must stand to be a page's head or foot."""


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF; some writers put a few bytes before its mark."""
    return b"%PDF-" in data[:1024]


def opened(raw: Raw) -> Raw:
    """The text of a PDF. Raises InputError if it has none, or cannot be read within the bounds."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", "vedette.ingest.pdf"], input=raw.data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(f"taking its PDF apart took longer than {SECONDS:g} seconds") from error
    if done.returncode != 0:
        raise InputError("its PDF is broken, or takes too much memory to be taken apart")
    told = loads(done.stdout)
    if told.get("wrong"):
        raise InputError(told["wrong"])
    return replace(raw, text=told["text"], title=raw.title or told["title"])


def taken_apart(data: bytes) -> dict[str, str | None]:
    """Text and title of a PDF, or what is `wrong` with it."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        return {"wrong": "PDF needs the package pypdf: pip install 'vedette[sources]'"}
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return {"wrong": "its PDF is locked with a password"}
        if len(reader.pages) > PAGES:
            return {"wrong": f"its PDF has more than {PAGES} pages, too many for one report"}
        pages = [page.extract_text() for page in reader.pages]
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        return {"wrong": f"its PDF is broken ({type(error).__name__})"}
    text = joined(pages)
    if not text.strip():
        return {"wrong": "its PDF has no text, only pictures; have the text recognised (OCR) first"}
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


def main() -> None:
    """Reads a PDF from standard input, writes what it holds as JSON to standard output."""
    try:
        import resource
    except ImportError:  # Windows
        pass
    else:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import logging

    logging.disable()  # pypdf tells of every small fault of a file
    sys.stdout.write(dumps(taken_apart(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
