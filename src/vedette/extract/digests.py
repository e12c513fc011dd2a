"""Reports that are digests: several short ones on other things under headings of their own."""

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
    """The blocks of a digest, whose entries each tell of other things under a heading: "- GREECE: …"; "ARMY EXERCISE. …".

    A heading is in capitals; that of an entry in a list of points may be a name: "• Wise Heron - …".
    """
    found: set[int] = set()
    block = -1
    for sentence in doc.sentences:
        if sentence.block == block or sentence.kind == "headline":
            continue
        block = sentence.block
        point = doc.tokens[sentence.first].text in words_of("bullet")
        i = first = sentence.first + point
        while i < sentence.last and _heads(doc.tokens[i], point):
            i += 1
        long = any(len(t.text) >= HEADING for t in doc.tokens[first:i])
        # a label such as "Where:" is no heading, a name before a dash is one
        ends = words_of("heading_end") if doc.words(first, i).isupper() else words_of("heading_dash")
        if long and i < len(doc.tokens) and doc.tokens[i].low in ends:
            found.add(block)
    return found if len(found) >= ENTRIES else set()


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
