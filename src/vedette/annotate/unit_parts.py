"""What a unit is made of while it is read: its anchor with the words taken in so far, and how two neighbours become one."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from vedette.annotate.unit_words import Word
from vedette.grammar import word_set
from vedette.model import Token

SIZES = (1, 2, 3, 4, 5, 6)
"""Steps from a company up to a corps."""
COMPOUND = "compound"
"""In the note of an echelon whose phrase has the branch in it."""
BRIGADE = 4
"""The step of a brigade."""


class Found(Struct):
    """A unit in the making: tokens [first, last) with the anchor at [anchor, anchor_last)."""

    first: int
    last: int
    anchor: int
    anchor_last: int
    word: Word
    party: str | None = None
    numbered: bool = False
    named: bool = False
    modified: bool = False
    owned: bool = False
    row: bool = False
    """Whether names in a row share its noun: the Northern and Baltic fleets."""
    shared: int | None = None
    """Where the name goes on after the side that it shares a noun with: Russian (and Kazakh) air forces."""


def compounds(found: Iterable[tuple[int, int, list[Word]]]) -> Iterator[tuple[int, int, list[Word]]]:
    """The anchors of a sentence, a branch and the echelon right behind it as one: infantry regiment."""
    held: tuple[int, int, list[Word]] | None = None
    for first, last, senses in found:
        if held is not None and held[1] == first and held[2][0].sort == "branch" and senses[0].sort == "echelon":
            word = senses[0]
            yield held[0], last, [replace(word, branch=word.branch or held[2][0].branch, note=f"{word.note} {COMPOUND}")]
            held = None
            continue
        if held is not None:
            yield held
        held = (first, last, senses)
    if held is not None:
        yield held


def is_proper(unit: Found) -> bool:
    """Whether the words name one unit or service, not a kind of troops that any side may have."""
    return unit.numbered or unit.named or unit.word.sort == "service"


def joined(a: Found, b: Found) -> Found:
    """Two neighbours as one unit."""
    return replace(
        b,
        first=a.first,
        word=replace(b.word, branch=b.word.branch or a.word.branch),
        party=b.party or a.party,
        numbered=a.numbered or b.numbered,
        named=a.named or b.named,
        modified=True,
        owned=a.owned or b.owned,
    )


def bracketed(tokens: Sequence[Token], a: Found, b: Found) -> bool:
    """Whether b goes on with the name that a begins, its short form in brackets between: Revolution Guards (RG) | Ground Force."""
    between = tokens[a.last : b.first]
    if len(between) != 3 or between[0].text != "(" or between[2].text != ")":
        return False
    return sum(c.isupper() for c in between[1].text) > 1  # eFP, 1RWELSH


def regimental(tokens: Sequence[Token], unit: Found) -> bool:
    """Whether a name ends in the word for a regiment, by whatever name: Regiment, Rifles, Guards."""
    last = tokens[unit.anchor_last - 1]
    return last.text[0].isupper() and last.low in word_set("unit_regiment")


def larger(tokens: Sequence[Token], unit: Found, part: Found) -> bool:
    """Whether a formation is one that the other may be part of: not a squadron of a strike group, nor two brigades."""
    whole, less = (tokens[u.anchor_last - 1].low for u in (unit, part))
    size, part_size = _size(tokens, unit), _size(tokens, part)
    if size and part_size >= size:
        return False
    if whole in word_set("unit_small") and size < BRIGADE:
        return less in word_set("unit_least") and whole not in word_set("unit_least")
    if all(tokens[u.first].text.isdigit() for u in (unit, part)) and less not in word_set("unit_small", "unit_of_regiment"):
        return False  # 1 Tank Regiment, 1 Signal Regiment: a list
    listed = tokens[unit.first - 1].text in word_set("unit_article")
    if listed and whole in word_set("unit_numbered_only") and not unit.numbered:
        return False  # the 139th Squadron, the Veterans Affairs Medical Center
    if listed and less in word_set("unit_middle"):
        return True
    return less in word_set("unit_small") or not (listed or whole in word_set("unit_middle"))


def nested(tokens: Sequence[Token], unit: Found, part: Found) -> bool:
    """Whether the nouns of two formations tell that one is part of the other: a platoon, or a smaller step than the other's."""
    return tokens[part.anchor_last - 1].low in word_set("unit_small") or 0 < _size(tokens, part) < _size(tokens, unit)


def _size(tokens: Sequence[Token], unit: Found) -> int:
    """The step of a formation among those that are part of each other, 1 for companies; 0 if its noun tells none."""
    last = unit.anchor_last
    for phrase in (" ".join(t.low for t in tokens[max(last - 2, 0) : last]), tokens[last - 1].low):
        for size in SIZES:
            if phrase in word_set(f"unit_size_{size}"):
                return size
    return 0


def listed(tokens: Sequence[Token], found: Sequence[Found]) -> bool:
    """Whether the last two units of equal step stand in a list: what follows is one more, not what they are part of."""
    if len(found) < 2 or tokens[found[-1].first - 1].text != "," or found[-2].last != found[-1].first - 1:
        return False
    return _size(tokens, found[-1]) == _size(tokens, found[-2]) > 1
