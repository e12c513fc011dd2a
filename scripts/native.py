"""Compiles the coder: makes a copy of the package in a folder, with the modules that read texts compiled by mypyc.

    python scripts/native.py FOLDER
    PYTHONPATH=FOLDER vedette code …

Needs the packages of requirements-dev.txt, a C compiler and the headers of Python; takes some minutes. The package itself stays as it is,
pure Python, and both code alike. After a change of the sources the copy is to be made anew: `make native` sees to it.
"""

import argparse
import ast
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "src" / "vedette"
COMPILED = ("model.py", "values.py", "grammar.py", "annotate/*.py", "extract/*.py")
"""The modules that are compiled. What pydantic or msgspec reads and writes (`lexicon`, `kept`) cannot be."""
LOOKUPS = {"words_of": "frozenset[str]", "word_set": "frozenset[str]", "phrases_of": "Phrases[str]"}
"""Functions that give the words of some classes, always the same, with what they return."""
TOGETHER = ["-fvisibility=hidden", "-flto=auto"]
"""For the compiler and the linker: calls from module to module go straight there."""
HEAD = """
from contextlib import suppress
from typing import Any, ClassVar, Final, TypeVar, cast, final

with suppress(ImportError):  # only the compiler needs it
    from mypy_extensions import mypyc_attr
"""
"""What the rewritten modules need."""
WORDS = "from vedette.grammar import Phrases, phrases_of\nfrom vedette.model import Document\n"
KEPT = """
def {name}() -> {kind}:
    found = _ONCE.{name}
    if found is None:
        found = _ONCE.{name} = {call}
    return found
"""
CUE = """
def _cue{number}(doc: Document, first: int, last: int) -> bool:
    return _words{number}().within(doc.tokens, first, last)
"""
CONFIG = """
[mypy]
ignore_missing_imports = True
[mypy-vedette.api.*]
follow_imports = skip
"""
"""For mypy, which need not look at what only `vedette/__init__.py` imports: that would be the whole package."""
REPLACE = '''

_R = TypeVar("_R")


def replace(record: _R, **changes: Any) -> _R:
    """As `msgspec.structs.replace`, for Structs and for the classes that stand for them here."""
    kind: Any = type(record)
    return cast(_R, kind(*[changes[name] if name in changes else getattr(record, name) for name in kind.__match_args__]))
'''


def copy(folder: Path) -> list[str]:
    """Copies the package into a folder, with what is to be compiled rewritten for that. Returns the paths of these modules there."""
    package = folder / "vedette"
    shutil.copytree(SOURCES, package, ignore=shutil.ignore_patterns("__pycache__"))
    modules = sorted(path for pattern in COMPILED for path in package.glob(pattern))
    for path in modules:
        source = path.read_text(encoding="utf-8")
        if "cached_property" in source:
            sys.exit(f"{path}: mypyc makes of a cached_property one that is reckoned each time.")
        source = with_lookups_kept(with_classes_for_structs(source))
        lines = source.split("\n")
        head = HEAD + (WORDS if path.name not in ("model.py", "grammar.py") else "")
        lines.insert(ast.parse(source).body[0].end_lineno or 1, head)  # behind the docstring
        path.write_text("\n".join(lines) + (REPLACE if path.name == "model.py" else ""), encoding="utf-8")
    return [str(path.relative_to(folder)) for path in modules]


def with_classes_for_structs(source: str) -> str:
    """A module with ordinary classes for its Structs: of its own classes compiled code reads the attributes at once, of others it looks
    them up, which takes longer than in the interpreter."""
    lines = source.split("\n")
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == "Struct" for base in node.bases):
            _write_class(node, lines)
        elif isinstance(node, ast.ImportFrom) and node.module == "msgspec.structs":
            lines[node.lineno - 1] = "from vedette.model import replace"
    return "\n".join(lines)


def _write_class(node: ast.ClassDef, lines: list[str]) -> None:
    """Puts an ordinary class in the place of a Struct: made, compared, hashed, copied and pickled alike."""
    frozen = any(option.arg == "frozen" for option in node.keywords)
    fields = {ast.unparse(item.target): item for item in node.body if isinstance(item, ast.AnnAssign)}
    made = {name: item.value for name, item in fields.items() if isinstance(item.value, ast.Call)}  # by field(default_factory=…)
    given = [name for name in fields if name not in made]
    kinds = {name: ast.unparse(item.annotation) for name, item in fields.items()}
    parameters = [f"{name}: {kinds[name]}" + (f" = {ast.unparse(value)}" if (value := fields[name].value) else "") for name in given]
    filled = {name: f"{ast.unparse(call.keywords[0].value)}()" for name, call in made.items()}
    values = f"({''.join(f'self.{name}, ' for name in given)})"
    methods = [
        f"    __match_args__: ClassVar[tuple[str, ...]] = ({''.join(f'{name!r}, ' for name in given)})",
        f"    def __init__(self, {', '.join(parameters)}) -> None:",
        *(f"        self.{name} = {filled.get(name, name)}" for name in fields),
        "    def __eq__(self, other: object) -> bool:",
        f"        return isinstance(other, {node.name}) and {' and '.join(f'self.{name} == other.{name}' for name in fields)}",
        "    def __reduce__(self) -> tuple[Any, ...]:",
        f"        return {node.name}, {values}",
    ]
    if frozen:
        methods += ["    def __hash__(self) -> int:", f"        return hash({values})"]
    lines[node.end_lineno : node.end_lineno] = methods
    for name, item in fields.items():
        lines[item.lineno - 1 : item.end_lineno] = [f"    {name}: {kinds[name]}"] + [""] * ((item.end_lineno or item.lineno) - item.lineno)
    # what is not changed is part of no circle: the collector of garbage need not look at it
    lines[node.lineno - 1] = ("@mypyc_attr(acyclic=True)\n" if frozen else "") + f"@final\nclass {node.name}:"


def with_lookups_kept(source: str) -> str:
    """A module that looks up once, when it first needs them, the words of classes which it names itself (`words_of("of_word")`, and in
    `has_cue(doc, first, last, "of_word")`) and its own tables (functions without parameters that are cached)."""
    numbers: dict[str, int] = {}
    cues: set[int] = set()
    tables: dict[str, str] = {}
    edits: list[tuple[int, int, int, str]] = []  # line, first and last byte, what is to stand there
    for part in ast.parse(source).body:
        if isinstance(part, ast.FunctionDef) and _is_table(part):
            tables[part.name] = ast.unparse(part.returns) if part.returns else "None"
            edits.append((part.lineno, len("def "), len("def ") + len(part.name), f"_made_{part.name}"))
        for call in ast.walk(part) if isinstance(part, ast.FunctionDef | ast.ClassDef) else ():
            asked = _asked(call) if isinstance(call, ast.Call) else None
            if not isinstance(call, ast.Call) or asked is None:
                continue
            number = numbers.setdefault(asked, len(numbers))
            begin, end = call.col_offset, call.end_col_offset or 0
            if len(call.args) > 3 and not isinstance(call.args[0], ast.Constant):
                cues.add(number)
                edits.append((call.lineno, begin, begin + len("has_cue"), f"_cue{number}"))
                edits.append((call.lineno, call.args[2].end_col_offset or 0, end, ")"))
            else:
                edits.append((call.lineno, begin, end, f"_words{number}()"))
    if not edits:
        return source
    lines = [line.encode() for line in source.split("\n")]
    for line, begin, end, text in sorted(edits, reverse=True):
        lines[line - 1] = lines[line - 1][:begin] + text.encode() + lines[line - 1][end:]
    kept = [(f"_words{number}", LOOKUPS[call.partition("(")[0]], call) for call, number in numbers.items()]
    kept += [(name, kind, f"_made_{name}()") for name, kind in tables.items()]
    fields = "".join(f"    {name}: {kind} | None = None\n" for name, kind, _ in kept)
    functions = "".join(KEPT.format(name=name, kind=kind, call=call) for name, kind, call in kept)
    functions += "".join(CUE.format(number=number) for number in sorted(cues))
    return b"\n".join(lines).decode() + f"\n@final\nclass _Once:\n{fields}\n_ONCE: Final = _Once()\n{functions}"


def _is_table(function: ast.FunctionDef) -> bool:
    return [ast.unparse(one) for one in function.decorator_list] in (["cache"], ["compiled"]) and not ast.unparse(function.args)


def _asked(call: ast.Call) -> str | None:
    """The look-up by literal names that a call on one line makes."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    kinds = call.args[3:] if name == "has_cue" else call.args if name in LOOKUPS else []
    if not kinds or call.lineno != call.end_lineno or any(isinstance(arg, ast.Starred) for arg in call.args):
        return None
    if not all(isinstance(kind, ast.Constant) for kind in kinds):
        return None
    return f"{'phrases_of' if name == 'has_cue' else name}({', '.join(map(ast.unparse, kinds))})"


def build(folder: Path, modules: Sequence[str], optimise: str = "2") -> None:
    """Compiles modules of a copy in their places; `optimise` is the level of the C compiler."""
    from mypyc.build import mypycify
    from setuptools import setup

    os.chdir(folder)
    Path("mypy.ini").write_text(CONFIG)
    extensions = mypycify(["--config-file=mypy.ini", *modules], opt_level=optimise, debug_level="0", multi_file=True)
    for extension in extensions:
        extension.extra_compile_args += TOGETHER
        extension.extra_link_args += TOGETHER
    setup(name="vedette", packages=["vedette"], ext_modules=extensions, script_args=["--quiet", "build_ext", "--inplace"])
    shutil.rmtree("build")


def main() -> None:
    """Makes the compiled copy, and tells how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="where the copy goes; what is there is removed")
    given = parser.parse_args()
    began = time.monotonic()
    shutil.rmtree(given.folder, ignore_errors=True)
    modules = copy(given.folder)
    build(given.folder, modules)
    seconds = f"{time.monotonic() - began:.0f}"
    Path("ready").write_text(seconds)
    print(f"{len(modules)} modules compiled in {seconds} s.")


if __name__ == "__main__":
    main()
