"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from vedette.serve.web import deps, security, users
from vedette.serve.web.problems import Refused
from vedette.serve.web.templating import render
from vedette.serve.web.threads import aside

router = APIRouter()


@router.get("/login")
def login_page(request: Request, next: str = "/") -> Response:
    """The form."""
    return render(request, "login.html", {"next": _local(next), "name": "", "wrong": None})


@router.post("/login")
@aside
def login(
    request: Request,
    catalogue: deps.Reading,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Begins a session and goes on to `next`."""
    settings, attempts = deps.settings(request), request.app.state.attempts
    if settings.read_only:
        raise Refused(403, deps.READ_ONLY)
    keys = (f"name {name[: users.NAMES]}", f"address {request.client.host if request.client else ''}")
    wait = attempts.wait(*keys)
    if wait:
        raise Refused(429, f"Too many attempts to sign in; try again in {int(wait / 60) + 1} minutes.", {"Retry-After": str(int(wait) + 1)})
    user = users.check_password(catalogue, name, password)
    if user is None:
        attempts.failed(*keys)
        wrong = {"next": _local(next), "name": name[: users.NAMES], "wrong": "Name or password is wrong."}
        return render(request, "login.html", wrong, 401)
    attempts.succeeded(*keys)
    answer = RedirectResponse(_local(next), 303)
    security.keep_session(request, answer, users.begin_session(catalogue, user, settings.session_hours))
    return answer


@router.post("/logout")
def logout(request: Request, catalogue: deps.Reading) -> Response:
    """Ends the session."""
    secret = request.cookies.get(security.SESSION)
    if secret and not deps.settings(request).read_only:
        catalogue.members.end_session(secret)
    answer = RedirectResponse("/", 303)
    security.drop_session(answer)
    return answer


def _local(address: str) -> str:
    """An address on this server; the first page for any other."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_path else "/"
