"""GeoJSON (RFC 7946): a feature an exercise, with its places as points."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from vedette.export import exercises
from vedette.export.columns import Cell
from vedette.store import Dossier
from vedette.store.reading import chunks

COLUMNS = tuple(c for c in exercises.COLUMNS if c.name not in ("lat", "lon"))
"""The properties of a feature."""
NOTES = (
    "A feature is an exercise; its geometry is a point or several, in degrees of WGS 84, and null where no place has coordinates.",
    "Coordinates are those of the place that is named (the middle of a town, region or state), not of where troops stood.",
)
PIECE = 200
"""Features in a piece."""


def pieces(found: Iterable[Dossier]) -> Iterator[bytes]:
    """A FeatureCollection; exercises whose places have no coordinates have no geometry."""
    yield b'{"type": "FeatureCollection", "features": ['
    before = ""
    for some in chunks(found, PIECE):
        yield (before + "\n" + ",\n".join(json.dumps(feature(e), ensure_ascii=False) for e in some)).encode()
        before = ","
    yield b"\n]}\n"


def feature(exercise: Dossier) -> dict[str, Any]:
    """An exercise as a feature: one point, or several; the columns of the wide table as properties."""
    cells = dict(zip((c.name for c in exercises.COLUMNS), exercises.row(exercise), strict=True))
    return {
        "type": "Feature",
        "id": exercise.id,
        "geometry": _geometry(exercise),
        "properties": {c.name: _plain(cells[c.name]) for c in COLUMNS},
    }


def _geometry(exercise: Dossier) -> dict[str, Any] | None:
    points = [[p["lon"], p["lat"]] for p in exercise.record["places"] if p.get("lat") is not None and p.get("lon") is not None]
    once = [p for n, p in enumerate(points) if p not in points[:n]]
    if not once:
        return None
    return {"type": "Point", "coordinates": once[0]} if len(once) == 1 else {"type": "MultiPoint", "coordinates": once}


def _plain(value: Cell) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else list(value)
