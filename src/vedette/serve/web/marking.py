"""The kept text of a report as marked pieces, for pages that show which words a claim rests on and which nothing rests on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vedette.grammar import document
from vedette.model import BlockKind, Claim, Report, Span
from vedette.schema import schema

GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "what": ("what", ("name", "alias", "series", "edition", "kind", "parent", "frequency", "domain")),
    "when": ("when", ("status", "start", "end", "duration")),
    "who": ("who", ("participant", "observer", "host", "framework", "unit", "commander")),
    "where": ("where", ("place",)),
    "count": ("how many", ("personnel",)),
    "materiel": ("with what", ("materiel",)),
    "why": ("to what end", ("objective", "scenario", "milestone", "setting")),
    "said": ("who said what", ("announcement", "statement", "attributed_claim", "background")),
}
"""Groups of properties that share a colour, in the order of the legend: key → (label, properties)."""

INNERMOST = ("materiel", "count", "where", "who", "when", "what", "why", "said")
"""Which group shows where claims of several rest on the very same words: what is rare and telling before what follows from it."""

LONGEST = 5_000
"""Characters of a piece that are shown. Sentences are cut at 200 tokens, so that only words of thousands of characters make longer ones,
on which browsers spend half a minute."""

GROUP_OF: Mapping[str, str] = {name: key for key, (_, names) in GROUPS.items() for name in names}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that the same claims cover.

    `groups` are their groups, each once, that of the longest claim first; `begins` are the claims whose words begin here; `more` is how
    many characters are left out.
    """

    text: str
    claims: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    title: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or what stands between sentences: its pieces, whether it is read for facts, and whether a claim rests on it."""

    pieces: tuple[Piece, ...]
    read: bool
    coded: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the text: `start` is its place in the kept text, in code points."""

    kind: BlockKind
    start: int
    passages: tuple[Passage, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing of it is left out, so that places can be counted in it."""
        return not any(p.more for passage in self.passages for p in passage.pieces)


@dataclass(frozen=True, slots=True)
class Marked:
    """The whole text; of `sentences` that are read for facts, claims rest on `coded`."""

    paragraphs: tuple[Paragraph, ...]
    sentences: int
    coded: int


def marked(report: Report, claims: Iterable[Claim]) -> Marked:
    """The text of a report with the words of its claims marked; claims may overlap in any way."""
    once = {c.id: c for c in claims}
    ordered = sorted(once.values(), key=lambda c: (c.span.start, -c.span.end, c.id))
    sentences = document(report).sentences
    in_block: dict[int, list[Span]] = {}
    for sentence in sentences:
        in_block.setdefault(sentence.block, []).append(sentence.span)
    paragraphs = []
    at = 0
    for number, block in enumerate(report.blocks):
        until = at
        while until < len(ordered) and ordered[until].span.start < block.span.end:
            until += 1
        near = ordered[at:until]
        paragraphs.append(
            Paragraph(block.kind, block.span.start, tuple(_passages(report.text, block.span, in_block.get(number, []), near)))
        )
        # a claim that reaches into the next block is looked at there once more
        while at < until and ordered[at].span.end <= block.span.end:
            at += 1
    read = [p for paragraph in paragraphs for p in paragraph.passages if p.read]
    return Marked(tuple(paragraphs), len(read), sum(p.coded for p in read))


def _passages(text: str, block: Span, sentences: Sequence[Span], claims: Sequence[Claim]) -> Iterable[Passage]:
    at = block.start
    for span in sentences:
        if at < span.start:
            yield _passage(text, Span(at, span.start), claims, read=False)
        yield _passage(text, span, claims, read=True)
        at = span.end
    if at < block.end:
        yield _passage(text, Span(at, block.end), claims, read=False)


def _passage(text: str, span: Span, claims: Sequence[Claim], read: bool) -> Passage:
    here = [c for c in claims if c.span.overlaps(span)]
    edges = {edge for c in here for edge in (c.span.start, c.span.end) if span.start < edge < span.end}
    borders = sorted({span.start, span.end} | edges)
    return Passage(tuple(_piece(text, start, end, here) for start, end in pairwise(borders)), read, bool(here))


def _piece(text: str, start: int, end: int, claims: Sequence[Claim]) -> Piece:
    covering = sorted((c for c in claims if c.span.start <= start and end <= c.span.end), key=_outermost)
    labels = (schema().property(c.property).label for c in reversed(covering))
    return Piece(
        text[start : min(end, start + LONGEST)],
        tuple(c.id for c in covering),
        tuple(dict.fromkeys(GROUP_OF[c.property] for c in covering)),
        tuple(c.id for c in covering if c.span.start == start),
        ", ".join(dict.fromkeys(labels)),
        max(0, end - start - LONGEST),
    )


def _outermost(claim: Claim) -> tuple[int, int, str]:
    return claim.span.start - claim.span.end, -INNERMOST.index(GROUP_OF[claim.property]), claim.id
