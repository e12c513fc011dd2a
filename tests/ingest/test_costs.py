"""What hostile inputs cost, as the system measures it: the most memory and the time of a command and of the processes that it starts."""

import gzip
import io
import json
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from ingest.conftest import Site, article

VEDETTE = str(Path(sys.executable).parent / "vedette")
MB = 1_000_000


@dataclass(frozen=True)
class Cost:
    """What a command took: MB of memory at its most, seconds; and what it said."""

    memory: float
    seconds: float
    code: int
    said: str


METER = """
import json, os, subprocess, sys, time
begun = time.monotonic()
process = subprocess.Popen(sys.argv[2:], stdout=open(sys.argv[1], "w"), stderr=subprocess.STDOUT)
_, status, used = os.wait4(process.pid, 0)
print(json.dumps([used.ru_maxrss / 1000, time.monotonic() - begun, os.waitstatus_to_exitcode(status)]))
"""
"""Runs a command and measures it, in a small process: the system counts for a new process what the one that starts it holds."""


def cost(*command: str, folder: Path) -> Cost:
    """Runs a command and measures it."""
    said = folder / "said.txt"
    done = subprocess.run([sys.executable, "-S", "-c", METER, str(said), *command], check=True, capture_output=True, cwd=folder)
    memory, seconds, code = json.loads(done.stdout)
    return Cost(memory, seconds, code, said.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Cost:
    """The cost of a usual page, most of it the lexicons: what is refused takes less."""
    folder = tmp_path_factory.mktemp("usual")
    (folder / "a.html").write_text(article(1))
    cost(VEDETTE, "code", "a.html", folder=folder)  # makes the tables that later runs find
    return cost(VEDETTE, "code", "a.html", folder=folder)


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.html", b"\0" * 200 * MB)
    return buffer.getvalue()


def pdf_bomb() -> bytes:
    packed = zlib.compress(zlib.compress(b"(x) Tj " * 40_000_000, 9), 9)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed),
    )
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(body))
    return body + tail


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))
PROLOG = f'<?xml version="1.0"?><!DOCTYPE rss [{LAUGHS}]>'
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "a.epub": (zip_bomb, "is a ZIP archive"),
    "a.txt.gz": (lambda: gzip.compress(b" " * 300 * MB, 9), "larger than 20 MB"),
    "a.jsonl.gz": (lambda: gzip.compress((b" " * 99_999 + b"\n") * 3000, 9), "unpacks to more than 200 times its size"),
    "a.pdf": (pdf_bomb, "is not read"),
    "a.xhtml": (f"{PROLOG}<html><body><p>&a11;</p></body></html>".encode, "no web page that can be parsed"),
    "deep.html": (lambda: article(1).replace("<p>", "<div>" * 10_000 + "<p>", 1).encode(), "without an article"),
}
"""Name of the file → what is in it, and what is said of it."""


@pytest.mark.parametrize("name", list(FILES))
def test_a_hostile_file(name: str, usual: Cost, tmp_path: Path) -> None:
    make, words = FILES[name]
    (tmp_path / name).write_bytes(make())
    found = cost(VEDETTE, "code", name, folder=tmp_path)
    assert found.code == 1
    assert words in found.said
    assert found.said.count("\n") == 1
    assert found.memory < usual.memory
    assert found.seconds < 30


def endless(request: BaseHTTPRequestHandler) -> None:
    """A feed that never ends."""
    request.send_response(200)
    request.send_header("Content-Type", "application/rss+xml")
    request.end_headers()
    request.wfile.write(b'<rss version="2.0"><channel>')
    while True:
        request.wfile.write(b"<item><title>Drill</title><link>/x</link></item>" * 1000)


def drip(request: BaseHTTPRequestHandler) -> None:
    """A byte a tenth of a second, for twenty seconds."""
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.1)


@pytest.mark.parametrize(("feed", "words"), [("/endless", "is larger than 5 MB"), ("/laughs", "declares entities")])
def test_a_hostile_feed(site: Site, usual: Cost, tmp_path: Path, feed: str, words: str) -> None:
    site.answers["/endless"] = endless
    site.page("/laughs", f'{PROLOG}<rss version="2.0"><channel><item><title>&a11;</title></item></channel></rss>', Content_Type="text/xml")
    found = cost(VEDETTE, "watch", site.url(feed), "--once", "--allow-private", "--db", "a.db", folder=tmp_path)
    assert found.code == 1
    assert words in found.said
    assert found.memory < usual.memory
    assert found.seconds < 30


def test_a_server_that_drips(site: Site, tmp_path: Path) -> None:
    site.answers["/drip"] = drip
    site.page("/page", article(1))
    script = "import sys; from vedette.ingest import fetch; fetch(sys.argv[1], allow_private=True, seconds=2.0)"
    usual = cost(sys.executable, "-c", script, site.url("/page"), folder=tmp_path)
    assert usual.code == 0
    found = cost(sys.executable, "-c", script, site.url("/drip"), folder=tmp_path)
    assert "longer than 2 seconds" in found.said
    assert found.seconds < usual.seconds + 5
    assert found.memory < usual.memory + 20
