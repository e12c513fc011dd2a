"""Counts: text → what stands there, its bounds, and whether it is exact."""

import pytest

from vedette.annotate.dates import find_dates
from vedette.annotate.quantities import find_quantities
from vedette.grammar import document
from vedette.model import Block, Document, Quantity, Report, Span

Found = tuple[str, int | None, int | None, bool]


def counts(text: str) -> list[Found]:
    doc = document(Report("r", text, (Block("body", Span(0, len(text))),), published="2021-05-04"))
    doc = Document(doc.report, doc.tokens, doc.sentences, {"date": find_dates(doc)})
    out: list[Found] = []
    for mention in find_quantities(doc):
        value: Quantity = mention.value
        assert mention.span.of(text) == doc.words(mention.first, mention.last)
        out.append((mention.span.of(text), value.low, value.high, value.exact))
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They brought 10,000 conscripts.", [("10,000", 10000, 10000, True)]),
        ("In all 4 210 sailors came.", [("4 210", 4210, 4210, True)]),
        ("An army of 1.3 million is too large.", [("1.3 million", 1300000, 1300000, True)]),
        ("Organisers expect twelve thousand gunners.", [("twelve thousand", 12000, 12000, True)]),
        ("It took two and a half thousand riflemen.", [("two and a half thousand", 2500, 2500, True)]),
        ("A hundred and fifty divers and twenty-five boats.", [("A hundred and fifty", 150, 150, True), ("twenty-five", 25, 25, True)]),
        ("A dozen cutters met half a dozen tugs.", [("A dozen", 12, 12, True), ("half a dozen", 6, 6, True)]),
        ("Nearly three dozen gliders flew.", [("Nearly three dozen", 36, 36, False)]),
        ("A pair of biplanes crossed over.", [("A pair of", 2, 2, True)]),
        ("More than 900 pilots applied.", [("More than 900", 900, None, True)]),
        ("At least seven tugs were seen.", [("At least seven", 7, None, True)]),
        ("Some 300 or more gendarmes.", [("Some 300", 300, 300, False)]),
        ("The fleet has 40 or more launches.", [("40 or more", 40, None, True)]),
        ("Up to 80 lorries may pass.", [("Up to 80", None, 80, True)]),
        ("No more than 3,000 reservists.", [("No more than 3,000", None, 3000, True)]),
        ("Fewer than 50 jeeps remained.", [("Fewer than 50", None, 50, True)]),
        ("About 640 cadets marched.", [("About 640", 640, 640, False)]),
        ("Thirty-odd barges waited.", [("Thirty-odd", 30, 30, False)]),
        ("Between 200 and 300 sappers dug.", [("Between 200 and 300", 200, 300, True)]),
        ("A crowd of 3,000-4,000 troops.", [("3,000-4,000", 3000, 4000, True)]),
        ("It will need 3,000 to 4,000 troops.", [("3,000 to 4,000", 3000, 4000, True)]),
        ("A total of 5,200 airmen flew.", [("A total of 5,200", 5200, 5200, True)]),
        ("Dozens of ships and hundreds of marines gathered.", []),
        ("In May 2019 the force met again.", []),
        ("The F-16 carried 155mm shells over 40 km.", []),
        ("It cost $300 million and 20 percent more fuel.", []),
        ("The 24-year-old sailed for 36 hours.", []),
        ("They met at 10:30 in room No. 15.", []),
    ],
)
def test_counts(text: str, found: list[Found]) -> None:
    assert counts(text) == found
