"""Finds whoever may speak: persons, bodies, unnamed officials, documents, states, and the words that refer to them."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.layout import between
from vedette.grammar import CLOSERS, Phrases, phrases_of, word_set
from vedette.lexicon import BodyRow, ForceRow, RankRow, compiled, load_csv, words_of
from vedette.model import Document, Mention, Person, Sentence, Token

ActorKind = Literal["person", "body", "role", "text", "party", "name", "he", "it", "they"]
NAME_WORDS = (2, 6)
"""Tokens of an unknown name behind a role, at least and at most."""
MAX_LEFT = 9
"""Tokens that modify a head noun from the left at most."""
STRICT_FORMS = frozenset(("adjective", "demonym", "prefix", "region", "leader"))
"""Forms of a party's name that do not act for it."""


class Actor(Struct, frozen=True):
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


class Head(Struct, frozen=True):
    """What the head of a noun phrase makes of it; `key` and `party` for a body that the lexicon names."""

    kind: ActorKind
    key: str | None = None
    party: str | None = None


HEADS: tuple[tuple[str, ActorKind], ...] = (
    ("body_noun", "body"),
    ("text_noun", "text"),
    ("pronoun_he", "he"),
    ("pronoun_it", "it"),
    ("pronoun_they", "they"),
    ("role_noun", "role"),
)
"""Word classes of nouns and pronouns with the kind of actor that they make, the first of several winning."""


@compiled
def head_phrases() -> Phrases[Head]:
    """Named bodies, offices, and nouns that may speak."""
    phrases: Phrases[Head] = Phrases()
    for row in load_csv("bodies", BodyRow):
        phrases.add(row.name.removeprefix("the "), Head("body", row.id, row.party or None), exact=True)
    for force in load_csv("forces", ForceRow):
        if force.note != "ambiguous":
            phrases.add(force.name.removeprefix("the "), Head("body", force.id, force.party or None), exact=True)
    for kind, actor in HEADS:
        for word in words_of(kind):
            phrases.add(word, Head(actor))
    for office in load_csv("offices", RankRow):
        phrases.add(office.name, Head("role"), exact=office.case == "exact")
    return phrases


def find_actors(doc: Document, sentence: Sentence, persons: Sequence[Mention], parties: Sequence[Mention]) -> list[Actor]:
    """The actors of one sentence in reading order; `persons` and `parties` are its mentions."""
    return _Scan(doc, sentence, persons, parties).actors()


def by_sentence(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Mentions by the index of their sentence."""
    out: dict[int, list[Mention]] = {}
    for mention in mentions:
        out.setdefault(mention.sentence, []).append(mention)
    return out


def passes_on(tokens: Sequence[Token], actor: Actor) -> bool:
    """Whether a passive names the actor as who passes words on, not as who spoke them: quoted by the news agency."""
    i = actor.first - 1
    i -= i >= 0 and tokens[i].low in word_set("speech_article")
    return i >= 0 and tokens[i].low in word_set("speech_by")


class _Scan:
    def __init__(self, doc: Document, sentence: Sentence, persons: Sequence[Mention], parties: Sequence[Mention]) -> None:
        self.doc, self.sentence, self.tokens = doc, sentence, doc.tokens
        self.persons, self.parties = persons, parties
        self.party_at = {i: m for m in parties for i in range(m.first, m.last)}
        self.taken: set[int] = {i for m in persons for i in range(m.first, m.last)}
        found = head_phrases().find(self.tokens, sentence.first, sentence.last)
        self.heads = {first: (last, heads[0]) for first, last, heads in found}
        self.ends = {last: first for first, (last, head) in self.heads.items() if head.kind in ("body", "role")}
        """Where the bodies and roles among them end → where they begin."""
        self.found: list[Actor] = []

    def actors(self) -> list[Actor]:
        """All actors, in reading order; what only stands in front of a person's name is none of its own."""
        for m in self.persons:
            if m.value.title is None and m.first > self.sentence.first and self.tokens[m.first - 1].low in word_set("speech_place"):
                continue  # a place that was taken for a person: at Mina Zayed
            self.found.append(Actor("person", m.first, m.last, m.sentence, m.last - 1, m.value.full, m.value.party, person=m.value))
        self._heads()
        for m in self.parties:
            if m.value.form not in STRICT_FORMS and self.taken.isdisjoint(range(m.first, m.last)):
                self._add(self._actor("party", m.first, m.last, m.last - 1, m.value.code))
        self._holders()
        self._names()
        self.found.sort(key=lambda a: a.first)
        begins = {a.first for a in self.found if a.kind == "person"}
        return [a for a in self.found if a.kind == "person" or a.last not in begins]

    # nouns

    def _heads(self) -> None:
        for first, (last, head) in self.heads.items():
            if not self.taken.isdisjoint(range(first, last)) or self._continues(last):
                continue
            if head.kind in ("he", "it", "they"):
                if self.tokens[first].low not in word_set("speech_object"):
                    self._add(self._actor(head.kind, first, last, first))
            elif head.key:
                self._add(replace(self._actor("body", self._left(first), last, last - 1, head.party), key=head.key))
            else:
                self._noun(head.kind, first, last)

    def _continues(self, i: int) -> bool:
        """Whether a further noun follows, so that what was found only modifies it: "army" in "army (RA) spokesman"."""
        if i + 3 < self.sentence.last and self._abbreviated(i + 3):
            i += 3
        following = self.heads.get(i)
        return following is not None and i not in self.taken and following[1].kind not in ("he", "it", "they")

    def _noun(self, kind: ActorKind, first: int, last: int) -> None:
        if kind != "body" and last + 1 < self.sentence.last and self.tokens[last].low in word_set("speech_genitive"):
            return
        left = self._left(first)
        own_name = any(self.tokens[i].text[0].isupper() and i not in self.party_at for i in range(left, first))
        right = last if kind == "body" and own_name else self._right(last)
        named = any(i in self.party_at or (i > self.sentence.first and self.tokens[i].text[0].isupper()) for i in range(left, last))
        party = next((str(self.party_at[i].value.code) for i in range(left, last) if i in self.party_at), None)
        fixed = left > self.sentence.first and self.tokens[left - 1].low in word_set("speech_definite")
        body = None
        if kind == "text":
            ends = [self.heads[i][0] for i in range(left, first) if i in self.heads]
            body = self.doc.words(left, ends[-1]) if ends else None
        definite = fixed and right == last and not (named and kind == "body")
        self._add(replace(self._actor(kind, left, right, last - 1, party), definite=definite, body=body))

    def _left(self, first: int) -> int:
        """Where the noun phrase begins whose head begins at `first`: capitals, states, genitives and known modifiers belong to it."""
        i, low = first, max(self.sentence.first, first - MAX_LEFT)
        while i > low and i - 1 not in self.taken:
            if i in self.ends and i - 1 not in self.party_at:
                i = max(self.ends[i], low)
            elif i - 1 in self.party_at:
                i = max(self.party_at[i - 1].first, low)
            elif self._modifies(i - 1, first):
                i -= 1
            elif self._abbreviated(i):
                i -= 3
            else:
                break
        while i < first and not self._begins(i):
            i += 1
        return i

    def _abbreviated(self, i: int) -> bool:
        """Whether the abbreviation of a name in brackets ends before token i: the Harbour Police Force (HPF) | official."""
        tokens, begin = self.tokens, i - 3
        if begin <= self.sentence.first or tokens[i - 1].text != ")" or tokens[begin].text != "(":
            return False
        return tokens[i - 2].text.isupper() and tokens[begin - 1].text[0].isupper()

    def _modifies(self, i: int, first: int) -> bool:
        """Whether token i belongs to the noun phrase that has begun behind it."""
        token, after = self.tokens[i], self.tokens[i + 1]
        if token.low in word_set("speech_article", "speech_stop"):
            return token.low in word_set("speech_and") and i - 1 in self.party_at and i + 1 in self.party_at
        if token.low in word_set("speech_genitive"):
            return i - 1 in self.party_at or (i > self.sentence.first and self.tokens[i - 1].text[0].isupper() and i - 1 not in self.taken)
        if token.text[0].isdigit():
            return not token.text.isdigit() or after.text == "-" or (i + 1 < first and after.text[0].isupper())
        if token.text in ("-", "/"):
            return token.end == after.start and i > self.sentence.first
        return token.text == "&" or token.low in word_set("np_modifier") or (token.text[0].isupper() and token.text[0].isalpha())

    def _begins(self, i: int) -> bool:
        """Whether a noun phrase may begin with token i: a mark does not, nor a small word that only opens the sentence."""
        token = self.tokens[i]
        if not token.text[0].isalnum():
            return False
        opens = i == self.sentence.first and i not in self.party_at and token.low not in word_set("np_modifier")
        return not (opens and token.low in word_set("speech_preposition", "speech_skip"))

    def _right(self, last: int) -> int:
        """Where a noun phrase ends that "of …", "for …" continues with capitalised words, a state or a body."""
        end = last
        while end + 1 < self.sentence.last and self.tokens[end].low in word_set("speech_link"):
            begin = end + 1 + (self.tokens[end + 1].low in word_set("speech_article"))
            i = begin
            while i < self.sentence.last and i not in self.taken and (after := self._goes_on(i, begin)):
                i = after
            if not any(self.tokens[k].text[0].isupper() or k in self.party_at or k in self.heads for k in range(begin, i)):
                break
            end = i
        return end

    def _goes_on(self, i: int, begin: int) -> int | None:
        """The index after the next piece of a phrase such as "of the Ministry of Defence", None where it ends."""
        token = self.tokens[i]
        head = self.heads.get(i)
        if head and head[1].kind in ("body", "text") and (i > begin or head[1].kind == "body"):
            return head[0]
        if i in self.party_at or (token.text[0].isupper() and token.low not in word_set("speech_month")):
            return i + 1
        following = self.tokens[i + 1] if i + 1 < self.sentence.last else None
        if following is None:
            return None
        if token.low in word_set("np_modifier") and following.text[0].isalpha():
            return i + 1
        if token.low in word_set("speech_genitive") or (i > begin and token.text in ("-", "&", "'", "’")):
            return i + 1
        both = following.text[0].isupper() and self.tokens[i - 1].text[0].isupper() and i + 1 not in self.taken
        return i + 1 if token.low in word_set("speech_and") and i > begin and both else None

    # unknown names

    def _holders(self) -> None:
        """Unknown names of two words or more behind one person's role: "its chair, Ana Gil, said", "Publican Ana Gil has …"."""
        for actor in [a for a in self.found if a.kind == "role" and not self.tokens[a.head].low.endswith("s")]:
            first = actor.last + (actor.last < self.sentence.last and self.tokens[actor.last].text == ",")
            last = self._capitals(first)
            if not NAME_WORDS[0] <= last - first <= NAME_WORDS[1] or last >= self.sentence.last:
                continue
            after = self.tokens[last]
            if (
                after.text in (",", ".")
                or after.text in CLOSERS
                or (after.text.islower() and after.low not in word_set("speech_preposition"))
            ):
                name = self.doc.words(first, last)
                person = Person(name, party=actor.party, office=self.doc.words(actor.head, actor.head + 1))
                self._add(replace(self._actor("person", first, last, last - 1, actor.party), name=name, person=person))

    def _capitals(self, first: int) -> int:
        """The index after the capitalised words from token `first` on that are no part of anything else and open no sentence."""
        last, stop = first, word_set("name_stop", "speech_month")
        while last < self.sentence.last and last not in self.taken and last not in self.party_at and last not in self.heads:
            token = self.tokens[last]
            if last > first and token.text == "-" and self.tokens[last - 1].end == token.start and last + 1 < self.sentence.last:
                last += 2  # "Kari-Anne", "Tsung-han"
                continue
            capitals = token.text.isupper() and "." not in token.text  # "V.R." are initials
            if not token.text[0].isupper() or token.low in stop or capitals:
                break
            last += 1
        return last

    def _names(self) -> None:
        """Unknown capitalised words beside a verb of saying."""
        verbs, stop, months = word_set("say_verb"), word_set("name_stop"), word_set("speech_month")
        low, high = self.sentence.first, self.sentence.last
        for i in between(phrases_of("say_verb").places(self.tokens), low, high):
            if self.tokens[i].low not in verbs:
                continue
            k = i
            while k > low and k - 1 not in self.taken and self.tokens[k - 1].text[0].isupper():
                if self.tokens[k - 1].low in months or (k - 1 == low and self.tokens[low].low in stop):
                    break
                k -= 1
            if k < i and k not in self.party_at:
                self._add(self._actor("name", k, i, i - 1))
            elif k == i:
                self._name_of(i)
            k = i + 1
            while k < high and k not in self.taken and self.tokens[k].text[0].isupper() and self.tokens[k].low not in stop:
                k += 1
            if k > i + 1 and k not in self.taken and i + 1 not in self.party_at:
                self._add(self._actor("name", i + 1, k, k - 1))
        for i in between(phrases_of("source_cue").places(self.tokens), low, high):
            if hit := phrases_of("source_cue").at(self.tokens, i, high):
                self._name_until(hit[0], stop)

    def _name_of(self, verb: int) -> None:
        """An unknown name of two words or more in front of "of" and the body that a verb follows: "Ana Gil of the Peace Union said"."""
        body = next((a for a in self.found if a.last == verb and a.kind == "body"), None)
        if body is None or body.first == self.sentence.first:
            return
        last = body.first - (self.tokens[body.first - 1].low in word_set("speech_article")) - 1
        if last <= self.sentence.first or self.tokens[last].low not in word_set("speech_link"):
            return
        first = last
        while first > self.sentence.first and first - 1 not in self.taken and self.tokens[first - 1].text[0].isupper():
            first -= 1
        if last - first > 1 and first not in self.party_at:
            self._add(self._actor("name", first, last, last - 1))

    def _name_until(self, first: int, stop: AbstractSet[str]) -> None:
        """An unknown name of two words or more that begins at token `first`, behind "according to"."""
        last = first
        while (
            last < self.sentence.last
            and last not in self.taken
            and self.tokens[last].text[0].isupper()
            and self.tokens[last].low not in stop
        ):
            last += 1
        if last - first > 1 and last not in self.taken and first not in self.party_at:
            self._add(self._actor("name", first, last, last - 1))

    def _add(self, actor: Actor) -> None:
        """Adds an actor, without words that others have taken and without its article."""
        first, last, head = actor.first, actor.last, actor.head
        while first <= head and not self.taken.isdisjoint(range(first, head + 1)):
            first += 1
        if first > head:
            return
        last = next((i for i in range(head + 1, last) if i in self.taken), last)
        self.taken.update(range(first, last))
        begin = first + (last - first > 1 and self.tokens[first].low in word_set("speech_article"))
        self.found.append(replace(actor, first=begin, last=last, name=self.doc.words(begin, last)))

    def _actor(self, kind: ActorKind, first: int, last: int, head: int, party: str | None = None) -> Actor:
        return Actor(kind, first, last, self.sentence.index, head, "", party)
