"""Small reports and whether they tell of an exercise that is planned, under way, over, put off or called off."""

import pytest

from vedette.model import Block, Report, Span
from vedette.pipeline import code

# 2023-05-10 is a Wednesday.
DAY = "2023-05-10"


MILITARY = "\n\nMaps for soldiers, warships, troops and military aircraft of the armed forces are free."
"""Nothing of a status, but enough for a report to be one on armed forces."""


def status(text: str, published: str | None, name: str | None = None) -> object:
    """The status of the first exercise, or of the one so named; the first paragraph is the headline."""
    text += MILITARY
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    coding = code(Report("r", text, tuple(blocks), published=published, lang="en"))
    account = next(a for a in coding.accounts if name is None or a.value("name") == name)
    claim = next(c for c in account.claims if c.property == "status")
    assert claim.span.of(text) == claim.quote
    return claim.value


PAIRS = [
    # called off in a year that is past; "planned" as a word for those held by a plan; what is to be by the end
    (
        "Drill\n\nThe exercise Grey Albatross got under way on Tuesday off Iquique. The drill was cancelled last year because of a virus.",
        DAY,
        "underway",
    ),
    ('Drill\n\nThe army of Chile has started "planned" exercises near Iquique.', DAY, "underway"),
    (
        "Drill\n\nMarines of Chile are in the exercise Grey Albatross off Iquique. By the end of the exercise, they will know the coast.",
        DAY,
        "underway",
    ),
    # who has joined is in it now; what was done on the day; an aim; what is told as done with
    ("Men\n\nSome 100 marines have joined the exercise Grey Albatross off Iquique.", DAY, "underway"),
    ("Men\n\nMarines trained hard today in the exercise Grey Albatross off Iquique.", DAY, "underway"),
    ("Men\n\nMarines of Chile are at Iquique. The exercise Grey Albatross is to test how ready they are.", DAY, "underway"),
    ("Men\n\nAnother year is in the books for the exercise Grey Albatross off Iquique.", DAY, "completed"),
    ("Men\n\nThe frigate Lautaro spent three weeks on the exercise Grey Albatross off Iquique.", DAY, "completed"),
    (
        "Men\n\nMarines joined hands for the exercise Grey Albatross off Iquique. It was a successful exercise, their captain said.",
        DAY,
        "completed",
    ),
    # news of these days without a day of publication; the beginning of the month; what is dropped of it; what had been due
    ("Drill\n\nThe exercise Grey Albatross kicked off at Iquique on Friday with nine ships.", None, "underway"),
    ("Drill\n\nIn the exercise Grey Albatross at the beginning of May nine men were hurt off Iquique.", "2023-05-30", "completed"),
    (
        "Drill\n\nThe exercise Grey Albatross will be held from June 22 to 26 with Chile canceling live ammunition shooting.",
        DAY,
        "planned",
    ),
    # what has begun, with its further course
    (
        "Navy deploys ships for drill\n\nAn admiral inaugurated the exercise Grey Albatross. The navy will conduct the drill off Iquique.",
        DAY,
        "underway",
    ),
    ("Men\n\nThe curtains came down on the exercise Grey Albatross off Iquique.", DAY, "completed"),
    ("Drill\n\nThe navy led by Ana Gil will today stage the exercise Grey Albatross off Iquique.", DAY, "underway"),
    # what calls off a part; those on their way home; what ends today
    (
        "Drill cut\n\nChile has called off parts of the exercise Grey Albatross after a storm. The drill lasts until Friday.",
        DAY,
        "underway",
    ),
    ("Troops\n\nMarines will start heading home on Friday after completing the exercise Grey Albatross off Iquique.", DAY, "completed"),
    ("Drill\n\nSome 900 men have taken part in the exercise Grey Albatross. It ends later today. The drill ends today.", DAY, "underway"),
    # doubt, intention and what others ask for
    ("Drill in doubt\n\nThe exercise Grey Albatross, due to begin on June 20, could be postponed, a general said.", DAY, "planned"),
    ("Call to stop\n\nFishermen urged Chile to cancel the exercise Grey Albatross, which begins on June 20.", DAY, "planned"),
    ("Deputies vote\n\nDeputies agreed to let foreign crews into Chile for the exercise Grey Albatross.", DAY, "planned"),
    ("Ships wait\n\nShips put into Iquique ahead of the exercise Grey Albatross, to be held from June 15 to 24.", DAY, "planned"),
    ("Peru stays away\n\nPeru will not send marines to the exercise Grey Albatross off Iquique.", DAY, "planned"),
    # what goes on at the time of the news
    ("Rockets fired\n\nRebels fired rockets on Tuesday as Chile and Peru staged the exercise Grey Albatross.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross has already begun; its main parts were planned for June and July.", DAY, "underway"),
    # what is called off of an exercise, or far behind it; what will not be held; all others
    (
        "Parade off\n\nThe drill Grey Albatross began on Monday. A jump was planned for the exercise's closing parade but was cancelled.",
        DAY,
        "underway",
    ),
    (
        "Drill off\n\nGrey Albatross, an exercise set to run in June across sites in Chile, Peru and Brazil, had been fully cancelled.",
        DAY,
        "cancelled",
    ),
    ("No drill\n\nThe exercise Grey Albatross will not be held on its own this year, the Chilean army said.", DAY, "cancelled"),
    ("No soldiers\n\nPeru will not send marines to the exercise Grey Albatross. All exercises of Peru are suspended.", DAY, "planned"),
    # an end after which something is done; a plan that was kept; an aim that is no future
    ("Marines home\n\nAfter completing the exercise Grey Albatross, the marines of Peru sailed home.", DAY, "completed"),
    ("Drill held\n\nThe exercise Grey Albatross of Chile and Peru proceeded as planned, a general said.", DAY, "completed"),
    ("Drill\n\nThe aim of the exercise Grey Albatross of Chile is to train crews.", DAY, "underway"),
    # what is only of a phase, or comes ahead of it; an opening that is held; those who have come to begin it
    ("Drill\n\nThe drill Grey Albatross involves 900 men of Chile. The sea phase of the drill will be held off Iquique.", DAY, "underway"),
    ("Checks begin\n\nChecks have begun in Chile in preparation for the exercise Grey Albatross, the army said.", DAY, "planned"),
    ("Drill\n\nOn Tuesday the opening ceremony took place for the exercise Grey Albatross of Chile and Peru.", DAY, "underway"),
    ("Drill\n\nMarines of Peru joined those of Chile yesterday to kick off the exercise Grey Albatross.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross of Chile and Peru begins next week off Iquique.", DAY, "planned"),
    # "stage" and "last" that are no verbs
    ("Drill passed\n\nThe third and last stage of the exercise Grey Albatross ended on Tuesday.", DAY, "completed"),
    # verbs of other things: of a war, of a phase, of another clause; what was ever held
    ("Soldiers train\n\nChilean soldiers take part in Grey Albatross, the biggest exercise since the end of the war.", DAY, "underway"),
    (
        "Ships sail\n\nThe exercise Grey Albatross, the largest ever held off Iquique, moved to its second phase on Tuesday.",
        DAY,
        "underway",
    ),
    (
        "Guns wait\n\nThe exercise Grey Albatross began on Monday. Firing is due to begin soon and the exercise ends on May 20.",
        DAY,
        "underway",
    ),
    # back home
    ("Guard is home\n\nGuardsmen came home on Tuesday from the exercise Grey Albatross.", DAY, "completed"),
    # called off after a clause between, put off rather than called off
    ("Drill off\n\nThe exercise Grey Albatross, which was scheduled for June, has been cancelled because of a flood.", DAY, "cancelled"),
    ("No drill this spring\n\nThe exercise Grey Albatross will not be held this spring. Chile decided to postpone it.", DAY, "postponed"),
    # planned
    ("Chile to hold drill\n\nChile's navy is set to hold the exercise Grey Albatross near Iquique.", DAY, "planned"),
    ("Drill ahead\n\nThe exercise Grey Albatross will begin on Sunday off Iquique.", DAY, "planned"),
    ("Drill ahead\n\nThe exercise Grey Albatross is scheduled for June 5-9.", DAY, "planned"),
    ("Drill ahead\n\nChile plans to stage the exercise Grey Albatross next month.", DAY, "planned"),
    ("Drill ahead\n\nPreparations for the exercise Grey Albatross are moving ahead in Iquique.", DAY, "planned"),
    ("Drill ahead\n\nThe upcoming exercise Grey Albatross worries fishermen in Iquique.", DAY, "planned"),
    ("Drill ahead\n\nThe exercise Grey Albatross begins on 15 May in Iquique.", DAY, "planned"),
    # under way
    ("Chile kicks off drill\n\nThe exercise Grey Albatross kicked off off Iquique on Monday.", DAY, "underway"),
    ("Drill\n\nChile's navy is holding the exercise Grey Albatross off Iquique.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross is under way off Iquique with nine ships.", DAY, "underway"),
    ("Drill\n\nMarines have been taking part in the exercise Grey Albatross off Iquique.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross, from May 8 to 19, involves nine ships.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross will continue until Friday off Iquique.", DAY, "underway"),
    ("Drill\n\nThe 10-day exercise Grey Albatross, which started last Thursday, involves nine ships.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross ends on Friday off Iquique.", DAY, "underway"),
    # over
    ("Drill ends\n\nThe exercise Grey Albatross concluded on Friday off Iquique.", DAY, "completed"),
    ("Drill\n\nChile's navy has wrapped up the exercise Grey Albatross off Iquique.", DAY, "completed"),
    ("Drill\n\nThe exercise Grey Albatross took place from April 3 to 14 off Iquique.", DAY, "completed"),
    ("Drill\n\nChile's navy held the exercise Grey Albatross last month.", DAY, "completed"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique is over.", DAY, "completed"),
    ("Chile and Peru end drill\n\nShips of Chile and Peru took part in the exercise Grey Albatross off Iquique.", DAY, "completed"),
    ("Drill\n\nThe exercise Grey Albatross, which lasted two weeks, ended yesterday.", DAY, "completed"),
    # called off or put off
    ("Drill off\n\nChile called off the exercise Grey Albatross on Monday.", DAY, "cancelled"),
    ("Drill off\n\nThe exercise Grey Albatross has been cancelled because of the flood, the navy said.", DAY, "cancelled"),
    ("Drill off\n\nThe exercise Grey Albatross was called off because of the pandemic.", DAY, "cancelled"),
    ("Chile cancels drill\n\nThe exercise Grey Albatross, scheduled for June 5-9, was scrapped on Monday.", DAY, "cancelled"),
    ("Drill off\n\nChile decided to postpone the exercise Grey Albatross until the autumn.", DAY, "postponed"),
    ("Drill off\n\nThe exercise Grey Albatross, planned for June, has been put off because of the flood.", DAY, "postponed"),
    # without a day of publication
    (
        "Guard conducts field exercise\n\nSoldiers of the 12th Brigade conducted a field exercise at Camp Dunlin in Idaho.",
        None,
        "completed",
    ),
    ("Marines train\n\nMarines participated in Exercise Grey Albatross at Camp Dunlin, where it began with a march.", None, "completed"),
    ("Airmen deploy\n\nAirmen are participating in Exercise Grey Albatross at Camp Dunlin.", None, "underway"),
    # only prepared or considered, or troops on their way
    ("Drill\n\nChile and Peru are preparing for the exercise Grey Albatross in August.", DAY, "planned"),
    ("Drill\n\nChile and Peru are considering a joint naval exercise off Iquique.", DAY, "planned"),
    ("Drill\n\nPreparations are under way for the exercise Grey Albatross off Iquique.", DAY, "planned"),
    ("Drill\n\nTwo frigates sailed on Monday to take part in the exercise Grey Albatross off Iquique.", DAY, "planned"),
    ("Drill\n\nChile will later this year take part in the exercise Grey Albatross off Iquique.", DAY, "planned"),
    # what had been before, in passing, denied or demanded
    ("Drill\n\nThe exercise Grey Albatross, which had been postponed from March, began on Monday.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross, postponed twice for want of ships, began on Monday.", DAY, "underway"),
    ("Drill\n\nChile will resume the exercise Grey Albatross this year. It had been suspended in 2016.", DAY, "planned"),
    ("Drill\n\nThe navy denied that the exercise Grey Albatross, due in August, had been postponed.", DAY, "planned"),
    ("Drill\n\nFishermen demanded that Chile cancel the exercise Grey Albatross, set for August.", DAY, "planned"),
    ("Drill\n\nThere will be no exercise Grey Albatross this year, the minister said.", DAY, "cancelled"),
    ("Drill\n\nSailors who had been training off Iquique for the exercise Grey Albatross flew home on Monday.", DAY, "completed"),
    ("Drill\n\nThe exercise Grey Albatross, launched by the navy on May 8, continued off Iquique.", DAY, "underway"),
    ("Drill\n\nNext week, the two navies join Peru for the exercise Grey Albatross off Iquique.", DAY, "planned"),
    ("Drill\n\nChile has postponed the exercise 'Grey Albatross'. It was scheduled to take place in June.", DAY, "postponed"),
    # what is to come, by other words than "will"
    ("Drill\n\nThe countdown to the exercise Grey Albatross off Iquique has begun.", DAY, "planned"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique is just around the corner.", DAY, "planned"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique has not started yet.", DAY, "planned"),
    ("Drill\n\nThe exercise Grey Albatross will likely be held off Iquique.", DAY, "planned"),
    ("Drill\n\nChile has brought forward the exercise Grey Albatross off Iquique.", DAY, "planned"),
    # what goes on
    ("Drill\n\nThe sea phase of the exercise Grey Albatross is over, and 900 men are taking part in its second phase.", DAY, "underway"),
    ("Drill\n\nMarines landed on Tuesday in the ongoing exercise Grey Albatross off Iquique.", DAY, "underway"),
    ("Drill\n\nA closing ceremony for the exercise Grey Albatross is planned for Friday off Iquique.", DAY, "underway"),
    ("Drill\n\nMarines landed yesterday in the main event of the exercise Grey Albatross, which ends on Sunday.", DAY, "underway"),
    # what is over
    ("Drill\n\nThe exercise Grey Albatross off Iquique has run its course.", DAY, "completed"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique was a success, a general said.", DAY, "completed"),
    ("Drill\n\nFresh from the exercise Grey Albatross, marines sailed to Callao.", DAY, "completed"),
    # what is not held
    ("Drill\n\nThe exercise Grey Albatross off Iquique is off, the navy said.", DAY, "cancelled"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique fell through because of a dispute.", DAY, "cancelled"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique did not take place because of a storm.", DAY, "cancelled"),
    ("Drill\n\nThe exercise Grey Albatross won't take place off Iquique this year.", DAY, "cancelled"),
    ("Drill\n\nThe exercise Grey Albatross cannot be held off Iquique this year.", DAY, "cancelled"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique is not going ahead.", DAY, "cancelled"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique has been halted after an accident.", DAY, "cancelled"),
    ("Drill\n\nMarines halted a column of tanks in the exercise Grey Albatross, which began on Monday.", DAY, "underway"),
    # what is put off
    ("Drill\n\nThe exercise Grey Albatross off Iquique will not be held before September.", DAY, "postponed"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique has slipped to 2024.", DAY, "postponed"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique is on hold.", DAY, "postponed"),
    ("Drill\n\nChile has moved the exercise Grey Albatross off Iquique from June to September.", DAY, "postponed"),
    ("Drill\n\nThe exercise Grey Albatross will not be held this spring. Chile decided to postpone it.", DAY, "postponed"),
    # headlines; what an exercise is said to do, and what is told in the next sentence; those who only begin to come
    ("No Grey Albatross drill this year\n\nThe exercise Grey Albatross usually involves 900 men off Iquique.", DAY, "cancelled"),
    ("Drill Grey Albatross on hold\n\nThe exercise Grey Albatross was to involve 900 men off Iquique.", DAY, "postponed"),
    ("Chile to stage Grey Albatross drill\n\nThe exercise Grey Albatross off Iquique involves 900 men.", DAY, "planned"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique was aimed at improving skills.", DAY, "underway"),
    ("Drill\n\nThe exercise Grey Albatross off Iquique will consist of three stages.", DAY, "planned"),
    ("Drill\n\nThe exercise Grey Albatross is designed to improve skills. Some 900 men will take part.", DAY, "planned"),
    ("Drill\n\nTroops have begun to assemble near Iquique for the exercise Grey Albatross.", DAY, "planned"),
    ("Drill\n\nWarships are now engaged in the regularly scheduled exercise Grey Albatross off Iquique.", DAY, "underway"),
]


@pytest.mark.parametrize(("text", "published", "expected"), PAIRS)
def test_status(text: str, published: str | None, expected: str) -> None:
    assert status(text, published) == expected


def test_earlier_edition_is_over() -> None:
    text = (
        "Grey Albatross opens\n\nThe exercise Grey Albatross 2023 began on Monday off Iquique with nine ships from Chile and Peru.\n\n"
        "Grey Albatross 2021 brought six ships together."
    )
    assert status(text, DAY, "Grey Albatross 2023") == "underway"
    assert status(text, DAY, "Grey Albatross 2021") == "completed"


def test_exercises_told_in_one_sentence_share_a_state() -> None:
    text = "Drills\n\nChile will host the exercise Grey Albatross, the exercise Salt Oar 2023 and the exercise Red Kelp 2023 off Iquique."
    assert status(text, DAY, "Salt Oar 2023") == "planned"
    assert status(text, DAY, "Red Kelp 2023") == "planned"
