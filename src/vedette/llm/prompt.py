"""What the model is asked, and the form that its answer must have."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from vedette.lexicon import DATA
from vedette.model import Report
from vedette.schema import schema

FILE = DATA / "llm" / "coder.yaml"


class Asked(BaseModel):
    """A property that the model is asked for; see the head of the file for the keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    ground: Literal["words", "choice", "party", "place", "date", "people", "materiel", "unit"]
    ask: str


class Prompt(BaseModel):
    """The content of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    instructions: str
    properties: tuple[Asked, ...]

    @property
    def grounds(self) -> Mapping[str, str]:
        """Property → how its values are found in the text."""
        return {p.id: p.ground for p in self.properties}


class Said(BaseModel):
    """A claim as the model makes it, nothing of it checked yet."""

    model_config = ConfigDict(extra="forbid", strict=True)

    property: str
    value: str
    quote: str
    party: str | None = None
    low: int | None = None
    high: int | None = None
    count: int | None = None


class Quoted(BaseModel):
    """A statement as the model gives it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    speaker: str | None = None
    quote: str


@cache
def prompt() -> Prompt:
    """The prompt that ships; its properties are such as claims.yaml has."""
    made = Prompt.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))
    for asked in made.properties:
        schema().property(asked.id)
    return made


@cache
def instructions() -> str:
    """What stands before each report, with the properties and the values that closed lists hold."""
    lines = []
    for asked in prompt().properties:
        values = schema().vocabularies.get(schema().property(asked.id).value)
        lines.append(f'- "{asked.id}": {asked.ask}' + (f"; one of {', '.join(values)}" if values else ""))
    return "\n".join((prompt().instructions, "Properties:", *lines))


@cache
def answer_schema() -> Mapping[str, Any]:
    """The JSON Schema of an answer. Every field is required, as endpoints that hold models to a schema want it."""
    text, number = {"type": "string"}, {"type": ["integer", "null"]}
    claim = {
        "property": {"type": "string", "enum": [p.id for p in prompt().properties]},
        "value": text,
        "quote": text,
        "party": {"type": ["string", "null"]},
        "low": number,
        "high": number,
        "count": number,
    }
    exercise = {"in_passing": {"type": "boolean"}, "claims": {"type": "array", "items": _object(claim)}}
    statement = {"speaker": {"type": ["string", "null"]}, "quote": text}
    return _object(
        {
            "exercises": {"type": "array", "items": _object(exercise)},
            "statements": {"type": "array", "items": _object(statement)},
        }
    )


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


@cache
def prompt_hash() -> str:
    """The first 8 hex digits of the sha256 of all that the model is told besides the report."""
    return sha256(f"{instructions()}\n{answer_schema()}".encode()).hexdigest()[:8]


def messages(report: Report) -> list[dict[str, str]]:
    """The instructions and the report, with its day of publication."""
    published = report.published or "unknown"
    told = f"Day of publication: {published}\n<report>\n{report.text}\n</report>"
    return [{"role": "system", "content": instructions()}, {"role": "user", "content": told}]
