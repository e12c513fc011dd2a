"""The coder codes alike when it is compiled: what is rewritten for the compiler, and all modules compiled."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from support import EXAMPLES, ROOT

sys.path.insert(0, str(ROOT / "scripts"))

from native import copy, with_classes_for_structs, with_lookups_kept  # type: ignore[import-not-found]

BUILD = "import pathlib, sys; sys.path.insert(0, 'scripts'); import native; native.build(pathlib.Path(sys.argv[1]), sys.argv[2:], '0')"
WHERE = "import importlib, sys; print(*(importlib.import_module(name).__file__ for name in sys.argv[1:]), sep='\\n')"


def python(*args: str, path: Path | None = None) -> str:
    env = {**os.environ, "PYTHONPATH": str(path)} if path else None
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, check=False, cwd=ROOT, env=env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_compiled_copy_codes_alike(tmp_path: Path) -> None:
    folder = tmp_path / "native"
    modules = copy(folder)
    assert "vedette/extract/status.py" in modules
    python("-c", BUILD, str(folder), *modules)
    names = [module.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".") for module in modules]
    assert {Path(path).suffix for path in python("-c", WHERE, *names, path=folder).split()} == {".so"}
    command = ("-m", "vedette.serve", "code", *EXAMPLES, "--format", "json")
    assert python(*command, path=folder) == python(*command)


def test_a_class_stands_for_a_struct() -> None:
    source = "class A(Struct, frozen=True):\n    x: int\n    y: str = 'é'\n    z: list[int] = field(default_factory=list)\n"
    scope: dict[str, object] = {}
    exec("from typing import *\nfrom mypy_extensions import mypyc_attr\n" + with_classes_for_structs(source), scope)
    kind = scope["A"]
    assert isinstance(kind, type)
    one = kind(1)
    assert (one.x, one.y, one.z) == (1, "é", [])
    assert one == kind(1, "é")
    assert one != kind(1, y="e")
    assert hash(one) == hash(kind(1))
    assert one.__reduce__() == (kind, (1, "é"))


@pytest.mark.parametrize("call", ["words_of(*kinds)", "words_of(kind)", "other('a')", "has_cue(doc, *span, 'a', 'b')"])
def test_only_look_ups_by_literal_names_are_kept(call: str) -> None:
    source = f"def f(kind, *kinds):\n    return {call}\n"
    assert with_lookups_kept(source) == source


def test_look_ups_are_made_once() -> None:
    source = """
@cache
def table() -> frozenset[str]:
    return words_of(*"xy")

def f(doc):
    return ["é" in words_of("é"), words_of("a", "b"), "é" in words_of("é"), has_cue(doc, max(0, 1), 2, "c", "d"), table()]
"""
    asked: list[tuple[str, ...]] = []

    def words_of(*kinds: str) -> frozenset[str]:
        asked.append(kinds)
        return frozenset(kinds)

    class Found(tuple[str, ...]):
        def within(self, *found: object) -> object:
            return (self, *found)

    scope: dict[str, Any] = {"words_of": words_of, "phrases_of": lambda *kinds: Found(words_of(*sorted(kinds)))}
    exec("from typing import *\nfrom functools import cache\nPhrases = List\nDocument = Any\n" + with_lookups_kept(source), scope)
    doc = SimpleNamespace(tokens="tokens")
    once = scope["f"](doc)
    assert scope["f"](doc) == once
    assert sorted(asked) == [("a", "b"), ("c", "d"), ("x", "y"), ("é",)]
    assert (once[:3], set(once[3][0]), once[3][1:], once[4]) == ([True, {"a", "b"}, True], {"c", "d"}, ("tokens", 1, 2), {"x", "y"})
