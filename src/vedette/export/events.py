"""Event records as CAMEO (a table of directed dyads) and PLOVER (JSON Lines) have them; `data/exports/events.yaml` is the mapping.

Where the days are not exactly known, date and enddate are the first and last day that they may be, and the record says so. Exercises
without any date, without a party, cancelled or postponed ones are no events.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import permutations
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

import vedette
from vedette.export import states
from vedette.export.columns import Cell, Column, Row
from vedette.export.exercises import day
from vedette.export.loading import found
from vedette.lexicon import DATA, LexiconError, load_yaml
from vedette.store import Catalogue, Dossier, Filters
from vedette.store.reading import chunks
from vedette.values import precision

FILE = DATA / "exports" / "events.yaml"
AHEAD = frozenset(("planned",))
NOT_HELD = frozenset(("cancelled", "postponed"))
JOINT = frozenset(("joint", "bilateral", "trilateral", "multilateral"))
"""Kinds of exercises that several take part in, even where reports name one of them only."""
SECTOR = "MIL"
"""Sector of all actors: the armed forces."""
ORGANISATION = "IGO"
"""Actor code of an organisation, which PLOVER and CAMEO share."""
PIECE = 200
"""Exercises in a piece."""

COLUMNS = (
    Column("event", "text", "id of the record: the exercise's id and a number"),
    Column("exercise", "text", "id of the exercise"),
    Column("name", "text", "its name"),
    Column("date", "date", "the first day that it may have begun on"),
    Column("enddate", "date", "the last day that it may have ended on"),
    Column("date_precision", "text", "how precise the start is", values=("year", "season", "month", "day")),
    Column("source", "text", "who acts: ISO 3166-1 alpha-3 and MIL; IGOMIL for an organisation"),
    Column("source_name", "text", "its name"),
    Column("target", "text", "with whom, coded as source; missing where only one state is named"),
    Column("target_name", "text", "its name"),
    Column("cameo", "text", "CAMEO code, to be read as text: 062 is not 62"),
    Column("root", "text", "its first two digits"),
    Column("quad", "integer", "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict"),
    Column("plover", "text", "the category of PLOVER that is its equivalent"),
    Column("status", "text", "status as last reported"),
    Column("place", "text", "the place that is best supported"),
    Column("country", "text", "the state that it lies in, ISO 3166-1 alpha-3"),
    Column("lat", "number", "latitude of this place, WGS 84", "degrees north"),
    Column("lon", "number", "longitude of this place, WGS 84", "degrees east"),
    Column("reports", "integer", "how many reports tell of it", "reports"),
    Column("url", "text", "address of the first of them"),
)
"""The columns of the CAMEO table."""
NOTES = (
    "The mapping, with a reason for each code, is data/exports/events.yaml in the package.",
    "Of a joint exercise each two parties are two rows, one each way, as CAMEO has acts of both; PLOVER has one record, whose source and "
    "recipient are all parties.",
    "Cancelled and postponed exercises, and those without a date or a party, are no events.",
)


class Coded(BaseModel):
    """A row of the mapping."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    parties: Literal["joint", "single"]
    status: Literal["held", "ahead"]
    kind: str | None = None
    only: str | None = None
    cameo: str | None
    plover: Literal["AGREE", "COOPERATE", "MOBILIZE"]
    mode: str | None
    contexts: tuple[str, ...]
    quad: Literal[1, 2, 3, 4]
    why: str


@cache
def mapping() -> Sequence[Coded]:
    """The rows of the mapping; raises LexiconError where the file is wrong."""
    try:
        return TypeAdapter(list[Coded]).validate_python(load_yaml(FILE))
    except ValidationError as error:
        first = error.errors()[0]
        raise LexiconError(f"{FILE.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error


def coded(exercise: Dossier) -> Coded | None:
    """The row of the mapping that an exercise falls under; None if it is no event."""
    record = exercise.record
    parties: list[str] = record["participants"]
    if not parties or exercise.first is None or record["status"] in NOT_HELD:
        return None
    kinds = {str(k) for k in exercise.values("kind")}
    joint = "joint" if len(parties) > 1 or not states.is_state(parties[0]) or not JOINT.isdisjoint(kinds) else "single"
    status = "ahead" if record["status"] in AHEAD else "held"
    return next(
        row
        for row in mapping()
        if (row.parties, row.status) == (joint, status)
        and (row.kind is None or row.kind in kinds)
        and (row.only is None or record["domains"] == [row.only])
    )


# CAMEO


def cameo_rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """A row for each act of one party toward another, by exercise; raises CatalogueError if the catalogue cannot be read."""
    for exercise in found(catalogue, filters):
        row = coded(exercise)
        if row is not None and row.cameo is not None:
            yield from _acts(exercise, row, row.cameo)


def _acts(exercise: Dossier, row: Coded, code: str) -> Iterator[Row]:
    record = exercise.record
    parties: list[str] = record["participants"]
    place: Mapping[str, Any] = record["places"][0] if record["places"] else {}
    ways: Iterable[tuple[str, str | None]] = permutations(parties, 2) if len(parties) > 1 else [(parties[0], _itself(parties[0]))]
    for number, (source, target) in enumerate(ways, 1):
        made: dict[str, Cell] = {
            "event": f"{exercise.id}-{number}",
            "exercise": exercise.id,
            "name": record["name"],
            "date": day(exercise.first),
            "enddate": day(exercise.last),
            "date_precision": precision(record["start"]) if record["start"] else None,
            "source": _code(source) + SECTOR,
            "source_name": states.name(source),
            "target": _code(target) + SECTOR if target else None,
            "target_name": states.name(target) if target else None,
            "cameo": code,
            "root": code[:2],
            "quad": row.quad,
            "plover": row.plover,
            "status": record["status"],
            "place": place.get("name"),
            "country": states.code(place["country"]) if place.get("country") else None,
            "lat": place.get("lat"),
            "lon": place.get("lon"),
            "reports": len(exercise.sources),
            "url": next((s.url for s in exercise.sources if s.url), None),
        }
        yield [made[c.name] for c in COLUMNS]


def _itself(party: str) -> str | None:
    """The target of an only party: an organisation cooperates within itself, a state acts toward nobody."""
    return None if states.is_state(party) else party


def _code(party: str) -> str:
    return states.code(party) if states.is_state(party) else ORGANISATION


# PLOVER


def plover_pieces(exercises: Iterable[Dossier]) -> Iterator[bytes]:
    """A line an event, with the names of fields of PLOVER's manual."""
    for some in chunks(exercises, PIECE):
        made = ((e, coded(e)) for e in some)
        yield "".join(json.dumps(_record(e, row), ensure_ascii=False) + "\n" for e, row in made if row is not None).encode()


def _record(exercise: Dossier, row: Coded) -> dict[str, Any]:
    record = exercise.record
    actors = [
        {"code": _code(p), "sector": SECTOR, "identifier_id": states.code(p), "identifier_text": states.name(p)}
        for p in record["participants"]
    ]
    joint = row.parties == "joint"
    made: dict[str, Any] = {
        "id": exercise.id,
        "date": exercise.first,
        "enddate": exercise.last,
        "source": actors,
        "recipient": actors if joint else [],
        "event": [row.plover],
        "mode": [row.mode] if row.mode else [],
        "context": list(row.contexts),
        "quad_code": row.quad,
        "event_loc": [_location(p) for p in record["places"]],
        "link": exercise.series,
        "cite_info": [
            {k: v for k, v in (("title", s.title), ("publication", s.publisher), ("url", s.url), ("language", s.lang)) if v}
            for s in exercise.sources
        ],
        "coder": f"Vedette {vedette.__version__}",
        "comment": f"{exercise.title}; {record['status']}; start {record['start'] or 'not told'}, end {record['end'] or 'not told'} (EDTF)",
    }
    return {name: value for name, value in made.items() if value not in (None, [])}


def _location(place: Mapping[str, Any]) -> dict[str, Any]:
    """A place with the names of fields of the GeoNames gazetteer."""
    country = place.get("country")
    made = {"name": place["name"], "latitude": place.get("lat"), "longitude": place.get("lon"), "country code": country}
    return {k: v for k, v in {**made, "cc3": states.code(country) if country else None}.items() if v is not None}
