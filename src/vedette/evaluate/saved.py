"""Runs kept as JSON, and what flipped between two of them: claims that became right, wrong, or are found no more."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from vedette.evaluate.gold import GoldError
from vedette.evaluate.run import Run
from vedette.evaluate.score import Outcome

Change = Literal["now right", "better", "worse", "now missed", "now wrongly found", "no longer wrongly found"]


class SavedOutcome(BaseModel):
    """An outcome as kept; the fields are those of `score.Outcome`."""

    model_config = ConfigDict(extra="forbid")

    report: str
    slot: str
    exercise: str
    gold: Any = None
    found: Any = None
    credit: float
    ref: str | None = None
    index: int = 0

    def outcome(self) -> Outcome:
        """The outcome as the scorer made it."""
        return Outcome(self.report, self.slot, self.exercise, self.gold, self.found, self.credit, self.ref, self.index)


class Saved(BaseModel):
    """A run as kept: which coder, which gold (sha256), the figures and all outcomes."""

    model_config = ConfigDict(extra="forbid")

    coder: str
    gold: str
    sha256: str
    figures: dict[str, Any]
    outcomes: list[SavedOutcome]


@dataclass(frozen=True, slots=True)
class Flip:
    """A value whose outcome is another than in the earlier run; `before` and `after` are credits, None where it did not come up."""

    change: Change
    before: float | None
    after: float | None
    outcome: Outcome


def save(run: Run, path: str) -> None:
    """Writes a run to a file; raises OSError where that cannot be done."""
    kept = {
        "coder": run.coder,
        "gold": run.gold.path.name,
        "sha256": run.gold.sha256,
        "figures": run.score.figures(),
        "outcomes": [asdict(o) for o in run.score.outcomes],
    }
    Path(path).write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: str) -> Saved:
    """Reads a kept run; raises GoldError if it is none."""
    try:
        return Saved.model_validate_json(Path(path).read_bytes())
    except (OSError, ValidationError) as error:
        detail = error.strerror if isinstance(error, OSError) else error.errors()[0]["msg"]
        raise GoldError(f"{path!r} is no run that --save has written: {detail}.") from error


def flips(earlier: Saved, run: Run) -> list[Flip]:
    """What flipped since an earlier run; raises GoldError if that was on other gold."""
    if earlier.sha256 != run.gold.sha256:
        raise GoldError(
            f"The earlier run was scored on other gold ({earlier.gold}, sha256 {earlier.sha256[:12]}); its claims cannot be compared."
        )
    before = _by_value(o.outcome() for o in earlier.outcomes)
    after = _by_value(run.score.outcomes)
    out = []
    for key in dict.fromkeys((*before, *after)):
        was, now = before.get(key), after.get(key)
        known = now or was
        assert known is not None
        change = _change(was, now)
        if change is not None:
            out.append(Flip(change, was.credit if was else None, now.credit if now else None, known))
    return out


def _change(was: Outcome | None, now: Outcome | None) -> Change | None:
    known = now or was
    if known is not None and known.gold is None:
        return None if was and now else "now wrongly found" if now else "no longer wrongly found"
    old, new = (o.credit if o else 0.0 for o in (was, now))
    if old == new:
        return None
    if new > old:
        return "now right" if new == 1 else "better"
    return "worse" if new > 0 else "now missed"


def _by_value(outcomes: Iterable[Outcome]) -> dict[tuple[str, ...], Outcome]:
    """Outcomes by what they are about: a value of gold, or one found that gold lacks; a number tells equal ones apart."""
    out: dict[tuple[str, ...], Outcome] = {}
    seen: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for o in outcomes:
        about = o.found if o.gold is None else o.gold
        side = "found" if o.gold is None else "gold"
        key = (o.report, o.slot, side, o.exercise, json.dumps(about, sort_keys=True, ensure_ascii=False))
        seen[key] += 1
        out[(*key, str(seen[key]))] = o
    return out
