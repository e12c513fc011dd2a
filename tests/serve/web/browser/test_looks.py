"""Every page, wide and narrow, light and dark: it fits, is told apart by its title, axe has nothing serious to say, and nothing moves."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pytest

from vedette.store import Catalogue, Filters

WIDTHS = (1280, 390)
SCHEMES = ("light", "dark")
AXED = ((1280, "light"), (390, "dark"))
"""Where axe looks: both widths and both sets of colours, once each."""
SERIOUS = ("serious", "critical")
SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value; })
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 120);
})"""


def _exercise(catalogue: Catalogue, name: str) -> str:
    return next(r["id"] for r in catalogue.records(catalogue.find(Filters(text=name))) if r["name"] == name)


def _pair(catalogue: Catalogue) -> str:
    one, other, _ = catalogue.near_pairs()[0]
    return f"/review?accounts={one},{other}"


PAGES: Mapping[str, Callable[[Catalogue], str]] = {
    "exercises": lambda _: "/",
    "exercises-found": lambda _: "/?q=troops&participant=RU",
    "exercises-none": lambda _: "/?q=nothingofthekind",
    "exercise": lambda c: f"/exercises/{_exercise(c, 'Zapad 2021')}",
    "report": lambda _: "/reports/862a9e66b09c",
    "code": lambda _: "/code",
    "country": lambda _: "/countries/RU",
    "pair": lambda _: "/pairs/RU/CN",
    "calendar": lambda _: "/calendar?month=2021-09",
    "calendar-none": lambda _: "/calendar?month=1999-01",
    "review": lambda _: "/review",
    "review-pair": _pair,
    "history": lambda _: "/review/history",
    "about": lambda _: "/about",
    "login": lambda _: "/login",
    "missing": lambda _: "/reports/zzzz",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_looks_well(name: str, reader: Any, browse: Callable[..., Any], shoot: Callable[..., Any], watch: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    address = PAGES[name](reader.catalogue)
    for width in WIDTHS:
        page = browse(reader, width=width)
        answer = page.goto(address, wait_until="load")
        assert answer.status == (404 if name == "missing" else 200)
        assert page.evaluate(SHIFTS) < 0.05, f"{name} at {width} moves while it loads"
        assert page.locator("h1").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} is wider than {width}"
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            shoot(page, f"{name}-{width}-{scheme}")
            if (width, scheme) in AXED:
                found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
                assert [f"{v['id']}: {n['html'][:200]}" for v in found if v["impact"] in SERIOUS for n in v["nodes"]] == []
        page.context.close()
    if name == "missing":
        watch.forget("404")


def test_titles_tell_pages_apart(reader: Any, browse: Callable[..., Any], watch: Any) -> None:
    page = browse(reader)
    titles = {}
    for name in ("exercises", "exercise", "report", "code", "country", "pair", "calendar", "review", "history", "about", "login"):
        page.goto(PAGES[name](reader.catalogue))
        titles[name] = page.title()
    assert len(set(titles.values())) == len(titles)
    assert all(t.endswith("Vedette") for t in titles.values())


@pytest.mark.parametrize(("name", "most"), [("exercises", 400_000), ("exercise", 400_000), ("country", 400_000), ("pair", 400_000)])
def test_scripts_of_pages_with_maps_are_light(name: str, most: int, reader: Any, browse: Callable[..., Any]) -> None:
    assert _script_bytes(browse(reader), PAGES[name](reader.catalogue)) < most


@pytest.mark.parametrize("name", ["report", "code", "calendar", "review", "about", "login"])
def test_scripts_of_pages_without_map_are_lighter_still(name: str, reader: Any, browse: Callable[..., Any]) -> None:
    assert 0 < _script_bytes(browse(reader), PAGES[name](reader.catalogue)) < 60_000


def _script_bytes(page: Any, address: str) -> int:
    """Bytes of the scripts of a page as they come over the wire."""
    asked: list[Any] = []
    page.on("requestfinished", lambda request: asked.append(request) if request.resource_type == "script" else None)
    page.goto(address, wait_until="networkidle")
    return sum(request.sizes()["responseBodySize"] for request in asked)


@pytest.mark.parametrize("name", ["report", "review", "calendar", "code"])
def test_the_keyboard_reaches_everything_and_is_seen(name: str, reader: Any, browse: Callable[..., Any]) -> None:
    page = browse(reader)
    page.goto(PAGES[name](reader.catalogue))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = partial(page.evaluate, "getComputedStyle(document.activeElement).outlineStyle")
    for _ in range(5):
        page.keyboard.press("Tab")
        assert seen() != "none", page.evaluate("document.activeElement.outerHTML")[:200]
