"""How the tokens of a document are written, read once for all annotators: where capitals, digits and marks stand."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from vedette.model import Document, Token


class Layout(Struct, frozen=True):
    """Tokens by the way in which they are written, by their numbers in reading order.

    `names` begin with a letter that is not small, `capitals` those of them that begin with a capital, `digits` begin or end with a digit,
    `marks` begin with neither letter nor digit. `sentence_of` has the number of each token's sentence.
    """

    names: Sequence[int]
    capitals: Sequence[int]
    digits: Sequence[int]
    marks: Sequence[int]
    sentence_of: Sequence[int]


def between(places: Sequence[int], first: int, last: int) -> Sequence[int]:
    """Those of some tokens in reading order that stand in [first, last)."""
    return places[bisect_left(places, first) : bisect_left(places, last)]


def alone_in_brackets(tokens: Sequence[Token], i: int, last: int) -> str | None:
    """The word that stands alone in the brackets that token i opens, if they are closed before token `last`."""
    return tokens[i + 1].text if i + 2 < last and tokens[i].text == "(" and tokens[i + 2].text == ")" else None


class _Kept:
    """The layout of the document asked for last, with its tokens: mentions are added to a document, its tokens stay."""

    latest: ClassVar[tuple[Sequence[Token], Layout]] = (), Layout((), (), (), (), ())


def layout(doc: Document) -> Layout:
    """The layout of a document."""
    kept = _Kept.latest
    if kept[0] is not doc.tokens:
        kept = _Kept.latest = doc.tokens, _layout(doc)
    return kept[1]


def _layout(doc: Document) -> Layout:
    tokens = doc.tokens
    names: list[int] = []
    digits: list[int] = []
    marks: list[int] = []
    for i in [i for i, t in enumerate(tokens) if not ("a" <= t.text[0] <= "z" and "a" <= t.text[-1] <= "z")]:
        text = tokens[i].text
        head = text[0]
        if head.isalpha():
            if not head.islower():
                names.append(i)
        elif not head.isalnum():
            marks.append(i)
        if head.isdigit() or text[-1].isdigit():
            digits.append(i)
    capitals = [i for i in names if tokens[i].text[0].isupper()]
    return Layout(names, capitals, digits, marks, [s.index for s in doc.sentences for _ in range(s.first, s.last)])
