"""How values are written for people."""

from collections.abc import Sequence

import pytest

from vedette.model import Account, Claim, Derivation, Modality, Report, Span, Value
from vedette.schema import schema
from vedette.serve import render


def claim(
    name: str,
    value: Value,
    quote: str = "so",
    *,
    derivation: Derivation = "stated",
    modality: Modality = "asserted",
    speaker: str | None = None,
) -> Claim:
    return Claim("c", "r", "a", name, value, Span(0, 2), quote, speaker, "The Post", "2022-05-03", modality, derivation)


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("name", "Fjord Wind", "Fjord Wind"),
        ("duration", 5, "5 days"),
        ("personnel", {"low": 10000, "high": None, "party": None}, "10,000 or more (all sides)"),
        ("personnel", {"low": None, "high": 900, "party": "NO"}, "up to 900 (NO)"),
        ("personnel", {"low": 800, "high": 900, "party": "NO"}, "800 to 900 (NO)"),
        ("personnel", {"low": 800, "high": 800, "party": "NO"}, "800 (NO)"),
        ("materiel", {"type": "frigates", "count": 2, "party": "NO", "category": "frigate"}, "2 frigates (party NO, category frigate)"),
        ("materiel", {"type": "rifles", "origin": "CN", "user": "RU"}, "rifles (origin CN, user RU)"),
        ("place", {"name": "Bergen", "country": "NO", "region": "NO-46", "lat": 60.393, "lon": 5.324}, "Bergen (NO-46, NO) 60.39, 5.32"),
        ("place", {"name": "North Sea", "country": None}, "North Sea"),
        ("unit", {"name": "3rd Squadron", "party": "NO"}, "3rd Squadron (NO)"),
        ("unit", {"name": "marines", "party": None}, "marines"),
        ("series", {"name": "Fjord Wind", "id": None}, "Fjord Wind"),
        ("announcement", {"by": "the ministry", "party": "NO", "when": "2022-05-02"}, "by the ministry on 2022-05-02"),
        ("milestone", {"text": "for the first time", "what": "first"}, "first: for the first time"),
        ("statement", {"speaker": None, "text": "We are ready", "direct": True}, "unnamed: We are ready"),
        ("background", {"what": "tension", "text": "ties are cold", "modality": "asserted"}, "tension: ties are cold"),
    ],
)
def test_values_in_words(name: str, value: Value, text: str) -> None:
    made = claim(name, value)
    assert schema().problems(made) in ([], [f"{name}: told of the exercise, not of the report"])
    assert render.value_text(made) == text


@pytest.mark.parametrize(
    ("derivation", "modality", "text"),
    [
        ("stated", "asserted", ""),
        ("derived", "asserted", "  [derived]"),
        ("stated", "denied", "  [denied]"),
        ("computed", "planned", "  [computed, planned]"),
    ],
)
def test_how_a_value_came_about(derivation: Derivation, modality: Modality, text: str) -> None:
    assert render.mark(claim("start", "2022", derivation=derivation, modality=modality)) == text


def test_words_name_their_speaker_once() -> None:
    assert render.words(claim("status", "underway", "began", speaker="Captain Berg")) == "“began” — Captain Berg"
    told = claim("statement", {"speaker": "Captain Berg", "text": "so", "direct": True}, speaker="Captain Berg")
    assert render.words(told) == "“so”"


def test_long_words_are_cut() -> None:
    assert len(render.words(claim("objective", "x", "long " * 100))) == render.QUOTE_WIDTH + 2


def printed(capsys: pytest.CaptureFixture[str], accounts: Sequence[Account], claims: Sequence[Claim]) -> list[str]:
    render.put(render.coding_view(Report("r", "so", (), title="Head"), accounts, claims))
    return capsys.readouterr().out.splitlines()


def test_a_report_without_exercises_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, [], []) == ["Head", "undated · report r", "No military exercise is told of."]


def test_what_is_both_stated_and_claimed_is_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = {"speaker": "Berg", "text": "so", "direct": False}
    told = [claim("statement", said), claim("attributed_claim", {"speaker": "Berg", "text": "so", "modality": "asserted"})]
    (line,) = [line for line in printed(capsys, [], told) if "Berg" in line]
    assert line.split() == ["said", "Berg:", "so", "“so”"]


def test_an_unnamed_exercise_goes_by_who_holds_it() -> None:
    assert (
        render.account_title(Account("a", "r", "E1", True, (claim("participant", "NO"), claim("participant", "SE"))))
        == "unnamed exercise (NO-SE)"
    )
    assert render.account_title(Account("a", "r", "E1", True, ())) == "unnamed exercise"
