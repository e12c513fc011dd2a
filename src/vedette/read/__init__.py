"""Bytes → Report: decoding, pages and plain texts, furniture, publisher and date of publication."""

from hashlib import sha256

from vedette.model import Report
from vedette.raw import InputError, Raw
from vedette.read.blocks import Kept, Page, Paragraph, compose
from vedette.read.dates import declared_date, url_date
from vedette.read.decode import decode, is_html
from vedette.read.language import language_of
from vedette.read.publishers import publisher_of_url
from vedette.read.text import clean, paragraphs, plain

__all__ = ["read"]


def read(raw: Raw, published: str | None = None, url: str | None = None, publisher: str | None = None) -> Report:
    """Reads one input. `published` (a date), `url` and `publisher` are what the caller knows; they win over what the input says.

    Raises InputError, with one sentence that names the input, if it is no text, a page without an article, has nothing in it, or if
    a given `published` is no date.
    """
    given = _given_date(published or raw.published, raw.name)
    url = url or raw.url
    page = _page(raw, url)
    kept = compose(page.paragraphs, page.title)
    if not kept.blocks:
        raise InputError(f"{raw.name!r} has no text.")
    url = url or page.url or kept.url
    named = publisher or raw.publisher or page.publisher
    return Report(
        id=raw.id or sha256(kept.text.encode()).hexdigest()[:12],
        text=kept.text,
        blocks=tuple(kept.blocks),
        title=kept.title,
        published=given or page.published or kept.published or (url_date(url) if url else None),
        publisher=named or (publisher_of_url(url) if url else None),
        url=url,
        lang=_declared_language(raw.lang) or language_of(_told(kept)),
        leads=(*kept.leads, *page.leads),
        credits=tuple(kept.credits),
        raw_sha256=raw.sha256,
        name=raw.name,
    )


def _page(raw: Raw, url: str | None) -> Page:
    if raw.text is not None:
        title = " ".join(plain(raw.title).split()) if raw.title else None
        return Page(title or None, _paragraphs(raw.text))
    text = decode(raw)
    if is_html(text, raw.name):
        from vedette.read.html import parse  # the parser takes long to import, and plain texts need none

        return parse(text, raw.name, url)
    return Page(" ".join(clean(raw.title).split()) or None if raw.title else None, _paragraphs(text))


def _paragraphs(text: str) -> list[Paragraph]:
    return [Paragraph(p) for p in paragraphs(plain(text))]


def _given_date(value: str | None, name: str) -> str | None:
    if value is None:
        return None
    found = declared_date(value)
    if found is None:
        raise InputError(f"{name}: the given day of publication {value[:40]!r} is no date; write it as 2021-08-10.")
    return found


def _declared_language(code: str | None) -> str | None:
    """The ISO 639-1 code of a declared language (`en-GB` → `en`), None if it is none."""
    main = (code or "").replace("_", "-").partition("-")[0].strip().lower()
    return main if len(main) == 2 and main.isascii() and main.isalpha() else None


def _told(kept: Kept) -> str:
    """What the report tells, for the detection of its language: furniture may be in another."""
    text = kept.text
    return " ".join(b.span.of(text) for b in kept.blocks if b.kind in ("headline", "body")) or text
