"""States and organisations, pairs of them, series, and search."""

from typing import Any

from pydantic import BaseModel, Field

from vedette.serve.web.api.models.common import Count, shown
from vedette.serve.web.api.models.exercises import CARD, Card
from vedette.serve.web.api.models.reports import HEAD, Head


class Country(BaseModel):
    """A state or organisation: its exercises over the years, those it took part with, and what they were like."""

    model_config = shown(
        {
            "code": "JP",
            "name": "Japan",
            "count": 41,
            "first": "1998-07-29",
            "latest": "2025-11-02",
            "years": [{"value": "2019", "label": "2019", "count": 6}],
            "partners": [{"value": "AU", "label": "Australia", "count": 17}],
            "domains": [{"value": "sea", "label": "sea", "count": 30}],
            "status": [{"value": "completed", "label": "completed", "count": 33}],
            "places": [{"value": "JP", "label": "Japan", "count": 20}],
        }
    )

    code: str
    name: str
    count: int
    first: str | None = Field(description="the first day of the earliest exercise")
    latest: str | None
    years: list[Count]
    partners: list[Count]
    domains: list[Count]
    status: list[Count]
    places: list[Count] = Field(description="states that they were held in")


class PairCount(BaseModel):
    """Two that took part together, and how often."""

    model_config = shown({"one": "AU", "other": "JP", "count": 17})

    one: str
    other: str
    count: int


class Pair(BaseModel):
    """The exercises of two over the years."""

    model_config = shown(
        {
            "parties": ["AU", "JP"],
            "years": [{"year": 2019, "exercises": 3, "bilateral": 1, "days": 21, "most": 900}],
            "exercises": [{"id": "7b32b369acc4", "name": "Kenso Shield 2019", "start": "2019-07-01", "bilateral": True}],
        }
    )

    parties: list[str]
    years: list[dict[str, Any]]
    exercises: list[dict[str, Any]]


class Series(BaseModel):
    """A series with its editions in order."""

    model_config = shown(
        {
            "id": "kenso shield",
            "name": "Kenso Shield",
            "known": False,
            "frequency": "every 2 years",
            "editions": [{"id": "7b32b369acc4", "name": "Kenso Shield 2019", "edition": "2019", "year": 2019, "held": "held"}],
        }
    )

    id: str
    name: str
    known: bool
    frequency: str | None
    editions: list[dict[str, Any]]


class SeriesList(BaseModel):
    """The series under one name; more than one where exercises of the name make more."""

    items: list[Series]


class CardHits(BaseModel):
    """Exercises that were found, the best first."""

    count: int
    items: list[Card]


class HeadHits(BaseModel):
    """Reports that were found."""

    count: int
    items: list[Head]


class Hits(BaseModel):
    """What a search finds: exercises by their own words and by those of their reports, and reports."""

    model_config = shown({"exercises": {"count": 1, "items": [CARD]}, "reports": {"count": 1, "items": [HEAD]}})

    exercises: CardHits
    reports: HeadHits
