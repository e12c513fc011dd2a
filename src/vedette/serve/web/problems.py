"""What is answered where something is wrong: problem+json (RFC 9457) to programs, a page to people."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException

from vedette.analysis import AnalysisError
from vedette.review import ReviewError
from vedette.serve.web.templating import is_fragment, render
from vedette.store import CatalogueError

MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 20
"""Errors of one request that are told of."""
LONGEST_SHOWN = 300
"""Characters of the client's words that are repeated."""
LOG = logging.getLogger("vedette.web")


class Problem(BaseModel):
    """A problem as RFC 9457 has it."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [{"type": "about:blank", "title": "Not Found", "status": 404, "detail": "No exercise has the id '00'."}]
        },
    )

    type: str = "about:blank"
    title: str = Field(description="the status in words")
    status: int
    detail: str | None = Field(None, description="what is wrong, in one sentence")


class Refused(HTTPException):
    """A request cannot be answered: the status, one sentence, and what else a program needs to know."""

    def __init__(self, status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(status, detail, dict(headers) if headers else None)
        self.more = more


def body(status: int, detail: str | None, **more: Any) -> dict[str, Any]:
    """A problem as JSON."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}


def is_for_programs(request: Request) -> bool:
    """Whether the answer goes to a program: everything under /api, and whoever does not ask for HTML."""
    return request.url.path.startswith("/api/") or "text/html" not in request.headers.get("accept", "text/html")


def answer(request: Request, status: int, detail: str | None, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """The problem in the form that suits who asks; a page that needs a user leads people to signing in."""
    if status == 401 and request.method == "GET" and not is_for_programs(request) and not is_fragment(request):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?{urlencode({'next': asked})}", 303)
    if is_for_programs(request):
        return JSONResponse(body(status, detail, **more), status, dict(headers or {}), MEDIA_TYPE)
    page = render(request, "error.html", {"problem": body(status, detail, **more)}, status)
    page.headers.update(headers or {})
    return page


def _shown(text: str) -> str:
    """Words of the client's as they can be sent back: not endless, and without halves of surrogate pairs."""
    return text[:LONGEST_SHOWN].encode("utf-8", "replace").decode()


def install(app: FastAPI) -> None:
    """Makes the app answer with problems."""

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        if error.status_code == 304:
            return Response(status_code=304)
        more = error.more if isinstance(error, Refused) else {}
        return answer(request, error.status_code, error.detail, error.headers, **more)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = [{"where": _shown(".".join(map(str, e["loc"]))), "what": _shown(e["msg"])} for e in error.errors()[:MOST_ERRORS]]
        said = "; ".join(f"{e['where']}: {e['what']}" for e in wrong[:3])
        return answer(request, 422, f"The request cannot be understood: {said}.", errors=wrong)

    @app.exception_handler(AnalysisError)
    @app.exception_handler(ReviewError)
    def misunderstood(request: Request, error: ValueError) -> Response:
        return answer(request, 422, str(error))

    @app.exception_handler(CatalogueError)
    def unavailable(request: Request, error: CatalogueError) -> Response:
        LOG.error("%s", error)
        return answer(request, 503, "The catalogue cannot be read or written at the moment; try again later.", {"Retry-After": "30"})

    @app.exception_handler(Exception)
    def failed(request: Request, _error: Exception) -> Response:
        return answer(request, 500, "Something went wrong on the server; it is in the server's log.")
