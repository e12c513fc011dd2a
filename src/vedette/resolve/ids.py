"""Ids of exercises: an id once given always leads to the exercise that holds the account it was given for.

An exercise's id follows from its oldest account (by day of publication, then account id): the same reports in any order give the same ids.
It stays when later reports join. Where two exercises become one, the id of the older one stays and the other redirects; where one
becomes two, the part with the oldest account keeps the id, and the other part gets the id of its own oldest account.
"""

import hashlib
from collections.abc import Mapping, Sequence

from vedette.resolve.records import Profile

LENGTH = 12
"""Hex digits of an id: two of a million exercises share one with a chance of 1 in 500."""


def exercise_id(oldest: Profile) -> str:
    """The id of the exercise whose oldest account this is. Coding a report again keeps it if its accounts keep their numbers."""
    return hashlib.sha256(f"{oldest.report}\n{oldest.ref}".encode()).hexdigest()[:LENGTH]


def assign(groups: Sequence[Sequence[Profile]], previous: Mapping[str, str]) -> tuple[list[str], dict[str, str]]:
    """The ids of groups (each sorted by age), and where ids lead that are no more.

    `previous` holds the ids given out before (account id → exercise id). An id that some group has never redirects.
    """
    ids = [exercise_id(group[0]) for group in groups]
    current = set(ids)
    redirects: dict[str, str] = {}
    found: dict[str, tuple[bool, tuple[str, str]]] = {}
    for ident, group in zip(ids, groups, strict=True):
        for item in group:
            old = previous.get(item.id)
            if old is None or old in current:
                continue
            # the account that the id was given for, else the oldest that was with it
            claim = (exercise_id(item) != old, item.age)
            if old not in found or claim < found[old]:
                found[old], redirects[old] = claim, ident
    return ids, redirects
