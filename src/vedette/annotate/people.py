"""Finds headcounts: how many troops, and whose.

A headcount is a count with a noun for people behind it (3,000 Ruritanian soldiers), glued to it (a 150-man team), or before it
(a contingent of 45); or a count that leaves its noun out because an earlier one holds for it too (1,200 of them from Ruritania).
"""

from collections.abc import Sequence
from functools import cache

from vedette.annotate.owners import Owners, phrases, single, words
from vedette.grammar import Phrases, fold
from vedette.lexicon import Row, load_csv
from vedette.model import Document, Headcount, Mention, Quantity, Sentence, Span

MAX_GAP = 7
"""Tokens between a number and its noun."""


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


def find_people(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `people` with a Headcount each, in reading order."""
    finder = _Finder(doc)
    return tuple(mention for sentence in doc.sentences for mention in finder.read(sentence))


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.owners = Owners(doc)
        self.party_at = self.owners.at
        self.blocked = {i for kind in ("exercise", "date", "person") for m in doc.of(kind) for i in range(m.first, m.last)}
        self.numbered = {i for m in doc.of("unit") for i in range(m.first, m.last) if self.tokens[i].low[0].isdecimal()}
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
                return self._mention(quantity, quantity.first, party.last, tokens[i].text, single(codes))
            hit = None if party else people_nouns().at(tokens, i, sentence.last)
            if hit and not self._goes_on(hit[0], sentence):
                strong = any(row.weight == "strong" for row in hit[1])
                noun = self.doc.words(i, hit[0])
                owner = single(codes) if codes else self._owner(quantity, hit[0], sentence)
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
        hit = phrases("people_of_joint").at(self.tokens, quantity.last, sentence.last) if quantity.last < sentence.last else None
        return hit[0] if hit and hit[0] > quantity.last + 1 else quantity.last

    def _goes_on(self, i: int, sentence: Sentence) -> bool:
        """Whether the noun is part of a compound with a hyphen: 20 soldier-athletes."""
        return i < sentence.last and fold(self.tokens[i].text) == "-" and self.tokens[i].start == self.tokens[i - 1].end and i + 1 < sentence.last and self.tokens[i + 1].start == self.tokens[i].end

    def _passes(self, i: int, start: int) -> bool:
        """Whether a word may stand between a number and its noun."""
        token = self.tokens[i]
        if i in self.thing_tokens or token.low in words("people_stop"):
            return False
        if token.text[0].isalpha():
            return True
        return i > start and token.low in words("people_join")

    # a 150-man team, 600-strong

    def _glued(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        tokens, i = self.tokens, quantity.last
        if i >= sentence.last:
            return None
        hyphen = fold(tokens[i].text) == "-"
        at = i + 1 if hyphen else i
        if at >= sentence.last or tokens[at].low not in words("people_suffix"):
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
            hit = phrases("people_group").at(self.tokens, k, sentence.last)
            if hit:
                return hit[0]
            if not self.tokens[k].text[0].isalpha() and fold(self.tokens[k].text) != "-":
                return None
        return None

    # a contingent of 45

    def _grouped(self, quantity: Mention, sentence: Sentence) -> Mention | None:
        tokens, i = self.tokens, quantity.first
        if i - 2 < sentence.first or tokens[i - 1].low not in words("people_from") or not self._ends_phrase(quantity.last, sentence):
            return None
        for k in range(max(sentence.first, i - 4), i - 1):
            hit = phrases("people_group").at(tokens, k, i - 1)
            if hit and hit[0] == i - 1:
                party = self.owners.before(k, sentence) or self._owner(quantity, quantity.last, sentence)
                return self._mention(quantity, quantity.first, quantity.last, self.doc.words(k, i - 1), party)
        return None

    def _ends_phrase(self, i: int, sentence: Sentence) -> bool:
        """Whether no noun follows the number."""
        if i >= sentence.last:
            return True
        token = self.tokens[i]
        return not token.text[0].isalnum() and fold(token.text) != "-" or token.low in words("people_stop", "people_send")

    # 1,200 of them from Ruritania

    def _elliptic(self, quantity: Mention, sentence: Sentence, found: Sequence[Mention]) -> Mention | None:
        tokens, i = self.tokens, quantity.last
        previous = self.last_found
        if previous is None or sentence.index - previous.sentence > 1 or quantity.value.low is not None and quantity.value.low < 10:
            return None
        if self._thing_between(previous.last, quantity.first):
            return None
        hit = phrases("people_of").at(tokens, i, sentence.last) if i < sentence.last else None
        if hit:
            party = self._party_near(hit[0], sentence)
            return self._mention(quantity, quantity.first, party.last if party else hit[0], None, party.value.code if party else None)
        if i < sentence.last and tokens[i].low in words("people_from"):
            told, party_code = self.owners.behind(i, sentence)
            if party_code:
                return self._mention(quantity, quantity.first, i, None, party_code)
        for k in range(max(sentence.first, quantity.first - 3), quantity.first):
            before = phrases("people_of").at(tokens, k, quantity.first)
            if before and before[0] == quantity.first:
                return self._mention(quantity, quantity.first, quantity.last, None, self._owner(quantity, i, sentence))
        if self._ends_phrase(i, sentence):
            sender = self.owners.sender(quantity.first, sentence)
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

    def _owner(self, quantity: Mention, after: int, sentence: Sentence) -> str | None:
        """The side of a headcount whose phrase ends before token `after`: from behind it, from before it, or the one who sends."""
        told, party = self.owners.behind(after, sentence)
        if told:
            return party
        return self.owners.before(quantity.first, sentence) or self.owners.sender(quantity.first, sentence)


@cache
def people_strong(word: str) -> bool:
    """Whether a word makes a headcount of a number by itself: 600-strong."""
    return word in {fold(row.name).lstrip("-") for row in load_csv("people_nouns", PeopleRow) if row.id == "strong"}
