"""No regular expression can run away: on texts made to hurt it, its time grows with their length alone."""

import ast
import importlib
import pkgutil
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import vedette
from vedette.read.text import clean

SHORT, LONG = 2_000, 8_000
"""Characters. Four times as long may take at most eight times as long: a quadratic step would take sixteen times."""
MOST = 8
IDLE = 0.01
"""Seconds, added to the shorter time: below that, chance decides."""
ANCHORED = frozenset(("match", "fullmatch"))
BOUNDED = {
    "vedette.read.furniture._BREAK": "texts have no two blanks in a row, which test_cleaned_text_has_no_runs_of_blanks shows",
    "vedette.read.furniture._DASH": "as above",
    "vedette.read.html._TITLE_CUT": "titles have no two blanks in a row",
    "vedette.resolve.vienna._CALIBRE": "reads a name of a weapon that the coder has made",
    "vedette.importers.datasets._QUOTED": "reads a name in a cell of a data set",
}
"""Patterns whose texts cannot be long, or not as they would have to be to hurt."""
OTHERS = "a1A .-,'\"\n(é%<>\u0001"


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(vedette.__path__, "vedette."):
        if not found.name.endswith(("__main__", ".warm")) and "migrations" not in found.name:
            yield importlib.import_module(found.name)


def _patterns(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value of a module, in its containers and classes."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 3 and isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _patterns(one, depth + 1)
    elif depth < 3 and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _patterns(one, depth + 1)
    elif depth == 0 and isinstance(value, type):
        yield from _patterns(dict(vars(value)), 1)


def _called(module: ModuleType) -> dict[str, set[str]]:
    """Which methods of each name a module calls."""
    out: dict[str, set[str]] = {}
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            out.setdefault(node.value.id, set()).add(node.attr)
    return out


def _all() -> dict[str, tuple[re.Pattern[Any], str]]:
    """Every pattern of the program with its name, and how it is used: `fullmatch`, `match` or `finditer`."""
    out: dict[str, tuple[re.Pattern[Any], str]] = {}
    seen = set()
    for module in _modules():
        called = _called(module)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns(value)):
                key = (pattern.pattern, pattern.flags, module.__name__)
                if key not in seen and (not isinstance(value, type) or value.__module__ == module.__name__):
                    seen.add(key)
                    methods = called.get(name, set()) if isinstance(value, re.Pattern) else set()
                    used = min(methods) if methods and methods <= ANCHORED else "finditer"
                    out[f"{module.__name__}.{name}{f'.{number}' if number else ''}"] = pattern, used
    return out


PATTERNS = _all()


def _atoms(tree: Any) -> Iterator[str]:
    """A character for each place of a pattern."""
    for code, told in tree:
        if code is codes.LITERAL:
            yield chr(told)
        elif code is codes.IN:
            yield next((c for c in OTHERS if _within(c, told)), chr(told[0][1][0]) if told[0][0] is codes.RANGE else "a")
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            yield from _atoms(told[2])
        elif code is codes.SUBPATTERN:
            yield from _atoms(told[3])
        elif code is codes.BRANCH:
            for one in told[1]:
                yield from _atoms(one)
        elif code is codes.ATOMIC_GROUP:
            yield from _atoms(told)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _atoms(told[1])
        else:
            yield "a"


def _within(char: str, told: Any) -> bool:
    flags = {codes.CATEGORY_DIGIT: char.isdigit(), codes.CATEGORY_SPACE: char.isspace(), codes.CATEGORY_WORD: char.isalnum() or char == "_"}
    flags |= {codes.CATEGORY_NOT_DIGIT: not char.isdigit(), codes.CATEGORY_NOT_SPACE: not char.isspace()}
    flags |= {codes.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_")}
    hit = any(
        (code is codes.LITERAL and chr(what) == char)
        or (code is codes.RANGE and what[0] <= ord(char) <= what[1])
        or (code is codes.CATEGORY and flags[what])
        for code, what in told
    )
    return hit != (told[0][0] is codes.NEGATE)


def _units(pattern: re.Pattern[Any]) -> list[str]:
    """What is said again and again in a text that is to hurt a pattern: its characters, pairs of them, and its whole run."""
    flags = pattern.flags & ~re.UNICODE if isinstance(pattern.pattern, bytes) else pattern.flags
    run = list(_atoms(parser.parse(pattern.pattern, flags)))
    some = list(dict.fromkeys(run))
    pairs = ("".join(pair) for pair in product(some[:6], repeat=2))
    whole = "".join(run)[:60]
    return [unit for unit in dict.fromkeys((*some[:12], *pairs, whole, whole[:-1], f"{whole} ")) if unit]


def _seconds(pattern: re.Pattern[Any], used: str, unit: str, length: int) -> float:
    text: Any = unit * (length // len(unit)) + "\u0001"
    if isinstance(pattern.pattern, bytes):
        text = text.encode(errors="replace")
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        if used == "finditer":
            for _found in pattern.finditer(text):
                pass
        else:
            getattr(pattern, used)(text)
        best = min(best, time.process_time() - began)
    return best


@pytest.mark.parametrize("name", [name for name in PATTERNS if name not in BOUNDED])
def test_time_grows_with_length(name: str) -> None:
    pattern, used = PATTERNS[name]
    for unit in _units(pattern):
        for length in (20, 60, 200):  # what grows without bounds is seen early
            assert _seconds(pattern, used, unit, max(length, 2 * len(unit))) < 1, unit
        short = _seconds(pattern, used, unit, SHORT)
        assert _seconds(pattern, used, unit, LONG) <= MOST * (short + IDLE), unit


def test_what_is_left_out_is_there() -> None:
    assert set(BOUNDED) <= set(PATTERNS)
    assert len(PATTERNS) > 50


def test_comments_before_a_page_do_not_run_away() -> None:
    sniff, _ = PATTERNS["vedette.read.decode._SNIFF"]
    assert sniff.match("<!--a--> " * 20 + "<html>")
    for many in (20, 2_000):
        assert not sniff.match("<!--a-->" * many + "x")


@pytest.mark.parametrize("blanks", ["\t ", " \u00a0", "\u3000\t", "  "])
def test_cleaned_text_has_no_runs_of_blanks(blanks: str) -> None:
    assert clean(f"a{blanks * 9}b{blanks}c") == "a b c"
