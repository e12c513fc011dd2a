"""Runs of words that the lexicons of materiel know: modifiers, designations, nouns, and ships with their names."""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.layout import alone_in_brackets, between, layout
from vedette.annotate.materiel_lexicon import SOLID, Entry, designation, index, ship_names, ship_prefixes
from vedette.annotate.owners import Owners
from vedette.grammar import fold, word_set
from vedette.model import Document, Mention, Sentence

MARK = 3
"""Letters and digits at most of a variant's mark behind a type's name."""
NICKNAME = 3
"""Words at most of a type's name in quotation marks behind its designation."""
MAX_NAME = 5
"""Words of a ship's name."""
NOTE = 9
"""Tokens of a bracket between two ships' names, with both marks."""
KIND_BEHIND = 5
"""Tokens behind the article in which the kind of the ship named before is told."""
NAME_FORMS = frozenset(("capital", "leader"))
"""Forms of a state's name that ships are named after: USS Chester Ruritania."""
NO_NAVY = "XX"
"""The side of a prefix that merchant ships bear."""
HEADS = frozenset(("noun", "type", "ship"))
"""Sorts of entries that a run may end with."""


class Item(Struct):
    """A phrase of the lexicons in tokens [first, last)."""

    first: int
    last: int
    entry: Entry
    plural: bool | None


@cache
def _links() -> frozenset[str]:
    """Words in lower case that join the parts of a ship's name."""
    return word_set("materiel_name_link") - word_set("people_stop")


class Runs:
    """Reads the runs of a document's sentences."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.index = index()
        self.owners = Owners(doc)
        spans = [(m.first, m.last) for m in doc.of("exercise")] + [self._alone(m) for m in doc.of("unit")]
        self.names = {i for first, last in spans for i in range(first, last)}
        self.blocked = self.names | {i for m in doc.of("date") for i in range(m.first, m.last)}
        self.persons = {i for m in doc.of("person") for i in range(m.first, m.last)}
        self.places = {m.first: m.last for m in doc.of("place")}
        self.sides = {str(m.value.code) for m in doc.of("party")}
        self.prefixed: set[str] = set()
        self.ship_starts: set[int] = set()
        longest = self.index.longest
        self.opens = {i for i, t in enumerate(doc.tokens) if t.low in longest or (t.low[-1] == "s" and t.low[:-1] in longest)}
        """Tokens whose word, or the singular of it, begins a phrase of the index."""
        written = layout(doc)
        self.begins = sorted(self.opens.union(written.capitals, written.digits) - self.blocked)
        """Tokens that may begin something: nine of ten begin nothing and are passed over at once."""

    def runs(self, sentence: Sentence) -> Iterator[list[Item]]:
        """Neighbouring phrases of the lexicons that end with a noun, a type or a ship."""
        run: list[Item] = []
        for item in self._items(sentence):
            if run and not self._adjacent(run[-1], item):
                yield from self._closed(run)
                run = []
            run.append(item)
        yield from self._closed(run)

    def _alone(self, unit: Mention) -> tuple[int, int]:
        """The tokens of a unit without the last where this begins the name of a vehicle or ship: infantry | fighting vehicles."""
        last = unit.last - 1
        if self.tokens[last].low in word_set("materiel_branch"):
            hit = self.index.at(self.tokens, last, len(self.tokens))
            if hit and hit[0] > unit.last:
                return unit.last, unit.last
        ship = self.tokens[last].low in word_set("materiel_ship") and last > unit.first
        return unit.first, last if ship else unit.last

    def _closed(self, run: list[Item]) -> Iterator[list[Item]]:
        while run and run[-1].entry.sort not in HEADS:
            run.pop()
        while len(run) > 1 and self._acts_on(run[0]):
            run.pop(0)
        if run:
            yield run

    def _acts_on(self, item: Item) -> bool:
        """Whether a word that opens a phrase is the verb whose object it is: to launch | surveillance drones."""
        if item.first == 0 or item.last - item.first > 1:
            return False
        before, verb = self.tokens[item.first - 1].low, self.tokens[item.first].low
        return verb in word_set("materiel_verb") and before in word_set("unit_infinitive")

    def _adjacent(self, a: Item, b: Item) -> bool:
        if a.last == b.first:
            # a plural noun ends its phrase, unless a designation says which: helicopters AH-64
            return not (a.plural and a.entry.sort == "noun") or self._specifies(b)
        between = self.tokens[a.last : b.first]
        if len(between) != 1:
            if a.entry.sort == "type" and b.entry.sort == "noun" and self._nicknames(a.last, b.first):
                return True
            return a.entry.sort == "modifier" and self._past_bracket_at(a.last) == b.first  # airborne early warning (AEW) aircraft
        if a.entry.sort == "type" and not a.plural and b.entry.sort != "ship" and self._marks(a.last):
            return True  # Olifant MK1A tanks
        if a.entry.sort == "noun" and b.entry.sort == "type" and b.last < len(self.tokens):
            ends = between[0].low in word_set("materiel_quote") and self.tokens[b.last].low in word_set("materiel_quote")
            return ends and between[0].start > self.tokens[a.last - 1].end  # vehicles "Stryker"
        quoted = a.entry.sort == "type" and between[0].low in word_set("materiel_quote")  # AH-11B "Super Lynx" aircraft
        return quoted or (between[0].low in SOLID and between[0].start == self.tokens[a.last - 1].end)

    def _nicknames(self, first: int, last: int) -> bool:
        """Whether a few words in quotation marks stand between a designation and its noun: M777A2 "triple seven" | howitzers."""
        marks = word_set("materiel_quote")
        ends = self.tokens[first].low in marks and self.tokens[last - 1].low in marks
        return ends and 2 < last - first <= NICKNAME + 2 and all(t.low not in marks for t in self.tokens[first + 1 : last - 1])

    def _specifies(self, item: Item) -> bool:
        """Whether a designation in the singular stands behind the noun that it belongs to, not before one of its own."""
        if item.entry.sort != "type" or item.plural or not any(t.text[-1].isdecimal() for t in self.tokens[item.first : item.last]):
            return False
        return item.last == len(self.tokens) or self.index.at(self.tokens, item.last, len(self.tokens)) is None

    def _marks(self, i: int) -> bool:
        """Whether a word between a type and its noun is a mark or maker's word that no lexicon has: Olifant MK1A tanks."""
        text = self.tokens[i].text
        return text[0].isupper() and text.isalnum() and i not in self.blocked and i not in self.owners.at and i not in self.places

    def _items(self, sentence: Sentence) -> Iterator[Item]:
        tokens, last = self.tokens, sentence.last
        done = sentence.first
        for i in between(self.begins, sentence.first, last):
            if i < done:
                continue
            token = tokens[i]
            item: Item | None = None
            if token.text[0].isupper() or token.low[0].isdecimal():
                known = i in self.opens or not token.low.isalnum()  # U.S.: only its letters open a phrase
                item = self._ship(i, sentence) or (self._known(i, last) if known else None) or self._designated(i, last)
            elif i in self.opens:
                item = self._known(i, last)
            if item:
                yield item
                done = item.last

    def _known(self, i: int, last: int) -> Item | None:
        hit = self.index.at(self.tokens, i, last)
        if hit is None or not self.names.isdisjoint(range(i, hit[0])):  # a number that the lexicon has with a type is no year: Mirage 2000
            return None
        after, entry, cut = hit
        if i in self.persons and entry.sort != "noun":
            return None
        end = self._past_variant(after, last)
        if end == after and entry.sort == "type" and not cut:
            end = self._past_mark(after, last)
        return Item(i, end, entry, True if cut else entry.plural)

    def _past_mark(self, i: int, last: int) -> int:
        """The index after a hyphen and the capitals or digits of a variant behind a type's name: Grad | -M, Msta | -S."""
        tokens = self.tokens
        if i + 1 >= last or fold(tokens[i].text) != "-" or tokens[i].start > tokens[i - 1].end or tokens[i + 1].start > tokens[i].end:
            return i
        mark = tokens[i + 1].text
        return i + 2 if len(mark) <= MARK and (mark.isupper() or mark.isdecimal()) else i

    def _past_variant(self, i: int, last: int) -> int:
        """The index after the letters of several variants of the type that ends before token i: F/A-18C | /D, Gripen | C/D."""
        tokens = self.tokens
        if i + 2 < last and tokens[i + 1].text == "/" and self._is_letter(i) and self._is_letter(i + 2):
            return i + 3
        glued = i + 1 < last and tokens[i].text == "/" and tokens[i].start == tokens[i - 1].end
        return i + 2 if glued and tokens[i - 1].text[-1].isupper() and self._is_letter(i + 1) else i

    def _is_letter(self, i: int) -> bool:
        return len(self.tokens[i].text) == 1 and self.tokens[i].text.isupper()

    def _designated(self, i: int, last: int) -> Item | None:
        """A designation that follows a pattern: letters, a hyphen, digits."""
        tokens, j = self.tokens, i + 1
        if tokens[i].text.isalpha() and (j == last or tokens[j].start > tokens[i].end):
            return None  # a plain word, as most are
        if not tokens[i].text[0].isalpha() and len(tokens[i].text) < 2:
            return None
        while j < last and tokens[j].start == tokens[j - 1].end and (tokens[j].text[0].isalnum() or tokens[j].text in "-/"):
            j += 1
        text = self.doc.words(i, j)
        if text.isalpha() or not any(c.isdecimal() for c in text):
            return None
        hit = designation(text)
        return Item(i, j, hit[0], hit[1]) if hit else None

    # named ships

    def _ship(self, i: int, sentence: Sentence) -> Item | None:
        """A ship by prefix and name (USS Ruritania), or a ship that the lexicon has after an article; no base: at INS Ruritania."""
        tokens = self.tokens
        key = tokens[i].text.replace(".", "")
        prefix = ship_prefixes().get(key)
        before = tokens[i - 1].low if i > sentence.first else ""
        if before in word_set("materiel_ashore"):
            return None
        if prefix and i + 1 < sentence.last and (not prefix[1] or self._afloat(i, sentence)):
            start = self._past_bracket(i + 1, sentence)
            while start < sentence.last and tokens[start].low in word_set("materiel_quote"):
                start += 1
            known = self.index.at(tokens, start, sentence.last) if start < sentence.last and tokens[start].text.islower() else None
            if known and known[1].sort in ("noun", "modifier"):
                start = known[0]
            named = ship_names().at(tokens, start, sentence.last) if start < sentence.last else None
            end = max(self._name_end(start, sentence), named[0] if named else start)
            if end > start:
                self.ship_starts.add(i)
                for k in range(start, end):
                    self.prefixed.add(tokens[k].low)
                return Item(i, end, Entry("ship", "ship", self._navy(prefix[0]), False, False, True, True), False)
        side, single = self._side_before(i), before in word_set("materiel_det_single")
        hit = ship_names().at(tokens, i, sentence.last) if (side or single) and i not in self.places else None
        if hit is None or not self._ends_name(hit[0], sentence):
            return None
        if (side and hit[1].party == side) or (single and self._told_apart(hit[0], sentence)):
            return Item(i, hit[0], replace(hit[1], weak=False), False)
        sure = single and (hit[0] - i > 1 or tokens[i].low in self.prefixed or i in self.persons)
        return Item(i, hit[0], hit[1], False) if sure else None

    def _ends_name(self, i: int, sentence: Sentence) -> bool:
        """Whether a ship's name that ends before token i does not go on, nor is that of her class: the Zenda | -class frigate."""
        if i >= sentence.last:
            return True
        at = i + (fold(self.tokens[i].text) == "-")
        of_class = at < sentence.last and self.tokens[at].low in word_set("materiel_class")
        return not of_class and not self.tokens[i].text[0].isupper()

    def _side_before(self, i: int) -> str | None:
        """The side whose a ship is said to be right before its name: Ruritania's Zenda, the Ruritanian Zenda, the coast guard's Zenda."""
        k = i - (self.tokens[i - 1].low in word_set("people_possessive")) if i else 0
        owner = self.owners.ending.get(k) or (self.owners.unit_ends.get(k) if k < i else None)
        return None if owner is None else str(owner.value.code if owner.kind == "party" else owner.value.party)

    def _told_apart(self, i: int, sentence: Sentence) -> bool:
        """Whether the words behind a name say what kind of ship it is: the Zenda, a Rupert-class cruiser."""
        if i + 2 >= sentence.last or self.tokens[i].low not in word_set("materiel_comma"):
            return False
        if self.tokens[i + 1].low not in word_set("materiel_det_single"):
            return False
        hits = (self.index.at(self.tokens, k, sentence.last) for k in range(i + 2, min(i + 2 + KIND_BEHIND, sentence.last)))
        return any(hit is not None and hit[1].sea for hit in hits)

    def _past_bracket(self, i: int, sentence: Sentence) -> int:
        """The index after letters or digits in brackets: Ocean Patrol Vessel (OPV), HNLMS (L801)."""
        return min(self._past_bracket_at(i), sentence.last)

    def _past_bracket_at(self, i: int) -> int:
        short = alone_in_brackets(self.tokens, i, len(self.tokens))
        return i + 3 if short and short.isupper() else i

    def _navy(self, sides: Sequence[str]) -> str | None:
        """The side that a prefix stands for: of several that use it one that the report names; None for merchant ships."""
        side = next((side for side in sides if side in self.sides), sides[0])
        return side if side != NO_NAVY else None

    def _afloat(self, i: int, sentence: Sentence) -> bool:
        """Whether the words around a prefix that has other senses speak of a ship: the frigate JS Ruritania, the JS Ruritania; or whether
        the sentence names another ship with a prefix that has none, or with the same, or the lexicon knows the ship."""
        sentence_words = self.tokens[sentence.first : sentence.last]
        if any(ship_prefixes().get(t.text.replace(".", ""), ((), True))[1] is False for t in sentence_words):
            return True
        if ship_names().at(self.tokens, i + 1, sentence.last) or [t.text for t in sentence_words].count(self.tokens[i].text) > 1:
            return True
        if i == sentence.first:
            return False
        if self.tokens[i - 1].low in word_set("materiel_det_single"):
            return True
        hits = (self.index.at(self.tokens, k, i) for k in range(max(sentence.first, i - 4), i))
        return any(hit is not None and hit[0] == i and hit[1].sea for hit in hits)

    def _name_end(self, i: int, sentence: Sentence) -> int:
        """The index after the capitalised words that begin at token i."""
        tokens, k = self.tokens, i
        limit = min(sentence.last, i + MAX_NAME * 2)
        count = 0
        while k < limit and count < MAX_NAME:
            token = tokens[k]
            glued = k > i and token.start == tokens[k - 1].end
            if token.text[0].isupper() and token.text not in ship_prefixes():
                side = None if glued or k in self.persons else self.owners.at.get(k)
                if k > i and side and side.value.form not in NAME_FORMS:
                    break
                k, count = k + 1, count + 1
            elif glued and fold(token.text) == "-" and k + 1 < limit and tokens[k + 1].text[0].isalnum():
                k += 2
            elif k > i and token.low in _links() and k + 1 < limit and tokens[k + 1].text[0].isupper():
                k += 1
            else:
                break
        return k

    def _names(self, i: int, sentence: Sentence, *, counted: bool = False) -> list[tuple[int, int]]:
        """The names of ships listed from token i on: Ruritania, Elbonia (612) and Syldavia; behind a count also after a dash."""
        names: list[tuple[int, int]] = []
        i = self._past_quote(i + (counted and self.tokens[i].low in word_set("materiel_dash")), sentence)
        while i < sentence.last and i not in self.blocked and self._may_name(i, sentence, listed=bool(names)):
            end = self._name_end(i, sentence)
            if end == i:
                break
            names.append((i, end))
            i = self._past_quote(end, sentence)
            joined = self._past_joint(i, sentence)
            if joined == i:
                break
            i = self._past_quote(joined, sentence)
        return names

    def _may_name(self, i: int, sentence: Sentence, *, listed: bool) -> bool:
        """Whether a ship's name may begin at token i: it is no side's, unless it is a capital's or leader's name within a list."""
        side = self.owners.at.get(i)
        if side is None:
            return True
        return side.value.form in NAME_FORMS and (listed or self._past_joint(side.last, sentence) > side.last)

    def _past_joint(self, i: int, sentence: Sentence) -> int:
        """The index after the comma or "and" that joins the members of a list, and a bracket before it."""
        start = i
        if i < sentence.last and self.tokens[i].text == "(":
            start = next((k + 1 for k in range(i, min(sentence.last, i + NOTE)) if self.tokens[k].text == ")"), i)
        joined = start
        while joined < sentence.last and self.tokens[joined].low in word_set("materiel_join", "materiel_comma") and joined - start < 2:
            joined += 1
        return joined if joined > start else i

    def _past_quote(self, i: int, sentence: Sentence) -> int:
        return i + 1 if i < sentence.last and self.tokens[i].low in word_set("materiel_quote") else i
