"""How names of places hang together: lists, places with prepositions of their own, datelines."""

from vedette.grammar import word_set
from vedette.model import Document, Mention

SITES = frozenset(("base", "training-area"))
"""Kinds of places that lie in a town named behind a comma: Camp Aguinaldo, Quezon City."""
DATELINE = 20
"""Tokens of a dateline at most: date by another calendar, date, agency."""
OPENING = 4
"""Tokens from the beginning of a sentence in which the phrase stands that opens it."""


def linked(doc: Document, a: Mention, b: Mention) -> bool:
    """Whether b goes on a list that a belongs to, or tells where a lies."""
    between = doc.tokens[a.last : b.first]
    if len(between) == 1 and between[0].text == "," and (_heads_clause(doc, b) or _opens(doc, a, b)):
        return False
    if doc.sentences[b.sentence].kind == "headline" and any(t.text == ";" for t in between):
        return False  # Drill begins off X; Ruritania is back
    return len(between) <= 4 and all(
        t.low in word_set("venue_link", "venue_skip") and t.low not in word_set("venue_owner") for t in between
    )


def _opens(doc: Document, a: Mention, b: Mention) -> bool:
    """Whether a place opens a sentence and a state behind its comma is what it speaks of: In X, Ruritania and Elbonia began …"""
    follows = doc.tokens[b.last].text if b.last < doc.sentences[b.sentence].last else ","
    return a.kind == "place" and b.kind == "party" and a.first - doc.sentences[a.sentence].first < OPENING and follows != ","


def _heads_clause(doc: Document, m: Mention) -> bool:
    """Whether a capital behind a comma is what a new clause speaks of: held in X, Moscow called it a success."""
    if m.last >= doc.sentences[m.sentence].last:
        return False
    token = doc.tokens[m.last]
    plain = token.text.isalpha() and token.text[0].islower()
    return plain and token.low not in word_set("place_in", "place_from", "venue_skip", "venue_after")


def joined(doc: Document, a: Mention, b: Mention) -> bool:
    """Whether b stands beside a as another place of the same thing, with a preposition of its own: in Riga and at the Adazi range."""
    between = [t.low for t in doc.tokens[a.last : b.first]]
    at = next((k for k, low in enumerate(between) if low in word_set("venue_in", "venue_at", "venue_on", "venue_off", "venue_near")), 0)
    if not 0 < at <= 3 or len(between) - at > 5 or a.sentence != b.sentence:
        return False
    return all(low in word_set("venue_link") for low in between[:at]) and all(low in word_set("venue_skip") for low in between[at + 1 :])


def is_dateline(doc: Document, m: Mention) -> bool:
    """Whether the name stands in a dateline: only capitals before it, at the beginning of a paragraph, a dash or colon behind it."""
    sentence = doc.sentences[m.sentence]
    if m.first - sentence.first > 6 or any(t.text[0].islower() for t in doc.tokens[sentence.first : m.first]):
        return False
    if m.last < sentence.last and doc.tokens[m.last].text == ":":
        return True
    for i in range(m.last, min(m.last + DATELINE, sentence.last)):
        token = doc.tokens[i]
        if token.low in "-–—" and doc.tokens[i - 1].end < token.start:
            return True
        if token.text[0].islower() and token.low not in word_set("place_particle"):
            return False
    return False
