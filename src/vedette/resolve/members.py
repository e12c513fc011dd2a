"""Members of alliances, for comparing "NATO" with a list of its states."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from vedette.lexicon import DATA, read_csv


class MemberRow(BaseModel):
    """A state's membership; years as text, an open side is empty."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    member: str
    since: str = Field("", alias="from")
    until: str = Field("", alias="to")
    source: str
    note: str = ""


@cache
def members() -> dict[str, frozenset[str]]:
    """Organisation → all states that were ever its members."""
    out: dict[str, set[str]] = {}
    for row in read_csv(DATA / "lexicons" / "organisation_members.csv", MemberRow):
        out.setdefault(row.id, set()).add(row.member)
    return {ident: frozenset(states) for ident, states in out.items()}


def expand(parties: frozenset[str]) -> frozenset[str]:
    """Parties with the members of the organisations among them."""
    known = members()
    if parties.isdisjoint(known):
        return parties
    return parties.union(*(known.get(p, frozenset()) for p in parties))
