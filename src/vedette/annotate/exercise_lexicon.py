"""Nouns and names of exercises as the lexicons hold them, and how they stand in a text."""

import re
from functools import cache

from msgspec import Struct

from vedette.grammar import CLOSERS, OPENERS, Phrases, tokenize
from vedette.lexicon import ExerciseNounRow, MaterielRow, Row, SeriesRow, compiled, load_csv, words_of
from vedette.model import Token

QUOTE_OPENERS = (OPENERS | {"„", "”"}) - {"(", "["}
"""Marks before a quoted name; some reports open with a closing mark, too."""
QUOTE_CLOSERS = (CLOSERS | {"″", "“"}) - {")", "]"}
ROMAN = re.compile(r"^(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
YEAR = re.compile(r"^(?:19[5-9]\d|20[0-4]\d)[A-Z]?$")
GLUED = re.compile(r"[A-Z][A-Za-z]{4,30}\d\d(?:\d\d)?")
"""A name and its year in one word: AmberShell26, GROMEX2019."""
INITIALS_AND_YEAR = re.compile(r"([A-Z]{2,5})(\d\d)")
"""The first letters of a name and its year in one word: AS26."""
SERIAL = re.compile(r"\d\d[-/]\d{1,2}")
"""A year and the number of an exercise in it: Red Flag 13-3; or the number and the year: Wise Heron 18/15."""
NUMBER = re.compile(r"\d{1,2}|1[34]\d\d")
"""The number of an edition, or its year in the Persian calendar."""
NEAR_YEARS = 5
"""Years from publication within which a short code with a year behind a hyphen is a name, not a type."""
OFTEN = 3
"""Exercise nouns in a report from which on a capitalised name with a year is taken for an exercise's without one next to it."""
CUE_REACH = 12
"""Tokens behind an exercise noun in which "named" or "dubbed" still speaks of it."""
MAX_NAME = 8
"""Tokens; longer runs of capitalised words are titles or headlines, not names."""


class Noun(Struct, frozen=True):
    first: int
    last: int
    kind: str
    weight: str


class Name(Struct, frozen=True):
    """A name in the text: its tokens [first, last) with the edition, the base without it."""

    first: int
    last: int
    base_last: int
    edition: str | None
    series: str | None
    sure: bool
    base: str | None = None
    """Set where the name is short for a longer one: the base of that."""


@compiled
def noun_phrases() -> Phrases[tuple[str, str]]:
    phrases: Phrases[tuple[str, str]] = Phrases()
    for row in load_csv("exercise_nouns", ExerciseNounRow):
        phrases.add(row.name, (row.kind, row.weight))
    return phrases


@cache
def exclusion_phrases() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for row in load_csv("exercise_exclusions", Row):
        phrases.add(row.name, row.id)
    return phrases


@compiled
def series_phrases() -> Phrases[SeriesRow]:
    phrases: Phrases[SeriesRow] = Phrases()
    for row in load_csv("series", SeriesRow):
        phrases.add(row.name, row)
    return phrases


@compiled
def dated_materiel() -> Phrases[str]:
    """The names of weapons that end in what looks like a year: Mirage 2000."""
    phrases: Phrases[str] = Phrases()
    for row in load_csv("materiel", MaterielRow):
        if YEAR.match(tokenize(row.name)[-1].text):
            phrases.add(row.name, row.id)
    return phrases


@compiled
def series_words() -> frozenset[str]:
    """The words of which names of known series with several words consist, and others like them: what a new name is likely made of."""
    words = set(words_of("code_name_word"))
    for row in load_csv("series", SeriesRow):
        parts = [token.low for token in tokenize(row.name)]
        if len(parts) > 1:
            words.update(part for part in parts if part.isalpha())
    return frozenset(words)


def base_of(name: str) -> str:
    """What the editions of a series share: the folded name without year, number, exercise nouns and marks."""
    tokens = tokenize(name)
    lows = [t.low for t in tokens]
    while len(lows) > 1 and (
        YEAR.match(lows[-1]) or lows[-1].isdigit() or lows[-1] in ("-", "'") or (ROMAN.match(tokens[len(lows) - 1].text) and len(lows) > 1)
    ):
        lows.pop()
    return " ".join(low for low in lows if low[0].isalnum())


def initials_of(name: str) -> str:
    """The first letters of the words of a name, as capitals."""
    return "".join(word[0] for word in name.split()).upper()


def capital(token: Token) -> bool:
    return token.text[0].isupper()


def may_begin(token: Token) -> bool:
    """Whether a known name may begin with a token: it is no word in small letters."""
    return token.text[0].isupper() or not token.text[0].isalpha()
