"""Small reports and the exercises that they tell of: how many, under which names, when and how each stands."""

import pytest

from vedette.model import Block, Report, Span
from vedette.pipeline import code

DAY = "2023-05-10"
"""A Wednesday."""


def told(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Name, status and start of each exercise; the first paragraph is the headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    accounts = code(Report("r", text, tuple(blocks), published=DAY, lang="en")).accounts
    return [(a.value("name"), a.value("status"), a.value("start")) for a in accounts]


PAIRS = [
    # a name misspelled, in the plural, by its first letters
    (
        "Drill on\n\nMalta and Italy began Exercise Copper Warrior on Monday.\n\nAt Copper Warrier, 300 soldiers train until Friday.",
        [("Copper Warrior", "underway", "2023-05-08")],
    ),
    (
        "Drill on\n\nMalta began the exercise Croix du Nord 2023 with Italy on Monday.\n\nSome 300 soldiers take part in CDN23.\n\n"
        "CDN 2023 exercises are the largest in years, the navy said.",
        [("Croix du Nord 2023", "underway", "2023-05-08")],
    ),
    # two that "or" joins behind a preposition said once more are two
    (
        "Virus stops drill\n\nThe Maltese army cancelled Copper Falcon on Monday. It said that no decision had been made about Tin Lantern "
        "or about the naval exercise Amber Gull, which is due to begin off Gozo on Friday.",
        [("Copper Falcon", "cancelled", None), ("Amber Gull", "planned", "2023-05-12")],
    ),
    # three told in one breath have all facts; those of the year before are over, too
    (
        "Drills on\n\nThe “Copper-2023” army exercises, along with the “Falcon-2023” and “Lantern-2023” drills, began in Gozo on Monday.",
        [("Copper-2023", "underway", "2023-05-08"), ("Falcon-2023", "underway", "2023-05-08"), ("Lantern-2023", "underway", "2023-05-08")],
    ),
    (
        "Drills to come\n\nMalta's army will hold exercises Copper Falcon 4 and Tin Lantern 4 next month. They build on Exercises Copper "
        "Falcon 3 and Tin Lantern 3, that were held last year.",
        [
            ("Copper Falcon 4", "planned", "2023-06"),
            ("Tin Lantern 4", "planned", "2023-06"),
            ("Copper Falcon 3", "completed", "2022"),
            ("Tin Lantern 3", "completed", "2022"),
        ],
    ),
    # "the drills" are those held, not the one that they came after; a caption of years ago is not what the news is of
    (
        "Ships train\n\nMalta's navy held joint drills, Copper Falcon and Tin Lantern, at the end of the exercise Grey Heron. The drills "
        "were held on 3 May off Gozo.",
        [("Copper Falcon", "completed", "2023-05-03"), ("Tin Lantern", "completed", "2023-05-03"), ("Grey Heron", "completed", None)],
    ),
    (
        "Drill to come\n\nA soldier of Malta during the exercise ‘Tin Lantern 17’ at Gozo on September 13, 2017.\n\nThe exercise Copper "
        "Falcon starts at Gozo in June.\n\nSome 900 soldiers are to train there.",
        [("Copper Falcon", "planned", "2023-06"), ("Tin Lantern 17", "completed", "2017-09-13")],
    ),
    # words that can mean much else, of two sides who train together
    (
        "Port opens\n\nOn 8 May, the manoeuvre between the coast guard of Malta, that of Italy and the Spanish navy began off Gozo. Two "
        "such drills are held each year.",
        [(None, "underway", "2023-05-08")],
    ),
    (
        "Jets train\n\nUnits of the air force arrived on Monday to take part in the joint Maltese-Italian air training, Grey Heron-1. "
        "The exercise began on Monday.",
        [("Grey Heron-1", "underway", "2023-05-08")],
    ),
    # the one before, in the same year
    (
        "Navies train\n\nThe navies of Malta and Italy held a passage exercise off Gozo on Saturday. The last passage exercise between "
        "them was held on 13 March.",
        [(None, "completed", "2023-05-06"), (None, "completed", "2023-03-13")],
    ),
    # each name has the year behind it
    (
        "Drill planned\n\nSome 2,000 soldiers will take part in Malta's Tin Lantern 2023 exercise, which starts in June.\n\n"
        "The last drills of comparable size were Reforger in 1988 with 900 troops and Trident Juncture in 2018 with 700.",
        [("Tin Lantern 2023", "planned", "2023-06"), ("Reforger", "completed", "1988"), ("Trident Juncture", "completed", "2018")],
    ),
    # a name between dashes; "this drill" is the one of the paragraph before, with the day of an earlier year
    (
        "Ships home\n\nThe naval drill – Copper Falcon – ended off Gozo on Monday, Malta's navy said.\n\nFrom 12 to 15 September 2022 two "
        "ships took part in the naval exercise Tin Lantern off Sicily with Italy.\n\nIn this drill, Malta's patrol boats fired at targets.",
        [("Copper Falcon", "completed", None), ("Tin Lantern", "completed", "2022-09-12")],
    ),
    # another name of the drill told of; a place before "the exercise scenario" is no name; nor are years of other calendars editions
    (
        "Drills over\n\nThe Maltese army wound up the Tin Lantern drill on Monday. The exercise, code-named Lantern24, is held by Malta "
        "and Italy. It said that on Lampione, the exercise scenario was a flood.",
        [("Tin Lantern", "completed", None)],
    ),
    # what was held where the exercise told of is still to come; drills under way since a day are no habit
    (
        "Drill ahead\n\nMalta and Italy will hold joint naval drills off Gozo in August, the navy said.\n\nAnd under a treaty the troops "
        "of the two states conducted joint landing exercises, since May 2, on the beaches of Sicily.",
        [(None, "planned", "2023-08"), (None, "completed", "2023-05-02")],
    ),
    # the drills announced, with their name; those that another side owns
    (
        "Malta to train\n\nMalta said it will stage large military maneuvers off Gozo from Thursday. The upcoming Maltese war games, "
        "code-named Copper Falcon, end on 19 May.",
        [("Copper Falcon", "planned", "2023-05-11")],
    ),
    (
        "Drill begins\n\nMalta and Italy began the Tin Lantern drill on Monday. The scale is a tenth of Libya's war games held off Tripoli "
        "last year, an officer said.",
        [("Tin Lantern", "underway", "2023-05-08"), (None, "completed", "2022")],
    ),
    # when a series was born is no edition, nor is what its states do regularly
    (
        "Drill goes on\n\nMalta hosts the Tin Lantern drill until Friday. Tin Lantern exercises were born in 1990. Its members regularly "
        "train with Libya, most recently in 2021 with 900 troops.",
        [("Tin Lantern", "underway", None)],
    ),
    # another year's edition that is only compared or prepared; another state's exercise that one is held before
    (
        "Reservists train\n\nReservists were to be in camp by Tuesday for the exercise TINGLOW. It goes better than TINGLOW 2015, one "
        "said.",
        [("TINGLOW 2015", "completed", "2015"), ("TINGLOW", "underway", None)],
    ),
    (
        "Troops train\n\nMaltese troops take part in the Tin Lantern exercise on Gozo until May 16. Exercise Tin Lantern 2024 will be "
        "held in Sicily in May next year.",
        [("Tin Lantern 2024", "planned", "2024-05"), ("Tin Lantern", "underway", None)],
    ),
    (
        "Jets train\n\nMalta and Italy are holding a joint exercise on Gozo this week, just two weeks before the exercise Zapad-23, which "
        "Russia will hold in late May.",
        [(None, "underway", "2023-05"), ("Zapad-23", "planned", "2023-05")],
    ),
    # "this upcoming exercise" is the one told of
    (
        "Drill ahead\n\nThe Maltese navy will hold the drill Tin Lantern on 5 June. An admiral went to Sicily last month to discuss this "
        "upcoming exercise.",
        [("Tin Lantern", "planned", "2023-06-05")],
    ),
    # so is "the upcoming exercise" where it was told as planned, not where it goes on
    (
        "Drill ahead\n\nMalta and Italy are to hold a rescue drill on Gozo in June. The upcoming exercise will involve 900 soldiers.",
        [(None, "planned", "2023-06")],
    ),
    # what a drill follows; a sentence that gives another name
    (
        "Drills end\n\nThe Maltese army's drills on Gozo followed last month's exercise in Sicily that involved 900 Italian troops.",
        [(None, "completed", None), (None, "completed", "2023-04")],
    ),
    (
        "Jets out\n\nMalta and Italy opened the Tin Lantern air drill on Monday. Dubbed Copper Falcon, the exercise is the largest.",
        [("Tin Lantern", "underway", "2023-05-08")],
    ),
    # behind an earlier edition, a sentence on this year is of this year's; a name behind a colon; exercises in general
    (
        "Drill begins\n\nThe Tin Lantern drill of Malta began on Monday. Malta hosted a similar drill in 2015, which was code-named: "
        "'Exercise Copper Falcon'. \"Any time there is an exercise by Libya, it is a show,\" he said.",
        [("Tin Lantern", "underway", "2023-05-08"), ("Copper Falcon", "completed", "2015")],
    ),
    # where a drill is held sets it apart from nothing
    (
        "Ships join\n\nThe Maltese Navy has joined ships of Italy for a large drill.\n\nExercise Copper Falcon is based in Tunisia and "
        "ends on Friday.",
        [("Copper Falcon", "underway", None)],
    ),
    # a name that is a place's; a report of two exercises
    (
        "Two drills\n\nLast week the Maltese and Italian armies conducted two exercises. Exercise Copper Falcon was conducted on Gozo. "
        "Exercise Northern Sahara was conducted in Sicily.",
        [("Copper Falcon", "completed", "2023-05"), ("Northern Sahara", "completed", None)],
    ),
    # an edition that is only counted; all exercises together are none; what something is described as
    (
        "Drill begins\n\nMalta and Italy started a three-day naval exercise off Gozo on Monday. It is the second edition of the naval "
        "exercise. A paper described it as a mega naval exercise.",
        [(None, "underway", "2023-05-08")],
    ),
    (
        "Drill planned\n\nMalta will hold the exercise Copper Falcon in June. At the end of February 2022 the Maltese Armed Forces "
        "suspended all military exercises with foreign partners.",
        [("Copper Falcon", "planned", "2023-06")],
    ),
    # behind an aside on an earlier edition the report goes on about this one
    (
        "Drill begins\n\nThe exercise Tin Lantern of Malta and Italy began on Monday.\n\nTin Lantern 2019 drew 900 soldiers to Sicily.\n\n"
        "The exercise ends on 19 May.",
        [("Tin Lantern", "underway", "2023-05-08"), ("Tin Lantern 2019", "completed", "2019")],
    ),
    (
        "Drill begins\n\nThe exercise Tin Lantern of Malta and Italy began on Monday.\n\nIt was held in Sicily last year, with 900 "
        "soldiers.\n\nThe exercise ends on 19 May.",
        [("Tin Lantern", "underway", "2023-05-08"), ("Tin Lantern", "completed", "2022")],
    ),
    # who comes to "the X drills" does not set them apart; another pair's exercise is another one; a name goes to what was told of last
    (
        "Drills off Gozo\n\nForces of Malta, Italy and Greece opened joint drills on Monday, the army said. "
        "Libya and Tunisia are also taking part in the Copper Falcon drills as observers.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    (
        "Ships out\n\nWarships of the navies of Malta and Greece held a joint drill at sea on Monday. The drill was led by "
        "Maltese ships that had been at the "
        'Maltese-Italian exercise "Tin Lantern", which ended last week.',
        [(None, "completed", "2023-05-08"), ("Tin Lantern", "completed", None)],
    ),
    (
        "War games\n\nPlanes of Malta and Tunisia have begun joint war games. On Sunday Malta began 10-day war games with Italian troops. "
        'The games, codenamed "Copper Falcon", are held again after eight years.',
        [(None, "underway", "2023-05"), ("Copper Falcon", "underway", "2023-05-07")],
    ),
    # editions that are counted, and the year that tells when an earlier one was
    (
        "Drill to begin\n\nThe 16th edition of the joint drill 'Tin Lantern' will be held in Malta from 15 May. The 15th edition of the "
        "joint drill 'Tin Lantern' was held in Italy. Soldiers of both armies took part in the exercise in 2022.",
        [("Tin Lantern", "planned", "2023-05-15"), ("Tin Lantern", "completed", "2022")],
    ),
    # the edition before, with its days
    (
        "Drill begins\n\nThe army exercise Tin Lantern-2023 began on Monday in Malta.\n\n"
        "The previous edition of Tin Lantern took place in Italy from 3 to 9 June 2022.",
        [("Tin Lantern-2023", "underway", "2023-05-08"), ("Tin Lantern", "completed", "2022-06-03")],
    ),
    # a name that it had before, and when it got its own
    (
        "Drill begins\n\nThe exercise 'Tin Lantern-2023' of Malta and Italy began on Monday. The two armies instituted a joint annual "
        "exercise in 2011 as 'Brass Lantern', which was later made larger and renamed 'Tin Lantern' in 2015.",
        [("Tin Lantern-2023", "underway", "2023-05-08")],
    ),
    # a drill that is none of armed forces stays none when it is taken up again
    (
        "School stays shut\n\nPupils hid under tables in an earthquake drill on Tuesday. Soldiers of the army lent the town two tents, "
        "and a navy helicopter flew over. The drill was over at noon.",
        [],
    ),
    # not a drill
    ("Alarm in port\n\nIt was not a drill, the navy said after its warships left the harbour at night.", []),
    # the singular "maneuver" before its name, and again
    (
        "Manoeuvre over\n\nThe army's expanded maneuver codenamed Copper Falcon ended on Tuesday in the desert. "
        "Soldiers and tanks took part in the maneuver.",
        [("Copper Falcon", "completed", None)],
    ),
    # an everyday word as the name of a series: by who owns it, by its time, by being held
    (
        "Forces compared\n\nThe exercise Copper Falcon began on Monday with 900 troops. Compare that with Zapad in September 2021.",
        [("Copper Falcon", "underway", "2023-05-08"), ("Zapad", "completed", "2021-09")],
    ),
    # parts of an umbrella exercise, with what stands in brackets behind the first one
    (
        "Winter plans\n\nThe army will hold a command post exercise, Amber Quill (5-8 June), and a live exercise, Amber Thorn, "
        "from 19 to 30 June with 3,000 soldiers.",
        [("Amber Quill", "planned", "2023-06-05"), ("Amber Thorn", "planned", "2023-06-19")],
    ),
    # a later edition beside the one of this year
    (
        "Exercise goes on\n\nThe naval exercise Copper Falcon began off Malta on Monday. The ships sail home on 20 May. "
        "Next year's Copper Falcon will be held in Italy.",
        [("Copper Falcon", "underway", "2023-05-08"), ("Copper Falcon", "planned", "2024")],
    ),
    # the apposition that explains a name in quotation marks
    (
        'Exercise over\n\nThe joint exercise "Tin Lantern-2023" of Malta and Italy ended on Tuesday, the navy said.\n\n'
        '"Brass Lantern-2021", a previous exercise of the two navies, was held in June 2021.',
        [("Tin Lantern-2023", "completed", None), ("Brass Lantern-2021", "completed", "2021-06")],
    ),
    # the name of a unit in quotation marks
    (
        'Brigade trains\n\nThe 5th Mechanised Brigade "Iron Wolf" opened the exercise Copper Falcon on Monday.',
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    # a serial number of the year
    ("Jets arrive\n\nThe air force exercise Red Flag 23-2 began on Monday.", [("Red Flag 23-2", "underway", "2023-05-08")]),
    # a name behind the short form "Ex"; an adjective of a continent or of the Gulf is no name
    ("Ex WISE HERON begins\n\nEx WISE HERON began off Goa on Monday, the navy said.", [("WISE HERON", "underway", "2023-05-08")]),
    (
        "Drill ends\n\nThe African Exercise Copper Falcon and its Gulf naval exercise ended on Tuesday, the army said.",
        [("Copper Falcon", "completed", None)],
    ),
    # what is held is known by its quotation marks, or stands behind a comma
    (
        'Fleet at sea\n\nThe navy begins "Wise Heron" in the Aegean on Friday. The exercise lasts until 20 May and involves 14 ships.',
        [("Wise Heron", "planned", "2023-05-12")],
    ),
    (
        'Army out\n\nThe army is to hold its yearly field exercise, "Clear Kettle", near Minneriya from 14 to 20 June.',
        [("Clear Kettle", "planned", "2023-06-14")],
    ),
    # "the manoeuvre" takes up an exercise that was told of under another word
    (
        'March ahead\n\nNiger and Chad will hold a joint exercise next week. Baptised "Sand Kettle", the manoeuvre needs 900 soldiers.',
        [("Sand Kettle", "planned", "2023-05")],
    ),
    # the year in which a series began is no edition
    (
        "Exercise begins\n\nThe exercise Copper Falcon began on Monday with 900 troops. Copper Falcon has been held every year since its "
        "inception in 2005.\n\nThe annual exercise, which started in 2005, has grown.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    # what the exercise comes after is another one
    (
        "Drill next week\n\nThe armies of Malta and Italy will hold an exercise in Sicily from 15 to 20 May.\n\nThe drill comes days after "
        "the air forces of Malta and Greece held a four-day joint exercise in Crete in April.",
        [(None, "planned", "2023-05-15"), (None, "completed", "2023-04")],
    ),
    # a name behind "dubbed", far from the word that it names
    (
        "Drill begins\n\nMaltese soldiers are taking part in a five-day drill in Sicily.\n\nThe drill for military units of the members of "
        "the OSCE, dubbed Copper Falcon, began on Monday.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    # so do the points of a list that begin with a name
    (
        "The week ahead\n\n• Copper Falcon 23 - The naval exercise of Malta began on Monday with five ships.\n\n"
        "• Amber Thorn - Peru has called off the small commando exercise that was to open on Tuesday.\n\n"
        "• Grey Quill - The army exercise opens on June 14 in Chile with 900 soldiers.",
        [
            ("Amber Thorn", "cancelled", "2023-05-16"),
            ("Copper Falcon 23", "underway", "2023-05-08"),
            ("Grey Quill", "planned", "2023-06-14"),
        ],
    ),
    # a drill of one's own is another one
    (
        "Drill begins\n\nMalta began the exercise Copper Falcon with 900 soldiers on Monday. Frigates and jets take part.\n\n"
        "The army of Peru is holding a landing drill of its own near Iquique with 300 marines.",
        [("Copper Falcon", "underway", "2023-05-08"), (None, "underway", None)],
    ),
    # when a series began, or somebody joined it, is no exercise of its own
    (
        "Navies train\n\nThe navies of Malta and Peru began the exercise Copper Falcon on Monday. Three frigates take part.\n\n"
        "The first naval exercise between Malta and Peru was conducted in 1993. The Chilean navy joined the exercise in 2019.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    # the exercise of an organisation that one of its members holds
    (
        "Drills put off\n\nKyrgyzstan has put off the drills of peacekeepers planned for October, a general said on Tuesday.\n\n"
        "The CSTO drills titled Copper Falcon 2023 were to be held at a firing range with 900 soldiers.",
        [("Copper Falcon 2023", "postponed", "2023-10")],
    ),
    # what it is planned as is the same exercise
    (
        "Winter drill\n\nCopper Falcon 23 will be planned as one exercise across two states, Norway and Finland, from May 20 to 29. "
        "About 900 soldiers of the two armies take part in the exercise Copper Falcon 23.",
        [("Copper Falcon 23", "planned", "2023-05-20")],
    ),
    # editions told apart by their number
    (
        "Navies train\n\nThe exercise Copper Falcon II begins off Malta on Friday with three frigates.\n\n"
        "The first Copper Falcon was held in November 2019 with two ships. A Copper Falcon III is planned for 2025.",
        [
            ("Copper Falcon II", "planned", "2023-05-12"),
            ("Copper Falcon", "completed", "2019-11"),
            ("Copper Falcon III", "planned", "2025"),
        ],
    ),
    # the entries of a digest each tell of an exercise of their own
    (
        "In brief\n\nNAVY EXERCISE. The navy ended a three-day exercise off Malta on Monday.\n\nARMY EXERCISE. The army is to hold its "
        'yearly exercise, "Clear Kettle", near Rabat from 14 to 20 June. Two battalions take part.\n\nROAD WORKS. The road stays closed.',
        [(None, "completed", "2023-05-06"), ("Clear Kettle", "planned", "2023-06-14")],
    ),
    # a name far behind an exercise without one is another's
    (
        "Allies sail\n\nMaltese and Greek warships began a naval drill off Crete on Monday. The drill ends on Friday. The port is full. "
        "The hotels are full, too. The fishermen grumble.\n\nCyprus and Greece are to start one of their own on 20 May; 400 soldiers are "
        "to join Keen Sword.",
        [(None, "underway", "2023-05-08"), ("Keen Sword", "planned", "2023-05-20")],
    ),
    # other parties in the phrase itself; the next round
    (
        "Commandos meet\n\nSpecial forces of Malta and Italy are holding the first Maltese-Italian exercise near Gozo. In March units of "
        "the army took part in the joint Maltese-Greek exercise near Chania.",
        [(None, "underway", None), (None, "completed", "2023-03")],
    ),
    (
        "Bridge rebuilt\n\nExercise Copper Falcon came to an end on Sunday, the army said. The major said that the next round would be "
        "held in Rabat in the first half of 2024.",
        [("Copper Falcon", "completed", None), ("Copper Falcon", "planned", "2024")],
    ),
    # a winter is no edition; a drill that is only compared; a former name; an earlier one of the same partners
    (
        "Drill goes on\n\nThe exercise Copper Falcon began on Monday. In the exercise, tanks in winter camouflage fired.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    (
        "Malta plans\n\nMalta is planning a large military exercise with Italy for 2025. The war games will be similar to Sweden's "
        '"Tin Lantern" drill, which was held in 2022 by Sweden and Italy.',
        [(None, "planned", "2025"), ("Tin Lantern", "completed", "2022")],
    ),
    (
        "Drill opens\n\nA training exercise of 900 soldiers began in Malta on Monday. The exercise was previously known as Cold Response. "
        "This year it is being designated Keen Sword.",
        [("Keen Sword", "underway", "2023-05-08")],
    ),
    (
        "Drill from Friday\n\nMalta and Italy will hold a military drill from Friday. It is to last four days. The general was pleased.\n\n"
        "Malta and Italy held joint live-fire drills in Sicily earlier this year.",
        [(None, "planned", "2023-05-12"), (None, "completed", "2023")],
    ),
    # paratroopers that drop call nothing off; a source is no name
    (
        "Drop\n\nMore than 700 paratroopers dropped to desert targets on Monday in the exercise Copper Falcon.",
        [("Copper Falcon", "completed", "2023-05-08")],
    ),
    (
        "Drill in Gozo\n\nAccording to MPRO, the exercises are held by the army under the name of 'Copper Falcon'. They began on Monday.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    # a name between commas behind the noun, one behind "titled the", the noun's own name before what stands in front of it
    (
        "Training under way\n\nThe field training exercise, Copper Falcon (strong birds) 2023, is under way in Gozo, the army said.",
        [("Copper Falcon", "underway", None)],
    ),
    (
        "Armies train\n\nMalta and Italy have conducted a 15-day joint exercise. Titled the ‘Ex-Copper Falcon,’ the exercise was conducted "
        "in Gozo by the two armies.",
        [("Copper Falcon", "completed", None)],
    ),
    (
        "Contingent leaves\n\nMalta's army has sent 90 soldiers. The South Sea Community exercise Copper Falcon is held every second year.",
        [("Copper Falcon", "underway", None)],
    ),
    # a name given to "the drills" in a sentence on those who watch; a partner at one drill, another at the next
    (
        "Drills end\n\nDrills by Maltese and Italian forces off Gozo are over, the army said. Observers from Libya and Tunisia came to the "
        "exercises, known as Copper Falcon.\n\nOn Monday, Maltese and Greek gunners opened a joint training of their own.",
        [("Copper Falcon", "completed", None), (None, "underway", "2023-05-08")],
    ),
    # what a phrase is said to be
    (
        "Drill\n\nThe naval exercise Copper Falcon 23 began off Gozo on Monday. The last drills of comparable size were Reforger in 1988 "
        "with 2,000 sailors.",
        [("Copper Falcon 23", "underway", "2023-05-08"), ("Reforger", "completed", "1988")],
    ),
    # who came to a series later
    (
        "Drill\n\nThe naval exercise Copper Falcon began off Gozo on Monday. Italy joined the exercise for the first time in 2012.",
        [("Copper Falcon", "underway", "2023-05-08")],
    ),
    # parts told to be such, beside the whole; another exercise at the time of a known one of rivals, or in answer to it
    (
        "NATO trains\n\nNATO began military exercises in Georgia on Monday. The exercises have two components.\n\n"
        "“Copper Loom”, running until May 19, is a command post exercise.",
        [(None, "underway", "2023-05-08"), ("Copper Loom", "underway", None)],
    ),
    (
        "Guns fire\n\nNorth Korea held an artillery drill on Tuesday, media said. It came amid Freedom Shield, which began on Monday.",
        [(None, "completed", "2023-05-09"), ("Freedom Shield", "underway", "2023-05-08")],
    ),
    # the first and the next one of a series, each an edition; a round without a name
    (
        "Drill ends\n\nThe four-day drill Copper Falcon 2023 of Malta and Italy ended on Tuesday with 300 soldiers.\n\nThe first drill of "
        "the series brought together 400 troops of the two armies on Gozo in August 2014. The next one will be held in Italy in June 2025.",
        [
            ("Copper Falcon 2023", "completed", "2023-05-06"),
            ("Copper Falcon", "completed", "2014-08"),
            ("Copper Falcon", "planned", "2025-06"),
        ],
    ),
    # when a series was held last; a year in a clause on someone else
    (
        "Drill on\n\nMalta and Italy have begun Exercise Copper Falcon on Gozo. Copper Falcon was last held in 2019, when 300 soldiers "
        "came. France, which left the alliance in 1966, has lent Copper Falcon a regiment.",
        [("Copper Falcon", "underway", "2023-05"), ("Copper Falcon", "completed", "2019")],
    ),
    # a time that opens the sentence of another exercise
    (
        "Drills ahead\n\nMalta is going to hold military drills with Italy next week, the minister said. In September Gozo will be the "
        "scene of Copper Falcon 2023, a staff exercise.",
        [(None, "planned", "2023-05"), ("Copper Falcon 2023", "planned", "2023-09")],
    ),
    # other names in brackets of what the headline names; a name behind what tells where an exercise was
    (
        "Gozo Lantern 2023 ahead\n\nThe army will hold the military exercise Lanterna del Lago 2023 (Gozo Lantern) in June. Gozo Lantern "
        "lasts four days. Last April's exercise in Malta, Copper Falcon, lasted five days.",
        [("Lanterna del Lago 2023", "planned", "2023-06"), ("Copper Falcon", "completed", "2023-04")],
    ),
    # another partner with whom one trains next; ships of others in a drill of their own
    (
        "Soldiers train\n\nFrench and Indian soldiers began Exercise Copper Falcon at Draguignan on Monday.\n\nIndia will next train with "
        "Oman in an exercise at Salalah in August.",
        [("Copper Falcon", "underway", "2023-05-08"), (None, "planned", "2023-08")],
    ),
    (
        "Ships meet\n\nIndian and British warships held a maritime partnership exercise off Goa on Monday. On Tuesday Chinese and "
        "Pakistani ships began a naval drill of their own near Karachi.",
        [(None, "completed", "2023-05-08"), (None, "underway", "2023-05-09")],
    ),
    # "after" in the sentence before tells nothing of a name that opens the next one
    (
        "Why it is off\n\nMalta called off an exercise of the alliance with Italy, an official explained. Feelings were still high after "
        "the storms.\n\nCopper Warrior was scheduled for May 15-19 off Gozo with troops of all six members.",
        [("Copper Warrior", "cancelled", "2023-05-15")],
    ),
    # the first letter of a word is no slip of the pen
    (
        "Drills on\n\nMalta began the exercise Copper Eagle S with Italy on Monday.\n\nNorway opened the exercise Copper Eagle Strategy "
        "near Bergen on Tuesday.",
        [("Copper Eagle S", "underway", "2023-05-08"), ("Copper Eagle Strategy", "underway", "2023-05-09")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_exercises_are_told_apart(text: str, expected: list[tuple[str | None, str | None, str | None]]) -> None:
    assert sorted(told(text), key=str) == sorted(expected, key=str)
