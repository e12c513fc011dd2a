"""Who says what: statements and attributed claims of a report, from its speech."""

from functools import cache

from vedette.extract.drafts import Draft
from vedette.grammar import Phrases, fold
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Modality, Span, Speech

DIRECT_CONFIDENCE = 0.85
INDIRECT_CONFIDENCE = 0.7

BY_CUE: tuple[tuple[str, Modality], ...] = (("deny_verb", "denied"), ("hint_verb", "hinted"), ("expect_verb", "expected"))
"""Classes of cues that settle how a claim is meant."""
BY_WORD: tuple[tuple[str, Modality], ...] = (("expected_word", "expected"), ("hinted_word", "hinted"), ("planned_word", "planned"))
"""Classes of words in the clause that settle it otherwise, the first that is found."""


def statements(doc: Document) -> list[Draft]:
    """Claims `statement` (direct quotations and reported clauses) and `attributed_claim` (reported clauses with their modality)."""
    drafts: list[Draft] = []
    for mention in doc.of("speech"):
        speech: Speech = mention.value
        said = {"speaker": speech.speaker, "text": speech.text, "direct": speech.direct, "cue": speech.cue, "party": speech.party}
        span = Span(speech.parts[0].start, speech.parts[-1].end)
        if speech.direct:
            drafts.append(Draft("statement", said, span, DIRECT_CONFIDENCE))
            continue
        modality = modality_of(doc, mention)
        drafts.append(Draft("statement", said, span, INDIRECT_CONFIDENCE, modality=modality))
        claim = {"speaker": speech.speaker, "text": speech.text, "cue": speech.cue, "modality": modality}
        drafts.append(Draft("attributed_claim", claim, span, INDIRECT_CONFIDENCE, modality=modality))
    return drafts


def modality_of(doc: Document, mention: Mention) -> Modality:
    """How a reported clause is meant, from the verb that reports it and from the words in it."""
    cue = fold(mention.value.cue or "")
    for kind, modality in BY_CUE:
        if cue in words_of(kind):
            return modality
    for kind, modality in BY_WORD:
        if _phrases(kind).within(doc.tokens, mention.first, mention.last):
            return modality
    return "asserted"


@cache
def _phrases(kind: str) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for word in words_of(kind):
        phrases.add(word, word)
    return phrases
