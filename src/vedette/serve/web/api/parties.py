"""States and organisations, pairs of them, series, and search."""

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from vedette import analysis
from vedette.serve.web import caching, deps
from vedette.serve.web.api import models
from vedette.serve.web.api.common import LENGTH, Code, Limit, Name, refusals
from vedette.serve.web.asking import Asked
from vedette.serve.web.index import Index, index_of
from vedette.serve.web.names import party_name
from vedette.serve.web.problems import Refused
from vedette.serve.web.sets import Held
from vedette.serve.web.view import series_name

router = APIRouter(dependencies=[Depends(caching.as_index)])

MOST = 300
"""Values of a facet at most."""
PAIRED = 60
"""Parties, those with the most exercises, whose pairs are counted where no party is named."""


@router.get("/countries", responses=refusals(), tags=["countries"], summary="List states and organisations")
def countries(catalogue: deps.Reading) -> list[models.Count]:
    """All states and organisations that take part in exercises, those with the most first."""
    return _counts(index_of(catalogue), "participant", index_of(catalogue).all)


@router.get("/countries/{code}", responses=refusals(404), tags=["countries"], summary="One state or organisation")
def country(catalogue: deps.Reading, code: Code) -> models.Country:
    """Its exercises over the years, with whom, where, and what they were like."""
    made: models.Country = index_of(catalogue).remembered(_country, _party(code))
    return made


@router.get("/pairs", responses=refusals(), tags=["pairs"], summary="List pairs")
def pairs(
    catalogue: deps.Reading,
    participant: Annotated[str | None, Query(max_length=100, description="a code or name: pairs with it only", examples=["JP"])] = None,
    limit: Limit = LENGTH,
) -> list[models.PairCount]:
    """Who takes part together most often; without a participant, among the 60 that take part in most exercises."""
    made: list[models.PairCount] = index_of(catalogue).remembered(_pairs, analysis.party(participant) if participant else None)
    return made[:limit]


@router.get("/pairs/{one}/{other}", responses=refusals(404), tags=["pairs"], summary="One pair")
def pair(catalogue: deps.Reading, one: Code, other: Code) -> models.Pair:
    """The exercises of two over the years: how many, of these only of the two, days, most people."""
    return models.Pair.model_validate(analysis.pair(catalogue, _party(one), _party(other)))


@router.get("/series", responses=refusals(), tags=["series"], summary="List series")
def series_list(catalogue: deps.Reading, limit: Limit = LENGTH) -> list[models.Count]:
    """The series with the most exercises; `value` is the key that filters take."""
    index = index_of(catalogue)
    return [models.Count(value=v, label=series_name(v), count=n) for v, n in index.facets["of_series"].commonest(index.all, limit)]


@router.get("/series/{name:path}", responses=refusals(404), tags=["series"], summary="One series")
def series(catalogue: deps.Reading, name: Name) -> models.SeriesList:
    """A series under any of its spellings, with its editions in order."""
    try:
        found = analysis.series(catalogue, name)
    except analysis.AnalysisError as error:
        raise Refused(404, str(error)) from error
    return models.SeriesList.model_validate({"items": found})


@router.get("/search", responses=refusals(), tags=["search"], summary="Search everything")
def search(
    catalogue: deps.Reading,
    q: Annotated[str, Query(min_length=1, max_length=300, description="words that must all be found", examples=["naval"])],
    limit: Limit = 20,
) -> models.Hits:
    """Exercises by their own words and by those of their reports, the best first; and reports."""
    index = index_of(catalogue)
    question = Asked(q=q.strip())
    found = index.find(question) if question.q else None
    cards = catalogue.records(index.page(question, found, limit)) if found else []
    heads = catalogue.list_reports(limit, words=q) if found else []
    return models.Hits.model_validate(
        {
            "exercises": {"count": found.count if found else 0, "items": cards},
            "reports": {"count": index.remembered(_count_reports, q) if found else 0, "items": heads},
        }
    )


def _count_reports(index: Index, words: str) -> int:
    return index.catalogue.count_reports(words)


def _party(code: str) -> str:
    try:
        return analysis.party(code)
    except analysis.AnalysisError as error:
        raise Refused(404, str(error)) from error


def _counts(index: Index, kind: str, held: Held, without: str = "") -> list[models.Count]:
    words = party_name if kind in ("participant", "country") else str
    return [models.Count(value=v, label=words(v), count=n) for v, n in index.facets[kind].commonest(held, MOST) if v != without]


def _country(index: Index, code: str) -> models.Country:
    found = index.find(Asked(participant=(code,)))
    by_date = [index.page(Asked(participant=(code,), sort=order), found, 1) for order in ("earliest", "latest")]
    first, latest = (index.rows[index.place_of[i[0]]].first if i else None for i in by_date)
    return models.Country(
        code=code,
        name=party_name(code),
        count=found.count,
        first=first,
        latest=latest,
        years=sorted(_counts(index, "year", found.held), key=lambda c: c.value),
        partners=_counts(index, "participant", found.held, without=code),
        domains=_counts(index, "domain", found.held),
        status=_counts(index, "status", found.held),
        places=_counts(index, "country", found.held),
    )


def _pairs(index: Index, code: str | None) -> list[models.PairCount]:
    facet = index.facets["participant"]
    firsts = facet.names[:PAIRED] if code is None else [code]
    counted = Counter[tuple[str, str]]()
    for n, one in enumerate(firsts):
        counts = facet.counts(facet.having(one)).tolist()
        others = range(n + 1, len(firsts)) if code is None else range(len(counts))
        counted.update({(one, facet.names[o]): counts[o] for o in others if facet.names[o] != one})
    return [models.PairCount(one=a, other=b, count=n) for (a, b), n in counted.most_common() if n]
