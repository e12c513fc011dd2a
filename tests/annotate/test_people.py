"""Headcounts: text → how many, and whose."""

import pytest

from vedette.annotate import annotate
from vedette.model import Block, Headcount, Report, Span

Found = tuple[int | None, int | None, str | None]


def headcounts(text: str) -> list[Found]:
    doc = annotate(Report("r", text, (Block("body", Span(0, len(text))),), published="2021-05-04", lang="en"))
    out: list[Found] = []
    for mention in doc.of("people"):
        value: Headcount = mention.value
        assert mention.span.of(text) == doc.words(mention.first, mention.last)
        out.append((value.quantity.low, value.quantity.high, value.party))
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Troops of both armies came, 210 from Spain and 140 from Portugal.", [(210, 210, "ES"), (140, 140, "PT")]),
        ("Spanish and Portuguese marines, 600 altogether, landed.", [(600, 600, None)]),
        ("Spain sent a company of 130, Portugal roughly 90 marines.", [(130, 130, "ES"), (90, 90, "PT")]),
        ("Some 110 Texas soldiers are guests.", [(110, 110, "US")]),
        ("The season drew 20,000 troops from Norway to Turkey.", [(20000, 20000, None)]),
        ("Personnel: 1,800 (Spain 1,000, Portugal 800).", [(1800, 1800, None), (1000, 1000, "ES"), (800, 800, "PT")]),
        ("The Spanish contingent numbers 450.", [(450, 450, "ES")]),
        ("It sets 2,400 Spanish defenders against 1,600 Italians.", [(2400, 2400, "ES"), (1600, 1600, "IT")]),
        ("Around 4,200 Estonian soldiers dug in along the river.", [(4200, 4200, "EE")]),
        ("More than 900 troops from Portugal came ashore.", [(900, None, "PT")]),
        ("Portugal sent 3,000 soldiers, an increase of 900, and will raise the number of reservists by 400.", [(3000, 3000, "PT")]),
        ("The drill will raise readiness and is attended by 900 soldiers.", [(900, 900, None)]),
        ("Portugal: 450 soldiers, Spain: 320 soldiers.", [(450, 450, "PT"), (320, 320, "ES")]),
        ("A Spanish company (120 men) and a Portuguese platoon (35 men) came.", [(120, 120, "ES"), (35, 35, "PT")]),
        ("More than 900 sailors from different units of the Portuguese Navy came ashore.", [(900, None, "PT")]),
        ("The games bring 600 sailors and marines together.", [(600, 600, None)]),
        ("A 600-strong contingent left the port.", [(600, 600, None)]),
        (
            "Of 9,000 soldiers, 4,000 will come from Spain, and 300 hail from Italy.",
            [(9000, 9000, None), (4000, 4000, "ES"), (300, 300, "IT")],
        ),
        ("Spanish officials said 700 marines from the two countries went.", [(700, 700, None)]),
        ("It unites 12 alliance members.", []),
        ("It unites 100 military vehicles.", []),
        ("Some 400 soldiers from the host country Malta dug in.", [(400, 400, "MT")]),
        ("They field 1,700 personnel and combat vehicles.", [(1700, 1700, None)]),
        ("At least 1,000 United States, Philippine and Japanese forces dug in.", [(1000, None, None)]),
        ("The Spanish contingent, consisting of 90 soldiers, landed.", [(90, 90, "ES")]),
        ("A 40-member team made up of the Kenya Army and others left.", [(40, 40, "KE")]),
        ("A 70-strong contingent of soldiers and police from Kenya left.", [(70, 70, "KE")]),
        ("It has drawn troops from Kenya (160), Uganda (95) and Malta [30].", [(160, 160, "KE"), (95, 95, "UG"), (30, 30, "MT")]),
        ("About 800 soldiers from both the Indian and Nepali Army dug in.", [(800, 800, None)]),
        ("The Indian Army said 750 soldiers from the two armies dug in.", [(750, 750, None)]),
        ("It takes 500 soldiers from the Kenya Army (KA) and the Malta Army.", [(500, 500, None)]),
        ("Some 2,000 Irish and other foreign troops dug in.", [(2000, 2000, None)]),
        ("The drill in Malta will bring together 490 soldiers.", [(490, 490, None)]),
        ("Eleven officers and 62 other ranks took part.", [(11, 11, None), (62, 62, None)]),
        ("Some 500 members of the armed forces of Spain and Malta trained.", [(500, 500, None)]),
        ("Some 500 members of the armed forces of Spain trained.", [(500, 500, "ES")]),
        ("A 150-man opposing force hid in the wood.", [(150, 150, None)]),
        ("A 334-member Maltese team came by sea.", [(334, 334, "MT")]),
        ("Kenya's contingent of 45 reached the camp.", [(45, 45, "KE")]),
        ("The host sends a force (Opfor) of 220.", [(220, 220, None)]),
        ("Some 3,000 soldiers are in the field, 1,200 of them Spanish.", [(3000, 3000, None), (1200, 1200, "ES")]),
        ("About 2,000 soldiers took part, 700 from Poland.", [(2000, 2000, None), (700, 700, "PL")]),
        ("The camp holds 7,100 Danes and about 5,300 Norwegians.", [(7100, 7100, "DK"), (5300, 5300, "NO")]),
        ("It drew 6,000 Japanese and 2,000 Australian troops.", [(6000, 6000, "JP"), (2000, 2000, "AU")]),
        ("Japan is sending around 300 troops to the island.", [(300, 300, "JP")]),
        ("Ghana sent 640 soldiers, Togo 120 and Benin 75.", [(640, 640, "GH"), (120, 120, "TG"), (75, 75, "BJ")]),
        ("The United States will deploy up to 1,500 soldiers.", [(None, 1500, "US")]),
        ("In 2020, 9,400 soldiers trained there, compared with 12,300 the year before.", [(9400, 9400, None), (12300, 12300, None)]),
        ("Organisers speak of 2,400 troops, of whom no more than 300 are Irish.", [(2400, 2400, None), (None, 300, "IE")]),
        ("Last spring 17,000 took part.", [(17000, 17000, None)]),
        ("Between 200 and 300 reservists were called up.", [(200, 300, None)]),
        ("More than 30,000 soldiers from Canada and Norway arrived.", [(30000, None, None)]),
        ("All 29 NATO members agreed.", []),
        ("The town has 40 shops and 12 churches.", []),
        ("About 80 armoured vehicles rolled by.", []),
        ("Sixteen nations took part in the games.", []),
    ],
)
def test_headcounts(text: str, found: list[Found]) -> None:
    assert headcounts(text) == found
