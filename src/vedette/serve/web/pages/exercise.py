"""The page of one exercise, and the claims of each of its properties."""

from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from vedette import analysis
from vedette.analysis.one import Editions
from vedette.schema import schema
from vedette.serve.web.deps import Reading
from vedette.serve.web.dossier import claims_of, dossier
from vedette.serve.web.editions import in_series, near
from vedette.serve.web.index import index_of
from vedette.serve.web.problems import Refused
from vedette.serve.web.templating import render
from vedette.store import Catalogue

router = APIRouter()


@router.get("/exercises/{ident}")
def exercise(request: Request, ident: str, catalogue: Reading) -> Response:
    """All that reports tell of an exercise; ids that were given up, and beginnings of ids, lead to the page that has them now."""
    index = index_of(catalogue)
    found = _look(catalogue, ident, partial(near, index))
    if found.record["id"] != ident:
        return RedirectResponse(f"/exercises/{found.record['id']}", 308)
    return render(request, "exercise.html", {**dossier(catalogue, found), "in_series": in_series(index, found.record["series_key"])})


@router.get("/exercises/{ident}/claims/{name}")
def claims(request: Request, ident: str, name: str, catalogue: Reading) -> Response:
    """Every claim of one property of an exercise, with its words."""
    if name not in schema().by_id:
        raise Refused(404, f"There is no property {name[:64]!r}.")
    return render(request, "claims.html", claims_of(catalogue, _look(catalogue, ident, _none), name))


def _look(catalogue: Catalogue, ident: str, editions: Editions) -> analysis.Look:
    found = analysis.look(catalogue, ident, editions)
    if found is None:
        raise Refused(404, f"No single exercise has an id that begins with {ident[:64]!r}.")
    return found


def _none(_key: str, _ident: str) -> list[dict[str, Any]]:
    """The claims of a property are shown without the editions of the series."""
    return []
