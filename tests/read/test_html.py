"""Web pages: what is the article, what its furniture, what the head says."""

from hashlib import sha256

import pytest

from vedette.model import Report
from vedette.raw import InputError, Raw
from vedette.read import read

BODY = "<p>The navies of two states began a week of drills in the gulf on Monday, the ministry said in a note to the press.</p>"


def page(body: str, head: str = "", name: str = "p.html") -> Report:
    data = f"<!doctype html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()
    return read(Raw(data, name, sha256(data).hexdigest()))


def of_kind(report: Report, kind: str) -> list[str]:
    return [b.span.of(report.text) for b in report.blocks if b.kind == kind]


FULL = """
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Gulf Drills Begin</h1><p class="meta">By Ann Lee</p>
<figure><img src="x.jpg"><figcaption>A frigate leaves port. <span>Photo: Jo Roe/Agency</span></figcaption></figure>
<p>The navies of two states <u>began</u> a <a href="/w">week</a> of drills in the gulf on Monday, the ministry said.</p>
<p><a href="/rel/1">Minesweepers head for the strait</a></p>
<p>Read also: <a href="https://other.example/2">Submarine joins fleet</a></p>
<ul><li>22nd Flotilla</li><li>4th Air Wing</li></ul>
<h2>Next</h2><p>The drills last five days.<br>Then the ships go home, the note said of the plan.</p>
</article><aside><figure><figcaption>Sports: a goal is scored</figcaption></figure></aside><footer>Copyright 2019</footer>
"""
HEAD = """<title>Gulf Drills Begin | The Paper</title><link rel="canonical" href="https://paper.example/a/b">
<meta property="og:site_name" content="The Paper"><script type="application/ld+json">{"@graph": [{"@type": "WebPage"},
{"@type": ["NewsArticle"], "headline": "Gulf drills begin", "datePublished": "2019-06-03T21:00:00+03:00",
"publisher": {"name": "The Paper"}}]}</script>"""


def test_a_whole_page() -> None:
    report = page(FULL, HEAD)
    assert (report.title, report.published, report.publisher, report.url) == (
        "Gulf Drills Begin",
        "2019-06-03",
        "The Paper",
        "https://paper.example/a/b",
    )
    assert of_kind(report, "headline") == ["Gulf Drills Begin"]
    assert of_kind(report, "caption") == ["A frigate leaves port."]
    assert report.credits == ("Jo Roe/Agency",)
    assert of_kind(report, "related") == ["Read also: Submarine joins fleet"]
    assert of_kind(report, "body") == [
        "The navies of two states began a week of drills in the gulf on Monday, the ministry said.",
        "22nd Flotilla",
        "4th Air Wing",
        "Next",
        "The drills last five days.",
        "Then the ships go home, the note said of the plan.",
    ]
    assert [(lead.title, lead.url) for lead in report.leads] == [
        ("Submarine joins fleet", "https://other.example/2"),
        ("Minesweepers head for the strait", "https://paper.example/rel/1"),
    ]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2020-02-03T01:00:00Z">', "2020-02-03"),
        ('<script type="application/ld+json">{broken</script><meta name="datePublished" content="3 February 2020">', "2020-02-03"),
        ('<meta property="og:url" content="https://p.example/2020/02/03/x">', "2020-02-03"),
        ("", None),
    ],
)
def test_published(head: str, published: str | None) -> None:
    assert page(f"<article><h1>Drills</h1>{BODY}</article>", head).published == published


def test_date_line_of_a_page() -> None:
    assert page(f"<article><h1>Gulf Drills Begin</h1><p>3 June 2019</p>{BODY * 2}</article>").published == "2019-06-03"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Big drills begin in the gulf - The Paper</title>", "", "Big drills begin in the gulf"),
        ('<meta property="og:title" content="Drills in Gulf">', "<h1>The Paper</h1>", "Drills in Gulf"),
        ("<title>x</title>", "<h1>Printed headline</h1>", "x"),
        ("", "<h1>Printed &amp; shown</h1>", "Printed & shown"),
    ],
)
def test_title(head: str, body: str, title: str) -> None:
    assert page(f"{body}<article>{BODY}</article>", head).title == title


@pytest.mark.parametrize("body", ["", "<nav><a href=/>Home</a></nav>", "<p>Not found.</p>", "<script>var a = 1;</script>"])
def test_a_page_without_an_article_is_refused(body: str) -> None:
    with pytest.raises(InputError, match=r"'p\.html' is a web page without an article\."):
        page(body)


def test_pages_are_known_without_a_suffix() -> None:
    assert page(f"<h1>Drills</h1>{BODY}", name="-").blocks[0].kind == "headline"


def test_declared_encoding() -> None:
    told = "Корабли двух стран вышли в море. " * 4
    data = f'<html><head><meta charset="windows-1251"><title>Учения</title></head><body><article><p>{told}</p></article></body></html>'
    report = read(Raw(data.encode("windows-1251"), "p.html", "0" * 64))
    assert report.lang == "ru"
    assert "Корабли двух стран" in report.text


def test_malformed_addresses_do_no_harm() -> None:
    link = '<p>Read also: <a href="http://[bad">Fleet sails</a></p>'
    report = page(f"<article><h1>Drills</h1>{BODY}{link}</article>", '<meta property="og:url" content="http://[x">')
    assert report.url is None
    assert [(lead.title, lead.url) for lead in report.leads] == [("Fleet sails", "http://[bad")]


@pytest.mark.parametrize("unfit", ["\x01", "\x0b", "\uffff", "&#1;", "&#x1F;", "&#12", "&#xfffe;", "&#065535;"])
def test_characters_that_no_page_may_hold_are_left_out(unfit: str) -> None:
    report = page(f"<h1>Drills</h1>{BODY}<script>var a = 1;</script>{unfit}<p>It lasts until &#50; June, and &#x10d; stays.</p>")
    assert report.text.endswith("It lasts until 2 June, and č stays.")
