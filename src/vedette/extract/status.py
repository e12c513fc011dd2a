"""Whether an exercise is planned, under way, over, put off or called off on the day of publication.

Verbs and words near the mentions vote, each with the tense that it stands in; the dates that `times.timing` reads decide where they can.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.bounds import Timing
from vedette.extract.drafts import Draft
from vedette.extract.editions import edition_year, past_edition
from vedette.extract.events import Event, events, tells_aim
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.memory import of_document
from vedette.extract.times import timing
from vedette.grammar import fold
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Span
from vedette.values import first_day, last_day, precision

State = Literal["cancelled", "postponed", "completed", "underway", "planned"]
STATES: tuple[State, ...] = ("cancelled", "postponed", "completed", "underway", "planned")
ORDER: tuple[State, ...] = ("completed", "underway", "planned")
"""The states of an exercise that is not put off; where as much is said for two, the first."""

WEIGHTS: dict[tuple[str, str], tuple[State, float]] = {
    ("begin", "past"): ("underway", 2.0),
    ("begin", "perfect"): ("underway", 2.5),
    ("begin", "present"): ("underway", 1.2),
    ("begin", "progressive"): ("underway", 2.0),
    ("begin", "future"): ("planned", 2.5),
    ("begin", "infinitive"): ("planned", 1.5),
    ("begin", "noun"): ("underway", 1.0),
    ("end", "past"): ("completed", 3.0),
    ("end", "perfect"): ("completed", 3.0),
    ("end", "present"): ("underway", 0.8),
    ("end", "future"): ("underway", 1.0),
    ("end", "noun"): ("completed", 1.0),
    ("last", "past"): ("completed", 1.0),
    ("last", "present"): ("underway", 1.0),
    ("last", "progressive"): ("underway", 2.0),
    ("last", "future"): ("underway", 0.5),
    ("hold", "past"): ("completed", 1.0),
    ("hold", "perfect"): ("completed", 0.7),
    ("hold", "then"): ("completed", 0.4),
    ("hold", "present"): ("underway", 0.6),
    ("hold", "progressive"): ("underway", 2.0),
    ("hold", "participle"): ("underway", 0.3),
    ("hold", "future"): ("planned", 2.0),
    ("hold", "would"): ("planned", 0.8),
    ("hold", "infinitive"): ("planned", 0.6),
    ("join", "past"): ("completed", 0.5),
    ("join", "perfect"): ("completed", 0.5),
    ("join", "present"): ("underway", 0.3),
    ("join", "progressive"): ("underway", 1.5),
    ("join", "participle"): ("underway", 0.2),
    ("join", "future"): ("planned", 1.2),
    ("join", "would"): ("planned", 0.5),
    ("begin", "would"): ("planned", 1.5),
    ("plan", "past"): ("planned", 0.8),
    ("plan", "present"): ("planned", 2.0),
    ("plan", "progressive"): ("planned", 2.0),
    ("plan", "perfect"): ("planned", 0.8),
    ("plan", "future"): ("planned", 1.5),
    ("plan", "participle"): ("planned", 0.8),
    ("other", "future"): ("planned", 0.3),
    ("other", "would"): ("planned", 0.3),
    ("cancel", "past"): ("cancelled", 3.5),
    ("cancel", "perfect"): ("cancelled", 3.5),
    ("cancel", "present"): ("cancelled", 3.0),
    ("cancel", "infinitive"): ("cancelled", 2.0),
    ("postpone", "infinitive"): ("postponed", 2.5),
    ("cancel", "future"): ("cancelled", 2.5),
    ("postpone", "past"): ("postponed", 3.5),
    ("postpone", "perfect"): ("postponed", 3.5),
    ("postpone", "present"): ("postponed", 3.0),
    ("postpone", "future"): ("postponed", 2.5),
}
"""What an event in a tense says of the state, and how strongly; set by hand, checked on the build gold sets."""

DONE_WEIGHT = 0.6
"""Weight of what a verb tells as done, from which on "planned" before the exercise does not tell that it is still to come."""
JOINED: tuple[State, float] = ("underway", 0.5)
"""What it says that somebody has joined an exercise, who is in it now."""
HEADLINE_BEGINS: tuple[State, float] = ("underway", 3.0)
"""What a headline such as "Drill begins in Poland" says: it tells the news of the day, and in the present tense."""
NOT_HELD: tuple[State, float] = ("cancelled", 2.5)
"""What it says that an exercise will not be, or was not, held."""
NOT_DONE = frozenset(("future", "would", "progressive", "past", "perfect"))
"""Tenses in which it is told that an exercise is not held."""
NOT_YET: tuple[State, float] = ("postponed", 3.0)
"""What it says that an exercise will not be held before some time."""
UNDONE: dict[str, tuple[State, float]] = {"begin": ("planned", 2.0), "end": ("underway", 1.5)}
"""What it says that an exercise has not begun, or not ended."""
HELD = ("hold", "plan")
"""What is told of an opening or closing that is held, or to be held."""
DOES: dict[str, tuple[State, float]] = {"status_does": ("underway", 0.2), "aux_future": ("planned", 0.8)}
"""Words that tell what an exercise does, by their tense, with what this says of its state. What a drill of the day did
does not tell that it is over."""
DOES_REACH = 6
"""Tokens between an exercise and such words."""
AROUND = 6
"""The last sentence in which what is told without a word for the exercise is believed to be told of it."""
TELLING = ("future", "progressive")
"""Tenses that tell a state: men who took part in a drill of the day may go on with it."""
USUAL_REACH = 2
"""Tokens before "scheduled"."""
REACH, FIRM_REACH = 16, 30
"""Tokens between a mention and a verb that tells its state; a verb of calling off may stand farther away."""
FIRM = ("cancel", "postpone")
FINITE = frozenset(("past", "perfect", "present", "progressive", "then", "future", "would"))
"""Tenses of the verb that a clause has for its own."""
NEAR, FIRM_NEAR = 4, 12
"""Tokens over which the weight of a verb halves."""
FOLLOWING, EARLY = 0.65, 4
"""Weight of a verb of calling off in a sentence behind that has no word for the exercise, among so many first sentences."""
MEANWHILE_REACH = 14
"""Tokens between "as" or "while" and the verb of its clause."""
OPENING = 2
"""Tokens of a clause before the exercise that it begins with: once the …"""
PREPARING_REACH = 3
"""Tokens between "preparations" and "are under way"."""
TO_COME: tuple[State, float] = ("planned", 2.0)
"""What an exercise says that is held, in the present tense, at a time to come."""
TIME_REACH = 10
"""Tokens between such a verb and its time."""
FROM_REACH = 4
"""Tokens of "after taking part in"."""
JOIN_REACH = 5
"""Tokens of "to take part in"."""
BYGONE = 0.4
"""What a verb of calling off counts that tells what had been before, or stands in passing: had been put off; postponed twice, it began."""
BY_REACH = 2
"""Tokens of "by the" before "end of"."""
YEAR_REACH = 6
"""Tokens between "cancelled" and "last year"."""
PART, PART_REACH = 0.1, 4
"""What is told of a phase counts so much for the whole; tokens of "phase of this year's"."""
AFTER_REACH = 2
"""Tokens of "after successfully"."""
FOR_REACH = 6
"""Tokens of "in preparation for this year's"."""
DOUBT_REACH = 8
"""Tokens between a word such as "urged" and the "to cancel" that it keeps from being done."""
CUES: dict[str, tuple[State, float, int]] = {
    "planned": ("planned", 1.5, 4),
    "completed": ("completed", 1.5, 4),
    "over": ("completed", 4.0, 14),
    "success": ("completed", 1.2, 8),
    "underway": ("underway", 1.5, 12),
    "current": ("underway", 1.5, 4),
    "back": ("completed", 2.0, 3),
    "cancelled": ("cancelled", 1.5, 16),
    "none": ("cancelled", 3.0, 1),
    "postponed": ("postponed", 1.5, 16),
}
"""Word class → what its words say of the state, how strongly, and in how many tokens from a mention."""
CUE_CLASSES = {kind: f"status_{kind}" for kind in CUES}
OFF = frozenset(("cancelled", "postponed"))
"""Word classes that tell of calling off."""
BEFORE = frozenset(("planned", "completed", "current", "back", "none"))
"""Word classes that speak only of an exercise behind them."""
LONG_AGO = 60
"""Days after which an exercise that began and of which no end is told is believed to be over; few last longer."""
_LOOSE = ("present", "participle", "noun", "infinitive")
DATELESS = frozenset((act, tense) for act in ("hold", "join", "begin") for tense in _LOOSE) | {("begin", "past"), ("other", "would")}
"""What says nothing in a report without a day of publication, such as a unit's own release, which is written when all is over."""
FAINT = 0.7
"""Support below which the exercises told of in the same sentence are asked, too: "X, which they hold every year"."""
SECOND_HALF = 18
"""Day of the month from which on what was at its beginning is over."""
FIRM_UNDERWAY = 1.5
"""Support from which an exercise is under way, though it was told of at the beginning of the month."""
LEAD = 2
"""The last sentence in which a day counted from that of a report tells that it is news of these days."""
BEGUN, COURSE = 2.0, 0.6
"""Weight of what tells that an exercise has begun; what is told of it as to come, which is only its further course, counts so much then."""
DAY_FAINT = 1.0
"""The same where what is told was done on the day of publication."""
DAY_OVER = 1.0
"""Support from which an exercise of the day of publication is believed to be over; a verb that tells only who took part has less."""
DECISIVE = 2.0
"""The support from which a cancelled or postponed exercise is believed to be so whatever the dates say."""


class _Vote(Struct, frozen=True):
    state: State
    weight: float
    span: Span
    mild: bool = False
    """Whether it is only told that the exercise is not held, which may be put off as well as called off."""
    course: bool = False
    """Whether it is a verb of what is done in the exercise, in the future, which may be the further course of one that has begun."""


def status(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """One claim `status`, from the words nearest to the mentions and from the dates."""
    votes = _all_votes(doc, frame)
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


def _all_votes(doc: Document, frame: Frame) -> list[_Vote]:
    told = [vote for scope in frame.scopes if scope.strength == 2 for vote in _votes(doc, frame, scope)]
    following = [scope for scope in frame.scopes if scope.strength == 1 and frame.main and scope.sentence <= EARLY]
    return told + [vote for scope in following for vote in _put_off(doc, scope)]


def _put_off(doc: Document, scope: Scope) -> list[_Vote]:
    """What the sentence behind tells of calling off: "They decided to postpone it"."""
    told = events(doc, scope.first, scope.last)
    firm = [(e, _known(doc, scope, e, False)) for e in told if e.act in FIRM and not _bygone(doc, scope, e, told, ())]
    return [_Vote(known[0], known[1] * FOLLOWING, e.span(doc)) for e, known in firm if known]


def _sums(votes: Sequence[_Vote]) -> dict[State, float]:
    return {state: sum(v.weight for v in votes if v.state == state) for state in STATES}


def _decide(doc: Document, frame: Frame, votes: Sequence[_Vote], told: Timing) -> State | None:
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
        state = _decide(doc, other, _all_votes(doc, other), timing(doc, other))
        if state is not None and state != "underway":
            return Draft("status", state, frame.mentions[0].span, 0.4, "derived")
    around = sentences.union(*({m.sentence for m in f.mentions} for f in beside))
    for index in sorted(around):
        sentence = doc.sentences[index]
        if any(_before_its_end(doc, sentence.first, e) for e in events(doc, sentence.first, sentence.last)):
            continue
        for first, last in cue_ranges(doc, sentence.first, sentence.last, "aux_future", "status_ahead"):
            if tells_aim(doc, sentence.first, first, last) or _only_aims(doc, frame, first, last):
                continue
            if first > sentence.first and doc.tokens[first - 1].low in words_of("aux_past_be"):
                continue  # were to be in camp
            return Draft("status", "planned", Span(doc.tokens[first].start, doc.tokens[last - 1].end), 0.4, "derived")
    return _around(doc, frame) or Draft(
        "status", "underway" if doc.report.published or _of_these_days(doc) else "completed", frame.mentions[0].span, 0.4, "derived"
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


def _votes(doc: Document, frame: Frame, scope: Scope) -> list[_Vote]:
    own = [m for m in frame.mentions if m.sentence == scope.sentence and scope.first <= m.first < scope.last]
    if not own:
        return []
    headline = doc.sentences[scope.sentence].kind == "headline"
    early = 1.5 if headline or scope.sentence <= max(2, frame.mentions[0].sentence) else 1.0
    out = []
    told = events(doc, scope.first, scope.last)
    bygone = [e for e in told if e.act in FIRM and (_bygone(doc, scope, e, told, own) or _of_past_year(doc, frame, scope, e))]
    in_part = [e for e in told if _of_part(doc, scope, e, own)]
    off = [e for e in told if e.act in FIRM]  # which are weighed as verbs
    weighed = [e for e in told if not _usual(doc, scope, e.word, e.last)]
    for event, near in _nearest(doc, [_done_for(doc, e, weighed[k - 1] if k else None) for k, e in enumerate(weighed)], own):
        known = TO_COME if _to_come(doc, scope, event) else _known(doc, scope, event, headline)
        if known:
            weight = known[1] * early * (BYGONE if event in bygone else 1.0) * (PART if event in in_part else 1.0)
            weight /= 1 + near / (FIRM_NEAR if known[0] in OFF else NEAR)
            course = event.act in ("hold", "join", "other") and event.tense in ("future", "would")
            out.append(_Vote(known[0], weight, event.span(doc), event.negative, course))
    out.extend(vote for mention in own for vote in _done_by(doc, scope, mention, weighed))
    for mention in own:
        if headline and has_cue(doc, max(scope.first, mention.first - 1), mention.first + 1, "status_no"):
            out.append(_Vote(*NOT_HELD, mention.span, mild=True))
        before = _words_back(doc, scope, mention)
        if before:
            out.append(_Vote("completed", 2.0 * early, before))
        elif way := _words_on_the_way(doc, scope, mention):
            out.append(_Vote("planned", early, way, course=True))
    for kind in CUE_CLASSES if has_cue(doc, scope.first, scope.last, *CUE_CLASSES.values()) else ():
        state, weight, reach = CUES[kind]
        for first, last in cue_ranges(doc, scope.first, scope.last, CUE_CLASSES[kind]):
            if any(e.first < last and first < e.last for e in (*bygone, *in_part, *off)) or _usual(doc, scope, first, last):
                continue
            # "the upcoming drill", but not a drill "ahead of" something
            speaking = [m for m in own if _cued(doc, m, kind, first) and not (kind == "over" and _in_part(doc, scope, m))]
            near = min((_distance(m, first, last) for m in speaking), default=reach + 1)
            if has_cue(doc, first, last, "status_by_plan") and any(v.state != "planned" and v.weight >= DONE_WEIGHT for v in out):
                continue  # a planned exercise, as they are called that are held by a plan, was held
            if near <= reach and not (state == "completed" and _not_yet(doc, scope, own, first, last)):
                # preparations are under way
                preparing = kind == "underway" and has_cue(doc, max(scope.first, first - PREPARING_REACH), first, "status_preparing")
                span = Span(doc.tokens[first].start, doc.tokens[last - 1].end)
                out.append(_Vote("planned" if preparing else state, early * weight / (1 + near / 3), span))
    return out


def _done_by(doc: Document, scope: Scope, mention: Mention, told: Sequence[Event]) -> Iterator[_Vote]:
    """What the tense tells in which an exercise is said to do anything, where no verb of its own follows: the exercise will test."""
    last = min(scope.last, mention.last + DOES_REACH, *(e.first for e in told if e.first >= mention.last))
    for kind, (state, weight) in DOES.items():
        for a, b in cue_ranges(doc, mention.last, last, kind)[:1]:
            # not: is meant; is to test
            plain = doc.tokens[a - 1].low not in words_of("aux_present_be") and doc.tokens[a].low not in words_of("aux_present_be")
            if plain and all(doc.tokens[i].text[0].isalnum() for i in range(mention.last, a)):
                yield _Vote(state, weight, Span(doc.tokens[a].start, doc.tokens[b - 1].end))


def _usual(doc: Document, scope: Scope, first: int, last: int) -> bool:
    """Whether the words at tokens [first, last) only tell that an exercise is none out of the ordinary: regularly scheduled."""
    return has_cue(doc, max(scope.first, first - USUAL_REACH), last, "status_usual")


def _of_part(doc: Document, scope: Scope, event: Event, own: Sequence[Mention]) -> bool:
    """Whether only a phase of the exercise is the subject of a verb (the sea phase of the drill will be held), or what it calls off
    (cancelled parts of the drill)."""
    subject = next((m for m in reversed(own) if m.last <= event.first and event.first - m.last <= 1), None)
    thing = next((m for m in own if m.first >= event.last), None) if subject is None and event.act in FIRM else subject
    if thing is None:
        return False
    return _in_part(doc, scope, thing, event.last if thing is not subject else 0)


def _in_part(doc: Document, scope: Scope, mention: Mention, since: int = 0) -> bool:
    """Whether it is only a phase of an exercise that is spoken of, in words from token `since` on: the sea phase of the drill."""
    first = max(scope.first, since, mention.first - PART_REACH)
    return any(mention.first - last <= 1 for _, last in cue_ranges(doc, first, mention.first, "status_part_of"))


def _done_for(doc: Document, event: Event, before: Event | None) -> Event:
    """A beginning or end that something was done for has come: they gathered on Monday to kick off the exercise; so has an end after which
    something is done: flew home after completing it; and an opening or closing that is held is no holding of the exercise."""
    if event.act == "end" and event.tense == "participle" and has_cue(doc, max(0, event.first - AFTER_REACH), event.first, "time_after"):
        return replace(event, tense="perfect")
    if before is not None and before.tense == "noun" and before.act in ("begin", "end") and event.act in HELD and not event.negative:
        if event.act == "plan":
            event = replace(event, tense="future")  # a closing ceremony is planned for Friday
        return replace(event, act=before.act) if event.first - before.last <= REACH else event
    done = before is not None and before.act in ("hold", "join") and before.tense in ("past", "perfect") and not before.negative
    return replace(event, tense="past") if done and event.act in ("begin", "end") and event.tense == "infinitive" else event


def _cued(doc: Document, mention: Mention, kind: str, first: int) -> bool:
    """Whether words of a class at token `first` can speak of an exercise."""
    return first < mention.last if kind in BEFORE else not (kind in OFF and _only_owns(doc, mention))


def _not_yet(doc: Document, scope: Scope, own: Sequence[Mention], first: int, last: int) -> bool:
    """Whether the words at tokens [first, last) tell of an end to come: "once the drill is over"."""
    named = max((m.first for m in own if m.last <= first), default=first)
    opening = max(scope.first, named - OPENING)
    return has_cue(doc, max(scope.first, first - 1), last, "aux_present_be") and has_cue(doc, opening, named + 1, "status_once")


def _words_back(doc: Document, scope: Scope, mention: Mention) -> Span | None:
    """The words that tell that troops are back "from" an exercise, or on their way home "after taking part in" it."""
    cues = cue_ranges(doc, max(scope.first, mention.first - FROM_REACH), mention.first, "status_from")
    if not cues or cues[-1][1] != mention.first:
        return None
    back = cue_ranges(doc, max(scope.first, mention.first - REACH), cues[-1][0], "status_return")
    return Span(doc.tokens[back[-1][0]].start, doc.tokens[mention.first - 1].end) if back else None


def _to_come(doc: Document, scope: Scope, event: Event) -> bool:
    """Whether the present tense tells what is to come: next week the two armies join."""
    if (
        event.tense != "present"
        or event.passive
        or event.negative
        or event.act not in ("hold", "join", "begin")
        or doc.report.published is None
    ):
        return False
    late = last_day(doc.report.published)
    near = in_range(doc.of("date"), max(scope.first, event.first - TIME_REACH), min(scope.last, event.last + TIME_REACH))
    return any(m.value.kind != "duration" and m.value.start and first_day(m.value.start) > late for m in near)


def _words_on_the_way(doc: Document, scope: Scope, mention: Mention) -> Span | None:
    """The words that tell that troops are only on their way: sailed on Friday to take part in the exercise."""
    if doc.report.published is None:
        return None
    joins = cue_ranges(doc, max(scope.first, mention.first - JOIN_REACH), mention.first, "status_to_join")
    if not joins or joins[-1][1] != mention.first:
        return None
    way = cue_ranges(doc, max(scope.first, joins[-1][0] - REACH), joins[-1][0], "status_way")
    if not way or events(doc, way[-1][1], joins[-1][0]):
        return None
    return Span(doc.tokens[way[-1][0]].start, doc.tokens[mention.first - 1].end)


def _bygone(doc: Document, scope: Scope, event: Event, told: Sequence[Event], own: Sequence[Mention]) -> bool:
    """Whether a verb of calling off tells what had been before what else is told: had been put off; postponed twice, it began."""
    behind = any(e.first >= event.last and e.act not in FIRM and e.act not in ("say", "other") and e.tense in FINITE for e in told)
    if event.earlier:
        published = doc.report.published or ""
        dates = in_range(doc.of("date"), scope.first, scope.last)
        old = any(m.value.start and m.value.start[:4] < published[:4] for m in dates)
        return (behind or old) and not any(e.act == "say" and e.last <= event.first for e in told)
    return behind and event.first == event.word and any(m.last == event.first - 1 and doc.tokens[m.last].text == "," for m in own)


def _before_its_end(doc: Document, limit: int, event: Event) -> bool:
    """Whether an end is one by which something else will be: by the end of the exercise they will know the coast."""
    closing = event.act == "end" and event.tense == "noun"
    return closing and has_cue(doc, max(limit, event.first - BY_REACH), event.first, "status_by")


def _of_past_year(doc: Document, frame: Frame, scope: Scope, event: Event) -> bool:
    """Whether what is called off was so in a year that is past, of which the edition is not: was cancelled last year."""
    published = doc.report.published
    if published is None or event.tense not in ("past", "perfect"):
        return False
    behind = in_range(doc.of("date"), event.last, min(scope.last, event.last + YEAR_REACH))
    years = {m.value.start for m in behind if m.value.start and precision(m.value.start) == "year"}
    return bool(years) and max(years) < published[:4] and edition_year(doc, frame) not in years


def _known(doc: Document, scope: Scope, event: Event, headline: bool) -> tuple[State, float] | None:
    """What an event says of the state, with its weight; None if nothing."""
    if headline and event.act == "begin" and event.tense == "present" and not event.negative:
        return HEADLINE_BEGINS
    if headline and event.tense == "infinitive" and event.act in ("hold", "join", "begin") and not event.negative:
        return WEIGHTS[event.act, "future"]  # Chile to stage drill
    meanwhile = event.act == "hold" and event.tense in ("past", "present") and not event.negative and _meanwhile(doc, scope, event)
    if doc.report.published is None and (event.act, event.tense) in DATELESS and not meanwhile and not _of_these_days(doc):
        return None
    if event.act == "other" and event.tense in ("future", "would"):
        # "will not send soldiers to the exercise" tells as much of its day
        return WEIGHTS[event.act, event.tense]
    if event.earlier and event.tense == "then" and event.act in ("hold", "join"):
        return "completed", 0.6
    if event.negative:
        return _not_done(doc, scope, event)
    if meanwhile:
        return "underway", 1.0
    if _before_its_end(doc, scope.first, event):
        return None  # by the end of the exercise they will
    before = max(scope.first, event.first - DOUBT_REACH)
    if (
        event.act in FIRM
        and (event.tense == "infinitive" or (event.tense == "present" and not event.passive))
        and has_cue(doc, before, event.first, "status_doubt")
    ):
        return None  # urged them to call it off; demanded that they call it off
    if event.act in FIRM and has_cue(doc, max(scope.first, event.first - REACH), event.first, "status_denied"):
        return None
    if event.act == "postpone" and has_cue(doc, event.word, event.last, "advance_verb"):
        return TO_COME  # brought forward to June
    if (event.act, event.tense) == ("join", "perfect") and has_cue(doc, event.word, event.last, "status_joined"):
        return JOINED
    # headlines tell what is over in the present tense
    return WEIGHTS.get((event.act, "past" if headline and event.act == "end" and event.tense == "present" else event.tense))


@of_document
def _of_these_days(doc: Document) -> bool:
    """Whether a report without a day of publication tells in its first sentences of days counted from its own, as news does: on Friday,
    yesterday."""
    early = (m for m in doc.of("date") if m.sentence <= LEAD)
    return any(m.value.kind == "date" and m.value.start is None and m.value.end is None and _counted_day(m.value.timex) for m in early)


def _counted_day(timex: str | None) -> bool:
    """Whether a TIMEX3 value is that of a weekday or a day such as "today"."""
    return timex is not None and timex.startswith(("XXXX-WXX-", "XXXX-XX-XX"))


def _not_done(doc: Document, scope: Scope, event: Event) -> tuple[State, float] | None:
    """What it says that an exercise has not begun or ended, or that it is not held, or not before some time."""
    if event.act in UNDONE and event.tense in ("past", "perfect", "present"):
        return UNDONE[event.act]
    subject = event.passive or has_cue(doc, event.word, event.last, "status_occur")
    if event.act != "hold" or not subject or event.tense not in NOT_DONE:
        return None
    behind = in_range(doc.of("date"), event.last, min(scope.last, event.last + TIME_REACH))
    later = any(m.value.sense in ("until", "before") for m in behind)
    return NOT_YET if later and event.tense not in ("past", "perfect") else NOT_HELD


def _meanwhile(doc: Document, scope: Scope, event: Event) -> bool:
    """Whether a clause tells what goes on at the time of the news: "… as the two navies conducted drills"."""
    return has_cue(doc, max(scope.first, event.first - MEANWHILE_REACH), event.first, "status_meanwhile") and not event.passive


def _nearest(doc: Document, told: Sequence[Event], own: Sequence[Mention]) -> list[tuple[Event, int]]:
    """The events next to a mention on either side, and those that call it off, each with its distance in tokens."""
    out: dict[Event, int] = {}
    for mention in own:
        behind, before = [e for e in told if e.word >= mention.last], [e for e in reversed(told) if e.word < mention.last]
        if _for_it(doc, mention):
            before = []  # began checks in preparation for the exercise
        sides = (behind, [e for e in before if e.act in FIRM] if _opens_clause(doc, mention, behind) else before)
        for side in sides:
            telling = [e for e in side if e.act not in ("say", "other") or (e.act == "other" and e.tense in ("future", "would"))]
            for event in telling[:2] + [e for e in telling[2:] if e.act in FIRM]:
                if event.act in FIRM and _only_owns(doc, mention):
                    continue
                near = 1 if _set_off(doc, mention, event) else _distance(mention, event.word, event.last)
                if near <= (FIRM_REACH if event.act in FIRM else REACH):
                    out[event] = min(near, out.get(event, near))
    return list(out.items())


def _for_it(doc: Document, mention: Mention) -> bool:
    """Whether what stands before only comes ahead of an exercise: ahead of, in preparation for the exercise."""
    first = max(doc.sentences[mention.sentence].first, mention.first - FOR_REACH)
    return any(mention.first - last <= 1 for _, last in cue_ranges(doc, first, mention.first, "status_ahead_of"))


def _only_owns(doc: Document, mention: Mention) -> bool:
    """Whether an exercise is named only as that which something is of: the exercise's closing parade was cancelled."""
    if mention.last >= len(doc.tokens) or doc.tokens[mention.last].low not in words_of("owner_mark"):
        return False
    mark = doc.tokens[mention.last].low
    return all(t.low != mark for t in doc.tokens[max(0, mention.first - 1) : mention.last])  # a closing quotation mark owns nothing


def _set_off(doc: Document, mention: Mention, event: Event) -> bool:
    """Whether a verb follows its exercise behind words set off by commas: the drill, set for May with units of both, was cancelled."""
    closing = event.first - 1
    return closing > mention.last and doc.tokens[mention.last].text == "," == doc.tokens[closing].text


def _opens_clause(doc: Document, mention: Mention, behind: Sequence[Event]) -> bool:
    """Whether a new clause begins with a mention, which has a verb of its own: the guns fire today and the exercise ends on Friday."""
    verb = bool(behind) and behind[0].tense in FINITE and behind[0].first - mention.last <= 1
    return verb and mention.first > 0 and doc.tokens[mention.first - 1].low in words_of("clause_break")


def _distance(mention: Mention, first: int, last: int) -> int:
    """Tokens between a mention and a stretch; 0 where they touch or overlap."""
    return max(0, first - mention.last, mention.first - last)
