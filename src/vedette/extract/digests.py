"""Reports that are digests: several short ones on other things under headings of their own."""

from vedette.extract.frames import mentions_in
from vedette.extract.memory import of_document
from vedette.lexicon import words_of
from vedette.model import Document, Token

ENTRIES = 3
"""Paragraphs with a heading in capitals that make a digest."""
SHORT = 45
"""Tokens of a line of a list at most."""
OPENING = 14
"""Tokens from the beginning of such a line to the exercise that it tells of."""
HEADING = 3
"""Characters of the longest word of such a heading at least."""


def digest(doc: Document) -> set[int]:
    """The blocks of a digest, whose entries each tell of other things under a heading: "- GREECE: …"; "ARMY EXERCISE. …"; "Greece – …".

    A heading is in capitals; that of an entry in a list of points may be a name: "• Wise Heron - …", that of a paragraph the states and
    places that its exercise is of.
    """
    found: set[int] = set()
    block = -1
    for sentence in doc.sentences:
        if sentence.block == block or sentence.kind == "headline":
            continue
        block = sentence.block
        point = doc.tokens[sentence.first].text in words_of("bullet")
        first = sentence.first + point
        if _in_capitals(doc, first, sentence.last, point) or (_of_sides(doc, first, sentence.last) and _introduces(doc, block)):
            found.add(block)
    return found if len(found) >= ENTRIES else set()


def _in_capitals(doc: Document, first: int, last: int, point: bool) -> bool:
    """Whether a heading in capitals begins at token `first`, or in a `point` of a list one in capitalised words."""
    i = first
    while i < last:
        joint = first < i < last - 1 and _joins(doc.tokens[i]) and _heads(doc.tokens[i + 1], point)
        if not joint and not _heads(doc.tokens[i], point):
            break
        i += 1
    long = any(len(t.text) >= HEADING for t in doc.tokens[first:i])
    # a label such as "Where:" is no heading, a name before a dash is one
    ends = words_of("heading_end") if doc.words(first, i).isupper() else words_of("heading_dash")
    return long and i < last and doc.tokens[i].low in ends


def _of_sides(doc: Document, first: int, last: int) -> bool:
    """Whether a heading of nothing but states and places begins at token `first`: "Japan and the Philippines: …", "Baltic Sea – …"."""
    ends = {m.first: m.last for kind in ("party", "place") for m in mentions_in(doc, kind, first, last)}
    i = first
    while i < last and (i in ends or (i > first and _joins(doc.tokens[i]))):
        i = ends.get(i, i + 1)
    if i == first or i >= last:
        return False
    dash = doc.tokens[i].text in words_of("heading_dash") and doc.tokens[i].start > doc.tokens[i - 1].end
    return dash or doc.tokens[i].text == ":"


def _introduces(doc: Document, block: int) -> bool:
    """Whether the first exercise that a paragraph speaks of is one not told of before: a name of its own, or "a drill"."""
    mentions = doc.of("exercise")
    own = next((m for m in mentions if doc.sentences[m.sentence].block == block), None)
    if own is None or own.value.generic:
        return False
    if own.value.name:
        return all(m.value.base != own.value.base for m in mentions if m.first < own.first)
    opens = (doc.tokens[i].low for i in range(own.first, own.last))
    return not own.value.definite or not words_of("founding_first").isdisjoint(opens)  # their first joint drill


def _joins(token: Token) -> bool:
    """Whether a word or mark may join the words of a heading: "GREECE/TURKEY", "Japan and the Philippines"."""
    return token.low in words_of("heading_joint")


def _heads(token: Token, point: bool) -> bool:
    """Whether a token can stand in a heading; in that of a `point` of a list, any capitalised word or number."""
    if point:
        return token.text[0].isupper() or token.text.isdigit()
    return token.text.isupper() and token.text[0].isalpha()


@of_document
def listed(doc: Document) -> frozenset[int]:
    """The blocks of a list that names another exercise in each line, with a time: what else a line names belongs to its exercise.

    So many lines make a list as entries make a digest: "Wise Heron (Hungary, Slovakia): Papa, June 3-14. 700 troops."
    """
    begin: dict[int, int] = {}
    end: dict[int, int] = {}
    for sentence in doc.sentences:
        if sentence.kind != "headline":
            begin.setdefault(sentence.block, sentence.first)
            end[sentence.block] = sentence.last
    timed = {doc.sentences[m.sentence].block for m in doc.of("date")}
    named: dict[int, str] = {}
    for m in doc.of("exercise"):
        block = doc.sentences[m.sentence].block
        if m.value.base and block in timed and block in begin and m.first - begin[block] < OPENING and end[block] - begin[block] <= SHORT:
            named.setdefault(block, m.value.base)
    return frozenset(named) if len(set(named.values())) == len(named) >= ENTRIES else frozenset()
