"""Finds exercises by the names of known series, and tells from what stands around an everyday word whether it is such a name."""

from collections.abc import Iterator, Sequence

from vedette.annotate.exercise_lexicon import (
    MAX_NAME,
    NUMBER,
    ROMAN,
    SERIAL,
    YEAR,
    Name,
    Noun,
    capital,
    may_begin,
    noun_phrases,
    series_phrases,
)
from vedette.annotate.layout import layout
from vedette.grammar import CLOSERS, OPENERS, begun_in, phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Sentence

EXPLAINED_REACH = 14
"""Tokens behind a name in which a phrase that says what it is comes to the exercise noun."""

SERVED_REACH = 4
"""Tokens in which words stand that tell what an operation is to what is done: in support of Operation X."""
UNIT_REACH = 2
"""Words between the closing mark of a unit's name and its noun at most, the noun included."""
LEAST_SHORT = 2
"""Words of a name that two digits behind it can make one of an exercise, or of everyday words."""
EXPLAINED_WORDS = 7
"""Words at most of a phrase that tells what a name is."""


class KnownNames:
    """Asks a document for names that the lexicon of series holds; dates, parties, persons, places and units must have been annotated."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.layout = layout(doc)
        blocking = tuple(self._blocking())
        self.blocked = frozenset(i for m in blocking for i in range(m.first, m.last))
        self.blocks_from = frozenset(m.first for m in blocking)
        told = [m for kind in ("date", "person") for m in doc.of(kind) if not (self._season(m) if kind == "date" else self._numbered(m))]
        self.of_person_or_date = frozenset(i for m in told for i in range(m.first, m.last))
        self.generic = words_of("generic_capital")
        self.plain = self.generic - words_of("season_word")
        """Those that no name is made of: there is a Spring Storm."""
        self.parts = words_of("name_part")
        self.accepted: set[str] = set()
        self.barred: set[str] = set()

    def _near(self, kind: str, i: int) -> Sequence[Mention]:
        """The mentions of a kind in the sentence of token i: to look through all those of a report from each name takes long."""
        sentence = self.doc.sentences[self.layout.sentence_of[i]]
        return begun_in(self.doc.of(kind), sentence.first, sentence.last)

    def _blocking(self) -> Iterator[Mention]:
        """The dates, parties, persons, ranks, places and units: a name is not made of their tokens alone."""
        for kind in ("date", "party", "person", "place", "unit"):
            for m in self.doc.of(kind):
                if (
                    (kind != "place" or m.value.id is not None)
                    and not (kind == "unit" and self._behind_noun(m.first))
                    and not (kind == "person" and self._numbered(m))
                    and not (kind == "date" and self._season(m))
                ):
                    yield m

    def _season(self, mention: Mention) -> bool:
        """Whether a season taken for a time is the first word of a name: Autumn Bastion, not the autumn, Autumn 2023 or Spring Festival."""
        if mention.last - mention.first > 1 or mention.last >= len(self.tokens) or not capital(self.tokens[mention.first]):
            return False
        behind = self.tokens[mention.last]
        named = capital(behind) and behind.text.isalpha() and behind.low not in words_of("generic_capital", "other_event")
        return named and self.tokens[mention.first].low in words_of("season_word")

    def _numbered(self, mention: Mention) -> bool:
        """Whether a name taken for a person's is an exercise's: Al-Kassah-III, Iron Heron 2024, exercise Iron Heron."""
        last = self.tokens[mention.last - 1].text
        if mention.last > 1 and self.tokens[mention.last - 2].text == "-" and (ROMAN.match(last) or last.isdigit()):
            return True
        behind = self.tokens[mention.last].text if mention.last < len(self.tokens) else ""
        opened = mention.first > 0 and self.tokens[mention.first - 1].low in words_of("name_opener")
        return bool(YEAR.match(behind)) or opened or (behind == "," and self._told_as_one(mention.last + 1))

    def _told_as_one(self, i: int) -> bool:
        """Whether a phrase that begins at token i says that what stands before it is an exercise: X, a joint exercise, …"""
        tokens = self.tokens
        if i >= len(tokens) or tokens[i].low not in words_of("determiner"):
            return False
        for k in range(i + 1, min(i + EXPLAINED_WORDS, len(tokens))):
            hit = noun_phrases().at(tokens, k, len(tokens))
            if hit:
                behind = tokens[hit[0]].low if hit[0] < len(tokens) else ""
                return behind in words_of("np_stop") or behind in words_of("phrase_mark")
            if tokens[k].low in words_of("np_stop") or not tokens[k].text[0].isalnum():
                return False
        return False

    def _behind_noun(self, i: int) -> bool:
        """Whether "Exercise" or "Operation", which opens a name, stands before token i: Exercise Tropic Wing is no name of a wing."""
        before = self.tokens[i - 1] if i else None
        return before is not None and capital(before) and before.low in words_of("name_opener") and not self.tokens[i].text[0].isdigit()

    def _in_capitals(self, sentence: Sentence) -> bool:
        """Whether all words of a sentence are in capitals, so that they tell nothing of names."""
        return all(t.text.isupper() for t in self.tokens[sentence.first : sentence.last] if t.text[0].isalpha())

    def _opens_plainly(self, i: int, end: int) -> bool:
        """Whether a word that opens a sentence has its capital from there: Annual Heron, but not Eastern Dawn."""
        plain = self.tokens[i].low in self.generic or self.tokens[i].low in words_of("np_stop")
        alone = i + 2 == end or not self.tokens[min(i + 2, end - 1)].text[0].isalpha()
        return plain and not (alone and self.tokens[i].low in words_of("name_adjective"))

    def _lexicon_names(self, sentence: Sentence, nouns: Sequence[Noun]) -> Iterator[Name]:
        tokens = self.tokens
        told = sentence.first
        for first, known, rows in series_phrases().find(tokens, sentence.first, sentence.last):
            if first < told or not may_begin(tokens[first]) or (known - first == 1 and first in self.of_person_or_date):
                continue
            last = told = self._whole_run(first, known, sentence)
            end, edition = self._edition_after(last, sentence.last)
            near = any(n.first - 8 <= last and first <= n.last + 4 for n in nouns)
            quoted = first > sentence.first and tokens[first - 1].text in OPENERS and last < sentence.last and tokens[last].text in CLOSERS
            near = near or (quoted and last + 1 < sentence.last and tokens[last + 1].low in words_of("series_noun"))
            operation = first > sentence.first and tokens[first - 1].low in words_of("operation")
            if operation and not near and self._served(first - 1, sentence):
                continue
            if quoted and any(m.last == first - 1 for m in self._near("unit", first)):
                continue  # the name of a unit: 5th Brigade "Iron Wolf"
            ambiguous = all("ambiguous" in r.note for r in rows) or self.blocked.issuperset(range(first, last))
            if ambiguous and (
                self._part_of_longer(first, last, sentence)
                or not (
                    self._is_year(edition)
                    or self._in_year(end, sentence)
                    or self._apposed(first, end, sentence, nouns)
                    or self._explained(first, end, sentence, nouns)
                    or self._has_dates(first, end, sentence)
                    or (quoted and near)
                    or (self._touches(first, last, nouns) and sentence.kind != "headline")
                )
            ):
                continue
            series = None if ambiguous and last > known else rows[0].id
            yield Name(first, end, last, edition, series, bool(edition or near or operation or not ambiguous))

    def _everyday_names(self) -> Iterator[Name]:
        """In a report that names no exercise: names of series that are everyday words, where parties of the report hold the series."""
        told = {m.value.code for m in self.doc.of("party")}
        for sentence in self.doc.sentences:
            if sentence.kind == "headline":
                continue
            for first, last, rows in series_phrases().find(self.tokens, sentence.first + 1, sentence.last):
                held = any(told.intersection(row.participants.split()) for row in rows)
                free = self.blocked.isdisjoint(range(first, last)) and not self._part_of_longer(first, last, sentence)
                if held and free and all(capital(t) for t in self.tokens[first:last]) and self.tokens[first - 1].text not in (".", ":"):
                    yield Name(first, last, last, None, rows[0].id, True)

    def _served(self, operation: int, sentence: Sentence) -> bool:
        """Whether something is only told to be done for an operation: trained in support of Operation X."""
        first = max(sentence.first, operation - SERVED_REACH)
        return any(after == operation for _, after, _ in phrases_of("operation_served").find(self.tokens, first, operation))

    def _is_year(self, edition: str | None) -> bool:
        """Whether an edition is a year: four digits, or the last two of the year of publication or one next to it."""
        if edition is None or YEAR.match(edition):
            return edition is not None
        published = self.doc.report.published
        return bool(published and edition.isdigit() and len(edition) == 2 and abs(int(published[2:4]) - int(edition)) <= 1)

    def _apposed(self, first: int, end: int, sentence: Sentence, nouns: Sequence[Noun]) -> bool:
        """Whether a name stands between commas behind an exercise noun: a large exercise of their own, Zapad."""
        tokens = self.tokens
        closed = end >= sentence.last or tokens[end].text in (",", ".", ";", ")")
        return closed and first > sentence.first and tokens[first - 1].text == "," and any(0 < first - n.last <= 5 for n in nouns)

    def _explained(self, first: int, end: int, sentence: Sentence, nouns: Sequence[Noun]) -> bool:
        """Whether a phrase says what a name of several words is: Granite Bay, one of the largest exercises of …, will run from …"""
        tokens = self.tokens
        if end - first < 2 or end + 1 >= sentence.last or tokens[end].text != "," or tokens[end + 1].low not in words_of("explains"):
            return False
        return any(0 < n.first - end <= EXPLAINED_REACH for n in nouns)

    def _has_dates(self, first: int, end: int, sentence: Sentence) -> bool:
        """Whether a name stands as what is held or has a time: to hold Vostok, last year's Vostok, Zapad a year ago, Vostok (May 2-9)."""
        tokens = self.tokens
        if first == sentence.first or not self.blocked.isdisjoint(range(first, end)):
            return False
        dates = self._near("date", first)
        of_dates = {m.first for m in dates if m.value.start}
        behind = end + 1 if end < sentence.last and tokens[end].text == "(" else end
        dated = any(m.last == first - 1 and tokens[first - 1].low == "'s" for m in dates)
        owned = tokens[first - 1].low == "'s" and any(t.low in words_of("hold") for t in tokens[end : min(end + 3, sentence.last)])
        if behind + 1 < sentence.last and tokens[behind].low in words_of("in_year"):
            behind += 1
        apposed = end - first > 1 and tokens[first - 1].text == "," and end < sentence.last and tokens[end].text in (",", ";")
        joined = (
            first - 2 >= sentence.first
            and tokens[first - 1].low in words_of("venue_in")
            and tokens[first - 2].low in words_of("place_part")
        )
        held = joined or tokens[first - 1].low in words_of("hold_event")
        return owned or dated or apposed or held or (behind in of_dates and tokens[behind - 1].low != ",")

    def _in_year(self, i: int, sentence: Sentence) -> bool:
        """Whether "in" and a year stand at token i: Lionheart in 1984."""
        tokens = self.tokens
        return i + 1 < sentence.last and tokens[i].low in words_of("in_year") and bool(YEAR.match(tokens[i + 1].text))

    def _whole_run(self, first: int, last: int, sentence: Sentence) -> int:
        """The end of a known name together with capitalised words that go on with it, as in a name of which only the head is known."""
        tokens = self.tokens
        i = last
        opened = first > sentence.first and tokens[first - 1].text in OPENERS
        if sentence.kind == "headline" and not opened:
            return last  # all its words may be capitalised
        if opened:
            parts = self.parts - words_of("name_and")
            within = range(last, min(sentence.last, first + MAX_NAME))
            closing = next((k for k in within if tokens[k].text in CLOSERS or not (capital(tokens[k]) or tokens[k].low in parts)), last)
            return closing if closing < sentence.last and (tokens[closing].text in CLOSERS or tokens[closing].text == ",") else last
        named = first > sentence.first and self._behind_noun(first)
        while i < sentence.last and i - first < MAX_NAME:
            glued = i + 1 < sentence.last and tokens[i].text == "-" and tokens[i - 1].end == tokens[i].start  # Nanook-Nunakput
            word = i + glued
            if not capital(tokens[word]) or word in self.blocked or not (named or tokens[word].low not in self.generic):
                break
            if YEAR.match(tokens[word].text) or ROMAN.match(tokens[word].text) or not tokens[word].text.isalpha():
                break
            i = word + 1
        return i

    def _heads_clause(self, i: int, sentence: Sentence) -> bool:
        """Whether a clause of its own begins at token i, whose words are none of a party, place, unit or person."""
        opens = i == sentence.first or self.tokens[i - 1].text in (",", ";") or self.tokens[i - 1].text in OPENERS
        return opens and i not in self.blocked

    def _is_thing(self, noun: Noun) -> bool:
        """Whether the noun only tells of what another thing is: the exercise area, the exercise's base."""
        behind = self.tokens[noun.last].low if noun.last < len(self.tokens) else ""
        return behind in words_of("exercise_thing") or behind in words_of("owner_mark")

    def _part_of_longer(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether an everyday word is only part of a longer name of something else: South Korea, Defence Cooperation."""
        tokens = self.tokens
        before = first > sentence.first and (
            tokens[first - 1].text == "-"
            or (
                capital(tokens[first - 1])
                and (first - 1 > sentence.first or first - 1 in self.blocked)
                and tokens[first - 1].low not in self.plain
            )
        )
        after = last < sentence.last and capital(tokens[last]) and tokens[last].low not in self.generic
        if last + 1 < sentence.last and tokens[last].low in words_of("name_and") and capital(tokens[last + 1]):
            after = last + 1 not in self.blocked and series_phrases().at(tokens, last + 1, sentence.last) is None  # Search and Rescue
        return (
            before
            or after
            or any(
                m.first <= first and last <= m.last and m.last - m.first > last - first
                for kind in ("party", "place", "unit")
                for m in self._near(kind, first)
            )
        )

    def _touches(self, first: int, last: int, nouns: Sequence[Noun]) -> bool:
        """Whether a noun stands next to a name, which is not told to lie in it: exercise "Coral Sea", not the exercise in the Coral Sea."""
        located = first in self.blocked and any(t.low in words_of("np_stop") for t in self.tokens[max(0, first - 2) : first])
        return any(0 <= n.first - last <= 3 or (0 <= first - n.last <= 2 and not located) for n in nouns)

    def _edition_after(self, i: int, last: int) -> tuple[int, str | None]:
        """The edition that stands at token i: (index after it, year or number), (i, None) if none does."""
        tokens = self.tokens
        j = i
        if (
            j + 3 < last
            and tokens[j].text == "("
            and (closing := next((k for k in range(j + 1, min(last, j + 5)) if tokens[k].text == ")"), 0))
            and closing + 1 < last
        ):
            if YEAR.match(tokens[closing + 1].text) and not tokens[j + 1].text[0].islower():
                return closing + 2, tokens[closing + 1].text
            return i, None
        if j + 1 < last and tokens[j].text in CLOSERS and tokens[j].text not in ")]" and YEAR.match(tokens[j + 1].text):
            j += 1
        if (
            j < last
            and j + 1 < last
            and (
                (tokens[j].low in ("-", "'", ".", "/") and tokens[j].start == tokens[j - 1].end)
                or (tokens[j].low == "'" and tokens[j + 1].start == tokens[j].end)  # Wise Heron '94
                or (tokens[j].low == "-" and YEAR.match(tokens[j + 1].text))
            )
        ):
            j += 1
        if j >= last:
            return i, None
        text = tokens[j].text
        if YEAR.match(text):
            after = j + 1
            if (
                after + 1 < last
                and tokens[after].low in ("-", "/")
                and tokens[after + 1].text.isdigit()
                and len(tokens[after + 1].text) <= 2
            ):
                after += 2
            return after, text
        if SERIAL.fullmatch(self.doc.words(j, min(j + 3, last))) and not (j + 3 < last and self._unit_or_month(j + 3)):
            return j + 3, self.doc.words(j, j + 3)
        following = tokens[j + 1] if j + 1 < last else None
        number = NUMBER.fullmatch(text)
        if number and not (
            following
            and (
                (following.low.isalpha() and self._unit_or_month(j + 1))
                or (following.low in (",", "-") and j + 2 < last and tokens[j + 2].text.isdigit())
            )
        ):
            return j + 1, text
        if ROMAN.match(text) and text not in ("I", ""):
            dated = j + 2 < last and tokens[j + 1].low == "-" and YEAR.match(tokens[j + 2].text)
            return (j + 3, tokens[j + 2].text) if dated else (j + 1, text)  # Wise Heron VIII - 2017
        return i, None

    def _edition_ending(self, first: int, last: int) -> tuple[int, str] | None:
        """The year or number at the end of a name of tokens [first, last): (index of its first token, the edition)."""
        for k in range(first + 1, last):
            after, edition = self._edition_after(k, last)
            if edition and after == last:
                return k, edition
        return None

    def _unit_behind(self, closing: int) -> bool:
        """Whether a unit's noun follows what stands in quotation marks: the 5th "Iron Wolf" Engineer Regiment, the "Alpha 3" company."""
        return any(t.low in words_of("unit_head") for t in self.tokens[closing + 1 : closing + 1 + UNIT_REACH] if t.text.isalpha())

    def _unit_or_month(self, i: int) -> bool:
        """Whether a number before token i counts something or is a day, as in "13 March", "40 ships"."""
        text = self.tokens[i].text
        if noun_phrases().at(self.tokens, i, len(self.tokens)):
            return False  # this year's Shield 84 maneuvers
        return any(m.first < i < m.last for m in self._near("date", i)) or (
            text.islower() and text.endswith("s") and text not in words_of("predicate")
        )

    def _plain_run(self, noun: Noun, first: int, last: int, sentence: Sentence) -> int | None:
        """Where two everyday words right behind a noun for one exercise end that are its name: the annual drill Gulf Guard off the coast.

        With a capital, the noun makes even a place's name one: Exercise Northern Sahara.
        """
        tokens, opening = self.tokens, self.tokens[noun.first]
        titled = capital(opening) and noun.last - noun.first == 1 and opening.low in words_of("name_opener")
        if titled and last - first == 1 and last < sentence.last and capital(tokens[last]):
            last += 1
        kinds = ("party", "unit", "person") if titled else ("party", "place", "unit", "person")
        held = any(m.first <= first and last <= m.last for kind in kinds for m in self._near(kind, first))
        if last - first != LEAST_SHORT or first != noun.last or held or last >= sentence.last:
            return None
        if titled:
            return None if capital(tokens[last]) or tokens[last - 1].low in self.generic else last
        single = tokens[noun.last - 1].text.islower() and not tokens[noun.last - 1].low.endswith("s")
        return last if single and tokens[last].low in words_of("place_in") | words_of("name_behind") else None
