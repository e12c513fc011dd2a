"""What reports tell besides of one exercise: first times and records, and background; found for any set of exercises, the latest first."""

from collections.abc import Iterable, Mapping

import numpy as np

from vedette.model import Claim
from vedette.serve.web.sets import Held, Pairs, places
from vedette.store import Catalogue

TOLD = ("milestone", "background")
"""The properties; a milestone is claimed of an exercise, background of a report as a whole."""
ALL = 2**31 - 1


class Telling:
    """The claims of one property by their exercises."""

    def __init__(self, claims: Iterable[Claim], homes: Mapping[str, Iterable[int]]) -> None:
        """`homes` has the places of the exercises that an account, or a report, is of."""
        ordered = sorted(claims, key=lambda c: (c.published or "", c.id), reverse=True)
        self._idents = [c.id for c in ordered]
        self._of = Pairs((place, n) for n, c in enumerate(ordered) for place in homes.get(c.account or c.report, ()))

    def latest(self, held: Held, most: int) -> list[str]:
        """The ids of the latest claims of a set of exercises."""
        numbers = np.unique(self._of.of(places(held)))
        return list(dict.fromkeys(self._idents[n] for n in numbers.tolist()))[:most]


def tellings(catalogue: Catalogue, place_of: Mapping[str, int]) -> dict[str, Telling]:
    """What is told by property; `place_of` has the place of each exercise."""
    homes: dict[str, set[int]] = {}
    for account in catalogue.list_accounts(ALL):
        if account["exercise"] in place_of:
            for ident in (account["id"], account["report"]):
                homes.setdefault(ident, set()).add(place_of[account["exercise"]])
    return {name: Telling(catalogue.list_claims(ALL, name=name), homes) for name in TOLD}
