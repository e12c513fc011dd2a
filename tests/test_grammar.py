"""Where sentences end: after initialisms, and not after the full stop of a day."""

import pytest

from vedette.grammar import document
from vedette.model import Block, Report, Span

PAIRS = [
    (
        "The drill of India and the U.S. Japan became a partner in 2015.",
        ["The drill of India and the U.S.", "Japan became a partner in 2015."],
    ),
    ("The U.S. Marines landed in the U.S. Japan Center.", ["The U.S. Marines landed in the U.S. Japan Center."]),
    ("It ends on the 9. of June, not on 8. June.", ["It ends on the 9. of June, not on 8. June."]),
    ("It ended on May 9. March was wet.", ["It ended on May 9.", "March was wet."]),
    ("The navy has 9. Of these, two sank.", ["The navy has 9.", "Of these, two sank."]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_sentences(text: str, expected: list[str]) -> None:
    doc = document(Report("r", text, (Block("body", Span(0, len(text))),), lang="en"))
    assert [s.span.of(text) for s in doc.sentences] == expected
