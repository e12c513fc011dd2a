"""Pages from Jinja2 templates, every value escaped. `render` is the only way to make a page."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

import vedette
from vedette.serve.web import security

HERE = Path(__file__).parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"
MANIFEST = STATIC / "manifest.json"
MISSING = (
    "The web app's scripts and styles are not built: install Node 18 or newer, then run "
    "'npm --prefix web ci && npm --prefix web run build' in a checkout of Vedette."
)


def is_built() -> bool:
    """Whether the scripts and styles are there."""
    return MANIFEST.is_file()


def asset(name: str) -> str:
    """The address of a built file by its name before building (`app.js`), as `manifest.json` has it."""
    return f"/static/{_manifest(int(monotonic())).get(name, name)}"


@lru_cache(maxsize=1)
def _manifest(_second: int) -> Mapping[str, str]:
    """Read again once a second: what is built while the server runs is served."""
    return dict(json.loads(MANIFEST.read_text(encoding="utf-8"))) if is_built() else {}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment; a name that a template does not get is an error, not an empty place."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # it would look at a dozen files for each page
    )
    made.globals.update(asset=asset, version=vedette.__version__)
    made.filters["number"] = "{:,}".format
    return made


def render(request: Request, template: str, context: Mapping[str, Any] | None = None, status: int = 200) -> HTMLResponse:
    """A page (or a fragment of one). Besides `context` the template gets `request`, `path`, `settings`, `user` (None where nobody is
    signed in), `csrf_token`, and `fragment`: whether HTMX asks for a part of the page only."""
    given = {
        "request": request,
        "path": request.url.path,
        "settings": request.app.state.settings,
        "user": security.signed_in(request),
        "csrf_token": security.CsrfToken(request),
        "fragment": is_fragment(request),
    }
    text = environment().get_template(template).render({**given, **(context or {})})
    made = HTMLResponse(text, status, {"Cache-Control": "private, no-cache", "Vary": "HX-Request, Cookie"})
    security.keep_visit(request, made)
    return made


def is_fragment(request: Request) -> bool:
    """Whether HTMX asks for a part of a page; going back in the history asks for all of it."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-History-Restore-Request") != "true"
