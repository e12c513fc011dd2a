"""Words that tell what happens to an exercise (it begins, is held, ends, is called off) or something else, and in which tense."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vedette.grammar import Phrases
from vedette.lexicon import word_classes, words_of
from vedette.model import Document, Span

Act = Literal["begin", "end", "last", "hold", "cancel", "postpone", "say", "other"]
Tense = Literal["past", "perfect", "present", "progressive", "then", "future", "would", "infinitive", "participle", "noun"]

ACTS: tuple[Act, ...] = ("begin", "end", "last", "hold", "cancel", "postpone", "say", "other")
FORMS = ("base", "present", "past", "ing", "participle", "noun")
AUXILIARIES = ("future", "would", "present_be", "past_be", "have", "been", "being", "to", "negative", "skip")
AUXILIARY_REACH = 6
"""Tokens before a verb that are searched for its auxiliaries."""


@dataclass(frozen=True, slots=True)
class Event:
    """A verb (or noun) with what it says, in tokens [first, last): `first` is its first auxiliary, `word` where the verb itself begins."""

    act: Act
    tense: Tense
    first: int
    word: int
    last: int
    negative: bool = False
    passive: bool = False

    def span(self, doc: Document) -> Span:
        """The words of the event with its auxiliaries."""
        return Span(doc.tokens[self.first].start, doc.tokens[self.last - 1].end)


@cache
def _verbs() -> Phrases[tuple[Act, str]]:
    phrases: Phrases[tuple[Act, str]] = Phrases()
    for act in ACTS:
        for form in FORMS:
            kind = f"verb_{act}_{form}"
            if kind in _kinds():
                for word in sorted(words_of(kind)):
                    phrases.add(word, (act, form))
    return phrases


@cache
def _kinds() -> frozenset[str]:
    return frozenset(word_classes())


@cache
def _auxiliaries() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for kind in AUXILIARIES:
        for word in sorted(words_of(f"aux_{kind}")):
            phrases.add(word, kind)
    return phrases


def events(doc: Document, first: int, last: int) -> list[Event]:
    """The events told in tokens [first, last), in reading order."""
    out = []
    for a, b, payloads in _verbs().find(doc.tokens, first, last):
        event = _event(doc, first, a, b, payloads)
        if event is not None:
            out.append(event)
    return out


def _event(doc: Document, limit: int, word: int, last: int, payloads: Sequence[tuple[Act, str]]) -> Event | None:
    """The event of a verb with what stands before it; None where the word cannot be a verb there."""
    act = payloads[0][0]
    forms = {form for _, form in payloads}
    if forms == {"noun"}:
        return Event(act, "noun", word, word, last)
    found: list[tuple[str, int]] = []
    at = word
    while at > limit and word - at < AUXILIARY_REACH:
        step = _auxiliary_before(doc, limit, at)
        if step is None:
            break
        at = step[1]
        found.append(step)
    # words that only stand between ("also", "now") do not open the group
    while found and found[-1][0] == "skip":
        found.pop()
    kinds = {kind for kind, _ in found}
    tense = _tense(forms, kinds)
    if tense is None:
        return None
    if tense == "present" and not kinds and "base" in forms and word > limit and doc.tokens[word - 1].low in words_of("aux_determiner"):
        return None
    start = found[-1][1] if found else word
    passive = bool(kinds & {"present_be", "past_be", "been"}) and bool(forms & {"past", "participle"})
    return Event(act, tense, start, word, last, "negative" in kinds, passive)


def _auxiliary_before(doc: Document, limit: int, at: int) -> tuple[str, int] | None:
    for length in (4, 3, 2, 1):
        i = at - length
        if i < limit:
            continue
        hit = _auxiliaries().at(doc.tokens, i, at)
        if hit and hit[0] == at:
            return hit[1][0], i
    return None


def _tense(forms: set[str], kinds: set[str]) -> Tense | None:
    if "future" in kinds:
        return "future"
    if "would" in kinds:
        return "would"
    if "ing" in forms:
        if kinds & {"have", "been"} or "present_be" in kinds:
            return "progressive"
        return "then" if "past_be" in kinds else "participle"
    if "have" in kinds and forms & {"past", "participle"}:
        return "perfect"
    if "to" in kinds and forms & {"base", "past", "participle"}:
        return "infinitive"
    if "past_be" in kinds and forms & {"past", "participle"}:
        return "past"
    if "being" in kinds and "past_be" in kinds:
        return "then"
    if "being" in kinds and forms & {"past", "participle"}:
        return "progressive"
    if "present_be" in kinds and forms & {"past", "participle"}:
        return "present"
    if "past" in forms:
        return "past"
    if "present" in forms:
        return "present"
    if "base" in forms:
        return "present" if not kinds else None
    return None
