"""Where runs of capitalised words begin and end, and which of their words make the name of an exercise."""

from collections.abc import Iterator

from vedette.annotate.exercise_lexicon import MAX_NAME, ROMAN, Name, capital
from vedette.annotate.exercise_quoted import QuotedNames
from vedette.lexicon import words_of
from vedette.model import Sentence


class NameRuns(QuotedNames):
    """Asks a document for runs of words that may be names; dates, parties, persons, places and units must have been annotated."""

    def _split_run(self, sentence: Sentence, start: int, end: int) -> Iterator[Name]:
        tokens = self.tokens
        leading = words_of("run_lead")
        while start < end and (
            start in self.blocked
            or tokens[start].low in leading
            or (start == sentence.first and self._opens_plainly(start, end))
            or tokens[start].low in ("-", "/", "'s", "of")
            or tokens[start].text.isdigit()
        ):
            start += 1
        if start >= end or not self.of_person_or_date.isdisjoint(range(start, end)):
            return
        base, edition = self._edition_ending(start, end) or (end, None)
        single = base - start == 1 and edition is None
        if single and (start == sentence.first or tokens[start].low in words_of("name_stop") or self._beside_party(start, sentence)):
            return
        if self._is_name(start, base):
            yield Name(start, end, base, edition, None, True)
            before = start - 1
            if before > sentence.first and tokens[before].low == "and" and capital(tokens[before - 1]):
                first = before
                while first > sentence.first and capital(tokens[first - 1]):
                    first -= 1
                while first < before and (first in self.blocked or tokens[first].low in leading):
                    first += 1
                if first < before and self._is_name(first, before):
                    yield Name(first, before, before, None, None, True)

    def _beside_party(self, i: int, sentence: Sentence) -> bool:
        """Whether a capitalised word at token i goes on a list of parties or places, as one unknown: the Ruritanian and Elbonese navies;
        around Konin and Elbonsk."""
        joined = i - 1 > sentence.first and self.tokens[i - 1].low in words_of("name_and")
        return joined and any(m.last == i - 1 for kind in ("party", "place") for m in self._near(kind, i))

    def _run(self, i: int, last: int) -> int | None:
        """The end of a run of capitalised tokens that begins at i."""
        tokens = self.tokens
        if i >= last or not capital(tokens[i]):
            return None
        j = i + 1
        while j < last and j - i < MAX_NAME:
            if capital(tokens[j]) and not (j in self.blocks_from and tokens[j].start > tokens[j - 1].end):
                if ROMAN.match(tokens[j].text) and self._edition_after(j, last)[1]:
                    break
                j += 1
            elif (
                tokens[j].low in self.parts
                and j + 1 < last
                and capital(tokens[j + 1])
                and tokens[j].low not in ("and", "to", "for", "'", "i")
                and not (tokens[j].low == "of" and any(m.first == j + 1 for m in self._near("party", j)))
            ):
                if tokens[j].low in ("-", "/") and tokens[j].start != tokens[j - 1].end:
                    break
                j += 2
            elif self._izafet(j, last):
                j += 3
            else:
                break
        return j

    def _izafet(self, j: int, last: int) -> bool:
        """Whether a hyphen and a particle at token j join two words of a Persian name: Mowj-e Sahel."""
        tokens = self.tokens
        glued = tokens[j].text == "-" and tokens[j].start == tokens[j - 1].end and j + 2 < last and tokens[j + 1].start == tokens[j].end
        return glued and tokens[j + 1].low in words_of("name_particle") and capital(tokens[j + 2])

    def _run_before(self, end: int, sentence: Sentence) -> int:
        """Where a run of capitalised words, numbers and what joins them begins that ends before token `end`."""
        tokens, start = self.tokens, end
        while (
            start > sentence.first
            and end - start < MAX_NAME
            and (
                capital(tokens[start - 1])
                or tokens[start - 1].text.isdigit()
                or self._joins(start - 1, sentence)
                or (tokens[start - 1].low == "'" and start < end and tokens[start].text.isdigit())  # Amber Fist '86
            )
        ):
            start -= 1
        return start

    def _joins(self, i: int, sentence: Sentence) -> bool:
        """Whether a small word or mark joins capitalised words to one name: Chariots of Fire, Zapad/Interaction; no dash between blanks."""
        apart = i > sentence.first and self.tokens[i].low == "-" and self.tokens[i - 1].end < self.tokens[i].start
        return self.tokens[i].low in ("-", "/", "of") and i > sentence.first and capital(self.tokens[i - 1]) and not apart

    def _before_gloss(self, end: int, sentence: Sentence) -> int:
        """Where a name ends before its meaning in brackets that ends before token `end`: Deniz Oku ("Sea Arrow"), the drill of …"""
        if end - 1 <= sentence.first or self.tokens[end - 1].text != ")":
            return end
        return next((k for k in range(end - 2, max(sentence.first, end - MAX_NAME), -1) if self.tokens[k].text == "("), end)
