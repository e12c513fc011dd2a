"""Small reports: how often an exercise is held, who made it known and when."""

import pytest

from vedette.annotate import annotate
from vedette.extract.frames import Frame
from vedette.extract.linking import link
from vedette.extract.occasions import announcement, frequency
from vedette.extract.status import status
from vedette.extract.times import times
from vedette.model import Block, Document, Report, Span

REST = " The military exercise Grey Gull brings soldiers and warships of both states to the bay."


def first_frame(sentence: str) -> tuple[Document, Frame]:
    """The document of one sentence and what is known of Grey Gull, published on Wednesday, 10 May 2023."""
    text = sentence + REST
    doc = annotate(Report("r", text, (Block("body", Span(0, len(text))),), published="2023-05-10", lang="en"))
    return doc, link(doc)[0]


ANNOUNCED = [
    ("The exercise Grey Gull began, the Chilean Navy announced Monday.", "Chilean Navy", "CL", "2023-05-08"),
    ("The exercise Grey Gull has begun, Peru's Ministry of Defense said on Tuesday.", "Peru's Ministry of Defense", "PE", "2023-05-09"),
    (
        "On Monday, the Peruvian Ministry of Defence announced that the exercise Grey Gull had begun.",
        "Peruvian Ministry of Defence",
        "PE",
        "2023-05-08",
    ),
    (
        "The Chilean Defence Ministry said in a statement on Tuesday that the exercise Grey Gull will last a week.",
        "Chilean Defence Ministry",
        "CL",
        "2023-05-09",
    ),
    ("Peru's navy announced the exercise Grey Gull.", "Peru's navy", "PE", None),
    ("The exercise Grey Gull starts on Monday, the Chilean Army said.", "Chilean Army", "CL", None),
]


@pytest.mark.parametrize(("sentence", "by", "party", "when"), ANNOUNCED)
def test_announcements(sentence: str, by: str, party: str, when: str | None) -> None:
    draft = announcement(*first_frame(sentence))
    assert draft is not None
    assert draft.value == {"by": by, "party": party, "when": when}
    assert by in draft.span.of(sentence)


def test_no_announcement() -> None:
    assert announcement(*first_frame("The exercise Grey Gull began on Monday.")) is None


def test_frequency() -> None:
    draft = frequency(*first_frame("The annual exercise Grey Gull began."))
    assert draft is not None
    assert draft.value == "annual"


STARTS = [
    ("The ten-day exercise Grey Gull has begun, the Chilean Navy announced Monday.", {"start": "2023-05-08", "end": "2023-05-17"}),
    ("The Peruvian army said on Tuesday that both sides had started the exercise Grey Gull.", {"start": "2023-05-09"}),
    # a day of its own, news of long ago, and what is still to come
    ("The exercise Grey Gull began on May 3, the Chilean Navy announced Monday.", {"start": "2023-05-03"}),
    ("The exercise Grey Gull will begin soon, the Chilean Navy announced Monday.", {}),
]
"""The start that the news of a beginning gives, and the end reckoned from it."""


@pytest.mark.parametrize(("sentence", "expected"), STARTS)
def test_start_from_the_day_of_the_news(sentence: str, expected: dict[str, str]) -> None:
    doc, frame = first_frame(sentence)
    found = {d.property: d for d in times(doc, frame, (frame,)) if d.property in ("start", "end")}
    assert {name: d.value for name, d in found.items()} == expected
    if "end" in expected:
        assert (found["start"].derivation, found["end"].derivation) == ("derived", "computed")


OVER = [
    ("Both armies train in the exercise Grey Gull this week; once Grey Gull is over, they go home.", "underway"),
    ("The exercise Grey Gull is over.", "completed"),
    ("After ten days of rain the exercise Grey Gull is over.", "completed"),
]


@pytest.mark.parametrize(("sentence", "state"), OVER)
def test_an_end_to_come_is_no_end(sentence: str, state: str) -> None:
    doc, frame = first_frame(sentence)
    (draft,) = status(doc, frame, (frame,))
    assert draft.value == state
