"""What a report tells of the relations behind its exercises: their history, how cooperation goes, agreements, tensions, prospects."""

from collections.abc import Sequence

from vedette.extract.clauses import appositions_end, token_span
from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, has_cue
from vedette.extract.modality import clause_of, modality
from vedette.extract.rules import Hit, rule_book
from vedette.model import Document, Sentence

APPOSED = 2
"""Commas around an apposition."""


def background(doc: Document, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `background` {"text", "what", "modality"}: what in history, trend, agreement, tension, prospect; one of a kind a sentence."""
    if not frames:
        return []
    drafts: list[Draft] = []
    for sentence in doc.sentences:
        if sentence.kind == "headline":
            continue
        told: set[str] = set()
        for hit in rule_book("background").hits(doc, sentence):
            if hit.rule.value not in told:
                told.add(hit.rule.value)
                drafts.append(_draft(doc, sentence, hit))
    return drafts


def _draft(doc: Document, sentence: Sentence, hit: Hit) -> Draft:
    covered = hit.tokens() or (sentence.first, sentence.last)
    first, last = clause_of(doc, sentence, *covered)
    last = max(last, appositions_end(doc, sentence, last))
    while last > first and not doc.tokens[last - 1].text[0].isalnum():
        last -= 1
    if first > sentence.first + 1 and has_cue(doc, first - 1, first, "clause_relative"):
        first = clause_of(doc, sentence, first - 3, first - 2)[0]
    if first > sentence.first + 1 and has_cue(doc, first, first + 1, "clause_finite"):
        first = _subject(doc, sentence, first)
    span = token_span(doc, first, last)
    mode = modality(doc, first, last)
    value = {"text": span.of(doc.report.text), "what": hit.rule.value, "modality": mode}
    return Draft("background", value, span, hit.rule.confidence, modality=mode)


def _subject(doc: Document, sentence: Sentence, verb: int) -> int:
    """Where the subject begins that an apposition between commas parts from its verb at token `verb`: "the minister, Ann Lee, has …"."""
    marks = [i for i in range(sentence.first, verb) if doc.tokens[i].text == ","]
    if len(marks) < APPOSED or marks[-1] != verb - 1:
        return verb
    return clause_of(doc, sentence, marks[-APPOSED] - 1, marks[-APPOSED])[0]
