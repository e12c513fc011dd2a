"""Keeps the ships, weapons and named forces of those who take part: those of other states are background, such as what opponents fire."""

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from vedette.extract.drafts import Draft
from vedette.grammar import fold
from vedette.lexicon import ForceRow, load_csv, organisation_members
from vedette.model import is_state

TAKES_PART = frozenset(("participant", "host", "observer"))
"""Properties that tell of states at an exercise."""


def of_participants(told: Sequence[Sequence[Draft]]) -> list[list[Draft]]:
    """The drafts of each exercise without the materiel and own forces of states that are at none of the report's exercises, nor in a
    body that is.

    Where nobody is known to take part by more than inference, all are kept. What has no side is the one participant's.
    """
    here = {str(d.value) for drafts in told for d in drafts if d.property in TAKES_PART}
    members = organisation_members()
    sides = here.union(*(members.get(code, frozenset()) for code in here))
    told = [_owned(drafts) for drafts in told]
    known = [any(d.property == "participant" and d.derivation != "derived" for d in drafts) for drafts in told]
    return [
        [d for d in drafts if not (sure and _tells(d)) or _side(d) in sides or not is_state(_side(d))]
        for drafts, sure in zip(told, known, strict=True)
    ]


def _owned(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of an exercise of one state alone with that state as the side of all materiel of which the report does not tell whose it
    is: in the gold records it is in eleven of twelve cases."""
    taking = [d for d in drafts if d.property == "participant"]
    only = {str(d.value) for d in taking}
    if len(only) != 1 or not is_state(*only) or any(d.derivation == "derived" for d in taking):
        return list(drafts)
    code = only.pop()
    return [_given(d, code) if d.property == "materiel" and _side(d) is None else d for d in drafts]


def _given(draft: Draft, code: str) -> Draft:
    """Materiel as that of a side."""
    return replace(draft, value={**draft.value, "party": code, "user": code}) if isinstance(draft.value, Mapping) else draft


def _tells(draft: Draft) -> bool:
    """Whether the side of what a draft tells of is to be seen from it: materiel, or a force whose name is one state's alone."""
    if draft.property == "unit" and isinstance(draft.value, Mapping):
        return fold(str(draft.value["name"])) in own_names()
    return draft.property == "materiel"


@cache
def own_names() -> frozenset[str]:
    """Folded names of armed forces that tell their state by themselves: IDF, Royal Navy."""
    return frozenset(fold(row.name) for row in load_csv("forces", ForceRow) if "ambiguous" not in row.note)


def _side(draft: Draft) -> str | None:
    """The code of the side whose materiel a draft tells of."""
    return draft.value.get("party") if isinstance(draft.value, Mapping) else None
