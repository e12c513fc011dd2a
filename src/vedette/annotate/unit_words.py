"""The words of which units' names are made: forces' own names, echelons, branches of service, their modifiers."""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from vedette.grammar import Phrases, fold, tokenize, word_set
from vedette.lexicon import ForceRow, PublisherRow, ShipPrefixRow, UnitWordRow, compiled, load_csv, words_of

ARM = "arm"
"""In the note of a branch that is a unit only in company, for it may be weapons too: infantry and artillery."""
NAMED = "named"
"""In the note of an echelon that is one only with a name: Spartan Force."""
FOREIGN = "foreign"
"""In the note of an echelon of another language, which is one only with a number: Ala 12."""
STATES = "state"
"""In the note of a branch that is one only behind the name of the region that has it: the Ohio Guard."""
PERSONS = "person"
"""In the note of an echelon whose members go by its name: commandos."""


class Word(Struct, frozen=True):
    """What a phrase of the lexicons says of a unit; `sort` is force, service, echelon, branch or designator."""

    sort: str
    parties: tuple[str, ...] = ()
    branch: str | None = None
    note: str = ""
    plural: bool = False


@compiled
def anchors() -> Phrases[Word]:
    """All phrases around which a unit's name is built."""
    phrases: Phrases[Word] = Phrases()
    for row in load_csv("forces", ForceRow):
        phrases.add(row.name, Word("force", tuple(row.party.split()), row.branch, row.note), exact=row.case == "exact")
    services = words_of("unit_service")
    rows = [r for r in load_csv("unit_words", UnitWordRow) if r.kind in ("echelon", "branch") and "place" not in r.note]
    forms: dict[str, list[str]] = {}
    for word in rows:
        forms.setdefault(word.id, []).append(word.name)
    branch_of = {r.name: r.branch or None for r in load_csv("unit_words", UnitWordRow)}
    for word in rows:
        if word.name not in services:
            plural = _is_plural(word.name, forms[word.id])
            phrases.add(word.name, Word(word.kind, (), word.branch or None, word.note, plural), exact=word.name.isupper())
    for name in services:
        phrases.add(name, Word("service", (), branch_of.get(name)))
    for name in words_of("unit_branch"):
        phrases.add(name, Word("branch"))
    for name in words_of("unit_regiment") - {fold(row.name) for row in rows}:
        phrases.add(name, Word("echelon", (), "army"))
    for name in words_of("unit_designator"):
        phrases.add(name.upper(), Word("designator"), exact=True)
    return phrases


def _is_plural(name: str, forms: Sequence[str]) -> bool:
    """Whether another form of the same word is this one without its ending."""
    return any(0 < len(name) - len(other) <= 2 and name.startswith(other[:-1]) for other in forms)


@cache
def adjectives() -> frozenset[str]:
    """Folded adjectives of one word that stand before a unit's noun."""
    return frozenset(fold(row.name) for row in load_csv("unit_words", UnitWordRow) if row.kind == "adjective") | word_set("unit_modifier")


@cache
def modifiers() -> frozenset[str]:
    """Folded words of which the adjectives before a unit's noun are made."""
    joints = word_set("unit_list") | word_set("unit_name_stop")
    return frozenset(t.low for name in adjectives() for t in tokenize(name) if t.text[0].isalnum() and t.low not in joints)


@cache
def bare_words() -> frozenset[str]:
    return frozenset(fold(row.name) for row in load_csv("unit_words", UnitWordRow) if row.kind == "bare") | word_set("unit_bare")


@cache
def ship_prefixes() -> frozenset[str]:
    """Letters before ships' names, some of which are a navy's abbreviation too."""
    return frozenset(row.name for row in load_csv("ship_prefixes", ShipPrefixRow))


@cache
def owners() -> dict[str, str]:
    """Names and hosts of armed forces' and ministries' own publications → their country."""
    rows = [r for r in load_csv("publishers", PublisherRow) if r.kind in ("military", "ministry") and r.country]
    return {fold(key): r.country for r in rows for key in (r.name, r.host) if key and r.country}
