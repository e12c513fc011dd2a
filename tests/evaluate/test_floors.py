"""The floors hold, for the project's own gold and, where it is at hand, for that of others; and they sink only when told to."""

from collections.abc import Callable
from pathlib import Path

import pytest

from evaluate.conftest import OWN
from support import ROOT
from vedette.evaluate.floors import MARGIN, below, floors_of, read_floors, write_floors
from vedette.evaluate.gold import GoldError
from vedette.evaluate.run import Run

FLOORS = str(ROOT / "tests" / "gold" / "floors.yaml")


def test_all_own_gold_has_floors() -> None:
    assert set(OWN) <= set(read_floors(FLOORS))


@pytest.mark.parametrize("name", sorted(read_floors(FLOORS)))
def test_no_figure_is_below_its_floor(name: str, gold_run: Callable[[str], Run]) -> None:
    run = gold_run(name)
    assert below(floors_of(FLOORS, run.gold), run.score) == []


def test_floors_are_a_margin_below_and_rise(small: Callable[..., Run], tmp_path: Path) -> None:
    path = str(tmp_path / "floors.yaml")
    run = small(objectives=["save the herring"])
    write_floors(path, run.gold, run.score)
    floors = floors_of(path, run.gold)
    assert floors.headline == round(run.score.headline - MARGIN, 4)
    assert floors.slots["objectives"] == 0
    assert below(floors, run.score) == []
    high = floors.model_copy(update={"headline": 0.999})
    assert below(high, run.score) == [f"headline is {run.score.headline:.4f}, below its floor of 0.9990"]


def test_floors_sink_only_with_the_flag(small: Callable[..., Run], tmp_path: Path) -> None:
    path = str(tmp_path / "floors.yaml")
    run = small()
    write_floors(path, run.gold, run.score)
    text = Path(path).read_text()
    Path(path).write_text(text.replace(f"exercise: {1 - MARGIN}", "exercise: 2.0"))
    with pytest.raises(GoldError, match="Floors would sink"):
        write_floors(path, run.gold, run.score)
    write_floors(path, run.gold, run.score, lower=True)
    assert Path(path).read_text() == text


def test_a_higher_floor_stays(small: Callable[..., Run], tmp_path: Path) -> None:
    path = str(tmp_path / "floors.yaml")
    run = small()
    write_floors(path, run.gold, run.score)
    Path(path).write_text(Path(path).read_text().replace(f"exercise: {1 - MARGIN}", "exercise: 0.995"))
    write_floors(path, run.gold, run.score)
    assert floors_of(path, run.gold).exercise == 0.995


def test_other_gold_is_refused(small: Callable[..., Run], tmp_path: Path) -> None:
    path = str(tmp_path / "floors.yaml")
    run = small()
    write_floors(path, run.gold, run.score)
    other = small(name="Granite Shield")
    for refused in (lambda: floors_of(path, other.gold), lambda: write_floors(path, other.gold, other.score)):
        with pytest.raises(GoldError, match="is not the one that its floors were set for"):
            refused()
    write_floors(path, other.gold, other.score, lower=True)
    assert floors_of(path, other.gold).sha256 == other.gold.sha256


@pytest.mark.parametrize(("text", "told"), [("a: [", "cannot be read"), ("a.jsonl: {sha256: x}", "are wrong: a.jsonl.headline")])
def test_bad_floors_are_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text(text)
    with pytest.raises(GoldError, match=told):
        read_floors(str(path))
