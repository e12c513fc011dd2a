"""The app: pages, API, built files, and everything that stands around them."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import Depends, FastAPI, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.staticfiles import StaticFiles
from starlette.types import Scope

import vedette
from vedette.analysis import filters
from vedette.serve.web import api, deps, explore, limits, openapi, pages, problems, security, templating, threads
from vedette.serve.web.index import Index, index_of
from vedette.serve.web.names import party_name
from vedette.serve.web.settings import Settings
from vedette.serve.web.users import Attempts
from vedette.store import Catalogue

API = "/api/v1"
COMPRESSION = 3
"""Level of gzip: takes half the time of level 5, pages get 8 % longer."""
GARBAGE_THRESHOLD = 5_000
"""Things made before Python looks for garbage: some ten pages. Its own 700 are made for each page several times; after 50,000 it takes
so long at once (100 ms) that everybody who is waiting notices."""


class Built(StaticFiles):
    """The built files. Their addresses change with what they hold, so that browsers may keep them for ever."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, with how long it may be kept."""
        answer = await super().get_response(path, scope)
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return answer


def create_app(settings: Settings) -> FastAPI:
    """The app for a catalogue that is there already; raises CatalogueError when it starts if it is not."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        threads.begin()
        with Catalogue(settings.db, create=False) as catalogue:
            app.state.catalogue = catalogue
            catalogue.limit(settings.seconds)
            index = await run_in_threadpool(_warm, catalogue)
            with explore.writing_lines(index):
                yield

    app = FastAPI(
        title="Vedette",
        version=vedette.__version__,
        summary="A sourced record of military exercises",
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # FastAPI's own pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
        dependencies=[Depends(deps.guard)],
    )
    app.state.settings = settings
    app.state.attempts = Attempts(settings.sign_ins, settings.pause_seconds)
    app.openapi = partial(openapi.describe, app)  # type: ignore[method-assign]  # FastAPI's own way to change it
    problems.install(app)

    @app.get("/healthz", include_in_schema=False)
    def healthz(catalogue: deps.Reading) -> dict[str, str]:
        """Whether the catalogue can be read."""
        return {"status": "ok", "revision": str(catalogue.revision())}

    for router in pages.ROUTERS:
        is_open = router is pages.sign_in.router
        app.include_router(router, include_in_schema=False, dependencies=[] if is_open else [Depends(deps.require_reader)])
    for router in api.ROUTERS:
        app.include_router(router, prefix=API, dependencies=[Depends(deps.require_reader)])
    app.mount("/static", Built(directory=templating.STATIC, check_dir=False), name="static")

    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=COMPRESSION)
    if settings.cors:
        app.add_middleware(CORSMiddleware, allow_origins=settings.cors, allow_methods=["GET", "HEAD"], expose_headers=["ETag", "Link"])
    app.add_middleware(limits.Limits, settings=settings)
    app.add_middleware(security.AnswerHeaders)
    return app


def _warm(catalogue: Catalogue) -> Index:
    """Reads what the first who asks would wait for: the index, names, spellings of series."""
    gc.disable()  # millions of things that stay are not looked through for garbage, now or later
    try:
        index = index_of(catalogue)
        index.warm()
        party_name("")
        filters(place="-", series="-")
    finally:
        gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_THRESHOLD)
    return index


def from_environment() -> FastAPI:
    """The app that a worker process serves."""
    return create_app(Settings.from_environment())
