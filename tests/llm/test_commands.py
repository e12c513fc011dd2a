"""`vedette code` and `vedette evaluate` with a language model as coder."""

import json
import sys
from pathlib import Path

import pytest

from conftest import Run
from llm_endpoint import GOOD, TEXT, Endpoint, answer, claim, says, sends
from vedette import read
from vedette.pipeline import code
from vedette.serve import cli
from vedette.serve.coder_cli import CoderChoice


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports that differ by a line."""
    path = tmp_path / "reports.jsonl"
    lines = ({"id": name, "text": f"{TEXT}\n{name}\n"} for name in ("one", "two"))
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def words(endpoint: Endpoint, tmp_path: Path) -> tuple[str, ...]:
    return ("--coder", "llm", "--endpoint", endpoint.url, "--model", "m", "--answers", str(tmp_path / "answers"))


def test_reports_are_coded_and_what_it_took_is_told(vedette: Run, endpoint: Endpoint, reports: Path, tmp_path: Path) -> None:
    endpoint.script = [says(answer(*GOOD, claim("place", "Tallinn", "near Tallinn")))]
    done = vedette("code", str(reports), "--format", "template", "--price", "2", "10", *words(endpoint, tmp_path))
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["exercises"][0]["name"] for line in done.stdout.splitlines()] == ["Amber Shield 2024"] * 2
    first, second = done.stderr.splitlines()
    assert first.startswith("m: 2 answers asked for, 0 from the cache, 0 reports without one; 2,000 tokens in, 200 out; 0.0060 in all; ")
    assert second == "24 claims found in the texts, 2 dropped; 2 words that are not in the report."


def test_a_run_that_was_stopped_goes_on_where_it_was(vedette: Run, endpoint: Endpoint, reports: Path, tmp_path: Path) -> None:
    endpoint.script = [says(answer(*GOOD)), sends(429, retry_after_ms="10")]
    stopped = vedette("code", str(reports), "--format", "json", *words(endpoint, tmp_path))
    assert stopped.returncode == 3
    assert "the same command goes on later where it stopped" in stopped.stderr
    assert len(stopped.stdout.splitlines()) == 1
    asked = len(endpoint.seen)
    endpoint.script = [says(answer(*GOOD))]
    done = vedette("code", str(reports), "--format", "json", *words(endpoint, tmp_path))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    assert done.stdout.startswith(stopped.stdout)
    assert len(endpoint.seen) == asked + 1
    assert "1 answers asked for, 1 from the cache" in done.stderr


def test_a_report_without_an_answer_is_named_and_the_others_are_coded(
    vedette: Run, endpoint: Endpoint, reports: Path, tmp_path: Path
) -> None:
    endpoint.script = [sends(400), says(answer(*GOOD))]
    done = vedette("code", str(reports), "--format", "template", *words(endpoint, tmp_path))
    assert done.returncode == 1
    assert f"vedette: {reports}:1: The endpoint answers with the error 400" in done.stderr
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["two"]


def test_a_model_is_scored_on_the_same_gold(vedette: Run, endpoint: Endpoint, reports: Path, tmp_path: Path) -> None:
    endpoint.script = [says(answer(*GOOD))]
    gold = tmp_path / "gold.jsonl"
    perfect = json.loads(vedette("code", str(reports), "--format", "template", *words(endpoint, tmp_path)).stdout.splitlines()[0])
    poor = {**perfect, "id": "two", "exercises": [{**perfect["exercises"][0], "status": "planned"}]}
    gold.write_text(f"{json.dumps(perfect)}\n{json.dumps(poor)}\n", encoding="utf-8")
    done = vedette("evaluate", str(gold), "--reports", str(reports), "--format", "json", *words(endpoint, tmp_path))
    assert done.returncode == 0, done.stderr
    scored = json.loads(done.stdout)
    assert scored["coder"].startswith("llm-m-")
    assert scored["crashes"] == []
    assert [(w["report"], e["slot"], e["gold"], e["found"]) for w in scored["worst"] for e in w["errors"]] == [
        ("two", "status", "planned", "underway")
    ]
    assert "0 answers asked for, 2 from the cache" in done.stderr
    html = tmp_path / "errors.html"
    vedette("evaluate", str(gold), "--reports", str(reports), "--html", str(html), *words(endpoint, tmp_path))
    assert scored["coder"] in html.read_text(encoding="utf-8")


def test_an_endpoint_that_is_of_no_use_is_no_crash_of_the_coder(vedette: Run, endpoint: Endpoint, reports: Path, tmp_path: Path) -> None:
    endpoint.script = [sends(401)]
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "one", "exercises": []}\n', encoding="utf-8")
    done = vedette("evaluate", str(gold), "--reports", str(reports), *words(endpoint, tmp_path))
    assert done.returncode == 3
    assert done.stderr.endswith("refuses the key; put it into VEDETTE_LLM_KEY.\n")
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("code", "examples/malabar-2020-b.txt", "--coder", "llm"), "needs --endpoint and --model"),
        (("code", "-", "--coder", "llm", "--endpoint", "localhost", "--model", "m"), "is no address"),
        (
            ("evaluate", "tests/gold/a.jsonl", "--floors", "f", "--coder", "llm", "--endpoint", "http://x", "--model", "m"),
            "--coder llm has none",
        ),
    ],
)
def test_words_that_do_not_go_together(vedette: Run, given: tuple[str, ...], told: str) -> None:
    done = vedette(*given)
    assert done.returncode == 2
    assert told in done.stderr


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    choice = CoderChoice("llm", "http://127.0.0.1:9/v1", "m")
    with pytest.raises(cli.Refusal, match=r"pip install 'vedette\[llm\]'"), choice.used() as coder:
        coder(read(TEXT))


def test_our_coder_is_the_default() -> None:
    with CoderChoice().used() as coder:
        assert coder is code
