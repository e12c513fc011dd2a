"""How a time stands to the words around it: which verb governs it, whether it qualifies the exercise itself, or is one end of a range."""

from collections.abc import Sequence

from msgspec.structs import replace

from vedette.extract.events import Event
from vedette.extract.frames import Frame, Scope, cue_ranges, has_cue, in_range
from vedette.lexicon import words_of
from vedette.model import Document, Mention, Period
from vedette.values import first_day, last_day, precision

OPENING_REACH = 14
"""Tokens between a time and the beginning that happens at it."""
REACH = 30
"""Tokens between an event and the time that it governs."""
BESIDE = 6
"""Tokens between an exercise and a length or a time that qualifies it without a verb."""
CARRY = 12
"""Tokens between an exercise and the time of the verb that carries it."""
BOUNDED = ("since", "from", "until")
"""Senses of a time that tells only a first or a last day."""
DONE = ("past", "perfect")
"""Tenses of what is told as done."""
RANGE_REACH = 8
"""Tokens before or behind a time within which the other end of a range stands."""
PART_REACH = 15
"""Tokens between a word for a phase and its time."""
LABEL = 5
"""Tokens between the label of a line of facts and its time."""
MARK_REACH = 5
"""Tokens between a day and the beginning that something was done for on it: to mark the official start."""
RELATIVE_REACH = 8
"""Tokens between "which" and the time of its clause."""
AHEAD_REACH = 6
"""Tokens between a time and the exercise ahead of which something happens then."""
OWNED_REACH = 4
"""Tokens between "Friday" and "drill" in "Friday's army drill"."""
NOUN_REACH = 3
"""Tokens between a noun such as "statement" and its time."""


class Links:
    """Reads the words around the times of one scope; `own` are the mentions of the exercise in its sentence."""

    def __init__(self, doc: Document, frame: Frame, scope: Scope, own: Sequence[Mention]) -> None:
        self.doc, self.frame, self.scope, self.own = doc, frame, scope, own

    def labelled(self, date: Mention) -> bool:
        """Whether a line of facts gives the time of the main exercise: When: …; Dates: …"""
        sentence = self.doc.sentences[self.scope.sentence]
        first = next((i for i in range(sentence.first, sentence.last) if self.doc.tokens[i].text[0].isalpha()), sentence.last)
        opened = date.first - first <= LABEL and any(self.doc.tokens[i].text == ":" for i in range(first + 1, date.first))
        return self.frame.main and opened and has_cue(self.doc, first, date.first, "time_label")

    def tied(self, date: Mention) -> bool:
        """Whether the time says which exercise is meant: the Ceibo of 2005; the first Ceibo, of May last year; Ceibo (2005)."""
        for m in self.own:
            between = [t.low for t in self.doc.tokens[m.last : date.first]]
            if (
                0 < len(between) <= NOUN_REACH
                and between[-1] in words_of("time_tie")
                and all(low in words_of("time_tie_skip") for low in between[:-1])
            ):
                return True
        return False

    def carried(self, event: Event, date: Mention) -> bool:
        """Whether a verb of any other meaning carries an exercise and its time: will send 900 men into a drill in the north in May."""
        if event.act != "other" or event.tense not in ("future", "would"):
            return False
        behind = [m for m in self.own if 0 <= m.first - date.last <= CARRY and date.first >= event.word]
        if any(not self.crossed(date.last, m.first) and self.doc.tokens[m.first - 1].low in words_of("of_exercise") for m in behind):
            return True  # will fly to the north next week for the drill
        return any(event.last <= m.first and 0 <= date.first - m.last <= CARRY and not self.crossed(m.last, date.first) for m in self.own)

    def ranged(self, date: Mention) -> bool:
        """Whether a time tells both a first and a last day, by itself or with the one next to it: from next Monday until October 17."""
        if date.value.kind == "interval":
            return not vague(date.value)
        others = in_range(
            self.doc.of("date"), max(self.scope.first, date.first - RANGE_REACH), min(self.scope.last, date.last + RANGE_REACH)
        )
        return any(
            a.value.sense == "from" and b.value.sense == "until" and 0 <= b.first - a.last <= 1
            for a, b in ((o, date) if o.first < date.first else (date, o) for o in others if o is not date)
        )

    def part(self, date: Mention) -> bool:
        """Whether the time is one of a phase of the exercise."""
        if self.later(date):
            return True
        if has_cue(self.doc, max(self.scope.first, date.first - PART_REACH), date.first, "time_part"):
            return True
        # "in three phases: the first between …; the second, between …"
        numbered = has_cue(self.doc, max(self.scope.first, date.first - NOUN_REACH), date.first, "time_ordinal")
        return numbered and has_cue(self.doc, self.scope.first, date.first, "time_parts")

    def rehearsed(self, date: Mention) -> bool:
        """Whether the time is one of a rehearsal, which is no part of the exercise."""
        return has_cue(self.doc, max(self.scope.first, date.first - PART_REACH), date.first, "time_rehearsal")

    def later(self, date: Mention) -> bool:
        """Whether the time is one of a later phase: the second stage; live firing."""
        named = max((m.last for m in self.own if m.last <= date.first), default=self.scope.first)
        phases = cue_ranges(self.doc, max(self.scope.first, date.first - PART_REACH), date.first, "time_later")
        # not: its field phase, Sea Breeze, began on Monday
        return any(a >= named or self.doc.tokens[b].low in words_of("time_tie") for a, b in phases)

    def goes_to(self, date: Mention) -> bool:
        """Whether something that lasts goes on to or into this time: to the end of June; into May."""
        before = self.doc.tokens[date.first - 1].low if date.first > self.scope.first else ""
        return self.verb_before(date) or before in words_of("time_into")

    def verb_before(self, date: Mention) -> bool:
        before = self.doc.tokens[date.first - 1].low if date.first > self.scope.first else ""
        return before in words_of("aux_future") or before in words_of("aux_to")

    def governor(self, date: Mention, told: Sequence[Event]) -> Event | None:
        """The event that the time belongs to: the verb right behind it, the nearest one before it, or the first one after it."""
        # "a landing operation" is no verb of its own
        told = [e for e in told if not e.negative and (e.act, e.tense) != ("other", "participle") and not self.lasting(e)]
        done = [e for e in told if e.act in ("begin", "end") and e.tense in ("past", "perfect", "present")]
        firm = [e for e in done if 0 <= date.first - e.last <= REACH]
        # "concluded an exercise involving … on Monday"
        told = [e for e in told if not (firm and (e.act, e.tense) == ("join", "participle") and e.word > firm[-1].last)]
        before = [e for e in told if 0 <= date.first - e.last <= (NOUN_REACH if e.tense == "noun" and e.act in ("say", "other") else REACH)]
        after = [e for e in told if e.word >= date.last and e.first - date.last <= REACH]
        leading = next((e for e in reversed(before) if not self.crossed(e.last, date.first)), None)
        opens = any(t.low in words_of("time_that") for t in self.doc.tokens[max(0, date.first - 2) : date.first])
        if leading and leading.act == "say" and self.to_come(date) and self._named_between(leading, date):
            return replace(leading, act="hold", tense="future")  # announced an exercise near the town on Monday
        if leading and leading.act == "say" and (opens or self.to_come(date)):
            leading = None  # "it was reported that in March units took part"; "said next month they would"
        if leading and leading.act == "say" and date.value.sense in BOUNDED and self._named_between(leading, date):
            leading = None  # said that the exercise has been under way since May 6
        following = next((e for e in after if e.tense not in ("participle", "noun", "infinitive")), after[0] if after else None)
        if following and following.tense == "participle" and following.first > date.last:
            following = None  # on Sunday officers, including the commander, were at the port
        if following and following.first > date.last and self.doc.tokens[following.first - 1].low in words_of("time_which"):
            following = None  # landed yesterday in the drill, which ends on Sunday
        following = self._joined(following, after)
        if following and following.first <= date.first:
            return following  # will today hold
        if following and self.takes(following, leading, date):
            return self.ceremony(following, told) if following.act == "join" else following
        at = date.last + (date.last < self.scope.last and self.doc.tokens[date.last].low in words_of("time_own"))
        named = next((e for e in after if e.tense == "noun" and e.act in ("begin", "end") and e.first == at), None)
        if named:
            return named  # a March 27 closing ceremony
        if leading and leading.act == "join" and leading.tense == "participle":
            # "visited troops taking part in the drill on Monday" tells the day of the visit
            outer = [e for e in before if e.last <= leading.first and e.tense in DONE and e.act == "other"]
            if outer and leading.first - outer[-1].last <= BESIDE and not self.crossed(outer[-1].last, leading.first):
                leading = outer[-1]
        if leading:
            return self.ceremony(leading, told) if leading.act in ("hold", "join", "plan") else leading
        if following and following.tense == "infinitive" and self._decided(date):
            return replace(following, act="other", tense="past")  # agreed on Tuesday to begin
        if following and (following.act, following.tense) == ("join", "infinitive") and not self.to_come(date):
            return None  # on Sunday they met those who had come to take part in it
        if following and following.act in ("hold", "plan"):
            return self.ceremony(following, [e for e in told if e.first >= date.last])
        return following if following and following.tense != "noun" else None

    def _joined(self, event: Event | None, after: Sequence[Event]) -> Event | None:
        """The verb of the exercise that another verb behind a time is joined to: on Monday they met and watched the drill."""
        if event is None or event.act != "other" or event.tense not in DONE:
            return event
        both = (e for e in after if e.word > event.last and e.act in ("hold", "join") and e.tense in DONE)
        other = next(
            (e for e in both if has_cue(self.doc, event.last, e.first, "clause_and") and not self.crossed(event.last, e.first)), None
        )
        named = other is not None and any(0 <= m.first - other.last <= NOUN_REACH for m in self.own)
        return other if named else event

    def owns(self, date: Mention) -> bool:
        """Whether an exercise is that of a day: last Friday's drill."""
        tokens = self.doc.tokens
        if date.last >= self.scope.last or tokens[date.last].low not in words_of("owner_mark"):
            return False
        behind = [m for m in self.own if 0 < m.first - date.last <= OWNED_REACH or m.first <= date.first < m.last]
        # not: Monday's end of the drill
        return any(all(tokens[i].low not in words_of("of_word") for i in range(date.last, m.first)) for m in behind)

    def comes_ahead(self, date: Mention) -> bool:
        """Whether what is done at a time only comes ahead of the exercise: is here this week on preparations for the drill."""
        behind = next((m for m in self.own if m.first > date.last), None)
        if behind is None or behind.first - date.last > AHEAD_REACH:
            return False
        cues = cue_ranges(self.doc, date.last, behind.first, "status_ahead_of")
        return any(behind.first - last <= 1 for _, last in cues)

    def of_relative(self, date: Mention, told: Sequence[Event]) -> bool:
        """Whether a time is that of something else, of which a relative clause tells: duties, which it takes over from January to June."""
        reach = range(date.first - 1, max(self.scope.first, date.first - RELATIVE_REACH) - 1, -1)
        at = next((i for i in reach if self.doc.tokens[i].low in words_of("time_relative")), date.first)
        if date.first - at < 3 or any(at < e.word < date.first and e.act not in ("say", "other") for e in told):
            return False
        if any(0 <= at - m.last <= NOUN_REACH or at < m.first < date.first for m in self.own):
            return False
        return not has_cue(self.doc, at + 1, date.first, "aux_present_be", "aux_past_be", "aux_future", "time_break")

    def of_another_noun(self, date: Mention) -> bool:
        """Whether a year only says which thing of another kind is meant: as they ready for their 2008 deployment; the 2015 election."""
        tokens, at = self.doc.tokens, date.last
        if date.last - date.first > 1 or date.value.sense != "on" or date.first == self.scope.first or at >= self.scope.last:
            return False
        year = date.value.start is not None and precision(date.value.start) == "year" and tokens[date.first].text.isdigit()
        if not year or tokens[date.first - 1].low not in words_of("time_whose") or not tokens[at].text.isalpha():
            return False
        own = any(m.first <= date.first < m.last or 0 <= m.first - at <= NOUN_REACH for m in self.own)
        return not own and not has_cue(self.doc, at, at + NOUN_REACH, "edition_one", "exercise_part")

    def _decided(self, date: Mention) -> bool:
        """Whether a verb of deciding stands before a time, which is its own."""
        return has_cue(self.doc, max(self.scope.first, date.first - NOUN_REACH), date.first, "time_decide")

    def _named_between(self, event: Event, date: Mention) -> bool:
        """Whether the exercise is named between a verb and a time."""
        return any(event.last <= m.first and m.last <= date.first for m in self.own)

    def to_come(self, date: Mention) -> bool:
        """Whether a time is later than the report, so that nothing has been said at it."""
        published, start = self.doc.report.published, date.value.start
        return published is not None and start is not None and first_day(start) > last_day(published)

    def lasting(self, event: Event) -> bool:
        """Whether a noun names what has no day of its own: the border, in "opened near the border on Monday"."""
        return event.tense == "noun" and self.doc.tokens[event.word].low in words_of("time_lasting")

    def opening(self, date: Mention, told: Sequence[Event], event: Event | None) -> Event | None:
        """Troops that do something on a day "as the exercise got under way" or "at the start of the exercise" tell its first day, and so
        do those who meet on it "to kick off" or "to mark the start of" the exercise."""
        if (event is None or (event.act in ("hold", "join", "other") and event.tense in DONE)) and not self._decided(date):
            done = next((e for e in told if e.act in ("begin", "end") and self._purpose(date, e)), None)
            if done:
                return done
        if event is not None and self._gathers(event):
            return replace(event, act="begin")
        if event is not None and event.act != "other":
            return event
        if event is not None and event.tense in DONE and self._musters(event):
            return replace(event, act="begin")
        for other in told:
            near = 0 <= other.first - date.last <= OPENING_REACH
            own_day = in_range(self.doc.of("date"), other.last, min(self.scope.last, other.last + BESIDE))
            if other.act == "begin" and near and not own_day and other.tense in ("past", "perfect", "present", "noun"):
                return event if self.crossed(date.last, other.first) else other
        return event

    def _gathers(self, event: Event) -> bool:
        """Whether troops meet for the exercise, which begins with that: gathered in the north on Monday for the drill."""
        if event.negative or self.doc.tokens[event.word].low not in words_of("time_gather"):
            return False
        behind = next((m for m in self.own if m.first > event.last), None)
        return behind is not None and self.doc.tokens[behind.first - 1].low in words_of("time_for")

    def _musters(self, event: Event) -> bool:
        """Whether men are called up for the exercise, which begins with that: called up reservists on Sunday for a snap drill."""
        if self.doc.tokens[event.word].low not in words_of("time_muster"):
            return False
        behind = next((m for m in self.own if m.first > event.last and self.doc.tokens[m.first - 1].low in words_of("of_exercise")), None)
        return behind is not None and has_cue(self.doc, event.last, behind.first, "time_mustered")

    def _purpose(self, date: Mention, other: Event) -> bool:
        """Whether a beginning or end is what something was done for on a day: to launch; to mark the end of."""
        if not 0 <= other.first - date.last <= MARK_REACH:
            return False
        marked = other.tense == "noun" and has_cue(self.doc, date.last, other.first, "time_to_mark")
        named = any(0 <= m.first - other.last <= NOUN_REACH or m.first < other.last <= m.last for m in self.own)
        return named and (marked or (other.tense == "infinitive" and other.first == date.last))

    def takes(self, following: Event, leading: Event | None, date: Mention) -> bool:
        """Whether a verb right behind a time takes it from the verb before: "said the army on Monday opened …"."""
        closed = following.first - date.last == 1 and following.act != "say" and self.doc.tokens[date.last].low == "," and self.beside(date)
        if not (following.first == date.last or closed) or following.tense in ("participle", "noun", "infinitive"):
            return False
        if leading is None:
            return True
        gap = date.first - leading.last
        if leading.act == "say":
            return gap > 1
        return gap > BESIDE or any(t.low == "," for t in self.doc.tokens[leading.last : date.first])

    def ceremony(self, event: Event, told: Sequence[Event]) -> Event:
        """An opening or closing that is held counts as beginning or ending."""
        nouns = [e for e in told if e.tense == "noun" and e.act in ("begin", "end") and 0 <= event.first - e.last <= REACH]
        seen = [e for e in told if e.tense == "noun" and e.act in ("begin", "end") and 0 <= e.first - event.last <= 1]
        return nouns[-1] if nouns else seen[0] if seen else event  # Monday saw the start of the drill

    def beside(self, date: Mention) -> bool:
        """Whether the time qualifies the exercise itself: inside its noun phrase or right behind it."""
        for mention in self.own:
            if mention.first <= date.first and date.last <= mention.last:
                return True
            if 0 <= mention.first - date.last <= 2:
                return True
            if 0 <= date.first - mention.last <= BESIDE and not self.crossed(mention.last, date.first):
                return all(self.doc.tokens[i].low != "," for i in range(mention.last, date.first)) or date.first - mention.last <= 2
        return False

    def crossed(self, first: int, last: int) -> bool:
        """Whether a word between begins another clause or thought."""
        return has_cue(self.doc, first, max(first, last - 1), "time_break") if last - 1 > first else False


def vague(period: Period) -> bool:
    """Whether an interval is only a calendar week or the like, not the days of the exercise."""
    return period.timex is not None and ("W" in period.timex or "Q" in period.timex) and not period.timex.endswith("-WE")
