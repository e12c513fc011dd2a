"""An OpenAI-compatible server of our own that answers as the test says, well or badly."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]

TEXT = """Exercise Amber Shield Begins

RIGA, March 4, 2024 (Baltic Wire)

About 1,200 soldiers from Latvia and Estonia began exercise “Amber Shield 2024” near Adazi on Monday. Six CV90 vehicles take part, and
the drills run until March 15 to improve the defence of the coast.

"We train as we would fight," Colonel Janis Berzins told reporters.
"""
"""A report in which the answer below is found."""


def claim(name: str, value: str, quote: str, **more: Any) -> dict[str, Any]:
    """A claim as a model gives it."""
    return {"property": name, "value": value, "quote": quote, "party": None, "low": None, "high": None, "count": None, **more}


GOOD = (
    claim("name", "Amber Shield 2024", 'exercise "Amber Shield 2024"'),
    claim("status", "underway", "began exercise"),
    claim("participant", "LV", "soldiers from Latvia and Estonia"),
    claim("participant", "Estonia", "soldiers from Latvia and Estonia"),
    claim("place", "Adazi", "near Adazi"),
    claim("start", "2024-03-04", "on Monday"),
    claim("end", "2024-03-15", "until March 15"),
    claim("personnel", "1200", "About 1,200 soldiers", low=1200, high=1200),
    claim("materiel", "CV90 vehicles", "Six CV90 vehicles", count=6, party="EE"),
    claim("domain", "land", "CV90 vehicles"),
    claim("objective", "improve the defence of the coast", "to improve the defence of the coast"),
)
SAID = {"speaker": "Colonel Janis Berzins", "quote": "We train as we would fight,"}


def answer(*claims: dict[str, Any], statements: tuple[Any, ...] = (SAID,), in_passing: bool = False) -> str:
    """The text of an answer with one exercise."""
    return json.dumps({"exercises": [{"in_passing": in_passing, "claims": list(claims)}], "statements": list(statements)})


def says(text: str, finish: str = "stop", usage: bool = True) -> Answer:
    """An answer with status 200 that holds a text."""
    body: dict[str, Any] = {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}],
    }
    if usage:
        body["usage"] = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
    return sends(200, json.dumps(body).encode())


def sends(
    status: int, body: bytes = b'{"error": {"message": "as the test says"}}', kind: str = "application/json", **headers: str
) -> Answer:
    """Any answer."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return send


def drips(handler: BaseHTTPRequestHandler) -> None:
    """A byte each twentieth of a second, without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    with suppress(OSError):  # the client has had enough
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)


def breaks_off(handler: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"id": "c1", "choi')
    handler.close_connection = True


@dataclass
class Endpoint:
    """A running server: `script` are its next answers, then it repeats the last; `seen` the requests, `times` when they came."""

    url: str
    script: list[Answer] = field(default_factory=lambda: [says(answer(*GOOD))])
    seen: list[dict[str, Any]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A server on a port of this machine, for one test."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            made.times.append(time.monotonic())
            made.keys.append(self.headers.get("Authorization"))
            made.seen.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            (made.script.pop(0) if len(made.script) > 1 else made.script[0])(self)

        def log_message(self, *_: object) -> None:
            """Tells nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    made = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()
