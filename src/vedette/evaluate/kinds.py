"""Errors sorted by kind, so that one sees what to mend first. The kinds follow from the outcomes alone."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from vedette.evaluate.credit import CREDIT
from vedette.evaluate.score import RELATED_NAME, Outcome, Score
from vedette.evaluate.similar import alike


@dataclass(frozen=True, slots=True)
class Group:
    """The outcomes of one exercise of a report (`whole` is whether it was found), or of its statements."""

    whole: Outcome | None
    slots: tuple[Outcome, ...]


def kinds(score: Score) -> Counter[tuple[str, str]]:
    """(slot, kind) → how many errors are of that kind."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcomes in score.by_report().values():
        groups = list(_groups(outcomes))
        for group in groups:
            if group.whole is not None and group.whole.credit < 1:
                counts["exercise", _exercise(group.whole, groups)] += 1
            others = [o for g in groups if g is not group for o in g.slots]
            for outcome in group.slots:
                if outcome.credit < 1:
                    counts[outcome.slot, _kind(outcome, group, others)] += 1
    return counts


def _groups(outcomes: Sequence[Outcome]) -> Iterable[Group]:
    """The outcomes by exercise: the scorer puts that of the exercise before those of its slots, statements last."""
    starts = [n for n, o in enumerate(outcomes) if o.slot == "exercise"]
    said = [o for o in outcomes if o.slot == "statements"]
    for start, end in pairwise([*starts, len(outcomes)]):
        yield Group(outcomes[start], tuple(o for o in outcomes[start + 1 : end] if o.slot != "statements"))
    yield Group(None, tuple(said))


def _exercise(whole: Outcome, groups: Sequence[Group]) -> str:
    if whole.found is None:
        return (
            "missed, with a name"
            if any(o.slot == "name" for g in groups if g.whole is whole for o in g.slots)
            else "missed, without a name"
        )
    real = [g.whole.gold for g in groups if g.whole is not None and g.whole.gold is not None]
    if not real:
        return "found in a report that tells of none"
    if any(alike(str(name), str(whole.found)) >= RELATED_NAME for name in real):
        return "found twice"
    named = any(o.slot == "name" for g in groups if g.whole is whole for o in g.slots)
    return "a wrong name" if named else "found beside the others, without a name"


def _kind(outcome: Outcome, group: Group, others: Sequence[Outcome]) -> str:
    slot, gold, found = outcome.slot, outcome.gold, outcome.found
    if slot not in ("name", "status", "statements") and _elsewhere(outcome, others):
        return "given to another exercise of the report"
    if group.whole is not None and group.whole.credit < 1:
        return "of an exercise that was missed" if found is None else "of an exercise that is none"
    if gold is None:
        return "wrongly found"
    if found is None:
        return "missed"
    if slot == "status":
        return f"{gold} taken for {found}"
    if slot in ("start", "end"):
        return "too coarse or too fine" if outcome.credit else "another date"
    if slot == "places":
        return "in another country"
    if slot == "materiel":
        return "another count"
    if slot == "statements":
        return "another speaker"
    if slot == "personnel":
        return "another side" if all(gold.get(b) == found.get(b) for b in ("low", "high")) else "other bounds"
    return "not the same"


def _elsewhere(outcome: Outcome, others: Sequence[Outcome]) -> bool:
    """Whether another exercise of the report has the value: found there where gold has it here, or the other way round."""
    credit = CREDIT[outcome.slot]
    same = [o for o in others if o.slot == outcome.slot and o.credit == 0]
    if outcome.found is None:
        return any(o.gold is None and credit(outcome.gold, o.found) == 1 for o in same)
    if outcome.gold is None:
        return any(o.found is None and credit(o.gold, outcome.found) == 1 for o in same)
    return False
