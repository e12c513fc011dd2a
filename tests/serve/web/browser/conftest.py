"""Real Chromium against real servers: each page's own complaints, and every request that would leave the machine, fail the test.

Screenshots go into the folder that the environment variable VEDETTE_SCREENSHOTS names, else into the test's own.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from made import coded
from support import EXAMPLES, ROOT
from vedette.model import Coding
from vedette.pipeline import code_all, store_all
from vedette.store import Catalogue

NO_CHROMIUM = "The browser tests need Chromium: run 'playwright install --with-deps chromium', or install Debian's package chromium."
NO_BUNDLE = "The browser tests need the built scripts and styles: run 'npm --prefix web ci && npm --prefix web run build'."
NO_PACKAGE = "The browser tests need the packages playwright and axe-playwright-python of requirements-dev.txt."
TIMEOUT = 20_000
"""Milliseconds that anything in a page may take, on a machine that is busy with other tests."""
USERS = {"ada": "correct horse battery", "bob": "staple correct horse"}
PLANNED = """Kenso Shield planned for next spring

Australia and Japan plan to hold the joint military exercise Kenso Shield {year} in Darwin, Australia, from 4 to 9 March {year},
the defence ministry in Canberra said. Some 1,200 troops are expected to take part.
"""


def _chromium(playwright: Any) -> str:
    """Playwright's own Chromium where it is installed, else the system's; skips the tests where there is neither."""
    own = playwright.chromium.executable_path
    found = (
        own if Path(own).exists() else next((p for n in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(n))), None)
    )
    if found is None:
        pytest.skip(NO_CHROMIUM)
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The browser, one for all tests."""
    sync_api = pytest.importorskip("playwright.sync_api", reason=NO_PACKAGE)
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(playwright), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass(frozen=True)
class Server:
    """A server that answers: its address, and the catalogue that it serves."""

    address: str
    catalogue: Catalogue


@contextmanager
def serving(db: Path, **settings: Any) -> Iterator[Server]:
    """The web app with a catalogue, on a free port, without limits of rate."""
    from serving import serving as served
    from vedette.serve.web import templating

    if not templating.is_built():
        pytest.skip(NO_BUNDLE)
    with served(str(db), rate=0, code_rate=0, **settings) as address, Catalogue(str(db), create=False) as catalogue:
        yield Server(address, catalogue)


@pytest.fixture(scope="session")
def examples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of the examples, of an exercise to come, and of accounts that may be of one exercise, with users."""
    from datetime import date

    from vedette.serve.web.users import set_user

    folder = tmp_path_factory.mktemp("catalogue")
    planned = folder / "planned.txt"
    planned.write_text(PLANNED.format(year=date.today().year + 1), encoding="utf-8")
    db = folder / "examples.db"
    with Catalogue(str(db)) as catalogue:
        assert all(new for _, new in store_all(code_all([*(str(ROOT / e) for e in EXAMPLES), str(planned)]), catalogue))
        assert all(new for _, new in store_all(_close(), catalogue))
        assert catalogue.near_pairs()
        for name, password in USERS.items():
            set_user(catalogue, name, password)
    return db


def _close() -> Iterator[Coding]:
    """Accounts whose likeness is near the threshold."""
    for ident, day in (("p1", 2), ("p2", 3), ("p3", 4), ("p4", 9)):
        facts = [("participant", "CL", "Chile"), ("participant", "PE", "Peru"), ("start", f"2020-05-0{day}", f"{day} May 2020")]
        published = f"2020-05-0{day}"
        yield coded(ident, f"Ships of Chile and Peru train together on {day} May 2020.", *facts, published=published, publisher=ident)


@pytest.fixture(scope="session")
def reader(examples_db: Path) -> Iterator[Server]:
    """A server of the examples that nobody writes to."""
    with serving(examples_db) as server:
        yield server


@pytest.fixture
def serve(examples_db: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers with a copy of the examples, or another catalogue, for tests that write."""
    with ExitStack() as stack:

        def start(db: Path | None = None, **settings: Any) -> Server:
            if db is None:
                db = Path(shutil.copy(examples_db, tmp_path / "own.db"))
            return stack.enter_context(serving(db, **settings))

        yield start


@dataclass
class Watch:
    """What pages did that they must not do."""

    complaints: list[str]

    def forget(self, words: str) -> None:
        """Lets complaints pass that the test expects, and requires that there were some."""
        kept = [c for c in self.complaints if words not in c]
        assert len(kept) < len(self.complaints), f"no complaint has {words!r}: {self.complaints}"
        self.complaints[:] = kept


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fails the test where a page complained, ran a script of a report, or asked another machine for something."""
    made = Watch([])
    yield made
    assert made.complaints == []


@pytest.fixture
def browse(chromium: Any, watch: Watch) -> Iterator[Callable[..., Any]]:
    """Opens pages in contexts of their own: `browse(server, width=390, scheme="dark", who="ada")`."""
    contexts = []

    def open_page(server: Server, *, width: int = 1280, scheme: str = "light", who: str | None = None, scripts: bool = True) -> Any:
        size = {"width": width, "height": 900 if width > 640 else 844}
        context = chromium.new_context(
            base_url=server.address,
            viewport=size,
            color_scheme=scheme,
            java_script_enabled=scripts,
            has_touch=width < 640,
            accept_downloads=True,
        )
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        page = context.new_page()
        own = urlsplit(server.address).netloc
        page.on("console", lambda m: watch.complaints.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: watch.complaints.append(f"error: {e}"))
        page.on("dialog", lambda d: (watch.complaints.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: watch.complaints.append(f"request: {r.url}") if not _stays(r.url, own) else None)
        if who:
            _sign_in(page, who)
        return page

    yield open_page
    for context in contexts:
        context.close()


def _stays(url: str, own: str) -> bool:
    parts = urlsplit(url)
    return parts.scheme in ("data", "blob") or parts.netloc == own


@pytest.fixture(scope="session")
def sign_in() -> Callable[..., None]:
    """Signs a user in by the form: `sign_in(page, "ada")`."""
    return _sign_in


def _sign_in(page: Any, who: str) -> None:
    page.goto("/login")
    page.get_by_label("Name").fill(who)
    page.get_by_label("Password").fill(USERS[who])
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


@pytest.fixture
def shoot(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Any, str], Path]:
    """Takes a picture of a whole page."""
    folder = Path(os.environ.get("VEDETTE_SCREENSHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(page: Any, name: str) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=True, animations="disabled")
        return path

    return take
