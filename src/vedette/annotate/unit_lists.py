"""What stands before a unit's noun in lists and brackets: numbers, modifiers that share the noun, a name before its explanation."""

import re
from collections.abc import Sequence

from vedette.annotate.layout import alone_in_brackets
from vedette.annotate.unit_words import adjectives, bare_words, modifiers
from vedette.grammar import CLOSERS, OPENERS, word_set
from vedette.model import Token

ORDINAL = re.compile(r"\d{1,4}[a-z]{1,2}")
"""A number with letters at its end: 1st, 31e."""
NUMBER = re.compile(r"\d{1,4}")
BRACKET = 8
"""Tokens of a bracket within a name at most, its marks among them."""


def numbers_before(tokens: Sequence[Token], i: int, floor: int) -> int:
    """The index of the first of several numbers in a list that ends with token i: the 3rd and 4th Battalions."""
    like = NUMBER if NUMBER.fullmatch(tokens[i].low) else ORDINAL
    first = i
    while first - 2 >= floor and like.fullmatch(tokens[first - 2].low):
        joint = tokens[first - 1]
        if joint.low not in word_set("unit_list") or (first == i and not joint.text.isalpha()):
            break
        first -= 2
    return first


def letters_before(tokens: Sequence[Token], i: int, floor: int) -> int:
    """The index of the first of several letters in a list that ends with token i: C and D Companies."""
    first = i
    while first - 2 >= floor and tokens[first - 1].low in word_set("unit_list") and tokens[first - 2].low in word_set("unit_letter"):
        first -= 2
    return first


def pair_before(tokens: Sequence[Token], i: int, floor: int) -> int:
    """The index of the first of two numbers that a mark joins into one that ends with token i: 5th/7th, 3-172nd, 1-24."""
    if i - 2 < floor or tokens[i - 1].text not in ("-", "/"):
        return i
    like = (NUMBER,) if NUMBER.fullmatch(tokens[i].low) else (NUMBER, ORDINAL)
    return i - 2 if any(form.fullmatch(tokens[i - 2].low) for form in like) else i


def past_bracket(tokens: Sequence[Token], i: int, last: int) -> int:
    """The index of the token behind a word in brackets that tells the kind of the part before it: Squadron | (Airborne) | of the 4th."""
    return i + 3 if alone_in_brackets(tokens, i, last - 1) else i


def modifier_before(tokens: Sequence[Token], i: int, anchor: int, floor: int) -> int | None:
    """The index of a modifier that the joint at token i - 1 ties to the one at i: Air and Space Operations Center, missile and artillery
    units.

    Behind a comma only if a word such as "and" follows before the noun at token `anchor`, or one more comma: tank, missile and artillery
    units; rifle, tank, artillery units.
    """
    capital = tokens[anchor].text[0].isupper()
    k = i - 2
    if k < floor:
        return None
    if not tokens[i - 1].text.isalpha():
        joint = any(t.text.isalpha() and t.low in word_set("unit_list") for t in tokens[i:anchor])
        beside = (tokens[i + 1].text if i < anchor else "", tokens[max(k - 1, floor)].text)
        row = i < anchor and tokens[anchor].low in word_set("unit_bare_listed") and "," in beside
        if not (capital or joint or row):
            return None
    elif tokens[k].text == ",":
        k -= 1
    if k < floor:
        return None
    if capital and tokens[k].text[0].isupper() and k > floor and ORDINAL.fullmatch(tokens[k - 1].low):
        return k  # the 38th Landing and Assault Brigade
    if tokens[k].low in word_set("unit_activity") and (k == floor or tokens[k - 1].low not in modifiers()):
        return None
    opens = k == floor and not (capital or tokens[i - 1].text.isalpha())  # the first word of a sentence: Missile, tank and artillery units
    fits = tokens[i].text[0].isupper() == capital and (opens or tokens[k].text[0].isupper() == capital)
    return k if fits and tokens[k].low in adjectives() and tokens[i].low in modifiers() else None


def bracket_before(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """The index of the bracket's opening mark where token i - 1 closes one that holds a name or its letters."""
    for k in range(i - 2, max(floor, i - BRACKET) - 1, -1):
        if tokens[k].text == ")":
            return None
        if tokens[k].text == "(":
            inside = tokens[k + 1].text
            return k if inside[0].isupper() or inside[-1].isupper() else None
    return None


def nickname_before(tokens: Sequence[Token], i: int, floor: int) -> int | None:
    """The index of the mark that opens a nickname which token i - 1 closes, a number standing before it: 3rd "Iron" | Brigade."""
    if tokens[i - 1].text not in CLOSERS:
        return None
    for k in range(i - 2, max(floor, i - BRACKET), -1):
        if tokens[k].text in OPENERS:
            return k if NUMBER.fullmatch(tokens[k - 1].low) or ORDINAL.fullmatch(tokens[k - 1].low) else None
    return None


def behind_letters(tokens: Sequence[Token], i: int, last: int) -> int | None:
    """The index of the token behind letters in brackets or a number sign at token i: Squadron (DESRON) | 15, Unit No. | 15."""
    if i + 1 < last and tokens[i].low in word_set("unit_number_sign"):
        return i + 1
    letters = alone_in_brackets(tokens, i, last - 1)
    return i + 3 if letters and letters.isupper() else None


def is_letter(token: Token, noun: Token) -> bool:
    """Whether a letter before a noun tells one company or squadron from the others: A Company."""
    if len(token.text) > 1 or not token.text.isupper() or token.low not in word_set("unit_letter"):
        return False
    return noun.text[0].isupper() and noun.low in word_set("unit_lettered", "unit_of_regiment")


def is_ordinal(tokens: Sequence[Token], noun: int, i: int) -> bool:
    """Whether the word in lower case before token i is the number of the formation at `noun`: the first brigade; not: the first to come."""
    if (
        i != noun
        or tokens[noun].low not in word_set("unit_ordinal_noun")
        or i < 2
        or tokens[i - 2].low not in word_set("unit_named_behind")
    ):
        return False
    behind = tokens[noun + 1] if noun + 1 < len(tokens) else None
    return behind is None or not (behind.text == "-" or behind.low in word_set("unit_activity", "unit_infinitive"))


def name_before(tokens: Sequence[Token], i: int, floor: int, row: bool) -> int | None:
    """The index of a name that token i - 1 joins to the name at i, both sharing a noun: Northern and | Baltic fleets.

    `row` is whether such a name may stand at i: right before the noun, or before others of that kind.
    """
    k = i - 2
    if not row or k < floor + (tokens[i - 1].text == ",") or tokens[k].low in word_set("unit_name_stop") or tokens[k].low in bare_words():
        return None
    return k if tokens[k].text.istitle() and tokens[i].text.istitle() and len(tokens[k].text) > 1 else None
