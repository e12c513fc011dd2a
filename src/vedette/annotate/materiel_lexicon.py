"""The lexicons of ships, aircraft, vehicles and weapons as one compact index.

A phrase is kept under its letters and digits alone (F-16, F16 and F 16 under one key), so that 35,000 rows take one dictionary and few
records: rows that say the same share one. Loading takes about 0.4 s, once, when the first report is read.
"""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from msgspec import Struct

from vedette.grammar import TOKEN, fold
from vedette.lexicon import (
    CategoryRow,
    DesignationRow,
    MaterielNounRow,
    MaterielRow,
    Row,
    ShipPrefixRow,
    ShipRow,
    compiled,
    load_csv,
    words_of,
)
from vedette.model import Token

WORD = re.compile(r"[^\W_]+")
OTHER = re.compile(r"[\W_]+")
SOLID = frozenset("-/.'")
"""Marks that may stand inside a name."""
AHEAD = 2
"""Characters; one look at them stops nine of ten look-ups of words that begin longer phrases."""
SHORT = 3
"""Letters and digits of a designation too short to have a plural of its own."""
MAX_PLURAL = 3
"""Letters that a plural may add to a noun."""


class Entry(Struct, frozen=True):
    """What a phrase stands for; `sort` is noun, modifier, type, class or ship.

    `weak` phrases have other senses, `plural` is None where the form does not tell the number, `capital` ones begin with a capital letter.
    """

    sort: str
    category: str | None = None
    party: str | None = None
    weak: bool = False
    plural: bool | None = False
    capital: bool = False
    sea: bool = False


def compact(text: str) -> str:
    """The letters and digits of a folded text."""
    return text if text.isalnum() else OTHER.sub("", text)


class Index:
    """Phrases by their letters and digits.

    `longest` gives for a first word the most tokens that a phrase with it has, `openings` the beginnings of all phrases of several words,
    up to AHEAD characters behind the first word, so that a look-up can stop early.
    """

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.solid: dict[str, Entry] = {}
        """Designations written as one word (F16), which may have other senses than those with a hyphen."""
        self.longest: dict[str, int] = {}
        self.openings: set[str] = set()
        self._shared: dict[Entry, Entry] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Adds a phrase unless it is there already."""
        folded = fold(name)
        parts = WORD.findall(folded)
        key = "".join(parts)
        if len(key) < 2:
            return
        head = parts[0]
        if "." in folded:
            first = TOKEN.match(folded)
            head = compact(first.group()) if first else head
        self._open(head, key, len(parts))
        if entry.sort == "type" and len(parts) == 1 and not head.isalpha():
            self.solid.setdefault(key, self._shared.setdefault(entry, entry))
        if key not in self.entries:
            self.entries[key] = self._shared.setdefault(entry, entry)

    def _open(self, head: str, key: str, parts: int) -> None:
        """Notes that a phrase of some parts begins with a word."""
        size = 2 * parts + 1
        if size > self.longest.get(head, 0):
            self.longest[head] = size
        if parts > 1:
            self.openings.add(key[: len(head) + AHEAD])

    def at(self, tokens: tuple[Token, ...], i: int, last: int) -> tuple[int, Entry, bool] | None:
        """The longest phrase that begins at token i: (index after it, what it is, whether a plural ending was taken off)."""
        key = compact(tokens[i].low)
        if not key:
            return None
        size = self.longest.get(key)
        if size is None and key.endswith("s"):
            size = self.longest.get(key[:-1])
        if size is None:
            return None
        best: tuple[int, Entry, bool] | None = None
        start, opened = len(key) + AHEAD, False
        entries = self.entries
        for j in range(i, min(last, i + size)):
            if j > i:
                token = tokens[j]
                piece = compact(token.low)
                if not piece:
                    if token.low not in SOLID or token.start != tokens[j - 1].end:
                        break
                    continue
                if token.start != tokens[j - 1].end and len(key) == 1 and not piece.isalpha():
                    break
                key += piece
                if not opened and len(key) >= start:
                    opened = key[:start] in self.openings
                    if not opened and len(key) > start:
                        break
            if tokens[j].low[0] == "'" and len(tokens[j].low) <= 2:
                continue
            entry = entries.get(key) if j > i else self.solid.get(key) or entries.get(key)
            if entry and entry.sort == "type" and tokens[j].text[-1] == "s" and entries.get(key[:-1], entry).sort == "type":
                entry = entries.get(key[:-1], entry)  # Jaguars, MiG-29s: no variants Jaguar S, MiG-29S
                best = (j + 1, entry, True) if entry.capital and _is_capital(tokens[i]) else best
            elif entry:
                if not entry.capital or _is_capital(tokens[i]):
                    best = (j + 1, entry, False)
            elif key[-1] == "s":
                entry = entries.get(key[:-1])
                if entry and entry.capital and entry.sort != "ship" and len(key) > SHORT and tokens[j].text[-1] == "s":
                    best = (j + 1, entry, True) if _is_capital(tokens[i]) else best
        return best


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() or token.text[0].isdecimal()


@cache
def categories_below(top: str) -> frozenset[str]:
    """A category of materiel and all below it: of `ship` those of things with a name of their own."""
    rows = load_csv("materiel_categories", CategoryRow)
    parents = {row.id: row.parent for row in rows}

    def below(category: str | None) -> bool:
        while category:
            if category == top:
                return True
            category = parents.get(category)
        return False

    return frozenset(c for c in parents if below(c))


@compiled
def index() -> Index:
    """All phrases; where two lexicons have the same one, nouns come before modifiers, and these before types."""
    out = Index()
    nouns = load_csv("materiel_nouns", MaterielNounRow)
    afloat = categories_below("ship")
    forms: dict[str, list[str]] = {}
    for noun in nouns:
        forms.setdefault(noun.id, []).append(noun.name)
    for noun in nouns:
        plural = _number(noun.name, forms[noun.id])
        out.add(noun.name, Entry("noun", noun.category, None, noun.weight == "weak", plural, False, noun.category in afloat))
    for modifier in load_csv("materiel_modifiers", Row):
        out.add(modifier.name, Entry("modifier"))
    for row in load_csv("materiel", MaterielRow):
        sort = "class" if WORD.findall(row.name)[-1] == "class" else "type"
        capital = row.name[0].isupper() or row.name[0].isdecimal()
        last = out.entries.get(WORD.findall(fold(row.name))[-1])
        plural = last.plural if last and last.sort == "noun" else False
        out.add(row.name, Entry(sort, row.category, row.origin, "ambiguous" in row.note, plural, capital, row.category in afloat))
    return out


def _number(name: str, forms: Sequence[str]) -> bool | None:
    """Whether a noun is plural, by the other forms of the same id; None if it has no other or one form for both numbers."""
    if WORD.findall(name.lower())[-1] in words_of("materiel_invariant"):
        return None
    kin = [f for f in forms if f != name and f[:3] == name[:3] and abs(len(f) - len(name)) <= MAX_PLURAL]
    kin = [f for f in kin if len(f) != len(name) and (f.startswith(name[:-1]) or name.startswith(f[:-1]))]
    if not kin:
        return None
    return any(len(name) > len(f) for f in kin)


@cache
def designations() -> tuple[re.Pattern[str], tuple[Entry, ...]]:
    """The regular expressions of designations as one, and what each of its groups stands for."""
    rows = load_csv("designations", DesignationRow)
    pattern = re.compile("|".join(f"({row.pattern})" for row in rows))
    return pattern, tuple(Entry("type", row.category, row.origin, "ambiguous" in row.note, False, True) for row in rows)


@lru_cache(maxsize=4096)
def designation(text: str) -> tuple[Entry, bool] | None:
    """What a designation that no lexicon has stands for, and whether it is in the plural."""
    pattern, entries = designations()
    for surface, plural in ((text, False), (text[:-1], True)) if text.endswith("s") else ((text, False),):
        match = pattern.fullmatch(surface)
        if match and match.lastindex:
            return entries[match.lastindex - 1], plural
    return None


@cache
def ship_names() -> Index:
    """Ships that the lexicon knows by name."""
    out = Index()
    for row in load_csv("ships", ShipRow):
        out.add(row.name, Entry("ship", row.category, row.party, True, False, True, True))
    return out


@cache
def ship_prefixes() -> dict[str, tuple[tuple[str, ...], bool]]:
    """Prefixes of ships' names without full stops → the sides that use them, the best known first, and whether the letters mean other
    things too."""
    out: dict[str, tuple[tuple[str, ...], bool]] = {}
    for row in load_csv("ship_prefixes", ShipPrefixRow):
        sides, ambiguous = out.get(row.name.replace(".", "").replace(" ", ""), ((), "ambiguous" in row.note))
        out[row.name.replace(".", "").replace(" ", "")] = ((*sides, row.party), ambiguous)
    return out
