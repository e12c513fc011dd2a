"""Addresses: whatever a server does, it costs no more than the limits, leads nowhere private, and is told of in one sentence."""

import gzip
import socket
import sys
import time
import tracemalloc
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from conftest import Run
from ingest.conftest import Site, article
from vedette.ingest import BadInput, Fetcher, InputError, Options, Raw, fetch, load_all
from vedette.ingest import guard as guarding
from vedette.ingest.fetch import Limits
from vedette.pipeline import ingest_all
from vedette.raw import MAX_BYTES
from vedette.store import Catalogue

PUBLIC = "93.184.216.34"
OPEN = Options(allow_private=True, delay=0)


def wrong(url: str, **options: object) -> str:
    """The one sentence about an address that cannot be read."""
    with pytest.raises(InputError) as caught:
        fetch(url, **{"allow_private": True, **options})  # type: ignore[arg-type]
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert sentence.startswith(repr(url)[:50])
    return sentence


# what is fetched


def test_a_page_comes_with_its_address_and_charset(site: Site) -> None:
    url = site.page("/a", "<p>Übung</p>".encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1")
    raw = fetch(url + "#part", allow_private=True)
    assert (raw.data.decode("latin-1"), raw.charset, raw.url) == ("<p>Übung</p>", "iso-8859-1", url)
    agent = site.asked[-1][1]["User-Agent"]
    assert agent.startswith("Vedette/")


def test_redirects_are_followed_so_far(site: Site) -> None:
    end = site.page("/end", "<p>here</p>")
    for n in range(9):
        site.redirect(f"/{n}", f"/{n + 1}" if n < 8 else "/end")
    assert fetch(site.url("/4"), allow_private=True).url == end
    assert "more than 5 times" in wrong(site.url("/0"))
    assert "more than 5 times" in wrong(site.redirect("/loop", "/loop"))


def test_packed_pages_are_unpacked(site: Site) -> None:
    text = article().encode()
    site.page("/gzip", gzip.compress(text), Content_Encoding="gzip")
    assert fetch(site.url("/gzip"), allow_private=True).data == text
    assert "cut off" in wrong(site.page("/cut", gzip.compress(text)[:-20], Content_Encoding="gzip"))
    assert "broken" in wrong(site.page("/broken", b"no gzip at all", Content_Encoding="gzip"))
    assert "which was not asked for" in wrong(site.page("/br", b"xx", Content_Encoding="br"))


@pytest.mark.parametrize(("status", "words"), [(404, "404 Not Found"), (500, "500 Internal Server Error"), (403, "403 Forbidden")])
def test_answers_that_are_none(site: Site, status: int, words: str) -> None:
    assert f"the server answers {words}" in wrong(site.page("/a", "no", status))


def test_what_is_no_report_is_not_read(site: Site) -> None:
    assert "is image/png, no report" in wrong(site.page("/a", b"\x89PNG", Content_Type="image/png"))
    assert "it is empty" in wrong(site.page("/b", b" \n"))
    assert "ZIP archive" in wrong(site.page("/c", b"PK\x03\x04" + b"x" * 99, Content_Type="application/epub+zip"))


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://example.org/a", "http:// or https://"),
        ("file:///etc/passwd", "http:// or https://"),
        ("http://", "no host"),
        ("http://[::1", "no address"),
        ("http://user:secret@example.org/", "name or password"),
        ("http://example.org:99999/", "no address"),
        ("http://" + "a" * 300 + ".example/", "not known"),
    ],
)
def test_addresses_that_are_none(url: str, words: str) -> None:
    assert words in wrong(url)


# limits


def test_a_body_without_end_is_cut_at_the_limit(site: Site) -> None:
    sent = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        while len(sent) < 10_000:
            request.wfile.write(b"x" * 65_536)
            sent.append(1)

    site.answers["/a"] = endless
    tracemalloc.start()
    sentence = wrong(site.url("/a"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 20 MB" in sentence
    assert len(sent) < 10_000
    assert most < 2.5 * MAX_BYTES


def test_a_declared_length_is_believed_before_anything_is_read(site: Site) -> None:
    assert "larger than 20 MB" in wrong(site.page("/a", b"x", Content_Length="20000001"))


def test_a_gzip_bomb_costs_no_more_than_the_limit(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 200_000_000, 9)
    assert len(bomb) < 250_000
    site.page("/a", bomb, Content_Encoding="gzip")
    tracemalloc.start()
    sentence = wrong(site.url("/a"))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 20 MB" in sentence
    assert most < 2.5 * MAX_BYTES


def _drip(first: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(first)
        for _ in range(100):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.1)

    return answer


@pytest.mark.parametrize("first", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: ", b""], ids=["body", "header", "status"])
def test_a_server_that_drips_is_given_up_in_time(site: Site, first: bytes) -> None:
    site.answers["/a"] = _drip(first)
    begun = time.monotonic()
    sentence = wrong(site.url("/a"), seconds=1.0)
    assert time.monotonic() - begun < 2.5
    assert "it took longer than 1 seconds" in sentence or "illegal" in sentence


def test_a_server_that_says_nothing_or_nonsense(site: Site) -> None:
    def silent(request: BaseHTTPRequestHandler) -> None:
        time.sleep(3)

    site.answers["/a"] = silent
    assert "longer than 0.5 seconds" in wrong(site.url("/a"), seconds=0.5)
    site.answers["/b"] = lambda request: request.wfile.write(b"HELO\r\n" * 3) and None
    assert "is not read" in wrong(site.url("/b"))
    site.answers["/c"] = lambda request: request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nxx") and None
    assert "is not read" in wrong(site.url("/c"))


def test_nobody_is_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert "Connection refused" in wrong(f"http://127.0.0.1:{port}/")


# where addresses may not lead


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.1",
        "017700000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
        "localhost",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[2001:0:7f00:1::1]",
        "[fe80::1]",
        "[fc00::1]",
        "[ff02::1]",
    ],
)
def test_private_targets_are_refused_however_they_are_written(host: str, site: Site) -> None:
    port = site.address.rpartition(":")[2]
    with pytest.raises(InputError, match=r"not on the public internet|Invalid IPv4 address|host is not known"):
        fetch(f"http://{host}:{port}/a")
    assert site.asked == []


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_public_addresses_are_public(address: str) -> None:
    assert guarding.is_public(address)


def test_ports_of_other_services_are_refused() -> None:
    for port in (22, 25, 53, 587):
        with pytest.raises(InputError, match=f"port {port} is none of the web"):
            Fetcher(resolver=lambda *_: [PUBLIC], robots=False).get(f"http://mail.example:{port}/")


@pytest.fixture
def led_home(site: Site, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Connections to the public address end at the site; the addresses that are connected to, in order."""
    met: list[str] = []
    port = int(site.address.rpartition(":")[2])
    connect = socket.create_connection

    def create(address: tuple[str, int], *args: object, **options: object) -> socket.socket:
        met.append(address[0])
        return connect(("127.0.0.1", port), *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "create_connection", create)
    return met


def test_redirects_to_private_targets_are_refused(site: Site, led_home: list[str]) -> None:
    site.redirect("/a", "http://inside.example/secret")
    site.page("/secret", "secret")
    names = {"outside.example": PUBLIC, "inside.example": "10.0.0.5"}
    fetcher = Fetcher(resolver=lambda host, _: [names[host]], robots=False, wait=lambda _: None)
    with pytest.raises(InputError, match=r"its host is 10\.0\.0\.5"):
        fetcher.get("http://outside.example/a")
    assert led_home == [PUBLIC]
    assert site.paths() == ["/a"]


def test_a_name_that_leads_elsewhere_the_second_time(site: Site, led_home: list[str]) -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    site.page("/a", "public")
    fetcher = Fetcher(resolver=lambda *_: next(answers), robots=False, wait=lambda _: None)
    raw = fetcher.get("http://turning.example/a")
    assert raw is not None
    assert led_home == [PUBLIC]  # to the address that was checked, without asking for the name again
    with pytest.raises(InputError, match=r"its host is 127\.0\.0\.1"):
        fetcher.get("http://turning.example/a")
    assert led_home == [PUBLIC]


def test_a_name_with_a_private_address_among_public_ones() -> None:
    fetcher = Fetcher(resolver=lambda *_: [PUBLIC, "192.168.0.7"], robots=False)
    with pytest.raises(InputError, match=r"its host is 192\.168\.0\.7"):
        fetcher.get("http://both.example/")


# politeness


def test_robots_are_asked_once_a_site_and_obeyed(site: Site) -> None:
    site.page("/robots.txt", "User-agent: Vedette\nDisallow: /closed\n\nUser-agent: *\nDisallow: /\n")
    site.page("/open", "<p>open</p>")
    with Fetcher(allow_private=True, wait=lambda _: None) as fetcher:
        assert fetcher.get(site.url("/open")) is not None
        with pytest.raises(InputError, match="asks robots not to read it"):
            fetcher.get(site.url("/closed/a"))
        with pytest.raises(InputError, match="asks robots not to read it"):
            fetcher.get(site.redirect("/open/then", "/closed/b"))
    assert site.paths() == ["/robots.txt", "/open", "/open/then"]


def test_robots_that_cannot_be_read_close_a_site(site: Site) -> None:
    site.page("/robots.txt", "oops", 503)
    assert "cannot be told" in wrong(site.url("/a"))
    assert fetch(site.page("/a", "<p>a</p>"), allow_private=True, robots=False).data == b"<p>a</p>"


def test_a_robots_txt_without_end_is_read_so_far(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /closed\n" + b"# x\n" * 1_000_000)
    site.page("/open", "<p>open</p>")
    assert fetch(site.url("/open"), allow_private=True).data == b"<p>open</p>"
    assert "asks robots" in wrong(site.url("/closed"))


def test_a_site_is_not_asked_in_haste(site: Site) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 7\n")
    site.page("/a", "<p>a</p>")
    waited: list[float] = []
    with Fetcher(allow_private=True, wait=waited.append, clock=lambda: 100.0) as fetcher:
        for _ in range(3):
            fetcher.get(site.url("/a"))
    assert waited == [7.0, 7.0]


# the catalogue


def _changing(site: Site, path: str, state: dict[str, str]) -> str:
    """A page with an ETag that answers conditional requests; `state` has its text and tag."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get("If-None-Match") == state["tag"]
        request.send_response(304 if same else 200)
        request.send_header("ETag", state["tag"])
        request.end_headers()
        if not same:
            request.wfile.write(state["text"].encode())

    site.answers[path] = answer
    return site.url(path)


def test_addresses_are_asked_for_what_changed(site: Site, tmp_path: Path) -> None:
    state = {"tag": '"1"', "text": article(1)}
    url = _changing(site, "/a", state)
    with Catalogue(str(tmp_path / "c.db")) as catalogue:

        def ingested() -> tuple[bool, bool]:
            (kept,) = ingest_all([url], catalogue, None, OPEN)
            assert not isinstance(kept, BadInput), kept.reason
            return kept.new, kept.known

        assert ingested() == (True, False)
        assert ingested() == (False, True)
        assert site.asked[-1][1]["If-None-Match"] == '"1"'
        state.update(tag='"2"', text=article(2))
        assert ingested() == (True, False)
        assert len(catalogue.report_ids()) == 2
        assert catalogue.check() == []


def test_one_bad_address_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    good = [site.page(f"/{n}", article(n)) for n in (1, 2)]
    paths = [good[0], site.url("/gone"), "http://no.such.host.invalid/", good[1], str(tmp_path / "none.txt")]
    found = list(load_all(paths, OPEN))
    assert [type(f) for f in found] == [Raw, BadInput, BadInput, Raw, BadInput]


def test_the_command(site: Site, tmp_path: Path, vedette: Run) -> None:
    url = site.page("/2021/08/drill.html", article(21))
    db = str(tmp_path / "c.db")
    done = vedette("ingest", url, "--db", db, "--allow-private", "--delay", "0")
    assert (done.returncode, done.stderr) == (0, f"1 reports coded, 1 of them new, into {db}.\n")
    refused = vedette("code", url)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == f"vedette: {url!r} is not read: its host is 127.0.0.1, which is not on the public internet.\n"


def test_without_the_packages_one_sentence_names_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    (found,) = load_all(["http://example.org/"])
    assert isinstance(found, BadInput)
    assert found.reason == "Fetching addresses needs the packages httpx and protego: pip install 'vedette[sources]'."


def test_limits_are_of_everything_together() -> None:
    assert Limits() == Limits(30.0, MAX_BYTES, 5, 1.0)
