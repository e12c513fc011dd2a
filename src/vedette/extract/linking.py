"""Tells the exercises of one report apart: groups the mentions of exercises into frames, and says which words speak of which frame.

A named mention belongs to the frame of its name and edition; an unnamed definite one ("the drills") to the frame told of last; an
indefinite one ("another exercise") opens a frame where something sets it apart, and otherwise belongs to the one told of.
"""

from collections.abc import Sequence
from itertools import pairwise

from vedette.extract.digests import digest
from vedette.extract.edition_frames import FrameDraft
from vedette.extract.frames import Frame, has_cue, in_range
from vedette.extract.name_forms import abbreviates, same_name
from vedette.extract.scopes import scopes
from vedette.extract.timed_frames import TimedLinker
from vedette.grammar import CLOSERS, OPENERS, phrases_of
from vedette.lexicon import series_holders, words_of
from vedette.model import Document, ExerciseRef, Mention

COPULA_REACH = 6
"""Tokens between an exercise and the name that "was" gives it: the last drills of comparable size were X."""
ANY_REACH = 6
"""Tokens between "any time" and the exercises that it speaks of."""
SEQUEL_REACH = 5
"""Tokens between "after" and the exercise that another comes after."""
TWIN_REACH = 5
"""Tokens between two exercises told of in one breath."""
PARTS_REACH = 3
"""Sentences behind one that tells that an exercise has parts in which their names are given."""
LATE = 3
"""Sentences between an unnamed exercise and a name from which on the name is another's."""


def link(doc: Document) -> tuple[Frame, ...]:
    """The frames of a report, the main one first, then in order of first mention."""
    return _Linker(doc).link()


class _Linker(TimedLinker):
    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.entries = digest(doc)
        self.likened: set[Mention] = set()
        self.asides: dict[Mention, int] = {}
        """Mentions that only say what came before, with the exercise told of until then: the next paragraph goes on about that."""

    def link(self) -> tuple[Frame, ...]:
        mentions = self.doc.of("exercise")
        if not mentions:
            return ()
        body = [m for m in mentions if self._sentence(m).kind != "headline"]
        head = [m for m in mentions if self._sentence(m).kind == "headline"]
        current: int | None = None
        previous: Mention | None = None
        for mention in head:
            if mention.value.name:
                self._attach(mention, self._place_headline(mention) or 0)
        for mention in body:
            if mention in self.of_mention:
                current, previous = self.of_mention[mention], mention
                continue
            number = self._place(mention, current, previous)
            if number is not None:
                self._attach(mention, number)
                current = number
                previous = mention
        for mention in head:
            number = None if mention.value.name else self._place_headline(mention)
            if number is not None:
                self._attach(mention, number)
        self._merge_unnamed()
        self._silent_editions()
        return self._frames()

    # placing a mention

    def _place(self, mention: Mention, current: int | None, previous: Mention | None) -> int | None:
        ref: ExerciseRef = mention.value
        if ref.name and self.drafts and (self._former_name(mention) or self._renamed(mention)):
            return None
        if ref.name:
            return self._place_named(mention, current, previous)
        if previous is not None and self._explains(previous, mention):
            return self.of_mention[previous]
        if self.drafts and self._founding(mention):
            self.founded.add(mention.sentence)
            return None
        if self._is_generic(mention):
            return None
        named = self._named_by_copula(mention)
        if named is not None:
            return self._place_with_name(mention, named, current, previous)
        if self._opens_entry(mention, previous):
            return self._new(mention)
        if not self.drafts or self._comes_after(previous, mention):
            return self._new(mention)
        if self._comes_before(previous, mention):
            self.asides[mention] = current or 0
            return self._new(mention)
        past = self._past_year(mention)
        base = current if current is not None else 0
        if self._this_year(mention):
            base = next((k for k in (base, 0) if not self.drafts[k].past), base)
        if past:
            return self._edition_of(base, past, mention)
        if self._held_last(mention, base):
            return self._new(mention, past=True)
        base = self._resumed(mention, previous, base)
        if self._within_told(previous, mention, base):
            return base
        awaited = self._awaited(mention)
        if awaited is not None:
            return awaited
        if self._latest(mention):
            return next((k for k in (base, 0) if not self.drafts[k].past), base)
        contrast = ref.contrast and self.doc.tokens[mention.first].low not in words_of("det_this")  # this upcoming exercise
        if contrast and self._still_ahead(mention, base):
            return base
        if contrast or (not ref.definite and self._set_apart(mention, base)):
            return self._same_kind_elsewhere(mention) if ref.definite else self._new(mention)
        between = self._between(mention) or self._of_relative(mention)
        if between and not any(self._held_by(between, d, ref.definite) for d in self.drafts):
            return self._new(mention)
        own = self._parties(mention, narrow=True)
        if self._owned_by_others(mention):
            return self._new(mention)
        if len(own) > 1 and all(own - d.parties and d.parties - own for d in self.drafts):
            return self._new(mention)
        if own and not ref.definite:
            fitting = [k for k, d in enumerate(self.drafts) if self._agree(own, d.parties)]
            if not fitting:
                return self._new(mention)
            return base if base in fitting else fitting[0]
        if (
            ref.definite
            and previous is not None
            and previous.sentence != mention.sentence
            and self._sentence(previous).block != self._sentence(mention).block
        ):
            follows = self._is_heading(previous) or self._continues(mention, base) or self._points_back(mention, previous)
            return 0 if self._sentence(mention).index > 2 and not follows else base
        return self._one_of_twins(mention, previous, base)

    def _one_of_twins(self, mention: Mention, previous: Mention | None, base: int) -> int:
        """One of the exercises told of in one breath, where "the exercises" goes on about those: X and Y were held after Z. The drills …"""
        if previous is None or self.drafts[base].twins or not (mention.value.definite and mention.value.plural):
            return base
        told = [k for k, d in enumerate(self.drafts) if d.twins and any(m.sentence == previous.sentence for m in d.mentions)]
        return told[0] if told and mention.sentence - previous.sentence == 1 else base

    def _latest(self, mention: Mention) -> bool:
        """Whether "the latest drills" are spoken of: those that the report is about."""
        words = (t.low for t in self.doc.tokens[mention.first : mention.last])
        return mention.value.definite and not words_of("latest_word").isdisjoint(words)

    def _still_ahead(self, mention: Mention, base: int) -> bool:
        """Whether "the upcoming drill" is the one told of, which has been told as planned."""
        if not mention.value.definite or not has_cue(self.doc, mention.first, mention.last, "ahead"):
            return False
        told = {m.sentence for m in self.drafts[base].mentions}
        planned = any(has_cue(self.doc, s.first, s.last, "modality_planned") for s in map(self.doc.sentences.__getitem__, sorted(told)))
        return planned and self._parties(mention, narrow=True) <= self.drafts[base].parties

    @staticmethod
    def _held_by(sides: set[str], draft: FrameDraft, definite: bool) -> bool:
        """Whether an exercise told of may be the one between these sides; "the drills" name one side more than was told at times."""
        return sides <= draft.parties or not draft.parties or (definite and len(sides & draft.parties) > 1)

    def _within_told(self, previous: Mention | None, mention: Mention, base: int) -> bool:
        """Whether a phrase only tells what is done in the exercise that its sentence named: in X they will practise landing drills."""
        if previous is None or previous.sentence != mention.sentence or mention.value.contrast or self.of_mention.get(previous) != base:
            return False
        own, known = self._parties(mention, narrow=True), self._known_parties(base)
        return not own or not known or bool(own & known)

    def _explains(self, previous: Mention, mention: Mention) -> bool:
        """Whether a phrase only says what the one before it is: Granite Bay, an annual exercise; Granite Bay is the largest exercise."""
        if previous.sentence != mention.sentence or previous not in self.of_mention:
            return False
        between = [t.low for t in self.doc.tokens[previous.last : mention.first] if t.low not in ('"', "'", "-", "–", "—", ")")]
        if between == [","] and (previous.value.name or not mention.value.contrast):
            return True
        if previous.value.name and not mention.value.definite and self._counted_as(mention):
            return True
        return not mention.value.contrast and 0 < len(between) <= 3 and all(w in words_of("copula") for w in between)

    def _named_by_copula(self, mention: Mention) -> Mention | None:
        """The name that the sentence goes on to give: the last drill of that size was Granite Bay in 1988."""
        after = next((m for m in self.doc.of("exercise") if m.first >= mention.last and m.sentence == mention.sentence), None)
        if after is None or after.value.name is None or after.first - mention.last > COPULA_REACH:
            return None
        words = [t.low for t in self.doc.tokens[mention.last : after.first]]
        if not words or self._part_of(mention):
            return None
        apposed = mention.value.definite and words[-1] == "," and words[0] in words_of("place_in", "side_with") and words.count(",") == 1
        if apposed and not after.value.definite and words_of("clause_finite").isdisjoint(words):
            return after  # the exercise in Togo, Granite Bay 97, …
        return after if words[-1] in words_of("copula") and "," not in words else None

    def _place_with_name(self, mention: Mention, named: Mention, current: int | None, previous: Mention | None) -> int:
        """The frame of the name that a phrase is given; the phrase may tell its year: last year's drill was X."""
        number = self._place_named(named, current, previous)
        self._attach(named, number)
        draft = self.drafts[number]
        draft.year = draft.year or self._past_year(mention)
        return number

    def _place_named(self, mention: Mention, current: int | None, previous: Mention | None) -> int:
        number = self._frame_of_name(mention, current, previous)
        if previous is not None and not self.drafts[number].mentions and self._coordinated(previous, mention):
            self._make_twins(number, self.of_mention[previous])
        return number

    def _make_twins(self, number: int, twin: int) -> None:
        """Puts a new frame to one told of in the same breath, and to its twins; what is over is so of all: X and Y, held last year."""
        own = self.drafts[number]
        for k in (twin, *self.drafts[twin].twins):
            other = self.drafts[k]
            own.twins.add(k)
            other.twins.add(number)
            if own.past and own.year and not other.year and len(other.mentions) == 1:
                other.past, other.year = True, own.year

    def _frame_of_name(self, mention: Mention, current: int | None, previous: Mention | None) -> int:
        ref: ExerciseRef = mention.value
        year = self._year(mention)
        same = [k for k, d in enumerate(self.drafts) if self._goes_by(d, ref)]
        alias = self._alias_of(mention, previous)
        if same and alias is not None and alias not in same and self._in_brackets(mention) and not self.drafts[same[0]].past:
            return self._merge(alias, same[0])
        if same:
            return self._right_edition(same, mention, year)
        if alias is None and current is not None and (self._opens_with_cue(mention) or self._gives_name(mention, previous)):
            alias = current
        if alias is not None:
            return alias
        likened = self._likened(mention, previous)
        awaited = self._awaited(mention)
        if awaited is not None and not self.drafts[awaited].named:
            return awaited
        unnamed = [k for k, d in enumerate(self.drafts) if not (d.named or d.past or likened) and self._in_entry(mention, d)]
        if unnamed and not ref.contrast and not self._past_year(mention) and not self._contrasted(mention):
            fitting = self._of_holders(mention, [k for k in unnamed if self._may_name(mention, self.drafts[k])])
            if fitting and not any(d.named for d in self.drafts[: fitting[0]]) and not self._comes_late(mention, fitting[0]):
                first = current if ref.definite and current in fitting else fitting[0]
                if not (year and self.drafts[first].year and year != self.drafts[first].year):
                    return first
        return self._new(mention)

    def _of_holders(self, mention: Mention, fitting: list[int]) -> list[int]:
        """Those of some exercises told of without a name that are of states which hold the known series that a mention names, if any is."""
        holders = series_holders().get(mention.value.series or "", frozenset())
        return [k for k in fitting if self.drafts[k].parties & holders] or fitting

    @staticmethod
    def _goes_by(draft: FrameDraft, ref: ExerciseRef) -> bool:
        """Whether an exercise told of goes by a name, or by one that is a form of it."""
        return bool(ref.series and ref.series == draft.series) or any(same_name(base, ref.base or "") for base in draft.bases)

    def _may_name(self, mention: Mention, draft: FrameDraft) -> bool:
        """Whether nothing sets the exercise that a mention names apart from one told of without a name."""
        if self._kept_apart(mention, draft) or self._of_rivals(mention, draft):
            return False
        named_after = has_cue(self.doc, mention.first, mention.last, "named_cue")
        # who is named beside "the X drills" watches or comes to them: that does not set them apart
        beside = mention.value.definite and (named_after or len(self.drafts) == 1)
        return self._agree(self._parties(mention, narrow=beside), draft.parties)

    def _kept_apart(self, mention: Mention, draft: FrameDraft) -> bool:
        """Whether words on a mention tell that it is another exercise: it has other sides, another time, or the one told of comes after."""
        first = max(self._sentence(mention).first, mention.first - SEQUEL_REACH)
        sequel = has_cue(self.doc, first, mention.first, "sequel_cue")
        return sequel or self._of_others(mention, draft) or self._at_another_time(mention, draft) or self._in_parts(mention, draft)

    def _in_parts(self, mention: Mention, draft: FrameDraft) -> bool:
        """Whether a name heads a sentence shortly after it was told that the exercise has several parts: it is that of one of them."""
        sentence = self._sentence(mention)
        if not mention.value.name or mention.first > sentence.first + 1:
            return False
        last = draft.mentions[-1].sentence if draft.mentions else mention.sentence
        told = self.doc.sentences[last]
        return last < mention.sentence <= last + PARTS_REACH and has_cue(self.doc, told.first, told.last, "in_parts")

    def _of_others(self, mention: Mention, draft: FrameDraft) -> bool:
        """Whether words on a mention name those who hold the exercise, two at least, and they are others than those of a frame."""
        inside = self._parties(mention, narrow=True)
        if not inside and not mention.value.name and (holders := self._holders(mention)):
            inside = holders | self._partners(mention)
        return len(inside) > 1 and bool(inside - draft.parties and draft.parties - inside)

    def _likened(self, mention: Mention, previous: Mention | None) -> bool:
        """Whether the exercise told of is only compared with the one that a mention names: they will be similar to Sweden's Aurora."""
        if previous is None or previous.sentence != mention.sentence:
            return False
        found = has_cue(self.doc, previous.last, mention.last, "likened_cue")
        if found:
            self.likened.add(mention)
        return found

    def _comes_late(self, mention: Mention, number: int) -> bool:
        """Whether a name stands too far behind what was told of an exercise without one to be its name, and no word gives it."""
        last = self.drafts[number].mentions[-1]
        return mention.sentence - last.sentence >= LATE and not mention.value.definite

    def _merge(self, gone: int, into: int) -> int:
        """Puts what was told of one exercise to another, which it turned out to be, and gives that one's number."""
        for mention in self.drafts[gone].mentions:
            self._attach(mention, into)
        number = {k: k - (k > gone) for k in range(len(self.drafts))} | {gone: into - (into > gone)}
        del self.drafts[gone]
        for draft in self.drafts:
            draft.twins = {number[k] for k in draft.twins}
            draft.edition_of = None if draft.edition_of is None else number[draft.edition_of]
        self.of_mention = {m: number[k] for m, k in self.of_mention.items()}
        self.asides = {m: number[k] for m, k in self.asides.items()}
        return number[into]

    def _place_headline(self, mention: Mention) -> int | None:
        ref: ExerciseRef = mention.value
        if not self.drafts:
            return None if self._is_generic(mention) and not ref.name and not self._parties(mention) else self._new(mention)
        if ref.name:
            for k, d in enumerate(self.drafts):
                if self._goes_by(d, ref):
                    return k
            free = [k for k, d in enumerate(self.drafts) if not d.named]
            return free[0] if free else self._new(mention)
        return next((k for k, d in enumerate(self.drafts) if not self._is_old(d)), 0)

    # what a mention says of itself

    def _is_generic(self, mention: Mention) -> bool:
        """Whether the words speak of exercises in general, not of a particular one."""
        ref: ExerciseRef = mention.value
        if ref.name:
            return False
        sentence = self._sentence(mention)
        if has_cue(self.doc, max(sentence.first, mention.first - ANY_REACH), mention.first, "any_time"):
            return True  # any time there is an exercise
        if ref.definite:
            return not self.drafts and not self._anchored(mention)
        every = bool(self.drafts) and self.doc.tokens[mention.first].low in words_of("det_all")
        if ref.generic and (every or not self._parties(mention, narrow=True)):
            return True
        if ref.plural and has_cue(self.doc, sentence.first, sentence.last, "habitual") and not self._since_day(sentence):
            return True
        if ref.plural and has_cue(self.doc, sentence.first, sentence.last, "hypothetical") and not self._parties(mention, narrow=True):
            return True
        return not self._anchored(mention)

    def _set_apart(self, mention: Mention, base: int) -> bool:
        """Whether an indefinite mention speaks of another exercise than the frame `base`: other parties, a contrast, an earlier month."""
        own = self._parties(mention, narrow=True) or (self._holders(mention) | self._trained_with(mention)) or self._parties(mention)
        known = self._known_parties(base)
        if own and known and (not own & known or (len(own) > 1 and own - known and known - own)):
            return True
        if self._of_others(mention, self.drafts[base]) or self._held_before(mention, base):
            return True
        sentence = self._sentence(mention)
        if has_cue(self.doc, sentence.first, min(sentence.first + 3, sentence.last), "contrast_cue"):
            return self._anchored(mention)
        return self._told_of_before(mention) or self._told_of_after(mention)

    def _owned_by_others(self, mention: Mention) -> bool:
        """Whether a phrase names a side as that whose exercise it is, and none told of is of that side: Elbonia's war games."""
        parties = in_range(self.doc.of("party"), mention.first, mention.last)
        owners = {m.value.code for m in parties if m.last < mention.last and self.doc.tokens[m.last].low in words_of("owner_mark")}
        if len(owners) != 1 or mention.value.contrast or not self._anchored(mention):
            return False
        return not any(self._agree(owners, d.parties) for d in self.drafts)

    def _known_parties(self, number: int) -> set[str]:
        """The parties told of with a frame; for another edition without any, those of the edition that it goes by."""
        draft = self.drafts[number]
        if not draft.parties and draft.edition_of is not None:
            return self.drafts[draft.edition_of].parties
        return draft.parties

    def _resumed(self, mention: Mention, previous: Mention | None, base: int) -> int:
        """The exercise told of before, where a definite phrase goes on about that behind an aside on another edition or exercise."""
        if previous is None or not mention.value.definite:
            return base
        draft = self.drafts[base]
        editions = (k for k, d in enumerate(self.drafts) if draft.past and not d.past and d.bases & draft.bases)
        own = next(editions, self.asides.get(previous))
        if own is None:
            return base
        sentence = self._sentence(mention)
        timed = any((p.start or "")[:4] == self.published_year for p in self._periods(sentence.first, sentence.last))
        return own if timed or self._sentence(previous).block != sentence.block else base

    def _points_back(self, mention: Mention, previous: Mention) -> bool:
        """Whether "this exercise" speaks of the one that the sentence before tells of."""
        return mention.sentence - previous.sentence == 1 and self.doc.tokens[mention.first].low in words_of("det_this")

    def _continues(self, mention: Mention, base: int) -> bool:
        """Whether a definite mention goes on about the frame told of last rather than the main one."""
        own = self._parties(mention, narrow=True)
        return bool(own and own & self.drafts[base].parties and not own & self.drafts[0].parties)

    def _same_kind_elsewhere(self, mention: Mention) -> int | None:
        return self._new(mention) if self._anchored(mention) else None

    def _opens_with_cue(self, mention: Mention) -> bool:
        """Whether a sentence begins by giving a name to what was told of: Dubbed Granite Bay, the exercise …"""
        sentence, span = self._sentence(mention), mention.value.name_span
        cues = phrases_of("named_cue").at(self.doc.tokens, sentence.first, sentence.last)
        if not cues or span is None:
            return False
        return all(not t.text[0].isalnum() or t.start >= span.start for t in self.doc.tokens[cues[0] : mention.last])

    def _gives_name(self, mention: Mention, previous: Mention | None) -> bool:
        """Whether a sentence that goes on about an exercise gives it another name: The exercise, code-named Granite Bay, …"""
        opens = mention.value.definite and not mention.value.contrast and mention.first == self._sentence(mention).first
        if not opens or previous is None or mention.sentence - previous.sentence > 1:
            return False
        return has_cue(self.doc, mention.first, mention.last, "named_cue") and not self._parties(mention, narrow=True)

    def _alias_of(self, mention: Mention, previous: Mention | None) -> int | None:
        """The frame whose name stands right before this one as its other name: X (Y), X, also known as Y."""
        if previous is None or previous.sentence != mention.sentence or previous not in self.of_mention:
            return None
        name = mention.value.name_span
        between = [t for t in self.doc.tokens[previous.last : mention.last] if name is None or t.start < name.start]
        lows = [t.low for t in between]
        if lows and len(lows) <= 3 and "(" in lows[:2] and all(not w[0].isalnum() for w in lows):
            return self.of_mention[previous]
        cued = lows and len(lows) <= 10 and has_cue(self.doc, previous.last, mention.last, "alias_cue")
        if cued and "and" not in lows and not self._or_else(lows):
            return self.of_mention[previous]
        unnamed = previous.value.name is None and not self.drafts[self.of_mention[previous]].named
        if unnamed and (self._named_by_cue(lows) or self._named_in_quotes(previous, mention)):
            return self.of_mention[previous]
        if previous.value.name is None and lows and len(lows) <= 4 and all(w in (",", '"', "'", "the", "exercise") for w in lows):
            return self.of_mention[previous]
        return None

    def _or_else(self, lows: Sequence[str]) -> bool:
        """Whether a preposition said once more sets apart what "or" joins: nothing was decided about X or about Y."""
        return any(a in words_of("name_or") and b in words_of("not_with", "side_with") for a, b in pairwise(lows))

    def _coordinated(self, previous: Mention, mention: Mention) -> bool:
        if previous.sentence != mention.sentence or not previous.value.name:
            return False
        between = self.doc.tokens[previous.last : mention.first]
        return 0 < len(between) <= TWIN_REACH and all(t.low in words_of("twin_joint") or t.text in CLOSERS | OPENERS for t in between)

    def _merge_unnamed(self) -> None:
        """An unnamed frame before any named one that nothing sets apart from it is the same exercise."""
        if len(self.drafts) < 2 or self.drafts[0].named or self.entries:
            return
        first = self.drafts[0]
        for number, draft in enumerate(self.drafts[1:], 1):
            if (
                draft.named
                and not draft.past
                and self._agree(first.parties, draft.parties)
                and not self._kept_apart(draft.mentions[0], first)
                and not self._of_rivals(draft.mentions[0], first)
            ):
                if first.year and draft.year and first.year != draft.year:
                    continue
                if any(m.value.contrast or self._contrasted(m) or self._comes_late(m, 0) or m in self.likened for m in draft.mentions[:1]):
                    continue
                draft.mentions = sorted(first.mentions + draft.mentions, key=lambda m: m.first)
                draft.parties |= first.parties
                for m in first.mentions:
                    self.of_mention[m] = number
                first.mentions = []
                return

    def _opens_entry(self, mention: Mention, previous: Mention | None) -> bool:
        """Whether a mention is the first one in an entry of a digest."""
        block = self._sentence(mention).block
        return block in self.entries and (previous is None or self._sentence(previous).block != block)

    def _in_entry(self, mention: Mention, draft: FrameDraft) -> bool:
        """Whether a mention in a digest stands in the entry where a frame is first told of; elsewhere always."""
        block = self._sentence(mention).block
        return block not in self.entries or any(self._sentence(m).block == block for m in draft.mentions[:1])

    # frames

    def _frames(self) -> tuple[Frame, ...]:
        alive = [k for k, d in enumerate(self.drafts) if d.mentions]
        if not alive:
            return ()
        main = self._main(alive)
        order = [main, *(k for k in alive if k != main)]
        past = {k for k in alive if self.drafts[k].past and k != main} if self.published_year else set()
        told = scopes(self.doc, self.of_mention, [d.twins for d in self.drafts], main, self.entries, past=past)
        number_of = {k: n for n, k in enumerate(order)}
        frames = []
        for k in order:
            draft = self.drafts[k]
            twins = tuple(sorted(number_of[t] for t in draft.twins if t in number_of))
            frames.append(
                Frame(
                    number=number_of[k],
                    mentions=tuple(sorted(draft.mentions, key=lambda m: m.first)),
                    name=self._best_name(draft.mentions),
                    year=draft.year,
                    main=k == main,
                    scopes=tuple(told.get(k, ())),
                    twins=twins,
                    series=self._best_name(self.drafts[draft.edition_of].mentions) if draft.edition_of is not None else None,
                )
            )
        return tuple(frames)

    def _best_name(self, mentions: Sequence[Mention]) -> Mention | None:
        """The mention with the fullest name: whole before first letters, with an edition before without, then the first in the body."""
        named = [m for m in mentions if m.value.name]
        bases = {m.value.base for m in named}
        short = {name for name in {m.value.name for m in named} if any(abbreviates(name.lower(), base) for base in bases)}
        headline = {m for m in named if self._sentence(m).kind == "headline"}
        return min(named, key=lambda m: (m.value.name in short, m.value.edition is None, m in headline, m.first)) if named else None
