"""The page of a state or organisation, and the page of any two."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from vedette.analysis import AnalysisError, party
from vedette.serve.web.deps import Reading
from vedette.serve.web.index import index_of
from vedette.serve.web.problems import Refused
from vedette.serve.web.states import together
from vedette.serve.web.templating import render

router = APIRouter()


@router.get("/countries/{name}")
def country(request: Request, name: str, catalogue: Reading) -> Response:
    """A state or organisation by its code; names and other spellings lead there."""
    code = _code(name)
    if code != name:
        return RedirectResponse(f"/countries/{code}", 308)
    index = index_of(catalogue)
    return render(request, "country.html", index.remembered(together, (code,)))


@router.get("/pairs/{one}/{other}")
def pair(request: Request, one: str, other: str, catalogue: Reading) -> Response:
    """Two states or organisations, in either order."""
    codes = (_code(one), _code(other))
    if codes[0] == codes[1]:
        return RedirectResponse(f"/countries/{codes[0]}", 307)
    if codes != (one, other):
        return RedirectResponse(f"/pairs/{codes[0]}/{codes[1]}", 308)
    index = index_of(catalogue)
    return render(request, "pair.html", index.remembered(together, codes))


@router.get("/pairs")
def any_pair(one: str = "", other: str = "") -> Response:
    """Where the form for a pair leads."""
    if not one.strip() or not other.strip():
        raise Refused(422, "Name two states or organisations.")
    return RedirectResponse(f"/pairs/{_code(one)}/{_code(other)}", 303)


def _code(name: str) -> str:
    try:
        return party(name)
    except AnalysisError as error:
        raise Refused(404, str(error)) from error
