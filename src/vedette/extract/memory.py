"""Remembers what is read of a document more than once."""

from collections.abc import Callable
from typing import Any, TypeVar, TypeVarTuple

from vedette.extract.frames import Frame
from vedette.model import Document

Rest = TypeVarTuple("Rest")
T = TypeVar("T")


def of_document(build: Callable[[Document], T]) -> Callable[[Document], T]:
    """Makes `build` run once a document: what it returns is kept until it is asked for another document, and no longer, so that the memory
    of a document is free for the next one."""
    kept: tuple[Document, T] | None = None

    def remembered(doc: Document) -> T:
        nonlocal kept
        if kept is None or kept[0] is not doc:
            kept = doc, build(doc)
        return kept[1]

    return remembered


def of_frame(build: Callable[[Document, Frame, *Rest], T]) -> Callable[[Document, Frame, *Rest], T]:
    """Makes `build` run once an exercise of a document, for which what else it is given is always the same."""
    known = of_document(_nothing_yet)

    def remembered(doc: Document, frame: Frame, /, *rest: *Rest) -> T:
        kept = known(doc)
        if id(frame) not in kept:
            kept[id(frame)] = frame, build(doc, frame, *rest)
        found: T = kept[id(frame)][1]
        return found

    return remembered


def _nothing_yet(doc: Document) -> dict[int, tuple[Frame, Any]]:
    """What is remembered of the exercises of a document, by their identity; each is kept with it, so that no other has the same."""
    return {}
