"""Reports, and what is claimed in them."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from vedette.serve.web.api.models.common import shown

CLAIM: dict[str, Any] = {
    "id": "c537b344e8a20149",
    "account": "09cc380d362429ec",
    "report": "dedcf3ddb660",
    "property": "participant",
    "value": "JP",
    "start": 18,
    "end": 23,
    "quote": "Japan",
    "speaker": None,
    "publisher": "The Harbour Post",
    "published": "2019-07-02",
    "modality": "asserted",
    "derivation": "stated",
    "basis": [],
    "lang": "en",
    "coder": "rules-0.1.0",
    "confidence": 0.9,
    "sentence": "Australia and Japan began the joint exercise Kenso Shield 2019 in Darwin on 1 July.",
}
ACCOUNT: dict[str, Any] = {"id": "09cc380d362429ec", "report": "dedcf3ddb660", "ref": "E1", "focus": True, "exercise": "7b32b369acc4"}
HEAD: dict[str, Any] = {
    "id": "dedcf3ddb660",
    "title": "Drills begin in Darwin",
    "publisher": "The Harbour Post",
    "published": "2019-07-02",
    "url": "https://harbour-post.example/drills",
    "lang": "en",
    "name": "drills.html",
}


class Head(BaseModel):
    """A report without its text."""

    model_config = shown(HEAD)

    id: str
    title: str | None
    publisher: str | None
    published: str | None = Field(description="EDTF date")
    url: str | None
    lang: str | None = Field(description="ISO 639-1 code")
    name: str | None = Field(description="the file or address that it came from")


class Claim(BaseModel):
    """One value with all that it rests on. Offsets are code points into the report's text, half-open."""

    model_config = shown(CLAIM)

    id: str
    account: str | None = Field(description="None for a claim about the report as a whole")
    report: str
    property: str
    value: Any = Field(description="text, a number, or an object, as the property has it")
    start: int
    end: int
    quote: str
    speaker: str | None = Field(description="whom the report names as its source; None where the publisher speaks")
    publisher: str | None
    published: str | None
    modality: Literal["asserted", "planned", "expected", "denied", "hinted"]
    derivation: Literal["stated", "derived", "computed"]
    basis: list[str] = Field(description="ids of the claims that a computed value follows from")
    lang: str | None
    coder: str
    confidence: float = Field(ge=0, le=1)
    sentence: str | None = Field(None, description="the sentence that the words stand in, where it was asked for")


class AccountHead(BaseModel):
    """What one report tells of one exercise, without its claims."""

    model_config = shown(ACCOUNT)

    id: str
    report: str
    ref: str = Field(description="E1, E2 … within the report")
    focus: bool = Field(description="False for a passing mention")
    exercise: str | None = Field(None, description="the exercise that it was resolved to")


class Account(AccountHead):
    """What one report tells of one exercise."""

    model_config = shown(
        {"id": "09cc380d362429ec", "report": "dedcf3ddb660", "ref": "E1", "focus": True, "exercise": None, "claims": [CLAIM]}
    )

    claims: list[Claim]


class Block(BaseModel):
    """A paragraph-like part of a kept text."""

    kind: str
    start: int
    end: int


class Lead(BaseModel):
    """A link or line that points to another report."""

    title: str
    url: str | None
    start: int | None
    end: int | None


class Report(Head):
    """A report with its kept text."""

    model_config = shown({**HEAD, "raw_sha256": None, "text": "Drills begin in Darwin", "blocks": [], "leads": [], "credits": []})

    raw_sha256: str | None
    text: str
    blocks: list[Block]
    leads: list[Lead]
    credits: list[str]


class Coding(BaseModel):
    """All that was made of one report: accounts of exercises, and claims about the report as a whole."""

    report: Report
    accounts: list[Account]
    claims: list[Claim]
    stored: bool = Field(True, description="whether the catalogue holds the report")
