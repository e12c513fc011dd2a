"""Whether two names of exercises are forms of one: a slip of the pen, another number or order of small words, the first letters."""

from collections.abc import Sequence

from vedette.lexicon import words_of

LEAST_LETTERS = 6
"""Letters of the longer of two words that may be the same one misspelled; shorter ones differ by a letter on purpose."""
LEAST_INITIALS = 2
"""Words of a name that has a short form of first letters."""


def same_name(one: str, other: str) -> bool:
    """Whether two names, folded and without their editions, are forms of one: Ajeya Warrior and Ajeya Warrier; CBE and Cooperative Best
    Effort."""
    return one == other or _alike(_words(one), _words(other)) or abbreviates(one, other) or abbreviates(other, one)


def abbreviates(short: str, name: str) -> bool:
    """Whether a name consists of the first letters of another, with a number perhaps: CDS18 of Croix du Sud."""
    words = name.split()
    return len(words) >= LEAST_INITIALS and short.rstrip("0123456789 -'") == "".join(word[0] for word in words)


def _words(name: str) -> list[str]:
    """The words of a name that tell it from others, in the singular: Defenders of Europe, Defender Europe."""
    return [word.removesuffix("s") for word in name.split() if word not in words_of("det_definite", "of_word")]


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether names are spelled the same but for one slip in one word."""
    if len(one) != len(other):
        return False
    unlike = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    return not unlike or (len(unlike) == 1 and _misspelled(*unlike[0]))


def _misspelled(one: str, other: str) -> bool:
    """Whether two words have the same letters in another order, or differ by one letter."""
    if max(len(one), len(other)) < LEAST_LETTERS or one[:1] != other[:1]:
        return False
    if sorted(one) == sorted(other):
        return True
    short, long = sorted((one, other), key=len)
    i = next((k for k, letter in enumerate(short) if letter != long[k]), len(short))
    return short[i:] == long[i + 1 :] if len(short) < len(long) else short[i + 1 :] == long[i + 1 :]
