"""`vedette evaluate` as installed."""

import json
from pathlib import Path

import pytest

from conftest import Run as Vedette
from evaluate.conftest import REPORT, Files


def test_text(vedette: Vedette, files: Files) -> None:
    done = vedette("evaluate", str(files(places=[{"name": "Gdynia", "country": "PL"}])), "--by", "publisher")
    assert (done.returncode, done.stderr) == (0, "")
    assert "headline (mean F1 of the slots)" in done.stdout
    assert "− places Gdynia (PL)" in done.stdout
    assert "Test <Post>" in done.stdout


def test_json_saved_and_compared(vedette: Vedette, files: Files, tmp_path: Path) -> None:
    gold, kept, html = str(files()), str(tmp_path / "run.json"), tmp_path / "errors.html"
    assert vedette("evaluate", gold, "--save", kept, "--html", str(html)).returncode == 0
    assert html.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    done = vedette("evaluate", gold, "--diff", kept, "--format", "json", "--by", "language", "--worst", "0")
    shown = json.loads(done.stdout)
    assert shown["flips"] == shown["worst"] == []
    assert shown["slots"]["exercise"]["f1"] == 1
    assert set(shown["groups"]) == {"en"}


def test_floors(vedette: Vedette, files: Files, tmp_path: Path) -> None:
    gold, floors = str(files()), tmp_path / "floors.yaml"
    assert "has no floors" in vedette("evaluate", gold, "--floors", str(floors)).stderr
    assert vedette("evaluate", gold, "--floors", str(floors), "--write-floors").returncode == 0
    assert vedette("evaluate", gold, "--floors", str(floors)).returncode == 0
    floors.write_text(floors.read_text().replace("exercise: 0.98", "exercise: 2.0"))
    low = vedette("evaluate", gold, "--floors", str(floors))
    assert (low.returncode, low.stderr) == (1, "vedette: g.jsonl: exercise is 1.0000, below its floor of 2.0000.\n")
    sunk = vedette("evaluate", gold, "--floors", str(floors), "--write-floors")
    assert sunk.returncode == 1
    assert "--lower lets them" in sunk.stderr
    assert vedette("evaluate", gold, "--floors", str(floors), "--write-floors", "--lower").returncode == 0


@pytest.mark.parametrize("option", ["--save", "--html"])
def test_a_file_that_cannot_be_written(vedette: Vedette, files: Files, option: str) -> None:
    done = vedette("evaluate", str(files()), option, "/no/folder/file")
    assert (done.returncode, done.stderr) == (3, "vedette: '/no/folder/file' cannot be written: No such file or directory.\n")


def test_negatives(vedette: Vedette, tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_text(json.dumps(REPORT) + "\n")
    assert "1 of 1 texts yield an exercise (100.00%)" in vedette("evaluate", "--negatives", str(path)).stdout
    assert json.loads(vedette("evaluate", "--negatives", str(path), "--format", "json").stdout)["rate"] == 1


def test_refusals(vedette: Vedette, files: Files) -> None:
    gold = str(files())
    for words, code, told in (
        ((), 2, "Name either gold or"),
        ((gold, "--negatives", gold), 2, "Name either gold or"),
        ((gold, "--write-floors"), 2, "--write-floors needs --floors"),
        (("nowhere.jsonl",), 1, "cannot be read: No such file or directory."),
        ((gold, "--diff", gold), 1, "no run that --save has written"),
        ((gold, "--reports", "nowhere.jsonl"), 1, "There is no file"),
    ):
        done = vedette("evaluate", *words)
        assert (done.returncode, done.stdout) == (code, "")
        assert told in done.stderr
        assert len(done.stderr.splitlines()) == 1
