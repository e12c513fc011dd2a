"""Commands in pipes: what is read from standard input, and JSON Lines that other programs take."""

import gzip
import json
from pathlib import Path

from conftest import Run
from support import ROOT

MME = (ROOT / "tests/datasets/mme.csv").read_bytes()
TABLE = "nr;body\n1;The navies of India and Japan began exercise Coral Shield off Goa on 9 August 2021.\n2;\n"


def test_a_table_goes_from_standard_input_to_json_lines(vedette: Run, tmp_path: Path) -> None:
    db = str(tmp_path / "a.db")
    done = vedette("ingest", "-", "--columns", "text=body,id=nr", "--format", "jsonl", "--db", db, stdin=TABLE)
    assert done.returncode == 1
    good, bad = map(json.loads, done.stdout.splitlines())
    assert good == {"name": "-:2", "report": "1", "new": True}
    assert bad["wrong"] in done.stderr
    coded = vedette("code", "-", "--columns", "text=body,id=nr", "--format", "jsonl", stdin=TABLE)
    assert [json.loads(line)["report"]["id"] for line in coded.stdout.splitlines()] == ["1"]
    for command in (("list",), ("search", "coral"), ("timeline",), ("show", "Coral"), ("stats",)):
        found = [json.loads(line) for line in vedette(*command, "--format", "jsonl", "--db", db).stdout.splitlines()]
        assert all(isinstance(one, dict) for one in found)
        assert found, command
    (record,) = map(json.loads, vedette("export", "jsonl", "--db", db).stdout.splitlines())
    assert record["name"] == "Coral Shield"
    report = json.loads(vedette("report", "1", "--format", "jsonl", "--db", db).stdout)
    assert report["report"]["id"] == "1"


def test_codings_in_json_lines_are_told_of_one_a_line(vedette: Run) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Drill {n} began on 9 August 2021."}) + "\n" for n in range(3))
    for packed in (lines.encode(), gzip.compress(lines.encode())):
        done = vedette("code", "-", "--format", "jsonl", stdin=packed)
        assert [json.loads(line)["report"]["id"] for line in done.stdout.splitlines()] == ["0", "1", "2"]


def test_a_data_set_is_imported_from_standard_input(vedette: Run, tmp_path: Path) -> None:
    done = vedette("import", "mme", "-", "--db", str(tmp_path / "a.db"), stdin=MME)
    assert "3 rows stored, 3 of them new" in done.stderr
    missing = vedette("import", "mme", "--problem", "x", "--db", str(tmp_path / "a.db"))
    assert "there is no option --problem" in " ".join((missing.stdout + missing.stderr).split())
    nowhere = vedette("import", "mme", "-", "--problems", str(tmp_path / "no/p.csv"), "--db", str(tmp_path / "a.db"), stdin=MME)
    assert nowhere.returncode == 3
    assert "cannot be written: No such file" in nowhere.stderr
