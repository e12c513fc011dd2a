"""`vedette scan` and `vedette load`: many reports on many cores or machines, and what came of them into a catalogue."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Annotated

from cyclopts import App, Parameter, validators

from vedette.serve.catalogue_cli import EXIT_BAD_INPUT, Db, needing, opened
from vedette.serve.inputs_cli import Cluster, Inputs, Workers

EXTRA = "Scanning needs the package pyarrow, and on a cluster distributed: pip install 'vedette[cluster,exchange]'."
LEAST = 3.0
"""As `triage.LEAST`, which is not imported for the help alone."""

LARGEST = 1_000_000.0
"""MB that are one task at most."""


def scan(
    paths: Annotated[list[str], Parameter(help="Report files, archives, files of JSON Lines or Parquet, or folders with such.")],
    /,
    *,
    out: Annotated[Path, Parameter(help="Folder that the codings are written into, as Parquet files.")],
    workers: Workers = 1,
    cluster: Cluster = None,
    least: Annotated[
        float,
        Parameter(help="Weight of words from which on a text is read at all; less lets more through.", validator=validators.Number(gte=0)),
    ] = LEAST,
    piece: Annotated[float, Parameter(help="MB of input that are one task.", validator=validators.Number(gt=0, lte=LARGEST))] = 16.0,
    columns: Annotated[
        str | None, Parameter(help="For tables: which column holds what, as text=body,title=headline; fields as for JSON Lines.")
    ] = None,
) -> int:
    """Code what of many inputs tells of exercises, on all cores or a cluster, into a folder of Parquet files.

    Texts are sorted out by their words first; most of a crawl is never read. Each task writes one file, all or nothing, so that the same
    command goes on where a run was cut off or workers were lost. What could not be read is listed at the end and in bad.tsv.
    """
    from vedette.serve.cli import Refusal

    jobs = _jobs()
    todo = list(jobs.pieces(paths, int(piece * 1_000_000), Inputs(columns).options().columns, without=out))
    read = passed = found = failed = 0
    bad: list[tuple[str, str]] = []
    try:
        with needing(EXTRA), _counting(len(todo)) as count:
            for told in jobs.scan(todo, out, workers=workers, cluster=cluster, least=least):
                read, passed, found = read + told.read, passed + told.passed, found + told.found
                failed += told.file is None
                bad += told.bad
                count(read, found, len(bad))
    except OSError as error:
        why = f"{error.filename!r}: {error.strerror}" if error.filename and error.strerror else error
        raise Refusal(f"The scan cannot go on: {why}.", EXIT_BAD_INPUT) from error
    bad.sort()
    for _, reason in bad:
        sys.stderr.write(f"vedette: {reason}\n")
    done = f"{read} inputs read, {passed} passed triage, {found} tell of exercises, {len(bad)} bad"
    sys.stderr.write(f"{done}; {len(todo) - failed} of {len(todo)} files in {out}.\n")
    (out / "bad.tsv").write_text("".join(f"{name}\t{' '.join(reason.split())}\n" for name, reason in bad), encoding="utf-8")
    return EXIT_BAD_INPUT if bad else 0


def load(
    folder: Annotated[Path, Parameter(help="The folder that vedette scan wrote.")],
    /,
    *,
    db: Db = "vedette.db",
) -> int:
    """Take the codings of a scan into a catalogue, and group all accounts into exercises at the end.

    Reports that are there already are stored once. A run that was cut off goes on by the same command.
    """
    from vedette.pipeline import load_codings
    from vedette.serve import render
    from vedette.serve.cli import Refusal

    jobs = _jobs()
    try:
        count = sum(jobs.outcome(file).found for file in folder.glob(f"*{jobs.PARQUET}"))
    except OSError as error:
        raise Refusal(str(error), EXIT_BAD_INPUT) from error
    if not count:
        raise Refusal(f"There are no codings in {str(folder)!r}.", EXIT_BAD_INPUT)
    new = 0
    with opened(db, create=True) as catalogue:
        for stored in render.progress(load_codings(jobs.codings(folder), catalogue), count):
            new += stored
        place = catalogue.path
    sys.stderr.write(f"{count} reports, {new} of them new, into {place}.\n")
    return 0


@contextmanager
def _counting(total: int) -> Iterator[Callable[[int, int, int], None]]:
    """A bar while standard error is a terminal: how many tasks are done, and, as the function is told after each, how many inputs were
    read, tell of exercises, and are bad; how many are read in a second, and the remaining time."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("beginning", total=total)

        def count(read: int, found: int, bad: int) -> None:
            rate = read / max(bar.tasks[task].elapsed or 0.0, 0.001)
            bar.update(task, advance=1, description=f"{read:,} inputs, {rate:,.0f}/s, {found:,} found, {bad:,} bad, remaining")

        yield count


def _jobs() -> ModuleType:
    """The module that scans; raises Refusal where its packages are missing."""
    with needing(EXTRA):
        import_module("pyarrow")
        return import_module("vedette.jobs")


def register(app: App, examples: Callable[..., str]) -> None:
    """Adds the commands."""
    app.command(
        scan,
        help_epilogue=examples(
            "vedette scan crawl/*.warc.gz --out scanned --workers 8",
            "vedette scan news.parquet --out scanned --columns text=body,published=day",
            "vedette scan news.jsonl --out scanned --cluster tcp://10.0.0.5:8786",
        ),
    )
    app.command(load, help_epilogue=examples("vedette load scanned --db news.db"))
