"""The long table: one claim a row, with the words of the report that it rests on."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from vedette.export import states
from vedette.export.columns import Cell, Column, Row
from vedette.export.exercises import bounds, materiel
from vedette.export.loading import told
from vedette.model import Account, Claim, Value
from vedette.schema import schema
from vedette.store import Catalogue, Dossier, Filters, Source
from vedette.store.reading import chunks

COLUMNS = (
    Column("exercise", "text", "id of the exercise that the claim is about; missing where it is about the report as a whole"),
    Column("exercise_name", "text", "the name that is shown of it"),
    Column("claim", "text", "the claim's id; the same words coded again have the same"),
    Column("account", "text", "id of what one report tells of one exercise"),
    Column("property", "text", "what is claimed", values=tuple(p.id for p in schema().properties)),
    Column("value", "text", "the value for people: states as ISO 3166-1 alpha-3, dates as EDTF, counts with bounds"),
    Column("json", "text", "the value as claimed, as JSON: states as ISO 3166-1 alpha-2, all fields of structured values"),
    Column("low", "integer", "lower bound of a count, the number of days of a duration", "as the property"),
    Column("high", "integer", "upper bound of it", "as the property"),
    Column("party", "text", "the state (ISO 3166-1 alpha-3) or organisation that the value is of or names"),
    Column("lat", "number", "latitude of a place, WGS 84", "degrees north"),
    Column("lon", "number", "longitude of a place, WGS 84", "degrees east"),
    Column("shown", "yes-no", "whether the value shown of the exercise rests on this claim; missing for claims about a report"),
    Column("modality", "text", "how it is claimed", values=schema().vocabularies["modality"]),
    Column("derivation", "text", "how the value came about", values=("stated", "derived", "computed")),
    Column("basis", "list", "ids of the claims that a computed value follows from"),
    Column("confidence", "number", "how sure the coder is, 0 to 1"),
    Column("quote", "text", "the words of the report that it rests on"),
    Column("quote_start", "integer", "where they begin in the kept text", "code points"),
    Column("quote_end", "integer", "where they end", "code points"),
    Column("speaker", "text", "whom the report names as its source; missing where the publisher speaks"),
    Column("report", "text", "the report's id"),
    Column("title", "text", "its title"),
    Column("publisher", "text", "who published it"),
    Column("published", "text", "when, EDTF"),
    Column("url", "text", "its address"),
    Column("lang", "text", "its language, ISO 639-1"),
    Column("coder", "text", "name and version of what made the claim"),
)
"""The columns, in order."""
NOTES = (
    "Claims about exercises come first, by exercise; those about reports as wholes (statements, what is said there, background) follow by "
    "report, without an exercise. With filters, these are of the reports that tell of the exercises that fit; without, of all reports.",
)


def rows(catalogue: Catalogue, filters: Filters) -> Iterator[Row]:
    """A row a claim, by exercise, then those about reports by report; raises CatalogueError if the catalogue cannot be read."""
    met: set[str] = set()
    for exercise, accounts in told(catalogue, filters):
        met.update(s.id for s in exercise.sources)
        yield from _rows(exercise, accounts)
    for reports in chunks(r for r in catalogue.report_ids() if r in met or filters == Filters()):
        sources = catalogue.sources_of(reports)
        claims = catalogue.claims_besides(reports)
        for report in reports:
            for claim in claims.get(report, ()):
                yield _row(None, claim, sources[report], None)


def _rows(exercise: Dossier, accounts: list[Account]) -> Iterator[Row]:
    shown = {name: frozenset(exercise.claims(name)) for name in exercise.weighed if name != "history"}
    sources = {s.id: s for s in exercise.sources}
    for account in accounts:
        for claim in account.claims:
            yield _row(exercise, claim, sources[claim.report], claim.id in shown.get(claim.property, ()))


def _row(exercise: Dossier | None, claim: Claim, source: Source, shown: bool | None) -> Row:
    fields: Mapping[str, Any] = claim.value if isinstance(claim.value, Mapping) else {}
    number = claim.value if isinstance(claim.value, int) else fields.get("count")
    made: dict[str, Cell] = {
        "exercise": exercise.id if exercise else None,
        "exercise_name": exercise.record["name"] if exercise else None,
        "claim": claim.id,
        "account": claim.account,
        "property": claim.property,
        "value": text(claim.property, claim.value),
        "json": json.dumps(claim.value, ensure_ascii=False, sort_keys=True),
        "low": number if fields.get("low") is None else fields["low"],
        "high": number if fields.get("high") is None else fields["high"],
        "party": _party(claim),
        "lat": fields.get("lat"),
        "lon": fields.get("lon"),
        "shown": shown,
        "modality": claim.modality,
        "derivation": claim.derivation,
        "basis": claim.basis,
        "confidence": round(claim.confidence, 4),
        "quote": claim.quote,
        "quote_start": claim.span.start,
        "quote_end": claim.span.end,
        "speaker": claim.speaker,
        "report": claim.report,
        "title": source.title,
        "publisher": claim.publisher,
        "published": claim.published,
        "url": source.url,
        "lang": claim.lang,
        "coder": claim.coder,
    }
    return [made[c.name] for c in COLUMNS]


@cache
def _types() -> Mapping[str, str]:
    return {p.id: p.value for p in schema().properties}


def text(name: str, value: Value) -> str:
    """A claim's value for people."""
    if _types().get(name) == "party":
        return states.code(str(value))
    if not isinstance(value, Mapping):
        return str(value)
    if name == "personnel":
        return bounds(value)
    if name == "materiel":
        return materiel({**value, "party": None})
    return str(value.get("name") or value.get("by") or value.get("text"))


def _party(claim: Claim) -> str | None:
    value = claim.value.get("party") or claim.value.get("country") if isinstance(claim.value, Mapping) else claim.value
    named = isinstance(claim.value, Mapping) or _types()[claim.property] == "party"
    return states.code(str(value)) if named and value else None
