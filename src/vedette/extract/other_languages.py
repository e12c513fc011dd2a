"""Accounts of reports in languages that there are no rules for: names, series and editions, and nothing else."""

import re

from vedette.extract.drafts import account
from vedette.extract.frames import Frame
from vedette.extract.names import names
from vedette.model import Account, Document, Mention

_APPOSED = re.compile(r"[^\w]*[(/（][^\w]*")
"""What stands between two names of one exercise: «Сибу» («Взаимодействие»)."""


def named_accounts(doc: Document) -> list[Account]:
    """An account for each exercise that the report names, the first one as what it is about."""
    groups: list[list[Mention]] = []
    last: Mention | None = None
    for mention in doc.of("exercise"):
        group = next((g for g in groups if _same(doc, g, mention, last)), None)
        if group is None:
            groups.append(group := [])
        group.append(mention)
        last = mention
    return [_account(doc, number, group) for number, group in enumerate(groups)]


def _same(doc: Document, group: list[Mention], mention: Mention, last: Mention | None) -> bool:
    """Whether a name is one of a group's: it is in brackets behind one of them, or has the same words and no other edition."""
    if last in group and last and _APPOSED.fullmatch(doc.report.text, last.span.end, mention.span.start):
        return True
    editions = {m.value.edition for m in (*group, mention) if m.value.edition}
    return len(editions) <= 1 and any(m.value.base == mention.value.base for m in group)


def _account(doc: Document, number: int, group: list[Mention]) -> Account:
    best = next((m for m in group if m.value.edition), group[0])
    frame = Frame(number=number, mentions=tuple(group), name=best, year=None, main=number == 0, scopes=())
    return account(doc, f"E{number + 1}", group[0].span, frame.main, names(doc, frame, ()))
