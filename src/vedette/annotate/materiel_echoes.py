"""Words that only say again, or only open, what a report tells in other words: HMS Lark, a frigate; vessels including HMS Lark."""

from collections.abc import Sequence
from typing import Protocol

from vedette.annotate.materiel_runs import Item
from vedette.grammar import phrases_of, word_set
from vedette.model import Mention, Sentence, Token

BRACKETS = 5
"""Tokens of a ship's number in brackets behind its name, with both brackets."""
MEMBERS_REACH = 9
"""Tokens between a general word and the first of its members."""
BEFORE_MEMBER = 2
"""Tokens between the word that opens the list and the first member: an article, a side."""


class Phrase(Protocol):
    """A phrase of materiel: its type in tokens [first, last), with what goes with it from `start` on."""

    first: int
    last: int
    start: int
    head: Item
    items: list[Item]
    quantity: Mention | None


def echoes(tokens: tuple[Token, ...], told: Sequence[Phrase], k: int, sentence: Sentence) -> bool:
    """Whether the phrase k of a sentence tells nothing of its own."""
    one = told[k]
    if one.quantity or one.head.entry.sort == "ship" or one.last > one.head.last:
        return False
    after = told[k + 1] if k + 1 < len(told) else None
    if one.head.plural is not False:
        opens = len(one.items) == 1 and tokens[one.last - 1].low in word_set("materiel_family")
        return opens and after is not None and _opened(tokens, one, after)
    if not one.head.entry.sea or not one.start > sentence.first:
        return False
    if after is not None and after.head.entry.sort == "ship" and _between(tokens, one.last, after.start) in word_set("materiel_named"):
        return True
    if one.start - 2 >= sentence.first and tokens[one.start - 2].text == "(" and any(ship.last == one.start - 2 for ship in told[:k]):
        return tokens[one.start - 1].low in word_set("materiel_det_single")  # the Lark (a frigate)
    before = next((ship for ship in reversed(told[max(0, k - 2) : k]) if ship.head.entry.sort == "ship"), None)
    return _in_apposition(tokens, one, before, after, sentence)


def _opened(tokens: tuple[Token, ...], one: Phrase, after: Phrase) -> bool:
    """Whether members follow the general word: aircraft, including F-16s; ships taking part include HMS Lark."""
    if after.start - one.last > MEMBERS_REACH:
        return False
    found = phrases_of("materiel_members").find(tokens, one.last, after.start)
    joined = (i for i in range(one.last, after.start) if tokens[i].low in word_set("materiel_join"))
    ends = next(joined, after.start)  # jets and early warning (AEW) aircraft
    return any(first < ends and after.start - last <= BEFORE_MEMBER for first, last, _ in found)


def _in_apposition(tokens: tuple[Token, ...], one: Phrase, before: Phrase | None, after: Phrase | None, sentence: Sentence) -> bool:
    """Whether the phrase says what kind of ship the one before it is: HMS Lark, a frigate; the Lark is a frigate."""
    i = one.start - 1
    if i <= sentence.first or tokens[i].low not in word_set("materiel_det_single"):
        return False
    if tokens[i - 1].low in word_set("materiel_copula"):
        subject = tokens[i - 2]
        return i - 2 >= sentence.first and (subject.text[0].isupper() or subject.low in word_set("materiel_subject"))
    if before is None or tokens[i - 1].low not in word_set("materiel_comma"):
        return False
    gap = tokens[before.last : i - 1]
    if gap and not (len(gap) <= BRACKETS and gap[0].text == "(" and gap[-1].text == ")"):
        return False
    following = tokens[one.last].low if one.last < sentence.last else ""
    if following in word_set("materiel_join"):
        return False
    if any(item.entry.sort == "class" for item in one.items):
        return True
    listed = after is not None and _between(tokens, one.last, after.start) in word_set("materiel_listed")
    return not listed or (after is not None and after.head.entry.sort == "ship")


def _between(tokens: tuple[Token, ...], first: int, last: int) -> str:
    return " ".join(t.low for t in tokens[first:last])
