"""Persons: own sentences with the names, titles, offices and sides expected of them."""

import pytest

from vedette.annotate.parties import find_parties
from vedette.annotate.persons import find_persons
from vedette.grammar import document
from vedette.model import Block, Document, Mention, Report, Span


def persons(text: str) -> list[Mention]:
    doc = document(Report("r", text, (Block("body", Span(0, len(text))),)))
    doc = Document(doc.report, doc.tokens, doc.sentences, {"party": find_parties(doc)})
    return list(find_persons(doc))


CASES = [
    ("Lt. Gen. Edda Falk, commander of U.S. Army Alaska, came late.", [("Edda Falk", "Lt. Gen.", "US", "commander of U.S. Army Alaska")]),
    ("Defence Minister Pavol Hrib opened the range.", [("Pavol Hrib", None, None, "Defence Minister")]),
    ("Polish Defence Minister Pavol Hrib opened the range.", [("Pavol Hrib", None, "PL", "Defence Minister")]),
    ("Admiral R Hari Menon took the salute.", [("R Hari Menon", "Admiral", None, None)]),
    ("Col Ben Ostler waved.", [("Ben Ostler", "Col", None, None)]),
    ("navy spokesman Capt. Jo Lindh waited outside.", [("Jo Lindh", "Capt.", None, "navy spokesman")]),
    ("Major General Kwame Boateng-Asare inspected the guard.", [("Kwame Boateng-Asare", "Major General", None, None)]),
    ("Sergeant Sean O'Malley drove.", [("Sean O'Malley", "Sergeant", None, None)]),
    ("General Omar al-Rashidi arrived.", [("Omar al-Rashidi", "General", None, None)]),
    ("Colonel Dirk van der Meer agreed.", [("Dirk van der Meer", "Colonel", None, None)]),
    ("Kim Jong Un watched the firing.", [("Kim Jong Un", None, "KP", None)]),
    ("Mira Solberg, chief of the rescue service, was there.", [("Mira Solberg", None, None, "chief of the rescue service")]),
    ("The Danish ambassador, Karen Juul, attended.", [("Karen Juul", None, "DK", "ambassador")]),
    ("Hanna Weiss, 61, keeps goats by the range.", [("Hanna Weiss", None, None, None)]),
    ("The General Staff met on Monday in the Army House.", []),
    ("The Eastern Command moved to the Black Sea.", []),
    ("Exercise Silver Heron began on Monday.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[t[:50] for t, _ in CASES])
def test_persons(text: str, expected: list[tuple[str, str | None, str | None, str | None]]) -> None:
    assert [(m.value.name, m.value.title, m.value.party, m.value.office) for m in persons(text)] == expected


SHORT = [
    ("Colonel Ines Duarte spoke. Later Duarte left.", ["Colonel Ines Duarte", "Colonel Ines Duarte"]),
    ("General Park Jae-ho spoke. Park left at noon.", ["General Park Jae-ho", "General Park Jae-ho"]),
    ("Major Ola Berg came. Captain Nils Berg came too. Berg left first.", ["Major Ola Berg", "Captain Nils Berg", "Captain Nils Berg"]),
    ("Rear Adm. Tia Moreno landed. Adm. Moreno then left.", ["Rear Adm. Tia Moreno", "Rear Adm. Tia Moreno"]),
    ("Colonel Ada Stone spoke near Stone Harbour.", ["Colonel Ada Stone"]),
]


@pytest.mark.parametrize(("text", "expected"), SHORT, ids=[t for t, _ in SHORT])
def test_short_mentions_stand_for_the_fullest(text: str, expected: list[str]) -> None:
    assert [m.value.full for m in persons(text)] == expected


def test_spans_cover_title_and_name() -> None:
    text = "On Monday Lt. Col. Maren Holt spoke."
    (found,) = persons(text)
    assert found.span.of(text) == "Lt. Col. Maren Holt"
