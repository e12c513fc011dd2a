"""Review in the browser: by keys, with words marked, by two curators at once, undone, and told of afterwards."""

import re
from collections.abc import Callable
from typing import Any

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="The browser tests need the package playwright.").expect
Browse = Callable[..., Any]
Serve = Callable[..., Any]


def _people_of_zapad(page: Any) -> None:
    """Opens a question on the people of an exercise."""
    page.goto("/review")
    page.locator(".queue a", has_text="personnel").first.click()
    page.wait_for_url("**claim=*")


def test_two_curators_at_once_lose_nothing(serve: Serve, browse: Browse, watch: Any, shoot: Callable[..., Any]) -> None:
    server = serve()
    ada, bob = browse(server, who="ada"), browse(server, who="bob", width=390, scheme="dark")
    _people_of_zapad(ada)
    bob.goto(ada.url)
    ada.get_by_label("Why").fill("the ministry's own figure")
    ada.get_by_role("button", name="Accept").click()
    assert "Judgement 1 is on record." in ada.get_by_role("status").inner_text()

    bob.get_by_label("Why").fill("of another exercise")
    bob.get_by_role("button", name="Reject").click()
    told = bob.get_by_role("alert").inner_text()
    assert "Somebody was quicker" in told
    assert "ada accepted it" in told
    assert "the ministry's own figure" in told
    shoot(bob, "review-changed")
    watch.forget("409")
    assert [j.who for j in server.catalogue.judgements()] == ["ada"]
    assert bob.get_by_label("Why").input_value() == "of another exercise"
    bob.get_by_role("button", name="Reject").click()
    assert "Judgement 2 is on record." in bob.get_by_role("status").inner_text()
    assert [(j.who, j.kind) for j in server.catalogue.judgements()] == [("ada", "accept"), ("bob", "reject")]

    ada.get_by_role("button", name="Undo").first.click()
    assert "Judgement 1 is withdrawn" in ada.get_by_role("status").inner_text()
    assert "bob rejected it" in ada.locator(".question").inner_text()
    ada.get_by_role("link", name="its history").click()
    history = ada.locator("table").inner_text()
    assert "withdrawn by ada" in history
    assert "of another exercise" in history
    assert server.catalogue.check() == []


def test_answers_by_key(serve: Serve, browse: Browse) -> None:
    server = serve()
    page = browse(server, who="ada")
    _people_of_zapad(page)
    question = page.locator("#question-title").inner_text()
    page.keyboard.press("2")
    assert page.locator("[data-number='2']").is_checked()
    page.keyboard.press("a")
    page.wait_for_url("**done=1*")
    (made,) = server.catalogue.judgements()
    assert (made.kind, made.who) == ("accept", "ada")
    page.keyboard.press("u")
    page.wait_for_url("**undone=1*")
    assert page.locator("#question-title").inner_text() == question
    page.keyboard.press("k")
    expect(page.locator("#question-title")).not_to_have_text(question)
    page.keyboard.press("r")
    page.wait_for_url("**done=3*")
    assert [j.kind for j in server.catalogue.judgements()] == ["reject"]


def test_letters_typed_into_fields_are_no_answers(serve: Serve, browse: Browse) -> None:
    server = serve()
    page = browse(server, who="ada")
    page.goto("/review")
    page.get_by_label("Why").press_sequentially("arks")
    assert page.get_by_label("Why").input_value() == "arks"
    assert server.catalogue.judgements() == []


def test_a_value_is_corrected_with_words_marked_by_key(serve: Serve, browse: Browse, shoot: Callable[..., Any]) -> None:
    server = serve()
    claim = next(c for a in server.catalogue.accounts(report="862a9e66b09c") for c in a.claims if c.property == "place")
    page = browse(server, who="ada")
    page.goto(f"/review?claim={claim.id}")
    page.keyboard.press("c")
    for _ in range(60):
        page.keyboard.press("ArrowLeft")
        if "NOVGOROD" in page.locator("[data-marked]").inner_text():
            break
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    assert "“NIZHNY NOVGOROD”" in page.locator("[data-marked]").inner_text()
    expect(page.get_by_label("name", exact=True)).to_have_value(re.compile("nizh", re.IGNORECASE))
    shoot(page, "review-correcting")
    page.get_by_label("Why").fill("where the troops marched from")
    page.get_by_role("button", name="Set this value").click()
    page.wait_for_url("**done=*")
    (made,) = server.catalogue.judgements()
    assert made.kind == "correct"
    assert made.value["country"] == "RU"
    assert made.evidence["marked"]["quote"] == "NIZHNY NOVGOROD"
    report = server.catalogue.report("862a9e66b09c")
    assert report.text[made.evidence["marked"]["start"] : made.evidence["marked"]["end"]] == "NIZHNY NOVGOROD"
    places = [p["name"] for e in server.catalogue.records(server.catalogue.exercises()) for p in e["places"]]
    assert made.value["name"] in places


def test_a_value_is_corrected_with_words_marked_by_mouse(serve: Serve, browse: Browse, watch: Any) -> None:
    server = serve()
    claim = next(c for a in server.catalogue.accounts(report="862a9e66b09c") for c in a.claims if c.property == "personnel")
    page = browse(server, who="ada")
    page.goto(f"/review?claim={claim.id}")
    page.locator("[data-correct] summary").click()
    words = page.locator("[data-words] p", has_text="Altogether")
    words.scroll_into_view_if_needed()
    box = words.evaluate(
        """p => { const r = document.createRange(); const w = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
        for (let n = w.nextNode(); n; n = w.nextNode()) { const at = n.data.indexOf("760 pieces"); if (at >= 0) {
          r.setStart(n, at); r.setEnd(n, at + 10);
          const b = r.getBoundingClientRect();
          return [b.left, b.top + b.height / 2, b.right];
        } } }"""
    )
    page.mouse.move(box[0] + 1, box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[1], steps=4)
    page.mouse.up()
    assert "760 pieces" in page.locator("[data-marked]").inner_text()
    page.get_by_label("low", exact=True).fill("many")
    page.get_by_role("button", name="Set this value").click()
    assert "is no number" in page.get_by_role("alert").inner_text()
    watch.forget("422")
    assert page.get_by_label("low", exact=True).input_value() == "many"
    page.get_by_label("low", exact=True).fill("150,000")
    page.get_by_label("high", exact=True).fill("200000")
    page.get_by_label("party", exact=True).fill("Russia")
    page.get_by_label("Source").fill("the ministry's notice")
    page.get_by_role("button", name="Set this value").click()
    page.wait_for_url("**done=*")
    (made,) = server.catalogue.judgements()
    assert made.value == {"low": 150_000, "high": 200_000, "party": "RU"}
    assert made.source == "the ministry's notice"
    assert made.evidence["marked"]["quote"].startswith("760 piece")


def test_two_accounts_are_told_apart_with_the_reasons_before_ones_eyes(serve: Serve, browse: Browse) -> None:
    server = serve()
    one, other, _ = server.catalogue.near_pairs()[0]
    page = browse(server, who="ada")
    page.goto(f"/review?accounts={one},{other}")
    assert page.locator(".side").count() == 2
    assert page.locator(".reasons li").count() >= 1
    together = "one exercise" in page.locator(".question header .count").inner_text()
    page.keyboard.press("n" if together else "s")
    page.wait_for_url("**done=*")
    home = {a: e for e, accounts in server.catalogue.exercises().items() for a in accounts}
    assert (home[one] == home[other]) != together
    page.goto("/review/history")
    assert ("two exercises" if together else "one exercise") in page.locator("table").inner_text()


def test_a_whole_report_is_gone_through(serve: Serve, browse: Browse) -> None:
    server = serve()
    page = browse(server, who="ada")
    page.goto("/reports/862a9e66b09c")
    page.get_by_role("link", name="Review its claims").click()
    page.wait_for_url("**report=862a9e66b09c")
    left = page.locator(".queue li").count()
    for number in (1, 2):
        page.keyboard.press("a")
        page.wait_for_url(f"**report=862a9e66b09c&done={number}")
    assert page.locator(".queue li").count() == left - 2
    page.get_by_role("link", name="History of judgements").click()
    assert page.locator("tbody tr").count() == 2
