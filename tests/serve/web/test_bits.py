"""Sets of exercises by how large a value is are those that a look at each exercise finds."""

import random

import pytest

from vedette.serve.web.bits import STEP, Thresholds, mask, positions

CHANCE = random.Random(3)
VALUES = [None if CHANCE.random() < 0.1 else CHANCE.randint(0, 300) for _ in range(2 * STEP + 77)]


def test_a_set_gives_back_its_places() -> None:
    for places in ([], [0], [3, 8, 9, 64, 100]):
        assert list(positions(mask(places, 101))) == places


@pytest.mark.parametrize("values", [VALUES, VALUES[:1], VALUES[:STEP], [None, None], []])
def test_thresholds(values: list[int | None]) -> None:
    made = Thresholds(values)
    assert list(positions(made.known)) == [n for n, v in enumerate(values) if v is not None]
    for bound in (-1, 0, 17, 150, 300, 301):
        assert list(positions(made.at_least(bound))) == [n for n, v in enumerate(values) if v is not None and v >= bound]
        assert list(positions(made.at_most(bound))) == [n for n, v in enumerate(values) if v is not None and v <= bound]
    assert list(positions(made.between(20, 40))) == [n for n, v in enumerate(values) if v is not None and 20 <= v <= 40]
    assert made.between(None, None) == made.known
