"""Migrations up and down on data, backup and restore between both databases, also while others write."""

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import inspect

from databases import new_database
from made import kenso, kenso_later
from vedette.assemble import add, judge
from vedette.model import Judgement
from vedette.pipeline import resolve_all
from vedette.store import Catalogue, CatalogueError, Filters
from vedette.store.engine import WRITES, connect, migrate, prepare
from vedette.store.tables import HEAD, metadata

STEPS = ["0001", "0002", "0003", "0004", "0005", "0007", "0008"]


def filled(db: str) -> Catalogue:
    catalogue = Catalogue(db)
    for coding in (kenso(), kenso_later(), kenso("r3", 2017)):
        with catalogue.writing() as writer:
            add(writer, [coding])
            writer.keep_source(coding.report.id * 8, "key", "file", coding.report.id)
    with catalogue.writing() as writer:
        judge(writer, Judgement("note", "r1", "Ada", "2024-01-01T00:00:00Z", "checked"))
    return catalogue


def everything(catalogue: Catalogue) -> dict[str, list[tuple[object, ...]]]:
    """All rows but those that count changes, which a restored catalogue counts for itself."""
    kept = [t for t in metadata.sorted_tables if t.name not in ("revision", "changed")]
    with catalogue.engine.connect() as connection:
        return {t.name: sorted(tuple(map(str, r)) for r in connection.execute(sa.select(t))) for t in kept}


def move(catalogue: Catalogue, revision: str) -> None:
    with catalogue.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        migrate(connection, revision)


def test_the_tables_are_those_that_the_migrations_make(db: str) -> None:
    assert STEPS[-1] == HEAD
    with Catalogue(db) as catalogue:
        made = inspect(catalogue.engine)
        for table in metadata.sorted_tables:
            own = {c["name"]: c["nullable"] for c in made.get_columns(table.name)}
            assert {c.name: c.nullable for c in table.columns} == {k: v for k, v in own.items() if k != "vector"}, table.name
            assert {i.name for i in table.indexes} <= {str(i["name"]) for i in made.get_indexes(table.name)}, table.name


def test_up_and_down_on_data(db: str) -> None:
    with filled(db) as catalogue:
        before = everything(catalogue)
        for revision in reversed(STEPS[:-1]):
            move(catalogue, revision)
        with catalogue.engine.connect() as connection:
            assert connection.scalar(sa.text("SELECT count(*) FROM claim")) == len(before["claim"])
            assert set(inspect(connection).get_table_names()) == {"report", "account", "claim", "exercise", "alembic_version"}
        for revision in STEPS[1:]:
            move(catalogue, revision)
        # reports are in the index at once; exercises show their values after they are resolved
        assert any("run 'vedette resolve'" in p for p in catalogue.check())
        resolve_all(catalogue)
        assert catalogue.check() == []
        after = everything(catalogue)
        for name in before:
            if not name.startswith(("judgement", "source", "search", "sketch", "band")):  # those of texts are made when they are missing
                assert after[name] == before[name], name
        for name in ("search", "search_text"):  # numbers are new ones
            assert {r[1:] for r in after[name]} == {r[1:] for r in before[name]}


def test_a_catalogue_of_the_first_schema_is_brought_up_to_date_when_it_is_opened(db: str) -> None:
    with filled(db) as catalogue:
        move(catalogue, "0001")
    with Catalogue(db) as catalogue:
        assert catalogue.report_ids() == ["r3", "r1", "r2"]
        resolve_all(catalogue)
        assert len(catalogue.find(Filters("kenso"))) == 2


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_holds_everything_and_goes_anywhere(db: str, target: str, tmp_path: Path, server: Path) -> None:
    copy = str(tmp_path / "copy.db")
    other = str(tmp_path / "other.db") if target == "sqlite" else new_database(server)
    with filled(db) as catalogue, Catalogue(other) as restored:
        catalogue.backup(copy)
        with pytest.raises(CatalogueError, match="already"):
            catalogue.backup(copy)
        restored.restore(copy)
        assert everything(restored) == everything(catalogue)
        assert restored.check() == []
        assert restored.find(Filters("kenso")) == catalogue.find(Filters("kenso"))
        with pytest.raises(CatalogueError, match="--replace"):
            restored.restore(copy)
        for one in (restored, catalogue):  # and both go on from there
            with one.writing() as writer:
                assert judge(writer, Judgement("note", "r1", "Bob", "2024-01-02T00:00:00Z", "again")) == 2
                add(writer, [kenso("r4", 2015)])
        restored.restore(copy, replace=True)
        assert restored.count()["report"] == 3
    assert {p.name for p in tmp_path.iterdir() if "copy" in p.name} == {"copy.db"}


def test_backups_that_are_none(db: str, tmp_path: Path) -> None:
    with Catalogue(db) as catalogue:
        with pytest.raises(CatalogueError, match="no backup at"):
            catalogue.restore(str(tmp_path / "none.db"))
        (tmp_path / "text.db").write_text("no database " * 100)
        with pytest.raises(CatalogueError, match="not a catalogue"):
            catalogue.restore(str(tmp_path / "text.db"))
        with pytest.raises(CatalogueError, match=r"cannot be (written|opened)"):
            catalogue.backup(str(tmp_path / "no" / "folder.db"))


def test_a_backup_while_others_write_is_of_one_moment(db: str, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Catalogue(db) as writing:
            year = 1900
            while not stop.is_set() and year < 2000:
                with writing.writing() as writer:
                    add(writer, [kenso(f"w{year}", year)])
                year += 1

    with filled(db) as catalogue:
        thread = threading.Thread(target=write)
        thread.start()
        try:
            for n in range(5):
                catalogue.backup(str(tmp_path / f"{n}.db"))
        finally:
            stop.set()
            thread.join()
        counts = []
        for n in range(5):
            with Catalogue(str(tmp_path / f"{n}.db"), create=False) as copy:
                assert copy.check() == []
                counts.append(copy.count()["report"])
        assert counts == sorted(counts)


def test_two_processes_may_open_a_new_catalogue_at_once(db: str) -> None:
    errors: list[BaseException] = []

    def open_() -> None:
        try:
            prepare(connect(db, create=True))
        except BaseException as error:  # told of below, in the main thread
            errors.append(error)

    threads = [threading.Thread(target=open_) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
