"""Lists that tell of an exercise in each line."""

import pytest

from vedette.model import Block, Report, Span, Value
from vedette.pipeline import code

LIST = """Exercises to watch

Copper Falcon (Malta, Greece): drill at Souda Bay, 5-9 June. 700 sailors.

Amber Gate (Latvia, Estonia): exercise at Adazi, 12-16 June. 2,500 troops.

Wise Heron (Hungary, Slovakia): manoeuvres near Papa, 3-14 July. 900 soldiers."""
PROSE = """Navies meet

Malta and Greece begin the exercise Copper Falcon on Monday with 700 sailors.

The exercise Copper Falcon ends on Friday, the ministry in Rome said.

Officials from France and Spain praised the exercise on Tuesday."""


def told(text: str) -> list[tuple[object, set[object], set[object]]]:
    """Name, participants and places of each exercise; the first paragraph is the headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    accounts = code(Report("r", text, tuple(blocks), published="2023-05-10", lang="en")).accounts
    return [(a.value("name"), set(a.values("participant")), {place_name(v) for v in a.values("place")}) for a in accounts]


def place_name(value: Value) -> object:
    assert isinstance(value, dict)
    return value["name"]


def test_what_a_line_names_belongs_to_its_exercise() -> None:
    assert told(LIST) == [
        ("Copper Falcon", {"MT", "GR"}, {"Souda Bay"}),
        ("Amber Gate", {"LV", "EE"}, {"Adazi"}),
        ("Wise Heron", {"HU", "SK"}, {"Papa"}),
    ]


def test_names_head_lines_with_a_year_before_a_dash_and_before_what_they_are() -> None:
    lines = (
        "Drills\n\nBlue Anchor 2023 – Spain and Malta, Cadiz, June 8-19; 700 sailors.\n\nAmber Gate 2023 – Latvia, Adazi, July 3-14."
        "\n\nSouthern Wolf: a drill of Chile near Piura in May."
    )
    assert told(lines) == [
        ("Blue Anchor 2023", {"ES", "MT"}, {"Cadiz"}),
        ("Amber Gate 2023", {"LV"}, {"Adazi"}),
        ("Southern Wolf", {"CL"}, {"Piura"}),
    ]


def test_short_paragraphs_on_one_exercise_are_no_list() -> None:
    assert told(PROSE) == [("Copper Falcon", {"MT", "GR"}, set())]


@pytest.mark.parametrize("mark", [" —", ":"])
def test_paragraphs_under_headings_of_states_are_entries_of_a_digest(mark: str) -> None:
    entries = (
        f"Drills\n\nMalta and Italy{mark} Paratroopers finished a military exercise on Gozo on Monday."
        f"\n\nChile{mark} The naval exercise Copper Falcon began off Piura on Monday with 14 ships."
        f"\n\nJapan{mark} The army and its guests held their first joint drill near Sendai on May 4."
    )
    assert [name for name, _, _ in told(entries)] == [None, "Copper Falcon", None]


def test_what_states_bring_to_one_exercise_is_no_digest() -> None:
    parts = (
        "Drill\n\nThe naval exercise Copper Falcon began on Monday.\n\nMalta: 300 sailors are in the exercise.\n\n"
        "Italy: two frigates are in the exercise.\n\nSpain: one ship is in the exercise."
    )
    assert [name for name, _, _ in told(parts)] == ["Copper Falcon"]


def test_headings_in_capitals_may_name_several_states() -> None:
    entries = (
        "Drills\n\nMALTA/ITALY — Paratroopers finished a military exercise on Gozo on Monday."
        "\n\nCHILE — The naval exercise Copper Falcon began off Piura on Monday."
        "\n\nJAPAN, CHINA — The navies held their first joint drill off Sendai on May 4."
    )
    assert [parties for _, parties, _ in told(entries)] == [{"MT", "IT"}, {"CL"}, {"JP", "CN"}]
