"""Names of places: own sentences with the names and states that must be found, and what must hold for the gazetteers."""

import pytest
from pydantic import BaseModel, ConfigDict

from vedette.annotate.dates import find_dates
from vedette.annotate.gazetteer import GAZETTEERS, gazetteer
from vedette.annotate.parties import find_parties
from vedette.annotate.persons import find_persons
from vedette.annotate.places import find_places
from vedette.grammar import document, tokenize
from vedette.lexicon import PlaceRow, load_csv
from vedette.model import Block, Document, Place, Report, Span


class Country(BaseModel):
    """The code of a state."""

    model_config = ConfigDict(extra="ignore")

    id: str


CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("Marines went ashore in Assault Amphibious Vehicles.", []),
    # coasts and waters of states; what describes a town; names that share a word; heaths and bridges
    ("Ships lie off the Norwegian coast and in Cuban territorial waters.", [("Norwegian coast", "NO"), ("Cuban territorial waters", "CU")]),
    ("The Indonesian coast guard and Norwegian shore batteries came.", []),
    ("Jets flew along Morocco's Atlantic coast.", [("Atlantic coast", "MA")]),
    ("It was held in the Crimean city of Sevastopol.", [("Sevastopol", "UA")]),
    ("Ships lie off the coast of North and South Carolina.", [("North Carolina", "US"), ("South Carolina", "US")]),
    ("Tanks met on Luneburg Heath and at the Remagen Bridge.", [("Luneburg Heath", "DE"), ("Remagen Bridge", "DE")]),
    ("It began in the Baltic states and in the Gulf waters off Iran.", [("Baltic states", None), ("Gulf", None)]),
    # somebody's name behind a preposition of place is a place's
    ("Commodore Chattogram spoke. The ships sailed from Chattogram.", [("Chattogram", "BD")]),
    ("Jets met at the airbase of Mont-de-Marsan, officials said.", [("Mont-de-Marsan", "FR")]),
    ("The frigates Ana Cabral, Sines and Kiel sailed off Porto.", [("Porto", "PT")]),
    ("Teams work at Gizo, Seghe, Munda and Honiara.", [("Gizo", "SB"), ("Seghe", "SB"), ("Munda", "SB"), ("Honiara", "SB")]),
    ("Kano State Police met.", []),
    ("Troops of Oman, Chad, Comoro Islands and Egypt came.", []),
    (
        "It spans the Pacific and Arctic Oceans, and the Caspian and Baltic Seas.",
        [("Pacific Ocean", None), ("Arctic Ocean", None), ("Caspian Sea", None), ("Baltic Sea", None)],
    ),
    ("QARATAU, Kazakhstan, June 14 -- The drill ended.", [("QARATAU", "KZ")]),
    ("Sweden lends the harbour of Lillsund.", [("Lillsund", "SE")]),
    ("Tanks rolled to the Choluteca plain, the Texas National Guard said.", [("Choluteca plain", "HN"), ("Texas", "US")]),
    ("Marines of Egypt land near El Bahira on Monday.", [("El Bahira", "EG")]),
    ("The South Headquarters of the league wrote so.", []),
    # bases on land that are named like ships, and ships; number words; tails of lists; one state for a list
    ("Divers trained at INS Brindavan in Odisha and aboard HMS Ocean.", [("INS Brindavan", "IN"), ("Odisha", "IN")]),
    ("Forty-two Republic of Fiji soldiers came.", []),
    ("The area lies between Rhodes, Karpathos and Arkhenos.", [("Rhodes", "GR"), ("Karpathos", "GR"), ("Arkhenos", "GR")]),
    ("Troops are out in the Zulia, Apure and Amazonas states.", [("Zulia", "VE"), ("Apure", "VE"), ("Amazonas", "VE")]),
    # towns with their states in brackets; an unknown island in a known region; nouns for ranges; capes
    ("Boats sail between Iquitos (Peru), Leticia (Colombia) and Manaus.", [("Iquitos", "PE"), ("Leticia", "CO"), ("Manaus", "BR")]),
    ("Marines land on Okunarashima in Kagoshima Prefecture.", [("Okunarashima", "JP"), ("Kagoshima Prefecture", "JP")]),
    ("Gunners met at the Welmora Test Area.", [("Welmora Test Area", None)]),
    ("It took place around the Cape of Good Hope.", [("Cape of Good Hope", "ZA")]),
    ("Ships gathered in the Arabian Gulf region.", [("Arabian Gulf", None)]),
    ("It is held in the Black and Caspian seas.", [("Black Sea", None), ("Caspian Sea", None)]),
    # schools and centres whose names are common words; names in a list with one that is known; articles in small letters
    ("It ran at the Elbonia School of Artillery in Jinja.", [("Elbonia School of Artillery", "UG"), ("Jinja", "UG")]),
    ("Officers met at the Rwanda Military Academy.", [("Rwanda Military Academy", "RW")]),
    (
        "It opened at the 7th Canadian Division Training Centre near Brandon, Manitoba.",
        [("7th Canadian Division Training Centre", "CA"), ("Brandon", "CA"), ("Manitoba", "CA")],
    ),
    ("Guests spoke at the Grand Convention Centre.", []),
    ("Companies train at Orrin Camp and Mill Bank from Monday.", [("Orrin Camp", None), ("Mill Bank", None)]),
    ("Marines land near al-Tarwa on Monday.", [("al-Tarwa", None)]),
    ("Crews trained with RAAF F-35As.", []),
    # initials in brackets; young provinces
    ("The Philippine Army (PA) drills in Maguindanao del Norte.", [("Maguindanao del Norte", "PH")]),
    # a small town of a state that is not spoken of is an unknown one of the state that is; nouns right before names
    (
        "Peru's marines came. Peru's navy and Peru's army, the two of Peru, met at Ancón.",
        [("Ancón", "PE")],
    ),
    ("Gunners met on the training ground Oshkala yesterday.", [("Oshkala", None)]),
    # known names, without direction words and articles
    ("The drill was held in Kharkiv.", [("Kharkiv", "UA")]),
    ("Troops crossed northern Bavaria on foot.", [("Bavaria", "DE")]),
    ("Gunners fired across North Carolina.", [("North Carolina", "US")]),
    ("Ships gathered in the eastern Mediterranean.", [("Mediterranean", None)]),
    ("Frigates met in the Gulf of Guinea.", [("Gulf of Guinea", None)]),
    ("They sailed through the Strait of Hormuz.", [("Strait of Hormuz", None)]),
    ("Minehunters swept the Baltic Sea.", [("Baltic Sea", None)]),
    ("The marines landed on Gotland.", [("Gotland", "SE")]),
    ("Paratroopers jumped over the Aleutian Islands.", [("Aleutian Islands", "US")]),
    ("The war games opened in Mecklenburg.", [("Mecklenburg", "DE")]),
    # nouns of places behind names that no list has
    ("Jets took off from Andravik Airbase.", [("Andravik Airbase", None)]),
    ("Crews trained at the Stony Hollow Weapons Range.", [("Stony Hollow Weapons Range", None)]),
    ("Gunners met at Qaradush training ground.", [("Qaradush training ground", None)]),
    ("They built a bridge near Welmora village.", [("Welmora village", None)]),
    ("The convoy reached Tessendo province.", [("Tessendo province", None)]),
    ("Divers searched Korvala Bay.", [("Korvala Bay", None)]),
    ("The landing took place on Brumley Beach.", [("Brumley Beach", None)]),
    # nouns of places before such names
    ("Recruits drilled at Camp Haverstock.", [("Camp Haverstock", None)]),
    ("Engineers worked at Fort Quillan.", [("Fort Quillan", None)]),
    ("Rafts crossed Lake Ombrel.", [("Lake Ombrel", None)]),
    ("The column stopped in the village of Zarneth.", [("Zarneth", None)]),
    ("Tanks fired in the area of Olmud-ri.", [("Olmud-ri", None)]),
    # what stands beside a name tells its state
    ("The drill began in Vurnograd, Serbia.", [("Vurnograd", "RS")]),
    ("The Kazakh range of Otelbek hosted it.", []),
    ("It was held near Tawang, Arunachal Pradesh.", [("Tawang", "IN"), ("Arunachal Pradesh", "IN")]),
    ("Soldiers trained at Fort Stewart, Ga., for a week.", [("Fort Stewart", "US"), ("Ga.", "US")]),
    ("They met in Paris, Texas.", [("Paris", "US"), ("Texas", "US")]),
    ("They met in Paris, the French capital.", [("Paris", "FR")]),
    ("Belarus moved tanks to Brest.", [("Brest", "BY")]),
    ("France moved tanks to Brest.", [("Brest", "FR")]),
    ("The guns fired in Tripoli, Lebanon.", [("Tripoli", "LB")]),
    ("Libya held it near Tripoli.", [("Tripoli", "LY")]),
    ("Troops drilled at Birmingham, Alabama.", [("Birmingham", "US"), ("Alabama", "US")]),
    # lists before a plural noun
    ("Guns fired at the Orshevsky, Vilnado and Brusketsky ranges.", [("Orshevsky", None), ("Vilnado", None), ("Brusketsky", None)]),
    ("It covers Palawan and Cagayan provinces.", [("Palawan", "PH"), ("Cagayan", "PH")]),
    ("Fleets sailed the Baltic and Norwegian Seas.", [("Baltic Sea", None), ("Norwegian Sea", None)]),
    # no names of places
    ("The Washington Post reported it.", []),
    ("The USS George Washington sailed.", []),
    ("Officers aboard the destroyer Stockholm waved.", []),
    ("The Georgia Air National Guard sent six jets.", []),
    ("Gen. Jack London spoke.", []),
    ("Troops trained in the mobile reserve.", []),
    ("It was a nice exercise.", []),
    ("The split between them grew.", []),
    ("In May the army marched.", []),
    ("The Berlin Agreement was signed.", []),
    ("Paratroopers took part in Swift Response in Lithuania.", []),
    ("An exercise in Western and Central Africa ended.", [("Western Africa", None), ("Central Africa", None)]),
    ("Ships met in Kranji Harbour Camp III on Monday.", [("Kranji Harbour Camp III", None)]),
    ("The drills are held in Ganja, Kurmadir and Yevlakh.", [("Ganja", "AZ"), ("Kurmadir", "AZ"), ("Yevlakh", "AZ")]),
    ("A Moscow-led bloc held a drill.", []),
    ("Up to 500 men took part.", []),
    ("The Ministry of Defence said so.", []),
    ("The Air Force base was closed.", []),
]


def document_of(text: str) -> Document:
    doc = document(Report("r", text, (Block("body", Span(0, len(text))),), published="2021-08-11", lang="en"))
    for kind, find in (("date", find_dates), ("party", find_parties), ("person", find_persons)):
        doc = Document(doc.report, doc.tokens, doc.sentences, {**doc.mentions, kind: find(doc)})
    return doc


def places_of(text: str) -> list[Place]:
    return [m.value for m in find_places(document_of(text))]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_names(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(p.name, p.country) for p in places_of(text)] == expected


def test_spans_cover_the_words() -> None:
    text = "Guns fired at the Welmora training area, at Fort Quillan and in southern Poland."
    for mention in find_places(document_of(text)):
        assert mention.span.of(text) == mention.value.name


def test_known_places_have_coordinates_and_kind() -> None:
    (place,) = places_of("The fleet left Vladivostok.")
    assert (place.kind, place.country, place.region) == ("city", "RU", "RU-PRI")
    assert place.lat == pytest.approx(43.1, abs=0.3)
    assert place.lon == pytest.approx(131.9, abs=0.3)


def test_an_unknown_name_takes_the_state_of_the_place_next_to_it() -> None:
    places = places_of("Troops met in Kharkiv and then at the Welmora training ground.")
    assert [(p.name, p.country) for p in places] == [("Kharkiv", "UA"), ("Welmora training ground", "UA")]


@pytest.mark.parametrize("text", ["", "...", "OF THE", "the", "A", "Near", "in,", "Camp", "Fort -", "Sea and Sea", "'s Bay", "X, Y and Z"])
def test_any_text_is_read(text: str) -> None:
    find_places(document_of(text))


def test_gazetteers_name_only_states_that_exist_and_places_on_earth() -> None:
    codes = {row.id for row in load_csv("countries", Country)}
    for lexicon in GAZETTEERS:
        for row in load_csv(lexicon, PlaceRow):
            assert not row.country or row.country in codes, (lexicon, row)
            assert row.lat is None or -90 <= row.lat <= 90, (lexicon, row)
            assert row.lon is None or -180 <= row.lon <= 180, (lexicon, row)
            assert not row.region or not row.country or row.region.startswith(row.country + "-"), (lexicon, row)


def test_every_name_of_a_gazetteer_is_found_by_itself() -> None:
    names = gazetteer()
    for row in load_csv("waters", PlaceRow):
        tokens = tuple(tokenize(row.name))
        hit = names.at(tokens, 0, len(tokens))
        assert hit is not None
        assert hit[0] == len(tokens)
        assert row.id in {known.entry.id for known in hit[1]}
