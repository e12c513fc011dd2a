"""Small reports: how often an exercise is held, who made it known and when."""

import pytest

from vedette.annotate import annotate
from vedette.extract.frames import Frame, link
from vedette.extract.occasions import announcement, frequency
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
