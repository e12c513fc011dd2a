"""The web app, a watch on a feed, and a scan at once, for a while: no error may occur, and no process may grow.

    python benchmarks/soak.py [--minutes N] [--folder FOLDER] [--json FILE]

The app serves a catalogue and is asked for pages ten times a second. The feed is served here; every `NEWS` seconds it has a new report,
which `vedette watch` reads and stores in the same catalogue. One `vedette scan` reads the archives of a crawl (`crawl.py`) over and over
under other names; what it found is loaded at the end, and the catalogue checked. Memory is what each process has for itself (RssAnon),
looked at every five seconds: the most of it after the first quarter may be `MOST` times the most before. Linux only.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from urllib.parse import quote

from common import ROOT, SCRIPTS, Figure, arguments, tell
from crawl import SITES, Site, crawl, report

MOST = 1.1
NEWS = 5.0
LOOK = 5.0
PAUSE = 0.1
NAMES = 5_000
"""Names under which the scan meets the archives."""
PAGES = 20_000


class News(BaseHTTPRequestHandler):
    """A feed of all reports until now, the last 50 of them, and their pages."""

    began = time.monotonic()
    sites = tuple(Site(n) for n in range(SITES))

    def do_GET(self) -> None:
        host = f"http://127.0.0.1:{self.server.server_port}"  # type: ignore[attr-defined]
        if self.path == "/feed.xml":
            last = int((time.monotonic() - self.began) / NEWS)
            items = (
                f"<item><title>Report {n}</title><link>{host}/{n}.html</link><guid>{n}</guid></item>"
                for n in range(last, max(last - 50, -1), -1)
            )
            self._send("application/rss+xml", f'<rss version="2.0"><channel><title>News</title>{"".join(items)}</channel></rss>')
        elif self.path == "/robots.txt":
            self.send_error(404)
        else:
            number = int(self.path.strip("/").removesuffix(".html"))
            self._send("text/html; charset=utf-8", self.sites[number % SITES].page(number, *report(Random(number)), []))

    def _send(self, kind: str, text: str) -> None:
        data = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


class Reader(threading.Thread):
    """Asks the app for pages, one after the other, until told to stop; keeps what failed."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.over = address, threading.Event()
        self.asked = 0
        self.failed: list[str] = []

    def run(self) -> None:
        chance = Random(1)
        while not self.over.wait(PAUSE):
            words = quote(chance.choice(("Amber", "Norway", "frigates", "Storm Wolf", "landings", "Bergen", "1998")))
            path = chance.choice(
                (f"/?q={words}", "/", "/?participant=NO&sort=size", "/calendar", "/healthz", f"/api/v1/exercises?q={words}")
            )
            try:
                with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                    answer.read()
            except OSError as error:
                self.failed.append(f"{path}: {error}")
            self.asked += 1


def own(pid: int) -> float:
    """Megabytes that a process has for itself."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("RssAnon"))
    return int(line.split()[1]) / 1024


def soak(seconds: float, folder: Path, archives: Path) -> Iterator[Figure]:
    """Runs all at once, and tells what came of it."""
    db, links, out = folder / "soak.db", folder / "links", folder / "scanned"
    vedette = SCRIPTS / "vedette"
    subprocess.run([vedette, "ingest", ROOT / "examples", "--db", db], check=True, capture_output=True)
    files = crawl(archives, PAGES)
    links.mkdir()
    for number in range(NAMES):
        (links / f"{number:05d}.warc.gz").symlink_to(files[number % len(files)].resolve())
    with ExitStack() as stack:
        server = ThreadingHTTPServer(("127.0.0.1", 0), News)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        feed = f"http://127.0.0.1:{server.server_port}/feed.xml"
        commands = {
            "web app": ("serve", "--db", db, "--port", "0", "--rate", "0"),
            "watch": ("watch", feed, "--db", db, "--allow-private", "--delay", "0", "--interval", "0.25"),
            "scan": ("scan", links, "--out", out),
        }
        told = {name: stack.enter_context((folder / f"{name}.log").open("w+")) for name in commands}
        running = {n: subprocess.Popen([vedette, *c], stdout=told[n], stderr=subprocess.STDOUT) for n, c in commands.items()}
        stack.callback(lambda: [process.kill() for process in running.values()])
        reader = Reader(_address(folder / "web app.log"))
        reader.start()
        seen = _watched(running, seconds)
        ended = [name for name, process in running.items() if process.poll() is not None]
        reader.over.set()
        reader.join()
        for process in running.values():
            process.terminate()
            process.wait(120)
        errors = [f"{name} ended before its time" for name in ended] + reader.failed
        for log in told.values():
            log.seek(0)
            errors += [line.strip() for line in log if line.startswith("vedette:") or "Traceback" in line or " ERROR" in line]
    for name, (before, after) in seen.items():
        grown = max(after) / max(before)
        yield Figure(f"{name}: memory, the most later", max(after), "MB", "the first quarter", max(before), grown, most=MOST)
    loaded = subprocess.run([vedette, "load", out, "--db", db], check=False, capture_output=True, text=True)
    checked = subprocess.run([vedette, "check", "--db", db], check=False, capture_output=True, text=True)
    errors += [run.stderr for run in (loaded, checked) if run.returncode]
    yield Figure("pages of the web app that were asked for", reader.asked, "")
    yield Figure("archives scanned", len(list(out.glob("*.parquet"))), "")
    yield Figure("errors", len(errors), "", most=0)
    for error in errors[:20]:
        sys.stderr.write(error.rstrip() + "\n")


def _address(log: Path) -> str:
    """The address that the app tells, as soon as it answers there; raises TimeoutError."""
    for _ in range(300):
        found = [word.rstrip("/.") for word in log.read_text().split() if word.startswith("http://")]
        if found:
            with suppress(OSError), urllib.request.urlopen(f"{found[0]}/healthz", timeout=30):
                return found[0]
        time.sleep(0.2)
    raise TimeoutError("The web app does not begin.")


def _watched(running: dict[str, "subprocess.Popen[bytes]"], seconds: float) -> dict[str, tuple[list[float], list[float]]]:
    """The memory of each process in the first quarter of the time, and after it."""
    began = time.monotonic()
    seen: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in running}
    while (gone := time.monotonic() - began) < seconds:
        for name, process in running.items():
            if process.poll() is None:
                seen[name][gone > seconds / 4].append(own(process.pid))
        time.sleep(min(LOOK, seconds / 20))
    return seen


def main() -> int:
    """Soaks and prints; returns 1 if an error occurred."""
    parser = arguments(__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--folder", type=Path, help="where the crawl is kept")
    given = parser.parse_args()
    name = tempfile.mkdtemp()
    try:
        told = tell(soak(given.minutes * 60, Path(name), given.folder or Path(name) / "crawl"), given.json)
    finally:
        shutil.rmtree(name)
    grown = max(figure.ratio for figure in told if figure.ratio is not None)
    print(f"{given.minutes:g} minutes: {told[-1].value:.0f} errors; memory after the first quarter at most {grown:.2f} times that before")
    return 1 if told[-1].value else 0


if __name__ == "__main__":
    os.environ.pop("VEDETTE_DB", None)
    sys.exit(main())
