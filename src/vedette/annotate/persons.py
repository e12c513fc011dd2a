"""Finds persons: rank or office with a name, names with an apposition, leaders, and later short mentions of the same persons."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.layout import alone_in_brackets, between, layout
from vedette.grammar import Phrases, fold, word_set
from vedette.lexicon import RankRow, compiled, load_csv, words_of
from vedette.model import Document, Mention, Person, Sentence, Span, Token

JOINERS = ("-", "'", "’", "‘")
"""Marks that join two parts of a name."""
NICKNAME_MARKS = frozenset("'‘’\"“”")
"""Marks around a nickname."""
MAX_NAME = 7
"""Words of a name at most, initials and particles among them."""
APPOSITION_REACH = 9
"""Tokens after "Name," within which the office of an apposition begins."""
CLOSES = frozenset((",", ".", ")", ";", '"', "“", "”"))
"""Marks that end an apposition."""
PARTY_REACH = 5
"""Tokens before a title within which a state's name tells whose officer it is."""


class Title(Struct, frozen=True):
    """A rank, office or honorific: `sort` says which, `id` is the lexicon's."""

    sort: str
    id: str


@compiled
def title_phrases() -> Phrases[Title]:
    """All ranks, offices and honorifics."""
    phrases: Phrases[Title] = Phrases()
    for row in load_csv("ranks", RankRow):
        phrases.add(row.name, Title("rank", row.id), exact=row.case == "exact")
    for row in load_csv("offices", RankRow):
        phrases.add(row.name, Title("office", row.id), exact=row.case == "exact")
    for word in words_of("honorific"):
        phrases.add(word, Title("honorific", word))
    return phrases


@cache
def _links() -> frozenset[str]:
    return word_set("speech_article") | word_set("speech_preposition")


def find_persons(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `person` with a Person each, in reading order; a surname alone stands for the fullest form in the report."""
    finder = _Finder(doc)
    for sentence in doc.sentences:
        finder.read(sentence)
    finder.short_mentions()
    return tuple(sorted(finder.found, key=lambda m: m.first))


def capitalised(token: Token) -> bool:
    """Whether a token is a word with a capital first letter."""
    return token.text[0].isupper()


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.found: list[Mention] = []
        self.taken: set[int] = set()
        self.titles: set[int] = set()
        self.particles, self.suffixes, self.stops = word_set("name_particle"), word_set("name_suffix"), word_set("name_stop")
        self.sentence_of, self.capitals = layout(doc).sentence_of, layout(doc).capitals
        self.parties: dict[int, Mention] = {}
        self.leaders: dict[int, list[Mention]] = {}
        for mention in doc.of("party"):
            if mention.value.form == "leader":
                self.leaders.setdefault(mention.sentence, []).append(mention)
            for i in range(mention.first, mention.last):
                self.parties[i] = mention

    # one sentence

    def read(self, sentence: Sentence) -> None:
        """Adds the persons that a sentence names with a title, an apposition, a verb of saying, or that the lexicon knows."""
        titles = list(title_phrases().find(self.tokens, sentence.first, sentence.last))
        self.titles = {first for first, _, _ in titles}
        for number, (first, last, payload) in enumerate(titles):
            title = payload[0] if capitalised(self.tokens[first]) else next((t for t in payload if t.sort == "office"), payload[0])
            self._titled(sentence, first, last, title, titles[:number])
        for mention in self.leaders.get(sentence.index, ()):
            if mention.first not in self.taken:
                person = Person(self.doc.words(mention.first, mention.last), party=mention.value.code)
                self._add(sentence, mention.first, mention.last, person)
        if sentence.kind != "headline":
            self._bare(sentence, titles)

    def _titled(self, sentence: Sentence, first: int, last: int, title: Title, before: Sequence[tuple[int, int, list[Title]]]) -> None:
        start = last
        comma = self._comma(last, sentence.last) if title.sort == "office" else None
        if comma is not None:
            end = self.name_end(comma + 1, sentence.last, bare=True)
            if end is None or end - comma < 3 or not self._closed(end, sentence.last) or comma + 1 in self.taken:
                return
            start = comma + 1
        else:
            start = self._past_bracket(start, sentence.last)
            end = self.name_end(start, sentence.last, bare=title.sort == "office")
            if end is None or any(i in self.taken for i in range(start, end)):
                return
        rank = self.doc.words(first, last) if title.sort != "office" else None
        office = self.doc.words(first, last) if title.sort == "office" else None
        begin = first if rank else start
        for earlier_first, earlier_last, earlier in reversed(before):
            if earlier_last != first or earlier[0].sort == title.sort == "honorific":
                break
            if earlier[0].sort == "office":
                office = office or self.doc.words(earlier_first, earlier_last)
            elif rank is None or earlier[0].sort == "rank":
                rank = self.doc.words(earlier_first, last if title.sort != "office" else earlier_last)
                begin = earlier_first
            first = earlier_first
        name = self.doc.words(start, end)
        party = self._party_before(first, sentence.first) or self._leader(start, end)
        after = self._apposition(end, sentence)
        if after:
            office = office or after[0]
            party = party or after[1]
        self._add(sentence, begin, end, Person(name, rank, party, office))

    def _past_bracket(self, i: int, last: int) -> int:
        """The index behind the abbreviation in brackets that a rank may have behind it: Colonel (COL) | Ana Gil; else the index given."""
        short = alone_in_brackets(self.tokens, i, last - 1)
        return i + 3 if short and short[0].isupper() else i

    def _comma(self, i: int, last: int) -> int | None:
        """The comma after an office and what it is of: "the commander of the brigade, …"."""
        links = _links()
        for k in range(i, min(i + 8, last - 1)):
            token = self.tokens[k]
            if token.text == ",":
                return k
            if k == i and token.low not in links:
                return None
            if token.low in word_set("say_verb") or token.text in (".", ";", "(", '"', "“", "”"):
                return None
        return None

    def _bare(self, sentence: Sentence, titles: Iterable[tuple[int, int, list[Title]]]) -> None:
        """Names that only an apposition, an age or a verb of saying shows to be a person's."""
        titled = {i for first, last, _ in titles for i in range(first, last)}
        at, last = sentence.first, sentence.last
        for i in between(self.capitals, at, last):
            if i < at or i in self.taken or i in titled or not self._goes_on(i + 1, last):
                continue
            end = self.name_end(i, last, bare=True)
            if end is None or any(k in self.taken or k in titled for k in range(i, end)):
                continue
            if self._words_in(i, end) >= 2:
                after = self._apposition(end, sentence)
                if after or self._of_age(end, last) or (i - 1 not in self.parties and self._says(i, end, sentence)):
                    office, party = after or (None, None)
                    self._add(sentence, i, end, Person(self.doc.words(i, end), None, party, office))
            at = end

    def _says(self, first: int, end: int, sentence: Sentence) -> bool:
        """Whether a verb of saying stands beside a name, with capitals or one word at most in between."""
        verbs = word_set("say_verb")
        if first > sentence.first and self.tokens[first - 1].low in _links():
            return False
        if end < sentence.last and self.tokens[end].low in word_set("role_noun"):
            return False  # said Harbour Trust director
        if end < sentence.last and self.tokens[end].low in verbs:
            return True
        i = first - 1
        while i > sentence.first and i > first - 5 and capitalised(self.tokens[i]):
            i -= 1
        if i < sentence.first:
            return False
        return self.tokens[i].low in verbs or (i == first - 1 and i > sentence.first and self.tokens[i - 1].low in verbs)

    # names

    def name_end(self, i: int, last: int, bare: bool = False) -> int | None:
        """The index after the name that begins at token i; None if none does. A `bare` name has no title to vouch for it."""
        tokens, at, end = self.tokens, i, i
        while at < last and at - i < MAX_NAME + 4:
            token = tokens[at]
            if at > i and self._joined(at, last):
                at += 2
                end = at
            elif at == i + 1 and self._nicknamed(at, last):
                at += 3
            elif at > i and token.low in self.suffixes and capitalised(token):
                end = at + 1
                break
            elif capitalised(token):
                surname = not bare and at == i + 1 and self._surname(at)
                initial = len(token.text) == 1 and at > i
                if (not surname and self._no_name(at, bare)) or (not initial and token.low in self.stops):
                    break
                at += 1
                end = at
            elif token.low in self.particles and at + 1 < last and (at > i or not bare):
                following = tokens[at + 1]
                if not capitalised(following) and following.text != "-" and following.low not in self.particles:
                    break
                at += 1
            else:
                break
        if end == i or end - i > MAX_NAME + 3 or (end - i == 1 and len(tokens[i].text.rstrip(".")) == 1):
            return None
        return end

    def _goes_on(self, i: int, last: int) -> bool:
        """Whether a name of several words can go on at token i: most capitalised words stand alone, and need not be read as a name."""
        if i >= last:
            return False
        token = self.tokens[i]
        return capitalised(token) or token.text in JOINERS or token.low in self.particles

    def _joined(self, i: int, last: int) -> bool:
        """Whether the mark at token i joins two parts of a name: Jong-un, O'Neill."""
        mark = self.tokens[i]
        if mark.text not in JOINERS or i + 1 >= last or mark.start != self.tokens[i - 1].end:
            return False
        after = self.tokens[i + 1]
        return after.start == mark.end and after.text[0].isalpha() and (mark.text == "-" or len(after.text) > 2)

    def _nicknamed(self, i: int, last: int) -> bool:
        """Whether a nickname in quotation marks stands at token i, between a first name and a surname: Ana “Moth” Gil."""
        tokens = self.tokens
        if i + 3 >= last or tokens[i].text not in NICKNAME_MARKS or tokens[i + 2].text not in NICKNAME_MARKS:
            return False
        return capitalised(tokens[i + 1]) and capitalised(tokens[i + 3]) and tokens[i].start > tokens[i - 1].end

    def _first_name(self, i: int) -> bool:
        """Whether a state's name after a rank is a first name: Lt. Jordan Smith."""
        if i + 1 >= len(self.tokens) or self.parties[i].last - self.parties[i].first > 1 or self.tokens[i].text.isupper():
            return False
        after = self.tokens[i + 1]
        if not capitalised(after) or i + 1 in self.titles or i + 1 in self.parties or not after.text.isalpha():
            return False
        return after.low not in word_set("name_stop") and after.low not in word_set("body_noun")

    def _surname(self, i: int) -> bool:
        """Whether a state's name after a rank and a first name is a surname: Sgt. Rosa Lima."""
        if i not in self.parties or self.parties[i].last - self.parties[i].first > 1 or i + 1 >= len(self.tokens):
            return False
        after = self.tokens[i + 1]
        return after.low not in word_set("speech_genitive") and not capitalised(after)

    def _no_name(self, i: int, bare: bool) -> bool:
        """Whether a capitalised word is none of a person's name: a state, a title, a body's noun, for a `bare` name capitals throughout."""
        mention = self.parties.get(i)
        if mention is not None and mention.value.form != "leader" and (bare or not self._first_name(i)):
            return True
        if i in self.titles and self.tokens[i].low not in word_set("name_particle"):
            return True
        if self.tokens[i].text.isupper() and self.tokens[i].low in word_set("say_verb"):
            return True
        text = self.tokens[i].text
        if not text[0].isalpha() or (text.isupper() and len(text) > 3 and "." not in text and bare):  # "V.R." are initials
            return True
        return self.tokens[i].low in word_set("body_noun")

    def _words_in(self, first: int, last: int) -> int:
        return sum(t.text[0].isupper() for t in self.tokens[first:last])

    def _closed(self, end: int, last: int) -> bool:
        return end < last and (self.tokens[end].text in (",", ":", "(") or self.tokens[end].low in word_set("say_verb"))

    # what stands around a name

    def _apposition(self, end: int, sentence: Sentence) -> tuple[str, str | None] | None:
        """The office in ", commander of X," after a name, and the side that it names."""
        if end >= sentence.last or self.tokens[end].text not in (",", "("):
            return None
        for i in range(end + 1, min(end + 1 + APPOSITION_REACH, sentence.last)):
            token = self.tokens[i]
            if token.text in (",", ")", '"', "“", "”") or token.low in word_set("say_verb") or token.low in word_set("speech_relative"):
                return None
            hit = title_phrases().at(self.tokens, i, sentence.last)
            if hit and any(title.sort == "office" for title in hit[1]):
                stop = hit[0]
                while stop < sentence.last and self.tokens[stop].text not in CLOSES and self.tokens[stop].low not in word_set("say_verb"):
                    stop += 1
                first = i
                while first > end + 1 and self.tokens[first - 1].low not in word_set("speech_article"):
                    first -= 1
                named = [self.parties[k].value.code for k in range(end + 1, stop) if k in self.parties]
                return self.doc.words(first, stop), (named[0] if named else None)
        return None

    def _of_age(self, end: int, last: int) -> bool:
        """Whether ", 44," or ", who" follows a name."""
        if end + 2 >= last or self.tokens[end].text != ",":
            return False
        age = self.tokens[end + 1]
        if age.low in word_set("person_relative"):
            return True
        return age.text.isdigit() and len(age.text) == 2 and self.tokens[end + 2].text in (",", ".")

    def _party_before(self, first: int, start: int) -> str | None:
        for i in range(first - 1, max(first - 1 - PARTY_REACH, start - 1), -1):
            if i in self.parties and self.parties[i].value.form != "leader":
                return str(self.parties[i].value.code)
            if self.tokens[i].text in (",", ".", "“", "”", '"', ";", ":"):
                return None
        return None

    def _leader(self, first: int, last: int) -> str | None:
        mention = self.parties.get(last - 1)
        return str(mention.value.code) if mention is not None and mention.value.form == "leader" and mention.first >= first else None

    def _add(self, sentence: Sentence, first: int, last: int, person: Person) -> None:
        if any(i in self.taken for i in range(first, last)):
            return
        self.taken.update(range(first, last))
        self.found.append(Mention("person", Span(self.tokens[first].start, self.tokens[last - 1].end), first, last, sentence.index, person))

    # later mentions

    def short_mentions(self) -> None:
        """Links mentions by surname to the fullest form, and finds the surnames that stand alone."""
        self.found.sort(key=lambda m: m.first)
        fullest = _fullest([m.value for m in self.found])
        known = {part for person in fullest.values() for part in _parts(person.name)}
        named = {m.first: m for m in self.found}
        latest: dict[str, Person] = {}
        out: list[Mention] = []
        for i in sorted({*named, *self.capitals}) if named else ():
            token = self.tokens[i]
            if i in named:
                person = _merged(named[i].value, fullest, latest)
                latest.update((part, person) for part in _parts(person.name))
                out.append(replace(named[i], value=person))
            elif token.low in known and i not in self.taken and self._alone(i):
                person = latest.get(token.low) or next(p for p in fullest.values() if token.low in _parts(p.name))
                out.append(Mention("person", Span(token.start, token.end), i, i + 1, self.sentence_of[i], person))
        self.found = out

    def _alone(self, i: int) -> bool:
        """Whether a word is written as a name, and no part of some other name."""
        if not capitalised(self.tokens[i]) or (i in self.parties and self.parties[i].value.form not in ("leader", "capital")):
            return False
        stop = word_set("name_stop")
        for k in (i - 1, i + 1):
            if 0 <= k < len(self.tokens) and self.sentence_of[k] == self.sentence_of[i]:
                beside = self.tokens[k]
                if capitalised(beside) and k not in self.taken and k not in self.parties and beside.low not in stop:
                    return False
        return True


def _parts(name: str) -> list[str]:
    return [p for p in fold(name).replace("-", " ").split() if len(p) > 1 and p[-1] != "." and p not in word_set("name_particle")]


def _fullest(persons: Sequence[Person]) -> dict[str, Person]:
    """Folded names of persons and, for names of one word, that word → the person as most fully named."""
    out: dict[str, Person] = {}
    by_part: dict[str, str] = {}
    for person in sorted(persons, key=lambda p: -len(_parts(p.name))):
        parts = _parts(person.name)
        key = fold(person.name)
        if len(parts) == 1:
            key = by_part.get(parts[0], key)
        elif key not in out and len(parts) == 2:
            key = next((k for k in out if set(parts) <= set(_parts(k))), key)
        held = out.get(key)
        out[key] = person if held is None else _joined(held, person)
        for part in parts:
            by_part.setdefault(part, key)
    return out


def _joined(one: Person, two: Person) -> Person:
    return replace(one, title=one.title or two.title, party=one.party or two.party, office=one.office or two.office)


def _merged(person: Person, fullest: Mapping[str, Person], latest: Mapping[str, Person]) -> Person:
    """The person as most fully named; a surname is that of the person so named latest, or else of the only one."""
    key, parts = fold(person.name), _parts(person.name)
    if len(parts) == 1 and parts[0] in latest:
        return latest[parts[0]]
    if key in fullest:
        return fullest[key]
    return next((whole for whole in fullest.values() if set(parts) <= set(_parts(whole.name))), person)
