"""Finds headcounts: how many troops, and whose.

A headcount is a count with a noun for people behind it (3,000 Ruritanian soldiers), glued to it (a 150-man team), or before it
(a contingent of 45); or a count that leaves its noun out because an earlier one holds for it too (1,200 of them from Ruritania).
"""

from collections.abc import Sequence
from functools import cache

from vedette.grammar import Phrases, fold
from vedette.lexicon import Row, load_csv, words_of
from vedette.model import Document, Headcount, Mention, Quantity, Sentence, Span

MAX_GAP = 7
"""Tokens between a number and its noun."""
OWN_FORMS = frozenset(("name", "short", "adjective", "demonym", "abbreviation", "prefix", "capital", "leader"))
"""Forms of a party's name that tell whose people are meant."""


class PeopleRow(Row):
    """A noun for people; `weak` ones stand for others than soldiers too."""

    weight: str


@cache
def people_nouns() -> Phrases[PeopleRow]:
    """All nouns for people."""
    phrases: Phrases[PeopleRow] = Phrases()
    for row in load_csv("people_nouns", PeopleRow):
        if row.id != "strong":
            phrases.add(row.name, row)
    return phrases


@cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(fold(w) for w in words_of(*kinds))


@cache
def _phrases(kind: str) -> Phrases[bool]:
    phrases: Phrases[bool] = Phrases()
    for word in words_of(kind):
        phrases.add(word, True)
    return phrases


def find_people(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `people` with a Headcount each, in reading order."""
    finder = _Finder(doc)
    return tuple(mention for sentence in doc.sentences for mention in finder.read(sentence))


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.parties = [m for m in doc.of("party") if m.value.form in OWN_FORMS]
        self.party_at = {m.first: m for m in self.parties}
        self.party_end = {m.last: m for m in self.parties}
        self.units = doc.of("unit")
        self.blocked = {i for kind in ("exercise", "date", "person") for m in doc.of(kind) for i in range(m.first, m.last)}
        self.numbered = {i for m in self.units for i in range(m.first, m.last) if self.tokens[i].low[0].isdecimal()}
        self.by_sentence: dict[int, list[Mention]] = {}
        for m in doc.of("quantity"):
            self.by_sentence.setdefault(m.sentence, []).append(m)
        self.things = {m.value.quantity: m for m in doc.of("materiel")}
        self.thing_tokens = {i for m in doc.of("materiel") for i in range(m.first, m.last)}
        self.last_found: Mention | None = None

    def read(self, sentence: Sentence) -> list[Mention]:
        """The headcounts of one sentence."""
        found: list[Mention] = []
        for quantity in self.by_sentence.get(sentence.index, ()):
            core = quantity.last - 1
            if core in self.blocked or core in self.numbered or quantity.first in self.thing_tokens:
                continue
            mention = self._with_noun(quantity, sentence) or self._grouped(quantity, sentence) or self._elliptic(quantity, sentence, found)
            if mention:
                found.append(mention)
                self.last_found = mention
        return found

    def _mention(self, quantity: Mention, first: int, last: int, noun: str | None, party: str | None) -> Mention:
        value: Quantity = quantity.value
        span = Span(self.tokens[first].start, self.tokens[last - 1].end)
        return Mention("people", span, first, last, quantity.sentence, Headcount(value, noun, party))

    # 3,000 soldiers

    def _with_noun(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        glued = self._glued(quantity, sentence)
        if glued:
            return glued
        tokens, i = self.tokens, quantity.last
        i = self._of_them(quantity, sentence)
        start, limit = i, min(sentence.last, i + MAX_GAP)
        codes: list[str] = []
        while i < limit:
            party = self.party_at.get(i)
            if party and party.value.form == "demonym":
                codes.append(party.value.code)
                return self._mention(quantity, quantity.first, party.last, tokens[i].text, self._single(codes))
            hit = None if party else people_nouns().at(tokens, i, sentence.last)
            if hit and not self._goes_on(hit[0], sentence):
                strong = any(row.weight == "strong" for row in hit[1])
                noun = self.doc.words(i, hit[0])
                owner = self._single(codes) if codes else self._owner(quantity, hit[0], sentence)
                if i - start > 4 and not strong:
                    return None
                return self._mention(quantity, quantity.first, hit[0], noun, owner)
            if party:
                codes.append(party.value.code)
                i = party.last
                continue
            if not self._passes(i, start):
                return None
            i += 1
        return None

    def _of_them(self, quantity: Mention, sentence: Sentence) -> int:
        """The index after "of its", "of the" where these lead from the number to its noun."""
        hit = _phrases("people_of_joint").at(self.tokens, quantity.last, sentence.last) if quantity.last < sentence.last else None
        return hit[0] if hit and hit[0] > quantity.last + 1 else quantity.last

    def _goes_on(self, i: int, sentence: Sentence) -> bool:
        """Whether the noun is part of a compound with a hyphen: 20 soldier-athletes."""
        return i < sentence.last and fold(self.tokens[i].text) == "-" and self.tokens[i].start == self.tokens[i - 1].end and i + 1 < sentence.last and self.tokens[i + 1].start == self.tokens[i].end

    def _passes(self, i: int, start: int) -> bool:
        """Whether a word may stand between a number and its noun."""
        token = self.tokens[i]
        if i in self.thing_tokens or token.low in _words("people_stop"):
            return False
        if token.text[0].isalpha():
            return True
        return i > start and token.low in _words("people_join")

    # a 150-man team, 600-strong

    def _glued(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        tokens, i = self.tokens, quantity.last
        if i >= sentence.last:
            return None
        hyphen = fold(tokens[i].text) == "-"
        at = i + 1 if hyphen else i
        if at >= sentence.last or tokens[at].low not in _words("people_suffix"):
            return None
        strong = people_strong(tokens[at].low)
        if not hyphen and not strong:
            return None
        group = self._group_near(at + 1, sentence)
        if not strong and group is None:
            return None
        party = self._owner(quantity, group or at + 1, sentence)
        return self._mention(quantity, quantity.first, at + 1, tokens[at].text, party)

    def _group_near(self, i: int, sentence: Sentence) -> int | None:
        """The index after a word for a body of people that stands right here or a few words on."""
        for k in range(i, min(i + 4, sentence.last)):
            hit = _phrases("people_group").at(self.tokens, k, sentence.last)
            if hit:
                return hit[0]
            if not self.tokens[k].text[0].isalpha() and fold(self.tokens[k].text) != "-":
                return None
        return None

    # a contingent of 45

    def _grouped(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        tokens, i = self.tokens, quantity.first
        if i - 2 < sentence.first or tokens[i - 1].low not in _words("people_from") or not self._ends_phrase(quantity.last, sentence):
            return None
        for k in range(max(sentence.first, i - 4), i - 1):
            hit = _phrases("people_group").at(tokens, k, i - 1)
            if hit and hit[0] == i - 1:
                party = self._owner_before(k, sentence) or self._owner(quantity, quantity.last, sentence)
                return self._mention(quantity, quantity.first, quantity.last, self.doc.words(k, i - 1), party)
        return None

    def _ends_phrase(self, i: int, sentence: Sentence) -> bool:
        """Whether no noun follows the number."""
        if i >= sentence.last:
            return True
        token = self.tokens[i]
        return not token.text[0].isalnum() and fold(token.text) != "-" or token.low in _words("people_stop", "people_send")

    # 1,200 of them from Ruritania

    def _elliptic(self, quantity: Mention, sentence: Sentence, found: Sequence[Mention]) -> Mention | None:
        tokens, i = self.tokens, quantity.last
        previous = self.last_found
        if previous is None or sentence.index - previous.sentence > 1 or quantity.value.low is not None and quantity.value.low < 10:
            return None
        if self._thing_between(previous.last, quantity.first):
            return None
        hit = _phrases("people_of").at(tokens, i, sentence.last) if i < sentence.last else None
        if hit:
            party = self._party_near(hit[0], sentence)
            return self._mention(quantity, quantity.first, party.last if party else hit[0], None, party.value.code if party else None)
        if i < sentence.last and tokens[i].low in _words("people_from"):
            after = self._origin(i + 1, sentence)
            if after:
                return self._mention(quantity, quantity.first, i, None, after)
        for k in range(max(sentence.first, quantity.first - 3), quantity.first):
            before = _phrases("people_of").at(tokens, k, quantity.first)
            if before and before[0] == quantity.first:
                return self._mention(quantity, quantity.first, quantity.last, None, self._owner(quantity, i, sentence))
        if self._ends_phrase(i, sentence):
            sender = self._sender(quantity, sentence)
            if sender:
                return self._mention(quantity, quantity.first, quantity.last, None, sender)
        return None

    def _thing_between(self, first: int, last: int) -> bool:
        return any(i in self.thing_tokens for i in range(first, last))

    def _party_near(self, i: int, sentence: Sentence) -> Mention | None:
        """A party within the next few words: of them (were) Ruritanian, of them from Ruritania."""
        for k in range(i, min(i + 4, sentence.last)):
            if k in self.party_at:
                return self.party_at[k]
            if not self.tokens[k].text[0].isalpha():
                return None
        return None

    # whose they are

    def _single(self, codes: Sequence[str]) -> str | None:
        return codes[0] if len(set(codes)) == 1 else None

    def _owner(self, quantity: Mention, after: int, sentence: Sentence) -> str | None:
        """The side of a headcount whose phrase ends before token `after`: from behind it, from before it, or the one who sends."""
        tokens = self.tokens
        if after < sentence.last and tokens[after].low in _words("people_from"):
            codes = self._origins(after + 1, sentence)
            if codes:
                return self._single(codes)
            if tokens[after].low == "from" or self._unit_at(after + 1):
                return self._unit_at(after + 1)
        return self._owner_before(quantity.first, sentence) or self._sender(quantity, sentence)

    def _unit_at(self, i: int) -> str | None:
        for m in self.units:
            if m.first - 2 <= i <= m.first or m.first <= i < m.last:
                return str(m.value.party) if m.value.party else None
        return None

    def _origin(self, i: int, sentence: Sentence) -> str | None:
        codes = self._origins(i, sentence)
        return self._single(codes) if codes else self._unit_at(i)

    def _origins(self, i: int, sentence: Sentence) -> list[str]:
        """The parties listed from token i on: Ruritania, Elbonia and the Syldavian army."""
        codes: list[str] = []
        gap = 0
        while i < sentence.last and gap < 3:
            party = self.party_at.get(i)
            if party:
                codes.append(party.value.code)
                i, gap = party.last, 0
                continue
            token = self.tokens[i]
            if token.low in _words("people_stop") or not (token.text[0].isalpha() or token.low in _words("people_join")) or token.low[0].isdecimal():
                break
            i, gap = i + 1, gap + 1
        return codes

    def _owner_before(self, i: int, sentence: Sentence) -> str | None:
        """The party right before a phrase, as its owner: Ruritania's 3,000, the Ruritanian contingent."""
        for k in range(i, max(sentence.first, i - 3), -1):
            party = self.party_end.get(k)
            if party and k == i and party.value.form in ("adjective", "prefix"):
                return str(party.value.code)
            if party and k < i and self.tokens[k].low == "'s":
                return str(party.value.code)
        return None

    def _sender(self, quantity: Mention, sentence: Sentence) -> str | None:
        """The party that is the subject of the verb of sending right before the headcount."""
        tokens, i = self.tokens, quantity.first - 1
        seen = False
        steps = 0
        while i >= sentence.first and steps < 12:
            token = tokens[i]
            party = self.party_end.get(i + 1)
            if party:
                before = self.party_end.get(party.first - 1) if party.first - 1 > sentence.first else None
                joined = party.first > sentence.first and tokens[party.first - 1].low in _words("people_join")
                return None if not seen or (before and joined) else str(party.value.code)
            if token.low in _words("people_send"):
                seen = True
            elif token.low not in _words("people_aux") and not seen:
                return None
            elif seen and not (token.text[0].isalpha() or token.low == "'s"):
                return None
            i, steps = i - 1, steps + 1
        return None


@cache
def people_strong(word: str) -> bool:
    """Whether a word makes a headcount of a number by itself: 600-strong."""
    return word in {fold(row.name).lstrip("-") for row in load_csv("people_nouns", PeopleRow) if row.id == "strong"}
