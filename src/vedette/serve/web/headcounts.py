"""Counts of people as intervals on one axis, by side: every claim a line."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vedette.model import Claim
from vedette.resolve.figures import quantity
from vedette.serve.web.names import party_name
from vedette.serve.web.sources import Chip, Sources
from vedette.serve.web.view import count_words

WIDE = 30
"""Largest over smallest figure above which the axis is logarithmic: smaller ones would vanish."""


@dataclass(frozen=True, slots=True)
class Line:
    """A claim: its ends in per cent of the axis, which of them are open, the figure in words, who claims it."""

    left: float
    right: float
    is_open_left: bool
    is_open_right: bool
    words: str
    chip: Chip
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Side:
    """The claims on one side, or on all together, and the figure that weighing chose."""

    name: str
    shown: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Headcounts:
    """All sides on one axis; ticks and limits as (place in per cent, label)."""

    sides: tuple[Side, ...]
    ticks: tuple[tuple[float, str], ...]
    limits: tuple[tuple[float, str], ...]
    is_logarithmic: bool


@dataclass(frozen=True, slots=True)
class _Axis:
    bottom: float
    top: float
    is_logarithmic: bool

    def at(self, number: int) -> float:
        """The place of a number in per cent."""
        if not self.is_logarithmic:
            return 100 * number / self.top
        return max(0.0, 100 * math.log(max(number, self.bottom) / self.bottom) / math.log(self.top / self.bottom))

    def ticks(self) -> list[int]:
        """Round numbers along the axis."""
        if self.is_logarithmic:
            return [10**p for p in range(int(math.log10(self.bottom)), int(math.log10(self.top)) + 1)]
        step = 10 ** math.floor(math.log10(self.top / 2))
        step = next(step * m for m in (1, 2, 5, 10) if self.top / (step * m) <= 5)
        return [round(step * n) for n in range(int(self.top / step) + 1)]


def headcounts(claims: Iterable[Claim], shown: Mapping[str, str], sources: Sources, limits: Sequence[int] = ()) -> Headcounts | None:
    """The figures of some claims of people; `shown` has the weighed figure of each side in words. None where there is no figure."""
    told = [(c, q) for c in claims if (q := quantity(c.value)) is not None]
    numbers = [n for _, q in told for n in (q.low, q.high) if n]
    if not numbers:
        return None
    most, least = max(numbers), min(numbers)
    is_log = most > WIDE * least
    axis = _Axis(10 ** math.floor(math.log10(least)) if is_log else 0, most * (1.6 if is_log else 1.12), is_log)
    sides: dict[str, list[Line]] = {}
    for claim, bounds in sorted(told, key=lambda t: (t[1].low or 0, t[1].high or axis.top, t[0].published or "", t[0].id)):
        value = claim.value if isinstance(claim.value, Mapping) else {}
        line = Line(
            axis.at(bounds.low) if bounds.low is not None else 0.0,
            axis.at(bounds.high) if bounds.high is not None else 100.0,
            bounds.low is None,
            bounds.high is None,
            count_words({"low": bounds.low, "high": bounds.high}),
            sources.chip(claim),
            claim.modality == "denied",
        )
        sides.setdefault(str(value.get("party") or ""), []).append(line)
    made = [Side(party_name(p) if p else "All sides", shown.get(p, ""), tuple(sides[p])) for p in sorted(sides, key=lambda p: (p != "", p))]
    ticks = tuple((axis.at(n), f"{n:,}") for n in axis.ticks())
    return Headcounts(tuple(made), ticks, tuple((axis.at(n), f"{n:,}") for n in limits if axis.bottom < n < axis.top), is_log)
