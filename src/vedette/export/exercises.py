"""The wide table: one exercise a row, with the values that weighing chose."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from vedette.export import states
from vedette.export.columns import Cell, Column, Row
from vedette.export.loading import found
from vedette.schema import schema
from vedette.store import Catalogue, Dossier, Filters
from vedette.values import precision, span_days

COLUMNS = (
    Column("id", "text", "the exercise's id in the catalogue"),
    Column("name", "text", "the proper name as reports spell it"),
    Column("aliases", "list", "other names, and spellings that differ"),
    Column("series", "text", "the series that it is an edition of"),
    Column("series_id", "text", "key of the series: its id in Vedette's list, or what the spellings of its name share"),
    Column("edition", "text", "the year or number that tells it from others of its series"),
    Column("status", "text", "status as last reported", values=schema().vocabularies["status"]),
    Column("start", "text", "when it begins, EDTF (ISO 8601-2): as precise as the reports, 2021, 2021-08 or 2021-08-09"),
    Column("end", "text", "when it ends, EDTF"),
    Column("start_precision", "text", "how precise the start is", values=("year", "season", "month", "day")),
    Column("first_day", "date", "the first day that it may have begun on"),
    Column("last_day", "date", "the last day that it may have ended on; where only the start is known, the last day that this may mean"),
    Column("days", "integer", "length, both ends counted, where start and end are known to the day; else as reported", "days"),
    Column("participants", "list", "who takes part: ISO 3166-1 alpha-3 codes of states, ids of organisations"),
    Column("participant_count", "integer", "how many parties are named", "parties"),
    Column("observers", "list", "who sends observers, coded as participants"),
    Column("hosts", "list", "who hosts it, coded as participants"),
    Column("frameworks", "list", "organisations in whose framework it is held"),
    Column("part_of", "list", "exercises that it is part of"),
    Column("kinds", "list", "kinds: live-fire, command-post, snap, bilateral, multilateral, single-country …"),
    Column("domains", "list", "where it is fought", values=schema().vocabularies["domain"]),
    Column("place", "text", "the place that is best supported"),
    Column("country", "text", "the state that this place lies in, ISO 3166-1 alpha-3"),
    Column("lat", "number", "latitude of this place, WGS 84", "degrees north"),
    Column("lon", "number", "longitude of this place, WGS 84", "degrees east"),
    Column("places", "list", "all places"),
    Column("countries", "list", "the states that the places lie in, ISO 3166-1 alpha-3"),
    Column("people_low", "integer", "the least that is claimed of the whole", "people"),
    Column("people_high", "integer", "the most that is claimed of the whole", "people"),
    Column("people_by_side", "list", "headcounts by side, as RUS 5000..8000 (.. alone: open)", "people"),
    Column("materiel", "list", "ships, aircraft, vehicles and weapons, with counts where told"),
    Column("units", "list", "formations and commands as named"),
    Column("objectives", "list", "aims in the reports' words"),
    Column("reports", "integer", "how many reports tell of it", "reports"),
    Column("publishers", "integer", "how many publishers these have", "publishers"),
    Column("conflicts", "integer", "properties whose claims cannot hold together", "properties"),
    Column("sources", "list", "addresses of the reports; their ids where they have none"),
)
"""The columns, in order."""


def rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """A row an exercise, by date; raises CatalogueError if the catalogue cannot be read."""
    for exercise in found(catalogue, filters):
        yield row(exercise)


def row(exercise: Dossier) -> Row:
    """The row of an exercise."""
    record = exercise.record
    places: list[Mapping[str, Any]] = record["places"]
    best = places[0] if places else {}
    made: dict[str, Cell] = {
        "id": exercise.id,
        "name": record["name"],
        "aliases": record["aliases"],
        "series": record["series"],
        "series_id": exercise.series,
        "edition": record["edition"],
        "status": record["status"],
        "start": record["start"],
        "end": record["end"],
        "start_precision": precision(record["start"]) if record["start"] else None,
        "first_day": day(exercise.first),
        "last_day": day(exercise.last),
        "days": days(exercise),
        "participants": codes(record["participants"]),
        "participant_count": len(record["participants"]),
        "observers": codes(record["observers"]),
        "hosts": codes(exercise.values("host")),
        "frameworks": codes(exercise.values("framework")),
        "part_of": texts(exercise.values("parent")),
        "kinds": texts(exercise.values("kind")),
        "domains": record["domains"],
        "place": best.get("name"),
        "country": states.code(best["country"]) if best.get("country") else None,
        "lat": best.get("lat"),
        "lon": best.get("lon"),
        "places": texts(p["name"] for p in places),
        "countries": codes(p["country"] for p in places if p.get("country")),
        "people_low": exercise.low,
        "people_high": exercise.high,
        "people_by_side": [headcount(v) for v in record["personnel"]],
        "materiel": [materiel(v) for v in exercise.values("materiel") if isinstance(v, Mapping)],
        "units": texts(v["name"] for v in exercise.values("unit") if isinstance(v, Mapping)),
        "objectives": texts(exercise.values("objective")),
        "reports": len(exercise.sources),
        "publishers": len({s.publisher or s.id for s in exercise.sources}),
        "conflicts": record["conflicts"],
        "sources": [s.url or s.id for s in exercise.sources],
    }
    return [made[c.name] for c in COLUMNS]


def day(text: str | None) -> date | None:
    """A day of ISO 8601."""
    return date.fromisoformat(text) if text else None


def days(exercise: Dossier) -> int | None:
    """The length in days: from start to end where both are days, else as reported."""
    start, end = exercise.record["start"], exercise.record["end"]
    reckoned = span_days(start, end) if start and end else None
    told = next(iter(exercise.values("duration")), None)
    return reckoned or (told if isinstance(told, int) else None)


def codes(parties: Any) -> list[str]:
    """The codes of parties as tables have them, each once."""
    return list(dict.fromkeys(states.code(str(p)) for p in parties))


def texts(values: Any) -> list[str]:
    """Values as texts, each once."""
    return list(dict.fromkeys(str(v) for v in values))


def headcount(value: Mapping[str, Any]) -> str:
    """People with their side: `RUS 5000..8000`."""
    return " ".join([*([states.code(str(value["party"]))] if value.get("party") else []), bounds(value)])


def materiel(value: Mapping[str, Any]) -> str:
    """Materiel with its side and count: `GBR 2..4 frigates`."""
    number = bounds(value) if value.get("low") is not None or value.get("high") is not None else value.get("count")
    side = states.code(str(value["party"])) if value.get("party") else None
    return " ".join(str(x) for x in (side, number, value["type"]) if x is not None)


def bounds(value: Mapping[str, Any]) -> str:
    """`5000` where both bounds are the same, `5000..8000`, `5000..` or `..8000`."""
    low, high = value.get("low"), value.get("high")
    return str(low) if low == high else f"{'' if low is None else low}..{'' if high is None else high}"
