"""The words that report speech, and what is read of them: who speaks, and which words are reported."""

from functools import cache

from msgspec import Struct

from vedette.annotate.actors import Actor
from vedette.grammar import Phrases
from vedette.lexicon import words_of
from vedette.model import Span

CUES = ("say_verb", "deny_verb", "hint_verb", "expect_verb", "judge_verb", "say_participle", "source_cue", "as_saying", "quote_of")
FINITE = frozenset(("say_verb", "deny_verb", "hint_verb", "expect_verb", "judge_verb"))
"""Cues that have a subject of their own."""
CLAUSAL = frozenset(("say_verb", "deny_verb", "hint_verb", "expect_verb"))
"""Cues that a reported clause may follow."""


class Cue(Struct, frozen=True):
    """A verb of saying or a phrase that names a source, tokens [first, last)."""

    kind: str
    first: int
    last: int
    text: str


class Attribution(Struct, frozen=True):
    """A resolved speaker, where the report names it, and the word that says so."""

    speaker: str
    span: Span
    party: str | None
    cue: str | None
    actor: Actor
    first: int
    last: int
    """The token range of the span."""


class Clause(Struct, frozen=True):
    """Reported words [first, last) with their source, and where they go on behind the words that name it ("A, he said, B")."""

    first: int
    last: int
    found: Attribution
    rest: tuple[int, int] | None = None


@cache
def cue_phrases() -> Phrases[str]:
    """All words that report speech, with their class; a word of several classes has the first of CUES."""
    phrases: Phrases[str] = Phrases()
    seen: set[str] = set()
    for kind in CUES:
        for word in words_of(kind) - seen:
            seen.add(word)
            phrases.add(word, kind)
    return phrases
