"""Codes in words: states and organisations by name."""

from functools import cache

from vedette.lexicon import PartyRow, load_csv


@cache
def party_names() -> dict[str, str]:
    """Code → English name of a state, common abbreviation of an organisation."""
    out: dict[str, str] = {}
    for lexicon, forms in (("party_names", ("name", "short")), ("organisations", ("abbreviation", "name"))):
        for form in forms:
            for row in load_csv(lexicon, PartyRow):
                if row.form == form and row.lang in ("en", "mul"):
                    out.setdefault(row.id, row.name)
    return out


def party_name(code: str) -> str:
    """The name of a state or organisation; the code itself where it is not known."""
    return party_names().get(code, code)
