"""The command line. Commands import what they need when they run, so that help and version come at once."""

import errno
import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter

import vedette
from vedette.serve import catalogue_cli, evaluate_cli, export_cli, import_cli, mcp_cli, scan_cli, watch_cli, web_cli
from vedette.serve.catalogue_cli import Db, opened
from vedette.serve.coder_cli import RULES, CoderChoice
from vedette.serve.inputs_cli import INPUTS, Cluster, Files, Inputs, Told, Workers, tell

if TYPE_CHECKING:
    from vedette.ingest import Options
    from vedette.model import Coding
    from vedette.pipeline import Kept
    from vedette.raw import BadInput
    from vedette.store import Catalogue

EXIT_OK = 0
EXIT_BAD_INPUT = 1
"""Exit code where at least one input was passed over, or an id is unknown; all other inputs were coded."""
EXIT_USAGE = 2
"""Exit code where the command's words are off."""
EXIT_CANNOT_STORE = 3
"""Exit code where the catalogue cannot be opened, read or written, a language model not be used, or the output not be written."""
GARBAGE_THRESHOLD = 200_000
"""Objects made before the garbage collector looks for cycles. Lexicons are some millions of objects that stay: with Python's usual 700
the collector takes two fifths of the time until the first report is coded."""
ROWS = 50
"""Reports that are stored together where several workers code them: it takes two fifths of the time that storing each by itself takes."""
SEVERAL = 5
"""Exercises that are named where words fit several."""
UNWRITABLE = frozenset({errno.EPIPE, errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO})
"""Errors of the system that tell of an output that takes no more: a closed pipe, a full disk."""


class Refusal(Exception):
    """A command cannot do what it is asked; the message is one sentence for the user, `code` the exit code."""

    def __init__(self, sentence: str, code: int) -> None:
        super().__init__(sentence)
        self.code = code


def examples(*lines: str) -> str:
    """What stands below a command's help: how it may be called."""
    return "Examples:\n\n" + "".join(f"    {line}\n" for line in lines)


app = App(
    name="vedette",
    version=vedette.__version__,
    help="""Reads news reports of military exercises and keeps a sourced record of them.

Exit codes: 0 all went well; 1 an input was bad (each is named on standard error, the others were coded) or an id is unknown;
2 the command's words are off; 3 the catalogue or a language model cannot be reached or used, or the output cannot be written.
""",
    help_format="markdown",
)


app.command(evaluate_cli.evaluate, help_epilogue=examples(*evaluate_cli.EXAMPLES))
catalogue_cli.register(app)
export_cli.register(app)
import_cli.register(app, examples)
web_cli.register(app, examples)
mcp_cli.register(app, examples)
watch_cli.register(app, examples)
scan_cli.register(app, examples)

Format = Literal["text", "json", "jsonl", "template"]


@app.command(
    help_epilogue=examples(
        "vedette code examples/malabar-2020-a.html",
        "vedette code report.txt --published 2021-08-10 --format json",
        "vedette code reports.jsonl --format template > coded.jsonl",
        "curl -s https://example.org/story | vedette code - --url https://example.org/story",
        "vedette code report.txt --coder llm --endpoint http://localhost:11434/v1 --model qwen3:14b",
    )
)
def code(
    files: Annotated[
        list[str] | None, Files(help="Reports: whatever files ingest takes, addresses, or - for standard input, as if nothing is named.")
    ] = None,
    /,
    *,
    published: Annotated[str | None, Parameter(help="Day of publication, as 2021-08-10; wins over what the report says.")] = None,
    url: Annotated[str | None, Parameter(help="Address that the report was taken from.")] = None,
    publisher: Annotated[str | None, Parameter(help="Who published it.")] = None,
    format: Annotated[
        Format, Parameter(help="text for people; jsonl (or json) for everything with its spans, a line a report; template for gold.")
    ] = "text",
    coder: CoderChoice = RULES,
    inputs: Inputs = INPUTS,
) -> int:
    """Read the exercises out of reports, without storing anything."""
    from vedette.pipeline import Config, code_all
    from vedette.read.dates import declared_date

    day = declared_date(published) if published is not None else None
    if published is not None and day is None:
        raise Refusal(f"The day of publication {published!r} is no date; write it as 2021-08-10.", EXIT_USAGE)
    bad: list[BadInput] = []
    with coder.used() as chosen:
        for number, coding in enumerate(_good(code_all(files or ["-"], Config(day, url, publisher), inputs.options(), chosen), bad)):
            _put_coding(coding, format, rule=number > 0)
    return EXIT_BAD_INPUT if bad else 0


@app.command(
    help_epilogue=examples(
        "vedette ingest examples --db demo.db",
        "vedette ingest https://example.org/2021/08/drill https://example.com/story.pdf",
        "vedette ingest corpus.csv --columns text=body,title=headline,published=date",
        "vedette ingest lexisnexis.txt crawl.warc.gz saved.mhtml",
        "zcat corpus.csv.gz | vedette ingest - --columns text=body --format jsonl > told.jsonl",
        "vedette ingest lexisnexis.txt --workers 8",
    )
)
def ingest(
    paths: Annotated[list[str], Files(help="Report files, addresses, folders with reports in them, or - for standard input.")],
    /,
    *,
    db: Db = "vedette.db",
    format: Told = "text",
    workers: Workers = 1,
    cluster: Cluster = None,
    inputs: Inputs = INPUTS,
) -> int:
    """Read and code reports and store them in a catalogue; the same report is stored once.

    Each report is stored together with the exercises that it changes; with several workers or a cluster, some dozens are at once. What was
    read before by the same version is passed over, so that the same command goes on where a run was cut off; addresses are asked only for
    what changed. Besides pages, texts and JSON Lines, tables, web archives, saved pages, PDF and exports of news databases are read.
    """
    from vedette.ingest import files_in
    from vedette.raw import BadInput
    from vedette.serve import render

    files = list(files_in(paths))
    stored = new = bad = 0
    with opened(db, create=True) as catalogue:
        for kept in render.progress(_ingested(files, catalogue, inputs.options(), workers, cluster), len(files)):
            tell(kept, format)
            if isinstance(kept, BadInput):
                bad += 1
            else:
                stored += 1
                new += kept.new
        place = catalogue.path
    sys.stderr.write(f"{stored} reports coded, {new} of them new, into {place}.\n")
    return EXIT_BAD_INPUT if bad else 0


def _ingested(
    files: list[str], catalogue: "Catalogue", options: "Options", workers: int, cluster: str | None
) -> "Iterator[Kept | BadInput]":
    """What becomes of each input; raises Refusal if a cluster cannot be used."""
    from vedette.pipeline import ingest_all

    if cluster is None and workers == 1:
        yield from ingest_all(files, catalogue, None, options)
        return
    from vedette.jobs.coding import ClusterError, in_order

    try:
        yield from ingest_all(files, catalogue, None, options, mapped=partial(in_order, workers=workers, cluster=cluster), rows=ROWS)
    except ModuleNotFoundError as error:
        if error.name not in ("dask", "distributed"):
            raise
        raise Refusal("A cluster needs the package distributed: pip install 'vedette[cluster]'.", EXIT_USAGE) from error
    except ClusterError as error:
        raise Refusal(f"The cluster cannot be used: {error}.", EXIT_BAD_INPUT) from error


@app.command(help_epilogue=examples("vedette show 3f2a --db demo.db", "vedette show 'Malabar 2020' --format json"))
def show(
    ident: Annotated[str, Parameter(help="An exercise's id, or how it begins, its name, or words that only one exercise has.")],
    /,
    *,
    db: Db = "vedette.db",
    format: catalogue_cli.Format = "text",
) -> int:
    """Show an exercise: each property as weighed, with the alternatives and why, the words of all claims, who said so and who printed it.

    With its names, its series, what it is part of, the history of its status, and the thresholds of the Vienna Document that it reaches.
    """
    from vedette import analysis
    from vedette.serve import exercise_view, tables

    with opened(db) as catalogue:
        made = analysis.exercise(catalogue, ident)
        found = analysis.called(catalogue, ident) if made is None else []
        if len(found) == 1:
            made = analysis.exercise(catalogue, found[0]["id"])
        if made is None:
            several = "; ".join(f"{r['id']} {r['name'] or 'unnamed'} ({r['start'] or 'undated'})" for r in found[:SEVERAL])
            more = f" and {len(found) - SEVERAL} more" if len(found) > SEVERAL else ""
            sentence = f"These words are of several exercises in {catalogue.path}: {several}{more}."
            none = f"No exercise in {catalogue.path} has an id that begins with {ident!r}, or these words."
            raise Refusal(sentence if found else none, EXIT_BAD_INPUT)
    tables.put(made, format, exercise_view.exercise_view(made), exercise_view.flat(made))
    return 0


@app.command(help_epilogue=examples("vedette report 6b85 --db demo.db", "vedette report 6b85 --format json"))
def report(
    ident: Annotated[str, Parameter(help="A report's id, or how it begins.")],
    /,
    *,
    db: Db = "vedette.db",
    format: Annotated[Format, Parameter(help="As for code.")] = "text",
) -> int:
    """Show a report and all that was read out of it."""
    from vedette.model import Coding
    from vedette.serve import render

    with opened(db) as catalogue:
        found = catalogue.report(ident)
        if found is None:
            raise Refusal(f"No single report in {catalogue.path} has an id that begins with {ident!r}.", EXIT_BAD_INPUT)
        accounts = catalogue.accounts(report=found.id)
        claims = catalogue.report_claims(found.id)
        printings = catalogue.printings(found.id)
    _put_coding(Coding(found, tuple(accounts), tuple(claims)), format)
    if printings and format == "text":
        render.put(render.printings_view(found, printings))
    return 0


def _put_coding(coding: "Coding", format: Format, rule: bool = False) -> None:
    """Prints a coding, after a line if `rule`."""
    from vedette.export import jsonform
    from vedette.export.template import template
    from vedette.serve import render

    if format == "text":
        render.put(render.coding_view(coding.report, coding.accounts, coding.claims), rule)
    else:
        made = template(coding) if format == "template" else jsonform.coding(coding)
        sys.stdout.write(json.dumps(made, ensure_ascii=False) + "\n")


def _good(codings: "Iterable[Coding | BadInput]", bad: "list[BadInput]") -> "Iterator[Coding]":
    """The codings; names the inputs that were passed over on standard error and adds them to `bad`."""
    from vedette.raw import BadInput

    for coding in codings:
        if isinstance(coding, BadInput):
            bad.append(coding)
            _tell(coding.reason)
        else:
            yield coding


def _tell(sentence: str) -> None:
    sys.stderr.write(f"vedette: {sentence}\n")


def _spell_out() -> None:
    """Makes what is written go on where the output's encoding has no sign for it: UTF-8 but on a terminal, which knows its own encoding,
    and `\\u201c` for what that has not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=stream.encoding if stream.isatty() else "utf-8", errors="backslashreplace")


def _run() -> int:
    """Runs the command that the command line names; returns the exit code."""
    try:
        return app(result_action="return_value", exit_on_error=False, print_error=True) or 0
    except CycloptsError:  # told of already
        return EXIT_USAGE
    except Refusal as refusal:
        _tell(str(refusal))
        return refusal.code


def main() -> None:
    """Runs the command line; exits with the code that the help text tells of."""
    gc.set_threshold(GARBAGE_THRESHOLD)
    _spell_out()
    try:
        code = _run()
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is buffered has nowhere to go
        if error.errno not in UNWRITABLE:
            raise
        code = EXIT_OK if error.errno == errno.EPIPE else EXIT_CANNOT_STORE
        if code:
            _tell(f"The output cannot be written: {error.strerror}.")
    sys.exit(code)
