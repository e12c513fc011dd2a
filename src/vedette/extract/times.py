"""When an exercise starts and ends and how long it lasts, how often it is held, and when it was made known.

Each time expression of the sentences that speak of the exercise is read with the event that governs it ("began on Monday", "said on
Monday"); the best supported start, end and length are kept, and a missing end is reckoned from start and length. What the report does
not say stays missing.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from vedette.extract.bounds import LONGEST_RECKONED, NEWS_DAYS, Bound, Timing, all_phases, best, complete, cut_short, seen_within, whole_run
from vedette.extract.drafts import Draft
from vedette.extract.editions import edition_year
from vedette.extract.events import Event, events
from vedette.extract.frames import Frame, Scope, in_range
from vedette.extract.memory import of_frame
from vedette.extract.occasions import announced_start, announcement, frequency
from vedette.extract.time_links import BESIDE, NOUN_REACH, OPENING_REACH
from vedette.extract.time_scene import EARLY, Scene
from vedette.model import Document, Span
from vedette.values import add_days, compare, contains, first_day, how_specific, last_day, precision

WEEK = 7
"""Days."""
LONGEST_RUN = 150
"""Days between first and last day over which hardly any exercise goes."""


def times(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `start`, `end` (EDTF), `duration` (days), `frequency` and `announcement` of one exercise."""
    told = timing(doc, frame)
    return [d for d in (told.start, told.end, told.duration, frequency(doc, frame), announcement(doc, frame)) if d]


@of_frame
def timing(doc: Document, frame: Frame) -> Timing:
    """Start, end and length of one exercise as far as the report tells them."""
    starts: list[Bound] = []
    ends: list[Bound] = []
    lengths: list[Bound] = []
    for scope in frame.scopes:
        Scene(doc, frame, scope).read(starts, ends, lengths)
    duration = max(lengths, key=lambda b: (b.weight, -b.at), default=None)
    start, last = best(starts), best(ends)
    if start and last and last.weight >= start.weight and compare(start.value, last.value) == 1:
        # "ended on Wednesday; the troops start moving home on Friday"
        start = best([b for b in starts if compare(b.value, last.value) != 1])
    end = cut_short(ends, best([b for b in ends if start is None or compare(start.value, b.value) != 1]))
    start, end = seen_within(starts, ends, start, end)
    if start and end and start.weight < end.weight and _too_long(start.value, end.value):
        # "ended last week"; what had happened in April of the year before
        start = best([b for b in starts if not _too_long(b.value, end.value)])
    if start and end and precision(start.value) == "year" and precision(end.value) != "year" and (start.value < end.value[:4] or duration):
        # a year of comparison: "down from 10,000 last year"; or one that the length makes a day
        start = None
    if start and end and duration and precision(start.value) == "day" and precision(end.value) != "day" and int(duration.value) > 1:
        # the length tells the last day
        end = None
    if start and end and duration and precision(end.value) == "day" and _begun_in(start.value, end.value, int(duration.value)):
        start = None  # the length tells the first day: trained this week in an eight-day drill, which ended on Friday
    start, end = whole_run(starts, ends, *all_phases(starts, ends, start, end))
    if start and end and precision(start.value) in ("day", "month") and precision(end.value) == "year":
        end = None  # the year of its name tells nothing of the end
    if start and end and duration and start.value == end.value and how_specific(start.value) == 4:
        end = None if int(duration.value) > 1 else end
    drafts = Timing(
        start.draft("start") if start else None,
        end.draft("end") if end else None,
        replace(duration.draft("duration"), value=int(duration.value)) if duration else None,
    )
    told = _fall_back(doc, frame, _news(doc, frame, complete(announced_start(doc, frame, drafts), doc.report.published)))
    return told if told.start or told.end else _loosely(doc, frame, told)


def _too_long(start: str, end: str) -> bool:
    """Whether the time between is longer than exercises are, so that the less sure one of the two speaks of something else."""
    return (
        precision(start) in ("day", "month")
        and precision(end) in ("day", "month")
        and (first_day(end) - last_day(start)).days > LONGEST_RUN
    )


def _loosely(doc: Document, frame: Frame, told: Timing) -> Timing:
    """The only time that is told beside an exercise of which no other is: The first one, in May 2019, drew 900 men."""
    bounds = [b for scope in frame.scopes if scope.strength == 2 for b in Scene(doc, frame, scope).loose()]
    if not bounds or precision(bounds[0].value) == "day" or any(b.value != bounds[0].value for b in bounds):
        return told
    start = replace(bounds[0].draft("start"), confidence=0.3)
    return replace(told, start=start, end=replace(start, property="end"))


def _begun_in(month: str, last: str, days: int) -> bool:
    """Whether an exercise of so many days that ended on day `last` began within a month; a length in weeks is too round to tell."""
    exact = 1 < days <= LONGEST_RECKONED and days % WEEK != 0
    return exact and precision(month) == "month" and contains(month, str(add_days(last, 1 - days)))


def _news(doc: Document, frame: Frame, told: Timing) -> Timing:
    """A beginning or end that the lead tells as news without a day ("has ended") is of the month of publication, unless that is only days
    old; what ended after so many days began in that month, too, if those days fit in."""
    published = doc.report.published
    if not frame.main or published is None or precision(published) != "day" or int(published[8:10]) < NEWS_DAYS:
        return told
    if _untold(told.end, published) and (event := _lead_event(doc, frame, "end")):
        told = replace(told, end=Draft("end", published[:7], event.span(doc), 0.4, "derived"))
        days = told.duration.value if told.duration else None
        if _untold(told.start, published) and isinstance(days, int) and days + NEWS_DAYS <= int(published[8:10]):
            told = replace(told, start=Draft("start", published[:7], event.span(doc), 0.4, "derived"))
    elif _untold(told.start, published) and (begun := _lead_event(doc, frame, "begin")):
        early = told.end is not None and (compare(published[:7], str(told.end.value)) == 1 or _longer(told, int(published[8:10])))
        told = told if early else replace(told, start=Draft("start", published[:7], begun.span(doc), 0.4, "derived"))
    return told


def _longer(told: Timing, days: int) -> bool:
    """Whether an exercise has lasted for more than so many days."""
    return told.duration is not None and isinstance(told.duration.value, int) and told.duration.value > days


def _untold(bound: Draft | None, published: str) -> bool:
    """Whether a first or last day is not told, or only by the year of publication."""
    return bound is None or bound.value == published[:4]


def _lead_event(doc: Document, frame: Frame, act: str) -> Event | None:
    """What the first sentences tell as done: that the exercise has begun, or that it has ended."""
    for scope in frame.scopes:
        if scope.strength < 2 or scope.sentence > EARLY:
            continue
        tenses = ("past", "perfect", "present") if doc.sentences[scope.sentence].kind == "headline" else ("past", "perfect")
        for event in events(doc, scope.first, scope.last):
            if event.act == act and not event.negative and event.tense in tenses and (act == "end" or _begins(doc, frame, scope, event)):
                return event
    return None


def _begins(doc: Document, frame: Frame, scope: Scope, event: Event) -> bool:
    """Whether it is the exercise that begins, and without a day of its own ("a series that began in 1998")."""
    beside = any(
        m.first - event.last <= NOUN_REACH and event.word - m.last <= OPENING_REACH for m in frame.mentions if m.sentence == scope.sentence
    )
    times = in_range(doc.of("date"), event.last, min(scope.last, event.last + BESIDE))
    return beside and all(m.value.kind in ("set", "duration") for m in times)  # "launched an annual two-day drill"


def _fall_back(doc: Document, frame: Frame, told: Timing) -> Timing:
    """The year of the edition where nothing better is said: of an earlier edition, and in a report without a day of publication; what
    ended in a year began in it."""
    year, published = edition_year(doc, frame), doc.report.published
    if told.end and not told.start and precision(str(told.end.value)) == "year":
        return replace(told, start=replace(told.end, property="start"))  # was concluded last year
    if told.start or told.end or year is None or (published and year >= published[:4]):
        return told
    span, value = _year_told(doc, frame, year)
    if span is None:
        return told
    return replace(told, start=Draft("start", value, span, 0.6, "derived"), end=Draft("end", value, span, 0.6, "derived"))


def _year_told(doc: Document, frame: Frame, year: str) -> tuple[Span | None, str]:
    """The words that give a frame's year, with the date that they say: a date near a mention, otherwise the name or the phrase."""
    for mention in frame.mentions:
        sentence = doc.sentences[mention.sentence]
        near = in_range(doc.of("date"), sentence.first, sentence.last)
        dated = [m for m in near if m.value.kind == "date" and m.value.start and m.value.start[:4] == year]
        told = events(doc, sentence.first, sentence.last) if dated else []
        for date in sorted(dated, key=lambda m: abs(m.first - mention.first)):
            before = [e for e in told if 0 <= date.first - e.last <= BESIDE]
            if not before or before[-1].act not in ("say", "other"):
                return date.span, date.value.start
        if mention.value.edition or mention.value.year:
            return mention.value.name_span or mention.span, year
    return None, year
