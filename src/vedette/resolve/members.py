"""Members of alliances, for comparing "NATO" with a list of its states."""

from vedette.lexicon import organisation_members


def expand(parties: frozenset[str]) -> frozenset[str]:
    """Parties with the members of the organisations among them."""
    known = organisation_members()
    if parties.isdisjoint(known):
        return parties
    return parties.union(*(known.get(p, frozenset()) for p in parties))
