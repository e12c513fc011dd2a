"""The commands that ask a catalogue, look after it and judge, run in one process as the command line runs them."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from made import coded, kenso, kenso_later
from vedette.assemble import add
from vedette.serve import cli
from vedette.serve.catalogue_cli import COMMANDS, needing
from vedette.store import Catalogue, Filters

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def filled(db: str) -> str:
    with Catalogue(db) as catalogue:
        planned = coded(
            "r9",
            "Chile and Peru will hold the drill Long Mast 2031 in May 2031.",
            ("name", "Long Mast 2031", "Long Mast 2031"),
            ("status", "planned", "will"),
            ("participant", "CL", "Chile"),
            ("participant", "PE", "Peru"),
            ("start", "2031-05", "May 2031"),
        )
        codings = (
            kenso(),
            kenso_later(people=2500),
            kenso_later("r4", people=400, publisher="Evening Gazette"),
            kenso("r3", 2017),
            planned,
        )
        for coding in codings:
            with catalogue.writing() as writer:
                add(writer, [coding])
    return db


@pytest.fixture
def call(filled: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs a command on the filled catalogue: exit code, output, messages."""
    monkeypatch.setenv("VEDETTE_DB", filled)
    monkeypatch.setenv("VEDETTE_CODER", "Ada")

    def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["vedette", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code = cli._run()
        return (code, *capsys.readouterr())

    return run


def test_lists_and_searches_give_the_same_records(call: Call) -> None:
    code, out, _ = call("list", "--format", "json")
    records = json.loads(out)
    assert code == 0
    assert [r["name"] for r in records] == ["Kenso Shield 2017", "Kenso Shield 2019", "Long Mast 2031"]
    wanted = {"id", "name", "aliases", "series", "status", "start", "end", "participants", "places", "personnel", "reports"}
    assert all(wanted <= set(r) for r in records)
    assert records[1]["reports"] == ["r1", "r2", "r4"]
    assert json.loads(call("search", "kenso", "darwin", "--format", "json")[1]) == [records[1], records[0]]
    for words in (("--pair", "Japan", "AU", "--from", "2019"), ("--size", "2000"), ("--series", "kenso shield", "--from", "2018-06")):
        assert json.loads(call("search", *words, "--format", "json")[1]) == [records[1]], words
    assert json.loads(call("search", "--status", "planned", "--format", "json")[1]) == [records[2]]
    rows = list(csv.DictReader(io.StringIO(call("search", "--place", "Australia", "--format", "csv")[1])))
    assert [r["participants"] for r in rows] == ["AU; JP", "AU; JP"]
    _, out, told = call("search", "kenso", "--limit", "1")
    assert "Kenso Shield 2019" in out
    assert told == "There are more than 1 exercises; --limit shows more.\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("pair", "Australia", "JP"), "2 exercises of AU and JP"),
        (("series", "Kenso Shield"), "Kenso Shield 2017"),
        (("timeline",), "2031"),
        (("timeline", "--by", "month", "--participant", "JP"), "2019-07"),
        (("conflicts",), "2,500 (all sides)"),
        (("upcoming", "--today", "2019-01-01", "--participant", "CL"), "Long Mast 2031"),
        (("stats",), "Evening Gazette"),
        (("vienna",), ""),
        (("check",), ""),
        (("review", "--agreement"), "claims"),
        (("review", "--gone"), "number"),
        (("judge", "list"), "number"),
    ],
)
def test_views_in_all_formats(call: Call, words: tuple[str, ...], expected: str) -> None:
    code, out, _ = call(*words)
    assert code == 0
    assert expected in out
    assert call(*words, "--format", "csv")[0] == 0
    assert json.loads(call(*words, "--format", "json")[1]) is not None


@pytest.mark.parametrize(
    "words", [("pair", "AU", "JP"), ("series", "Kenso Shield"), ("timeline",), ("list",), ("search", "kenso"), ("stats",)]
)
def test_plots(call: Call, words: tuple[str, ...], tmp_path: Path) -> None:
    for kind, magic in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        path = tmp_path / f"plot.{kind}"
        assert call(*words, "--plot", str(path))[0] == 0
        assert path.read_bytes().startswith(magic)
    code, _, told = call(*words, "--plot", str(tmp_path / "plot.gif"))
    assert code == 2
    assert "PNG or SVG" in told


@pytest.mark.parametrize(
    ("words", "expected", "code"),
    [
        (("search", "--participant", "Atlantis"), "no state or organisation 'Atlantis'", 2),
        (("search", "--from", "yesterday"), "is not an EDTF date", 2),
        (("search", "--domain", "sewer"), "There is no domain 'sewer'", 2),
        (("search", "--size", "many"), "is no size", 2),
        (("series", "Nothing Such"), "No exercise of a series", 1),
        (("list", "--from", "2020", "--to", "2018"), "The dates run backwards: 2020 is after 2018.", 2),
        (("search", "--size", "5000..20"), "The size '5000..20' runs backwards: 5000 is more than 20.", 2),
        (("upcoming", "--today", "soon"), "is no day", 2),
        (("judge", "accept", "none"), "There is no claim 'none'", 1),
        (("review", "--report", "none"), "no single report", 1),
        (("review", "--exercise", "none"), "no single exercise", 1),
        (("judge", "merge", "none", "none"), "There is no exercise 'none'", 1),
        (("restore", "none.db"), "no backup at", 3),
        (("import", "mme", "none.csv"), "cannot be read", 1),
        (("search", "--size", "9" * 23), "is no size", 2),
        (("pair", "AU", "Australia"), "A pair is of two", 2),
        (("timeline", "--plot", "/no/folder/plot.png"), "cannot be written", 3),
        (("list", "--db", ""), "its path is empty", 3),
        (("review", "--export", "/no/folder/gold.jsonl"), "'/no/folder/gold.jsonl' cannot be written: No such file or directory.", 3),
        (("judge", "note", "none", "seen"), "no claim, account, report or exercise 'none'", 1),
        (("judge", "note", "r1", "\udcff"), "holds a character that is no text", 3),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(call: Call, words: tuple[str, ...], expected: str, code: int) -> None:
    done, out, told = call(*words)
    assert (done, out) == (code, "")
    assert expected in told
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("search", "kenso", "--limit", "0"), "--limit. Must be >= 1"),
        (("review", "--limit", "-3"), "--limit. Must be >= 1"),
        (("serve", "--rate", "nan"), "--rate. Must be >= 0"),
        (("serve", "--workers", "0"), "--workers. Must be >= 1"),
    ],
)
def test_numbers_that_are_none(call: Call, words: tuple[str, ...], told: str) -> None:
    code, out, err = call(*words)
    assert code == 2
    assert told in out + err


def test_only_what_others_made_is_told_of_as_missing() -> None:
    with pytest.raises(cli.Refusal, match="Install it"), needing("Install it."):
        raise ModuleNotFoundError(name="uvicorn")
    with pytest.raises(ModuleNotFoundError), needing("Install it."):
        raise ModuleNotFoundError(name="vedette.serve.web.app")


def test_a_season_is_no_month(call: Call, filled: str) -> None:
    drill = coded("s1", "The drill Slow Tide ran in summer 2018.", ("name", "Slow Tide", "Slow Tide"), ("start", "2018-22", "summer 2018"))
    with Catalogue(filled) as catalogue, catalogue.writing() as writer:
        add(writer, [drill])
    assert "2018" in call("timeline")[1]
    assert "2018" not in call("timeline", "--by", "month")[1]


def test_a_note_on_a_claim_has_its_evidence(call: Call, filled: str) -> None:
    with Catalogue(filled) as catalogue:
        claim = catalogue.accounts(report="r1")[0].claims[0].id
    assert call("judge", "note", claim, "as printed")[0] == 0
    assert json.loads(call("review", "--gone", "--format", "json")[1]) == []


def test_check_backup_restore_resolve_recode(call: Call, tmp_path: Path) -> None:
    before = call("list")[1]
    assert call("check") == (0, "", "5 reports, 5 accounts, " + call("check")[2].split(", ", 2)[2])
    copy = str(tmp_path / "copy.db")
    assert call("backup", copy)[0] == 0
    assert call("list", "--db", copy)[1] == before
    assert call("restore", copy)[0] == 3
    assert call("restore", copy, "--replace")[0] == 0
    assert call("resolve")[2] == "3 exercises.\n"
    assert call("list")[1] == before
    assert call("judge", "note", "r1", "a note")[0] == 0
    code, _, told = call("recode")
    assert (code, told) == (0, "5 reports; the evidence of 0 judgements has gone.\n")
    assert call("check")[0] == 0


@pytest.mark.parametrize(("words", "code"), [(("restore", "none.db"), 3), (("import", "mme", "none.csv"), 1)])
def test_a_file_that_is_not_there_leaves_no_catalogue_behind(call: Call, tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    path = tmp_path / "new.db"
    assert call(*words, "--db", str(path))[0] == code
    assert not path.exists()


def test_import_tells_of_problems(call: Call, tmp_path: Path) -> None:
    file = str(Path(__file__).parents[1] / "datasets" / "mme.csv")
    code, _, told = call("import", "mme", file, "--problems", str(tmp_path / "problems.csv"))
    assert code == 0
    assert "1 × an id that is used twice" in told
    assert "3 rows stored, 3 of them new" in told
    assert (tmp_path / "problems.csv").read_text().startswith("line,column,value,problem\n")
    assert len(json.loads(call("search", "kenso", "--from", "2019", "--format", "json")[1])) == 1


def test_review_by_keys_with_undo_and_resume(call: Call, filled: str, tmp_path: Path) -> None:
    def judged() -> list[str]:
        with Catalogue(filled) as catalogue:
            return [j.kind for j in catalogue.judgements()]

    code, out, _ = call("review", stdin="1\nu\n2\nq\n")
    assert code == 0
    assert "personnel" in out
    assert "Withdrawn: accept" in out
    assert judged() == []  # 2 is no choice here: nothing was judged
    _, out, _ = call("review", stdin="a\nq\n")
    assert judged() == ["accept"]
    _, out, _ = call("review", stdin="q\n")
    assert "personnel" not in out  # the next session goes on behind
    assert "personnel" in call("review", "--who", "Bob", stdin="q\n")[1]
    assert "Withdrawn: accept" in call("review", "--report", "r2", stdin="u\nq\n")[1]
    call("review", "--report", "r3", stdin="c\nKenso Shield 17\n\nas painted on the ship\n" + "a\n" * 20)
    assert judged()[0] == "correct"
    gold = tmp_path / "gold.jsonl"
    assert call("review", "--export", str(gold))[0] == 0
    (made,) = map(json.loads, gold.read_text().splitlines())
    assert (made["id"], made["exercises"][0]["name"]) == ("r3", "Kenso Shield 17")


def test_single_judgements(call: Call, filled: str) -> None:
    with Catalogue(filled) as catalogue:
        exercise = catalogue.find(Filters(since="2019-01-01", until="2020-01-01"))[0]
        accounts = catalogue.exercises()[exercise]
        (start,) = [c.id for c in catalogue.accounts(report="r1")[0].claims if c.property == "start"]
    assert call("judge", "correct", start, "2019-07-02", "--why", "a slip", "--source", "a notice")[0] == 0
    assert "2019-07-02" in call("list")[1]
    assert call("judge", "split", exercise, accounts[-1])[0] == 0
    assert len(json.loads(call("list", "--format", "json")[1])) == 4
    assert call("judge", "same", accounts[0], accounts[-1])[0] == 0
    assert call("judge", "series", exercise, "Southern Shields")[0] == 0
    assert "Southern Shields" in call("series", "Southern Shields")[1]
    assert call("judge", "withdraw", "1")[0] == 0
    assert call("judge", "withdraw", "1")[0] == 1
    listed = json.loads(call("judge", "list", "--format", "json")[1])
    assert listed[0]["who"] == "Ada"
    assert listed[-1]["kind"] == "withdraw"


def test_every_command_has_examples() -> None:
    assert all(lines for _, _, lines in COMMANDS)
