"""Units: own sentences with the names, sides and branches expected of them."""

import pytest

from vedette.annotate.parties import find_parties
from vedette.annotate.units import find_units
from vedette.grammar import document
from vedette.model import Block, BlockKind, Document, Mention, Place, Report, Span


def units(text: str, publisher: str | None = None, kind: BlockKind = "body", place: str | None = None) -> list[Mention]:
    """The units of a text; `place` is a word of it that is taken for a region of the United States."""
    doc = document(Report("r", text, (Block(kind, Span(0, len(text))),), publisher=publisher))
    mentions = {"party": find_parties(doc)}
    if place:
        names = place.split()
        at = next(i for i in range(len(doc.tokens)) if [t.text for t in doc.tokens[i : i + len(names)]] == names)
        span = Span(doc.tokens[at].start, doc.tokens[at + len(names) - 1].end)
        mentions["place"] = (Mention("place", span, at, at + len(names), 0, Place(place, "region", "US")),)
    return list(find_units(Document(doc.report, doc.tokens, doc.sentences, mentions)))


def told(text: str, publisher: str | None = None) -> list[tuple[str, str | None]]:
    return [(m.value.name, m.value.party) for m in units(text, publisher)]


CASES = [
    # numbers in words, the sides of battalions, one formation of two sides
    ("The fourth brigade came, the first regiment to come.", [("fourth brigade", None)]),
    ("A Dutch battlegroup and a Danish brigade came.", [("Dutch battlegroup", "NL"), ("Danish brigade", "DK")]),
    ("The joint Dutch-Danish battalion came.", [("joint Dutch-Danish battalion", None)]),
    ("The multinational NATO battalion came.", [("multinational NATO battalion", "NATO")]),
    # what shares a noun
    ("The Northern and Caspian fleets came.", [("Northern and Caspian fleets", None)]),
    ("The Transport, Medical and Works directorates came.", [("Transport, Medical and Works directorates", None)]),
    ("They brought special operations and diving teams.", [("special operations and diving teams", None)]),
    ("Men of the commando, engineer and mountain brigades came.", [("commando, engineer and mountain brigades", None)]),
    ("Special forces and tank battalions came.", [("Special forces", None), ("tank battalions", None)]),
    # small units told by their people
    ("A company of paratroopers and a platoon of 20 divers came.", [("company of paratroopers", None), ("platoon of 20 divers", None)]),
    # names with small words, behind their noun, of operations; no names: kinds of forces
    (
        "The Omar bin Tarek Brigade and the Salim al-Amin Air Defence Base came.",
        [("Omar bin Tarek Brigade", None), ("Salim al-Amin Air Defence Base", None)],
    ),
    (
        "Joint Task Force-Delta and the Harmattan force came; sanctions force Jo to go.",
        [("Joint Task Force-Delta", None), ("Harmattan force", None)],
    ),
    # bases and zones with numbers, wings of other languages
    ("The 77th military base is far from the military base.", [("77th military base", None)]),
    ("The 9th Military Zone came to a military zone.", [("9th Military Zone", None)]),
    (
        "There were Ala 99, 5 Stormo, 4e REP, 7e RIMa and the Panzerbataillon 999.",
        [("Ala 99", None), ("5 Stormo", None), ("4e REP", None), ("7e RIMa", None), ("Panzerbataillon 999", None)],
    ),
    ("The Stormo came.", []),
    (
        'The 3rd "Iron Hand" Infantry Battalion and the 38th Landing and Assault Brigade came.',
        [('3rd "Iron Hand" Infantry Battalion', None), ("38th Landing and Assault Brigade", None)],
    ),
    ("Indian soldiers flew to Australia. The IAF sent jets to Australia.", [("IAF", "IN")]),
    (
        "Infantry, artillery and Spartan Force came; heavy artillery fired.",
        [("Infantry", None), ("artillery", None), ("Spartan Force", None)],
    ),
    (
        "The Singapore and Malaysian armies, 1st Bn., 503rd Inf. Regt., 3rd Battalion, Princess Patricia's Canadian Light Infantry came.",
        [
            ("Singapore armies", "SG"),
            ("Malaysian armies", "MY"),
            ("1st Bn., 503rd Inf. Regt.", "MY"),
            ("3rd Battalion, Princess Patricia's Canadian Light Infantry", "CA"),
        ],
    ),
    ("The base sent motorized rifle, tank, artillery units.", [("motorized rifle, tank, artillery units", None)]),
    (
        "There were the 3rd/6th Royal New Zealand Infantry Regiment, the 7 Inf Bn, C and D Companies and Charlie Company, 3-60th Infantry.",
        [
            ("3rd/6th Royal New Zealand Infantry Regiment", "NZ"),
            ("7 Inf Bn", "NZ"),
            ("C and D Companies", "NZ"),
            ("Charlie Company, 3-60th Infantry", "NZ"),
        ],
    ),
    (
        "U.S. and Philippine Marines, Special Operations Command Far and Special Warfare Command North came.",
        [
            ("U.S. Marines", "US"),
            ("Philippine Marines", "PH"),
            ("Special Operations Command", "PH"),
            ("Special Warfare Command North", "PH"),
        ],
    ),
    (
        "The First Squadron (Airborne) of the 40th Cavalry Regiment came.",
        [("First Squadron (Airborne) of the 40th Cavalry Regiment", None)],
    ),
    (
        "The Land Warfare Centre and Department of Defense units are to land coastal defence troops.",
        [("Land Warfare Centre", None), ("coastal defence troops", None)],
    ),
    (
        "The 9th Airlift Wing, 39th Medical Squadron, the Norton Medical Center came.",
        [("9th Airlift Wing", None), ("39th Medical Squadron", None)],
    ),
    (
        "There were 1 Signal Battalion, 2 Tank Regiment, 4 South African Infantry Battalion and 44 Parachute Regiment.",
        [
            ("1 Signal Battalion", "ZA"),
            ("2 Tank Regiment", "ZA"),
            ("4 South African Infantry Battalion", "ZA"),
            ("44 Parachute Regiment", "ZA"),
        ],
    ),
    ("The 1st Platoon, 401st Engineer Company came.", [("1st Platoon, 401st Engineer Company", None)]),
    (
        "Second Platoon, Bravo Company, 1st Battalion, 7th Marines came.",
        [("Second Platoon, Bravo Company, 1st Battalion, 7th Marines", None)],
    ),
    (
        "The 3rd Battalion, 66th Armor and 2nd Battalion, 12th Field Artillery came.",
        [("3rd Battalion, 66th Armor", None), ("2nd Battalion, 12th Field Artillery", None)],
    ),
    ("The 2nd Squadron, 3 Regiment Royal Engineers came.", [("2nd Squadron, 3 Regiment Royal Engineers", "GB")]),
    ("Soldiers of the German Army's 41st Panzer Brigade came.", [("German Army", "DE"), ("41st Panzer Brigade", "DE")]),
    ("The 12th Brigade of the Polish Army came.", [("12th Brigade", "PL"), ("Polish Army", "PL")]),
    ("The 2nd Battalion, Royal Australian Regiment, came.", [("2nd Battalion, Royal Australian Regiment", "AU")]),
    ("The Indian Army contingent came.", [("Indian Army", "IN")]),
    ("The 4th/9th Battalion, the Royal Australian Regiment, came.", [("4th/9th Battalion, the Royal Australian Regiment", "AU")]),
    (
        "The 12th Brigade, the 14th Brigade and the Elbe flotilla came.",
        [("12th Brigade", None), ("14th Brigade", None), ("Elbe flotilla", None)],
    ),
    ("A tank regiment and the 2nd Battalion, 4th Marines came.", [("tank regiment", None), ("2nd Battalion, 4th Marines", None)]),
    ("Jets came to support marines and commandos.", [("marines", None), ("commandos", None)]),
    ("The Armed Forces of Malta (AFM) Air Wing came.", [("Armed Forces of Malta (AFM) Air Wing", "MT")]),
    (
        "The 25 Engineer Support Squadron and the 3rd Battalion of Fiji Infantry Regiment came.",
        [("25 Engineer Support Squadron", "FJ"), ("3rd Battalion of Fiji Infantry Regiment", "FJ")],
    ),
    ("Omani and Qatari commandos came.", [("commandos", "OM"), ("commandos", "QA")]),
    # services with their side
    ("Ships of the Indian Navy sailed at noon.", [("Indian Navy", "IN")]),
    ("The French navy sent a frigate.", [("French navy", "FR")]),
    ("Sweden's Home Guard dug in.", [("Home Guard", "SE")]),
    ("Norway's army and air force trained in the snow.", [("army", "NO"), ("air force", "NO")]),
    ("The Polish army, navy and air force are to train.", [("Polish army", "PL"), ("navy", "PL"), ("air force", "PL")]),
    ("The Royal Air Force sent six jets.", [("Royal Air Force", "GB")]),
    ("The Russian and Kazakh air forces flew together.", [("Russian air forces", "RU"), ("Kazakh air forces", "KZ")]),
    ("The navies of Chile and Peru met off Arica.", [("navies", "CL")]),
    # numbered formations
    ("Poland sent the 12th Mechanized Brigade.", [("12th Mechanized Brigade", "PL")]),
    ("The Polish 12th Mechanized Brigade dug in.", [("Polish 12th Mechanized Brigade", "PL")]),
    ("The South Korean 1st Corps held the line.", [("South Korean 1st Corps", "KR")]),
    ("Soldiers of Kazakhstan's 35th Air Assault Brigade jumped.", [("35th Air Assault Brigade", "KZ")]),
    ("Russia's 6th Guards Tank Army crossed the river.", [("6th Guards Tank Army", "RU")]),
    ("The 2nd Battalion, 77th Field Artillery Regiment fired first.", [("2nd Battalion, 77th Field Artillery Regiment", None)]),
    ("The 3rd Brigade of the 9th Division marched.", [("3rd Brigade of the 9th Division", None)]),
    ("Jets of No. 8 Squadron took off.", [("No. 8 Squadron", None)]),
    ("VII Corps played the enemy.", [("VII Corps", None)]),
    ("The Sixth Fleet put to sea.", [("Sixth Fleet", "US")]),
    ("Task Force 51 gathered off the coast.", [("Task Force 51", None)]),
    ("VMFA-312 flew at night.", [("VMFA-312", None)]),
    ("Marine Attack Squadron 214 flew at night.", [("Marine Attack Squadron 214", None)]),
    ("Men of the 45th escort task group went down.", [("45th escort task group", None)]),
    ("The 22nd MEU went ashore.", [("22nd MEU", None)]),
    ("Marines of 42 Commando went ashore.", [("Marines", "GB"), ("42 Commando", "GB")]),
    ("With Slovenia, Bulgarian soldiers from the 2nd Battalion trained.", [("2nd Battalion", "BG")]),
    ("The Polish and Czech reserve troops trained.", [("Polish reserve troops", "PL"), ("Czech reserve troops", "CZ")]),
    (
        "As Russia and China looked on, the Danish army met the 3rd Tank Battalion in Norway.",
        [("Danish army", "DK"), ("3rd Tank Battalion", "DK")],
    ),
    # named formations
    ("The Theodore Roosevelt Carrier Strike Group left port.", [("Theodore Roosevelt Carrier Strike Group", None)]),
    ("Russia's Southern Military District ran it.", [("Southern Military District", "RU")]),
    ("The Russian Northern Fleet fired torpedoes.", [("Russian Northern Fleet", "RU")]),
    ("It is run by Joint Force Command Brunssum.", [("Joint Force Command Brunssum", "NATO")]),
    ("Bravo Battery set up its launchers.", [("Bravo Battery", None)]),
    ("The Black Sea Rotational Force 12 trained.", [("Black Sea Rotational Force 12", "US")]),
    ("The 505th Air and Space Operations Center took part.", [("505th Air and Space Operations Center", None)]),
    # kinds of troops
    ("Motorised rifle units and artillerymen fired.", [("Motorised rifle units", None), ("artillerymen", None)]),
    ("Belarusian air defence units moved out.", [("Belarusian air defence units", "BY")]),
    ("Marines, paratroopers and medics took part.", [("Marines", None), ("paratroopers", None), ("medics", None)]),
    ("Elite commando units crossed the ridge.", [("Elite commando units", None)]),
    ("It sent an infantry platoon.", [("infantry platoon", None)]),
    ("Paratroopers from France jumped at dawn.", [("Paratroopers", "FR")]),
    ("Chinese special forces landed.", [("special forces", "CN")]),
    # owners and what is owned
    ("The Indian Navy's Western Fleet sailed.", [("Indian Navy", "IN"), ("Western Fleet", "IN")]),
    ("The U.S. Army's 5th Engineer Battalion built it.", [("U.S. Army", "US"), ("5th Engineer Battalion", "US")]),
    # several numbers before one noun, a number before the side, a name behind the noun
    ("The 3rd and 4th Battalions of the Polish Army came.", [("3rd and 4th Battalions", "PL"), ("Polish Army", "PL")]),
    ("Troops of 2, 6 and 81 Divisions came to Nigeria.", [("2, 6 and 81 Divisions", "NG")]),
    ("The 3rd US Infantry Division came.", [("3rd US Infantry Division", "US")]),
    ("The 15 Kenya Rifles came with 40 rifles.", [("15 Kenya Rifles", "KE")]),
    ("Task Force Falcon of the Canadian Army came.", [("Task Force Falcon", "CA"), ("Canadian Army", "CA")]),
    # a part stands before its whole, not before a like or a smaller unit
    ("The 2nd Brigade, 19th Mountain Division, came from Norway.", [("2nd Brigade, 19th Mountain Division", "NO")]),
    ("The 2nd Brigade, the 5th Squadron came from Norway.", [("2nd Brigade", "NO"), ("5th Squadron", "NO")]),
    # names that several armed forces have
    ("The Special Boat Service of the Nigerian Navy came.", [("Special Boat Service", "NG"), ("Nigerian Navy", "NG")]),
    ("The Coastal Clearance (CC) Diving Group left.", [("Coastal Clearance (CC) Diving Group", None)]),
    ("Two EOD (Explosive Ordnance Disposal) squadrons came.", [("EOD (Explosive Ordnance Disposal) squadrons", None)]),
    ("Destroyer Squadron (DESRON) 31 sailed.", [("Destroyer Squadron (DESRON) 31", None)]),
    ("Motorised rifle, tank and artillery units marched.", [("Motorised rifle, tank and artillery units", None)]),
    ("The Danish Army's Heron Company dug in.", [("Danish Army", "DK"), ("Heron Company", "DK")]),
    (
        "The 51st Signal Squadron, 51st Supply Squadron, 51st Medical Group and 51st Engineer Squadron deployed.",
        [("51st Signal Squadron", None), ("51st Supply Squadron", None), ("51st Medical Group", None), ("51st Engineer Squadron", None)],
    ),
    ("Men of A Troop, 2nd Squadron, 9th Cavalry Regiment met.", [("A Troop, 2nd Squadron, 9th Cavalry Regiment", None)]),
    ("They met B Squadron of the King's Royal Hussars.", [("B Squadron of the King's Royal Hussars", "GB")]),
    ("It left with the Special Operations Forces Group.", [("Special Operations Forces Group", None)]),
    ("Crews of the 12 Airborne Early Warning & Control Squadron landed.", [("12 Airborne Early Warning & Control Squadron", None)]),
    ("Guns of the 3-7 Field Artillery fired.", [("3-7 Field Artillery", None)]),
    ("Medics visited Armed Forces Unit No. 311.", [("Armed Forces Unit No. 311", None)]),
    ("The 6th Air Force and Air Defence Army began.", [("6th Air Force and Air Defence Army", None)]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_units(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert told(text) == expected


NOT_UNITS = [
    "Troops and soldiers of both sides met.",
    "About 40 personnel came.",
    "U.S. forces are in the region.",
    "More than 300 U.S. troops landed.",
    "A shipping company paid for it.",
    "The battalion rested.",
    "They landed at an air force base.",
    "The medics slept.",
    "The Silver Screen Discovery Company owns the film.",
    "Delivery of Patriot missile batteries began.",
    "A training mission ended.",
    "The news agency reported it.",
    "A platoon-size group came.",
    "The ARA Libertad called at the port of Lima.",
]


@pytest.mark.parametrize("text", NOT_UNITS)
def test_not_units(text: str) -> None:
    assert told(text) == []


def test_side_of_a_military_publisher() -> None:
    assert told("The 2nd Chemical Battalion decontaminated trucks with Japan.", "DVIDS") == [("2nd Chemical Battalion", "US")]


def test_state_guard_is_of_the_united_states() -> None:
    found = units("The Georgia Army National Guard sent a company.", place="Georgia")
    assert [(m.value.name, m.value.party) for m in found] == [("Georgia Army National Guard", "US")]


def test_branch() -> None:
    assert [m.value.branch for m in units("The Indian Navy, paratroopers and the 3rd Missile Brigade")] == [
        "navy",
        "airborne",
        "missile-forces",
    ]


def test_headline_takes_no_capitals_in() -> None:
    assert [m.value.name for m in units("Big Island Welcomes Marines", kind="headline")] == ["Marines"]


def test_same_name_same_side() -> None:
    text = "Russia's Taman Brigade came. China and Russia agreed. The Taman Brigade left."
    assert told(text) == [("Taman Brigade", "RU"), ("Taman Brigade", "RU")]


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_span_is_the_name(text: str) -> None:
    for mention in units(text):
        words = mention.span.of(text)
        assert words == mention.value.name or all(word in words for word in mention.value.name.split())


def test_the_guard_of_a_region() -> None:
    assert [m.value.name for m in units("Men of the Ohio Guard stood guard.", place="Ohio")] == ["Ohio Guard"]
