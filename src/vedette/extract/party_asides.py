"""Signs that a report names parties beside an exercise: as onlookers, as owners of land, in the name of something else, as guests."""

from vedette.extract.frames import TOLD, cue_ranges
from vedette.extract.onlookers import deploys, is_alarmed, is_matter, joins_bloc, keeps_watch, meets, takes_stand
from vedette.extract.party_context import Around
from vedette.extract.party_signs import is_mock
from vedette.grammar import phrases_of
from vedette.lexicon import words_of
from vedette.model import is_state

VETO = -2.0
"""Weight from which on words speak against a party that other words speak for."""
PLACE_REACH = 3
"""Words between a party and what lies on its land: Ruritanian naval air bases."""
GUEST_REACH = 6
"""Tokens between guests and the states that they come from."""


def onlookers(around: Around) -> float | None:
    """Elbonia and Ruritania see it differently; concern among members, particularly Elbonia; Elbonia's sovereignty."""
    doc, sentence, last = around.doc, around.sentence, around.last
    if is_matter(doc, sentence, last) or is_alarmed(doc, sentence, around.first, last):
        return 0.0
    if keeps_watch(doc, sentence, last) or joins_bloc(doc, sentence, last):
        return 0.0
    subject = around.preposition not in words_of("side_by")  # but: drills by Elbonia raised concern
    stands = subject and takes_stand(doc, sentence, last)
    return 0.0 if stands or (around.scope.strength < TOLD and deploys(doc, sentence, last)) else None


def lends_name(around: Around) -> float | None:
    """NATO standards, the UN High Commissioner, the chairman of NATO's military committee; the Lisbon Treaty."""
    signed = all(m.value.form == "capital" for m in around.group.mentions) and around.after in words_of("lent_by_capital")
    if signed and around.tokens[around.last].text[0].isupper():
        return 0.0
    if is_state(around.group.mentions[-1].value.code) and around.group.mentions[-1].value.code.lower() not in words_of("world_body"):
        return None
    last = around.last + (around.after in words_of("owner_mark"))
    lent = phrases_of("lent_noun").at(around.tokens, last, around.end) is not None
    return 0.0 if lent or (around.preposition == "of" and not words_of("office_noun").isdisjoint(around.before[-2:-1])) else None


def names_members(around: Around) -> float | None:
    """NATO members Estonia and Latvia; two NATO members, Turkey and Hungary."""
    joined = around.hyphened("member_noun")
    if is_state(around.group.mentions[-1].value.code) or not (joined or around.after in words_of("member_noun")):
        return None
    behind = range(around.last + 1, around.last + 3 + joined)
    return 0.0 if any(m.first in behind for m in around.doc.of("party")) else None


def land(around: Around) -> float | None:
    """Ruritanian military bases, Elbonian airspace, the Elbonian border."""
    i = around.last
    while i < around.end and i - around.last < PLACE_REACH and around.tokens[i].low in words_of("place_thing_modifier"):
        i += 1
    place = i < around.end and around.tokens[i].low in words_of("place_thing")
    return 0.0 if place or around.after in words_of("border_word") else None


def denied(around: Around) -> float | None:
    """No Elbonian ships."""
    return VETO


def mock(around: Around) -> float | None:
    """A life-size model of an Elbonian carrier."""
    return 0.0 if is_mock(around.doc, around.sentence, around.first) else None


def tied(around: Around) -> float | None:
    """Ties with Elbonia, a war of Elbonia; not war games with Elbonia."""
    ties = cue_ranges(around.doc, max(around.sentence.first, around.first - 3), around.first, "tie_noun")
    return 0.0 if any(not around.in_exercise(first) for first, _ in ties) else None


def excepted(around: Around) -> float | None:
    """All members except Elbonia."""
    return 0.0


def guests(around: Around) -> float | None:
    """Distinguished guests included the ambassadors of Elbonia and Ruritania."""
    return 0.0 if around.cue_before(GUEST_REACH, "guest_noun") else None


def reaction(around: Around) -> float | None:
    """An angry response from Elbonia, the threat from Elbonia."""
    return None if words_of("reaction_noun").isdisjoint(around.before[-2:-1]) else 0.0


def afterwards(around: Around) -> float | None:
    """The drills follow what others did: Elbonia plans drills after Ruritania moved forces, after Ruritania's army exercises."""
    return 0.0 if any(m.last < around.first for m in around.own) else None


def statesmen(around: Around) -> float | None:
    """Met with foreign ministers from Elbonia and Ruritania; told reporters after talks with her counterparts from …"""
    return 0.0 if meets(around.doc, around.sentence, around.first) else None
