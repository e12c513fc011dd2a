"""Lexicons and rules: what is wrong in a table is refused with file and line, and the shipped tables say where each row is from."""

import ast
import csv
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

import vedette
from vedette.grammar import fold
from vedette.lexicon import (
    DATA,
    LexiconError,
    Row,
    TimeWord,
    WordRow,
    load_csv,
    load_rules,
    load_yaml,
    read_csv,
    word_classes,
    words_of,
)
from vedette.model import SHORT_ORGANISATIONS

STATE_LETTERS = 2
HEAD = "id,name,lang,kind,source,note\n"
READ_WHOLE = ("words_kinds", "words_language")
"""Tables all of whose rows are read, whatever their class."""
TABLES = sorted(p.name for p in (DATA / "lexicons").iterdir() if p.name.endswith(".csv"))


class Sourced(BaseModel):
    """The column that says where a row is from, whatever else the table has."""

    model_config = ConfigDict(extra="ignore")

    source: str


class Source(BaseModel):
    """A row of sources*.csv."""

    model_config = ConfigDict(extra="forbid")

    id: str
    title: str
    licence: str = ""
    url: str = ""
    note: str = ""


def table(folder: Path, rows: str) -> list[WordRow]:
    file = folder / "words_test.csv"
    file.write_text(HEAD + rows, encoding="utf-8")
    return read_csv(file, WordRow)


def test_rows_are_read_with_what_is_missing_left_out(tmp_path: Path) -> None:
    (row,) = table(tmp_path, '"a","a, b",en,verb,common,\n')
    assert (row.id, row.name, row.kind, row.note) == ("a", "a, b", "verb", "")


@pytest.mark.parametrize(
    ("rows", "matter"),
    [
        ("a,a,en,verb,common,\nb,b,en,verb,common,\na,a,en,verb,common,\n", "words_test.csv:4: the same row as line 2"),
        ("a,a,en,verb,common,\nb,b,en,verb\n", "words_test.csv:3: 4 cells in a table of 6 columns"),
        ("a,a,en,verb,common,\nb,b,en,,common,\n", "words_test.csv:3: kind: Field required"),
        ("a,a,en,verb,common,,more\n", "words_test.csv:2: 7 cells in a table of 6 columns"),
        ("\na,a,en,verb,common,\n", "words_test.csv:2: 0 cells"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path: Path, rows: str, matter: str) -> None:
    with pytest.raises(LexiconError) as refused:
        table(tmp_path, rows)
    assert str(refused.value).startswith(matter)


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("id,name,lang,source,colour\na,a,en,common,red\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"x\.csv:2: colour: Extra inputs are not permitted"):
        read_csv(file, Row)


def test_a_class_of_words_that_is_not_there_is_refused() -> None:
    with pytest.raises(LexiconError, match="no word class named 'no_such_class'"):
        words_of("no_such_class")


RULE: dict[str, Any] = {
    "id": "r",
    "kind": "k",
    "lang": "en",
    "pattern": "x",
    "examples": [{"text": "x", "finds": {}}],
    "counterexamples": ["y"],
}


@pytest.mark.parametrize(
    ("change", "matter"),
    [
        (lambda r: [r, r], "rule r: the id is used twice"),
        (lambda r: [{**r, "examples": []}], "rule r: needs an example"),
        (lambda r: [{**r, "counterexamples": []}], "rule r: needs an example"),
        (lambda r: [{**r, "colour": "red"}], "rule 0.colour: Extra inputs"),
        (lambda r: [{k: v for k, v in r.items() if k != "pattern"}], "rule 0.pattern: Field required"),
    ],
)
def test_a_wrong_rule_is_refused(monkeypatch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], Any], matter: str) -> None:
    monkeypatch.setattr("vedette.lexicon.load_yaml", lambda path: change(RULE))
    with pytest.raises(LexiconError, match=matter):
        load_rules("test")


def test_broken_yaml_is_refused_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text("- {id: a\n- b: [", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"rules\.yaml: .*line 2"):
        load_yaml(file)


@pytest.mark.parametrize("name", [n for n in TABLES if not n.startswith("sources")])
def test_every_row_says_where_it_is_from(name: str) -> None:
    known = {s.id for file in TABLES if file.startswith("sources") for s in read_csv(DATA / "lexicons" / file, Source)}
    for row in read_csv(DATA / "lexicons" / name, Sourced):
        assert set(row.source.split("; ")) <= known


def ids_of(*tables: str) -> set[str]:
    return {row["id"] for table in tables for row in table_of(table)}


def table_of(name: str) -> list[dict[str, str]]:
    text = (DATA / "lexicons" / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(StringIO(text, newline="")))


PARTIES = ("countries", "organisations", "party_names")
"""Tables whose ids are the codes of parties."""
STATELESS = {"XX"}
"""What no single state makes or owns."""


@pytest.mark.parametrize(
    ("table", "column", "others"),
    [
        *((table, "party", PARTIES) for table in ("forces", "bodies", "ship_prefixes", "ships")),
        *((table, "country", PARTIES) for table in ("publishers", "cities", "areas", "regions", "waters")),
        *((table, "origin", PARTIES) for table in ("materiel", "designations")),
        *((table, "category", ("materiel_categories",)) for table in ("materiel", "designations", "materiel_nouns", "ships")),
        *((table, "region", ("regions",)) for table in ("cities", "areas")),
        ("materiel_categories", "parent", ("materiel_categories",)),
        ("series", "participants", PARTIES),
        ("organisation_members", "id", PARTIES),
        ("organisation_members", "member", PARTIES),
        ("country_codes", "id", PARTIES),
        ("dataset_parties", "id", PARTIES),
        ("rivals", "id", PARTIES),
        ("rivals", "other", PARTIES),
    ],
)
def test_what_a_table_refers_to_is_there(table: str, column: str, others: tuple[str, ...]) -> None:
    named = {code for row in table_of(table) for code in row[column].split()}
    assert named
    assert named <= ids_of(*others) | STATELESS


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_one_form(name: str) -> None:
    raw = (DATA / "lexicons" / name).read_bytes()
    assert raw.startswith(b"id,")
    assert raw.endswith(b"\n")
    assert b"\r" not in raw
    assert not raw.startswith(b"\xef\xbb\xbf")


def test_organisations_with_short_codes_are_told_from_states() -> None:
    with (DATA / "lexicons" / "organisations.csv").open(encoding="utf-8", newline="") as table:
        assert {row["id"] for row in csv.DictReader(table) if len(row["id"]) == STATE_LETTERS} == SHORT_ORGANISATIONS


def test_every_class_of_words_is_asked_for() -> None:
    """By its name in code or a rule, or by a name that code puts together behind the beginning of a class's name."""
    asked: set[str] = set()
    for path in Path(vedette.__file__).parent.rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        asked |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    for rules in (DATA / "rules").iterdir():
        asked |= {name.lower() for name in re.findall(r"\{([A-Z_0-9]+)\}", rules.read_text(encoding="utf-8"))}
    beginnings = tuple(text for text in asked if re.fullmatch(r"(?:[a-z]+_)+", text))
    whole = {row.kind for table in READ_WHOLE for row in load_csv(table, WordRow)}
    assert sorted(kind for kind in set(word_classes()) - asked - whole if not kind.startswith(beginnings)) == []


def test_every_kind_of_time_words_is_asked_for() -> None:
    """By a rule of dates.yaml, or by the modules that read dates."""
    rules = (DATA / "rules" / "dates.yaml").read_text(encoding="utf-8")
    code = "".join(p.read_text(encoding="utf-8") for p in (Path(vedette.__file__).parent / "annotate").glob("date*.py"))
    asked = {*re.findall(r"[a-z_0-9]+", rules), *re.findall(r'"([a-z_0-9]+)"', code)}
    assert sorted({row.kind for row in load_csv("time_words", TimeWord)} - asked) == []


def test_no_class_has_a_word_twice() -> None:
    """Nor with capitals or accents, which texts are compared without; marks may be looked up as they are written."""
    rows = [
        (row["kind"], fold(row["name"]) if any(map(str.isalpha, row["name"])) else row["name"], row["lang"])
        for name in TABLES
        if name.startswith("words_") and name != "words_other_languages.csv"  # looked up as they are written
        for row in table_of(name.removesuffix(".csv"))
    ]
    assert [row for row, times in Counter(rows).items() if times > 1] == []
