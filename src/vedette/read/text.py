"""Plain text → clean paragraphs. What is done here is done before the text is kept; nothing changes it afterwards."""

import html
import re

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = r"\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(rf"[{_BLANKS}][ {_BLANKS}]*| [ {_BLANKS}]+")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
_JOINERS = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])")
"""Zero-width joiners are spelling in Persian and the Indic scripts, and noise beside ASCII."""

_TAGS = "a abbr b big br cite code del div em font h[1-6] hr i img ins kbd li mark ol p pre q s small span strike strong sub sup"
_TAGS += " table td th tr tt u ul"
_MARKUP = re.compile(rf"<(?P<close>/?)(?P<tag>{'|'.join(_TAGS.split())})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BREAKING = re.compile(r"(?:br|div|h[1-6]|hr|li|ol|p|pre|table|tr|ul)$", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")

UNLIKE = 20
"""Lines that differ in length by more code points than this cannot be the same words: spares folding whole paragraphs."""

WRAPPED_MIN, WRAPPED_MAX = 45, 100
"""Code points of a line that may have been broken to fit a page. Mail and wire texts wrap at 60-80; a paragraph on one line is longer."""

_POINT = re.compile(r"(?:[•‣◦▪●·*–—-]|\d{1,2}[.)]) ")
"""The beginning of a point in a list."""


def clean(text: str) -> str:
    """Text with one kind of line end and space, without control characters, byte order marks, soft hyphens and zero-width characters."""
    if "  " not in text and text.replace("\n", "").isprintable():
        return text
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    return _SPACES.sub(" ", text if text.isascii() else _JOINERS.sub("", text))


def plain(text: str) -> str:
    """Text without mark-up: tags of HTML that strayed into it are gone, entities decoded; then `clean`."""
    if "<" in text:
        closed = text.rfind("-->") + 3  # no comment ends behind it; to look for an end at each beginning takes the square of the length
        text = _MARKUP.sub(lambda m: "\n" if _BREAKING.match(m["tag"]) else "", _COMMENT.sub("", text[:closed]) + text[closed:])
    if "&" in text:
        text = _ENTITY.sub(lambda m: html.unescape(m[0]), text)
    return clean(text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of clean text: its lines, where lines broken to fit a page are joined again."""
    out: list[str] = []
    for part in re.split(r"\n[ ]*\n\s*", text):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if _is_wrapped(lines):
            out.append(" ".join(lines))
            continue
        for line in lines:
            if out and line is not lines[0] and _is_broken(out[-1], line):
                out[-1] += f" {line}"
            else:
                out.append(line)
    return out


def _is_broken(first: str, second: str) -> bool:
    """Whether a line break stands within a sentence: much text before it, no punctuation, a small letter after it."""
    return second[0].islower() and len(first) >= WRAPPED_MIN and first[-1].isalnum()


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines without a blank one between them are one paragraph: all about as long, and broken within sentences."""
    if len(lines) < 2 or any(not WRAPPED_MIN <= len(line) <= WRAPPED_MAX for line in lines[:-1]) or len(lines[-1]) > WRAPPED_MAX:
        return False
    if any(_POINT.match(line) for line in lines):
        return False
    broken = sum(line[-1].isalnum() or line[-1] in ",;-–—" for line in lines[:-1])
    return broken * 2 >= len(lines) - 1 and (len(lines) > 2 or lines[1][0].islower())


def same(first: str, second: str) -> bool:
    """Whether two lines are the same words, whatever their case, quotation marks and punctuation."""
    return abs(len(first) - len(second)) <= UNLIKE and _key(first) == _key(second) != ""


def _key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
