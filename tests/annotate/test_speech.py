"""Who says what: own sentences with the statements expected of them, and what must hold for any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.annotate.dates import find_dates
from vedette.annotate.parties import find_parties
from vedette.annotate.persons import find_persons
from vedette.annotate.quotes import count_words, quotations
from vedette.annotate.speech import find_speech
from vedette.grammar import document
from vedette.model import Block, Document, Mention, Report, Span, Speech


def read(text: str) -> Document:
    """A document whose paragraphs are the lines of the text, with the mentions that speech rests on."""
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block("body", Span(at, at + len(line))))
        at += len(line) + 1
    doc = document(Report("r", text, tuple(blocks), published="2022-05-10", lang="en"))
    mentions: dict[str, tuple[Mention, ...]] = {}
    for kind, find in (("date", find_dates), ("party", find_parties), ("person", find_persons)):
        mentions[kind] = find(doc)
        doc = Document(doc.report, doc.tokens, doc.sentences, dict(mentions))
    return doc


def speech(text: str, direct: bool = True) -> list[tuple[str | None, str]]:
    return [(m.value.speaker, m.value.text) for m in find_speech(read(text)) if m.value.direct is direct]


DIRECT = [
    # abbreviations in brackets, nicknames, initials
    ('Colonel (Ret.) Ivo Kral said, "We hope for calm seas."', [("Colonel Ivo Kral", "We hope for calm seas.")]),
    ("“We hope for calm seas,” Commander Ivo “Moth” Kral said.", [("Commander Ivo “Moth” Kral", "We hope for calm seas,")]),
    ('"We hope for calm seas," said a retired admiral, V.R. Kral.', [("V.R. Kral", "We hope for calm seas,")]),
    (
        '"We hope for calm seas," a Coastal Rescue Service (CRS) official told the paper.',
        [("Coastal Rescue Service (CRS) official", "We hope for calm seas,")],
    ),
    # what a speaker is, between him and the verb
    (
        '"We hope for calm seas," Colonel Ivo Kral, the head of the Harbour School told them.',
        [("Colonel Ivo Kral", "We hope for calm seas,")],
    ),
    (
        '"We hope for calm seas," Commander Ivo Kral of the Quay Directorate Press Desk said.',
        [("Commander Ivo Kral", "We hope for calm seas,")],
    ),
    (
        '"We hope for calm seas," Captain Ivo Kral–commander of the reserve fleet–told them.',
        [("Captain Ivo Kral", "We hope for calm seas,")],
    ),
    # whose words they are
    ('In Admiral Kral\'s own words, the drill is "a handshake between old rivals".', [("Admiral Kral", "a handshake between old rivals")]),
    # one of several
    (
        'Two Norwegian defence officials confirmed it. "The ships are fuelled and ready," one official said.',
        [("Norwegian defence official", "The ships are fuelled and ready,")],
    ),
    # goes on with a small letter behind whoever it is told to
    (
        '"We sail," Admiral Ivo Kral told the harbour radio on Monday, "and we come home late."',
        [("Admiral Ivo Kral", "We sail, and we come home late.")],
    ),
    # whoever was named last answers
    (
        'Admiral Ivo Kral is met at the quay.\nWhat went wrong?\n"We lost a boat in the storm."',
        [("Admiral Ivo Kral", "We lost a boat in the storm.")],
    ),
    # a translation is nobody's words
    ('Admiral Ivo Kral said the drill is named Laska, Czech for a thing, Urdu for "the love of the sea".', []),
    # whoever follows the verb behind a comma; the fullest name of the body whose statement it is
    (
        'Commander Ivo Kral came. Their crews will join in May, said the commander, adding, "We hope for calm seas."',
        [("Commander Ivo Kral", "We hope for calm seas.")],
    ),
    (
        'The Norwegian Defence Ministry announced drills. A ministry statement said that they "have long been planned".',
        [("Norwegian Defence Ministry", "have long been planned")],
    ),
    (
        'Ivo Kral said that the fleets may speak or act in other ways, and that the drill lets them train, "finding new roads together".',
        [("Ivo Kral", "finding new roads together")],
    ),
    # an office before the name that a comma sets off; an office of a unit of a state; who issued it
    ('"No crew was ever in danger," said Harbour Trust director, Ivo Kral.', [("Ivo Kral", "No crew was ever in danger,")]),
    (
        'A spokesman for Norway\'s 3rd Division, Maj. Ivo Kral, said that it was "a calm night for us".',
        [("Maj. Ivo Kral", "a calm night for us")],
    ),
    ('"No crew was ever in danger," said Kenya Navy\'s press release.', [("Kenya Navy", "No crew was ever in danger,")]),
    (
        'Boats and marines of the navy came, the Harbour Press Agency (HPA) reported. The report said "no crew was in danger".',
        [("Harbour Press Agency", "no crew was in danger")],
    ),
    # the holder of a long office, and the office that later stands for him
    (
        'The Flag Officer Commanding (FOC) Northern Fleet Command (NFC), Rear Admiral Ivo Kral, rose. "Our boats held the line," he said.',
        [("Rear Admiral Ivo Kral", "Our boats held the line,")],
    ),
    (
        '"All boats are in," the spokesman for the fleet, Captain Ivo Kral, said. The fleet spokesman said: "The night was calm."',
        [("Captain Ivo Kral", "All boats are in,"), ("Captain Ivo Kral", "The night was calm.")],
    ),
    # unknown names with their institute, and agencies that pass words on
    ('Tove Lund of the Harbour Union wrote that "nobody asked the fishermen".', [("Tove Lund", "nobody asked the fishermen")]),
    ('"Nobody asked the fishermen," according to Tove Lund from the union.', [("Tove Lund", "Nobody asked the fishermen,")]),
    ('"The night was calm," Interfax cited the admiral as saying.', [("admiral", "The night was calm,")]),
    (
        'Captain Ivo Kral praised the crews for their patience and the town for its bread, "You fed us like sons," Major Ada Brink said.',
        [("Major Ada Brink", "You fed us like sons,")],
    ),
    (
        'The army statement said that "all boats are in". He added that "the night was calm".',
        [("army", "all boats are in"), ("army", "the night was calm")],
    ),
    # who holds a role, named without a rank
    ('Its chair, Tove Lund, rose. "The fish went elsewhere," she said.', [("Tove Lund", "The fish went elsewhere,")]),
    ('A fisherman in Sula, Lin Tsung-han, tells us: "My nets came up empty."', [("Lin Tsung-han", "My nets came up empty.")]),
    ('"The fish went elsewhere," said the ministry\'s spokesman, Major Ivo Kral.', [("Major Ivo Kral", "The fish went elsewhere,")]),
    # behind what it says, "it" is not what the clause speaks of but who spoke before
    (
        'The defence ministry said the ferries would run. The navy will send two boats, it added.\n"Nobody will be left behind," it said.',
        [("defence ministry", "Nobody will be left behind,")],
    ),
    (
        'A statement by the Harbour Union said two boats came. Port officials said it was calm.\n"The nets are full," the statement read.',
        [("Harbour Union", "The nets are full,")],
    ),
    # an office behind a name, without a comma at its end
    ('Captain Ivo Kral, harbour spokesman said "the night was calm".', [("Captain Ivo Kral", "the night was calm")]),
    # signed behind a dash
    ('"The night was very calm."\n- Captain Ivo Kral, harbour master', [("Captain Ivo Kral", "The night was very calm.")]),
    # a word that is quoted on the way to another quotation
    (
        'Calling the night "calm," Captain Ivo Kral said, "We brought all the boats in."',
        [("Captain Ivo Kral", "We brought all the boats in.")],
    ),
    # an office with what it is of stands for whom it stood beside
    (
        'The head of the harbour police Colonel Ivo Kral came. "The night was very calm," added the head of the harbour police.',
        [("Colonel Ivo Kral", "The night was very calm,")],
    ),
    # a quotation that only a closing mark tells
    (
        "The boats came in late and the nets were torn,” Captain Ivo Kral said.",
        [("Captain Ivo Kral", "The boats came in late and the nets were torn,")],
    ),
    # the person whom the paragraph before spoke of
    ('Mayor Ada Brink thanked the crews.\n"You fed us like your own sons."', [("Ada Brink", "You fed us like your own sons.")]),
    # a mark that sticks to the sentence before, and a theme
    ('The boats came home on Monday."The night was calm," Captain Ivo Kral said.', [("Captain Ivo Kral", "The night was calm,")]),
    ('This year\'s theme, "a sea of peace for our children," drew smiles from Captain Ivo Kral.', []),
    # who passes the words on is not who spoke them, nor is the office in apposition
    (
        'Major Ivo Kral was quoted by the Tasnim agency as saying: "Our boats held the line."',
        [("Major Ivo Kral", "Our boats held the line.")],
    ),
    (
        'The camp was opened by Colonel Ivo Kral, commander of the base. He thanked all. "The boats went home at noon," he said.',
        [("Colonel Ivo Kral", "The boats went home at noon,")],
    ),
    # the speaker after the quotation
    ('"We cross the river at dawn," said Colonel Ada Brink.', [("Colonel Ada Brink", "We cross the river at dawn,")]),
    ("“The bridge held all night,” Captain Olu Adeyemi said.", [("Captain Olu Adeyemi", "The bridge held all night,")]),
    (
        '"Nobody slept for three days," said Lt. Col. Maren Holt, commander of the engineer battalion.',
        [("Lt. Col. Maren Holt", "Nobody slept for three days,")],
    ),
    (
        "“The convoy moves only at night,” the commander of the brigade, Colonel Ivo Kralik, told reporters in Brno.",
        [("Colonel Ivo Kralik", "The convoy moves only at night,")],
    ),
    ('"Is the ferry ready to sail?" asked Rear Admiral Tove Lund.', [("Rear Admiral Tove Lund", "Is the ferry ready to sail?")]),
    (
        '"These drills threaten nobody at all," the Belarusian Defence Ministry said in a statement on Monday.',
        [("Belarusian Defence Ministry", "These drills threaten nobody at all,")],
    ),
    ('"We have never slept better," laughed a baker in the village.', [("baker", "We have never slept better,")]),
    ("“It rained on the generals too,” smiled Corporal Bea Quist.", [("Corporal Bea Quist", "It rained on the generals too,")]),
    ('"They know every rock here," according to Major Pia Stenberg.', [("Major Pia Stenberg", "They know every rock here,")]),
    ('"Our ports stay open," said Kristof Berends, 52, a harbour master.', [("Kristof Berends", "Our ports stay open,")]),
    # before it
    ('General Abel Moreau said: "The plan worked after all."', [("General Abel Moreau", "The plan worked after all.")]),
    ("Commodore Rita Salo said the frigates were “ready for whatever comes”.", [("Commodore Rita Salo", "ready for whatever comes")]),
    (
        'A spokesman for the Norwegian army, Major Lars Vik, said that the valley was "closed to all traffic".',
        [("Major Lars Vik", "closed to all traffic")],
    ),
    (
        "Defence Minister Ilse Grau called the manoeuvres “a sober test of our reserves”.",
        [("Ilse Grau", "a sober test of our reserves")],
    ),
    (
        "Brigadier Tomas Feld, who leads the contingent, told a crowd of villagers that “nobody will lose a field”.",
        [("Brigadier Tomas Feld", "nobody will lose a field")],
    ),
    (
        "In its statement, the Polish Ministry of Defence said the base would be “open to every ally”.",
        [("Polish Ministry of Defence", "open to every ally")],
    ),
    ('Air Marshal Ken Oduya: "The sky was full from six."', [("Air Marshal Ken Oduya", "The sky was full from six.")]),
    # in a sentence before
    (
        "Vice Admiral Noor Haddad spoke at the closing ceremony. “Every ship came home with its crew.”",
        [("Vice Admiral Noor Haddad", "Every ship came home with its crew.")],
    ),
    (
        '"The road is ours now," said Sergeant Kim Vale.\n"We share it with the buses."',
        [("Sergeant Kim Vale", "The road is ours now,"), ("Sergeant Kim Vale", "We share it with the buses.")],
    ),
    # broken by "he said"
    (
        '"The first wave," said Major Eve Roth, "was the loudest."',
        [("Major Eve Roth", "The first wave, was the loudest.")],
    ),
    (
        "“The radios failed twice,” Colonel Sten Aho said. “The runners did not.”",
        [("Colonel Sten Aho", "The radios failed twice, The runners did not.")],
    ),
    (
        '"We landed at four," said Captain Uri Tal. "By five," he added, "the beach was ours."',
        [("Captain Uri Tal", "We landed at four, By five, the beach was ours.")],
    ),
    # two speakers, one paragraph
    (
        '"The tide was wrong for us," said Captain Lea Moss. Colonel Jan Hoek said it was "as good as any other".',
        [("Captain Lea Moss", "The tide was wrong for us,"), ("Colonel Jan Hoek", "as good as any other")],
    ),
    # who is meant
    (
        "Admiral Otto Berg opened the exercise in Kiel. “The sea does not wait for us,” he said.",
        [("Admiral Otto Berg", "The sea does not wait for us,")],
    ),
    (
        "Defence Minister Clara Nemeth visited the range on Friday.\n“The numbers speak for themselves,” the minister said.",
        [("Clara Nemeth", "The numbers speak for themselves,")],
    ),
    (
        'The Estonian Ministry of Defence announced the plan on Tuesday. "All units return in June," the ministry said.',
        [("Estonian Ministry of Defence", "All units return in June,")],
    ),
    (
        "Colonel Ines Duarte leads the staff. Her deputy came late. “Maps are cheaper than fuel,” Duarte said.",
        [("Colonel Ines Duarte", "Maps are cheaper than fuel,")],
    ),
    (
        'A statement issued by the Finnish Border Guard said: "The islands are closed until Sunday."',
        [("Finnish Border Guard", "The islands are closed until Sunday.")],
    ),
    (
        "The Harbour Protection Command (HPC) runs the drill. “No vessel may anchor here,” HPC said.",
        [("Harbour Protection Command", "No vessel may anchor here,")],
    ),
    # marks
    ("‘The boys’ boots were wet through,’ said Corporal Finn Daly.", [("Corporal Finn Daly", "The boys’ boots were wet through,")]),
    ("'It's a long way to the ridge,' said Sergeant Moira Keane.", [("Sergeant Moira Keane", "It's a long way to the ridge,")]),
    ("« Le pont tient encore bon », said General Luc Ferrand.", [("General Luc Ferrand", "Le pont tient encore bon")]),
    (
        "“My driver shouted ‘stop the engine now’ and we stopped,” said Captain Ole Friis.",
        [("Captain Ole Friis", "My driver shouted ‘stop the engine now’ and we stopped,")],
    ),
    (
        "“The hill was never taken,” said Major Rui Pinto. “We went round it.\n“That was the whole trick.”",
        [("Major Rui Pinto", "The hill was never taken, We went round it."), ("Major Rui Pinto", "That was the whole trick.")],
    ),
    (
        "“The hill was steep but we took it.\n“Nobody had told us of the river.\n“We went round it in the dark,” Major Rui Pinto said.",
        [
            ("Major Rui Pinto", "The hill was steep but we took it."),
            ("Major Rui Pinto", "Nobody had told us of the river."),
            ("Major Rui Pinto", "We went round it in the dark,"),
        ],
    ),
    (
        "'People call these games silly,' said Major Una Reid, 'but I saw no one laugh'. Rain fell.",
        [("Major Una Reid", "People call these games silly, but I saw no one laugh")],
    ),
    (
        'TASS quoted Colonel Oleg Sedov as saying that "the drills are held on schedule".',
        [("Colonel Oleg Sedov", "the drills are held on schedule")],
    ),
    (
        'The drills are "a rehearsal for an invasion", the news agency quoted an unnamed official as saying.',
        [("unnamed official", "a rehearsal for an invasion")],
    ),
    (
        'Captain Rosa Lima drove the lead truck. "You drink or you drop out," Lima said.',
        [("Captain Rosa Lima", "You drink or you drop out,")],
    ),
    (
        'ARMY COLONEL JANE DOLE SAYS THE DRILL GOES WELL.\n"WE ARE LEARNING FROM EACH OTHER."',
        [("COLONEL JANE DOLE", "WE ARE LEARNING FROM EACH OTHER.")],
    ),
    (
        '"The aim is to build trust," the Latvian army said.\nThe drills also seek to "bring the two fleets closer".',
        [("Latvian army", "The aim is to build trust,"), ("Latvian army", "bring the two fleets closer")],
    ),
    # none
    ("The exercise, dubbed “Iron Heron at the Gate”, ends on Friday.", []),
    ("The army called it a “show of force”.", []),
    ("The soldiers' tents and the sailors' boats were moved.", []),
    ('The 6" guns and the 12" pipes were left at the depot.', []),
    ("Colonel Ana Reis read from the book “The Long Road to Winter”.", []),
    ("He signed it in the name of “Defenders Of The Open Northern Sea”.", []),
]


@pytest.mark.parametrize(("text", "expected"), DIRECT, ids=[t[:50] for t, _ in DIRECT])
def test_direct(text: str, expected: list[tuple[str, str]]) -> None:
    assert speech(text) == expected


PUT_IN = [
    (
        "Both fleets need more tugs, the ministry said, in spite of the new yard.",
        [("ministry", "Both fleets need more tugs in spite of the new yard")],
    ),
    (
        "The ferry was late again, the Danish army said on Monday, after a storm in the sound.",
        [("Danish army", "The ferry was late again after a storm in the sound")],
    ),
    ("The three bridges, the army said, will be closed.", [("army", "The three bridges will be closed")]),
    ("The bridge was closed, the army said, blaming a storm in the sound.", [("army", "The bridge was closed")]),
    (
        "In the north of the island, the army said, two bridges were closed.",
        [("army", "In the north of the island two bridges were closed")],
    ),
]
"""Sources put into what they said."""


@pytest.mark.parametrize(("text", "expected"), PUT_IN)
def test_sources_within_a_clause(text: str, expected: list[tuple[str, str]]) -> None:
    assert speech(text, direct=False) == expected


INDIRECT = [
    (
        "The Latvian Defence Ministry said that 4,000 troops would cross the border.",
        [("Latvian Defence Ministry", "4,000 troops would cross the border")],
    ),
    ("More than 30 ships left port on Monday, Colonel Ada Brink said.", [("Colonel Ada Brink", "More than 30 ships left port on Monday")]),
    ("According to Captain Olu Adeyemi, the drill ends in two weeks.", [("Captain Olu Adeyemi", "the drill ends in two weeks")]),
    ("The drill will end in two weeks, according to the Finnish army.", [("Finnish army", "The drill will end in two weeks")]),
    ("General Abel Moreau denied that the troops had crossed the line.", [("General Abel Moreau", "the troops had crossed the line")]),
    (
        "Defence Minister Ilse Grau opened the drill. According to her, 4,000 soldiers will take part.",
        [("Ilse Grau", "4,000 soldiers will take part")],
    ),
    ("The island's military chief, Gen. Ramon Toledo, said: 'This is our home and our sea.'", []),
    ("The tanks crossed the river at noon.", []),
]


@pytest.mark.parametrize(("text", "expected"), INDIRECT, ids=[t[:50] for t, _ in INDIRECT])
def test_indirect(text: str, expected: list[tuple[str, str]]) -> None:
    assert speech(text, direct=False) == expected


def test_speaker_and_cue_are_where_the_report_names_them() -> None:
    text = "“The sea does not wait for us,” Admiral Otto Berg said."
    (found,) = find_speech(read(text))
    value: Speech = found.value
    assert value.speaker_span is not None
    assert value.speaker_span.of(text) == "Admiral Otto Berg"
    assert value.cue == "said"
    assert [part.of(text) for part in value.parts] == ["The sea does not wait for us,"]


QUOTED = [
    ('He said "yes" and "no".', ["yes", "no"]),
    ("“One ‘two’ three” four", ["One ‘two’ three"]),
    ("“Never closed at all", ["Never closed at all"]),
    ("the crews' boats and the pilots' maps", []),
    ("‘the crews’ boats,’ he wrote", ["the crews’ boats,"]),
    ("„Alles ist bereit“, sagte er", ["Alles ist bereit"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED, ids=[t for t, _ in QUOTED])
def test_quotation_marks(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in quotations(text, 0, len(text))] == expected


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("no plan or need") == 4
    assert count_words("a U.S.-led, five-day drill") == 4


PIECES = ['"', "“", "”", "'", "‘", "’", "«", "»", "said", "he", "Colonel Ada Brink", ",", ".", ":", "\n", "we go now"]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_marks_give_spans_of_the_text(pieces: list[str]) -> None:
    text = "x " + " ".join(pieces) + " y"
    for mention in find_speech(read(text)):
        value: Speech = mention.value
        assert " ".join(part.of(text) for part in value.parts) == value.text
        assert mention.first < mention.last
