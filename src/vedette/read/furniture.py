"""What a paragraph of a page is besides body text: by-line, caption, pointer to another article, source line. Words: `furniture.csv`."""

import re
from collections import defaultdict
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from vedette.lexicon import WordRow, load_csv
from vedette.read.dates import find_date

LabelKind = Literal["related", "source", "byline", "caption", "promo"]
LABELS: tuple[LabelKind, ...] = ("related", "source", "byline", "caption", "promo")

LONGEST_FURNITURE = 220
"""The longest paragraph, in code points, that a label in front makes furniture. Longer ones are told stories that happen to begin alike."""

LONGEST_OWNER = 90
"""The most code points of a picture credit from its first mark to the end of the paragraph."""

LONGEST_DATE_LINE = 110
MOST_BYLINE_WORDS = 14
MOST_AGENCY_WORDS = 4
MOST_PLACE_WORDS = 6
"""The most words of a date line besides date, hour and label: `NEW YORK, August 10, 2021 (Agency Name)`."""

URL = re.compile(r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+")
_AFTER_LABEL = re.compile(r"\s*(?:[:：|»›>▶►]|[–—-](?=\s))\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[.'’-][^\W\d_]+)*\.?")
_CLOSERS = "\"'”’»)]›」』"
_DIGIT = re.compile(r"\d")
_SENTENCE_END = re.compile(r"[.!?…。！？।؟]$")
_INITIALS = re.compile(r"(?:^|[\s(])(?:\w\.){2,}$")
_BREAK = re.compile(r"(?<=[.!?…。！？\"”’)\]])\s+|\s*(?=[(\[（【])|\s+[|/•·]\s*|\s+[—–-]+\s+")
_DASH = re.compile(r"\s*[—–]|\s*--|(?<=[\s)])-\s")
"""What ends a dateline."""
_CREDIT_TAIL = re.compile(r"[\s:：/|.,,–—-]+")


class Label(Struct, frozen=True):
    """What a label in front of a paragraph makes of it: `rest` is the offset behind the label and its punctuation."""

    kind: LabelKind
    rest: int
    alone: bool


class Credit(Struct, frozen=True):
    """The end of a caption that tells whose picture it is: the offset where that begins, and the owners named."""

    start: int
    owners: tuple[str, ...]


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row.name.casefold() for row in load_csv("furniture", WordRow) if row.kind == kind)


@cache
def _credit_marks() -> AhoCorasick:
    return AhoCorasick(sorted(_words("credit")))


@cache
def _labels() -> dict[str, tuple[tuple[str, LabelKind], ...]]:
    """Labels by their first two characters, longest first: looking one up costs no scan of the list."""
    found: defaultdict[str, list[tuple[str, LabelKind]]] = defaultdict(list)
    for kind in LABELS:
        for word in _words(kind):
            found[word[:2]].append((word, kind))
    return {key: tuple(sorted(rows, key=lambda r: (-len(r[0]), LABELS.index(r[1])))) for key, rows in found.items()}


@cache
def _long_credits() -> tuple[str, ...]:
    """The marks of picture credits, the longest first."""
    return tuple(sorted(_words("credit"), key=len, reverse=True))


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as a sentence does; the full stop of initials (`U.S.`) is no such end."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return bool(_SENTENCE_END.search(bare)) and not bare.endswith("...") and not _INITIALS.search(bare)


def label_of(text: str) -> Label | None:
    """The label in front of a paragraph, if it has one that makes the paragraph furniture."""
    if len(text) > LONGEST_FURNITURE:
        return None
    offset = 1 if text[:1] in "([【*►▶•" else 0
    low = text[offset : offset + 60].lower()
    for word, kind in _labels().get(low[:2], ()):
        if not low.startswith(word):
            continue
        end = offset + len(word)
        if word[-1].isalnum() and word[-1].isascii() and text[end : end + 1].isalnum():
            continue
        mark = _AFTER_LABEL.match(text, end)
        rest = mark.end() if mark else end + len(text[end:]) - len(text[end:].lstrip())
        alone = rest >= len(text.rstrip(".)] ")) or (kind == "related" and text.endswith((":", "：")))
        if alone or _holds(kind, word, text, rest, bool(mark)):
            return Label(kind, rest, alone)
    return None


def _holds(kind: LabelKind, word: str, text: str, rest: int, marked: bool) -> bool:
    """Whether what follows a label lets it be one: punctuation after it, or as many words as chance does not put together."""
    if kind == "byline":
        return _is_byline(word, text[rest:], marked)
    if kind == "related":
        return marked
    return marked or " " in word or not word.isascii() or not word[0].isalnum()


def _is_byline(word: str, rest: str, marked: bool) -> bool:
    words = rest.split()
    if len(words) > MOST_BYLINE_WORDS or (" " not in word and ends_sentence(rest)):
        return False
    head = rest.split(",", maxsplit=1)[0].split()
    return marked or " " in word or (len(words) > 1 and all(w[0].isupper() or len(w) <= 3 for w in head) and rest[0].isupper())


def is_signature(text: str) -> bool:
    """Whether a line is a name that signs the report: a reporter's with an office (`Ann Lee, Staff Writer`), an agency's in brackets."""
    if len(text) > LONGEST_FURNITURE or ends_sentence(text):
        return False
    if text[0] in "([（" and text[-1] in ")]）":
        words = text[1:-1].split()
        return 0 < len(words) <= MOST_AGENCY_WORDS and all(w[0].isupper() for w in words)
    low = text.rstrip(_CLOSERS).casefold()
    return len(text.split()) <= MOST_BYLINE_WORDS and any(low.endswith((", " + w, "| " + w)) for w in _words("byline_end"))


def is_date_line(text: str) -> str | None:
    """The EDTF date of a line that holds nothing but a date, hour, label, city and agency; "" for a date without a year; else None."""
    if len(text) > LONGEST_DATE_LINE or not _DIGIT.search(text):
        return None
    found = find_date(text)
    if found is None:
        return None
    rest = f"{text[: found.span.start]} | {text[found.span.end :]}"
    for label in sorted((w for w in _words("date_label") if w in rest.casefold()), key=len, reverse=True):
        rest = re.sub(rf"(?<!\w){re.escape(label)}(?!\w)", " ", rest, flags=re.IGNORECASE)
    known = _words("date_word") | _words("weekday")
    words = [w for w in _WORD.findall(rest) if w.casefold() not in known and w.casefold().rstrip(".") not in known]
    if len(words) > MOST_PLACE_WORDS or any(w[0].islower() for w in words) or re.search(r"\d{5}", rest):
        return None
    return found.value or ""


def dateline_day(text: str) -> str | None:
    """The EDTF day in a dateline that a paragraph begins with: `TALLINN, May 5, 2023 (Agency) —`, `ADRIATIC SEA (June 3, 2022) --`.

    None without a day, month and year, and where no comma or bracket parts the date from the place: `On May 5, 2023 — a Friday —`.
    """
    dash = _DASH.search(text, 0, LONGEST_DATE_LINE)
    if dash is None or not _DIGIT.search(text, 0, dash.start()):
        return None
    found = find_date(text[: dash.start()])
    if found is None or found.value is None or len(found.value) < len("2023-05-05"):
        return None
    place = text[: found.span.start].rstrip()
    return found.value if place[:1].isupper() and place[-1] in ",(（" and is_date_line(text[: dash.start()]) else None


def credit_of(text: str, early: bool) -> Credit | None:
    """The picture credit at the end of a paragraph, or all of it.

    `early` tells that no body paragraph has come yet: there, an agency's name in brackets is enough.
    """
    tail = max(0, len(text) - LONGEST_OWNER - 40)
    low = text[tail:].lower()
    if not _credit_marks().find_matches_as_indexes(low) and not (early and low[-1:] in ")]"):
        return None
    for start in [0, *(m.end() for m in _BREAK.finditer(text))]:
        if len(text) - start > LONGEST_OWNER or start >= len(text):
            continue
        owners = _owners(text[start:], early)
        if owners is not None:
            return Credit(start, owners)
    return None


def _owners(text: str, early: bool) -> tuple[str, ...] | None:
    """Whom a credit names, None if the text is no credit."""
    bracketed = text[0] in "([（【"
    bare = text.strip("()[]（）【】. ") if bracketed else text.rstrip(". ")
    low = bare.casefold()
    if bracketed and early and any(part.strip().casefold() in _words("owner") for part in re.split(r"[/|,]| via ", bare)):
        return (_strip_marks(bare),)
    best: tuple[int, int] | None = None
    for mark in _words("credit"):
        at = _find_word(low, mark)
        if at >= 0 and (best is None or (at, -len(mark)) < (best[0], -best[1])):
            best = (at, len(mark))
    if best is not None:
        before, after = bare[: best[0]].strip(), bare[best[0] + best[1] :]
        if _names(before) and (bracketed or not before or after.lstrip()[:1] in ("/", ":") or _words("credit") & {low[best[0] :]}):
            after = _strip_marks(after)
            if not ends_sentence(after) and (not after or not after[0].islower()):
                return tuple(o for o in (after or before,) if any(c.isalpha() for c in o))
    return None


def _strip_marks(text: str) -> str:
    """What is left of a credit behind its marks (`File photo: courtesy of …`)."""
    rest = _CREDIT_TAIL.sub("", text, count=1) if _CREDIT_TAIL.match(text) else text
    low = rest.casefold()
    for mark in _long_credits():
        if low.startswith(mark) and not rest[len(mark) : len(mark) + 1].isalnum():
            return _strip_marks(rest[len(mark) :])
    return rest.strip()


def _names(text: str) -> bool:
    """Whether words in front of a mark can be the owner's name (`U.S. Navy photo by`): few, none in lower case."""
    words = text.split()
    return len(words) <= 5 and all(not w[0].islower() for w in words)


def _find_word(text: str, word: str) -> int:
    """Where a word stands by itself, -1 if nowhere; in scripts without spaces, wherever it stands."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not word[0].isascii() or not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            return at
        at = text.find(word, at + 1)
    return -1
