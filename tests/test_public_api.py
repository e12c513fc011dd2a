"""`import vedette`: what is public, how it is loaded, what it answers, and how it shows itself."""

import ast
import csv
import io
import json
import re
import subprocess
import sys
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pyarrow
import pytest

import vedette
from support import EXAMPLES, ROOT
from vedette import store
from vedette.analysis import filters
from vedette.api.catalogue import Form
from vedette.export import write
from vedette.export.jsonform import coding as as_json
from vedette.pipeline import code_all

TEXT = """Exercise Amber Shield Begins

RIGA, March 4, 2024 (Baltic Wire)

About 1,200 soldiers from Latvia, Estonia and Poland began exercise Amber Shield 2024 near
Adazi on Monday. The drills run until March 15, Colonel Janis Berzins said.
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> vedette.Catalogue:
    path = tmp_path_factory.mktemp("api") / "demo.db"
    made = vedette.Catalogue(path, create=True)
    assert len(list(made.ingest(ROOT / "examples"))) == len(EXAMPLES)
    return made


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = (
        "import sys, vedette; print(vedette.__version__, [m for m in sys.modules if m.split('.')[0] in ('sqlalchemy', 'pandas', 'lxml')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{vedette.__version__} []\n"


def test_a_public_function_is_not_hidden_by_the_package_of_its_name() -> None:
    code = "import vedette, vedette.pipeline; from vedette.read import read; print(vedette.read is read, callable(vedette.read))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"


def test_every_public_name_is_there_and_has_words_of_its_own() -> None:
    for name in vedette.__all__:
        thing = getattr(vedette, name)
        assert thing.__doc__, name
        assert not thing.__doc__.startswith(f"{name}("), f"{name} has only the words that dataclass writes"
    with pytest.raises(AttributeError, match="no attribute 'missing'"):
        _ = vedette.missing  # type: ignore[attr-defined]


def test_the_lists_of_public_names_agree() -> None:
    tree = ast.parse((ROOT / "src/vedette/api/__init__.py").read_text(encoding="utf-8"))
    imported = {alias.name for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    assert imported == set(vedette.__all__) == set(dir(vedette)) - {"__version__"}


def test_types_are_there_for_users(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "import vedette\n"
        "with vedette.Catalogue('x.db') as catalogue:\n"
        "    for exercise in catalogue.exercises('naval', participants=['RU'], since='2018'):\n"
        "        reveal_type(exercise.participants)\n"
        "    catalogue.exercises(colour='red')\n"
        "reveal_type(vedette.code('text', published='2021'))\n"
        "reveal_type(vedette.read('a.html'))\n",
        encoding="utf-8",
    )
    mypy = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--config-file=",
        f"--cache-dir={ROOT / '.mypy_cache/users'}",
        str(script),
    ]
    done = subprocess.run(mypy, capture_output=True, text=True, check=False, cwd=tmp_path, env={"MYPYPATH": str(ROOT / "src"), "PATH": ""})
    assert re.findall(r":(\d+): (?:note: Revealed type is|error:) (.*)", done.stdout.replace("builtins.", "")) == [
        ("4", '"tuple[str, ...]"'),
        ("5", 'Unexpected keyword argument "colour" for "exercises" of "Catalogue"  [call-arg]'),
        ("6", '"vedette.api.records.Coding"'),
        ("7", '"vedette.api.records.Report"'),
    ]


def test_a_text_is_coded() -> None:
    made = vedette.code(TEXT)
    assert made.report.published == "2024-03-04"
    (account,) = made.accounts
    assert account.value("name") == "Amber Shield 2024"
    assert account.values("participant") == ["LV", "EE", "PL"]
    assert {c.quote for c in made.all_claims} <= {made.report.text[c.span.start : c.span.end] for c in made.all_claims}
    assert made.template()["exercises"][0]["name"] == "Amber Shield 2024"
    assert made.to_dict() == as_json(made)
    assert vedette.code(TEXT, published="2023-03-04").report.published == "2023-03-04"


@pytest.mark.parametrize("name", ["balikatan-2023-a.html", "malabar-2020-b.txt"])
def test_a_path_a_text_and_bytes_are_read_alike(name: str) -> None:
    path = ROOT / "examples" / name
    by_path = vedette.read(path)
    (coded,) = code_all([str(path)])
    assert by_path == vedette.read(str(path))
    assert by_path.text == vedette.read(path.read_bytes()).text == vedette.read(path.read_text(encoding="utf-8")).text
    assert vedette.code(path).all_claims == vedette.code(by_path).all_claims
    assert [a.id for a in vedette.code(path).accounts] == [a.id for a in coded.accounts]  # type: ignore[union-attr]


def test_halves_of_surrogate_pairs_go_as_they_do_in_files(tmp_path: Path) -> None:
    file = tmp_path / "halves.jsonl"
    file.write_text(json.dumps({"text": f"\ud800{TEXT}\udfff"}), encoding="utf-8")
    assert vedette.code(f"\ud800{TEXT}\udfff").report.text == vedette.read(f"\ud800{TEXT}\udfff").text == vedette.read(file).text


def test_what_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    several = tmp_path / "several.jsonl"
    several.write_text('{"text": "It rained."}\n{"text": "It snowed."}\n', encoding="utf-8")
    assert len(list(vedette.read_all(several))) == 2
    with pytest.raises(vedette.InputError, match="holds 2 reports"):
        vedette.read(several)
    with pytest.raises(vedette.InputError, match="There is no file"):
        vedette.read("missing.html")
    with pytest.raises(vedette.InputError, match="is no date"):
        vedette.code(TEXT, published="soon")
    with pytest.raises(TypeError, match=r"vedette\.read"):
        vedette.code(vedette.read(TEXT), published="2021-01-01")
    with pytest.raises(vedette.CatalogueError, match="There is no catalogue"):
        vedette.Catalogue(tmp_path / "missing.db")


def test_a_catalogue_is_asked(catalogue: vedette.Catalogue) -> None:
    found = catalogue.exercises(participants=["Russia", "CN"], since="2018")
    assert [e.name for e in found if e.name] == ["Vostok 2018", "ZAPAD/INTERACTION-2021"]
    assert [e.start for e in found] == sorted(str(e.start) for e in found)
    assert catalogue.exercises("malabar")[0].series == "Malabar"
    assert len(catalogue.exercises(limit=3)) == 3
    card = catalogue.exercise(found[0].id[:8])
    assert card.exercise == found[0]
    assert {w.property for w in card.weighed} >= {"name", "participant", "start"}
    assert all(c.account in {a.id for a in card.accounts} for c in card.claims)
    pair = catalogue.pair("Russia", "China")
    assert pair.parties == ("RU", "CN")
    assert sum(y.exercises for y in pair.years) == len(pair.exercises)
    assert sum(p.exercises for p in catalogue.timeline(by="month")) <= len(catalogue.exercises())
    assert all(len(c.values) > 1 for c in catalogue.conflicts())
    assert len(list(catalogue.reports())) == len(EXAMPLES)
    assert all(e.status != "completed" for e in catalogue.upcoming(date(2021, 8, 10)))
    kept = catalogue.report(card.exercise.reports[0])
    assert kept.all_claims == vedette.code(kept.report).all_claims
    with pytest.raises(KeyError):
        catalogue.exercise("zzz")
    with pytest.raises(KeyError):
        catalogue.report("zzz")
    with pytest.raises(vedette.AnalysisError, match="no state"):
        catalogue.exercises(participants=["Ruritania"])
    assert list(catalogue.exercises(participants="Russia")) == list(catalogue.exercises(participants=["RU"]))
    for backwards in ({"since": "2020", "until": "2018"}, {"people": "5000..20"}):
        with pytest.raises(vedette.AnalysisError, match="backwards"):
            catalogue.exercises(**backwards)  # type: ignore[arg-type]
    with pytest.raises(vedette.AnalysisError, match="no period 'week'"):
        catalogue.timeline(by="week")  # type: ignore[arg-type]


def test_codings_are_added(tmp_path: Path) -> None:
    with vedette.Catalogue(tmp_path / "own.db", create=True) as own:
        assert own.add([vedette.code(TEXT)]) == 1
        assert own.add([vedette.code(TEXT)]) == 0
        assert [e.name for e in own.exercises()] == ["Amber Shield 2024"]


def test_frames_hold_what_the_records_hold(catalogue: vedette.Catalogue) -> None:
    found = catalogue.exercises()
    arrow, pandas, polars = found.to_arrow(), found.to_pandas(), found.to_polars()
    assert pyarrow.table(found) == arrow
    assert list(arrow.column_names) == list(pandas.columns) == polars.columns == list(found.columns)
    assert arrow.to_pylist() == polars.to_dicts() == found.to_dicts()
    assert pandas["people_low"].dtype == "Int64"
    assert pandas["people_low"].isna().sum() == sum(row["people_low"] is None for row in found.to_dicts())
    assert pandas["name"].isna().sum() == sum(e.name is None for e in found)
    claims = catalogue.claims(property="personnel", participants=["RU"])
    assert {c.property for c in claims} == {"personnel"}
    assert claims.to_polars()["value"][0].startswith("{")
    assert set(claims.to_pandas()["exercise"]) <= {e.id for e in catalogue.exercises(participants=["RU"])}
    for table in (catalogue.conflicts(), catalogue.timeline(), catalogue.pair("RU", "CN").years, catalogue.exercises("zzz")):
        assert table.to_arrow().num_rows == len(table.to_pandas()) == len(table.to_polars()) == len(table)


def test_exports_are_written(catalogue: vedette.Catalogue, tmp_path: Path) -> None:
    number = catalogue.export("csv", tmp_path / "drills.csv", participants=["RU"])
    with (tmp_path / "drills.csv").open(encoding="utf-8", newline="") as file:
        assert [vedette.reveal(row["id"], "NA") for row in csv.DictReader(file)] == [e.id for e in catalogue.exercises(participants=["RU"])]
    assert number == len(catalogue.exercises(participants=["RU"]))
    assert {p.name for p in tmp_path.iterdir()} == {"drills.csv", "drills.codebook.md", "drills.datapackage.json"}
    with pytest.raises(vedette.ExportError, match="There is no form 'xls'; the forms are csv, csv-long"):
        catalogue.export("xls", tmp_path / "drills.xls")
    with pytest.raises(vedette.ExportError, match="cannot be written"):
        catalogue.export("csv", tmp_path / "missing" / "drills.csv")


@pytest.mark.parametrize("form", get_args(Form))
def test_the_tables_of_exports_are_frames(catalogue: vedette.Catalogue, form: Form) -> None:
    table = catalogue.table(form, since="2018")
    written = io.BytesIO()
    with store.Catalogue(catalogue.path) as kept:
        write(form, kept, filters(since="2018"), written)
    lines = list(csv.DictReader(io.StringIO(written.getvalue().decode("utf-8-sig"))))
    assert list(lines[0]) == list(table.columns)
    assert len(lines) == len(table) == table.to_arrow().num_rows == len(table.to_pandas()) == table.to_polars().height > 0
    assert pyarrow.table(table).to_pylist() == table.to_polars().to_dicts()


def test_an_extra_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(ImportError, match=r"pip install 'vedette\[exchange\]'"):
        vedette.code(TEXT).all_claims.to_polars()


class _Tags(HTMLParser):
    """The tags of a page, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.marked: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.open += [tag] if tag != "br" else []
        if tag == "mark":
            self.marked.append((dict(attrs)["title"] or "", ""))

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marked[-1] = (self.marked[-1][0], self.marked[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _tags(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    assert not tags.open
    return tags


def test_a_report_shows_its_words_marked_and_nothing_of_it_is_code() -> None:
    made = vedette.code(TEXT.replace("Colonel Janis Berzins said", 'Colonel Janis Berzins said. <script>alert("x")</script> & more'))
    html = made._repr_html_()
    tags = _tags(html)
    assert "script" not in tags.seen
    assert "&lt;script&gt;" in html
    assert ("name: Amber Shield 2024", "Amber Shield 2024") in [(tip.split("\n")[0], words) for tip, words in tags.marked]
    assert any("participants: EE" in tip and words == "Estonia" for tip, words in tags.marked)
    assert "mark" not in _tags(made.report._repr_html_()).seen


def test_records_show_themselves(catalogue: vedette.Catalogue) -> None:
    made = vedette.code(TEXT)
    assert repr(made).startswith("<Coding of 'Exercise Amber Shield Begins' (2024-03-04): Amber Shield 2024; ")
    assert repr(made.report) == f"<Report {made.report.id}: 'Exercise Amber Shield Begins' (2024-03-04)>"
    assert "18 reports" in repr(catalogue)
    found = catalogue.exercises()
    assert repr(found).startswith(f"{len(found)} exercises\nid ")
    assert repr(found).endswith(f"… and {len(found) - 10} more")
    assert _tags(found._repr_html_()).seen.count("tr") == min(len(found), 20) + 1
    disputed = max(found, key=lambda e: e.conflicts)
    card = catalogue.exercise(disputed.id)
    html = card._repr_html_()
    _tags(html)
    assert f"exercise {disputed.id}" in html
    assert "instead: " in html
    assert repr(catalogue.exercises("zzz")) == "0 exercises"
