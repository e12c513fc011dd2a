"""Small reports and what they tell around an exercise: domains, kinds, milestones, setting, what it is part of, background."""

import pytest

from vedette.annotate import annotate
from vedette.extract.modality import clause_modality, modality
from vedette.grammar import document
from vedette.model import Block, Claim, Coding, Report, Span
from vedette.pipeline import code


def report(text: str) -> Report:
    """A report whose first paragraph is its headline."""
    blocks, at = [], 0
    for n, part in enumerate(text.split("\n\n")):
        blocks.append(Block("body" if n else "headline", Span(at, at + len(part))))
        at += len(part) + 2
    return Report("r", text, tuple(blocks), published="2023-05-10", lang="en")


def claims(text: str, name: str) -> list[Claim]:
    coding: Coding = code(report(text))
    found = [c for c in (*coding.claims, *(c for a in coding.accounts for c in a.claims)) if c.property == name]
    assert all(c.span.of(text) == c.quote for c in found)
    return found


HEAD = (
    "Peru and Chile hold military drill\n\n"
    "Personnel of the armed forces of Peru and Chile hold the joint exercise Grey Albatross near Iquique this week. "
)

DOMAINS = [
    ("Frigates and a submarine take part in the exercise.", {"sea"}),
    ("Fighter jets flew sorties in the exercise.", {"air"}),
    ("Tanks and infantry crossed a river in the exercise.", {"land"}),
    ("Marines stormed a beach in landing craft during the exercise.", {"amphibious"}),
    ("Commandos freed hostages from terrorists in the exercise.", {"special-forces", "counter-terrorism"}),
    ("Hackers attacked computer networks in the exercise.", {"cyber"}),
    ("The exercise trains disaster relief after an earthquake.", {"humanitarian"}),
    ("Staff officers hold the exercise as a command post exercise.", {"command-post"}),
]


@pytest.mark.parametrize(("sentence", "domains"), DOMAINS)
def test_domains(sentence: str, domains: set[str]) -> None:
    assert domains <= {c.value for c in claims(HEAD + sentence, "domain")}


def test_no_domain_without_words_for_it() -> None:
    assert claims(HEAD, "domain") == []


KINDS = [
    ("Chile begins drill\n\nChile's armed forces began the live-fire military exercise Grey Albatross.", {"live-fire", "single-country"}),
    ("Peru and Chile hold military drill\n\nThe armies of Peru and Chile hold the joint exercise Grey Albatross.", {"joint", "bilateral"}),
    ("Three hold military drill\n\nSailors from Peru, Chile and Brazil hold the naval exercise Grey Albatross.", {"naval", "multilateral"}),
]


@pytest.mark.parametrize(("text", "kinds"), KINDS)
def test_kinds(text: str, kinds: set[str]) -> None:
    assert {c.value for c in claims(text, "kind")} == kinds


def test_a_counted_kind_rests_on_the_participants() -> None:
    found = claims(KINDS[1][0], "kind")
    counted = next(c for c in found if c.value == "bilateral")
    assert counted.derivation == "computed"
    assert set(counted.basis) == {c.id for c in claims(KINDS[1][0], "participant")}


MILESTONES = [
    (
        "Chilean crews will use Brazilian rockets for the first time in history.",
        "first",
        "Chilean crews will use Brazilian rockets for the first time in history",
        "planned",
    ),
    (
        "The newspaper Faro said that Chilean crews will fire Brazilian rockets, which has never been done before.",
        "first",
        "Chilean crews will fire Brazilian rockets, which has never been done before",
        "planned",
    ),
    (
        "Never before have both fleets cleared mines at night in the exercise.",
        "first",
        "Never before have both fleets cleared mines at night in the exercise",
        "asserted",
    ),
    ("The exercise is the largest on the coast since 1990.", "largest", "largest on the coast since 1990", "asserted"),
    ("It is the 12th edition of the exercise.", "edition", "12th edition of the exercise", "asserted"),
    ("It is the first-ever naval exercise of the two neighbours.", "first", "first-ever naval exercise of the two neighbours", "asserted"),
    ("It is the longest-running naval exercise in the world.", "longest", "longest-running naval exercise in the world", "asserted"),
]


@pytest.mark.parametrize("sentence", ["The crews never rest before noon.", "The exercise did not end on Friday."])
def test_no_milestone(sentence: str) -> None:
    assert claims(HEAD + sentence, "milestone") == []


@pytest.mark.parametrize(("sentence", "what", "text", "mode"), MILESTONES)
def test_milestones(sentence: str, what: str, text: str, mode: str) -> None:
    (claim,) = claims(HEAD + sentence, "milestone")
    assert claim.value == {"text": text, "what": what}
    assert claim.modality == mode


SETTINGS = [
    ("The exercise comes amid a dispute over fishing rights.", ["amid a dispute over fishing rights"]),
    ("The drills come as talks about the border have stalled, diplomats said.", ["as talks about the border have stalled"]),
    ("The exercise began just three days after the vote in Lima.", ["just three days after the vote in Lima"]),
    ("The exercise is held in the middle of the bay.", []),
    ("The exercise comes after May 3.", []),
]


@pytest.mark.parametrize(("sentence", "settings"), SETTINGS)
def test_settings(sentence: str, settings: list[str]) -> None:
    assert [c.value for c in claims(HEAD + sentence, "setting")] == settings


PARENTS = [
    ("Grey Albatross is part of Exercise Salt Lantern 2023.", ["Salt Lantern 2023"]),
    ("The exercise is held as part of the Silver Bridge programme.", ["Silver Bridge programme"]),
    ("The exercise is part of a yearly plan.", []),
]


@pytest.mark.parametrize(("sentence", "parents"), PARENTS)
def test_parents(sentence: str, parents: list[str]) -> None:
    found = claims(HEAD + sentence, "parent")
    assert [c.value for c in found] == parents


BACKGROUND = [
    ("Peru and Chile have held joint exercises in the bay since 1998.", "history", "asserted"),
    ("The two navies have steadily stepped up cooperation over the past decade.", "trend", "asserted"),
    ("In March both states signed a mutual defence treaty.", "agreement", "asserted"),
    ("The annexation of the island in 1994 triggered sanctions against the north.", "tension", "asserted"),
    ("Relations between the two capitals have soured since the spring.", "tension", "asserted"),
    ("President Ana Rojas has hinted at a military alliance with Chile.", "prospect", "hinted"),
    ("The two coast guards have trained together off the islands, mostly in the autumn, since 2003.", "history", "asserted"),
    ("Ties have grown warmer over the last few years.", "trend", "asserted"),
    ("Lima regards the bay as its own and worries that the new base will destabilise the coast.", "tension", "expected"),
    ("Ana Rojas, the president, gave to understand that the friendship pact might turn into a union.", "prospect", "hinted"),
    ("The accord of friendship may some day evolve into a full alliance.", "prospect", "expected"),
    ("The crash of the peso could lead to a new pact between the neighbours.", "prospect", "expected"),
]


@pytest.mark.parametrize(("sentence", "what", "mode"), BACKGROUND)
def test_background(sentence: str, what: str, mode: str) -> None:
    (claim,) = claims(HEAD + "\n\n" + sentence, "background")
    assert claim.value == {"text": claim.quote, "what": what, "modality": mode}
    assert claim.modality == mode
    assert claim.quote in sentence


def test_no_background_without_an_exercise() -> None:
    assert claims("Trade grows\n\nRelations between the two capitals have soured.", "background") == []


MODALITIES = [
    ("The fleet sailed on Monday.", "asserted"),
    ("The fleet will sail on Monday.", "planned"),
    ("The fleet is expected to sail on Monday.", "expected"),
    ("The ministry denied that the fleet had sailed.", "denied"),
    ("The minister hinted that the fleet will sail.", "hinted"),
    ("The fleet sailed in May 2023.", "asserted"),
]


@pytest.mark.parametrize(("sentence", "mode"), MODALITIES)
def test_modality(sentence: str, mode: str) -> None:
    doc = annotate(report("Fleet\n\n" + sentence))
    last = doc.sentences[-1]
    assert modality(doc, last.first, last.last) == mode


def test_modality_is_that_of_the_clause() -> None:
    doc = document(report("Fleet\n\nThe fleet sailed on Monday, while the army will stay at home."))
    sentence = doc.sentences[-1]
    assert clause_modality(doc, sentence, sentence.first, sentence.first + 2) == "asserted"
    assert clause_modality(doc, sentence, sentence.last - 3, sentence.last) == "planned"
