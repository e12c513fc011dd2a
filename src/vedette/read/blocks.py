"""Paragraphs → the kept text, its blocks, and what its furniture tells: leads, credits, address, date."""

from msgspec import Struct, field
from msgspec.structs import replace

from vedette.model import Block, BlockKind, Lead, Span
from vedette.read import furniture
from vedette.read.text import same

LONGEST_HEADLINE = 180
"""Code points of a first line that may be a headline. Of 2,158 headlines of English-language news one in a thousand has more than 143,
the longest 167."""


class Paragraph(Struct, frozen=True):
    """A paragraph as found: its clean text, its kind where the page tells it, and its links as (words, address)."""

    text: str
    kind: BlockKind | None = None
    links: tuple[tuple[str, str], ...] = ()


class Page(Struct, frozen=True):
    """What an input holds before the kept text is put together; the metadata are None where the input says nothing."""

    title: str | None
    paragraphs: list[Paragraph]
    url: str | None = None
    published: str | None = None
    publisher: str | None = None
    leads: tuple[Lead, ...] = ()


class Kept(Struct):
    """The kept text while it is put together, with what its furniture tells."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)
    title: str | None = None
    url: str | None = None
    published: str | None = None
    closing_date: str | None = None
    """The date of a line that has no body text after it so far."""
    told: bool = False
    """Whether body text has come yet."""
    length: int = 0

    @property
    def text(self) -> str:
        """The kept text: blocks separated by a blank line."""
        return "\n\n".join(self.parts)

    def add(self, text: str, *cuts: tuple[BlockKind, int]) -> None:
        """Appends a paragraph; each cut is a kind and the offset in the paragraph up to which it goes."""
        start = self.length + 2 if self.parts else 0
        self.parts.append(text)
        self.length = start + len(text)
        begin = 0
        for kind, end in cuts:
            piece = text[begin:end]
            if piece.strip():
                left = begin + len(piece) - len(piece.lstrip())
                self.blocks.append(Block(kind, Span(start + left, start + begin + len(piece.rstrip()))))
            begin = end


def compose(paragraphs: list[Paragraph], title: str | None = None) -> Kept:
    """Puts the kept text together. `title` is the headline where it is known; else the first fitting line is taken for one."""
    kept = Kept()
    paragraphs = [p for p in paragraphs if p.text]
    if title:
        paragraphs = _without_title(paragraphs, title)
    else:
        at = _headline(paragraphs)
        if at is not None:
            title = paragraphs[at].text
            paragraphs = paragraphs[:at] + paragraphs[at + 1 :]
    if title:
        kept.title = title
        kept.add(title, ("headline", len(title)))
    listed = False
    for paragraph in paragraphs:
        listed = _place(kept, paragraph, listed)
    kept.published = kept.published or kept.closing_date
    if not any(block.kind == "body" for block in kept.blocks):
        # the page of a picture: its caption is the report
        kept.blocks = [replace(block, kind="body") if block.kind == "caption" else block for block in kept.blocks]
    return kept


def _without_title(paragraphs: list[Paragraph], title: str) -> list[Paragraph]:
    """The paragraphs without a repetition of the title at their top, be it a paragraph or the beginning of one."""
    for n, paragraph in enumerate(paragraphs[:4]):
        if same(paragraph.text, title):
            return paragraphs[:n] + paragraphs[n + 1 :]
    if paragraphs and paragraphs[0].text.startswith(title):
        rest = paragraphs[0].text[len(title) :]
        if rest[:1] == " " and not rest[1:2].islower():
            return [Paragraph(rest.strip(), paragraphs[0].kind, paragraphs[0].links), *paragraphs[1:]]
    return paragraphs


def _headline(paragraphs: list[Paragraph]) -> int | None:
    """The number of the paragraph that is the headline: the first that is neither furniture, long, nor a full sentence."""
    for n, paragraph in enumerate(paragraphs[:-1]):
        text = paragraph.text
        if paragraph.kind is None and len(text) <= LONGEST_HEADLINE and not furniture.ends_sentence(text) and _may_head(text, n):
            return n
        if _kind(paragraph) not in ("date_line", "byline", "source"):
            return None
    return None


def _may_head(text: str, number: int) -> bool:
    if furniture.is_date_line(text) is not None or furniture.URL.search(text):
        return False
    label = furniture.label_of(text)
    return label is None or (number == 0 and not label.alone and label.kind in ("related", "promo"))


def _kind(paragraph: Paragraph) -> BlockKind:
    text = paragraph.text
    if paragraph.kind:
        return paragraph.kind
    if furniture.is_date_line(text) is not None:
        return "date_line"
    if _is_address(text):
        return "source"
    label = furniture.label_of(text)
    if label:
        return "related" if label.kind == "promo" else label.kind
    return "byline" if furniture.is_signature(text) else "body"


def _is_address(text: str) -> bool:
    found = furniture.URL.match(text.lstrip("(<["))
    return found is not None and found.end() >= len(text) - 3


def _place(kept: Kept, paragraph: Paragraph, listed: bool) -> bool:
    """Adds a paragraph. `listed`: it stands below a label of related articles; returns whether the next one does."""
    text = paragraph.text
    kind = _kind(paragraph)
    if kind == "body" and listed and len(text) <= LONGEST_HEADLINE and not furniture.ends_sentence(text):
        kept.add(text, ("related", len(text)))
        _lead(kept, paragraph, 0)
        return True
    if kind in ("body", "caption"):
        _add_told(kept, text, kind)
        return False
    kept.add(text, (kind, len(text)))
    if kind == "date_line":
        _note_date(kept, furniture.is_date_line(text) or None)
    elif kind == "source" and kept.url is None:
        address = furniture.URL.search(text)
        kept.url = address[0].rstrip(".,;)]") if address else None
    elif kind == "related":
        label = furniture.label_of(text)
        if label is None or label.kind != "related":
            return listed
        if not label.alone:
            _lead(kept, paragraph, label.rest)
        return label.alone
    return False


def _note_date(kept: Kept, value: str | None) -> None:
    """A date line above or below the body tells the day of publication; one amid the body heads a part of it."""
    if kept.told:
        kept.closing_date = value
    else:
        kept.published = kept.published or value


def _add_told(kept: Kept, text: str, kind: BlockKind) -> None:
    """Adds body text or a caption. A picture credit makes a caption of its paragraph and is a block of its own, not read for facts."""
    credit = furniture.credit_of(text, early=not kept.told or kind == "caption")
    if credit:
        kept.add(text, ("caption", credit.start), ("byline", len(text)))
        kept.credits.extend(o for o in credit.owners if o not in kept.credits)
        return
    kept.add(text, (kind, len(text)))
    if kind == "body":
        if not kept.told:
            kept.published = kept.published or furniture.dateline_day(text)
        kept.told = True
        kept.closing_date = None


def _lead(kept: Kept, paragraph: Paragraph, rest: int) -> None:
    """Notes that the paragraph just added points to another report whose title begins at offset `rest`."""
    start = kept.length - len(paragraph.text)
    body = paragraph.text[rest:]
    address = furniture.URL.search(body)
    url = paragraph.links[0][1] if paragraph.links else address[0] if address else None
    named = body[: address.start()].rstrip(" :-–—(") if address else body.rstrip(")] ")
    kept.leads.append(Lead(named or body.strip(), url, Span(start + rest, start + rest + len(named or body.rstrip()))))
