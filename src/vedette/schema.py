"""Claim kinds and their rules, from `data/schema/claims.yaml`: properties, the shapes of their values, their labels.

The file is checked when it is read: unknown keys, doubled ids, and references to types or properties that are not there are refused.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from vedette.model import Claim
from vedette.values import parse_edtf

FILE = resources.files("vedette") / "data" / "schema" / "claims.yaml"


class SchemaError(ValueError):
    """The schema file is wrong; the message names the file and what is the matter."""


class Property(BaseModel):
    """A property that claims may have; see the head of the file for the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    label: str
    about: Literal["exercise", "report"]
    value: str
    unit: str | None = None
    single: bool = False
    computed_from: tuple[str, ...] = ()
    note: str = ""


class Schema(BaseModel):
    """All properties, the shapes of structured values, and the closed lists of values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    vocabularies: Mapping[str, tuple[str, ...]]
    shapes: Mapping[str, Mapping[str, str]]
    properties: tuple[Property, ...]

    def property(self, name: str) -> Property:
        """The property of that name; raises KeyError if there is none."""
        return self.by_id[name]

    @cached_property
    def by_id(self) -> Mapping[str, Property]:
        """Id → property, in the order in which a record is told."""
        return {p.id: p for p in self.properties}

    def problems(self, claim: Claim) -> list[str]:
        """What is wrong with a claim, in words; empty for one that follows the rules."""
        known = self.by_id.get(claim.property)
        if known is None:
            return [f"there is no property {claim.property!r}"]
        about = "exercise" if claim.account else "report"
        found = [f"{known.id}: told of the {about}, not of the {known.about}"] if about != known.about else []
        if claim.derivation != "computed" and claim.basis:
            found.append(f"{known.id}: a value that is {claim.derivation} has no basis")
        return found + self._value_problems(known.id, known.value, claim.value)

    def _value_problems(self, where: str, kind: str, value: object) -> list[str]:
        optional = kind.endswith("?")
        kind = kind.rstrip("?")
        if value is None:
            return [] if optional else [f"{where}: no value"]
        if kind in self.shapes:
            return self._shape_problems(where, self.shapes[kind], value)
        fits = value in self.vocabularies[kind] if kind in self.vocabularies else SCALARS[kind](value)
        return [] if fits else [f"{where}: {value!r} is no {kind}"]

    def _shape_problems(self, where: str, shape: Mapping[str, str], value: object) -> list[str]:
        if not isinstance(value, Mapping):
            return [f"{where}: {value!r} has no fields"]
        found = [f"{where}: there is no field {name!r}" for name in value if name not in shape]
        for name, kind in shape.items():
            found += self._value_problems(f"{where}.{name}", kind, value.get(name))
        return found


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_date(value: object) -> bool:
    try:
        return isinstance(value, str) and str(parse_edtf(value)) == value
    except ValueError:
        return False


def _is_party(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[A-Z][A-Za-z0-9-]+", value) is not None


SCALARS: Mapping[str, Callable[[object], bool]] = {
    "text": _is_text,
    "integer": _is_count,
    "number": _is_number,
    "yes-no": lambda value: isinstance(value, bool),
    "date": _is_date,
    "party": _is_party,
}
"""Types that stand for themselves, with the test that a value must pass."""


@cache
def schema() -> Schema:
    """The schema that ships; raises SchemaError if its file is wrong."""
    return read_schema(FILE)


def read_schema(path: Traversable) -> Schema:
    """A schema file, checked; raises SchemaError with the file and what is the matter."""
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        made = Schema.model_validate(content)
    except yaml.YAMLError as error:
        raise SchemaError(f"{path.name}: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise SchemaError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    for problem in _dangling(made):
        raise SchemaError(f"{path.name}: {problem}")
    return made


def _dangling(made: Schema) -> list[str]:
    """References to what is not there, and ids that are used twice."""
    types = [*SCALARS, *made.vocabularies, *made.shapes]
    ids = [p.id for p in made.properties]
    found = [f"{name} is defined twice" for names in (types, ids) for name in dict.fromkeys(names) if names.count(name) > 1]
    for shape, fields in made.shapes.items():
        found += [f"shape {shape}: {name} has the unknown type {kind!r}" for name, kind in fields.items() if kind.rstrip("?") not in types]
    for prop in made.properties:
        found += [f"property {prop.id} has the unknown type {prop.value!r}"] * (prop.value not in types)
        found += [f"property {prop.id} is computed from {name!r}, which is no property" for name in prop.computed_from if name not in ids]
    return found
