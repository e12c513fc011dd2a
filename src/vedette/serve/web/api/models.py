"""What the API gives and takes, as pydantic models: its documentation and its checks at once."""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from vedette.model import JudgementKind

T = TypeVar("T")
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


def shown(example: dict[str, Any]) -> ConfigDict:
    """The configuration of a model with an example; a record may get further fields in later versions."""
    return ConfigDict(json_schema_extra={"examples": [example]})


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


class Page(BaseModel, Generic[T]):
    """A page of a list; `next` is the cursor of the page after it, None on the last."""

    items: list[T]
    next: str | None = None


class Cards(Page[Card]):
    """A page of exercises, and how many fit in all."""

    model_config = shown({"items": [CARD], "next": "50-7b32b369acc4", "count": 214})

    count: int


class Count(BaseModel):
    """A value of a facet and how many exercises have it."""

    model_config = shown({"value": "JP", "label": "Japan", "count": 41})

    value: str
    label: str
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


class Hits(BaseModel):
    """What a search finds: exercises by their own words and by those of their reports, and reports."""

    model_config = shown({"exercises": {"count": 1, "items": [CARD]}, "reports": {"count": 1, "items": [HEAD]}})

    exercises: "CardHits"
    reports: "HeadHits"


class CardHits(BaseModel):
    """Exercises that were found, the best first."""

    count: int
    items: list[Card]


class HeadHits(BaseModel):
    """Reports that were found."""

    count: int
    items: list[Head]


# what is sent


def _clean(text: str) -> str:
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
            _clean(item)
        elif isinstance(item, dict):
            stack += [(x, depth + 1) for pair in item.items() for x in pair]
        elif isinstance(item, list):
            stack += [(x, depth + 1) for x in item]
    return value


Text = Annotated[str, AfterValidator(_clean)]
Line = Annotated[str, Field(max_length=2000), AfterValidator(_clean)]


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
