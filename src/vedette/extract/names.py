"""Name, other names, series and edition of an exercise."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame
from vedette.grammar import fold
from vedette.model import Document, ExerciseRef


def names(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `name`, `alias` (each spelling once), `series` and `edition`."""
    if frame.name is None:
        return _of_series(frame)
    best: ExerciseRef = frame.name.value
    assert best.name
    assert best.name_span
    drafts = [Draft("name", best.name, best.name_span, 0.9)]
    seen = {fold(best.name)}
    for mention in frame.mentions:
        ref: ExerciseRef = mention.value
        if ref.name and ref.name_span and ref.base != best.base and fold(ref.name) not in seen:
            seen.add(fold(ref.name))
            drafts.append(Draft("alias", ref.name, ref.name_span, 0.7))
    base = without_edition(best)
    if base:
        drafts.append(Draft("series", {"name": base, "id": best.series}, best.name_span, 0.8))
    if best.edition:
        drafts.append(Draft("edition", best.edition, best.name_span, 0.9))
    return drafts


def without_edition(ref: ExerciseRef) -> str:
    """A name as spelled, without the year or number of its edition."""
    return (ref.name or "").removesuffix(ref.edition or "").rstrip(" -'’–")


def _of_series(frame: Frame) -> list[Draft]:
    """An edition that goes by another edition's name, without that one's year."""
    if frame.series is None or frame.series.value.name_span is None:
        return []
    ref: ExerciseRef = frame.series.value
    name = without_edition(ref)
    return [
        Draft("name", name, frame.series.value.name_span, 0.7, "derived"),
        Draft("series", {"name": name, "id": ref.series}, frame.series.value.name_span, 0.7),
    ]
