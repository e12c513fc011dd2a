"""How strongly the words around a list of parties say that they take part in an exercise.

Signs are tried in two rounds. Each of the decisive ones settles the matter if it is there, the first of them before the others; where none
is, the weights of the weak ones add up.
"""

from vedette.extract.frames import Frame
from vedette.extract.party_context import Around
from vedette.extract.party_decisive import decisive
from vedette.extract.party_signs import Group
from vedette.extract.party_weak import WEAK
from vedette.model import Document

MILD = -1.9
"""Least weight that several weak signs add up to: only words that speak against taking part are a veto."""


def weigh(doc: Document, frame: Frame, group: Group) -> float:
    """How strongly the words around a list of parties say that they take part: 1 or more says so, below 0 speaks against it."""
    around = Around(doc, frame, group)
    for sign in decisive(around.preposition):
        weight = sign(around)
        if weight is not None:
            return weight
    return max(sum([sign(around) for sign in WEAK]), MILD)
