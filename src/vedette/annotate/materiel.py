"""Finds ships, aircraft, vehicles and weapons: by noun, by designation, by class, by name.

A phrase is a run of words that the lexicons know (modifiers, designations, nouns), with names and adjectives around it, the count before
it and whose it is. Where one count covers several nouns (40 planes and helicopters), they are one.
"""

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.materiel_echoes import echoes
from vedette.annotate.materiel_lexicon import categories_below, compact
from vedette.annotate.materiel_runs import HEADS, Item, Runs
from vedette.grammar import fold, phrases_of, word_set
from vedette.model import Document, Materiel, Mention, Quantity, Sentence, Span, Token

MOVING = frozenset(("boat", "aircraft", "ship", "vehicle", "truck", "light-aircraft", "trainer-aircraft"))
"""Categories of which plural nouns that have other senses count in a list beside a sure one."""
KIND_REACH = 4
"""Tokens of the noun for ships before the first ship's prefix."""
PENNANT = 4
"""Digits of a ship's number before its name."""
QUOTES = frozenset('"“”«»„')
"""Quotation marks around the name of a type: AH-11B "Super Lynx"."""
NAMESAKES = frozenset(("leader",))
"""Forms of a state's name that are a ship's name behind or before its kind: the frigate King Rudolf VI."""
AFLOAT = "auxiliary-ship"
"""The category of what bears a ship's name: the tanker Zenda."""
MAX_GAP = 5
"""Tokens between a count and the words that the lexicons know."""


class _Found(Struct):
    """A phrase in the making: the type in tokens [first, last), the count and the side."""

    first: int
    last: int
    head: Item
    items: list[Item]
    start: int
    quantity: Mention | None = None
    party: str | None = None
    sent: bool = False
    """Whether the side is known as the one that sends it, and with it what is listed behind it."""
    determined: bool = False
    origin: str | None = None
    text: str | None = None
    parts: int = 1
    name: tuple[int, int] | None = None
    praised: bool = False
    """Whether words of praise stood before the type."""


def find_materiel(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `materiel` with a Materiel each, in reading order."""
    finder = _Finder(doc)
    return tuple(mention for sentence in doc.sentences for mention in finder.read(sentence))


class _Finder(Runs):
    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.services = {m.last: m for m in doc.of("unit") if not any(c.isdecimal() for c in m.value.name)}
        self.counted = {m.last: m for m in doc.of("quantity")}
        self.starting = {m.first: m for m in doc.of("quantity")}
        self.numbers = {i for m in doc.of("quantity") for i in range(m.first, m.last)}

    def read(self, sentence: Sentence) -> list[Mention]:
        """The materiel of one sentence."""
        runs = list(self.runs(sentence))
        if not runs:
            return []
        found: list[_Found] = []
        for run in runs:
            floor = found[-1].last if found else sentence.first
            found.append(self._phrase(run, floor, sentence))
        told: list[_Found] = []
        for joined in self._joined(found):
            self._resolve(joined, told[-1] if told and self._lists(told[-1], joined) else None, sentence)
            told.extend(self._named(joined, sentence))
        told = [each for one in told for each in (*self._sharing(one, sentence), one)]
        told = [one for k, one in enumerate(told) if k == 0 or not self._repeats(told[k - 1], one)]
        told = [one for one in told if not self._fights(one, told)]
        told = [one for k, one in enumerate(told) if not echoes(self.tokens, told, k, sentence)]
        valid = [self._valid(one, sentence) for one in told]
        for order in (range(len(told)), range(len(told) - 1, -1, -1)):
            for k in order:
                valid[k] = valid[k] or self._among(told, valid, k)
        return [self._mention(one, sentence) for k, one in enumerate(told) if valid[k]]

    def _among(self, told: Sequence[_Found], valid: Sequence[bool], k: int) -> bool:
        """Whether a word that has other senses stands in a list right beside one that is sure: Arrow, Iron Dome; planes and helicopters."""
        head = told[k].head
        general = self.tokens[head.last - 1].low in word_set("materiel_vague")
        if head.entry.sort == "noun" and (general or not head.plural):
            return False
        before = k > 0 and valid[k - 1] and self._lists(told[k - 1], told[k])
        return before or (k + 1 < len(told) and valid[k + 1] and self._lists(told[k], told[k + 1]))

    def _fights(self, one: _Found, told: Sequence[_Found]) -> bool:
        """Whether fighters are people: those of no state in a sentence that tells of no other aircraft."""
        if one.party or len(one.items) > 1 or one.parts > 1 or self.tokens[one.head.last - 1].low not in word_set("materiel_or_people"):
            return False
        return not any(o is not one and o.head.entry.category in categories_below("aircraft") for o in told)

    def _afoot(self, one: _Found) -> bool:
        """Whether the words are those for a kind that moves by itself."""
        return one.head.entry.category in MOVING

    def _sharing(self, one: _Found, sentence: Sentence) -> list[_Found]:
        """The counts of other sides before one whose noun they share: 29 Ruritanian and | 19 Elbonian aircraft."""
        found: list[_Found] = []
        start = one.start
        while one.quantity and one.party:
            k = start
            while k > sentence.first and self.tokens[k - 1].low in word_set("materiel_join", "materiel_comma"):
                k -= 1
            party = self.owners.ending.get(k) if k < start else None
            count = self.counted.get(party.first) if party else None
            if party is None or count is None or party.first < sentence.first:
                break
            text = self.doc.words(one.first, one.last)
            found.append(_Found(count.first, party.last, one.head, one.items, count.first, count, party.value.code, text=text))
            start = count.first
        return found[::-1]

    def _repeats(self, before: _Found, one: _Found) -> bool:
        """Whether letters behind a type only shorten it: unmanned aerial vehicles (UAVs); Assault Amphibious Vehicles, or KAAV."""
        tokens, text = self.tokens, self.doc.words(one.first, one.last)
        between = "".join(t.low for t in tokens[before.last : one.first])
        letters = text.isalpha() and (text.rstrip("s").isupper() or (between == "(" and text[0].isupper()))
        if one.quantity or one.party or one.last - one.first > 1 or not letters:
            return False
        return between in word_set("materiel_short") and before.head.entry.sort != "ship"

    def _mention(self, one: _Found, sentence: Sentence) -> Mention:
        tokens = self.tokens
        first, last = one.quantity.first if one.quantity else one.first, one.last
        if one.quantity and first >= last:
            first, last = one.first, one.quantity.last
        quantity: Quantity | None = one.quantity.value if one.quantity else None
        text = one.text or self.doc.words(one.first, one.last)
        if one.name:
            text = f"{self.doc.words(one.first, one.head.last)} {self.doc.words(*one.name)}"
        if any(c in QUOTES for c in text):
            text = "".join(c for c in text if c not in QUOTES)
        category, vague = one.head.entry.category, self._vague(one, sentence)
        value = Materiel(" ".join(text.split()), category, quantity, one.party, one.origin, self._sort(one), vague)
        return Mention("materiel", Span(tokens[first].start, tokens[last - 1].end), first, last, sentence.index, value)

    def _sort(self, one: _Found) -> Literal["ship", "type", "noun"]:
        """What the type is told by."""
        if one.head.entry.sort == "ship" or (one.text and not one.quantity) or one.last > one.head.last:
            return "ship"
        return "type" if any(item.entry.sort in ("type", "class") for item in one.items) else "noun"

    def _vague(self, one: _Found, sentence: Sentence) -> bool:
        """Whether the words are too general to be a kind of materiel, or refer back to one: weapons, the ships."""
        tokens = self.tokens
        last = tokens[one.head.last - 1].low
        if last in word_set("materiel_spent"):
            return True
        if one.quantity and one.head.plural and one.quantity.value.high == 1:
            return True  # one of the ships
        if one.quantity and last in word_set("materiel_family") and one.quantity.last == one.head.last - 1 > sentence.first + 1:
            return tokens[one.quantity.first - 1].low in word_set("materiel_article")  # the two ships
        if one.quantity or self._sort(one) != "noun":
            return False
        general = word_set("materiel_vague", "materiel_general")
        if last in word_set("materiel_vague") and all(t.low in general for t in tokens[one.first : one.last]):
            return True
        before = tokens[one.start - 1].low if one.start > sentence.first else ""
        back = before in word_set("materiel_back") and not (one.head.plural and before in word_set("materiel_that"))
        return back and one.last - one.first <= 1 and not one.praised

    # the noun phrase

    def _phrase(self, run: list[Item], floor: int, sentence: Sentence) -> _Found:
        """The noun phrase around a run."""
        head = run[-1]
        one = _Found(run[0].first, head.last, head, run, run[0].first)
        if head.entry.sort == "noun" and not head.plural and (head.entry.sea or self._floats(one, sentence)):
            self._take_name(one, sentence)
            if one.last > head.last and not head.entry.sea:
                one.head = replace(head, entry=replace(head.entry, category=AFLOAT, sea=True))
        if head.entry.sort == "noun" and one.last == head.last:
            self._take_class(one, sentence)
        self._take_left(one, floor, sentence)
        if one.quantity is None and head.entry.sort != "ship" and head.plural is not False:
            one.quantity = self._count_apart(one, floor) or self._count_behind(one, sentence)
        if head.entry.sort == "ship":
            one.first = self._ship_first(run)
        else:
            self._drop_praise(one, sentence)
        return one

    def _drop_praise(self, one: _Found, sentence: Sentence) -> None:
        """Begins the type behind words that only say how new or good it is: brand new | fighters, heavily armed | jeeps."""
        tokens, end = self.tokens, one.head.last - 1
        while one.first < end and (tokens[one.first].text.islower() or one.first == sentence.first):
            hit = phrases_of("materiel_praise").at(tokens, one.first, end)
            if hit is None or not tokens[hit[0]].text[0].isalnum():
                break
            one.first, one.praised = hit[0], True

    def _ship_first(self, run: Sequence[Item]) -> int:
        """Where the words for a ship with prefix and name begin: with its class if told, else with the noun right before the prefix."""
        kind, head = run[-2] if len(run) > 1 else None, run[-1]
        if kind is None or kind.entry.sort != "noun" or kind.last != head.first:
            return head.first
        if any(item.entry.sort == "class" for item in run):
            return run[0].first
        alone = self.index.at(self.tokens, kind.last - 1, kind.last)
        return kind.last - 1 if alone and alone[1].sea else kind.first

    def _take_name(self, one: _Found, sentence: Sentence) -> None:
        """A ship's name behind its kind: the destroyer Ruritania; a destroyer, the Ruritania."""
        tokens, i = self.tokens, self._past_quote(self._past_bracket(one.last, sentence), sentence)
        if i + 2 < sentence.last and tokens[i].low in word_set("materiel_comma") and tokens[i + 1].low in word_set("people_det"):
            i = self._past_quote(i + 2, sentence)
        if i < sentence.last and tokens[i].text.isdecimal() and len(tokens[i].text) <= PENNANT and i == one.last:
            named = self._past_pennant(i, sentence)
            if named == i and tokens[i - 1].text.istitle() and len(tokens[i].text) > 1:
                one.last, one.determined = i + 1, True  # Ship 162
                return
            i = named
        if i >= sentence.last or not tokens[i].text[0].isupper() or i in self.blocked or sentence.kind == "headline":
            return
        if i in self.owners.at and self.owners.at[i].value.form not in NAMESAKES:
            return
        end = self._name_end(i, sentence)
        if end < sentence.last and i > one.last and self.index.at(tokens, end, sentence.last):
            return  # a submarine, the Zenda frigate
        if end > i and not any(tokens[k].low in word_set("materiel_follow_no") for k in range(i, end)):
            if i > one.last and not tokens[one.last].text.isdecimal():
                one.name = (i, end)
            one.last = end
            one.determined = True

    def _floats(self, one: _Found, sentence: Sentence) -> bool:
        """Whether a noun for an aircraft that may also be a ship has a name behind it that is no type's: the tanker Zenda."""
        if self.tokens[one.head.last - 1].low not in word_set("materiel_floating"):
            return False
        return one.last < sentence.last and self.index.at(self.tokens, one.last, sentence.last) is None

    def _past_pennant(self, i: int, sentence: Sentence) -> int:
        """The index of the name behind a ship's number at token i: the destroyer 016 Ruritania, 016-Ruritania; i if there is none."""
        k = i + 1 + (i + 2 < sentence.last and self.tokens[i + 1].text == "-")
        return k if k < sentence.last and self.tokens[k].text[0].isupper() else i

    def _named(self, one: _Found, sentence: Sentence) -> list[_Found]:
        """One phrase for each of the ships named behind a plural noun: the destroyers Ruritania, Elbonia and Syldavia."""
        head = one.head
        if head.entry.sort == "ship" and self._of_kind(one, sentence):
            others = self._names(self._past_joint(one.last, sentence), sentence)
            return [one, *(_Found(a, b, head, [head], a, None, one.party, True) for a, b in others)]
        if head.entry.sort != "noun" or not head.entry.sea or not head.plural or one.parts > 1 or sentence.kind == "headline":
            return [one]
        names = self._names(one.last, sentence, counted=one.quantity is not None and one.last < sentence.last)
        if not names:
            return [one]
        kind = self._singular(self.doc.words(one.first, head.last))
        members = [_Found(a, b, head, one.items, a, None, one.party, True, text=f"{kind} {self.doc.words(a, b)}") for a, b in names]
        return members if one.quantity is None else [one, *members]

    def _of_kind(self, one: _Found, sentence: Sentence) -> bool:
        """Whether a plural noun for ships stands right before one with a prefix, so that more names may follow: corvettes ARA Ruritania."""
        first = max(sentence.first, one.first - KIND_REACH)
        hits = (self.index.at(self.tokens, k, one.first) for k in range(first, one.first))
        return any(hit is not None and hit[1].sea and hit[1].plural is True and one.first - hit[0] <= 1 for hit in hits)

    def _singular(self, text: str) -> str:
        """A plural noun phrase in the singular, if the lexicon has that."""
        return text[:-1] if compact(fold(text[:-1])) in self.index.entries or text.endswith("s") else text

    def _take_class(self, one: _Found, sentence: Sentence) -> None:
        """The class behind the noun: a submarine of the Ruritania class."""
        hit = phrases_of("materiel_of_class").at(self.tokens, one.last, sentence.last) if one.last < sentence.last else None
        if hit:
            end = self._name_end(hit[0], sentence)
            if hit[0] < end < sentence.last and self.tokens[end].low in word_set("materiel_class"):
                one.last = end + 1

    def _take_left(self, one: _Found, floor: int, sentence: Sentence) -> None:
        """Takes in names and adjectives before the run, the side and the count."""
        self._take_measure(one, floor)
        run_first = one.first
        service = self._take_service(one, floor)
        count = self._count_before(one.start, floor, sentence)
        if count:
            one.quantity = count
            one.start = count.first
            one.determined = True
            i = count.last
            if self.tokens[i].low in word_set("materiel_kinds") and i + 1 < one.first:
                one.quantity, i = None, i + 1  # three types of helicopters
            while i < one.first:
                party = self.owners.at.get(i)
                if party and party.last <= one.first:
                    one.party = party.value.code
                    i = party.last
                elif self.tokens[i].low in word_set("materiel_more") or not self.tokens[i].text[0].isalnum():
                    i += 1
                else:
                    break
            for k in range(i, one.first):
                party = self.owners.at.get(k)
                if party and party.last <= one.first:
                    one.party, i = party.value.code, party.last
            one.first = run_first if service and not self._is_lower(service) else i
            return
        if service:
            return
        i = one.first
        while i > floor:
            party = self.owners.ending.get(i)
            named = one.head.entry.sea and party is not None and party.value.form in NAMESAKES
            if party and party.first >= floor and not named:
                one.party, one.determined = party.value.code, True
                one.start = i = party.first
                break
            token = self.tokens[i - 1]
            if not self._is_name_word(token, i - 1, sentence):
                break
            i -= 1
            one.first = one.start = i
        if i > floor:
            low = self.tokens[i - 1].low
            one.determined = one.determined or low in word_set("materiel_det_single", "people_possessive")
            if i < run_first and one.head.entry.sea and low in word_set("materiel_join", "materiel_comma"):
                one.determined = True  # HMS Lark, Zenda frigate
            if i < one.first and low in word_set("materiel_det", "people_possessive"):
                one.determined = True
            place = next((a for a, b in self.places.items() if b == i and a > floor), None)
            if place is not None and self.tokens[place - 1].low in word_set("materiel_det_single", "people_possessive"):
                one.determined = True  # China's Xining guided-missile destroyer
        if not one.party:
            one.party = self.owners.before(one.start, sentence)

    def _take_measure(self, one: _Found, floor: int) -> None:
        """Takes in what is measured right before the run (a 4,200-ton | destroyer) and what it is counted by (pieces of | equipment)."""
        tokens, i = self.tokens, one.first
        if i - 3 >= floor and tokens[i - 1].low in word_set("materiel_measure"):
            k = i - 2 - (fold(tokens[i - 2].text) == "-")
            if k >= floor and tokens[k].text[0].isdecimal() and k not in self.blocked:
                one.first = one.start = k
        elif i - 2 >= floor and tokens[one.head.last - 1].low in word_set("materiel_vague"):
            if phrases_of("materiel_piece").at(tokens, i - 2, i):
                one.first = one.start = i - 2

    def _take_service(self, one: _Found, floor: int) -> Mention | None:
        """The service right before the run: a coast guard vessel, Ruritanian Navy ships; only words in lower case belong to the type."""
        service = self.services.get(self._past_letters(one.first))
        if service is None or service.first < floor:
            return None
        one.party, one.determined, one.start = service.value.party, True, service.first
        if self._is_lower(service):
            one.first = service.first
        return service

    def _past_letters(self, i: int) -> int:
        """The index before letters in brackets that end with token i - 1: Ruritanian Navy | (RN) ships."""
        tokens = self.tokens
        letters = i > 2 and tokens[i - 1].text == ")" and tokens[i - 3].text == "(" and tokens[i - 2].text.isupper()
        return i - 3 if letters else i

    def _is_lower(self, mention: Mention) -> bool:
        return mention.span.of(self.doc.report.text).islower()

    def _is_name_word(self, token: Token, i: int, sentence: Sentence) -> bool:
        """Whether a capitalised word before the run is part of the type's name: Ruritania missiles."""
        if i in self.blocked or not token.text[0].isupper() or not token.text.isalpha() or i in self.numbers:
            return False
        if token.low in word_set("materiel_det", "people_stop", "materiel_join") or sentence.kind == "headline":
            return False
        in_place = any(first <= i < last for first, last in self.places.items())
        return not in_place and (i > sentence.first or i in self.persons)

    def _count_before(self, first: int, floor: int, sentence: Sentence) -> Mention | None:
        """The count whose noun the run is, with only adjectives, names and sides in between."""
        i = first
        while i > floor and first - i <= MAX_GAP:
            count = self.counted.get(i)
            if count:
                return count if count.first >= floor and count.last - 1 not in self.blocked else None
            party = self.owners.ending.get(i)
            if party:
                i = party.first
                continue
            token = self.tokens[i - 1]
            if token.low in word_set("materiel_more"):
                i -= 1
                continue
            if token.low in word_set("people_stop", "materiel_det", "people_send", "materiel_bearers") or i - 1 in self.blocked:
                return None
            if not token.text[0].isalnum() and fold(token.text) != "-":
                return None
            i -= 1
        return None

    def _count_apart(self, one: _Found, floor: int) -> Mention | None:
        """The count that a verb or "of them" parts from the noun: of which 133 are | tanks, 20 of them | helicopters."""
        tokens, i = self.tokens, one.start
        if i - 1 > floor and tokens[i - 1].low in word_set("materiel_are"):
            i -= 1
        if i - 2 > floor and tokens[i - 1].low in word_set("materiel_those") and tokens[i - 2].low in word_set("venue_of"):
            i -= 2
        count = self.counted.get(i) if i < one.start else None
        return count if count and count.first >= floor and count.last - 1 not in self.blocked else None

    def _count_behind(self, one: _Found, sentence: Sentence) -> Mention | None:
        """The count in brackets or behind a colon or dash: tanks (54), jets (six from Zenda), helicopters: 8."""
        tokens, i = self.tokens, one.last
        count = self.starting.get(i + 1) if i + 1 < sentence.last else None
        if count is None or count.last > sentence.last or i + 1 in self.blocked:
            return None
        following = tokens[count.last].low if count.last < sentence.last else "."
        if tokens[i].text == "(":
            return count if following == ")" or following in word_set("people_from_sure") else None
        ends = following in word_set("materiel_comma") or not following[0].isalnum()
        return count if ends and tokens[i].low in word_set("materiel_dash") and tokens[i].end < tokens[i + 1].start else None

    # one count for several nouns

    def _joined(self, found: Sequence[_Found]) -> list[_Found]:
        """Joins nouns that share one count, and modifiers or designations that share one noun."""
        groups: list[list[_Found]] = []
        for one in found:
            if groups and self._lists(groups[-1][-1], one):
                groups[-1].append(one)
            else:
                groups.append([one])
        return [joined for group in groups for joined in self._merge(group)]

    def _lists(self, a: _Found, b: _Found) -> bool:
        """Whether b follows a in a list: a, b; a and b; a, and b."""
        between = self.tokens[a.last : b.start]
        if b.head.entry.sort == "ship" and between and between[-1].low in word_set("materiel_det_single"):
            between = between[:-1]  # HMS Lark and the Zenda
        return 0 < len(between) <= 3 and all(t.low in word_set("materiel_join", "materiel_comma", "materiel_other") for t in between)

    def _merge(self, group: list[_Found]) -> list[_Found]:
        """The list's members, with those joined that are told as one."""
        out: list[_Found] = []
        i = 0
        while i < len(group):
            one = group[i]
            j = i + 1
            if self._leads(one):
                while j < len(group) and self._bare(group[j]):
                    j += 1
                closed = j > i + 1 and self._closes(group[j - 2], group[j - 1])
                if closed:
                    one.last, one.parts = group[j - 1].last, j - i
                    out.append(one)
                    i = j
                    continue
            elif i + 1 < len(group) and not (i and group[i - 1].head.entry.sort == "type") and self._shares_noun(one, group[i + 1]):
                two = group[i + 1]
                one.last, one.head, one.items = two.last, two.head, one.items + two.items
                out.append(one)
                i += 2
                continue
            out.append(one)
            i += 1
        return out

    def _leads(self, one: _Found) -> bool:
        """Whether the count before a plural noun may hold for the nouns that follow too."""
        return one.quantity is not None and one.head.entry.sort == "noun" and one.head.plural is not False

    def _bare(self, one: _Found) -> bool:
        plain = one.quantity is None and one.party is None and not one.determined
        plain = plain and not any(item.entry.sort in ("type", "class") for item in one.items)
        return plain and one.head.entry.sort == "noun" and one.head.plural is not False

    def _closes(self, a: _Found, b: _Found) -> bool:
        return any(t.low in word_set("materiel_join") for t in self.tokens[a.last : b.start])

    def _shares_noun(self, a: _Found, b: _Found) -> bool:
        """Whether a designation and a designation with a noun have the noun in common: F-15 and F-16 fighters."""
        if a.head.entry.sort != "type":
            return False
        if self._ends_in_noun(a):
            return False  # a Bradley Fighting Vehicle and C-130 aircraft
        if self._complete(a):
            return False  # the C-130 Hercules and UH-60 Black Hawk helicopters
        if a.head.plural or b.quantity or b.party or not self._closes(a, b):
            return False
        return b.head.plural is not False and (b.head.entry.sort == "type" or len(b.items) > 1) and b.head.entry.sort != "ship"

    def _complete(self, one: _Found) -> bool:
        """Whether a type is told by its number and its name or maker: the C-130 Hercules, Cessna A-37."""
        inside = range(one.first, one.last)
        text, ends = [self.tokens[i].text for i in inside], [self.tokens[i + 1].text for i in inside if i + 1 < one.last] + [""]
        named = any(len(word) > 2 and word.isalpha() and end != "-" for word, end in zip(text, ends, strict=True))
        numbered = (k > 0 and text[k - 1] == "-" or not word.isdecimal() for k, word in enumerate(text) if any(c.isdecimal() for c in word))
        return named and any(numbered)

    def _ends_in_noun(self, one: _Found) -> bool:
        hit = self.index.at(self.tokens, one.last - 1, one.last)
        return hit is not None and hit[1].sort == "noun"

    # whose, and what is none

    def _resolve(self, one: _Found, before: _Found | None, sentence: Sentence) -> None:
        """Whose it is; `before` is what stands before it in a list."""
        head = one.items[-1].entry
        for item in one.items:
            if item.entry.sort == "ship" and item.entry.party:
                one.party = one.party or item.entry.party
        types = [item.entry.party for item in one.items if item.entry.sort in ("type", "class") and item.entry.party]
        one.origin = next(iter(self._makers(one) + types), None)
        if one.party is None:
            told, party = self.owners.behind(one.last, sentence)
            sender = None if told else before.party if before and before.sent else self.owners.sender(one.start, sentence)
            one.sent = sender is not None
            one.party = party or sender or (None if told else self.owners.source(sentence))
        if one.party is None and head.sort == "ship":
            one.party = head.party

    def _makers(self, one: _Found) -> list[str]:
        """The states that modifiers name as makers: Ruritanian-made."""
        first = (self.owners.at.get(item.first) for item in one.items if item.entry.sort == "modifier")
        return [str(party.value.code) for party in first if party]

    def _valid(self, one: _Found, sentence: Sentence) -> bool:
        tokens, head = self.tokens, one.head
        sure = any((not item.entry.weak and item.entry.sort in HEADS) or item.entry.sort == "class" for item in one.items)
        following = tokens[one.last] if one.last < sentence.last else None
        hyphened = following is not None and fold(following.text) == "-" and following.start == tokens[one.last - 1].end
        if hyphened:
            return False
        if one.text is None and head.plural and head.entry.sea and one.quantity is None and one.last in self.ship_starts:
            return False
        if following is not None and one.quantity is None and head.entry.sort == "noun" and following.low in word_set("materiel_practice"):
            return bool(head.plural) and sure and following.low in word_set("materiel_acting")  # launchers firing from the coast
        if following is not None and not head.plural and head.entry.sort != "ship" and following.low in word_set("materiel_follow_no"):
            return False
        if one.last < sentence.last and one.last in self.blocked and head.plural is not True and head.entry.sort != "ship":
            return False
        if not sure:
            return self._shown(one, sentence)
        if head.entry.sort == "noun" and head.plural is False:
            return one.determined or (len(one.items) > 1 and any(i.entry.sort in ("type", "class") for i in one.items))
        return True

    def _shown(self, one: _Found, sentence: Sentence) -> bool:
        """Whether what stands around a word that has other senses shows that materiel is meant: a count, a side, words of the same kind."""
        if one.quantity is not None or self._makers(one) or self._owned(one, sentence):
            return True
        noun = len(one.items) > 1 and any(i.entry.sort == "noun" for i in one.items)
        if noun and (one.determined or (one.head.entry.sort == "noun" and any(i.entry.sort == "type" for i in one.items))):
            return True
        if one.head.entry.sort != "noun" or one.head.plural is not True or self.tokens[one.head.last - 1].low in word_set("materiel_vague"):
            return False
        return len(one.items) > 1 or (self._afoot(one) and (one.start < one.first or self._from(one, sentence)))

    def _from(self, one: _Found, sentence: Sentence) -> bool:
        """Whether the words behind say which side or base it is from."""
        return one.last < sentence.last and self.tokens[one.last].low in word_set("people_from_sure")

    def _owned(self, one: _Found, sentence: Sentence) -> bool:
        """Whether a type's name with other senses stands alone behind a side, an indefinite article or a verb of sending: Ruritanian
        Typhoons, a Hercules, brings only Hawks."""
        i = one.head.first
        if one.head.entry.sort != "type" or one.first != i or one.start <= sentence.first or sentence.kind == "headline":
            return False
        following = self.tokens[one.last].text if one.last < sentence.last else ""
        if following[:1].isupper() or not self.tokens[i].text[0].isupper():
            return False
        if i in self.owners.ending or self.tokens[i - 1].low in word_set("materiel_indefinite"):
            return True
        if not one.head.plural:
            return False
        k = i - 1 - (self.tokens[i - 1].low in word_set("materiel_only", "people_possessive"))
        sent = self.tokens[max(k, sentence.first)].low in word_set("people_send")
        return sent or self._from(one, sentence)
