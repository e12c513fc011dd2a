"""Whether an exercise is the subject of a verb, over what stands between them: "the exercise with Poland in the Baltic Sea will …"."""

from functools import cache

from vedette.extract.frames import mentions_in
from vedette.lexicon import words_of
from vedette.model import Document, Sentence, Token

REACH = 16
"""Tokens between an exercise and its verb at most, what stands between commas not counted."""
OPENING = 4
"""Tokens of a sentence before the exercise that it begins with, if what follows may be set off by commas."""


def exercise_is_subject(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether the noun that the verb group at token `at` belongs to is an exercise, told as a mention or by a word for one.

    Phrases with a preposition or participle may follow the noun, and, where the sentence begins with it, clauses between commas.
    """
    tokens = doc.tokens
    exercises = {m.last: m for m in mentions_in(doc, "exercise", sentence.first, at)}
    people = {i for m in mentions_in(doc, "person", sentence.first, at) for i in range(m.first, m.last)}
    i = at
    if i > sentence.first and tokens[i - 1].text == ",":
        ends = [m.last for m in exercises.values() if m.first - sentence.first <= OPENING]
        ends += [k + 1 for k in range(sentence.first, min(sentence.first + OPENING, i)) if tokens[k].low in words_of("subject_noun")]
        return any(_to_comma(doc, end, i - 1) for end in ends)
    while i > sentence.first and at - i <= REACH:
        if i in exercises or tokens[i - 1].low in words_of("subject_noun"):
            return i == at or _modifies(doc, i)
        word = tokens[i - 1]
        if i - 1 in people or _breaks_off(word):
            return False
        if word.low in words_of("clause_article") and i - 2 >= sentence.first and not _governed(doc, i - 1):
            return False
        i -= 1
    return False


def shares_subject(doc: Document, sentence: Sentence, at: int) -> bool:
    """Whether the verb group at token `at` is joined to the verb before it, and an exercise is the subject of that.

    "The exercise (began on Monday and) will test …"; not "the exercise began where they train and will stay".
    """
    tokens, joint = doc.tokens, at - 1
    if joint <= sentence.first or tokens[joint].low not in words_of("predicate_joint"):
        return False
    finite = words_of("clause_finite")
    verb = next((i for i in range(joint - 1, sentence.first, -1) if tokens[i].low in finite), sentence.first)
    if any(token.low in words_of("clause_complement", "clause_relative") for token in tokens[verb:joint]):
        return False
    while verb > sentence.first and tokens[verb - 1].low in finite:
        verb -= 1
    return verb > sentence.first and exercise_is_subject(doc, sentence, verb)


def _breaks_off(word: Token) -> bool:
    """Whether a word or mark begins or ends a clause, and is no participle behind a noun ("the exercise held by")."""
    if len(word.text) == 1 and not word.text.isalnum():
        return True
    return word.low in _breaking()


@cache
def _breaking() -> frozenset[str]:
    return words_of("clause_finite", "clause_complement", "subject_stop") - words_of("subject_modifier")


def _modifies(doc: Document, i: int) -> bool:
    """Whether what token `i` begins can belong to a noun before it."""
    return doc.tokens[i].low in words_of("subject_modifier")


def _governed(doc: Document, i: int) -> bool:
    """Whether an article at token `i` opens what a preposition, a participle or "and" before it governs."""
    return doc.tokens[i - 1].low in words_of("subject_modifier", "clause_and")


def _to_comma(doc: Document, first: int, comma: int) -> bool:
    """Whether a noun that ends before token `first` is followed by nothing but what belongs to it up to a clause that ends at a comma."""
    tokens = doc.tokens
    i = first
    while i < comma and tokens[i].text != ",":
        if _breaks_off(tokens[i]):
            return False
        i += 1
    return i < comma
