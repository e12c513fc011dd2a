"""The page of exercises in the browser: search, facets, map, timeline and list filter one another, by mouse, keys and without scripts."""

import re
from collections.abc import Callable
from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="The browser tests need the package playwright.").expect
Browse = Callable[..., Any]
BUDGET_MS = 50.0
"""Most milliseconds that half of the frames may take to draw, on any machine; measured are 1 to 3 with 20,000 exercises."""


def opened(page: Any, address: str = "/") -> Any:
    page.goto(address)
    page.locator("#explore[data-ready]").wait_for()
    return page


def count(page: Any) -> int:
    return int(page.locator("#found").get_attribute("data-count"))


def test_typing_keeps_the_place_and_facets_add_to_it(reader: Any, browse: Browse) -> None:
    page = opened(browse(reader))
    page.locator("#q").press_sequentially("zapad", delay=20)
    page.wait_for_url("**/?q=zapad")
    expect(page.locator("#said")).to_contain_text(re.compile(r"\d+ of \d+ exercises"))
    found = count(page)
    assert page.evaluate("document.activeElement.id") == "q"
    page.locator("#f-status-completed").click()
    page.wait_for_url("**/?q=zapad&status=completed")
    assert 0 < count(page) < found
    assert page.evaluate("document.activeElement.id") == "f-status-completed"
    page.go_back()
    page.wait_for_url("**/?q=zapad")
    expect(page.locator("#found")).to_have_attribute("data-count", str(found))
    expect(page.locator("#q")).to_have_value("zapad")


def test_the_timeline_filters_by_keyboard_and_mouse(reader: Any, browse: Browse) -> None:
    page = opened(browse(reader))
    everything = count(page)
    timeline = page.locator("#timeline")
    timeline.focus()
    for key in ("ArrowLeft", "ArrowLeft", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url(re.compile(r"\?from=\d{4}-01-01&to=\d{4}-12-31"))
    expect(page.locator(".chosen")).to_contain_text("from")
    assert count(page) < everything
    page.keyboard.press("Escape")
    page.wait_for_url(re.compile("/$"))
    expect(page.locator("#found")).to_have_attribute("data-count", str(everything))
    box = timeline.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.95, box["y"] + 30, steps=4)
    page.mouse.up()
    page.wait_for_url(re.compile("from="))


def test_the_map_tells_what_is_where_and_filters(reader: Any, browse: Browse) -> None:
    page = opened(browse(reader))
    everything = count(page)
    page.locator("#map").focus()
    for key in ("+", "+", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#near a").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#near")).to_be_hidden()
    expect(page.locator("#map")).to_be_focused()
    page.get_by_label("Only what is in view").check()
    page.wait_for_url(re.compile("bbox="))
    expect(page.locator(".chosen")).to_contain_text("the part in view")
    assert count(page) < everything
    frames = page.evaluate("frameTimes()")
    assert sorted(frames["map"])[len(frames["map"]) // 2] < BUDGET_MS


def test_an_answer_that_is_none_takes_nothing_away(reader: Any, browse: Browse, watch: Any) -> None:
    page = opened(browse(reader))
    rows = page.locator("table.list tbody tr").count()
    page.route("**/?q=*", lambda route: route.fulfill(status=500, body="<h1>Broken</h1>", content_type="text/html"))
    page.locator("#q").fill("malabar")
    expect(page.get_by_role("alert")).to_contain_text("could not answer")
    assert page.locator("table.list tbody tr").count() == rows
    page.unroute("**/?q=*")
    page.locator("#q").fill("malabar 2020")
    expect(page.get_by_role("alert")).to_be_hidden()
    watch.forget("500")


def test_filters_fold_away_on_a_phone(reader: Any, browse: Browse) -> None:
    page = opened(browse(reader, width=390))
    expect(page.locator("#facets")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    page.locator("#f-participant-RU").click()
    page.wait_for_url("**/?participant=RU")
    expect(page.locator("#facets")).to_be_visible()
    expect(page.locator(".chosen")).to_contain_text("Russia")


def test_everything_but_the_map_works_without_scripts(reader: Any, browse: Browse) -> None:
    page = browse(reader, scripts=False)
    page.goto("/")
    page.locator("#q").fill("zapad")
    page.get_by_role("button", name="Search").click()
    assert "q=zapad" in page.url
    page.locator("#f-status-completed").click()
    assert page.url.endswith("/?q=zapad&status=completed")
    page.locator("#found").get_by_label("From", exact=True).fill("2021")
    page.get_by_role("button", name="Apply").click()
    assert "from=2021" in page.url
    assert "status=completed" in page.url
    page.locator("a.name").first.click()
    assert "/exercises/" in page.url
    assert page.locator(".src").count() > 10


def test_the_chosen_colours_stay(reader: Any, browse: Browse) -> None:
    page = opened(browse(reader, scheme="light"))
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto("/about")
    assert page.evaluate(ground) == dark
    expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
