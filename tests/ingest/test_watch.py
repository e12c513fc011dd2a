"""Feeds: new items only, each once, wherever a run was cut off; hostile feeds cost no more than the limits."""

import json
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from conftest import Run
from ingest.conftest import Site, article
from vedette.ingest import BadInput, InputError, Options, Raw, apart, feeds
from vedette.pipeline import TRIES, Kept, watch_all
from vedette.store import Catalogue

OPEN = Options(allow_private=True, delay=0)


def rss(*items: str, prolog: str = '<?xml version="1.0" encoding="utf-8"?>') -> str:
    return f'{prolog}<rss version="2.0"><channel><title>Drills</title><link>/</link>{"".join(items)}</channel></rss>'


def item(number: int, link: str | None = None, more: str = "") -> str:
    where = f"<link>{link or f'/{number}'}</link>"
    return f"<item><title>Drill {number}</title>{where}<guid isPermaLink='false'>id-{number}</guid>{more}</item>"


def parsed(data: str | bytes, charset: str | None = None) -> list[feeds.Item]:
    raw = data.encode() if isinstance(data, str) else data
    return feeds.items(Raw(raw, "http://feed.example/rss", "0", charset=charset, url="http://feed.example/rss"))


def wrong(data: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        parsed(data)
    assert str(caught.value).endswith(".")
    return str(caught.value)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(str(tmp_path / "c.db"))


def look(catalogue: Catalogue, *urls: str) -> tuple[list[str], list[str]]:
    """The names of what was read, and what is wrong."""
    found = list(watch_all(urls, catalogue, OPEN))
    return [k.name for k in found if isinstance(k, Kept)], [k.reason for k in found if isinstance(k, BadInput)]


# what is in a feed


def test_items_of_rss_and_atom() -> None:
    first, second = parsed(rss(item(1, more="<pubDate>Tue, 10 Aug 2021 09:00:00 GMT</pubDate>"), item(2, "https://other.example/2")))
    assert (first.url, first.title, first.published) == ("http://feed.example/1", "Drill 1", "2021-08-10")
    assert second.url == "https://other.example/2"
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><title>D</title><entry>
    <id>urn:1</id><title type="html">A &lt;b&gt;drill&lt;/b&gt;</title>
    <link rel="alternate" href="a/1"/><published>2021-08-10T23:00:00Z</published></entry></feed>"""
    (entry,) = parsed(atom)
    assert (entry.url, entry.title, entry.published) == ("http://feed.example/a/1", "A drill", "2021-08-10")


def test_an_item_without_a_link_is_its_own_report() -> None:
    text = "<p>The drill began on Monday.</p>" + "<p>Nothing more is known of it at this hour.</p>" * 20
    words = f"<item><title>D</title><guid isPermaLink='false'>x</guid><description><![CDATA[{text}]]></description></item>"
    (found,) = parsed(rss(words))
    assert found.url is None
    assert (found.text or "").startswith("The drill began on Monday.\n\nNothing more")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1251"])
def test_encodings(encoding: str) -> None:
    title = "Учения" if encoding == "windows-1251" else "Übung"
    text = rss(item(1).replace("Drill 1", title), prolog=f'<?xml version="1.0" encoding="{encoding}"?>')
    assert parsed(text.encode(encoding))[0].title == title


@pytest.mark.parametrize("data", ["", "<html><body><p>Not found</p></body></html>", "/etc/passwd", '{"items": []}'])
def test_what_is_no_feed(data: str) -> None:
    assert "is no RSS or Atom feed" in wrong(data)


def test_a_feed_that_is_somewhat_broken_is_read() -> None:
    assert [i.title for i in parsed(rss(item(1), "<item><title>A & B</title><link>/b</link>"))] == ["Drill 1", "A & B"]


def test_links_elsewhere_than_to_the_web_are_not_followed(site: Site, catalogue: Catalogue) -> None:
    links = ["file:///etc/passwd", "javascript:alert(1)", "http://[::1", "gopher://x/1"]
    url = site.page("/rss", rss(*(item(n, link) for n, link in enumerate(links))))
    read, bad = look(catalogue, url)
    assert read == []
    assert len(bad) == 3  # a malformed link is none


# hostile feeds


LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 50}">' for n in range(12))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_a_billion_laughs_in_a_feed(encoding: str) -> None:
    prolog = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [{LAUGHS}]>'
    data = rss(item(1).replace("Drill 1", "&a11;"), prolog=prolog).encode(encoding)
    begun = time.monotonic()
    assert "declares entities" in wrong(data)
    assert time.monotonic() - begun < 1


def test_an_entity_that_reads_a_file() -> None:
    doctype = '<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    assert "declares entities" in wrong(rss(item(1).replace("Drill 1", "&f;"), prolog=doctype))
    remote = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd">'
    assert parsed(rss(item(1), prolog=remote))[0].title == "Drill 1"


def test_a_feed_that_a_parser_would_chew_on_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(apart.SECONDS, "feed", 1.5)
    begun = time.monotonic()
    assert "takes longer than 1.5 seconds" in wrong('<rss version="2.0"><channel><item><title>' + "&lt;div" * 600_000)
    assert time.monotonic() - begun < 4


def test_a_feed_that_never_ends(site: Site, catalogue: Catalogue) -> None:
    sent = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "application/rss+xml")
        request.end_headers()
        request.wfile.write(b'<rss version="2.0"><channel>')
        while len(sent) < 1_000_000:
            request.wfile.write(item(len(sent)).encode() * 100)
            sent.append(1)

    site.answers["/rss"] = endless
    good = site.page("/good", rss(item(1)))
    site.page("/1", article(1))
    read, bad = look(catalogue, site.url("/rss"), good)
    assert bad == [f"{site.url('/rss')!r} is not read: it is larger than 5 MB."]
    assert read == [site.url("/1")]  # the other feed is read all the same
    assert len(sent) < 1_000_000


def test_of_very_many_items_the_first_are_taken() -> None:
    found = parsed(rss(*(item(n) for n in range(feeds.MOST_ITEMS + 50))))
    assert len(found) == feeds.MOST_ITEMS


# what is remembered


def test_each_item_is_read_once(site: Site, catalogue: Catalogue) -> None:
    feed = site.page("/rss", rss(item(2), item(1)))
    for n in (1, 2, 3):
        site.page(f"/{n}", article(n))
    assert look(catalogue, feed) == ([site.url("/1"), site.url("/2")], [])
    assert look(catalogue, feed) == ([], [])
    site.page("/rss", rss(item(3), item(2), item(1)))
    assert look(catalogue, feed) == ([site.url("/3")], [])
    assert [p for p in site.paths() if p in ("/1", "/2", "/3")] == ["/1", "/2", "/3"]
    assert len(catalogue.report_ids()) == 3
    assert catalogue.check() == []


def test_a_run_that_is_cut_off_goes_on(site: Site, catalogue: Catalogue) -> None:
    feed = site.page("/rss", rss(*(item(n) for n in (3, 2, 1))), ETag='"1"')
    for n in (1, 2, 3):
        site.page(f"/{n}", article(n))
    running = watch_all([feed], catalogue, OPEN)
    next(running)
    running.close()
    assert look(catalogue, feed)[0] == [site.url("/2"), site.url("/3")]


def test_a_feed_that_did_not_change_is_not_read_again(site: Site, catalogue: Catalogue) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        same = request.headers.get("If-None-Match") == '"1"'
        request.send_response(304 if same else 200)
        request.send_header("ETag", '"1"')
        request.end_headers()
        if not same:
            request.wfile.write(rss(item(1)).encode())

    site.answers["/rss"] = answer
    site.page("/1", article(1))
    assert look(catalogue, site.url("/rss"))[0] == [site.url("/1")]
    assert look(catalogue, site.url("/rss")) == ([], [])
    assert site.asked[-1][1].get("If-None-Match") == '"1"'


def test_an_item_that_cannot_be_read_is_tried_again_but_not_for_ever(site: Site, catalogue: Catalogue) -> None:
    feed = site.page("/rss", rss(item(1), item(2)), ETag='"1"')
    site.page("/2", article(2))
    for n in range(TRIES):
        read, bad = look(catalogue, feed)
        assert len(read) == (1 if n == 0 else 0)
        assert len(bad) == 1
        assert "404" in bad[0]
    assert look(catalogue, feed) == ([], [])
    assert site.paths().count("/1") == TRIES


def test_the_feed_tells_the_day_where_the_page_does_not(site: Site, catalogue: Catalogue) -> None:
    day = "<pubDate>Tue, 10 Aug 2021 09:00:00 GMT</pubDate>"
    feed = site.page("/rss", rss(item(1, more=day), item(2, more=day)))
    site.page("/1", article(1))
    site.page("/2", article(2, article_published_time="2021-08-09T08:00:00Z"))
    look(catalogue, feed)
    days = {r.url: r.published for r in catalogue.reports(catalogue.report_ids()).values()}
    assert days == {site.url("/1"): "2021-08-10", site.url("/2"): "2021-08-09"}


def test_the_command(site: Site, tmp_path: Path, vedette: Run) -> None:
    feed = site.page("/rss", rss(item(1), item(9)))
    site.page("/1", article(1))
    db = str(tmp_path / "c.db")
    done = vedette("watch", feed, "--once", "--db", db, "--allow-private", "--delay", "0")
    assert done.returncode == 1
    assert done.stdout.endswith(f"  {site.url('/1')}\n")
    assert done.stderr == (
        f"vedette: {site.url('/9')!r} is not read: the server answers 404 Not Found.\n1 items read, 1 new reports, into {db}.\n"
    )


def test_what_became_of_each_item_is_told_in_json_lines(site: Site, tmp_path: Path, vedette: Run) -> None:
    feed = site.page("/rss", rss(item(1), item(9)))
    site.page("/1", article(1))
    done = vedette("watch", feed, "--once", "--db", str(tmp_path / "c.db"), "--allow-private", "--delay", "0", "--format", "jsonl")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {t["name"]: t.get("new") for t in told} == {site.url("/1"): True, site.url("/9"): None}
    assert "404" in next(t["wrong"] for t in told if "wrong" in t)
