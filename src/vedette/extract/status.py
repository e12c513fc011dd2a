"""Whether an exercise is planned, under way, over, put off or called off on the day of publication.

Verbs and words near the mentions vote, each with the tense that it stands in; the dates that `times.timing` reads decide where they can.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from vedette.extract.drafts import Draft
from vedette.extract.events import Event, events
from vedette.extract.frames import Frame, Scope, cue_ranges
from vedette.extract.times import Timing, past_edition, timing
from vedette.model import Document, Mention, Span
from vedette.values import first_day, last_day, precision

State = Literal["cancelled", "postponed", "completed", "underway", "planned"]
STATES: tuple[State, ...] = ("cancelled", "postponed", "completed", "underway", "planned")

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
    ("end", "present"): ("underway", 0.4),
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

REACH = 16
"""Tokens between a mention and a verb that tells its state."""
CUES: dict[str, tuple[State, float, int]] = {
    "planned": ("planned", 1.5, 4),
    "completed": ("completed", 1.5, 4),
    "over": ("completed", 4.0, 14),
    "underway": ("underway", 1.5, 12),
    "cancelled": ("cancelled", 1.5, 16),
    "postponed": ("postponed", 1.5, 16),
}
"""Word class → what its words say of the state, how strongly, and in how many tokens from a mention."""
BEFORE = frozenset(("planned", "completed"))
"""Word classes that speak only of an exercise behind them."""
LONG_AGO = 60
"""Days after which an exercise that began and of which no end is told is believed to be over; few last longer."""
_LOOSE = ("present", "participle", "noun", "infinitive")
DATELESS = frozenset((act, tense) for act in ("hold", "join", "begin") for tense in _LOOSE) | {("begin", "past")}
"""What says nothing in a report without a day of publication, such as a unit's own release, which is written when all is over."""
DECISIVE = 2.2
"""The support from which a cancelled or postponed exercise is believed to be so whatever the dates say."""


@dataclass(frozen=True, slots=True)
class _Vote:
    state: State
    weight: float
    span: Span


def status(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """One claim `status`, from the words nearest to the mentions and from the dates."""
    votes = [vote for scope in frame.scopes if scope.strength == 2 for vote in _votes(doc, frame, scope)]
    sums = {state: sum(v.weight for v in votes if v.state == state) for state in STATES}
    told = timing(doc, frame, frames)
    state = _decide(doc, frame, sums, told)
    if state is None:
        return []
    telling = [v for v in votes if v.state == state]
    if telling:
        return [Draft("status", state, max(telling, key=lambda v: v.weight).span, 0.8)]
    basis = tuple(d for d in (told.start, told.end) if d)
    if basis:
        return [Draft("status", state, basis[0].span, 0.7, "computed", basis=basis)]
    return [Draft("status", state, frame.mentions[0].span, 0.4, "derived")]


def _decide(doc: Document, frame: Frame, sums: dict[State, float], told: Timing) -> State | None:
    for state in ("cancelled", "postponed"):
        rivals = [s for s in STATES if s not in ("cancelled", "postponed")]
        if sums[state] >= DECISIVE and sums[state] >= max(sums[s] for s in rivals) * 0.6:
            return state
    if past_edition(doc, frame):
        return "completed"
    dated = _by_dates(doc, sums, told)
    if dated:
        return dated
    ordered: tuple[State, ...] = ("completed", "underway", "planned")
    best = max(ordered, key=lambda s: sums[s])
    if sums[best] > 0:
        return best
    return "underway" if doc.report.published else "completed"


def _by_dates(doc: Document, sums: dict[State, float], told: Timing) -> State | None:
    """What the dates say on the day of publication; None where they leave it open."""
    if doc.report.published is None:
        return None
    early, late = first_day(doc.report.published), last_day(doc.report.published)
    start = str(told.start.value) if told.start else None
    end = str(told.end.value) if told.end else None
    if start and first_day(start) > late:
        return "planned"
    if end and last_day(end) < early:
        return "completed"
    begun = start is not None and last_day(start) <= late
    if begun and end and last_day(end) >= early:
        over = sums["completed"] > sums["underway"] and (precision(end) != "day" or last_day(end) <= late)
        return "completed" if over else "underway"
    if begun and end is None and start and (early - last_day(start)).days > LONG_AGO:
        return "completed"
    if begun and end is None:
        return "completed" if sums["completed"] > 1.5 * sums["underway"] else "underway"
    if start is None and end and precision(end) == "day":
        return "completed" if sums["completed"] > max(sums["underway"], sums["planned"]) and last_day(end) <= late else "underway"
    return None


def _votes(doc: Document, frame: Frame, scope: Scope) -> list[_Vote]:
    own = [m for m in frame.mentions if m.sentence == scope.sentence and scope.first <= m.first < scope.last]
    if not own:
        return []
    headline = doc.sentences[scope.sentence].kind == "headline"
    early = 1.5 if headline or scope.sentence <= 2 else 1.0
    out = []
    for event, near in _nearest(events(doc, scope.first, scope.last), own):
        # headlines tell what is over in the present tense
        known = WEIGHTS.get((event.act, "past" if headline and event.act == "end" and event.tense == "present" else event.tense))
        if known is None or event.negative or (doc.report.published is None and (event.act, event.tense) in DATELESS):
            continue
        firm = event.act in ("cancel", "postpone")
        out.append(_Vote(known[0], known[1] * early / (1 + near / (8 if firm else 4)), event.span(doc)))
    for kind, (state, weight, reach) in CUES.items():
        for first, last in cue_ranges(doc, scope.first, scope.last, f"status_{kind}"):
            # "the upcoming drill", but not a drill "ahead of" something
            near = min((_distance(m, first, last) for m in own if kind not in BEFORE or first < m.last), default=reach + 1)
            if near <= reach:
                out.append(_Vote(state, early * weight / (1 + near / 3), Span(doc.tokens[first].start, doc.tokens[last - 1].end)))
    return out


def _nearest(told: Sequence[Event], own: Sequence[Mention]) -> list[tuple[Event, int]]:
    """The events next to a mention on either side, and those that call it off, each with its distance in tokens."""
    out: dict[Event, int] = {}
    for mention in own:
        sides = ([e for e in told if e.word >= mention.last], [e for e in reversed(told) if e.word < mention.last])
        for side in sides:
            telling = [e for e in side if e.act not in ("say", "other")]
            for event in telling[:2] + [e for e in telling[2:] if e.act in ("cancel", "postpone")]:
                near = _distance(mention, event.word, event.last)
                if near <= REACH:
                    out[event] = min(near, out.get(event, near))
    return list(out.items())


def _distance(mention: Mention, first: int, last: int) -> int:
    """Tokens between a mention and a stretch; 0 where they touch or overlap."""
    return max(0, first - mention.last, mention.first - last)
