"""Who claims something: an official of a participant, of an opponent, a third party, or the publisher itself.

The party of a speaker comes from the report's own statements where they tell it, else from the lexicons of bodies, forces and parties.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from vedette.lexicon import BodyRow, ForceRow, PartyRow, PublisherRow, load_csv, rivals
from vedette.model import Claim
from vedette.resolve.members import expand
from vedette.values import fold

Kind = Literal["participant", "opponent", "third party", "publisher", "unknown"]
OFFICIAL_PUBLISHERS = frozenset(("military", "ministry"))
"""Kinds of publishers that speak for their state themselves."""
LONGEST_FORM = 8
"""Words of the longest name looked up in a speaker."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who claims: `speaker` as named (the publisher's name where it speaks itself), `party` the code of their side if known."""

    kind: Kind
    speaker: str | None
    party: str | None

    @property
    def words(self) -> str:
        """The voice in words."""
        side = f" ({self.party})" if self.party else ""
        match self.kind:
            case "participant":
                return f"an official of a participant{side}: {self.speaker}"
            case "opponent":
                return f"an opponent{side}: {self.speaker}"
            case "third party":
                return f"a third party{side}: {self.speaker}"
            case "unknown":
                return f"a speaker whose side is not told: {self.speaker}"
        return f"{self.speaker or 'a report'} itself"


def parties_of(statements: Iterable[Claim]) -> dict[tuple[str, str], str]:
    """(report, speaker) → party, as the statements of reports tell it."""
    out: dict[tuple[str, str], str] = {}
    for claim in statements:
        value = claim.value if claim.property in ("statement", "attributed_claim") else None
        if isinstance(value, Mapping) and value.get("speaker") and value.get("party"):
            out.setdefault((claim.report, str(value["speaker"])), str(value["party"]))
    return out


def voice(claim: Claim, participants: Collection[str], known: Mapping[tuple[str, str], str]) -> Voice:
    """Who makes a claim about an exercise of some participants; `known` comes from `parties_of`."""
    if claim.speaker is None:
        kind, country = _publishers().get(fold(claim.publisher or ""), ("", None))
        if kind in OFFICIAL_PUBLISHERS and country:
            return Voice(_side(country, participants), claim.publisher, country)
        return Voice("publisher", claim.publisher, country)
    party = known.get((claim.report, claim.speaker)) or party_of(claim.speaker)
    if _longest(claim.speaker, _media()):
        return Voice("publisher", claim.speaker, party)
    return Voice(_side(party, participants) if party else "unknown", claim.speaker, party)


def _side(party: str, participants: Collection[str]) -> Kind:
    sides = frozenset(participants)
    if party in sides or party in expand(sides) or expand(frozenset((party,))) & sides:
        return "participant"
    return "opponent" if any(p in rivals().get(party, ()) for p in expand(sides) | sides) else "third party"


@lru_cache(maxsize=16_384)
def party_of(speaker: str) -> str | None:
    """The party of a speaker by name: the longest body, force or name of a state or organisation in it; None if there is none."""
    return _longest(speaker, _forms())


def _longest(speaker: str, forms: Mapping[str, str]) -> str | None:
    words = fold(speaker).split()
    for length in range(min(LONGEST_FORM, len(words)), 0, -1):
        for at in range(len(words) - length + 1):
            if party := forms.get(" ".join(words[at : at + length])):
                return party
    return None


@cache
def _forms() -> dict[str, str]:
    """Folded name → party; names that several parties bear are left out."""
    found: dict[str, set[str]] = {}
    rows: list[tuple[str, str]] = [(row.name, row.party) for row in load_csv("bodies", BodyRow)]
    rows += [(row.name, row.party) for row in load_csv("forces", ForceRow)]
    rows += [(row.name, row.id) for row in load_csv("party_names", PartyRow) if row.form != "prefix" and "ambiguous" not in row.note]
    rows += [(row.name, row.id) for row in load_csv("organisations", PartyRow)]
    for name, party in rows:
        if party and fold(name):
            found.setdefault(fold(name), set()).add(party)
    return {name: min(parties) for name, parties in found.items() if len(parties) == 1}


@cache
def _media() -> dict[str, str]:
    """Folded name of a paper or broadcaster → its party."""
    return {fold(row.name): row.party for row in load_csv("bodies", BodyRow) if row.kind == "media"}


@cache
def _publishers() -> dict[str, tuple[str, str | None]]:
    return {fold(row.name): (row.kind, row.country or None) for row in load_csv("publishers", PublisherRow)}
