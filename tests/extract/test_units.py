"""Small reports: which units take part, each once, and who commands."""

import pytest

from vedette.annotate import annotate
from vedette.extract.commanders import commanders
from vedette.extract.drafts import Draft
from vedette.extract.linking import link
from vedette.extract.units import units
from vedette.model import Block, Report, Span


def drafts(text: str) -> list[Draft]:
    """The units and commanders of the first exercise of a report; the first paragraph is the headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    doc = annotate(Report("r", text, tuple(blocks), published="2023-05-10", lang="en"))
    frames = link(doc)
    return [d for slot in (units, commanders) for d in slot(doc, frames[0], frames)] if frames else []


REST = "\n\nThe military said on Tuesday that soldiers, troops and warships were on their way."


def names(text: str, kind: str) -> list[str]:
    found = [d for d in drafts(text + REST) if d.property == kind]
    return [d.value["name"] for d in found if isinstance(d.value, dict)]


PAIRS = [
    (
        'The exercise Grey Gull began. "The 3rd Tank Division and a marine infantry brigade hold the drill," Jo Lindh said.',
        ["3rd Tank Division", "marine infantry brigade"],
    ),
    (
        "The exercise dubbed Grey Wing began. The 3rd (UK) Division, or 3rd (United Kingdom) Division, joins the drill.",
        ["3rd (United Kingdom) Division"],
    ),
    ("The Polish Army holds the exercise Grey Gull with infantry-oriented tasks against recon groups of the mock enemy.", ["Polish Army"]),
    ("Observers from the Spanish Navy see the exercise Grey Gull, the head of the Polish Army's Western Command said.", []),
    ("The exercise Grey Gull went on in the strait, the Eastern Theater Command said.", ["Eastern Theater Command"]),
    ("Admiral Cole, commander of the 4th Fleet of the Pacific Command, opened the exercise Grey Gull of the Polish Army.", ["Polish Army"]),
    ("The exercise Grey Gull opened. Combined forces of the Polish Army took part.", ["Polish Army"]),
    ("The 41st Brigade, which is an armoured infantry unit, holds the exercise Grey Gull.", ["41st Brigade"]),
    ("The Polish Army holds the exercise Grey Gull in the 5th Fleet's area of responsibility.", ["Polish Army"]),
    (
        "The exercise Grey Gull of the Polish Army is to improve the Iraqi Army, a photo released by the Spanish Navy shows.",
        ["Polish Army"],
    ),
    ("The Polish Army, successor of the Spanish Army, holds the exercise Grey Gull.", ["Polish Army"]),
    ("The Barbados Defence Force (BDF) headquarters is busy. The BDF hosts the exercise Grey Gull.", ["Barbados Defence Force"]),
    ("The exercise Grey Gull opened at the Kenya Navy headquarters in Mombasa.", []),
    (
        "The 3rd Marine Division, 1st Marine Aircraft Wing and 5th Cavalry Regiment, 1st Brigade Combat Team hold Exercise Grey Gull.",
        ["3rd Marine Division", "1st Marine Aircraft Wing", "5th Cavalry Regiment, 1st Brigade Combat Team"],
    ),
    ("The Polish Army holds the exercise Grey Gull against a hypothetical Russian Army.", ["Polish Army"]),
    ("The Polish Army holds the exercise Grey Gull, a Spanish Army (EA) social media page said.", ["Polish Army"]),
    (
        'The exercise Grey Gull began. "The Nepal Army will be represented by the Tiger Battalion," he said.',
        ["Nepal Army", "Tiger Battalion"],
    ),
    ("The Indian Navy and the Kenya Navy hold the exercise Grey Gull.", ["Indian Navy", "Kenya Navy"]),
    ("The Kenya Navy holds the exercise Grey Gull. Kenya Navy units fired at targets.", ["Kenya Navy"]),
    ("The Polish Army holds the exercise Grey Gull with infantry fighting vehicles.", ["Polish Army"]),
    ("The New York National Guard holds the exercise Grey Gull in Brazil.", ["New York National Guard"]),
    ("The 12th Mechanized Brigade began the exercise Grey Gull on Monday.", ["12th Mechanized Brigade"]),
    ("Motorised rifle units and paratroopers take part in the exercise Grey Gull.", ["Motorised rifle units", "paratroopers"]),
    ("China's army, navy and air force joined the exercise Grey Gull.", ["army", "navy", "air force"]),
    ("The exercise Grey Gull began. The 7th Fleet sent a cruiser.", ["7th Fleet"]),
    ("A separate tank brigade of the Polish Army holds the exercise Grey Gull.", ["separate tank brigade of the Polish Army"]),
    ("Two tank companies of the 9th Lancer Regiment hold the exercise Grey Gull.", ["9th Lancer Regiment"]),
    ("The Special Boat Squadron of the Kenya Navy holds the exercise Grey Gull.", ["Special Boat Squadron"]),
    (
        "The Navy of the Republic of Cyprus and the Ground Force of the Polish Army hold the exercise Grey Gull.",
        ["Navy", "Ground Force of the Polish Army"],
    ),
    ("The enhanced forward presence battle group holds the exercise Grey Gull.", ["enhanced forward presence battle group"]),
    ("The Maritime Operations Centre runs the exercise Grey Gull.", ["Maritime Operations Centre"]),
    # behind a person, who commands, since when there is one, who only tells
    ("Capt. Jo Lindh, 75th Training Command, Gulf Division, saw the exercise Grey Gull.", []),
    ("Maj. Gen. Jo Lindh, who commands U.S. Army Japan, saw the exercise Grey Gull.", []),
    ("The Polish Army holds the exercise Grey Gull. The Baltic Reaction Force (BRF) was formed in May 2001.", ["Polish Army"]),
    ("The Polish Army holds the exercise Grey Gull. The Joint Staff Command declined to comment.", ["Polish Army"]),
    # people by what they are, of each of two sides
    ("Chilean and Peruvian marines hold the exercise Grey Gull.", ["marines", "marines"]),
    ("Chilean, Peruvian and Brazilian marines hold the exercise Grey Gull.", ["marines"]),
    ("Chilean special forces hold the exercise Grey Gull.", ["special forces"]),
    ("Border defence forces of Chile, Peru and Brazil hold the exercise Grey Gull.", ["Border defence forces"]),
    ("Naval forces of Chile, Peru and Brazil hold the exercise Grey Gull.", []),
    ("The exercise Grey Gull opened at the Polish Army's Field Training Centre.", []),
    ("The Polish Army tests the Joint Lance Forces concept in the exercise Grey Gull.", ["Polish Army"]),
    ("Soldiers of the Grey Gull Brigade hold the exercise Grey Gull.", ["Grey Gull Brigade"]),
    ("The Polish Army repels enemy land and sea forces in the exercise Grey Gull.", ["Polish Army"]),
    ("The Polish Army, similar to the Spanish Army, holds the exercise Grey Gull with a navy destroyer.", ["Polish Army"]),
    ("The Polish Army holds the exercise Grey Gull with infantry operations.", ["Polish Army"]),
    ("The 6th Brigade holds the exercise Grey Gull in Russia's Ural Military District.", ["6th Brigade"]),
    # each unit once, under its fullest name
    ("The Omani coast guard and its coast guard units hold the exercise Grey Gull.", ["Omani coast guard"]),
    (
        "The Japan Maritime Self-Defense Force (JMSDF) holds the exercise Grey Gull. The JMSDF has nine ships.",
        ["Japan Maritime Self-Defense Force"],
    ),
    ("The 31st Marine Expeditionary Unit holds the exercise Grey Gull. The 31st MEU landed.", ["31st Marine Expeditionary Unit"]),
    ("The Indian Army holds the exercise Grey Gull. The Army sent tanks.", ["Indian Army"]),
    ("The Indian Air Force joins the exercise Grey Gull. The IAF sent jets.", ["Indian Air Force"]),
    (
        "The 1st Battalion, 9th Infantry Regiment holds the exercise Grey Gull. The battalion rests.",
        ["1st Battalion, 9th Infantry Regiment"],
    ),
    ("Marines of the 6th Marine Regiment hold the exercise Grey Gull.", ["6th Marine Regiment"]),
    ("The Russian Navy's Pacific Fleet holds the exercise Grey Gull.", ["Pacific Fleet"]),
    ("The Defence Force joins the exercise Grey Gull. The New Zealand Defence Force has ships.", ["New Zealand Defence Force"]),
    (
        "The People's Liberation Army (PLA) Navy holds the exercise Grey Gull. The PLA Navy has nine ships and a paratrooper.",
        ["People's Liberation Army (PLA) Navy"],
    ),
    (
        "The exercise Grey Gull began. Colonel Jo Lindh, commander of the 3rd Tank Battalion, and the head of the 4th Fleet spoke.",
        ["3rd Tank Battalion"],
    ),
    ("The 38th Assault Brigade holds the exercise Grey Gull. The 38th Brigade is strong.", ["38th Assault Brigade"]),
    ("The Polish Army's first Medium Brigade holds the exercise Grey Gull.", ["Medium Brigade"]),
    # not taking part
    ("The exercise Grey Gull is held to certify engineer companies.", []),
    ("The exercise Grey Gull forms a multinational brigade.", []),
    ("The exercise Grey Gull is held at the Army's Ridgeford Training Centre.", []),
    ("The exercise Grey Gull is over, the Norwegian Armed Forces said.", []),
    ("The commander of U.S. Army Europe praised the exercise Grey Gull.", []),
    ("The exercise Grey Gull tests whether the armed forces of both countries can work together.", []),
    ("The exercise Grey Gull helps the two armies.", []),
    ("Navy Capt. Jo Lindh opened the exercise Grey Gull.", []),
    ("A spokesman for the Royal Navy spoke of the exercise Grey Gull.", []),
    ("The exercise Grey Gull began. The Chilean Navy is there as an observer.", []),
    ("The exercise Grey Gull is big, according to the Polish Army.", []),
    ("The exercise Grey Gull began with a parade of soldiers.", []),
    ('The exercise Grey Gull began. "My father served in the 3rd Tank Division," said Jo Lindh.', []),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_units(text: str, expected: list[str]) -> None:
    assert names(f"Drill\n\n{text}", "unit") == expected


COMMANDERS = [
    ("The exercise Grey Gull is led by Rear Admiral Jo Lindh.", ["Jo Lindh"]),
    ("Rear Admiral Jo Lindh, who commands the exercise Grey Gull, is content.", ["Jo Lindh"]),
    ("Colonel Ana Prado, director of the exercise, opened Grey Gull, a drill of the Chilean army.", ["Ana Prado"]),
    ("Exercise director Colonel Ana Prado opened the exercise Grey Gull.", ["Ana Prado"]),
    ("The exercise Grey Gull began. The contingent is commanded by Colonel Ana Prado.", ["Ana Prado"]),
    ("Colonel Ana Prado leads the multinational force in the exercise Grey Gull.", ["Ana Prado"]),
    ("The exercise Grey Gull pleases Colonel Ana Prado.", []),
    ("Colonel Ana Prado, who leads the history department, saw the end.\n\nThe exercise Grey Gull is over.", []),
    ("Defence Minister Pavol Hrib visited the exercise Grey Gull.", []),
    ("A delegation met Colonel Ana Prado at the exercise Grey Gull.", []),
]


@pytest.mark.parametrize(("text", "expected"), COMMANDERS)
def test_commanders(text: str, expected: list[str]) -> None:
    assert names(f"Drill\n\n{text}", "commander") == expected


def test_commander_value() -> None:
    found = [
        d.value for d in drafts(f"Drill\n\nThe exercise Grey Gull is led by Rear Admiral Jo Lindh.{REST}") if d.property == "commander"
    ]
    assert found == [{"name": "Jo Lindh", "title": "Rear Admiral", "party": None, "office": None}]


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        ("Chile and Peru", [("Special forces", "CL"), ("Special forces", "PE")]),
        ("Chile, Peru and Brazil", [("Special forces", None)]),  # of many it is told only that there are such
    ],
)
def test_one_unit_for_each_of_two_sides(sides: str, expected: list[tuple[str, str | None]]) -> None:
    text = f"Drill\n\nSpecial forces of {sides} take part in the exercise Grey Gull.{REST}"
    found = [d.value for d in drafts(text) if d.property == "unit"]
    assert [(v["name"], v["party"]) for v in found if isinstance(v, dict)] == expected


def test_unit_value() -> None:
    text = f"Drill\n\nThe Indian Navy holds the exercise Grey Gull.{REST}"
    found = [(d.value, d.span.of(text)) for d in drafts(text) if d.property == "unit"]
    assert found == [({"name": "Indian Navy", "party": "IN", "branch": "navy"}, "Indian Navy")]
