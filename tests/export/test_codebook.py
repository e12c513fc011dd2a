"""The codebook beside an export, and the data package that frictionless validates."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import frictionless
import pytest

from support import ROOT
from vedette.analysis import filters
from vedette.export import FORMATS, ExportError, save
from vedette.pipeline import import_all
from vedette.serve.export_cli import Form
from vedette.store import Catalogue, Filters

NOW = datetime(2031, 1, 2, tzinfo=UTC)
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.mark.parametrize("form", list(FORMATS))
def test_frictionless_validates_the_package_of_every_form(catalogue: Catalogue, tmp_path: Path, form: str) -> None:
    file = tmp_path / f"a{FORMATS[form].suffix}"
    made = save(form, catalogue, Filters(), str(file), NOW)
    (descriptor,) = tmp_path.glob("*.datapackage.json")
    report = frictionless.validate(str(descriptor))
    assert report.valid, report.to_summary()
    package = json.loads(descriptor.read_text())
    (resource,) = package["resources"]
    assert (resource["bytes"], resource["hash"]) == (file.stat().st_size, f"sha256:{sha256(file.read_bytes()).hexdigest()}")
    assert package["vedette"]["records"] == made.tally.rows
    (codebook,) = tmp_path.glob("*.codebook.md")
    text = codebook.read_text()
    for column in FORMATS[form].columns:
        assert f"| `{column.name}` |" in text


def test_a_broken_file_is_not_valid(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    save("csv", catalogue, Filters(), str(file))
    file.write_text(file.read_text().replace("completed", "done and over"))
    assert not frictionless.validate(str(tmp_path / "a.datapackage.json")).valid


def test_frictionless_reads_what_was_written(catalogue: Catalogue, tmp_path: Path) -> None:
    save("csv", catalogue, Filters("kenso"), str(tmp_path / "a.csv"))
    (row,) = frictionless.Package(str(tmp_path / "a.datapackage.json")).get_resource("a").read_rows()
    assert (row["days"], row["edition"], float(row["lat"]), row["last_day"].isoformat()) == (9, "2019", -12.46, "2019-07-09")
    assert row["observers"] is None


def test_the_codebook_tells_columns_counts_versions_filters_and_citation(catalogue: Catalogue, tmp_path: Path) -> None:
    chosen = filters("shield", participants=["Japan"], since="2018")
    made = save("csv", catalogue, chosen, str(tmp_path / "a.csv"), NOW)
    text = (tmp_path / "a.codebook.md").read_text()
    assert "| records | 1 |" in text
    assert "| filters | text: shield, participants: JP, since: 2018-01-01 |" in text
    assert f"| coders | test ({catalogue.count()['claim']} claims) |" in text
    assert "| `lat` | number | degrees north | 0 (0%) | -12.46 to -12.46 | latitude of this place, WGS 84 |" in text
    assert "| `observers` | list of texts |  | 1 (100%) |" in text
    assert "completed (1), cancelled (0)" in text
    assert "`NA` stands for a missing value." in text
    assert f"exported on 2031-01-02, SHA-256 {made.sha256[:12]}" in text
    package = json.loads((tmp_path / "a.datapackage.json").read_text())
    assert package["vedette"]["filters"] == {"text": "shield", "participants": ["JP"], "since": "2018-01-01"}


def test_exercises_chosen_one_by_one_are_counted(catalogue: Catalogue, tmp_path: Path) -> None:
    made = save("csv", catalogue, Filters(among=frozenset(catalogue.find(Filters("kenso")))), str(tmp_path / "a.csv"))
    assert made.tally.rows == 1
    assert "| filters | among: 1 exercises |" in (tmp_path / "a.codebook.md").read_text()


def test_data_sets_in_the_catalogue_are_cited(tmp_path: Path) -> None:
    with Catalogue(str(tmp_path / "mme.db")) as opened:
        for _ in import_all("mme", str(ROOT / "tests" / "datasets" / "mme.csv"), opened, []):
            pass
        save("mme", opened, Filters(), str(tmp_path / "mme.csv"))
    text = (tmp_path / "mme.codebook.md").read_text()
    assert "https://doi.org/10.7910/DVN/KHFODX" in text
    assert "An id that is used again gets a number" in text


def test_a_file_is_whole_or_not_there(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="pyarrow"):
        save("parquet", catalogue, Filters(), str(tmp_path / "a.parquet"))
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ExportError, match="cannot be written: No such file or directory"):
        save("csv", catalogue, Filters(), str(tmp_path / "none" / "a.csv"))


def test_a_device_stays_what_it_is_and_a_link_leads_to_the_file(catalogue: Catalogue, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(ExportError, match="it is no file"):
        save("csv", catalogue, Filters(), str(pipe))
    assert pipe.is_fifo()
    file, link = tmp_path / "file.csv", tmp_path / "link.csv"
    link.symlink_to(file)
    save("csv", catalogue, Filters(), str(link))
    assert link.is_symlink()
    assert file.read_text().startswith("id,")


def test_the_command_names_every_form() -> None:
    assert list(Form.__args__) == list(FORMATS)  # type: ignore[attr-defined]


def test_the_command(vedette: Run, path: Path, tmp_path: Path) -> None:
    done = vedette("export", "csv", "kenso", "--participant", "Japan", "--db", str(path))
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 2
    out = tmp_path / "a.csv"
    done = vedette("export", "csv", "--out", str(out), "--db", str(path))
    assert (done.returncode, done.stdout) == (0, "")
    assert "6 records" in done.stderr
    assert {p.name for p in tmp_path.iterdir()} == {"a.csv", "a.codebook.md", "a.datapackage.json"}
    done = vedette("export", "csv", "--out", str(tmp_path / "none" / "a.csv"), "--db", str(path))
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert vedette("export", "xls", "--db", str(path)).returncode == 2


def test_datasette_opens_the_catalogue_itself(path: Path) -> None:
    command = [str(Path(sys.executable).parent / "datasette"), str(path), "--get", "/catalogue/exercise.json?_shape=array&_sort=first"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    rows = json.loads(done.stdout)
    assert [r["name"] for r in rows if r["name"] and r["name"].startswith("Kenso")] == ["Kenso Shield 2019"]
    assert len(rows) == 6
