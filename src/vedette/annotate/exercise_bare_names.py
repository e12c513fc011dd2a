"""Finds names of exercises that no noun for one stands beside: two navies will stage Amber Gate in July; Wise Heron runs until Friday.

Only in reports that tell of exercises, and only where the words around say that the name is of something held: a verb of holding, joining
or putting off before it, or one of taking place behind it, together with a place, a time or a clause that tells more of it.
"""

from collections.abc import Iterator, Sequence

from vedette.annotate.exercise_lexicon import QUOTE_CLOSERS, QUOTE_OPENERS, Name, Noun, capital, series_words
from vedette.annotate.exercise_names import NameFinder
from vedette.annotate.layout import between
from vedette.grammar import begun_in, phrases_of
from vedette.lexicon import words_of
from vedette.model import Sentence

LEAST_WORDS = 2
"""Words of such a name: a single capitalised word may be anything."""
MOST_WORDS = 4
"""Words of such a name; found on the tuning set."""
PART_REACH = 6
"""Tokens of a phrase up to the word that makes what it explains a part of an exercise."""
BRACKET = 40
"""Tokens of what stands in brackets behind a name at most."""
TOLD_REACH = 4
"""Tokens behind a name in which a place or time of it begins: Amber Gate in the Baltic Sea, Amber Gate from July 8."""


class BareNameFinder(NameFinder):
    """Asks a document for all names of exercises."""

    def _names_of(self, sentence: Sentence, nouns: Sequence[Noun], told: int) -> Iterator[Name]:
        yield from super()._names_of(sentence, nouns, told)
        if told and sentence.kind != "headline":
            yield from self._heading(sentence, nouns)
            yield from self._held(sentence)
            yield from self._taking_place(sentence)
            yield from self._parts(sentence)
            yield from self._likely(sentence)
            yield from self._opening_quoted(sentence)
            yield from self._editions_of(sentence)
            yield from self._likely_subject(sentence)

    def _heading(self, sentence: Sentence, nouns: Sequence[Noun]) -> Iterator[Name]:
        """Names that head an entry of a list, with a year, the parties in brackets or what they are.

        "• Wise Heron (Hungary, Slovakia): …", "Amber Shell 2026: …", "Amber Shell 2026 – …", "• Wise Heron - …", "Wise Heron: drills of …".
        """
        tokens = self.tokens
        first = sentence.first
        dashes = words_of("heading_dash")
        if not any(tokens[i].text == ":" or tokens[i].text in dashes for i in between(self.layout.marks, first, sentence.last)):
            return  # as in most sentences: what follows takes some time
        point = first < sentence.last and not tokens[first].text[0].isalnum()
        first += point
        run = self._run(first, sentence.last)
        if run is None or not self._is_name(first, run):
            return
        end, edition = self._edition_after(run, sentence.last)
        i = end
        if i < sentence.last and tokens[i].text == "(":
            i = next((k for k in range(i, min(sentence.last, i + BRACKET)) if tokens[k].text == ")"), i) + 1
        bracketed = i > end + 1 and any(m.first > end and m.last < i for m in self._near("party", first))
        explained = run - first > 1 and any(0 < n.first - i <= TOLD_REACH for n in nouns)
        listed = i < sentence.last and tokens[i].text == ":" and (edition or bracketed or explained)
        dashed = end < sentence.last and tokens[end].text in dashes and tokens[end].start > tokens[end - 1].end
        if listed or (dashed and (edition or (point and run - first > 1))):
            yield Name(first, end, run, edition, None, True)

    def _held(self, sentence: Sentence) -> Iterator[Name]:
        """Names of what is held: will stage Amber Gate from July 8; put off Amber Gate, which was to …"""
        for _, first, _ in phrases_of("bare_name_verb").find(self.tokens, sentence.first, sentence.last):
            name = self._bare(first, sentence)
            if name and (self._goes_on(name.last, sentence) or self._is_told(name.last, sentence)):
                yield name

    def _taking_place(self, sentence: Sentence) -> Iterator[Name]:
        """Names of what takes place, at the head of a clause: Wise Heron runs until Friday; "HERON III" took place in July."""
        for verb, after, _ in phrases_of("bare_name_predicate").find(self.tokens, sentence.first, sentence.last):
            closed = verb > sentence.first and self.tokens[verb - 1].text in QUOTE_CLOSERS
            first = last = verb - closed
            while first > sentence.first and capital(self.tokens[first - 1]):
                first -= 1
            name = self._bare(first, sentence, closed) if self._heads_clause(first, sentence) else None
            if name and name.last == last and self._is_told(after, sentence):
                yield name

    def _parts(self, sentence: Sentence) -> Iterator[Name]:
        """Names of parts at the head of a sentence: NATIVE HERON is the land portion; Wise Heron will be the second phase of …"""
        tokens, run = self.tokens, self._run(sentence.first, sentence.last)
        if (
            run is None
            or run - sentence.first < LEAST_WORDS
            or run >= sentence.last
            or not self.blocked.isdisjoint(range(sentence.first, run))
        ):
            return
        i, edition = self._edition_after(run, sentence.last)
        name = Name(sentence.first, i, run, edition, None, True)
        verb = i
        while i < sentence.last and tokens[i].low in words_of("name_copula"):
            i += 1
        part = next((k for k in range(i + 1, min(i + PART_REACH, sentence.last)) if tokens[k].low in words_of("exercise_part")), None)
        told = i > verb and part is not None and tokens[i].low in words_of("determiner")
        if told and not any(t.low in words_of("np_stop") for t in tokens[i + 1 : part]) and self._is_name(name.first, run):
            yield name

    def _likely_subject(self, sentence: Sentence) -> Iterator[Name]:
        """A name made of such words that a sentence on what an exercise brings begins with: Amber Heron will involve 13,000 troops."""
        name = self._made_of_such(sentence.first, sentence)
        if name and phrases_of("likely_verb").at(self.tokens, name.last, sentence.last):
            yield name

    def _made_of_such(self, first: int, sentence: Sentence) -> Name | None:
        """The name that begins at a token if its words are such as exercises' names are made of."""
        run = self._run(first, sentence.last) if self.tokens[first].low in series_words() else None
        if run is None or not LEAST_WORDS <= run - first <= MOST_WORDS or not self.blocked.isdisjoint(range(first, run)):
            return None
        words = [t.low for t in self.tokens[first:run]]
        own = series_words().issuperset(words) and self.plain.isdisjoint(words) and words_of("run_lead", "determiner").isdisjoint(words)
        if not own or not self._is_name(first, run):
            return None
        end, edition = self._edition_after(run, sentence.last)
        return Name(first, end, run, edition, None, True)

    def _editions_of(self, sentence: Sentence) -> Iterator[Name]:
        """Names of what has editions: wrapped up the third iteration of Jasmine Gate."""
        for i in between(phrases_of("edition_word").places(self.tokens), sentence.first + 1, sentence.last - LEAST_WORDS):
            if self.tokens[i].low in words_of("edition_word") and self.tokens[i + 1].low in words_of("of_word"):
                name = self._bare(i + 2, sentence)
                if name:
                    yield name

    def _opening_quoted(self, sentence: Sentence) -> Iterator[Name]:
        """A name in quotation marks that opens a sentence which tells of it: "Wise Heron", from 21 May to 3 June, …"""
        first = sentence.first + 1
        if sentence.last - first < LEAST_WORDS or self.tokens[sentence.first].text not in QUOTE_OPENERS:
            return
        run = self._run(first, sentence.last)
        if run is None or not LEAST_WORDS <= run - first <= MOST_WORDS or not self.blocked.isdisjoint(range(first, run)):
            return
        end, edition = self._edition_after(run, sentence.last)
        i = end + (end < sentence.last and self.tokens[end].text == ",")
        if i >= sentence.last or self.tokens[i].text not in QUOTE_CLOSERS or not self._is_name(first, run):
            return
        i += 1 + (i + 1 < sentence.last and self.tokens[i + 1].text == ",")
        if self._is_told(i, sentence) or (i < sentence.last and self.tokens[i].low in words_of("name_copula", "clause_relative")):
            yield Name(first, end, run, edition, None, True)

    def _likely(self, sentence: Sentence) -> Iterator[Name]:
        """Names made of words of which exercises' names are made, where one may be spoken of: In Swift Heron, 900 men …; less lucky is Iron
        Heron; the main event of Copper Heron."""
        tokens = self.tokens
        places = phrases_of("likely_opener", "likely_before", "of_word", "copula").places(tokens)
        for i in between(places, sentence.first, sentence.last - LEAST_WORDS):
            low = tokens[i].low
            opens = i == sentence.first and low in words_of("likely_opener")
            of_set = low in words_of("of_word") and i > sentence.first and tokens[i - 1].low in words_of("exercise_set", "likely_of")
            is_one = low in words_of("copula") and i > sentence.first
            if not (opens or of_set or is_one or (low in words_of("likely_before") and i > sentence.first)):
                continue
            name = self._made_of_such(i + 1, sentence)
            mark = tokens[name.last].text if name and name.last < sentence.last else "."
            if name and (mark == "," if opens else mark in ("." if is_one else ",.;)")):
                yield name

    def _bare(self, first: int, sentence: Sentence, quoted: bool = False) -> Name | None:
        """The name of several plain words that begins at a token, in quotation marks of one with a number; None where it is of something
        else."""
        run = self._run(first, sentence.last)
        if run is None or run - first > MOST_WORDS or not self.blocked.isdisjoint(range(first, run)):
            return None
        end, edition = self._edition_after(run, sentence.last)
        if run - first < LEAST_WORDS and not (edition and (quoted or self._is_year(edition))):
            return None
        opener, head = self.tokens[first].low, self.tokens[run - 1].low
        if opener in words_of("run_lead", "name_short") or head in self.generic or head in words_of("no_exercise_head", "other_event"):
            return None
        return Name(first, end, run, edition, None, True) if self._is_name(first, run) else None

    def _goes_on(self, i: int, sentence: Sentence) -> bool:
        """Whether a clause behind the name tells more of it: Amber Gate, which …; Amber Gate, in which …"""
        tokens = self.tokens
        if i + 1 >= sentence.last or tokens[i].text != ",":
            return False
        return any(t.low in words_of("clause_relative") for t in tokens[i + 1 : min(i + 3, sentence.last)])

    def _is_told(self, i: int, sentence: Sentence) -> bool:
        """Whether a place or time stands near behind token i."""
        kinds = ("date", "place", "party") if i < sentence.last and self.tokens[i].low in words_of("place_in") else ("date", "place")
        return any(begun_in(self.doc.of(kind), i, min(i + TOLD_REACH, sentence.last)) for kind in kinds)
