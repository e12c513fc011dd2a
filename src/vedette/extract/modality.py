"""Whether a clause asserts, plans, expects, denies or hints: read off its words, for all parts of the coder."""

from vedette.extract.frames import cue_ranges, has_cue, mentions_in
from vedette.model import Document, Modality, Sentence

ORDER: tuple[tuple[Modality, str], ...] = (
    ("hinted", "modality_hinted"),
    ("denied", "modality_denied"),
    ("expected", "modality_expected"),
    ("planned", "modality_planned"),
)
"""Modalities with their word classes, the one that takes away most from what is said first: a denied plan is denied."""


def modality(doc: Document, first: int, last: int) -> Modality:
    """The modality of the words in tokens [first, last): `asserted` where nothing says otherwise. Words of a date tell of none (May)."""
    for value, words in ORDER:
        if any(not mentions_in(doc, "date", a, b) for a, b in cue_ranges(doc, first, last, words)):
            return value
    return "asserted"


def clause_of(doc: Document, sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """The token range of the clause that holds tokens [first, last).

    It goes up to a comma, a mark, or a word that opens a clause on either side; the conjunction that opens it is left out.
    """
    tokens = doc.tokens
    marks = {i for i in range(sentence.first, sentence.last) if tokens[i].text in ',;:—"“”'}
    breaks = marks | {a for a, _ in cue_ranges(doc, sentence.first, sentence.last, "modality_break")}
    start, end = first, last
    while start > sentence.first and start - 1 not in marks and start not in breaks:
        start -= 1
    while end < sentence.last and end not in breaks:
        end += 1
    while start < first and has_cue(doc, start, start + 1, "clause_leading"):
        start += 1
    return start, end


def clause_modality(doc: Document, sentence: Sentence, first: int, last: int) -> Modality:
    """The modality of the clause of `sentence` that holds tokens [first, last)."""
    return modality(doc, *clause_of(doc, sentence, first, last))
