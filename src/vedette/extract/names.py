"""Name, other names, series and edition of an exercise."""

from collections.abc import Sequence

from vedette.extract.drafts import Draft
from vedette.extract.frames import Frame
from vedette.grammar import fold
from vedette.model import Document, ExerciseRef


def names(doc: Document, frame: Frame, frames: Sequence[Frame]) -> list[Draft]:
    """Claims `name`, `alias` (each spelling once), `series` and `edition`."""
    if frame.name is None:
        return []
    best: ExerciseRef = frame.name.value
    assert best.name and best.name_span
    drafts = [Draft("name", best.name, best.name_span, 0.9)]
    seen = {fold(best.name)}
    for mention in frame.mentions:
        ref: ExerciseRef = mention.value
        if ref.name and ref.name_span and ref.base != best.base and fold(ref.name) not in seen:
            seen.add(fold(ref.name))
            drafts.append(Draft("alias", ref.name, ref.name_span, 0.7))
    base = best.name.removesuffix(best.edition or "").rstrip(" -'’–")
    if base:
        drafts.append(Draft("series", {"name": base, "id": best.series}, best.name_span, 0.8))
    if best.edition:
        drafts.append(Draft("edition", best.edition, best.name_span, 0.9))
    return drafts
