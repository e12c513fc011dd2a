"""Finds quotations: text between quotation marks of any style, nested or unclosed, told from apostrophes and feet."""

import re
from collections.abc import Iterator

from vedette.model import Span

PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」"}
"""Opening marks that cannot be anything else, with what closes them."""
CLOSING_SINGLE = "’'"
ENDS = ".,!?…;:—"
"""Characters that commonly stand before a closing mark."""
OPENING = re.compile("[“«„‹「\"”‘'’`]")
LEAST_RUNNING = 20
"""Characters of a quotation at least that goes on from the paragraph before."""
SINGLES = "‘'’`"
WORD = re.compile(r"[^\W_]+(?:['’.,-]{1,2}[^\W_]+)*")


def count_words(text: str) -> int:
    """How many words a text has; hyphenated words, abbreviations and numbers count as one."""
    return len(WORD.findall(text))


def quotations(text: str, start: int, end: int) -> Iterator[Span]:
    """The outermost quotations of text[start:end] (one paragraph), as spans without the marks.

    A quotation that is not closed runs to the end of the paragraph; one that only a closing mark tells began before it.
    """
    i = start
    running = _running(text, start, end)
    if running is not None:
        yield Span(start, running)
        i = running + 1
    while mark := OPENING.search(text, i, end):
        i = mark.start()
        stop = _end(text, i, start, end)
        if stop is None:
            i += 1
            continue
        first, last = i + 1, stop
        while first < last and (text[first].isspace() or (text[first] == text[i] and text[i] in SINGLES)):
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        if last > first:
            yield Span(first, last)
        i = stop + 1


def _running(text: str, start: int, end: int) -> int | None:
    """Where a quotation is closed that no mark of the paragraph has opened: … at sea and in the air,” he added."""
    mark = text.find("”", start, end)
    if mark <= start or text[mark - 1] not in ENDS or mark - start < LEAST_RUNNING:
        return None
    return None if any(opening in text[start:mark] for opening in '“„«"') else mark


def _end(text: str, i: int, start: int, end: int) -> int | None:
    """Where the quotation that the mark at i opens is closed (the paragraph's end if never); None if the mark opens none."""
    char = text[i]
    if char in PAIRS:
        stop = _closing(text, i + 1, end, char, PAIRS[char])
        return end if stop is None else stop
    if not _opens(text, i, start, end) and not _sticks(text, i, start, end):
        return None
    if char == '"':
        stop = _closing_straight(text, i + 1, end)
        return end if stop is None else stop
    if char != "‘" and not text[i + 1].isalnum():
        return None
    if char == "”":
        stop = _closing(text, i + 1, end, char, "”")
        return end if stop is None else stop
    return _closing_single(text, i + 1, end)


def _opens(text: str, i: int, start: int, end: int) -> bool:
    """Whether the mark at i opens: something that is no word stands before it, and no blank after it."""
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return not after.isspace() and (before.isspace() or before in "([—–-:/\"“‘'" or (not before.isalnum() and before not in ENDS + ")’”"))


def _sticks(text: str, i: int, start: int, end: int) -> bool:
    """Whether the double mark at i opens though no blank stands before it: a sentence ends there and another begins."""
    return text[i] in '"“' and start < i < end - 1 and text[i - 1] in ".!?" and text[i + 1].isupper()


def _closing(text: str, i: int, end: int, opener: str, closers: str) -> int | None:
    """The mark that closes; inner pairs of the same style are passed over, and a straight mark before a blank closes as well."""
    depth = 0
    for k in range(i, end):
        char = text[k]
        if char in closers and (depth == 0 or char != opener):
            if depth == 0:
                return k
            depth -= 1
        elif char == opener:
            depth += 1
        elif char == '"' and depth == 0 and opener == "“" and "”" not in text[k:end] and not _opens(text, k, i, end):
            return k
    return None if depth == 0 else _first(text, i, end, closers)


def _first(text: str, i: int, end: int, closers: str) -> int | None:
    return next((k for k in range(i, end) if text[k] in closers), None)


def _closing_straight(text: str, i: int, end: int) -> int | None:
    """The next straight mark that does not itself open a quotation; two single marks count as well."""
    for k in range(i, end):
        if text[k] in '"”' and not (text[k] == '"' and _opens(text, k, i, end)):
            return k
        if text[k] == '"' and text[i:k].rstrip()[-1:] in (".", "!", "?"):
            return k - 1
    return None


def _closing_single(text: str, i: int, end: int) -> int | None:
    """The single mark that closes, told from apostrophes: no letter follows, and no word goes on after a plural's s."""
    doubtful: int | None = None
    for k in range(i + 1, end):
        char = text[k]
        if char == "‘":
            break
        if char not in CLOSING_SINGLE or (k + 1 < end and text[k + 1].isalnum()):
            continue
        plural = text[k - 1] in "sS" and k + 2 < end and text[k + 1] == " " and text[k + 2].islower()
        if not plural or text[k - 1] in ENDS:
            return k
        doubtful = doubtful if doubtful is not None else k
    return doubtful
