"""Finds units: own names of armed forces, numbered and named formations, branches of service and kinds of troops.

A unit's noun phrase is built around an anchor of the lexicons (a force's own name, an echelon, a branch) by taking in, to its left,
numbers, modifiers, names and the side that it belongs to, and, to its right, its number or the formation that it is part of.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from vedette.annotate.unit_lists import (
    NUMBER,
    ORDINAL,
    behind_letters,
    bracket_before,
    is_letter,
    is_ordinal,
    letters_before,
    modifier_before,
    name_before,
    nickname_before,
    numbers_before,
    pair_before,
    past_bracket,
)
from vedette.annotate.unit_parts import COMPOUND, Found, bracketed, compounds, is_proper, joined, larger, listed, nested, regimental
from vedette.annotate.unit_sides import Sides
from vedette.annotate.unit_words import (
    ARM,
    FOREIGN,
    NAMED,
    PERSONS,
    STATES,
    Word,
    adjectives,
    anchors,
    bare_words,
    modifiers,
    owners,
    ship_prefixes,
)
from vedette.grammar import begun_in, fold, word_set
from vedette.model import Document, Mention, Sentence, Span, Token, Unit

ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
GUARD = "national-guard"
"""Branch of the forces that regions have of their own."""
TRAINING_AREA = "training-area"
"""Kind of places that are no part of a command's name before them."""
MAX_LEFT = 12
"""Tokens before the anchor that can belong to a unit's name."""
NUMBERED_BRANCHES = frozenset(("command", "navy", "marines"))
"""Branches in which a number can stand behind a force's own name: Standing NATO Maritime Group 2."""
OWN_FORMS = frozenset(("name", "short", "adjective", "abbreviation", "prefix"))
"""Forms of a party's name that can stand before a unit as its owner; capitals, leaders and residents cannot."""
SHARING_FORMS = frozenset(("adjective", "abbreviation"))
"""Forms of a party's name that always share a noun with the one behind them: Russian and Kazakh navies, U.S. and Thai Marines."""


def find_units(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `unit` with a Unit each, in reading order."""
    finder = _Finder(doc)
    found = [(sentence, unit) for sentence in doc.sentences for unit in finder.read(sentence)]
    _share_parties(doc, [unit for _, unit in found])
    out = []
    for sentence, unit in found:
        span = Span(doc.tokens[unit.first].start, doc.tokens[unit.last - 1].end)
        out.append(Mention("unit", span, unit.first, unit.last, sentence.index, Unit(_name(doc, unit), unit.party, unit.word.branch)))
    return tuple(out)


def _name(doc: Document, unit: Found) -> str:
    if unit.shared is None:
        return doc.words(_past_side(doc, unit), unit.last)
    owner = begun_in(doc.of("party"), unit.first, unit.first + 1)[0]
    noun = doc.words(unit.shared, unit.last)  # of people without their side: Omani and Qatari | marines
    return noun if doc.tokens[unit.last - 1].text in word_set("unit_member") else f"{doc.words(owner.first, owner.last)} {noun}"


def _past_side(doc: Document, unit: Found) -> int:
    """Where a unit's name begins: behind its side where people are named by what they are: Omani | marines, American | special forces."""
    people = word_set("unit_member", "unit_sided")
    if doc.tokens[unit.anchor].text[0].isupper() or doc.words(unit.anchor, unit.anchor_last) not in people:
        return unit.first
    return next((m.last for m in begun_in(doc.of("party"), unit.first, unit.first + 1) if m.last <= unit.anchor), unit.first)


def _share_parties(doc: Document, found: Sequence[Found]) -> None:
    """Gives a unit of unknown side the side of its namesake elsewhere in the report, or the only side whose units the report names."""
    sides = {u.party for u in found if u.party}
    only = sides.pop() if len(sides) == 1 else None
    known = {fold(doc.words(u.first, u.last)): u.party for u in reversed(found) if u.party and (u.numbered or u.named)}
    for unit in found:
        if unit.party is None:
            unit.party = known.get(fold(doc.words(unit.first, unit.last)), only if is_proper(unit) else None)


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.regions = {m.last: m for m in doc.of("place") if m.value.kind in ("region", "city") and m.value.country}
        within = {i for m in doc.of("place") if m.value.kind != "country" and m.last - m.first > 1 for i in range(m.first, m.last)}
        self.parties = [m for m in doc.of("party") if m.first not in within]
        self.owners = {m.last: m for m in self.parties if m.value.form in OWN_FORMS}
        self.blocked = {i for m in doc.of("date") for i in range(m.first, m.last)}
        for m in doc.of("person"):
            inside = range(m.first, m.last)
            if not any(self.tokens[i].low in modifiers() for i in inside):
                self.blocked.update(inside)
        self.default = self._default_party()
        self.sides = Sides(self.tokens, self.parties, self.owners, self.default)

    def _default_party(self) -> str | None:
        """Whose units the report speaks of where it does not say: its publisher's, or the only side that it names."""
        publisher = self.doc.report.publisher
        owner = owners().get(fold(publisher)) if publisher else None
        if owner:
            return owner
        codes = {m.value.code for m in self.parties}
        return codes.pop() if len(codes) == 1 else None

    def read(self, sentence: Sentence) -> list[Found]:
        """The units of one sentence."""
        found: list[Found] = []
        for first, last, senses in self._anchors(sentence):
            floor = found[-1].last if found else sentence.first
            if first < floor:
                continue  # letters in brackets before a number
            unit = self._unit(sentence, first, last, senses, floor)
            self._take_row(unit, found, sentence)
            if found and floor == unit.first - 1 and self.tokens[floor].low == "'s":
                unit.owned = True  # the Army's | X Company
            single, near, row = True, True, listed(self.tokens, found)
            while found and not row and self._joins(found[-1], unit) and (near or nested(self.tokens, unit, found[-1])):
                near = found[-1].last == unit.first
                unit, single = joined(found.pop(), unit), False
                self._take_number(unit, found[-1].last if found else sentence.first)
            if single and not unit.owned and self.tokens[unit.anchor].text[0].isupper():
                whole = next((n for n in (1, 2) if n <= len(found) and bracketed(self.tokens, found[-n], unit)), 0)
                if whole:
                    unit = joined(found[-whole], unit)
                    del found[-whole:]
            found.append(unit)
        valid = [self._valid(f, sentence) for f in found]
        linked = [v or self._crowd(found, valid, n) for n, v in enumerate(valid)]
        found = [f for f, v in zip(found, linked, strict=True) if v]
        for n, unit in enumerate(found):
            self._take_part(unit, found[n - 1].last if n else sentence.first)
        self.sides.resolve(found, sentence)
        return [f for unit in found for f in (*self._sharers(unit, sentence), unit)]

    def _sharers(self, unit: Found, sentence: Sentence) -> list[Found]:
        """The units of the other sides named before a noun in the plural: the Russian and Kazakh air forces."""
        out: list[Found] = []
        first = unit.first
        owner = next((m for m in begun_in(self.parties, first, first + 1) if m.value.code == unit.party), None)
        if owner is None or owner.last >= unit.last or unit.numbered:
            return out
        if unit.word.sort == "echelon" and PERSONS not in unit.word.note:
            return out
        while first - 2 >= sentence.first and self.tokens[first - 1].low in word_set("unit_list"):
            other = self.owners.get(first - 1)
            if other is None or other.first < sentence.first or other.value.code == unit.party or not self._shares(other):
                break
            out.insert(0, replace(unit, first=other.first, party=other.value.code, shared=owner.last))
            first = other.first
        return out

    def _shares(self, party: Mention) -> bool:
        """Whether a side's name shares the noun of the one behind it: Russian and Kazakh navies, the China and Pakistan navies."""
        return party.value.form in SHARING_FORMS or self.tokens[party.first - 1].low in word_set("unit_article")

    def _anchors(self, sentence: Sentence) -> Iterator[tuple[int, int, list[Word]]]:
        """The anchors of a sentence; a force's name that holds another's as its owner is cut in two: Indian Navy's | Eastern Fleet."""
        for first, last, senses in compounds(anchors().find(self.tokens, sentence.first, sentence.last)):
            cut = next((i for i in range(first + 1, last - 1) if self.tokens[i].low == "'s"), None)
            owner = anchors().at(self.tokens, first, cut) if cut is not None else None
            if cut is None or (cut not in self.owners and (owner is None or owner[0] != cut)):
                yield first, last, senses
                continue
            if owner is not None and owner[0] == cut:
                yield first, cut, owner[1]
            yield cut + 1, last, senses

    def _crowd(self, found: Sequence[Found], valid: Sequence[bool], n: int) -> bool:
        """Whether a word that is a unit only in company (medics, engineers) stands in a list with one that is."""
        if "ambiguous" not in found[n].word.note or found[n].word.sort != "branch":
            return False
        pairs = [(a, b) for a, b in ((n - 1, n), (n, n + 1)) if a >= 0 and b < len(found) and (valid[a] or valid[b])]
        return any(all(t.low in word_set("unit_list") for t in self.tokens[found[a].last : found[b].first]) for a, b in pairs)

    # the noun phrase

    def _unit(self, sentence: Sentence, first: int, last: int, senses: Sequence[Word], floor: int) -> Found:
        word = senses[0]
        own = word.sort == "force"
        if own:
            word = replace(word, parties=tuple(dict.fromkeys(p for w in senses for p in w.parties)))
        modified = word.sort == "echelon" and last - first > 1
        unit = Found(first, last, first, last, word, named=own, numbered=own and self.tokens[first].text[0].isdigit(), modified=modified)
        if own and len(word.parties) == 1 and "ambiguous" not in word.note:
            unit.party = word.parties[0]
        self._take_left(unit, sentence, floor)
        self._take_right(unit, sentence)
        return unit

    def _take_left(self, unit: Found, sentence: Sentence, floor: int) -> None:
        tokens, i = self.tokens, unit.first
        headline = sentence.kind == "headline"
        capital = tokens[unit.anchor].text[0].isupper()
        sure = unit.party
        while i > floor and unit.first - i < MAX_LEFT:
            token = tokens[i - 1]
            owner = self.owners.get(i)
            region = self.regions.get(i)
            if unit.owned:
                if token.low in word_set("unit_lead") and token.text[0].isupper() and (capital or token.low in modifiers()):
                    i -= 1
                    continue
                if self._numbers_owner(unit, i, floor):
                    unit.numbered, i = True, pair_before(tokens, i - 1, floor)
                    break
                whole = self._owner_before(unit, i, floor)
                if whole is None:
                    break
                i = whole
                continue
            city = region is not None and region.value.kind == "city"  # New York, whose name is a state's too
            if region is not None and capital and region.first >= floor and not headline and not (city and unit.word.branch != GUARD):
                unit.party, unit.owned, unit.named, i = sure or region.value.country, True, True, region.first
            elif owner is not None and owner.first >= floor:
                foreign = owner.value.form == "adjective" and owner.value.code not in unit.word.parties  # the Saudi Royal Navy
                unit.party, unit.owned, i = owner.value.code if foreign or not sure else sure, True, owner.first
            elif token.low == "'s" and i - 1 in self.owners:
                unit.party, unit.owned = self.owners[i - 1].value.code, True
                break
            else:
                step = self._step_left(unit, sentence, i, floor)
                if step is None:
                    break
                i = step
        while i < unit.anchor and (not tokens[i].text[0].isalnum() or tokens[i].low in word_set("unit_article")):
            i += 1  # the Argentine | army
        unit.first = i

    def _owner_before(self, unit: Found, i: int, floor: int) -> int | None:
        """The index of what stands before a formation's owner and tells that it has several: joint Polish-|Ukrainian battalion."""
        tokens, token = self.tokens, self.tokens[i - 1]
        if unit.word.plural or tokens[unit.anchor_last - 1].low not in word_set("unit_formation", "unit_back"):
            return None
        other = self.owners.get(i) or self.owners.get(i - 1) if token.text == "-" else None
        if other is not None and other.first >= floor and token.end == tokens[i].start:
            unit.party = None
            return other.first
        return i - 1 if token.low in word_set("unit_mixed_lead") else None

    def _numbers_owner(self, unit: Found, i: int, floor: int) -> bool:
        """Whether the number of a formation stands before the side that it belongs to: the 3rd US Infantry Division, 15 Kenya Rifles."""
        if unit.numbered or unit.word.plural or unit.word.sort != "echelon" or i - 1 < floor or i - 1 in self.blocked:
            return False
        low = self.tokens[i - 1].low
        last = self.tokens[unit.anchor_last - 1]
        regiment = last.low in word_set("unit_regiment") or (last.text[0].isupper() and last.low in word_set("unit_formation"))
        return ORDINAL.fullmatch(low) is not None or (regiment and NUMBER.fullmatch(low) is not None)

    def _step_left(self, unit: Found, sentence: Sentence, i: int, floor: int) -> int | None:
        """The index of the first token of the word or number before token i if it belongs to the unit's name."""
        tokens, token = self.tokens, self.tokens[i - 1]
        formation, start, headline = unit.word.sort in ("echelon", "force"), sentence.first, sentence.kind == "headline"
        low, capital = token.low, tokens[unit.anchor].text[0].isupper()
        if i - 1 in self.blocked:
            return None
        if NUMBER.fullmatch(low) or ORDINAL.fullmatch(low):
            return self._number_left(unit, i, floor)
        small = token.text.islower()
        ordinal = low in word_set("unit_ordinal") and formation and not headline
        if ordinal and (is_ordinal(tokens, unit.anchor, i) if small else (i - 1 > start or capital)):
            unit.numbered = True
            return i - 1
        if low in modifiers():
            if low in word_set("unit_verb") and i - 2 >= start and tokens[i - 2].low in word_set("unit_infinitive"):
                return None
            if token.text[0].isupper() and not capital and i - 2 >= start and tokens[i - 2].low in word_set("unit_ministry_of"):
                return None  # Department of Defense | units
            unit.modified = True
            return i - 1
        if token.text == "-" and i - 2 >= floor and token.start == tokens[i - 2].end and token.end == tokens[i].start:
            before = tokens[i - 2]
            link = before.low in modifiers() or before.low in word_set("unit_name_link")  # Khatam al-Anbiya
            return i - 2 if link or (before.text[0].isupper() and i - 1 not in self.owners) else None
        if low in word_set("unit_ampersand") and capital and i - 2 >= floor and tokens[i - 2].text[0].isupper():
            unit.named = True
            return i - 2
        if low in word_set("unit_list") and i - 2 >= floor and not headline:
            if i - 1 in self.owners or i - 2 in self.blocked:
                return None
            named = (
                name_before(tokens, i, floor, unit.row or i + 1 == unit.anchor) if unit.word.plural and formation and not capital else None
            )
            unit.row = unit.row or named is not None
            return modifier_before(tokens, i, unit.anchor_last - 1, floor) if named is None else named
        nickname = nickname_before(tokens, i, floor) if formation and capital else None
        if nickname is not None:
            return nickname
        if low == ")":
            return self._before_bracket(unit, sentence, i, floor)
        if i == unit.anchor and i - 1 > start and is_letter(token, tokens[i]):
            unit.numbered = True
            return letters_before(tokens, i - 1, floor) if unit.word.plural else i - 1
        if unit.named and low in word_set("unit_name_link") and i - 2 >= floor and tokens[i - 2].text[0].isupper():
            return i - 1  # Tariq bin Ziyad
        return self._name_left(unit, sentence, i)

    def _name_left(self, unit: Found, sentence: Sentence, i: int) -> int | None:
        """The index of the word before token i if it is a name that belongs to the unit's."""
        sort, capital = unit.word.sort, self.tokens[unit.anchor].text[0].isupper()
        if sentence.kind == "headline" or sort == "force" or not (capital or sort == "echelon"):
            return None
        if not self._is_name(self.tokens[i - 1], i - 1, sentence.first):
            return None
        unit.named = True
        return i - 1

    def _before_bracket(self, unit: Found, sentence: Sentence, i: int, floor: int) -> int | None:
        """The index of the part of the name before a bracket that explains it: EOD (Explosive Ordnance Disposal) | squadrons."""
        opened = bracket_before(self.tokens, i, floor)
        if opened is None or opened <= floor or self.tokens[opened - 1].text == ")":
            return None
        owner = self.owners.get(opened)
        return self._step_left(unit, sentence, opened, floor) if owner is None else opened

    def _number_left(self, unit: Found, i: int, floor: int) -> int | None:
        """Takes in a formation's number (1st, 6, No. 6, 1-24); not a count (two brigades, 40 marines)."""
        tokens, low = self.tokens, self.tokens[i - 1].low
        first = numbers_before(tokens, i - 1, floor)
        if first < i - 1 and unit.word.plural and (not low.isdigit() or tokens[unit.anchor].text[0].isupper()):
            unit.numbered = True
            return first
        formation = (
            unit.word.sort == "echelon" or regimental(tokens, unit) or tokens[unit.anchor_last - 1].low in word_set("unit_ordinal_noun")
        )
        counted = unit.word.plural or not formation or (i == unit.anchor and tokens[i].text.islower())
        members = unit.word.sort == "branch" and not tokens[unit.anchor].text[0].isupper()
        number = pair_before(tokens, i - 1, floor)
        if (low.isdigit() and counted and not (number < i - 1 and tokens[i].text[0].isupper())) or (not low.isdigit() and members):
            return None
        unit.numbered = True
        signed = number == i - 1 > floor and tokens[i - 2].low in word_set("unit_number_sign")
        return i - 2 if signed else number

    def _take_number(self, unit: Found, floor: int) -> None:
        """Takes in the number before a formation's name whose first word is a branch: 25 | Engineer | Support Squadron."""
        i = unit.first
        if unit.numbered or unit.word.sort != "echelon" or i - 1 < floor or i - 1 in self.blocked:
            return
        if NUMBER.fullmatch(self.tokens[i - 1].low) or ORDINAL.fullmatch(self.tokens[i - 1].low):
            first = self._number_left(unit, i, floor)
            unit.first = i if first is None else first

    def _is_name(self, token: Token, i: int, start: int) -> bool:
        if not token.text[0].isupper() or token.low in word_set("unit_number") or token.low in bare_words():
            return False
        if token.low in word_set("unit_name_stop") - adjectives():
            return False
        return i > start or len(token.text) > 1

    def _take_right(self, unit: Found, sentence: Sentence) -> None:
        """Takes in a number (Task Force 70), and a place or side that is part of a command's name (Command Naples, Army Europe)."""
        tokens, i, last = self.tokens, unit.last, sentence.last
        if unit.word.sort not in ("echelon", "designator", "force") or i >= last:
            return
        token = tokens[i]
        joined = token.text == "-" and i + 1 < last and token.start == tokens[i - 1].end and tokens[i + 1].start == token.end
        if joined and tokens[i + 1].text[0].isdigit():
            unit.last, unit.numbered = i + 2, True
            return
        name = joined and tokens[i + 1].text[0].isupper() and not (i + 2 < last and tokens[i + 2].text[0].isupper())
        if name and tokens[i - 1].low in word_set("unit_named_after") and tokens[i - 1].text[0].isupper():
            unit.last, unit.named = i + 2, True  # Joint Task Force-Bravo
            return
        number = behind_letters(tokens, i, last)
        if number is not None and NUMBER.fullmatch(tokens[number].text) and unit.word.sort == "echelon":
            unit.last, unit.numbered = number + 1, True
            return
        if unit.word.plural or i in self.blocked or (unit.word.sort == "force" and unit.word.branch not in NUMBERED_BRANCHES):
            return
        if NUMBER.fullmatch(token.text) or (
            token.text[0].isupper() and (ROMAN.fullmatch(token.text) or token.low in word_set("unit_number"))
        ):
            unit.last, unit.numbered = i + 1, True
        elif tokens[unit.anchor].text[0].isupper() and token.text[0].isupper() and sentence.kind != "headline":
            ends = [m.last for m in begun_in(self.doc.of("place"), i, i + 1) if m.value.kind != TRAINING_AREA]
            ends += [m.last for m in begun_in(self.parties, i, i + 1) if m.value.form != "adjective"]
            if not ends and tokens[i - 1].low in word_set("unit_named_after") and self._is_name(token, i, sentence.first):
                ends = [i + 1]
            if not ends and tokens[i - 1].low in word_set("unit_seated") and token.low in word_set("venue_direction"):
                ends = [i + 1]  # Special Operations Command South
            if ends:
                unit.last, unit.named = max(ends), True

    def _take_row(self, unit: Found, found: list[Found], sentence: Sentence) -> None:
        """Takes in the kinds that share a noun in the plural with the one before it: the commando, special forces and air mobile brigades.

        `found` are the units before it, of which those are taken that are no more than such a kind. The first of a row must be one that
        cannot stand alone: special forces and tank brigades are two.
        """
        tokens, noun = self.tokens, self.tokens[unit.anchor_last - 1]
        if not (unit.word.plural and noun.text.islower()) or noun.low not in word_set("unit_row_noun") or unit.owned or unit.numbered:
            return
        taken, first = 0, unit.first
        for n, kind in enumerate(reversed(found), 1):
            joint = first - 1
            if kind.last == joint - 1 and tokens[joint - 1].text == ",":
                joint -= 1
            listed = tokens[first - 1].low in word_set("unit_list") and (n > 1 or tokens[first - 1].text.isalpha())
            if kind.last != joint or not listed or not self._is_kind(kind):
                break
            first = kind.first
            before = modifier_before(tokens, first, unit.anchor_last - 1, sentence.first)
            if before is not None and (n == len(found) or before >= found[-n - 1].last):
                first = before
            if first < kind.first or not kind.word.plural:
                taken, unit.first, unit.modified = n, first, True
        del found[len(found) - taken :]

    def _is_kind(self, unit: Found) -> bool:
        """Whether a unit is named by no more than a kind that may stand before a noun: tank, special forces; not marines."""
        words = [t.low for t in self.tokens[unit.first : unit.last]]
        people = unit.word.plural and words[-1] in word_set("unit_member")
        return not (unit.owned or unit.numbered or unit.named or people) and " ".join(words) in adjectives()

    def _take_part(self, unit: Found, floor: int) -> None:
        """Takes in the small unit that people of a kind make up: a company of paratroopers, a team of 12 divers."""
        tokens, i = self.tokens, unit.first
        if i - 1 > floor and NUMBER.fullmatch(tokens[i - 1].low):
            i -= 1
        people = (unit.word.sort == "branch" or PERSONS in unit.word.note) and tokens[unit.last - 1].low in word_set("unit_member")
        if not people or unit.numbered or i - 2 < floor:
            return
        if tokens[i - 1].low in word_set("unit_counting") and tokens[i - 2].low in word_set("unit_of_people"):
            unit.first = i - 2

    # units made of units

    def _joins(self, a: Found, b: Found) -> bool:
        """Whether two neighbours are one unit: U.S. Army | Africa Command; 1st Battalion, 9th Regiment; 2nd Brigade of the 7th Corps."""
        between = " ".join(t.low for t in self.tokens[past_bracket(self.tokens, a.last, b.first) : b.first])
        if not between:
            if a.word.plural and all(self.tokens[i].text.islower() for i in range(a.first, a.last)) and not b.word.plural:
                return False  # who commands | U.S. Army Japan
            last = self.tokens[b.anchor_last - 1]
            if last.text[0].islower() and last.low in word_set("unit_numbered_only") and a.word.sort in ("service", "force"):
                return False
            return self.tokens[b.anchor].text[0].isupper() or a.word.sort in ("service", "force") or b.word.sort == "echelon"
        if not (a.numbered or (a.named and a.word.sort == "echelon")) or a.word.plural or not self._formation(b):
            return False
        if (b.word.plural and not (b.word.sort == "branch" and b.numbered)) or b.word.sort == "designator" or FOREIGN in b.word.note:
            return False
        if between in word_set("unit_part_comma"):
            named = b.numbered or (a.numbered and (between != "," or b.word.sort == "force" or regimental(self.tokens, b)))
            return named and larger(self.tokens, b, a)
        return a.numbered and between in word_set("unit_part_of") and (b.numbered or b.named or (b.owned and b.word.sort == "echelon"))

    def _formation(self, unit: Found) -> bool:
        """Whether a name is that of a formation, not of a whole service: it has a number, or its last word is an echelon's."""
        if unit.word.sort == "echelon" or unit.numbered:
            return True
        if unit.word.sort == "force" and self.tokens[unit.anchor_last - 1].low in word_set("unit_regiment", "unit_foot"):
            return True
        hit = anchors().at(self.tokens, unit.anchor_last - 1, unit.anchor_last) if unit.word.sort == "force" else None
        return hit is not None and hit[1][0].sort == "echelon" and "weak" not in hit[1][0].note

    # what is a unit

    def _valid(self, unit: Found, sentence: Sentence) -> bool:
        word, anchor = unit.word, self.tokens[unit.anchor : unit.anchor_last]
        capital = anchor[0].text[0].isupper() and sentence.kind != "headline"
        after = unit.last + (unit.last < sentence.last and self.tokens[unit.last].text == "-")
        place = after < sentence.last and self.tokens[after].low in word_set("unit_place_noun")
        if place or (unit.last < after < sentence.last and word.sort == "service" and self.tokens[after].text.istitle()):
            return False  # the Navy-Marine Strike System
        if word.sort == "designator":
            return unit.numbered
        if word.sort == "force":
            if self._bare(unit) or any(unit.anchor_last <= m.last for m in begun_in(self.parties, sentence.first, unit.anchor + 1)):
                return False
            if anchor[0].text in ship_prefixes() and unit.last < sentence.last and self.tokens[unit.last].text[0].isupper():
                return False
            known = "ambiguous" not in word.note or unit.owned or self.default in word.parties or not anchor[0].text.isupper()
            return known or self.sides.named(word.parties)
        if STATES in word.note:
            return capital and unit.named and unit.owned
        if FOREIGN in word.note:
            return unit.numbered
        if word.sort == "echelon":
            name = " ".join(t.low for t in anchor)
            if name in word_set("unit_regiment"):
                if name in word_set("unit_formation") and (unit.named or unit.modified):
                    return True
                return capital and (unit.numbered or unit.named or unit.owned)
            if name in word_set("unit_numbered_only"):
                return unit.numbered and unit.last == unit.anchor_last
            if name in word_set("unit_lettered") and not (unit.numbered or unit.modified or unit.owned):
                return unit.first < unit.anchor and self.tokens[unit.anchor - 1].low in word_set("unit_letter")
            if anchor[-1].low in word_set("unit_lettered") and unit.named and not (unit.numbered or unit.owned or capital):
                return False
            longer = (unit.first < unit.anchor or COMPOUND in word.note) and (unit.modified or unit.named or unit.owned)
            more = unit.numbered or longer or (unit.named and unit.last > unit.anchor_last)
            if unit.row:
                return True
            if NAMED in word.note:
                if not capital:  # the Barkhane force
                    return unit.named and unit.first > sentence.first and self.tokens[unit.first - 1].low in word_set("unit_named_behind")
                return unit.named or unit.anchor_last - unit.first > 2 or COMPOUND in word.note
            if "weak" in word.note:
                return unit.numbered or (more and (capital or (unit.modified and name in word_set("unit_group"))))
            if name in word_set("unit_everyday"):
                formation = (unit.named and name in word_set("unit_formation")) or (
                    unit.owned and name in word_set("unit_formation", "unit_size_2")
                )
                return unit.numbered or (unit.modified and more) or (capital and more) or formation
            troops = PERSONS in word.note and word.plural and not capital
            return unit.numbered or unit.named or unit.modified or unit.owned or troops
        if ARM in word.note:
            return unit.numbered
        if "ambiguous" in word.note:
            return unit.owned or unit.modified or unit.numbered
        return True

    def _bare(self, unit: Found) -> bool:
        """Whether nothing but the side and a word such as forces or military makes the name."""
        i = unit.first
        for m in begun_in(self.parties, i, unit.last):
            if m.first == i:
                i = m.last
        return i == unit.last - 1 and self.tokens[i].low in bare_words()
