"""Small reports and who takes part in the exercises that they tell of, and who only looks on."""

import pytest

from vedette.model import Block, Report, Span
from vedette.pipeline import code

DAY = "2023-05-10"
"""A Wednesday."""


def told(text: str, publisher: str | None = None) -> list[tuple[set[object], set[object]]]:
    """Participants and observers of each exercise; the first paragraph is the headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    accounts = code(Report("r", text, tuple(blocks), published=DAY, lang="en", publisher=publisher)).accounts
    return [(set(a.values("participant")), set(a.values("observer"))) for a in accounts]


PAIRS = [
    # a drill of; whose troops; those of; units of the armed forces of; an officer of; an ally that supports; who is among them
    (
        "Drill opens\n\nThe Tin Lantern drill of Malta and Italy opened on Monday. Malta has cool relations with Greece, whose troops will "
        "also take part. Participating forces include those of Cyprus. It is attended by units of the armed forces of Tunisia and Egypt. "
        "Commodore Ann Lee of Spain is the deputy commander. Maltese troops, supported by French jets, stormed a beach.",
        ({"MT", "IT", "GR", "CY", "TN", "EG", "ES", "FR"}, set()),
    ),
    (
        "Drill opens\n\nMalta opened the Tin Lantern drill on Monday with 900 people from 12 nations, Italy and Greece among them.",
        ({"MT", "IT", "GR"}, set()),
    ),
    # what is joined by a unit or allies without names; a list of lines; the head of a body
    (
        "Drill opens\n\nThe Tin Lantern drill, sponsored by Southern Command and the Maltese government, opened on Monday with troops from "
        "all 31 allies and Italy. NATO Secretary General Jens Stoltenberg met trainees.",
        ({"MT", "IT"}, set()),
    ),
    (
        "Drill opens\n\nThe Tin Lantern drill opened on Gozo on Monday.\n\nMalta – 300 soldiers\n\nItaly – two frigates\n\n"
        "Greece: a submarine",
        ({"MT", "IT", "GR"}, set()),
    ),
    # who is told of with another edition, comes by, keeps away or does something else
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. Vehicles were shipped from Greece to the Maltese port of "
        "Marsaxlokk.\n\nNext year the troops will be joined by soldiers from Cyprus and Spain. Tunisia, which had been expected to send a "
        "frigate, cancelled at the last minute. Libyan forces have been massing in the desert. Algeria called the drill a provocation.",
        ({"MT", "IT"}, set()),
    ),
    # forces are those behind the name, not those of somebody else later in the sentence
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. The drill has prompted Libya to strengthen its army.",
        ({"MT", "IT"}, set()),
    ),
    # what a drill comes after, or what opens the sentence; whose weapons and reefs; what lies between a state and a town
    (
        "Drill opens\n\nAmid rising tensions with Libya, Malta and Italy opened the Tin Lantern drill on Monday, a week after Egypt fired "
        "missiles. It uses rockets supplied by Israel near reefs claimed by Tunisia, Algeria and Morocco, and guards the strait between "
        "Greece and Sicily.",
        ({"MT", "IT"}, set()),
    ),
    # whose part in it is told; who does as others do
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. Spain's participation was confirmed on Friday. Greece has "
        "sent a company, and so has Cyprus. Soldiers of the French-led battle group train with them. It goes ahead without Egypt's "
        "contribution.",
        ({"MT", "IT", "ES", "GR", "CY", "FR"}, set()),
    ),
    # those who take part in what others observe; observers from states outside a body
    (
        "Drill opens\n\nThe naval drill Tin Lantern, hosted by Malta with the participation of Italy and Greece and observed by nine other "
        "countries, began on Monday. It also involves ships, boats and naval aviation of Spain and Cyprus. Officers from Egypt, Tunisia "
        "and other non-NATO nations were invited to join as observers.",
        ({"MT", "IT", "GR", "ES", "CY"}, {"EG", "TN"}),
    ),
    # whom a drill sets moving, and who is only called names
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. It triggered a partial mobilisation of Libyan forces. A "
        "Tunisian frigate shadowed the ships.",
        ({"MT", "IT"}, set()),
    ),
    # a speaker behind a list between dashes
    (
        "Drill opens\n\nMaltese jets flew in the Tin Lantern drill on Monday with three other countries -- Italy, Greece and Spain -- the "
        "air force said.",
        ({"MT", "IT", "GR", "ES"}, set()),
    ),
    # observers from several states
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. Two officers from Greece and one from Cyprus watched from "
        "a hill. It was witnessed by delegates from Spain.",
        ({"MT", "IT"}, {"GR", "CY", "ES"}),
    ),
    # observers who are given that status, or come from elsewhere; who is no member; a region's people; a capital's surroundings
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Gozo on Monday. Participating countries were Malta, Italy and "
        "Greece with observer status granted to Cyprus. Troops from non-NATO Austria will also attend. Latin American navies send nobody. "
        "The exercise uses the coasts surrounding Rome.",
        ({"MT", "IT", "GR", "AT"}, {"CY"}),
    ),
    # what is bought from somebody or stands somewhere, but not who comes from where he stands
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday.\n\nMalta bought 12 jets from Egypt last year. Libya has "
        "some 200 soldiers stationed in the region.\n\nGreek troops stationed in Cyprus are taking part.",
        ({"MT", "IT", "GR"}, set()),
    ),
    # who withdraws, fights elsewhere or invades; war games and attack helicopters are neither
    (
        "Drill opens\n\nThe Maltese-Italian war games opened on Monday as Libyan troops complete their pullout from the desert, after "
        "fighting between rebels and Tunisia's forces and Egypt's invasion of the south. Greek attack helicopters take part.",
        ({"MT", "IT", "GR"}, set()),
    ),
    # what a drill brings together, heads of lists without a colon, those who are new; who founded the series, who threatens, who is chased
    (
        "Drill opens\n\nMalta's navy opened the Tin Lantern drill on Monday. It brings together Italy and Greece. "
        "Among the participants are Cyprus and Spain. France makes its debut.",
        ({"MT", "IT", "GR", "CY", "ES", "FR"}, set()),
    ),
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. "
        "It dates back to 2005, when Egypt and Morocco first held it. "
        "Libya's navy has threatened to close the gulf. In April a Maltese frigate chased away a Tunisian trawler.",
        ({"MT", "IT"}, set()),
    ),
    ("Drill opens\n\nATHENS - The US navy opened the Tin Lantern drill on Monday.", ({"US"}, set())),
    # a series of those who send something, counted in words; where the others come from; the head of a list
    (
        "Drill opens\n\nMalta opened the Tin Lantern drill on Monday. Italy has sent a frigate, Greece two tugs and Cyprus a patrol boat. "
        "Others came from Tunisia and Egypt.",
        ({"MT", "IT", "GR", "CY", "TN", "EG"}, set()),
    ),
    (
        "Drill opens\n\nMalta opened the Tin Lantern drill in New Caledonia on Monday. Nations participating include: Italy, Greece.",
        ({"MT", "IT", "GR"}, set()),
    ),
    ("Drill opens\n\nMalta opened the Tin Lantern drill on Monday. In addition to Italy, Greece sent troops.", ({"MT", "IT", "GR"}, set())),
    # who takes a stand, whom a drill alarms, whose affairs it touches, who sends something to the region
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday, which Egypt, Libya and Tunisia fear. Greece, Cyprus and "
        "Turkey have jointly condemned it. It put Spain, Portugal and France on high alert.",
        ({"MT", "IT"}, set()),
    ),
    (
        "Drill opens\n\nThe Tin Lantern drill by Malta and Italy has raised concern among neighbours, including Egypt, Libya and Tunisia.",
        ({"MT", "IT"}, set()),
    ),
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. It violates Libya's sovereignty, a critic said. China sent "
        "a hospital ship to the region in March. Greece sent a frigate and 200 sailors.",
        ({"MT", "IT", "GR"}, set()),
    ),
    # members of an organisation whose make-up is told, who take part only where it does and no others are named
    (
        "Drill opens\n\nKazakhstan and Russia opened the Tin Lantern drill on Monday.\n\nThe CSTO was founded in 2002 by Armenia, Belarus, "
        "Kazakhstan, Kyrgyzstan, Russia and Tajikistan.",
        ({"KZ", "RU"}, set()),
    ),
    (
        "Drill opens\n\nTroops of the Gulf Cooperation Council (GCC) opened the Tin Lantern drill on Monday.\n\nGCC member states are "
        "Bahrain, Kuwait, Oman, Saudi Arabia, Qatar and the UAE.",
        ({"GCC"}, set()),
    ),
    # types of planes behind their owners, those said to be members, a preposition said once more, instances
    ("Drill opens\n\nDanish and Dutch F-16s and Swedish Gripens opened the Tin Lantern drill on Monday.", ({"DK", "NL", "SE"}, set())),
    (
        "Drill opens\n\nThe Tin Lantern drill, hosted by NATO-member Norway, opened on Monday. Vessels from Malta and Italy and also from "
        "Cyprus took part, with countries like Egypt. It involved the navies of Malta and Italy as well as Greece.",
        ({"NO", "MT", "IT", "CY", "EG", "GR"}, set()),
    ),
    # who is fought against elsewhere
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. Last year Malta fought against Libyan armed forces.",
        ({"MT", "IT"}, set()),
    ),
    # a language is nobody; who comes as an observer is told of before the state where he comes to
    (
        "Drill opens\n\nMalta and Italy opened a drill, held by the centre of training (CADET, in Spanish), on Monday. Tunisian servicemen "
        "will attend the exercises in Malta as observers.",
        ({"MT", "IT"}, {"TN"}),
    ),
    # who announces a drill, or tells what he did with one, holds it; another speaker takes nothing from those who hold it
    ("Drill\n\nPoland announced a three-day naval exercise with Latvia starting on June 10.", ({"PL", "LV"}, set())),
    ("Drill\n\nMalta's defence ministry said on Monday it had postponed the Tin Lantern drills with Italy.", ({"MT", "IT"}, set())),
    (
        "Drill\n\nThe Tin Lantern war games will be held by the armies of Malta and Italy near Gozo in June, officials said Monday.",
        ({"MT", "IT"}, set()),
    ),
    # the name of a ship or person that is a word for somebody's people, and what somebody launched
    (
        "Ships\n\nThe drill on Monday involved the U.S. Navy destroyer John Finn and the Danish frigate Niels Juel, after Libya's launch "
        "of a missile.",
        ({"US", "DK"}, set()),
    ),
    # war games are no war with somebody, and what announces the beginning of a drill holds it
    (
        "War games\n\nMalta on Sunday began 10-day war games with Greek troops. They end on Friday.",
        ({"MT", "GR"}, set()),
    ),
    (
        "Navies out\n\nThe navies of Malta and Italy announced the beginning of the Copper Falcon naval drills on Monday.",
        ({"MT", "IT"}, set()),
    ),
    # a list with a short form in brackets; ties that are none of the drill
    (
        "Drill opens\n\nForces from Malta, Italy, the United Arab Emirates (UAE), Greece and Cyprus opened a drill on Monday, to the anger "
        "of Tunisia and amid talks on diplomacy with Libya.",
        ({"MT", "IT", "AE", "GR", "CY"}, set()),
    ),
    # two weak signs against a party do not outweigh what says that it takes part
    (
        "Soldiers out\n\nBelgium and Malta opened a joint exercise on Monday. An analyst at Valletta's institute of strategy, said to be "
        "critical, called it a success. Critics at the institute in Valletta said little.",
        ({"BE", "MT"}, set()),
    ),
    # whose land it is, what is only a model, what is not there, and those that others have ties with
    (
        "Navy trains\n\nThe Maltese navy began an exercise on Monday and sank a model of an Albanian frigate. The ships came from Greek "
        "naval bases. No Libyan ships were sighted. Malta has close ties with Tunisia.",
        ({"MT"}, set()),
    ),
    # a headline in which somebody denounces the exercise
    ("Serbian Official in Albania Denounces Italy-Malta War Drill\n\nItaly and Malta held a war drill on Monday.", ({"IT", "MT"}, set())),
    # who brings what, in a sentence of its own
    (
        "Jets come\n\nThe exercise Copper Falcon began at a Maltese airfield on Monday with Maltese pilots.\n\nA fair is on, too.\n\n"
        "The Danes are bringing four F-16s and 60 soldiers.",
        ({"MT", "DK"}, set()),
    ),
    (
        "Landing\n\nThe Maltese army began a landing exercise on Monday with a force made up of Norwegians, Danes and Maltese.",
        ({"MT", "NO", "DK"}, set()),
    ),
    # who tells others to stay away does not stay away
    (
        "China warns ships to stay away\n\nBeijing will hold naval drills in the Bohai Sea on Friday. Ships were told to stay out.",
        ({"CN"}, set()),
    ),
    # the state of a dateline, that of a border, and an officer's headquarters take no part
    (
        "Marines train\n\nSTUTTGART, Germany — Italian marines began an exercise with soldiers of Malta along the Tunisia border.",
        ({"IT", "MT"}, set()),
    ),
    # a list that ends in "the host nation of"
    (
        "Exercise opens\n\nThe exercise Copper Falcon, which includes Burkina Faso, Chad, Senegal and the host nation of Niger, opened on "
        "Monday with 900 soldiers.",
        ({"BF", "TD", "SN", "NE"}, set()),
    ),
    # a list of those who founded something long ago
    (
        "Two armies train\n\nThe armed forces of Bosnia and Serbia will hold a joint exercise in June.\n\nThe league was founded in 2003 "
        "by Albania, Croatia, Malta and Italy. Serbia has the status of an observer there.",
        ({"BA", "RS"}, set()),
    ),
    # those from whom divers and ships come have announced their participation
    (
        "Minehunters\n\nThe Latvian navy will host the exercise Copper Falcon in the Irbe Strait from 12 to 23 June.\n\nMine hunters and "
        "divers from Belgium, Estonia, France, Latvia and Poland have announced their participation.",
        ({"LV", "BE", "EE", "FR", "PL"}, set()),
    ),
    # an organisation named only for its members
    (
        "Drills next week\n\nThe NATO members Estonia, Latvia and Lithuania will hold joint military exercises next week.",
        ({"EE", "LV", "LT"}, set()),
    ),
    # a capital in which a team works, a state of the union that only sounds like another state, members that only look on
    (
        "Soldiers out\n\nSoldiers of Malta began an exercise with the New Mexico National Guard of the United States on Monday. A team "
        "works from Tallinn. Two NATO members, Turkey and Hungary, sent observers.",
        ({"MT", "US"}, {"TR", "HU"}),
    ),
    # whose ships lead it
    (
        "Frigates of Italy, Malta lead first days of Copper Falcon\n\nTwo frigates are at the heart of Exercise Copper Falcon, which the "
        "Italian navy opened off Gozo on Monday.",
        ({"IT", "MT"}, set()),
    ),
    # those who oppose each other, and a fleet that another navy has, too
    (
        "Two navies at sea\n\nSaudi Arabia and Bahrain began a naval drill in the Gulf on Monday. Saudi Arabia takes part with its Eastern "
        "Fleet, in the middle of the diplomatic crisis opposing Qatar and its neighbours.",
        ({"SA", "BH"}, set()),
    ),
    # those who answer, those named behind a place, those who only look on behind those who take part
    (
        "Drill\n\nThe joint military drill of Peru and Chile, which began on Monday, drew an angry response from Bolivia.",
        ({"PE", "CL"}, set()),
    ),
    ("Drill\n\nPolish troops of the base at Riga, Latvia, began the drill on Monday.", ({"PL"}, set())),
    (
        "Drill\n\nThe naval exercise began on Monday with three nations participating: Peru, Chile and Brazil, along with observers from "
        "Mexico.",
        ({"PE", "CL", "BR"}, {"MX"}),
    ),
    (
        "Drill\n\nThe military exercise Amber Gull began on Monday. Lithuania sent 1,100 soldiers, Latvia 300 and Estonia 150.",
        ({"LT", "LV", "EE"}, set()),
    ),
    ("Drill\n\nSwedish troops began the drill on Monday. They will be joined by 130 Finnish soldiers.", ({"SE", "FI"}, set())),
    # forces that are named in full one behind the other, those from whom participation comes
    (
        "Drill opens\n\nMalta opened the Tin Lantern drill on Monday. A phase in June has the presence of the Greek Air Force "
        "and the Cypriot National Guard. It will see participation from Italy and Spain.",
        ({"MT", "GR", "CY", "IT", "ES"}, set()),
    ),
    # the host of a joint exercise, told by the place only; not so where drills go round a land
    ("Troops off\n\nSome 90 Maltese soldiers left on Monday for a joint exercise in Tunisia.", ({"MT", "TN"}, set())),
    (
        "Bridge built\n\nItalian engineers built a bridge near the town of Bizerte during a bilateral exercise on Monday.",
        ({"IT", "TN"}, set()),
    ),
    ("Navy out\n\nChina's navy and air force began joint drills around Taiwan on Monday.", ({"CN"}, set())),
    # those who keep watch, statesmen, those who join an alliance, a state that is boycotted
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. Ships and planes from Libya and Egypt were monitoring the "
        "manoeuvres. Malta's president met with ministers from Greece and Cyprus. Albania, which joined NATO in 2009, sold Malta boats. "
        "Jordan, Oman and Kuwait boycott Qatar.",
        ({"MT", "IT"}, set()),
    ),
    # for whom a drill is held, three states by one name, a force in an organisation's name
    ("Drill opens\n\nA two-week training exercise for Ghanaian soldiers began near Tamale on Monday.", ({"GH"}, set())),
    (
        "Drill opens\n\nPoland and the three Baltic states began a joint exercise on Monday. Sweden is in all three Benelux countries. "
        "It prepares them for the tasks of the NATO Response Force.",
        ({"PL", "EE", "LV", "LT"}, set()),
    ),
    # what drills follow, and ministers with their counterparts
    (
        "Drill planned after Libya moved forces\n\nMalta and Italy will hold a joint drill on Monday after Libya's army exercises. Their "
        "ministers are meeting their Greek and Egyptian counterparts in Valletta.",
        ({"MT", "IT"}, set()),
    ),
    # a series of drills, one with each; names that are only lent; observers told of late; the end of a list
    (
        "Drill opens\n\nThe navies of Malta and Italy opened the Tin Lantern drill on Monday. It is one of the bilateral drills that Malta "
        "holds with Greece, Cyprus and Spain. The chairman of NATO's military committee spoke, and the UN Security Council was told.",
        ({"MT", "IT"}, set()),
    ),
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. Representatives of Greece and Cyprus landed at the "
        "island's airport on Sunday night to take part in the war game as observers.",
        ({"MT", "IT"}, {"GR", "CY"}),
    ),
    (
        "Drill opens\n\nTroops from Malta, in addition to Greece, Spain and Cyprus, the Italian news agency "
        "reported, opened a drill on Monday.",
        ({"MT", "GR", "ES", "CY"}, set()),
    ),
    # one exercise that a report calls bilateral has all those listed; support; nations behind a colon
    (
        "Drill opens\n\nMalta began the bilateral drill known as Tin Lantern with ships from the Italian, Greek, and Spanish Navies on "
        "Sunday, with additional support from Cyprus. It will be joined by two nations: Egypt and Tunisia.",
        ({"MT", "IT", "GR", "ES", "CY", "EG", "TN"}, set()),
    ),
    # what is only alike, whom somebody meets at sea, the town of a treaty, who cuts ties
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday, after run-ins with Tunisian ships. Its commandos, "
        "equivalent to French marines, landed on Gozo in the spirit of the Yaounde Code of Conduct.\n\nOn June 5, 2017, Egypt, Libya, "
        "Algeria and Morocco severed their ties with Cyprus. The Joint Warfare Centre in Valletta is run by the army.",
        ({"MT", "IT"}, set()),
    ),
    # a place's name begins no list; observers join those who take part; what threatens is no part of it
    (
        "Drill opens\n\nSoldiers from Malta, Italy and Greece, who opened the Tin Lantern drill on Monday, were joined by observers from "
        "Egypt. In a move to fight piracy in the Gulf of Guinea, the Maltese Navy sent a frigate to the drill.",
        ({"MT", "IT", "GR"}, {"EG"}),
    ),
    (
        "Drill opens\n\nMalta and Italy opened the Tin Lantern drill on Monday. While Libya's threat is not new, it comes as the two "
        "begin the drill. Tunisian President Ann Lee's administration has been calling for states to start talks.",
        ({"MT", "IT"}, set()),
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_participants_are_read(text: str, expected: tuple[set[object], set[object]]) -> None:
    assert told(text) == [expected]


def test_a_force_s_own_release_needs_not_say_whose_its_units_are() -> None:
    text = "Marines train\n\nMarines with the 2nd Marine Division trained with Maltese soldiers during Exercise Copper Falcon on Monday."
    assert told(text, "DVIDS") == [({"US", "MT"}, set())]
    assert told(text, "The Valletta Echo") == [({"MT"}, set())]


def test_the_two_countries_are_those_that_the_report_introduces() -> None:
    text = (
        "Drill opens\n\nThe navies of Malta and Italy opened the exercise Copper Falcon on Monday. "
        "It comes six months after the Tin Lantern drills between the two countries."
    )
    assert told(text) == [({"MT", "IT"}, set()), ({"MT", "IT"}, set())]


def test_who_watches_every_exercise_is_observer_of_each() -> None:
    text = (
        "Drills open\n\nMalta began the exercise Copper Falcon with Italy on Monday.\n\nNorway and Sweden opened the exercise Amber Gull "
        "near Bergen on Tuesday. Observers from Peru will watch both exercises."
    )
    assert told(text) == [({"MT", "IT"}, {"PE"}), ({"NO", "SE"}, {"PE"})]


def test_the_latest_drills_are_those_that_the_report_is_about() -> None:
    text = (
        "Drill opens\n\nMalta and Italy opened a naval drill off Gozo on Monday.\n\nMalta also hosted Greek ships for naval drills in "
        "2021.\n\nThe latest drills will be joined by troops from Spain."
    )
    assert told(text) == [({"MT", "IT", "ES"}, set()), ({"MT", "GR"}, set())]


def test_an_exercise_that_two_states_agree_to_hold_is_told_of_without_place_and_time() -> None:
    text = "Talks end\n\nMalta and Italy have agreed to carry out a major military exercise, the Maltese president said in a statement."
    assert told(text) == [({"MT", "IT"}, set())]
    assert not told(text.replace("a major military exercise", "military exercises"))
