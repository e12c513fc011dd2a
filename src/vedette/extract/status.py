"""Whether an exercise is planned, under way, over, put off or called off on the day of publication.

Verbs and words near the mentions vote, each with the tense that it stands in; the dates that `times.timing` reads decide where they can.
"""

from collections.abc import Sequence

from vedette.extract.bounds import Timing
from vedette.extract.drafts import Draft
from vedette.extract.editions import past_edition
from vedette.extract.events import events, tells_aim
from vedette.extract.frames import Frame, cue_ranges, in_range
from vedette.extract.status_events import WEIGHTS, State, before_its_end, of_these_days
from vedette.extract.status_votes import Vote, votes_of
from vedette.extract.times import timing
from vedette.grammar import fold
from vedette.lexicon import words_of
from vedette.model import Document, Span
from vedette.values import first_day, last_day, precision

STATES: tuple[State, ...] = ("cancelled", "postponed", "completed", "underway", "planned")
ORDER: tuple[State, ...] = ("completed", "underway", "planned")
"""The states of an exercise that is not put off; where as much is said for two, the first."""
AROUND = 6
"""The last sentence in which what is told without a word for the exercise is believed to be told of it."""
TELLING = ("future", "progressive")
"""Tenses that tell a state: men who took part in a drill of the day may go on with it."""
LONG_AGO = 60
"""Days after which an exercise that began and of which no end is told is believed to be over; few last longer."""
FAINT = 0.7
"""Support below which the exercises told of in the same sentence are asked, too: "X, which they hold every year"."""
SECOND_HALF = 18
"""Day of the month from which on what was at its beginning is over."""
FIRM_UNDERWAY = 1.5
"""Support from which an exercise is under way, though it was told of at the beginning of the month."""
BEGUN, COURSE = 2.0, 0.6
"""Weight of what tells that an exercise has begun; what is told of it as to come, which is only its further course, counts so much then."""
DAY_FAINT = 1.0
"""Support below which what was done on the day of publication does not tell that an exercise is over."""
DAY_OVER = 1.0
"""Support from which an exercise of the day of publication is believed to be over; a verb that tells only who took part has less."""
DECISIVE = 2.0
"""The support from which a cancelled or postponed exercise is believed to be so whatever the dates say."""


def status(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """One claim `status`, from the words nearest to the mentions and from the dates."""
    votes = votes_of(doc, frame)
    told = timing(doc, frame)
    state = _decide(doc, frame, votes, told)
    faint = sum(v.weight for v in votes) < FAINT and not (told.start or told.end)
    if state is not None and faint and (around := _around(doc, frame)):
        return [around]
    if state is None or (frames[1:] and faint):
        guess = _guess(doc, frame, frames)
        if state is None or guess.value == "planned":
            return [guess]
    telling = [v for v in votes if v.state == state]
    if telling:
        return [Draft("status", state, max(telling, key=lambda v: v.weight).span, 0.8)]
    basis = tuple(d for d in (told.start, told.end) if d)
    if basis:
        return [Draft("status", state, basis[0].span, 0.7, "computed", basis=basis)]
    return [Draft("status", state, frame.mentions[0].span, 0.4, "derived")]


def _sums(votes: Sequence[Vote]) -> dict[State, float]:
    return {state: sum(v.weight for v in votes if v.state == state) for state in STATES}


def _decide(doc: Document, frame: Frame, votes: Sequence[Vote], told: Timing) -> State | None:
    """The state that words and dates tell, None where they tell none."""
    sums = _sums(votes)
    rival = max(sums[s] for s in ORDER)
    # what is put off is often said to be called off, too, but not the other way round
    called_off = sum(v.weight for v in votes if v.state == "cancelled" and not v.mild)
    off: State = "postponed" if sums["postponed"] and sums["postponed"] >= 0.6 * called_off else "cancelled"
    firm = sums["cancelled"] + sums["postponed"]
    if firm >= DECISIVE and firm >= 0.6 * rival:
        return off
    if past_edition(doc, frame):
        return "completed"
    dated = _by_dates(doc, sums, told)
    if dated:
        return dated
    if any(v.state == "underway" and v.weight >= BEGUN for v in votes):
        sums["planned"] -= (1 - COURSE) * sum(v.weight for v in votes if v.course and v.state == "planned")
    best = max(ORDER, key=lambda s: sums[s])
    if best == "completed" and sums[best] < DAY_FAINT and _of_the_day(doc, frame):
        return "underway"
    return best if sums[best] > 0 else None


def _of_the_day(doc: Document, frame: Frame) -> bool:
    """Whether a sentence tells of the exercise what was done on the day of publication; it is not called over."""
    published = doc.report.published
    if published is None or precision(published) != "day":
        return False
    times = (m for s in frame.scopes if s.strength == 2 for m in in_range(doc.of("date"), s.first, s.last))
    return any(m.value.kind == "date" and m.value.start == m.value.end == published for m in times)


def _guess(doc: Document, frame: Frame, frames: Sequence[Frame]) -> Draft:
    """Where an exercise has no verb of its own: as the one told of in the same sentence, planned beside words of what will be,
    otherwise under way in a report with a day of publication."""
    sentences = {m.sentence for m in frame.mentions}
    if frame.year and any(f.year and f.year > frame.year for f in frames) and not doc.report.published:
        return Draft("status", "completed", frame.mentions[0].span, 0.4, "derived")
    beside = [f for f in frames if f.number != frame.number and sentences & {m.sentence for m in f.mentions}]
    for other in sorted(beside, key=lambda f: not f.main):
        state = _decide(doc, other, votes_of(doc, other), timing(doc, other))
        if state is not None and state != "underway":
            return Draft("status", state, frame.mentions[0].span, 0.4, "derived")
    around = sentences.union(*({m.sentence for m in f.mentions} for f in beside))
    for index in sorted(around):
        sentence = doc.sentences[index]
        if any(before_its_end(doc, sentence.first, e) for e in events(doc, sentence.first, sentence.last)):
            continue
        for first, last in cue_ranges(doc, sentence.first, sentence.last, "aux_future", "status_ahead"):
            if tells_aim(doc, sentence.first, first, last) or _only_aims(doc, frame, first, last):
                continue
            if first > sentence.first and doc.tokens[first - 1].low in words_of("aux_past_be"):
                continue  # were to be in camp
            return Draft("status", "planned", Span(doc.tokens[first].start, doc.tokens[last - 1].end), 0.4, "derived")
    return _around(doc, frame) or Draft(
        "status", "underway" if doc.report.published or of_these_days(doc) else "completed", frame.mentions[0].span, 0.4, "derived"
    )


def _only_aims(doc: Document, frame: Frame, first: int, last: int) -> bool:
    """Whether "is to" at tokens [first, last) right behind an exercise goes with no verb of holding: the exercise is to test."""
    if doc.tokens[first].low not in words_of("aux_present_be") or all(m.last != first for m in frame.mentions):
        return False
    return not events(doc, last, min(last + 1, len(doc.tokens)))


def _around(doc: Document, frame: Frame) -> Draft | None:
    """The state that the first sentences without a word for the main exercise tell by their tense: Some 900 men will take part."""
    scopes = [s for s in frame.scopes if s.strength < 2 and s.sentence <= AROUND and frame.main and doc.report.published]
    for scope in scopes:
        for event in events(doc, scope.first, scope.last):
            known = WEIGHTS.get((event.act, event.tense)) if event.act in ("hold", "join") and not event.negative else None
            if known and event.tense in TELLING:
                return Draft("status", known[0], event.span(doc), 0.4, "derived")
    return None


def _by_dates(doc: Document, sums: dict[State, float], told: Timing) -> State | None:
    """What the dates say on the day of publication; None where they leave it open."""
    if doc.report.published is None:
        return None
    early, late = first_day(doc.report.published), last_day(doc.report.published)
    start = str(told.start.value) if told.start else None
    end = str(told.end.value) if told.end else None
    if start and first_day(start) > late:
        # "has already begun": then the later date is that of a part
        return "underway" if sums["underway"] > 2.0 and sums["underway"] > sums["planned"] and precision(start) != "day" else "planned"
    if end and last_day(end) < early:
        return "completed"
    if end and sums["planned"] <= sums["completed"] and sums["underway"] < FIRM_UNDERWAY and _long_begun(doc, told):
        return "completed"
    begun = start is not None and last_day(start) <= late
    if begun and end and last_day(end) >= early:
        past = sums["completed"] > sums["underway"] and (precision(end) != "day" or last_day(end) <= late)
        if start == end and last_day(end) == late:
            # will today hold; a drill of the day is not over
            past = past and sums["completed"] >= max(DAY_OVER, sums["planned"])
        return "completed" if past else "underway"
    if begun and end is None and start and (early - last_day(start)).days > LONG_AGO:
        return "completed"
    if begun and end is None:
        return "completed" if sums["completed"] > 1.5 * sums["underway"] else "underway"
    if start is None and end and precision(end) == "day":
        if sums["planned"] > max(sums["underway"], sums["completed"]):
            return "planned"
        return "completed" if sums["completed"] > sums["underway"] and last_day(end) <= late else "underway"
    return None


def _long_begun(doc: Document, told: Timing) -> bool:
    """Whether an exercise was at the beginning of the month in whose second half the report was published."""
    published, end = doc.report.published, told.end
    if published is None or end is None or precision(published) != "day" or end.value != published[:7] or int(published[8:]) < SECOND_HALF:
        return False
    return any(word in words_of("time_early") for word in fold(end.span.of(doc.report.text)).split())
