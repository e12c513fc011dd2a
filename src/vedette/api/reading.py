"""Reads and codes single reports."""

from collections.abc import Iterator
from hashlib import sha256
from os import PathLike
from pathlib import Path

from vedette import model
from vedette.api.records import Coding, Report, report
from vedette.ingest import load_all
from vedette.pipeline import code as coded
from vedette.raw import BadInput, InputError, Raw
from vedette.read import read as read_raw

Source = str | bytes | PathLike[str]


def read(source: Source, *, published: str | None = None, url: str | None = None, publisher: str | None = None) -> Report:
    """Reads one report: a file by its path, an address, or a page or text itself (bytes, or a str with `<` before all or several lines).

    `published` (a date as 2021-08-09), `url` and `publisher` win over what the report says itself.
    Raises InputError, with one sentence, if it cannot be read or if the file holds several reports.
    """
    found = list(read_all(source, published=published, url=url, publisher=publisher))
    if len(found) != 1:
        raise InputError(f"{_name(source)!r} holds {len(found)} reports; vedette.read_all reads them all.")
    return found[0]


def read_all(source: Source, *, published: str | None = None, url: str | None = None, publisher: str | None = None) -> Iterator[Report]:
    """Reads all reports of a file, as `read` does; raises InputError at the first that cannot be read."""
    for raw in [_raw(source)] if _is_content(source) else load_all([_name(source)]):
        if isinstance(raw, BadInput):
            raise InputError(raw.reason)
        yield report(read_raw(raw, published, url, publisher))


def code(
    report: str | bytes | Path | model.Report, *, published: str | None = None, url: str | None = None, publisher: str | None = None
) -> Coding:
    """Reads the exercises out of a report: one that was read, a file by its Path, or a text or page itself.

    The other parameters are as for `read`; for a report that was read they say nothing new and are refused (TypeError).
    """
    if isinstance(report, model.Report):
        if published or url or publisher:
            raise TypeError("A report that has been read knows its day of publication, address and publisher; give them to vedette.read.")
        kept = report
    else:
        kept = read(_encoded(report) if isinstance(report, str) else report, published=published, url=url, publisher=publisher)
    made = coded(kept)
    return Coding(_shown(made.report), made.accounts, made.claims)


def _shown(kept: model.Report) -> Report:
    return kept if isinstance(kept, Report) else report(kept)


def _is_content(source: Source) -> bool:
    return isinstance(source, bytes) or (isinstance(source, str) and (source.lstrip().startswith("<") or "\n" in source.strip()))


def _raw(source: Source) -> Raw:
    data = source if isinstance(source, bytes) else _encoded(str(source))
    return Raw(data, "text", sha256(data).hexdigest(), charset=None if isinstance(source, bytes) else "utf-8")


def _encoded(text: str) -> bytes:
    """A text in UTF-8 without halves of surrogate pairs, which texts in files lose as well when they are read."""
    return text.encode("utf-8", "ignore")


def _name(source: Source) -> str:
    return "text" if isinstance(source, bytes) else str(source)
