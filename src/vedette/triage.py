"""Whether a text can tell of a military exercise, found in one pass over its bytes before anything dear is done with it.

Signs are nouns for exercises and names of known series; a text needs signs of some weight, and words of armed forces beside them. The
words are those of the coder's lexicons and of `words_triage.csv`.
"""

from functools import cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, BytesAhoCorasick

from vedette.lexicon import ExerciseNounRow, SeriesRow, WordRow, load_csv, word_classes

LEAST = 3.0
"""Weight from which on a text passes. Of 212 coded reports with an exercise all pass, of 2,000 ordinary news texts 2 in 100;
`benchmarks/triage.py` shows the figures for other weights."""
WEIGHTS = {"strong": 2.0, "medium": 1.5, "weak": 1.0}
"""What a noun of `exercise_nouns.csv` weighs, by its column `weight`."""
FOREIGN, SERIES, AMBIGUOUS = 2.0, 1.5, 0.5
"""What a word for exercises in another language weighs, a series' name, and one that is an everyday word as well."""
MILITARY, MILITARY_WORDS = 1.5, 2
"""What words of armed forces add to the signs, and how many different ones it takes."""
SHORTEST_SERIES = 4
"""Letters of a series' name that is a sign."""
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyz")


class _Words:
    """All words that count, as one automaton over bytes."""

    def __init__(self) -> None:
        self.weights: dict[bytes, float] = {}
        """By folded word; 0 for words of armed forces."""
        self.capital: set[bytes] = set()
        """Words that must begin with a capital."""
        everyday = word_classes()["triage_everyday"]
        for noun in load_csv("exercise_nouns", ExerciseNounRow):
            if noun.name not in everyday:
                self._add(noun.name, WEIGHTS[noun.weight])
        for foreign in load_csv("words_other_languages", WordRow):
            if foreign.kind.startswith("exercise") and foreign.name not in everyday:
                self._add(foreign.name, FOREIGN)
        for series in load_csv("series", SeriesRow):
            if len(series.name) >= SHORTEST_SERIES:
                self._add(series.name, AMBIGUOUS if "ambiguous" in series.note else SERIES, capital=True)
        for word in (*word_classes()["military_word"], *word_classes()["triage_military"]):
            self._add(word, 0.0)
        self.words = list(self.weights)
        self.scan = BytesAhoCorasick(self.words, matchkind=MATCHKIND_LEFTMOST_LONGEST)
        self.whole = [word.isascii() and word.decode() not in word_classes()["triage_military"] for word in self.words]
        """Whether a word must stand by itself; words of scripts without blanks and stems need not."""

    def _add(self, name: str, weight: float, capital: bool = False) -> None:
        for form in {name.lower(), name} if not name.isascii() else {name.lower()}:
            word = form.encode()
            self.weights[word] = max(weight, self.weights.get(word, 0.0))
            if capital and name.isascii():
                self.capital.add(word)


@cache
def _words() -> _Words:
    return _Words()


def words() -> tuple[bytes, ...]:
    """All words that count, folded, in UTF-8."""
    return tuple(_words().words)


def weight(data: bytes) -> float:
    """How much speaks for an exercise in a text or a page as it came, in any encoding that holds ASCII; 0 if no sign of one is there."""
    known, low = _words(), data.lower()
    signs: dict[int, float] = {}
    military: set[int] = set()
    for number, first, last in known.scan.find_matches_as_indexes(low):
        if known.whole[number] and ((first and low[first - 1] in _LETTERS) or (last < len(low) and low[last] in _LETTERS)):
            continue
        word = known.words[number]
        if not known.weights[word]:
            military.add(number)
        elif word not in known.capital or data[first] != low[first]:
            signs[number] = known.weights[word]
    return sum(signs.values()) + (MILITARY if len(military) >= MILITARY_WORDS else 0.0) if signs else 0.0


def may_tell(data: bytes, least: float = LEAST) -> bool:
    """Whether a text or page as it came can tell of an exercise: nothing below `least` does. Bytes that hold no ASCII always can."""
    return b"\0" in data[:1000] or weight(data) >= least
