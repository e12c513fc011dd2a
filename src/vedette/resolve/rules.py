"""Points and thresholds of resolution, from `data/rules/resolution.yaml`."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from vedette.lexicon import DATA, LexiconError, load_yaml


class Points(BaseModel):
    """A number of points (whole, so that sums do not depend on their order) and why it counts as much."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    points: int
    why: str


class Rules(BaseModel):
    """Everything in the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    thresholds: dict[str, Points]
    weights: dict[str, Points]


@cache
def rules() -> Rules:
    """The rules of resolution; raises LexiconError where the file is wrong."""
    path = DATA / "rules" / "resolution.yaml"
    content: Any = load_yaml(path)
    try:
        return TypeAdapter(Rules).validate_python(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


@cache
def threshold(name: str) -> int:
    """The points of one threshold; raises LexiconError for one that is not in the file."""
    return _of(rules().thresholds, name)


@cache
def weight(name: str) -> int:
    """The points of one reason; raises LexiconError for one that is not in the file."""
    return _of(rules().weights, name)


def _of(table: dict[str, Points], name: str) -> int:
    if name not in table:
        raise LexiconError(f"resolution.yaml: no row named {name!r}")
    return table[name].points
