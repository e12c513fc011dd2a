"""A run as one HTML page that needs nothing else: the figures, and each report with its errors marked in the text."""

from collections.abc import Iterable
from html import escape
from importlib import resources
from itertools import pairwise

from vedette.evaluate.errors import Error, Marked, value_text
from vedette.evaluate.run import Run
from vedette.evaluate.score import Outcome
from vedette.model import Span

MARKS = ("right", "off", "missed", "wrong")
"""Classes of marks; where several cover the same words, the last one counts."""

STYLE = (resources.files("vedette") / "evaluate" / "page.css").read_text(encoding="utf-8")
COLUMNS = ("slot", "precision", "recall", "F1", "F1 of spans", "gold", "found")


def page(run: Run, reports: Iterable[Marked]) -> str:
    """The whole page."""
    score = run.score
    about = (
        run.coder,
        f"{score.reports} reports",
        f"gold sha256 {run.gold.sha256[:12]}",
        f"headline {score.headline:.3f}",
        f"exercises found F1 {score.exercise_f1:.3f}",
    )
    rows = [(slot, *map(_three, (t.precision, t.recall, t.f1)), _span_f1(run, slot), t.gold, t.found) for slot, t in score.tallies.items()]
    legend = " ".join(f'<mark class="{name}">{name}</mark>' for name in MARKS)
    title = escape(f"{run.gold.path.name}: where the coder errs")
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p class="about">{escape(" · ".join(about))}</p>
<div class="scroll"><table>{_cells("th", COLUMNS)}{"".join(_cells("td", row) for row in rows)}</table></div>
<p>Marked in the texts: {legend}. “Off” is a value that is nearly right; “missed” stands where gold's words were found.</p>
{"".join(_report(m) for m in reports)}</body>
</html>
"""


def _cells(kind: str, values: Iterable[object]) -> str:
    return "<tr>" + "".join(f"<{kind}>{escape(str(v))}</{kind}>" for v in values) + "</tr>"


def _three(figure: float) -> str:
    return f"{figure:.3f}"


def _span_f1(run: Run, slot: str) -> str:
    return f"{run.spans.tallies[slot].f1:.3f}" if slot in run.spans.tallies else ""


def _report(marked: Marked) -> str:
    report = marked.report
    about = " · ".join(x for x in (report.publisher, report.published or "undated", f"report {report.id}", f"F1 {marked.f1:.3f}") if x)
    crash = f"<p><strong>The coder crashed: {escape(marked.crash)}</strong></p>" if marked.crash else ""
    rows = "".join(_row(e) for e in marked.errors)
    return f"""<section><h2>{escape(report.title or report.id)}</h2><p class="about">{escape(about)}</p>{crash}
<blockquote>{_text(marked)}</blockquote>
<div class="scroll"><table class="errors">{_cells("th", ("slot", "", "gold", "found", "exercise"))}{rows}</table></div></section>
"""


def _row(error: Error) -> str:
    o = error.outcome
    return (
        f'<tr><td>{o.slot}</td><td><mark class="{error.kind}">{error.kind}</mark></td><td>{_value(o.slot, o.gold)}</td>'
        f"<td>{_value(o.slot, o.found)}</td><td>{escape(o.exercise) if o.slot != 'statements' else ''}</td></tr>"
    )


def _value(slot: str, value: object) -> str:
    return "" if value is None else escape(value_text(slot, value))


def _text(marked: Marked) -> str:
    """The text with its marks; each stretch between two borders of marks takes the mark that counts most there."""
    text = marked.report.text
    marks = [(span, "right", _tip(o, "right")) for o, span in marked.right]
    marks += [(e.span, e.kind, _tip(e.outcome, e.kind)) for e in marked.errors if e.span is not None]
    borders = sorted({0, len(text), *(edge for span, _, _ in marks for edge in (span.start, span.end))})
    out = []
    for start, end in pairwise(borders):
        covering = [(MARKS.index(kind), kind, tip) for span, kind, tip in marks if Span(start, end).within(span)]
        words = escape(text[start:end])
        if covering:
            kind = max(covering)[1]
            tips = escape("; ".join(dict.fromkeys(tip for _, _, tip in covering)))
            words = f'<mark class="{kind}" title="{tips}">{words}</mark>'
        out.append(words)
    return "".join(out)


def _tip(outcome: Outcome, kind: str) -> str:
    said = outcome.gold if outcome.gold is not None else outcome.found
    return f"{kind}: {outcome.slot} {value_text(outcome.slot, said)}"
