"""Finds names of exercises in quotation marks, and tells what can be a name."""

from collections.abc import Iterator

from vedette.annotate.exercise_known import KnownNames
from vedette.annotate.exercise_lexicon import MAX_NAME, QUOTE_CLOSERS, QUOTE_OPENERS, ROMAN, Name, Noun, capital, noun_phrases
from vedette.annotate.layout import between
from vedette.annotate.unit_words import ship_prefixes
from vedette.grammar import OPENERS, phrases_of
from vedette.lexicon import words_of
from vedette.model import Document, Sentence

MOTTO_REACH = 3
"""Tokens between a motto and the exercise that it is of."""


class QuotedNames(KnownNames):
    """Asks a document for names in quotation marks."""

    def __init__(self, doc: Document) -> None:
        super().__init__(doc)
        self.cues = frozenset((*noun_phrases().places(self.tokens), *phrases_of("named_cue").places(self.tokens)))
        """Where nouns for exercises and words that give a name may begin."""

    def _held_names(self, sentence: Sentence, told: bool) -> Iterator[Name]:
        """Names in quotation marks of what is held or named: the navy begins "Wise Heron" on Monday; Dubbed "Wise Heron", it …

        Where the sentence speaks of an exercise (`told`), a number is enough: the drills of the two navies, "Heron 17", end today.
        """
        tokens = self.tokens
        for i in between(self.layout.marks, sentence.first + 1, sentence.last):
            if tokens[i].text not in QUOTE_OPENERS:
                continue
            before = i - 2 if i - 2 >= sentence.first and tokens[i - 1].low in words_of("det_definite") else i - 1
            given = phrases_of("named_cue").at(tokens, sentence.first, before + 1)  # Dubbed "X", it …; To be called "X", it …
            held = words_of("naming") if given and given[0] == before + 1 else words_of("name_held")
            closing = next((k for k in range(i + 1, min(sentence.last, i + 2 + MAX_NAME)) if tokens[k].text in QUOTE_CLOSERS), i)
            if tokens[before].low not in held and not (told and self._edition_ending(i + 1, closing)):
                continue
            words = [t for t in tokens[i + 1 : closing] if t.text[0].isalpha() and t.low not in self.parts]
            if words and all(capital(t) for t in words) and self._is_name(i + 1, closing) and not self._unit_behind(closing):
                yield from self._from_quotes(i + 1, closing)

    def _quoted(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """Names in quotation marks next to the noun: the "Talisman Sabre" maneuvers; drills dubbed "Great Prophet 2"."""
        tokens = self.tokens
        if noun.last < sentence.last and tokens[noun.last].text in QUOTE_CLOSERS and capital(tokens[noun.first]):
            yield from self._quoted_with_noun(sentence, noun)
        i = noun.first - 1
        steps = 3
        while i > sentence.first and steps and tokens[i].text not in QUOTE_CLOSERS and tokens[i].text.islower():
            if tokens[i].low in words_of("determiner"):
                break  # another phrase begins: "Iron Wolf" opened the exercise
            i -= 1
            steps -= 1
        if i > sentence.first and tokens[i].text in QUOTE_CLOSERS:
            opening = next(
                (k for k in range(i - 1, max(sentence.first, i - 1 - MAX_NAME) - 1, -1) if tokens[k].text in QUOTE_OPENERS), None
            )
            if opening is not None and opening + 1 < i and capital(tokens[opening + 1]):
                yield from self._from_quotes(opening + 1, i)
        if any(t.low in words_of("motto_word") for t in tokens[max(sentence.first, noun.first - MOTTO_REACH) : noun.first]):
            return  # the motto of the exercise, "Stronger Together"
        i = self._skip_cue(noun.last, sentence.last) or noun.last
        if i + 1 < sentence.last and tokens[i].text == "," and tokens[i + 1].text in QUOTE_OPENERS:
            i += 1
        if i < sentence.last and tokens[i].text in QUOTE_OPENERS:
            i += 1
        if i > sentence.first and tokens[i - 1].text in QUOTE_OPENERS:
            closing = next(
                (k for k in range(i, min(sentence.last, i + MAX_NAME + 1)) if tokens[k].text in QUOTE_CLOSERS or tokens[k].text == ","),
                None,
            )
            if closing is not None and closing > i and capital(tokens[i]):
                yield from self._from_quotes(i, closing)

    def _quoted_with_noun(self, sentence: Sentence, noun: Noun) -> Iterator[Name]:
        """A name in quotation marks together with the noun, be it that of a sea or a town: the "Eastern Sea Exercise"."""
        first = noun.first
        while (
            first > sentence.first
            and noun.first - first < MAX_NAME
            and (capital(self.tokens[first - 1]) or self.tokens[first - 1].low in self.parts)
        ):
            first -= 1
        if first > sentence.first and self.tokens[first - 1].text in QUOTE_OPENERS and capital(self.tokens[first]):
            yield from self._from_quotes(first, noun.first)

    def _from_quotes(self, first: int, last: int) -> Iterator[Name]:
        if last > first and self.tokens[last - 1].text == ",":
            last -= 1
        base, edition = self._edition_ending(first, last) or (last, None)
        end, edition = (last, edition) if edition else self._edition_after(last, min(last + 4, len(self.tokens)))
        owned = edition is None and any(m.first <= first and base <= m.last for m in self._near("party", first))
        if (
            not owned
            and first not in self.of_person_or_date
            and any(t.low not in self.generic and t.text[0].isalpha() for t in self.tokens[first:base])
        ):
            yield Name(first, end, base, edition, None, True)

    def _skip_cue(self, i: int, last: int) -> int | None:
        tokens = self.tokens
        j = i
        if j < last and tokens[j].text == ",":
            j += 1
        cues = phrases_of("named_cue")
        hit = cues.at(tokens, j, last) if j in self.cues else None
        while hit is None and j < last and tokens[j].low in ("is", "was", "which", "has", "been", "officially"):
            j += 1
            hit = cues.at(tokens, j, last) if j in self.cues else None
        if hit is None:
            return None
        j = hit[0]
        opening = OPENERS | QUOTE_OPENERS | {":"}
        while j < last and (tokens[j].text in opening or tokens[j].low in ("the", "exercise", "as") or self._is_short(j)):
            j += 1
        return j

    def _is_short(self, i: int) -> bool:
        """Whether token i is the short form for an exercise before a name, or the hyphen behind it: Ex-Wise Heron."""
        words = words_of("name_short")
        return self.tokens[i].low in words or (self.tokens[i].text == "-" and self.tokens[i - 1].low in words)

    def _is_name(self, first: int, last: int) -> bool:
        """Whether a run of tokens can be a proper name: not only parties, dates, persons or everyday words."""
        own = [i for i in range(first, last) if self.tokens[i].text[0].isalpha() and not ROMAN.match(self.tokens[i].text)]
        noun = noun_phrases().at(self.tokens, first, last) if first in self.cues else None
        if noun and noun[0] == last:
            return False
        if not own or first in self.of_person_or_date or self.tokens[first].text in ship_prefixes():
            return False
        return any(i not in self.blocked and self.tokens[i].low not in self.generic for i in own)
