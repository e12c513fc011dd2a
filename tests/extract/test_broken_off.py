"""Texts that break off anywhere, as cut feeds do: what they tell until then is read, and nothing beyond their end is asked for."""

import pytest

from vedette.model import Block, Report, Span
from vedette.pipeline import code

WHOLE = (
    "The drill Amber Shell 2023, which Malta and Italy wanted to hold off Gozo, has been under way since Monday. Amid a quarrel with "
    "Greece, 900 soldiers of the 3rd Brigade and two frigates trained. The drill that France and Spain will hold at sea comes after"
)
ENDS = (
    "amid",
    "since",
    "after",
    "before",
    "of",
    "from",
    "just days",
    "led",
    "observers",
    "called off",
    "scheduled",
    "exercise",
    "Malta",
    "May",
)
"""Words that begin what the coder looks for."""


def read(text: str) -> list[str | None]:
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2023-05-10", lang="en")
    return [account.value("name") for account in code(report).accounts]


@pytest.mark.parametrize("words", range(5, len(WHOLE.split())))
def test_a_text_may_break_off(words: int) -> None:
    assert "Amber Shell 2023" in read(" ".join(WHOLE.split()[:words]))


@pytest.mark.parametrize("end", ENDS)
def test_a_sentence_may_break_off_after_its_first_word(end: str) -> None:
    assert "Amber Shell 2023" in read(f"Malta began the drill Amber Shell 2023 on Monday. {end.capitalize()}")
    assert "Amber Shell 2023" in read(f"Malta began the drill Amber Shell 2023 on Monday. The exercise that Italy and Greece {end}")
