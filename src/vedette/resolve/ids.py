"""Ids of exercises: given once, kept for ever; an id that was given up redirects.

A new id follows from what the exercise is (its series or name, and its year), else from its oldest account: the same reports in another
order get the same ids. An exercise keeps its id when accounts come or go. Where two become one, the id of the older one stays (older by
its oldest account) and the other redirects; where one becomes two, the part with the oldest account keeps the id.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from vedette.resolve.records import Profile

LENGTH = 12
"""Hex digits of an id: two of a million exercises share one with a chance of 1 in 500."""


def assign(
    groups: Sequence[Sequence[Profile]], previous: Mapping[str, str], taken: Callable[[str], bool]
) -> tuple[list[str], dict[str, str]]:
    """The ids of groups (each sorted by age), and where ids lead that are no more.

    `previous` holds the ids given out (account id → exercise id); `taken` tells of ids outside of these groups.
    """
    holder = _holders(groups, previous)
    kept: dict[int, str] = {}
    redirects: dict[str, str] = {}
    for number, old in sorted((n, o) for o, n in holder.items()):
        claims = [o for o, n in holder.items() if n == number]
        oldest = min(claims, key=lambda o: (_founder(groups[number], previous, o), o))
        if old == oldest:
            kept[number] = old
        else:
            redirects[old] = oldest
    used = set(kept.values()) | set(redirects)
    ids = []
    for number, group in enumerate(groups):
        ident = kept.get(number) or next(i for i in _fresh(group) if i not in used and not taken(i))
        used.add(ident)
        ids.append(ident)
    return ids, redirects


def _holders(groups: Sequence[Sequence[Profile]], previous: Mapping[str, str]) -> dict[str, int]:
    """Old id → number of the group that holds its oldest account of those that are left."""
    oldest: dict[str, tuple[tuple[str, str], int]] = {}
    for number, group in enumerate(groups):
        for item in group:
            old = previous.get(item.id)
            if old is not None and (old not in oldest or item.age < oldest[old][0]):
                oldest[old] = (item.age, number)
    return {old: number for old, (_, number) in oldest.items()}


def _founder(group: Iterable[Profile], previous: Mapping[str, str], old: str) -> tuple[str, str]:
    return min(item.age for item in group if previous.get(item.id) == old)


def _fresh(group: Sequence[Profile]) -> Iterable[str]:
    """Ids that a group may get, the best one first."""
    year = _most(str(p.year) for p in group if p.year)
    series = _most(p.series for p in group if p.series)
    named = _most(min(p.spellings) for p in group if p.spellings)
    if year and (series or named):
        yield _digest("series" if series else "name", series or named, year)
    for item in group:
        yield _digest("account", item.id)


def _most(values: Iterable[str]) -> str:
    counted = Counter(values)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else ""


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:LENGTH]
