"""Finds the names that a report introduces wherever they recur: whole, by their last word alone, by the short form given in brackets."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from vedette.annotate.exercise_bare_names import BareNameFinder
from vedette.annotate.exercise_lexicon import INITIALS_AND_YEAR, QUOTE_CLOSERS, QUOTE_OPENERS, Name, base_of, capital, initials_of
from vedette.grammar import Phrases, fold
from vedette.model import Sentence

LEAST_GLOSS = 2
"""Words of what a name means, which is another name of the same exercise."""


class RecurringNameFinder(BareNameFinder):
    """Asks a document for further mentions of names found in it."""

    def _recurring(self, names: Sequence[Name]) -> Iterator[Name]:
        """Further places where the names that the report introduced stand, in headlines too."""
        phrases: Phrases[Name] = Phrases(lasting=False)
        known = set()
        heads: dict[str, Name] = {}
        for name in names:
            base = self.doc.words(name.first, name.base_last)
            if name.sure and base not in known and not (name.base_last - name.first == 1 and (len(base) < 4 or fold(base) in self.generic)):
                known.add(base)
                phrases.add(base, name)
                head = self.tokens[name.base_last - 1]
                if (
                    name.base_last - name.first > 1
                    and len(head.text) > 4
                    and head.text.isalpha()
                    and head.low not in self.generic
                    and head.low not in heads
                ):
                    heads[head.low] = replace(name, base=base_of(base))
        for low, name in heads.items():
            phrases.add(low, name)
        for short, name in self._short_forms(names):
            phrases.add(short, name)
        yield from self._initials_with_year(names)
        for sentence in self.doc.sentences:
            for first, last, payloads in phrases.find(self.tokens, sentence.first, sentence.last):
                whole = payloads[0]
                if (
                    not capital(self.tokens[first])
                    or first in self.of_person_or_date
                    or (whole.base and not self._stands_alone(first, last, sentence))
                ):
                    continue
                end, edition = self._edition_after(last, sentence.last)
                yield Name(first, end, last, edition, whole.series, True, whole.base)

    def _glosses(self, names: Sequence[Name]) -> Iterator[Name]:
        """What names mean, as other names of the same exercise, in brackets behind them: Deniz Oku ("Sea Arrow"), "Mowj" (Great Wave 97).

        Two words at least that are not those of a state, place, unit or person, nor, outside of quotation marks, everyday ones.
        """
        tokens = self.tokens
        for name in names:
            i = name.last + (name.last < len(tokens) and tokens[name.last].text in QUOTE_CLOSERS)
            if not name.sure or i + 2 >= len(tokens) or tokens[i].text != "(":
                continue
            first = i + 1 + (tokens[i + 1].text in QUOTE_OPENERS)
            run = self._run(first, len(tokens))
            if run is None or run - first < LEAST_GLOSS or self.blocked.issuperset(range(first, run)) or not self._is_name(first, run):
                continue
            end, edition = self._edition_after(run, len(tokens))
            after = end + (end < len(tokens) and tokens[end].text in QUOTE_CLOSERS)
            plain = after == end and any(t.low in self.generic for t in tokens[first:run])
            if after < len(tokens) and tokens[after].text == ")" and not plain:
                yield Name(first, end, run, edition, None, True)

    def _short_forms(self, names: Sequence[Name]) -> Iterator[tuple[str, Name]]:
        """The short forms in brackets behind names that the report introduces, each with its name: "Granite Bay 2022" (GB 22)."""
        tokens = self.tokens
        for name in names:
            i = name.last + (name.last < len(tokens) and tokens[name.last].text in QUOTE_CLOSERS)
            if i >= len(tokens) or tokens[i].text != "(" or not name.sure:
                continue
            closing = next((k for k in range(i + 2, min(i + 5, len(tokens))) if tokens[k].text == ")"), None)
            if closing is None:
                continue
            short = tokens[i + 1].text
            if len(short) > 1 and short.isupper() and short.isalpha() and short[0] == tokens[name.first].text[0].upper():
                text = self.doc.words(i + 1, closing)
                yield text, replace(name, base=name.base or base_of(self.doc.words(name.first, name.base_last)))

    def _initials_with_year(self, names: Sequence[Name]) -> Iterator[Name]:
        """Editions of the names that the report introduces, called by their first letters and the last digits of a year: GB22."""
        known = {initials_of(self.doc.words(n.first, n.base_last)): n for n in names if n.sure and n.base_last - n.first > 1}
        for k in self.layout.digits if known else ():
            code = INITIALS_AND_YEAR.fullmatch(self.tokens[k].text)
            name = known.get(code[1]) if code else None
            if code and name:
                base = name.base or base_of(self.doc.words(name.first, name.base_last))
                yield Name(k, k + 1, k + 1, code[2], name.series, True, base)

    def _stands_alone(self, first: int, last: int, sentence: Sentence) -> bool:
        """Whether no other capitalised word stands next to a short name, which would make it another name's part."""
        tokens = self.tokens
        before = first > sentence.first and (
            (capital(tokens[first - 1]) and first - 1 > sentence.first) or tokens[first - 1].text in ("-", "/")
        )
        after = last < sentence.last and (capital(tokens[last]) or tokens[last].text in ("-", "/"))
        return sentence.kind != "headline" and not before and not after and first not in self.blocked
