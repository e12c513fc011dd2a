"""Time expressions in reports: dates, ranges, lengths and sets, resolved against the day of publication or the dateline.

Words stand in `data/lexicons/time_words.csv`, patterns in `data/rules/dates.yaml`, their meaning in `date_values.py`. A lexicon name
written with a capital ("May", "Sun") matches only tokens with a capital. Numeric dates are read day first unless only the other
order is possible. Spans leave out the preposition before them; it gives `Period.sense`: an expression after "since", "from",
"starting" or "after" has no end, one after "until", "by" or "before" no start.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, cast

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.date_points import Context
from vedette.annotate.date_values import BUILDERS
from vedette.annotate.date_words import ANY_LANGUAGE, Entry, Values, Vocabulary, time_words
from vedette.annotate.layout import between, layout
from vedette.annotate.token_pattern import CONTINUED, NOTHING, Caught, TokenPattern, alternatives
from vedette.grammar import Phrases, begun_in
from vedette.lexicon import DATA, DateRule, DateRules, LexiconError, load_yaml
from vedette.model import Document, Mention, Period, Sentence, Span, Token
from vedette.values import PartialDate, parse_edtf, precision

Sense = Literal["on", "since", "until", "from", "before", "after"]

DATELINE_TOKENS = 14
"""A dateline's date stands among so many first tokens of the body, and a spaced dash follows within half as many."""
DATELINE_DAYS = 7
"""A dateline is at most so many days older than the publication."""
TENSE_LEFT, TENSE_RIGHT, UNTIL_LEFT, AHEAD_LEFT = 25, 12, 5, 8
"""How many tokens before and after an expression are searched for a word that tells the tense; before an end ("until Friday"), which
is mostly one to come; and, where its verb follows at once."""
WHOLE_YEAR = 4
"""Digits of a year that is not cut to its last two."""
OPENING, TENSE_OPENING = 1, 25
"""Tokens before an expression that opens its sentence ("In December a joint drill of both armies, which …, began"), of which the verb is
looked for farther behind."""
MEMO_SIZE = 20_000
"""Expressions of which it is remembered what they match."""
SAMPLE_TOKENS = 300
"""From so many first tokens the language of a report is guessed that does not tell it."""


@cache
def _rules() -> DateRules:
    return DateRules.model_validate(load_yaml(DATA / "rules" / "dates.yaml"))


class Line(Struct, frozen=True):
    """A sentence as a string of codes, one character a token, with the entries of its tokens."""

    codes: str
    entries: Sequence[Entry | None]


class DateGrammar:
    """Vocabulary and compiled rules of one language. Raises LexiconError if a rule refers to what is not there."""

    def __init__(self, lang: str) -> None:
        rules = _rules()
        self.vocabulary = Vocabulary(lang)
        self._openers: Phrases[None] = Phrases()
        """Words with which something of the vocabulary begins: as a set of phrases, for which the tokens of a document are gone through
        once, together with all others."""
        for low in self.vocabulary.begins:
            self._openers.add_word(low, None)
        self.dashes = frozenset(low for low, (_, entry) in self.vocabulary.words.items() if "dash" in entry.values)
        self.rules: list[tuple[DateRule, TokenPattern]] = []
        at = 0
        try:
            classes = self.vocabulary.classes(rules.unions)
            anchors = "".join(classes[kind] for kind in rules.anchors)
            for rule in rules.rules:
                at += 1
                BUILDERS[rule.build]
                self.rules.extend((rule, TokenPattern(part, classes, rules.macros)) for part in alternatives(rule.pattern))
        except (KeyError, ValueError) as error:
            raise LexiconError(f"dates.yaml: {f'rule {rules.rules[at - 1].id}' if at else 'anchors'}: {error}") from error
        self.unions = rules.unions
        self._islands = re.compile(f"[^{re.escape(NOTHING)}]*[{anchors}][^{re.escape(NOTHING)}]*")
        self._matches: dict[tuple[str, str], list[tuple[int, DateRule, list[Caught]]]] = {}
        """What was found before: texts repeat few kinds of expressions."""
        self._begin: dict[str, list[tuple[DateRule, TokenPattern]]] = {}
        for rule, pattern in self.rules:
            for code in pattern.first:
                self._begin.setdefault(code, []).append((rule, pattern))

    def line(self, doc: Document, first: int, last: int) -> Line:
        """The codes of tokens [first, last)."""
        tokens, begins, number = doc.tokens, self.vocabulary.begins, self.vocabulary.number
        codes = [NOTHING] * (last - first)
        entries: list[Entry | None] = [None] * (last - first)
        done = first
        told = between(self._openers.places(tokens), first, last)
        for i in sorted({*told, *between(layout(doc).digits, first, last)}):
            if i < done:
                continue
            token = tokens[i]
            low = token.low
            entry: Entry | None = None
            seconds, pair = begins.get(low, (None, None))
            if (
                seconds is not None
                and i + 1 < last
                and (options := seconds.get(tokens[i + 1].low))
                and (found := _phrase(options, tokens, i, last))
            ):
                length, entry = found
                done = i + length
                codes[i - first : done - first] = [entry.code, *CONTINUED * (length - 1)]
                entries[i - first] = entry
                continue
            if pair is not None:
                entry = pair[1] if token.text[0] != low[0] else pair[0]
            elif low[0].isdigit() or low[-1].isdigit():
                entry = number(low)
            if entry is not None:
                codes[i - first], entries[i - first] = entry.code, entry
        return Line("".join(codes), entries)

    def places(self, line: Line) -> Iterator[tuple[int, int]]:
        """Where an expression may begin, and where it ends at the latest."""
        begin = self._begin
        for island in self._islands.finditer(line.codes):
            for at in range(island.start(), island.end()):
                if line.codes[at] in begin:
                    yield at, island.end()

    def matches(self, line: Line, at: int, latest: int) -> Sequence[tuple[int, DateRule, Sequence[Caught]]]:
        """The rules that match from a place on, up to `latest`, the longest first: the length of the match, and what it captured (by
        indices from the place on)."""
        key = line.codes[at - 1] if at else "", line.codes[at : latest + 1]  # patterns look at one token before and behind
        found = self._matches.get(key)
        if found is None:
            found = self._found("".join(key), len(key[0]))
            if len(self._matches) < MEMO_SIZE:
                self._matches[key] = found
        return found

    def _found(self, codes: str, at: int) -> list[tuple[int, DateRule, list[Caught]]]:
        tried = ((rule, pattern, pattern.match(codes, at)) for rule, pattern in self._begin[codes[at]])
        found = [(match.end() - at, rule, pattern.caught(match)) for rule, pattern, match in tried if match]
        return sorted(found, key=lambda m: -m[0])

    def has(self, entry: Entry | None, kind: str) -> bool:
        """Whether a token has a kind."""
        return entry is not None and kind in entry.values


def _phrase(options: Sequence[tuple[tuple[str, ...], Entry]], tokens: Sequence[Token], i: int, last: int) -> tuple[int, Entry] | None:
    for lows, entry in options:
        n = len(lows)
        if i + n <= last and all(tokens[i + k].low == lows[k] for k in range(2, n)):
            return n, entry
    return None


@cache
def date_grammar(lang: str) -> DateGrammar:
    """The grammar for a language (ISO 639-1), compiled once; for a language without words it knows numeric dates."""
    return DateGrammar(lang)


@cache
def _languages() -> tuple[str, ...]:
    return tuple(dict.fromkeys(row.lang for row in time_words() if row.lang != ANY_LANGUAGE))


def _language(document: Document) -> str:
    """The language of the report; if it is not told, the one that has the most of the first tokens as words of time."""
    if document.report.lang:
        return document.report.lang
    lows = [token.low for token in document.tokens[:SAMPLE_TOKENS]]
    return max(_languages(), key=lambda lang: sum(low in date_grammar(lang).vocabulary.words for low in lows))


class _Reader:
    """Reads the expressions of one document with one anchor."""

    def __init__(
        self, document: Document, grammar: DateGrammar, lines: dict[int, Line], anchor: PartialDate | None, years: Sequence[Mention] = ()
    ) -> None:
        """`lines` holds the sentences that were turned into codes before, by index; they do not hang on the anchor."""
        self._document = document
        self._grammar = grammar
        self._lines = lines
        self._anchor = anchor
        self._years = years
        self._told: PartialDate | None = None
        self._year_told: int | None = None
        self._month_told: tuple[int, PartialDate] | None = None

    def sentence(self, sentence: Sentence) -> list[Mention]:
        """The mentions of one sentence; to be called in reading order."""
        grammar, tokens = self._grammar, self._document.tokens
        line = self._lines.get(sentence.index)
        if line is None:
            line = self._lines[sentence.index] = grammar.line(self._document, sentence.first, sentence.last)
        out: list[Mention] = []
        done = 0
        self._year_told = None
        for at, latest in grammar.places(line):
            if at < done:
                continue
            for length, rule, caught in grammar.matches(line, at, latest):
                end = at + length
                if grammar.has(line.entries[end - 1], "unit") and self._goes_on_as_length(line, end):
                    continue
                fields = _fields(grammar, line.entries[at:end], caught)
                sense = self._sense(line, at)
                if "set" in fields and at > 0 and tokens[sentence.first + at].text[0].isupper():
                    continue  # "Daily" within a sentence is part of a name
                side = _side(rule.build, sense, "w1" in fields and "d1" not in fields)
                period = BUILDERS[rule.build](fields, self._context(line, sentence, at, end, side))
                if period is None and rule.build != "nothing":
                    continue
                done = end
                if period is not None:
                    self._remember(period, sense, sentence.index)
                    first, last = sentence.first + at, sentence.first + end
                    span = Span(tokens[first].start, tokens[last - 1].end)
                    out.append(Mention("date", span, first, last, sentence.index, _bounded(period, sense)))
                break
        return out

    def _goes_on_as_length(self, line: Line, end: int) -> bool:
        """Whether the last word of an expression is the unit of a length: "the end of the week-long drill", "this month-long event"."""
        has, behind = self._grammar.has, line.entries[end : end + 2]
        return len(behind) == 2 and has(behind[0], "dash") and has(behind[1], "long")

    def _remember(self, period: Period, sense: Sense, sentence: int) -> None:
        if period.start and period.kind == "date":
            when = parse_edtf(period.start)
            if when.month:
                self._month_told = (sentence, when)
            if when.day:
                self._told = when
            elif when.precision == "year" and sense == "on":
                self._year_told = when.year

    def _context(self, line: Line, sentence: Sentence, at: int, end: int, sense: Sense) -> Context:
        year_from = None
        if self._anchor is None and self._years:
            before = begun_in(self._years, 0, sentence.first + at + 1)
            year_from = parse_edtf((before[-1] if before else self._years[0]).value.start)
        month_told = self._month_told[1] if self._month_told and sentence.index - self._month_told[0] <= 1 else None
        listed = at > 0 and self._grammar.has(line.entries[at - 1], "between")
        return Context(
            self._anchor,
            year_from,
            lambda: self._told_tense(line, sentence, at, end, sense),
            listed,
            self._year_told,
            month_told,
            self._told,
            lambda: self._year_before(line, at),
        )

    def _year_before(self, line: Line, at: int) -> int | None:
        """The last number before that can be a year, as in "Harvest 2016, held late that year"."""
        years = [entry.values["year"] for entry in line.entries[:at] if entry is not None and "year" in entry.values]
        return int(years[-1]) if years else None

    def _sense(self, line: Line, at: int) -> Sense:
        entries = line.entries
        for k in range(at - 1, max(-1, at - 5), -1):
            entry = entries[k]
            if entry is None:
                if line.codes[k] == CONTINUED:
                    continue
                break
            if "sense" in entry.values:
                return cast(Sense, entry.values["sense"])
            if "skip" not in entry.values:
                break
        return "on"

    def _told_tense(self, line: Line, sentence: Sentence, at: int, end: int, sense: Sense) -> int:
        """The tense that the words of the sentence tell: -1, 1 or 0."""
        if sense == "until":
            return self._tense(line, at, end, UNTIL_LEFT, 0) or 1
        right = TENSE_OPENING if at <= OPENING else TENSE_RIGHT
        told = self._ahead(line, at, end) or self._tense(line, at, end, TENSE_LEFT, right)
        if not told and sentence.kind == "headline" and self._infinitive(line, sentence, at):
            return 1
        return told or (1 if sense == "from" else self._ending(sentence, at))

    def _ahead(self, line: Line, at: int, end: int) -> int:
        """1 if words of the future follow a time that opens its clause ("he said that on Monday they will") or right behind it, else 0."""
        entries = line.entries
        opens = any(self._grammar.has(entry, "clause_word") for entry in entries[max(0, at - 2) : at])
        if not opens and self._tense(line, at, end, AHEAD_LEFT, 0) < 0:
            return 0
        right = entries[end : end + (TENSE_RIGHT if opens else 1)]
        told = next((int(e.values["tense"]) for e in right if e is not None and "tense" in e.values), 0)
        return max(0, told)

    def _infinitive(self, line: Line, sentence: Sentence, at: int) -> bool:
        """Whether "to" and a word in small letters stand before: "Army to stage drill Saturday" tells of what is to come."""
        tokens = self._document.tokens
        before = range(sentence.first + 1, sentence.first + at - 1)
        return any(self._grammar.has(line.entries[i - sentence.first], "verb_to") and tokens[i + 1].text[0].islower() for i in before)

    def _tense(self, line: Line, at: int, end: int, left: int, right: int) -> int:
        """The tense of the nearest word that tells it, before the expression rather than after: -1, 1, or 0 if there is none.

        `left` and `right` are the numbers of tokens before and after the expression that are searched.
        """
        entries = line.entries
        nearby = [*range(at - 1, max(-1, at - 1 - left), -1), *range(end, min(len(entries), end + right))]
        for k in nearby:
            entry = entries[k]
            if entry is not None and "tense" in entry.values:
                helped = any(self._grammar.has(entries[j], "tense_strong") for j in range(max(0, k - 3), k))
                return 1 if helped else int(entry.values["tense"])
        return 0

    def _ending(self, sentence: Sentence, at: int) -> int:
        """-1 if a word before has an ending of the past, else 0; weaker than a word that tells the tense, as adjectives have it too."""
        endings = self._grammar.vocabulary.past_endings
        left = self._document.tokens[max(sentence.first, sentence.first + at - TENSE_LEFT) : sentence.first + at]
        return -1 if any(token.low.endswith(endings) and token.text[0].islower() for token in left) else 0


def _fields(grammar: DateGrammar, entries: Sequence[Entry | None], caught: Sequence[Caught]) -> Values:
    fields: Values = {}
    for item in caught:
        entry = entries[item.index]
        if entry is None:
            continue
        if item.kind == "units":
            fields["plural"] = "1"
        value = next((entry.values[k] for k in grammar.unions.get(item.kind, (item.kind,)) if k in entry.values), "")
        if item.kind == "joined_date":
            day, month, year = value.split(".")
            side = item.field[-1]
            fields |= {"d" + side: day, "m" + side: month, ("y" if len(year) == WHOLE_YEAR else "yy") + side: year}
        else:
            fields[item.field] = value
    return fields


def _side(build: str, sense: Sense, weekday: bool) -> Sense:
    """The sense that tells the tense of the first day: "from Monday to …" is a range to come where nothing else tells it."""
    if build == "point" or (build == "between" and sense == "from" and weekday):
        return sense
    return "from" if build == "run" else "on"


def _bounded(period: Period, sense: Sense) -> Period:
    """A date after "since" or "until" is only one bound."""
    if sense == "on" or period.kind != "date":
        return period
    if period.start is None:
        return replace(period, sense=sense)
    opening = sense in ("since", "from", "after")
    return replace(period, start=period.start if opening else None, end=None if opening else period.end, sense=sense)


def _published(document: Document) -> PartialDate | None:
    return parse_edtf(document.report.published) if document.report.published else None


def _dateline(document: Document, grammar: DateGrammar, lines: dict[int, Line], published: PartialDate | None) -> PartialDate | None:
    """The date of a dateline ("ANKARA, Aug. 9 (Agency) - "), None if there is none that fits the day of publication."""
    opening = next((s for s in document.sentences if s.kind == "body"), None)
    if opening is None:
        return None
    tokens = document.tokens
    dashes = {k for k in range(opening.first + 1, opening.last) if tokens[k].low in grammar.dashes and tokens[k].start > tokens[k - 1].end}
    if not dashes:
        return None
    for mention in _Reader(document, grammar, lines, published).sentence(opening):
        value: Period = mention.value
        if (
            mention.first - opening.first >= DATELINE_TOKENS
            or value.start is None
            or value.start != value.end
            or precision(value.start) != "day"
        ):
            continue
        after = range(mention.last, min(opening.last, mention.last + DATELINE_TOKENS // 2))
        day = parse_edtf(value.start)
        if not dashes.isdisjoint(after) and (
            published is None or 0 <= (published.last - day.first).days <= DATELINE_DAYS + (published.last - published.first).days
        ):
            return day
    return None


def find_dates(document: Document) -> tuple[Mention, ...]:
    """The time expressions of a document in reading order, each a Mention of kind `date` with a `Period` as value.

    Without a day of publication or a dateline relative expressions have neither start nor end; a day and month without a year then
    take the year of the nearest full date that the text states before (else after) them. Raises ValueError if `published` is no EDTF date.
    """
    grammar = date_grammar(_language(document))
    published = _published(document)
    lines: dict[int, Line] = {}
    anchor = _dateline(document, grammar, lines, published) or published
    mentions = _read(document, grammar, lines, anchor, ())
    if anchor is None:
        full = [m for m in mentions if m.value.start and not m.value.derived and precision(m.value.start) == "day"]
        if full:
            mentions = _read(document, grammar, lines, None, full)
    return tuple(mentions)


def _read(
    document: Document, grammar: DateGrammar, lines: dict[int, Line], anchor: PartialDate | None, years: Sequence[Mention]
) -> list[Mention]:
    reader = _Reader(document, grammar, lines, anchor, years)
    return [mention for sentence in document.sentences for mention in reader.sentence(sentence)]
