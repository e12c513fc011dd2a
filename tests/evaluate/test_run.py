"""Runs over gold: crashes, spans, errors with their sentences, groups, flips, and the page."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from evaluate.conftest import REPORT, Files
from vedette.evaluate import report as figures_page
from vedette.evaluate.errors import worst
from vedette.evaluate.gold import GoldError, read_gold, reports_beside
from vedette.evaluate.groups import groups
from vedette.evaluate.page import page
from vedette.evaluate.run import Run, negatives, run
from vedette.evaluate.saved import flips, load, save
from vedette.evaluate.spans import occurrences, overlap
from vedette.model import Coding, Report, Span

Small = Callable[..., Run]


def broken(report: Report) -> Coding:
    raise ZeroDivisionError("no luck")


def test_small_report_is_read(small: Small) -> None:
    done = small()
    assert done.crashes == ()
    assert done.score.exercise_f1 == 1
    assert done.score.tallies["personnel"].f1 == 1


def test_a_crash_counts_as_a_miss_and_is_told(files: Files) -> None:
    gold = read_gold(str(files()))
    done = run(gold, [str(reports_beside(gold.path))], broken)
    assert [(c.report, c.error) for c in done.crashes] == [("amber", "ZeroDivisionError: no luck")]
    assert done.score.headline == 0
    assert worst(done)[0].crash == "ZeroDivisionError: no luck"
    assert "no luck" in page(done, worst(done))


def test_errors_stand_in_their_sentences(small: Small) -> None:
    done = small(places=[{"name": "Gdynia", "country": "PL"}], objectives=["save the herring"])
    found = {(e.kind, e.outcome.slot): e for m in worst(done) for e in m.errors}
    missed = found["missed", "places"]
    assert missed.span is not None
    assert missed.span.of(done.reports["amber"].text) == "GDYNIA"
    assert (missed.sentence or "").startswith("GDYNIA")
    assert found["missed", "objectives"].span is None, "words that stand nowhere are marked nowhere"


def test_spans_count_apart_from_values(small: Small) -> None:
    done = small()
    for slot, tally in done.spans.tallies.items():
        assert tally.f1 <= done.score.tallies[slot].f1
    assert done.spans.tallies["name"].f1 == 1


@pytest.mark.parametrize("name", ["a.jsonl", "b.jsonl", "examples.jsonl", "tune.jsonl"])
def test_spans_are_right_where_values_are(name: str, gold_run: Callable[[str], Run]) -> None:
    done = gold_run(name)
    enough = 10  # one claim of three says nothing about a slot
    spans, values = (
        [t[slot].f1 for slot in done.spans.tallies if done.score.tallies[slot].gold >= enough]
        for t in (done.spans.tallies, done.score.tallies)
    )
    assert sum(spans) >= 0.9 * sum(values)
    assert all(span >= 0.8 * value for span, value in zip(spans, values, strict=True)), "a slot is checked on claims that do not fill it"


def test_overlap_is_a_share_of_the_longer_stretch() -> None:
    assert overlap(Span(0, 10), Span(0, 20)) == 0.5
    assert overlap(Span(0, 5), Span(5, 9)) == 0


def test_wordings_are_found_across_lines() -> None:
    text = "the 7th\nFleet, and the 7TH fleet"
    assert occurrences("7th Fleet", Report("x", text, ())) == [Span(4, 13), Span(23, 32)]
    assert occurrences(" ", Report("x", text, ())) == []


def test_groups(small: Small) -> None:
    done = small()
    assert [name for name, _ in groups(done, "publisher")] == ["Test <Post>"]
    assert [(name, s.reports) for name, s in groups(done, "length")] == [("under 200 words", 1)]
    assert groups(done, "language")[0][1].headline == done.score.headline


def test_flips(small: Small, tmp_path: Path) -> None:
    right = small()
    gold = right.gold
    kept = tmp_path / "run.json"
    save(right, str(kept))
    assert flips(load(str(kept)), right) == []
    blind = run(gold, [str(reports_beside(gold.path))], broken)
    changes = {f.change for f in flips(load(str(kept)), blind)}
    assert "now missed" in changes
    save(blind, str(kept))
    back = flips(load(str(kept)), right)
    assert {f.change for f in back} <= {"now right", "better", "now wrongly found"}
    assert sum(f.change == "now right" for f in back) == sum(o.credit == 1 for o in right.score.outcomes)


def test_runs_on_other_gold_are_not_compared(small: Small, tmp_path: Path) -> None:
    save(small(), str(tmp_path / "run.json"))
    with pytest.raises(GoldError, match="other gold"):
        flips(load(str(tmp_path / "run.json")), small(name="Granite Shield"))
    (tmp_path / "none.json").write_text("{}")
    with pytest.raises(GoldError, match="no run that --save has written"):
        load(str(tmp_path / "none.json"))


def test_the_page_is_escaped_and_whole(small: Small) -> None:
    done = small(places=[{"name": "Gdynia", "country": "PL"}])
    made = page(done, worst(done))
    assert "Test &lt;Post&gt;" in made
    assert "<Post>" not in made
    assert '&quot;<mark class="right" title="right: statements Captain Ewa Lis' in made
    assert re.search(r'<mark class="missed" title="missed: places Gdynia \(PL\)">GDYNIA</mark>', made)
    assert not re.search(r"(src|href)=|url\(|@import|<script", made), "needs nothing from elsewhere"
    quoted = re.sub(r"<[^>]+>", "", made[made.index("<blockquote>") : made.index("</blockquote>")])
    assert len(quoted.split()) == len(done.reports["amber"].text.split())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "1: the line is no JSON"),
        ('{"id": "x", "exercises": [{"places": [{"country": "SE"}]}]}', "exercises.0.places.0.name"),
        ('{"id": "x"}\n{"id": "x"}', "2: the report 'x' stands there twice"),
        ("", "holds no report"),
    ],
)
def test_bad_gold_is_refused(line: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(GoldError, match=re.escape(told)):
        read_gold(str(path))


def test_reports_must_be_there(files: Files, tmp_path: Path) -> None:
    gold = read_gold(str(files()))
    with pytest.raises(GoldError, match="1 of the 1 reports"):
        run(gold, [str(_jsonl(tmp_path / "other.jsonl", {**REPORT, "id": "other"}))])
    reports_beside(gold.path).unlink()
    with pytest.raises(GoldError, match="--reports"):
        reports_beside(gold.path)


def test_negatives(tmp_path: Path) -> None:
    texts = (
        {
            "id": "bread",
            "title": "Bakers exercise patience",
            "text": "The price of flour rose again on Monday, the bakers' guild of Ulm said.",
        },
        REPORT,
    )
    done = negatives([str(_jsonl(tmp_path / "n.jsonl", *texts))])
    assert (done.texts, [n.report for n in done.found], done.rate) == (2, ["amber"], 0.5)
    assert len(negatives([str(tmp_path / "n.jsonl")], broken).crashes) == 2


def test_figures_are_filled_into_a_page(files: Files, tmp_path: Path) -> None:
    path = files()
    text = f"a\n<!-- figures: {path} -->\nold\n<!-- end -->\nb\n<!-- errors: {path} nowhere.jsonl -->\nkept\n<!-- end -->\n"
    made, lost = figures_page.filled(text)
    assert "| exercise | 1.000 |" in made
    assert "old" not in made
    assert "kept" in made
    assert lost == ["nowhere.jsonl"]
    assert figures_page.filled(made)[0] == made


def _jsonl(path: Path, *records: object) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path
