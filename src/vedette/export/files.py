"""An export in a file, with its codebook beside it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from vedette.export import codebook
from vedette.export.extra import ExportError
from vedette.export.formats import FORMATS
from vedette.export.tally import Tally
from vedette.store import Catalogue, Filters

CODERS = 100
"""Coders that a codebook lists, those with the most claims first."""


def beside(path: str) -> tuple[Path, Path]:
    """Where the codebook and the data package of a file stand: exercises.csv has exercises.codebook.md and exercises.datapackage.json."""
    file = Path(path)
    return file.with_name(f"{file.stem}.codebook.md"), file.with_name(f"{file.stem}.datapackage.json")


def save(name: str, catalogue: Catalogue, filters: Filters, path: str, now: datetime | None = None) -> codebook.Made:
    """Writes the exercises that fit, in the form of this name, to a file, and the codebook and the data package beside it.

    The file is there when it is whole, or not at all. Raises KeyError for a form that is not there, ExportError where its package is
    missing or the file cannot be written, CatalogueError if the catalogue cannot be read.
    """
    form = FORMATS[name]
    tally, digest, size = Tally(form.columns), sha256(), 0
    with _whole(path) as out:
        for piece in form.pieces(catalogue, filters, tally):
            digest.update(piece)
            size += len(piece)
            out.write(piece)
    made = codebook.Made(
        form=form,
        file=Path(path).name,
        size=size,
        sha256=digest.hexdigest(),
        tally=tally,
        filters=filters,
        when=now or datetime.now(UTC),
        catalogue=catalogue.count(),
        coders={str(coder): n for coder, n in catalogue.tally("claim", "coder", limit=CODERS)},
    )
    for place, text in zip(beside(path), (codebook.markdown(made), codebook.datapackage(made)), strict=True):
        with _whole(str(place)) as out:
            out.write(text.encode())
    return made


@contextmanager
def _whole(path: str) -> Iterator[BinaryIO]:
    """A file opened for bytes that takes its place when all is written; a device or a folder stays what it is."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        raise ExportError(f"{path!r} cannot be written: it is no file.")
    try:
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as part:
            try:
                yield part  # type: ignore[misc]
                part.flush()
                os.chmod(part.name, 0o666 & ~_umask())
                os.replace(part.name, target)
            except BaseException:
                os.unlink(part.name)
                raise
    except OSError as error:
        raise ExportError(f"{path!r} cannot be written: {error.strerror}.") from error


def _umask() -> int:
    """The rights that new files do not get; it can only be read by setting it."""
    held = os.umask(0)
    os.umask(held)
    return held
