"""However a text is made, the time that it takes grows with its length, not with the square of it."""

import gc
import time

import pytest

from vedette.model import Block, Report, Span
from vedette.pipeline import code

PIECES = {
    "one word": "exercise ",
    "quotes": "“",
    "straight quotes": '" ',
    "single quotes": "' ",
    "brackets": "(",
    "digits": "7",
    "numbers": "12 ",
    "commas": ", ",
    "capitals": "Amber ",
    "a state": "Norway and ",
    "a place": "Bergen, ",
    "dates": "May 5 ",
    "sayings": "he said ",
    "ships": "two frigates, ",
    "stops": "U.S. ",
    "hyphens": "joint-",
    "accents": "É",
    "quotations": "“We will sail on and on in it,” he said. ",
    "forces": "the USAF and the Royal Navy came with U.S. marines. ",
}
SHORT, LONG = 5_000, 20_000
"""Characters. Four times as long may take at most eight times as long: a quadratic step would take sixteen times."""
MOST = 8
OPENING = "The navies of Norway and Sweden began the drill Amber Shell 2023 on Monday. "
"""So that all parts of the coder read what follows."""
IDLE = 0.02
"""Seconds, added to the shorter time: below that, chance decides."""


def seconds(piece: str, length: int) -> float:
    text = OPENING + (piece * (length // len(piece))).strip()
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2023-05-10", lang="en")
    gc.collect()
    gc.disable()  # else a collection of all that other tests left behind is counted in
    try:
        began = time.process_time()
        code(report)
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_time_grows_with_length(piece: str) -> None:
    code(Report("r", "A drill.", (Block("body", Span(0, 8)),)))
    short = min(seconds(piece, SHORT) for _ in range(2))
    assert min(seconds(piece, LONG) for _ in range(2)) <= MOST * (short + IDLE)
