"""Finds words that stand for states and international organisations: names, demonyms, capitals, abbreviations, residences, leaders."""

from functools import cache

from vedette.grammar import Phrases
from vedette.lexicon import Row, load_csv
from vedette.model import Document, Mention, Party, Span


class PartyRow(Row):
    """A name of a state or organisation; `case` is `exact` where capital letters must agree."""

    form: str
    case: str


@cache
def party_phrases() -> Phrases[Party]:
    """All names of states and organisations."""
    phrases: Phrases[Party] = Phrases()
    for lexicon in ("party_names", "organisations"):
        for row in load_csv(lexicon, PartyRow):
            phrases.add(row.name, Party(row.id, row.form), exact=row.case == "exact")
    return phrases


def find_parties(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `party` with a Party each, in reading order."""
    tokens = doc.tokens
    found = []
    for sentence in doc.sentences:
        for first, last, parties in party_phrases().find(tokens, sentence.first, sentence.last):
            found.append(Mention("party", Span(tokens[first].start, tokens[last - 1].end), first, last, sentence.index, parties[0]))
    starts = {m.first for m in found}
    return tuple(m for m in found if m.value.form != "prefix" or m.last in starts)
