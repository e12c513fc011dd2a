"""JSON-LD as rdflib reads it, without a network; FollowTheMoney as its own library validates and puts it together."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from followthemoney import model
from followthemoney.statement import StatementEntity
from followthemoney.statement.serialize import read_statements
from rdflib import RDF, SDO, Graph, Literal, URIRef

from export_support import exported
from vedette.store import Catalogue

EVENT = "urn:vedette:exercise:"


@pytest.mark.usefixtures("no_network")
def test_rdflib_reads_the_events_with_the_terms_of_schema_org(catalogue: Catalogue) -> None:
    graph = Graph().parse(data=exported("jsonld", catalogue), format="json-ld")
    assert len(set(graph.subjects(RDF.type, SDO.Event))) == catalogue.count()["exercise"]
    home = str(SDO)
    used = {str(p) for p in graph.predicates() if p != RDF.type} | {str(o) for o in graph.objects(None, RDF.type)}
    assert used
    for term in used | {str(o) for o in graph.objects(None, SDO.eventStatus)}:
        assert term.startswith(home), term
        assert term in SDO, f"schema.org has no {term}"


@pytest.mark.usefixtures("no_network")
def test_every_claim_is_cited_down_to_the_words_of_an_article(catalogue: Catalogue) -> None:
    graph = Graph().parse(data=exported("jsonld", catalogue), format="json-ld")
    found = graph.query(
        """
        PREFIX s: <https://schema.org/>
        SELECT ?value ?words ?headline ?publisher WHERE {
            ?event a s:Event ; s:name "Kenso Shield 2019" ; s:subjectOf ?claim .
            ?claim a s:Claim ; s:name "people" ; s:text ?value ; s:citation ?quotation .
            ?quotation a s:Quotation ; s:text ?words ; s:isPartOf ?article .
            ?article a s:NewsArticle ; s:headline ?headline ; s:publisher/s:name ?publisher .
        }"""
    )
    assert [tuple(map(str, row)) for row in found] == [("900", "900 troops", "Drills", "Southern Courier")]


@pytest.mark.usefixtures("no_network")
def test_an_event_says_when_where_and_who(catalogue: Catalogue) -> None:
    graph = Graph().parse(data=exported("jsonld", catalogue), format="json-ld")
    (event,) = graph.subjects(SDO.name, Literal("Still Water"))
    assert graph.value(event, SDO.eventStatus) == SDO.EventCancelled
    (kenso,) = graph.subjects(SDO.name, Literal("Kenso Shield 2019"))
    assert (str(graph.value(kenso, SDO.startDate)), str(graph.value(kenso, SDO.endDate))) == ("2019-07-01", "2019-07-09")
    assert graph.value(kenso, SDO.duration) == Literal("P9D")
    assert {str(graph.value(p, SDO.identifier)) for p in graph.objects(kenso, SDO.performer)} == {"AUS", "JPN"}
    (place,) = graph.objects(kenso, SDO.location)
    assert graph.value(graph.value(place, SDO.geo), SDO.longitude).toPython() == 130.84  # type: ignore[union-attr]
    (bell,) = graph.subjects(SDO.name, Literal("Frost Bell"))
    assert graph.value(bell, SDO.startDate) is None  # ISO 8601 has no seasons
    assert isinstance(kenso, URIRef)
    assert str(kenso).startswith(EVENT)


def test_followthemoney_validates_the_entities(catalogue: Catalogue, tmp_path: Path) -> None:
    entities = [json.loads(line) for line in exported("ftm", catalogue).splitlines()]
    for data in entities:
        proxy = model.get_proxy(data, cleaned=False)  # cleans every value again
        assert proxy.schema.validate(data) is None
        assert proxy.to_dict()["properties"] == data["properties"], "every value is as the library has it"
    (tmp_path / "in.jsonl").write_bytes(exported("ftm", catalogue))
    command = [str(Path(sys.executable).parent / "ftm"), "validate", "-i", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl")]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == len(entities)
    assert len({e["id"] for e in entities}) == len(entities)
    by_id = {e["id"]: e for e in entities}
    kenso = next(e for e in entities if e["properties"].get("name") == ["Kenso Shield 2019"])
    assert {by_id[i]["properties"]["name"][0] for i in kenso["properties"]["involved"]} == {"Australia", "Japan"}
    assert {by_id[i]["properties"]["publisher"][0] for i in kenso["properties"]["proof"]} == {"The Harbour Post", "Southern Courier"}
    assert kenso["properties"]["startDate"] == ["2019-07-01"]
    bell = next(e for e in entities if e["properties"].get("name") == ["Frost Bell"])
    assert bell["properties"]["startDate"] == ["2031"]


def test_followthemoney_puts_the_statements_together(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "statements.jsonl"
    file.write_bytes(exported("ftm-statements", catalogue))
    with file.open("rb") as lines:
        statements = list(read_statements(lines, "json"))
    kenso = [s for s in statements if s.prop == "name" and s.value == "Kenso Shield 2019"]
    assert len({s.entity_id for s in kenso}) == 2  # what each of two reports tells
    (canonical,) = {s.canonical_id for s in kenso}
    assert {s.first_seen for s in kenso} == {"2019-07-02", "2019-07-10"}
    dated = next(s for s in statements if s.prop == "startDate" and s.canonical_id == canonical)
    assert (dated.value, dated.original_value) == ("2019-07-01", "1 July 2019")
    from followthemoney import Dataset

    whole = StatementEntity.from_statements(
        Dataset.make({"name": "vedette", "title": "Vedette"}), [s for s in statements if s.canonical_id == canonical]
    )
    assert whole.id == canonical
    assert set(whole.get("endDate")) == {"2019-07-09"}
    assert len(whole.get("involved")) == 2
    assert len(whole.get("proof")) == 2
