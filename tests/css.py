"""The few CSS selectors that tests of pages need, on lxml trees: tag, .class, #id, [attribute], one inside another, `>`, and commas."""

import re
from typing import Any

_STEP = re.compile(r"([\w-]+)|\.([\w-]+)|#([\w-]+)|\[([\w-]+)\]")


def css(tree: Any, selector: str) -> list[Any]:
    """The elements inside a tree that a selector fits, in the order of the page."""
    return list(tree.xpath(" | ".join(_path(one.split()) for one in selector.split(","))))


def _path(steps: list[str]) -> str:
    path, axis = ".", "//"
    for step in steps:
        if step == ">":
            axis = "/"
            continue
        path, axis = path + axis + _element(step), "//"
    return path


def _element(step: str) -> str:
    tag, tests = "*", ""
    for name, cls, ident, attribute in _STEP.findall(step):
        tag = name or tag
        tests += f"[contains(concat(' ', normalize-space(@class), ' '), ' {cls} ')]" if cls else ""
        tests += f"[@id='{ident}']" if ident else ""
        tests += f"[@{attribute}]" if attribute else ""
    return tag + tests
