"""Which units take part in an exercise, each once under the name that is told first."""

from collections.abc import Sequence
from functools import cache

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame, Scope, cue_ranges, in_range
from vedette.grammar import Phrases, fold, tokenize
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Unit

AFFILIATION_REACH = 3
"""Tokens between an office and the unit that it belongs to: commander of the …"""


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words_of(kind))


@cache
def _phrases(kind: str) -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for word in words_of(kind):
        phrases.add(word, word)
    return phrases


def units(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `unit` with {"name", "party", "branch"}."""
    chosen: list[tuple[Mention, float]] = []
    for scope in frame.scopes:
        here = in_range(doc.of("unit"), scope.first, scope.last)
        for mention in here:
            confidence = _confidence(doc, frame, scope, mention, here)
            if confidence and not any(same_unit(m.value, mention.value) for m, _ in chosen):
                chosen.append((mention, confidence))
    return [Draft("unit", {"name": m.value.name, "party": m.value.party, "branch": m.value.branch}, m.span, c) for m, c in chosen]


def _confidence(doc: Document, frame: Frame, scope: Scope, mention: Mention, here: Sequence[Mention]) -> float:
    """How sure it is that the unit takes part; 0 if it is told of for another reason."""
    if _generic(mention.value) or _belongs(doc, mention, here) or _office(doc, scope, mention) or _source(doc, scope, mention):
        return 0.0
    return (0.5, 0.7, 0.8)[scope.strength]


def _generic(unit: Unit) -> bool:
    """Whether the name says no more than that forces are meant."""
    return unit.name.islower() and unit.name in _words("unit_generic")


def _belongs(doc: Document, mention: Mention, here: Sequence[Mention]) -> bool:
    """Whether the words only say what kind of people a unit named next has: marines of the 6th Regiment."""
    if fold(mention.value.name).split()[-1] not in _words("unit_member"):
        return False
    after = [m for m in here if m.first > mention.first]
    return bool(after) and " ".join(t.low for t in doc.tokens[mention.last : after[0].first]) in _words("unit_member_of")


def _office(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Whether the unit only tells whose officer somebody is: the commander of X, X spokesman, X Capt. N. N."""
    last = doc.sentences[mention.sentence].last
    first = max(doc.sentences[mention.sentence].first, mention.first - AFFILIATION_REACH - 2)
    for _, end in cue_ranges(doc, first, mention.first, "unit_affiliation"):
        if mention.first - end <= AFFILIATION_REACH and all(t.text[0].isalpha() or t.text[0] in "'’" for t in doc.tokens[end : mention.first]):
            return True
    return mention.last < last and _phrases("unit_follow_no").at(doc.tokens, mention.last, last) is not None


def _source(doc: Document, scope: Scope, mention: Mention) -> bool:
    """Whether the unit only speaks."""
    sentence = doc.sentences[mention.sentence]
    if mention.last < sentence.last and doc.tokens[mention.last].low in _words("unit_says"):
        return True
    return any(mention.first - end <= 1 for _, end in cue_ranges(doc, max(sentence.first, mention.first - 4), mention.first, "unit_source"))


def same_unit(a: Unit, b: Unit) -> bool:
    """Whether two names are names of one unit: the same words, one's words within the other's, or initials."""
    if a.party and b.party and a.party != b.party:
        return False
    wa, wb = _core(a), _core(b)
    if wa == wb:
        return True
    short, long = sorted((wa, wb), key=len)
    return len(short) == 1 and short[0].isalpha() and _initials(short[0], long) or _abbreviated(short, long)


def _core(unit: Unit) -> list[str]:
    return [t.low for t in tokenize(unit.name) if t.text[0].isalnum()]


def _initials(short: str, long: Sequence[str]) -> bool:
    """Whether a word is made of the first letters of words: JMSDF."""
    letters = "".join(w[0] for w in long)
    return 2 < len(short) == len(letters) and short == letters


def _abbreviated(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the last word of the shorter name stands for the last words of the longer: 24th MEU."""
    n = len(short) - 1
    return n > 0 and list(short[:n]) == list(long[:n]) and _initials(short[n], long[n:])
