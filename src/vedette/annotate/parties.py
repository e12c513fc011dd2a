"""Finds words that stand for states and international organisations: names, demonyms, capitals, abbreviations, residences, leaders."""

from functools import cache

from vedette.grammar import Phrases, phrases_of
from vedette.lexicon import PartyRow, compiled, load_csv, words_of
from vedette.model import Document, Mention, Party, Span

HALF = "half"
"""Form of a name that means a state only in a report on both halves of a divided land."""
GROUP = "group"
"""Form of a name for several states together, such as the Baltic three: one mention each."""
WIDER = 2
"""Tokens before "American" that make it the people of a larger region: Inter-."""


@compiled
def party_phrases() -> Phrases[tuple[Party, bool]]:
    """All names of states and organisations, each with whether it counts only before another one ("Indo-" begins other words too)."""
    phrases: Phrases[tuple[Party, bool]] = Phrases()
    for lexicon in ("party_names", "organisations"):
        for row in load_csv(lexicon, PartyRow):
            bound = row.form == "prefix" and "ambiguous" in row.note
            phrases.add(row.name, (Party(row.id, row.form), bound), exact=row.case == "exact")
    return phrases


def find_parties(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `party` with a Party each, in reading order."""
    tokens = doc.tokens
    found: list[tuple[Mention, bool]] = []
    for sentence in doc.sentences:
        for first, last, parties in party_phrases().find(tokens, sentence.first, sentence.last):
            party = parties[0][0]
            if _before_ship(doc, first, last, sentence.last) or _is_surname(doc, first, last, sentence.first, party):
                continue
            if _is_language(doc, first, last, sentence.last, party) or _of_region(doc, first, last, sentence.first):
                continue
            span = Span(tokens[first].start, tokens[last - 1].end)
            meant = parties if party.form == GROUP else parties[:1]
            found += [(Mention("party", span, first, last, sentence.index, one), bound) for one, bound in meant]
    starts = {m.first for m, _ in found}
    named = {m.value.code for m, _ in found if m.value.form != HALF}
    return tuple(
        m for m, bound in found if (not bound or m.last in starts) and (m.value.form != HALF or (_halves() <= named and _alone(doc, m)))
    )


def _before_ship(doc: Document, first: int, last: int, end: int) -> bool:
    """Whether an abbreviation of a body stands before the name of a ship: RSS Supreme is no ship of the Regional Security System."""
    ship = last - first == 1 and doc.tokens[first].low in words_of("ship_or_body")
    return ship and last < end and doc.tokens[last].text[0].isupper()


def _is_language(doc: Document, first: int, last: int, end: int, party: Party) -> bool:
    """Whether a word for a state's people is that of its language: known as Copper Falcon in Maltese; (CEOTAC, in Spanish)."""
    if first == 0 or party.form not in ("adjective", "demonym") or doc.tokens[first - 1].low not in words_of("language_in"):
        return False
    listed = last + 1 < end and doc.tokens[last + 1].text[0].isupper()  # in Elbonian, Ruritanian and Maltese waters
    return last == end or (doc.tokens[last].low in words_of("language_behind") and not listed)


def _of_region(doc: Document, first: int, last: int, start: int) -> bool:
    """Whether a word for a state's people is part of that for those of a larger region: Latin American navies, the Inter-American board."""
    wholes = phrases_of("wider_people")
    found = [wholes.at(doc.tokens, i, last) for i in range(max(start, first - WIDER), first)]
    return any(hit is not None and hit[0] == last for hit in found)


def _is_surname(doc: Document, first: int, last: int, start: int, party: Party) -> bool:
    """Whether a word for one person of a state stands right behind a capitalised name: John Finn, the destroyer Nathan Dane."""
    if party.form != "demonym" or last - first > 1 or first <= start or doc.tokens[first].low.endswith(("s", "ese")):
        return False
    before = doc.tokens[first - 1]
    return before.text[0].isupper() and before.text.isalpha() and len(before.text) > 1 and before.low not in words_of("determiner")


@cache
def _halves() -> frozenset[str]:
    """The codes of states that are called "the North" and "the South" where a report speaks of both."""
    return frozenset(row.id for row in load_csv("party_names", PartyRow) if row.form == HALF)


def _alone(doc: Document, mention: Mention) -> bool:
    """Whether only an article stands before "South" and no capitalised word behind it, as in the South China Sea."""
    sentence = doc.sentences[mention.sentence]
    article = mention.first > sentence.first and doc.tokens[mention.first - 1].low in words_of("determiner")
    return article and (mention.last >= sentence.last or not doc.tokens[mention.last].text[0].isupper())
