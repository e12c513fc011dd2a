"""An agency's text in many papers: kept as further publishers, counted as one source, whatever the order in which it comes."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from conftest import Run
from vedette.ingest import BadInput
from vedette.model import Report
from vedette.pipeline import ingest_all, resolve_all
from vedette.resolve import copies
from vedette.serve import tables
from vedette.store import Catalogue, Filters

WIRE = (
    "The navies of India and Japan began exercise Coral Shield 2021 off Port Blair on Tuesday, the Indian Navy said.",
    "About 900 sailors and four frigates take part in the drill, which is to last until Friday.",
    "Ships of both sides are to practise the search for submarines and the rescue of crews at sea.",
    "A spokesman in Tokyo said that the vessels would call at the port for two days afterwards.",
    "It is the fourth drill of the two navies in these waters in as many years.",
)
OWN = (
    "Four warships sailed past the breakwater of Port Blair this week while children waved flags from the promenade.",
    "They belong to Coral Shield 2021, in which Indian and Japanese crews rehearse finding submarines, officers told this paper.",
    "The harbour master expects 1,000 visitors in uniform and has ordered fresh mangoes for their kitchens.",
)


def line(publisher: str, *text: str, day: str = "2021-08-10") -> dict[str, str]:
    return {"text": "\n\n".join(text), "title": "Navies drill", "publisher": publisher, "published": day}


LINES = (
    line("Coast Wire", *WIRE),
    line("Morning Post", *WIRE, day="2021-08-11"),  # the very same
    line("Evening Star", "By our own correspondent.", *WIRE[:4], day="2021-08-12"),  # cut, with a line of its own
    line("Island Weekly", *OWN, day="2021-08-13"),  # its own reporting
)


def filled(folder: Path, name: str, lines: "list[dict[str, str]] | tuple[dict[str, str], ...]") -> Catalogue:
    file = folder / f"{name}.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    catalogue = Catalogue(str(folder / f"{name}.db"))
    found = list(ingest_all([str(file)], catalogue))
    assert not any(isinstance(k, BadInput) for k in found)
    return catalogue


def by_publisher(catalogue: Catalogue) -> dict[str | None, Report]:
    return {r.publisher: r for r in catalogue.reports(catalogue.report_ids()).values()}


def test_copies_are_further_publishers_and_one_source(tmp_path: Path) -> None:
    with filled(tmp_path, "a", LINES) as catalogue:
        reports = by_publisher(catalogue)
        assert set(reports) == {"Coast Wire", "Evening Star", "Island Weekly"}
        same, cut = catalogue.printings(reports["Coast Wire"].id)
        assert (same.publisher, same.published, same.report) == ("Morning Post", "2021-08-11", reports["Coast Wire"].id)
        assert (cut.publisher, cut.report) == ("Evening Star", reports["Evening Star"].id)
        assert 0.5 < cut.shared < 1
        assert catalogue.printings(reports["Island Weekly"].id) == []
        (record,) = catalogue.records(catalogue.find(Filters("coral")))
        assert (len(record["reports"]), record["sources"]) == (3, 2)
        assert tables.told_by(record) == "3 (2 independent)"
        (name,) = catalogue.weighed(record["id"])["name"]
        assert name["shown"]["publishers"] == 2
        assert catalogue.check() == []


@pytest.mark.parametrize("order", [(1, 0, 2, 3), (3, 2, 1, 0), (2, 3, 0, 1)])
def test_the_order_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    def told(catalogue: Catalogue) -> list[object]:
        reports = by_publisher(catalogue)
        (ident,) = catalogue.exercises()
        (record,) = catalogue.records([ident])
        prints = {n: [(p.publisher, p.published, p.shared) for p in catalogue.printings(r.id)] for n, r in reports.items()}
        return [sorted(map(str, reports)), prints, record["sources"], {r.published for r in reports.values()}]

    with filled(tmp_path, "a", LINES) as first, filled(tmp_path, "b", [LINES[n] for n in order]) as second:
        assert told(first) == told(second)


def test_what_was_stored_without_comparing_is_compared_by_resolve(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "can_sketch", lambda: False)
    with filled(tmp_path, "a", LINES) as catalogue:
        wire = by_publisher(catalogue)["Coast Wire"].id
        assert [p.publisher for p in catalogue.printings(wire)] == ["Morning Post"]
        monkeypatch.undo()
        resolve_all(catalogue)
        assert [p.publisher for p in catalogue.printings(wire)] == ["Morning Post", "Evening Star"]


def test_the_same_words_a_year_later_are_another_report(tmp_path: Path) -> None:
    later = line("Evening Star", *(s.replace("2021", "2022") for s in WIRE), day="2022-08-12")
    with filled(tmp_path, "a", [LINES[0], later]) as catalogue:
        assert len(catalogue.report_ids()) == 2
        assert all(catalogue.printings(r) == [] for r in catalogue.report_ids())


def test_a_report_that_goes_takes_its_copies_along(tmp_path: Path) -> None:
    from vedette.assemble import remove

    with filled(tmp_path, "a", LINES) as catalogue:
        reports = by_publisher(catalogue)
        with catalogue.writing() as writer:
            remove(writer, reports["Evening Star"].id)
        assert [p.publisher for p in catalogue.printings(reports["Coast Wire"].id)] == ["Morning Post"]
        assert catalogue.check() == []


def test_sketches_tell_copies_from_reports_of_the_same_event() -> None:
    texts = [" ".join(t) for t in (WIRE, ("By our own correspondent.", *WIRE[:4]), (*WIRE[1:], *OWN[:1]), OWN)]
    made = [copies.sketch(t) for t in texts]
    near = {(a, b) for a, b in permutations(range(4), 2) if copies.near(made[a], made[b]) is not None}
    assert {(a, b) for a, b in near if a < b} == {(0, 1), (0, 2), (1, 2)}
    for a, b in near:
        assert set(copies.bands(made[a])) & set(copies.bands(made[b]))
    assert copies.sketch("… !") == ()
    assert copies.near((), ()) is None


def test_the_commands(tmp_path: Path, vedette: Run) -> None:
    with filled(tmp_path, "a", LINES) as catalogue:
        wire = by_publisher(catalogue)["Coast Wire"].id
        (exercise,) = catalogue.exercises()
    db = str(tmp_path / "a.db")
    shown = vedette("report", wire, "--db", db).stdout
    assert "Further publishers of this text\n  Morning Post · 2021-08-11 · the same text\n  Evening Star · 2021-08-12 · report " in shown
    assert "told by 3 reports of 2 independent sources" in vedette("show", exercise, "--db", db).stdout
