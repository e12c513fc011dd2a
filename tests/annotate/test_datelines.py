"""Where a dateline ends, by own sentences: what somebody is reported to have said begins behind it."""

import pytest

from vedette.annotate import annotate
from vedette.annotate.datelines import dateline_end
from vedette.model import Block, Report, Span

SAID = "The two navies will hold a drill off the coast in May, the defence ministry said."
HEADS = [
    "LIMA, 12 May 2022 - ",
    "LIMA (Agency) -- ",
    "Manila (Agency) — ",
    "Oslo, May 12 (Quay News Agency) – ",
    "SEOUL, South Korea (AG) _ ",
    "KUSHLA BAY – ",
    "ISLAMABAD: ",
    "New Delhi: ",
    "Nairobi, May 12, QNA - ",
    "Lima - May 12, 2022: ",
    "ABOARD USS GREY HERON (May 12, 2022) – ",
    "May 12 (AG) -- ",
    "Thursday, 12 May – ",
    "New Delhi, May 12 ",
    "London (QNN)",
    "Ankara (Agency) ",
    "NICOSIA, May 12, 2022 (QNA) - ",
    "FORT KESTREL, N.M. — ",
    "LIMA, May 12. /QNA/. ",
]
NONE = [
    "Admiral Ivo Kral - who leads the fleet - said the ships are ready.",
    "Exercise Grey Gull - The Long Night begins in May, the ministry said.",
    "China - Japan talks about the drill begin in May, the ministry said.",
    "In May 2022 - The Month of the Sea - both navies will hold a drill, the ministry said.",
    "14:10 The navy will hold a drill in May, the ministry said.",
    "On 12 May - a Friday - both navies will hold a drill, the ministry said.",
    "Oslo's mayor will open the drill in May, the ministry said.",
]


def said(text: str) -> list[str]:
    """What is reported to have been said in a text of one paragraph."""
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2022-05-13", lang="en")
    return [m.value.text for m in annotate(report).of("speech")]


@pytest.mark.parametrize("head", HEADS)
def test_a_statement_leaves_out_the_dateline(head: str) -> None:
    assert said(head + SAID) == [SAID.rpartition(", the defence")[0]]


@pytest.mark.parametrize("text", NONE)
def test_other_words_before_a_mark_are_no_dateline(text: str) -> None:
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2022-05-13", lang="en")
    doc = annotate(report)
    assert dateline_end(doc, doc.sentences[0]) == 0


def test_the_speaker_behind_the_verb() -> None:
    text = "The crews will sail with ships of three countries, said the defence ministry in a statement on 12 May."
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2022-05-13", lang="en")
    assert [(m.value.speaker, m.value.text) for m in annotate(report).of("speech")] == [
        ("defence ministry", "The crews will sail with ships of three countries")
    ]
