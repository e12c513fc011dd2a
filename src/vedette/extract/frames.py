"""What is handed to those that read facts: the frames of a report, the words that speak of each, and look-ups of cues among words."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from vedette.grammar import begun_in, phrases_of
from vedette.model import Document, Mention

TOLD = 2
"""Strength of a scope that mentions the exercise."""


class Scope(Struct, frozen=True):
    """A half-open run of tokens of one sentence that speaks of a frame.

    `strength`: 2 the sentence mentions the exercise, 1 it follows such a sentence in its paragraph, 0 it is elsewhere in the report.
    """

    sentence: int
    first: int
    last: int
    strength: int


class Frame(Struct, frozen=True):
    """One exercise as told by one report: where it is mentioned and where facts about it stand.

    `name` is the mention that names it best (None if unnamed), `year` the year that tells this edition from others if the report says,
    `main` is True for the exercise that the report is about, `twins` the numbers of frames told together with it.
    """

    number: int
    mentions: tuple[Mention, ...]
    name: Mention | None
    year: str | None
    main: bool
    scopes: tuple[Scope, ...]
    twins: tuple[int, ...] = ()
    series: Mention | None = None
    """For an earlier or later edition that the report does not name: the mention that names the series."""


def has_cue(doc: Document, first: int, last: int, *kinds: str) -> bool:
    """Whether any word or phrase of these classes stands in tokens [first, last)."""
    return phrases_of(*kinds).within(doc.tokens, first, last)


def cue_ranges(doc: Document, first: int, last: int, *kinds: str) -> list[tuple[int, int]]:
    """Token ranges of all words and phrases of these classes in tokens [first, last)."""
    return [(a, b) for a, b, _ in phrases_of(*kinds).find(doc.tokens, first, last)]


def mentions_in(doc: Document, kind: str, first: int, last: int) -> Sequence[Mention]:
    """The mentions of one kind that begin in tokens [first, last), in reading order."""
    return begun_in(doc.of(kind), first, last)


def in_range(mentions: Sequence[Mention], first: int, last: int) -> list[Mention]:
    """Those of some mentions, given in reading order, that lie in tokens [first, last)."""
    return [m for m in begun_in(mentions, first, last) if m.last <= last]


def tokens_of(mentions: Iterable[Mention]) -> frozenset[int]:
    """The tokens that mentions cover."""
    return frozenset(i for m in mentions for i in range(m.first, m.last))
