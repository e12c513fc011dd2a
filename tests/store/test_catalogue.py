"""The catalogue on both databases: what goes in comes out, ids redirect, writes are whole, the index finds any script."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from databases import new_database
from made import coded, kenso, kenso_later
from vedette.assemble import add, judge, remove
from vedette.model import Coding, Judgement, Report
from vedette.pipeline import Kept, ingest_all, resolve_all
from vedette.store import Catalogue, CatalogueError, Filters, Shown, bulk, copies, engine, queries
from vedette.store.queries import _hits, _matching
from vedette.store.tokens import phrases, tokens

WHEN = "2024-01-01T00:00:00Z"


def stored(catalogue: Catalogue, *codings: Coding) -> None:
    for coding in codings:
        with catalogue.writing() as writer:
            add(writer, [coding])


@pytest.fixture
def catalogue(db: str) -> Iterator[Catalogue]:
    with Catalogue(db) as opened:
        yield opened


def test_what_is_stored_comes_back(catalogue: Catalogue) -> None:
    codings = [kenso(), kenso_later(), kenso("r3", 2017)]
    stored(catalogue, *codings)
    for coding in codings:
        assert catalogue.report(coding.report.id) == coding.report
        assert catalogue.accounts(report=coding.report.id) == list(coding.accounts)
        assert catalogue.report_claims(coding.report.id) == list(coding.claims)
    assert catalogue.check() == []
    # the same again changes nothing
    before = (catalogue.exercises(), catalogue.records(catalogue.find(Filters())), catalogue.redirects())
    stored(catalogue, *codings)
    assert (catalogue.exercises(), catalogue.records(catalogue.find(Filters())), catalogue.redirects()) == before


def test_many_at_once_come_back_as_few_do(catalogue: Catalogue) -> None:
    codings = [kenso(f"m{n}") for n in range(bulk.MANY + 5)]
    assert catalogue.add(codings) == len(codings)
    assert catalogue.add(codings[:2]) == 0
    for coding in codings:
        assert catalogue.report(coding.report.id) == coding.report
        assert catalogue.accounts(report=coding.report.id) == list(coding.accounts)
        assert catalogue.report_claims(coding.report.id) == list(coding.claims)


def test_a_text_is_compared_with_some_of_a_crowd_and_with_all_that_share_more(catalogue: Catalogue) -> None:
    """Hundreds of reports share what their publisher prints below everything; the last of them is a copy of the new one."""
    numbers = range(3 * copies.CROWD)
    with catalogue.writing() as writer:
        for n in numbers:
            copies.keep_sketch(writer.connection, f"r{n:04d}", [n], {"below", f"own {n}"})
        met = [ident for ident, _, _ in copies.sketches_with(writer.connection, {"below", f"own {numbers[-1]}"})]
    assert sorted(met) == [*(f"r{n:04d}" for n in numbers[: copies.CROWD]), f"r{numbers[-1]:04d}"]


def test_reports_of_one_exercise_meet_whatever_the_order(db: str, tmp_path: Path) -> None:
    first, second = kenso(), kenso_later()
    with Catalogue(db) as one, Catalogue(str(tmp_path / "other.db")) as other:
        stored(one, first, second)
        stored(other, second, first)
        assert one.exercises() == other.exercises()
        assert one.records(one.find(Filters())) == other.records(other.find(Filters()))
        (record,) = one.records(one.find(Filters()))
    assert record["reports"] == ["r1", "r2"]
    assert (record["start"], record["end"], record["status"]) == ("2019-07-01", "2019-07-09", "completed")
    assert record["participants"] == ["AU", "JP"]


def test_a_report_that_goes_takes_with_it_what_only_it_told(catalogue: Catalogue) -> None:
    stored(catalogue, kenso(), kenso_later())
    (exercise,) = catalogue.find(Filters())
    with catalogue.writing() as writer:
        remove(writer, "r2")
    assert catalogue.records([exercise])[0]["reports"] == ["r1"]
    assert catalogue.records([exercise])[0]["end"] is None
    with catalogue.writing() as writer:
        remove(writer, "r1")
    assert catalogue.find(Filters()) == []
    assert catalogue.redirects() == {exercise: ""}
    assert catalogue.check() == []


def test_split_and_merged_ids_redirect(catalogue: Catalogue) -> None:
    stored(catalogue, kenso(), kenso_later())
    (exercise,) = catalogue.find(Filters())
    one, other = catalogue.exercises()[exercise]
    with catalogue.writing() as writer:
        judge(writer, Judgement("not_same", one, "Ada", WHEN, "two phases", other))
    first, second = sorted(catalogue.exercises(), key=lambda e: e != exercise)
    assert first == exercise
    with catalogue.writing() as writer:
        judge(writer, Judgement("same", one, "Ada", WHEN, "one after all", other))
    assert list(catalogue.exercises()) == [exercise]
    assert catalogue.exercise(second) == exercise
    assert catalogue.check() == []


def test_judgements_outlive_coding_and_cannot_be_changed(catalogue: Catalogue) -> None:
    stored(catalogue, kenso())
    (exercise,) = catalogue.find(Filters())
    (account,) = catalogue.accounts(exercise=exercise)
    claim = next(c for c in account.claims if c.property == "start")
    with catalogue.writing() as writer:
        number = judge(writer, Judgement("correct", claim.id, "Ada", WHEN, "a slip", account.id, "2019-07-02", None, {"property": "start"}))
    assert catalogue.records([exercise])[0]["start"] == "2019-07-02"
    stored(catalogue, kenso(), kenso_later())
    resolve_all(catalogue)
    assert catalogue.records([exercise])[0]["start"] == "2019-07-02"
    for statement in ("DELETE FROM judgement", "UPDATE judgement SET who = 'Bob'"):
        with pytest.raises(CatalogueError, match="kept for ever"), catalogue.writing() as writer:
            writer.connection.execute(sa.text(statement))
    with catalogue.writing() as writer:
        judge(writer, Judgement("withdraw", str(number), "Bob", WHEN, "no slip"))
    assert catalogue.records([exercise])[0]["start"] == "2019-07-01"
    assert len(catalogue.judgements(holding=False)) == 2
    assert catalogue.judgements() == []


def test_a_transaction_that_fails_leaves_nothing(catalogue: Catalogue) -> None:
    def fail() -> None:
        with catalogue.writing() as writer:
            add(writer, [kenso()])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert catalogue.count() == {"report": 0, "account": 0, "claim": 0, "exercise": 0, "judgement": 0}


def test_a_second_writer_is_told_why_it_cannot_write(db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 1)
    with Catalogue(db) as one, Catalogue(db) as other, one.writing():
        with pytest.raises(CatalogueError, match=r"another program has been writing"), other.writing():
            pass
        assert other.count()["report"] == 0  # reading goes on meanwhile


TEXTS = {
    "zh": "2021年8月,西部·联合演习在宁夏举行。",
    "ja": "陸上自衛隊は共同訓練を開始した。",
    "ko": "한미연합훈련이 시작되었다.",
    "ru": "Учения «Запад-2021» начались в Нижегородской области.",
    "ar": "انطلاق مناورات النجم الساطع في مصر",
    "th": "การฝึกคอบร้าโกลด์เริ่มขึ้นแล้ว",
    "tr": "İzmir'de tatbikat başladı",
}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("演习", "zh"),
        ("联合演", "zh"),
        ("宁", "zh"),
        ("共同訓練", "ja"),
        ("연합훈련", "ko"),
        ("запад", "ru"),
        ("ЗАПАД-2021", "ru"),
        ("Нижегор", "ru"),
        ("مناورات", "ar"),
        ("คอบร้าโกลด์", "th"),
        ("izmir", "tr"),
        ("演练", None),
        ("apad", None),
        ('"; DROP', None),
    ],
)
def test_words_of_any_script_are_found(tmp_path_factory: pytest.TempPathFactory, server: Path, query: str, found: str | None) -> None:
    for name in _scripts(tmp_path_factory, server):
        with Catalogue(name) as catalogue, catalogue.engine.connect() as connection:
            hits = list(connection.scalars(_hits("report", _matching(connection, phrases(query)))))
        assert hits == ([found] if found else [])


MADE: list[str] = []


def _scripts(factory: pytest.TempPathFactory, server: Path) -> list[str]:
    if not MADE:
        MADE.extend([str(factory.mktemp("scripts") / "scripts.db"), new_database(server)])
        for name in MADE:
            with Catalogue(name) as catalogue:
                catalogue.add(Coding(Report(ident, text, ()), ()) for ident, text in TEXTS.items())
    return MADE


@given(st.text(max_size=60))
def test_tokens_are_letters_and_digits_only(text: str) -> None:
    assert all(token.isalnum() or not token.isascii() for token in tokens(text).split(" ") if token)
    assert not any(c in tokens(text) for c in "\"'*:&|()!\\")


def test_search_asks_for_all_words_and_filters(catalogue: Catalogue) -> None:
    stored(catalogue, kenso(), kenso_later(), kenso("r3", 2017))
    this, last = catalogue.find(Filters())
    for filters, expected in [
        (Filters("kenso australia"), [this, last]),
        (Filters("kenso atlantis"), []),
        (Filters("joint 900 troops"), [this]),  # told by a report only
        (Filters(participants=("AU", "JP")), [this, last]),
        (Filters(participants=("AU", "US")), []),
        (Filters(place="darwin"), [this, last]),
        (Filters(place="AU"), [this, last]),
        (Filters(since="2018-01-01"), [this]),
        (Filters(until="2018-01-01"), [last]),
        (Filters(status="completed"), [this]),
        (Filters(least=500), [this]),
        (Filters(series="Kenso Shield"), [this, last]),
        (Filters("…"), []),
    ]:
        assert catalogue.find(filters) == expected, filters


def test_columns_tell_what_rows_do(catalogue: Catalogue) -> None:
    assert catalogue.every("id", "name") == [[], []]
    stored(catalogue, kenso(), kenso_later(), kenso("r3", 2017))
    rows = catalogue.rows(Filters())
    names = ("id", "name", "series", "first", "last", "low", "reports")
    assert sorted(zip(*catalogue.every(*names), strict=True)) == sorted(tuple(r[n] for n in names) for r in rows)
    assert rows == [*catalogue.rows(Filters(among=frozenset((rows[0]["id"],)))), *rows[1:]]
    for kind in ("participant", "place", "domain"):
        told = catalogue.values_of(r["id"] for r in rows)
        assert sorted(zip(*catalogue.facets(kind), strict=True)) == sorted((i, v) for i, held in told.items() for v in held.get(kind, ()))
    numbers = [*catalogue.texts("exercise")[0], *catalogue.texts("report")[0]]
    assert set(catalogue.hits("kenso")) == set(numbers)
    assert catalogue.hits("?") == []
    homes = catalogue.homes(a.id for a in catalogue.accounts())
    claims = {(c.id, homes[a.id]) for a in catalogue.accounts() for c in a.claims if c.property == "participant"}
    assert {(ident, exercise) for ident, _, exercise in zip(*catalogue.told("participant"), strict=True)} == claims
    assert set(catalogue.spots()[0]) <= {r["id"] for r in rows}


def test_the_first_of_many_are_the_first_of_all(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    codings, shown = [], []
    for n in range(24):
        day = f"2019-0{n // 4 + 1}-01" if n < 20 else None
        name = f"Mast {n}" if n % 2 else f"Frigates {n}"
        codings.append(coded(f"r{n}", "Two navies met with frigates for a drill.", ("name", name, "drill")))
        partner = "PE" if n % 3 else "AR"
        shown.append(Shown(f"e{n:02}", name, first=day, last=day, participants=("CL", partner), reports=(f"r{n}",)))
    with catalogue.writing() as writer:
        writer.store_all(codings)
        writer.assign([(s.id, [c.accounts[0].id]) for s, c in zip(shown, codings, strict=True)], {}, (), ())
        writer.show(shown)
    for few, step in ((3000, 1000), (1, 1), (1, 5)):
        monkeypatch.setattr(queries, "FEW", few)
        monkeypatch.setattr(queries, "STEP", step)
        for filters in (Filters("frigates"), Filters("frigates", participants=("PE", "CL")), Filters("drill")):
            everything = catalogue.find(filters)
            assert len(everything) >= 8
            for limit in (1, 3, 5, 24, 50):
                assert catalogue.find(filters, limit=limit) == everything[:limit], (filters, limit, few)


def test_a_changed_quotation_and_an_index_out_of_step_are_told_of(db: str) -> None:
    with Catalogue(db) as catalogue:
        stored(catalogue, kenso(), kenso_later())
        for statement, words in [
            ("UPDATE claim SET quote = 'x' WHERE number = 0", "quotes what report"),
            (
                "UPDATE search_text SET tokens = 'x' WHERE number IN (SELECT number FROM search WHERE kind = 'exercise')",
                "other words of exercise",
            ),
            ("DELETE FROM search WHERE kind = 'report'", "lacks report"),
            ("DELETE FROM profile", "without a profile"),
            ("UPDATE account SET exercise = NULL", "of no exercise"),
        ]:
            with catalogue.writing() as writer:
                writer.connection.execute(sa.text(statement))
            assert any(words in p for p in catalogue.check()), words


def test_a_damaged_index_is_told_of(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    with Catalogue(str(path)) as catalogue:
        stored(catalogue, kenso())
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("INSERT INTO search_index(rowid, tokens) VALUES (4711, 'stray')")
            connection.commit()
        assert any("out of step" in p for p in catalogue.check())


def test_databases_of_others_are_refused(db: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no catalogue at"):
        Catalogue(str(tmp_path / "none.db"), create=False)
    with pytest.raises(CatalogueError, match="only PostgreSQL is known"):
        Catalogue("mysql://host/db")
    with pytest.raises(CatalogueError, match="cannot be reached") as error:
        Catalogue("postgresql://ada:secret@127.0.0.1:9/none")
    assert "secret" not in str(error.value)
    with Catalogue(db) as catalogue:
        made = catalogue.engine.connect()
        with made.begin():
            made.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
        made.close()
    with pytest.raises(CatalogueError, match="another version"):
        Catalogue(db)


def test_two_inputs_under_one_id_are_both_kept(catalogue: Catalogue, tmp_path: Path) -> None:
    for number, text in enumerate((kenso().report.text, kenso_later().report.text)):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps({"id": "1", "text": text, "published": "2019-07-12"}) + "\n")
    files = [str(tmp_path / f"{n}.jsonl") for n in (0, 1, 0)]
    kept = [k for k in ingest_all(files, catalogue) if isinstance(k, Kept)]
    assert [k.report.partition("~")[0] for k in kept] == ["1", "1", "1"]
    assert (kept[0].report, kept[0].new, kept[1].new, kept[2].known) == ("1", True, True, True)
    assert len(catalogue.report_ids()) == 2


def test_the_same_input_read_otherwise_replaces_its_report(catalogue: Catalogue) -> None:
    coding = kenso()
    stored(catalogue, coding)
    with catalogue.writing() as writer:
        add(writer, [replace(coding, accounts=())])
    assert catalogue.find(Filters()) == []
    assert catalogue.check() == []
