"""How alike two wordings of a value are. The definitions are those of the gold set's guidelines; the words that do not count are in
`words_evaluate.csv`."""

import re
from difflib import SequenceMatcher

from vedette.lexicon import words_of

WORD = re.compile(r"[^\W_]+")


def words(text: str | None) -> list[str]:
    """The words and numbers of a text, in lower case."""
    return WORD.findall((text or "").lower())


def stems(text: str | None) -> list[str]:
    """The words that count, without a plural's s; all words where none would be left."""
    found = words(text)
    skipped = words_of("compare_skip")
    return [_stem(w) for w in [w for w in found if w not in skipped] or found]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def shared(one: list[str], other: list[str]) -> float:
    """F1 of two bags of words, 0 to 1."""
    if not one or not other:
        return 0.0
    left = list(other)
    hits = 0
    for word in one:
        if word in left:
            left.remove(word)
            hits += 1
    return 2 * hits / (len(one) + len(other))


def characters(one: str, other: str) -> float:
    """The share of characters in matching blocks, 0 to 1."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def alike(one: str | None, other: str | None) -> float:
    """How alike two names are, 0 to 1: by their characters or by their words, whichever is more."""
    a, b = stems(one), stems(other)
    if not a or not b:
        return 0.0
    return max(characters(" ".join(a), " ".join(b)), shared(a, b))
