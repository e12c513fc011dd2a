"""Finds whoever may speak: persons, bodies (ministries, armed forces, agencies), unnamed officials, documents, states, and words that refer to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from vedette.annotate.persons import title_phrases
from vedette.grammar import Phrases, fold
from vedette.lexicon import Row, load_csv, words_of
from vedette.model import Document, Mention, Person, Sentence

ActorKind = Literal["person", "body", "role", "text", "party", "name", "he", "it", "they"]
MAX_LEFT = 9
"""Tokens that modify a head noun from the left at most."""
STRICT_FORMS = frozenset(("adjective", "demonym", "prefix", "region"))
"""Forms of a party's name that do not act for it."""


class BodyRow(Row):
    """A named body that speaks: a ministry, a government, a general staff, a newspaper. `party` is its side's code."""

    party: str = ""
    kind: str
    case: str


class ForceRow(Row):
    """A named armed force, service or command. `party` holds its side's code."""

    party: str = ""
    branch: str
    form: str
    case: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A noun phrase [first, last) that may speak. `definite` for "the spokesman" without more; `head` is the index of its noun."""

    kind: ActorKind
    first: int
    last: int
    sentence: int
    head: int
    name: str
    party: str | None
    definite: bool = False
    person: Person | None = None
    key: str | None = None
    """The lexicon's id of a body, the same for all its names."""
    body: str | None = None
    """For a document: the body in front of its noun, as in "a Defence Ministry statement"."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a lexicon knows of a body: its id and its side's code."""

    id: str
    party: str | None


HEADS = (("body_noun", "body"), ("text_noun", "text"), ("role_noun", "role"), ("pronoun_he", "he"), ("pronoun_it", "it"), ("pronoun_they", "they"))


@cache
def _head_phrases() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for kind, actor in HEADS:
        for word in words_of(kind):
            phrases.add(word, actor)
    return phrases


@cache
def _body_phrases() -> Phrases[Body]:
    phrases: Phrases[Body] = Phrases()
    for row in load_csv("bodies", BodyRow):
        phrases.add(row.name, Body(row.id, row.party or None), exact=True)
    for force in load_csv("forces", ForceRow):
        if force.note != "ambiguous":
            phrases.add(force.name, Body(force.id, force.party or None), exact=True)
    return phrases


@cache
def word_set(*kinds: str) -> frozenset[str]:
    """The folded words of some classes."""
    return frozenset(fold(word) for word in words_of(*kinds))


def find_actors(doc: Document, sentence: Sentence, persons: Sequence[Mention], parties: Sequence[Mention]) -> list[Actor]:
    """The actors of one sentence in reading order; `persons` and `parties` are its mentions."""
    return _Scan(doc, sentence, persons, parties).actors()


class _Scan:
    def __init__(self, doc: Document, sentence: Sentence, persons: Sequence[Mention], parties: Sequence[Mention]) -> None:
        self.doc, self.sentence, self.tokens = doc, sentence, doc.tokens
        self.persons, self.parties = persons, parties
        self.party_at = {i: m for m in parties for i in range(m.first, m.last)}
        self.taken: set[int] = {i for m in persons for i in range(m.first, m.last)}
        self.found: list[Actor] = []

    def actors(self) -> list[Actor]:
        """All actors, in reading order."""
        for m in self.persons:
            self.found.append(Actor("person", m.first, m.last, m.sentence, m.last - 1, m.value.full, m.value.party, person=m.value))
        self._heads()
        for m in self.parties:
            if m.value.form not in STRICT_FORMS and m.value.form != "leader" and not self.taken.intersection(range(m.first, m.last)):
                self._add("party", m.first, m.last, m.last - 1, m.value.code)
        self._names()
        self.found.sort(key=lambda a: a.first)
        begins = {a.first for a in self.found if a.kind == "person"}
        return [a for a in self.found if a.kind == "person" or a.last not in begins]

    def _heads(self) -> None:
        i, last = self.sentence.first, self.sentence.last
        while i < last:
            if i in self.taken:
                i += 1
                continue
            body = _body_phrases().at(self.tokens, i, last)
            head = _head_phrases().at(self.tokens, i, last)
            if body and (not head or body[0] >= head[0]) and not self._continues(body[0]):
                first = self._left(i) if not self.tokens[i].low == "the" else i
                self._add("body", first, body[0], body[0] - 1, body[1][0].party, key=body[1][0].id)
                i = body[0]
                continue
            title = title_phrases().at(self.tokens, i, last) if head is None or head[1][0] != "body" else None
            if title and title[1][0].sort == "office" and (not head or title[0] >= head[0]):
                self._noun("role", i, title[0])
                i = title[0]
            elif head:
                kind = head[1][0]
                if kind in ("he", "it", "they"):
                    if not self.tokens[i].low.endswith("s") and self.tokens[i].low not in word_set("speech_object"):
                        self._add(kind, i, head[0], i, None)
                else:
                    self._noun(kind, i, head[0])
                i = head[0]
            else:
                i += 1

    def _continues(self, i: int) -> bool:
        """Whether a further noun of a body follows, so that what was found is only its modifier."""
        return i < self.sentence.last and i not in self.taken and _head_phrases().at(self.tokens, i, self.sentence.last) is not None and self.tokens[i].low not in word_set("pronoun_it", "pronoun_he", "pronoun_they")

    def _noun(self, kind: str, first: int, last: int) -> None:
        if last < self.sentence.last and last not in self.taken and self._continues(last):
            return
        if last + 1 < self.sentence.last and self.tokens[last].low == "'s":
            return
        left = self._left(first)
        named = any(self.tokens[i].text[0].isupper() or i in self.party_at for i in range(left, last) if i > self.sentence.first)
        party = next((str(self.party_at[i].value.code) for i in range(left, last) if i in self.party_at), None)
        right = self._right(last) if kind != "body" or left == first else last
        before = [i for i in range(left, first) if _head_phrases().at(self.tokens, i, first)] if kind == "text" else []
        body = self.doc.words(left, before[-1] + 1) if before else None
        definite = left > self.sentence.first and self.tokens[left - 1].low in word_set("speech_definite") and not (named and kind == "body") and right == last
        self._add(kind, left, right, last - 1, party, definite, body=body)

    def _left(self, first: int) -> int:
        """Where the noun phrase begins whose head begins at `first`: capitals, states, genitives and modifiers of the lexicon belong to it."""
        i, low = first, max(self.sentence.first, first - MAX_LEFT)
        modifiers = word_set("np_modifier")
        while i > low and i - 1 not in self.taken:
            token = self.tokens[i - 1]
            if token.low in word_set("speech_article") or token.low in word_set("speech_stop"):
                break
            if i - 1 in self.party_at:
                i = max(self.party_at[i - 1].first, low)
            elif token.low == "'s" and i - 1 > low and (i - 2 in self.party_at or self.tokens[i - 2].text[0].isupper() and i - 2 not in self.taken):
                i -= 1
            elif token.low in modifiers or token.text[0].isupper() and token.text[0].isalpha() or token.text[0].isdigit() and i < first and self.tokens[i].text[0].isupper() or token.text[0].isdigit() and not token.text.isdigit() or token.text.isdigit() and self.tokens[i].text == "-":
                i -= 1
            elif token.text in ("-", "&", "/") and token.end == self.tokens[i].start and i - 1 > low or token.text == "&":
                i -= 1
            elif token.low == "and" and i - 2 in self.party_at and i in self.party_at:
                i -= 1
            else:
                break
        while i < first and (self.tokens[i].text in ("-", "&", "/", "'", "’s", "'s") or self.tokens[i].low in word_set("name_stop") and self.tokens[i].low not in modifiers and i == self.sentence.first and i not in self.party_at and self.tokens[i].low in word_set("speech_preposition", "speech_skip")):
            i += 1
        return i

    def _right(self, last: int) -> int:
        """Where a noun phrase ends that "of …", "for …" may continue with capitalised words, a state or a body."""
        end = last
        while end + 1 < self.sentence.last and self.tokens[end].low in word_set("speech_link"):
            i = end + 1
            if self.tokens[i].low in word_set("speech_article"):
                i += 1
            begin = i
            while i < self.sentence.last and i not in self.taken:
                token = self.tokens[i]
                head = _head_phrases().at(self.tokens, i, self.sentence.last)
                if token.text[0].isupper() and token.low not in word_set("speech_month") or i in self.party_at or head and head[1][0] in ("body", "text") and (i > begin or head[1][0] == "body") or token.low in word_set("np_modifier") and i + 1 < self.sentence.last and (self.tokens[i + 1].text[0].isalpha()):
                    i = head[0] if head and head[1][0] in ("body", "text") else i + 1
                elif token.text in ("-", "&", "'", "’") and i > begin or token.low == "'s" or token.low == "and" and i > begin and i + 1 < self.sentence.last and self.tokens[i + 1].text[0].isupper() and self.tokens[i - 1].text[0].isupper() and i + 1 not in self.taken:
                    i += 1
                else:
                    break
            if i == begin or not any(self.tokens[k].text[0].isupper() or k in self.party_at or _head_phrases().at(self.tokens, k, i) for k in range(begin, i)):
                break
            end = i
        return end

    def _names(self) -> None:
        """Unknown capitalised words beside a verb of saying."""
        verbs = word_set("say_verb")
        for i in range(self.sentence.first, self.sentence.last):
            if self.tokens[i].low not in verbs:
                continue
            k = i
            while k > self.sentence.first and k - 1 not in self.taken and self.tokens[k - 1].text[0].isupper() and not (self.tokens[k - 1].low in word_set("name_stop") and k - 1 == self.sentence.first):
                k -= 1
            if k < i and k not in self.party_at:
                self._add("name", k, i, i - 1, None)
            k = i + 1
            while k < self.sentence.last and k not in self.taken and self.tokens[k].text[0].isupper() and self.tokens[k].low not in word_set("name_stop"):
                k += 1
            if k > i + 1 and k not in self.taken and i + 1 not in self.party_at:
                self._add("name", i + 1, k, k - 1, None)

    def _add(self, kind: str, first: int, last: int, head: int, party: str | None, definite: bool = False, key: str | None = None, body: str | None = None) -> None:
        if self.taken.intersection(range(first, last)):
            first = next((i for i in range(head, first, -1) if i - 1 in self.taken), first)
            if head in self.taken or self.taken.intersection(range(first, head + 1)):
                return
            last = next((i for i in range(head + 1, last) if i in self.taken), last)
        self.taken.update(range(first, last))
        begin = first + 1 if self.tokens[first].low == "the" and last - first > 1 else first
        self.found.append(Actor(kind, begin, last, self.sentence.index, head, self.doc.words(begin, last), party, definite, None, key, body))  # type: ignore[arg-type]
