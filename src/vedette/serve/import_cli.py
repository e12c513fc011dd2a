"""`vedette import`: takes a hand-made data set into a catalogue."""

import csv
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from vedette.serve.catalogue_cli import EXIT_BAD_INPUT, Db, opened, writing_to
from vedette.serve.inputs_cli import Files

if TYPE_CHECKING:
    from vedette.importers import Problem


def import_(
    dataset: Annotated[Literal["mme", "jme", "russia"], Parameter(help="Which data set the file is.")],
    file: Annotated[str, Files(help="Its CSV file, or - for standard input.")],
    /,
    *,
    problems: Annotated[str | None, Parameter(help="File for a list (CSV) of everything that is wrong in the data set.")] = None,
    db: Db = "vedette.db",
) -> int:
    """Take a hand-made data set into the catalogue: each row is a report that is its own source, and meets reports of the same exercise.

    mme is Multinational Military Exercises (v7), jme its older version (v3), russia the list of Russia's exercises with others.
    What is wrong in the file is mended where that is possible, and told of.
    """
    from vedette.pipeline import import_all
    from vedette.raw import InputError
    from vedette.serve.cli import Refusal

    found: list[Problem] = []
    stored = new = 0
    if file != "-" and not Path(file).exists():  # before a catalogue is made for it
        raise Refusal(f"{file!r} cannot be read: there is no such file.", EXIT_BAD_INPUT)
    with opened(db, create=True) as catalogue:
        try:
            for some, fresh in import_all(dataset, file, catalogue, found):
                stored += some
                new += fresh
        except InputError as error:
            raise Refusal(str(error), EXIT_BAD_INPUT) from error
        place = catalogue.path
    for kind, number in Counter(p.kind for p in found).most_common():
        first = next(p for p in found if p.kind == kind)
        where = f"line {first.line}" + (f", {first.column}: {first.value!r}" if first.column else "")
        sys.stderr.write(f"{number} × {kind} (first in {where})\n")
    if problems:
        _put_problems(problems, found)
    sys.stderr.write(f"{stored} rows stored, {new} of them new, into {place}.\n")
    return 0


def _put_problems(path: str, found: "list[Problem]") -> None:
    from vedette.safe import guard

    with writing_to(path), open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("line", "column", "value", "problem"))
        writer.writerows((p.line, p.column, guard(p.value), p.kind) for p in found)


def register(app: App, examples: Callable[..., str]) -> None:
    """Adds the command."""
    app.command(
        import_,
        name="import",
        help_epilogue=examples("vedette import mme mme_v7.csv --db demo.db", "vedette import jme jme_v3.csv --problems problems.csv"),
    )
