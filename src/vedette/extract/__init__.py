"""Mentions → claims and accounts."""

from collections.abc import Callable, Sequence

from vedette.extract.background import background
from vedette.extract.commanders import commanders
from vedette.extract.domains import domains
from vedette.extract.drafts import Draft, account, claims
from vedette.extract.frames import Frame
from vedette.extract.kinds import counted, kinds
from vedette.extract.linking import link
from vedette.extract.materiel import materiel
from vedette.extract.milestones import milestones
from vedette.extract.names import names
from vedette.extract.objectives import objectives
from vedette.extract.other_languages import named_accounts
from vedette.extract.participants import participants
from vedette.extract.personnel import personnel
from vedette.extract.places import places
from vedette.extract.setting import setting
from vedette.extract.sides import of_participants
from vedette.extract.statements import statements
from vedette.extract.status import status
from vedette.extract.times import times
from vedette.extract.units import units
from vedette.grammar import has_rules
from vedette.lexicon import words_of
from vedette.model import Account, Coding, Document

Slot = Callable[[Document, Frame, Sequence[Frame]], list[Draft]]

SLOTS: tuple[Slot, ...] = (
    names,
    status,
    participants,
    places,
    times,
    personnel,
    materiel,
    units,
    commanders,
    domains,
    kinds,
    objectives,
    setting,
    milestones,
)
"""What is read of each exercise, in the order in which it is told."""

PARTICULARS = frozenset(("place", "start", "end", "duration", "personnel", "materiel", "unit", "objective"))
"""Properties that make an unnamed exercise a particular one."""
TWO_SIDES = 2
"""States told to hold an exercise together from which on one that nothing else is told of is a particular one."""
FACTS = PARTICULARS | {"participant", "domain"}
"""Properties that count as facts of an exercise when it is decided whether the report tells of it or mentions it in passing."""


def extract(doc: Document) -> Coding:
    """The accounts of all exercises that the report tells of, and the claims about the report as a whole."""
    if not has_rules(doc):
        return Coding(doc.report, tuple(named_accounts(doc)))
    frames = link(doc)
    accounts: list[Account] = []
    found = of_participants([[draft for slot in SLOTS for draft in slot(doc, frame, frames)] for frame in frames])
    for frame, read in zip(frames, found, strict=True):
        drafts = [*read, *counted(read)]
        told = {d.property for d in drafts}
        if _particular(frame, told) or _is_one(doc, frame, drafts):
            ref = f"E{len(accounts) + 1}"
            accounts.append(account(doc, ref, frame.mentions[0].span, len(told & FACTS) >= 2, drafts))
    return Coding(doc.report, tuple(accounts), claims(doc, None, [*statements(doc), *background(doc, frames)]))


def _particular(frame: Frame, told: set[str]) -> bool:
    """Whether enough is told to speak of a particular exercise: a name, or one fact of the main exercise, two of another one."""
    if frame.name is not None or frame.series is not None:
        return True
    return len(told & PARTICULARS) >= (1 if frame.main else 2)


def _is_one(doc: Document, frame: Frame, drafts: list[Draft]) -> bool:
    """Whether a report is about one exercise that states are told to hold, though not where or when: agreed to hold a major exercise."""
    sides = {d.value for d in drafts if d.property == "participant" and d.derivation != "derived"}
    if not frame.main or len(sides) < TWO_SIDES:
        return False
    opened = (m for m in frame.mentions if not m.value.plural and not m.value.definite)
    return any(doc.tokens[m.first].low in words_of("det_indefinite") for m in opened)
