"""All that a catalogue holds of one exercise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from vedette.analysis import views
from vedette.analysis.asking import filters
from vedette.analysis.kin import kin
from vedette.model import Account, Claim
from vedette.store import Catalogue
from vedette.values import fold


def called(catalogue: Catalogue, words: str) -> list[dict[str, Any]]:
    """The records of the exercises that some words are a name of; where there is none, of those whose names hold all the words; else of
    all that the words find."""
    found = catalogue.records(catalogue.find(filters(words)))
    names = {r["id"]: [fold(n) for n in (r["name"], *r["aliases"]) if n] for r in found}
    wanted = fold(words)
    for fits in (lambda name: name == wanted, lambda name: set(wanted.split()) <= set(name.split())):
        if chosen := [r for r in found if any(map(fits, names[r["id"]]))]:
            return chosen
    return found


Editions: TypeAlias = Callable[[str, str], list[dict[str, Any]]]
"""Gives the editions of a series, all or some, by its key and the exercise that is looked at."""


@dataclass(frozen=True, slots=True)
class Look:
    """An exercise with what its record was made of: its accounts with their claims, and by report the claims about it as a whole."""

    record: dict[str, Any]
    accounts: Sequence[Account]
    statements: dict[str, list[Claim]]


def exercise(catalogue: Catalogue, ident: str) -> dict[str, Any] | None:
    """The record of an exercise with everything that it rests on; None where no single one has that id.

    `ident` is its id, the beginning of one, or an id that redirects to it. Besides the record's fields: `former_ids`; `parent` and
    `components` (id, name, start); `editions` of its series; `properties` (each with the value shown, the alternatives, and the reasons
    in words); `history` of its status; `vienna` (`covers` None where that cannot be told); `accounts` with their claims; `judgements` on
    it that hold.
    """
    found = look(catalogue, ident)
    return found.record if found else None


def look(catalogue: Catalogue, ident: str, editions: Editions | None = None) -> Look | None:
    """What `exercise` tells, with what it was made of; `editions` where they are known already, or not all are wanted."""
    with catalogue.at_once():
        found = catalogue.exercise(ident)
        return _look(catalogue, found, editions) if found else None


def _look(catalogue: Catalogue, found: str, editions: Editions | None) -> Look:
    (record,) = catalogue.records([found])
    weighed = catalogue.weighed(found)
    accounts = catalogue.accounts(exercise=found)
    statements = catalogue.claims_besides({*record["reports"], *(a.report for a in accounts)})
    parent, parts = kin(catalogue, [found])[found]
    subjects = [found, *(a.id for a in accounts), *(c.id for a in accounts for c in a.claims)]
    told = {
        **record,
        "former_ids": catalogue.former_ids(found),
        "parent": parent,
        "components": parts,
        "editions": _editions(catalogue, record["series_key"], found, editions),
        "properties": {name: values for name, values in weighed.items() if name != "history"},
        "history": weighed.get("history", []),
        "vienna": views.vienna_of(record, accounts, statements),
        "accounts": [
            {"id": a.id, "report": a.report, "ref": a.ref, "focus": a.focus, "claims": [c.flat() for c in a.claims]} for a in accounts
        ],
        "judgements": [
            {key: getattr(j, key) for key in ("number", "kind", "subject", "other", "value", "source", "who", "when", "why")}
            for j in catalogue.judgements(subjects)
        ],
    }
    return Look(told, accounts, statements)


def _editions(catalogue: Catalogue, key: str | None, found: str, known: Editions | None) -> list[dict[str, Any]]:
    if not key:
        return []
    return known(key, found) if known else views.editions(catalogue, key)
