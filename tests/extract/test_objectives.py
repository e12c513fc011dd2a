"""Small reports and the aims and scenarios that they tell of, word for word."""

import pytest

from vedette.model import Block, Claim, Report, Span
from vedette.pipeline import code


def claims(text: str, name: str) -> list[Claim]:
    """The claims of one property in all accounts of a report whose first paragraph is its headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    coding = code(Report("r", text, tuple(blocks), published="2023-05-10", lang="en"))
    found = [c for a in coding.accounts for c in a.claims if c.property == name]
    assert all(c.span.of(text) == c.quote == c.value for c in found)
    return found


HEAD = (
    "Peru and Chile hold military drill\n\n"
    "The navies and marines of Peru and Chile hold the exercise Grey Albatross off Iquique this week. "
)

AIMS = [
    # whatever the verb, if it is none of an exercise's course
    ("The exercise will put the new pumps to the test.", ["put the new pumps to the test"]),
    ("The manoeuvres are to bring the reserve up to strength.", ["bring the reserve up to strength"]),
    ("The exercise will see the first use of the pier.", []),
    ("The navy held the drill off the northern islands to stop the smuggling of eels.", ["stop the smuggling of eels"]),
    ("The drill, which began with Make Island as its base, ends on Friday.", []),
    ("The drill will help young officers develop a feel for the sea.", ["help young officers develop a feel for the sea"]),
    ("The drills were needed to prepare for a storm, the general said.", ["prepare for a storm"]),
    ("The drill was held so that both crews could learn from the storm.", ["learn from the storm"]),
    # why they are there, what they train for
    ("“We came to the islands to learn how to fish in the fog,” the captain said.", ["learn how to fish in the fog"]),
    ("“We did not come to fight the neighbours,” the captain said.", []),
    ("Divers of both navies are practising to seize a harbour by night.", ["seize a harbour by night"]),
    # what it is, deals with, gives weight to
    ("Grey Albatross, a test of how both navies would feed an island, ends on Friday.", ["test of how both navies would feed an island"]),
    ("He called it “a clear message to those who poach tuna.”", ["clear message to those who poach tuna"]),
    ("The subject of the exercise is the defence of a port against divers.", ["the defence of a port against divers"]),
    ("The exercise focuses on the rescue of sailors from wrecks.", ["rescue of sailors from wrecks"]),
    ("The exercise focuses on the southern islands.", []),
    ("Special attention will be paid to the care of burned sailors.", ["care of burned sailors"]),
    ("The drill serves the rescue of fishermen in winter.", ["rescue of fishermen in winter"]),
    ("The drill is an important step to protect the fishermen.", ["protect the fishermen"]),
    ("The drill allows for the testing of new nets at sea.", ["testing of new nets at sea"]),
    ("The drill was designed to be as realistic as possible.", []),
    # goals in other forms
    ("The drill unites both fleets with one purpose: keeping the strait open.", ["keeping the strait open"]),
    ("The objectives include convoy escort and the boarding of ships.", ["convoy escort and the boarding of ships"]),
    ("A key objective for the crews is proficiency in towing.", ["proficiency in towing"]),
    ("He calls its purpose “checking the pumps of all ships”.", ["checking the pumps of all ships"]),
    ("One of the aims, he said, was getting mail to the remote islands.", ["getting mail to the remote islands"]),
    ("“Our goal is simple: survive the first storm,” the captain said.", ["survive the first storm"]),
    ("The goal is nothing less than the recapture of the lighthouse.", ["recapture of the lighthouse"]),
    ("The purpose of the closure of the port is to keep small boats safe.", []),
    ("What is it for? To improve the rescue of fishermen.", ["improve the rescue of fishermen"]),
    ("What did the navy want to find out?", []),
    # the aim as a noun
    ("The aim of the exercise is to keep the strait open in a storm.", ["keep the strait open in a storm"]),
    ("Its purpose, an officer said, was to teach young pilots how to land at night.", ["teach young pilots how to land at night"]),
    ("“The objectives of the drill are to find mines, clear them and tow ships,” he said.", ["find mines, clear them and tow ships"]),
    ("The goal is “to build trust between the crews,” the ministry said.", ["build trust between the crews"]),
    ("The purpose of the drills is the defence of the southern islands.", ["defence of the southern islands"]),
    # the infinitive that ends the sentence
    ("The drill began on Monday off the southern islands with nine ships to improve the rescue of crews.", ["improve the rescue of crews"]),
    ("The drill will be held in June to commemorate the great storm.", ["commemorate the great storm"]),
    ("The drill goes on as the two neighbours work to strengthen their ties.", []),
    ("“We train with our neighbours in order to build trust at sea,” the captain said of the drill.", ["build trust at sea"]),
    ("Their goal — to find the crew of a sunken boat — was met in the drill.", ["find the crew of a sunken boat"]),
    # aimed at, designed to, meant to
    ("The exercise is aimed at improving the rescue of fishermen, the navy said.", ["improving the rescue of fishermen"]),
    ("The drill was designed to test new radios, and it will end on Friday.", ["test new radios"]),
    ("The drills, which are meant to deter smugglers, worry the villages.", ["deter smugglers"]),
    ("The exercise aims to strengthen ties while both fleets are being rebuilt.", ["strengthen ties"]),
    ('The drill aims to "raise the readiness of both fleets."', ["raise the readiness of both fleets"]),
    # quotations of aims
    ('Another aim, she said, is to "win the trust of the islanders."', ["win the trust of the islanders"]),
    (
        '"We hope to find gaps in our radio nets and to close them," the navy said about the goals.',
        ["find gaps in our radio nets and to close them"],
    ),
    (
        "Asked about the purpose, the captain said: “We want to learn how pilots and divers can work as one.”",
        ["learn how pilots and divers can work as one"],
    ),
    ("The aim is to show that the divers and the pilots can work together.", ["show that the divers and the pilots can work together"]),
    # what it will do
    ("The exercise will sharpen the skills of both crews.", ["sharpen the skills of both crews"]),
    ("It will enhance cooperation, exchange and trust, Captain Ana Rojas said.", ["enhance cooperation, exchange and trust"]),
    ("The exercise gives the sailors a chance to work with foreign divers.", ["work with foreign divers"]),
    ("The exercise focuses on hunting submarines in deep water.", ["hunting submarines in deep water"]),
    # in order to
    ("Both navies hold the exercise in order to prepare their divers for the winter.", ["prepare their divers for the winter"]),
    ("The drill was held with the aim of improving the safety of ferries.", ["improving the safety of ferries"]),
    ("The exercise will not only sharpen skills but also improve morale.", ["sharpen skills but also improve morale"]),
    ("It not only aims to raise the pace of repairs but to train cooks.", ["raise the pace of repairs but to train cooks"]),
    ("The goal is to test plans and improve what each crew can do.", ["test plans and improve what each crew can do"]),
    (
        "The exercise is held to check how fast the guards, the fire brigade and the two hospitals can be called.",
        ["check how fast the guards, the fire brigade and the two hospitals can be called"],
    ),
    ("The exercise will test how crews react to fog, and officials are warning of delays.", ["test how crews react to fog"]),
    # the verb stands far from the exercise
    (
        "The exercise of both navies in the northern strait will strengthen the trust of their crews.",
        ["strengthen the trust of their crews"],
    ),
    ("The exercise held by Chile's navy last week focused on saving fuel and water.", ["saving fuel and water"]),
    ("The exercise by the coast guards, the mayor said, is meant to calm fishermen.", ["calm fishermen"]),
    ("After the exercise in Arica the minister focused on trade and taxes.", []),
    # what is told of it without naming it
    ("Their main focus is on the rescue of wounded hikers.", ["rescue of wounded hikers"]),
    ("It was a chance for the pilots, most of them young, to fly with new partners.", ["fly with new partners"]),
    ('"We are testing the alarm of half our brigade," the colonel said.', ["testing the alarm of half our brigade"]),
    ("The exercise serves as a test of plans for the winter.", ["test of plans for the winter"]),
    ("What we want is to get used to each other, the captain said.", ["get used to each other"]),
    ("To build trust in bad weather, both navies hold the exercise in one port.", ["build trust in bad weather"]),
    ("To achieve this, both navies hold the exercise in one port.", []),
    ("The exercise, the third so far, is held each spring across both ports to train young stokers.", ["train young stokers"]),
    ("The exercise is focused on building trust and speed and is part of a programme.", ["building trust and speed"]),
    ("The exercise focuses on mines and is part of a programme.", []),
    ("To test tanks, radios and boats, the army holds the drill in one port.", ["test tanks, radios and boats"]),
    ("Divers and pilots trained together off Iquique for three days to improve the rescue of crews.", ["improve the rescue of crews"]),
    ("The work is part of the drill that kicked off on Monday off Iquique to address oil spills.", ["address oil spills"]),
    ("The training that both crews had asked for began in Arica in order to save fuel and water.", ["save fuel and water"]),
    ("The drill will not only test radios but will also build trust.", ["test radios but will also build trust"]),
    ("The drill aims to clear old mines and to this end, divers went to sea.", ["clear old mines"]),
    ("The captain said such exercises strengthen the trust between neighbours.", []),
    ("The exercise was meant to “build trust” between the crews, he said.", ["“build trust” between the crews"]),
    ("It comes within the framework of strengthening ties with all neighbours.", []),
    ("The drill is a good way for both crews to build trust.", ["build trust"]),
    ("The aim, he said, is not to scare anyone but to keep the strait open.", ["keep the strait open"]),
    ("Through this exercise, the two navies will strengthen their ties.", ["strengthen their ties"]),
    ("The drill is a step towards improving the rescue of crews.", ["improving the rescue of crews"]),
    ("The exercise goes a long way towards building trust.", ["building trust"]),
    ("The main thrust of the exercise is on joint planning at sea.", ["joint planning at sea"]),
    ("The drill makes it possible to test new radios.", ["test new radios"]),
    ("The drill is about testing new radios and is part of a programme.", ["testing new radios"]),
    ("The exercise met its objective of improving the care for the wounded.", ["improving the care for the wounded"]),
    # why it was cut
    ("The exercise was cut from nine days to three so as to spare fuel.", []),
    ("The exercise was scaled down in order to keep soldiers healthy.", []),
    # none
    ("The exercise is not aimed at any third country.", []),
    ("The exercise is aimed at Peru, a critic said.", []),
    ("The rockets are designed to sink big ships.", []),
    ("The exercise ends on Friday.", []),
    ("The exercise brings together some 900 sailors and lasts nine days.", []),
    ("The exercise will unite crews from five ports.", []),
    ('"We hope to sleep well," a sailor said of the weather.', []),
    ("The exercise will last nine days.", []),
    ("The goal is an exchange of skills in the snow.", ["exchange of skills in the snow"]),
    ("It is one of the largest exercises in the region, designed to train pilots in the dark.", ["train pilots in the dark"]),
    ('The exercise is designed to train local "first aiders," medics and divers.', ['train local "first aiders," medics and divers']),
    ("The exercise takes place under the theme of peace and friendship.", []),
    # what drills in general, other things or the days after are for; who is helped; where they train
    ("The island regularly holds exercises to display its strength.", []),
    ("The navy has held many exercises in recent years to test its rockets.", []),
    ("The purpose of the visit was to show the guests the harbour.", []),
    ("The exercise aims to help Norway rescue its fishermen.", ["help Norway rescue its fishermen"]),
    ('The exercise was designed "to deter pirates."', ["deter pirates"]),
    ("The troops in the exercise will train in Norway.", []),
    ("The navy ended an exercise late on Monday, which focused on rescuing crews.", ["rescuing crews"]),
    (
        "The navy said the exercise will last nine days, and will strengthen the ties of both fleets.",
        ["strengthen the ties of both fleets"],
    ),
    ("The exercise follows meetings aimed at ending the quarrel.", []),
    ("The goal of the exercise was twofold.", []),
    ("The exercise tests Norway's rescue boats in the cold.", ["tests Norway's rescue boats in the cold"]),
    ("Designed to ensure the rescue of crews, the drill goes on until Friday.", ["ensure the rescue of crews"]),
    ("It began on Monday in the north, and aims to improve the rescue of crews.", ["improve the rescue of crews"]),
    ('"We want to demonstrate that help is near," the colonel said.', ["demonstrate that help is near"]),
    ('"We want to sleep," the colonel said.', []),
    (
        "The exercise was a chance to not only test the boats, but also improve the ties of both navies.",
        ["test the boats, but also improve the ties of both navies"],
    ),
    ("The exercise began on Monday and is meant to go on until Friday.", []),
    ("The exercise began on Monday and will strengthen the ties of both navies.", ["strengthen the ties of both navies"]),
    ("The exercise lasts nine days but also offers a chance to share what was learned.", ["share what was learned"]),
    ("The exercise offers many a chance, according to the rules.", []),
    ("The goal is for both crews to become friends.", ["become friends"]),
    ("The drills were part of Norway's efforts to protect its fishermen.", ["protect its fishermen"]),
    ("The exercise provides for testing the radios.", ["testing the radios"]),
    (
        "The goal of the exercise is to improve the work of the staffs, as well as maintain the skills of the crews.",
        ["improve the work of the staffs, as well as maintain the skills of the crews"],
    ),
    ("The exercise was meant to show the will to help following a storm that sank two ferries.", ["show the will to help"]),
]


@pytest.mark.parametrize(("sentence", "aims"), AIMS)
def test_aims(sentence: str, aims: list[str]) -> None:
    assert [c.value for c in claims(HEAD + sentence, "objective")] == aims


def test_an_aim_told_twice_is_one() -> None:
    text = HEAD + "The exercise aims to improve the rescue of fishermen.\n\nThe goal is to improve the rescue of fishermen."
    assert [c.value for c in claims(text, "objective")] == ["improve the rescue of fishermen"]


def test_the_speaker_of_an_aim_is_named() -> None:
    (claim,) = claims(HEAD + '"The goal of the drill is to train divers," Admiral Ana Rojas said.', "objective")
    assert claim.speaker is not None
    assert "Rojas" in claim.speaker


SCENARIOS = [
    ("In the exercise the crews beat back an imaginary attack by pirates.", ["imaginary attack by pirates"]),
    ("The scenario of the exercise sees two islands quarrel over a strait.", ["two islands quarrel over a strait"]),
    ("A fictitious enemy named Ochre landed on the coast.", ["fictitious enemy named Ochre landed on the coast"]),
    ("The exercise ends on Friday.", []),
]


@pytest.mark.parametrize(("sentence", "scenarios"), SCENARIOS)
def test_scenarios(sentence: str, scenarios: list[str]) -> None:
    assert [c.value for c in claims(HEAD + sentence, "scenario")] == scenarios


FRESH = [
    ("The drill is part of ongoing efforts between the two fleets towards ensuring safe passage.", ["ensuring safe passage"]),
    ("The drill assessed the readiness of the harbour crews.", ["assessed the readiness of the harbour crews"]),
    ("The close formation gave the crews a chance to practise towing.", ["practise towing"]),
    ("The drill is also to warn poachers off the reefs.", ["warn poachers off the reefs"]),
    ("The drill will enable both fleets to further strengthen their trust.", ["strengthen their trust"]),
    ("The drill will focus on practical measures to rescue fishermen.", ["rescue fishermen"]),
    ("The drill had several scenarios to ensure it resembled a storm.", []),
    ("The drill was renamed to reflect its wider scope.", []),
    ("The efforts of this year should be aimed at improving the harbour.", []),
    ("The visit of the squadron aims to win friends for the harbour before the drill.", []),
]


@pytest.mark.parametrize(("sentence", "aims"), FRESH)
def test_aims_of_fresh_reports(sentence: str, aims: list[str]) -> None:
    assert [c.value for c in claims(HEAD + sentence, "objective")] == aims
