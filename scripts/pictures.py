"""Takes the pictures of the documentation from the program itself, on the reports of `examples/`.

python scripts/pictures.py      writes docs/images/*.png and *.svg; needs Chromium (playwright install chromium) and the web app's bundle
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

import vedette

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
WIDTH, HEIGHT = 1100, 760
"""Pixels of a picture: as wide as the text of a page of the site, twice over."""
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser")
PAGES = {"web-exercises": "/", "web-exercise": "/exercises/{exercise}", "web-report": "/reports/{report}"}
"""Picture → page of the web app."""


def main() -> None:
    """Takes all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "demo.db")
        with vedette.Catalogue(path, create=True) as catalogue:
            assert list(catalogue.ingest(ROOT / "examples"))
            (found,) = catalogue.exercises("Vostok 2018")
            names = {"exercise": found.id, "report": found.reports[0]}
            shown = {"notebook-report": vedette.code(ROOT / "examples/malabar-2020-b.txt"), "notebook-card": catalogue.exercise(found.id)}
            notebook = {name: thing._repr_html_() for name, thing in shown.items()}
        vedette_command = str(Path(sys.executable).with_name("vedette"))
        plot = ["timeline", "--db", path, "--plot", str(IMAGES / "timeline.svg")]
        subprocess.run([vedette_command, *plot], check=True, stdout=subprocess.DEVNULL)
        with browser() as page:
            for name, html in notebook.items():
                page.set_content(f'<body style="font: 15px/1.5 system-ui, sans-serif; margin: 1.5rem">{html}</body>')
                page.screenshot(path=IMAGES / f"{name}.png")
            server = subprocess.Popen([vedette_command, "serve", "--db", path, "--port", "0"], stderr=subprocess.PIPE, text=True)
            try:
                assert server.stderr is not None
                address = server.stderr.readline().split(" is at ")[1].split()[0].rstrip("/")
                wait_for(f"{address}/healthz")
                for name, place in PAGES.items():
                    page.goto(address + place.format(**names))
                    page.wait_for_load_state("networkidle")
                    page.wait_for_timeout(1500)  # maps and plots draw themselves after the page has come
                    page.screenshot(path=IMAGES / f"{name}.png")
            finally:
                server.terminate()
                server.wait()


def wait_for(address: str) -> None:
    """Waits until a server answers; raises OSError if it does not within 20 seconds."""
    for left in reversed(range(100)):
        try:
            with urlopen(address):
                return
        except OSError:
            if not left:
                raise
            sleep(0.2)


@contextmanager
def browser() -> Iterator[Page]:
    """A page of a browser without a window: Playwright's Chromium, or the system's."""
    installed = next((p for p in CHROMIUM if Path(p).exists()), None)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path).exists()
        chromium = playwright.chromium.launch(executable_path=None if own else installed, args=["--no-sandbox"])
        yield chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        chromium.close()


if __name__ == "__main__":
    main()
