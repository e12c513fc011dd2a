"""What people do with the web app, from the first page to the sentence behind a number, and from a pasted text to a stored report."""

import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from support import ROOT
from vedette.store import Filters

expect = pytest.importorskip("playwright.sync_api", reason="The browser tests need the package playwright.").expect
Browse = Callable[..., Any]
TEXT = """Armies of Chile and Peru end Andes Bridge

LIMA, 12 May 2022 - The armies of Chile and Peru ended the joint exercise Andes Bridge 2022 near Arequipa on Wednesday, the defence
ministry in Lima said. Some 1,400 soldiers took part in the drill, which had begun on 2 May.
"""


def test_from_a_search_to_the_sentence_behind_a_number(reader: Any, browse: Browse) -> None:
    page = browse(reader)
    page.goto("/")
    page.locator("#q").press_sequentially("Zapad 2021", delay=10)
    page.wait_for_url(re.compile("q=Zapad"))
    page.locator("#found a[href^='/exercises/']", has_text="Zapad 2021").first.click()
    page.wait_for_url("**/exercises/*")
    assert "Zapad 2021" in page.locator("h1").inner_text()
    chip = page.locator(".src").filter(has=page.locator(".pop .words", has_text="200,000")).first
    chip.scroll_into_view_if_needed()
    chip.locator("a").first.focus()
    expect(chip.locator(".pop")).to_be_visible()
    chip.locator("a").first.click()
    page.wait_for_url("**/reports/*#claim-*")
    words = page.locator("mark.current").first
    words.wait_for()
    assert "200,000" in words.inner_text()
    assert words.evaluate("e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight; }")


def test_a_search_can_be_shared_and_gone_back_from(reader: Any, browse: Browse) -> None:
    page = browse(reader)
    page.goto("/?participant=RU&status=completed")
    shared = page.locator("#found").inner_text()
    other = browse(reader)
    other.goto(page.url)
    assert other.locator("#found").inner_text() == shared
    page.locator("#found a[href^='/exercises/']").first.click()
    page.wait_for_url("**/exercises/*")
    page.go_back()
    page.wait_for_url("**/?participant=RU*")
    assert page.locator("#found").inner_text() == shared


def test_claims_are_gone_through_by_key_and_kinds_switched_off(reader: Any, browse: Browse) -> None:
    page = browse(reader)
    page.goto("/reports/862a9e66b09c")
    page.keyboard.press("n")
    first = page.locator("mark.current").first.inner_text()
    page.keyboard.press("n")
    assert page.locator("mark.current").first.inner_text() != first
    assert "#claim-" in page.url
    page.keyboard.press("p")
    assert page.locator("mark.current").first.inner_text() == first
    assert first in page.locator("[role=status]").last.inner_text()
    background = "e => getComputedStyle(e).backgroundColor"
    place = page.locator("mark.where").first
    marked = place.evaluate(background)
    page.get_by_role("checkbox", name="where").uncheck()
    assert place.evaluate(background) != marked
    assert "hide=where" in page.url
    page.reload()
    assert place.evaluate(background) != marked
    page.get_by_role("checkbox", name="where").check()
    assert "hide" not in page.url


def test_a_claim_that_no_address_can_name_is_passed_over(reader: Any, browse: Browse, watch: Any) -> None:
    """`%` alone is no character of an address: the page's scripts go on all the same, and `watch` sees that none complained."""
    page = browse(reader)
    page.goto("/reports/862a9e66b09c#claim-%")
    page.keyboard.press("n")
    page.locator("mark.current").first.wait_for()


def test_a_row_of_the_record_leads_to_its_words_and_back(reader: Any, browse: Browse) -> None:
    page = browse(reader, width=390)
    page.goto("/reports/862a9e66b09c")
    page.locator(".read-record a.claim.count").first.click()
    words = page.locator("mark.current").first
    assert "200,000" in words.inner_text()
    assert words.evaluate("e => { const r = e.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight; }")
    page.locator("mark.where").first.click()
    assert page.locator(".read-record a.current").first.get_attribute("data-claim") in page.url
    assert page.locator(".bare", has_text="back at their bases").count() == 1
    assert page.locator(".unread", has_text="Read also").count() == 1


def test_a_pasted_text_is_coded_and_stored_when_asked(serve: Callable[..., Any], browse: Browse, shoot: Callable[..., Any]) -> None:
    server = serve()
    before = server.catalogue.count()
    page = browse(server, who="ada")
    page.goto("/code")
    page.get_by_label("Text of a report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.locator(".reading").wait_for()
    shoot(page, "coded")
    assert "Andes Bridge 2022" in page.locator(".read-record").inner_text()
    assert page.locator("mark.count").first.inner_text() == "Some 1,400 soldiers"
    assert server.catalogue.count() == before
    page.get_by_role("button", name="Store it").click()
    page.wait_for_url("**/reports/*")
    assert server.catalogue.count()["report"] == before["report"] + 1
    assert server.catalogue.check() == []
    page.goto("/?q=Andes+Bridge")
    page.locator("#found").get_by_role("link", name=re.compile("Andes Bridge 2022")).first.click()
    assert "Andes Bridge 2022" in page.locator("h1").inner_text()
    page.goto("/code")
    page.get_by_label("Text of a report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    assert page.get_by_text("This report is in the catalogue.").is_visible()


def test_a_file_is_coded_as_the_report_that_it_is(reader: Any, browse: Browse, tmp_path: Path, watch: Any) -> None:
    page = browse(reader, width=390, scheme="dark")
    page.goto("/code")
    page.get_by_label("Or a file").set_input_files(ROOT / "examples" / "malabar-2020-a.html")
    page.get_by_role("button", name="Read it").click()
    assert page.get_by_text("This report is in the catalogue.").is_visible()
    many = tmp_path / "many.jsonl"
    many.write_text('{"text": "x"}\n' * 2)
    page.goto("/code")
    page.get_by_label("Or a file").set_input_files(many)
    page.get_by_role("button", name="Read it").click()
    assert "one is coded at a time" in page.get_by_role("alert").inner_text()
    watch.forget("422")


def test_a_file_can_be_dropped_anywhere(reader: Any, browse: Browse) -> None:
    page = browse(reader)
    page.goto("/code")
    page.evaluate(
        """(text) => {
          const carried = new DataTransfer();
          carried.items.add(new File([text], "andes.txt", { type: "text/plain" }));
          document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
        }""",
        TEXT,
    )
    page.locator(".reading").wait_for()
    assert "Andes Bridge 2022" in page.locator(".read-record").inner_text()
    assert page.get_by_role("link", name="Sign in").count() == 2  # whoever has not signed in is told how to store


def test_addresses_of_this_machine_are_not_fetched(reader: Any, browse: Browse, watch: Any) -> None:
    page = browse(reader)
    page.goto("/code")
    page.get_by_label("Or an address").fill(f"{reader.address}/about")
    page.get_by_role("button", name="Read it").click()
    assert "is not read" in page.get_by_role("alert").inner_text()
    page.get_by_label("Or an address").fill("")
    page.get_by_role("button", name="Read it").click()
    assert "Paste a text" in page.get_by_role("alert").inner_text()
    watch.forget("422")


@pytest.fixture
def publisher() -> Iterator[tuple[str, list[str]]]:
    """A site with one page: its address, and the paths that it was asked for."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200 if self.path == "/andes" else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<html><body><article><p>{TEXT}</p></article></body></html>".encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    site = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=site.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{site.server_port}/andes", asked
    site.shutdown()
    thread.join()
    site.server_close()


def test_a_report_given_as_an_address_is_fetched_coded_and_stored(
    serve: Callable[..., Any], browse: Browse, publisher: tuple[str, list[str]], shoot: Callable[..., Any]
) -> None:
    address, asked = publisher
    server = serve(allow_private=True)
    page = browse(server, who="ada")
    page.goto("/code")
    page.get_by_label("Or an address").fill(address)
    page.get_by_role("button", name="Read it").click()
    page.locator(".reading").wait_for()
    assert asked == ["/robots.txt", "/andes"]
    assert "Andes Bridge 2022" in page.locator(".read-record").inner_text()
    assert page.get_by_role("link", name=address).is_visible()
    shoot(page, "coded-from-address")
    page.get_by_role("button", name="Store it").click()
    page.wait_for_url("**/reports/*")
    report = server.catalogue.report(page.url.rpartition("/")[2])
    assert (report.url, report.name) == (address, address)
    assert asked == ["/robots.txt", "/andes"]  # what is stored is what was shown, not fetched again


def test_signing_in_and_out(reader: Any, browse: Browse, sign_in: Callable[..., None], watch: Any) -> None:
    page = browse(reader)
    page.goto("/review")
    page.get_by_role("main").get_by_role("link", name="Sign in").click()
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert "wrong" in page.get_by_role("alert").inner_text()
    watch.forget("401")
    sign_in(page, "ada")
    page.goto("/review")
    assert page.get_by_role("button", name="Sign out").is_visible()
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in").first.is_visible()
    page.goto("/review")
    assert page.get_by_role("button", name="Accept").count() == 0


def test_nothing_can_be_written_where_the_server_is_read_only(serve: Callable[..., Any], browse: Browse) -> None:
    page = browse(serve(read_only=True))
    page.goto("/review")
    assert page.get_by_text("This server is read-only.").is_visible()
    page.goto("/code")
    page.get_by_label("Text of a report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    assert page.get_by_text("This server is read-only.").is_visible()
    assert page.get_by_role("link", name="Sign in").count() == 0


def test_the_calendar_goes_through_months_and_gives_its_feed(reader: Any, browse: Browse) -> None:
    page = browse(reader)
    page.goto("/calendar?q=Zapad")
    assert page.get_by_role("heading", level=2, name=re.compile("September 2021")).is_visible()
    page.get_by_role("link", name="The month before that has exercises").click()
    assert "August 2021" in page.locator("#month-title").inner_text()
    page.locator(".bars a").first.click()
    page.wait_for_url("**/exercises/*")
    page.goto("/calendar")
    assert "Kenso Shield" in page.locator(".ahead").inner_text()
    page.goto("/calendar?q=Zapad&month=2021-08")
    feed = page.get_by_label("Address of the feed").input_value()
    answer = page.request.get(feed)
    assert answer.status == 200
    assert "text/calendar" in answer.headers["content-type"]
    assert answer.text().count("BEGIN:VEVENT") == len(reader.catalogue.find(Filters(text="Zapad", since="2018-01-01", until="2023-01-01")))


def test_everything_can_be_taken_from_the_page_about_the_data(reader: Any, browse: Browse) -> None:
    page = browse(reader)
    page.goto("/about")
    links = [a.get_attribute("href") for a in page.locator("#downloads + * a[download]").all()]
    assert len(links) > 5
    for link in links:
        answer = page.request.get(link)
        assert (answer.status, len(answer.body()) > 0) == (200, True), link


def test_pages_work_without_scripts(serve: Callable[..., Any], browse: Browse) -> None:
    server = serve()
    page = browse(server, scripts=False, who="ada")
    page.goto("/?q=Malabar")
    page.locator("#found").get_by_role("link", name=re.compile("Malabar 2020")).first.click()
    assert "Malabar 2020" in page.locator("h1").inner_text()
    page.goto("/review")
    page.get_by_role("button", name="Accept").click()
    assert "on record" in page.get_by_role("status").inner_text()
    page.get_by_role("button", name="Undo").first.click()
    assert "withdrawn" in page.get_by_role("status").inner_text()
    assert [j.kind for j in server.catalogue.judgements(holding=False)] == ["accept", "withdraw"]
    page.goto("/code")
    page.get_by_label("Text of a report").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Store it").click()
    assert "/reports/" in page.url
