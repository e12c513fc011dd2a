"""The command line."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

import vedette
from vedette.export import jsonform
from vedette.export.template import template
from vedette.ingest import load_all
from vedette.model import Account, Coding
from vedette.pipeline import code as code_report
from vedette.raw import BadInput, InputError, Raw
from vedette.read import read
from vedette.resolve import resolve
from vedette.serve import render
from vedette.store import Catalogue, CatalogueError

EXIT_BAD_INPUT = 1
"""Exit code where at least one input was passed over or nothing was found under an id; the others were coded."""
EXIT_USAGE = 2
"""Exit code where the command's words are off."""
EXIT_CATALOGUE = 3
"""Exit code where the catalogue cannot be opened, read or written."""

app = App(
    name="vedette",
    version=vedette.__version__,
    help="""Reads news reports of military exercises and keeps a sourced record of them.

Exit codes: 0 all went well; 1 some input was bad (each is named on stderr, the others were coded) or an id is unknown;
2 the command's words are off; 3 the catalogue cannot be opened, read or written.
""",
    help_format="markdown",
)

Format = Literal["text", "json", "template"]
Db = Annotated[str, Parameter(name="--db", env_var="VEDETTE_DB", help="The catalogue's file.")]


@app.command
def code(
    files: Annotated[list[str] | None, Parameter(help="Reports: .html, .txt or .jsonl files, or - for standard input.")] = None,
    /,
    *,
    published: Annotated[str | None, Parameter(help="Day of publication, as 2021-08-10, where the report does not tell.")] = None,
    url: Annotated[str | None, Parameter(help="Address of the report.")] = None,
    publisher: Annotated[str | None, Parameter(help="Who published it.")] = None,
    format: Annotated[Format, Parameter(help="text for people, json for everything with spans, template for the gold set's form.")] = "text",
) -> int:
    """Read the exercises out of reports, without storing anything.

    Examples:

        vedette code examples/malabar-2020-a.html

        vedette code report.txt --published 2021-08-10 --format json

        curl -s https://example.org/story | vedette code - --url https://example.org/story
    """
    bad: list[BadInput] = []
    first = True
    for coding in _codings(files or ["-"], bad, published, url, publisher):
        if format == "text":
            console = render.console()
            if not first:
                console.rule(style="dim")
            console.print(render.coding_view(coding.report, coding.accounts, coding.claims))
        else:
            made = template(coding) if format == "template" else jsonform.coding(coding)
            sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")
        first = False
    return _tell(bad)


@app.command
def ingest(paths: Annotated[list[str], Parameter(help="Report files, or folders of them.")], /, *, db: Db = "vedette.db") -> int:
    """Read and code reports and store them in a catalogue; the same report is stored once.

    Example:

        vedette ingest examples --db demo.db
    """
    files = list(_files(paths))
    bad: list[BadInput] = []
    with _catalogue(db) as catalogue:
        stored = new = 0
        for coding in _progress(_codings(files, bad), len(files)):
            new += catalogue.add([coding])
            stored += 1
        catalogue.assign(resolve(catalogue.accounts()))
    render.console(stderr=True).print(f"{stored} reports coded, {new} of them new, into {db}.")
    return _tell(bad)


@app.command(name="list")
def list_(*, db: Db = "vedette.db") -> int:
    """List the exercises that the catalogue holds, by date.

    Example:

        vedette list --db demo.db
    """
    with _catalogue(db, create=False) as catalogue:
        by_id = {a.id: a for a in catalogue.accounts()}
        groups = {ident: [by_id[a] for a in accounts] for ident, accounts in catalogue.exercises().items()}
    rows = sorted((_row(ident, accounts) for ident, accounts in groups.items()), key=lambda r: (r[3] == "", r[3], r[1]))
    render.console().print(render.exercises_table(rows))
    return 0


@app.command
def show(ident: Annotated[str, Parameter(help="An exercise's id, or how it begins.")], /, *, db: Db = "vedette.db") -> int:
    """Show an exercise: each value with the words it rests on, who said so and who printed it.

    Example:

        vedette show 3f2a --db demo.db
    """
    with _catalogue(db, create=False) as catalogue:
        fitting = [e for e in catalogue.exercises() if e.startswith(ident)]
        if len(fitting) != 1:
            return _refuse(f"{'No exercise' if not fitting else 'More than one exercise'} in {db} has an id that begins with {ident!r}.")
        accounts = catalogue.accounts(exercise=fitting[0])
    console = render.console()
    console.print(f"[bold]{render.account_title(_best(accounts))}[/bold]  [dim]exercise {fitting[0]}, told by {len(accounts)} reports[/dim]")
    console.print(render.claims_table([c for a in accounts for c in a.claims], source=True))
    return 0


@app.command
def report(ident: Annotated[str, Parameter(help="A report's id, or how it begins.")], /, *, db: Db = "vedette.db") -> int:
    """Show a report and all that was read out of it.

    Example:

        vedette report 6b85 --db demo.db
    """
    with _catalogue(db, create=False) as catalogue:
        found = catalogue.report(ident)
        if found is None:
            return _refuse(f"No single report in {db} has an id that begins with {ident!r}.")
        accounts = catalogue.accounts(report=found.id)
        claims = catalogue.report_claims(found.id)
    render.console().print(render.coding_view(found, accounts, claims))
    return 0


def _codings(files: Sequence[str], bad: list[BadInput], published: str | None = None, url: str | None = None, publisher: str | None = None) -> Iterator[Coding]:
    """The codings of all inputs that can be read; the others go to `bad`."""
    for raw in load_all(files):
        if isinstance(raw, BadInput):
            bad.append(raw)
            continue
        coding = _coding(raw, bad, published, url, publisher)
        if coding:
            yield coding


def _coding(raw: Raw, bad: list[BadInput], published: str | None, url: str | None, publisher: str | None) -> Coding | None:
    try:
        return code_report(read(raw, published, url, publisher))
    except InputError as error:
        bad.append(BadInput(raw.name, str(error)))
        return None


def _files(paths: Sequence[str]) -> Iterator[str]:
    """The paths, with folders replaced by the reports in them, in order of name."""
    for path in paths:
        folder = Path(path)
        if folder.is_dir():
            yield from sorted(str(p) for p in folder.iterdir() if p.suffix.lower() in (".html", ".htm", ".txt", ".jsonl"))
        else:
            yield path


def _progress(codings: Iterator[Coding], total: int) -> Iterator[Coding]:
    """Shows a bar with rate and remaining time on a terminal, and nothing elsewhere."""
    console = render.console(stderr=True)
    if not console.is_terminal:
        yield from codings
        return
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(elapsed_when_finished=True))
    with Progress(*columns, console=console) as progress:
        yield from progress.track(codings, total=total)


def _row(ident: str, accounts: Sequence[Account]) -> tuple[str, ...]:
    best = _best(accounts)
    dates = " to ".join(str(v) for v in dict.fromkeys(x for x in (best.value("start"), best.value("end")) if x))
    values = [c for a in accounts for c in a.claims]

    def joined(name: str) -> str:
        return ", ".join(dict.fromkeys(render.value_text(c) if name == "personnel" else str(render.as_dict(c.value).get("name", c.value)) for c in values if c.property == name))

    return (ident, render.account_title(best), str(best.value("status") or ""), dates, joined("participant"), joined("place"), joined("personnel"), str(len({a.report for a in accounts})))


def _best(accounts: Sequence[Account]) -> Account:
    """The account that tells most."""
    return max(accounts, key=lambda a: (a.value("name") is not None, len(a.claims)))


def _catalogue(db: str, create: bool = True) -> Catalogue:
    return Catalogue(db, create=create)


def _tell(bad: Sequence[BadInput]) -> int:
    """Names the inputs that were passed over; returns the exit code."""
    for one in bad:
        sys.stderr.write(f"vedette: {one.reason}\n")
    return EXIT_BAD_INPUT if bad else 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"vedette: {sentence}\n")
    return EXIT_BAD_INPUT


def main() -> None:
    """Runs the command line; exits with the code that the help text tells of."""
    try:
        sys.exit(app(exit_on_error=True, print_error=True) or 0)
    except CatalogueError as error:
        sys.stderr.write(f"vedette: {error}\n")
        sys.exit(EXIT_CATALOGUE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
