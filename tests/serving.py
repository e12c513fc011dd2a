"""A running server for tests: the app behind uvicorn, on a port of its own, in a thread."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn

from vedette.serve.web import users
from vedette.serve.web.app import create_app
from vedette.serve.web.settings import Settings
from vedette.store import Catalogue

PASSWORD = "a long password"


@contextmanager
def serving(db: str, **settings: Any) -> Iterator[str]:
    """Serves a catalogue; gives the server's address."""
    config = uvicorn.Config(create_app(Settings(db=db, **settings)), port=0, log_level="warning", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def token(db: str, name: str = "ada", role: Any = "curator") -> dict[str, str]:
    """The header that makes a request one of a user's, who is added."""
    with Catalogue(db) as catalogue:
        users.set_user(catalogue, name, PASSWORD, role)
        return {"Authorization": f"Bearer {users.new_token(catalogue, name)}"}


def client(address: str, **more: Any) -> httpx.Client:
    """A client of a server."""
    return httpx.Client(base_url=address, timeout=30, **more)
