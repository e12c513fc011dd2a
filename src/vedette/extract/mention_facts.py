"""What the words of a mention and right around it say of the exercise: its year, its parties, whether anything ties it down."""

from collections.abc import Sequence
from datetime import timedelta

from vedette.extract.frames import cue_ranges, has_cue, in_range
from vedette.grammar import ENDS, OPENERS
from vedette.lexicon import words_of
from vedette.model import Document, ExerciseRef, Mention, Period, Sentence
from vedette.values import first_day

YEAR_REACH = 10
"""Tokens between an exercise and a year that tells its edition; found on the tuning set."""
BETWEEN_REACH = 7
"""Tokens behind "between" in which its two parties stand."""

INCEPTION_REACH = 3
"""Tokens between the beginning of a series and its year."""
WINTER = "24"
"""Month of a date that is a winter (EDTF), which goes over into the next year."""
FIRST_SENTENCES = 3
"""Sentences, the headline among them, in which a report introduces the exercise that it is about."""
HEADING = 10
"""Tokens of a heading within the text at most."""
FORMER_REACH = 5
"""Tokens between "previously known as" and a name."""
PARTNER_REACH = 4
"""Tokens behind "with" in which a partner stands."""
RENAMED_REACH = 20
"""Tokens between a name and the words that the exercise was given another."""
ORDINAL_REACH = 3
"""Tokens between "16th" and "edition"."""
INSTITUTED_REACH = 8
"""Tokens between "instituted" and the exercise."""
OWNER_REACH = 3
"""Tokens of a time that owns an exercise: last week's exercise."""
QUOTED_REACH = 24
"""Tokens between an exercise and the name in quotation marks that it is given behind those who hold it."""
YEAR, MONTH = 4, 7
"""Characters of a date that is a year, and of one that is a month."""
CENTURIES = ("20", "19")
"""First digits of the years that an edition may be of."""
RECENT = timedelta(days=60)
"""How long before publication a day lies at most on which the exercise that a report is about may have been."""


def count_of(ordinal: str | None) -> int | None:
    """The number in an ordinal that is written with figures: 16th."""
    digits = "".join(c for c in ordinal or "" if c.isdecimal())
    return int(digits) if digits else None


class MentionFacts:
    """Asks a document about single mentions of exercises."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        published = doc.report.published
        self.published_year = published[:4] if published else self._latest_edition()

    def _latest_edition(self) -> str | None:
        """In an undated report the latest year in an exercise's name: what lies before it is an earlier edition."""
        years = [
            m.value.edition for m in self.doc.of("exercise") if m.value.edition and len(m.value.edition) == 4 and m.value.edition.isdigit()
        ]
        return max(years, default=None)

    def _sentence(self, mention: Mention) -> Sentence:
        return self.doc.sentences[mention.sentence]

    def _is_heading(self, mention: Mention) -> bool:
        """Whether a mention stands in a heading within the text: a short paragraph without a full stop."""
        sentence = self._sentence(mention)
        alone = sum(s.block == sentence.block for s in self.doc.sentences[max(0, sentence.index - 1) : sentence.index + 2]) == 1
        return alone and sentence.last - sentence.first <= HEADING and self.doc.tokens[sentence.last - 1].text[-1] not in ENDS

    def _year(self, mention: Mention) -> str | None:
        """The year that sets the edition of a mention apart: in its name or its noun phrase."""
        ref: ExerciseRef = mention.value
        if ref.edition and len(ref.edition) == YEAR and ref.edition.isdigit():
            return ref.edition if ref.edition[:2] in CENTURIES else None  # Zolfaghar 1401, of the Persian calendar
        if ref.edition and len(ref.edition) == 2 and ref.edition.isdigit():
            return self._century(ref.edition)
        if ref.year:
            return ref.year
        for period in self._periods(mention.first, mention.last):
            if period.start:
                return period.start[:4]
        return None

    def _century(self, two: str) -> str | None:
        """A two-digit edition as a year: the one not more than two years after publication; None if it is a serial number."""
        if self.published_year is None:
            return None
        for century in CENTURIES:
            if -40 <= int(century + two) - int(self.published_year) <= 2:
                return century + two
        return None

    def _periods(self, first: int, last: int) -> list[Period]:
        return [m.value for m in in_range(self.doc.of("date"), first, last) if m.value.kind in ("date", "interval")]

    def _past_year(self, mention: Mention) -> str | None:
        """The year of another edition that the words around a mention speak of ("in 2017", "last year's", "the next … in 2028")."""
        own = self._year(mention)
        if own:
            return own if self.published_year and own < self.published_year and not mention.value.edition else None
        sentence = self._sentence(mention)
        if mention.value.definite and has_cue(self.doc, max(sentence.first, mention.first - 1), mention.first, "joined_cue"):
            return None  # Japan joined the exercise in 2019
        for m in in_range(self.doc.of("date"), sentence.first, sentence.last):
            period: Period = m.value
            day = len(period.start or "") > MONTH
            close = (self._close(m, mention) or self._counts(m, mention)) and not (day and m.first < mention.first)
            if not period.start or (day and self._is_recent(period.start)) or not (m.first <= sentence.first + 1 or close):
                continue
            if mention.value.name and self._of_name_before(m, mention):
                continue
            year = self._earlier_year(period)
            if year and not self._compared(m) and not self._inception(m):
                return year
            if mention.value.contrast and self.published_year and period.start[:4].isdigit() and period.start[:4] > self.published_year:
                return period.start[:4]
        return None

    def _of_name_before(self, date: Mention, mention: Mention) -> bool:
        """Whether a time stands behind another name than the one that follows: Reforger in 1988 and Trident Juncture in 2018."""
        before = in_range(self.doc.of("exercise"), self._sentence(mention).first, date.first)
        return date.last <= mention.first and any(e.value.name and e.value.base != mention.value.base for e in before)

    def _is_recent(self, day: str) -> bool:
        """Whether a day lies so shortly before publication that the exercise which the report is about may have been on it."""
        published = self.doc.report.published
        return not published or first_day(published) - first_day(day) < RECENT

    def _ordinal(self, mention: Mention) -> str | None:
        """The word that counts the edition that a mention speaks of: the 16th edition of X."""
        tokens = self.doc.tokens
        edition = next((i for i in range(mention.first, mention.last) if tokens[i].low in words_of("edition_word")), None)
        if edition is None:
            return None
        return next((t.low for t in tokens[max(mention.first, edition - ORDINAL_REACH) : edition] if t.low in words_of("ordinal")), None)

    def _name_first(self, mention: Mention) -> int:
        """The token with which the name in a mention begins; the first of the mention if it has none."""
        span = mention.value.name_span
        return next((i for i in range(mention.first, mention.last) if span and self.doc.tokens[i].start >= span.start), mention.first)

    def _names_earlier(self, mention: Mention) -> bool:
        """Whether a mention speaks of the edition before the one told of: the previous edition of X, the previous X."""
        ref: ExerciseRef = mention.value
        if not ref.name or ref.edition or not ref.definite or not self.published_year:
            return False
        return any(t.low in words_of("previous_word") for t in self.doc.tokens[mention.first : self._name_first(mention)])

    def _this_year(self, mention: Mention) -> bool:
        """Whether a phrase speaks of the exercise of the year of publication: this year's drills."""
        return bool(self.published_year) and self._year(mention) == self.published_year

    def _clause_year(self, mention: Mention) -> str | None:
        """The latest year before that of publication in which a sentence tells that something took place."""
        sentence = self._sentence(mention)
        years = [p.start[:4] for p in self._periods(sentence.first, sentence.last) if p.start and p.sense == "on"]
        return max((y for y in years if self.published_year and y < self.published_year), default=None)

    def _renamed(self, mention: Mention) -> bool:
        """Whether a name is one that the exercise had before it got another: the exercise X, which was renamed Y in 2018."""
        sentence = self._sentence(mention)
        cues = cue_ranges(self.doc, mention.last, min(mention.last + RENAMED_REACH, sentence.last), "renaming")
        return any(m.value.name and m.value.base != mention.value.base for first, last in cues for m in self._mentions_in(first, last + 3))

    def _mentions_in(self, first: int, last: int) -> list[Mention]:
        """The mentions of exercises that begin in tokens [first, last)."""
        return [m for m in self.doc.of("exercise") if first <= m.first < last]

    def _counted_as(self, mention: Mention) -> bool:
        """Whether a phrase tells as what something is planned or known: planned as one exercise in two states; described it as a drill."""
        tokens, i, start = self.doc.tokens, mention.first, self._sentence(mention).first
        if i - 2 < start or tokens[i - 1].low not in words_of("counted_as"):
            return False
        return has_cue(self.doc, max(start, i - 3), i - 1, "counted_verb")

    def _founding(self, mention: Mention) -> bool:
        """Whether a phrase only tells when a series began: the first exercise between the two was held in 1993."""
        sentence = self._sentence(mention)
        phrase = mention.first
        while phrase > sentence.first and mention.first - phrase < BETWEEN_REACH and self._in_phrase(phrase - 1):
            phrase -= 1
        first = any(t.low in words_of("founding_first") for t in self.doc.tokens[phrase : mention.last])
        made = has_cue(self.doc, max(sentence.first, mention.first - INSTITUTED_REACH), mention.first, "founding_verb")
        if not made and (not first or mention.sentence < FIRST_SENTENCES):
            return False
        if not self.published_year:
            return False
        dates = in_range(self.doc.of("date"), mention.last, sentence.last)
        years = [d.value.start for d in dates if d.value.kind == "date" and len(d.value.start or "") == YEAR]
        return any(year < self.published_year for year in years if year)

    def _in_phrase(self, i: int) -> bool:
        """Whether the word at token i may belong to the phrase of the word behind it: the first Navy of Ruritania exercise."""
        token = self.doc.tokens[i]
        return token.low in words_of("of_word") or token.low == "-" or (token.text.isalnum() and token.low not in words_of("np_stop"))

    def _compared(self, date: Mention) -> bool:
        """Whether a time only serves to compare the present edition with: larger than last year's."""
        return date.first > 0 and self.doc.tokens[date.first - 1].low in words_of("comparison")

    def _inception(self, date: Mention) -> bool:
        """Whether a time only tells when a series began, grew or got its name: started in 2010; renamed in 2018; grew in 2019."""
        if len(date.value.start or "") != YEAR:
            return False
        start = self._sentence(date).first
        if has_cue(self.doc, max(start, date.first - INCEPTION_REACH), date.first, "inception_cue"):
            return True
        return has_cue(self.doc, max(start, date.first - INSTITUTED_REACH), date.first, "renaming", "series_grew", "time_since_then")

    def _close(self, date: Mention, mention: Mention) -> bool:
        """Whether a time expression belongs to a mention: right next to it, or near it behind a word such as "in"."""
        gap = date.first - mention.last if date.first >= mention.last else mention.first - date.last
        timed = date.first > 0 and self.doc.tokens[date.first - 1].low in words_of("in_time")
        if any(t.text == "," for t in self.doc.tokens[date.last : mention.first]):
            timed = False  # France, which left in 1966, has lent X a regiment
        held = date.first >= mention.last and (mention.value.noun in words_of("edition_word") or self._relative_of(mention, date))
        return gap <= 1 or ((timed or held) and gap <= YEAR_REACH)

    def _counts(self, date: Mention, mention: Mention) -> bool:
        """Whether a phrase tells of the first or last one of its kind, and a time that comes behind it is that of it: the first drill of
        the series brought 400 soldiers together in Elbonia in August 2014."""
        words = (t.low for t in self.doc.tokens[mention.first : mention.last])
        counted = mention.value.definite and not words_of("founding_first", "previous_word").isdisjoint(words)
        return counted and date.first >= mention.last and self.doc.tokens[date.first - 1].low in words_of("in_time")

    def _relative_of(self, mention: Mention, date: Mention) -> bool:
        """Whether a clause on a mention tells that it was held at a time: X, which was held last year."""
        tokens, i = self.doc.tokens, mention.last
        i += i < len(tokens) and tokens[i].text == ","
        relative = i < date.first and tokens[i].low in words_of("relative_object")
        return relative and has_cue(self.doc, i, date.first, "hold")

    def _parties(self, mention: Mention, narrow: bool = False) -> set[str]:
        """Codes of the parties in the noun phrase and right around it; with `narrow` only in the phrase itself."""
        sentence = self._sentence(mention)
        first, last = (
            (mention.first, mention.last) if narrow else (max(sentence.first, mention.first - 12), min(sentence.last, mention.last + 8))
        )
        return {m.value.code for m in in_range(self.doc.of("party"), first, last) if narrow or not self._where(m)}

    def _where(self, party: Mention) -> bool:
        """Whether a party only tells where something is: a drill in Elbonia, off Elbonia; a territory without forces of its own."""
        if party.value.code.lower() in words_of("without_forces"):
            return True
        before = self.doc.tokens[party.first - 1].low if party.first else ""
        return before in words_of("place_in") and before not in words_of("between")

    def _between(self, mention: Mention) -> set[str]:
        """Codes of the parties in "exercise between A and B"."""
        return self._named_behind(mention, "between", BETWEEN_REACH)

    def _partners(self, mention: Mention) -> set[str]:
        """Codes of the parties in "exercise with A"."""
        return self._named_behind(mention, "side_with", PARTNER_REACH)

    def _named_behind(self, mention: Mention, kind: str, reach: int) -> set[str]:
        """Codes of the parties that a word of a class right behind a mention leads to, within so many tokens."""
        i, last = mention.last, self._sentence(mention).last
        if i >= last or self.doc.tokens[i].low not in words_of(kind):
            return set()
        return {m.value.code for m in in_range(self.doc.of("party"), i + 1, min(last, i + reach))}

    def _trained_with(self, mention: Mention) -> set[str]:
        """Codes of those with whom the holder of an exercise trains in it: Elbonia will train with Ruritania in an exercise."""
        sentence = self._sentence(mention)
        verbs = cue_ranges(self.doc, sentence.first, mention.first, "hold") if self._holders(mention) else []
        if not verbs:
            return set()
        return {
            m.value.code
            for m in in_range(self.doc.of("party"), verbs[-1][1], mention.first)
            if self.doc.tokens[m.first - 1].low in words_of("side_with")
        }

    def _of_relative(self, mention: Mention) -> set[str]:
        """Codes of the parties that a relative clause makes the holders: the exercise that Japan and Italy wanted to hold."""
        sentence = self._sentence(mention)
        i = mention.last
        if i >= sentence.last or self.doc.tokens[i].low not in words_of("relative_object"):
            return set()
        parties = in_range(self.doc.of("party"), i + 1, min(sentence.last, i + BETWEEN_REACH))
        if (
            not parties
            or parties[0].first > i + 2
            or not has_cue(self.doc, parties[-1].last, min(sentence.last, parties[-1].last + BETWEEN_REACH), "hold")
        ):
            return set()
        return {m.value.code for m in parties}

    def _holders(self, mention: Mention) -> set[str]:
        """Codes of the parties before the verb that governs a mention: China, which staged large drills."""
        sentence = self._sentence(mention)
        verbs = cue_ranges(self.doc, max(sentence.first, mention.first - 5), mention.first, "hold")
        if not verbs:
            return set()
        before = [m for m in in_range(self.doc.of("party"), sentence.first, verbs[-1][0]) if verbs[-1][0] - m.last <= 4]
        return {m.value.code for m in before}

    def _contrasted(self, mention: Mention) -> bool:
        sentence = self._sentence(mention)
        return has_cue(self.doc, sentence.first, min(sentence.first + 2, sentence.last), "contrast_cue")

    def _earlier_year(self, period: Period) -> str | None:
        """The year of a time expression of year or month precision that lies before the year of publication."""
        if period.kind not in ("date", "interval") or not period.start or period.sense != "on" or not self.published_year:
            return None
        year = period.start[:4]
        if period.start[5:7] == WINTER and int(self.published_year) - int(year) == 1:
            return None  # "in winter camouflage" in March: the winter that began last year
        return year if year.isdigit() and year < self.published_year else None

    def _anchored(self, mention: Mention) -> bool:
        """Whether something in the sentence ties the exercise to a time, a place, a party or an act of holding it."""
        sentence = self._sentence(mention)
        if has_cue(self.doc, sentence.first, sentence.last, "hold"):
            return bool(
                self._parties(mention) or self._places(sentence) or self._periods(sentence.first, sentence.last) or not mention.value.plural
            )
        return bool(self._parties(mention, narrow=True) or self._periods(sentence.first, sentence.last)) or not mention.value.plural

    def _places(self, sentence: Sentence) -> bool:
        return bool(
            in_range(self.doc.of("place"), sentence.first, sentence.last) or in_range(self.doc.of("unit"), sentence.first, sentence.last)
        )

    def _comes_after(self, previous: Mention | None, mention: Mention) -> bool:
        """Whether a phrase tells of what comes after the exercise named in its sentence: Following X, the two armies plan exercises."""
        if previous is None or previous.sentence != mention.sentence or not previous.value.name or mention.value.definite:
            return False
        first = self._sentence(mention).first
        return has_cue(self.doc, first, previous.first + 1, "after_cue") and has_cue(self.doc, previous.last, mention.last - 1, "hold")

    def _comes_before(self, previous: Mention | None, mention: Mention) -> bool:
        """Whether a phrase tells of what came before the exercise told of: the drill comes days after X and Y held an exercise in May."""
        if previous is None or previous.sentence != mention.sentence:
            return False
        if mention.value.definite and not self._periods(mention.first - OWNER_REACH, mention.last):
            return False  # but: the drills followed last week's exercise in …
        cues = cue_ranges(self.doc, previous.last, mention.first, "sequel_cue")
        if not cues:
            return False
        dated = self._periods(cues[-1][1], min(self._sentence(mention).last, mention.last + YEAR_REACH))
        return bool(dated or self._parties(mention, narrow=True) or self._holders(mention) or self._partners(mention))

    def _former_name(self, mention: Mention) -> bool:
        """Whether a name is what the exercise used to be called: previously known as X."""
        first = max(self._sentence(mention).first, mention.first - FORMER_REACH)
        return bool(has_cue(self.doc, first, mention.last, "former_name"))

    def _named_in_quotes(self, previous: Mention, mention: Mention) -> bool:
        """Whether only forces and places stand between an exercise and its name in quotes: a drill with units of the bloc "Wise Heron"."""
        first = self._name_first(mention)
        quoted = self.doc.tokens[first - 1].text in OPENERS and first - previous.last <= QUOTED_REACH
        between = self.doc.tokens[previous.last : first - 1]
        if not quoted or previous.value.definite or any(t.low in words_of("hard_break") or t.text == "," for t in between):
            return False
        return not has_cue(self.doc, previous.last, first, "hold", "copula")

    @staticmethod
    def _named_by_cue(lows: Sequence[str]) -> bool:
        """Whether the words between an exercise and a name end in a word that gives the name: the drill for units of …, dubbed X."""
        words = [w for w in lows if w[0].isalnum()]
        while words and words[-1] in words_of("name_opener"):
            words.pop()  # code-named Exercise X
        return bool(words) and words[-1] in words_of("naming")

    def _told_of_before(self, mention: Mention) -> bool:
        """Whether the clause gives an earlier month: a drill that was held last month is not the one that the report is about."""
        if mention.sentence < FIRST_SENTENCES:
            return False
        published = self.doc.report.published
        sentence = self._sentence(mention)
        first, last = max(sentence.first, mention.first - YEAR_REACH), min(sentence.last, mention.last + YEAR_REACH)
        for date in in_range(self.doc.of("date"), first, last):
            start = date.value.start
            if start and published and len(start) >= MONTH and start[:MONTH] < published[:MONTH] and date.value.sense == "on":
                return True
            if self.doc.tokens[date.first].low in words_of("earlier_word") and date.value.kind == "date":
                return True
            opens = date.first <= sentence.first + 2 and self.doc.tokens[date.first - 1].low in words_of("in_time")
            if opens and start is None and date.value.kind == "date":
                return True
        return False

    def _told_of_after(self, mention: Mention) -> bool:
        """Whether one exercise is told of with a later time of its own: the brigade will hold a drill at the same site next June."""
        sentence = self._sentence(mention)
        if mention.sentence < FIRST_SENTENCES or mention.value.plural or not has_cue(self.doc, sentence.first, mention.first, "hold"):
            return False
        dates = in_range(self.doc.of("date"), mention.first, min(mention.last + YEAR_REACH, sentence.last))
        return any(self.doc.tokens[d.first].low in words_of("det_contrast") for d in dates)

    def _in_brackets(self, mention: Mention) -> bool:
        """Whether the name of a mention opens a bracket: it is another name of what stands before that."""
        first = self._name_first(mention)
        return any(t.text == "(" for t in self.doc.tokens[max(0, first - 2) : first])

    def _part_of(self, mention: Mention) -> bool:
        """Whether only a part of an exercise is spoken of: part of the war game is a drill named Granite Bay."""
        before = self.doc.tokens[max(0, mention.first - 2) : mention.first]
        return len(before) > 1 and before[1].low in words_of("of_word") and before[0].low in words_of("exercise_part")
