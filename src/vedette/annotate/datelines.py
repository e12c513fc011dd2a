"""Where a paragraph says where, when and through whom it was sent: LIMA, 12 May 2022 (Agency) - The armies of …

A dateline is nobody's words, so that a statement begins behind it.
"""

from collections.abc import Sequence

from vedette.annotate.layout import between, layout
from vedette.annotate.owners import BRACKETS
from vedette.grammar import DASHES, begun_in, word_set
from vedette.model import Document, Sentence, Token

LONGEST = 24
"""Tokens of a dateline at most: town, state, date by two calendars, agency."""
BRACKETED = 6
"""Tokens inside the brackets of a dateline at most: (Anadolu News Agency)."""
PAIRS = BRACKETS | {"/": "/"}
"""Marks that an agency's name or a state stands in."""
LINES = DASHES | {"_"}
"""Marks behind a dateline."""
TELLING = LINES | {":"}
"""Marks without which a dateline can only be told by the place that it begins with."""
SHORTEST_CAPITALS = 4
"""Letters of words all in capitals at least, for them to be a town without more: LIMA, not UN."""
NAMED = ("exercise", "person", "unit")
"""Kinds of mentions that no dateline has: Exercise Grey Gull - The largest …"""


def dateline_end(doc: Document, sentence: Sentence) -> int:
    """The index of the first token behind the dateline that a sentence, the first of its paragraph, begins with; its own first if none."""
    first = end = sentence.first
    last = min(sentence.last, first + LONGEST)
    marked = any(doc.tokens[i].text in TELLING for i in between(layout(doc).marks, first, last))
    if not marked and not begun_in(doc.of("place"), first, first + 1):
        return first  # as most sentences
    head = _Head(doc, first, last)
    i = first
    while i < last - 1 and head.goes_on(i):
        i = head.behind(i)
        mark = _mark_end(doc.tokens, i, last)
        if mark and _begins(doc.tokens[mark]):
            if head.is_dateline(i, mark) and (end == first or head.is_dated(end, i)):
                end = mark
            i = mark
        elif end == first and i < last and head.is_unmarked(i):
            return i
    return end


def _mark_end(tokens: Sequence[Token], i: int, last: int) -> int | None:
    """The index behind a colon or a dash set off by a blank at token `i`, double dashes included; None if there is none."""
    if not 0 < i < last - 1:
        return None
    if tokens[i].text == ":":
        return i + 1 if tokens[i + 1].start > tokens[i].end else None
    end = i
    while end < last - 1 and tokens[end].text in LINES:
        end += 1
    apart = end > i and (tokens[i].start > tokens[i - 1].end or tokens[i - 1].text in ")]" or tokens[end].start > tokens[end - 1].end)
    return end if apart else None


def _begins(token: Token) -> bool:
    """Whether a report may begin with a token: a capital, a digit, a mark of quotation."""
    return token.text[0].isupper() or token.text[0].isdigit() or token.text[0] in "\"“‘'«"


class _Head:
    """The words with which a paragraph begins, tokens [first, last), and what is known of them."""

    def __init__(self, doc: Document, first: int, last: int) -> None:
        self.tokens, self.first = doc.tokens, first
        self.places = _covered(doc, "place", first, last)
        self.parties = _covered(doc, "party", first, last)
        self.dates = _covered(doc, "date", first, last)
        self.named = min((m.first for kind in NAMED for m in begun_in(doc.of(kind), first, last)), default=last)
        self.capitals = set(between(layout(doc).names, first, last))
        self.bracketed: set[int] = set()

    def goes_on(self, i: int) -> bool:
        """Whether token `i` may be a word of a dateline."""
        token = self.tokens[i]
        if i >= self.named:
            return False
        if i in self.dates or i in self.places or i in self.capitals or token.text in (",", ".") or token.text in PAIRS:
            return True
        return token.text[0].isdigit() or (i > self.first and token.low in word_set("place_particle"))

    def behind(self, i: int) -> int:
        """The index behind token `i`, or behind the brackets that it opens."""
        closing = PAIRS.get(self.tokens[i].text)
        reach = range(i + 2, min(i + BRACKETED + 2, len(self.tokens)))
        close = next((k for k in reach if self.tokens[k].text == closing), None) if closing else None
        if close is None:
            return i + 1
        self.bracketed.update(range(i, close + 1))
        return close + 1

    def is_dateline(self, end: int, mark: int) -> bool:
        """Whether the words up to token `end`, behind which a report may begin at token `mark`, tell of place, date or agency."""
        words = [i for i in range(self.first, end) if self.tokens[i].text[0].isalnum()]
        if not words or self.tokens[self.first].low in word_set("speech_preposition", "clause_sub"):
            return False
        told = any(i in self.dates or i in self.bracketed for i in words)
        if told and not all(i in self.parties for i in words):
            return True
        if all(i in self.places for i in words):
            return True
        if all(i in self.parties or i in self.places for i in words):  # a state alone may open a sentence: Elbonia - Syldavia relations
            return told or self.tokens[mark].low in word_set("speech_article")
        capitals = "".join(self.tokens[i].text for i in words)
        return self.tokens[end].text != ":" and capitals.isupper() and len(capitals) >= SHORTEST_CAPITALS

    def is_dated(self, first: int, end: int) -> bool:
        """Whether what stands between two marks belongs to one dateline: Arequipa - 12 May 2022: The armies …"""
        return any(i in self.dates or i in self.bracketed for i in range(first, end)) and all(
            i in self.dates or i in self.bracketed or i in self.places or not self.tokens[i].text[0].isalpha() for i in range(first, end)
        )

    def is_unmarked(self, end: int) -> bool:
        """Whether the words up to token `end` are a dateline without a mark: New Delhi, Jan 16 The navy …; Paris (Agency) The navy …"""
        begun, word = self.tokens[end - 1], self.tokens[end]
        if self.first not in self.places or not word.text[0].isupper() or end in self.dates:
            return False
        if end - 1 in self.bracketed:
            told = begun.end == word.start or word.low in word_set("speech_article")
        else:
            told = end - 1 in self.dates and begun.text[-1].isdigit() and any(self.tokens[i].text == "," for i in range(self.first, end))
        sure = self.places | self.dates | self.bracketed
        return told and all(i in sure or self.tokens[i].text == "," for i in range(self.first, end))


def _covered(doc: Document, kind: str, first: int, last: int) -> set[int]:
    """The tokens that the mentions of a kind cover."""
    return {i for m in begun_in(doc.of(kind), first, last) for i in range(m.first, m.last)}
