"""Counts by state and year and by two states and year, with codes that hold in the year."""

from io import StringIO

import pandas as pd
import pytest

from export_support import exported
from vedette.export import states
from vedette.store import Catalogue


def frame(form: str, catalogue: Catalogue) -> pd.DataFrame:
    return pd.read_csv(StringIO(exported(form, catalogue).decode()))


def test_counts_by_state_and_year(catalogue: Catalogue) -> None:
    counts = frame("country-year", catalogue).set_index(["year", "iso3"])
    assert sorted(counts.index) == [(1985, "SUN"), (2019, "AUS"), (2019, "JPN"), (2020, "NAM"), (2031, "NOR"), (2031, "SWE")]
    australia = counts.loc[2019, "AUS"]
    assert (australia.exercises, australia.bilateral, australia.days, australia.days_known_of, australia.hosted) == (1, 1, 9, 1, 1)
    assert counts.loc[(2019, "JPN"), "hosted"] == 0
    assert (counts.loc[(2031, "NOR"), "planned"], counts.loc[(2031, "NOR"), "bilateral"]) == (1, 0)
    assert counts.loc[(2020, "NAM"), "alone"] == 1


def test_counts_by_two_states_and_year(catalogue: Catalogue) -> None:
    dyads = frame("dyad-year", catalogue)
    assert [tuple(r) for r in dyads[["year", "iso3_a", "iso3_b", "gwno_a", "ccode_b", "exercises"]].to_numpy()] == [
        (2019, "AUS", "JPN", 900, 740, 1),
        (2031, "NOR", "SWE", 385, 380, 1),
    ]
    assert (dyads.iso3_a < dyads.iso3_b).all()
    assert not dyads.duplicated(["year", "iso3_a", "iso3_b"]).any()


@pytest.mark.parametrize(
    ("party", "year", "iso3", "gw", "cow"),
    [
        ("RU", 1985, "SUN", 365, 365),
        ("RU", 1992, "RUS", 365, 365),
        ("DE", 1985, "DEU", 260, 260),
        ("DE", 1990, "DEU", 260, 255),  # the year of change has the new number
        ("DE", 2000, "DEU", 260, 255),
        ("DD", 1989, "DDR", 265, 265),
        ("DD", 1995, "DDR", None, None),
        ("YE", 1985, "YEM", 678, 678),
        ("YE", 1995, "YEM", 678, 679),
        ("RS", 2000, "YUG", 345, 345),
        ("RS", 2010, "SRB", 340, 345),
        ("SS", 2010, "SSD", None, None),
        ("NA", 2020, "NAM", 565, 565),
        ("NATO", 2020, "NATO", None, None),
    ],
)
def test_codes_hold_in_the_year(party: str, year: int, iso3: str, gw: int | None, cow: int | None) -> None:
    _, *found = states.state_cells(party, year)
    assert found == [iso3, gw, cow]


def test_every_state_has_a_code_and_a_name_of_its_own() -> None:
    from vedette.export.states import _states

    codes = [states.code(s) for s in _states()]
    assert len(set(codes)) == len(codes)
    assert all(len(c) == 3 and c.isupper() for c in codes)
    assert all("!" not in states.name(s) for s in _states())
