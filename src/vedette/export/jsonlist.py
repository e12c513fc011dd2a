"""Records as searches give them out, as one JSON array or as JSON Lines."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from vedette.store import Dossier
from vedette.store.reading import chunks

PIECE = 200
"""Records in a piece."""


def array_pieces(found: Iterable[Dossier]) -> Iterator[bytes]:
    """One JSON array."""
    before = "["
    for some in chunks(found, PIECE):
        yield (before + "\n" + ",\n".join(_line(e) for e in some)).encode()
        before = ","
    yield b"[]\n" if before == "[" else b"\n]\n"


def line_pieces(found: Iterable[Dossier]) -> Iterator[bytes]:
    """A line an exercise."""
    for some in chunks(found, PIECE):
        yield "".join(_line(e) + "\n" for e in some).encode()


def _line(exercise: Dossier) -> str:
    return json.dumps(record(exercise), ensure_ascii=False)


def record(exercise: Dossier) -> dict[str, Any]:
    """The exercise's record with the reports' titles and addresses in the place of their ids."""
    sources = [{n: getattr(s, n) for n in ("id", "title", "publisher", "published", "url", "lang")} for s in exercise.sources]
    return {**exercise.record, "reports": sources}
