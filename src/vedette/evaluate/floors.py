"""Floors: figures below which the coder may not fall. They hold for one gold file, known by its hash; lowering one takes a flag."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from vedette.evaluate.gold import Gold, GoldError
from vedette.evaluate.score import Score

MARGIN = 0.02
"""How far below the figures of the day the floors are set: what a change of other parts may cost a slot before somebody must look."""

HEADER = """# Figures that the coder may not fall below, by gold file. Written by `vedette evaluate GOLD --floors FILE --write-floors`;
# `--lower` lets a floor sink. `sha256` is the hash of the gold that they hold for; all figures are F1, the headline the mean of the slots.
"""


class Floors(BaseModel):
    """The floors of one gold file."""

    model_config = ConfigDict(extra="forbid")

    sha256: str
    headline: float
    exercise: float
    slots: dict[str, float]


def read_floors(path: str) -> dict[str, Floors]:
    """The floors of all gold files, by the name of the file; none if there is no such file yet. Raises GoldError if it is wrong."""
    if not Path(path).exists():
        return {}
    try:
        loaded: Any = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
        return TypeAdapter(dict[str, Floors]).validate_python(loaded or {})
    except (OSError, yaml.YAMLError) as error:
        raise GoldError(f"The floors {path!r} cannot be read: {' '.join(str(error).split())}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        raise GoldError(f"The floors {path!r} are wrong: {where}: {first['msg']}.") from error


def floors_of(path: str, gold: Gold) -> Floors:
    """The floors of a gold file; raises GoldError if there are none, or if the gold is not what they were set for."""
    floors = read_floors(path).get(gold.path.name)
    if floors is None:
        raise GoldError(f"{path!r} has no floors for {gold.path.name!r}; --write-floors sets them.")
    if floors.sha256 != gold.sha256:
        raise GoldError(
            f"The gold {gold.path.name!r} is not the one that its floors were set for (its sha256 is {gold.sha256[:12]}…, "
            f"that of the floors {floors.sha256[:12]}…); look at what changed, then set them anew by --write-floors --lower."
        )
    return floors


def below(floors: Floors, score: Score) -> list[str]:
    """One sentence for each figure that is below its floor."""
    figures = {"headline": score.headline, "exercise": score.exercise_f1, **{s: round(t.f1, 4) for s, t in score.tallies.items()}}
    wanted = {"headline": floors.headline, "exercise": floors.exercise, **floors.slots}
    return [
        f"{name} is {figures.get(name, 0.0):.4f}, below its floor of {floor:.4f}"
        for name, floor in wanted.items()
        if figures.get(name, 0.0) < floor
    ]


def write_floors(path: str, gold: Gold, score: Score, lower: bool = False) -> None:
    """Sets the floors of a gold file a margin below the figures; a floor that is higher already stays.

    With `lower` all are set anew. Raises GoldError, and writes nothing, if the figures are below a floor or the gold has changed and
    `lower` is not given.
    """
    all_floors = read_floors(path)
    known = all_floors.get(gold.path.name)
    made = Floors(
        sha256=gold.sha256,
        headline=_floor(score.headline),
        exercise=_floor(score.exercise_f1),
        slots={slot: _floor(t.f1) for slot, t in score.tallies.items() if slot != "exercise" and (t.gold or t.found)},
    )
    if known and not lower:
        floors_of(path, gold)
        fallen = below(known, score)
        if fallen:
            raise GoldError(f"Floors would sink ({'; '.join(fallen)}); --lower lets them.")
        made.headline = max(made.headline, known.headline)
        made.exercise = max(made.exercise, known.exercise)
        made.slots = {slot: max(made.slots.get(slot, 0.0), known.slots.get(slot, 0.0)) for slot in {**made.slots, **known.slots}}
    all_floors[gold.path.name] = made
    plain = {name: all_floors[name].model_dump() for name in sorted(all_floors)}
    Path(path).write_text(HEADER + yaml.safe_dump(plain, sort_keys=False), encoding="utf-8")


def _floor(figure: float) -> float:
    return round(max(figure - MARGIN, 0.0), 4)
