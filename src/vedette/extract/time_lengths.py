"""How long an exercise lasts: which lengths of time among the words on it are its own, and which tell when it began."""

from collections.abc import Sequence

from vedette.extract.bounds import LEAST, Bound
from vedette.extract.events import Event
from vedette.extract.frames import Frame, Scope, has_cue
from vedette.extract.time_links import BESIDE, CARRY, NOUN_REACH, REACH, Links
from vedette.lexicon import words_of
from vedette.model import Document, Mention
from vedette.values import precision

LONGEST = 130
"""Days; what is longer is no exercise but a period of history."""
STRENGTHS = {2: 1.0, 1: 0.7, 0: 0.45}
"""Weights of a time by the strength of its scope."""
OPENS = 2
"""Tokens before a length that opens a sentence: over the past two weeks."""
GOING_ON = ("progressive", "perfect")
"""Tenses of what has been done for some days up to the day of publication."""


class Lengths:
    """Reads the lengths of time of one scope; `own` are the mentions of the exercise in its sentence."""

    def __init__(self, doc: Document, frame: Frame, scope: Scope, own: Sequence[Mention], links: Links) -> None:
        self.doc, self.frame, self.scope, self.own, self.links = doc, frame, scope, own, links
        self.strength: float = STRENGTHS[scope.strength] ** 0.5

    def read(self, date: Mention, told: Sequence[Event]) -> Bound | None:
        """The length as a candidate for that of the exercise (days), None if nothing says so."""
        days = date.value.days
        if not days or days > LONGEST or self._gap(date):
            return None
        if date.value.start is not None and not self.links.verb_before(date) and not (self._ahead(date) and self._to_come(date)):
            # "in the last two weeks" is no length of the exercise, but "will last two weeks" is
            return None
        weight = self._beside(date) or self._governed(date, told) or self._general(date, told, days)
        return Bound(str(days), date.span, weight, False, "asserted", date.first) if weight >= LEAST else None

    def begun(self, date: Mention, told: Sequence[Event], length: bool) -> Bound | None:
        """The first day that a length tells with the day of publication: for the next three weeks; have been training for two weeks.

        `length` says whether it is the length of the exercise.
        """
        published, start = self.doc.report.published, date.value.start
        if not self.frame.main or published is None or start is None or precision(start) != "day":
            return None
        past = date.value.end == published and self._going_on(date, told)
        return Bound(start, date.span, LEAST, True, "asserted", date.first) if past or (length and start == published) else None

    def _beside(self, date: Mention) -> float:
        """The weight of a length inside the phrase that names the exercise, or right before or behind it; 0 elsewhere."""
        weight = 1.4 * self.strength if date.value.start is not None else 0.0
        for mention in self.own:
            if mention.first <= date.first and date.last <= mention.last:
                weight = 2.0
            elif 0 <= mention.first - date.last <= 2 and not self.links.crossed(date.last, mention.first):
                weight = max(weight, 1.6 if mention.first == date.last else 1.0)
        return weight or (0.8 if any(0 <= date.first - m.last <= NOUN_REACH for m in self.own) else 0.0)

    def _governed(self, date: Mention, told: Sequence[Event]) -> float:
        """The weight of a length behind a verb that tells of an exercise: ran for ten days; ended after ten days; 0 without one."""
        before = [e for e in told if e.last <= date.first and date.first - e.last <= BESIDE]
        if not before or self.links.crossed(before[-1].last, date.first):
            return 1.1 * self.strength if self._after_which(date, told) else 0.0
        act = before[-1].act
        ended = act == "end" and has_cue(self.doc, max(before[-1].last, date.first - 2), date.first, "time_after")
        filled = act == "end" and before[-1].last == date.first and self._filled(date)
        if act == "last":
            return 1.4 * self.strength
        return 1.1 * self.strength if ended or filled or act in ("hold", "join", "begin") else 0.0

    def _filled(self, date: Mention) -> bool:
        """Whether a length is one of something: completed two weeks of training."""
        return date.last < self.scope.last and self.doc.tokens[date.last].low in words_of("of_word")

    def _after_which(self, date: Mention, told: Sequence[Event]) -> bool:
        """Whether something ended after so long: wrapped up in the north on Friday after two weeks of training."""
        before = [e for e in told if 0 <= date.first - e.last <= REACH and e.tense != "noun"]
        after = date.first > self.scope.first and has_cue(self.doc, date.first - 1, date.first, "time_after")
        return after and bool(before) and before[-1].act == "end" and before[-1].tense in ("past", "perfect", "present")

    def _general(self, date: Mention, told: Sequence[Event], days: int) -> float:
        """The weight of a length that weaker words tie to the exercise; 0 without any."""
        if self.frame.main and self._of_event(date):
            return 1.0 if self.scope.strength else LEAST
        if self.scope.strength and self._for(date) and self._carried(date, told):
            return 0.8 * self.strength
        opening = date.first - self.doc.sentences[self.scope.sentence].first <= 1
        # "For ten days, soldiers will …"
        return LEAST if opening and self.frame.main and days > 1 else 0.0

    def _carried(self, date: Mention, told: Sequence[Event]) -> bool:
        """Whether a verb that tells of an exercise stands further off before "for ten days", and nothing else between."""
        before = [e for e in told if 0 <= date.first - e.last <= CARRY and e.tense != "noun"]
        return bool(before) and before[-1].act in ("last", "hold", "join", "begin") and not self.links.crossed(before[-1].last, date.first)

    def _going_on(self, date: Mention, told: Sequence[Event]) -> bool:
        """Whether the exercise has been going on for this time: have been training here for the past two weeks."""
        before = [e for e in told if 0 <= date.first - e.last <= CARRY and e.tense != "noun"]
        opens = date.first - self.doc.sentences[self.scope.sentence].first <= OPENS
        if opens and any(date.last < m.first and has_cue(self.doc, date.last, m.first, "time_have_been") for m in self.own):
            return True  # for the past 19 days soldiers have been here for a drill
        verb = next((e for e in told if e.first >= date.last), None) if opens else before[-1] if before else None
        return verb is not None and verb.act in ("hold", "join", "last") and verb.tense in GOING_ON

    def _for(self, date: Mention) -> bool:
        """Whether "for" or "for a period of" stands before a length."""
        return has_cue(self.doc, max(self.scope.first, date.first - BESIDE), date.first, "time_for_whole") or (
            date.first > self.scope.first and self.doc.tokens[date.first - 1].low in words_of("time_for")
        )

    def _ahead(self, date: Mention) -> bool:
        """Whether a word for the whole of a time stands before: for the next, over the next."""
        return self._for(date) or (date.first > self.scope.first and self.doc.tokens[date.first - 1].low in words_of("time_over"))

    def _to_come(self, date: Mention) -> bool:
        """Whether a length begins on the day of publication: for the next three weeks."""
        published = self.doc.report.published
        return published is not None and date.value.start == published

    def _of_event(self, date: Mention) -> bool:
        """Whether a length is that of the exercise under a general name: the two-week event."""
        definite = date.first > self.scope.first and self.doc.tokens[date.first - 1].low in words_of("det_definite")
        definite = definite or self.doc.tokens[date.first].low in words_of("det_definite")
        return definite and has_cue(self.doc, date.last, min(self.scope.last, date.last + 3), "length_noun")

    def _gap(self, date: Mention) -> bool:
        """Whether a length only tells how long before or after something else it was: less than a week after …; ten days before …"""
        first, last = max(self.scope.first, date.first - 2), min(self.scope.last, date.last + 1)
        return has_cue(self.doc, date.last, last, "length_behind") or has_cue(self.doc, first, date.first, "length_before")
