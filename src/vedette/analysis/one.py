"""All that a catalogue holds of one exercise."""

from typing import Any

from vedette.analysis.asking import filters
from vedette.analysis.kin import kin
from vedette.analysis.views import editions, vienna_of
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


def exercise(catalogue: Catalogue, ident: str) -> dict[str, Any] | None:
    """The record of an exercise with everything that it rests on; None where no single one has that id.

    `ident` is its id, the beginning of one, or an id that redirects to it. Besides the record's fields: `former_ids`; `parent` and
    `components` (id, name, start); `editions` of its series; `properties` (each with the value shown, the alternatives, and the reasons
    in words); `history` of its status; `vienna` (`covers` None where that cannot be told); `accounts` with their claims; `judgements` on
    it that hold.
    """
    found = catalogue.exercise(ident)
    if found is None:
        return None
    (record,) = catalogue.records([found])
    weighed = catalogue.weighed(found)
    accounts = catalogue.accounts(exercise=found)
    parent, parts = kin(catalogue, [found])[found]
    subjects = [found, *(a.id for a in accounts), *(c.id for a in accounts for c in a.claims)]
    return {
        **record,
        "former_ids": sorted(old for old, new in catalogue.redirects().items() if new == found),
        "parent": parent,
        "components": parts,
        "editions": editions(catalogue, record["series_key"]) if record["series_key"] else [],
        "properties": {name: values for name, values in weighed.items() if name != "history"},
        "history": weighed.get("history", []),
        "vienna": vienna_of(catalogue, record),
        "accounts": [
            {"id": a.id, "report": a.report, "ref": a.ref, "focus": a.focus, "claims": [c.flat() for c in a.claims]} for a in accounts
        ],
        "judgements": [
            {key: getattr(j, key) for key in ("number", "kind", "subject", "other", "value", "source", "who", "when", "why")}
            for j in catalogue.judgements(subjects)
        ],
    }
