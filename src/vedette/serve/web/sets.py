"""Sets of exercises, and what exercises have, as arrays: what searches are answered, counted and listed from."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Held = npt.NDArray[np.bool_]
"""A set of exercises: whether it holds the one at each place of the list."""
Numbers = npt.NDArray[np.int64]
"""Places in the list, or numbers of other things."""


def places(held: Held) -> Numbers:
    """The places of a set in order."""
    return np.flatnonzero(held)


def holding(found: Numbers | Sequence[int], size: int) -> Held:
    """The set of some places of a list of `size`."""
    out = np.zeros(size, np.bool_)
    out[np.asarray(found, np.int64)] = True
    return out


def placed(place_of: Mapping[str, int], exercises: Sequence[str], *others: Sequence[Any]) -> list[Sequence[Any]]:
    """The places of exercises and what else is told of each; those that have no place are left out."""
    at = list(map(place_of.get, exercises))
    if None not in at:
        return [at, *others]
    known = [n for n, place in enumerate(at) if place is not None]
    return [[column[n] for n in known] for column in (at, *others)]


class Pairs:
    """Pairs of numbers below 2**31: the second ones are found by the first."""

    def __init__(self, firsts: Numbers | Sequence[int], seconds: Numbers | Sequence[int]) -> None:
        """`firsts` and `seconds` are as long as each other."""
        begun = np.asarray(firsts, np.int64)
        self._seconds = np.asarray(seconds, np.int32)[np.argsort(begun, kind="stable")]
        self._starts = np.concatenate(([0], np.cumsum(np.bincount(begun))))

    def of(self, firsts: Numbers) -> Numbers:
        """The second numbers of all pairs that begin with one of these."""
        return self.beginning(firsts)[1]

    def beginning(self, firsts: Numbers) -> tuple[Numbers, Numbers]:
        """All pairs that begin with one of these: their first and their second numbers."""
        known = firsts[firsts < len(self._starts) - 1]
        starts = self._starts[known]
        lengths = self._starts[known + 1] - starts
        before = np.cumsum(lengths) - lengths
        found: Numbers = self._seconds[np.repeat(starts - before, lengths) + np.arange(lengths.sum())]
        return np.repeat(known, lengths), found


class Facet:
    """The values of one kind that exercises have, each known by its number: the commonest is 0."""

    def __init__(self, at: Numbers | Sequence[int], values: Sequence[str], size: int) -> None:
        """`at` are the places of the exercises that have the `values`, of `size` that there are."""
        self._size = size
        counted = Counter(values)
        self.names = sorted(counted, key=lambda v: (-counted[v], v))
        self._counts = np.array([counted[v] for v in self.names], np.int64)
        self.number = {v: n for n, v in enumerate(self.names)}
        self._alphabetical = np.argsort([self.number[v] for v in sorted(self.names)])
        numbers = [self.number[v] for v in values]
        self._of, self._with = Pairs(at, numbers), Pairs(numbers, at)

    def having(self, value: str) -> Held:
        """The exercises that have a value."""
        number = self.number.get(value)
        return holding(() if number is None else self._with.of(np.array([number])), self._size)

    def told(self, held: Held) -> tuple[Numbers, Numbers]:
        """Each value of the exercises of a set: the exercise's place, in order, and the value's number."""
        return self._of.beginning(places(held))

    def counts(self, held: Held) -> Numbers:
        """How many exercises of a set have each value, in the order of `names`."""
        inside = places(held)
        if 2 * len(inside) > self._size:  # the rest is quicker to count
            return self._counts - self._counted(places(~held))
        return self._counted(inside)

    def _counted(self, inside: Numbers) -> Numbers:
        return np.bincount(self._of.of(inside), minlength=len(self.names))

    def commonest(self, held: Held, limit: int, keep: Iterable[str] = ()) -> list[tuple[str, int]]:
        """The commonest values within a set, the commonest first, and those to `keep` whatever their number."""
        counts = self.counts(held)
        some = np.flatnonzero(counts)
        some = some[np.lexsort((self._alphabetical[some], -counts[some]))][:limit]
        kept = [n for v in keep if (n := self.number.get(v, -1)) >= 0 and n not in some]
        return [(self.names[n], int(counts[n])) for n in (*some.tolist(), *kept)]


class Column:
    """A number of each exercise, as a day or a count of people; those without one are in no set, and 0 in `values`."""

    def __init__(self, values: Sequence[int | None]) -> None:
        self.values = np.array([0 if v is None else v for v in values], np.int64)
        self.known: Held = np.array([v is not None for v in values], np.bool_)

    def at_least(self, value: int) -> Held:
        """Those whose number is this or more."""
        return self.known & (self.values >= value)

    def at_most(self, value: int) -> Held:
        """Those whose number is this or less."""
        return self.known & (self.values <= value)
