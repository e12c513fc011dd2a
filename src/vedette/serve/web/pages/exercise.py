"""The page of one exercise."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from vedette.serve.web.deps import Reading
from vedette.serve.web.dossier import dossier
from vedette.serve.web.problems import Refused
from vedette.serve.web.templating import render

router = APIRouter()


@router.get("/exercises/{ident}")
def exercise(request: Request, ident: str, catalogue: Reading) -> Response:
    """All that reports tell of an exercise; ids that were given up, and beginnings of ids, lead to the page that has them now."""
    found = catalogue.exercise(ident)
    if found is None:
        raise Refused(404, f"No single exercise has an id that begins with {ident[:64]!r}.")
    if found != ident:
        return RedirectResponse(f"/exercises/{found}", 308)
    return render(request, "exercise.html", dossier(catalogue, found))
