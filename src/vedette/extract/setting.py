"""What an exercise is set in: events that it comes amid or after, and the larger exercise or programme that it is part of."""

from collections.abc import Sequence
from functools import cache

from vedette.extract.clauses import clause_end, token_span
from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, mentions_in
from vedette.extract.rules import Hit, rule_book
from vedette.lexicon import words_of
from vedette.model import Document

SHORTEST = 3
"""Tokens; less tells of no event."""


def setting(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `setting` (the words) and `parent` (a name)."""
    found: list[Draft] = []
    for scope in frame.scopes:
        sentence = doc.sentences[scope.sentence]
        for hit in rule_book("setting").hits(doc, sentence):
            draft = _setting(doc, scope, hit)
            if draft and not any(draft.span.overlaps(other.span) for other in found):
                found.append(draft)
    return found + parents(doc, frame)


def _setting(doc: Document, scope: Scope, hit: Hit) -> Draft | None:
    """The event of a match; only sentences that mention the exercise, or speak of it with a pronoun, tell what it is set in."""
    core = hit.tokens("text")
    if core is None or not scope.first <= core[0] < scope.last or (scope.strength < 2 and hit.rule.id == "amid"):
        return None
    last = clause_end(doc, hit.sentence, core[0])
    if last - core[0] < SHORTEST or any(last <= m.last + 1 for m in mentions_in(doc, "date", core[0] + 1, last)):
        return None
    span = token_span(doc, core[0], last)
    return Draft("setting", span.of(doc.report.text), span, hit.rule.confidence)


def parents(doc: Document, frame: Frame) -> list[Draft]:
    """Claims `parent`: the name of another exercise or of a programme that this one is part of, each once."""
    own = {m.value.base for m in frame.mentions if m.value.base}
    found: dict[str, Draft] = {}
    for scope in frame.scopes:
        if scope.strength < 2:
            continue
        for hit in rule_book("parents").hits(doc, doc.sentences[scope.sentence]):
            draft = _parent(doc, hit, own)
            if draft:
                found.setdefault(str(draft.value), draft)
    return list(found.values())


def _parent(doc: Document, hit: Hit, own: set[str]) -> Draft | None:
    if hit.rule.id == "part-of-exercise":
        exercise = hit.tagged.mention(hit.match["parent"]).value
        if exercise.name_span is None or exercise.base in own:
            return None
        return Draft("parent", exercise.name, exercise.name_span, hit.rule.confidence)
    noun = hit.tokens("noun")
    if noun is None or mentions_in(doc, "exercise", hit.first, noun[1]):
        return None
    first = noun[0]
    while first > hit.first and (doc.tokens[first - 1].text[0].isupper() or doc.tokens[first - 1].low in _joiners()):
        first -= 1
    while first < noun[0] and doc.tokens[first].low in _joiners():
        first += 1
    if first == noun[0]:
        return None
    span = token_span(doc, first, noun[1])
    return Draft("parent", span.of(doc.report.text), span, hit.rule.confidence)


@cache
def _joiners() -> frozenset[str]:
    """Marks and small words within a programme's name."""
    return words_of("name_joiner")
