"""The history of an exercise's status, from claims dated by their reports."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vedette.model import Claim, Value
from vedette.values import parse_edtf

STAGE: Mapping[str, int] = {"planned": 0, "postponed": 1, "cancelled": 1, "underway": 2, "completed": 3}
"""How far a status is along; a later report of an earlier stage is late, not news, unless the exercise had been put off or called off."""
HALTED = frozenset(("postponed", "cancelled"))


@dataclass(frozen=True, slots=True)
class Step:
    """A status from a day on: `since` is the publication of the first report that tells it (EDTF), `status` may also be `resumed`."""

    status: str
    since: str | None
    claims: tuple[str, ...]
    words: str


def history(claims: Iterable[Claim], start: Value = None) -> tuple[Step, ...]:
    """The steps in order. Statuses that a coder only derived count where no report states one; undated reports only where no other is."""
    told = [c for c in claims if c.value in STAGE and c.modality != "denied"]
    stated = [c for c in told if c.derivation != "derived"] or told
    dated = [c for c in stated if c.published] or stated
    days: dict[str, list[Claim]] = {}
    for claim in sorted(dated, key=lambda c: (c.published or "", c.id)):
        days.setdefault(claim.published or "", []).append(claim)
    steps: list[Step] = []
    for day, of_day in sorted(days.items()):
        for status in sorted({str(c.value) for c in of_day}, key=lambda s: (STAGE[s], s)):
            step = _next(steps, status, day, [c for c in of_day if c.value == status], start)
            if step is not None:
                steps.append(step)
    return tuple(steps)


def _next(steps: Sequence[Step], status: str, day: str, claims: Sequence[Claim], start: Value) -> Step | None:
    """The step that a day's claims add to those before; None where they tell nothing new."""
    idents = tuple(c.id for c in claims)
    since = day or None
    if not steps:
        return Step(status, since, idents, f"{status} as of {day}" if day else status)
    last = steps[-1].status
    if status == last or (last == "resumed" and status == "underway"):
        return None
    if last in HALTED and status in ("planned", "underway"):
        return Step("resumed", since, idents, f"{status} again as of {day}, after it had been {last}")
    if status in HALTED and last == "completed":
        return None
    if last == "cancelled" and status == "completed":
        # what was called off half-way is told of as over; that changes nothing
        return None
    if status in HALTED or STAGE[status] > STAGE.get(last, 2):
        cut = status == "cancelled" and (last == "underway" or _begun(start, day))
        return Step(status, since, idents, f"cut short as of {day}" if cut else f"{status} as of {day}")
    return None


def _begun(start: Value, day: str) -> bool:
    """Whether an exercise had begun on the day of a report."""
    if not isinstance(start, str) or not day:
        return False
    try:
        return parse_edtf(start).last < parse_edtf(day).first
    except ValueError:
        return False
