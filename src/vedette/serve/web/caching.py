"""ETags: what the API says of a catalogue holds until its revision changes, and who has it already is not sent it again."""

from fastapi import Request
from starlette.exceptions import HTTPException

import vedette
from vedette.serve.web import deps
from vedette.serve.web.index import index_of
from vedette.store import Revision


class NotModified(HTTPException):
    """The client has what it asks for."""

    def __init__(self) -> None:
        super().__init__(304)


def as_catalogue(request: Request, catalogue: deps.Reading) -> None:
    """For what is read from the catalogue as it is now."""
    _compare(request, catalogue.revision())


def as_index(request: Request, catalogue: deps.Reading) -> None:
    """For what is read from the index, which of a large catalogue may be some seconds old."""
    _compare(request, index_of(catalogue).revision)


def _compare(request: Request, revision: Revision) -> None:
    """Leaves the ETag for the answer; weak, as the same content may come packed or not."""
    tag = f'W/"{revision}-{vedette.__version__}"'
    request.state.etag = tag
    known = {t.strip() for t in request.headers.get("if-none-match", "").split(",")}
    if request.method in ("GET", "HEAD") and (tag in known or "*" in known):
        raise NotModified
