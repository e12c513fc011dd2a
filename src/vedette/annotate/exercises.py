"""Finds the noun phrases and names that refer to exercises.

A name is known from series.csv, or stands where names stand: after "Exercise", before "drills", in quotation marks after "dubbed", with a
year behind it. Names that a report introduces are then found wherever they recur.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from vedette.annotate.exercise_lexicon import (
    QUOTE_CLOSERS,
    QUOTE_OPENERS,
    YEAR,
    Name,
    Noun,
    base_of,
    capital,
    exclusion_phrases,
    may_begin,
    noun_phrases,
    series_phrases,
)
from vedette.annotate.exercise_recurring import RecurringNameFinder
from vedette.annotate.layout import between
from vedette.grammar import OPENERS, begun_in, phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, ExerciseRef, Mention, Sentence, Span, is_state

BRIEF = 80
"""Tokens up to which one such word is enough."""
EDITION_OF_REACH = 8
"""Tokens between "edition" and the name of the series that it is one of."""
MILITARY_WORDS = 2
"""Different words of armed forces that a report must hold before its exercises are taken for military ones; found on the tuning set and on
ordinary news."""
SIDES_REACH, TWO_SIDES = 6, 2
"""Tokens before a noun in which those who hold an exercise together stand; how many they are at least."""
SIDES_BEHIND = 12
"""Tokens behind such a noun in which they stand."""
REPEATED = 3
"""Military words, the same or not, from which on they count as one more."""


def may_tell(doc: Document) -> bool:
    """Whether the report may tell of an exercise: where this is False, `find_exercises` finds none whatever else is known of the report.

    That takes a noun for one (or for an edition) or the name of a known series; reports without any need not be read further.
    """
    finder = _Finder(doc)
    return any(
        next(finder._nouns_of(s), None)
        or any(may_begin(doc.tokens[first]) for first, _, _ in series_phrases().find(doc.tokens, s.first, s.last))
        for s in doc.sentences
    )


def find_exercises(doc: Document) -> tuple[Mention, ...]:
    """Mentions of kind `exercise` with an ExerciseRef each, in reading order, not overlapping."""
    return _Finder(doc).find()


class _Finder(RecurringNameFinder):
    def find(self) -> tuple[Mention, ...]:
        nouns = [(sentence, noun) for sentence in self.doc.sentences for noun in self._nouns_of(sentence)]
        told = sum(noun.kind != "edition" for _, noun in nouns)
        if not self._is_military(nouns):
            return ()
        own: dict[int, list[Noun]] = {}
        for sentence, noun in nouns:
            own.setdefault(sentence.index, []).append(noun)
        names: dict[int, Name] = {}
        for sentence in self.doc.sentences:
            for name in map(self._trimmed, self._names_of(sentence, own.get(sentence.index, ()), told)):
                known = names.setdefault(name.first, name)
                if self._goes_on_in_quotes(known, name):
                    names[name.first] = name
        if told > 1 and not any(n.sure for n in names.values()):
            names |= {name.first: name for name in self._everyday_names()}
        if not told and not any(n.sure for n in names.values()):
            return ()
        for name in list(self._glosses(list(names.values()))):
            names[name.first] = name
        for name in self._recurring(list(names.values())):
            names.setdefault(name.first, name)
        return tuple(self._mentions(own, _without_overlap(self.doc, list(names.values()))))

    def _goes_on_in_quotes(self, known: Name, name: Name) -> bool:
        """Whether the marks around a name show that it is longer than what was read of it: "Guardians of the Lake"."""
        if not known.last < name.base_last < len(self.tokens) or not name.first:
            return False
        closed = any(i < len(self.tokens) and self.tokens[i].text in QUOTE_CLOSERS for i in (name.base_last, name.last))
        return closed and self.tokens[name.first - 1].text in QUOTE_OPENERS

    def _is_military(self, nouns: Sequence[tuple[Sentence, Noun]]) -> bool:
        """Whether the report speaks of armed forces at all, so that "drill" and "exercise" can mean theirs."""
        if sum(noun.weight == "strong" for _, noun in nouns) >= 2 or self._knows_series(nouns) or self._is_dated(nouns):
            return True
        words = words_of("military_word")
        found = [t.low for t in self.tokens if t.low in words]
        strong = any(noun.weight == "strong" for _, noun in nouns)
        evidence = len(set(found)) + (len(found) >= REPEATED) + min(len(self.doc.of("unit")), 2) + strong + self._of_states(nouns)
        return evidence >= (MILITARY_WORDS if len(self.tokens) > BRIEF else 1)

    def _of_states(self, nouns: Sequence[tuple[Sentence, Noun]]) -> bool:
        """Whether a sentence tells of an exercise and of two states, or names the exercise: states and armies name theirs."""
        for sentence in {s.index: s for s, _ in nouns}.values():
            parties = begun_in(self.doc.of("party"), sentence.first, sentence.last)
            if len({m.value.code for m in parties if is_state(m.value.code)}) > 1:
                return True
        return any(name.base_last - name.first > 1 for sentence, noun in nouns for name in self._after_noun(sentence, noun))

    def _is_dated(self, nouns: Sequence[tuple[Sentence, Noun]]) -> bool:
        """Whether a name with a year stands behind an exercise noun: Exercise Malabar 2020."""
        return any(self._is_year(name.edition) for sentence, noun in nouns for name in self._after_noun(sentence, noun))

    def _knows_series(self, nouns: Sequence[tuple[Sentence, Noun]]) -> bool:
        """Whether a sentence with an exercise noun names a known series that is no everyday word."""
        return any(
            capital(self.tokens[first]) and all("ambiguous" not in row.note for row in rows)
            for sentence in {s.index: s for s, _ in nouns}.values()
            for first, _, rows in series_phrases().find(self.tokens, sentence.first, sentence.last)
        )

    # nouns

    def _nouns_of(self, sentence: Sentence) -> Iterator[Noun]:
        found = noun_phrases().find(self.tokens, sentence.first, sentence.last)
        others = exclusion_phrases().find(self.tokens, sentence.first, sentence.last) if found else ()
        excluded = {i for a, b, _ in others for i in range(a, b)}
        for first, last, payloads in found:
            head = self.tokens[last - 1].low.removesuffix("s")
            bare = last - first == 1 and first > sentence.first and self.tokens[first - 1].low in words_of("det_definite")
            if not excluded.isdisjoint(range(first, last)):
                self.barred.add(head)
                continue
            if self._is_verb(sentence, first, last) or (bare and head in self.barred):
                continue
            kind, weight = payloads[0]
            again = head in self.accepted or (self.accepted and self.tokens[last - 1].low in words_of("exercise_again"))
            again = again and (bare or (last - first > 1 and self._is_noun(last - 1)))
            told = (
                again
                or self._military_modifier(sentence, first)
                or self._abbreviated(sentence, first)
                or self._of_both(sentence, first, last)
            )
            if weight != "weak" or told:
                self.accepted.add(head)
                self.barred.discard(head)
                yield Noun(first, last, kind, weight)
        yield from self._edition_nouns(sentence)

    def _edition_nouns(self, sentence: Sentence) -> Iterator[Noun]:
        """Words for an edition: the 16th edition, this year's round, the next one, which will be held in Elbonia in 2023."""
        editions, rounds = words_of("edition_word"), words_of("edition_round")
        for i in between(phrases_of("edition_word", "edition_round").places(self.tokens), sentence.first + 1, sentence.last):
            low = self.tokens[i].low
            if low in editions or (low in rounds and self.tokens[i - 1].low in words_of("det_contrast", "season_word")):
                yield Noun(i, i + 1, "edition", "medium")
        for _, last, _ in phrases_of("edition_next").find(self.tokens, sentence.first, sentence.last):
            if any(m.value.kind in ("date", "interval") for m in begun_in(self.doc.of("date"), last, sentence.last)):
                yield Noun(last - 1, last, "edition", "medium")

    def _is_noun(self, i: int) -> bool:
        """Whether the word at token i alone tells of an exercise: a mock drill in a report that speaks of drills."""
        hit = noun_phrases().at(self.tokens, i, i + 1)
        return hit is not None and any(weight != "weak" for _, weight in hit[1])

    def _military_modifier(self, sentence: Sentence, first: int) -> bool:
        """Whether a word that can mean much else stands behind one that makes it military or before its name: a joint marines rehearsal."""
        words = words_of("military_modifier")
        return self.tokens[first].low in words_of("rehearsal") and (
            any(self.tokens[i].low in words for i in range(max(sentence.first, first - 3), first))
            or self._skip_cue(first + 1, sentence.last) is not None
        )

    def _of_both(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether two sides hold what a noun tells of together: the joint Elbonian-Ruritanian air training, training between A and B."""
        return self._sides_before(sentence, first) or self._sides_behind(sentence, last)

    def _sides_before(self, sentence: Sentence, first: int) -> bool:
        """Whether two sides and a word that joins them stand right before token `first`, and nothing else."""
        sides = [m for m in begun_in(self.doc.of("party"), max(sentence.first, first - SIDES_REACH), first) if m.last <= first]
        if len({m.value.code for m in sides}) < TWO_SIDES or sides[0].first == sentence.first:
            return False
        within = {i for m in sides for i in range(m.first, m.last)}
        apart = [self.tokens[i].low for i in range(sides[0].first, first) if i not in within]
        plain = all(low in words_of("name_and") or low == "-" for low in apart)
        return plain and self.tokens[sides[0].first - 1].low in words_of("joint_word")

    def _sides_behind(self, sentence: Sentence, last: int) -> bool:
        """Whether two sides are named between whom something is that drills may be called: the manoeuvre between A and B."""
        if last >= sentence.last or self.tokens[last].low not in words_of("between_word"):
            return False
        sides = {m.value.code for m in begun_in(self.doc.of("party"), last, min(last + SIDES_BEHIND, sentence.last))}
        return self.tokens[last - 1].low in words_of("sides_noun") and len(sides) >= TWO_SIDES

    def _abbreviated(self, sentence: Sentence, first: int) -> bool:
        """Whether a short form stands before a name: Ex WISE HERON."""
        if self.tokens[first].low not in words_of("name_short") or not capital(self.tokens[first]):
            return False
        run = self._run(first + 1, sentence.last)
        return run is not None and self._is_name(first + 1, run)

    def _is_verb(self, sentence: Sentence, first: int, last: int) -> bool:
        """Whether a single word such as "exercise" is used as a verb here."""
        if last - first > 1:
            return False
        before = self.tokens[first - 1].low if first > sentence.first else ""
        after = self.tokens[last].low if last < sentence.last else ""
        if before in words_of("relative_object") and first - 2 >= sentence.first and self.tokens[first - 2].low.endswith("s"):
            return True  # producers that drill in the north
        return (before in words_of("to_verb") and self.tokens[first].text.islower()) or after in words_of("exercise_verb_object")

    # mentions

    def _mentions(self, nouns: Mapping[int, Sequence[Noun]], names: Sequence[Name]) -> Iterator[Mention]:
        """The mentions made of the names and of the nouns by sentence, in reading order."""
        by_sentence: dict[int, list[Name]] = {}
        for name in names:
            by_sentence.setdefault(self.layout.sentence_of[name.first], []).append(name)
        for sentence in self.doc.sentences:
            own_names = by_sentence.get(sentence.index, [])
            own_nouns = nouns.get(sentence.index, ())
            if own_names or own_nouns:
                yield from self._of_sentence(sentence, own_names, own_nouns)

    def _of_sentence(self, sentence: Sentence, names: Sequence[Name], nouns: Sequence[Noun]) -> Iterator[Mention]:
        found: list[Mention] = []
        joined: set[Noun] = set()
        for name in (self._titled(sentence, n) for n in names):
            near = [n for n in nouns if self._one_phrase(sentence, name, n)]
            joined.update(near)
            joined.update(n for n in nouns if n.first < name.last and name.first < n.last)
            noun = near[0] if near else None
            first = min([name.first, *(n.first for n in near)])
            last = max([name.last, *(n.last for n in near)])
            found.append(self._mention(sentence, first, last, name, noun))
        for noun in nouns:
            if noun not in joined:
                found.append(self._mention(sentence, noun.first, noun.last, None, noun))
        yield from sorted(found, key=lambda m: m.first)

    def _one_phrase(self, sentence: Sentence, name: Name, noun: Noun) -> bool:
        """Whether name and noun make one phrase: the Balikatan joint military exercises, Exercise Orion, drills dubbed X."""
        stops = words_of("np_stop")
        if name.last <= noun.first:
            between = self.tokens[name.last : noun.first]
            return len(between) <= 6 and not any(t.low in stops or t.low in (",", ";", "(", ")", "'s", ".", ":") for t in between)
        if noun.last <= name.first:
            if noun.kind == "edition" and self._edition_of(noun, name):
                return True
            cue = self._skip_cue(noun.last, sentence.last)
            if cue is not None and cue == name.first:
                return True
            return all(t.text in OPENERS or t.text == "," for t in self.tokens[noun.last : name.first]) and name.first - noun.last <= 2
        return True

    def _edition_of(self, noun: Noun, name: Name) -> bool:
        """Whether only words of one phrase stand between an edition and the name of its series: the 16th edition of the joint drills X."""
        between = self.tokens[noun.last : name.first]
        if not between or between[0].low not in words_of("of_word") or len(between) > EDITION_OF_REACH:
            return False
        return all(t.text in OPENERS or (t.text[0].isalnum() and t.low not in words_of("np_stop")) or t.low == "-" for t in between[1:])

    def _mention(self, sentence: Sentence, first: int, last: int, name: Name | None, noun: Noun | None) -> Mention:
        tokens = self.tokens
        start = self._phrase_start(sentence, first)
        lows = [t.low for t in tokens[start:first]]
        text = self._spelled(name) if name else None
        noun_low = tokens[noun.last - 1].low if noun else None
        plural = noun_low is not None and noun_low.endswith("s")
        value = ExerciseRef(
            name=text,
            name_span=Span(tokens[name.first].start, tokens[name.last - 1].end) if name else None,
            base=(name.base or base_of(self.doc.words(name.first, name.base_last))) if name else None,
            edition=name.edition if name else None,
            series=name.series if name else None,
            kind=noun.kind if noun else "generic",
            noun=noun_low,
            definite=not words_of("det_definite").isdisjoint(lows) or "'s" in lows,
            contrast=(not self._contrasts(noun).isdisjoint(lows) and not self._modifies(noun))
            or phrases_of("own_cue").at(tokens, last, sentence.last) is not None,
            plural=plural,
            generic=not (words_of("det_generic") if plural else words_of("det_generic") - words_of("det_more")).isdisjoint(lows),
            year=next((t.text[:4] for t in tokens[start:first] if YEAR.match(t.text)), None),
        )
        return Mention("exercise", Span(tokens[start].start, tokens[last - 1].end), start, last, sentence.index, value)

    def _titled(self, sentence: Sentence, name: Name) -> Name:
        """A name together with the word that makes it one of an operation: Operation Granite Bay."""
        before = self.tokens[name.first - 1] if name.first > sentence.first else None
        if before is None or not capital(before) or before.text.isupper() != self.tokens[name.first].text.isupper():
            return name
        base = name.base or base_of(self.doc.words(name.first, name.base_last))
        return replace(name, first=name.first - 1, base=base) if before.low in words_of("operation_title") else name

    def _spelled(self, name: Name) -> str:
        """A name as written, without the mark that closes it before its year: "Granite Bay" 2023."""
        end = name.base_last
        if end < name.last and self.tokens[end].text in QUOTE_CLOSERS and self.tokens[end].end < self.tokens[end + 1].start:
            return f"{self.doc.words(name.first, end)} {self.doc.words(end + 1, name.last)}"
        return self.doc.words(name.first, name.last)

    def _contrasts(self, noun: Noun | None) -> frozenset[str]:
        """Words that set an exercise apart from the one told of; "the second edition" only counts it."""
        words = words_of("det_contrast")
        return words - words_of("ordinal") if noun is not None and noun.kind == "edition" else words

    def _modifies(self, noun: Noun | None) -> bool:
        """Whether the noun only tells of what kind another thing is: the other exercise areas."""
        return noun is not None and noun.last < len(self.tokens) and self.tokens[noun.last].low in words_of("exercise_thing")

    def _phrase_start(self, sentence: Sentence, first: int) -> int:
        """Where the noun phrase that ends in the exercise noun begins."""
        stops = words_of("np_stop")
        determiners = words_of("determiner")
        i = first
        while i > sentence.first and first - i < 12:
            low = self.tokens[i - 1].low
            if low in stops or (
                not low[0].isalnum() and low not in ("-", "'s", ",", "/") and self.tokens[i - 1].text not in OPENERS - {"("}
            ):
                break
            if low == "," and not (i - 2 >= sentence.first and capital(self.tokens[i - 2]) and i < first and capital(self.tokens[i])):
                break
            i -= 1
            if low in determiners:
                break
        return i


def _without_overlap(doc: Document, names: Sequence[Name]) -> list[Name]:
    """Of overlapping names the one that begins first, of those the longest; but no word before a known name that ends where it ends,
    unless the report has it there again, or the known one is an everyday word.
    """
    known = {n.last: n.first for n in names if n.series and not _is_everyday(doc, n)}
    times = Counter(doc.words(n.first, n.base_last) for n in names)
    out: list[Name] = []
    for name in sorted(names, key=lambda n: (n.first, -n.last)):
        once = name.series is None and times[doc.words(name.first, name.base_last)] == 1 and not _is_quoted(doc, name)
        if once and name.first < known.get(name.last, name.first) <= name.first + 1:
            continue
        if not out or name.first >= out[-1].last:
            out.append(name)
    return out


def _is_quoted(doc: Document, name: Name) -> bool:
    """Whether a name stands between quotation marks: these tell where it begins."""
    return name.first > 0 and doc.tokens[name.first - 1].text in QUOTE_OPENERS


def _is_everyday(doc: Document, name: Name) -> bool:
    """Whether a single word is a name of known series and means much else: Shield."""
    hit = series_phrases().at(doc.tokens, name.first, name.base_last) if name.base_last - name.first == 1 else None
    return hit is not None and all("ambiguous" in row.note for row in hit[1])
