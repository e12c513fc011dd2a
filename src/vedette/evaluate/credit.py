"""What a filler of a slot earns against gold, 0 to 1. Templates are those of `export/template.py`, as plain mappings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from vedette.evaluate.similar import alike, characters, shared, stems, words

Template = Mapping[str, Any]

SLOTS = ("name", "status", "participants", "places", "start", "end", "personnel", "materiel", "units", "objectives")
"""The slots of an exercise that are scored, in the order in which they are told."""
SINGLE = ("name", "status", "start", "end")
"""The slots that hold one value: what stands in both is one error, not a missed one and a wrong one."""
ALL = (*SLOTS, "statements")
"""The slots whose mean F1 is the headline."""

SAME_NAME = 0.85
"""How alike two names of an exercise must be. This and the other limits here are those of the official scorer of the gold set."""
SAME_WORDING = 0.75
"""How alike two wordings of a place, a unit or a kind of materiel must be."""
SAME_AIM = 0.5
"""The share of words that two wordings of an objective must have in common."""
SAME_QUOTATION = 0.7
"""The share of characters that two versions of a quotation must have in common."""
SAME_SPEAKER = 0.6
"""How alike two names of a speaker must be."""


@dataclass(frozen=True, slots=True)
class Filler:
    """A value in a slot; `index` is its place in the template's list (0 for a slot that holds one value)."""

    value: Any
    index: int


def listed(value: Any) -> list[Any]:
    """A value as a list: none for None, itself if it is one."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def fillers(template: Template, slot: str) -> list[Filler]:
    """What a template has in a slot. A date is the list of its readings; only direct statements count."""
    values = listed(template.get(slot))
    if slot in ("start", "end"):
        return [Filler(values, 0)] if values and values[0] else []
    if slot == "status":
        return [Filler(v, 0) for v in values if v != "unknown"]
    return [Filler(v, n) for n, v in enumerate(values) if v and (slot != "statements" or v.get("direct", True))]


def distinct(found: list[Filler]) -> list[Filler]:
    """Fillers without those whose value stands there before."""
    return [f for n, f in enumerate(found) if f.value not in [x.value for x in found[:n]]]


def names(template: Template) -> list[str]:
    """The name and the other names of an exercise."""
    return [n for n in (template.get("name"), *listed(template.get("aliases"))) if n]


def name_likeness(gold: Template, found: Template) -> float:
    """How alike the two names are that are most alike, 0 to 1."""
    return max((alike(a, b) for a, b in product(names(gold), names(found))), default=0.0)


def _party_too(least: float, gold: Template, found: Template) -> float:
    return least if gold.get("party") == found.get("party") else least / 2


def _place(gold: Template, found: Template) -> float:
    if alike(gold.get("name"), found.get("name")) < SAME_WORDING:
        return 0.0
    return 1.0 if gold.get("country") == found.get("country") else 0.5


def bounds(headcount: Template) -> tuple[Any, Any]:
    """The lower and upper bound of a number of people; None where open."""
    return headcount.get("low"), headcount.get("high")


def _personnel(gold: Template, found: Template) -> float:
    if bounds(gold) == bounds(found):
        return _party_too(1.0, gold, found)
    common = {v for v in bounds(gold) if v} & {v for v in bounds(found) if v}
    return 0.5 if common and gold.get("party") == found.get("party") else 0.0


def _materiel(gold: Template, found: Template) -> float:
    if alike(gold.get("type"), found.get("type")) < SAME_WORDING:
        return 0.0
    return 1.0 if gold.get("count") == found.get("count") else 0.5


def _unit(gold: Template, found: Template) -> float:
    return float(alike(gold.get("name"), found.get("name")) >= SAME_WORDING)


def _objective(gold: str, found: str) -> float:
    return float(shared(stems(gold), stems(found)) >= SAME_AIM)


def _statement(gold: Template, found: Template) -> float:
    if characters(" ".join(words(gold.get("text"))), " ".join(words(found.get("text")))) < SAME_QUOTATION:
        return 0.0
    return 1.0 if alike(gold.get("speaker"), found.get("speaker")) >= SAME_SPEAKER else 0.5


def _date(gold: list[str], found: list[str]) -> float:
    """All for one of gold's readings, half for one that is coarser or finer but not at odds."""
    date = found[0].replace("~", "").replace("?", "")
    if date in gold:
        return 1.0
    return 0.5 if any(g.startswith(date) or date.startswith(g) for g in gold) else 0.0


def _same(gold: str, found: str) -> float:
    return float(gold == found)


CREDIT: Mapping[str, Callable[[Any, Any], float]] = {
    "status": _same,
    "participants": _same,
    "places": _place,
    "start": _date,
    "end": _date,
    "personnel": _personnel,
    "materiel": _materiel,
    "units": _unit,
    "objectives": _objective,
    "statements": _statement,
}
"""Slot → what a found filler earns against one of gold. The name is not here: other names of both exercises count for it."""
