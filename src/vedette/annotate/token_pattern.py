"""Patterns over kinds of tokens, written in rules and compiled to regular expressions over one character per token.

A sentence becomes a string with one character for each token; the character stands for the set of kinds that the token has
(month, number, unit …). A pattern is then an ordinary regular expression over a short string, without any scan of the text itself.

Syntax: kinds separated by blanks; `field=kind` captures; `( | )`, `?`, `*`, `+` as usual; `<kind` and `<!kind` look at the token
before, `>kind` and `>!kind` at the token after; `@macro` inserts a macro, `@macro.1` inserts it with `#` in it replaced by `1`.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

NOTHING = "."
"""The character of a token without a kind."""
CONTINUED = "_"
"""The character of the second and further tokens of a phrase of several words."""

_PIECE = re.compile(r"\s*(?:(?P<look>[<>]!?)(?P<seen>\w+)|(?P<field>\w+)=(?P<caught>\w+)|(?P<kind>\w+)|(?P<mark>[()|?*+]))")
_MACRO = re.compile(r"@(\w+)(?:\.(\d))?")


class Caught(Struct, frozen=True):
    """A captured token: the field of the pattern, the kind that it was taken for, and its index in the match."""

    field: str
    kind: str
    index: int


class TokenPattern:
    """A compiled pattern. `first` holds the characters that a match may begin with."""

    def __init__(self, source: str, classes: Mapping[str, str], macros: Mapping[str, str]) -> None:
        """`classes` maps each kind to its characters. Raises ValueError for a kind or macro that is not there and for bad syntax."""
        self._classes = classes
        self._groups: list[tuple[str, str]] = []
        self._pieces = list(_pieces(_expanded(source, macros)))
        self._at = 0
        regex, self.first, nullable = self._alternatives()
        if self._at < len(self._pieces) or nullable:
            raise ValueError(f"pattern {source!r}: an unmatched bracket, or it matches nothing")
        self._source = regex
        self._regex: re.Pattern[str] | None = None
        """Compiled when first tried: few reports need all patterns."""

    def match(self, codes: str, at: int) -> re.Match[str] | None:
        """The match that begins at index `at` of the string, or None."""
        if self._regex is None:
            self._regex = re.compile(self._source)
        return self._regex.match(codes, at)

    def caught(self, match: re.Match[str]) -> list[Caught]:
        """What a match captured, in the order of the pattern; indices are counted from the beginning of the match."""
        return [Caught(*group, match.start(i) - match.start()) for i, group in enumerate(self._groups, 1) if match.start(i) >= 0]

    def _alternatives(self) -> tuple[str, frozenset[str], bool]:
        regexes, first, nullable = [], frozenset[str](), False
        while True:
            regex, begins, empty = self._sequence()
            regexes.append(regex)
            first, nullable = first | begins, nullable or empty
            if self._peek() != "|":
                return "|".join(regexes), first, nullable
            self._at += 1

    def _sequence(self) -> tuple[str, frozenset[str], bool]:
        regex, first, nullable = "", frozenset[str](), True
        while self._at < len(self._pieces) and self._peek() not in ("|", ")"):
            part, begins, empty = self._item()
            regex += part
            if nullable:
                first |= begins
            nullable = nullable and empty
        return regex, first, nullable

    def _item(self) -> tuple[str, frozenset[str], bool]:
        piece = self._pieces[self._at]
        self._at += 1
        if piece["look"]:
            behind = "<" if piece["look"][0] == "<" else ""
            return f"(?{behind}{'!' if '!' in piece['look'] else '='}{self._class(piece['seen'])})", frozenset(), True
        if piece["mark"] == "(":
            inner, first, empty = self._alternatives()
            if self._peek() != ")":
                raise ValueError("a bracket is not closed")
            self._at += 1
            regex = f"(?:{inner})"
        elif piece["mark"]:
            raise ValueError(f"{piece['mark']!r} stands where a kind is expected")
        else:
            kind = piece["kind"] or piece["caught"]
            one = f"{self._class(kind)}{CONTINUED}*"
            if piece["field"]:
                self._groups.append((piece["field"], kind))
            regex, first, empty = f"({one})" if piece["field"] else f"(?:{one})", frozenset(self._classes[kind]), False
        if (mark := self._peek()) in ("?", "*", "+"):
            self._at += 1
            return regex + str(mark), first, empty or mark != "+"
        return regex, first, empty

    def _peek(self) -> str | None:
        return self._pieces[self._at]["mark"] if self._at < len(self._pieces) else None

    def _class(self, kind: str) -> str:
        try:
            return f"[{re.escape(self._classes[kind])}]"
        except KeyError:
            raise ValueError(f"unknown kind {kind!r}") from None


def alternatives(source: str) -> list[str]:
    """The alternatives of a pattern that stand outside of all brackets, so that the longest can be chosen rather than the first."""
    out, depth = [""], 0
    for char in source:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            out.append("")
        else:
            out[-1] += char
    return out


def _expanded(source: str, macros: Mapping[str, str]) -> str:
    def insert(match: re.Match[str]) -> str:
        if match[1] not in macros:
            raise ValueError(f"unknown macro {match[1]!r}")
        return f"( {_expanded(macros[match[1]].replace('#', match[2] or ''), macros)} )"

    return _MACRO.sub(insert, source)


def _pieces(source: str) -> Iterator[re.Match[str]]:
    at = 0
    source = source.strip()
    while at < len(source):
        piece = _PIECE.match(source, at)
        if piece is None:
            raise ValueError(f"cannot read {source[at:]!r}")
        yield piece
        at = piece.end()
