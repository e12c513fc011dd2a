"""Where sentences end: after initialisms, without a blank behind them, and not after the full stop of a day."""

import pytest

from vedette.grammar import Phrases, _Begins, document, tokenize
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
    ("The drill ended.It was good!They left.", ["The drill ended.", "It was good!", "They left."]),
    ("He said “so.”The drill began in 2011.The fleet left.", ["He said “so.”", "The drill began in 2011.", "The fleet left."]),
    ('They left yesterday."We go," he said.', ["They left yesterday.", '"We go," he said.']),
    ('He said "here."Then they left.', ['He said "here."', "Then they left."]),
    ("Read News.Az, www.Army.mil or U.S.Army.", ["Read News.Az, www.Army.mil or U.S.Army."]),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_sentences(text: str, expected: list[str]) -> None:
    doc = document(Report("r", text, (Block("body", Span(0, len(text))),), lang="en"))
    assert [s.span.of(text) for s in doc.sentences] == expected


def test_a_set_for_one_document_leaves_nothing_behind() -> None:
    tokens = tokenize("the Wise Heron drill")
    before = _Begins._registered
    phrases: Phrases[int] = Phrases(lasting=False)
    phrases.add("Wise Heron", 1)
    assert list(phrases.find(tokens, 0, len(tokens))) == [(1, 3, [1])]
    assert _Begins._registered == before


def test_phrases_are_looked_up_beyond_the_end_of_a_text() -> None:
    tokens = tokenize("The drill ends. Not after")
    phrases: Phrases[int] = Phrases()
    phrases.add("after", 1)
    phrases.add("after the", 2)
    assert phrases.within(tokens, 4, 9)
    assert list(phrases.find(tokens, 4, 9)) == [(5, 6, [1])]
