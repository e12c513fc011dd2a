"""The editions of a series before and after an exercise, as its page shows them: a few, however many there are."""

from typing import Any

import numpy as np

from vedette.analysis import editions
from vedette.serve.web.asking import Asked
from vedette.serve.web.index import Index
from vedette.serve.web.sets import places

NEAR = 6
"""Editions before and after an exercise that its page shows."""


def near(index: Index, key: str, ident: str) -> list[dict[str, Any]]:
    """The editions of a series next to an exercise of it and itself, in order; see `analysis.editions`."""
    all_of_it = places(index.find(Asked(series=key)).held)
    at = int(np.searchsorted(all_of_it, index.place_of.get(ident, 0)))  # an exercise that the index does not know yet is a new one
    around = all_of_it[max(0, at - NEAR) : at + NEAR + 1].tolist()
    return editions(index.catalogue, key, frozenset((ident, *(index.ids[n] for n in around))))


def in_series(index: Index, key: str | None) -> int:
    """How many exercises a series has; 0 where there is none."""
    return index.find(Asked(series=key)).count if key else 0
