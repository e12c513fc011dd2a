"""Finds what a model says in the text that it is said to be from. What is not found there is no claim.

The model chooses; values are read by the annotators that the rules use as well. A date, a number, a state or a place is taken only if
one of them reads it in the quoted words, the words of names, aims and materiel only as they stand in the report.
"""

import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping

from vedette.annotate.quotes import quotations
from vedette.extract.drafts import Draft
from vedette.llm.prompt import Quoted, Said
from vedette.model import Document, Mention, Place, Quantity, Span, Value
from vedette.schema import schema
from vedette.values import fold

NOT_THERE = "words that are not in the report"
NOT_IN_WORDS = "values that their words do not give"
NO_VALUE = "values that the property does not know"
NO_FORM = "claims that are not in the form"
NO_SIDE = "sides that the report does not name"
NO_COUNT = "numbers of materiel that their words do not give"

SURE = 0.5
"""Confidence of a claim of a language model: below that of most rules (0.8), since no model has been measured on reports like these."""

_PLAIN = str.maketrans("‘’ʼ`´“”„«»–—−‑", "'''''\"\"\"\"\"----")
"""Marks that models write otherwise than reports do."""


class Grounds:
    """A document in which words are found, whatever their blanks, quotation marks and dashes; `dropped` tells of details left out."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.text = doc.report.text
        self.dropped: list[str] = []
        self._plain, self._places = _plain(self.text)
        self._low = "".join(_low(c) for c in self._plain)

    def find(self, words: str, inside: Span | None = None) -> Span | None:
        """The first place of some words in the text, or within a span; as spelled if they stand so anywhere, else in whichever case."""
        wanted = _plain(words.strip().strip('"“”„«»'))[0].strip()
        if not wanted:
            return None
        for text, sought in ((self._plain, wanted), (self._low, "".join(_low(c) for c in wanted))):
            at = text.find(sought)
            while at >= 0:
                span = Span(self._places[at], self._places[at + len(sought) - 1] + 1)
                if (inside is None or span.within(inside)) and self._whole(span):
                    return span
                at = text.find(sought, at + 1)
        return None

    def _whole(self, span: Span) -> bool:
        """Whether the span begins and ends with whole words."""
        before = span.start > 0 and self.text[span.start - 1].isalnum() and self.text[span.start].isalnum()
        behind = span.end < len(self.text) and self.text[span.end - 1].isalnum() and self.text[span.end].isalnum()
        return not before and not behind

    def mentions(self, span: Span, *kinds: str) -> list[Mention]:
        """The mentions of some kinds that overlap a span."""
        return [m for kind in kinds for m in self.doc.of(kind) if m.span.overlaps(span)]

    def party(self, said: str | None) -> str | None:
        """The code of a side if the report names it anywhere, else None; told of as a detail left out."""
        if not said:
            return None
        code = next((c for c, _, names in self.parties(None) if said == c or fold(said) in names), None)
        if code is None:
            self.dropped.append(NO_SIDE)
        return code

    def parties(self, span: Span | None) -> Iterable[tuple[str, Span, Collection[str]]]:
        """Code, span and folded words of the states and organisations that stand in a span (or anywhere), services of a state included."""
        found = [m for kind in ("party", "unit") for m in self.doc.of(kind) if span is None or m.span.overlaps(span)]
        for mention in found:
            code = mention.value.code if mention.kind == "party" else mention.value.party
            if code:
                yield code, mention.span, {fold(mention.span.of(self.text))}


def ground(grounds: Grounds, how: str, said: Said) -> Draft | str:
    """The draft that a claim of the model makes, or why it makes none."""
    quote = grounds.find(said.quote)
    if quote is None:
        return NOT_THERE
    return GROUNDERS[how](grounds, said, quote)


def statement(grounds: Grounds, quoted: Quoted) -> Draft | str:
    """The draft of a statement; the speaker must stand in the report as well, or is left out."""
    span = grounds.find(quoted.quote)
    if span is None:
        return NOT_THERE
    named = grounds.find(quoted.speaker) if quoted.speaker else None
    block = next((b.span for b in grounds.doc.report.blocks if span.overlaps(b.span)), span)
    direct = any(span.within(q) for q in quotations(grounds.text, block.start, block.end))
    value = {"speaker": named.of(grounds.text) if named else None, "text": span.of(grounds.text), "direct": direct}
    return Draft("statement", value, span, SURE)


def _words(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    span = grounds.find(said.value, quote)
    return NOT_IN_WORDS if span is None else Draft(said.property, span.of(grounds.text), span, SURE)


def _choice(_grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    known = schema().vocabularies[schema().property(said.property).value]
    return Draft(said.property, said.value, quote, SURE, "derived") if said.value in known else NO_VALUE


def _party(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    for code, span, names in grounds.parties(quote):
        if said.value == code or fold(said.value) in names:
            return Draft(said.property, code, span, SURE)
    return NOT_IN_WORDS


def _date(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    for mention in grounds.mentions(quote, "date"):
        if said.value in (mention.value.start, mention.value.end):
            return Draft(said.property, said.value, mention.span, SURE, "derived" if mention.value.derived else "stated")
    return NOT_IN_WORDS


def _place(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    span = grounds.find(said.value, quote)
    if span is None:
        return NOT_IN_WORDS
    value: dict[str, Value] = {"name": span.of(grounds.text)}
    known = next((m.value for m in grounds.mentions(span, "place") if span.within(m.span) or m.span.within(span)), None)
    if isinstance(known, Place):
        fields = {"country": known.country, "region": known.region, "lat": known.lat, "lon": known.lon, "kind": known.kind}
        value.update({name: v for name, v in fields.items() if v is not None})
    return Draft(said.property, value, span, SURE)


def _people(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    told = {n for n in (said.low, said.high) if n is not None}
    numbers = _numbers(grounds, quote)
    if not told or not told <= numbers:
        return NOT_IN_WORDS
    return Draft(said.property, {"low": said.low, "high": said.high, "party": grounds.party(said.party)}, quote, SURE)


def _materiel(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    span = grounds.find(said.value, quote)
    if span is None:
        return NOT_IN_WORDS
    count = said.count
    if count is not None and count not in _numbers(grounds, quote):
        grounds.dropped.append(NO_COUNT)
        count = None
    category = next((m.value.category for m in grounds.mentions(span, "materiel") if m.value.category), None)
    value = {"type": span.of(grounds.text), "count": count, "category": category, "party": grounds.party(said.party)}
    return Draft(said.property, value, span, SURE)


def _unit(grounds: Grounds, said: Said, quote: Span) -> Draft | str:
    span = grounds.find(said.value, quote)
    if span is None:
        return NOT_IN_WORDS
    branch = next((m.value.branch for m in grounds.mentions(span, "unit") if m.value.branch), None)
    return Draft(said.property, {"name": span.of(grounds.text), "party": grounds.party(said.party), "branch": branch}, span, SURE)


def _numbers(grounds: Grounds, quote: Span) -> set[int]:
    """The numbers that the annotators read in some words."""
    found = [m.value for m in grounds.mentions(quote, "quantity")] + [m.value.quantity for m in grounds.mentions(quote, "people")]
    return {n for q in found if isinstance(q, Quantity) for n in (q.low, q.high) if n is not None}


GROUNDERS: Mapping[str, Callable[[Grounds, Said, Span], Draft | str]] = {
    "words": _words,
    "choice": _choice,
    "party": _party,
    "place": _place,
    "date": _date,
    "people": _people,
    "materiel": _materiel,
    "unit": _unit,
}
"""How a value is found in the words that it is said to rest on, by the name that `data/llm/coder.yaml` gives."""


def _plain(text: str) -> tuple[str, list[int]]:
    """A text with plain marks and single blanks, and where each of its characters stood."""
    chars: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text.translate(_PLAIN)):
        if char.isspace():
            if chars and chars[-1] != " ":
                chars.append(" ")
                places.append(at)
        elif unicodedata.category(char) != "Cf":  # soft hyphens and marks of direction
            chars.append(char)
            places.append(at)
    return "".join(chars), places


def _low(char: str) -> str:
    low = char.lower()
    return low if len(low) == 1 else char
