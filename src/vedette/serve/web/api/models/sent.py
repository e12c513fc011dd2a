"""Judgements, and what is sent: reports to be coded, decisions."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from vedette.model import JudgementKind
from vedette.serve.web.api.models.common import shown
from vedette.serve.web.api.models.reports import CLAIM

JUDGEMENT: dict[str, Any] = {
    "number": 7,
    "kind": "accept",
    "subject": "200ebe241db70edd",
    "other": "09cc380d362429ec",
    "value": None,
    "source": None,
    "evidence": {"report": "dedcf3ddb660", "property": "start", "quote": "1 July"},
    "who": "ada",
    "when": "2026-11-22T21:47:19Z",
    "why": "the ministry says the same",
}


class Judgement(BaseModel):
    """A curator's decision, kept for ever."""

    model_config = shown(JUDGEMENT)

    number: int
    kind: JudgementKind
    subject: str
    other: str | None
    value: Any
    source: str | None
    evidence: dict[str, Any] = {}
    who: str
    when: str
    why: str


def clean(text: str) -> str:
    """Refuses what a database cannot hold: NUL, and halves of surrogate pairs (whose error is a ValueError, too)."""
    if "\0" in text:
        raise ValueError("a text holds no NUL character")
    text.encode()
    return text


def _clean_value(value: Any) -> Any:
    """Refuses texts that are not clean, and depths that no claim has."""
    stack = [(value, 0)]
    while stack:
        item, depth = stack.pop()
        if depth > 5:
            raise ValueError("the value is nested too deeply")
        if isinstance(item, str):
            clean(item)
        elif isinstance(item, dict):
            stack += [(x, depth + 1) for pair in item.items() for x in pair]
        elif isinstance(item, list):
            stack += [(x, depth + 1) for x in item]
    return value


Text = Annotated[str, AfterValidator(clean)]
Line = Annotated[str, Field(max_length=2000), AfterValidator(clean)]


class CodeRequest(BaseModel):
    """A report to be coded: its text (plain, or the page as HTML), or its address."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Australia and Japan began the joint exercise Kenso Shield 2019 in Darwin on 1 July 2019.",
                    "published": "2019-07-02",
                    "publisher": "The Harbour Post",
                }
            ]
        },
    )

    text: Text | None = Field(None, description="the text, or the page as HTML")
    url: Line | None = Field(None, description="the address; it is fetched if there is no text")
    published: Line | None = Field(None, description="the day of publication (EDTF); wins over what the report says")
    publisher: Line | None = None
    store: bool = Field(False, description="whether to keep the report in the catalogue; this needs a user who may write")


class JudgementRequest(BaseModel):
    """A decision. `seen` are the numbers of the judgements on the subject that you know of: if others hold, the answer is 409."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"examples": [{"kind": "accept", "subject": CLAIM["id"], "why": "the ministry says the same", "seen": []}]},
    )

    kind: JudgementKind
    subject: Line = Field(min_length=1, description="id of a claim, account, exercise or report, or the number of a judgement to withdraw")
    other: Line | None = Field(None, description="the second account of same and not_same")
    value: Annotated[Any, AfterValidator(_clean_value)] = Field(None, description="the corrected value, or the series as {name, id}")
    source: Line | None = Field(None, description="what a correction rests on")
    why: Line = ""
    seen: list[int] = Field([], max_length=1000)
