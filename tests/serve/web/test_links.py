"""Every link of every page leads somewhere; what the page about the API tells is what the API is."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from made import kenso, kenso_later
from serving import client, serving
from vedette.pipeline import store_all
from vedette.store import Catalogue

HREF = re.compile(r'\b(?:href|src)="(/[^"#]*)')
MOST = 400
"""Addresses that are tried; a catalogue of two reports has fewer."""


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[httpx.Client]:
    path = str(tmp_path / "links.db")
    with Catalogue(path) as catalogue:
        list(store_all([kenso(), kenso_later(), kenso("r3", 2020)], catalogue))
    with serving(path, rate=0, burst=10_000) as address, client(address, headers={"Accept": "text/html"}, follow_redirects=True) as made:
        yield made


def test_every_link_leads_somewhere(asking: httpx.Client) -> None:
    tried: dict[str, str] = {"/": ""}
    ahead = ["/"]
    while ahead and len(tried) < MOST:
        address = ahead.pop()
        answer = asking.get(address)
        assert answer.status_code in (200, 501), f"{address}, from {tried[address]}, answers {answer.status_code}"
        is_page = answer.headers["content-type"].startswith("text/html")
        # of searches one step is gone: each has links to many more
        for link in map(unescape, HREF.findall(answer.text) if is_page and (address == "/" or "?" not in address) else ()):
            if link not in tried:
                tried[link] = address
                ahead.append(link)
    assert {"/about/api", "/api/v1/openapi.json", "/calendar", "/review"} <= tried.keys()


def test_the_page_about_the_api_tells_all_of_it(asking: httpx.Client) -> None:
    page = unescape(asking.get("/about/api").text)
    for path, operations in asking.get("/api/v1/openapi.json").json()["paths"].items():
        for method, told in operations.items():
            assert re.search(rf"<b>{method.upper()}</b>[^\n]*<code>{re.escape(path)}</code>", page)
            assert told["summary"] in page
            assert all(f"<code>{p['name']}</code>" in page for p in told.get("parameters", ()))
