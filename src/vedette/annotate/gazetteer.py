"""The names of places that the lexicons know, and the nouns that make names of places they do not know."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec import Struct

from vedette.grammar import Phrases, fold, tokenize, word_set
from vedette.lexicon import PlaceNounRow, PlaceRow, ShipPrefixRow, WordRow, compiled, load_csv
from vedette.model import Token

GAZETTEERS = ("areas", "waters", "regions", "cities")


class Entry(NamedTuple):
    """A place that the gazetteer knows."""

    id: str
    kind: str
    country: str | None
    region: str | None
    lat: float | None
    lon: float | None
    population: int


class Known(NamedTuple):
    """What one name may stand for; `ambiguous` for words that are mostly something else, `namesake` for a lesser place of the same name."""

    entry: Entry
    ambiguous: bool
    namesake: bool
    short: bool


class Noun(Struct, frozen=True):
    """A place noun: `part` where it belongs to the name ("Andravida Airbase"), not where it only hints at it ("the village of …")."""

    kind: str
    part: bool
    one: str = ""
    """For a plural noun of waters or regions: the singular that each name of the list takes, as in "the Baltic and North Seas".

    Of the names of regions only directions take it: the Northern and Eastern Provinces."""


class Gazetteer:
    """All known names by their first token. Names are only cut into tokens when a text holds their first one, so that loading is quick."""

    def __init__(self) -> None:
        self._names: dict[str, list[tuple[str, Known]] | Phrases[Known]] = {}

    def add(self, name: str, known: Known) -> None:
        """Adds a name."""
        word = name.partition(" ")[0]
        first = fold(word) if word.isalnum() else tokenize(name)[0].low
        names = self._names.setdefault(first, [])
        assert isinstance(names, list), "a name too late"
        names.append((name, known))

    def at(self, tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, list[Known]] | None:
        """The longest name that begins at token i and ends by `last`: (index after it, what it may stand for)."""
        low = tokens[i].low
        names = self._names.get(low)
        if names is None:
            return None
        if isinstance(names, list):
            phrases: Phrases[Known] = Phrases()
            for name, known in names:
                phrases.add(name, known, exact=known.short)
            self._names[low] = names = phrases
        return names.at(tokens, i, last)


@compiled
def gazetteer() -> Gazetteer:
    """The names of all gazetteers. Coordinates, kind and state of an id are those of its first row."""
    names = Gazetteer()
    for lexicon in GAZETTEERS:
        entries: dict[str, Entry] = {}
        payloads: dict[tuple[str, str], Known] = {}
        for row in load_csv(lexicon, PlaceRow):
            known = payloads.get((row.id, row.note))
            if known is None:
                entry = entries.get(row.id)
                if entry is None:
                    country, region = row.country or None, row.region or None
                    entry = entries[row.id] = Entry(row.id, row.kind, country, region, row.lat, row.lon, row.population)
                notes = row.note.split("; ")
                known = payloads[row.id, row.note] = Known(entry, "ambiguous" in notes, "namesake" in notes, "abbreviation" in notes)
            names.add(row.name, known)
    return names


@cache
def nouns(position: str) -> Phrases[Noun]:
    """The place nouns that stand `after` or `before` the name."""
    phrases: Phrases[Noun] = Phrases()
    for row in _noun_rows():
        if row.position == position:
            phrases.add(row.name, Noun(row.kind, row.note == "part"))
    return phrases


@cache
def plurals() -> Phrases[Noun]:
    """Nouns behind a list of names: the X, Y and Z ranges.

    The note of the word class `place_plural` holds the kind of place, and the singular of waters and regions.
    """
    phrases: Phrases[Noun] = Phrases()
    for row in load_csv("words_places", WordRow):
        if row.kind == "place_plural":
            kind, _, one = row.note.partition(" ")
            phrases.add(row.name, Noun(kind, True, one))
    return phrases


@cache
def noun_words() -> frozenset[str]:
    """The folded words of all place nouns that belong to names: they may stand in small letters in a name."""
    return frozenset(token.low for row in _noun_rows() if row.note == "part" for token in tokenize(row.name))


@cache
def _noun_rows() -> tuple[PlaceNounRow, ...]:
    return tuple(load_csv("place_nouns", PlaceNounRow))


def entries() -> Iterator[PlaceRow]:
    """All rows of all gazetteers, for checks."""
    for name in GAZETTEERS:
        yield from load_csv(name, PlaceRow)


def called(name: str) -> tuple[Known, ...]:
    """What the gazetteers know of exactly this name."""
    tokens = tuple(tokenize(name))
    hit = gazetteer().at(tokens, 0, len(tokens))
    return tuple(hit[1]) if hit is not None and hit[0] == len(tokens) else ()


@cache
def ship_states() -> dict[str, str | None]:
    """Folded letters before the names of ships, with the state whose navy writes them; None where several do."""
    states: dict[str, str | None] = {}
    for row in load_csv("ship_prefixes", ShipPrefixRow):
        letters = fold(row.name)
        states[letters] = row.party if len(row.party) == 2 and states.get(letters, row.party) == row.party else None
    return states


@cache
def ship_words() -> frozenset[str]:
    """Folded words behind which a name is a ship's."""
    return frozenset(fold(row.name) for row in load_csv("ship_prefixes", ShipPrefixRow)) | word_set("place_ship")
