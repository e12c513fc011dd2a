"""Pages of exercises, states and pairs without a browser: what is asked for is what is shown and what is downloaded, and why it holds."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
from lxml import html
from starlette.datastructures import QueryParams

from css import css
from made import coded, kenso, kenso_later
from serving import client, serving
from vedette import review
from vedette.model import Claim, Coding, Span
from vedette.pipeline import store_all
from vedette.serve.web import asking, view
from vedette.serve.web.headcounts import headcounts
from vedette.serve.web.index import index_of
from vedette.serve.web.network import layout
from vedette.serve.web.sets import places
from vedette.serve.web.sources import Sources, around
from vedette.store import Catalogue, Filters

HX = {"HX-Request": "true"}
NARVIK = {"name": "Narvik", "country": "NO", "region": "NO-18", "lat": 68.44, "lon": 17.43, "kind": "city"}


def lantern(year: int) -> Coding:
    """A report of an edition of a second invented series, with first times, speakers and background."""
    text = (
        f"Norway, Sweden and Japan will hold the naval exercise Fjord Lantern {year} near Narvik in May {year}. "
        "It is the first of its kind. More than 4,000 sailors take part. Both sides signed a pact."
    )
    made = coded(
        f"f{year}",
        text,
        ("name", f"Fjord Lantern {year}", f"Fjord Lantern {year}"),
        ("series", {"name": "Fjord Lantern", "id": None}, "Fjord Lantern"),
        ("status", "planned", "will"),
        *(("participant", code, name) for code, name in (("NO", "Norway"), ("SE", "Sweden"), ("JP", "Japan"))),
        ("place", NARVIK, "Narvik"),
        ("start", f"{year}-05", f"May {year}"),
        ("domain", "sea", "naval"),
        ("personnel", {"low": 4001, "high": None, "party": None}, "More than 4,000 sailors"),
        ("milestone", {"text": "the first of its kind", "what": "first"}, "the first of its kind"),
        published=f"{year}-01-10",
    )
    return Coding(made.report, made.accounts, (_background(made),))


def _background(made: Coding) -> Claim:
    """A background statement of a report."""
    value = {"text": "Both sides signed a pact", "what": "agreement", "modality": "asserted"}
    claim = replace(made.accounts[0].claims[0], id=f"b{made.report.id}", account=None, property="background", value=value)
    start = made.report.text.index("Both")
    return replace(claim, span=Span(start, start + 24), quote="Both sides signed a pact")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    db = str(tmp_path_factory.mktemp("pages") / "catalogue.db")
    reports = [kenso(), kenso_later(), kenso_later("r3", 2500, publisher="Top End News"), *(lantern(y) for y in range(2015, 2019))]
    unnamed = coded("u1", "Drills of Chile.", ("participant", "CL", "Chile"), ("status", "completed", "Drills"))
    with Catalogue(db) as catalogue:
        for _ in store_all([*reports, unnamed], catalogue):
            pass
    return db


@pytest.fixture(scope="module")
def catalogue(path: str) -> Iterator[Catalogue]:
    with Catalogue(path, create=False) as made:
        yield made


@pytest.fixture(scope="module")
def web(path: str) -> Iterator[httpx.Client]:
    with serving(path, rate=0) as address, client(address) as made:
        yield made


@pytest.fixture(scope="module")
def kenso_id(catalogue: Catalogue) -> str:
    return catalogue.find(Filters(text="Kenso"))[0]


def page(web: httpx.Client, address: str, **headers: str) -> Any:
    answer = web.get(address, headers=headers)
    assert answer.status_code == 200, answer.text
    return html.fromstring(answer.text)


def names(tree: Any) -> list[str]:
    return [unescape(e.text_content()) for e in css(tree, "table.list tbody th a.name")]


def texts(tree: Any, selector: str) -> list[str]:
    return [" ".join(e.text_content().split()) for e in css(tree, selector)]


# questions


@pytest.mark.parametrize(
    ("query", "again"),
    [
        ("", ""),
        ("q=++zapad++&place=", "q=zapad"),
        ("pair=RU,China", "participant=RU&participant=CN"),
        ("participant=Japan&participant=JP", "participant=JP"),
        ("year_from=2018&year_to=2021&sort=size", "year_from=2018&year_to=2021&sort=size"),
        ("from=2018-08&to=2021", "from=2018-08&to=2021"),
        ("size_min=9,000&conflict=1&reviewed=false", "size_min=9000&conflict=yes&reviewed=no"),
        ("bbox=-10,35.5,40,70&cursor=50", "bbox=-10,35.5,40,70&cursor=50"),
        ("series=Rim of the Pacific", "series=rimpac"),
    ],
)
def test_an_address_is_read_and_written_again(query: str, again: str) -> None:
    asked, wrong = asking.read(QueryParams(query))
    assert wrong == []
    assert asked.query() == again
    assert asking.read(QueryParams(again))[0] == asked


@pytest.mark.parametrize(
    "query",
    [
        *("pair=RU", "pair=RU,CN,US"),
        *("status=asleep", "domain=x", "from=yesterday", "year_from=20210", "size_min=many", "bbox=1,2,3", "bbox=0,50,10,40"),
        *("conflict=perhaps", "sort=colour", "participant=Atlantis", "cursor=-1", "year_to=٢٠٢١"),
    ],
)
def test_what_is_not_understood_is_said_and_passed_over(query: str) -> None:
    asked, wrong = asking.read(QueryParams(query))
    assert asked == asking.Asked()
    assert len(wrong) == 1


@pytest.mark.parametrize(
    "query",
    [
        *("", "q=kenso", "q=lantern", "participant=JP", "participant=JP&participant=NO", "status=planned", "domain=sea", "place=Norway"),
        *("place=Narvik", "from=2016&to=2017", "from=2019-07-09", "to=2016-05", "size_min=1000", "size_max=2000", "series=Kenso Shield"),
        *("conflict=yes", "q=lantern&participant=SE&to=2016", "participant=CL", "place=nowhere"),
    ],
)
def test_the_index_finds_what_the_catalogue_finds(query: str, catalogue: Catalogue) -> None:
    index = index_of(catalogue)
    asked, _ = asking.read(QueryParams(query))
    found = index.find(asked)
    assert sorted(index.ids[n] for n in places(found.held)) == sorted(catalogue.find(asked.filters()))
    assert index.page(asked, found, 100) == catalogue.find(asked.filters())


def test_the_index_orders_boxes_and_pages(catalogue: Catalogue) -> None:
    index = index_of(catalogue)

    def found(query: str, length: int = 100) -> list[str]:
        asked, _ = asking.read(QueryParams(query))
        return [index.rows[index.place_of[i]].name for i in index.page(asked, index.find(asked), length)]

    assert found("sort=earliest")[0] == "Fjord Lantern 2015"
    assert found("sort=name")[-1] is None
    assert found("sort=reports")[0] == "Kenso Shield 2019"
    assert found("sort=size")[0] == "Fjord Lantern 2018"
    assert found("bbox=100,-20,150,0") == ["Kenso Shield 2019"]
    assert found("bbox=100,-20,20,80&sort=earliest")[:1] == ["Fjord Lantern 2015"]  # across 180°
    assert found("bbox=-100,-20,0,0") == []
    assert found("cursor=2", 2) == found("")[2:4]
    assert found("cursor=99") == []


def test_the_index_follows_what_is_written(tmp_path: Path) -> None:
    with Catalogue(str(tmp_path / "own.db")) as catalogue:
        assert index_of(catalogue).size == 0
        assert list(store_all([kenso()], catalogue))
        index = index_of(catalogue)
        assert index.size == 1
        assert index_of(catalogue) is index
        assert not index.reviewed.any()
        claim = catalogue.accounts()[0].claims[0].id
        review.judge_claim(catalogue, "accept", claim, "ada", "read it")
        assert index_of(catalogue).reviewed.tolist() == [True]


# the page of exercises


def test_the_page_and_its_part_agree(web: httpx.Client) -> None:
    whole, part = page(web, "/?q=lantern"), page(web, "/?q=lantern", **HX)
    assert names(whole) == names(part) == [f"Fjord Lantern {y}" for y in (2018, 2017, 2016, 2015)]
    assert not css(part, "header.masthead")
    assert css(whole, "#q")[0].get("value") == "lantern"
    assert texts(whole, "#results-title") == ["4 exercises of 6"]
    assert texts(whole, ".chosen a")[0] == "words lantern ×"


def test_typing_on_is_one_step_of_the_history(web: httpx.Client) -> None:
    first = web.get("/?q=ken&participant=&from=", headers={**HX, "HX-Current-URL": "http://x/", "HX-Source": "form#ask"})
    assert first.headers["HX-Push-Url"] == "/?q=ken"
    on = web.get("/?q=kenso", headers={**HX, "HX-Current-URL": "http://x/?q=ken", "HX-Source": "form#ask"})
    assert on.headers["HX-Replace-Url"] == "/?q=kenso"
    assert web.get("/exercises?q=x", follow_redirects=False).headers["Location"] == "/?q=x"


def test_every_facet_leads_to_as_many_as_it_says(web: httpx.Client) -> None:
    links = css(page(web, "/?participant=JP"), ".choice, .facet .tag")
    assert len(links) > 10
    for link in links:
        count = int(css(link, ".count")[0].text_content().replace(",", ""))
        title = texts(page(web, link.get("href"), **HX), "#results-title")[0]
        if link.get("aria-current") is None:
            assert int(title.split()[0]) == count, link.get("href")


def test_a_chosen_value_is_taken_back_by_its_own_link(web: httpx.Client) -> None:
    chosen = css(page(web, "/?participant=JP&status=planned"), ".choice[aria-current]")
    assert sorted(a.get("href") for a in chosen) == ["/?participant=JP", "/?status=planned"]


def test_downloads_hold_what_is_shown(web: httpx.Client) -> None:
    tree = page(web, "/?q=lantern&from=2016")
    links = {e.text_content(): e.get("href") for e in css(tree, "#menu-get a")}
    assert list(links)[:5] == ["CSV", "JSON", "GeoJSON", "iCalendar", "Parquet"]
    assert list(links)[5:] == ["JSON-LD", "FollowTheMoney", "CAMEO", "PLOVER", "MME"]
    assert all(href.endswith("?q=lantern&from=2016") for href in links.values())
    assert web.get(links["CSV"]).text.count("Fjord Lantern 201") >= len(names(tree)) == 3
    found = web.get(links["JSON"]).json()
    told = found if isinstance(found, list) else found["items"]
    assert sorted(r["name"] for r in told) == sorted(names(tree))
    assert len(web.get(links["GeoJSON"]).json()["features"]) == 3
    assert web.get(links["iCalendar"]).text.count("BEGIN:VEVENT") == 3
    assert web.get(links["Parquet"]).content[:4] == b"PAR1"


def test_the_map_gets_what_the_list_has(web: httpx.Client, catalogue: Catalogue) -> None:
    found = page(web, "/?participant=AU").get_element_by_id("found")
    points = web.get(f"/exercises/points?revision={found.get('data-revision')}")
    assert "immutable" in points.headers["Cache-Control"]
    assert web.get("/exercises/points?revision=other").headers["Cache-Control"] == "no-store"
    data = points.json()
    bits = b64decode(found.get("data-bits"))
    marked = [n for n in range(data["size"]) if bits[n >> 3] >> (n & 7) & 1]
    assert len(marked) == int(found.get("data-count")) == 1
    assert [(data["lon"][k], data["lat"][k]) for k, n in enumerate(data["at"]) if n in marked] == [(13084, -1246)]
    near = page(web, f"/exercises/near?at={marked[0]},999,x&revision={data['revision']}")
    assert texts(near, "a") == ["Kenso Shield 2019"]
    assert web.get("/exercises/near?at=0&revision=old").status_code == 409


def test_states_of_the_list(web: httpx.Client, tmp_path: Path) -> None:
    assert texts(page(web, "/?q=nothingofthekind"), ".empty h3") == ["No exercise fits"]
    assert len(css(page(web, "/?status=asleep&from=x"), ".notice.warn")) == 2
    empty = str(tmp_path / "empty.db")
    Catalogue(empty).close()
    with serving(empty, rate=0) as address, client(address) as made:
        assert texts(page(made, "/"), ".empty h3") == ["The catalogue is empty"]


def test_an_unnamed_exercise_is_called_by_who_holds_it(web: httpx.Client) -> None:
    assert names(page(web, "/?participant=CL")) == ["Unnamed exercise of Chile"]


# the page of an exercise


def test_every_value_has_its_source(web: httpx.Client, kenso_id: str, catalogue: Catalogue) -> None:
    tree = page(web, f"/exercises/{kenso_id}")
    claims = {c.id: c for a in catalogue.accounts(exercise=kenso_id) for c in a.claims}
    links = [a.get("href") for a in css(tree, ".src > a")]
    seen = {re.fullmatch(r"/reports/(\w+)#claim-(\w+)", href).groups() for href in links}  # type: ignore[union-attr]
    assert {c for _, c in seen} <= claims.keys()
    assert all(claims[c].report == r for r, c in seen)
    # all but what is shown as the page's own frame: series and edition
    assert {c.property for c in claims.values()} - {claims[c].property for _, c in seen} <= {"series", "edition"}
    shown = css(tree, ".values .src")[0]
    assert "Kenso Shield 2019" in css(shown, ".pop mark")[0].text_content()
    assert "Kenso Shield 2019" in css(shown, "a")[0].get("aria-label")


def test_all_claims_of_a_property_are_a_page(web: httpx.Client, kenso_id: str) -> None:
    tree = page(web, f"/exercises/{kenso_id}/claims/personnel")
    assert sorted(texts(tree, "main h2")) == ["2,500 all sides", "900 all sides"]
    assert all("troops" in t for t in texts(tree, ".claims mark"))
    assert texts(page(web, f"/exercises/{kenso_id}/claims/commander"), ".empty h2") == ["No claim"]
    assert web.get(f"/exercises/{kenso_id}/claims/nothing").status_code == 404


def test_conflicts_stand_side_by_side_with_reasons(web: httpx.Client, kenso_id: str) -> None:
    tree = page(web, f"/exercises/{kenso_id}")
    sides = css(tree, "#conflicts details[open] .side")
    figures = [" ".join(css(s, ".figure")[0].text_content().split()) for s in sides]
    assert {"900", "2,500"} <= set(figures)
    assert all(css(s, ".reasons li") and css(s, "blockquote") for s in sides)
    assert len(css(tree, "#conflicts .side.shown")) == len(css(tree, "#conflicts details"))


def test_figures_stand_on_one_axis(web: httpx.Client, kenso_id: str) -> None:
    tree = page(web, f"/exercises/{kenso_id}")
    ends = [float(e.get("x1")) for e in css(tree, ".lines .end")]
    assert min(ends) < max(ends) < 100
    assert ends.count(min(ends)) == ends.count(max(ends))  # each is drawn at both ends of its line


def test_series_reports_and_record_are_told(web: httpx.Client, catalogue: Catalogue) -> None:
    ident = catalogue.find(Filters(text="Lantern 2016"))[0]
    tree = page(web, f"/exercises/{ident}")
    assert [e.split()[0] for e in texts(tree, ".editions li")] == ["2015", "2016", "2017", "2018"]
    assert texts(tree, ".editions li[aria-current]")[0].startswith("2016 Fjord Lantern 2016")
    assert json.loads(tree.get_element_by_id("place-map").get("data-points"))[0]["name"] == "Narvik"
    assert "to the month" in tree.text_content()
    assert len(css(tree, "#reports ol.reports li")) == 1
    assert web.get(f"/exercises/{ident[:8]}", follow_redirects=False).headers["Location"] == f"/exercises/{ident}"
    assert web.get("/exercises/nothing").status_code == 404


def test_sentences_are_cut_round_the_words() -> None:
    made = coded(
        "long",
        f"First. The men {'and more ' * 99}used 9 tanks {'and more ' * 99}there. Next.",
        ("materiel", {"type": "tanks", "count": 9}, "9 tanks"),
    )
    claim = made.accounts[0].claims[0]
    assert around(made.report, claim.span, [claim.span]) == ("", "9 tanks", "")
    before, words, after = around(made.report, claim.span, [Span(7, len(made.report.text) - 6)])
    assert words == "9 tanks"
    assert before.startswith("… ")
    assert after.endswith(" …")
    assert 400 < len(before) + len(after) < 500
    assert Sources([made.report], [claim], (), ()).chip(claim).words == "9 tanks"


def test_wide_figures_are_drawn_to_a_logarithmic_scale() -> None:
    facts = [
        ("personnel", {"low": n, "high": h, "party": p}, w) for n, h, p, w in ((40, 40, "JP", "40 men"), (None, 90_000, None, "90,000"))
    ]
    made = coded("log", "There were 40 men, or up to 90,000.", *facts)
    claims = made.accounts[0].claims
    drawn = headcounts(claims, {}, Sources([made.report], claims, (), ()), (9_000, 500_000))
    assert drawn is not None
    assert drawn.is_logarithmic
    assert [s.name for s in drawn.sides] == ["All sides", "Japan"]
    assert drawn.sides[0].lines[0].is_open_left
    assert [label for _, label in drawn.limits] == ["9,000"]
    assert [label for _, label in drawn.ticks] == ["10", "100", "1,000", "10,000", "100,000"]
    assert headcounts((), {}, Sources((), (), (), ())) is None


# states and pairs


def test_a_state_with_its_partners(web: httpx.Client) -> None:
    tree = page(web, "/countries/JP")
    assert texts(tree, "h1") == ["Japan"]
    rows = {css(r, "th")[0].text_content(): texts(r, "td") for r in css(tree, ".partners tbody tr")}
    assert rows["Norway"] == ["4", "2015 Fjord Lantern 2015", "2018 Fjord Lantern 2018"]
    assert rows["Australia"][0] == "1"
    assert [a.get("href") for a in css(tree, ".network a")][:1] == ["/pairs/JP/NO"]
    assert "the first of its kind" in tree.text_content()
    assert "Both sides signed a pact" in tree.text_content()
    assert web.get("/countries/japan", follow_redirects=False).headers["Location"] == "/countries/JP"
    assert web.get("/countries/Atlantis").status_code == 404
    assert texts(page(web, "/countries/FR"), ".empty h2") == ["No exercise"]


def test_a_pair_in_either_order(web: httpx.Client) -> None:
    for address, heading in (("/pairs/JP/NO", "Japan and Norway"), ("/pairs/NO/JP", "Norway and Japan")):
        tree = page(web, address)
        assert texts(tree, "h1") == [heading]
        assert len(css(tree, ".exercises-of li")) == 4
    assert texts(page(web, "/pairs/JP/FR"), ".empty h2") == ["No exercise of both"]
    assert web.get("/pairs?one=japan&other=Norway", follow_redirects=False).headers["Location"] == "/pairs/JP/NO"
    assert web.get("/pairs?one=japan").status_code == 422
    assert web.get("/pairs/JP/JP", follow_redirects=False).headers["Location"] == "/countries/JP"


def test_a_network_is_always_the_same_and_keeps_its_circles_apart() -> None:
    sizes = [9.0 + n % 5 for n in range(20)]
    joined = {(a, b): 0.5 for a in range(20) for b in range(a + 1, 20) if (a + b) % 3 == 0}
    places = layout(sizes, joined, 420, 300)
    assert places == layout(sizes, joined, 420, 300)
    assert all(s <= x <= 420 - s and s <= y <= 300 - s for s, (x, y) in zip(sizes, places, strict=True))
    gaps = [
        ((x - u) ** 2 + (y - v) ** 2) ** 0.5 - sizes[a] - sizes[b]
        for a, (x, y) in enumerate(places)
        for b, (u, v) in enumerate(places)
        if a < b
    ]
    assert min(gaps) > -2
    assert layout([9.0], {}, 420, 300) == [(210.0, 150.0)]


# words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2021-08-09", "2021-08-13", "9–13 Aug 2021"),
        ("2022-06-29", "2022-08-04", "29 Jun – 4 Aug 2022"),
        ("2021-12-28", "2022-01-03", "28 Dec 2021 – 3 Jan 2022"),
        ("2024-01", "2024-05", "Jan – May 2024"),
        ("2021", "2021", "2021"),
        ("2024-22", None, "summer 2024"),
        (None, "2021-08", "until Aug 2021"),
        ("2021-08~", None, "about Aug 2021"),
        ("2021?", "2021?", "perhaps 2021"),
        (None, None, ""),
        ("soon", None, "soon"),
    ],
)
def test_spans_of_time_in_words(start: str | None, end: str | None, words: str) -> None:
    assert view.span_words(start, end) == words


def test_counts_and_names_in_words() -> None:
    assert view.count_words({"low": 10_000, "high": None}) == "10,000 or more"
    assert view.count_words({"low": None, "high": 500}) == "up to 500"
    assert view.count_words({"low": 10, "high": 20}) == "10–20"
    assert view.count_words({"count": 7}) == "7"
    assert view.exercise_name(None, []) == "Unnamed exercise"
    assert view.exercise_name(None, ["JP", "US"]) == "Unnamed exercise of Japan and United States"
    assert view.exercise_name(None, ["JP", "US", "AU", "FR", "DE"]).endswith("and 1 more")
    assert view.precision("2021-08?") == "to the month, uncertain"
