"""The page of one exercise."""

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from vedette import analysis
from vedette.serve.web.deps import Reading
from vedette.serve.web.dossier import dossier
from vedette.serve.web.problems import Refused
from vedette.serve.web.templating import render

router = APIRouter()


@router.get("/exercises/{ident}")
def exercise(request: Request, ident: str, catalogue: Reading) -> Response:
    """All that reports tell of an exercise; ids that were given up, and beginnings of ids, lead to the page that has them now."""
    record = analysis.exercise(catalogue, ident)
    if record is None:
        raise Refused(404, f"No single exercise has an id that begins with {ident[:64]!r}.")
    if record["id"] != ident:
        return RedirectResponse(f"/exercises/{record['id']}", 308)
    return render(request, "exercise.html", dossier(catalogue, record))
