"""What a verb says of the state of an exercise, by its tense, and how strongly."""

from typing import Literal

from vedette.extract.events import Event
from vedette.extract.frames import Scope, has_cue, in_range
from vedette.extract.memory import of_document
from vedette.model import Document
from vedette.values import first_day, last_day

State = Literal["cancelled", "postponed", "completed", "underway", "planned"]
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
REACH = 16
"""Tokens between a mention and a verb that tells its state."""
FIRM = ("cancel", "postpone")
"""Kinds of events that call an exercise off or put it off."""
MEANWHILE_REACH = 14
"""Tokens between "as" or "while" and the verb of its clause."""
TO_COME: tuple[State, float] = ("planned", 2.0)
"""What an exercise says that is held, in the present tense, at a time to come."""
TIME_REACH = 10
"""Tokens between such a verb and its time."""
BY_REACH = 2
"""Tokens of "by the" before "end of"."""
DOUBT_REACH = 8
"""Tokens between a word such as "urged" and the "to cancel" that it keeps from being done."""
_LOOSE = ("present", "participle", "noun", "infinitive")
DATELESS = frozenset((act, tense) for act in ("hold", "join", "begin") for tense in _LOOSE) | {("begin", "past"), ("other", "would")}
"""What says nothing in a report without a day of publication, such as a unit's own release, which is written when all is over."""
LEAD = 2
"""The last sentence in which a day counted from that of a report tells that it is news of these days."""


def says(doc: Document, scope: Scope, event: Event, headline: bool) -> tuple[State, float] | None:
    """What an event says of the state, with its weight; None if nothing."""
    if _to_come(doc, scope, event):
        return TO_COME
    if headline and event.act == "begin" and event.tense == "present" and not event.negative:
        return HEADLINE_BEGINS
    if headline and event.tense == "infinitive" and event.act in ("hold", "join", "begin") and not event.negative:
        return WEIGHTS[event.act, "future"]  # Chile to stage drill
    meanwhile = event.act == "hold" and event.tense in ("past", "present") and not event.negative and _meanwhile(doc, scope, event)
    if doc.report.published is None and (event.act, event.tense) in DATELESS and not meanwhile and not of_these_days(doc):
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
    if before_its_end(doc, scope.first, event):
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


def before_its_end(doc: Document, limit: int, event: Event) -> bool:
    """Whether an end is one by which something else will be: by the end of the exercise they will know the coast."""
    closing = event.act == "end" and event.tense == "noun"
    return closing and has_cue(doc, max(limit, event.first - BY_REACH), event.first, "status_by")


@of_document
def of_these_days(doc: Document) -> bool:
    """Whether a report without a day of publication tells in its first sentences of days counted from its own, as news does: on Friday,
    yesterday."""
    early = (m for m in doc.of("date") if m.sentence <= LEAD)
    return any(m.value.kind == "date" and m.value.start is None and m.value.end is None and _counted_day(m.value.timex) for m in early)


def _counted_day(timex: str | None) -> bool:
    """Whether a TIMEX3 value, with X for digits that the words leave open, is that of a weekday, a weekend or a day such as "today"."""
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
