"""Blocking: only accounts that share a key are compared; the cost of resolution grows with the accounts and not with their pairs."""

import zlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import combinations

from vedette.resolve.records import Profile
from vedette.resolve.scores import NEAR_START, WIDE_PLACES, day_of

MONTHS = 4
"""Months that an account's time may touch for keys of time; one that says less of its time meets others by its name alone."""
STATES = 3
"""Participants that make keys. Long lists differ between reports; a fixed shuffle tells which are taken, so that like lists share these."""
PLACES = 2
"""Places that make keys."""


def keys(item: Profile) -> frozenset[str]:
    """The blocking keys of an account: name and year; name and number; participants, place and month; participants and day."""
    return frozenset((*_of_names(item), *_of_times(item)))


def _of_names(item: Profile) -> Iterator[str]:
    for name in {f"={item.series}"} if item.series else item.spellings | item.meanings:
        if item.edition:
            yield f"e|{name}|{item.edition}"
        for year in item.years or ("",):
            yield f"n|{name}|{year}"
    if item.series:
        # an unknown spelling of a known series is still found by what it shares with this account's
        for name in item.spellings | item.meanings:
            for year in item.years:
                yield f"n|{name}|{year}"


def _of_times(item: Profile) -> Iterator[str]:
    """Participants alone are no reason to compare, nor is a country: without a name in common, a day or a closer place must agree."""
    states = sorted(item.participants, key=_shuffled)[:STATES]
    pairs = ["+".join(pair) for pair in combinations(sorted(states), 2)]
    for month in _months(item.first, item.last):
        for where in _regions(item):
            # the second of two participants is what reports leave out most; of long lists, two are told
            for state in (*pairs, *states) if len(states) == 2 else pairs or states:
                yield f"l|{state}|{where}|{month}"
    for kind, edtf in (("s", item.start), ("e", item.end)):
        day = day_of(edtf)
        if day is not None:
            # days that are near share a bucket or lie in neighbouring ones
            bucket = day // (NEAR_START + 1)
            for state in pairs or states:
                yield f"{kind}|{state}|{bucket}"
                yield f"{kind}|{state}|{bucket + 1}"


def _regions(item: Profile) -> list[str]:
    """Regions of the places that are more precise than a country, or their names."""
    return list(dict.fromkeys(s.region or s.name for s in item.places if s.kind not in WIDE_PLACES))[:PLACES]


@cache
def _shuffled(code: str) -> tuple[int, str]:
    return zlib.crc32(code.encode()), code


def _months(first: int | None, last: int | None) -> list[str]:
    """The months between two days, as `2021-08`; none if they are too many."""
    if first is None or last is None:
        return []
    one, other = date.fromordinal(first), date.fromordinal(last)
    count = (other.year - one.year) * 12 + other.month - one.month + 1
    if count > MONTHS:
        return []
    return [f"{y:04d}-{m + 1:02d}" for y, m in (divmod(one.year * 12 + one.month - 1 + i, 12) for i in range(count))]
