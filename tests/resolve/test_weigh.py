"""Which value is shown, why, and what stays beside it; the history of a status; who speaks."""

from vedette.model import Account, Claim, Derivation, Modality, Span, Value
from vedette.resolve.history import history
from vedette.resolve.sketches import groups, near, sketch
from vedette.resolve.speakers import party_of, voice
from vedette.resolve.weigh import Record, Ruling, weigh


class Teller:
    """Makes accounts of reports, one report an account."""

    def __init__(self) -> None:
        self.accounts: list[Account] = []

    def tells(
        self,
        publisher: str,
        published: str = "2021-09-10",
        speaker: str | None = None,
        modality: Modality = "asserted",
        derivation: Derivation = "stated",
        **facts: Value | list[Value],
    ) -> None:
        number = len(self.accounts)
        account = f"a{number}"
        pairs = [(name, v) for name, told in facts.items() for v in (told if isinstance(told, list) else [told])]
        claims = tuple(
            Claim(
                f"{account}-{i}",
                f"r{number}",
                account,
                name,
                value,
                Span(0, 0),
                "",
                speaker=speaker,
                publisher=publisher,
                published=published,
                modality=modality,
                derivation=derivation,
            )
            for i, (name, value) in enumerate(pairs)
        )
        self.accounts.append(Account(account, f"r{number}", "E1", True, claims))

    def weighed(self, **more: object) -> Record:
        return weigh(self.accounts, **more)  # type: ignore[arg-type]


def people(low: int | None, high: int | None, party: str | None = None) -> dict[str, Value]:
    return {"low": low, "high": high, "party": party}


def test_the_value_of_more_independent_publishers_is_shown_and_the_other_stays() -> None:
    told = Teller()
    told.tells("One", start="2021-09-10")
    told.tells("Two", start="2021-09-10")
    told.tells("Three", start="2021-09-13")
    start = told.weighed().single["start"]
    assert start.shown is not None
    assert start.shown.value == "2021-09-10"
    assert "2 independent publishers" in start.shown.reasons
    assert [o.value for o in start.alternatives] == ["2021-09-13"]


def test_an_agencys_text_in_many_papers_counts_once() -> None:
    told = Teller()
    for paper in ("One", "Two", "Three"):
        told.tells(paper, start="2021-09-13")
    told.tells("Four", start="2021-09-10")
    told.tells("Five", start="2021-09-10")
    record = told.weighed(copies={"r0": "r0", "r1": "r0", "r2": "r0"})
    assert record.value("start") == "2021-09-10"


def test_a_participants_official_outweighs_papers() -> None:
    told = Teller()
    told.tells("One", participant=["RU", "BY"], personnel=people(200000, 200000))
    told.tells("Two", personnel=people(200000, 200000))
    told.tells("Three", speaker="Belarusian Defense Ministry", personnel=people(12800, 12800))
    (figure,) = told.weighed().lists["personnel"]
    assert figure.shown is not None
    assert figure.shown.value == people(12800, 12800)
    assert figure.standing == "disputed"
    assert figure.alternatives[0].value == people(200000, 200000)


def test_bounds_are_combined_and_sides_kept_from_the_whole() -> None:
    told = Teller()
    told.tells("One", personnel=[people(10000, None), people(2500, 2500, "RU")])
    told.tells("Two", personnel=people(None, 13000))
    figures = {
        str(w.shown.value["party"]): w.shown.value for w in told.weighed().lists["personnel"] if w.shown and isinstance(w.shown.value, dict)
    }
    assert figures == {"None": people(10000, 13000), "RU": people(2500, 2500, "RU")}


def test_rounding_is_no_dispute() -> None:
    told = Teller()
    told.tells("One", speaker="Pentagon", participant=["US"], personnel=people(17600, 17600))
    told.tells("Two", personnel=people(17680, 17680))
    (figure,) = told.weighed().lists["personnel"]
    assert figure.standing == "declared"
    assert len(figure.alternatives) == 1


def test_a_vague_date_supports_the_precise_one() -> None:
    told = Teller()
    told.tells("One", start="2021-09")
    told.tells("Two", start="2021-09")
    told.tells("Three", start="2021-09-10")
    start = told.weighed().single["start"]
    assert start.shown is not None
    assert start.shown.value == "2021-09-10"
    assert start.standing == "reported"


def test_an_end_is_not_before_the_start() -> None:
    told = Teller()
    told.tells("One", "2020-11-03", start="2020-11-03", end="2020-11-06")
    told.tells("Two", "2020-11-17", start="2020-11-17")
    record = told.weighed()
    assert (record.value("start"), record.value("end")) == ("2020-11-03", "2020-11-06")


def test_judgements_come_first() -> None:
    told = Teller()
    told.tells("One", start="2021-09-10")
    told.tells("Two", start="2021-09-13", place={"name": "Brest", "country": "BY"})
    record = told.weighed(rulings=[Ruling("start", "a1-0", "accept")])
    assert record.value("start") == "2021-09-13"
    record = told.weighed(rulings=[Ruling("start", "a1-0", "accept", when="1"), Ruling("start", "a1-0", "reject", when="2")])
    assert record.value("start") == "2021-09-10"
    record = told.weighed(rulings=[Ruling("start", None, "correct", "2021-09-11", who="kim", why="the ministry's notice")])
    assert record.value("start") == "2021-09-11"
    assert record.single["start"].shown is not None
    assert "kim" in record.single["start"].shown.reasons[0]


def test_a_denied_participant_is_not_shown() -> None:
    told = Teller()
    told.tells("One", participant=["RU"])
    told.tells("Two", modality="denied", participant=["CN"])
    record = told.weighed()
    assert record.values("participant") == ["RU"]
    assert [w.standing for w in record.lists["participant"] if w.shown is None] == ["disputed"]


def steps(*told: tuple[str, str]) -> list[str]:
    claims = [Claim(f"c{i}", f"r{i}", "a", "status", status, Span(0, 0), "", published=day) for i, (day, status) in enumerate(told)]
    return [s.status for s in history(claims)]


def test_histories() -> None:
    assert steps(("2021-08-01", "planned"), ("2021-09-10", "underway"), ("2021-09-17", "completed")) == ["planned", "underway", "completed"]
    assert steps(("2020-02-01", "planned"), ("2020-03-01", "postponed"), ("2020-06-01", "planned"), ("2020-07-01", "underway")) == [
        "planned",
        "postponed",
        "resumed",
    ]
    assert steps(("2020-03-02", "underway"), ("2020-03-11", "cancelled"), ("2020-03-20", "completed")) == ["underway", "cancelled"]
    assert steps(("2021-09-17", "completed"), ("2021-09-18", "underway")) == ["completed"]


def test_speakers() -> None:
    assert party_of("Russian Defense Ministry") == "RU"
    assert party_of("Pentagon spokesman John Kirby") == "US"
    assert party_of("the spokesman") is None

    def kind(speaker: str | None, publisher: str = "The Paper") -> str:
        return voice(Claim("c", "r", "a", "personnel", 1, Span(0, 0), "", speaker=speaker, publisher=publisher), {"RU", "BY"}, {}).kind

    assert kind("General Staff of Belarus") == "participant"
    assert kind("Ukrainian Defence Ministry") == "opponent"
    assert kind("Brazilian Navy") == "third party"
    assert kind("Kommersant") == "publisher"
    assert kind(None) == "publisher"
    assert kind("the spokesman") == "unknown"


def test_near_duplicates() -> None:
    text = " ".join(f"word{n}" for n in range(200))
    cut = " ".join(f"word{n}" for n in range(140))
    other = " ".join(f"term{n}" for n in range(200))
    assert near(sketch(text), sketch(cut))
    assert not near(sketch(text), sketch(other))
    assert not near(sketch(""), sketch(""))
    assert groups({"b": sketch(text), "a": sketch(cut), "c": sketch(other)}) == {"a": "a", "b": "a", "c": "c"}
