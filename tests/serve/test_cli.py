"""The commands, run as they are installed."""

import json
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest

from conftest import Run
from support import EXAMPLES, ROOT
from vedette.export import jsonform
from vedette.serve import tables

TEXT = """Northland and Southland Begin Drills

May 3, 2022

OSLO, May 3 - Norway and Sweden began a five-day naval exercise called Fjord Wind 2022 off Bergen on Monday with about 1,200 sailors.
"""


@pytest.fixture(scope="module")
def catalogue(vedette: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of all examples, ingested once by one path and again by the other."""
    path = tmp_path_factory.mktemp("catalogue") / "c.db"
    done = vedette("ingest", "examples", "--db", str(path))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{len(EXAMPLES)} reports coded, {len(EXAMPLES)} of them new, into {path}.\n"
    return path


def test_help_and_version_come_at_once(vedette: Run) -> None:
    done = vedette("--help")
    assert done.returncode == 0
    assert "Exit codes: 0" in done.stdout
    assert vedette("--version").stdout.strip() == "0.1.0"


def test_help_imports_nothing_heavy(vedette: Run) -> None:
    done = vedette("--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rsplit("|", 1)[1].strip() for line in done.stderr.splitlines() if "|" in line}
    assert "vedette.serve.cli" in imported
    assert not imported & {"pydantic", "sqlalchemy", "trafilatura", "lxml", "vedette.lexicon", "vedette.pipeline"}


def test_text_is_the_record_with_its_words(vedette: Run) -> None:
    done = vedette("code", "-", stdin=TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == "Northland and Southland Begin Drills"
    assert lines[1].startswith("2022-05-03 · report ")
    (name,) = [line for line in lines if line.startswith("  name ")]
    assert name.split() == ["name", "Fjord", "Wind", "2022", "“Fjord", "Wind", "2022”"]
    assert [line for line in lines if line != line.rstrip()] == []
    assert "\x1b" not in done.stdout


def test_what_the_caller_knows_wins(vedette: Run) -> None:
    words = ("--published", "2022-05-04", "--publisher", "The Fjord Post", "--url", "https://fjord.example/1")
    done = vedette("code", *words, "--format", "json", stdin=TEXT)
    report = json.loads(done.stdout)["report"]
    assert (report["published"], report["publisher"], report["url"]) == ("2022-05-04", "The Fjord Post", "https://fjord.example/1")


def test_json_follows_the_shipped_schema(vedette: Run) -> None:
    done = vedette("code", *EXAMPLES, "--format", "json")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (0, len(EXAMPLES))
    validator = jsonschema.Draft202012Validator(jsonform.schema())
    jsonschema.Draft202012Validator.check_schema(jsonform.schema())
    for line, name in zip(lines, EXAMPLES, strict=True):
        coding = json.loads(line)
        validator.validate(coding)
        assert coding["report"]["name"] == name
        assert coding["report"]["id"] == sha256(coding["report"]["text"].encode()).hexdigest()[:12]


def test_template_is_one_line_for_each_line(vedette: Run, tmp_path: Path) -> None:
    records = [
        {"id": "z9", "text": TEXT, "publisher": "A", "published": "2022-05-03"},
        {"id": "a1", "title": "Nothing new", "text": "It rained in the north on Sunday, and nobody went out."},
        {"id": 7, "text": "Fjord Wind 2022 went on, Sweden's navy said.", "published": "2022-05-04"},
    ]
    file = tmp_path / "r.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    done = vedette("code", "--format", "template", str(file))
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [m["id"] for m in made] == ["z9", "a1", "7"]
    assert list(made[0]) == ["id", "title", "published", "publisher", "exercises", "statements"]
    assert (made[0]["published"], made[0]["publisher"], made[1]["title"]) == ("2022-05-03", "A", "Nothing new")
    assert made[0]["exercises"][0]["name"] == "Fjord Wind 2022"
    assert made[1]["exercises"] == []
    assert done.stdout == vedette("code", "--format", "template", "-", stdin=file.read_bytes()).stdout


def test_the_list_has_the_exercises_of_the_examples(vedette: Run, catalogue: Path) -> None:
    shown = vedette("list", env={"VEDETTE_DB": str(catalogue)})
    assert shown.returncode == 0
    for name in ("Malabar 2020", "Vostok", "Zapad", "Balikatan", "Steadfast"):
        assert name in shown.stdout
    assert [line for line in shown.stdout.splitlines() if line != line.rstrip()] == []


def test_an_exercise_is_shown_with_its_sources(vedette: Run, catalogue: Path) -> None:
    ident = next(line.split()[0] for line in vedette("list", "--db", str(catalogue)).stdout.splitlines() if " Malabar 2020 " in line)
    shown = vedette("show", ident[:8], "--db", str(catalogue))
    assert shown.returncode == 0
    assert shown.stdout.startswith("Malabar 2020")
    assert "2020-11-" in shown.stdout


def test_a_report_is_shown_as_it_was_coded(vedette: Run, catalogue: Path) -> None:
    coded = vedette("code", "examples/malabar-2020-b.txt").stdout
    ident = coded.splitlines()[1].rsplit(" ", 1)[1] if "report" in coded.splitlines()[1] else coded.splitlines()[2].split()[-1]
    assert vedette("report", ident, "--db", str(catalogue)).stdout == coded


def test_the_same_report_is_stored_once(vedette: Run, catalogue: Path) -> None:
    before = vedette("list", "--db", str(catalogue)).stdout
    done = vedette("ingest", "examples/malabar-2020-b.txt", str(ROOT / "examples/malabar-2020-a.html"), "--db", str(catalogue))
    assert done.stderr == f"2 reports coded, 0 of them new, into {catalogue}.\n"
    assert vedette("list", "--db", str(catalogue)).stdout == before


@pytest.mark.parametrize("command", ["show", "report"])
def test_an_unknown_id(vedette: Run, catalogue: Path, command: str) -> None:
    done = vedette(command, "zzz", "--db", str(catalogue))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "'zzz'" in done.stderr


@pytest.mark.parametrize("words", ["", "russia"])
def test_words_that_several_exercises_share(vedette: Run, catalogue: Path, words: str) -> None:
    done = vedette("show", words, "--db", str(catalogue))
    assert done.returncode == 1
    assert done.stderr.startswith("vedette: These words are of several exercises")
    assert done.stderr.count("; ") >= 1


@pytest.mark.parametrize("words", ["Zapad-2021", "zapad interaction 2021"])
def test_a_name_stands_for_its_exercise(vedette: Run, catalogue: Path, words: str) -> None:
    done = vedette("show", words, "--db", str(catalogue))
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", [("cod",), ("code", "--format", "xml"), ("show",), ("code", "--nonsense")])
def test_words_that_are_off(vedette: Run, words: tuple[str, ...]) -> None:
    done = vedette(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_json_lines_go_through_pipes(vedette: Run, catalogue: Path) -> None:
    listed = vedette("list", "--db", str(catalogue), "--format", "jsonl").stdout
    exercises = [json.loads(line) for line in listed.splitlines()]
    assert exercises == json.loads(vedette("list", "--db", str(catalogue), "--format", "json").stdout)
    kept = vedette("report", exercises[0]["reports"][0], "--db", str(catalogue), "--format", "json").stdout
    text = json.dumps({**json.loads(kept)["report"], "lang": "en"})
    assert json.loads(vedette("code", "--format", "json", stdin=text).stdout)["accounts"] == json.loads(kept)["accounts"]
    pairs = vedette("pair", "RU", "CN", "--db", str(catalogue), "--format", "jsonl").stdout
    assert [json.loads(line)["year"] for line in pairs.splitlines()] == [2018, 2021]


def test_a_csv_cell_is_no_formula(capsys: pytest.CaptureFixture[str]) -> None:
    tables.put([{"name": "=1+1", "places": [{"name": "@A"}], "number": -1}], "csv", [])
    assert capsys.readouterr().out == "name,places,number\n'=1+1,'@A,-1\n"
