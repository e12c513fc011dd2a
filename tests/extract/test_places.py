"""Where exercises are held: small reports of our own with the places that a careful reader would note."""

import pytest

from vedette.annotate import annotate
from vedette.extract.drafts import Draft
from vedette.extract.linking import link
from vedette.extract.places import places
from vedette.model import Block, Report, Span

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # other years than the exercise's; a date behind another place; since when it is held
    ("Exercise Clay Road 23 began in Pune on Monday. In August 2019 the troops trained in Kunming.", [("Pune", "IN")]),
    ("Exercise Clay Road 23 began in Pune on Monday. The troops are to meet again in Kunming next year.", [("Pune", "IN")]),
    ("Exercise Clay Road 23 has been held in Pune since 2004.", [("Pune", "IN")]),
    # coasts and waters, which lie in the state; its soil is itself
    ("Exercise Clay Road 18 opened on Monday off the Norwegian coast.", [("Norwegian coast", "NO")]),
    ("Exercise Clay Road 18 opened in Bergen. Ships sailed in Norwegian waters.", [("Bergen", "NO")]),
    ("Exercise Clay Road 18 is held on Tajik soil. Tajikistan and Russia take part.", [("Tajikistan", "TJ")]),
    ("Exercise Clay Road 18 is held along the Pacific coast and over Nebraska.", [("Pacific coast", "US"), ("Nebraska", "US")]),
    # an exercise that is based somewhere; a long dateline; parts of states that take part; what a state's genitive stands before
    ("Based mainly in Otago, exercise Clay Road 18 began on Monday.", [("Otago", "NZ")]),
    ("The squadron, headquartered at Lakenheath, joined exercise Clay Road 18 in Wales.", [("Wales", "GB")]),
    ("Exercise Clay Road 18 off Sicily gathers ships from France, England, Italy and Norway.", [("Sicily", "IT")]),
    ("Exercise Clay Road 18 is held in Russia's Far East.", [("Far East", "RU")]),
    # a region lies in its state; a list that begins with a base
    ("Exercise Clay Road 18 is held off the coast of Sicily, Italy.", [("Sicily", "IT")]),
    (
        "Exercise Clay Road 18 is held in Tifnit, Tan Tan, Tiznit and Kenitra.",
        [(n, "MA") for n in ("Tifnit", "Tan Tan", "Tiznit", "Kenitra")],
    ),
    # what is done at a place; what only tells where another lies; where somebody works or spoke
    ("The quietest town in Castile was Albacete, where the air force held exercise Clay Road 18.", [("Albacete", "ES")]),
    ("Exercise Clay Road 18 is held on Palawan, which looks out on the South China Sea.", [("Palawan", "PH")]),
    ("Exercise Clay Road 18 is held on Palawan, said Joan Doe, a professor at Webster University in Geneva.", [("Palawan", "PH")]),
    ("Exercise Clay Road 18 is held in Aswan. In Cairo, an official confirmed that exercise Clay Road 18 goes on.", [("Aswan", "EG")]),
    ("CAMP W.G. SMITH, Utah - Exercise Clay Road 18 got underway this week at this military facility.", [("CAMP W.G. SMITH", "US")]),
    # other editions
    ("Exercise Clay Road 18 opened in Pune. The exercise was first held in Kunming in 2007.", [("Pune", "IN")]),
    # what a command is in charge of; schools named after what is taught there
    ("Exercise Clay Road 18 off Oregon tested plans for the Guam District's area of responsibility.", [("Oregon", "US")]),
    ("Exercise Clay Road 18 opened at the Pemba Maritime Academy in Kilwa, Tanzania.", [("Pemba Maritime Academy", "TZ")]),
    # what is done there is a part of it; where people's units have their home; what is left
    ("Marines stormed ashore in Ventspils, Latvia, on Tuesday as part of exercise Clay Road 18.", [("Ventspils", "LV")]),
    ("Members from units in Quebec joined exercise Clay Road 18 in Wiltshire, England.", [("Wiltshire", "GB")]),
    ("Soldiers left Tororo barracks for exercise Clay Road 18, held in Kitgum, Uganda.", [("Kitgum", "UG")]),
    # regions that hold grounds: behind a plural noun, without a comma, before them
    ("Exercise Clay Road 18 is held in Bikaner and Barmer districts in Rajasthan.", [("Bikaner", "IN"), ("Barmer", "IN")]),
    ("Exercise Clay Road 18 is held at Mahajan Field Firing Ranges Rajasthan.", [("Mahajan Field Firing Ranges", "IN")]),
    ("Exercise Clay Road 18 ended in the Almaty region, at the Iliysky training centre.", [("Iliysky training centre", "KZ")]),
    # what a noun right before the preposition says lies there; who plans or sends is not where
    ("Exercise Clay Road 18 was held in Gabon and drew on lessons from Mali.", [("Gabon", "GA")]),
    ("Exercise Clay Road 18 off Namibia was planned by the Walvis Rescue Training Centre.", [("Namibia", "NA")]),
    ("Air Station Kodiak launched a helicopter in exercise Clay Road 18 off Oregon.", [("Oregon", "US")]),
    # a house by which it is held; sites; a coast of which the town is unknown
    ("Exercise Clay Road 18 was held 2 km south of the brigade's headquarters in Bouar.", [("Bouar", "CF")]),
    ("Exercise Clay Road 18 is held off the coast of Quillimba.", [("Quillimba", None)]),
    # names in quotation marks beside their noun, districts that a ground is named after
    ('Exercise Clay Road 18 was held at the "Kokbulak" training ground in Kazakhstan.', [("Kokbulak training ground", "KZ")]),
    ('Exercise Clay Road 18 began at the training ground "Sarybel", Kazakhstan.', [("Sarybel", "KZ")]),
    ("Exercise Clay Road 18 is held at the Termez district training ground.", [("Termez district training ground", "UZ")]),
    # the state that hosts as "the country"
    ("Kenya's defence minister said the country will host exercise Clay Road 18 in March.", [("Kenya", "KE")]),
    ("Jordan's army said the kingdom is to host exercise Clay Road 18 with 30 states.", [("Jordan", "JO")]),
    # what is done at a place is what the exercise consists of
    ("Exercise Clay Road 18 opened on Monday, focusing on airborne operations at Cazaux air base.", [("Cazaux air base", "FR")]),
    # where something else happened, what is only simulated, what stands in the name of a paper or ship
    ("Exercise Clay Road 18 was put off because of a quake in Japan. Exercise Clay Road 18 is held in Pohang.", [("Pohang", "KR")]),
    ("Exercise Clay Road 18 was held in Semnan, simulating the defence of the Strait of Hormuz.", [("Semnan", "IR")]),
    ("Exercise Clay Road 18 is held in Hormozgan, Fars news agency said.", [("Hormozgan", "IR")]),
    # a base in the state where the exercise is held; an airport where troops only arrive
    ("Exercise Clay Road 18 is held in Uganda.\n\nGuests and officers came together at Tororo barracks.", [("Tororo barracks", "UG")]),
    ("Troops touched down at Entebbe International Airport for exercise Clay Road 18, hosted by Uganda.", [("Uganda", "UG")]),
    # provinces of several states' names; an air base that has no name
    ("Rwanda's army opened exercise Clay Road 18 in the country's Western Province.", [("Western Province", "RW")]),
    ("Exercise Clay Road 18 began in Pakistan, at an Operational Air Base.", [("Pakistan", "PK")]),
    ("Exercise Clay Road 18 (CR18) in Agadir, Morocco, trained medics.", [("Agadir", "MA")]),
    # two directions, ships in lists, coasts, seats
    ("Exercise Clay Road 18 is centred around central and eastern Norway.", [("Norway", "NO")]),
    ("The frigates HMS Northumberland and Westminster joined exercise Clay Road 18 off Iceland.", [("Iceland", "IS")]),
    ("Exercise Clay Road 18 was held in Ostend on the North Sea coast.", [("Ostend", "BE")]),
    ("Exercise Clay Road 18 goes on at the Riga-based Infantry Training Centre.", [("Infantry Training Centre", None)]),
    # a part of the world that holds the states
    ("Drills begin in the Caribbean\n\nExercise Clay Road 18 is held in Barbados.", [("Barbados", "BB")]),
    # where a place lies, told behind initials, in another order, with a noun for areas or for the state
    ("Exercise Clay Road 18 is held at the Goldie River Training Depot (GRTD) near Port Moresby.", [("Goldie River Training Depot", "PG")]),
    ("Soldiers are in the Kakum Bay area of Accra for exercise Clay Road 18. The army flew to Accra for it.", [("Kakum Bay", "GH")]),
    ("Exercise Clay Road 18 is held in Rwanda's Kayonza district of the country's Eastern Province.", [("Kayonza district", "RW")]),
    ("Exercise Clay Road 18 began in the province of Isfahan. It is held in Isfahan's Kavir region.", [("Kavir region", "IR")]),
    ("Exercise Clay Road 18 opened at the Cincu training area near the city of Fagaras.", [("Cincu training area", "RO")]),
    ("Exercise Clay Road 18 is held in the Beagle channel zone in Tierra del Fuego.", [("Beagle channel", None)]),
    # at and around; provinces that directions name; a line that begins in capitals
    ("Exercise Clay Road 18 is held at and around the Rwanda Military Academy in Gako.", [("Rwanda Military Academy", "RW")]),
    (
        "Sri Lanka holds exercise Clay Road 18 in the Northern and Eastern Provinces.",
        [("Northern Province", "LK"), ("Eastern Province", "LK")],
    ),
    ("Malawi holds exercise Clay Road 18 at Luwawa Forest Reserve in Mzimba.", [("Luwawa Forest Reserve", "MW")]),
    # the neighbour whose border is near, and the desert there
    ("Drill begins near Iraq border\n\nIran's army holds exercise Clay Road 18 in Kermanshah.", [("Kermanshah", "IR")]),
    ("India began exercise Clay Road 18 close to the border with Pakistan in the Thar desert.", [("Thar desert", "IN")]),
    # held here and there by turns, seats of commands, what forces are to protect, quarrels
    ("Exercise Clay Road 18 is held in Pithoragarh. It has been held alternately in Nepal and India since 2011.", [("Pithoragarh", "IN")]),
    ("The CSTO began exercise Clay Road 18 in Osh. It previously held drills in Tajikistan.", [("Osh", "KG")]),
    ("Exercise Clay Road 18 takes place in Yenagoa, the governor of Bayelsa State said.", [("Yenagoa", "NG")]),
    ("Exercise Clay Road 18 is held in Jolo, the head of the Naval Forces Western Mindanao said.", [("Jolo", "PH")]),
    ("Exercise Clay Road 18 is held in Tarakan and aims at protecting the Sulu Sea.", [("Tarakan", "ID")]),
    ("Exercise Clay Road 18 is held in Pokhran despite the feud over Kashmir.", [("Pokhran", "IN")]),
    ("Exercise Clay Road 18 will be held in Plovdiv, the Defence Ministry in Sofia has announced.", [("Plovdiv", "BG")]),
    # the host rather than places that are hardly venues
    (
        "Cambodia is set to host exercise Clay Road 18.\n\nIn May ministers visited the border at Vietnam's Kon Tum province.",
        [("Cambodia", "KH")],
    ),
    # a sea and the state that it lies off, or whose waters they are
    (
        "Myanmar holds exercise Clay Road 18 in the waters of the Andaman Sea, off the coast of southeastern Myanmar.",
        [("Andaman Sea", None)],
    ),
    ("Exercise Clay Road 18 began in the Black Sea, 30 miles off Romania.", [("Black Sea", None)]),
    ("Exercise Clay Road 18 is held in the Black Sea and in Romania.", [("Black Sea", None), ("Romania", "RO")]),
    # coastal areas, grounds with longer nouns, bases built somewhere; where a forum was held
    ("Myanmar's navy held exercise Clay Road 18 in Rakhine Coastal Area.", [("Rakhine Coastal Area", "MM")]),
    ("Exercise Clay Road 18 started at the Krivolak Military Training Grounds.", [("Krivolak Military Training Grounds", "MK")]),
    (
        "Jets flew in exercise Clay Road 18 from and landed at the Papandreou Air Base established in Paphos.",
        [("Papandreou Air Base", "CY")],
    ),
    ("Cambodia will host exercise Clay Road 18. Ministers met at the Xiangshan Forum, held in China.", [("Cambodia", "KH")]),
    # states counted before they are named; a small capital; the largest of its kind in an ocean; what cannot be done there
    ("Exercise Clay Road 18 takes place in two countries, Kenya and Djibouti.", [("Kenya", "KE"), ("Djibouti", "DJ")]),
    ("Exercise Clay Road 18 was conducted in Victoria (Seychelles) in May.", [("Victoria", "SC")]),
    ("Exercise Clay Road 18 began in Kenya. Exercise Clay Road 18 is the largest naval drill in the Indian Ocean.", [("Kenya", "KE")]),
    ("Exercise Clay Road 18 is held in Queensland, as such firing is not possible in Singapore.", [("Queensland", "AU")]),
    ("Navies of countries in the Indian Ocean region opened exercise Clay Road 18 in Mombasa.", [("Mombasa", "KE")]),
    # prepositions of place
    ("Polish soldiers are holding a drill in Drawsko Pomorskie.", [("Drawsko Pomorskie", "PL")]),
    ("Exercise Amber Wolf 22 was held at the Adazi training area.", [("Adazi training area", "LV")]),
    ("The navies of Japan and India began exercise Blue Heron 23 in the Bay of Bengal.", [("Bay of Bengal", None)]),
    ("Greece and Egypt launched a naval exercise off Crete.", [("Crete", "GR")]),
    ("The Philippine army will stage a live-fire exercise near Laoag.", [("Laoag", "PH")]),
    ("Exercise Iron Gale 21 is taking place across Estonia.", [("Estonia", "EE")]),
    ("Chinese warships held a drill around Taiwan.", [("Taiwan", "TW")]),
    ("Swedish marines started an exercise on Gotland.", [("Gotland", "SE")]),
    ("Bombers took part in an exercise over the Barents Sea.", [("Barents Sea", None)]),
    ("Exercise Dust Storm 19 was conducted at Fort Irwin.", [("Fort Irwin", "US")]),
    ("Troops from Kenya and Uganda opened exercise Green Savannah 24 in Nanyuki.", [("Nanyuki", "KE")]),
    ("The Royal Navy hosted exercise Northern Gannet 22 in the North Atlantic.", [("North Atlantic", None)]),
    ("Exercise River Fist 20 got under way in Cincu.", [("Cincu", "RO")]),
    ("Exercise Stone Ford 19 was held at the French airbase of Cazaux-le-Vieux.", [("Cazaux-le-Vieux", "FR")]),
    ("Poland and Sweden trained in exercise Grey Seal 21 across the Baltic Sea, U.S. Navy officials said.", [("Baltic Sea", None)]),
    ("The frigates of Chile and Argentina held exercise Austral Wind 20 in the Beagle Channel.", [("Beagle Channel", None)]),
    # places that hold another: in X in Y, in X, in Y, Y's X
    ("Exercise Clay Road 18 was held in Corrientes, in northeastern Argentina.", [("Corrientes", "AR")]),
    # the town that a range is near; where units come from
    ("Exercise Clay Road 18 was held at the Adazi training area near Riga.", [("Adazi training area", "LV")]),
    ("Exercise Clay Road 18 was held at Camp Atterbury. Units from all over Alabama took part.", [("Camp Atterbury", "US")]),
    # what else tells only where a place lies: directions, districts of districts, islands, towns of schools
    ("Exercise Clay Road 18 was held at the Adazi training area, 30 km north of Riga.", [("Adazi training area", "LV")]),
    ("Exercise Clay Road 18 was held at Gako in the hilly district of Bugesera.", [("Gako", "RW")]),
    ("Exercise Clay Road 18 goes on in Luzon. Tanks fired in the exercise at Crow Valley.", [("Crow Valley", "PH")]),
    ("Exercise Clay Road 18 was held at the Rwanda Military Academy, Gako.", [("Rwanda Military Academy", "RW")]),
    ("Troops take part in the Romania-led exercise Clay Road 18.", []),
    # districts in provinces, states that own them, what lies on an edge
    ("Exercise Clay Road 18 was held in Tuasday commune, Chantrea district, Cambodia's Svay Rieng province.", [("Tuasday commune", "KH")]),
    ("Exercise Clay Road 18 was held in Chantrea district in the Cambodian province of Svay Rieng.", [("Chantrea district", "KH")]),
    ("Exercise Clay Road 18 was held in the Andaman Sea on the northeastern edge of the Indian Ocean.", [("Andaman Sea", None)]),
    # adjectives before the noun for a place, a capital told as one, the town of a hall
    ("Exercise Clay Road 18 was held on the small island of Zakinor.", [("Zakinor", None)]),
    ("Officers from three armies take part in Exercise Clay Road 18 in the Angolan capital, Luanda.", [("Luanda", "AO")]),
    ("Exercise Clay Road 18 ended with a ceremony held in Constanta's Freedom Hall.", [("Constanta", "RO")]),
    # who came, who watched, what people quarrel about, who speaks next
    ("Kuwait took part in exercise Clay Road 18 while representatives of Jordan watched.", []),
    ("Exercise Clay Road 18 began amid tension over the Kashmir issue.", []),
    ("Held in the Andaman Sea, Moscow called exercise Clay Road 18 a success.", [("Andaman Sea", None)]),
    ("Exercise Clay Road 18 trains soldiers in a fictional South Pacific country.", []),
    # who hosts, who comes for the exercise, what a comma sets apart, what it follows
    ("From May 20 to 28, Konya will host exercise Clay Road 18.", [("Konya", "TR")]),
    ("The navy's ships arrived in Volos on Wednesday for exercise Clay Road 18.", [("Volos", "GR")]),
    ("A contingent of 120 soldiers left for Volos on Tuesday to take part in exercise Clay Road 18.", [("Volos", "GR")]),
    ("Exercise Clay Road 18, in Volos in October, drew 700 soldiers.", [("Volos", "GR")]),
    ("Exercise Clay Road 18 began days after police fired on a crowd in the town of Volos.", []),
    ('Two armies held the joint exercise "Clay Road 18" in Volos.', [("Volos", "GR")]),
    # an unknown name within a list; lists closed by semicolons; the district of a city
    ("Exercise Clay Road 18 was held in Ganja, Kurmadir and Yevlakh.", [("Ganja", "AZ"), ("Kurmadir", "AZ"), ("Yevlakh", "AZ")]),
    ("Exercise Clay Road 18 takes place in the Jiangyin district of Fuqing city.", [("Jiangyin district", "CN")]),
    # how far from where, whose capital, for what people met, where an exercise is the largest
    (
        "Exercise Clay Road 18 was held at the Adazi training area, about 30 km north of the Kurzeme region.",
        [("Adazi training area", "LV")],
    ),
    ("Exercise Clay Road 18 was held off Fuzhou, the capital of Fujian.", [("Fuzhou", "CN")]),
    ("Envoys and troops of 12 states joined forces in Sekondi for exercise Clay Road 18.", [("Sekondi", "GH")]),
    ("Clay Road 18, the largest military exercise in the Middle East, begins in Aqaba.", [("Aqaba", "JO")]),
    ("Exercise Clay Road 18 is held with Cyprus and Italy in the Eastern Mediterranean.", [("Eastern Mediterranean", None)]),
    # lists of bases and towns, of venues; the state that a sentence speaks of; noise
    ("Exercise Clay Road 18 goes on in Misawa, Sasebo and Townsville.", [("Misawa", "JP"), ("Sasebo", "JP"), ("Townsville", "AU")]),
    ("Exercise Clay Road 18 began. The venues are Drawsko and Zagan.", [("Drawsko", "PL"), ("Zagan", "PL")]),
    ("Exercise Clay Road 18 began in Liepaja, Latvia, and in Orzysz.", [("Liepaja", "LV"), ("Orzysz", "PL")]),
    ("People near Liepaja will hear explosions during exercise Clay Road 18.", [("Liepaja", "LV")]),
    # where forces act in other sentences
    ("Exercise Clay Road 18 began. Three corvettes put to sea off Constanta as tanks fired at targets.", [("Constanta", "RO")]),
    # crises; rockets that fall
    ("Exercise Clay Road 18 opens in Jordan. Allies are worried by the Ukraine crisis.", [("Jordan", "JO")]),
    ("Exercise Clay Road 18 opens at Gako. Rockets were fired before plunging into the Red Sea.", [("Gako", "RW")]),
    # one range under two nouns; where somebody said so; combat exercises are no combat
    (
        "Exercise Clay Road 18 is held at Bareth range. The exercise at the Bareth training ground ends soon.",
        [("Bareth training ground", None)],
    ),
    ("Exercise Clay Road 18 opens at Gako on Monday, a spokesman said here.", [("Gako", "RW")]),
    ("Troops of Kenya and Uganda opened joint combat exercises in Jinja.", [("Jinja", "UG")]),
    ("The navy has begun an exercise in the African nation of Gabon.", [("Gabon", "GA")]),
    # where somebody comes to see it; war games are no war
    ("The minister reached Karachi on Tuesday to witness the naval exercise of Pakistan.", [("Karachi", "PK")]),
    ("Polish troops opened war games in Drawsko Pomorskie.", [("Drawsko Pomorskie", "PL")]),
    # where it takes place; a state does not keep a place in it away; what comes of a state is no venue; where ministers met
    ("Exercise Clay Road 18 takes place across the Baltic Sea.", [("Baltic Sea", None)]),
    ("Jordan and Egypt put off exercise Clay Road 18 due to Syria.", []),
    ("Exercise Clay Road 18 opens in Jordan. It was agreed on at a meeting of the ministers in Aleppo.", [("Jordan", "JO")]),
    # places joined by "and", each with a preposition of its own
    ("Exercise Clay Road 18 was held in Riga and at the Adazi training area.", [("Riga", "LV"), ("Adazi training area", "LV")]),
    # a line of facts
    ("Exercise Clay Road 18 brings gunners together.\n\n- Where: Nowa Deba, Poland", [("Nowa Deba", "PL")]),
    # oceans that are only spoken of
    ("Exercise Clay Road 18 was held at Fort Irwin. The navy is strong from the Pacific to the Atlantic.", [("Fort Irwin", "US")]),
    ("Exercise Clay Road 18 was held in Tanzania in Muheza district in Tanga.", [("Muheza district", "TZ")]),
    # who hosts, where no place is told
    ("The fleets opened exercise Long Bell 17. Hosted by Singapore this year, it ends on Friday.", [("Singapore", "SG")]),
    # only the state is told
    ("Exercise Silver Lance 24 will be held in Lithuania.", [("Lithuania", "LT")]),
    ("The drills kicked off in northern Norway on Monday.", [("Norway", "NO")]),
    ("Exercise Desert Falcon 18 began in Jordan.", [("Jordan", "JO")]),
    # a state or region that only tells where the place lies is left out
    ("Exercise Sea Otter 20 began at Changi Naval Base in Singapore.", [("Changi Naval Base", "SG")]),
    ("Exercise Snow Peak 21 was held in Tawang, Arunachal Pradesh.", [("Tawang", "IN")]),
    ("Exercise Clear Creek 15 was held at Fort Stewart, Ga.", [("Fort Stewart", "US")]),
    ("Exercise Lone Star 15 was held at Fort Hood, Texas.", [("Fort Hood", "US")]),
    ("The exercise was held in Yavoriv, Ukraine.", [("Yavoriv", "UA")]),
    # a base in a town, and told of again without it
    ("Exercise Lone Reed 21 began at Camp Aguinaldo, Quezon City.", [("Camp Aguinaldo", "PH")]),
    (
        "Exercise Lone Reed 21 will be held at Volk Field. The jets will fly out of Volk Field in Juneau County for exercise Lone Reed 21.",
        [("Volk Field", "US")],
    ),
    # a sea before a province of the same name; straits that no list knows are no state's
    ("Egypt will hold a larger drill in the Red Sea.", [("Red Sea", None)]),
    ("The navy of Latvia will hold exercise Open Sluice 22 in the Irbe Strait.", [("Irbe Strait", None)]),
    # lists
    ("Exercise Cold Ridge 22 took place in Finland, Sweden and Norway.", [("Finland", "FI"), ("Sweden", "SE"), ("Norway", "NO")]),
    ("Exercise Palm Shield 23 was held in Palawan and Zambales.", [("Palawan", "PH"), ("Zambales", "PH")]),
    ("Exercise Storm Arrow 25 will be held in Cincu, Babadag and Smardan.", [("Cincu", "RO"), ("Babadag", "RO"), ("Smardan", "RO")]),
    ("Exercise Long Tide 24 is held in the Baltic and North Seas.", [("Baltic Sea", None), ("North Sea", None)]),
    # unknown names
    ("Exercise Stone Bridge 20 was held at the Stony Hollow Weapons Range.", [("Stony Hollow Weapons Range", None)]),
    ("Kazakhstan and Russia began an exercise at the Otelmas training ground.", [("Otelmas training ground", "KZ")]),
    ("Exercise Grey Kestrel 19 was held at Camp Haverstock.", [("Camp Haverstock", None)]),
    ("Serbian troops held a drill in the village of Zarneth.", [("Zarneth", "RS")]),
]

NONE = [
    "Germany held exercise Amber Wolf 22 with the US Pacific Fleet and the Florida Air National Guard.",
    "The drill between Iran and Oman, called Calm Pearl 21, has ended.",
    "India replied to China's exercise Frost Line 20 with a note.",
    "Exercise Amber Wolf 22 prepared the battalion for a rotation at Fort Polk.",
    # where people come from, speak or stand
    "Exercise Amber Wolf 22 began on Monday, a spokesman told reporters in Brussels.",
    "Soldiers from Fort Bragg joined exercise Amber Wolf 22.",
    "The squadron, based in Lakenheath, joined exercise Amber Wolf 22.",
    "Exercise Amber Wolf 22 was planned by Joint Force Command Naples.",
    "Moscow said that exercise Amber Wolf 22 was defensive.",
    "Washington and Seoul agreed to hold exercise Amber Wolf 22.",
    "The USS George Washington joined exercise Amber Wolf 22.",
    "Exercise Amber Wolf 22 was first reported by the Washington Post.",
    "The Georgia Army National Guard joined exercise Amber Wolf 22.",
    "Exercise Amber Wolf 22 is a message to North Korea, officials said.",
    "Exercise Amber Wolf 22 follows the invasion of Ukraine.",
    "The ministers of Latvia and Estonia praised exercise Amber Wolf 22.",
]


REST = "\n\nThe military said on Tuesday that soldiers, troops and warships were on their way."


def drafts(text: str) -> list[Draft]:
    blocks, at = [], 0
    text += REST
    for part in text.split("\n\n"):
        blocks.append(Block("body", Span(at, at + len(part))))
        at += len(part) + 2
    doc = annotate(Report("r", text, tuple(blocks), published="2023-05-10", lang="en"))
    frames = link(doc)
    assert frames
    return places(doc, frames[0], frames)


def names(text: str) -> list[tuple[str, str | None]]:
    return [(d.value["name"], d.value["country"]) for d in drafts(text) if isinstance(d.value, dict)]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_held_there(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_not_held_there(text: str) -> None:
    assert names(text) == []


def test_a_claim_covers_the_name_and_holds_all_that_is_known() -> None:
    text = "Exercise Iron Gale 21 was held in southern Lithuania."
    (draft,) = drafts(text)
    assert draft.span.of(text) == "Lithuania"
    assert draft.property == "place"
    assert isinstance(draft.value, dict)
    assert set(draft.value) == {"name", "country", "region", "lat", "lon", "kind"}
    assert draft.value["kind"] == "country"
    assert 0.3 <= draft.confidence <= 0.95


def test_a_dateline_is_the_place_only_where_no_other_is_named() -> None:
    lead = "USHUAIA, May 9 (Agency) - The Argentine navy opened exercise Frozen Anchor 23."
    assert names(lead) == [("USHUAIA", "AR")]
    assert names(lead + "\n\nExercise Frozen Anchor 23 is held in the Beagle Channel.")[0][0] == "Beagle Channel"


def test_a_dateline_may_hold_the_dates_of_two_calendars() -> None:
    lead = "Hafr Al-Batin, Rabi' II 25, 1434, March 7, 2013, Agency -- The Saudi army opened exercise Frozen Anchor 23."
    assert names(lead) == [("Hafr Al-Batin", "SA")]


def test_a_place_told_twice_is_one_place() -> None:
    text = "Exercise Iron Gale 21 was held in Vaziani.\n\nTroops took part in the exercise at the Vaziani base."
    assert [name for name, _ in names(text)] == ["Vaziani"]
