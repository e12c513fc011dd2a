"""The API: what is asked for is what is given, page by page, as data and as files; what is judged holds, and nobody overrules another."""

import csv
import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, get_args

import httpx
import pytest
from pydantic import BaseModel

from made import PLACE, coded, kenso, kenso_later
from serving import client, serving, token
from vedette.export import FORMATS
from vedette.model import Coding
from vedette.pipeline import store_all
from vedette.serve.web.api import models
from vedette.serve.web.api.exercises import Form
from vedette.store import Catalogue, Filters

API = "/api/v1"
OSLO = {"name": "Oslo", "country": "NO", "region": "NO-03", "lat": 59.91, "lon": 10.75, "kind": "city"}


def fjord(year: int) -> Coding:
    """A report of an edition of another invented series."""
    text = f"Norway and Sweden will hold the naval exercise Fjord Lantern {year} near Oslo in May {year}."
    return coded(
        f"f{year}",
        text,
        ("name", f"Fjord Lantern {year}", f"Fjord Lantern {year}"),
        ("series", {"name": "Fjord Lantern", "id": None}, "Fjord Lantern"),
        ("edition", str(year), str(year)),
        ("status", "planned", "will"),
        ("participant", "NO", "Norway"),
        ("participant", "SE", "Sweden"),
        ("place", OSLO, "Oslo"),
        ("start", f"{year}-05", f"May {year}"),
        ("domain", "sea", "naval"),
        published=f"{year}-01-10",
    )


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("web") / "catalogue.db")
    with Catalogue(made) as catalogue:
        for _ in store_all([kenso(), kenso_later(), *(fjord(y) for y in range(2014, 2020))], catalogue):
            pass
    return made


@pytest.fixture(scope="module")
def web(path: str) -> Iterator[httpx.Client]:
    with serving(path, rate=0, code_rate=0) as address, client(address) as made:
        yield made


@pytest.fixture(scope="module")
def ada(path: str) -> dict[str, str]:
    return token(path, "ada")


@pytest.fixture(scope="module")
def ben(path: str) -> dict[str, str]:
    return token(path, "ben")


def got(web: httpx.Client, path: str, expected: int = 200, **params: Any) -> Any:
    answer = web.get(API + path, params=params)
    assert answer.status_code == expected, answer.text
    return answer.json()


def claim_of(web: httpx.Client, name: str, exercise: str) -> dict[str, Any]:
    found: dict[str, Any] = got(web, "/claims", property=name, exercise=exercise)["items"][0]
    return found


def kenso_id(web: httpx.Client) -> str:
    return str(got(web, "/exercises", q="Kenso")["items"][0]["id"])


# lists


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({}, 7),
        ({"q": "lantern"}, 6),
        ({"participant": ["JP", "Australia"]}, 1),
        ({"pair": "NO,SE"}, 6),
        ({"pair": "NO,JP"}, 0),
        ({"year_from": "2015", "year_to": "2016"}, 2),
        ({"from": "2019-06"}, 1),
        ({"to": "2014"}, 1),
        ({"status": "completed"}, 1),
        ({"domain": "sea"}, 6),
        ({"size_min": "500"}, 1),
        ({"place": "Oslo"}, 6),
        ({"place": "AU"}, 1),
        ({"bbox": "0,50,20,70"}, 6),
        ({"series": "Fjord Lantern"}, 6),
        ({"conflict": "yes"}, 0),
        ({"q": "naval", "year_to": "2015", "participant": "NO"}, 2),
    ],
)
def test_filters(web: httpx.Client, params: dict[str, Any], count: int) -> None:
    found = got(web, "/exercises", **params)
    assert found["count"] == count == len(found["items"])
    assert got(web, "/exercises/facets", **params)["count"] == count


@pytest.mark.parametrize(
    "params",
    [
        {"participant": "Atlantis"},
        {"status": "over"},
        {"bbox": "1,2"},
        {"limit": "0"},
        {"colour": "red"},
        {"cursor": "x"},
        {"from": "2020", "to": "2018"},
        {"year_from": "2020", "to": "2018-06"},
        {"size_min": "5000", "size_max": "20"},
    ],
)
def test_questions_that_cannot_be_understood(web: httpx.Client, params: dict[str, str]) -> None:
    answer = web.get(f"{API}/exercises", params=params)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].endswith(".")


def test_pages_of_a_list(web: httpx.Client) -> None:
    for sort in ("latest", "name", "earliest"):
        whole = [e["id"] for e in got(web, "/exercises", sort=sort)["items"]]
        parts, cursor = [], ""
        while cursor is not None:
            page = got(web, "/exercises", sort=sort, limit=3, cursor=cursor)
            parts += [e["id"] for e in page["items"]]
            cursor = page["next"]
        assert parts == whole


def test_a_page_goes_on_behind_the_last_one_whatever_came_before(web: httpx.Client, path: str) -> None:
    first = got(web, "/exercises", sort="name", limit=2)
    with Catalogue(path) as catalogue:
        name = ("name", "Aspen Gale 2001", "Aspen Gale 2001")
        early = coded("early", "The exercise Aspen Gale 2001 was held in Darwin.", name, ("place", PLACE, "Darwin"))
        for _ in store_all([early], catalogue):
            pass
    second = got(web, "/exercises", sort="name", limit=2, cursor=first["next"])
    assert not {e["id"] for e in first["items"]} & {e["id"] for e in second["items"]}
    with Catalogue(path) as catalogue, catalogue.writing() as writer:
        from vedette.assemble import remove

        remove(writer, "early")


@pytest.mark.parametrize("kind", ["reports", "accounts", "claims"])
def test_long_lists_by_id(web: httpx.Client, kind: str) -> None:
    whole = got(web, f"/{kind}", limit=500)
    assert whole["next"] is None
    parts, cursor = [], ""
    while cursor is not None:
        page = got(web, f"/{kind}", limit=3, cursor=cursor)
        parts += page["items"]
        cursor = page["next"]
    assert parts == whole["items"]
    assert [x["id"] for x in parts] == sorted(x["id"] for x in parts)


# records


def test_an_exercise_with_all_it_rests_on(web: httpx.Client) -> None:
    found = got(web, f"/exercises/{kenso_id(web)}")
    start = found["properties"]["start"][0]
    assert start["shown"]["value"] == "2019-07-01"
    assert "2 independent publishers" in " ".join(start["shown"]["reasons"])
    claim = next(c for c in found["claims"] if c["property"] == "personnel")
    assert claim["value"] == {"low": 900, "high": 900, "party": None}
    assert claim["quote"] in claim["sentence"]
    assert claim["sentence"].endswith("ended on 9 July 2019.")
    assert claim["publisher"] == "Southern Courier"
    assert {s["publisher"] for s in found["told_by"]} == {"The Harbour Post", "Southern Courier"}
    assert got(web, f"/exercises/{found['id'][:6]}")["id"] == found["id"]


def test_a_report_with_all_that_was_read_out_of_it(web: httpx.Client) -> None:
    found = got(web, "/reports/r1")
    (account,) = found["accounts"]
    assert account["exercise"] == kenso_id(web)
    for claim in account["claims"]:
        assert found["report"]["text"][claim["start"] : claim["end"]] == claim["quote"]
    assert got(web, f"/accounts/{account['id']}")["claims"][0]["sentence"]


def test_claims(web: httpx.Client) -> None:
    starts = got(web, "/claims", property="start", exercise=kenso_id(web))["items"]
    assert {c["value"] for c in starts} == {"2019-07-01"}
    one = got(web, f"/claims/{starts[0]['id']}")
    assert one["items"][0] == starts[0]
    assert "participant" in got(web, "/claims", 422, property="colour")["detail"]


@pytest.mark.parametrize("thing", ["exercises", "reports", "claims", "accounts", "countries", "series"])
def test_what_is_not_there(web: httpx.Client, thing: str) -> None:
    answer = web.get(f"{API}/{thing}/nothing")
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "nothing" in answer.json()["detail"]


def test_countries_pairs_series_search(web: httpx.Client) -> None:
    norway = got(web, "/countries/Norway")
    assert (norway["code"], norway["count"], norway["first"]) == ("NO", 6, "2014-05-01")
    assert norway["partners"] == [{"value": "SE", "label": "Sweden", "count": 6}]
    assert {c["value"] for c in got(web, "/countries")} == {"NO", "SE", "AU", "JP"}
    pair = got(web, "/pairs/AU/JP")
    assert pair["years"] == [{"year": 2019, "exercises": 1, "bilateral": 1, "days": 9, "most": 900}]
    assert got(web, "/pairs", participant="SE") == [{"one": "SE", "other": "NO", "count": 6}]
    (series,) = got(web, "/series/fjord lantern")["items"]
    assert [e["year"] for e in series["editions"]] == list(range(2014, 2020))
    hits = got(web, "/search", q="darwin")
    assert (hits["exercises"]["count"], hits["reports"]["count"]) == (1, 2)


def test_facets_map_and_timeline(web: httpx.Client) -> None:
    facets = got(web, "/exercises/facets", year_from=2018)["facets"]
    assert facets["participant"][:2] == [{"value": "NO", "label": "Norway", "count": 2}, {"value": "SE", "label": "Sweden", "count": 2}]
    assert facets["domain"] == [{"value": "sea", "label": "sea", "count": 2}, {"value": "land", "label": "land", "count": 1}]
    points = got(web, "/exercises/map", place="Darwin")
    assert points == {"points": [{"id": kenso_id(web), "lat": -12.46, "lon": 130.84}], "complete": True}
    months = got(web, "/exercises/timeline", by="month", year_from=2019)
    assert months == [{"period": "2019-05", "count": 1}, {"period": "2019-07", "count": 1}]


# files


@pytest.mark.parametrize("params", [{}, {"bbox": "0,50,20,70", "year_to": "2016"}, {"q": "kenso"}, {"reviewed": "yes", "q": "nowhere"}])
def test_downloads_hold_exactly_what_fits(web: httpx.Client, params: dict[str, str]) -> None:
    wanted = {e["id"] for e in got(web, "/exercises", limit=500, **params)["items"]}

    def file(form: str) -> bytes:
        answer = web.get(f"{API}/exercises.{form}", params=params)
        assert answer.status_code == 200
        assert answer.headers["content-disposition"] == f'attachment; filename="exercises.{form}"'
        return answer.content

    assert {row["id"] for row in csv.DictReader(io.StringIO(file("csv").decode()))} == wanted
    assert {row["id"] for row in json.loads(file("json"))} == wanted
    assert {row["id"] for row in json.loads(file("geojson"))["features"]} == wanted
    ics = file("ics").decode()
    assert {line[4:].partition("@")[0] for line in ics.splitlines() if line.startswith("UID:")} == wanted
    import pyarrow.parquet

    assert set(pyarrow.parquet.read_table(io.BytesIO(file("parquet")))["id"].to_pylist()) == wanted


NAMES = {"csv-long": "exercises-csv-long.csv", "ftm": "exercises.ftm.jsonl", "plover": "exercises-plover.jsonl", "mme": "exercises-mme.csv"}


def test_every_form_of_export_is_served() -> None:
    assert set(get_args(Form)) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_forms_are_what_export_writes(form: str, web: httpx.Client, path: str) -> None:
    answer = web.get(f"{API}/exercises.{form}", params={"q": "kenso"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == FORMATS[form].media
    name = re.fullmatch(r'attachment; filename="(exercises[\w.-]*)"', answer.headers["content-disposition"])
    assert name
    assert name[1] == NAMES.get(form, name[1])
    media = web.get(f"{API}/openapi.json").json()["paths"]["/api/v1/exercises.{form}"]["get"]["responses"]["200"]["content"]
    assert FORMATS[form].media.partition(";")[0] in media
    with Catalogue(path, create=False) as catalogue:
        made = b"".join(FORMATS[form].pieces(catalogue, Filters(text="kenso")))
    if form not in ("ics", "parquet", "parquet-long", "ftm-statements"):  # these hold when they were made
        assert answer.content == made
    assert made


# caching and packing


def test_answers_are_known_by_their_etag_until_the_record_changes(web: httpx.Client, ada: dict[str, str]) -> None:
    for address in ("/exercises", "/reports", f"/exercises/{kenso_id(web)}", "/countries/JP"):
        tag = web.get(API + address).headers["etag"]
        same = web.get(API + address, headers={"If-None-Match": tag})
        assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    note = {"kind": "note", "subject": "r1", "why": "seen"}
    assert web.post(f"{API}/judgements", json=note, headers=ada).status_code == 201
    assert web.get(f"{API}/exercises", headers={"If-None-Match": tag}).status_code == 200


def test_answers_come_packed(web: httpx.Client) -> None:
    assert web.get(f"{API}/exercises").headers["content-encoding"] == "gzip"


# coding


TEXT = "Norway and Sweden began the naval exercise Heron Lantern 2020 off Bergen on 3 March 2020 with 400 troops."


def test_a_text_is_coded_and_kept_only_when_asked(web: httpx.Client, ada: dict[str, str]) -> None:
    sent: dict[str, Any] = {"text": TEXT, "published": "2020-03-04", "publisher": "Fleet Notes"}
    made = web.post(f"{API}/code", json=sent)
    assert made.status_code == 200
    coding = made.json()
    assert coding["accounts"][0]["claims"]
    assert (coding["stored"], coding["report"]["publisher"]) == (False, "Fleet Notes")
    assert got(web, f"/reports/{coding['report']['id']}", 404)
    assert web.post(f"{API}/code", json={**sent, "store": True}).status_code == 401
    assert web.post(f"{API}/code", json={**sent, "store": True}, headers=ada).json()["stored"] is True
    assert got(web, f"/reports/{coding['report']['id']}")["report"]["text"] == coding["report"]["text"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://169.254.169.254/latest", "file:///etc/passwd", "http://[::1]/"])
def test_addresses_inside_are_refused(web: httpx.Client, url: str) -> None:
    answer = web.post(f"{API}/code", json={"url": url})
    assert answer.status_code == 422
    assert answer.json()["detail"].endswith(".")


def test_nothing_to_code(web: httpx.Client) -> None:
    assert web.post(f"{API}/code", json={}).status_code == 422


# judging


def judge(web: httpx.Client, who: dict[str, str], status: int = 201, **asked: Any) -> Any:
    answer = web.post(f"{API}/judgements", json=asked, headers=who)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_the_second_to_judge_sees_what_the_first_said(web: httpx.Client, ada: dict[str, str], ben: dict[str, str]) -> None:
    home = kenso_id(web)
    claim = claim_of(web, "personnel", home)["id"]
    first = judge(web, ada, kind="correct", subject=claim, value={"low": 950, "high": 950, "party": None}, seen=[])
    refused = judge(web, ben, 409, kind="reject", subject=claim, seen=[])
    assert [(j["number"], j["who"], j["kind"]) for j in refused["new"]] == [(first["number"], "ada", "correct")]
    assert got(web, f"/exercises/{home}")["personnel"][0]["low"] == 950
    judge(web, ben, kind="reject", subject=claim, seen=[first["number"]])
    assert got(web, f"/exercises/{home}")["personnel"] == []
    assert got(web, "/exercises", reviewed="yes")["count"] == 1
    numbers = [j["number"] for j in got(web, "/judgements")["items"] if j["subject"] == claim]
    for number in reversed(numbers):
        judge(web, ada, kind="withdraw", subject=str(number))
    assert got(web, f"/exercises/{home}")["personnel"][0]["low"] == 900
    assert judge(web, ada, 409, kind="withdraw", subject=str(first["number"]))["gone"] == [first["number"]]


def test_of_many_at_once_one_is_first(web: httpx.Client, ada: dict[str, str], ben: dict[str, str]) -> None:
    claim = claim_of(web, "end", kenso_id(web))["id"]

    def send(who: dict[str, str]) -> int:
        return web.post(f"{API}/judgements", json={"kind": "accept", "subject": claim, "seen": []}, headers=who).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(send, [ada, ben] * 4))
    assert sorted(statuses) == [201] + [409] * 7


def test_accounts_and_series_are_judged(web: httpx.Client, ada: dict[str, str], ben: dict[str, str]) -> None:
    home = kenso_id(web)
    one, other = (a["id"] for a in got(web, "/accounts", exercise=home)["items"])
    number = judge(web, ada, kind="not_same", subject=one, other=other)["number"]
    assert got(web, "/exercises", q="Kenso")["count"] == 2
    judge(web, ben, 409, kind="same", subject=other, other=one, seen=[])
    judge(web, ben, kind="same", subject=other, other=one, seen=[number])
    assert got(web, "/exercises", q="Kenso")["count"] == 1
    home = kenso_id(web)
    judge(web, ada, kind="series", subject=home, value={"name": "Shield"})
    assert got(web, f"/exercises/{home}")["series"] == "Shield"
    judge(web, ben, 409, kind="series", subject=home, value=None)


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"kind": "accept", "subject": "nothing"}, 404),
        ({"kind": "same", "subject": "nothing", "other": "else"}, 404),
        ({"kind": "same", "subject": "nothing"}, 422),
        ({"kind": "series", "subject": "nothing"}, 404),
        ({"kind": "note", "subject": "nothing", "why": "?"}, 404),
        ({"kind": "withdraw", "subject": "900000"}, 409),
        ({"kind": "withdraw", "subject": "x"}, 404),
        ({"kind": "praise", "subject": "r1"}, 422),
        ({"kind": "note", "subject": "r1", "value": {"a": [[[[[["deep"]]]]]]}}, 422),
    ],
)
def test_judgements_that_cannot_be_made(web: httpx.Client, ada: dict[str, str], asked: dict[str, Any], status: int) -> None:
    assert "detail" in judge(web, ada, status, **asked)


def test_a_correction_keeps_to_the_rules_of_its_property(web: httpx.Client, ada: dict[str, str]) -> None:
    claim = claim_of(web, "start", kenso_id(web))["id"]
    assert "date" in judge(web, ada, 422, kind="correct", subject=claim, value="in July")["detail"]


# the description


def test_examples_are_what_the_models_take() -> None:
    described = [m for m in vars(models).values() if isinstance(m, type) and issubclass(m, BaseModel) and "examples" in _extra(m)]
    assert len(described) > 15
    for model in described:
        for example in _extra(model)["examples"]:
            model.model_validate(example)


def _extra(model: type[BaseModel]) -> dict[str, Any]:
    extra = model.model_config.get("json_schema_extra")
    return extra if isinstance(extra, dict) else {}


def test_every_operation_tells_what_it_does_with_an_example(web: httpx.Client) -> None:
    description = got(web, "/openapi.json")
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], (method, path)
            assert operation["description"], (method, path)
            done = operation["responses"].get("200") or operation["responses"]["201"]
            media = list(done["content"].values())
            assert path.endswith("{form}") or all(m.get("example") is not None for m in media), (method, path)
