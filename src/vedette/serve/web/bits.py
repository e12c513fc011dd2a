"""Sets of exercises as integers, one bit an exercise: made, gone through, and found by how large a value is."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

Bits = int
"""A set of exercises: bit n stands for the exercise at place n of a list."""
STEP = 512
"""Exercises between two sets that are kept ready; the rest of a set is put together when it is asked for, in less than a millisecond."""


def mask(places: Iterable[int], size: int) -> Bits:
    """The set of some places of a list of `size`."""
    held = bytearray(size // 8 + 1)
    for n in places:
        held[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(held, "little")


def positions(bits: Bits) -> Iterator[int]:
    """The places of a set in order."""
    text = bin(bits)[:1:-1]
    n = text.find("1")
    while n >= 0:
        yield n
        n = text.find("1", n + 1)


class Thresholds:
    """Exercises by a value: those with at least, and those with at most a certain one. Exercises without the value are in neither."""

    def __init__(self, values: Sequence[Any]) -> None:
        """`values` in the order of the places, None for those without."""
        self._size = len(values)
        self._places = array("l", sorted((n for n, v in enumerate(values) if v is not None), key=values.__getitem__))
        self._values = [values[n] for n in self._places]
        self._from = [0]  # backwards: the places from each STEP-th rank on
        for first in range((len(self._places) - 1) // STEP * STEP, -1, -STEP):
            self._from.append(self._from[-1] | mask(self._places[first : first + STEP], self._size))
        self._from.reverse()
        self.known: Bits = self._from[0]

    def at_least(self, value: Any) -> Bits:
        """Those whose value is this or more."""
        return self._behind(bisect_left(self._values, value))

    def at_most(self, value: Any) -> Bits:
        """Those whose value is this or less."""
        return self.known & ~self._behind(bisect_right(self._values, value))

    def between(self, least: Any, most: Any) -> Bits:
        """Those whose value lies between the two; None for no bound."""
        low = self.known if least is None else self.at_least(least)
        return low if most is None else low & self.at_most(most)

    def _behind(self, rank: int) -> Bits:
        whole = -(-rank // STEP)
        return self._from[whole] | mask(islice(self._places, rank, min(whole * STEP, len(self._places))), self._size)
