"""Exports of news databases, in files written for this test by the public descriptions of their forms."""

import json
from pathlib import Path

import pytest

from conftest import Run
from vedette.ingest import BadInput, Raw, exports, load, opened
from vedette.raw import MAX_BYTES
from vedette.read import read

LEXISNEXIS = """                              1 of 2 DOCUMENTS


                               The Harbour Post

                            August 10, 2012 Friday
                              Late Edition - Final

Frigates Gather for
Autumn Drill

BYLINE: By ANN EXAMPLE

SECTION: Section A; Column 0; Foreign Desk; Pg. 4

LENGTH: 210 words

DATELINE: PORT LOUIS

Ships of four navies met off the island on Thursday.

The drill: it is called Blue Reef 2012, and lasts until Aug. 20.

URL: http://www.harbourpost.example

LOAD-DATE: August 11, 2012

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                   Copyright 2012 The Harbour Post Company
                             All Rights Reserved


                              2 of 2 DOCUMENTS

                        The Southern Courier (Perth)

                       October 5, 2013 Saturday

SECTION: NEWS; Pg. 6

LENGTH: 64 words

HEADLINE: Paratroopers land in the dunes

BYLINE: Bob Sample

BODY:
   Some 300 paratroopers jumped on Friday.

   It was the first jump of Dune Hawk 13.

LOAD-DATE: October 5, 2013
"""
NEXIS = """Page 1 of 2
Frigates gather for autumn drill
The Harbour Post
August 10, 2012 Friday
Copyright 2012 The Harbour Post Company All Rights Reserved
Section: Section A; Pg. 4
Length: 210 words
Byline: By Ann Example
Body

Ships of four navies met off the island on Thursday.
Section: this line is of the text.

Classification

Language: ENGLISH
Publication-Type: Newspaper
Load-Date: August 11, 2012

End of Document

Second story
The Southern Courier
5 October 2013
Length: 12 words
Body
Text two.
Load-Date: October 5, 2013
End of Document
"""
FACTIVA_CODED = """SE  News
HD  Frigates gather for
    autumn drill
BY  By Ann Example
WC  210 words
PD  10 August 2012
SN  The Harbour Post
SC  HARPO
LA  English
CY  Copyright 2012 The Harbour Post.
LP
PORT LOUIS -- Ships of four navies met off the island on Thursday.

TD
IN a few days they sail.
BY the weekend all is over.

NS  gmmdef : Military
RE  maurit : Mauritius
AN  Document HARPO00020120811e88a0000d

HD
Second story
WC
12 words
PD
5 October 2013
SN
The Southern Courier
LP
Text two.
AN
Document SOUCO00020131005e9a50000f
"""
FACTIVA = """World
Frigates gather for autumn drill
By Ann Example
210 words
10 August 2012
11:40
The Harbour Post
HARPO
Late Edition
4
English
Copyright 2012 The Harbour Post. All Rights Reserved.

PORT LOUIS -- Ships of four navies met off the island on Thursday.

More.

Document HARPO00020120811e88a0000d

Second story
1,012 words
5 October 2013
The Southern Courier
SOUCO
English
(c) 2013 Courier

Text two.

Document SOUCO00020131005e9a50000f
"""
PROQUEST = """____________________________________________________________

Document 1 of 2

Frigates Gather for Autumn Drill

Author: Example, Ann

Publication info: The Harbour Post, Late Edition; Port Louis [Port Louis]10 Aug 2012: A.4.

ProQuest document link

Abstract: Ships met.

Full text: Ships of four navies met off the island on Thursday.

The drill: it is called Blue Reef 2012.

Subject: Military exercises; Navies

Title: Frigates Gather for Autumn Drill

Publication title: The Harbour Post, Late Edition; Port Louis

Publication year: 2012

Publication date: Aug 10, 2012

Section: A

Document URL: https://www.proquest.com/docview/1111

Database: Example

____________________________________________________________

Document 2 of 2

Second story

Publication info: The Southern Courier; Perth [Perth]05 Oct 2013: 6.

Abstract: Text two.

Subject: x
"""


FILES = {
    "lexisnexis": LEXISNEXIS,
    "nexis": NEXIS,
    "factiva, coded": FACTIVA_CODED,
    "factiva": FACTIVA,
    "proquest": PROQUEST,
}
FIRST = ("frigates gather for autumn drill", "2012-08-10", "The Harbour Post")


def articles(text: str | bytes) -> list[Raw]:
    found = list(opened(text.encode() if isinstance(text, str) else text, "export.txt"))
    assert all(isinstance(f, Raw) for f in found), found
    return [f for f in found if isinstance(f, Raw)]


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_articles_of_a_file(form: str, encoding: str, line_end: str) -> None:
    data = FILES[form].replace("Ships of", "“Ships” of").replace("\n", line_end).encode(encoding)
    assert exports.sniff(data) == form.partition(",")[0]
    first, second = articles(data)
    told = read(first)
    assert ((told.title or "").lower(), told.published, told.publisher) == FIRST
    assert "“Ships” of four navies met off the island on Thursday." in told.text
    assert first.name == "export.txt:1"
    other = read(second)
    assert (other.published, (other.publisher or "").partition(" (")[0]) == ("2013-10-05", "The Southern Courier")
    for furniture in ("words", "English", "Copyright", "(c)", "Byline", "Example, Ann", "HARPO", "Newspaper", "Document"):
        assert furniture not in told.text.replace("The drill", "")


def test_an_export_on_standard_input(vedette: Run) -> None:
    done = vedette("code", "-", "--format", "jsonl", stdin=LEXISNEXIS)
    assert [json.loads(line)["report"]["name"] for line in done.stdout.splitlines()] == ["-:1", "-:2"]


def test_labels_inside_the_text_do_not_end_it() -> None:
    (first, _) = articles(LEXISNEXIS)
    assert (first.text or "").endswith("The drill: it is called Blue Reef 2012, and lasts until Aug. 20.\n") or "until Aug. 20." in (
        first.text or ""
    )
    assert "Section: this line is of the text." in (articles(NEXIS)[0].text or "")
    assert "IN a few days they sail.\nBY the weekend all is over." in (articles(FACTIVA_CODED)[0].text or "")


def test_what_an_export_tells_of_its_own() -> None:
    assert articles(PROQUEST)[0].url == "https://www.proquest.com/docview/1111"
    assert articles(PROQUEST)[1].text == "Text two."  # an abstract, where there is no full text
    assert articles(LEXISNEXIS)[0].url is None  # the paper's front page is no address of an article


def test_german_exports() -> None:
    text = """                              Dokument 1 von 1

                              Der Küstenbote

                       Freitag 10. August 2012

Fregatten üben vor der Insel

AUTOR: Anna Beispiel

LÄNGE: 120 Wörter

Schiffe aus vier Staaten üben seit Donnerstag vor der Insel.

UPDATE: 11. August 2012

SPRACHE: GERMAN; DEUTSCH
"""
    (raw,) = articles(text)
    told = read(raw)
    assert (told.title, told.published, told.publisher) == ("Fregatten üben vor der Insel", "2012-08-10", "Der Küstenbote")
    assert (raw.text or "").strip() == "Schiffe aus vier Staaten üben seit Donnerstag vor der Insel."


def test_an_article_without_text_is_told_of_and_the_others_read() -> None:
    found = list(opened(FACTIVA_CODED.replace("LP\nText two.\n", "").encode(), "export.txt"))
    assert [type(f) for f in found] == [Raw, BadInput]
    assert isinstance(found[1], BadInput)
    assert found[1].reason == "export.txt:2: the article has no text."


def test_a_file_may_be_larger_than_a_report(tmp_path: Path) -> None:
    file = tmp_path / "large.txt"
    one = FACTIVA.split("Second story", maxsplit=1)[0]
    line = "The ships sailed on, and nothing else was told of them on that day.\n"
    long = one.replace("More.\n", line * 2_000)
    with file.open("w", encoding="utf-8") as out:
        while out.tell() < 1.3 * MAX_BYTES:
            out.write(long + "\n")
    found = list(load(str(file)))
    assert all(isinstance(f, Raw) for f in found)
    assert len(found) > 100


@pytest.mark.parametrize(
    "text", ["A drill began.\n\n1 of 2 documents was lost.", "HD video of the drill\nWC Smith said.", "Body\n\nEnd of Document"]
)
def test_plain_texts_are_no_exports(text: str) -> None:
    assert exports.sniff(text.encode()) is None
