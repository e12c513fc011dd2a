"""JSON-LD with the terms of schema.org: each exercise an Event, its claims with the words that they rest on and the articles they stand in.

The context stands in the document itself, so that reading it asks nothing of the network.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from vedette.export import claims, states
from vedette.export.exercises import days
from vedette.model import Account, Claim
from vedette.schema import schema
from vedette.store import Dossier, Source
from vedette.store.reading import chunks

SCHEMA = "https://schema.org/"
NAMES = "urn:vedette:"
"""How the names of things of a catalogue begin."""
CONTEXT = {"@vocab": SCHEMA, "eventStatus": {"@type": "@id"}}
STATUS = {"cancelled": "EventCancelled", "postponed": "EventPostponed"}
"""Status → member of EventStatusType; the others are EventScheduled, which schema.org also has for what took place as planned."""
PIECE = 50
"""Exercises in a piece."""
NOTES = (
    "A `Claim` has the value as `text`, the property as `name`, and as `citation` the `Quotation` that it rests on, which is part of an "
    "article; only claims that a value shown rests on are told.",
    "Dates are as precise as the reports (ISO 8601: 2021, 2021-08); seasons are left out, since ISO 8601 itself has none.",
)
_DAY, _YEAR = 10, 4


def pieces(told: Iterable[tuple[Dossier, list[Account]]]) -> Iterator[bytes]:
    """One document with a graph of events."""
    yield f'{{"@context": {json.dumps(CONTEXT)}, "@graph": ['.encode()
    before = ""
    for some in chunks(told, PIECE):
        yield (before + "\n" + ",\n".join(json.dumps(event(*one), ensure_ascii=False) for one in some)).encode()
        before = ","
    yield b"\n]}\n"


def event(exercise: Dossier, accounts: Iterable[Account]) -> dict[str, Any]:
    """An exercise as an Event."""
    record = exercise.record
    length = days(exercise)
    articles = {s.id: _article(s) for s in exercise.sources}
    shown = {name: frozenset(exercise.claims(name)) for name in exercise.weighed if name != "history"}
    held = [c for a in accounts for c in a.claims if c.id in shown.get(c.property, ())]
    made = {
        "@id": f"{NAMES}exercise:{exercise.id}",
        "@type": "Event",
        "identifier": exercise.id,
        "name": exercise.title,
        "alternateName": record["aliases"],
        "description": [str(v) for v in exercise.values("objective")],
        "startDate": _date(record["start"]),
        "endDate": _date(record["end"]),
        "duration": f"P{length}D" if length else None,
        "eventStatus": SCHEMA + STATUS.get(record["status"], "EventScheduled"),
        "keywords": [*record["domains"], *(str(k) for k in exercise.values("kind"))],
        "location": [_place(p) for p in record["places"]],
        "performer": [_party(p) for p in record["participants"]],
        "attendee": [_party(p) for p in record["observers"]],
        "organizer": [_party(str(p)) for name in ("host", "framework") for p in exercise.values(name)],
        "superEvent": _series(exercise),
        "subjectOf": [*articles.values(), *(_claim(c) for c in held if c.report in articles)],
    }
    return _filled(made)


def _filled(made: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in made.items() if value not in (None, [])}


def _date(text: str | None) -> str | None:
    """An EDTF date as ISO 8601 has it: without marks; None for a season."""
    plain = (text or "").rstrip("?~%")
    return plain if plain and plain[_YEAR + 1 : _YEAR + 3] <= "12" else None


def _place(place: Mapping[str, Any]) -> dict[str, Any]:
    country = place.get("country")
    point = {"@type": "GeoCoordinates", "latitude": place.get("lat"), "longitude": place.get("lon")}
    inside = {"@type": "Country", "name": states.name(country), "identifier": states.code(country)} if country else None
    return _filled(
        {"@type": "Place", "name": place["name"], "geo": point if place.get("lat") is not None else None, "containedInPlace": inside}
    )


def _party(party: str) -> dict[str, Any]:
    """The armed forces of a state, or an organisation: only organisations and people may perform at an event."""
    kind = "GovernmentOrganization" if states.is_state(party) else "Organization"
    return {"@id": f"{NAMES}party:{states.code(party)}", "@type": kind, "name": states.name(party), "identifier": states.code(party)}


def _series(exercise: Dossier) -> dict[str, Any] | None:
    name = exercise.record["series"]
    return {"@id": f"{NAMES}series:{quote(exercise.series)}", "@type": "EventSeries", "name": name} if name and exercise.series else None


def _article(source: Source) -> dict[str, Any]:
    made = {
        "@id": f"{NAMES}report:{quote(source.id)}",
        "@type": "NewsArticle",
        "headline": source.title,
        "url": source.url,
        "datePublished": _date(source.published),
        "inLanguage": source.lang,
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
    }
    return _filled(made)


def _claim(claim: Claim) -> dict[str, Any]:
    said = {"@type": "Organization", "name": claim.speaker} if claim.speaker else None
    quotation = {
        "@type": "Quotation",
        "text": claim.quote,
        "isPartOf": {"@id": f"{NAMES}report:{quote(claim.report)}"},
        "spokenByCharacter": said,
    }
    return {
        "@id": f"{NAMES}claim:{claim.account}:{claim.id}",
        "@type": "Claim",
        "name": schema().property(claim.property).label,
        "text": claims.text(claim.property, claim.value),
        "citation": _filled(quotation),
    }
