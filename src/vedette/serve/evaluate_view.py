"""What `vedette evaluate` shows on a terminal."""

from collections import Counter

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from vedette.evaluate.errors import Error, Marked, value_text
from vedette.evaluate.errors import worst as worst_reports
from vedette.evaluate.groups import By, groups
from vedette.evaluate.kinds import kinds as sorted_by_kind
from vedette.evaluate.run import Negatives, Run
from vedette.evaluate.saved import Flip
from vedette.evaluate.score import label

SENTENCE_WIDTH = 240
"""Characters of a sentence that are shown."""
MOST_KINDS = 12
"""Kinds of errors that are listed."""
SIGN = {"missed": "−", "wrong": "+", "off": "≠"}
"""How the kinds of errors are marked: gold has it, only the coder has it, both have it but not alike."""


def figures(run: Run, by: By) -> RenderableType:
    """The figures by slot, and by group if asked for, with one line that sums them up."""
    score = run.score
    table = _table("slot", "precision", "recall", "F1", "spans", "gold", "found")
    for slot, t in score.tallies.items():
        spans = f"{run.spans.tallies[slot].f1:.3f}" if slot in run.spans.tallies else ""
        table.add_row(slot, f"{t.precision:.3f}", f"{t.recall:.3f}", f"{t.f1:.3f}", spans, str(t.gold), str(t.found))
    parts: list[RenderableType] = [table]
    if by != "slot":
        grouped = _table(by, "reports", "headline", "exercise F1")
        for name, part in groups(run, by):
            grouped.add_row(name, str(part.reports), f"{part.headline:.3f}", f"{part.exercise_f1:.3f}")
        parts += [Text(), grouped]
    line = " · ".join(
        (
            f"headline (mean F1 of the slots) {score.headline:.3f}",
            f"exercises found F1 {score.exercise_f1:.3f}",
            f"{score.reports} reports",
            f"{run.seconds * 1000:.0f} ms for the report in the middle",
        )
    )
    parts.append(Text(line, style="bold"))
    parts += [Text(f"The coder crashed on {c.report}: {c.error}", style="bold red") for c in run.crashes]
    return Group(*parts)


def kinds(run: Run) -> RenderableType:
    """The most frequent kinds of errors."""
    table = _table("errors", "slot", "kind")
    for column in table.columns:
        column.justify = "left"
    for (slot, kind), number in sorted_by_kind(run.score).most_common(MOST_KINDS):
        table.add_row(str(number), slot, kind)
    return Group(Text(), table)


def worst(run: Run, number: int) -> RenderableType:
    """The worst reports with what was missed (−), wrongly found (+) or not quite right (≠), and the sentence it stands in."""
    return Group(*(_report(m) for m in worst_reports(run, max(number, 0))))


def _report(marked: Marked) -> RenderableType:
    report = marked.report
    head = Text.assemble(
        "\n",
        (f"{marked.f1:.3f}  {report.title or report.id}", "bold"),
        (f"\n       {' · '.join(x for x in (report.publisher, report.published or 'undated', report.id) if x)}", "dim"),
    )
    crash = [Text(f"The coder crashed: {marked.crash}", style="bold red")] if marked.crash else []
    return Group(head, *(Padding(line, (0, 0, 0, 2)) for line in (*crash, *map(_error, marked.errors))))


def _error(error: Error) -> Text:
    o = error.outcome
    values = " ≠ ".join(value_text(o.slot, v) for v in (o.gold, o.found) if v is not None)
    about = f"  [{o.exercise}]" if o.slot not in ("exercise", "name", "statements") else ""
    text = Text.assemble(f"{SIGN[error.kind]} ", (o.slot, "cyan"), f" {values}", (about, "dim"))
    if error.sentence and o.slot != "statements":
        text.append(f"\n    {_short(error.sentence)}", style="dim")
    return text


def flipped(flips: list[Flip], run: Run) -> RenderableType:
    """What flipped since the earlier run, counted and listed."""
    counts = Counter(f.change for f in flips)
    parts: list[RenderableType] = [
        Text(
            f"\nSince the earlier run {', '.join(f'{n} {change}' for change, n in counts.most_common()) or 'nothing flipped'}.",
            style="bold",
        )
    ]
    for flip in flips:
        o = flip.outcome
        title = run.gold.reports[o.report].get("title") or o.report
        value = value_text(o.slot, o.found if o.gold is None else o.gold)
        parts.append(Text.assemble("  ", (flip.change, "bold"), "  ", (o.slot, "cyan"), f" {value}", (f"  {o.report} {title}", "dim")))
    return Group(*parts)


def negatives(done: Negatives) -> RenderableType:
    """The share of texts that yield an exercise, and which."""
    parts: list[RenderableType] = []
    for n in done.found:
        told = "; ".join(f"{label(e)}, {e.get('status')}" for e in n.found)
        parts.append(Text.assemble(f"{n.report}  {n.title or ''}\n    ", (told, "dim")))
    parts += [Text(f"The coder crashed on {c.report}: {c.error}", style="bold red") for c in done.crashes]
    parts.append(Text(f"{len(done.found)} of {done.texts} texts yield an exercise ({done.rate:.2%})", style="bold"))
    return Group(*parts)


def _table(*columns: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for n, column in enumerate(columns):
        table.add_column(column, justify="right" if n else "left", header_style="dim")
    return table


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= SENTENCE_WIDTH else sentence[: SENTENCE_WIDTH - 1] + "…"
