"""Counts with bounds, combined as intervals: "more than 10,000" and "10,000 to 13,000" hold together, 12,700 and 100,000 do not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from vedette.model import Quantity, Value
from vedette.values import intersect

ROUNDING = 0.1
"""Figures that differ by less than this part of the larger one are one count, rounded or taken again; they do not dispute each other."""

if TYPE_CHECKING:
    from vedette.resolve.weigh import Option


def quantity(value: Value) -> Quantity | None:
    """The bounds that a claim of people or materiel gives; None where it gives no number."""
    if not isinstance(value, Mapping):
        return None
    low, high = value.get("low"), value.get("high")
    if low is None and high is None and isinstance(value.get("count"), int):
        low = high = value["count"]
    return Quantity(low, high) if low is not None or high is not None else None


def combine(ranked: Sequence["Option"]) -> tuple["Option", list["Option"]]:
    """The interval that the best option (the first) and all that can hold with it leave, and the options that contradict it."""
    best = ranked[0]
    bounds = quantity(best.value)
    joined, rest = [best], []
    for option in ranked[1:]:
        other = quantity(option.value)
        both = intersect(bounds, other) if bounds and other else None
        if both is None and not (bounds is None or other is None):
            rest.append(option)
            continue
        bounds = both or bounds or other
        joined.append(option)
    if len(joined) == 1 or not isinstance(best.value, Mapping):
        return best, rest
    told = {"low": bounds.low, "high": bounds.high} if bounds else {}
    if "count" in best.value and bounds:
        told["count"] = bounds.low if bounds.low == bounds.high else None
    shown = replace(
        best,
        value={**best.value, **told},
        reasons=(*best.reasons, f"combined with other figures that can hold as well: {len(joined) - 1}"),
        claims=tuple(c for o in joined for c in o.claims),
        reports=tuple(dict.fromkeys(r for o in joined for r in o.reports)),
        voices=tuple(dict.fromkeys(v for o in joined for v in o.voices)),
    )
    return shown, rest


def disputes(one: Value, other: Value) -> bool:
    """Whether two figures contradict each other by more than rounding."""
    a, b = quantity(one), quantity(other)
    if a is None or b is None:
        return False
    for small, large in ((a, b), (b, a)):
        if small.high is not None and large.low is not None and small.high < large.low * (1 - ROUNDING):
            return True
    return False
