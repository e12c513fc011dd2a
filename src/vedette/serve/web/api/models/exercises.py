"""Exercises: lists, one with all it rests on, counts, points."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from vedette.serve.web.api.models.common import Count, Page, shown
from vedette.serve.web.api.models.reports import CLAIM, HEAD, AccountHead, Claim, Head

CARD: dict[str, Any] = {
    "id": "7b32b369acc4",
    "name": "Kenso Shield 2019",
    "aliases": [],
    "series": "Kenso Shield",
    "series_key": "kenso shield",
    "edition": "2019",
    "status": "completed",
    "start": "2019-07-01",
    "end": "2019-07-09",
    "participants": ["AU", "JP"],
    "observers": [],
    "places": [{"name": "Darwin", "country": "AU", "region": "AU-NT", "lat": -12.46, "lon": 130.84, "kind": "city"}],
    "domains": ["land"],
    "personnel": [{"low": 900, "high": 900, "party": None}],
    "conflicts": 0,
    "reports": ["dedcf3ddb660"],
    "sources": 1,
}
OPTION: dict[str, Any] = {
    "value": "2019-07-01",
    "points": 41,
    "reasons": ["precise (4 of 4)", "stated outright", "2 independent publishers"],
    "claims": ["200ebe241db70edd"],
    "reports": ["dedcf3ddb660"],
    "publishers": 2,
    "voices": [{"kind": "publisher", "speaker": "The Harbour Post", "party": None}],
    "denied": False,
    "confidence": 0.9,
}


class Card(BaseModel):
    """An exercise as lists give it out: the values that weighing chose."""

    model_config = shown(CARD) | {"extra": "allow"}

    id: str
    name: str | None = None
    aliases: list[str] = []
    series: str | None = None
    edition: str | None = None
    status: str = "unknown"
    start: str | None = Field(None, description="EDTF date")
    end: str | None = Field(None, description="EDTF date")
    participants: list[str] = Field([], description="ISO 3166-1 alpha-2 codes of states, ids of organisations")
    observers: list[str] = []
    places: list[dict[str, Any]] = []
    domains: list[str] = []
    personnel: list[dict[str, Any]] = Field([], description="people: low and high bounds, of a party or of the whole")
    conflicts: int = Field(0, description="how many properties have claims that disagree")
    reports: list[str] = Field([], description="ids of the reports that tell of it")
    series_key: str | None = Field(None, description="what filters know the series by")
    sources: int = Field(0, description="independent sources among the reports: one a publisher, and one a text however many print it")


class Option(BaseModel):
    """A value that is claimed, with its points, the reasons in words, and who claims it."""

    model_config = shown(OPTION)

    value: Any
    points: int
    reasons: list[str]
    claims: list[str]
    reports: list[str]
    publishers: int = Field(description="independent publishers")
    voices: list[dict[str, Any]]
    denied: bool = False
    confidence: float = 1.0


class Weighed(BaseModel):
    """A property: the value shown (None where all were rejected or denied), the alternatives, and whether they contradict it."""

    model_config = shown({"shown": OPTION, "alternatives": [], "standing": "reported", "conflict": False})

    shown: Option | None
    alternatives: list[Option]
    standing: Literal["declared", "reported", "disputed"]
    conflict: bool


class Exercise(Card):
    """An exercise with everything that it rests on."""

    model_config = shown(
        {
            **CARD,
            "former_ids": [],
            "parent": None,
            "components": [],
            "editions": [],
            "properties": {"start": [{"shown": OPTION, "alternatives": [], "standing": "reported", "conflict": False}]},
            "history": [{"status": "completed", "since": "2019-07-10", "claims": [], "words": "completed as of 2019-07-10"}],
            "vienna": {"covers": False, "covered": "not held in the zone of application", "findings": []},
            "accounts": [],
            "claims": [CLAIM],
            "told_by": [HEAD],
            "judgements": [],
        }
    ) | {"extra": "allow"}

    former_ids: list[str] = Field(description="ids that were given up and lead here")
    parent: dict[str, Any] | None
    components: list[dict[str, Any]]
    editions: list[dict[str, Any]] = Field(description="the series in order")
    properties: dict[str, list[Weighed]]
    history: list[dict[str, Any]] = Field(description="how the status changed, and by which claims")
    vienna: dict[str, Any] = Field(description="the thresholds of the Vienna Document 2011")
    accounts: list[AccountHead]
    claims: list[Claim]
    told_by: list[Head] = Field(description="the reports")
    judgements: list[dict[str, Any]]


class Cards(Page[Card]):
    """A page of exercises, and how many fit in all."""

    model_config = shown({"items": [CARD], "next": "50-7b32b369acc4", "count": 214})

    count: int


class Facets(BaseModel):
    """How many exercises fit, and the commonest values of each facet among them."""

    model_config = shown({"count": 214, "total": 1200, "facets": {"participant": [{"value": "JP", "label": "Japan", "count": 41}]}})

    count: int
    total: int
    facets: dict[str, list[Count]]


class Point(BaseModel):
    """Where an exercise is held."""

    model_config = shown({"id": "7b32b369acc4", "lat": -12.46, "lon": 130.84})

    id: str
    lat: float
    lon: float


class Points(BaseModel):
    """Places for a map; `complete` is False where there are more than are given."""

    model_config = shown({"points": [{"id": "7b32b369acc4", "lat": -12.46, "lon": 130.84}], "complete": True})

    points: list[Point]
    complete: bool


class Period(BaseModel):
    """How many exercises began in a year or month."""

    model_config = shown({"period": "2019-07", "count": 12})

    period: str
    count: int
