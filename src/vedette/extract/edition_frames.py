"""Which edition of a series a mention of an exercise speaks of: this year's, the previous one, the 15th, that of 2018."""

from collections.abc import Sequence

from msgspec import Struct, field

from vedette.extract.events import Event, events
from vedette.extract.frames import has_cue, in_range
from vedette.extract.mention_facts import YEAR, YEAR_REACH, MentionFacts, count_of
from vedette.lexicon import rivals, series_holders, words_of
from vedette.model import Document, ExerciseRef, Mention, Sentence

OLD_YEARS = 2
"""Years from publication from which on an edition is not likely the one that the news is of."""
SAID_REACH = 2
"""Tokens between a verb of saying and its year: said in December last year."""


class FrameDraft(Struct):
    """A frame while mentions are still being put to it."""

    mentions: list[Mention] = field(default_factory=list)
    bases: set[str] = field(default_factory=set)
    series: str | None = None
    year: str | None = None
    edition: str | None = None
    ordinal: str | None = None
    parties: set[str] = field(default_factory=set)
    past: bool = False
    edition_of: int | None = None
    twins: set[int] = field(default_factory=set)

    @property
    def named(self) -> bool:
        return bool(self.bases)


class EditionLinker(MentionFacts):
    """Puts mentions of exercises to the frames of their editions."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.drafts: list[FrameDraft] = []
        self.of_mention: dict[Mention, int] = {}
        self.founded: set[int] = set()
        """Sentences that only tell when a series began."""

    def _attach(self, mention: Mention, number: int) -> None:
        draft, ref = self.drafts[number], mention.value
        draft.mentions.append(mention)
        if ref.base:
            draft.bases.add(ref.base)
            draft.series = draft.series or ref.series
        year = self._year(mention)
        if ref.edition and not draft.edition:
            draft.edition = ref.edition
        if year and not draft.year:
            draft.year = year
        draft.ordinal = draft.ordinal or self._ordinal(mention)
        draft.parties |= self._parties(mention)
        self.of_mention[mention] = number

    def _new(self, mention: Mention, past: bool = False) -> int:
        told = self._past_year(mention) if mention.value.name and not past else None
        earlier = bool(told and self.published_year and told < self.published_year)
        self.drafts.append(FrameDraft(year=self._year(mention) or told, past=past or earlier))
        number = len(self.drafts) - 1
        if mention.value.kind == "edition" and not mention.value.name:
            named = next((k for k, d in enumerate(self.drafts) if d.named), None)
            if named is not None:
                self._is_edition(number, named)  # a winter round, the next edition
        return number

    def _right_edition(self, same: Sequence[int], mention: Mention, year: str | None) -> int:
        ref: ExerciseRef = mention.value
        past = self._past_year(mention)
        wanted = past or year
        counted = self._counted_edition(same, mention)
        if counted is not None:
            return counted
        if wanted is None:
            if ref.edition:
                for k in same:
                    if self.drafts[k].edition == ref.edition or (self.drafts[k].edition is None and not self.drafts[k].past):
                        return k
                return self._new(mention)
            return same[0]
        for k in same:
            if self.drafts[k].year == wanted:
                return k
        for k in same:
            if self.drafts[k].year is None and not past and not self._of_this_year(k, mention, wanted):
                return k
        later = ref.contrast and self.published_year is not None and wanted > self.published_year
        if not past and not ref.edition and not ref.year and not later:
            return same[0]
        number = self._new(mention, past=bool(past or (self.published_year and wanted < self.published_year)))
        self.drafts[number].year = self.drafts[number].year or past
        return number

    def _counted_edition(self, same: Sequence[int], mention: Mention) -> int | None:
        """The frame of the edition that a mention counts or tells to be the one before: the 15th edition of X, the previous X."""
        ordinal, earlier = self._ordinal(mention), self._names_earlier(mention)
        if not earlier and not (ordinal and all(self.drafts[k].ordinal for k in same)):
            return None
        year = self._clause_year(mention)
        for k in same:
            if (ordinal and self.drafts[k].ordinal == ordinal) or (year and self.drafts[k].year == year):
                return k
        known = next((k for k in same if earlier and self.drafts[k].past and self.drafts[k].year is None), None)
        before = earlier or bool(year) or self._counts_less(ordinal, same)
        number = self._new(mention, past=before) if known is None else known
        self.drafts[number].year = self.drafts[number].year or year
        return number

    def _counts_less(self, ordinal: str | None, same: Sequence[int]) -> bool:
        """Whether an edition comes before all those told of, as far as figures tell: the 15th of the 16th."""
        own = count_of(ordinal)
        counts = [count_of(self.drafts[k].ordinal) for k in same]
        return own is not None and all(c is not None and own < c for c in counts)

    def _of_this_year(self, number: int, mention: Mention, year: str) -> bool:
        """Whether an edition of another year is not the one told of, which has dates of the year of publication.

        What is told of may be next year's, prepared this year; not if the report says from when or until when in this year it goes on.
        """
        later = year > (self.published_year or year) and not mention.value.contrast
        if not self.published_year or year == self.published_year:
            return False
        if mention.value.edition and len(mention.value.edition) != YEAR:
            return False  # Velayat 90, of the Persian calendar
        sentences = [self._sentence(m) for m in self.drafts[number].mentions]
        periods = [p for s in sentences for p in self._periods(s.first, s.last) if not later or p.sense == "until" or p.kind == "interval"]
        return any((p.start or p.end or "")[:4] == self.published_year for p in periods)

    def _edition_of(self, base: int, year: str, mention: Mention) -> int | None:
        draft = self.drafts[base]
        if draft.past and draft.year is None:
            draft.year = year
            return base
        for k, d in enumerate(self.drafts):
            if d.year == year and (d.bases & draft.bases or not d.named or not draft.named):
                if mention.value.definite and not d.named:
                    self._is_edition(k, base)
                return k
        number = self._new(mention, past=True)
        self.drafts[number].year = year
        if mention.value.definite or has_cue(self.doc, self._sentence(mention).first, self._sentence(mention).last, "edition_cue"):
            self._is_edition(number, base)
        return number

    def _is_edition(self, number: int, base: int) -> None:
        """Notes that a frame is another edition of what the frame `base` tells of."""
        draft, known = self.drafts[number], self.drafts[base]
        draft.bases |= known.bases
        draft.series = known.series
        draft.edition_of = base if known.edition_of is None else known.edition_of

    def _silent_editions(self) -> None:
        """Clauses that tell of an earlier edition by its year alone: In 2018 some 11,000 took part; … than in 2023, when 17,600 came."""
        alive = [k for k, d in enumerate(self.drafts) if d.mentions]
        if not alive:
            return
        main = self._main(alive)
        spoken = {m.sentence for m in self.of_mention}
        general = {m.sentence for m in self.doc.of("exercise") if m.value.generic and m not in self.of_mention}
        if not self.drafts[main].named or self.drafts[main].past:
            return
        for sentence in self.doc.sentences:
            people = in_range(self.doc.of("people"), sentence.first, sentence.last) and not has_cue(
                self.doc, sentence.first, sentence.last, "harm_word"
            )
            if (
                sentence.kind == "headline"
                or sentence.index in self.founded
                or sentence.index in general
                or not (people or has_cue(self.doc, sentence.first, sentence.last, "edition_evidence"))
            ):
                continue
            for date in in_range(self.doc.of("date"), sentence.first, sentence.last):
                year = self._earlier_year(date.value)
                if year is None or year == self.drafts[main].year or not self._tells_edition(date, sentence, sentence.index in spoken):
                    continue
                empty = ExerciseRef(None, None, None, None, None, "generic", None, True, True, False, False, year)
                mention = Mention("exercise", date.span, date.first, date.last, sentence.index, empty)
                number = self._edition_of(main, year, mention)
                if number is not None:
                    self._attach(mention, number)
                break

    def _tells_edition(self, date: Mention, sentence: Sentence, spoken: bool) -> bool:
        """Whether a year stands where an edition is told of: In 2018 …; in a sentence that speaks of the exercise only before "when"."""
        tokens = self.doc.tokens
        if self._inception(date) or any(e.act == "say" and 0 <= date.first - e.last <= SAID_REACH for e in self._events(sentence)):
            return False  # he had said in December last year that …
        if has_cue(self.doc, sentence.first, date.first, "drill_habit"):
            return False  # the states regularly train with …, most recently in 2023
        if has_cue(self.doc, max(sentence.first, date.first - YEAR_REACH), date.first, "edition_one"):
            return True
        if spoken:
            return has_cue(self.doc, date.last, min(date.last + 2, sentence.last), "edition_when")
        if tokens[sentence.first].low in words_of("pronoun_it"):
            return True  # it was held in X last year
        return date.first == sentence.first or tokens[date.first - 1].low in words_of("in_time")

    def _events(self, sentence: Sentence) -> Sequence[Event]:
        return events(self.doc, sentence.first, sentence.last)

    def _main(self, alive: Sequence[int]) -> int:
        """The frame that the report is about: mentioned most, in the headline and early counting more, an earlier edition less."""

        def weight(k: int) -> float:
            draft = self.drafts[k]
            score = float(len(draft.mentions))
            score += 2.0 * any(self._sentence(m).kind == "headline" for m in draft.mentions)
            score += 2.0 * any(self._sentence(m).index <= 2 for m in draft.mentions)
            return score - (3.0 if self._is_old(draft) else 0.0)

        return max(alive, key=lambda k: (weight(k), -k))

    def _is_old(self, draft: FrameDraft) -> bool:
        """Whether an edition is told of as an earlier one, or is of a year too far back for news."""
        far = draft.year is not None and self.published_year is not None and int(self.published_year) - int(draft.year) >= OLD_YEARS
        return draft.past or far

    @staticmethod
    def _of_rivals(mention: Mention, draft: FrameDraft) -> bool:
        """Whether the known series that a mention names is held by none but rivals of those whose exercise was told of."""
        holders = series_holders().get(mention.value.series or "", frozenset())
        if not holders or not draft.parties or draft.parties & holders:
            return False
        return all(rivals().get(party, frozenset()) & holders for party in draft.parties)
