"""Finds units: own names of armed forces, numbered and named formations, branches of service and kinds of troops.

A unit's noun phrase is built around an anchor of the lexicons (a force's own name, an echelon, a branch) by taking in, to its left,
numbers, modifiers, names and the side that it belongs to, and, to its right, its number or the formation that it is part of.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel, ConfigDict

from vedette.grammar import Phrases, fold, tokenize
from vedette.lexicon import Row, load_csv, words_of
from vedette.model import Document, Mention, Sentence, Span, Token, Unit

ORDINAL = re.compile(r"\d{1,4}[a-z]{1,2}")
"""A number with letters at its end: 1st, 31e."""
NUMBER = re.compile(r"\d{1,4}")
ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
MAX_LEFT = 12
"""Tokens before the anchor that can belong to a unit's name."""
OWN_FORMS = frozenset(("name", "short", "adjective", "abbreviation", "prefix"))
"""Forms of a party's name that can stand before a unit as its owner; capitals, leaders and residents cannot."""


class ForceRow(Row):
    """The own name of an armed force, with the side (ids separated by blanks where several share it) and the branch of service."""

    party: str
    branch: str
    form: str
    case: str


class UnitWordRow(Row):
    """A noun or adjective of which names of units are made."""

    kind: str
    branch: str = ""


class PublisherRow(BaseModel):
    """A publisher, as far as it tells whose units it speaks of without saying so."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str
    kind: str
    host: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """What a phrase of the lexicons says of a unit; `sort` is force, service, echelon, branch or designator."""

    sort: str
    parties: tuple[str, ...] = ()
    branch: str | None = None
    note: str = ""
    plural: bool = False


@dataclass(slots=True)
class _Found:
    """A unit in the making: tokens [first, last) with the anchor at [anchor, anchor_last)."""

    first: int
    last: int
    anchor: int
    word: Word
    party: str | None = None
    numbered: bool = False
    named: bool = False
    modified: bool = False
    owned: bool = False


@cache
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
    branch_of = {r.name: r.branch or None for r in rows}
    for word in rows:
        if word.name not in services:
            abbreviated = word.name.isupper()
            phrases.add(word.name, Word(word.kind, (), word.branch or None, word.note, _is_plural(word.name, forms[word.id])), exact=abbreviated)
    for name in services:
        phrases.add(name, Word("service", (), branch_of.get(name)))
    for name in words_of("unit_designator"):
        phrases.add(name.upper(), Word("designator"), exact=True)
    return phrases


def _is_plural(name: str, forms: Sequence[str]) -> bool:
    """Whether another form of the same word is this one without its ending."""
    return any(0 < len(name) - len(other) <= 2 and name.startswith(other[:-1]) for other in forms)


@cache
def _modifiers() -> frozenset[str]:
    """Folded words of which the adjectives before a unit's noun are made."""
    rows = load_csv("unit_words", UnitWordRow)
    joints = _words("unit_list")
    return frozenset(t.low for r in rows if r.kind == "adjective" for t in tokenize(r.name) if t.text[0].isalnum() and t.low not in joints)


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words_of(kind))


@cache
def _follow_no() -> Phrases[bool]:
    phrases: Phrases[bool] = Phrases()
    for word in words_of("unit_follow_no"):
        phrases.add(word, True)
    return phrases


@cache
def _owners() -> dict[str, str]:
    """Names and hosts of armed forces' and ministries' own publications → their country."""
    rows = [r for r in load_csv("publishers", PublisherRow) if r.kind in ("military", "ministry") and r.country]
    return {fold(key): r.country for r in rows for key in (r.name, r.host) if key and r.country}


def find_units(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `unit` with a Unit each, in reading order."""
    finder = _Finder(doc)
    found = [unit for sentence in doc.sentences for unit in finder.read(sentence)]
    return tuple(found)


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.party_ends = {m.last: m for m in doc.of("party") if m.value.form in OWN_FORMS}
        self.parties = doc.of("party")
        self.blocked = {i for kind in ("date", "person") for m in doc.of(kind) for i in range(m.first, m.last)}
        self.default = self._default_party()

    def _default_party(self) -> str | None:
        """Whose units the report speaks of where it does not say: its publisher's, or the only side that it names."""
        publisher = self.doc.report.publisher
        owner = _owners().get(fold(publisher)) if publisher else None
        if owner:
            return owner
        codes = {m.value.code for m in self.parties}
        return codes.pop() if len(codes) == 1 else None

    def read(self, sentence: Sentence) -> Iterator[Mention]:
        """The units of one sentence."""
        found: list[_Found] = []
        for first, last, words in anchors().find(self.tokens, sentence.first, sentence.last):
            floor = found[-1].last if found else sentence.first
            unit = self._unit(sentence, first, last, words, floor)
            if unit is None:
                continue
            if found and self._joins(found[-1], unit):
                unit = self._joined(found.pop(), unit)
            found.append(unit)
        found = [f for f in found if self._valid(f, sentence)]
        self._resolve(found, sentence)
        for f in found:
            tokens = self.tokens
            value = Unit(self.doc.words(f.first, f.last), f.party, f.word.branch)
            yield Mention("unit", Span(tokens[f.first].start, tokens[f.last - 1].end), f.first, f.last, sentence.index, value)

    # the noun phrase

    def _unit(self, sentence: Sentence, first: int, last: int, words: Sequence[Word], floor: int) -> _Found | None:
        word = words[0]
        if word.sort == "force":
            word = replace(word, parties=tuple(dict.fromkeys(p for w in words for p in w.parties)))
        unit = _Found(first, last, first, word, named=word.sort == "force")
        if word.sort == "force" and len(word.parties) == 1 and "ambiguous" not in word.note:
            unit.party = word.parties[0]
        self._strip_owner(unit)
        self._take_left(unit, sentence, floor)
        self._take_right(unit, sentence)
        return unit

    def _strip_owner(self, unit: _Found) -> None:
        """Leaves a possessive out of a force's own name: Sweden's Home Guard."""
        for i in range(unit.first + 1, unit.last - 1):
            if self.tokens[i].low == "'s" and i in self.party_ends:
                unit.party, unit.owned, unit.first = self.party_ends[i].value.code, True, i + 1

    def _take_left(self, unit: _Found, sentence: Sentence, floor: int) -> None:
        tokens, i = self.tokens, unit.first
        headline = sentence.kind == "headline"
        capital = tokens[unit.anchor].text[0].isupper()
        if unit.owned:
            return
        while i > floor and unit.first - i < MAX_LEFT:
            token = tokens[i - 1]
            if i in self.party_ends and (not unit.owned) and self.party_ends[i].first >= floor:
                owner = self.party_ends[i]
                unit.party, unit.owned, i = owner.value.code, True, owner.first
                continue
            if unit.owned:
                if token.low in _words("unit_lead") and token.text[0].isupper():
                    i -= 1
                    continue
                break
            if token.low == "'s" and i - 1 in self.party_ends:
                unit.party, unit.owned = self.party_ends[i - 1].value.code, True
                break
            if i - 1 in self.blocked:
                break
            step = self._step_left(unit, i, floor, capital, headline, sentence.first)
            if step is None:
                break
            i = step
        while i < unit.anchor and not tokens[i].text[0].isalnum():
            i += 1
        unit.first = i

    def _step_left(self, unit: _Found, i: int, floor: int, capital: bool, headline: bool, start: int) -> int | None:
        """The index of the first token of the word or number before token i if it belongs to the unit's name."""
        tokens, token = self.tokens, self.tokens[i - 1]
        echelon = unit.word.sort in ("echelon", "force")
        low = token.low
        if NUMBER.fullmatch(low) or ORDINAL.fullmatch(low):
            if not echelon and unit.word.sort != "service":
                return None
            if low.isdigit() and (unit.word.plural or (unit.word.sort == "force" and i - 1 == start) or unit.word.sort == "service"):
                return None
            unit.numbered = True
            if i - 3 >= floor and tokens[i - 2].text in ("-", "/") and NUMBER.fullmatch(tokens[i - 3].low):
                return i - 3
            if i - 2 >= floor and tokens[i - 2].low in _words("unit_number_sign"):
                return i - 2
            return i - 1
        if low in _words("unit_ordinal") and token.text[0].isupper() and echelon and not headline:
            unit.numbered = True
            return i - 1
        if low in _modifiers():
            unit.modified = True
            return i - 1
        if token.text == "-" and i - 2 >= floor and token.start == tokens[i - 2].end and token.end == tokens[i].start:
            before = tokens[i - 2]
            return i - 2 if before.low in _modifiers() or before.text[0].isupper() or before.low.isdigit() else None
        if low in _words("unit_list") and i - 2 >= floor and i < unit.last and not headline:
            both = tokens[i - 2].low in _modifiers() and tokens[i].low in _modifiers() and i < unit.anchor + 1
            fits = tokens[i - 2].text[0].isupper() == tokens[i].text[0].isupper() == capital
            if both and fits and low.isalpha() and i - 1 not in self.party_ends and i - 2 not in self.blocked:
                return i - 2
            return None
        if self._is_name(token, i - 1, start) and not headline and (capital or echelon):
            unit.named = True
            return i - 1
        return None

    def _is_name(self, token: Token, i: int, start: int) -> bool:
        if not token.text[0].isupper() or not token.text[0].isalpha() or token.low in _words("unit_name_stop") or i in self.blocked:
            return False
        return i > start or len(token.text) > 1 and not token.low.endswith("ing")

    def _take_right(self, unit: _Found, sentence: Sentence) -> None:
        tokens, i, last = self.tokens, unit.last, sentence.last
        if unit.word.sort not in ("echelon", "designator", "force") or i >= last:
            return
        if tokens[i].text == "-" and i + 1 < last and tokens[i].start == tokens[i - 1].end and (tokens[i + 1].text[0].isdigit() or unit.word.sort == "designator"):
            unit.last, unit.numbered = i + 2, True
            return
        token = tokens[i]
        if unit.word.plural or unit.word.sort == "force" and unit.word.branch not in ("command", "navy"):
            return
        if NUMBER.fullmatch(token.text) or token.text[0].isupper() and (ROMAN.fullmatch(token.text) or token.low in _words("unit_number")):
            if i not in self.blocked:
                unit.last, unit.numbered = i + 1, True
            return
        if tokens[unit.anchor].text[0].isupper() and i not in self.blocked:
            ends = [m.last for kind in ("party", "place") for m in self.doc.of(kind) if m.first == i and kind != "party" or m.first == i and m.value.form in ("name", "region", "abbreviation", "short")]
            if ends and token.text[0].isupper():
                unit.last, unit.named = max(ends), True

    # units made of units

    def _joins(self, a: _Found, b: _Found) -> bool:
        """Whether two neighbours are one unit: U.S. Army | Special Operations Command; 1st Battalion, 204th Regiment; 2nd Brigade of the 11th Division."""
        between = self.tokens[a.last : b.first]
        if not between:
            return self.tokens[b.anchor].text[0].isupper() or a.word.sort == "service" or a.word.sort == "force"
        if not (a.numbered or a.named) or a.word.sort not in ("echelon", "force") or b.word.sort not in ("echelon", "force") or a.word.plural:
            return False
        lows = [t.low for t in between]
        if lows == [","] or lows == [",", "the"]:
            return b.numbered and (self._ends_here(b) or True) and not b.word.plural and self._part_of(a)
        return " ".join(lows) in _words("unit_of_joint") and (b.numbered or b.named) and self.tokens[b.first].text[0].isalnum()

    def _part_of(self, a: _Found) -> bool:
        """Whether the unit is small enough to be told with the formation that it is part of."""
        return a.numbered or a.named

    def _ends_here(self, b: _Found) -> bool:
        return True

    def _joined(self, a: _Found, b: _Found) -> _Found:
        word = replace(b.word if b.word.sort != "branch" else b.word, branch=b.word.branch or a.word.branch)
        return _Found(a.first, b.last, b.anchor, word, b.party or a.party, True, a.named or b.named, True, a.owned or b.owned)

    # what is a unit

    def _valid(self, unit: _Found, sentence: Sentence) -> bool:
        word = unit.word
        if unit.last < sentence.last and _follow_no().at(self.tokens, unit.last, sentence.last) and self.tokens[unit.last].text[0].isupper():
            return False
        if word.sort == "designator":
            return unit.numbered
        if word.sort == "force":
            return "ambiguous" not in word.note or unit.owned or any(m.value.code in word.parties for m in self.parties) or self.default in word.parties
        if word.sort == "echelon":
            if "weak" in word.note:
                strong = self.tokens[unit.anchor].text[0].isupper() and (unit.modified or unit.named) and unit.anchor > unit.first
                return unit.numbered or strong
            return unit.numbered or unit.named or unit.modified
        if "ambiguous" in word.note:
            return unit.owned or unit.modified
        return True

    # whose it is

    def _resolve(self, found: Sequence[_Found], sentence: Sentence) -> None:
        near = [m for m in self.parties if m.sentence == sentence.index]
        codes = {m.value.code for m in near}
        previous: _Found | None = None
        for unit in found:
            if unit.party is None:
                unit.party = self._of_party(unit) or self._from_list(previous, unit)
            if unit.party is None and unit.word.parties:
                unit.party = self._candidate(unit.word.parties, near)
            if unit.party is None and self.default:
                unit.party = self.default
            if unit.party is None and len(codes) == 1:
                unit.party = next(iter(codes))
            previous = unit

    def _of_party(self, unit: _Found) -> str | None:
        """The side named behind the unit: marines from France, the navies of Chile."""
        lows = []
        for i in range(unit.last, min(unit.last + 3, len(self.tokens))):
            for m in self.parties:
                if m.first == i and " ".join(lows) in _words("unit_of"):
                    return str(m.value.code)
            lows.append(self.tokens[i].low)
        return None

    def _from_list(self, previous: _Found | None, unit: _Found) -> str | None:
        if previous is None or previous.party is None:
            return None
        between = self.tokens[previous.last : unit.first]
        return previous.party if all(t.low in _words("unit_list") for t in between) and len(between) <= 3 else None

    def _candidate(self, parties: Sequence[str], near: Sequence[Mention]) -> str | None:
        for m in (*near, *self.parties):
            if m.value.code in parties:
                return str(m.value.code)
        return self.default if self.default in parties else parties[0] if len(parties) == 1 else None
