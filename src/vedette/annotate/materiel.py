"""Finds ships, aircraft, vehicles and weapons: by noun, by designation, by class, by name.

A phrase is a run of words that the lexicons know (modifiers, designations, nouns), with names and adjectives around it, the count before
it and whose it is. Where one count covers several nouns (40 planes and helicopters), they are one.
"""

from collections.abc import Sequence
from typing import Literal

from vedette.annotate.materiel_echoes import echoes
from vedette.annotate.materiel_lexicon import categories_below, compact, ship_names
from vedette.annotate.materiel_phrases import Found, PhraseReader
from vedette.annotate.materiel_runs import HEADS
from vedette.grammar import fold, word_set
from vedette.model import Document, Materiel, Mention, Quantity, Sentence, Span

MOVING = frozenset(("boat", "aircraft", "ship", "vehicle", "truck", "light-aircraft", "trainer-aircraft"))
"""Categories of which plural nouns that have other senses count in a list beside a sure one."""
KIND_REACH = 4
"""Tokens of the noun for ships before the first ship's prefix."""
QUOTES = frozenset('"“”«»„')
"""Quotation marks around the name of a type: AH-11B "Super Lynx"."""


def find_materiel(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `materiel` with a Materiel each, in reading order."""
    finder = _Finder(doc)
    return tuple(mention for sentence in doc.sentences for mention in finder.read(sentence))


class _Finder(PhraseReader):
    def read(self, sentence: Sentence) -> list[Mention]:
        """The materiel of one sentence."""
        runs = list(self.runs(sentence))
        if not runs:
            return []
        found: list[Found] = []
        for run in runs:
            floor = found[-1].last if found else sentence.first
            found.append(self.phrase(run, floor, sentence))
        told: list[Found] = []
        for joined in self._joined(found):
            self._resolve(joined, told[-1] if told and self._lists(told[-1], joined, articles=True) else None, sentence)
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

    def _among(self, told: Sequence[Found], valid: Sequence[bool], k: int) -> bool:
        """Whether a word that has other senses stands in a list right beside one that is sure: Arrow, Iron Dome; planes and helicopters."""
        head = told[k].head
        general = self.tokens[head.last - 1].low in word_set("materiel_vague")
        if not head.entry.weak or (head.entry.sort == "noun" and (general or not head.plural)):
            return False
        before = k > 0 and valid[k - 1] and self._lists(told[k - 1], told[k])
        return before or (k + 1 < len(told) and valid[k + 1] and self._lists(told[k], told[k + 1]))

    def _fights(self, one: Found, told: Sequence[Found]) -> bool:
        """Whether fighters or combatants are people: those of no state in a sentence that tells of no other aircraft or ships."""
        if one.party or len(one.items) > 1 or one.parts > 1 or self.tokens[one.head.last - 1].low not in word_set("materiel_or_people"):
            return False
        kin = categories_below("ship" if one.head.entry.sea else "aircraft")
        return not any(o is not one and o.head.entry.category in kin for o in told)

    def _afoot(self, one: Found) -> bool:
        """Whether the words are those for a kind that moves by itself."""
        return one.head.entry.category in MOVING

    def _sharing(self, one: Found, sentence: Sentence) -> list[Found]:
        """The counts of other sides before one whose noun they share: 29 Ruritanian and | 19 Elbonian aircraft."""
        found: list[Found] = []
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
            found.append(Found(count.first, party.last, one.head, one.items, count.first, count, party.value.code, text=text))
            start = count.first
        return found[::-1]

    def _repeats(self, before: Found, one: Found) -> bool:
        """Whether letters behind a type only shorten it: unmanned aerial vehicles (UAVs); Assault Amphibious Vehicles, or KAAV."""
        tokens, text = self.tokens, self.doc.words(one.first, one.last)
        between = "".join(t.low for t in tokens[before.last : one.first])
        letters = text.isalpha() and (text.rstrip("s").isupper() or (between == "(" and text[0].isupper()))
        if one.quantity or one.party or one.last - one.first > 1 or not letters:
            return False
        return between in word_set("materiel_short") and before.head.entry.sort != "ship"

    def _mention(self, one: Found, sentence: Sentence) -> Mention:
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
        value = Materiel(" ".join(text.split()), category, quantity, one.party, one.origin, self._sort(one, sentence), vague)
        return Mention("materiel", Span(tokens[first].start, tokens[last - 1].end), first, last, sentence.index, value)

    def _sort(self, one: Found, sentence: Sentence) -> Literal["ship", "type", "noun"]:
        """What the type is told by."""
        if one.head.entry.sort == "ship" or (one.text and not one.quantity) or one.last > one.head.last:
            return "ship"
        typed = any(item.entry.sort in ("type", "class") for item in one.items)
        return "type" if typed or (sentence.kind != "headline" and self._particular(one, sentence)) else "noun"

    def _particular(self, one: Found, sentence: Sentence) -> bool:
        """Whether a name or a number says which kind it is: Zenda missiles, 20mm guns."""
        tokens = self.tokens[max(one.first, sentence.first + 1) : one.head.last]
        return any(t.text[0].isupper() or any(c.isdecimal() for c in t.text) for t in tokens)

    def _vague(self, one: Found, sentence: Sentence) -> bool:
        """Whether the words are too general to be a kind of materiel, or refer back to one: weapons, the ships."""
        tokens = self.tokens
        last = tokens[one.head.last - 1].low
        if last in word_set("materiel_spent"):
            return True
        if one.quantity and one.head.plural and one.quantity.value.high == 1:
            return True  # one of the ships
        if one.quantity and last in word_set("materiel_family") and one.quantity.last == one.head.last - 1 > sentence.first + 1:
            return tokens[one.quantity.first - 1].low in word_set("materiel_article")  # the two ships
        if one.quantity or self._sort(one, sentence) != "noun":
            return False
        general = word_set("materiel_vague", "materiel_general")
        if last in word_set("materiel_vague") and all(t.low in general for t in tokens[one.first : one.last]):
            return True
        before = tokens[one.start - 1].low if one.start > sentence.first else ""
        back = before in word_set("materiel_back") and not (one.head.plural and before in word_set("materiel_that"))
        return back and one.last - one.first <= 1 and not one.praised

    # ships' names behind their kind

    def _named(self, one: Found, sentence: Sentence) -> list[Found]:
        """One phrase for each of the ships named behind a plural noun: the destroyers Ruritania, Elbonia and Syldavia."""
        head = one.head
        if head.entry.sort == "ship" and self._of_kind(one, sentence):
            others = self._names(self._past_joint(one.last, sentence), sentence)
            return [one, *(Found(a, b, head, [head], a, None, one.party, True) for a, b in others)]
        if head.entry.sort != "noun" or not head.entry.sea or not head.plural or one.parts > 1 or sentence.kind == "headline":
            return [one]
        names = self._names(one.last, sentence, counted=one.quantity is not None and one.last < sentence.last)
        names = names or self._names_apart(one, sentence)
        if not names:
            return [one]
        kind = self._singular(self.doc.words(one.first, head.last))
        members = [Found(a, b, head, one.items, a, None, one.party, True, text=f"{kind} {self.doc.words(a, b)}") for a, b in names]
        return members if one.quantity is None else [one, *members]

    def _names_apart(self, one: Found, sentence: Sentence) -> list[tuple[int, int]]:
        """The ships listed behind a plural noun and a comma, if it counts as many or one is known: two frigates, Zenda and Rupert."""
        if one.last + 1 >= sentence.last or self.tokens[one.last].low not in word_set("materiel_comma"):
            return []
        names = self._names(one.last + 1, sentence)
        as_many = one.quantity is not None and one.quantity.value.low == one.quantity.value.high == len(names)
        known = any(ship_names().at(self.tokens, a, b) for a, b in names)
        return names if len(names) > 1 and (as_many or known) else []

    def _of_kind(self, one: Found, sentence: Sentence) -> bool:
        """Whether a plural noun for ships stands right before one with a prefix, so that more names may follow: corvettes ARA Ruritania."""
        first = max(sentence.first, one.first - KIND_REACH)
        hits = (self.index.at(self.tokens, k, one.first) for k in range(first, one.first))
        return any(hit is not None and hit[1].sea and hit[1].plural is True and one.first - hit[0] <= 1 for hit in hits)

    def _singular(self, text: str) -> str:
        """A plural noun phrase in the singular, if the lexicon has that."""
        return text[:-1] if compact(fold(text[:-1])) in self.index.entries or text.endswith("s") else text

    # one count for several nouns

    def _joined(self, found: Sequence[Found]) -> list[Found]:
        """Joins nouns that share one count, and modifiers or designations that share one noun."""
        groups: list[list[Found]] = []
        for one in found:
            if groups and self._lists(groups[-1][-1], one):
                groups[-1].append(one)
            else:
                groups.append([one])
        return [joined for group in groups for joined in self._merge(group)]

    def _lists(self, a: Found, b: Found, *, articles: bool = False) -> bool:
        """Whether b follows a in a list: a, b; a and b; a, and b; with `articles` also: a frigate, | a tug."""
        between = self.tokens[a.last : b.start]
        if articles and between and between[-1].low in word_set("det_indefinite"):
            between = between[:-1]
        if b.head.entry.sort == "ship" and between and between[-1].low in word_set("materiel_det_single"):
            between = between[:-1]  # HMS Lark and the Zenda
        return 0 < len(between) <= 3 and all(t.low in word_set("materiel_join", "materiel_comma", "materiel_other") for t in between)

    def _merge(self, group: list[Found]) -> list[Found]:
        """The list's members, with those joined that are told as one."""
        out: list[Found] = []
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

    def _leads(self, one: Found) -> bool:
        """Whether the count before a plural noun may hold for the nouns that follow too."""
        return one.quantity is not None and one.head.entry.sort == "noun" and one.head.plural is not False

    def _bare(self, one: Found) -> bool:
        plain = one.quantity is None and one.party is None and not one.determined
        plain = plain and not any(item.entry.sort in ("type", "class") for item in one.items)
        return plain and one.head.entry.sort == "noun" and one.head.plural is not False

    def _closes(self, a: Found, b: Found) -> bool:
        return any(t.low in word_set("materiel_join") for t in self.tokens[a.last : b.start])

    def _shares_noun(self, a: Found, b: Found) -> bool:
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

    def _complete(self, one: Found) -> bool:
        """Whether a type is told by its number and its name or maker: the C-130 Hercules, Cessna A-37."""
        named = numbered = False
        for i in range(one.first, one.last):
            word, glued = self.tokens[i].text, i > one.first and self.tokens[i - 1].text == "-"
            prefix = i + 1 < one.last and self.tokens[i + 1].text == "-"
            named = named or (len(word) > 2 and word.isalpha() and not prefix)
            numbered = numbered or (any(c.isdecimal() for c in word) and (glued or not word.isdecimal()))
        return named and numbered

    def _ends_in_noun(self, one: Found) -> bool:
        hit = self.index.at(self.tokens, one.last - 1, one.last)
        return hit is not None and hit[1].sort == "noun"

    # whose, and what is none

    def _resolve(self, one: Found, before: Found | None, sentence: Sentence) -> None:
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
        if one.party is None and one.last > one.head.last:
            one.party = self._known_side(one)

    def _known_side(self, one: Found) -> str | None:
        """The side of a ship that the lexicon knows by the name behind its kind, if the report names that side."""
        first, last = one.name or (one.head.last, one.last)
        hit = ship_names().at(self.tokens, first, last)
        return hit[1].party if hit and hit[0] >= last - 1 and hit[1].party in self.sides else None

    def _makers(self, one: Found) -> list[str]:
        """The states that modifiers name as makers: Ruritanian-made."""
        first = (self.owners.at.get(item.first) for item in one.items if item.entry.sort == "modifier")
        return [str(party.value.code) for party in first if party]

    def _valid(self, one: Found, sentence: Sentence) -> bool:
        tokens, head = self.tokens, one.head
        sure = any((not item.entry.weak and item.entry.sort in HEADS) or item.entry.sort == "class" for item in one.items)
        following = tokens[one.last] if one.last < sentence.last else None
        hyphened = following is not None and fold(following.text) == "-" and following.start == tokens[one.last - 1].end
        held = following is not None and following.low in word_set("venue_of") and tokens[one.last - 1].low in word_set("materiel_group")
        if hyphened or held:
            return False  # nine convoys of trucks
        if one.text is None and head.plural and head.entry.sea and one.quantity is None and one.last in self.ship_starts:
            return False
        if following is not None and one.quantity is None and head.entry.sort == "noun" and following.low in word_set("materiel_practice"):
            return bool(head.plural) and sure and following.low in word_set("materiel_acting")  # launchers firing from the coast
        if following is not None and not head.plural and head.entry.sort != "ship" and following.low in word_set("materiel_follow_no"):
            return one.quantity is not None and following.low in word_set("materiel_counter")  # 200 military equipment units
        if one.last < sentence.last and one.last in self.blocked and head.plural is not True and head.entry.sort != "ship":
            return False
        if not sure:
            return self._shown(one, sentence)
        if head.entry.sort == "noun" and head.plural is False:
            return one.determined or (len(one.items) > 1 and any(i.entry.sort in ("type", "class") for i in one.items))
        return True

    def _shown(self, one: Found, sentence: Sentence) -> bool:
        """Whether what stands around a word that has other senses shows that materiel is meant: a count, a side, words of the same kind."""
        if one.quantity is not None or self._makers(one) or self._owned(one, sentence):
            return True
        noun = len(one.items) > 1 and any(i.entry.sort == "noun" for i in one.items)
        if noun and (one.determined or (one.head.entry.sort == "noun" and any(i.entry.sort == "type" for i in one.items))):
            return True
        if one.head.entry.sort != "noun" or one.head.plural is not True or self.tokens[one.head.last - 1].low in word_set("materiel_vague"):
            return False
        return len(one.items) > 1 or (self._afoot(one) and (one.start < one.first or self._from(one, sentence)))

    def _from(self, one: Found, sentence: Sentence) -> bool:
        """Whether the words behind say which side or base it is from."""
        return one.last < sentence.last and self.tokens[one.last].low in word_set("people_from_sure")

    def _owned(self, one: Found, sentence: Sentence) -> bool:
        """Whether a type's name with other senses stands alone behind a side, an indefinite article or a verb of sending: Ruritanian
        Typhoons, a Hercules, brings only Hawks."""
        i = one.head.first
        if one.head.entry.sort != "type" or one.first != i or sentence.kind == "headline":
            return False
        following = self.tokens[one.last].text if one.last < sentence.last else ""
        if following[:1].isupper() or not self.tokens[i].text[0].isupper():
            return False
        if one.head.plural and self._from(one, sentence):
            return True
        if one.start <= sentence.first:
            return False
        if i in self.owners.ending or self.tokens[i - 1].low in word_set("materiel_indefinite"):
            return True
        k = i - 1 - (self.tokens[i - 1].low in word_set("materiel_only", "people_possessive"))
        return bool(one.head.plural) and self.tokens[max(k, sentence.first)].low in word_set("people_send")
