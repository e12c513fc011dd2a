"""Small reports and the names of exercises that are found in them."""

import pytest

from vedette.annotate import annotate
from vedette.model import Block, Report, Span


def names(text: str) -> set[str]:
    """The names found in a report whose first paragraph is the headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    found = annotate(Report("r", text, tuple(blocks), published="2023-05-10", lang="en")).of("exercise")
    return {m.value.name for m in found if m.value.name}


PAIRS = [
    # names given as instances of exercises, next to the noun and further behind it; ships are none
    (
        "Ship home\n\nThe frigate took part in several naval exercises such as Copper Falcon, Wise Heron and Tin Lantern 21 off Malta.",
        {"Copper Falcon", "Wise Heron", "Tin Lantern 21"},
    ),
    ("Bloc trains\n\nBelarus will host military drills of the CSTO, including Search, Barrier and Rock.", {"Search", "Barrier", "Rock"}),
    ("Ship home\n\nThe navy held drills including HMS Argyll and USS Nimitz off Malta.", set()),
    # first letters and a year of a name told of; a motto; who plans the exercise
    (
        "Drill on\n\nSome 400 soldiers take part in the exercise Tin Lantern 2023 (TL23). They were more in TL21, the army said.",
        {"Tin Lantern 2023", "TL23", "TL21"},
    ),
    ("Jets train\n\nThe exercise Tin Lantern has begun. The motto of the exercise, ‘Stronger Together’, is new.", {"Tin Lantern"}),
    ("Army trains\n\nIt is a naval exercise, said Lieutenant Johan Skjöld, the Exercise Planning Officer of the fleet.", set()),
    # the code word of a description; a plan of a year; a word for training that is part of a name
    ("Ships clean\n\nMalta's coast guard began the Regional Marine Pollution Exercise (GOZOLEX) off Gozo on Monday.", {"GOZOLEX"}),
    ("Ships clean\n\nMalta's coast guard began the Regional Maritime Pollution Exercise, or Gozolex, on Monday.", {"Gozolex"}),
    ("Ships clean\n\nThe navies hold exercises following the Gozo Oil Spill Network Plan 1981.", set()),
    ("Army trains\n\nSome 110 soldiers will take part in the Training Gate 2023 exercise in Malta.", {"Training Gate 2023"}),
    # a code word and its year; a place's name that is given; what is trained, and a part's number, are none
    ("Ships train\n\nSince the beginning of GOZEX 23 the ships of the navy have trained. The drills end soon.", {"GOZEX 23"}),
    ("Armies train\n\nRussia's joint military exercises with Mongolia, called Selenga, will begin in August.", {"Selenga"}),
    ("Ships train\n\nThe navy held drills, including Search and Rescue, off Malta.", set()),
    ("Army trains\n\nIn part II, a command post exercise, the brigade of Malta will train in Gozo.", set()),
    # a known name that opens a headline, in a report that ends with a quotation
    (
        'Balikatan Draws Crowds\n\nThe armies hold the exercise Balikatan. An admiral said: "We sail together."',
        {"Balikatan"},
    ),
    # an operation that is an exercise
    ("Armies train\n\nBrazil's army held Operation Arandu with Argentina. The military exercise ended.", {"Operation Arandu"}),
    # the noun within the marks around a name, be it a sea's; a dash or a short form of the noun before it
    (
        'Drills to come\n\nThe army will hold the "Eastern Mediterranean Exercise" in May and the "Nusret Exercise" in June.',
        {"Eastern Mediterranean", "Nusret"},
    ),
    ("Drill to come\n\nThe army will hold the largest ‘Exercise – Western Falcon’ ever from July 1.", {"Western Falcon"}),
    ("Drill to come\n\nThe army will begin a joint exercise, entitled Ex-Copper Falcon, in July.", {"Copper Falcon"}),
    # what is to be called so; what took place, known by its number alone; an operation that is only served; ships that pass
    ("Army to train\n\nThe army will hold war games. To be called “Tin Lantern”, the exercises will begin in May.", {"Tin Lantern"}),
    ("In short\n\nPeru and Chile held military exercises in May. “PERCHI III” took place in northern Peru.", {"PERCHI III"}),
    ("Jets home\n\nThe jets flew in Frisian Flag, a NATO exercise, in support of Operation Atlantic Resolve.", {"Frisian Flag"}),
    ("Ships meet\n\nThe two navies held a Passage Exercise (PASSEX) off Malta on Friday.", set()),
    # a known place with a word that names are made of, right behind the noun; what the drills are near to is none
    ("Armies train\n\nPeru's army ended the joint exercise Andes Bridge 2022. The drill began in May.", {"Andes Bridge 2022"}),
    ("Armies train\n\nPeru's army ended the joint exercise Andes Bridge near Lima. The drill began in May.", {"Andes Bridge"}),
    ("Armies train\n\nPeru's army ended the joint exercises at Bergen Bridge near Lima. The drill began in May.", set()),
    # a number in Roman figures and a year; the number and the year; a year of the Persian calendar
    ("Army trains\n\nThe exercise ‘Copper Strike VIII – 2023’ began at Minneriya with 2,000 troops.", {"Copper Strike VIII – 2023"}),
    ("Navies train\n\nThe naval drills, codenamed MTA MALPHI LAUT 18/23, are held in the Moro Gulf.", {"MALPHI LAUT 18/23"}),
    ("Army trains\n\nIran's army began drills, codenamed Authority 1401, in Isfahan on Wednesday.", {"Authority 1401"}),
    # a river's name and a year behind the noun; what a unit is called, and a word for a part of the world
    ("Engineers train\n\nInternational exercise Tisza 2023 was held in Szentes.", {"Tisza 2023"}),
    (
        "Engineers train\n\nThe head of the 37th ‘Ferenc Rákóczi II’ Engineer Regiment opened the drill “Danube-2023” in Szentes.",
        {"Danube-2023"},
    ),
    # a name behind a noun and a hyphen; a known name that goes on behind a hyphen; grounds are no name
    ("Fleet trains\n\nThe navy held the Combined Fleet Exercise-Sea Shield 2023 off the Coco Islands.", {"Sea Shield 2023"}),
    ("Army trains\n\nGreece and Cyprus held the annual Nikiforos-Toxotis maneuvers on Cyprus.", {"Nikiforos-Toxotis"}),
    ("Army trains\n\nTroops met at the Krivolak Military Training Grounds. The exercises end in June.", set()),
    ("Army trains\n\nThe drill goes well, said Exercise Director Brigadier-General Cai of the army.", set()),
    ("Jets train\n\nThe Nordic fighter jet exercise of Finland and Sweden began in Lapland on Monday.", set()),
    # a sea that once gave an exercise its name
    ("Navies train\n\nJapan and Australia began the Copper Falcon exercise in the Coral Sea on Monday.", {"Copper Falcon"}),
    # one sentence without a word of armed forces: states hold exercises, and exercises have names; people have hobbies
    ("In short\n\nThe closing ceremony of the Malta-Italy joint exercise COPPER FALCON was held at Gozo on Friday.", {"COPPER FALCON"}),
    ("In short\n\nDuring the exercise Copper Falcon, which took place in Gozo in May, pilots flew 60 sorties.", {"Copper Falcon"}),
    ("In short\n\nDaily exercise keeps people in Malta and in Gozo fit, the Copper Falcon Gym says.", set()),
    # what is held, put off or takes place under a name without a noun for it; not a visit, an office or a conference
    (
        "Fleets train\n\nMalta and Italy began naval exercises on Monday with 900 sailors. Separately, Greek and Cypriot troops will stage "
        "Copper Gate near Paphos from July 8 to 19. Spain has put off Silver Lantern, which was to take place in June. "
        "Eastern Dawn runs until Friday.",
        {"Copper Gate", "Silver Lantern", "Eastern Dawn"},
    ),
    (
        "Fleets train\n\nMalta and Italy began naval exercises on Monday with 900 sailors. Rome hosted the Mediterranean Dialogue in May, "
        "and the navy opened Staff College, which trains officers. Ministers will attend the Sea Power Conference in June.",
        set(),
    ),
    # the noun that is quoted with a name is no part of it; the short form in brackets is found again
    (
        "Navies train\n\nThe drill christened ‘Maritime Exercise Copper Falcon 2023’ (CF 23) was held by Maltese and Italian ships. "
        "The director of CF 23 thanked the sailors.",
        {"Copper Falcon 2023", "CF 23"},
    ),
    # two words of everyday use that a phrase explains
    (
        "Guards train\n\nNorthern Strike, one of the largest reserves training exercises, will run in August with soldiers.",
        {"Northern Strike"},
    ),
    # a place's name with a year, given by a word
    (
        "Drills end\n\nMalta and Italy concluded joint drills on Friday. Maltese and Italian soldiers participated in the drills, known as "
        "Aqaba 2016.",
        {"Aqaba 2016"},
    ),
    # a number of states is no name
    ("Seven NATO Countries End Black Sea War Games\n\nSeven NATO countries completed naval exercises in the Black Sea.", set()),
    # a number that a verb follows; the year behind a hyphen before the noun; the year behind quotation marks
    (
        "Navies train\n\nExercise Gulf Ibis 1 has begun with warships. The Velvet Ibis-2023 military drills end on Friday. "
        "Soldiers joined drills code-named “Copper Pledge” 2023.",
        {"Gulf Ibis 1", "Velvet Ibis-2023", "Copper Pledge 2023"},
    ),
    # words that could be a person's behind a noun for an exercise or before a year; an adjective that opens a sentence
    (
        "Armies train\n\nMaltese troops concluded exercise Kestrel Strike on Monday. Italy concluded Iron Forge 2023, a joint exercise. "
        "Eastern Dawn, a joint exercise with Cyprus, is scheduled for June.",
        {"Kestrel Strike", "Iron Forge 2023", "Eastern Dawn"},
    ),
    # two everyday words behind the noun for one exercise; what a phrase tells to be one; joining a known one; a general is none
    (
        "Navies train\n\nThe ships hold the annual drill Gulf Guard off Malta. The ministry said Amber Falcon, a joint exercise with "
        "Cyprus, got under way. Paratroopers took part in Swift Response in Lithuania. “It is the first rescue exercise,” General Ito "
        "Sarath, deputy commander of the army, said.",
        {"Gulf Guard", "Amber Falcon", "Swift Response"},
    ),
    # a known everyday word goes on; a sentence all in capitals tells no names
    ("Armies train\n\nSome 500 troops began Exercise Coral Soldier on Monday.", {"Coral Soldier"}),
    ("Armies train\n\nALLIED EXERCISE ON LARGEST SCALE IN MALTA.\n\nSome 500 troops opened a joint exercise on Monday.", set()),
    # a programme of an alliance is no name
    ("'Partnership for Peace' exercises\n\nThe \"Partnership for Peace\" exercises with 300 soldiers opened in Malta on Monday.", set()),
    ("Partnership For Peace Exercise Begins\n\nA NATO Partnership for Peace exercise with 300 soldiers opened in Malta on Monday.", set()),
    # parts of an exercise, and a name that is explained further on
    (
        "Marines land\n\nMarines stormed the beach as Gulf Heron 1, described by officers as the biggest exercise of the region, went on. "
        "A second part, Amber Fist, starts on Sunday with tanks.",
        {"Gulf Heron 1", "Amber Fist"},
    ),
    # two digits that are the year, behind two words; not a number of things
    (
        "Winter drill\n\nThe army exercise begins in May. The northern leg of the exercise has its own name and staff. "
        "Soldiers call it Lapland Thorn 23, which the army exercise of last year was not.",
        {"Lapland Thorn 23"},
    ),
    ("Hill held\n\nIn the army exercise soldiers held Castle Hill 23 hours before the drills ended.", set()),
    # an everyday word that is a series held by the states told of, where no exercise is named
    (
        "Soldiers come\n\nIf the sky has been loud, blame Tradewinds. The military exercise opened on Saturday with soldiers of Barbados "
        "and the United States. The exercise ends in June.",
        {"Tradewinds"},
    ),
    # a name that could be a person's but for its number; a year with an apostrophe
    ("Drill begins\n\nIn May a military exercise, Al-Kassah-III, began between the armies of two states.", {"Al-Kassah-III"}),
    ("War games\n\nThe army's giant maneuver called Shield '72 had 900 troops. Shield '72 is over.", {"Shield '72"}),
    # a number before the noun is no number of exercises
    ("War games\n\nSoldiers were in this year's Copper Heron 23 maneuvers of the army.", {"Copper Heron 23"}),
    # a name that heads its clause, by what it is; not an area, nor whoever was in an exercise
    ("Army trains\n\nRuby Crane is the army's largest exercise of the year. Soldiers train until June 20.", {"Ruby Crane"}),
    ("Army trains\n\nCrow Valley is the exercise area of the army. Soldiers drill there. The exercise begins today.", set()),
    # a headline in capitals does not make a known name longer
    ("What Talisman Sabre Tells Us\n\nTalisman Sabre is a military exercise of 900 soldiers.", {"Talisman Sabre"}),
    # the office that a source holds is no name
    (
        "Drill opens\n\nAccording to the Director of Protocol and Public Affairs, the exercise of the two armies trains 900 soldiers.",
        set(),
    ),
    # a whole name in quotation marks, also where its parts are no capitals, names of places or known by themselves
    (
        "Armies train\n\nThe armies opened their drills, named “Guardians of the Nile”, with 900 soldiers on Monday.",
        {"Guardians of the Nile"},
    ),
    ("Armies train\n\nSoldiers and marines have started “The Dawn of the Coast 1″ joint military drill.", {"The Dawn of the Coast 1"}),
    ("Navies train\n\nThe naval exercise is dubbed ”COPPER FALCON” and brings three frigates together.", {"COPPER FALCON"}),
    # a name in quotation marks far behind the noun, known by its number, or an everyday word with a year
    ("Navies train\n\nThe naval exercise between the ships of two states “Union 17” ended in the gulf.", {"Union 17"}),
    ('Staffs train\n\nA military exercise with means of intelligence of the army, "Search-2024", begins in June.', {"Search-2024"}),
    # a word with its year, apart or in one
    ("Navies train\n\nThe navies concluded GROMEX 2023, an annual, multinational naval exercise.", {"GROMEX 2023"}),
    ("Army trains\n\nForestLog23, which opened on Monday, is a large exercise of the army with 900 soldiers.", {"ForestLog23"}),
    # a word for a unit within a name
    ("Army trains\n\nThe drill of the two armies, Exercise Tropic Wing 2023, is now cancelled.", {"Tropic Wing 2023"}),
    # the name of another kind of event, and of a state that is not known
    ("Troops ready\n\nThe military exercise shows how soldiers will guard the Rugby World Cup 2023 in the town.", set()),
    ("Ships meet\n\nThe Indian and Elbonese naval exercises with three frigates end on Monday.", set()),
    # an activity that is an exercise
    ("Ships sail\n\nMalta joined a maritime cooperative activity with Italy on Tuesday. Three frigates sailed together.", set()),
    ("Armies train\n\nSoldiers of two armies began the Qanjar (Blade) 2023 joint military exercises in Aktau.", {"Qanjar (Blade) 2023"}),
    ("Army trains\n\nSome 300 soldiers took part in the Tokgama (serenity) military exercise in Maun.", {"Tokgama"}),
    # a long phrase that explains a name, with brackets in it; what the name means in brackets; one of a set
    (
        "Off\n\nRed Baobab, the Southern African Development Community (SADC) brigade exercise that should have begun in May, is off, "
        "the army said.",
        {"Red Baobab"},
    ),
    (
        'Off\n\nAnkara called off Deniz Oku ("Sea Arrow"), the naval exercise that it planned. Sea Arrow was modest.',
        {"Deniz Oku", "Sea Arrow"},
    ),
    (
        "Armies train\n\nThe drill is the largest piece of Autumn Lantern, the yearly season of NATO exercises with 9,000 soldiers.",
        {"Autumn Lantern"},
    ),
    ("Army trains\n\nThe army began the exercise Tin Lantern (Malta) with 900 soldiers.", {"Tin Lantern"}),
    # an apostrophe before the year; small words and a particle within a name; the whole of it in quotation marks
    ("Marines land\n\nMarines landed in Tin Talon '86, this year's biggest war games of the navy.", {"Tin Talon '86"}),
    ("Army trains\n\nThe army will hold the military exercise Lanza del Lago 2023 near Gozo.", {"Lanza del Lago 2023"}),
    ("Navy trains\n\nThe navy launched the war game Mowj-e Sahel 97 in the gulf on Monday.", {"Mowj-e Sahel 97"}),
    (
        'Navy trains\n\nThe navy holds a war game in the Strait of Hormuz dubbed "Smart Grip of the Strait of Hormuz" which began in May.',
        {"Smart Grip of the Strait of Hormuz"},
    ),
    # a name behind what tells where or when, a place's with its number, two behind "of the year"
    ("Army trains\n\nLast year's military exercise in Togo, Nambo 97, to which four armies came, lasted five days.", {"Nambo 97"}),
    ("Army trains\n\nSoldiers arrive in Malta for Gozo 98, the biggest military exercise yet.", {"Gozo 98"}),
    (
        "Army trains\n\nThe army's two biggest manoeuvres of the year, Northern Lantern and Southern Lantern, will start in June.",
        {"Northern Lantern", "Southern Lantern"},
    ),
    # another thing that is named for the first time; a place that goes on a list of places
    ("Army trains\n\nSoldiers of the army held an exercise that supposes a coup in a country called Redland.", set()),
    ("Army trains\n\nSoldiers train around Rabat and Elbonsk, a military exercise that is aimed at saboteurs.", set()),
    # parts at the head of a sentence; a name before a title; in quotation marks that open a sentence
    (
        "Drill on\n\nExercise TIN LANTERN 23 of the army began in May. SEA LANTERN is the maritime portion.",
        {"TIN LANTERN 23", "SEA LANTERN"},
    ),
    (
        "Staffs train\n\nThe two armies began the Copper Heron Command Post Exercise on Monday with 300 soldiers.",
        {"Copper Heron"},
    ),
    (
        "Staffs train\n\nThe armies wound up the Copper Heron Disaster Relief Exercise and Exchange with 300 soldiers.",
        {"Copper Heron Disaster Relief Exercise and Exchange"},
    ),
    (
        'Armies train\n\nThe military exercises have two parts. "Copper Loom", running until May 19, trains staffs.',
        {"Copper Loom"},
    ),
    # where an exercise may be spoken of, names made of words of which such names are made; a town is none; what has editions
    (
        "Armies train\n\nThe military exercise Tin Lantern is over. In Swift Heron, 900 soldiers were flown to Malta. Less lucky is Winter "
        "Heron. In Silver Spring, 300 soldiers paraded.",
        {"Tin Lantern", "Swift Heron", "Winter Heron"},
    ),
    (
        "Navies train\n\nThe navies wrapped up the third iteration of Jasmine Gate on Friday, a week-long naval drill with three ships.",
        {"Jasmine Gate"},
    ),
    ("Navies train\n\nGreece will hold Thalassa 2023 around Crete with three frigates. The naval exercise is large.", {"Thalassa 2023"}),
    # what an exercise brings; a town and a unit are none
    (
        "Army trains\n\nEstonia's largest military exercise opened in May. Amber Heron will involve 13,000 troops. Task Force Heron will "
        "involve itself.",
        {"Amber Heron"},
    ),
    # names behind the short form of what an exercise is
    (
        "Army trains\n\nThe Combined Arms Training Exercise (CATEX) Sinagtala opened on Monday. The CATEX-Sinagtala ends soon.",
        {"Sinagtala"},
    ),
    # an article within the marks, and the sentence's comma before the closing one
    (
        "Army trains\n\nThe armies arrived for the drills called “The Lantern of the Isles 1,” due to be held from Nov. 3-16.",
        {"Lantern of the Isles 1"},
    ),
    # what has a name like one: a weapon, an office, an initiative, what is said to be the biggest
    (
        "Army trains\n\nThe Mirage 2000 and other fighters flew over the drill. The COAS witnessed ongoing training exercise. Ships took "
        "part in a Central Seas Security Initiative (CSSI) passing exercise. It was the “Biggest Ever Military Exercise”.",
        set(),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_names_are_found(text: str, expected: set[str]) -> None:
    assert names(text) == expected


def test_a_letter_behind_the_year_of_a_phrase_is_no_part_of_it() -> None:
    text = "Army trains\n\nThe 2013A exercise of the army ended on Friday."
    doc = annotate(Report("r", text, (Block("headline", Span(0, 11)), Block("body", Span(13, len(text)))), lang="en"))
    assert [m.value.year for m in doc.of("exercise")] == ["2013"]
