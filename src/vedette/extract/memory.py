"""Remembers what is read of a document more than once."""

from collections.abc import Callable
from typing import TypeVar

from vedette.model import Document

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
