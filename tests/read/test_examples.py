"""The example reports: all are read, their gold belongs to what is read, and the first one holds every kind of furniture."""

import json
from pathlib import Path

import pytest

from vedette.ingest import Raw, load
from vedette.model import Report
from vedette.read import read

ROOT = Path(__file__).parents[2]
FILES = sorted(p.name for p in (ROOT / "examples").iterdir() if p.suffix in (".txt", ".html"))
GOLD = {Path(g["file"]).name: g for g in map(json.loads, (ROOT / "tests/gold/examples.jsonl").read_text(encoding="utf-8").splitlines())}


def example(name: str) -> Report:
    (raw,) = load(str(ROOT / "examples" / name))
    assert isinstance(raw, Raw)
    return read(raw)


def test_every_example_has_gold() -> None:
    assert sorted(GOLD) == FILES
    assert len(FILES) == 18


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_what_its_gold_was_coded_from(name: str) -> None:
    report, gold = example(name), GOLD[name]
    assert report.id == gold["id"]
    assert (report.title, report.published, report.publisher, report.lang) == (gold["title"], gold["published"], gold["publisher"], "en")
    told = " ".join(b.span.of(report.text) for b in report.blocks if b.kind in ("headline", "body", "caption"))
    for exercise in gold["exercises"]:
        named = [exercise["name"], *exercise["aliases"], *exercise["objectives"]]
        named += [thing[key] for slot, key in (("places", "name"), ("materiel", "type"), ("units", "name")) for thing in exercise[slot]]
        assert [words for words in named if words and words not in told] == []


@pytest.mark.parametrize("name", FILES)
def test_nothing_of_the_page_around_an_article_is_told(name: str) -> None:
    told = [b.span.of(r.text) for r in [example(name)] for b in r.blocks if b.kind in ("headline", "body", "caption")]
    for word in (
        "cookie",
        "Subscribe",
        "Sign up",
        "Read more",
        "See also",
        "Photo:",
        "photo by",
        "All rights",
        "jun88",
        "http",
        "<",
        "Reporting by",
    ):
        assert not [part for part in told if word in part]


def test_the_first_example() -> None:
    report = example("zapad-interaction-2021-a.txt")
    text = report.text
    assert report.title == "Moscow and Beijing Open Five Days of War Games in China's Northwest"
    assert (report.published, report.publisher, report.lang) == ("2021-08-10", "The Moscow Times", "en")
    assert report.url == "https://www.themoscowtimes.com/2021/08/10/russia-china-kick-off-joint-military-drills-a74740"
    assert report.credits == ("China Central Television (CCTV)",)
    (lead,) = report.leads
    assert lead.title == "Russian Forces Train in Tajikistan as Taliban Advances"
    body = " ".join(b.span.of(text) for b in report.blocks if b.kind == "body")
    for word in ("<u>", "CCTV", "Tajikistan", "http", "grab"):
        assert word not in body
    kinds = [b.kind for b in report.blocks]
    assert kinds[:4] == ["headline", "date_line", "caption", "byline"]
    assert kinds[-2:] == ["source", "source"]
    assert kinds.count("body") == 9
