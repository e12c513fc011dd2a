"""Reports → how many people take part in their exercise."""

from typing import Any

import pytest

from vedette.model import Block, Report, Span
from vedette.pipeline import code


def people(text: str) -> list[tuple[Any, Any, Any]]:
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2021-05-04", lang="en")
    out: list[tuple[Any, Any, Any]] = []
    for account in code(report).accounts:
        for claim in account.claims:
            if claim.property == "personnel":
                assert claim.quote == text[claim.span.start : claim.span.end]
                assert isinstance(claim.value, dict)
                out.append((claim.value["low"], claim.value["high"], claim.value["party"]))
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Estonian army began the military exercise Amber Gate at Tapa on Monday. Some 900 men take part.", [(900, 900, "EE")]),
        (
            "The Estonian army began the multinational military exercise Amber Gate at Tapa on Monday. Some 900 men take part.",
            [(900, 900, None)],
        ),
        ("The military exercise Amber Gate 2021 began in Estonia on Monday with about 4,200 soldiers.", [(4200, 4200, None)]),
        ("The military exercise Amber Gate began in Estonia on Monday. More than 900 Latvian troops are taking part.", [(900, None, "LV")]),
        ("Between 200 and 300 reservists will join the military exercise Amber Gate in Estonia in May.", [(200, 300, "EE")]),
        (
            "The military exercise Amber Gate opened in Poland on Monday. It involves 3,000 soldiers, 1,200 of them Spanish.",
            [(3000, 3000, None), (1200, 1200, "ES")],
        ),
        (
            "India and Nepal began the military exercise River Bell at Pune on Monday with 300 soldiers from each side.",
            [(300, 300, "IN"), (300, 300, "NP")],
        ),
        ("The military exercise Amber Gate opened in Poland on Monday with 3,000 NATO troops.", [(3000, 3000, None)]),
        (
            "The military exercise Amber Gate opened in Poland on Monday. Officers told foreign attaches that it involves 4,500 troops.",
            [(4500, 4500, None)],
        ),
        (
            "The military exercise Amber Gate opened in Poland on Monday with more than 900 soldiers. The 900 soldiers crossed a ford.",
            [(900, None, None)],
        ),
        (
            "The military exercise Amber Gate opened in Poland on Monday. Some 3,100 Naval Forces from 13 countries take part.",
            [(3100, 3100, None)],
        ),
        ("The military exercise Amber Gate opened in Poland on Monday. It includes more than 50 participating countries.", []),
        ("The military exercise Amber Gate opened in Poland on Monday. About 10 soldiers stood by each howitzer.", []),
        (
            "The military exercise Amber Gate opened in Poland on Monday. The carrier can carry up to 70 aircraft and 5,000 sailors.",
            [],
        ),
        (
            "The military exercise Amber Gate began in Malta on Monday. Spain and Italy send 240 and 510 troops respectively.",
            [(240, 240, "ES"), (510, 510, "IT")],
        ),
        (
            "The military exercise Amber Gate opened in Poland on Monday. It draws 9,000 US troops, more than a year ago, and 5,000 Poles.",
            [(9000, 9000, "US"), (5000, 5000, "PL")],
        ),
        ("The military exercise Amber Gate opened in Poland on Monday. Over 1,000 members of NATO forces take part.", [(1000, None, None)]),
        ("The military exercise Amber Gate opened in Poland on Monday. Two soldiers were slightly hurt.", []),
        ("The military exercise Amber Gate opened in Poland on Monday. The 28,500 American soldiers stationed there stay out.", []),
        (
            "The military exercise Amber Gate opened in Poland on Monday. Poland hosts Spain and Latvia. Spain will send a frigate, "
            "two helicopters and 900 troops.",
            [(900, 900, "ES")],
        ),
        (
            "Spain and Latvia opened the exercise Amber Gate on Monday. Some 700 soldiers and 40 vehicles take part in it from Spain.",
            [(700, 700, "ES")],
        ),
        ("Spain, Latvia and Malta will send a ship each and 900 troops to the military exercise Amber Gate on Monday.", [(900, 900, None)]),
        # whose they are where one state alone takes part; small numbers beside larger ones; people who are elsewhere
        ("Malta opened the military exercise Amber Gate on Monday. It has called up 800 reservists.", [(800, 800, "MT")]),
        ("Spain and Malta opened the exercise Amber Gate on Monday with four officers and 40 men.", [(4, 4, None), (40, 40, None)]),
        ("The military exercise Amber Gate opened in Poland on Monday. Russia has massed 90,000 troops at the border.", []),
        (
            "Spain and Malta opened the military exercise Amber Gate on Monday. Today, Spain sends two frigates with 300 sailors.",
            [(300, 300, "ES")],
        ),
        # each sends as many; both together; states and members are no people; an edition of another year
        (
            "Spain and Malta opened the military exercise Amber Gate on Monday, to which each side sent about 100 men.",
            [(100, 100, "ES"), (100, 100, "MT")],
        ),
        ("Spain and Malta opened the exercise Amber Gate. Each army is represented by 45 men.", [(45, 45, "ES"), (45, 45, "MT")]),
        ("Spain and Malta opened the exercise Amber Gate on Monday with 900 troops from both sides.", [(900, 900, None)]),
        ("The military exercise Amber Gate opened on Monday with 700 soldiers from 18 participating countries.", [(700, 700, None)]),
        ("All 10 members of ASEAN joined the military exercise Amber Gate on Monday with 700 soldiers.", [(700, 700, None)]),
        ("The military exercise Amber Gate opened on Monday with 700 soldiers, compared with 1,500 soldiers in 2019.", [(700, 700, None)]),
        (
            "Malta has lost 300 soldiers in its war. The military exercise Amber Gate opened on Monday with 700 soldiers.",
            [(700, 700, None)],
        ),
        ("Thousands of soldiers joined the military exercise Amber Gate in Poland on Monday.", []),
        # sides without names beside a named one; what is told behind or before two headcounts; the source is no side; a year is no count
        ("The military exercise Amber Gate opened on Monday with 700 men from Malta and other European countries.", [(700, 700, None)]),
        ("The military exercise Amber Gate opened on Monday. Malta and its allies have sent 700 soldiers.", [(700, 700, None)]),
        ("Four officers and 40 men from Malta joined the military exercise Amber Gate on Monday.", [(4, 4, "MT"), (40, 40, "MT")]),
        (
            "The exercise Amber Gate has 60 men from the Maltese Army and 90 men from the Spanish Army, the Maltese ministry here said.",
            [(60, 60, "MT"), (90, 90, "ES")],
        ),
        ("Spain and Malta opened the military exercise Amber Gate on Monday. From the Maltese side, 90 men take part.", [(90, 90, "MT")]),
        ("Spain and Malta opened the exercise Amber Gate on Monday. The Maltese contingent is made up of 90 men.", [(90, 90, "MT")]),
        ("The military exercises 2024 participated in by the navies of Malta and Spain ended on Monday.", []),
        ("The exercise Amber Gate has begun in Malta, bringing together 1,000 men and units from 23 nations.", [(1000, 1000, None)]),
        ("The exercise Amber Gate of Malta involves 300 men from both armed forces.", [(300, 300, None)]),
        ("The exercise Amber Gate, which the UN oversees, brought together 900 soldiers.", [(900, 900, None)]),
        # of no single side; adjectives before the noun; those who are helped do not serve
        ("The exercise Amber Gate opened in Malta on Monday with 900 Air Force troops from across the region.", [(900, 900, None)]),
        ("The exercise Amber Gate opened in Malta with 90 divers from the Maltese, Spanish, Greek and US navies.", [(90, 90, None)]),
        ("The exercise Amber Gate opened in Malta with 90 men of the QXD and the Maltese army.", [(90, 90, None)]),
        ("The exercise Amber Gate opened in Malta with 300 civilian and military disaster response workers.", [(300, 300, None)]),
        ("The exercise Amber Gate opened. Then 600 sailors helped to mend a school for residents.", [(600, 600, None)]),
        ("The exercise Amber Gate opened. Some 600 residents watched.", []),
        ("Spain and Malta opened the exercise Amber Gate. In the past two weeks, 174 soldiers dug trenches.", [(174, 174, None)]),
    ],
)
def test_personnel(text: str, found: list[tuple[Any, Any, Any]]) -> None:
    assert people(text) == found
