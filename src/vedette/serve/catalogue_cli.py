"""Commands that ask a catalogue, look after it, and take hand-made data sets into it. Each imports what it needs when it runs."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import App, Parameter, validators

if TYPE_CHECKING:
    from vedette.store import Catalogue, Filters

EXIT_BAD_INPUT = 1
EXIT_USAGE = 2

Db = Annotated[str, Parameter(name="--db", env_var="VEDETTE_DB", help="The catalogue: a file, or a postgresql:// address.")]
Format = Annotated[
    Literal["text", "json", "jsonl", "csv"],
    Parameter(name="--format", help="text for people; json, jsonl (a line a record) and csv for programs."),
]
AT_LEAST_ONE = validators.Number(gte=1)
Plot = Annotated[str | None, Parameter(name="--plot", help="File for a plot, .png or .svg.")]


@Parameter(name="*")
@dataclass(frozen=True)
class Choice:
    """Which exercises; everything that is given must hold."""

    participant: Annotated[
        list[str] | None, Parameter(help="A state or organisation that takes part, as RU or Russia; may be repeated.", negative="")
    ] = None
    pair: Annotated[tuple[str, str] | None, Parameter(help="Two that both take part.", negative="")] = None
    place: Annotated[str | None, Parameter(help="A place by name, or the state that it lies in.")] = None
    since: Annotated[str | None, Parameter(name="--from", help="Held on or after this date, as 2018, 2018-08 or 2018-08-09.")] = None
    until: Annotated[str | None, Parameter(name="--to", help="Held on or before this date.")] = None
    domain: Annotated[str | None, Parameter(help="land, air, sea, amphibious, cyber …")] = None
    series: Annotated[str | None, Parameter(help="A series under any of its spellings.")] = None
    status: Annotated[str | None, Parameter(help="planned, underway, completed, cancelled, postponed or unknown.")] = None
    size: Annotated[str | None, Parameter(help="People: 5000 for at least as many, 5000..20000, or ..500.")] = None

    def filters(self, text: str = "") -> "Filters":
        """The filters that these words make; raises AnalysisError for what is not known."""
        from vedette.analysis import filters

        return filters(
            text,
            participants=[*(self.participant or ()), *(self.pair or ())],
            place=self.place,
            since=self.since,
            until=self.until,
            domain=self.domain,
            series=self.series,
            status=self.status,
            people=self.size,
        )


ANY = Choice()


@contextmanager
def opened(db: str, create: bool = False) -> "Iterator[Catalogue]":
    """The catalogue; what goes wrong with it, or with a question to it, becomes a Refusal."""
    from vedette.analysis import AnalysisError
    from vedette.analysis.asking import NotHeldError, PlotError
    from vedette.review import ReviewError
    from vedette.serve.cli import EXIT_CANNOT_STORE, Refusal
    from vedette.store import Catalogue, CatalogueError

    try:
        with Catalogue(db, create=create) as catalogue:
            yield catalogue
    except CatalogueError as error:
        raise Refusal(str(error), EXIT_CANNOT_STORE) from error
    except PlotError as error:
        raise Refusal(str(error), EXIT_CANNOT_STORE) from error
    except NotHeldError as error:
        raise Refusal(str(error), EXIT_BAD_INPUT) from error
    except AnalysisError as error:
        raise Refusal(str(error), EXIT_USAGE) from error
    except ReviewError as error:
        raise Refusal(str(error), EXIT_BAD_INPUT) from error


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """A package that is missing for what is imported within becomes a Refusal that says `extra`; a module of our own does not."""
    from vedette.serve.cli import Refusal

    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "vedette":
            raise
        raise Refusal(extra, EXIT_USAGE) from error


@contextmanager
def writing_to(path: str) -> Iterator[None]:
    """That a file cannot be written within becomes a Refusal."""
    from vedette.serve.cli import EXIT_CANNOT_STORE, Refusal

    try:
        yield
    except OSError as error:
        raise Refusal(f"{path!r} cannot be written: {error.strerror}.", EXIT_CANNOT_STORE) from error


# asking


def list_(*, choice: Choice = ANY, db: Db = "vedette.db", format: Format = "text", plot: Plot = None) -> int:
    """List the exercises that the catalogue holds, by date, the earliest first."""
    from vedette.analysis import plots
    from vedette.serve import tables

    with opened(db) as catalogue:
        records = catalogue.records(catalogue.find(choice.filters(), latest_first=False))
        if plot:
            plots.save_timeline(catalogue.rows(choice.filters()), plot, "Exercises")
    tables.put(records, format, tables.exercises(records))
    return 0


def search(
    text: Annotated[
        list[str] | None, Parameter(help="Words that must all be found, in any script; the beginning of a word is enough.")
    ] = None,
    /,
    *,
    choice: Choice = ANY,
    limit: Annotated[int, Parameter(help="How many exercises at most.", validator=AT_LEAST_ONE)] = 50,
    db: Db = "vedette.db",
    format: Format = "text",
    plot: Plot = None,
) -> int:
    """Search exercises and their reports: those whose own names, places and aims match first, then those whose reports do."""
    from vedette.analysis import exercises, plots
    from vedette.serve import tables

    with opened(db) as catalogue:
        chosen = choice.filters(" ".join(text or ()))
        records = exercises(catalogue, chosen, limit + 1)
        if plot:
            wanted = set(catalogue.find(chosen))
            plots.save_timeline(
                [r for r in catalogue.rows(choice.filters()) if r["id"] in wanted], plot, " ".join(text or ()) or "Exercises"
            )
    tables.put(records[:limit], format, tables.exercises(records[:limit]))
    if len(records) > limit:
        sys.stderr.write(f"There are more than {limit} exercises; --limit shows more.\n")
    return 0


def pair(
    one: Annotated[str, Parameter(help="A state or organisation, as RU or Russia.")],
    other: Annotated[str, Parameter(help="Another.")],
    /,
    *,
    choice: Choice = ANY,
    db: Db = "vedette.db",
    format: Format = "text",
    plot: Plot = None,
) -> int:
    """Show the exercises of two states over time: by year how many, of these only of the two, days, most people."""
    from vedette import analysis
    from vedette.analysis import plots
    from vedette.serve import tables

    with opened(db) as catalogue:
        made = analysis.pair(catalogue, analysis.party(one), analysis.party(other), choice.filters())
        if plot:
            plots.save_pair(made, plot)
    years = tables.table(
        ("year", "exercises", "of the two alone", "days", "most people"),
        [(y["year"], y["exercises"], y["bilateral"], y["days"], y["most"]) for y in made["years"]],
        f"{len(made['exercises'])} exercises of {' and '.join(made['parties'])}",
    )
    tables.put(made, format, [years, _rows(made["exercises"])], made["years"])
    return 0


def series(name: str, /, *, db: Db = "vedette.db", format: Format = "text", plot: Plot = None) -> int:
    """Show a series, under any of its spellings, with its editions in order."""
    from vedette import analysis
    from vedette.analysis import plots
    from vedette.serve import tables

    with opened(db) as catalogue:
        made = analysis.series(catalogue, name)
        if plot:
            plots.save_series(made, plot)
    columns = ("edition", "id", "exercise", "status", "when", "people", "reports", "part of", "with the parts")
    shown = []
    for s in made:
        rows = [
            (e["edition"], e["id"], e["name"], e["status"], tables.when(e), tables.people(e), e["reports"], *_kin(e)) for e in s["editions"]
        ]
        width = len(columns) if any(any(_kin(e)) for e in s["editions"]) else len(columns) - 2
        title = f"{s['name']} ({', '.join(x for x in (s['frequency'], s['id'] if s['known'] else None) if x)})"
        shown.append(tables.table(columns[:width], [row[:width] for row in rows], title))
    tables.put(made, format, shown, [{"series": s["id"], **e} for s in made for e in s["editions"]])
    return 0


def _kin(edition: dict[str, Any]) -> tuple[str, str]:
    """The larger exercise that an edition is part of, and its parts, by name."""
    parent = [edition["parent"]] if edition["parent"] else []
    one, other = (", ".join(k["name"] or f"unnamed exercise {k['id']}" for k in kin) for kin in (parent, edition["components"]))
    return one, other


def timeline(
    *,
    choice: Choice = ANY,
    by: Annotated[Literal["year", "month"], Parameter(help="The length of a period.")] = "year",
    db: Db = "vedette.db",
    format: Format = "text",
    plot: Plot = None,
) -> int:
    """Show how many exercises began in each year or month, and which.

    Those whose beginning is not known to the year or month are left out.
    """
    from vedette import analysis
    from vedette.analysis import plots
    from vedette.serve import tables

    with opened(db) as catalogue:
        made = analysis.timeline(catalogue, choice.filters(), by)
        if plot:
            plots.save_timeline([r for p in made for r in p["list"]], plot, "Exercises")
    rows = [(p["period"], p["exercises"], ", ".join(str(r["name"] or "unnamed") for r in p["list"][:5])) for p in made]
    flat = [{"period": p["period"], "exercises": p["exercises"]} for p in made]
    tables.put(made, format, tables.table((by, "exercises", "among them"), rows), flat)
    return 0


def conflicts(*, choice: Choice = ANY, db: Db = "vedette.db", format: Format = "text") -> int:
    """Show where reports disagree: the value shown first, then the others, with who claims them and why the first is shown."""
    from vedette import analysis
    from vedette.serve import render, tables

    with opened(db) as catalogue:
        made = analysis.conflicts(catalogue, choice.filters())
    rows = []
    for c in made:
        for n, v in enumerate(c["values"]):
            head = (c["id"], c["name"], c["property"]) if n == 0 else ("", "", "")
            rows.append((*head, render.value_words(c["property"], v["value"]), ", ".join(v["reports"]), ", ".join(v["reasons"])))
    flat = [{**{k: c[k] for k in ("id", "name", "property", "standing")}, **v} for c in made for v in c["values"]]
    tables.put(made, format, tables.table(("id", "exercise", "property", "value", "reports", "why"), rows), flat)
    return 0


def upcoming(
    *,
    today: Annotated[str | None, Parameter(help="The day to look ahead from, as 2021-08-10; today if not given.")] = None,
    choice: Choice = ANY,
    db: Db = "vedette.db",
    format: Format = "text",
) -> int:
    """Show exercises that are under way or to come, the next first."""
    from vedette import analysis
    from vedette.serve import tables
    from vedette.serve.cli import Refusal

    try:
        day = date.fromisoformat(today) if today else date.today()
    except ValueError as error:
        raise Refusal(f"{today!r} is no day; write it as 2021-08-10.", EXIT_USAGE) from error
    with opened(db) as catalogue:
        records = analysis.upcoming(catalogue, day, choice.filters())
    tables.put(records, format, tables.exercises(records))
    return 0


def stats(*, db: Db = "vedette.db", format: Format = "text", plot: Plot = None) -> int:
    """Show figures of the whole catalogue: how many of each thing, and the commonest states, domains, publishers, languages."""
    from vedette import analysis
    from vedette.analysis import plots
    from vedette.serve import tables

    with opened(db) as catalogue:
        made = analysis.stats(catalogue)
        if plot:
            plots.save_years(made["years"], plot, "Exercises by year")
    groups = {
        "things": [{"value": name, "number": n} for name, n in made["counts"].items()],
        **{k: v for k, v in made.items() if k != "counts"},
    }
    numbers = {name: [tuple(row.values()) for row in rows] for name, rows in groups.items()}
    shown = [tables.table((name, "number"), rows) for name, rows in numbers.items()]
    flat = [{"kind": name, "value": value, "number": number} for name, rows in numbers.items() for value, number in rows]
    tables.put(made, format, shown, flat)
    return 0


def vienna(*, choice: Choice = ANY, db: Db = "vedette.db", format: Format = "text") -> int:
    """Show which exercises reach the thresholds of the Vienna Document 2011: reaches, stays below, or cannot tell, and why."""
    from vedette import analysis
    from vedette.serve import tables

    with opened(db) as catalogue:
        made = analysis.vienna_view(catalogue, choice.filters())
    flat = [{"id": v["id"], "name": v["name"], "start": v["start"], **f} for v in made for f in v["findings"]]
    columns = ("id", "name", "paragraph", "answer", "reason")
    rows = [[f[c] for c in columns] for f in flat if f["answer"] != "cannot tell"]
    rows += [
        [v["id"], v["name"], "67.1", "repeats", f"{a['state']} held {a['earlier']}, above the limit as well, less than three years before"]
        for v in made
        for a in v["within_three_years"]
    ]
    tables.put(made, format, tables.table(columns, rows), flat)
    return 0


def _rows(rows: list[dict[str, Any]]) -> Any:
    from vedette.serve import tables

    columns = ("id", "exercise", "status", "when", "people", "reports")
    return tables.table(
        columns, [(r["id"], r["name"] or "unnamed exercise", r["status"], tables.when(r), tables.people(r), r["reports"]) for r in rows]
    )


# looking after it


def backup(file: str, /, *, db: Db = "vedette.db") -> int:
    """Write a copy of the whole catalogue, as of one moment, to a new file; others may write meanwhile. The copy is a catalogue itself."""
    with opened(db) as catalogue:
        catalogue.backup(file)
    return 0


def restore(
    file: str,
    /,
    *,
    replace: Annotated[bool, Parameter(help="Let what the catalogue holds give way.", negative="")] = False,
    db: Db = "vedette.db",
) -> int:
    """Take over everything from a backup, into SQLite or PostgreSQL, whichever it came from."""
    from vedette.serve.cli import EXIT_CANNOT_STORE, Refusal

    if not Path(file).is_file():  # before a catalogue is made for it
        raise Refusal(f"There is no backup at {file!r}.", EXIT_CANNOT_STORE)
    with opened(db, create=True) as catalogue:
        catalogue.restore(file, replace)
    return 0


def check(*, db: Db = "vedette.db", format: Format = "text") -> int:
    """Check a catalogue: every claim has its report and the words that it quotes, nothing is orphaned, the full-text index is in step."""
    from vedette.serve import tables

    with opened(db) as catalogue:
        problems = catalogue.check()
        counts = catalogue.count()
    if format == "text":
        sys.stdout.writelines(problem + "\n" for problem in problems)
    else:
        tables.put([{"problem": p} for p in problems], format, ())
    told = ", ".join(f"{n} {name}s" for name, n in counts.items())
    sys.stderr.write(f"{told}: {f'{len(problems)} problems' if problems else 'sound'}.\n")
    return EXIT_BAD_INPUT if problems else 0


def resolve(*, db: Db = "vedette.db") -> int:
    """Group all accounts into exercises anew and weigh them, after a change of the rules; ids and judgements stay."""
    from vedette.pipeline import resolve_all

    with opened(db) as catalogue:
        resolve_all(catalogue)
        sys.stderr.write(f"{catalogue.count()['exercise']} exercises.\n")
    return 0


def recode(*, db: Db = "vedette.db") -> int:
    """Code all stored reports anew with this version of the coder; judgements stay, those whose evidence has gone are named."""
    from vedette.pipeline import recode_all
    from vedette.review import gone
    from vedette.serve import render

    with opened(db) as catalogue:
        before = {j.number for j in gone(catalogue)}
        coded = sum(1 for _ in render.progress(recode_all(catalogue), catalogue.count()["report"]))
        lost = [j for j in gone(catalogue) if j.number not in before]
    for j in lost:
        sys.stdout.write(f"The evidence of judgement {j.number} has gone: {j.who} said {j.kind} of {j.subject}.\n")
    sys.stderr.write(f"{coded} reports; the evidence of {len(lost)} judgements has gone.\n")
    return 0


COMMANDS: tuple[tuple[str, Callable[..., int], tuple[str, ...]], ...] = (
    ("list", list_, ("vedette list --db demo.db", "vedette list --status planned --format json")),
    (
        "search",
        search,
        (
            "vedette search 演习 --db demo.db",
            "vedette search naval --pair RU CN --from 2015 --format csv",
            "vedette search --size 10000 --place Poland",
        ),
    ),
    ("pair", pair, ("vedette pair RU CN --db demo.db", "vedette pair Russia China --from 2010 --plot cooperation.svg")),
    ("series", series, ("vedette series Zapad --db demo.db", "vedette series 'Cobra Gold' --plot cobra-gold.png")),
    ("timeline", timeline, ("vedette timeline --participant NATO --by month --from 2021",)),
    ("conflicts", conflicts, ("vedette conflicts --db demo.db", "vedette conflicts --format json")),
    ("upcoming", upcoming, ("vedette upcoming --db demo.db", "vedette upcoming --today 2021-08-10 --participant RU")),
    ("stats", stats, ("vedette stats --db demo.db",)),
    ("vienna", vienna, ("vedette vienna --from 2012 --db demo.db",)),
    ("backup", backup, ("vedette backup demo-backup.db --db demo.db",)),
    ("restore", restore, ("vedette restore demo-backup.db --db restored.db",)),
    ("check", check, ("vedette check --db demo.db",)),
    ("resolve", resolve, ("vedette resolve --db demo.db",)),
    ("recode", recode, ("vedette recode --db demo.db",)),
)
"""Name, function and examples of each command."""


def register(app: App) -> None:
    """Adds the commands to the command line."""
    from vedette.serve import review_cli
    from vedette.serve.cli import examples

    for name, function, lines in (*COMMANDS, *review_cli.COMMANDS):
        app.command(function, name=name, help_epilogue=examples(*lines))
    review_cli.judge_app.help_epilogue = examples(*review_cli.JUDGE_EXAMPLES)
    app.command(review_cli.judge_app)
