"""What holds for any input: it is read or refused, and the blocks cover the kept text without overlap."""

from hashlib import sha256

from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.model import Report
from vedette.raw import InputError, Raw
from vedette.read import read

PIECES = st.sampled_from(
    [
        "\n",
        "\n\n",
        " ",
        "<u>",
        "</p>",
        "<br>",
        "&amp;",
        "&#x0;",
        "\u200b",
        "İ",
        "\r",
        "\ufeff",
        "Photo: A/B",
        "(Photo by C)",
        "Read also: X",
        "August 10, 2021",
        "By Ann Lee",
        "Original url:",
        "https://a.example/2021/08/10/",
        "Related articles:",
        "It ended.",
        "Fleet sails",
        ".",
        '"',
    ]
)
FRAGMENTS = st.sampled_from(
    """<p>|</p>|<figcaption>|</figure>|<a href="x">|<a href="http://[bad">|</a>|<ul><li>|<h1>|</script>|<br>|<!--|-->|<blockquote>|<table><tr><td>
<script type="application/ld+json">|{"@type":"NewsArticle","headline":3,"datePublished":5}|[{"@type":"Report","publisher":[]}]|Photo: A/B
<meta property="og:url" content="http://[x">|<link rel="canonical" href="http://[::1">|<?xml encoding="utf-16"?>|&#x0;|&#55296;
&#1;|&#x0c;|&#xFFFF;
<article>|<div class="caption">|<p>The drills began on Monday in the north, officials said, and thousands of men took part.""".replace(
        "\n", "|"
    ).split("|")
)
TEXTS = st.lists(PIECES | st.text(max_size=12), max_size=25).map("".join)


def check(report: Report) -> None:
    covered = [False] * len(report.text)
    for block in report.blocks:
        assert 0 <= block.span.start < block.span.end <= len(report.text)
        assert block.span.of(report.text) == block.span.of(report.text).strip()
        assert not any(covered[block.span.start : block.span.end])
        covered[block.span.start : block.span.end] = [True] * (block.span.end - block.span.start)
    assert all(seen or char.isspace() for seen, char in zip(covered, report.text, strict=True))
    assert [b.span for b in report.blocks] == sorted(b.span for b in report.blocks)
    for lead in report.leads:
        assert lead.span is None or (0 <= lead.span.start <= lead.span.end <= len(report.text) and lead.span.of(report.text) == lead.title)
    if report.title:
        assert report.text.startswith(report.title)


def attempt(raw: Raw) -> Report | None:
    try:
        return read(raw)
    except InputError as error:
        if raw.name not in str(error):
            raise
        return None


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    report = attempt(Raw(data, "a.txt", sha256(data).hexdigest()))
    if report:
        check(report)


@settings(max_examples=80, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=14), st.binary(max_size=20))
def test_any_page(parts: list[str], noise: bytes) -> None:
    markup = b"<html><body>" + "".join(parts).encode("utf-8", "replace") + noise
    report = attempt(Raw(markup, "a.html", sha256(markup).hexdigest()))
    if report:
        check(report)


@settings(max_examples=250, deadline=None)
@given(TEXTS, st.none() | TEXTS)
def test_any_record(text: str, title: str | None) -> None:
    report = attempt(Raw(b"", "r.jsonl:1", "0" * 64, text=text, title=title, lang="en"))
    if report:
        check(report)
        again = attempt(Raw(b"", "r.jsonl:1", "0" * 64, text=text, title=title, lang="en"))
        assert again == report
