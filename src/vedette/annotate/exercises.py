"""Finds the noun phrases and names that refer to exercises.

A name is known from series.csv, or stands where names stand: after "Exercise", before "drills", in quotation marks after "dubbed", with a
year behind it. Names that a report introduces are then found wherever they recur.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from vedette.grammar import CLOSERS, OPENERS, Phrases, fold, tokenize
from vedette.lexicon import Row, WordRow, compiled, load_csv, words_of
from vedette.model import Document, ExerciseRef, Mention, Sentence, Span, Token

QUOTE_OPENERS = OPENERS - {"(", "["}
QUOTE_CLOSERS = CLOSERS - {")", "]"}
ROMAN = re.compile(r"^(?=[IVXL])(XL|L?X{0,3})(IX|IV|V?I{0,3})$")
YEAR = re.compile(r"^(?:19[5-9]\d|20[0-4]\d)[A-Z]?$")
SERIAL = re.compile(r"\d\d-\d{1,2}")
"""A year and the number of an exercise in it: Red Flag 13-3."""
NEAR_YEARS = 5
"""Years from publication within which a short code with a year behind a hyphen is a name, not a type."""
BRIEF = 80
"""Tokens up to which one such word is enough."""
MILITARY_WORDS = 2
"""Different words of armed forces that a report must hold before its exercises are taken for military ones; found on the tuning set and on
ordinary news."""
OFTEN = 3
"""Exercise nouns in a report from which on a capitalised name with a year is taken for an exercise's without one next to it."""
CUE_REACH = 12
"""Tokens behind an exercise noun in which "named" or "dubbed" still speaks of it."""
MAX_NAME = 8
"""Tokens; longer runs of capitalised words are titles or headlines, not names."""


class NounRow(Row):
    """A noun or compound that means a military exercise."""

    kind: str
    weight: str


class SeriesRow(Row):
    """A name of a known series."""

    participants: str = ""
    frequency: str = ""
    domain: str = ""


@dataclass(frozen=True, slots=True)
class _Noun:
    first: int
    last: int
    kind: str
    weight: str


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in the text: its tokens [first, last) with the edition, the base without it."""

    first: int
    last: int
    base_last: int
    edition: str | None
    series: str | None
    sure: bool
    base: str | None = None
    """Set where the name is short for a longer one: the base of that."""


@compiled
def _nouns() -> Phrases[tuple[str, str]]:
    phrases: Phrases[tuple[str, str]] = Phrases()
    for row in load_csv("exercise_nouns", NounRow):
        phrases.add(row.name, (row.kind, row.weight))
    return phrases


@cache
def _exclusions() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for row in load_csv("exercise_exclusions", Row):
        phrases.add(row.name, row.id)
    return phrases


@compiled
def _series() -> Phrases[SeriesRow]:
    phrases: Phrases[SeriesRow] = Phrases()
    for row in load_csv("series", SeriesRow):
        phrases.add(row.name, row)
    return phrases


@cache
def _named_cues() -> Phrases[str]:
    phrases: Phrases[str] = Phrases()
    for word in words_of("named_cue"):
        phrases.add(word, word)
    return phrases


def may_tell(doc: Document) -> bool:
    """Whether the report may tell of an exercise: where this is False, `find_exercises` finds none whatever else is known of the report.

    That takes a noun for one (or for an edition) or the name of a known series; reports without any need not be read further.
    """
    finder = _Finder(doc)
    return any(
        next(finder._nouns_of(s), None) or any(_may_begin(doc.tokens[first]) for first, _, _ in _series().find(doc.tokens, s.first, s.last))
        for s in doc.sentences
    )


def _may_begin(token: Token) -> bool:
    """Whether a known name may begin with a token: it is no word in small letters."""
    return token.text[0].isupper() or not token.text[0].isalpha()


def find_exercises(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `exercise` with an ExerciseRef each, in reading order, not overlapping."""
    return _Finder(doc).find()


def base_of(name: str) -> str:
    """What the editions of a series share: the folded name without year, number, exercise nouns and marks."""
    tokens = tokenize(name)
    lows = [t.low for t in tokens]
    while len(lows) > 1 and (
        YEAR.match(lows[-1]) or lows[-1].isdigit() or lows[-1] in ("-", "'") or (ROMAN.match(tokens[len(lows) - 1].text) and len(lows) > 1)
    ):
        lows.pop()
    return " ".join(low for low in lows if low[0].isalnum())


class _Finder:
    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.tokens = doc.tokens
        self.blocked = self._blocked()
        self.of_person_or_date = frozenset(i for kind in ("date", "person") for m in doc.of(kind) for i in range(m.first, m.last))
        self.generic = words_of("generic_capital")
        self.parts = words_of("name_part")
        self.accepted: set[str] = set()
        self.barred: set[str] = set()

    def _blocked(self) -> frozenset[int]:
        """Tokens of dates, parties, persons and ranks: a name is not made of them alone."""
        return frozenset(
            i
            for kind in ("date", "party", "person", "place", "unit")
            for m in self.doc.of(kind)
            if kind != "place" or m.value.id is not None
            for i in range(m.first, m.last)
        )

    def find(self) -> tuple[Mention, ...]:
        nouns = [(sentence, noun) for sentence in self.doc.sentences for noun in self._nouns_of(sentence)]
        told = sum(noun.kind != "edition" for _, noun in nouns)
        if not self._is_military(nouns):
            return ()
        names: dict[int, _Name] = {}
        for sentence in self.doc.sentences:
            own = [noun for of, noun in nouns if of is sentence]
            for name in self._names_of(sentence, own, told):
                names.setdefault(name.first, name)
        if not told and not any(n.sure for n in names.values()):
            return ()
        for name in self._recurring(list(names.values())):
            names.setdefault(name.first, name)
        return tuple(self._mentions(nouns, _without_overlap(sorted(names.values(), key=lambda n: n.first))))

    def _is_military(self, nouns: Sequence[tuple[Sentence, _Noun]]) -> bool:
        """Whether the report speaks of armed forces at all, so that "drill" and "exercise" can mean theirs."""
        if sum(noun.weight == "strong" for _, noun in nouns) >= 2 or self._knows_series(nouns) or self._is_dated(nouns):
            return True
        words = words_of("military_word")
        found = {t.low for t in self.tokens if t.low in words}
        strong = any(noun.weight == "strong" for _, noun in nouns)
        evidence = len(found) + min(len(self.doc.of("unit")), 2) + strong
        return evidence >= (MILITARY_WORDS if len(self.tokens) > BRIEF else 1)

    def _is_dated(self, nouns: Sequence[tuple[Sentence, _Noun]]) -> bool:
        """Whether a name with a year stands behind an exercise noun: Exercise Malabar 2020."""
        return any(self._is_year(name.edition) for sentence, noun in nouns for name in self._after_noun(sentence, noun))

    def _knows_series(self, nouns: Sequence[tuple[Sentence, _Noun]]) -> bool:
        """Whether a sentence with an exercise noun names a known series that is no everyday word."""
        return any(
            _capital(self.tokens[first]) and all("ambiguous" not in row.note for row in rows)
            for sentence in {s.index: s for s, _ in nouns}.values()
            for first, _, rows in _series().find(self.tokens, sentence.first, sentence.last)
        )

    # nouns

    def _nouns_of(self, sentence: Sentence) -> Iterator[_Noun]:
        excluded = {i for a, b, _ in _exclusions().find(self.tokens, sentence.first, sentence.last) for i in range(a, b)}
        for first, last, payloads in _nouns().find(self.tokens, sentence.first, sentence.last):
            head = self.tokens[last - 1].low.removesuffix("s")
            bare = last - first == 1 and first > sentence.first and self.tokens[first - 1].low in words_of("det_definite")
            if not excluded.isdisjoint(range(first, last)):
                self.barred.add(head)
                continue
            if self._is_verb(sentence, first, last) or (bare and head in self.barred):
                continue
            kind, weight = payloads[0]
            if weight != "weak" or self._military_modifier(sentence, first) or (bare and head in self.accepted):
                self.accepted.add(head)
                self.barred.discard(head)
                yield _Noun(first, last, kind, weight)
        editions = words_of("edition_word")
        for i in range(sentence.first + 1, sentence.last):
            if self.tokens[i].low in editions:
                yield _Noun(i, i + 1, "edition", "medium")

    def _military_modifier(self, sentence: Sentence, first: int) -> bool:
        """Whether a word that can mean much else stands behind one that makes it military or before its name: a joint marines rehearsal."""
        words = words_of("military_modifier")
        return self.tokens[first].low in words_of("rehearsal") and (
            any(self.tokens[i].low in words for i in range(max(sentence.first, first - 3), first))
            or self._skip_cue(first + 1, sentence.last) is not None
        )

    def _is_verb(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a single word such as "exercise" is used as a verb here."""
        if last - first > 1:
            return False
        before = self.tokens[first - 1].low if first > sentence.first else ""
        after = self.tokens[last].low if last < sentence.last else ""
        return (before in words_of("to_verb") and self.tokens[first].text.islower()) or after in words_of("exercise_verb_object")

    # names

    def _names_of(self, sentence: Sentence, nouns: Sequence[_Noun], told: int) -> Iterator[_Name]:
        yield from self._lexicon_names(sentence, nouns)
        headline = sentence.kind == "headline"
        for noun in nouns:
            if not headline:
                yield from self._after_noun(sentence, noun)
                yield from self._before_noun(sentence, noun)
                yield from self._before_apposition(sentence, noun)
            else:
                yield from (name for name in self._after_noun(sentence, noun) if self._is_year(name.edition))
            yield from self._quoted(sentence, noun)
        if told and not headline:
            yield from self._heading_names(sentence)
            yield from self._dated_names(sentence, bool(nouns) or told >= OFTEN)

    def _before_apposition(self, sentence: Sentence, noun: _Noun) -> Iterator[_Name]:
        """Names that a phrase with the noun explains: Toros, the yearly exercise of …; Wise Heron, a drill that …"""
        tokens = self.tokens
        if next(self._after_noun(sentence, noun), None) is not None:
            return
        i = noun.first
        while (
            i > sentence.first
            and noun.first - i < 7
            and tokens[i - 1].low not in words_of("np_stop")
            and (tokens[i - 1].low[0].isalnum() or tokens[i - 1].low in ("-", "'s"))
        ):
            i -= 1
        if i - 2 < sentence.first or tokens[i - 1].text != "," or tokens[i].low not in words_of("determiner"):
            return
        start = i - 1
        while (
            start > sentence.first
            and i - start <= MAX_NAME
            and (_capital(tokens[start - 1]) or tokens[start - 1].text.isdigit() or self._joins(start - 1, sentence))
        ):
            start -= 1
        if start < i - 1 and not (start > sentence.first and tokens[start - 1].text == ","):
            yield from self._split_run(sentence, start, i - 1)

    def _joins(self, i: int, sentence: Sentence) -> bool:
        """Whether a small word or mark joins capitalised words to one name: Chariots of Fire, Zapad/Interaction."""
        return self.tokens[i].low in ("-", "/", "of") and i > sentence.first and _capital(self.tokens[i - 1])

    def _heading_names(self, sentence: Sentence) -> Iterator[_Name]:
        """Names that head an entry of a list: "• Wise Heron (Hungary, Slovakia): …", "Amber Shell 2026: …"."""
        tokens = self.tokens
        i = sentence.first
        if i < sentence.last and not tokens[i].text[0].isalnum():
            i += 1
        run = self._run(i, sentence.last)
        if run is None or not self._is_name(i, run):
            return
        end, edition = self._edition_after(run, sentence.last)
        j = end
        if j < sentence.last and tokens[j].text == "(":
            j = next((k for k in range(j, min(sentence.last, j + 40)) if tokens[k].text == ")"), j) + 1
        bracketed = j > end + 1 and any(m.first > end and m.last < j for m in self.doc.of("party"))
        if j < sentence.last and tokens[j].text == ":" and (edition or bracketed):
            yield _Name(i, end, run, edition, None, True)

    def _dated_names(self, sentence: Sentence, told: bool) -> Iterator[_Name]:
        """Names known by the year that they carry: Grom-2019 anywhere, Amber Shell 2026 where the sentence speaks of an exercise."""
        tokens = self.tokens
        for k in range(sentence.first + 1, sentence.last):
            if not YEAR.match(tokens[k].text) or any(m.first <= k < m.last and m.last - m.first > 1 for m in self.doc.of("date")):
                continue
            hyphen = tokens[k - 1].text in ("-", "–") and tokens[k - 1].start == tokens[k - 2].end
            base = k - 1 if hyphen else k
            start = base
            while (
                start > sentence.first
                and base - start < MAX_NAME
                and (_capital(tokens[start - 1]) or (tokens[start - 1].low in ("/", "-") and tokens[start - 1].end == tokens[start].start))
            ):
                start -= 1
            if hyphen and base - start == 1 and len(tokens[start].text) <= 3 and not self._is_recent(tokens[k].text):
                continue  # a type of aircraft or missile: KJ-2000
            if start < base and (hyphen or (told and base - start > 1)):
                yield from self._split_run(sentence, start, k + 1)

    def _is_recent(self, year: str) -> bool:
        """Whether a year lies within a few of the year of publication."""
        published = self.doc.report.published
        return not published or abs(int(published[:4]) - int(year[:4])) <= NEAR_YEARS

    def _lexicon_names(self, sentence: Sentence, nouns: Sequence[_Noun]) -> Iterator[_Name]:
        tokens = self.tokens
        told = sentence.first
        for first, known, rows in _series().find(tokens, sentence.first, sentence.last):
            if first < told or not _may_begin(tokens[first]) or (known - first == 1 and first in self.of_person_or_date):
                continue
            last = told = self._whole_run(first, known, sentence)
            end, edition = self._edition_after(last, sentence.last)
            near = any(n.first - 8 <= last and first <= n.last + 4 for n in nouns)
            quoted = first > sentence.first and tokens[first - 1].text in OPENERS and last < sentence.last and tokens[last].text in CLOSERS
            operation = first > sentence.first and tokens[first - 1].low in words_of("operation")
            if quoted and any(m.last == first - 1 for m in self.doc.of("unit")):
                continue  # the name of a unit: 5th Brigade "Iron Wolf"
            ambiguous = all("ambiguous" in r.note for r in rows) or self.blocked.issuperset(range(first, last))
            if ambiguous and (
                self._part_of_longer(first, last, sentence)
                or not (
                    self._is_year(edition)
                    or self._in_year(end, sentence)
                    or self._apposed(first, end, sentence, nouns)
                    or self._has_dates(first, end, sentence)
                    or (quoted and near)
                    or (self._touches(first, last, nouns) and sentence.kind != "headline")
                )
            ):
                continue
            series = None if ambiguous and last > known else rows[0].id
            yield _Name(first, end, last, edition, series, bool(edition or near or operation or not ambiguous))

    def _is_year(self, edition: str | None) -> bool:
        """Whether an edition is a year: four digits, or the last two of the year of publication or one next to it."""
        if edition is None or YEAR.match(edition):
            return edition is not None
        published = self.doc.report.published
        return bool(published and edition.isdigit() and len(edition) == 2 and abs(int(published[2:4]) - int(edition)) <= 1)

    def _apposed(self, first: int, end: int, sentence: Sentence, nouns: Sequence[_Noun]) -> bool:
        """Whether a name stands between commas behind an exercise noun: a large exercise of their own, Zapad."""
        tokens = self.tokens
        closed = end >= sentence.last or tokens[end].text in (",", ".", ";", ")")
        return closed and first > sentence.first and tokens[first - 1].text == "," and any(0 < first - n.last <= 5 for n in nouns)

    def _has_dates(self, first: int, end: int, sentence: Sentence) -> bool:
        """Whether a name stands as what is held or has a time: to hold Vostok, last year's Vostok, Zapad a year ago, Vostok (May 2-9)."""
        tokens = self.tokens
        if first == sentence.first or not self.blocked.isdisjoint(range(first, end)):
            return False
        of_dates = {m.first for m in self.doc.of("date") if m.value.start}
        behind = end + 1 if end < sentence.last and tokens[end].text == "(" else end
        dated = any(m.last == first - 1 and tokens[first - 1].low == "'s" for m in self.doc.of("date"))
        owned = tokens[first - 1].low == "'s" and any(t.low in words_of("hold") for t in tokens[end : min(end + 3, sentence.last)])
        if behind + 1 < sentence.last and tokens[behind].low in words_of("in_year"):
            behind += 1
        apposed = end - first > 1 and tokens[first - 1].text == "," and end < sentence.last and tokens[end].text in (",", ";")
        held = tokens[first - 1].low in words_of("hold_event")
        return owned or dated or apposed or held or (behind in of_dates and tokens[behind - 1].low != ",")

    def _in_year(self, i: int, sentence: Sentence) -> bool:
        """Whether "in" and a year stand at token i: Lionheart in 1984."""
        tokens = self.tokens
        return i + 1 < sentence.last and tokens[i].low in words_of("in_year") and bool(YEAR.match(tokens[i + 1].text))

    def _whole_run(self, first: int, last: int, sentence: Sentence) -> int:
        """The end of a known name together with capitalised words that go on with it, as in a name of which only the head is known."""
        tokens = self.tokens
        i = last
        if first > sentence.first and tokens[first - 1].text in OPENERS:
            closing = next(
                (k for k in range(last, min(sentence.last, first + MAX_NAME)) if tokens[k].text in CLOSERS or not _capital(tokens[k])), last
            )
            return closing if closing < sentence.last and (tokens[closing].text in CLOSERS or tokens[closing].text == ",") else last
        while (
            i < sentence.last
            and i - first < MAX_NAME
            and _capital(tokens[i])
            and i not in self.blocked
            and tokens[i].low not in self.generic
        ):
            if YEAR.match(tokens[i].text) or ROMAN.match(tokens[i].text) or not tokens[i].text.isalpha():
                break
            i += 1
        return i

    def _part_of_longer(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether an everyday word is only part of a longer name of something else: South Korea, Defence Cooperation."""
        tokens = self.tokens
        before = first > sentence.first and (
            tokens[first - 1].text == "-"
            or (_capital(tokens[first - 1]) and first - 1 > sentence.first and tokens[first - 1].low not in self.generic)
        )
        after = last < sentence.last and _capital(tokens[last]) and tokens[last].low not in self.generic
        return (
            before
            or after
            or any(
                m.first <= first and last <= m.last and m.last - m.first > last - first
                for kind in ("party", "place", "unit")
                for m in self.doc.of(kind)
            )
        )

    @staticmethod
    def _touches(first: int, last: int, nouns: Sequence[_Noun]) -> bool:
        return any(0 <= n.first - last <= 3 or 0 <= first - n.last <= 2 for n in nouns)

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
            if YEAR.match(tokens[closing + 1].text):
                return closing + 2, tokens[closing + 1].text
            return i, None
        if j < last and tokens[j].text in CLOSERS and j + 1 < last and (YEAR.match(tokens[j + 1].text)):
            j += 1
        if (
            j < last
            and j + 1 < last
            and (
                (tokens[j].low in ("-", "'", ".", "/") and tokens[j].start == tokens[j - 1].end)
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
        number = re.fullmatch(r"\d{1,2}", text)
        if number and not (
            following
            and (
                (following.low.isalpha() and self._unit_or_month(j + 1))
                or (following.low in (",", "-") and j + 2 < last and tokens[j + 2].text.isdigit())
            )
        ):
            return j + 1, text
        if ROMAN.match(text) and text not in ("I", ""):
            return j + 1, text
        return i, None

    def _unit_or_month(self, i: int) -> bool:
        """Whether a number before token i counts something or is a day, as in "13 March", "40 ships"."""
        text = self.tokens[i].text
        return any(m.first <= i < m.last for m in self.doc.of("date")) or (
            text.islower() and text.endswith("s") and text not in words_of("predicate")
        )

    def _after_noun(self, sentence: Sentence, noun: _Noun) -> Iterator[_Name]:
        """Names behind the noun: Exercise Orion; exercises Key Resolve and Foal Eagle."""
        tokens = self.tokens
        i = self._skip_cue(noun.last, sentence.last) or noun.last
        if self._run(i, sentence.last) is None:
            i = self._cue_behind(sentence, noun) or i
        while i < sentence.last:
            run = self._run(i, sentence.last)
            if run is None or not self._is_name(i, run):
                return
            end, edition = self._edition_after(run, sentence.last)
            yield _Name(i, end, run, edition, None, True)
            if end + 1 < sentence.last and tokens[end].low in ("and", ",", "&") and tokens[noun.first].low.endswith("s"):
                i = end + 1
                continue
            return

    def _cue_behind(self, sentence: Sentence, noun: _Noun) -> int | None:
        """Where a name begins that a cue gives further behind the noun: an exercise between Greece and Egypt named Medusa-13."""
        for i in range(noun.last, min(sentence.last, noun.last + CUE_REACH)):
            if self.tokens[i].text in (".", ";") or _nouns().at(self.tokens, i, sentence.last):
                return None
            if self.tokens[i].low in words_of("naming"):
                return self._skip_cue(i, sentence.last)
        return None

    def _skip_cue(self, i: int, last: int) -> int | None:
        tokens = self.tokens
        j = i
        if j < last and tokens[j].text == ",":
            j += 1
        while j < last and tokens[j].low in ("is", "was", "which", "has", "been", "officially"):
            j += 1
        hit = _named_cues().at(tokens, j, last) if j < last else None
        if hit is None:
            return None
        j = hit[0]
        while j < last and (tokens[j].text in OPENERS or tokens[j].low in ("the", "exercise", "as")):
            j += 1
        return j

    def _before_noun(self, sentence: Sentence, noun: _Noun) -> Iterator[_Name]:
        """Names before the noun: the Sea Breeze exercise; Key Resolve and Foal Eagle joint military exercises."""
        tokens = self.tokens
        i = noun.first
        if tokens[i].text[0].isupper() and noun.last - noun.first > 1:
            return
        lower_left = 6
        stops = words_of("np_stop")
        determiners = words_of("determiner")
        while i > sentence.first and lower_left and not _capital(tokens[i - 1]) and tokens[i - 1].text not in CLOSERS:
            low = tokens[i - 1].low
            if low in stops or low in determiners or not (low[0].isalnum() or low == "-"):
                return
            if tokens[i - 1].text.isdigit() and i - 2 >= sentence.first and _capital(tokens[i - 2]):
                break
            i -= 1
            lower_left -= 1
        end = i
        if end > sentence.first and tokens[end - 1].text in CLOSERS:
            return
        start = end
        while (
            start > sentence.first
            and end - start < MAX_NAME
            and (
                _capital(tokens[start - 1])
                or (tokens[start - 1].low in ("/", "-", "of") and start - 1 > sentence.first and _capital(tokens[start - 2]))
                or tokens[start - 1].text.isdigit()
            )
        ):
            start -= 1
        yield from self._split_run(sentence, start, end)

    def _split_run(self, sentence: Sentence, start: int, end: int) -> Iterator[_Name]:
        tokens = self.tokens
        leading = words_of("run_lead")
        while start < end and (
            start in self.blocked
            or tokens[start].low in leading
            or (start == sentence.first and (tokens[start].low in self.generic or tokens[start].low in words_of("np_stop")))
            or tokens[start].low in ("-", "/", "'s", "of")
            or tokens[start].text.isdigit()
        ):
            start += 1
        if start >= end or not self.of_person_or_date.isdisjoint(range(start, end)):
            return
        base = end
        edition = None
        for k in range(start + 1, end):
            after, found = self._edition_after(k, end)
            if found and after == end:
                base, edition = k, found
                break
        if self._is_name(start, base) and not (start == sentence.first and base - start == 1 and edition is None):
            yield _Name(start, end, base, edition, None, True)
            before = start - 1
            if before > sentence.first and tokens[before].low == "and" and _capital(tokens[before - 1]):
                first = before
                while first > sentence.first and _capital(tokens[first - 1]):
                    first -= 1
                while first < before and (first in self.blocked or tokens[first].low in self.generic):
                    first += 1
                if first < before and self._is_name(first, before):
                    yield _Name(first, before, before, None, None, True)

    def _quoted(self, sentence: Sentence, noun: _Noun) -> Iterator[_Name]:
        """Names in quotation marks next to the noun: the "Talisman Sabre" maneuvers; drills dubbed "Great Prophet 2"."""
        tokens = self.tokens
        i = noun.first - 1
        steps = 3
        while i > sentence.first and steps and tokens[i].text not in QUOTE_CLOSERS and tokens[i].text.islower():
            i -= 1
            steps -= 1
        if i > sentence.first and tokens[i].text in QUOTE_CLOSERS:
            opening = next(
                (k for k in range(i - 1, max(sentence.first, i - 1 - MAX_NAME) - 1, -1) if tokens[k].text in QUOTE_OPENERS), None
            )
            if opening is not None and opening + 1 < i and _capital(tokens[opening + 1]):
                yield from self._from_quotes(opening + 1, i)
        i = self._skip_cue(noun.last, sentence.last) or noun.last
        if i < sentence.last and tokens[i].text in QUOTE_OPENERS:
            i += 1
        if i > sentence.first and tokens[i - 1].text in QUOTE_OPENERS:
            closing = next(
                (k for k in range(i, min(sentence.last, i + MAX_NAME + 1)) if tokens[k].text in QUOTE_CLOSERS or tokens[k].text == ","),
                None,
            )
            if closing is not None and closing > i and _capital(tokens[i]):
                yield from self._from_quotes(i, closing)

    def _from_quotes(self, first: int, last: int) -> Iterator[_Name]:
        if last > first and self.tokens[last - 1].text == ",":
            last -= 1
        base, edition, end = last, None, last
        for k in range(first + 1, last):
            after, found = self._edition_after(k, last)
            if found and after == last:
                base, edition = k, found
                break
        else:
            end, edition = self._edition_after(last, min(last + 4, len(self.tokens)))
        if any(t.low not in self.generic and t.text[0].isalpha() for t in self.tokens[first:base]):
            yield _Name(first, end, base, edition, None, True)

    def _run(self, i: int, last: int) -> int | None:
        """The end of a run of capitalised tokens that begins at i."""
        tokens = self.tokens
        if i >= last or not _capital(tokens[i]):
            return None
        j = i + 1
        while j < last and j - i < MAX_NAME:
            if _capital(tokens[j]) and not (j in self.blocked and tokens[j].start > tokens[j - 1].end):
                if self._edition_after(j, last)[1] and ROMAN.match(tokens[j].text):
                    break
                j += 1
            elif (
                tokens[j].low in self.parts
                and j + 1 < last
                and _capital(tokens[j + 1])
                and tokens[j].low not in ("and", "to", "for", "'", "i")
            ):
                if tokens[j].low in ("-", "/") and tokens[j].start != tokens[j - 1].end:
                    break
                j += 2
            else:
                break
        return j

    def _is_name(self, first: int, last: int) -> bool:
        """Whether a run of tokens can be a proper name: not only parties, dates, persons or everyday words."""
        own = [i for i in range(first, last) if self.tokens[i].text[0].isalpha()]
        noun = _nouns().at(self.tokens, first, last)
        if noun and noun[0] == last:
            return False
        if not own or first in self.of_person_or_date:
            return False
        return any(i not in self.blocked and self.tokens[i].low not in self.generic for i in own)

    def _recurring(self, names: Sequence[_Name]) -> Iterator[_Name]:
        """Further places where the names that the report introduced stand, in headlines too."""
        phrases: Phrases[_Name] = Phrases()
        known = set()
        heads: dict[str, _Name] = {}
        for name in names:
            base = self.doc.words(name.first, name.base_last)
            if name.sure and base not in known and not (name.base_last - name.first == 1 and (len(base) < 4 or fold(base) in self.generic)):
                known.add(base)
                phrases.add(base, name)
                head = self.tokens[name.base_last - 1]
                if (
                    name.base_last - name.first > 1
                    and len(head.text) > 4
                    and head.text.isalpha()
                    and head.low not in self.generic
                    and head.low not in heads
                ):
                    heads[head.low] = replace(name, base=base_of(base))
        for low, name in heads.items():
            phrases.add(low, name)
        for sentence in self.doc.sentences:
            for first, last, payloads in phrases.find(self.tokens, sentence.first, sentence.last):
                whole = payloads[0]
                if (
                    not _capital(self.tokens[first])
                    or first in self.of_person_or_date
                    or (whole.base and not self._stands_alone(first, last, sentence))
                ):
                    continue
                end, edition = self._edition_after(last, sentence.last)
                yield _Name(first, end, last, edition, whole.series, True, whole.base)

    def _stands_alone(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether no other capitalised word stands next to a short name, which would make it another name's part."""
        tokens = self.tokens
        before = first > sentence.first and (
            (_capital(tokens[first - 1]) and first - 1 > sentence.first) or tokens[first - 1].text in ("-", "/")
        )
        after = last < sentence.last and (_capital(tokens[last]) or tokens[last].text in ("-", "/"))
        return sentence.kind != "headline" and not before and not after and first not in self.blocked

    # mentions

    def _mentions(self, nouns: Sequence[tuple[Sentence, _Noun]], names: Sequence[_Name]) -> Iterator[Mention]:
        by_sentence: dict[int, list[_Name]] = {}
        for name in names:
            by_sentence.setdefault(self._sentence_of(name.first).index, []).append(name)
        noun_by_sentence: dict[int, list[_Noun]] = {}
        for sentence, noun in nouns:
            noun_by_sentence.setdefault(sentence.index, []).append(noun)
        for sentence in self.doc.sentences:
            own_names = by_sentence.get(sentence.index, [])
            own_nouns = noun_by_sentence.get(sentence.index, [])
            if own_names or own_nouns:
                yield from self._of_sentence(sentence, own_names, own_nouns)

    def _of_sentence(self, sentence: Sentence, names: Sequence[_Name], nouns: Sequence[_Noun]) -> Iterator[Mention]:
        found: list[Mention] = []
        joined: set[_Noun] = set()
        for name in names:
            near = [n for n in nouns if self._one_phrase(sentence, name, n)]
            joined.update(near)
            joined.update(n for n in nouns if n.first < name.last and name.first < n.last)
            noun = near[0] if near else None
            first = min([name.first, *(n.first for n in near)])
            last = max([name.last, *(n.last for n in near)])
            found.append(self._mention(sentence, first, last, name, noun))
        for noun in nouns:
            if noun not in joined:
                found.append(self._mention(sentence, noun.first, noun.last, None, noun))
        yield from sorted(found, key=lambda m: m.first)

    def _one_phrase(self, sentence: Sentence, name: _Name, noun: _Noun) -> bool:
        """Whether name and noun make one phrase: the Balikatan joint military exercises, Exercise Orion, drills dubbed X."""
        stops = words_of("np_stop")
        if name.last <= noun.first:
            between = self.tokens[name.last : noun.first]
            return len(between) <= 6 and not any(t.low in stops or t.low in (",", ";", "(", ")", "'s", ".", ":") for t in between)
        if noun.last <= name.first:
            cue = self._skip_cue(noun.last, sentence.last)
            if cue is not None and cue == name.first:
                return True
            return all(t.text in OPENERS or t.text == "," for t in self.tokens[noun.last : name.first]) and name.first - noun.last <= 2
        return True

    def _mention(self, sentence: Sentence, first: int, last: int, name: _Name | None, noun: _Noun | None) -> Mention:
        tokens = self.tokens
        start = self._phrase_start(sentence, first)
        lows = [t.low for t in tokens[start:first]]
        text = self.doc.words(name.first, name.last) if name else None
        noun_low = tokens[noun.last - 1].low if noun else None
        value = ExerciseRef(
            name=text,
            name_span=Span(tokens[name.first].start, tokens[name.last - 1].end) if name else None,
            base=(name.base or base_of(self.doc.words(name.first, name.base_last))) if name else None,
            edition=name.edition if name else None,
            series=name.series if name else None,
            kind=noun.kind if noun else "generic",
            noun=noun_low,
            definite=any(w in words_of("det_definite") for w in lows) or "'s" in lows,
            contrast=any(w in words_of("det_contrast") for w in lows) and not self._modifies(noun),
            plural=bool(noun_low and noun_low.endswith("s")),
            generic=any(w in words_of("det_generic") for w in lows),
            year=next((t.text for t in tokens[start:first] if YEAR.match(t.text)), None),
        )
        return Mention("exercise", Span(tokens[start].start, tokens[last - 1].end), start, last, sentence.index, value)

    def _modifies(self, noun: _Noun | None) -> bool:
        """Whether the noun only tells of what kind another thing is: the other exercise areas."""
        return noun is not None and noun.last < len(self.tokens) and self.tokens[noun.last].low in words_of("exercise_thing")

    def _phrase_start(self, sentence: Sentence, first: int) -> int:
        """Where the noun phrase that ends in the exercise noun begins."""
        stops = words_of("np_stop")
        determiners = words_of("determiner")
        i = first
        while i > sentence.first and first - i < 12:
            low = self.tokens[i - 1].low
            if low in stops or (not low[0].isalnum() and low not in ("-", "'s", ",", "/") and self.tokens[i - 1].text not in OPENERS):
                break
            if low == "," and not (i - 2 >= sentence.first and _capital(self.tokens[i - 2]) and i < first and _capital(self.tokens[i])):
                break
            i -= 1
            if low in determiners:
                break
        return i

    def _sentence_of(self, token: int) -> Sentence:
        low, high = 0, len(self.doc.sentences) - 1
        while low < high:
            middle = (low + high) // 2
            if self.doc.sentences[middle].last <= token:
                low = middle + 1
            else:
                high = middle
        return self.doc.sentences[low]


def _capital(token: Token) -> bool:
    return token.text[0].isupper()


def _without_overlap(names: Sequence[_Name]) -> list[_Name]:
    """Of overlapping names the one that begins first, of those the longest; but no word before a known name that ends where it ends."""
    known = {n.last: n.first for n in names if n.series}
    out: list[_Name] = []
    for name in sorted(names, key=lambda n: (n.first, -n.last)):
        if name.series is None and name.first < known.get(name.last, name.first) <= name.first + 1:
            continue
        if not out or name.first >= out[-1].last:
            out.append(name)
    return out


__all__ = ["SeriesRow", "WordRow", "base_of", "find_exercises"]
