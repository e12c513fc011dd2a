"""Files of every form that is read, and of some that are refused."""

import contextlib
import gzip
import io
import json
import re
import resource
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from ingest.conftest import article
from vedette.ingest import BadInput, InputError, Options, Raw, files_in, load, load_all, opened, pdf
from vedette.ingest.records import mapping
from vedette.raw import MAX_BYTES
from vedette.read import read


def raws(path: Path | str, options: Options | None = None) -> list[Raw]:
    found = list(load(str(path), options))
    assert all(isinstance(f, Raw) for f in found), found
    return [f for f in found if isinstance(f, Raw)]


def reason(path: Path | str, options: Options | None = None) -> str:
    (found,) = load(str(path), options)
    assert isinstance(found, BadInput)
    assert found.reason.endswith(".")
    assert "\n" not in found.reason
    return found.reason


def wrote(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@contextlib.contextmanager
def measured() -> Iterator[list[int]]:
    """The most memory in bytes that Python took inside; there when it is left."""
    most: list[int] = []
    tracemalloc.start()
    try:
        yield most
        most.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


# tables


TABLE = (
    'nr,headline,body,date,paper\n1,Drill begins,"Ships met, and sailed.\nThey came back.",2021-08-10,The Post\n2,Drill ends,It ended.,,\n'
)


def test_a_table_with_columns_of_any_names(tmp_path: Path) -> None:
    options = Options(columns=mapping("text=body, title=headline,published=date,publisher=Paper,id=nr"))
    first, second = raws(wrote(tmp_path / "t.csv", TABLE), options)
    assert (first.text, first.title, first.published, first.publisher, first.id) == (
        "Ships met, and sailed.\nThey came back.",
        "Drill begins",
        "2021-08-10",
        "The Post",
        "1",
    )
    assert (second.id, second.published, second.publisher) == ("2", None, None)
    assert first.name == f"{tmp_path / 't.csv'}:3"  # the line that the row ends in
    assert read(first).published == "2021-08-10"


@pytest.mark.parametrize(("delimiter", "suffix"), [(",", "csv"), (";", "csv"), ("\t", "tsv"), ("|", "csv")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_as_programs_write_them(tmp_path: Path, delimiter: str, suffix: str, encoding: str) -> None:
    lines = [["Title", "Text"], ["Übung", "Sie begann."], [], ["Übung 2", "Sie endete."]]
    file = wrote(tmp_path / f"t.{suffix}", "\r\n".join(delimiter.join(line) for line in lines).encode(encoding))
    assert [(r.title, r.text) for r in raws(file)] == [("Übung", "Sie begann."), ("Übung 2", "Sie endete.")]


def test_bad_rows_do_not_stop_the_others(tmp_path: Path) -> None:
    file = wrote(tmp_path / "t.csv", b'text,title,nr\ngood,1,1\n,,\n" ",,2\n\xff\xfe,3,3\nshort\nlast,5,5\n')
    found = list(load(str(file)))
    assert [type(f) for f in found] == [Raw, BadInput, BadInput, Raw, Raw]
    assert [f.reason for f in found if isinstance(f, BadInput)] == [
        f"{file}:4: the record has neither a text nor a title.",
        f"{file}:5: the row is not UTF-8; save the table as UTF-8.",
    ]


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    file = wrote(tmp_path / "t.csv", b'text\ngood\n"' + b"line\n" * (MAX_BYTES // 4))
    first, bad = load(str(file))
    assert isinstance(first, Raw)
    assert isinstance(bad, BadInput)
    assert "cannot be read from here on" in bad.reason


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    file = wrote(tmp_path / "t.csv", TABLE)
    assert "no column 'text'; say which one it is with --columns text=…: it has nr, headline, body" in reason(file)
    assert "has no column 'words'; it has nr," in reason(file, Options(columns={"text": "words"}))
    assert "is empty" in reason(wrote(tmp_path / "e.csv", "\n"))
    for words in ("text", "text=", "body=text"):
        with pytest.raises(InputError, match=r"cannot be read|no field"):
            mapping(words)


# packed files


def test_packed_files_are_read_as_what_they_hold(tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": str(n), "text": f"Drill {n}."}) + "\n" for n in range(3))
    assert [r.id for r in raws(wrote(tmp_path / "r.jsonl.gz", gzip.compress(lines.encode())))] == ["0", "1", "2"]
    two = gzip.compress(b"Drill begins\n\n") + gzip.compress(b"It began.")
    assert raws(wrote(tmp_path / "t.txt.gz", two))[0].data == b"Drill begins\n\nIt began."
    assert len(list(files_in([str(tmp_path)]))) == 2
    assert "cut off" in reason(wrote(tmp_path / "c.txt.gz", two[:-9]))


def test_a_gzip_bomb_in_a_file(tmp_path: Path) -> None:
    file = wrote(tmp_path / "bomb.txt.gz", gzip.compress(b" " * 120_000_000, 9))
    lines = wrote(tmp_path / "bomb.jsonl.gz", gzip.compress((b" " * 99_999 + b"\n") * 1000, 9))
    with measured() as most:
        assert "larger than 20 MB" in reason(file)
        assert "unpacks to more than 200 times its size" in reason(lines)
    assert most[0] < 3 * MAX_BYTES


def test_archives_are_refused_whatever_they_are_called(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr("bomb.html", b"\0" * 100_000_000)
    for name in ("book.epub", "report.docx", "page.html", "a.txt"):
        assert "ZIP archive, as .epub, .docx and .odt files are; unpack it, or save it as" in reason(
            wrote(tmp_path / name, buffer.getvalue())
        )
    for data, words in ((b"{\\rtf1 x", "Rich Text"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "old office program"), (b"7z\xbc\xaf\x27\x1c0", "7z")):
        assert words in reason(wrote(tmp_path / "x.doc", data))


# web archives


def archive(path: Path, packed: str = "records") -> Path:
    """A web archive with two pages, and records that are none; packed record by record, as a whole, or not at all."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=packed == "records")

    def add(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", **header: str) -> None:
        head = StatusAndHeaders(status, [("Content-Type", kind), *((k.replace("_", "-"), v) for k, v in header.items())], "HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", io.BytesIO(body), http_headers=head))

    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    writer.write_record(writer.create_warc_record("http://a.example/1", "request", io.BytesIO(b"GET / HTTP/1.1\r\n\r\n")))
    add("http://a.example/1", article(1).encode())
    add("http://a.example/x.png", b"\x89PNG", kind="image/png")
    add("http://a.example/gone", b"gone", "404 Not Found")
    add("http://a.example/2", gzip.compress(article(2).encode()), Content_Encoding="gzip")
    data = buffer.getvalue()
    return wrote(path, gzip.compress(data) if packed == "whole" else data)


def web_record(number: int) -> bytes:
    """A record with a page."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1")
    body = io.BytesIO(article(number).encode())
    writer.write_record(writer.create_warc_record(f"http://a.example/{number}", "response", body, http_headers=head))
    return buffer.getvalue()


@pytest.mark.parametrize("packed", ["records", "whole", "not"])
def test_web_archives(tmp_path: Path, packed: str) -> None:
    file = archive(tmp_path / ("a.warc" if packed == "not" else "a.warc.gz"), packed)
    first, second = raws(file)
    assert (first.url, first.charset, first.name) == ("http://a.example/1", "utf-8", f"{file}:3")
    assert read(first).title == "Drill 1 begins"
    assert read(second).title == "Drill 2 begins"


def test_a_web_archive_that_is_cut_off_gives_what_is_whole(tmp_path: Path) -> None:
    whole = archive(tmp_path / "a.warc.gz").read_bytes()
    found = list(load(str(wrote(tmp_path / "b.warc.gz", whole[:-150]))))
    assert isinstance(found[0], Raw)
    assert all(isinstance(f, BadInput) for f in found[1:])
    assert "cut off" in str(found[-1])
    assert "web archive" in reason(wrote(tmp_path / "c.warc", "no archive at all"))


def test_a_web_archive_that_is_broken_in_the_middle_is_read_on(tmp_path: Path) -> None:
    records = [web_record(n) for n in range(5)]
    whole = b"".join(records)
    sound = [f"http://a.example/{n}" for n in range(5)]
    length = len(b"".join(records[:2]))

    def urls(found: list[Raw | BadInput]) -> list[str | None]:
        return [f.url for f in found if isinstance(f, Raw)]

    declared = re.search(rb"\r\nContent-Length: (\d+)\r\n", records[2])
    assert declared is not None
    spoiled = {
        "does not begin as a record": records[2].replace(b"WARC/1.0", b"WERC/1.0", 1),
        "tells no length": records[2].replace(declared[0], b"\r\n", 1),
        "a wrong length": records[2].replace(declared[1], str(int(declared[1]) + 300).encode(), 1),
        "wrong length": records[2].replace(declared[1], str(int(declared[1]) - 300).encode(), 1),
        "a wrong length)": records[2][:-200],
        "cut off, or": records[2].replace(declared[1], b"999999999", 1),
    }
    for words, record in spoiled.items():
        data = b"".join([*records[:2], record, *records[3:]])
        for file in (wrote(tmp_path / "a.warc", data), wrote(tmp_path / "a.warc.gz", gzip.compress(data))):
            found = list(load(str(file)))
            assert urls(found) == [*sound[:2], *sound[3:]], words
            (bad,) = (f for f in found if isinstance(f, BadInput))
            assert f"{file}:3: the record at byte {length:,} of the web archive is broken (" in bad.reason
            assert words in bad.reason
    rubbish = list(load(str(wrote(tmp_path / "b.warc", records[0] + b"rubbish\r\n" * 100 + whole[len(records[0]) :]))))
    assert urls(rubbish) == sound
    assert len(rubbish) == 6


def test_a_web_archive_whose_packing_is_broken_in_the_middle_is_read_on(tmp_path: Path) -> None:
    members = [gzip.compress(web_record(n)) for n in range(5)]
    start = len(b"".join(members[:2]))
    for spoiled in (members[2][:40] + b"\0" * 40 + members[2][80:], b"\0" * 10 + members[2][10:], members[2][:-50]):
        found = list(load(str(wrote(tmp_path / "a.warc.gz", b"".join([*members[:2], spoiled, *members[3:]])))))
        assert [f.url for f in found if isinstance(f, Raw)] == [f"http://a.example/{n}" for n in (0, 1, 3, 4)]
        told = " ".join(f.reason for f in found if isinstance(f, BadInput))
        (offset,) = re.findall(r"what is compressed at byte ([\d,]+) is broken; what follows is read", told)
        assert int(offset.replace(",", "")) == start


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 5), st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=40), st.booleans(), st.booleans())
def test_whatever_is_wrong_in_a_web_archive_the_rest_is_read(number: int, share: float, noise: bytes, instead: bool, packed: bool) -> None:
    """One stretch of noise spoils at most the records that it stands in: of six, at least four are read, and no error is raised."""
    records = [gzip.compress(r) if packed else r for r in map(web_record, range(6))]
    data = b"".join(records)
    head = 10 if packed else 0  # the header of gzip tells where its data begin: spoiled, it can hide as much as the rest of a small file
    at = len(b"".join(records[:number])) + head + int(share * (len(records[number]) - head))
    spoiled = data[:at] + noise + data[at + (len(noise) if instead else 0) :]
    found = list(opened(spoiled, "a.warc.gz" if packed else "a.warc"))
    urls = [f.url for f in found if isinstance(f, Raw)]
    assert len({f"http://a.example/{n}" for n in range(6)} & set(urls)) >= 4


def test_a_bomb_in_a_web_archive(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("Content-Encoding", "gzip")], "HTTP/1.1")
    bomb = io.BytesIO(gzip.compress(b"\0" * 120_000_000, 9))
    writer.write_record(writer.create_warc_record("http://a.example/bomb", "response", bomb, http_headers=head))
    good = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], "HTTP/1.1")
    writer.write_record(writer.create_warc_record("http://a.example/1", "response", io.BytesIO(article(1).encode()), http_headers=good))
    file = wrote(tmp_path / "a.warc", buffer.getvalue())
    with measured() as most:
        bad, page = load(str(file))
    assert isinstance(bad, BadInput)
    assert "larger than 20 MB" in bad.reason
    assert isinstance(page, Raw)
    assert most[0] < 5 * MAX_BYTES


# saved pages


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://post.example/2021/08/10/drill
Subject: =?utf-8?Q?Drill_begins?=
Date: Tue, 24 Aug 2021 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="----b"

------b
Content-Type: text/html; charset=utf-8
Content-ID: <frame@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://post.example/2021/08/10/drill

{page}
------b
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://post.example/a.png

iVBORw0KGgo=
------b--
"""


def test_a_saved_page(tmp_path: Path) -> None:
    page = article(5).replace("=", "=3D").replace("Drill 5 begins</h1>", "Drill 5 beg=\nins</h1>")
    (raw,) = raws(wrote(tmp_path / "a.mhtml", MHTML.format(page=page).replace("\n", "\r\n")))
    report = read(raw)
    assert (report.title, report.url, report.published) == ("Drill 5 begins", "https://post.example/2021/08/10/drill", "2021-08-10")


def test_saved_pages_that_are_broken(tmp_path: Path) -> None:
    whole = MHTML.format(page="")
    assert "nothing in it" in reason(wrote(tmp_path / "a.mhtml", whole))
    assert "without a page" in reason(wrote(tmp_path / "b.mhtml", whole.replace("text/html; charset", "text/css; charset")))
    deep = "MIME-Version: 1.0\n" + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3000))
    assert reason(wrote(tmp_path / "c.mhtml", deep))


# PDF


def document(*pages: list[str], title: str = "") -> bytes:
    """A PDF with lines of text, written by hand."""
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", f"<</Title({title})>>".encode()]
    kids = []
    for lines in pages:
        text = b"BT /F1 12 Tf 72 720 Td 14 TL " + b" ".join(f"({line}) Tj T*".encode() for line in lines) + b" ET"
        parts.append(b"<</Length %d>>stream\n%s\nendstream" % (len(text), text))
        parts.append(b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>" % len(parts))
        kids.append(len(parts))
    parts[1] = b"<</Type/Pages/MediaBox[0 0 612 792]/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % k for k in kids))
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    out += b"trailer<</Size %d/Root 1 0 R/Info 4 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(parts) + 1, start)
    return bytes(out)


def test_the_text_of_a_pdf(tmp_path: Path) -> None:
    first = ["Weekly Bulletin No. 7", "Drill begins", "About 300 sailors took part in the exer-", "cise off the coast on Monday."]
    second = ["Weekly Bulletin No. 7", "It ended on Friday.", "Nothing more was told.", "2"]
    third = ["Weekly Bulletin No. 7", "A third page follows here.", "It ends the bulletin.", "3"]
    (raw,) = raws(wrote(tmp_path / "a.pdf", document(first, second, third, title="Drill begins")))
    assert raw.title == "Drill begins"
    assert "took part in the exercise off the coast" in (raw.text or "")
    assert "Bulletin No" not in (raw.text or "")
    assert "told.\nA third" in (raw.text or "")
    assert read(raw).title == "Drill begins"


def test_a_pdf_is_told_by_its_bytes(tmp_path: Path) -> None:
    (raw,) = opened(b"\xef\xbb\xbf" + document(["Some words of a drill."]), "upload")
    assert isinstance(raw, Raw)
    assert "a drill" in (raw.text or "")


def test_pdfs_that_cannot_be_read(tmp_path: Path) -> None:
    assert "only pictures" in reason(wrote(tmp_path / "a.pdf", document([])))
    assert "broken" in reason(wrote(tmp_path / "b.pdf", b"%PDF-1.7\nnothing at all"))
    assert "more than 300 pages" in reason(wrote(tmp_path / "c.pdf", document(*([["x"]] * (pdf.PAGES + 1)))))


def test_a_bomb_in_a_pdf_stays_in_its_process(tmp_path: Path) -> None:
    import zlib

    bomb = zlib.compress(b"(x) Tj " * 60_000_000, 9)
    packed = zlib.compress(bomb, 9)
    body = b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%s\nendstream" % (len(packed), packed)
    whole = document(["x"]).replace(b"<</Length 40>>stream", b"<</Length 40>>stream")
    start = whole.index(b"5 0 obj")
    end = whole.index(b"endobj", start)
    file = wrote(tmp_path / "a.pdf", whole[:start] + b"5 0 obj" + body + b" " + whole[end:])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "is not read" in reason(file)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # KiB


# pages that a parser could choke on


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote"])
def test_ten_thousand_levels_of_html(tag: str) -> None:
    page = article(3).replace("<p>", f"{f'<{tag}>' * 10_000}<p>", 1)
    begun = time.monotonic()
    with measured() as most, pytest.raises(InputError, match=r"'deep.html' is a web page without an article\."):
        read(Raw(page.encode(), "deep.html", "0" * 64))
    assert most[0] < 2 * MAX_BYTES
    assert time.monotonic() - begun < 20


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    bad: dict[str, bytes] = {
        "b.pdf": b"%PDF-1.7",
        "c.zip": b"PK\x03\x04",
        "d.warc.gz": gzip.compress(b"x"),
        "e.csv": b"a,b\n1,2\n",
        "f.mhtml": MHTML.format(page="").encode(),
        "g.txt.gz": gzip.compress(b"\0" * 30_000_000),
    }
    files = [wrote(tmp_path / "a.txt", "first"), *(wrote(tmp_path / n, d) for n, d in bad.items()), wrote(tmp_path / "z.txt", "last")]
    found = list(load_all(map(str, files)))
    assert [type(f) for f in found] == [Raw, *[BadInput] * len(bad), Raw]


@pytest.mark.parametrize(
    ("module", "make", "words"),
    [
        ("warcio.recordloader", lambda folder: archive(folder / "a.warc"), "Web archives need the package warcio: pip install"),
    ],
)
def test_without_a_package_one_sentence_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, make: Callable[[Path], Path], words: str
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, module, None)
    assert words in reason(make(tmp_path))
