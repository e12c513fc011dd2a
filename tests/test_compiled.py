"""Tables made of lexicons that are kept from one run to the next."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vedette import lexicon
from vedette.lexicon import compiled


def counted() -> tuple[Callable[[], dict[str, int]], list[int]]:
    """A table as a process that has just begun sees it, and how often it was built."""
    built: list[int] = []

    def numbers() -> dict[str, int]:
        built.append(1)
        return {"one": 1}

    return compiled(numbers), built


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept = tmp_path / "kept"
    monkeypatch.setenv("VEDETTE_CACHE", str(kept))
    return kept


def test_the_second_run_reads_what_the_first_one_kept(folder: Path) -> None:
    for expected in (1, 0):
        table, built = counted()
        assert table() == table() == {"one": 1}
        assert len(built) == expected
    assert [p.name for p in folder.iterdir()] == [f"{__name__}.numbers"]


def test_after_a_change_the_table_is_built_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted()[0]()
    monkeypatch.setattr(lexicon, "_state", lambda: b"x" * 32)
    table, built = counted()
    assert table() == {"one": 1}
    assert built


@pytest.mark.parametrize("damage", [lambda b: b"", lambda b: b[:-3], lambda b: b[:-1] + b"?", lambda b: b"nonsense"])
def test_a_damaged_file_is_replaced(folder: Path, damage: Callable[[bytes], bytes]) -> None:
    counted()[0]()
    kept = next(folder.iterdir())
    kept.write_bytes(damage(kept.read_bytes()))
    for expected in (1, 0):
        table, built = counted()
        assert table() == {"one": 1}
        assert len(built) == expected


def test_where_nothing_can_be_kept_tables_are_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    for place in (str(tmp_path / "file"), ""):
        monkeypatch.setenv("VEDETTE_CACHE", place)
        table, built = counted()
        assert table() == {"one": 1}
        assert built
