"""Writes what the documentation takes from the code: the reference of the Python interface, tables of weighing and resolution.

python scripts/reference.py     writes it into docs/

A page's part between `<!-- name -->` and `<!-- end -->` is made anew. `tests/test_reference.py` fails while a page is not up to date.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import yaml
from msgspec import Struct

import vedette
from vedette.api import records
from vedette.api.table import Kind

ROOT = Path(__file__).parents[1]
RULES = ROOT / "src/vedette/data/rules"


def weighing() -> Iterator[str]:
    """The reasons of weighing, the most important first."""
    yield "| reason | points | why |"
    yield "|---|---:|---|"
    for row in yaml.safe_load((RULES / "weighing.yaml").read_text(encoding="utf-8")):
        yield f"| {row['words'].replace('{n}', 'n')} | {row['points']} | {row['why']} |"


def resolution() -> Iterator[str]:
    """The reasons for and against two accounts telling of one exercise, and the thresholds."""
    rules = yaml.safe_load((RULES / "resolution.yaml").read_text(encoding="utf-8"))
    for title, part in (("threshold", "thresholds"), ("reason", "weights")):
        yield f"| {title} | points | why |"
        yield "|---|---:|---|"
        for name, row in rules[part].items():
            yield f"| {name.replace('-', ' ')} | {row['points']} | {row['why']} |"
        yield ""


def python() -> Iterator[str]:
    """Every public name with its words, signature, fields and methods."""
    functions = [n for n in vedette.__all__ if inspect.isfunction(getattr(vedette, n))]
    for name in functions:
        yield from _callable(f"vedette.{name}", getattr(vedette, name), "##")
    for name in (n for n in vedette.__all__ if n not in functions):
        yield from _class(name, getattr(vedette, name))
    yield "## Columns of frames"
    yield ""
    yield from _columns("Exercises", records.EXERCISE)
    yield from _columns("Claims", records.CLAIM)


def _callable(name: str, function: Any, level: str) -> Iterator[str]:
    yield f"{level} {name}"
    yield ""
    yield "```text"
    yield f"{name}{_signature(function)}"
    yield "```"
    yield ""
    yield from _words(function)


def _signature(function: Any) -> str:
    made = inspect.signature(function)
    return _plain(str(made.replace(parameters=[p for n, p in made.parameters.items() if n != "self"])))


def _plain(text: str) -> str:
    """Names of types as users write them."""
    text = re.sub(r"\*<class '[\w.]*\.(\w+)'>", r"Unpack[\1]", text)
    text = re.sub(r"(->|:) '([^']*)'", r"\1 \2", text)
    return re.sub(r"(?:vedette\.(?:\w+\.)+|collections\.abc\.|pathlib\.|datetime\.|typing\.|os\.)", "", text)


def _class(name: str, thing: Any) -> Iterator[str]:
    yield f"## vedette.{name}"
    yield ""
    yield from _words(thing)
    known = {f.name: f.type for f in fields(thing)} if is_dataclass(thing) else dict(get_type_hints(thing)) if _has_keys(thing) else {}
    if known:
        yield "| field | type |"
        yield "|---|---|"
        yield from (f"| `{name}` | {_type(kind)} |" for name, kind in known.items())
        yield ""
    if "__init__" in vars(thing) and not known and inspect.isfunction(thing.__init__):
        yield from _callable(f"vedette.{name}", thing.__init__, "###")
    for member, value in _members(thing):
        if isinstance(value, property):
            yield f"### {name}.{member}"
            yield ""
            yield from _words(value)
        else:
            yield from _callable(f"{name}.{member}", value, "###")


def _members(thing: Any) -> Iterator[tuple[str, Any]]:
    """Public methods and properties that the class itself or the record that it is of defines."""
    for owner in [c for c in reversed(thing.__mro__) if c.__module__.startswith("vedette.")]:
        for name, value in vars(owner).items():
            if not name.startswith("_") and (inspect.isfunction(value) or isinstance(value, property)):
                yield name, value


def _words(thing: Any) -> Iterator[str]:
    yield inspect.getdoc(thing) or ""
    yield ""


def _has_keys(thing: Any) -> bool:
    """Whether a class says by its annotations what it holds."""
    return issubclass(thing, dict | Struct)


def _type(kind: Any) -> str:
    text = kind.__name__ if isinstance(kind, type) and not hasattr(kind, "__args__") else str(kind)
    return "`" + _plain(text).strip("'").replace("|", "or") + "`"


def _columns(title: str, columns: Mapping[str, Kind]) -> Iterator[str]:
    yield f"{title}: " + ", ".join(f"`{name}` ({kind})" for name, kind in columns.items()) + "."
    yield ""


PARTS: Mapping[str, tuple[str, Callable[[], Iterator[str]]]] = {
    "docs/explanation/weighing.md": ("weighing", weighing),
    "docs/explanation/resolution.md": ("resolution", resolution),
    "docs/reference/python.md": ("python", python),
}
"""Page → the name of its part, and what makes it."""


def page(path: str) -> str:
    """A page with its part made anew."""
    name, make = PARTS[path]
    text = (ROOT / path).read_text(encoding="utf-8")
    made = "\n".join(make()).strip()
    found, number = re.subn(rf"(<!-- {name} -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}\n{made}\n\n{m[2]}", text, count=1, flags=re.DOTALL)
    if not number:
        raise ValueError(f"{path} has no part {name}")
    return found


if __name__ == "__main__":
    for path in PARTS:
        (ROOT / path).write_text(page(path), encoding="utf-8")
