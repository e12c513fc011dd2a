"""How names of places run in a sentence, and those that stand in lists: what the finder of places is built on."""

from functools import cache
from itertools import pairwise

from vedette.annotate.gazetteer import called, gazetteer, nouns, plurals
from vedette.annotate.place_senses import STATE_FORMS, Found
from vedette.grammar import word_set
from vedette.model import Document, Mention, Sentence

MAX_NAME = 7
"""Tokens of an unknown name at most, its place noun included."""
MAX_LIST = 30
"""Tokens of a list of names before a plural noun at most."""
PAIR = 2
"""Tokens of a name that shares its last word with another one at least."""
MAX_BARE = 3
"""Tokens at most of an unknown name that only a preposition gives away."""


class PlaceRuns:
    """The tokens of one report, with what is known of them before its places are."""

    def __init__(self, doc: Document) -> None:
        self.doc, self.tokens = doc, doc.tokens
        self.party_at: dict[int, Mention] = {i: m for m in doc.of("party") for i in range(m.first, m.last)}
        self.person_at: dict[int, Mention] = {i: m for m in doc.of("person") for i in range(m.first, m.last)}
        self.date_at: set[int] = {i for m in doc.of("date") for i in range(m.first, m.last)}
        self.found: list[Found] = []
        self.ships_before: dict[int, bool] = {}
        """Whether a word for ships stands before the list that the name at a token goes on, for the names asked about."""
        self.before = frozenset(nouns("before").places(self.tokens))
        self.afters = nouns("after").places(self.tokens)
        """Where place nouns may begin that stand after a name, in reading order."""
        self.after = frozenset(self.afters)
        """Where place nouns may begin that stand before or after a name."""

    def _run(self, i: int, sentence: Sentence) -> int:
        """The end of a run of capitalised words from i, with particles, hyphens and initials inside."""
        end = i
        while end < sentence.last and end - i < MAX_NAME:
            token = self.tokens[end]
            if end > i and ((end in self.date_at and token.text[0].isdigit()) or (token.text.isupper() and token.low in shouted_words())):
                break
            if token.text[0].isupper() or (not is_cased(token.text) and token.text[0].isalpha()):
                end += 1
            elif end > i and token.text in ("-", "'", "’") and self._glued(end, sentence) and self._glued(end + 1, sentence):
                if not self.tokens[end + 1].text[0].isalpha():
                    break
                end += 2
            elif end > i and token.low in inner_words() and self._upper(end + 1, sentence):
                end += 1
            else:
                break
        return end

    def _upper(self, i: int, sentence: Sentence) -> bool:
        return sentence.first <= i < sentence.last and self.tokens[i].text[0].isupper()

    def _plain(self, i: int) -> bool:
        """Whether the word says nothing by itself: a state's adjective, a function word, a word of armed forces."""
        token = self.tokens[i]
        return token.low in plain_words() or i in self.party_at or i in self.date_at or not token.text[0].isalpha()

    def _glued(self, i: int, sentence: Sentence) -> bool:
        """Whether token i begins right where the one before it ends."""
        return sentence.first < i < sentence.last and self.tokens[i].start == self.tokens[i - 1].end

    def _is(self, i: int, sentence: Sentence, text: str) -> bool:
        return sentence.first <= i < sentence.last and self.tokens[i].text == text

    def _ends(self, end: int, sentence: Sentence) -> bool:
        """Whether a name is over at token `end`, and is nobody's: not at Boeing's works, in Mars-like heat."""
        if end >= sentence.last:
            return True
        token = self.tokens[end]
        return (not token.text[0].isupper() and not self._glued(end, sentence)) or token.text in ",.;:"


class PlaceLists(PlaceRuns):
    """Finds the names of places in lists."""

    def _lists(self, sentence: Sentence, own: list[Found]) -> list[Found]:
        """Adds the unknown names of a list before a plural noun: the Lepelsky, Losvido and Borisovsky ranges; the Baltic and North Seas."""
        for i, last, nouns_there in plurals().find(self.tokens, sentence.first, sentence.last):
            noun = nouns_there[0]
            names = self._listed(i, sentence, noun.one)
            whole = any(f.first < last and i < f.last and f.known and f.kind is None for f in own)
            if len(names) > 1 and not whole:
                own = [f for f in own if f.last <= names[0][0] or f.first >= last]
                for a, b in names:
                    one = noun.one if noun.kind != "region" or self._only_direction(a, b) else ""
                    known = called(f"{self.doc.words(a, b)} {one}")
                    own.append(Found(a, b, sentence.index, known, noun.kind, one=one))
        return sorted(own, key=lambda f: f.first)

    def _only_direction(self, first: int, last: int) -> bool:
        """Whether a name is no name without its noun: the Northern and Eastern Provinces."""
        return all(t.low in word_set("venue_skip") for t in self.tokens[first:last])

    def _listed_on(self, sentence: Sentence, own: list[Found]) -> list[Found]:
        """Adds an unknown name that closes a list of places: the islands of Rhodes, Kasos and Arkhena."""
        out = list(own)
        for before, f in pairwise(own):
            if f.kind is None and before.known and f.known and self._comma(before.last, f.first) and self._placed(before.first, sentence):
                self._tail(sentence, out, f)
        for before, f in pairwise(own):
            self._between(sentence, out, before, f)
        for f in own:
            self._shared(sentence, out, f)
        for f in own:
            if self._placed(f.first, sentence) and (f.kind or not f.unsure):
                self._tail(sentence, out, f, sure=False)
            if f.first >= sentence.first + 2 and f.country is None and (f.known or f.kind != "base"):
                hint = self.tokens[f.first - 1].low == "of" and plurals().at(self.tokens, f.first - 2, f.first - 1) is not None
                if hint:
                    self._tail(sentence, out, f)
        return sorted(out, key=lambda f: f.first)

    def _shared(self, sentence: Sentence, out: list[Found], f: Found) -> None:
        """Adds the first of two names that share their last words: North and South Carolina, Upper and Lower Galilee."""
        i = f.first - 2
        if not f.known or f.last - f.first < PAIR or not self._upper(i, sentence) or self.tokens[i + 1].low not in word_set("house_and"):
            return
        rest = self.doc.words(f.first + 1, f.last)
        kinds = {k.entry.kind for k in f.known}
        known = tuple(k for k in called(f"{self.tokens[i].text} {rest}") if k.entry.kind in kinds)
        if known and not any(o.first < i + 1 and i < o.last for o in out):
            out.append(Found(i, i + 1, f.sentence, known, one=rest))

    def _between(self, sentence: Sentence, out: list[Found], before: Found, after: Found) -> None:
        """Adds the unknown names between two places of a list: in Rhodes, Arkhena, Chalke and Kasos."""
        if before.kind == "base" or not after.known or not self._placed(before.first, sentence):
            return
        names: list[Found] = []
        i = before.last
        while i < after.first and self.tokens[i].low in word_set("place_and"):
            first = i + 1 + (i + 1 < after.first and self.tokens[i + 1].low in word_set("place_and"))
            if first == after.first:
                out.extend(names)
                return
            i = min(self._run(first, sentence), after.first)
            if (
                not first < i <= first + MAX_BARE
                or self._plain(first)
                or any(k in self.party_at or k in self.person_at for k in range(first, i))
            ):
                return
            names.append(Found(first, i, before.sentence, kind="place", country=before.country))

    def _placed(self, i: int, sentence: Sentence) -> bool:
        """Whether a preposition of place stands before token i."""
        while i > sentence.first and self.tokens[i - 1].low in word_set("venue_skip"):
            i -= 1
        return i > sentence.first and self.tokens[i - 1].low in word_set("place_in")

    def _comma(self, i: int, k: int) -> bool:
        return k - i == 1 and self.tokens[i].low == ","

    def _tail(self, sentence: Sentence, out: list[Found], last: Found, sure: bool = True) -> None:
        """Adds the name behind "and" that ends the list whose last known name is `last`; where it is not `sure` that this is a list, only
        if no verb may follow: at Manatee Camp and Hill Bank, …"""
        i = last.last
        if i < sentence.last and self.tokens[i].low == ",":
            i += 1
        if i + 1 >= sentence.last or self.tokens[i].low not in word_set("place_and"):
            return
        first = i + 1
        end = self._run(first, sentence)
        taken = any(f.first < end and first < f.last for f in out) or any(
            k in self.party_at or k in self.person_at for k in range(first, end)
        )
        over = sure or end >= sentence.last or self.tokens[end].low in word_set("place_after_list", "place_and", "place_in")
        if end > first and not taken and not self._plain(first) and end - first <= MAX_BARE and over and self._ends(end, sentence):
            out.append(Found(first, end, last.sentence, kind="place", country=last.country))

    def _names(self, i: int, one: str) -> bool:
        low = self.tokens[i].low
        stops = low in word_set("name_stop", "place_not_name", "place_in", "place_from") and gazetteer().at(self.tokens, i, i + 1) is None
        return self.tokens[i].text[0].isupper() and (not stops or bool(one and called(f"{self.tokens[i].text} {one}")))

    def _listed(self, noun: int, sentence: Sentence, one: str) -> list[tuple[int, int]]:
        """The capitalised names in a list that ends right before token `noun`, first to last; `one` is the singular of waters."""
        names: list[tuple[int, int]] = []
        i = noun
        while i > sentence.first and noun - i < MAX_LIST:
            end = i
            if i - 1 in self.party_at and self.party_at[i - 1].value.form in STATE_FORMS and self.party_at[i - 1].last == i:
                break
            if i != noun and plurals().at(self.tokens, i - 1, i) is not None:
                break
            while i > sentence.first and (
                self._names(i - 1, one) or (i < end and self._is(i - 1, sentence, "-") and self._glued(i, sentence))
            ):
                i -= 1
            if i == end:
                break
            names.append((i, end))
            begin = i
            while i > sentence.first and self.tokens[i - 1].low in (",", "and", "&", "the", "or"):
                i -= 1
            if i == begin or not any(self.tokens[k].low in (",", "and", "&", "or") for k in range(i, begin)):
                break
        return names[::-1]


@cache
def plain_words() -> frozenset[str]:
    """Words that no name of a place begins with."""
    return word_set("name_stop", "place_not_name", "place_particle", "venue_skip", "place_in", "place_from", "place_number")


@cache
def shouted_words() -> frozenset[str]:
    """Prepositions that end a name in a line of capitals: RESIDENTS AROUND THE RAF base."""
    return word_set("place_in", "place_from") - inner_words()


@cache
def inner_words() -> frozenset[str]:
    """Words in small letters that may stand within a name."""
    return word_set("place_particle") - word_set("name_stop")


def is_cased(text: str) -> bool:
    """Whether the first letter comes in two cases."""
    return text[0].lower() != text[0].upper()
