"""When, and in which tense, a report tells that its exercises are held: what sets two of them apart, or makes them one."""

from datetime import date, timedelta

from vedette.extract.edition_frames import EditionLinker, FrameDraft
from vedette.extract.events import Event
from vedette.extract.frames import in_range
from vedette.extract.mention_facts import MONTH, YEAR
from vedette.lexicon import organisation_members, words_of
from vedette.model import Mention, Period, Sentence
from vedette.values import first_day, last_day

ANOTHER_TIME = timedelta(days=14)
"""What lies between the times of two exercises, beyond which both are not told of the same one (its start, its main day)."""
OPENING = 4
"""Tokens in which a time stands that opens a sentence."""
VERB_REACH = 2
"""Tokens between a verb and the exercise that is its object."""
BEGUN = ("past", "perfect")
"""Tenses of what has begun."""


class TimedLinker(EditionLinker):
    """Asks when the exercises that mentions speak of are held."""

    def _at_another_time(self, mention: Mention, draft: FrameDraft) -> bool:
        """Whether a mention is told to be held at another time than an exercise: drills next week; in September, X is to take place."""
        own = self._held_at(mention)
        known = [d for m in draft.mentions for d in self._held_at(m)] if own else []
        return bool(known) and all(max(a[0] - b[1], b[0] - a[1]) > ANOTHER_TIME for a in own for b in known)

    def _held_at(self, mention: Mention) -> list[tuple[date, date]]:
        """The first and last days at which the sentence of a mention tells that something is held; what only ends may begin at any time."""
        sentence = self._sentence(mention)
        told = [e for e in self._events(sentence) if e.act != "say"]
        found: list[tuple[date, date]] = []
        for time in in_range(self.doc.of("date"), sentence.first, sentence.last):
            period: Period = time.value
            if (
                period.kind not in ("date", "interval")
                or period.sense not in ("on", "from")
                or not period.start
                or len(period.start) == YEAR
            ):
                continue
            event = min(told, key=lambda e: (max(time.first - e.last, e.word - time.last), e.word), default=None)
            if event and event.act in ("hold", "begin", "end"):
                first = date.min if event.act == "end" else first_day(period.start)
                found.append((first, last_day(period.end or period.start)))
        return found or (self._opening_time(sentence) if mention.value.name else [])

    def _opening_time(self, sentence: Sentence) -> list[tuple[date, date]]:
        """The month or day that a sentence opens with: In September, the range will see X."""
        times = in_range(self.doc.of("date"), sentence.first, min(sentence.first + OPENING, sentence.last))
        periods = [m.value for m in times if m.value.kind == "date" and m.value.sense == "on" and len(m.value.start or "") >= MONTH]
        return [(first_day(p.start), last_day(p.end or p.start)) for p in periods if p.start]

    def _since_day(self, sentence: Sentence) -> bool:
        """Whether a sentence tells from which day on something is held: drills under way since 12 May, not drills every year since 2005."""
        days = (p.start for p in self._periods(sentence.first, sentence.last) if p.sense in ("from", "since"))
        return any(len(day) > MONTH for day in days if day)

    def _held_before(self, mention: Mention, base: int) -> bool:
        """Whether a phrase tells of what was held, where the exercise told of is still to come: They held joint drills in May."""
        own = self._verb_of(mention)
        if own is None or own.tense not in BEGUN:
            return False
        return self._tenses(base) == {"future"}

    def _tenses(self, number: int) -> set[str]:
        """The tenses in which the body of a report tells that an exercise is held."""
        bodily = (m for m in self.drafts[number].mentions if self._sentence(m).kind != "headline")
        return {event.tense for m in bodily if (event := self._verb_of(m))}

    def _held_last(self, mention: Mention, base: int) -> bool:
        """Whether a phrase tells of the one before the exercise told of, at a time of its own: The last such drill was held in March."""
        words = (t.low for t in self.doc.tokens[mention.first : mention.last])
        return (
            mention.value.definite and not words_of("previous_word").isdisjoint(words) and self._at_another_time(mention, self.drafts[base])
        )

    def _verb_of(self, mention: Mention) -> Event | None:
        """The verb right before a phrase that tells that it is held: conducted joint drills; will hold joint drills."""
        sentence = self._sentence(mention)
        told = [e for e in self._events(sentence) if e.first < mention.first and mention.first - e.last <= VERB_REACH]
        return told[-1] if told and told[-1].act in ("hold", "begin") and not told[-1].negative else None

    def _awaited(self, mention: Mention) -> int | None:
        """The exercise told to be still to come, where a phrase goes on about it: "the upcoming drills" of who "will hold drills"."""
        if not mention.value.definite or words_of("awaited_word").isdisjoint(t.low for t in self.doc.tokens[mention.first : mention.last]):
            return None
        own = self._parties(mention, narrow=True)
        fitting = (k for k, d in enumerate(self.drafts) if self._agree(own, d.parties) and self._tenses(k) == {"future"})
        return next(fitting, None)

    @staticmethod
    def _agree(own: set[str], known: set[str]) -> bool:
        """Whether these parties can hold the same exercise: some are the same, or members of an organisation among the others."""
        if not own or not known or own & known:
            return True
        members = organisation_members()
        return any(members.get(code, frozenset()) & other for some, other in ((own, known), (known, own)) for code in some)
