"""FollowTheMoney: entities (an Event an exercise, with its parties and articles), and statements (one for each claim that its model holds).

A statement is about what one report tells (`entity_id` is the account's) and belongs to the exercise (`canonical_id`): accounts that were
put together are what that model calls resolved entities. Values are cleaned by the library itself; what it does not take is left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

from vedette.export import claims, states
from vedette.export.extra import needed
from vedette.model import Account, Claim
from vedette.store import Dossier, Source
from vedette.store.reading import chunks
from vedette.values import parse_edtf

DATASET = "vedette"
PIECE = 100
"""Exercises in a piece."""
PROPERTIES: Mapping[str, str] = {
    "name": "name",
    "alias": "alias",
    "series": "program",
    "status": "notes",
    "participant": "involved",
    "host": "organizer",
    "framework": "organizer",
    "place": "location",
    "start": "startDate",
    "end": "endDate",
    "domain": "keywords",
    "kind": "keywords",
    "objective": "summary",
}
"""Property of a claim → property of an Event; the others have none there."""
PARTIES = frozenset(("participant", "host", "framework"))
DATES = frozenset(("start", "end"))
NOTES = (
    "An exercise is an Event, a state's forces a PublicBody, an organisation an Organization, a report an Article (as proof).",
    "Claims of properties that an Event does not have (people, materiel, units …) are not in it; csv-long has them.",
    "Dates of a season are given as their year, since FollowTheMoney has no seasons.",
)


# entities


def entity_pieces(exercises: Iterable[Dossier]) -> Iterator[bytes]:
    """A line an entity, each once. Raises ExportError where followthemoney is not installed."""
    seen: set[str] = set()
    for some in chunks(exercises, PIECE):
        lines = []
        for entity in (e for exercise in some for e in _entities(exercise)):
            if entity.id not in seen:
                seen.add(entity.id)
                lines.append(json.dumps(entity.to_dict(), ensure_ascii=False) + "\n")
        yield "".join(lines).encode()


def _entities(exercise: Dossier) -> Iterator[Any]:
    """The parties, the articles, and the exercise itself."""
    parties = [str(p) for name in PARTIES for p in exercise.values(name)]
    yield from map(_party, dict.fromkeys(parties))
    yield from map(_article, exercise.sources)
    event = _entity("Event", event_id(exercise.id))
    event.add("name", exercise.title)
    event.add("recordId", exercise.id)
    event.add("alias", exercise.record["aliases"])
    event.add("program", exercise.record["series"])
    for name, target in PROPERTIES.items():
        if target not in ("name", "alias", "program"):
            event.add(target, [_value(name, v) for v in exercise.values(name)])
    event.add("country", [p["country"] for p in exercise.record["places"] if p.get("country")])
    event.add("proof", [article_id(s.id) for s in exercise.sources])
    event.add("sourceUrl", [s.url for s in exercise.sources if s.url])
    event.add("publisher", [s.publisher for s in exercise.sources if s.publisher])
    yield event


def _entity(schema: str, ident: str) -> Any:
    entity = needed("followthemoney").model.make_entity(schema)
    entity.id = ident
    return entity


def _party(party: str) -> Any:
    state = states.is_state(party)
    entity = _entity("PublicBody" if state else "Organization", party_id(party))
    entity.add("name", states.name(party))
    if state:
        entity.add("country", party)
    else:
        entity.add("abbreviation", party)
    return entity


def _article(source: Source) -> Any:
    entity = _entity("Article", article_id(source.id))
    entity.add("title", source.title)
    entity.add("publisher", source.publisher)
    entity.add("publishedAt", _date(source.published))
    entity.add("sourceUrl", source.url)
    entity.add("language", source.lang)
    return entity


def event_id(exercise: str) -> str:
    """The id of an exercise's Event."""
    return f"{DATASET}-exercise-{exercise}"


def party_id(party: str) -> str:
    """The id of a party's entity."""
    return f"{DATASET}-party-{states.code(party).lower()}"


def article_id(report: str) -> str:
    """The id of a report's Article."""
    return f"{DATASET}-report-{report}"


def _value(name: str, value: Any) -> str | None:
    """A claim's value as an Event has it."""
    if name in PARTIES:
        return party_id(str(value))
    return _date(str(value)) if name in DATES else claims.text(name, value)


def _date(text: str | None) -> str | None:
    """An EDTF date without marks; of a season the year."""
    if text is None:
        return None
    date = parse_edtf(text)
    return f"{date.year:04d}" if date.season else text.rstrip("?~%")


# statements


def statement_pieces(told: Iterable[tuple[Dossier, list[Account]]]) -> Iterator[bytes]:
    """A line a statement, the library's JSON form. Raises ExportError where followthemoney is not installed.

    Not its CSV: that has no way to keep a spreadsheet from running a text as a formula.
    """
    write = needed("followthemoney.statement.serialize").write_statements
    seen: set[str] = set()
    for some in chunks(told, PIECE):
        held = BytesIO()
        write(held, "json", (s for exercise, accounts in some for s in _statements(exercise, accounts, seen)))
        yield held.getvalue()


def _statements(exercise: Dossier, accounts: Iterable[Account], seen: set[str]) -> Iterator[Any]:
    statement = needed("followthemoney.statement").Statement
    for entity in _entities(exercise):
        if entity.schema.name != "Event" and entity.id not in seen:
            seen.add(entity.id)
            yield from statement.from_entity(entity, DATASET)
    sources = {s.id: s for s in exercise.sources}
    for account in accounts:
        told: dict[str, Any] = {}
        base = {
            "entity_id": f"{DATASET}-account-{account.id}",
            "canonical_id": event_id(exercise.id),
            "schema": "Event",
            "dataset": DATASET,
        }
        first = {"first_seen": _date(sources[account.report].published), "origin": account.report}
        told["id"] = statement(prop="id", value=base["entity_id"], **base, **first)
        proof = article_id(account.report)
        told["proof"] = statement(prop="proof", value=proof, **base, **first)
        for claim in account.claims:
            made = _claimed(claim, statement, {**base, **first})
            if made is not None:
                told.setdefault(made.id, made)
        yield from told.values()


def _claimed(claim: Claim, statement: Any, common: Mapping[str, Any]) -> Any:
    """The statement that a claim makes; None for one that is denied, or that the model does not hold."""
    prop = PROPERTIES.get(claim.property)
    if prop is None or claim.modality == "denied":
        return None
    kind = needed("followthemoney").model.get("Event").get(prop).type
    value = kind.clean(_value(claim.property, claim.value))
    if value is None:
        return None
    lang = needed("followthemoney.types").registry.language.clean(claim.lang)
    return statement(prop=prop, value=value, original_value=claim.quote, lang=lang, **common)
