"""Small reports and the names of exercises that are found in them."""

import pytest

from vedette.annotate import annotate
from vedette.model import Block, Report, Span


def names(text: str) -> set[str]:
    """The names found in a report whose first paragraph is the headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    found = annotate(Report("r", text, tuple(blocks), published="2023-05-10", lang="en")).of("exercise")
    return {m.value.name for m in found if m.value.name}


PAIRS = [
    # the noun that is quoted with a name is no part of it; the short form in brackets is found again
    (
        "Navies train\n\nThe drill christened ‘Maritime Exercise Copper Falcon 2023’ (CF 23) was held by Maltese and Italian ships. "
        "The director of CF 23 thanked the sailors.",
        {"Copper Falcon 2023", "CF 23"},
    ),
    # two words of everyday use that a phrase explains
    (
        "Guards train\n\nNorthern Strike, one of the largest reserves training exercises, will run in August with soldiers.",
        {"Northern Strike"},
    ),
    # a place's name with a year, given by a word
    (
        "Drills end\n\nMalta and Italy concluded joint drills on Friday. Maltese and Italian soldiers participated in the drills, known as "
        "Aqaba 2016.",
        {"Aqaba 2016"},
    ),
    # a number of states is no name
    ("Seven NATO Countries End Black Sea War Games\n\nSeven NATO countries completed naval exercises in the Black Sea.", set()),
    # a programme of an alliance is no name
    ("Partnership For Peace Exercise Begins\n\nA NATO Partnership for Peace exercise with 300 soldiers opened in Malta on Monday.", set()),
    # an activity that is an exercise
    ("Ships sail\n\nMalta joined a maritime cooperative activity with Italy on Tuesday. Three frigates sailed together.", set()),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_names_are_found(text: str, expected: set[str]) -> None:
    assert names(text) == expected
