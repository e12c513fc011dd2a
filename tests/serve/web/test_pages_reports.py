"""Pages of reports and of coding one, without a browser: the words of every claim are marked; nothing is kept unasked."""

import gzip
import re
import zlib
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import httpx
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from made import coded, kenso
from serving import PASSWORD, client, serving
from vedette.model import Block, Claim, Report, Span
from vedette.pipeline import store_all
from vedette.schema import schema
from vedette.serve.web import users
from vedette.serve.web.marking import GROUP_OF, LONGEST, Marked, marked
from vedette.store import Catalogue

TEXT = """Armies of Chile and Peru end Andes Bridge

The armies of Chile and Peru ended the exercise Andes Bridge 2022 near Arequipa on 11 May 2022."""


def claim(ident: str, start: int, end: int, told: str = "participant", text: str = "x" * 200) -> Claim:
    return Claim(ident, "r", "a", told, "CL", Span(start, end), text[start:end])


def shown(text: Marked) -> str:
    return "\n\n".join("".join(p.text for s in block.passages for p in s.pieces) for block in text.paragraphs)


def pieces_of(text: Marked, ident: str) -> str:
    return "".join(p.text for b in text.paragraphs for s in b.passages for p in s.pieces if ident in p.claims)


def test_every_property_has_a_group() -> None:
    assert set(GROUP_OF) == set(schema().by_id)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 30), st.sampled_from(("participant", "statement", "place"))), max_size=8))
def test_claims_may_overlap_in_any_way(spans: list[tuple[int, int, str]]) -> None:
    words = "Ships of Chile met off Iquique on 1 May. Peru sent none, it said; Chile sent all. "
    text = words + "\n\n" + "Later they parted."
    blocks = (Block("headline", Span(0, len(words))), Block("body", Span(len(words) + 2, len(text))))
    claims = [claim(f"c{n}", start, min(start + length, len(words)), told, text) for n, (start, length, told) in enumerate(spans)]
    found = marked(Report("r", text, blocks), claims)
    assert shown(found) == text
    for one in claims:
        assert pieces_of(found, one.id) == one.quote
        assert [one.id in p.begins for b in found.paragraphs for s in b.passages for p in s.pieces].count(True) == 1
    assert found.coded <= found.sentences


def test_of_claims_on_the_same_words_the_telling_one_is_on_top() -> None:
    report = Report("r", "Chile sent tanks.", (Block("body", Span(0, 17)),))
    tanks = [claim("d", 11, 16, "domain"), claim("m", 11, 16, "materiel"), claim("s", 0, 17, "statement")]
    (piece,) = [p for s in marked(report, tanks).paragraphs[0].passages for p in s.pieces if p.text == "tanks"]
    assert piece.groups == ("said", "what", "materiel")
    assert piece.title == "materiel, domains, statements"


def test_a_word_of_a_megabyte_is_shown_in_part() -> None:
    report = Report("r", "A" * 1_000_000, (Block("body", Span(0, 1_000_000)),))
    (paragraph,) = marked(report, []).paragraphs
    assert [(len(p.text), p.more) for s in paragraph.passages for p in s.pieces] == [(LONGEST, 1_000_000 - LONGEST)]
    assert not paragraph.whole


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    db = str(tmp_path_factory.mktemp("reports") / "catalogue.db")
    other = coded("r9", "Drills of Chile.", ("participant", "CL", "Chile"))
    elsewhere = replace(other, report=replace(other.report, url="javascript:alert(1)"))
    with Catalogue(db) as catalogue:
        for _ in store_all([kenso(), elsewhere], catalogue):
            pass
        users.set_user(catalogue, "ada", PASSWORD)
        users.set_user(catalogue, "rita", PASSWORD, "reader")
    return db


@pytest.fixture(scope="module")
def web(path: str) -> Iterator[httpx.Client]:
    with serving(path, rate=0, code_rate=0) as address, client(address, headers={"Accept": "text/html"}) as made:
        yield made


def csrf(web: httpx.Client) -> str:
    found = re.search(r'name="_csrf" value="(\w+)"', web.get("/login").text)
    assert found
    return found[1]


def sign_in(web: httpx.Client, name: str) -> None:
    assert web.post("/login", data={"_csrf": csrf(web), "name": name, "password": PASSWORD}).status_code == 303


def test_the_words_of_every_claim_of_a_report_are_found_by_its_address(web: httpx.Client) -> None:
    tree = html.fromstring(web.get("/reports/r1").text)
    account = kenso().accounts[0]
    for one in account.claims:
        assert len(tree.xpath(f"//*[@id='claim-{one.id}']")) == 1
        words = "".join(m.text_content() for m in tree.xpath(f"//mark[contains(concat(' ', @data-claims, ' '), ' {one.id} ')]"))
        assert words == one.quote
    assert tree.xpath("//a[starts-with(@href, '/exercises/')]")
    hidden = html.fromstring(web.get("/reports/r1?hide=when,nonsense").text)
    assert [i.get("value") for i in hidden.xpath("//input[@name='show'][not(@checked)]")] == ["when"]
    assert web.get("/reports/none").status_code == 404


def test_only_addresses_of_the_web_are_links(web: httpx.Client) -> None:
    tree = html.fromstring(web.get("/reports/r9").text)
    assert "javascript:alert(1)" in tree.xpath("//span[@class='address']")[0].text_content()
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")


def test_a_report_is_coded_without_being_kept(web: httpx.Client, path: str) -> None:
    with Catalogue(path, create=False) as catalogue:
        before = catalogue.count()
        answer = web.post("/code", data={"_csrf": csrf(web), "text": TEXT, "publisher": "Andes Post", "published": "2022-05-12"})
        assert answer.status_code == 200
        assert "Andes Bridge 2022" in answer.text
        assert "Andes Post" in answer.text
        assert catalogue.count() == before
    file = {"file": ("report.html", f"<html><body><article><p>{TEXT}</p></article></body></html>".encode())}
    assert "Andes Bridge 2022" in web.post("/code", data={"_csrf": csrf(web)}, files=file).text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": " "}, "Paste a text"),
        ({"text": TEXT, "published": "someday"}, "is no date"),
        ({"url": "file:///etc/passwd"}, "only addresses that begin with"),
        ({"url": "http://127.0.0.1:1/"}, "is not read"),
    ],
)
def test_what_cannot_be_read_is_told_of_in_a_sentence(fields: dict[str, str], said: str, web: httpx.Client) -> None:
    answer = web.post("/code", data={"_csrf": csrf(web), **fields})
    assert answer.status_code == 422
    assert said in answer.text
    assert fields.get("text", "").strip()[:20] in answer.text


PAGE = f"<html><head><title>Andes Bridge ends</title></head><body><article><p>{TEXT}</p></article></body></html>"
MHTML = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/2022/05/andes
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset=utf-8
Content-Location: https://post.example/2022/05/andes

{PAGE}
------b--
"""


def document(*lines: str) -> bytes:
    """A PDF of a page with lines of text, written by hand."""
    text = b"BT /F1 12 Tf 72 720 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/MediaBox[0 0 612 792]/Count 1/Kids[5 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents 4 0 R>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("andes.pdf", document(*TEXT.splitlines())),
        ("andes.mhtml", MHTML.replace("\n", "\r\n").encode()),
        ("andes.html.gz", gzip.compress(PAGE.encode())),
        ("andes.html", PAGE.encode("utf-16")),
    ],
)
def test_a_file_is_stored_as_it_was_shown(name: str, data: bytes, tmp_path: Path) -> None:
    db = str(tmp_path / "files.db")
    with Catalogue(db) as catalogue:
        users.set_user(catalogue, "ada", PASSWORD)
        with serving(db, rate=0, code_rate=0) as address, client(address, headers={"Accept": "text/html"}) as mine:
            sign_in(mine, "ada")
            shown = mine.post("/code", data={"_csrf": csrf(mine)}, files={"file": (name, data)})
            assert "Andes Bridge 2022" in shown.text
            (form,) = html.fromstring(shown.text).xpath("//form[@action='/code/store']")
            fields = {i.get("name"): i.get("value") for i in form.xpath(".//input")}
            answer = mine.post("/code/store", data=fields)
            assert answer.status_code == 303
        (ident,) = catalogue.report_ids()
        assert answer.headers["location"] == f"/reports/{ident}"
        report = catalogue.report(ident)
        assert report is not None
        assert "Andes Bridge 2022 near Arequipa" in " ".join(report.text.split())
        assert report.raw_sha256 == sha256(gzip.decompress(data) if name.endswith(".gz") else data).hexdigest()
        assert report.name == name
        assert report.url == ("https://post.example/2022/05/andes" if name.endswith(".mhtml") else None)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("many.jsonl", b'{"text": "One drill."}\n{"text": "Another."}\n', "one is coded at a time"),
        ("none.jsonl", b"\n", "is empty"),
        ("broken.pdf", b"%PDF-1.7\nnothing at all", "broken"),
        ("packed.zip", b"PK\x03\x04....", "packed.zip"),
    ],
)
def test_files_that_hold_no_report_or_several(name: str, data: bytes, said: str, web: httpx.Client) -> None:
    answer = web.post("/code", data={"_csrf": csrf(web)}, files={"file": (name, data)})
    assert answer.status_code == 422
    assert said in html.fromstring(answer.text).xpath("string(//p[@role='alert'])")


def test_storing_needs_who_may_write_and_what_was_shown(web: httpx.Client, path: str) -> None:
    with serving(path, rate=0, code_rate=0) as address, client(address, headers={"Accept": "text/html"}) as mine:
        tree = html.fromstring(mine.post("/code", data={"_csrf": csrf(mine), "text": TEXT}).text)
        assert not tree.xpath("//form[@action='/code/store']")
        assert mine.post("/code/store", data={"_csrf": csrf(mine), "kept": "x"}).status_code == 401
        sign_in(mine, "rita")
        assert mine.post("/code/store", data={"_csrf": csrf(mine), "kept": "x"}).status_code == 403
        sign_in(mine, "ada")
        tree = html.fromstring(mine.post("/code", data={"_csrf": csrf(mine), "text": TEXT, "publisher": "Andes Post"}).text)
        (form,) = tree.xpath("//form[@action='/code/store']")
        fields = {i.get("name"): i.get("value") for i in form.xpath(".//input")}
        wrong = msgspec.msgpack.encode({"data": 1})
        for broken in ("%", "é", b64encode(b"no zlib").decode(), fields["kept"][:-8], b64encode(zlib.compress(wrong)).decode()):
            answer = mine.post("/code/store", data={**fields, "kept": broken})
            assert (answer.status_code, "does not come back as it was shown" in answer.text) == (422, True)
        assert mine.post("/code/store", data={**fields, "publisher": "a\0b"}).status_code == 422
        answer = mine.post("/code/store", data=fields)
        assert answer.status_code == 303
        page = mine.get(answer.headers["location"]).text
        assert "Andes Post" in page
        assert "Andes Bridge 2022" in page
