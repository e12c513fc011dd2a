"""What routes need: the catalogue, who asks, and whether they may."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool

from vedette.serve.web import security
from vedette.serve.web.problems import Refused
from vedette.serve.web.settings import Settings
from vedette.store import Catalogue, User

READ_ONLY = "This server is read-only: nothing can be changed on it."


def settings(request: Request) -> Settings:
    """What the server was told."""
    found: Settings = request.app.state.settings
    return found


def catalogue(request: Request) -> Catalogue:
    """The catalogue; routes that read it are plain functions (`def`), which run in threads."""
    found: Catalogue = request.app.state.catalogue
    return found


def user(request: Request) -> User | None:
    """Who asks, None for anybody who has not signed in."""
    return security.signed_in(request)


def require_writer(request: Request) -> User:
    """Who writes; answers 403 where the server is read-only or the user may only read, 401 where nobody is signed in."""
    if settings(request).read_only:
        raise Refused(403, READ_ONLY)
    found = user(request)
    if found is None:
        raise Refused(401, "Writing needs a token or a signed-in user.", {"WWW-Authenticate": 'Bearer realm="vedette"'})
    if not found.may_write:
        raise Refused(403, f"{found.name} may read, but not write.")
    return found


async def require_reader(request: Request) -> None:
    """Lets everybody read, unless the server is private."""
    if settings(request).private and await run_in_threadpool(user, request) is None:
        raise Refused(401, "Reading needs a token or a signed-in user here.", {"WWW-Authenticate": 'Bearer realm="vedette"'})


async def guard(request: Request) -> None:
    """Refuses what no database can look for, and what another site's page sends in a user's name: every form and script of our own pages
    brings a token."""
    if "%00" in request.scope.get("raw_path", b"").decode("latin-1") or "%00" in request.url.query:
        raise Refused(400, "An address holds no NUL character.")
    if request.method in security.SAFE or security.bearer(request):
        return
    if security.is_from_elsewhere(request):
        raise Refused(403, "The request comes from a page of another site.")
    is_program = request.url.path.startswith("/api/") and not security.carries_cookie(request)
    if not is_program and not await security.has_token(request):
        raise Refused(403, "The form is out of date: load the page again and send it once more.")


async def _catalogue(request: Request) -> Catalogue:
    return catalogue(request)  # not in a thread, as there is nothing to wait for


Reading = Annotated[Catalogue, Depends(_catalogue)]
Writer = Annotated[User, Depends(require_writer)]
