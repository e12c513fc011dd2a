"""Who asks, whether a form was sent from a page of ours, and what browsers are told to refuse."""

import hmac
import secrets
from hashlib import sha256
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.serve.web import users
from vedette.store import Catalogue, User

SESSION = "vedette_session"
"""The cookie of a signed-in user."""
VISIT = "vedette_visit"
"""The cookie of anybody else, which only ties forms to the browser that they were given to."""
FIELD = "_csrf"
HEADER = "X-CSRF-Token"
SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
"""No script, style or address but our own; images may be made in the page itself, as maps do."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class AnswerHeaders:
    """Adds `HEADERS` to every answer, and to a good one the ETag that its route left."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                tag = scope.get("state", {}).get("etag")
                if tag and message["status"] in (200, 304):
                    headers["ETag"] = tag
                    headers.setdefault("Cache-Control", "no-cache")
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


# who asks


def bearer(request: Request) -> str | None:
    """The token that a program sends."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if kind.lower() == "bearer" else None


def signed_in(request: Request) -> User | None:
    """Who asks: whose token or session it is; None for anybody else. Looked up once a request."""
    if not hasattr(request.state, "user"):
        catalogue: Catalogue | None = getattr(request.app.state, "catalogue", None)
        token, session = bearer(request), request.cookies.get(SESSION)
        request.state.user = None
        if catalogue is not None and token:
            request.state.user = catalogue.members.with_token(token)
        elif catalogue is not None and session:
            request.state.user = catalogue.members.in_session(session, users.now())
    found: User | None = request.state.user
    return found


def keep_session(request: Request, response: Response, secret: str) -> None:
    """Lets the browser keep a session."""
    settings = request.app.state.settings
    age = int(settings.session_hours * 3600)
    response.set_cookie(SESSION, secret, max_age=age, secure=settings.secure, httponly=True, samesite="lax")
    response.delete_cookie(VISIT)


def drop_session(response: Response) -> None:
    """Lets the browser forget a session."""
    response.delete_cookie(SESSION)


# forms


class CsrfToken:
    """What a form or script sends back; made only where a template writes it, as it may need a cookie."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __str__(self) -> str:
        visit = self.request.cookies.get(SESSION) or self.request.cookies.get(VISIT) or getattr(self.request.state, "visit", None)
        if visit is None:
            visit = self.request.state.visit = secrets.token_urlsafe(users.SECRET_BYTES)
        return token_of(visit)


def token_of(cookie: str) -> str:
    """The token that goes with a cookie's value; the value cannot be told from it."""
    return hmac.new(cookie.encode(), b"vedette form", sha256).hexdigest()


def keep_visit(request: Request, response: Response) -> None:
    """Sets the cookie that a token was made of, where there was none."""
    visit = getattr(request.state, "visit", None)
    if visit is not None:
        response.set_cookie(VISIT, visit, secure=request.app.state.settings.secure, httponly=True, samesite="lax")


def is_from_elsewhere(request: Request) -> bool:
    """Whether a browser says that a page of another origin sent the request."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")


def carries_cookie(request: Request) -> bool:
    """Whether the browser added who the user is by itself, so that another page could have sent the request in their name."""
    return SESSION in request.cookies


async def has_token(request: Request) -> bool:
    """Whether the token of the browser's cookie came with the request, in the header or in the form."""
    cookie = request.cookies.get(SESSION) or request.cookies.get(VISIT)
    sent = request.headers.get(HEADER)
    kind = request.headers.get("content-type", "").partition(";")[0]
    if sent is None and kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        field = (await request.form()).get(FIELD)
        sent = field if isinstance(field, str) else None
    return cookie is not None and sent is not None and hmac.compare_digest(sent.encode(), token_of(cookie).encode())
