"""About the data: the coder, how often it is right, what the catalogue holds, its sources, how to cite and take it; and about the API."""

from fastapi import APIRouter, Depends, Request, Response

from vedette.serve.web import deps
from vedette.serve.web.about import about
from vedette.serve.web.index import index_of
from vedette.serve.web.reference import reference
from vedette.serve.web.templating import render

router = APIRouter(dependencies=[Depends(deps.require_reader)])


@router.get("/about")
def page(request: Request, catalogue: deps.Reading) -> Response:
    """The page."""
    return render(request, "about.html", index_of(catalogue).remembered(about))


@router.get("/about/api")
def api(request: Request) -> Response:
    """What programs can ask."""
    return render(request, "api.html", reference(request.app.openapi()))
