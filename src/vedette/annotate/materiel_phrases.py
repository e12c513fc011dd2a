"""Reads the noun phrase around a run of materiel: names and adjectives before it, the count, whose it is, a ship's name behind it."""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.materiel_runs import Item, Runs
from vedette.grammar import fold, phrases_of, word_set
from vedette.model import Document, Mention, Sentence, Token

PENNANT = 4
"""Digits of a ship's number before its name."""
NAMESAKES = frozenset(("leader",))
"""Forms of a state's name that are a ship's name behind or before its kind: the frigate King Rudolf VI."""
AFLOAT = "auxiliary-ship"
"""The category of what bears a ship's name: the tanker Zenda."""
MAX_CLASS = 3
"""Words of the name of a class of ships."""
MAX_GAP = 5
"""Tokens between a count and the words that the lexicons know."""


class Found(Struct):
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


class PhraseReader(Runs):
    """Reads the phrases of one document."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.services = {m.last: m for m in doc.of("unit") if not any(c.isdecimal() for c in m.value.name)}
        self.counted = {m.last: m for m in doc.of("quantity")}
        self.starting = {m.first: m for m in doc.of("quantity")}
        self.place_ends = {last: first for first, last in self.places.items()}
        self.in_places = {i for first, last in self.places.items() for i in range(first, last)}
        self.numbers = {i for m in doc.of("quantity") for i in range(m.first, m.last)}

    def phrase(self, run: list[Item], floor: int, sentence: Sentence) -> Found:
        """The noun phrase around a run."""
        head = run[-1]
        one = Found(run[0].first, head.last, head, run, run[0].first)
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

    def _drop_praise(self, one: Found, sentence: Sentence) -> None:
        """Begins the type behind words that only say how new or good it is: brand new | fighters, heavily armed | jeeps."""
        tokens, end = self.tokens, one.head.last - 1
        while one.first < end and (tokens[one.first].text.islower() or one.first == sentence.first):
            hit = phrases_of("materiel_praise").at(tokens, one.first, end)
            if hit is None or not tokens[hit[0]].text[0].isalnum():
                break
            one.first, one.praised = hit[0], True

    def _ship_first(self, run: Sequence[Item]) -> int:
        """Where the words for a ship with prefix and name begin: with the noun right before the prefix; its class is not part of it."""
        kind, head = run[-2] if len(run) > 1 else None, run[-1]
        if kind is None or kind.entry.sort != "noun" or kind.last != head.first:
            return head.first
        alone = self.index.at(self.tokens, kind.last - 1, kind.last)
        return kind.last - 1 if alone and alone[1].sea else kind.first

    def _take_name(self, one: Found, sentence: Sentence) -> None:
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

    def _floats(self, one: Found, sentence: Sentence) -> bool:
        """Whether a noun for an aircraft that may also be a ship has a name behind it that is no type's: the tanker Zenda."""
        if self.tokens[one.head.last - 1].low not in word_set("materiel_floating"):
            return False
        return one.last < sentence.last and self.index.at(self.tokens, one.last, sentence.last) is None

    def _past_pennant(self, i: int, sentence: Sentence) -> int:
        """The index of the name behind a ship's number at token i: the destroyer 016 Ruritania, 016-Ruritania; i if there is none."""
        k = i + 1 + (i + 2 < sentence.last and self.tokens[i + 1].text == "-")
        return k if k < sentence.last and self.tokens[k].text[0].isupper() else i

    def _take_class(self, one: Found, sentence: Sentence) -> None:
        """The class behind the noun: a submarine of the Ruritania class."""
        hit = phrases_of("materiel_of_class").at(self.tokens, one.last, sentence.last) if one.last < sentence.last else None
        if hit:
            end = self._name_end(hit[0], sentence)
            if hit[0] < end < sentence.last and self.tokens[end].low in word_set("materiel_class"):
                one.last = end + 1

    def _take_left(self, one: Found, floor: int, sentence: Sentence) -> None:
        """Takes in names and adjectives before the run, the side and the count."""
        self._take_class_name(one, floor)
        self._take_measure(one, floor)
        run_first = one.first
        service = self._take_service(one, floor)
        count = self._count_before(one.start, floor)
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
        if not service:
            self._take_owner(one, floor, sentence)

    def _take_owner(self, one: Found, floor: int, sentence: Sentence) -> None:
        """Takes in names before the run that no count stands before, and the side."""
        i = run_first = one.first
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
            place = self.place_ends.get(i, floor)
            if place > floor and self.tokens[place - 1].low in word_set("materiel_det_single", "people_possessive"):
                one.determined = True  # China's Xining guided-missile destroyer
        if not one.party:
            one.party = self.owners.before(one.start, sentence)

    def _take_class_name(self, one: Found, floor: int) -> None:
        """Takes in the class before the run where no lexicon has it: a Zenda-class | corvette, the Rupert Hentzau class | frigates."""
        tokens, i = self.tokens, one.first
        if i - 2 < floor or tokens[i - 1].low not in word_set("materiel_class"):
            return
        first = end = i - 1 - (fold(tokens[i - 2].text) == "-")
        while first > floor and end - first < MAX_CLASS and self._names_class(first, first < end):
            first -= 1
        if first < end:
            one.first = one.start = first

    def _names_class(self, i: int, begun: bool) -> bool:
        """Whether the token before token i is part of a class's name; a side may be its last word, none before that."""
        token = self.tokens[i - 1]
        if begun and i in self.owners.ending:
            return False
        plain = token.text.isalnum() and (token.text[0].isupper() or token.text[0].isdecimal())
        return plain and i - 1 not in self.blocked and token.low not in word_set("materiel_det", "people_stop", "materiel_join")

    def _take_measure(self, one: Found, floor: int) -> None:
        """Takes in what is measured right before the run (a 4,200-ton | destroyer) and what it is counted by (pieces of | equipment)."""
        tokens, i = self.tokens, one.first
        if i - 3 >= floor and tokens[i - 1].low in word_set("materiel_measure"):
            k = i - 2 - (fold(tokens[i - 2].text) == "-")
            if k >= floor and tokens[k].text[0].isdecimal() and k not in self.blocked:
                one.first = one.start = k
            return
        general = i - 2 >= floor and tokens[one.head.last - 1].low in word_set("materiel_vague")
        if general and phrases_of("materiel_piece").at(tokens, i - 2, i):
            one.first = one.start = i - 2

    def _take_service(self, one: Found, floor: int) -> Mention | None:
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
        return i not in self.in_places and (i > sentence.first or i in self.persons)

    def _count_before(self, first: int, floor: int) -> Mention | None:
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

    def _count_apart(self, one: Found, floor: int) -> Mention | None:
        """The count that a verb or "of them" parts from the noun: of which 133 are | tanks, 20 of them | helicopters."""
        tokens, i = self.tokens, one.start
        if i - 1 > floor and tokens[i - 1].low in word_set("materiel_are"):
            i -= 1
        if i - 2 > floor and tokens[i - 1].low in word_set("materiel_those") and tokens[i - 2].low in word_set("venue_of"):
            i -= 2
        count = self.counted.get(i) if i < one.start else None
        return count if count and count.first >= floor and count.last - 1 not in self.blocked else None

    def _count_behind(self, one: Found, sentence: Sentence) -> Mention | None:
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
