"""What the time expressions of one scope say of the first day, the last day and the length of an exercise.

Each is read with the event that governs it ("began on Monday", "said on Monday") and weighed by how surely it speaks of the exercise.
"""

import re
from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.bounds import LEAST, LONGEST_RECKONED, Bound
from vedette.extract.editions import edition_year, past_edition
from vedette.extract.events import Event, events
from vedette.extract.frames import Frame, Scope, has_cue, in_range
from vedette.extract.time_days import numbered_day
from vedette.extract.time_lengths import LONGEST, STRENGTHS, Lengths
from vedette.extract.time_links import BESIDE, DONE, NOUN_REACH, REACH, Links, vague
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Modality, Period, Sentence
from vedette.values import add_days, first_day, how_specific, last_day, parse_edtf, precision

EARLIEST, EARLIEST_OTHER, LATEST, LATEST_OTHER = 400, 5500, 560, 1500
"""How many days before and after publication the days of an exercise may lie: of the main one, and of another told with its year."""
LEAP_DAY = "-02-29"
"""A day that not every year has."""
DATELINE = 9
"""Tokens before the date of a dateline."""
LABELLED = 2.5
"""Weight of a time in a line of facts: Dates: …"""
LEAD = 1
"""The last sentence of which a year that is past may be that of the exercise: "In 2022 the navies of … held"."""
EARLY = 3
"""Sentences at the head of a report that speak of the main exercise even without a word for it."""
PASSING_REACH = 30
"""Tokens between an exercise mentioned in passing and its month."""
SINCE_REACH = 10
"""Tokens of "since the end of the civil war in"."""
DUE = 0.55
"""What a time at which an exercise had been due weighs beside one at which it is held."""
BY_REACH = 2
"""Tokens of "by the"."""
AHEAD = ("future", "infinitive", "would")
"""Tenses of what is to come."""
FAR = 30
"""Tokens between an exercise and a time in its sentence from which on it is less sure that it is its own."""
LATER = 0.5
"""What the beginning of a later phase weighs as one of the whole."""
LOOSE = ("other", "last")
"""What an event says that may tell of something in an exercise: brought 900 men to the north in May."""
HOLDING = ("hold", "join", "last", "plan", "cancel", "postpone")
"""What an event says of an exercise at whose time it is held."""

_YEARLESS = re.compile(r"XXXX-(\d\d(?:-\d\d)?)")

Ends = tuple[Bound | None, Bound | None]
"""Candidates for the first and the last day."""


class _Time(Struct, frozen=True):
    """A time of an exercise with the event that governs it; `passing` and `part` as in `Scene._passing` and `Links.part`."""

    date: Mention
    period: Period
    event: Event | None
    weight: float
    beside: bool
    passing: bool
    part: bool
    later: bool

    @property
    def act(self) -> str:
        """What the event says; without one the exercise is held."""
        return self.event.act if self.event else "hold"

    @property
    def ahead(self) -> bool:
        """Whether the event is still to come."""
        return self.event is not None and (self.event.tense in AHEAD or self.event.act == "plan")

    @property
    def seen(self) -> bool:
        """Whether it is a single day on which the exercise was held or watched, and not the day of its last stage."""
        period, event = self.period, self.event
        past = event is not None and event.tense not in ("noun", "participle") and event.act in ("hold", "join")
        return past and not self.later and period.start is not None and period.start == period.end and precision(period.start) == "day"

    @property
    def over(self) -> bool:
        """Whether the whole exercise is told to have ended."""
        return self.act == "end" and self.event is not None and self.event.tense in DONE and not (self.part or self.later)

    def bound(self, value: str | None, weight: float | None = None) -> Bound | None:
        """A candidate with this value, by itself as strong as the time; None without a value."""
        if value is None:
            return None
        modality: Modality = "planned" if self.ahead else "asserted"
        weight = self.weight if weight is None else weight
        derived = self.period.derived
        return Bound(
            _coarse(self.period, value), self.date.span, weight, derived, modality, self.date.first, self.part, self.seen, self.over
        )


class Scene:
    """Reads the time expressions of one scope."""

    def __init__(self, doc: Document, frame: Frame, scope: Scope) -> None:
        self.doc = doc
        self.frame = frame
        self.scope = scope
        self.own = [m for m in frame.mentions if m.sentence == scope.sentence]
        self.links = Links(doc, frame, scope, self.own)
        self.lengths = Lengths(doc, frame, scope, self.own, self.links)
        self.published = doc.report.published
        self.past, self.year = past_edition(doc, frame), edition_year(doc, frame)
        """Whether the exercise is an earlier edition, and the year that the report gives it."""

    def read(self, starts: list[Bound], ends: list[Bound], lengths: list[Bound]) -> None:
        """Adds the candidates that the scope gives."""
        if self.own:
            first, last = numbered_day(self.doc, self.scope, self.own)
            starts.extend([first] if first else ())
            ends.extend([last] if last else ())
        dates = in_range(self.doc.of("date"), self.scope.first, self.scope.last)
        if not dates:
            return
        sentence = self.doc.sentences[self.scope.sentence]
        told = events(self.doc, sentence.first, sentence.last)
        for date in dates:
            if self._dateline(date, sentence):
                continue
            period = self._dated(date)
            if period.kind == "duration":
                if end := self._months_before(date, told):
                    starts.extend([replace(end, within=False)] if end.within else ())
                    ends.append(replace(end, within=False))
                    continue
                length = self.lengths.read(date, told)
                lengths.extend([length] if length else ())
                begun = self.lengths.begun(date, told, length is not None)
                starts.extend([begun] if begun else ())
            elif period.days and period.days > LONGEST:
                continue  # "on standby from 1 January for six months"
            elif (
                period.kind in ("date", "interval")
                and self._possible(period)
                and not has_cue(self.doc, date.first, date.last, "time_fiscal")
            ):
                self._point(date, period, told, starts, ends)
                if period.days and period.kind == "interval" and period.start and self.scope.strength:
                    lengths.append(Bound(str(period.days), date.span, 1.0, False, "asserted", date.first))

    def loose(self) -> list[Bound]:
        """The times of a scope that no verb ties to the exercise, nor to what somebody said or what it is compared with."""
        if not self.own:
            return []
        sentence = self.doc.sentences[self.scope.sentence]
        told = events(self.doc, sentence.first, sentence.last)
        dates = [d for d in in_range(self.doc.of("date"), self.scope.first, self.scope.last) if not self._dateline(d, sentence)]
        return [bound for date in dates if (bound := self._loose(date, told))]

    def _loose(self, date: Mention, told: Sequence[Event]) -> Bound | None:
        period = self._dated(date)
        if period.kind not in ("date", "interval") or period.sense not in ("on", "from") or not period.start or not self._possible(period):
            return None
        links = self.links
        if links.of_relative(date, told) or links.comes_ahead(date) or links.of_another_noun(date) or self._other_edition(date, period):
            return None
        event = self.links.governor(date, told)
        if event is not None and event.act not in LOOSE:
            return None
        return _Time(date, period, event, LEAST, False, False, False, False).bound(period.start)

    def _months_before(self, date: Mention, told: Sequence[Event]) -> Bound | None:
        """The month of another exercise that the news follows: it comes a month after the two armies held drills; `within` if held."""
        comes = has_cue(self.doc, max(self.scope.first, date.first - 1), date.first, "time_comes")
        after = date.last < self.scope.last and has_cue(self.doc, date.last, date.last + 1, "time_after")
        if self.frame.main or not (comes and after and date.value.days and self.published and precision(self.published) == "day"):
            return None
        event = next((e for e in told if e.word > date.last and e.act in ("hold", "join", "end") and e.tense in ("past", "perfect")), None)
        if event is None or not any(date.last < m.first for m in self.own):
            return None
        month = str(add_days(self.published, -date.value.days))[:7]
        return Bound(month, date.span, 0.8, True, "asserted", date.first, within=event.act != "end")

    def _dateline(self, date: Mention, sentence: Sentence) -> bool:
        """Whether a date stands in the dateline: only capitals before it, a bracket or dash after it, at the beginning of the body."""
        if (
            date.value.kind == "duration"
            or date.value.sense != "on"
            or date.first - sentence.first > DATELINE
            or date.last >= sentence.last
        ):
            return False
        if self.doc.tokens[date.last].text[0].isalnum():
            return False
        before = self.doc.tokens[sentence.first : date.first]
        opening = next((s for s in self.doc.sentences if s.kind == "body"), None)
        if not before:
            # May 16 (Agency) - …
            return opening is not None and opening.index == sentence.index and self.doc.tokens[date.last].low in words_of("time_dateline")
        in_words = any(t.text[0].islower() or t.low in words_of("time_opening") for t in before)
        return opening is not None and opening.index == sentence.index and not in_words

    def _dated(self, date: Mention) -> Period:
        """A day or month without a year in an undated report, or a day of a past edition, takes the year that the frame speaks of."""
        period: Period = date.value
        if self.past and self.year and self.scope.strength and self._day_in_figures(date):
            start, end = (f"{self.year}{str(value)[4:]}" for value in (period.start, period.end))
            return replace(period, start=start, end=end)
        if self.published or period.start or period.end or not self.year or not period.timex:
            return period
        days = _YEARLESS.findall(period.timex)
        if not days or period.kind not in ("date", "interval"):
            return period
        first, last = f"{self.year}-{days[0]}", f"{self.year}-{days[-1]}"
        bounded = period.kind == "date" and period.sense != "on"
        opening = period.sense in ("since", "from", "after")
        return replace(period, start=None if bounded and not opening else first, end=None if bounded and opening else last, derived=True)

    def _day_in_figures(self, date: Mention) -> bool:
        """Whether a date is a day of a month whose year was reckoned ("Oct. 29"), not a day such as "Monday"."""
        period: Period = date.value
        if not period.derived or period.start is None or period.end is None or period.start[:4] != period.end[:4]:
            return False
        if any(precision(value) != "day" or value.endswith(LEAP_DAY) for value in (period.start, period.end)):
            return False
        return any(self.doc.tokens[i].text[-1:].isdigit() for i in (date.first, date.last - 1))

    # whether a time can be one of the exercise at all

    def _possible(self, period: Period) -> bool:
        value = period.start or period.end
        if value is None or (period.start and period.end and (last_day(period.end) - first_day(period.start)).days > max(LONGEST, 366)):
            return False
        if self.year and value[:4] != self.year and not (period.end and period.end[:4] == self.year):
            return False
        if self.published is None or self.past:
            return True
        if precision(value) == "year":
            lead = self.scope.strength > 1 and self.scope.sentence <= LEAD
            return value >= self.published[:4] or self.year == value or not self.frame.main or lead
        day = parse_edtf(self.published)
        earliest = EARLIEST if self.frame.main else EARLIEST_OTHER
        latest = LATEST if self.frame.main or period.derived else LATEST_OTHER
        return day.first - timedelta(days=earliest) <= last_day(value) and first_day(value) <= day.last + timedelta(days=latest)

    # dates

    def _point(self, date: Mention, period: Period, told: Sequence[Event], starts: list[Bound], ends: list[Bound]) -> None:
        if self.links.of_relative(date, told) or self.links.comes_ahead(date) or self.links.of_another_noun(date):
            return
        if self._not_before(date, period, told):
            time = _Time(date, period, None, 1.0, beside=False, passing=False, part=False, later=False)
            starts.extend([start] if (start := time.bound(period.end)) else ())
            return
        event = None if self.links.owns(date) else self.links.opening(date, told, self.links.governor(date, told))
        beside = self.links.beside(date)
        passing = self._passing(date, period, event)
        weight = LEAST if passing else self._weight(date, period, event, beside)
        if weight <= 0:
            return
        if event and event.act == "plan" and any(e.act == "postpone" and e.first >= date.last for e in told):
            weight *= DUE  # planned for April, it was put off until July
        time = _Time(date, period, event, weight, beside, passing, self.links.part(date), self.links.later(date))
        start, end = self._bounds(time)
        if start and time.later:
            start = replace(start, weight=start.weight * LATER)
        starts.extend([start] if start else ())
        ends.extend([end] if end else ())

    def _not_before(self, date: Mention, period: Period, told: Sequence[Event]) -> bool:
        """Whether an exercise is put off to a time: will not be held before September."""
        before = [e for e in told if 0 <= date.first - e.last <= BESIDE and e.tense != "noun"]
        late = period.sense in ("until", "before") and period.end is not None and bool(self.scope.strength)
        return late and bool(before) and before[-1].negative and before[-1].act in ("hold", "begin") and before[-1].tense in AHEAD

    def _bounds(self, time: "_Time") -> Ends:
        """What a time says of the first and of the last day."""
        date, period, act = time.date, time.period, time.act
        if act == "postpone" and period.kind == "interval" and date.first and self.doc.tokens[date.first - 1].low in words_of("time_from"):
            return time.bound(period.end), None  # from June to September
        if act == "postpone" and self._new_time(date, period):
            whole = period.kind == "interval" and not vague(period) and not _weekend(period)
            precise = period.end is not None and (how_specific(period.end) < 4 or whole)
            return time.bound(period.start or period.end), time.bound(period.end if precise else None)
        if time.event and act == "end" and period.sense == "since" and 0 <= date.first - time.event.last <= 1:
            return None, time.bound(period.start)  # "over since Wednesday"
        if period.sense == "since" and period.start and precision(period.start) == "year":
            return None, None  # held every spring since 2008
        if period.kind == "date" and period.sense in ("from", "since", "after"):
            return time.bound(period.start if period.sense != "after" else None), None
        if period.kind == "date" and period.sense in ("until", "before"):
            return self._closing(time)
        if act in ("begin", "last", "other") and period.kind == "date" and self._throughout(date):
            return None, time.bound(period.end, max(LEAST, time.weight * 0.7))
        if act == "begin" and period.start:
            return self._beginning(time)
        if act == "end" and period.end:
            whole = period.kind == "interval" and not vague(period) and not _weekend(period)
            return time.bound(period.start if whole else None), time.bound(period.end)
        if time.passing:
            return time.bound(period.start, LEAST), time.bound(period.end, LEAST)
        if act == "last" and period.kind == "date":
            # "runs to the end of the month"
            return None, time.bound(period.end if self.links.goes_to(date) else None, time.weight * 0.7)
        return self._held(time)

    def _closing(self, time: "_Time") -> Ends:
        """What "until" and "before" say."""
        period, act = time.period, time.act
        if self._deadline(time):
            return None, None
        if (
            period.sense == "until"
            and period.end
            and precision(period.end) == "month"
            and has_cue(self.doc, time.date.first, time.date.last, "time_end_of")
        ):
            period = replace(period, end=last_day(period.end).isoformat())
            time = replace(time, period=period)
        if period.sense == "until" and self.links.ranged(time.date):
            return None, time.bound(period.end)
        if act != "say" and period.sense == "until" and (act != "other" or self._ahead(period)):
            return None, time.bound(period.end)
        if period.end and time.ahead and act in ("hold", "begin") and self._by_the_end(time):
            return time.bound(period.end), time.bound(period.end)  # "before the end of the month"
        return None, None

    def _deadline(self, time: "_Time") -> bool:
        """Whether a time is one by which something else is to be done than the exercise: it shows that the force is ready by January."""
        if time.event is not None and time.act not in ("say", "other", "join"):
            return False
        by = has_cue(self.doc, max(self.scope.first, time.date.first - BY_REACH), time.date.first, "time_by")
        # "will pass through the exercise by Thursday"
        return by and not has_cue(self.doc, max(self.scope.first, time.date.first - REACH), time.date.first, "aux_future")

    def _by_the_end(self, time: "_Time") -> bool:
        """Whether something is to be done within a month, or before a year is over."""
        end = time.period.end or ""
        return precision(end) == "month" or (precision(end) == "year" and has_cue(self.doc, time.date.first, time.date.last, "time_end_of"))

    def _beginning(self, time: "_Time") -> Ends:
        """What the time of a beginning says; an exercise that began in a month that is past is over."""
        period, start = time.period, time.bound(time.period.start)
        if period.end is None or _weekend(period):
            return start, None
        if period.kind == "interval" and not vague(period):
            return start, time.bound(period.end)
        over = self.published is not None and how_specific(period.end) < 4 and last_day(period.end) < first_day(self.published)
        return start, time.bound(period.end, LEAST) if over else None

    def _held(self, time: "_Time") -> Ends:
        """What the time says at which an exercise is held."""
        period, event = time.period, time.event
        held = event is not None and (event.act in HOLDING or self.links.carried(event, time.date))
        if not (period.kind == "interval" or held or time.beside):
            return None, None
        going_on = period.kind == "date" and ((event is not None and event.tense in ("progressive", "present")) or self._ongoing())
        over = period.end is not None and not (going_on and precision(period.end) == "day")
        start = time.bound(period.start)
        if start and event and event.tense in AHEAD:
            start = replace(start, within=False)  # will be held on Monday
        return start, time.bound(period.end if over else None)

    def _ongoing(self) -> bool:
        """Whether the exercise is called one that goes on: on Tuesday in the ongoing drill."""
        return any(has_cue(self.doc, m.first, m.last, "status_current") for m in self.own)

    def _throughout(self, date: Mention) -> bool:
        """Whether something goes on for the whole of a time: will last throughout June."""
        return has_cue(self.doc, max(self.scope.first, date.first - NOUN_REACH), date.last, "time_whole")

    def _weight(self, date: Mention, period: Period, event: Event | None, beside: bool) -> float:
        """How surely a time is one of the exercise; 0 if nothing says so."""
        if self.links.labelled(date):
            return LABELLED
        early = self.scope.strength == 0 and self.scope.sentence <= EARLY
        weight = STRENGTHS[1 if early else self.scope.strength]
        if self._ahead(period) and (event is None or event.act not in ("begin", "end", "say")):
            return max(weight * (0.6 if event is None or event.act == "other" else 1.0), LEAST)
        ranged = self.links.ranged(date)
        weight = self._governed(weight, date, period, event, ranged=ranged, beside=beside)
        if weight <= 0 or self._other_edition(date, period):
            return 0.0
        weight = self._by_event(weight, event) + (0.4 if ranged else 0.0) + (0.3 if beside else 0.0)
        if self.links.part(date) or self.links.rehearsed(date):
            weight *= 0.5
        if self.scope.strength == 2 and self.own and min(abs(date.first - m.last) for m in self.own) > FAR:
            weight *= 0.7
        if period.start and how_specific(period.start) == 1 and not (event and event.act in ("hold", "begin") and event.tense == "future"):
            weight *= 0.7
        return weight

    def _governed(self, weight: float, date: Mention, period: Period, event: Event | None, *, ranged: bool, beside: bool) -> float:
        """The weight with what the governing event makes of it; 0 where it speaks of something else."""
        if event is None:
            loose = _weekend(period) or (not ranged and period.sense in ("from", "until", "since"))
            own = beside or (not self._far(date) if loose else ranged)
            return weight * 0.6 if own else 0.0
        if event.act in ("say", "other") or self._put_off(event, period, date):
            named = any(m.first <= date.first and date.last <= m.last for m in self.own)
            inside = named and period.start is not None and how_specific(period.start) > 1
            own = inside or self.links.tied(date) or self.links.carried(event, date)
            # the symposium, March 25-27; visited them this weekend
            ranged = ranged and event.tense != "noun" and not _weekend(period)
            return weight * 0.5 if ranged or own or (beside and period.sense in ("from", "until")) else 0.0
        if event.act == "last" and event.tense == "future" and period.sense == "until":
            return weight + 0.5
        if event.act not in ("begin", "end"):
            return weight
        ahead = event.tense == "future" and self.published is not None and period.start is not None and period.start >= self.published[:4]
        year_only = period.start is not None and precision(period.start) == "year" and period.start != self.year and not ahead
        return 0.0 if year_only else weight + 0.5

    def _far(self, date: Mention) -> bool:
        """Whether another thought stands between the exercise and a time: it took on urgency after tremors that lasted until Sunday."""
        before = [m for m in self.own if m.last <= date.first]
        return bool(before) and self.links.crossed(before[-1].last, date.first)

    def _by_event(self, weight: float, event: Event | None) -> float:
        """The weight, less where the exercise is only spoken of in a participle, or had been due."""
        if event is None or event.act in ("begin", "end"):
            return weight
        if event.act == "plan" and has_cue(self.doc, event.first, event.word, "time_original"):
            return weight * DUE
        if event.tense == "participle":
            weight *= 0.8
        return weight * DUE if event.tense == "would" and self._was_due(event) else weight

    def _was_due(self, event: Event) -> bool:
        """Whether it is told only when the exercise had been due."""
        return has_cue(self.doc, max(self.scope.first, event.first - NOUN_REACH), event.word, "was_due")

    def _passing(self, date: Mention, period: Period, event: Event | None) -> bool:
        """Whether another exercise is mentioned in passing with its month: "only last month they stayed away from a drill"."""
        if self.frame.main or not self.published or not period.start or period.start != period.end or period.sense != "on":
            return False
        if (event and event.act not in ("other", "last")) or precision(period.start) != "month":
            return False
        behind = any(0 <= date.first - m.last <= PASSING_REACH for m in self.own)
        ahead = [m for m in self.own if 0 <= m.first - date.last <= PASSING_REACH]
        return behind or (bool(ahead) and not self.links.crossed(date.last, ahead[0].first))

    def _other_edition(self, date: Mention, period: Period) -> bool:
        """Whether a year only names another edition: "next year's exercise" in a report on this year's, "down from 10,000 last year"."""
        since = max(self.scope.first, date.first - SINCE_REACH)
        if period.start and precision(period.start) == "year" and has_cue(self.doc, since, date.first, "time_since_then"):
            return True  # the largest since the end of the war in 1991
        compared = has_cue(self.doc, max(self.scope.first, date.first - BESIDE), date.first, "time_compare")
        day = period.start is not None and period.start == period.end and precision(period.start) == "day"
        if self.frame.main and compared and not day and not self.links.ranged(date):
            return True
        known = (self.year, self.published[:4] if self.published else None)
        if self.published is None or not period.start or precision(period.start) != "year" or period.start in known:
            return False
        inside = any(m.first <= date.first and date.last <= m.last for m in self.own)
        return inside and self.frame.main and len(self.frame.mentions) > len(self.own)

    def _ahead(self, period: Period) -> bool:
        """Whether something goes on since or until a day near publication: in a report on an exercise, mostly the exercise."""
        if not self.frame.main or self.published is None:
            return False
        if period.sense in ("from", "since") and period.start and precision(period.start) == "day":
            return abs((first_day(period.start) - first_day(self.published)).days) <= LONGEST_RECKONED
        if period.sense != "until" or not period.end or precision(period.end) != "day":
            return False
        return first_day(self.published) <= first_day(period.end) <= last_day(self.published) + timedelta(days=LONGEST_RECKONED)

    def _new_time(self, date: Mention, period: Period) -> bool:
        """Whether an exercise is put off to this time: from this month to March; until 5 May."""
        return period.sense != "from" and (
            period.sense == "until" or (date.first > self.scope.first and self.doc.tokens[date.first - 1].low in words_of("time_new"))
        )

    def _put_off(self, event: Event, period: Period, date: Mention) -> bool:
        """Whether the time says when an exercise was called off rather than which edition."""
        if event.act == "postpone" and self._new_time(date, period):
            return False
        told = period.start or period.end
        return event.act in ("cancel", "postpone") and told is not None and how_specific(told) > 1


def _weekend(period: Period) -> bool:
    """Whether it is a weekend, on one day of which an exercise begins or ends."""
    return (period.timex or "").endswith("-WE")


def _coarse(period: Period, value: str) -> str:
    """The value as precise as the words: a calendar week is only known by its month."""
    return value[:7] if vague(period) and period.kind == "interval" else value
