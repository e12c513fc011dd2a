"""What the verbs and words near the mentions of an exercise say of its state: each has a vote."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vedette.extract.editions import edition_year
from vedette.extract.events import Event, events
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.extract.status_events import FIRM, NOT_HELD, REACH, State, says
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Span
from vedette.values import precision

DONE_WEIGHT = 0.6
"""Weight of what a verb tells as done, from which on "planned" before the exercise does not tell that it is still to come."""
HELD = ("hold", "plan")
"""What is told of an opening or closing that is held, or to be held."""
DOES: dict[str, tuple[State, float]] = {"status_does": ("underway", 0.2), "aux_future": ("planned", 0.8)}
"""Words that tell what an exercise does, by their tense, with what this says of its state. What a drill of the day did
does not tell that it is over."""
DOES_REACH = 6
"""Tokens between an exercise and such words."""
USUAL_REACH = 2
"""Tokens before "scheduled"."""
FIRM_REACH = 30
"""Tokens between a mention and a verb of calling off, which may stand farther away."""
FINITE = frozenset(("past", "perfect", "present", "progressive", "then", "future", "would"))
"""Tenses of the verb that a clause has for its own."""
NEAR, FIRM_NEAR = 4, 12
"""Tokens over which the weight of a verb halves."""
FOLLOWING, EARLY = 0.65, 4
"""Weight of a verb of calling off in a sentence behind that has no word for the exercise, among so many first sentences."""
OPENING = 2
"""Tokens of a clause before the exercise that it begins with: once the …"""
PREPARING_REACH = 3
"""Tokens between "preparations" and "are under way"."""
FROM_REACH = 4
"""Tokens of "after taking part in"."""
JOIN_REACH = 5
"""Tokens of "to take part in"."""
BYGONE = 0.4
"""What a verb of calling off counts that tells what had been before, or stands in passing: had been put off; postponed twice, it began."""
YEAR_REACH = 6
"""Tokens between "cancelled" and "last year"."""
PART, PART_REACH = 0.1, 4
"""What is told of a phase counts so much for the whole; tokens of "phase of this year's"."""
AFTER_REACH = 2
"""Tokens of "after successfully"."""
FOR_REACH = 6
"""Tokens of "in preparation for this year's"."""
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


class Vote(Struct, frozen=True):
    state: State
    weight: float
    span: Span
    mild: bool = False
    """Whether it is only told that the exercise is not held, which may be put off as well as called off."""
    course: bool = False
    """Whether it is a verb of what is done in the exercise, in the future, which may be the further course of one that has begun."""


def votes_of(doc: Document, frame: Frame) -> list[Vote]:
    """All that the sentences on an exercise, and of the main one the first sentences behind them, say of its state."""
    told = [vote for scope in frame.scopes if scope.strength == 2 for vote in _votes(doc, frame, scope)]
    following = [scope for scope in frame.scopes if scope.strength == 1 and frame.main and scope.sentence <= EARLY]
    return told + [vote for scope in following for vote in _put_off(doc, scope)]


def _put_off(doc: Document, scope: Scope) -> list[Vote]:
    """What the sentence behind tells of calling off: "They decided to postpone it"."""
    told = events(doc, scope.first, scope.last)
    firm = [(e, says(doc, scope, e, False)) for e in told if e.act in FIRM and not _bygone(doc, scope, e, told, ())]
    return [Vote(known[0], known[1] * FOLLOWING, e.span(doc)) for e, known in firm if known]


def _votes(doc: Document, frame: Frame, scope: Scope) -> list[Vote]:
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
        known = says(doc, scope, event, headline)
        if known:
            weight = known[1] * early * (BYGONE if event in bygone else 1.0) * (PART if event in in_part else 1.0)
            weight /= 1 + near / (FIRM_NEAR if known[0] in OFF else NEAR)
            course = event.act in ("hold", "join", "other") and event.tense in ("future", "would")
            out.append(Vote(known[0], weight, event.span(doc), event.negative, course))
    out.extend(vote for mention in own for vote in _done_by(doc, scope, mention, weighed))
    for mention in own:
        if headline and has_cue(doc, max(scope.first, mention.first - 1), mention.first + 1, "status_no"):
            out.append(Vote(*NOT_HELD, mention.span, mild=True))
        before = _words_back(doc, scope, mention)
        if before:
            out.append(Vote("completed", 2.0 * early, before))
        elif way := _words_on_the_way(doc, scope, mention):
            out.append(Vote("planned", early, way, course=True))
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
                out.append(Vote("planned" if preparing else state, early * weight / (1 + near / 3), span))
    return out


def _done_by(doc: Document, scope: Scope, mention: Mention, told: Sequence[Event]) -> Iterator[Vote]:
    """What the tense tells in which an exercise is said to do anything, where no verb of its own follows: the exercise will test."""
    last = min(scope.last, mention.last + DOES_REACH, *(e.first for e in told if e.first >= mention.last))
    for kind, (state, weight) in DOES.items():
        for a, b in cue_ranges(doc, mention.last, last, kind)[:1]:
            # not: is meant; is to test
            plain = doc.tokens[a - 1].low not in words_of("aux_present_be") and doc.tokens[a].low not in words_of("aux_present_be")
            if plain and all(doc.tokens[i].text[0].isalnum() for i in range(mention.last, a)):
                yield Vote(state, weight, Span(doc.tokens[a].start, doc.tokens[b - 1].end))


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


def _of_past_year(doc: Document, frame: Frame, scope: Scope, event: Event) -> bool:
    """Whether what is called off was so in a year that is past, of which the edition is not: was cancelled last year."""
    published = doc.report.published
    if published is None or event.tense not in ("past", "perfect"):
        return False
    behind = in_range(doc.of("date"), event.last, min(scope.last, event.last + YEAR_REACH))
    years = {m.value.start for m in behind if m.value.start and precision(m.value.start) == "year"}
    return bool(years) and max(years) < published[:4] and edition_year(doc, frame) not in years


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
