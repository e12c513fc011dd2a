"""What reports tell besides of one exercise: first times and records, and background; found for any set of exercises, the latest first."""

from collections.abc import Mapping

import numpy as np

from vedette.serve.web.sets import Held, Pairs, placed, places
from vedette.store import Catalogue

TOLD = ("milestone", "background")
"""The properties; a milestone is claimed of an exercise, background of a report as a whole."""


class Telling:
    """The claims of one property by their exercises."""

    def __init__(self, catalogue: Catalogue, name: str, place_of: Mapping[str, int]) -> None:
        """`place_of` has the place of each exercise."""
        idents, published, exercises = catalogue.told(name)
        order = sorted(range(len(idents)), key=lambda n: (published[n] or "", idents[n]), reverse=True)
        self._idents = [idents[n] for n in order]
        self._of = Pairs(*placed(place_of, [exercises[n] for n in order], range(len(order))))

    def latest(self, held: Held, most: int) -> list[str]:
        """The ids of the latest claims of a set of exercises."""
        numbers = np.unique(self._of.of(places(held)))
        return list(dict.fromkeys(self._idents[n] for n in numbers.tolist()))[:most]
