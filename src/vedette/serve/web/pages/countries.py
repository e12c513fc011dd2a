"""The page of a state or organisation, and the page of any two."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from markupsafe import Markup

from vedette.analysis import AnalysisError, party
from vedette.serve.web.deps import Reading
from vedette.serve.web.index import Index, index_of
from vedette.serve.web.names import party_name
from vedette.serve.web.problems import Refused
from vedette.serve.web.states import together
from vedette.serve.web.templating import environment, render
from vedette.store import Catalogue

router = APIRouter()


@router.get("/countries/{name}")
def country(request: Request, name: str, catalogue: Reading) -> Response:
    """A state or organisation by its code; names and other spellings lead there."""
    code = _code(name)
    if code != name:
        return RedirectResponse(f"/countries/{code}", 308)
    return _page(request, catalogue, "country.html", (code,))


@router.get("/pairs/{one}/{other}")
def pair(request: Request, one: str, other: str, catalogue: Reading) -> Response:
    """Two states or organisations, in either order."""
    codes = (_code(one), _code(other))
    if codes[0] == codes[1]:
        return RedirectResponse(f"/countries/{codes[0]}", 307)
    if codes != (one, other):
        return RedirectResponse(f"/pairs/{codes[0]}/{codes[1]}", 308)
    return _page(request, catalogue, "pair.html", codes)


@router.get("/pairs")
def any_pair(one: str = "", other: str = "") -> Response:
    """Where the form for a pair leads."""
    if not one.strip() or not other.strip():
        raise Refused(422, "Name two states or organisations.")
    return RedirectResponse(f"/pairs/{_code(one)}/{_code(other)}", 303)


def _page(request: Request, catalogue: Catalogue, template: str, codes: tuple[str, ...]) -> Response:
    content = Markup(index_of(catalogue).remembered(_content, template, codes))
    return render(request, template, {"names": [party_name(c) for c in codes], "content": content})


def _content(index: Index, template: str, codes: tuple[str, ...]) -> str:
    """The content of a page; nothing in it depends on who asks."""
    return environment().get_template(f"_{template}").render(together(index, codes))


def _code(name: str) -> str:
    try:
        return party(name)
    except AnalysisError as error:
        raise Refused(404, str(error)) from error
