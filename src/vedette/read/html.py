"""A web page → its article: headline, paragraphs, captions, pointers to other articles, and what its metadata say."""

import html as entities
import json
import re
from collections.abc import Iterator
from typing import Any, cast
from urllib.parse import urljoin

from lxml.etree import _Element as Element

from vedette.model import Lead
from vedette.raw import InputError
from vedette.read.blocks import Page, Paragraph
from vedette.read.dates import declared_date
from vedette.read.publishers import host_of, publisher_named
from vedette.read.text import clean

SHORTEST_ARTICLE = 60
"""Code points of body text below which a page has no article: what is left of menus and notices."""

LONGEST_CAPTION = 700

_UNFIT = re.compile(
    r"""[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]
      | &\#(?:0*(?:[1-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d) | [xX]0*(?:[1-8bcefBCEF]|1[0-9a-fA-F]|[fF]{3}[efEF])(?![0-9a-fA-F]));?""",
    re.VERBOSE,
)
"""Characters that XML has not, plain or as references: the parser takes them, but refuses to write them when a part is cut out."""

_ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
_TITLE_CUT = re.compile(r"\s+[|–—·•-]\s+")
_APART = "ancestor::nav or ancestor::aside or ancestor::footer or ancestor::a or ancestor::form"
_CAPTIONS = (
    f"//figcaption[not({_APART})] | //*[self::p or self::div or self::span or self::dd]"
    f"[contains(concat(' ', translate(@class, 'CAPTION-_', 'caption  '), ' '), ' caption ')][not(ancestor::figcaption) and not({_APART})]"
)
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "list", "table", "code", "body", "div", "fw"})


def parse(text: str, name: str, url: str | None = None) -> Page:
    """The article of a page. Raises InputError if it has none."""
    from trafilatura import bare_extraction, load_html  # a third of a second to import, and plain texts need none

    text = _UNFIT.sub("", text)
    tree = load_html(text)
    if tree is None:
        raise InputError(f"{name!r} is no web page that can be parsed.")
    meta = _Metadata(tree)
    url = url or meta.url
    url = url if url and host_of(url) else None
    captions = _captions(tree)
    document = bare_extraction(tree, url=url, favor_recall=True, include_comments=False, include_links=True, with_metadata=False)
    body = getattr(document, "body", None)
    paragraphs, leads = _sorted_out(list(_walk(body)) if body is not None else [], url)
    title = meta.title
    if sum(len(p.text) for p in paragraphs) < SHORTEST_ARTICLE:
        raise InputError(f"{name!r} is a web page without an article.")
    known = {p.text for p in paragraphs}
    return Page(title, [c for c in captions if c.text not in known] + paragraphs, url, _published(text, url, meta), meta.publisher, leads)


class _Metadata:
    """What the head of a page says of it, from JSON-LD, Open Graph and plain tags, in this order."""

    def __init__(self, tree: Element) -> None:
        article = _json_ld(tree)
        self.tags = {
            key.lower(): value
            for tag in tree.iter("meta")
            if (key := tag.get("property") or tag.get("name") or tag.get("itemprop")) and (value := _line(tag.get("content") or ""))
        }
        site = _name_of(article.get("publisher")) or self.tags.get("og:site_name")
        self.publisher = publisher_named(site) if site else None
        stated = (article.get("datePublished"), self.tags.get("article:published_time"), self.tags.get("datepublished"))
        self.published = next(
            (d for v in stated if isinstance(v, str) and (d := declared_date(v))),
            None,
        )
        canonical = next((link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None)
        main = article.get("mainEntityOfPage")
        main = main.get("@id") if isinstance(main, dict) else main
        address = canonical or self.tags.get("og:url") or article.get("url") or main
        self.url = address if isinstance(address, str) and address.startswith(("http://", "https://")) else None
        self.title = self._title(tree, _line(str(article.get("headline") or "")))

    def _title(self, tree: Element, declared: str) -> str | None:
        """The printed headline (`h1`) if it resembles what the head declares, else what that declares."""
        printed = [t for h in tree.iter("h1") if (t := _line("".join(_strings(h))))]
        page = next((t for h in tree.iter("title") if (t := _line("".join(_strings(h))))), "")
        declared = declared or self._without_site(self.tags.get("og:title", "")) or self._without_site(page)
        if not declared:
            return printed[0] if printed else None
        words = set(declared.casefold().split())
        best = max(printed, key=lambda t: len(words & set(t.casefold().split())), default="")
        return best if len(words & set(best.casefold().split())) * 3 >= len(words) else declared

    def _without_site(self, title: str) -> str:
        parts = _TITLE_CUT.split(title)
        site = (self.publisher or "").casefold()
        if len(parts) > 1 and (publisher_named(parts[-1]).casefold() == site or len(parts[-1].split()) <= 4 < len(parts[0].split())):
            return title[: title.rindex(parts[-1])].rstrip(" |–—·•-")
        return title


def _json_ld(tree: Element) -> dict[str, Any]:
    """The first article among the JSON-LD of a page. Broken JSON-LD is common and counts as none: the other tags tell the same."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json" or not script.text:
            continue
        try:
            found = list(_articles(json.loads(script.text)))
        except (ValueError, RecursionError):
            continue
        if found:
            return found[0]
    return {}


def _articles(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, list):
        for item in node:
            yield from _articles(item)
    elif isinstance(node, dict):
        kinds = node.get("@type")
        if any(isinstance(k, str) and _ARTICLE_TYPE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds])):
            yield node
        yield from _articles(node.get("@graph"))


def _name_of(node: Any) -> str | None:
    """The name of a JSON-LD person or organisation."""
    if isinstance(node, list):
        node = node[0] if node else None
    name = node.get("name") if isinstance(node, dict) else node
    return _line(name) or None if isinstance(name, str) else None


def _published(text: str, url: str | None, meta: _Metadata) -> str | None:
    """The day of publication by the metadata; the sidebar dates that an extensive search finds are left alone."""
    if meta.published:
        return meta.published
    from htmldate import find_date

    found = find_date(text, extensive_search=False, original_date=True, url=url)
    return declared_date(found) if found else None


def _line(text: str) -> str:
    """One line of clean text."""
    return " ".join(clean(entities.unescape(text)).split())


def _strings(element: Element) -> Iterator[str]:
    return (str(s) for s in element.itertext())


def _captions(tree: Element) -> list[Paragraph]:
    """The captions of the article's pictures, taken out of the tree so that they do not run into its text."""
    out: list[Paragraph] = []
    for element in cast("list[Element]", tree.xpath(_CAPTIONS)):
        text = _line(" ".join(_strings(element)))
        if 0 < len(text) <= LONGEST_CAPTION:
            if text not in {p.text for p in out}:
                out.append(Paragraph(text, "caption"))
            element.text, element[:] = None, []
    return out


def _walk(element: Element) -> Iterator[Paragraph]:
    """The paragraphs of an extracted body: each stretch of text between the bounds of block elements and line breaks."""
    text: list[str] = []
    links: list[tuple[str, str]] = []

    def flush() -> Iterator[Paragraph]:
        line = _line("".join(text))
        if line:
            yield Paragraph(line, None, tuple(links))
        text.clear()
        links.clear()

    def inner(node: Element) -> Iterator[Paragraph]:
        block = node.tag in _BLOCKS
        if block or node.tag == "lb":
            yield from flush()
        elif node.tag == "ref":
            links.append((_line("".join(_strings(node))), node.get("target") or ""))
        elif node.tag == "cell":
            text.append(" ")
        text.append(node.text or "")
        for child in node:
            yield from inner(child)
            text.append(child.tail or "")
        if block:
            yield from flush()

    yield from inner(element)
    yield from flush()


def _sorted_out(paragraphs: list[Paragraph], base: str | None) -> tuple[list[Paragraph], tuple[Lead, ...]]:
    """The paragraphs without those that are nothing but links, which become leads."""
    kept: list[Paragraph] = []
    leads: list[Lead] = []
    for paragraph in paragraphs:
        links = tuple((words, _joined(base, target)) for words, target in paragraph.links)
        linked = "".join(words for words, _ in links)
        if links and len(_letters(linked)) >= len(_letters(paragraph.text)):
            leads.extend(Lead(words, target or None, None) for words, target in links if words)
        else:
            kept.append(Paragraph(paragraph.text, paragraph.kind, links))
    return kept, tuple(leads)


def _joined(base: str | None, target: str) -> str:
    """The whole address of a link; as it stands where it is malformed."""
    try:
        return urljoin(base or "", target)
    except ValueError:
        return target


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
