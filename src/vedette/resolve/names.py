"""Names of exercises as they are compared: without edition, across spellings, scripts and translations; and the series they belong to.

The words live in `name_words.csv` (a concept and the words for it in several languages), `name_letters.csv` (letters of other scripts,
and spellings that mean the same sound) and `series.csv`.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import permutations

from vedette.lexicon import ExerciseNounRow, Row, SeriesRow, WordRow, load_csv
from vedette.values import fold

_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_GLUED = re.compile(r"(?<=[^\W\d_]{3})(\d{4}|\d{2})\b")
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_WIDE = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
"""Scripts that write without blanks, or whose names do (kana, Han, Hangul)."""

FEW_NAMES = 6
"""Names of one account up to which any two are tried as one: joint exercises bear a name in each state's language."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What the names of one account say (see `Profile`)."""

    names: frozenset[str]
    spellings: frozenset[str]
    meanings: frozenset[str]
    series: str | None
    edition: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class _Parted:
    base: str
    edition: str | None
    year: int | None


def naming(
    names: Sequence[str], series: Iterable[tuple[str | None, str | None]], participants: Collection[str], near: Collection[int]
) -> Naming:
    """What names say; `series` are (id, name) as the coder gives them, `near` the years that a two-digit edition may stand for."""
    parted = [_part(name, near) for name in names]
    bases = frozenset(p.base for p in parted if p.base)
    # the longest name says most, and two names together more than each: "Сибу" and "Взаимодействие", which is another series' name as well
    both = (f"{a} {b}" for a, b in permutations(sorted(bases), 2)) if 1 < len(bases) <= FEW_NAMES else ()
    said = [*(b for b in both if b in _series()), *sorted(bases, key=lambda b: (-len(b.split()), b))]
    ids = [ident for ident, _ in series if ident] or [found for base in said if (found := series_of(base, participants))]
    return Naming(
        names=bases,
        spellings=frozenset(spelling(b) for b in bases),
        meanings=frozenset(m for b in bases if (m := meaning(b))),
        series=ids[0] if ids else None,
        edition=next((p.edition for p in parted if p.edition), None),
        year=next((p.year for p in parted if p.year), None),
    )


def _part(name: str, near: Collection[int]) -> _Parted:
    """A folded name without exercise nouns around it, and its edition: a year, or a number."""
    words = _GLUED.sub(r" \1", fold(name)).split()
    year: int | None = None
    numbers: list[str] = []
    while len(words) > 1:
        last = words[-1]
        if _YEAR.fullmatch(last):
            year = year or int(last)
        elif last.isdigit() and len(last) <= 2:
            meant = next((y for y in sorted(near) if len(last) == 2 and y % 100 == int(last)), None)
            year = year or meant
            if meant is None:
                numbers.append(str(int(last)))
        elif _ROMAN.fullmatch(last):
            numbers.append(str(_roman(last)))
        elif last not in _nouns():
            break
        words.pop()
    while len(words) > 1:
        ordinal = _ORDINAL.fullmatch(words[0])
        if _YEAR.fullmatch(words[0]):
            year = year or int(words[0])
        elif ordinal:
            numbers.append(ordinal[1])
        elif words[0] not in _nouns():
            break
        words.pop(0)
    return _Parted(" ".join(words), "-".join(reversed(numbers)) or None, year)


def _roman(text: str) -> int:
    digits = [_ROMAN_DIGITS[c] for c in text]
    return sum(-d if i + 1 < len(digits) and digits[i + 1] > d else d for i, d in enumerate(digits))


@lru_cache(maxsize=65_536)
def spelling(base: str) -> str:
    """A folded name in Latin letters, with spellings of one sound set alike: equal for "anaconda" and "anakonda"."""
    letters, sounds = _letters()
    text = "".join(letters.get(c, c) for c in base)
    for written, meant in sounds:
        text = text.replace(written, meant)
    return re.sub(r"([^\W\d_])\1+", r"\1", text)


@lru_cache(maxsize=65_536)
def meaning(base: str) -> str:
    """The concepts of a folded name, sorted; words that are in no lexicon stand for themselves in their `spelling`."""
    concepts = {c for word in base.split() for c in _concepts(word)} - {""}
    return " ".join(sorted(concepts))


def _concepts(word: str) -> tuple[str, ...]:
    known = _words()
    if word in known:
        return (known[word],)
    if _WIDE.search(word):
        return _cut(word)
    reduced = spelling(word)
    return (known.get(reduced, reduced),)


def _cut(word: str) -> tuple[str, ...]:
    """The concepts in a word of a script without blanks: at each place the longest word that is known; the whole if nothing is."""
    known, out, at, rest = _words(), [], 0, ""
    while at < len(word):
        length = next((n for n in range(len(word) - at, 0, -1) if word[at : at + n] in known), 0)
        if length:
            out.append(known[word[at : at + length]])
        else:
            rest += word[at]
        at += max(length, 1)
    return (*out, rest) if out else (word,)


def series_of(base: str, participants: Collection[str]) -> str | None:
    """The id of the series that a folded name without edition belongs to; names that several series bear are told apart by participants."""
    rows = _series().get(base) or _series_by_spelling().get(spelling(base)) or _series_by_meaning().get(meaning(base), ())
    states = set(participants)
    fitting = [(len(row.members & states), row.id) for row in rows if not row.ambiguous or 2 * len(row.members & states) >= len(states)]
    if not fitting:
        return None
    best = max(score for score, _ in fitting)
    ids = sorted({ident for score, ident in fitting if score == best})
    return ids[0] if len(ids) == 1 else None


@dataclass(frozen=True, slots=True)
class _Series:
    id: str
    members: frozenset[str]
    ambiguous: bool


@cache
def series_rows() -> tuple[SeriesRow, ...]:
    """All rows of the lexicon of series."""
    return tuple(load_csv("series", SeriesRow))


@cache
def _series() -> dict[str, tuple[_Series, ...]]:
    out: dict[str, tuple[_Series, ...]] = {}
    for row in series_rows():
        key = _part(row.name, ()).base
        out[key] = (*out.get(key, ()), _Series(row.id, frozenset(row.participants.split()), "ambiguous" in row.note))
    return out


@cache
def _series_by_spelling() -> dict[str, tuple[_Series, ...]]:
    out: dict[str, tuple[_Series, ...]] = {}
    for key, rows in _series().items():
        out[spelling(key)] = (*out.get(spelling(key), ()), *rows)
    return out


@cache
def _series_by_meaning() -> dict[str, tuple[_Series, ...]]:
    """Translations that the lexicon of series does not list; single words mean too little."""
    out: dict[str, tuple[_Series, ...]] = {}
    for key, rows in _series().items():
        if " " in meaning(key):
            out[meaning(key)] = (*out.get(meaning(key), ()), *(replace(row, ambiguous=True) for row in rows))
    return out


@cache
def _words() -> dict[str, str]:
    """Folded word, and its spelling, → concept."""
    out: dict[str, str] = {}
    for row in load_csv("name_words", Row):
        for key in (fold(row.name), spelling(fold(row.name))):
            out.setdefault(key, row.id)
    return out


@cache
def _letters() -> tuple[dict[str, str], tuple[tuple[str, str], ...]]:
    rows = load_csv("name_letters", WordRow)
    letters = {fold(row.name): row.id.removeprefix("=") for row in rows if row.kind == "letter"}
    return letters, tuple((row.name, row.id.removeprefix("=")) for row in rows if row.kind == "spelling")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(word for row in load_csv("exercise_nouns", ExerciseNounRow) if " " not in (word := fold(row.name)))
