"""Sets of exercises, and counts of their values, are those that a look at each exercise finds."""

import random
from collections import Counter

import numpy as np
import pytest

from vedette.serve.web.sets import Column, Facet, Pairs, holding, places

CHANCE = random.Random(3)
NUMBERS = [None if CHANCE.random() < 0.1 else CHANCE.randint(-5, 300) for _ in range(700)]
VALUES = [CHANCE.sample("abcdefghij", CHANCE.choice((0, 1, 1, 3))) for _ in range(700)]


def test_a_set_gives_back_its_places() -> None:
    for found in ([], [0], [3, 8, 9, 64, 100]):
        assert places(holding(found, 101)).tolist() == found


def test_pairs_are_found_by_their_first_numbers() -> None:
    made = Pairs([3, 0, 3], [1, 7, 2])
    assert made.of(np.array([3, 0, 1, 99])).tolist() == [1, 2, 7]
    assert made.of(np.array([], np.int64)).tolist() == []
    assert Pairs([], []).of(np.array([0, 1])).tolist() == []


@pytest.mark.parametrize("values", [NUMBERS, NUMBERS[:1], [None, None], []])
def test_columns(values: list[int | None]) -> None:
    made = Column(values)
    assert places(made.known).tolist() == [n for n, v in enumerate(values) if v is not None]
    for bound in (-6, 0, 17, 300, 301):
        assert places(made.at_least(bound)).tolist() == [n for n, v in enumerate(values) if v is not None and v >= bound]
        assert places(made.at_most(bound)).tolist() == [n for n, v in enumerate(values) if v is not None and v <= bound]


def test_values_are_counted_and_found() -> None:
    made = Facet([n for n, held in enumerate(VALUES) for _ in held], [v for held in VALUES for v in held], 700)
    for some in (range(700), range(0, 700, 7), [5], []):
        held = holding(list(some), 700)
        counted = Counter(v for n in some for v in VALUES[n])
        ordered = sorted(counted.items(), key=lambda c: (-c[1], c[0]))
        assert made.commonest(held, 4) == ordered[:4]
        assert made.commonest(held, 4, keep=["j", "none"])[: len(ordered[:4])] == ordered[:4]
        assert dict(made.commonest(held, 0, keep=["j"])) == {"j": counted["j"]}
        assert dict(zip(made.names, made.counts(held).tolist(), strict=True)) == {v: counted[v] for v in made.names}
    assert places(made.having("c")).tolist() == [n for n, v in enumerate(VALUES) if "c" in v]
    assert not made.having("none").any()
    assert Facet([], [], 0).commonest(holding([], 0), 5) == []
