"""The page of exercises, the part of it that changes with the question, and what its map asks for."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from vedette.serve.web.asking import Asked, read
from vedette.serve.web.deps import Reading
from vedette.serve.web.explore import explore, points, rows_at
from vedette.serve.web.index import Index, index_of
from vedette.serve.web.problems import Refused
from vedette.serve.web.templating import environment, is_fragment, render

router = APIRouter()

FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}
"""For addresses that name the revision that they tell of."""
MOST_NEAR = 200
"""Exercises of one place on the map that are told of at most."""


@router.get("/")
def exercises(request: Request, catalogue: Reading) -> HTMLResponse:
    """All exercises, or those that fit the question in the address."""
    index = index_of(catalogue)
    asked, wrong = read(request.query_params)
    part = index.remembered(_found, asked, tuple(wrong))
    if not is_fragment(request):
        return render(request, "exercises.html", {"asked": asked, "found_html": Markup(part)})
    # typing on is one step of the history, whatever the number of letters
    is_typing = "q=" in request.headers.get("HX-Current-URL", "") and request.headers.get("HX-Source", "").startswith("form")
    header = "HX-Replace-Url" if is_typing else "HX-Push-Url"
    return HTMLResponse(part, headers={header: asked.address(), "Cache-Control": "private, no-cache", "Vary": "HX-Request, Cookie"})


@router.get("/exercises")
def exercises_again(request: Request) -> Response:
    """The same page, for who cuts an address short."""
    query = request.url.query
    return Response(status_code=308, headers={"Location": f"/?{query}" if query else "/"})


@router.get("/exercises/points")
def exercise_points(catalogue: Reading, revision: str = "") -> Response:
    """Where and when the exercises of a revision are held, for the map and the timeline; each is known by its place in the list."""
    index = index_of(catalogue)
    is_of = revision == str(index.revision)
    return Response(index.remembered(points), media_type="application/json", headers=FOR_EVER if is_of else {"Cache-Control": "no-store"})


@router.get("/exercises/near")
def exercises_near(request: Request, catalogue: Reading, at: Annotated[str, Query(max_length=4_000)], revision: str) -> HTMLResponse:
    """Some exercises by their places in the list of a revision, for the map's little window."""
    index = index_of(catalogue)
    if revision != str(index.revision):
        raise Refused(409, "The catalogue has changed; load the page again.")
    places = [int(n) for n in at.split(",") if n.isascii() and n.isdigit()][:MOST_NEAR]
    return render(request, "_near.html", {"rows": rows_at(index, [n for n in places if n < index.size])})


def _found(index: Index, asked: Asked, wrong: tuple[str, ...]) -> str:
    """The part of the page that changes with the question; nothing in it depends on who asks."""
    return environment().get_template("_found.html").render(explore(index, asked, wrong))
