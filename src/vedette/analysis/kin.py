"""Exercises that are part of others: an umbrella and its components."""

from collections.abc import Iterable
from typing import Any

from vedette.resolve import unpack
from vedette.resolve.series import components, parents
from vedette.store import Catalogue

Kin = tuple[dict[str, Any] | None, list[dict[str, Any]]]
"""What an exercise is part of, and what is part of it: id, name and start of each."""


def kin(catalogue: Catalogue, idents: Iterable[str]) -> dict[str, Kin]:
    """Exercise id → the larger exercise that its accounts say it is part of, and those that say so of it, held at the same time."""
    asked = list(idents)
    own = catalogue.values_of(asked)
    children = catalogue.having("parent", {v for e in asked for v in own[e].get("series", ())})
    told = catalogue.values_of(children)
    wanted = {v for e in asked for v in own[e].get("parent", ())} | {v for e in children for v in told[e].get("parent", ())}
    around = sorted({*asked, *children, *catalogue.having("series", wanted)}) if wanted or children else []
    accounts = catalogue.exercises(around)
    profiles = {p.id: p for p in map(unpack, catalogue.profiles(a for held in accounts.values() for a in held))}
    parent_of = parents({e: [profiles[a] for a in held if a in profiles] for e, held in accounts.items()})
    parts = components(parent_of)
    named = {r["id"]: {key: r[key] for key in ("id", "name", "start")} for r in catalogue.records({*parent_of, *parent_of.values()})}
    return {e: (named[parent_of[e]] if e in parent_of else None, [named[c] for c in parts.get(e, ())]) for e in asked}
