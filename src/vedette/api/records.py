"""What the public interface hands out: records of the model that show themselves in notebooks, and the answers of a catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypedDict

from vedette import model
from vedette.api import display
from vedette.api.table import Kind, Table
from vedette.model import Account, Claim
from vedette.schema import schema

CLAIM: Mapping[str, Kind] = {
    "id": "text",
    "exercise": "text",
    "account": "text",
    "report": "text",
    "property": "text",
    "value": "json",
    "start": "integer",
    "end": "integer",
    "quote": "text",
    "speaker": "text",
    "publisher": "text",
    "published": "text",
    "modality": "text",
    "derivation": "text",
    "basis": "texts",
    "lang": "text",
    "coder": "text",
    "confidence": "number",
}
"""Columns of a table of claims. `start` and `end` are code points into the kept text of the report; `exercise` is the id in a catalogue."""

EXERCISE: Mapping[str, Kind] = {
    "id": "text",
    "name": "text",
    "aliases": "texts",
    "series": "text",
    "edition": "text",
    "status": "text",
    "start": "text",
    "end": "text",
    "participants": "texts",
    "observers": "texts",
    "places": "texts",
    "countries": "texts",
    "domains": "texts",
    "people_low": "integer",
    "people_high": "integer",
    "conflicts": "integer",
    "reports": "texts",
}
"""Columns of a table of exercises. `people_low` and `people_high` bound the people of all sides together."""


class Query(TypedDict, total=False):
    """What exercises are chosen by; everything that is given must hold.

    `participants` are codes or names of states and organisations that must all take part; `place` is a place's name, or the state that
    it lies in; `since` and `until` are EDTF dates (2018 is all of 2018); `people` is a size as "5000" (at least), "5000..20000", "..500".
    """

    participants: Iterable[str]
    place: str
    since: str
    until: str
    domain: str
    series: str
    status: str
    people: str


@dataclass(frozen=True, slots=True, repr=False)
class Report(model.Report):
    """One document as kept: `text` is final, and all spans are code points into it."""

    def __repr__(self) -> str:
        return f"<Report {self.id}: {display.heading(self)}>"

    def _repr_html_(self) -> str:
        return display.report(self, ())


@dataclass(frozen=True, slots=True, repr=False)
class Coding(model.Coding):
    """All that was read out of one report: `accounts` of exercises with their claims, and `claims` about the report as a whole."""

    @property
    def all_claims(self) -> "Table[Claim]":
        """The claims of all accounts, then those about the report as a whole."""
        return claims([*(c for a in self.accounts for c in a.claims), *self.claims], {})

    def template(self) -> dict[str, Any]:
        """The coding as one short record, as `vedette code --format template` gives it."""
        from vedette.export.template import template

        return template(self)

    def to_dict(self) -> Mapping[str, Any]:
        """Everything, as `vedette code --format json` gives it."""
        from vedette.export.jsonform import coding

        return coding(self)

    def __repr__(self) -> str:
        names = ", ".join(display.account_title(a) for a in self.accounts) or "no exercise"
        return f"<Coding of {display.heading(self.report)}: {names}; {len(self.all_claims)} claims>"

    def _repr_html_(self) -> str:
        return display.report(self.report, self.all_claims, self.accounts)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an exercise is held: the name as reported, and the ISO 3166-1 alpha-2 code of the state, None at sea or if unknown."""

    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Headcount:
    """A number of people with its bounds, None where open; `party` is the code of their side, None for all sides together."""

    low: int | None
    high: int | None
    party: str | None


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise with the values that weighing chose; `start` and `end` are EDTF dates, `conflicts` counts properties in dispute."""

    id: str
    name: str | None
    aliases: tuple[str, ...]
    series: str | None
    edition: str | None
    status: str
    start: str | None
    end: str | None
    participants: tuple[str, ...]
    observers: tuple[str, ...]
    places: tuple[Place, ...]
    domains: tuple[str, ...]
    personnel: tuple[Headcount, ...]
    conflicts: int
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A value that reports claim: by how many publishers, in which reports and claims, and why it counts for as much as it does."""

    value: model.Value
    points: float
    reasons: tuple[str, ...]
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    publishers: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A property's value as shown (None if all is denied), the other values, and how they stand to each other."""

    property: str
    shown: Option | None
    alternatives: tuple[Option, ...]
    standing: str
    conflict: bool


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """One exercise with its sources: the values chosen, what else is claimed, and every claim with its words."""

    exercise: Exercise
    weighed: tuple[Weighed, ...]
    accounts: tuple[Account, ...]

    @property
    def claims(self) -> "Table[Claim]":
        """Every claim that reports make of the exercise."""
        ident = self.exercise.id
        return claims([c for a in self.accounts for c in a.claims], {a.id: ident for a in self.accounts})

    def __repr__(self) -> str:
        name = self.exercise.name or "unnamed exercise"
        return f"<Card of {name} ({self.exercise.id}): {len(self.exercise.reports)} reports, {len(self.claims)} claims>"

    def _repr_html_(self) -> str:
        return display.card(self)


@dataclass(frozen=True, slots=True)
class Conflict:
    """A property on which reports disagree: the value shown first, then the others."""

    exercise: str
    name: str | None
    property: str
    standing: str
    values: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class PairYear:
    """A year of two parties' exercises: how many, of these only of the two, days where both ends are known, the most people claimed."""

    year: int
    exercises: int
    bilateral: int
    days: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The exercises in which two parties (codes) both take part, by date, and by year."""

    parties: tuple[str, str]
    years: "Table[PairYear]"
    exercises: "Table[Exercise]"


@dataclass(frozen=True, slots=True)
class Period:
    """A year or month (EDTF) with the number of exercises that began in it, and their ids."""

    period: str
    exercises: int
    ids: tuple[str, ...]


def report(kept: model.Report) -> Report:
    """A report of the model as one that shows itself."""
    return Report(**{f.name: getattr(kept, f.name) for f in fields(model.Report)})


def exercise(record: Mapping[str, Any]) -> Exercise:
    """An exercise from the record that the store gives out."""
    return Exercise(
        id=record["id"],
        name=record.get("name"),
        aliases=tuple(record.get("aliases") or ()),
        series=record.get("series"),
        edition=record.get("edition"),
        status=record.get("status") or "unknown",
        start=record.get("start"),
        end=record.get("end"),
        participants=tuple(record.get("participants") or ()),
        observers=tuple(record.get("observers") or ()),
        places=tuple(Place(p["name"], p.get("country")) for p in record.get("places") or ()),
        domains=tuple(record.get("domains") or ()),
        personnel=tuple(Headcount(p.get("low"), p.get("high"), p.get("party")) for p in record.get("personnel") or ()),
        conflicts=record.get("conflicts") or 0,
        reports=tuple(record.get("reports") or ()),
    )


def exercise_row(told: Exercise) -> dict[str, Any]:
    """An exercise as a row of a frame; see EXERCISE."""
    whole = [p for p in told.personnel if p.party is None]
    return {
        **{f.name: getattr(told, f.name) for f in fields(Exercise)},
        "places": [p.name for p in told.places],
        "countries": list(dict.fromkeys(p.country for p in told.places if p.country)),
        "people_low": whole[0].low if whole else None,
        "people_high": whole[0].high if whole else None,
    }


def exercises(records: Iterable[Mapping[str, Any]]) -> "Table[Exercise]":
    """Exercises from records that the store gives out."""
    return Table(map(exercise, records), EXERCISE, exercise_row, "exercises")


def claims(made: Iterable[Claim], held: Mapping[str, str]) -> "Table[Claim]":
    """A table of claims; `held` is account id → exercise id."""

    def row(claim: Claim) -> dict[str, Any]:
        return {**claim.flat(), "exercise": held.get(claim.account or "")}

    return Table(made, CLAIM, row, "claims")


def option(packed: Mapping[str, Any]) -> Option:
    """A weighed value as the store keeps it."""
    texts = {name: tuple(packed.get(name) or ()) for name in ("reasons", "claims", "reports")}
    return Option(packed["value"], packed.get("points") or 0, publishers=packed.get("publishers") or 0, **texts)


def weighed(values: Mapping[str, Any]) -> tuple[Weighed, ...]:
    """What weighing made of an exercise, in the order in which it is told."""
    return tuple(
        Weighed(
            name,
            option(w["shown"]) if w["shown"] else None,
            tuple(option(o) for o in w["alternatives"]),
            w["standing"],
            w["conflict"],
        )
        for name in schema().by_id
        for w in values.get(name, ())
    )
