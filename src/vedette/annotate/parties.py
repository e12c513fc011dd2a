"""Finds words that stand for states and international organisations: names, demonyms, capitals, abbreviations, residences, leaders."""

from vedette.grammar import Phrases
from vedette.lexicon import Row, compiled, load_csv
from vedette.model import Document, Mention, Party, Span


class PartyRow(Row):
    """A name of a state or organisation; `case` is `exact` where capital letters must agree."""

    form: str
    case: str


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
            party, bound = parties[0]
            mention = Mention("party", Span(tokens[first].start, tokens[last - 1].end), first, last, sentence.index, party)
            found.append((mention, bound))
    starts = {m.first for m, _ in found}
    return tuple(m for m, bound in found if not bound or m.last in starts)
