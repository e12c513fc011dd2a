"""RSS and Atom feeds → their items. No entity is expanded: a feed that declares any is refused before a parser sees it."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from vedette.ingest import kinds
from vedette.ingest.apart import apart
from vedette.ingest.fetch import Fetcher
from vedette.raw import BadInput, InputError, Raw, marked_encoding

MOST_BYTES = 5_000_000
"""A feed of a hundred items with their whole texts has about 1 MB."""

MOST_ITEMS = 500
"""Items of a feed that are looked at, from its top: feeds have some tens of items, with the newest first."""

SHORTEST_TEXT = 400
"""Code points of an item's own text from which it is taken for the report where the item has no link."""

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class Item:
    """An item: `key` tells it from others of its feed (the hash of its own id, else of its link or title); `published` is an ISO 8601
    day, `text` its own text where it has no link."""

    key: str
    url: str | None
    title: str | None
    published: str | None
    text: str | None


def items(raw: Raw) -> list[Item]:
    """The items of a feed, in its order, each once. Raises InputError, naming the feed, if it is none."""
    try:
        return _items(raw)
    except InputError as error:
        raise InputError(f"{raw.name!r} is not read: {str(error).rstrip('.')}.") from error


def _items(raw: Raw) -> list[Item]:
    text = _DECLARATION.sub("", _decoded(raw)).lstrip()
    if "<!ENTITY" in text:
        raise InputError("the feed declares entities, which no feed needs")
    if not text.startswith("<"):
        raise InputError("it is no RSS or Atom feed")
    base = raw.url or raw.name
    found = (Item(**{**told, "url": _joined(base, told["url"])}) for told in apart("feed", text.encode()))
    return list({item.key: item for item in found if item.url or item.text}.values())


def follow(feed: str, item: Item, fetcher: Fetcher) -> Iterator[Raw | BadInput]:
    """The report that an item links to; its own text where it has no link."""
    if item.url is None:
        data = (item.text or "").encode()
        yield Raw(data, f"{feed}#{item.key[:12]}", sha256(data).hexdigest(), text=item.text, title=item.title, url=feed)
        return
    try:
        raw = fetcher.get(item.url)
    except InputError as error:
        yield BadInput(item.url, str(error))
        return
    if raw is not None:
        yield from kinds.opened(raw)


def parsed(data: bytes) -> list[dict[str, str | None]]:
    """The items of a feed in UTF-8, their links as they stand in it. Raises InputError if it is none."""
    try:
        import feedparser  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError("feeds need the package feedparser: pip install 'vedette[sources]'") from error
    # a stream, since what is not a stream may be taken for the name of a file
    found = feedparser.parse(
        BytesIO(data),
        response_headers={"content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    if not found.version:
        raise InputError("it is no RSS or Atom feed")
    return [asdict(item) for entry in found.entries[:MOST_ITEMS] if (item := _item(entry)) is not None]


def _joined(base: str, link: str | None) -> str | None:
    """The whole address of a link; None for one that is malformed."""
    try:
        return urljoin(base, link) if link else None
    except ValueError:
        return None


def _decoded(raw: Raw) -> str:
    """The characters of a feed, by byte order mark, declared encoding, or as UTF-8."""
    found = _DECLARED.search(raw.data, 0, 1024)
    marked = marked_encoding(raw.data)
    for name in (marked, raw.charset, found[1].decode() if found else None):
        try:
            if name and codecs.lookup(name)._is_text_encoding:
                return raw.data.decode(name)
        except (LookupError, UnicodeError):
            continue
    return raw.data.decode("utf-8", "replace")


def _item(entry: Any) -> Item | None:
    url = str(entry.get("link") or "").strip() or None
    ident = str(entry.get("id") or "").strip() or url or str(entry.get("title") or "").strip() or None
    title = " ".join(_plain(str(entry.get("title") or "")).split()) or None
    text = max((_plain(t) for t in _texts(entry)), key=len, default="") if url is None else ""
    if ident is None or (url is None and len(text) < SHORTEST_TEXT):
        return None
    day = entry.get("published_parsed")
    published = f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else None
    return Item(sha256(ident.encode()).hexdigest(), url, title, published, text or None)


def _texts(entry: Any) -> Iterator[str]:
    yield from (str(part.get("value") or "") for part in entry.get("content") or ())
    yield str(entry.get("summary") or "")


class _Words(HTMLParser):
    """The text of a fragment of HTML; block elements end paragraphs."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("p", "br", "div", "li", "h1", "h2", "h3", "tr", "blockquote"):
            self.out.append("\n\n")


def _plain(fragment: str) -> str:
    if "<" not in fragment and "&" not in fragment:
        return fragment
    words = _Words()
    words.feed(fragment)
    words.close()
    return "".join(words.out).strip()
