"""Ships, aircraft, vehicles and weapons: text → type, count, side."""

import pytest

from vedette.annotate import annotate
from vedette.model import Block, Materiel, Report, Span

Found = tuple[str, int | None, str | None]


def things(text: str) -> list[Found]:
    doc = annotate(Report("r", text, (Block("body", Span(0, len(text))),), published="2021-05-04", lang="en"))
    out: list[Found] = []
    for mention in doc.of("materiel"):
        value: Materiel = mention.value
        assert mention.span.of(text) == doc.words(mention.first, mention.last)
        quantity = value.quantity
        number = None if quantity is None else quantity.low if quantity.low is not None else quantity.high
        out.append((value.type, number, value.party))
    return out


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Twelve tanks crossed the ford.", [("tanks", 12, None)]),
        (
            "A Zenda-class corvette and the Rupert Hentzau class frigate sailed.",
            [("Zenda-class corvette", None, None), ("Rupert Hentzau class frigate", None, None)],
        ),
        (
            "Greece deployed a tug, a minesweeper and a frigate.",
            [("tug", None, "GR"), ("minesweeper", None, "GR"), ("frigate", None, "GR")],
        ),
        ("Batteries fired the M777A2 “triple seven” howitzers.", [("M777A2 triple seven howitzers", None, None)]),
        ("A firm was hired to launch surveillance drones.", [("surveillance drones", None, None)]),
        (
            "Two corvettes, Zenda and Rupert, sailed.",
            [("corvettes", 2, None), ("corvette Zenda", None, None), ("corvette Rupert", None, None)],
        ),
        ("Two corvettes, Zenda, Rupert and Lark sailed.", [("corvettes", 2, None)]),
        ("Some 300 weapons and military equipment units arrived.", [("weapons and military equipment", 300, None)]),
        ("States of the West African sub region met.", []),
        ("A frigate (HMS Zenda) and a patrol vessel (HMS Rupert) sailed.", [("HMS Zenda", None, "GB"), ("HMS Rupert", None, "GB")]),
        ("Four Su-30SM fighters circled.", [("Su-30SM fighters", 4, None)]),
        ("Six Greek F-16s took off.", [("F-16s", 6, "GR")]),
        ("Nine Royal Malaysian Navy (RMN) vessels sailed.", [("vessels", 9, "MY")]),
        ("Two brand new Rafale jets circled.", [("Rafale jets", 2, None)]),
        ("Then Ship 162 and the frigate 016-Zenda sailed.", [("Ship 162", None, None), ("frigate 016-Zenda", None, None)]),
        ("Four attack helicopters AH-64 hovered.", [("attack helicopters AH-64", 4, None)]),
        ("The C-130 Hercules and UH-60 Black Hawks landed.", [("C-130 Hercules", None, None), ("UH-60 Black Hawks", None, None)]),
        (
            "A submarine, the Rupert minehunter and the Zenda frigate sailed.",
            [("submarine", None, None), ("Rupert minehunter", None, None), ("Zenda frigate", None, None)],
        ),
        (
            "Two corvettes – Zenda (612) and Rupert (613) – sailed.",
            [("corvettes", 2, None), ("corvette Zenda", None, None), ("corvette Rupert", None, None)],
        ),
        ("The pilots flew 33 F-16 Fighting Falcons.", [("F-16 Fighting Falcons", 33, None)]),
        ("Guests flew with Saudi Typhoons and a Hercules.", [("Typhoons", None, "SA"), ("Hercules", None, None)]),
        ("Eight Swedish Gripen C/D fighters took off.", [("Gripen C/D fighters", 8, "SE")]),
        ("Divers met at INS Shivaji, a base of the navy.", []),
        ("They evacuated non-combatants by road.", []),
        ("Some 70 planes and helicopters were used.", [("planes and helicopters", 70, None)]),
        ("More than 40 warships, submarines and support vessels sailed.", [("warships, submarines and support vessels", 40, None)]),
        ("Up to 300 tanks and other vehicles are there.", [("tanks and other vehicles", 300, None)]),
        ("The force has 90 vehicles, 15 aircraft and 4 ships.", [("vehicles", 90, None), ("aircraft", 15, None), ("ships", 4, None)]),
        ("Combat was flown by 12 combat and transport helicopters.", [("combat and transport helicopters", 12, None)]),
        ("The USS Carl Vinson leads the group.", [("USS Carl Vinson", None, "US")]),
        ("USS Carl Vinson met JS Ise and JS Suzu.", [("USS Carl Vinson", None, "US"), ("JS Ise", None, "JP"), ("JS Suzu", None, "JP")]),
        ("Four French Mirage 2000s landed.", [("Mirage 2000s", 4, "FR")]),
        ("USS George Washington led HMS Prince of Wales.", [("USS George Washington", None, "US"), ("HMS Prince of Wales", None, "GB")]),
        ("INS Satpura and INS Delhi dropped anchor.", [("INS Satpura", None, "IN"), ("INS Delhi", None, "IN")]),
        ("USS Carter Hall (LSD 50) pulled in.", [("USS Carter Hall", None, "US")]),
        ("The aircraft carrier HMS Queen Elizabeth sailed.", [("carrier HMS Queen Elizabeth", None, "GB")]),
        ("The Formidable-class frigate RSS Steadfast sailed.", [("frigate RSS Steadfast", None, "SG")]),
        ("The landing ship tank RSS Endurance sailed.", [("landing ship tank RSS Endurance", None, "SG")]),
        ("The frigate Admiral Essen fired first.", [("frigate Admiral Essen", None, None)]),
        ("A Japanese destroyer, the Inazuma, will follow.", [("destroyer Inazuma", None, "JP")]),
        (
            "The missile ships Uglich and Tatarstan fired.",
            [("missile ship Uglich", None, None), ("missile ship Tatarstan", None, None)],
        ),
        ("A Kilo-class submarine hid off the cape.", [("Kilo-class submarine", None, None)]),
        ("China's Xining guided-missile destroyer sailed.", [("guided-missile destroyer", None, "CN")]),
        ("The frigates PNS Saif and Tughril led.", [("PNS Saif", None, "PK"), ("Tughril", None, "PK")]),
        ("Jordan hosted the frigate HMS Lark.", [("frigate HMS Lark", None, "JO")]),
        ("Jordan and Britain hosted the frigate HMS Lark.", [("frigate HMS Lark", None, "GB")]),
        ("JS Suzu and JS Hoshi sailed.", [("JS Suzu", None, "JP"), ("JS Hoshi", None, "JP")]),
        ("The first team flew 12 Greek and 9 Turkish jets.", [("jets", 12, "GR"), ("jets", 9, "TR")]),
        ("A P3 maritime patrol aircraft met two C130s.", [("P3 maritime patrol aircraft", None, None), ("C130s", 2, None)]),
        ('An AH-11B "Super Lynx" helicopter hovered.', [("AH-11B Super Lynx helicopter", None, None)]),
        (
            "Crews tested loitering munitions and unmanned aerial vehicles (UAVs).",
            [("loitering munitions", None, None), ("unmanned aerial vehicles", None, None)],
        ),
        (
            "It said that frigates, planes and speed boats go.",
            [("frigates", None, None), ("planes", None, None), ("speed boats", None, None)],
        ),
        ("The soldiers put on gas masks and bullet-proof vests.", []),
        ("The two units held firearms training and small arms practice.", []),
        ("Some rebel fighters fled to the hills.", []),
        ("Some fighters and a bomber flew past.", [("fighters", None, None), ("bomber", None, None)]),
        ("The crews drove M1A2 Abrams tanks.", [("M1A2 Abrams tanks", None, None)]),
        ("Two Bradley infantry fighting vehicles led.", [("Bradley infantry fighting vehicles", 2, None)]),
        ("Nine Olifant MK1A tanks led.", [("Olifant MK1A tanks", 9, None)]),
        ("A destroyer 016 Zenda met frigates.", [("destroyer 016 Zenda", None, None), ("frigates", None, None)]),
        ("HNLMS (L801) Zenda met HMS Lark.", [("HNLMS (L801) Zenda", None, "NL"), ("HMS Lark", None, "GB")]),
        ("They flew three types of helicopters.", [("helicopters", None, None)]),
        ("It used 90 tanks and MiG-29 jets.", [("tanks", 90, None), ("MiG-29 jets", None, None)]),
        ("HMS Lark, a missile frigate, met a tug.", [("HMS Lark", None, "GB"), ("tug", None, None)]),
        ("HMS Lark, a tug and two jets left.", [("HMS Lark", None, "GB"), ("tug", None, None), ("jets", 2, None)]),
        ("The destroyer, HMS Lark, met a tug.", [("HMS Lark", None, "GB"), ("tug", None, None)]),
        (
            "Vessels including HMS Lark met seven ships, among them HMS Wren.",
            [("HMS Lark", None, "GB"), ("ships", 7, None), ("HMS Wren", None, "GB")],
        ),
        ("Patriot missiles guard the port.", [("Patriot missiles", None, None)]),
        ("India's Su-30s landed first.", [("Su-30s", None, "IN")]),
        ("Two MiG-29s of the Serbian Air Force met four Bulgarian MiG-21s.", [("MiG-29s", 2, "RS"), ("MiG-21s", 4, "BG")]),
        ("Three tugs of the Chilean Navy and a Peruvian frigate went.", [("tugs", 3, "CL"), ("frigate", None, "PE")]),
        ("Egypt sent the corvette Ramses and two frigates.", [("corvette Ramses", None, "EG"), ("frigates", 2, "EG")]),
        ("Oman is taking part with two corvettes.", [("corvettes", 2, "OM")]),
        ("Brazil is sending two corvettes.", [("corvettes", 2, "BR")]),
        ("A patriot spoke of the arrow that hit him.", []),
        ("The tank commander spoke of a missile test.", []),
        ("The Carrier Strike Group 5 is at sea.", []),
        ("A 10-day march began at dawn.", []),
        ("Nine convoys of tanks arrived.", [("tanks", None, None)]),
        ("The rebels sent 900 combatants.", []),
        ("They saw Grad-M launchers.", [("Grad-M launchers", None, None)]),
        ("Italy and Spain met at sea with the carrier Cavour.", [("carrier Cavour", None, "IT")]),
        ("HMS Lark met frigates HMS Wren and HMS Rook.", [("HMS Lark", None, "GB"), ("HMS Wren", None, "GB"), ("HMS Rook", None, "GB")]),
        ("A 4,200-ton destroyer met a tug.", [("4,200-ton destroyer", None, None), ("tug", None, None)]),
        ("Over 90 pieces of heavy equipment rolled.", [("pieces of heavy equipment", 90, None)]),
        ("It has 90 vehicles, of which 12 are tanks.", [("vehicles", 90, None), ("tanks", 12, None)]),
        ("The tanks (54) met MiG-29s (six from Zenda).", [("tanks", 54, None), ("MiG-29s", 6, None)]),
        ("They met 12 fighters and bombers.", [("fighters and bombers", 12, None)]),
        (
            "It sends fighter jets and airborne early warning (AEW) aircraft.",
            [("fighter jets", None, None), ("airborne early warning (AEW) aircraft", None, None)],
        ),
        ("The hosts bring only Typhoons and Jaguars.", [("Typhoons", None, None), ("Jaguars", None, None)]),
        ("Hawks from Zenda flew past.", [("Hawks", None, None)]),
        ("A hawk flew past the tigers.", []),
        ("Swedish speedboats met bridge-laying trucks.", [("speedboats", None, "SE"), ("bridge-laying trucks", None, None)]),
        ("Cars and boats were for hire.", []),
        ("Depth charges and cannons were tried.", [("Depth charges", None, None), ("cannons", None, None)]),
        ("The tanker Zenda met a tug.", [("tanker Zenda", None, None), ("tug", None, None)]),
        ("The Mohammed VI frigate met Japan's Shimakaze.", [("Mohammed VI frigate", None, None), ("Shimakaze", None, "JP")]),
        ("The USS Nimitz and the Ronald Reagan sailed.", [("USS Nimitz", None, "US"), ("Ronald Reagan", None, "US")]),
        (
            "The landing ships Moscow and Minsk sailed.",
            [("landing ship Moscow", None, None), ("landing ship Minsk", None, None)],
        ),
        ("They saw rocket launchers firing from a beach.", [("rocket launchers", None, None)]),
        ("They flew F-15 and F-16 fighters.", [("F-15 and F-16 fighters", None, None)]),
        (
            "They flew KF-16, F-15K and FA-50 fighters.",
            [("KF-16", None, None), ("F-15K", None, None), ("FA-50 fighters", None, None)],
        ),
        (
            "They flew UH-72 Lakota and CH-47 Chinook helicopters.",
            [("UH-72 Lakota", None, None), ("CH-47 Chinook helicopters", None, None)],
        ),
    ],
)
def test_things(text: str, found: list[Found]) -> None:
    assert things(text) == found
