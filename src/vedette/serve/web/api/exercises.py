"""Exercises: lists, one with all it rests on, facets, map, timeline, downloads."""

from collections import Counter
from collections.abc import Callable, Mapping
from itertools import chain, islice
from typing import Literal

import numpy as np
from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from vedette import analysis
from vedette.export import FORMATS, ExportError
from vedette.serve.web import caching, deps
from vedette.serve.web.api import evidence, models
from vedette.serve.web.api.common import Ident, Listed_, Question_, Timed_, page_of, refusals
from vedette.serve.web.asking import Asked
from vedette.serve.web.index import Index, index_of
from vedette.serve.web.names import party_name
from vedette.serve.web.problems import Refused
from vedette.serve.web.sets import places
from vedette.serve.web.threads import aside
from vedette.serve.web.view import series_name
from vedette.store import Filters

router = APIRouter(tags=["exercises"])
indexed = [Depends(caching.as_index)]

FACETS: Mapping[str, Callable[[str], str]] = {
    "participant": party_name,
    "country": party_name,
    "status": str,
    "domain": str,
    "of_series": series_name,
    "year": str,
}
"""Facets of the index, and what gives their values' names."""
VALUES = 100
"""Values of a facet at most."""
MOST_POINTS = 20_000
"""Points of a map at most."""

Form = Literal[
    "csv", "csv-long", "parquet", "parquet-long", "json", "jsonl", "geojson", "ics", "jsonld", "ftm", "ftm-statements", "cameo", "plover",
    "mme", "mme-long", "country-year", "dyad-year",
]  # fmt: skip
"""All forms of `vedette.export`."""
MEDIA = {f.media.partition(";")[0] for f in FORMATS.values()}
FILES = {media: {"schema": {} if media.endswith("json") else {"type": "string", "format": "binary"}} for media in sorted(MEDIA)}


@router.get("/exercises", responses=refusals(), dependencies=indexed, summary="List exercises")
def exercises(catalogue: deps.Reading, listed: Listed_) -> models.Cards:
    """The exercises that fit, a page at a time: the latest first, or the best match for words."""
    question, cursor, limit = listed
    idents, found, on = page_of(index_of(catalogue), question, cursor, limit)
    items = [models.Card.model_construct(**r) for r in catalogue.records(idents)]
    return models.Cards.model_construct(items=items, next=on, count=found.count)


@router.get("/exercises/facets", responses=refusals(), dependencies=indexed, summary="Count exercises by facet")
def facets(catalogue: deps.Reading, question: Question_) -> models.Facets:
    """How many exercises fit, and the commonest values of each facet among them: participants, states of the places, status, domains,
    series, years, whether reports disagree, whether a curator has looked."""
    made: models.Facets = index_of(catalogue).remembered(_facets, question)
    return made


@router.get("/exercises/map", responses=refusals(), dependencies=indexed, summary="Where exercises are held")
def points(catalogue: deps.Reading, question: Question_) -> models.Points:
    """The places of the exercises that fit, in degrees, 20,000 at most, those of the latest exercises first."""
    made: models.Points = index_of(catalogue).remembered(_points, question)
    return made


@router.get("/exercises/timeline", responses=refusals(), dependencies=indexed, summary="When exercises began")
def timeline(catalogue: deps.Reading, timed: Timed_) -> list[models.Period]:
    """How many of the exercises that fit began in each year or month; those whose beginning is not known so far are left out."""
    made: list[models.Period] = index_of(catalogue).remembered(_timeline, *timed)
    return made


@router.get(
    "/exercises.{form}",
    response_class=StreamingResponse,
    responses={
        200: {"description": "The file.", "content": FILES},
        **refusals(501),
    },
    dependencies=indexed,
    summary="Download exercises",
)
@aside
def download(catalogue: deps.Reading, form: Form, question: Question_) -> StreamingResponse:
    """Exactly the exercises that fit, by date: as a table (csv, parquet; csv-long and parquet-long have a claim a row), as records (json,
    jsonl), for maps (geojson) and calendars (ics: any search can be subscribed to), as linked data (jsonld), as entities and statements of
    FollowTheMoney (ftm, ftm-statements), as events (cameo, plover), in the columns of Multinational Military Exercises (mme, mme-long), and
    as counts by state and year or two states and year (country-year, dyad-year)."""
    made = FORMATS[form]
    pieces = made.pieces(catalogue, _among(index_of(catalogue), question))
    try:
        begun = list(islice(pieces, 1))  # a package that is missing shows before the answer has begun
    except ExportError as error:
        raise Refused(501, str(error)) from error
    ending = made.suffix if form in made.suffix else f"-{form}.{made.suffix.rpartition('.')[2]}"
    headers = {"Content-Disposition": f'attachment; filename="exercises{ending}"'}
    return StreamingResponse(chain(begun, pieces), media_type=made.media, headers=headers)


@router.get("/exercises/{ident}", responses=refusals(404), dependencies=[Depends(caching.as_catalogue)], summary="One exercise")
def exercise(catalogue: deps.Reading, ident: Ident) -> models.Exercise:
    """An exercise by its id, an id that it had before, or the beginning of one: each value with the alternatives and the reasons, all
    claims with the sentences that they stand in, who said so and who printed it."""
    index = index_of(catalogue)
    found = analysis.look(catalogue, ident, lambda key, _: index.editions(key))
    if found is None:
        raise Refused(404, f"There is no single exercise whose id is or begins with {ident!r}.")
    record = found.record
    claims = [claim for account in record["accounts"] for claim in account.pop("claims")]
    with catalogue.at_once():
        reports, heads = catalogue.reports(record["reports"]), catalogue.report_heads(record["reports"])
    return models.Exercise.model_validate({**record, "claims": evidence.with_sentences(claims, reports), "told_by": heads})


def _facets(index: Index, asked: Asked) -> models.Facets:
    found = index.find(asked)
    told = {
        name.removeprefix("of_"): [
            models.Count(value=value, label=words(value), count=n) for value, n in index.facets[name].commonest(found.held, VALUES)
        ]
        for name, words in FACETS.items()
    }
    for name, held in (("conflict", index.conflicts), ("reviewed", index.reviewed)):
        yes = int(np.count_nonzero(found.held & held))
        told[name] = [models.Count(value="yes", label="yes", count=yes), models.Count(value="no", label="no", count=found.count - yes)]
    return models.Facets(count=found.count, total=index.size, facets=told)


def _points(index: Index, asked: Asked) -> models.Points:
    fitting = places(index.find(asked).held[index.points["at"]])
    told = zip(*(index.points[name][fitting[:MOST_POINTS]].tolist() for name in ("at", "lon", "lat")), strict=True)
    made = [models.Point.model_construct(id=index.ids[n], lat=lat / 100, lon=lon / 100) for n, lon, lat in told]
    return models.Points(points=made, complete=len(fitting) <= MOST_POINTS)


def _timeline(index: Index, asked: Asked, by: str) -> list[models.Period]:
    rows = (index.rows[n] for n in places(index.find(asked).held).tolist())
    counted = Counter(period for row in rows if (period := analysis.period_of(row.start, row.first, by)))
    return [models.Period(period=period, count=n) for period, n in sorted(counted.items())]


def _among(index: Index, asked: Asked) -> Filters:
    """What an export is told: the very exercises that fit, as some parts of a question are no filters of the catalogue."""
    found = index.find(asked)
    if found.count == index.size:
        return Filters()
    return Filters(among=frozenset(index.ids[n] for n in places(found.held).tolist()))
