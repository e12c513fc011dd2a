"""Texts in CSV cells that no spreadsheet takes for a formula, and back.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` (or their full-width forms), also behind a tab or an end of line. Such a
text gets an apostrophe before it, and so does a text that reads like the marker of missing values. Behind a semicolon it gets one as
well, since where a semicolon parts the cells, a list's next value begins a cell. Texts that are numbers stay as they are: they do nothing.
`reveal` takes away what `guard` has put there, whatever apostrophes a text had itself.
"""

import re
from functools import cache

NOT_GIVEN = "NA"
"""What stands in a CSV cell for a missing value, as R, pandas and DuckDB (with `nullstr`) read it."""

_SIGN = r"[=+\-@＝＋－＠\t\r\n]"
_NUMBER = r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?"


def guard(text: str, missing: str = "") -> str:
    """The text as it may stand in a cell; `missing` is the marker of missing values."""
    if text[:1].isalnum() and ";" not in text and text != missing:
        return text  # nearly all are: a table of claims has millions of cells
    return _patterns(missing)[0].sub(r"\1\2\3'", text)


def reveal(cell: str, missing: str = "") -> str:
    """The text that `guard` made the cell of."""
    return _patterns(missing)[1].sub(r"\1\2\3", cell)


@cache
def _patterns(missing: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What finds where an apostrophe belongs, and where one was put."""
    start, marker = r"(^|;)( *)('*)", rf"|{re.escape(missing)}(?:\Z|;)" if missing else ""
    risky = rf"(?=(?!{_NUMBER} *(?:\Z|;))(?:{_SIGN}{marker}))"
    return re.compile(start + risky), re.compile(f"{start}'{risky}")
