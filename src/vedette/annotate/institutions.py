"""Schools and centres at which exercises are held: the Ruritania Military Academy, the 4th Elbonian Division Training Centre.

Their names are made of common words, begin with the name of a state or a number, and so are found from their last noun back.
"""

from collections.abc import Mapping

from vedette.annotate.place_senses import OWNER_FORMS, Found
from vedette.grammar import phrases_of, word_set
from vedette.model import Document, Mention, Sentence, Token, is_state

MAX_WORDS = 9
"""Tokens of such a name at most before its noun."""


def institutions(doc: Document, sentence: Sentence, party_at: Mapping[int, Mention]) -> list[Found]:
    """Names of schools and centres in a sentence where a preposition of place stands before them."""
    out: list[Found] = []
    for i, _, _ in phrases_of("house_noun").find(doc.tokens, sentence.first, sentence.last):
        token = doc.tokens[i]
        if token.text[0].isupper():
            first = _begin(doc.tokens, i, sentence)
            if first is not None and (not out or first >= out[-1].last):
                last = _end(doc.tokens, i + 1, sentence)
                if last > i + 1 and (last - 1 in party_at or _is_owner(doc.tokens, last)):
                    last = i + 1  # the Training Centre of Ruritania's ministry
                kind = _kind(doc.tokens[first:last])
                if kind == "place" and token.low in word_set("house_common"):
                    continue
                owner = next((p for k in range(first, i) if (p := party_at.get(k)) and p.value.form in OWNER_FORMS), None)
                code = owner.value.code if owner and is_state(owner.value.code) else None
                out.append(Found(first, last, sentence.index, (), kind, country=code))
    return out


def _kind(name: tuple[Token, ...]) -> str:
    """What kind of place the words of its name make it: soldiers train there, belong there, or meet there."""
    if any(t.low in word_set("house_training") for t in name):
        return "training-area"
    return "base" if any(t.low in word_set("house_military") for t in name) else "place"


def _begin(tokens: tuple[Token, ...], noun: int, sentence: Sentence) -> int | None:
    """The first token of the name whose noun is token `noun`; None if it is too short or no preposition of place stands before it."""
    first = noun
    while first > sentence.first and noun - first < MAX_WORDS:
        before = tokens[first - 1]
        if not (before.text[0].isupper() or _ordinal(before) or _joins(tokens, first - 1, sentence)):
            break
        first -= 1
    back = first - 1
    while back > sentence.first and tokens[back].low in word_set("house_article"):
        back -= 1
    if back < sentence.first or tokens[back].low not in word_set("house_at"):
        return None
    named = [t for t in tokens[first:noun] if t.text[0].isupper() or _ordinal(t)]
    return first if len(named) > 1 or _end(tokens, noun + 1, sentence) > noun + 1 else None


def _joins(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> bool:
    """Whether a word in small letters goes on a name: the Command and Staff College, the People's Army Academy."""
    pairs = {"house_and": "house_pair", "venue_owner": "house_people", "venue_of": "house_of_before"}
    if i == sentence.first:
        return False
    return any(tokens[i].low in word_set(link) and tokens[i - 1].low in word_set(before) for link, before in pairs.items())


def _end(tokens: tuple[Token, ...], i: int, sentence: Sentence) -> int:
    """The end of a name whose noun ends before token i: the School of Infantry, the Centre for Peace Support Training."""
    if i + 1 < sentence.last and tokens[i].low in word_set("house_of") and tokens[i + 1].text[0].isupper():
        i += 1
        while i < sentence.last and tokens[i].text[0].isupper():
            i += 1
    return i


def _is_owner(tokens: tuple[Token, ...], i: int) -> bool:
    return i < len(tokens) and tokens[i].low in word_set("venue_owner")


def _ordinal(token: Token) -> bool:
    return token.text[0].isdigit() and token.text[-1].isalpha()
