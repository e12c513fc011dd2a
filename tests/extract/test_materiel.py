"""Reports → which ships, aircraft, vehicles and weapons take part in their exercise."""

from typing import Any

import pytest

from vedette.extract.drafts import Draft
from vedette.extract.sides import of_participants
from vedette.model import Block, Report, Span
from vedette.pipeline import code


def things(text: str) -> list[tuple[Any, Any, Any]]:
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2021-05-04", lang="en")
    out: list[tuple[Any, Any, Any]] = []
    for account in code(report).accounts:
        for claim in account.claims:
            if claim.property == "materiel":
                assert claim.quote == text[claim.span.start : claim.span.end]
                assert isinstance(claim.value, dict)
                out.append((claim.value["type"], claim.value["count"], claim.value["party"]))
    return out


START = "The military exercise Amber Gate 2021 began in Poland on Monday"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{START} with 60 tanks and 12 helicopters.", [("tanks", 60, None), ("helicopters", 12, None)]),
        (f"{START}. The force has 40 planes and helicopters.", [("planes and helicopters", 40, None)]),
        (f"{START}. Taking part is the USS Carl Vinson.", [("USS Carl Vinson", None, "US")]),
        (f"{START}. Sweden sent six Gripen fighters.", [("Gripen fighters", 6, "SE")]),
        (f"{START} with the KRI Tern-901. The KRI Tern is new.", [("KRI Tern-901", None, "ID")]),
        (f"{START} with 60 tanks. The tanks crossed a ford on Tuesday.", [("tanks", 60, None)]),
        (f"{START}. The army fired its weapons on Tuesday.", []),
        (f"{START} with 12 amphibious assault vehicles. The AAVs came ashore.", [("amphibious assault vehicles", 12, None)]),
        (f"{START} with 12 AAVs. The assault amphibious vehicles came ashore.", [("AAVs", 12, None)]),
        (f"{START}. The Arleigh Burke-class destroyer USS Dewey took part.", [("destroyer USS Dewey", None, "US")]),
        (f"{START}. Last week the army sold 30 howitzers.", []),
        (f"{START}. The army showed 30 howitzers at a parade.", []),
        (f"{START}. A frigate of the navy was shadowed by two Russian corvettes.", []),
        (f"{START}. In a mock attack, six tanks fired 90 rounds at enemy vehicles.", [("tanks", 6, None)]),
        (f"{START}. Troops armed with mortars took part.", [("mortars", None, None)]),
        (f"{START}. This year the country bought 12 howitzers.", []),
        (f"{START}. The corvette is capable of firing eight missiles.", []),
        (f"{START} with three Polish ships. On Tuesday the three ships sailed.", [("ships", 3, "PL")]),
        (f"{START}. One of the ships is old.", []),
        (f"{START}. Jets will sink the decommissioned corvette Zenda.", [("decommissioned corvette Zenda", None, None)]),
        (f"{START}. Days before the drill, Elbonia fired a missile into the sea, which alarmed neighbours.", []),
        (f"{START}. Since 1990 the country could send a frigate.", []),
        (f"{START}. It brings together RFS Duke Rupert. The destroyer Duke Rupert is new.", [("RFS Duke Rupert", None, "RU")]),
        (f"{START}. Divers practised the clearance of sea mines.", []),
        (f"{START}. It is an answer to one missile launch after another.", []),
        (f"{START}. The pilots said that rockets could hit towns.", []),
        (f"{START}. The gunners said that rockets were fired.", [("rockets", None, None)]),
        (f"{START}. Guests came by bus. Helicopters and two tugs took part.", [("Helicopters", None, None), ("tugs", 2, None)]),
    ],
)
def test_materiel(text: str, found: list[tuple[Any, Any, Any]]) -> None:
    assert [thing for thing in things(text) if thing[0] != "corvette"] == found


def test_one_side_alone() -> None:
    def told(*states: str) -> list[Draft]:
        thing = Draft("materiel", {"type": "tanks", "party": None, "user": None}, Span(0, 1), 0.9)
        return [*(Draft("participant", state, Span(0, 1), 0.9) for state in states), thing]

    def side(*states: str) -> object:
        value = of_participants([told(*states)])[0][-1].value
        assert isinstance(value, dict)
        return value["party"]

    assert side("PL") == "PL"
    assert side("PL", "DE") is None
    assert side("NATO") is None


def test_side_without_part() -> None:
    def told(*drafts: tuple[str, Any]) -> list[Draft]:
        return [Draft(name, value, Span(0, 1), 0.9) for name, value in drafts]

    here = told(("participant", "PL"), ("participant", "NATO"), ("materiel", {"party": "RU"}), ("materiel", {"party": "SE"}))
    assert [d.value for d in of_participants([here])[0]] == ["PL", "NATO", {"party": "SE"}]
    nobody = told(("materiel", {"party": "RU"}))
    assert of_participants([nobody]) == [nobody]


def test_user_and_origin() -> None:
    text = f"{START}. Russian troops are using Chinese-made howitzers in the exercise."
    report = Report("r", text, (Block("body", Span(0, len(text))),), published="2021-05-04", lang="en")
    values = [c.value for a in code(report).accounts for c in a.claims if c.property == "materiel"]
    assert [(v["type"], v["origin"], v["user"]) for v in values if isinstance(v, dict)] == [("Chinese-made howitzers", "CN", "RU")]
