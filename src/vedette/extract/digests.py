"""Reports that are digests: several short ones on other things under headings of their own."""

from vedette.lexicon import words_of
from vedette.model import Document

ENTRIES = 3
"""Paragraphs with a heading in capitals that make a digest."""
HEADING = 3
"""Characters of the longest word of such a heading at least."""


def digest(doc: Document) -> set[int]:
    """The blocks of a digest, whose entries each tell of other things under a heading in capitals: "- GREECE: …"; "ARMY EXERCISE. …"."""
    found: set[int] = set()
    block = -1
    for sentence in doc.sentences:
        if sentence.block == block or sentence.kind == "headline":
            continue
        block = sentence.block
        i = sentence.first + (doc.tokens[sentence.first].text in words_of("bullet"))
        first = i
        while i < sentence.last and doc.tokens[i].text.isupper() and doc.tokens[i].text[0].isalpha():
            i += 1
        long = any(len(t.text) >= HEADING for t in doc.tokens[first:i])
        if long and i < len(doc.tokens) and doc.tokens[i].low in words_of("heading_end"):
            found.add(block)
    return found if len(found) >= ENTRIES else set()
