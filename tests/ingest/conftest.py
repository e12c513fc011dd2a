"""A web server of one's own, on a port of its own, whose answers a test writes."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """What a server answers by path, and what it was asked: (path, the request's header fields)."""

    address: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def url(self, path: str = "/") -> str:
        return self.address + path

    def page(self, path: str, body: str | bytes, status: int = 200, **header: str) -> str:
        """Sets what is at a path; returns its address. Underscores in names of header fields stand for hyphens."""
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(data)), **header}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)

        self.answers[path] = answer
        return self.url(path)

    def redirect(self, path: str, target: str) -> str:
        return self.page(path, b"", 302, Location=target)


@pytest.fixture
def site() -> Iterator[Site]:
    """A running server; what it has no answer for is not found (404)."""
    made = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.asked.append((self.path, dict(self.headers.items())))
            try:
                made.answers.get(self.path, lambda request: request.send_error(404))(self)
            except (BrokenPipeError, ConnectionResetError):  # whoever asked has seen enough
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    made.address = f"http://127.0.0.1:{server.server_port}"
    yield made
    server.shutdown()
    server.server_close()


def article(number: int = 1, **head: str) -> str:
    """A page with an article about a drill; `head` are tags of its head, as `canonical`."""
    body = (
        f"<p>The navies of India and Japan began exercise Coral Shield {2000 + number} off Port Blair on Tuesday, the Indian Navy said.</p>"
        f"<p>About {number * 100} sailors and four frigates take part in the drill, which is to last until Friday.</p>"
        "<p>Ships of both sides are to practise the search for submarines and the rescue of crews at sea.</p>"
    )
    tags = "".join(f'<meta property="{name.replace("_", ":")}" content="{value}">' for name, value in head.items())
    title = f"Drill {number} begins"
    return f"<html><head><title>{title}</title>{tags}</head><body><article><h1>{title}</h1>{body}</article></body></html>"
