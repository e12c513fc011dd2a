"""The command `vedette evaluate`: how often the coder is right, and where it errs."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from vedette.serve.catalogue_cli import writing_to
from vedette.serve.coder_cli import RULES, CoderChoice

if TYPE_CHECKING:
    from vedette.evaluate.gold import Gold
    from vedette.evaluate.run import Run
    from vedette.evaluate.saved import Flip
    from vedette.pipeline import Coder

EXIT_BELOW = 1
"""Exit code where a figure is below its floor, or gold, reports, floors or an earlier run cannot be used."""
EXIT_USAGE = 2
"""Exit code where the command's words do not go together."""

EXAMPLES = (
    "vedette evaluate tests/gold/a.jsonl",
    "vedette evaluate tests/gold/examples.jsonl --reports examples --by publisher --worst 0",
    "vedette evaluate tests/gold/a.jsonl --save before.json",
    "vedette evaluate tests/gold/a.jsonl --diff before.json --html errors.html",
    "vedette evaluate tests/gold/a.jsonl --floors tests/gold/floors.yaml",
    "vedette evaluate --negatives news.jsonl",
    "vedette evaluate tests/gold/a.jsonl --coder llm --endpoint http://localhost:11434/v1 --model qwen3:14b",
)


@Parameter(name="*")
@dataclass(frozen=True)
class Options:
    """What is shown of a run, and what it is held against."""

    reports: Annotated[
        str | None, Parameter(help="File or folder with the reports that gold codes; for a.jsonl it is a-reports.jsonl if not named.")
    ] = None
    by: Annotated[Literal["slot", "publisher", "language", "length"], Parameter(help="What the figures are broken down by.")] = "slot"
    worst: Annotated[int, Parameter(help="How many of the worst reports are listed with their errors.")] = 5
    diff: Annotated[str | None, Parameter(help="A run that --save has written: list what flipped since.")] = None
    save: Annotated[str | None, Parameter(help="File to keep this run in.")] = None
    html: Annotated[str | None, Parameter(help="File for a page with all reports that have errors, marked in the text.")] = None
    floors: Annotated[str | None, Parameter(help="File with the floors that the figures must not be below.")] = None
    write_floors: Annotated[bool, Parameter(help="Raise the floors in that file to a little below the figures of now.", negative="")] = (
        False
    )
    lower: Annotated[bool, Parameter(help="With --write-floors: let floors sink, and take changed gold.", negative="")] = False
    negatives: Annotated[str | None, Parameter(help="File or folder with texts on other matters: how many yield an exercise?")] = None
    format: Annotated[Literal["text", "json"], Parameter(help="text for people; json for programs.")] = "text"


def evaluate(
    gold: Annotated[str | None, Parameter(help="Reports coded by hand, as JSON Lines in the form of code --format template.")] = None,
    /,
    *,
    options: Options = Options(),
    coder: CoderChoice = RULES,
) -> int:
    """Score the coder against reports coded by hand: figures by slot, the worst reports, what flipped since an earlier run.

    Spans are scored apart from values: a span counts if its value is right and it covers the words that give the value. A report that
    crashes the coder counts as one with nothing found. Exits with 1 if a figure is below its floor.
    """
    from vedette.evaluate.gold import GoldError, read_gold
    from vedette.serve.cli import Refusal

    if (gold is None) == (options.negatives is None):
        raise Refusal("Name either gold or, by --negatives, texts on other matters.", EXIT_USAGE)
    if (options.write_floors and not options.floors) or (options.lower and not options.write_floors):
        raise Refusal("--write-floors needs --floors FILE, and --lower needs --write-floors.", EXIT_USAGE)
    if options.floors and coder.coder != "rules":
        raise Refusal("The floors are those of our coder; --coder llm has none.", EXIT_USAGE)
    try:
        with coder.used() as chosen:
            if options.negatives is not None:
                return _negatives(options.negatives, options.format, chosen)
            assert gold is not None
            return _scored(read_gold(gold), options, chosen)
    except GoldError as error:
        raise Refusal(str(error), EXIT_BELOW) from error


def _scored(gold: "Gold", options: Options, coder: "Coder") -> int:
    from vedette.evaluate import errors, floors, page, saved
    from vedette.evaluate.gold import reports_beside
    from vedette.evaluate.run import run

    if options.floors and not options.write_floors:
        floors.floors_of(options.floors, gold)  # before the work is done
    earlier = saved.load(options.diff) if options.diff else None
    done = run(gold, [options.reports or str(reports_beside(gold.path))], coder)
    flips = saved.flips(earlier, done) if earlier else None
    (_put_json if options.format == "json" else _put)(done, options, flips)
    if options.save:
        with writing_to(options.save):
            saved.save(done, options.save)
    if options.html:
        with writing_to(options.html):
            Path(options.html).write_text(page.page(done, errors.worst(done)), encoding="utf-8")
    if options.write_floors and options.floors:
        with writing_to(options.floors):
            floors.write_floors(options.floors, gold, done.score, options.lower)
    low = floors.below(floors.floors_of(options.floors, gold), done.score) if options.floors else []
    for sentence in low:
        sys.stderr.write(f"vedette: {gold.path.name}: {sentence}.\n")
    return EXIT_BELOW if low else 0


def _put(done: "Run", options: Options, flips: "list[Flip] | None") -> None:
    from vedette.serve import evaluate_view, render

    render.put(evaluate_view.figures(done, options.by))
    if flips is not None:
        render.put(evaluate_view.flipped(flips, done))
    if options.worst > 0:
        render.put(evaluate_view.kinds(done))
        render.put(evaluate_view.worst(done, options.worst))


def _put_json(done: "Run", options: Options, flips: "list[Flip] | None") -> None:
    from vedette.evaluate.errors import worst
    from vedette.evaluate.groups import groups
    from vedette.evaluate.kinds import kinds

    shown = {
        "coder": done.coder,
        "gold": done.gold.path.name,
        "sha256": done.gold.sha256,
        **done.score.figures(),
        "span_f1": {slot: round(t.f1, 4) for slot, t in done.spans.tallies.items()},
        "kinds": [{"slot": slot, "kind": kind, "errors": n} for (slot, kind), n in kinds(done.score).most_common()],
        "crashes": [asdict(c) for c in done.crashes],
        "worst": [
            {
                "report": m.report.id,
                "f1": m.f1,
                "errors": [{"kind": e.kind, "sentence": e.sentence, **asdict(e.outcome)} for e in m.errors],
            }
            for m in worst(done, options.worst)
        ],
    }
    if options.by != "slot":
        shown["groups"] = {name: score.figures() for name, score in groups(done, options.by)}
    if flips is not None:
        shown["flips"] = [asdict(f) for f in flips]
    sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")


def _negatives(path: str, format: str, coder: "Coder") -> int:
    from vedette.evaluate.run import negatives
    from vedette.serve import evaluate_view, render

    done = negatives([path], coder)
    if format == "json":
        found = [{"report": n.report, "title": n.title, "exercises": list(n.found)} for n in done.found]
        shown = {"texts": done.texts, "rate": round(done.rate, 4), "found": found, "crashes": [asdict(c) for c in done.crashes]}
        sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
    else:
        render.put(evaluate_view.negatives(done))
    return 0
