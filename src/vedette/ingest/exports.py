"""Plain-text exports of news databases (LexisNexis, Nexis Uni, Factiva, ProQuest): several articles in one file.

Their labels stand in `export_labels.csv`. A label is `LABEL: value` on its line, except in Factiva's coded form (`HD   value`); the lines
that begin, end or count an article are patterns with `{n}` for a number and `{code}` for an article's code.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import IO, Literal

from vedette.lexicon import Row, load_csv
from vedette.raw import MAX_BYTES, BadInput, Raw, too_large

Name = Literal["lexisnexis", "nexis", "factiva", "proquest"]

HEAD = 262_144
"""Bytes from the front in which a file must show what it is: the first article, and a half."""

CENTRED = 8
"""Blanks before a line of LexisNexis from which it is centred, as names of papers, dates and editions are."""

LONGEST_DATE = 60
"""Code points of a line that is a date; longer ones speak of one."""

_YEAR = r"(?:18|19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:\.|st|nd|rd|th)?[\s,./-]+(?:\w+\.?[\s,./-]+(?:de[l]?\s+)?)?{_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}[/.-]\d{{1,2}}[/.-]\d{{1,2}}(?!\d)|^\w+ {_YEAR}$"
)
_INFO_DATE = re.compile(r"(?:(?<=\])|(?<=\s))(\d{1,2} \w+\.? \d{4})(?=\s*:)")
_CODED = re.compile(r"([A-Z]{2,3})(?:\s*$|[ \t]{2,}|\t| (?=\S))(.*)")
_RULE = re.compile(r"_{10,}")


class LabelRow(Row):
    """A label of an export format; `id` is what follows it (`title`, `text`, …) or what the line is (`begin`, `end`, `words`, …)."""

    format: Name


@dataclass(frozen=True)
class Labels:
    """The labels of one format: label → role, and the patterns of lines by role."""

    roles: dict[str, str]
    lines: dict[str, re.Pattern[str]]

    def line(self, role: str, text: str) -> bool:
        """Whether a whole line is of a role."""
        return role in self.lines and self.lines[role].fullmatch(text.strip()) is not None

    def label(self, text: str) -> tuple[str, str] | None:
        """Role and value of a line that begins with a label and a colon."""
        name, colon, value = text.strip().partition(":")
        role = self.roles.get(name.rstrip()) if colon else None
        return (role, value.strip()) if role else None

    def is_rights(self, text: str) -> bool:
        """Whether a line tells whose the rights are."""
        return text.strip().startswith(tuple(name for name, role in self.roles.items() if role == "rights"))


@dataclass
class Article:
    """What an export tells of one article."""

    title: str = ""
    published: str = ""
    publisher: str = ""
    url: str = ""
    text: list[str] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)


@cache
def labels(name: Name) -> Labels:
    """The labels of a format."""
    rows = [row for row in load_csv("export_labels", LabelRow) if row.format == name]
    lines: dict[str, list[str]] = {}
    for row in rows:
        pattern = (
            re.escape(row.name).replace(r"\{n\}", r"\d[\d.,  ]*").replace(r"\{code\}", r"[A-Z]{2,12}[0-9a-z]{8,}").replace(r"\ ", r"\s+")
        )
        lines.setdefault(row.id, []).append(pattern)
    return Labels({row.name: row.id for row in rows}, {role: re.compile("|".join(patterns)) for role, patterns in lines.items()})


def sniff(head: bytes) -> Name | None:
    """The format of the file that begins so; None if it is no export."""
    lines = [line.strip() for line in head.decode("utf-8", "replace").lstrip("\ufeff").splitlines()]

    def has(name: Name, role: str) -> bool:
        return any(labels(name).line(role, line) for line in lines)

    def labelled(name: Name, role: str) -> bool:
        return any((found := labels(name).label(line)) is not None and found[0] == role for line in lines)

    if has("lexisnexis", "begin") and labelled("lexisnexis", "length"):
        return "lexisnexis"
    if labelled("proquest", "text") and (has("proquest", "begin") or any("ProQuest" in line for line in lines)):
        return "proquest"
    if has("nexis", "heading") and labelled("nexis", "length") and has("nexis", "end"):
        return "nexis"
    if has("factiva", "end") and (has("factiva", "words") or sum(line[:2] in ("HD", "WC", "PD", "SN") for line in lines) >= 4):
        return "factiva"
    return None


def articles(stream: IO[bytes], name: str, format: Name) -> Iterator[Raw | BadInput]:
    """The articles of an export, in order."""
    number = 0
    for data in _split(stream, labels(format)):
        number += 1
        where = f"{name}:{number}"
        if len(data) > MAX_BYTES:
            yield BadInput(where, too_large(where))
            continue
        found = READERS[format](_lines(data), labels(format))
        text = "\n".join(found.text).strip() or "\n".join(found.abstract).strip()
        if text:
            yield Raw(
                data,
                where,
                sha256(data).hexdigest(),
                text=text,
                title=found.title or None,
                published=found.published or None,
                publisher=found.publisher or None,
                url=found.url or None,
            )
        else:
            yield BadInput(where, f"{where}: the article has no text.")
    if not number:
        yield BadInput(name, f"{name!r} has no article.")


def _split(stream: IO[bytes], known: Labels) -> Iterator[bytes]:
    """The bytes of each article: from a line that begins one to the next, or up to a line that ends one."""
    part = bytearray()
    begun = "begin" not in known.lines
    while line := stream.readline(MAX_BYTES):
        text = line.decode("utf-8", "replace").lstrip("\ufeff")
        if known.line("begin", text):
            if begun and part.strip():
                yield bytes(part)
            part.clear()
            begun = True
        elif begun:
            if len(part) <= MAX_BYTES:
                part += line
            if known.line("end", text):
                yield bytes(part)
                part.clear()
    if "begin" in known.lines and part.strip():
        yield bytes(part)


def _lines(data: bytes) -> list[str]:
    """The lines of an article; old exports are in Windows-1252."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.splitlines()


def _is_date(line: str) -> bool:
    return len(line.strip()) <= LONGEST_DATE and _DATE.search(line.strip()) is not None


def _one_line(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


def _paragraphs(lines: list[str]) -> list[list[str]]:
    out: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            out[-1].append(line)
        elif out[-1]:
            out.append([])
    return [p for p in out if p]


class _Labelled:
    """Reads an article of labelled lines: what stands before the first label, each label's value, the text."""

    def __init__(self, lines: list[str], known: Labels) -> None:
        self.known = known
        self.head: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.role = ""
        self.counted = False
        blank = True
        for line in lines:
            self._take(line, blank)
            blank = not line.strip()

    def _take(self, line: str, after_blank: bool) -> None:
        if self.known.line("page", line) or self.known.line("end", line) or _RULE.fullmatch(line.strip()):
            return
        if self.known.line("heading", line):
            self.role = "text"
        elif self.known.line("closing", line) and self.role == "text":
            self.role = "after"
        elif (found := self.known.label(line)) and self._counts(found[0], after_blank):
            self.role = found[0]
            self.counted = self.counted or self.role == "length"
            self.values.setdefault(self.role, []).extend([found[1]] if found[1] else [])
        elif self.role in ("text", "abstract"):
            self.values.setdefault(self.role, []).append(line)
        elif not line.strip():
            self.role = self.role if self.role == "after" else ""
            self.head.append(line)
        elif self.role:
            self.values.setdefault(self.role, []).append(line.strip())
        elif self.counted and "heading" not in self.known.lines:  # nothing but the text comes unlabelled behind the length
            self.role = "text"
            self.values.setdefault("text", []).append(line)
        else:
            self.head.append(line)

    def _counts(self, role: str, after_blank: bool) -> bool:
        """Whether a label is one where it stands: within the text only those that may follow it, at the head of a paragraph."""
        if role == "rights":
            return False
        if self.role != "text":
            return True
        return role not in ("before", "length", "dateline", "text") and (after_blank or "heading" in self.known.lines)

    def article(self) -> Article:
        get = self.values.get
        return Article(
            title=_one_line(get("title", [])),
            published=_one_line(get("published", [])),
            publisher=_one_line(get("publisher", [])),
            url=_address(get("url", [])),
            text=get("text", []),
            abstract=get("abstract", []),
        )


def _address(lines: list[str]) -> str:
    word = (_one_line(lines).split() or [""])[0]
    return word if word.startswith(("http://", "https://")) and "/" in word.split("//", 1)[1].strip("/") else ""


def _lexisnexis(lines: list[str], known: Labels) -> Article:
    """Name of the paper, date and edition are centred above the headline, which has no label or `HEADLINE`."""
    read = _Labelled(lines, known)
    made = read.article()
    parts = [p for p in _paragraphs(read.head) if not known.is_rights(p[0])]
    day = next((n for n, p in enumerate(parts) if _is_date(p[0])), None)
    if day is not None:
        made.published = made.published or parts[day][0].strip()
        made.publisher = _one_line(parts[day - 1]) if day else ""
        titles = [p for p in parts[day + 1 :] if len(p[0]) - len(p[0].lstrip()) < CENTRED]
        made.title = made.title or (_one_line(titles[-1]) if titles else "")
    return made


def _nexis(lines: list[str], known: Labels) -> Article:
    """Headline, name of the paper and date stand in lines of their own above the labels."""
    read = _Labelled(lines, known)
    made = read.article()
    head = [line.strip() for line in read.head if line.strip() and not known.is_rights(line)]
    day = next((n for n, line in enumerate(head) if _is_date(line)), None)
    if day is not None and day > 0:
        made.published, made.publisher, made.title = head[day], head[day - 1], " ".join(head[: day - 1])
    elif head:
        made.title = head[0]
    return made


def _proquest(lines: list[str], known: Labels) -> Article:
    """The headline comes first; the text is one of the labelled parts, what the article is comes behind it."""
    read = _Labelled(lines, known)
    made = read.article()
    info = _one_line(read.values.get("info", []))
    paragraphs = _paragraphs(read.head)
    made.title = made.title or (_one_line(paragraphs[0]) if paragraphs else "")
    made.publisher = re.split("[;,]", made.publisher or info)[0].strip()  # the edition and the town follow
    if not made.published and (told := _INFO_DATE.search(info)):
        made.published = told[1]
    return made


def _factiva(lines: list[str], known: Labels) -> Article:
    return _coded(lines, known) if sum(line[:2] in ("HD", "WC", "PD", "SN") for line in lines) >= 3 else _uncoded(lines, known)


def _coded(lines: list[str], known: Labels) -> Article:
    """Each part begins with its code; lines without one go on with the part before."""
    values: dict[str, list[str]] = {}
    role = "other"
    for line in lines:
        found = _CODED.match(line)
        if (
            found
            and found[1] in known.roles
            and (found[2] == "" or not line.startswith(f"{found[1]} ") or line[len(found[1]) :][:2].isspace())
        ):
            role = known.roles[found[1]]
            values.setdefault(role, []).extend(["", found[2]] if role == "text" else [found[2]])
        else:
            values.setdefault(role, []).append(line.strip() if role != "text" else line)
    get = values.get
    return Article(
        _one_line(get("title", [])),
        _one_line(get("published", [])),
        _one_line(get("publisher", [])),
        _address(get("url", [])),
        [line.strip() for line in get("text", [])],
    )


def _uncoded(lines: list[str], known: Labels) -> Article:
    """Headline and author, number of words, date, time, paper, its code, edition, page, language, rights; then the text."""
    count = next((n for n, line in enumerate(lines) if known.line("words", line)), None)
    if count is None:
        return Article()
    above = [line.strip() for line in lines[:count] if line.strip()]
    below = lines[count + 1 :]
    day = next((n for n, line in enumerate(below) if _is_date(line)), None)
    named = next((n for n, line in enumerate(below) if day is not None and n > day and re.search(r"[^\W\d_]{2}", line)), None)
    rights = next((n for n, line in enumerate(below) if known.is_rights(line)), None)
    body = (
        rights
        if rights is not None
        else next((n for n, line in enumerate(below) if named is not None and n > named and not line.strip()), 0)
    )
    return Article(
        title=max(above, key=len, default=""),
        published=below[day].strip() if day is not None else "",
        publisher=below[named].strip() if named is not None else "",
        text=[line for line in below[body + 1 :] if not known.line("end", line)],
    )


READERS: dict[Name, Callable[[list[str], Labels], Article]] = {
    "lexisnexis": _lexisnexis,
    "nexis": _nexis,
    "factiva": _factiva,
    "proquest": _proquest,
}
"""How the articles of each format are read."""
