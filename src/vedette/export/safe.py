"""Texts in CSV cells that no spreadsheet takes for a formula, and back.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (or their full-width forms), also behind a tab or an end of line. Such a
text gets an apostrophe before it, and so does a text that reads like the marker of missing values. Behind a semicolon it gets one as
well, since where a semicolon parts the cells, a list's next value begins a cell. Texts that are numbers stay as they are: they do nothing.
`reveal` takes away what `guard` has put there, whatever apostrophes a text had itself.
"""

import re

_SIGN = r"[=+\-@＝＋－＠\t\r\n]"
_NUMBER = r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?"
_START = r"(^|;)( *)('*)"


def _risky(missing: str) -> str:
    marker = rf"|{re.escape(missing)}(?:\Z|;)" if missing else ""
    return rf"(?=(?!{_NUMBER} *(?:\Z|;))(?:{_SIGN}{marker}))"


def guard(text: str, missing: str = "") -> str:
    """The text as it may stand in a cell; `missing` is the marker of missing values."""
    return _compiled(_START + _risky(missing)).sub(r"\1\2\3'", text)


def reveal(cell: str, missing: str = "") -> str:
    """The text that `guard` made the cell of."""
    return _compiled(rf"(^|;)( *)('*)'{_risky(missing)}").sub(r"\1\2\3", cell)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)  # re keeps the last few hundred compiled
