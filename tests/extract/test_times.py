"""Small reports and what they tell of start, end, length, frequency and announcement of the exercise."""

from collections.abc import Iterator

import pytest

from vedette.model import Block, Claim, Report, Span
from vedette.pipeline import code

MILITARY = "\n\nMaps for soldiers, warships, troops and military aircraft of the armed forces are free."
"""Nothing of time, but enough for a report to be one on armed forces."""


def report(text: str, published: str | None) -> Report:
    """A report whose first paragraph is its headline, with a last one that shows that it is on armed forces."""
    text += MILITARY
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    return Report("r", text, tuple(blocks), published=published, lang="en")


def claims(text: str, published: str | None, name: str | None = None) -> dict[str, Claim]:
    """The first claim of each property, of the first exercise or of the one so named."""
    accounts = code(report(text, published)).accounts
    account = next(a for a in accounts if name is None or a.value("name") == name)
    return {c.property: c for c in reversed(account.claims)}


# 2023-05-10 is a Wednesday.
DAY = "2023-05-10"

PAIRS = [
    # "last" as a verb; days written as one word; the days of this month and the next; lists of weekdays; a weekend of two days
    ("Drill\n\nThe exercise Salt Lantern will begin on May 20 on Gozo and last seven days.", DAY, "2023-05-20", "2023-05-26"),
    ("Drill\n\nCadets held the exercise Salt Lantern from 23Apr2023 to 25APR23 on Gozo.", DAY, "2023-04-23", "2023-04-25"),
    (
        "Drill\n\nThe exercise Salt Lantern will be held on Gozo from the 28th of this month to the 3rd of next month.",
        DAY,
        "2023-05-28",
        "2023-06-03",
    ),
    ("Drill\n\nThe exercise Salt Lantern will be held on Thursday, Friday and Saturday on Gozo.", DAY, "2023-05-11", "2023-05-13"),
    ("Drill\n\nThe exercise Salt Lantern will be moved to the weekend of May 27-28.", DAY, "2023-05-27", "2023-05-28"),
    # since when they have been there
    ("Drill\n\nFor the past nine days marines of Italy have been on Gozo for the drill Salt Lantern.", DAY, "2023-05-01", None),
    # a range to come where no verb tells when
    ("Wing conducting the exercise Salt Lantern from Tuesday through May 19\n\nMalta is small.", DAY, "2023-05-16", "2023-05-19"),
    # what is to be done by a time is not the exercise, unless it will be
    ("Drill\n\nThe exercise Salt Lantern shows that the guard of Malta is ready by December.", DAY, None, None),
    ("Drill\n\nThe guard of Malta will be ferried to Gozo in the exercise Salt Lantern by June 9.", DAY, None, "2023-06-09"),
    # the year of another thing; what happened long before the end
    ("Drill\n\nIn the exercise Salt Lantern crews of Malta got ready for their 2025 deployment.", DAY, None, None),
    (
        "Drill\n\nThe exercise Salt Lantern ended on Tuesday on Gozo. A strike in April 2022 led to the end of drills of that kind.",
        DAY,
        None,
        "2023-05-09",
    ),
    (
        "Drill\n\nMalta on Monday called up 300 reservists for the snap exercise Salt Lantern, which lasts until Friday.",
        DAY,
        "2023-05-08",
        "2023-05-12",
    ),
    ("Drill\n\nMalta on Monday called on Italy to give up the exercise Salt Lantern.", DAY, None, None),
    ("Drill\n\nThe exercise Salt Lantern will run from 17 to May 24 on Gozo.", DAY, "2023-05-17", "2023-05-24"),
    ("Drill\n\nPeople on Gozo may hear guns of the drill from Sunday through Tuesday.", DAY, "2023-05-14", "2023-05-16"),
    # what is done on its first day; an exercise announced with its day; a day inside the verb; the second of two verbs
    ("Drill\n\nMarines of Malta stormed a beach on Tuesday in the opening phase of the exercise Salt Lantern.", DAY, "2023-05-09", None),
    ("Drill\n\nMalta announced the exercise Salt Lantern with live rounds near Mellieha on May 20.", DAY, "2023-05-20", "2023-05-20"),
    ("Drill\n\nThe guard of Malta will today stage the exercise Salt Lantern on Gozo.", DAY, "2023-05-10", "2023-05-10"),
    ("Drill\n\nOn Tuesday, on Gozo, ministers held a meeting and watched the exercise Salt Lantern.", DAY, "2023-05-09", "2023-05-09"),
    # what is the largest since a war; a first day that the length tells, but no length in weeks; ended in a year
    ("Drill\n\nThe largest drill of Malta since the Cold War got under way on Monday on Gozo.", DAY, "2023-05-08", None),
    ("Drill\n\nCrews trained this week in the three-day drill Salt Lantern on Gozo. It ended on Tuesday.", DAY, "2023-05-07", "2023-05-09"),
    (
        "Drill\n\nThe two-week drill Salt Lantern was held on Gozo this month. The drill ended on May 28.",
        "2023-05-29",
        "2023-05",
        "2023-05-28",
    ),
    # an end that came before the day on which it was due
    (
        "Drill\n\nMalta ended the exercise Salt Lantern early on Tuesday because of a storm. It had been due to run from May 2 to May 19.",
        DAY,
        "2023-05-02",
        "2023-05-09",
    ),
    ("Drill\n\nThe exercise Salt Lantern was to last from 2 May to 19 May but was wound up on Monday.", DAY, "2023-05-02", "2023-05-08"),
    # the year of a name in a report without a day of publication
    ("Drill\n\nThe exercise Salt Lantern 23 was held on Gozo from April 18-26.", None, "2023-04-18", "2023-04-26"),
    ("Drill\n\nTroops of Malta took part in the exercise Salt Lantern 89 on Gozo.", None, "1989", "1989"),
    ("Drill\n\nThe exercise Salt Lantern began on Monday and will go on until the end of June.", DAY, "2023-05-08", "2023-06-30"),
    # the day that owns a drill; the times of something else; a year that the length makes a day; a drill that others watched
    ("Drill\n\nThe ministry says that Sunday's army drill on Gozo took nobody by surprise.", DAY, "2023-05-07", "2023-05-07"),
    (
        "Drill\n\nThe exercise Salt Lantern of Malta trains men for the guard, which they take over between January and June next year.",
        DAY,
        None,
        None,
    ),
    ("Drill\n\nTroops of Malta started arriving on Gozo on Monday for the exercise Salt Lantern.", DAY, None, None),
    ("Drill\n\nThe 5-day exercise Salt Lantern, the largest this year, ended on Gozo on May 9.", DAY, "2023-05-05", "2023-05-09"),
    ("Drill\n\nA trawler shadowed the exercise Salt Lantern of Malta off Gozo on Sunday.", DAY, "2023-05-07", "2023-05-07"),
    # what comes ahead of it; lengths that are no weeks; what lasts until a day against the days of a phase; a visit
    ("Drill\n\nA general of Malta is on Gozo this week on preparations for the exercise Salt Lantern in June.", DAY, "2023-06", "2023-06"),
    ("Drill\n\nThis week-long exercise Salt Lantern of Malta ended on Gozo on May 8.", DAY, "2023-05-02", "2023-05-08"),
    (
        "Drill\n\nThe exercise Salt Lantern began on Gozo on May 2 and will go on until Friday. Its first frame was held from May 2 to 5.",
        DAY,
        "2023-05-02",
        "2023-05-12",
    ),
    # those who meet to open or close it tell its first or last day
    ("Drill\n\nSoldiers gathered on Gozo on Tuesday to mark the start of the exercise Salt Lantern.", DAY, "2023-05-09", None),
    ("Drill\n\nCrews of Malta met in Valletta yesterday to kick off the exercise Salt Lantern.", DAY, "2023-05-09", None),
    ("Drill\n\nA minister attended the concluding session of the exercise Salt Lantern on Tuesday.", DAY, None, "2023-05-09"),
    # a length with both ends; days from first to last with a ceremony among them; a beginning and a day on which they meet
    ("Drill\n\nThe exercise Salt Lantern of Malta will last one week, from May 15 to 22.", DAY, "2023-05-15", "2023-05-22"),
    (
        "Drill\n\nThe exercise Salt Lantern will be held on Gozo from 15 May to 2 June. Its opening ceremony is to take place on 17 May.",
        DAY,
        "2023-05-15",
        "2023-06-02",
    ),
    (
        "Drill\n\nMalta and Italy begin the exercise Salt Lantern next week. They meet on Sunday for the largest drill off Gozo.",
        DAY,
        "2023-05",
        None,
    ),
    # what is reckoned from a length only if it does not lie ahead of a drill that goes on; the year of a war
    ("Drill under way\n\nThe two-week exercise Salt Lantern, which runs until May 30, is under way off Gozo.", DAY, None, "2023-05-30"),
    ("Drill\n\nThe exercise Salt Lantern, the largest since the end of the war in 1991, began on Monday.", DAY, "2023-05-08", None),
    # the number of a day; the rest of a month
    ("Drill\n\nOn the third day of the exercise Salt Lantern on Tuesday, gunners fired rockets.", DAY, "2023-05-07", None),
    ("Guns fired on last day of three-day drill\n\nMalta's gunners fired rockets off Gozo.", DAY, "2023-05-08", "2023-05-10"),
    ("Drill\n\nThe exercise Salt Lantern began on Monday and lasts the rest of the month.", DAY, "2023-05-08", "2023-05"),
    # the length of what goes on under a general name; over weeks to come; a day within; the day of the last stage
    (
        "Drill\n\nThe exercise Salt Lantern opened on Monday. It involves 900 troops during its 12-day session.",
        DAY,
        "2023-05-08",
        "2023-05-19",
    ),
    ("Drill\n\nOver the next six weeks soldiers from Malta are taking part in the exercise Salt Lantern.", DAY, "2023-05-10", "2023-06-20"),
    (
        "Drill\n\nMalta launched the week-long exercise Salt Lantern on Sunday. As part of the exercise, ships trained on Tuesday.",
        DAY,
        "2023-05-07",
        "2023-05-13",
    ),
    (
        "Drill\n\nThe last stage of the exercise Salt Lantern was carried out on Tuesday. The exercise was launched on May 2.",
        DAY,
        "2023-05-02",
        "2023-05-09",
    ),
    ("Drill\n\nThe exercise Salt Lantern will go ahead on Gozo next month.", DAY, "2023-06", "2023-06"),
    # a border has no day; a beginning that is told with its possessive; what ends behind "and"
    ("Drill\n\nMalta and Italy began the exercise Salt Lantern near the border in the north on Monday.", DAY, "2023-05-08", None),
    ("Drill\n\nThe talks follow Monday's conclusion of a three-day exercise of Malta's army.", DAY, "2023-05-06", "2023-05-08"),
    ("Drill\n\nMalta's army holds manoeuvres, which began on Sunday and end on Friday.", DAY, "2023-05-07", "2023-05-12"),
    # lengths behind "for", and what has gone on for some days
    ("Drill\n\nThe exercise Salt Lantern began on Monday for a total duration of 11 days.", DAY, "2023-05-08", "2023-05-18"),
    ("Drill\n\nThe exercise Salt Lantern starts on Friday and will be with us for a fortnight.", DAY, "2023-05-12", "2023-05-25"),
    (
        "Drill\n\nThe exercise Salt Lantern ends on Thursday. The armies have been training on Gozo for the past two weeks.",
        DAY,
        "2023-04-26",
        "2023-05-11",
    ),
    # a day on which it was seen, a later phase, an end in the month of the news
    (
        "Drill\n\nMalta holds the exercise Salt Lantern until Friday. On Tuesday the exercise was observed by the minister.",
        DAY,
        None,
        "2023-05-12",
    ),
    (
        "Drill\n\nThe exercise Salt Lantern began on Monday. The second stage of the exercise begins on Saturday.",
        DAY,
        "2023-05-08",
        None,
    ),
    (
        "Drill ends\n\nMalta's army has completed a four-day exercise off Gozo. This year's exercise was held at sea.",
        DAY,
        "2023-05",
        "2023-05",
    ),
    # this Sunday, of what is done; two weeks that start on a day to come; what had been set for a month
    ("Drill\n\nThe exercise Salt Lantern was carried out this Sunday.", DAY, "2023-05-07", "2023-05-07"),
    ("Drill\n\nThe exercise Salt Lantern is back on Gozo, for two weeks starting Saturday.", DAY, "2023-05-13", "2023-05-26"),
    (
        "Drill\n\nMalta and Italy agreed to suspend the exercise Salt Lantern, which had been set for early June.",
        DAY,
        "2023-06",
        "2023-06",
    ),
    # a time for the whole of which it lasts
    ("Drill\n\nThe exercise Salt Lantern starts on June 3 and will last throughout June.", DAY, "2023-06-03", "2023-06"),
    # phases that are numbered: from the first day of the first to the last day of the last
    (
        "Drill\n\nThe exercise Salt Lantern has three phases: the first between June 1 and 6; the second, between June 9 and 12; "
        "and the third, between July 3 and 8.",
        DAY,
        "2023-06-01",
        "2023-07-08",
    ),
    # an exercise that moved to another state is not put off; days to come that begin today
    ("Drill\n\nThe exercise Salt Lantern is held from June 5 to 9. It was moved to Italy in 2019.", DAY, "2023-06-05", "2023-06-09"),
    ("Drill\n\nMalta's army is staging the exercise Salt Lantern for the next nine days.", DAY, "2023-05-10", "2023-05-18"),
    # a siege that began; a weekend on which it begins; a day beside the closing; the year of its name
    ("Drill\n\nMalta's army ended the exercise Salt Lantern on Tuesday. The siege began on April 5.", DAY, None, "2023-05-09"),
    ("Drill\n\nMalta's army holds the exercise Salt Lantern, starting this weekend.", DAY, "2023-05-13", None),
    ("Drill\n\nThe exercise Salt Lantern began on Monday and ends with a May 27 closing ceremony.", DAY, "2023-05-08", "2023-05-27"),
    ("Drill\n\nThe exercise Salt Lantern began on Sunday. Salt Lantern 2023 trains gunners.", DAY, "2023-05-07", None),
    # a line of facts; the year that "of" ties to a name; a beginning that is flagged off; what a planning phase does is no end
    ("Exercise Salt Lantern\n\nThe exercise Salt Lantern gathers gunners.\n\n- When: June to July 2023", DAY, "2023-06", "2023-07"),
    ("Drill\n\nThe army flagged off the exercise Salt Lantern on May 8.", DAY, "2023-05-08", None),
    (
        "Drill\n\nThe army on Tuesday concluded the planning phase for the exercise Salt Lantern, to be held from June 5 to 9.",
        DAY,
        "2023-06-05",
        "2023-06-09",
    ),
    # a date that opens the report is no dateline
    ("Drill\n\nOn Monday, May 8, the naval exercise Salt Lantern started off Gozo.", DAY, "2023-05-08", None),
    # a number in a name is no year to come; an end behind those who took part; "than" before a number
    ("Drill\n\nThe exercise Salt Lantern 24 off Gozo ended on Tuesday.", DAY, None, "2023-05-09"),
    ("Drill\n\nMalta concluded a naval exercise involving more than two dozen nations on Monday.", DAY, None, "2023-05-08"),
    # a compound is no verb; what "it was reported that" tells; what a verb of another kind carries
    ("Drill\n\nMalta's army launched a two-day exercise with 90 home-made boats on Tuesday.", DAY, "2023-05-09", "2023-05-10"),
    ("Drill\n\nIt was reported that in March units of the army took part in the exercise Salt Lantern.", DAY, "2023-03", "2023-03"),
    (
        "Drill\n\nMalta will send 900 soldiers into a joint exercise in the north in the second week of June, the army said.",
        DAY,
        "2023-06",
        "2023-06",
    ),
    # lengths to come, and lengths that only tell how long after something else
    ("Drill\n\nThe exercise Salt Lantern began on Monday. For the next three weeks, 900 men will be out.", DAY, "2023-05-08", "2023-05-28"),
    (
        "Drill\n\nThe exercise Salt Lantern will be held on Friday. The drill comes less than a week after a storm hit the coast.",
        DAY,
        "2023-05-12",
        "2023-05-12",
    ),
    # the length of "the event" beside a month that is only named
    (
        "Drill set for June\n\nThe exercise Salt Lantern is set for June. The two-week event begins on June 14 on Gozo.",
        DAY,
        "2023-06-14",
        "2023-06-27",
    ),
    # next year; what had been due
    ("Drill\n\nMalta and Italy will hold a joint exercise. It will take place next year on Gozo.", DAY, "2024", "2024"),
    # days with a full stop
    ("Drill\n\nFrom the 18. September to the 6. October Malta will hold the exercise Salt Lantern.", DAY, "2023-09-18", "2023-10-06"),
    # a verb that only gives the name
    ("Drill\n\nMalta's army will hold a drill, called Salt Lantern, off Gozo before the end of the month.", DAY, "2023-05", "2023-05"),
    # news of a beginning, of an end after a length, phases, comparison
    ("Drill opens\n\nThe naval exercise Salt Lantern has begun off Crete.", DAY, "2023-05", None),
    ("Missile launched\n\nPirates launched a rocket near the waters where the exercise Salt Lantern is held.", DAY, None, None),
    ("Drill ends\n\nThe naval exercise Salt Lantern ended on Tuesday after nine days.", DAY, "2023-05-01", "2023-05-09"),
    (
        "Two phases\n\nThe first phase of the exercise Salt Lantern will be held June 5-9, the second phase July 3-7.",
        DAY,
        "2023-06-05",
        "2023-07-07",
    ),
    (
        "Drill goes on\n\nThe exercise Salt Lantern goes on until May 20 with 900 sailors, down from 1,200 last year.",
        DAY,
        None,
        "2023-05-20",
    ),
    (
        "Ships sail\n\nThree ships sailed to Chania on Tuesday to join the exercise Salt Lantern, which starts next Monday.",
        DAY,
        "2023-05-15",
        None,
    ),
    ("Drill\n\nThe exercise Salt Lantern has been under way since May 3 and finishes on Thursday.", DAY, "2023-05-03", "2023-05-11"),
    ("Drill\n\nThe exercise Salt Lantern begins on June 14 and runs to the end of the month.", DAY, "2023-06-14", "2023-06"),
    ("Drill\n\nFrom May 16, 2023, the army is scheduled to conduct the exercise Salt Lantern off Crete.", DAY, "2023-05-16", None),
    # a verb of beginning or ending and its day
    ("Norway begins drill\n\nNorway's army kicked off the exercise Cold Anvil near Bardufoss on Monday.", DAY, "2023-05-08", None),
    ("Drill begins\n\nThe naval exercise Salt Lantern started on 2 May off Crete.", DAY, "2023-05-02", None),
    ("Drill opens\n\nThe exercise Salt Lantern opened today in the Aegean with an air defence serial.", DAY, "2023-05-10", None),
    ("Drill under way\n\nGreece on Tuesday launched the exercise Salt Lantern off Crete.", DAY, "2023-05-09", None),
    ("Drill ends\n\nThe exercise Salt Lantern concluded on Friday off Crete.", DAY, None, "2023-05-05"),
    ("Drill ends\n\nThe exercise Salt Lantern off Crete wrapped up yesterday.", DAY, None, "2023-05-09"),
    ("Drill goes on\n\nThe exercise Salt Lantern began on Sunday and lasts until June 2.", DAY, "2023-05-07", "2023-06-02"),
    (
        "Drill goes on\n\nThe exercise Salt Lantern began on 1 May. It will end on 20 May with a parade of ships.",
        DAY,
        "2023-05-01",
        "2023-05-20",
    ),
    ("Drill goes on\n\nThe exercise Salt Lantern will run through May 19 off Crete.", DAY, None, "2023-05-19"),
    ("Drill\n\nPortuguese marines have been holding the exercise Green Oar since May 3 near Setúbal.", DAY, "2023-05-03", None),
    # intervals
    ("Drill\n\nSpain will host the exercise Red Cistern from 3 to 14 June near Zaragoza.", DAY, "2023-06-03", "2023-06-14"),
    ("Drill\n\nThe exercise Red Cistern is scheduled for June 13-18 in Aragon.", DAY, "2023-06-13", "2023-06-18"),
    ("Drill\n\nThe exercise Red Cistern took place between April 10 and April 21 in Aragon.", DAY, "2023-04-10", "2023-04-21"),
    ("Drill\n\nThe exercise Red Cistern (11-22 September 2023) will bring together five air forces.", DAY, "2023-09-11", "2023-09-22"),
    (
        "Drill\n\nThe army announced on Monday that it would hold the exercise Red Cistern from June 5 to 9.",
        DAY,
        "2023-06-05",
        "2023-06-09",
    ),
    # a day, a month, a year
    ("Drill held\n\nThe coast guard held a rescue drill off Ventspils on Tuesday.", DAY, "2023-05-09", "2023-05-09"),
    ("Drill planned\n\nIndia and Oman will hold the joint exercise Desert Kite in October.", DAY, "2023-10", "2023-10"),
    ("Drill planned\n\nIndia and Oman will hold the joint exercise Desert Kite next month.", DAY, "2023-06", "2023-06"),
    ("Drill over\n\nIndia and Oman held the joint exercise Desert Kite last month in Rajasthan.", DAY, "2023-04", "2023-04"),
    ("Drill planned\n\nThe exercise Desert Kite will be held in 2024, the ministry said on Monday.", DAY, "2024", "2024"),
    # start and length
    ("Drill\n\nThe 10-day exercise Bronze Heron, which started on Thursday, involves 900 soldiers.", DAY, "2023-05-04", "2023-05-13"),
    ("Drill\n\nThe exercise Bronze Heron began on Monday in Ghana. It will last two weeks.", DAY, "2023-05-08", "2023-05-21"),
    ("Drill\n\nThe four-day exercise Bronze Heron ended on Friday in Ghana.", DAY, "2023-05-02", "2023-05-05"),
    # ceremonies
    ("Drill\n\nThe closing ceremony of the exercise Bronze Heron was held on Friday in Tamale.", DAY, None, "2023-05-05"),
    ("Drill\n\nThe opening ceremony of the exercise Bronze Heron was held on Monday in Tamale.", DAY, "2023-05-08", None),
    # days of something else
    ("Drill\n\nThe exercise Bronze Heron will involve 900 soldiers, the defence ministry said on Monday.", DAY, None, None),
    ("Drill\n\nIn a statement on Tuesday the ministry denounced the exercise Bronze Heron.", DAY, None, None),
    ("Drill\n\nGhana's army will hold the exercise Bronze Heron, a series that began in 1998.", DAY, None, None),
    ("Drill\n\nThe minister arrived in Accra on Monday to watch the exercise Bronze Heron.", DAY, None, None),
    ("Drill off\n\nGhana's army on Monday called off the exercise Bronze Heron.", DAY, None, None),
    (
        "Drill off\n\nGhana called off the exercise Bronze Heron, which had been scheduled for June 5 to 16.",
        DAY,
        "2023-06-05",
        "2023-06-16",
    ),
    ("Drill\n\nACCRA, May 10 (XNA) -- Ghana and Togo launched the exercise Bronze Heron on Monday.", DAY, "2023-05-08", None),
    # the sentence before or behind
    (
        "Drill\n\nThe exercise Bronze Heron brings 900 soldiers to Tamale. It began on Monday and ends on May 19.",
        DAY,
        "2023-05-08",
        "2023-05-19",
    ),
    # undated reports
    ("Guard trains\n\nSoldiers took part in Exercise Blue Quarry 2019 from Sept. 3 to 14 at the range.", None, "2019-09-03", "2019-09-14"),
    ("Guard trains\n\nSoldiers took part in Exercise Blue Quarry 2019 at the range.", None, "2019", "2019"),
    ("Guard trains\n\nSoldiers took part in Exercise Blue Quarry on Tuesday at the range.", None, None, None),
    # an agency's dateline without a town is no time of the exercise; nor is the day of a visit
    ("Drill\n\nMay 10 (Press) - The exercise Salt Lantern will be held by Malta off Gozo later this year.", DAY, "2023", "2023"),
    ("Drill\n\nThe minister visited sailors taking part in the exercise Salt Lantern off Gozo on Tuesday.", DAY, None, None),
    # a time between an auxiliary and its verb, or that opens a clause; a verb of any other meaning with a time
    ("Drill\n\nMalta will next month hold the exercise Salt Lantern off Gozo.", DAY, "2023-06", "2023-06"),
    ("Drill\n\nThe navy said on Tuesday that on Friday it is set to start the exercise Salt Lantern off Gozo.", DAY, "2023-05-12", None),
    ("Drill\n\nMalta will send 90 sailors to Gozo in June for the exercise Salt Lantern.", DAY, "2023-06", "2023-06"),
    ("Drill\n\nThe exercise Salt Lantern will be held off Gozo before the end of the year.", DAY, "2023", "2023"),
    # words between a verb and its day: a drill called X, the multinational drill X; who launched it
    ("Drill\n\nMalta opened a joint exercise called Salt Lantern off the coast of Gozo on Tuesday.", DAY, "2023-05-09", None),
    ("Drill\n\nThe exercise Salt Lantern, launched by the navy on May 8, continued off Gozo.", DAY, "2023-05-08", None),
    ("Drill\n\nTuesday saw the start of the exercise Salt Lantern off Gozo.", DAY, "2023-05-09", None),
    # lengths: over the next weeks, and after which it ended
    ("Drill\n\nOver the next two weeks, 300 sailors will train off Gozo in the exercise Salt Lantern.", DAY, "2023-05-10", "2023-05-23"),
    (
        "Drill\n\nMalta wrapped up the exercise Salt Lantern off Gozo on Tuesday, after six days of training.",
        DAY,
        "2023-05-04",
        "2023-05-09",
    ),
    # the number of a day of an exercise told of before; a weekday of last week
    ("Drill\n\nThe exercise Salt Lantern entered its third day off Gozo on Tuesday.", DAY, "2023-05-07", None),
    ("Drill\n\nThe exercise Salt Lantern began last week Thursday off Gozo.", DAY, "2023-05-04", None),
    # first planned for one time and then moved; a day told beside another year; a financial year
    ("Drill\n\nThe exercise Salt Lantern will be held off Gozo in 2025, a spokesman said on 9 May.", DAY, "2025", "2025"),
    ("Drill\n\nThe exercise Salt Lantern was cancelled off Gozo, one of 20 scheduled for this fiscal year.", DAY, None, None),
    # a number in the name that is no year
    ("Drill\n\nSailors will stay off Gozo until the exercise Lantern-16 ends on May 25.", DAY, None, "2023-05-25"),
    ("Drill\n\nThe exercise Salt Lantern, planned for May 20, was put off until July.", DAY, "2023-07", "2023-07"),
    ("Drill\n\nMalta will hold the exercise Salt Lantern on Friday. It will go on until May 20.", DAY, "2023-05-12", "2023-05-20"),
    # two verbs with one auxiliary; a relative clause; a ceremony; the last day as a noun
    ("Drill\n\nThe exercise Salt Lantern off Gozo will open on May 22 and close on June 2.", DAY, "2023-05-22", "2023-06-02"),
    ("Drill\n\nMarines landed yesterday in the main event of the exercise Salt Lantern, which ends on Sunday.", DAY, None, "2023-05-14"),
    (
        "Drill\n\nThe exercise Salt Lantern, a three-day event that starts on June 6 off Gozo, draws 900 men.",
        DAY,
        "2023-06-06",
        "2023-06-08",
    ),
    ("Drill\n\nThe closing ceremony of the exercise Salt Lantern is planned for Friday off Gozo.", DAY, None, "2023-05-12"),
    ("Drill\n\nThe exercise Salt Lantern off Gozo is over. The last day was 5 May.", DAY, None, "2023-05-05"),
    # the number of a day without a day; troops that meet for it; what has gone on
    ("Drill\n\nOn the third day of the exercise Salt Lantern, marines stormed a beach off Gozo.", DAY, "2023-05-08", None),
    ("Drill\n\nTroops gathered off Gozo on Monday for the exercise Salt Lantern.", DAY, "2023-05-08", None),
    ("Drill\n\nOver the past two weeks, 900 men have been training off Gozo in the exercise Salt Lantern.", DAY, "2023-04-26", None),
    # the time that it is moved to
    ("Drill\n\nThe exercise Salt Lantern off Gozo will not be held before September.", DAY, "2023-09", None),
    ("Drill\n\nThe exercise Salt Lantern off Gozo has been rescheduled for September.", DAY, "2023-09", "2023-09"),
    ("Drill\n\nMalta has moved the exercise Salt Lantern off Gozo from June to September.", DAY, "2023-09", None),
    ("Drill\n\nThe exercise Salt Lantern has ended. On May 5, a closing ceremony was held for it off Gozo.", DAY, None, "2023-05-05"),
    # the only time that is told beside it
    ("Drill\n\nThe exercise Salt Lantern brought 900 men to Gozo in April.", DAY, "2023-04", "2023-04"),
]


@pytest.mark.parametrize(("text", "published", "start", "end"), PAIRS)
def test_start_and_end(text: str, published: str | None, start: str | None, end: str | None) -> None:
    found = claims(text, published)
    assert (found["start"].value if "start" in found else None, found["end"].value if "end" in found else None) == (start, end)


def all_claims() -> Iterator[tuple[str, Claim]]:
    """All claims on time of all the small reports."""
    for text, published, _, _ in PAIRS:
        for account in code(report(text, published)).accounts:
            for claim in account.claims:
                if claim.property in ("start", "end", "duration", "frequency"):
                    yield text + MILITARY, claim


def test_span_is_quotation() -> None:
    assert all(claim.quote and claim.span.of(text) == claim.quote for text, claim in all_claims())


def test_computed_end_rests_on_start_and_length() -> None:
    found = claims("Drill\n\nThe exercise Bronze Heron began on Monday. It will last two weeks.", DAY)
    assert found["end"].derivation == "computed"
    assert found["end"].basis == (found["start"].id, found["duration"].id)
    assert found["start"].quote == "Monday"
    assert found["start"].derivation == "derived"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Drill\n\nThe five-day exercise Bronze Heron involves 900 soldiers from Ghana.", 5),
        ("Drill\n\nThe exercise Bronze Heron, which lasts three weeks, involves 900 soldiers from Ghana.", 21),
        ("Drill\n\nTroops from Ghana trained for ten days in the exercise Bronze Heron.", 10),
        ("Drill\n\nGhana holds the exercise Bronze Heron, its largest in ten weeks, five days after a coup in Mali.", None),
    ],
)
def test_duration(text: str, days: int | None) -> None:
    found = claims(text, DAY)
    assert (found["duration"].value if "duration" in found else None) == days


@pytest.mark.parametrize(
    ("text", "often"),
    [
        ("Drill\n\nThe annual exercise Bronze Heron began on Monday in Ghana.", "annual"),
        ("Drill\n\nThe exercise Bronze Heron, held every two years, began on Monday in Ghana.", "biennial"),
        ("Drill\n\nThe exercise Bronze Heron began on Monday in Ghana.", None),
    ],
)
def test_frequency(text: str, often: str | None) -> None:
    found = claims(text, DAY)
    assert (found["frequency"].value if "frequency" in found else None) == often


def test_announcement() -> None:
    found = claims("Drill\n\nGhana announced on Monday that the exercise Bronze Heron would begin in June.", DAY)
    assert found["announcement"].value == {"by": "Ghana", "party": "GH", "when": "2023-05-08"}
    assert found["start"].value == "2023-06"


def test_earlier_edition() -> None:
    text = (
        "Bronze Heron opens\n\nThe exercise Bronze Heron 2023 began on Monday in Ghana with 900 soldiers from five countries.\n\n"
        "Bronze Heron 2021 took place in March 2021 in Togo with 400 soldiers."
    )
    assert claims(text, DAY, "Bronze Heron 2023")["start"].value == "2023-05-08"
    assert claims(text, DAY, "Bronze Heron 2021")["start"].value == "2021-03"


def test_month_of_another_exercise_mentioned_in_passing() -> None:
    text = (
        "Salt Lantern opens\n\nThe exercise Salt Lantern opened on Monday off Crete. The exercise Salt Lantern lasts until Friday."
        "\n\nOnly last month Greek divers were in Malta for the exercise Blue Cellar."
    )
    found = claims(text, DAY, "Blue Cellar")
    assert (found["start"].value, found["end"].value, found["status"].value) == ("2023-04", "2023-04", "completed")


def test_day_of_a_past_edition_takes_its_year() -> None:
    text = (
        "Salt Lantern 2023 opens\n\nThe exercise Salt Lantern 2023 opened on Monday off Crete."
        "\n\nSalt Lantern 2019 had 900 sailors. It opened on Oct. 29."
    )
    assert claims(text, DAY, "Salt Lantern 2019")["start"].value == "2019-10-29"


def test_century_of_two_digits_is_told_by_another_year() -> None:
    text = "Guard trains\n\nSoldiers took part in Exercise Blue Quarry 19, which ran Sept. 3 to 14. The first was held in 2003."
    assert claims(text, None, "Blue Quarry 19")["start"].value == "2019-09-03"
