"""What the web app refuses: other sites' forms, writing without leave, too much, too often, too slow; hostile texts stay texts."""

import json
import re
import socket
import time
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from made import coded, kenso
from serving import PASSWORD, client, serving, token
from vedette.pipeline import store_all
from vedette.serve.web import users
from vedette.serve.web.limits import Buckets
from vedette.store import Catalogue

HOSTILE = (
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "\u202egnihton\u202c \u2067x",
    "javascript:alert(3)",
    "{{ 7 * 7 }}{% raw %}",
)
LONG = "W" * 200_000


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    made = str(tmp_path_factory.mktemp("web") / "catalogue.db")
    name = f"Kenso {HOSTILE[0]} {HOSTILE[1]} {HOSTILE[2]}"
    text = f"The exercise {name} was held by Japan and Australia. {HOSTILE[4]} {LONG}"
    place = {"name": HOSTILE[1], "country": "AU", "region": None, "lat": -12.4, "lon": 130.8, "kind": "city"}
    facts = [("name", name, name), ("participant", "JP", "Japan"), ("participant", "AU", "Australia"), ("place", place, HOSTILE[4])]
    hostile = coded("hostile", text, *facts, publisher=HOSTILE[0], lang=HOSTILE[1])
    with Catalogue(made) as catalogue:
        for _ in store_all([kenso(), hostile], catalogue):
            pass
        users.set_user(catalogue, "ada", PASSWORD)
    return made


@pytest.fixture(scope="module")
def address(path: str) -> Iterator[str]:
    with serving(path, rate=0, code_rate=0) as made:
        yield made


@pytest.fixture
def web(address: str) -> Iterator[httpx.Client]:
    with client(address, headers={"Accept": "text/html"}) as made:
        yield made


def csrf(web: httpx.Client, path: str = "/login") -> str:
    found = re.search(r'name="_csrf" value="(\w+)"', web.get(path).text)
    assert found is not None
    return found[1]


def sign_in(web: httpx.Client, name: str = "ada", password: str = PASSWORD, **more: str) -> httpx.Response:
    return web.post("/login", data={"_csrf": csrf(web), "name": name, "password": password, **more})


# answers


@pytest.mark.parametrize("page", ["/", "/login", "/nothing", "/api/v1/exercises", "/api/v1/nothing", "/healthz", "/static/nothing"])
def test_every_answer_tells_browsers_what_to_refuse(web: httpx.Client, page: str) -> None:
    headers = web.get(page).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_problems_are_pages_for_people_and_json_for_programs(web: httpx.Client) -> None:
    assert web.get("/nothing").headers["content-type"].startswith("text/html")
    for path, accept in (("/nothing", "application/json"), ("/api/v1/nothing", "text/html")):
        answer = web.get(path, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
        assert answer.json()["status"] == 404


def test_nul_characters_are_refused(web: httpx.Client) -> None:
    for path in ("/exercises/%00", "/api/v1/exercises?q=%00", "/api/v1/reports/a%00b"):
        assert web.get(path).status_code == 400


# hostile texts


class _Page(HTMLParser):
    """Collects what could execute in a page."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "script" and not (told.get("src") or "").startswith("/static/") and told.get("type") != "application/json":
            self.bad.append(f"<script {told}>")
        self.bad += [f"{tag} {name}" for name, _ in attrs if name.startswith("on") or name == "style"]
        for name in ("href", "src", "action"):
            if urlsplit(told.get(name) or "").scheme not in ("", "http", "https", "data", "webcal"):
                self.bad.append(f"{tag} {name}={told[name]}")


def pages(web: httpx.Client) -> list[str]:
    ident = web.get("/api/v1/exercises", params={"participant": "JP", "q": "gnihton"}).json()["items"][0]["id"]
    searched = [f"/?q={httpx.QueryParams({'q': text})['q']}" for text in HOSTILE]
    return ["/", f"/exercises/{ident}", "/reports/hostile", "/countries/JP", "/pairs/AU/JP", "/calendar", "/review", "/about", *searched]


def test_hostile_texts_execute_nowhere(web: httpx.Client) -> None:
    for path in pages(web):
        answer = web.get(path)
        assert answer.status_code == 200, path
        page = _Page()
        page.feed(answer.text)
        assert page.bad == [], path
        assert "<img src=x" not in answer.text


def test_hostile_texts_come_through_the_api_as_they_are(web: httpx.Client) -> None:
    found = web.get("/api/v1/reports/hostile").json()
    assert HOSTILE[2] in found["report"]["text"]
    assert LONG in found["report"]["text"]
    assert web.get("/api/v1/exercises.csv").status_code == 200


@pytest.mark.parametrize("text", [*HOSTILE, LONG, "\ud800", "<html><body><script>x</script><p>The drill began.</p></body></html>", "\0"])
def test_hostile_texts_are_coded_or_refused(web: httpx.Client, text: str) -> None:
    sent = json.dumps({"text": f"The exercise {text} began in Japan."})
    answer = web.post("/api/v1/code", content=sent, headers={"Content-Type": "application/json"})
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert answer.headers["content-type"] == "application/problem+json"


# forms


def test_signing_in_and_out(web: httpx.Client) -> None:
    assert sign_in(web, password="wrong password").status_code == 401
    done = sign_in(web, next="/about")
    assert (done.status_code, done.headers["location"]) == (303, "/about")
    cookie = done.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert web.post("/logout", data={"_csrf": csrf(web, "/")}).status_code == 303
    assert "vedette_session" not in web.cookies


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb"])
def test_signing_in_leads_to_no_other_site(address: str, target: str) -> None:
    with client(address) as web:
        assert sign_in(web, next=target).headers["location"] == "/"


def test_forms_need_the_token_of_our_own_pages(web: httpx.Client) -> None:
    wrong = {"name": "ada", "password": PASSWORD, "_csrf": "0" * 64}
    assert web.post("/login", data=wrong).status_code == 403
    assert web.post("/login", data={**wrong, "_csrf": ""}).status_code == 403
    other = csrf(web)
    web.cookies.clear()
    assert web.post("/login", data={**wrong, "_csrf": other}).status_code == 403


def test_a_session_writes_only_with_the_token(web: httpx.Client) -> None:
    sign_in(web)
    note = {"kind": "note", "subject": "r1", "why": "?"}
    assert web.post("/api/v1/judgements", json=note).status_code == 403
    token_ = csrf(web, "/")
    assert web.post("/api/v1/judgements", json=note, headers={"X-CSRF-Token": token_}).status_code == 201
    for elsewhere in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert web.post("/api/v1/judgements", json=note, headers={"X-CSRF-Token": token_, **elsewhere}).status_code == 403


def test_other_sites_read_nothing_unless_configured(web: httpx.Client, path: str) -> None:
    asking = {"Origin": "https://maps.example"}
    assert "access-control-allow-origin" not in web.get("/api/v1/exercises", headers=asking).headers
    with serving(path, cors=("https://maps.example",)) as address, client(address) as open_:
        assert open_.get("/api/v1/exercises", headers=asking).headers["access-control-allow-origin"] == "https://maps.example"
        other = open_.get("/api/v1/exercises", headers={"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in other.headers


# who may


def test_writing_needs_leave(web: httpx.Client, path: str) -> None:
    note = {"kind": "note", "subject": "r1", "why": "?"}
    refused = web.post("/api/v1/judgements", json=note)
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, 'Bearer realm="vedette"')
    assert web.post("/api/v1/judgements", json=note, headers={"Authorization": "Bearer nonsense"}).status_code == 401
    reader = token(path, "rita", "reader")
    assert web.post("/api/v1/judgements", json=note, headers=reader).status_code == 403


def test_a_read_only_server_takes_nothing(path: str) -> None:
    curator = token(path, "carl")
    with serving(path, read_only=True) as address, client(address) as web:
        note = web.post("/api/v1/judgements", json={"kind": "note", "subject": "r1", "why": "?"}, headers=curator)
        store = web.post("/api/v1/code", json={"text": "The drill began in Japan.", "store": True}, headers=curator)
        assert [note.status_code, store.status_code, sign_in(web).status_code] == [403, 403, 403]
        assert "read-only" in note.json()["detail"]
        assert web.post("/api/v1/code", json={"text": "The drill began in Japan."}).status_code == 200


def test_a_private_server_is_read_by_its_users_only(path: str) -> None:
    reader = token(path, "rolf", "reader")
    with serving(path, private=True) as address, client(address) as web:
        assert web.get("/api/v1/exercises").status_code == 401
        assert web.get("/api/v1/exercises", headers=reader).status_code == 200
        for page in ("/", "/exercises/points", "/reports/r1", "/countries/JP", "/about", "/calendar", "/review", "/code"):
            answer = web.get(page, headers={"Accept": "text/html"})
            assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login"), page
        assert web.get("/login", headers={"Accept": "text/html"}).status_code == 200


# limits


def test_large_requests_are_refused(path: str) -> None:
    with serving(path, max_body=10_000) as address, client(address) as web:
        for sent in (b"x" * 20_000, iter([b"x" * 6_000] * 4)):
            answer = web.post("/api/v1/code", content=sent, headers={"Content-Type": "application/json"})
            assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
            assert "10,000 bytes" in answer.json()["detail"]


def test_frequent_requests_are_put_off(path: str) -> None:
    with serving(path, rate=1, burst=5) as address, client(address) as web:
        answers = [web.get("/api/v1/countries") for _ in range(8)]
        assert {a.status_code for a in answers} == {200, 429}
        assert int(answers[-1].headers["retry-after"]) >= 1
        assert web.get("/healthz").status_code == 200
    with serving(path, code_rate=0.01) as address, client(address) as web:
        statuses = {web.post("/api/v1/code", json={}).status_code for _ in range(30)}
        assert statuses == {422, 429}


def test_buckets_fill_up_again() -> None:
    buckets = Buckets(2, 3)
    assert [buckets.take("a", 0.0) for _ in range(4)] == [0, 0, 0, 0.5]
    assert buckets.take("b", 0.0) == 0
    assert buckets.take("a", 0.5) == 0
    assert buckets.take("a", 0.6) == pytest.approx(0.4)


def test_slow_requests_and_slow_answers_end(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any) -> None:
        time.sleep(2)

    monkeypatch.setattr("vedette.serve.web.api.parties._pairs", lambda *_: slow())
    with serving(path, seconds=0.8) as address, client(address) as web:
        answer = web.get("/api/v1/pairs")
        assert (answer.status_code, "retry-after" in answer.headers) == (503, True)
        parts = urlsplit(address)
        with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as connection:
            head = "POST /api/v1/code HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            connection.sendall(head.encode())
            assert connection.recv(4096).startswith(b"HTTP/1.1 408")


def test_long_queries_are_broken_off(path: str) -> None:
    from sqlalchemy import text

    from vedette.store import CatalogueError

    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    with Catalogue(path) as catalogue:
        catalogue.limit(0.2)
        with pytest.raises(CatalogueError, match="takes too long"):
            catalogue._read(lambda connection: connection.execute(text(endless)).all())
