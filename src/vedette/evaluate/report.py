"""Fills the figures into a page of the documentation, so that they stay true.

    python -m vedette.evaluate.report docs/accuracy.md

The page marks what is filled in by comments that stand alone on a line:

    <!-- figures: tests/gold/a.jsonl tests/gold/examples.jsonl=examples -->      F1 by slot, a column for each gold file
    <!-- errors: tests/gold/a.jsonl tests/gold/b.jsonl -->                       errors by slot, the files taken together
    <!-- kinds: tests/gold/a.jsonl tests/gold/b.jsonl -->                        the most frequent kinds of errors
    <!-- negatives: ../shared/gold/negatives.jsonl -->                           how many texts yield an exercise
    <!-- end -->

A gold file whose reports are not beside it is followed by `=` and where they are. Paths are as seen from the current folder. A block
that names a file which is not there stays as it is; that is said on standard error.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from vedette.evaluate.credit import ALL
from vedette.evaluate.gold import read_gold, reports_beside
from vedette.evaluate.kinds import kinds as sorted_by_kind
from vedette.evaluate.run import Run, negatives, run

MOST_KINDS = 30
"""Kinds of errors that are listed."""
BLOCK = re.compile(r"^<!-- (figures|errors|kinds|negatives): (.+?) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)


def filled(page: str) -> tuple[str, list[str]]:
    """The page with its blocks filled anew, and the files that were not there."""
    lost: list[str] = []

    def fill(match: re.Match[str]) -> str:
        kind, named = match[1], match[2].split()
        missing = [file for file in named if not Path(file.partition("=")[0]).exists()]
        if missing:
            lost.extend(missing)
            return match[0]
        table = {"figures": figures, "errors": errors, "kinds": kinds, "negatives": rates}[kind](named)
        return f"<!-- {kind}: {match[2]} -->\n{table}\n<!-- end -->"

    return BLOCK.sub(fill, page), lost


@cache
def _run(named: str) -> Run:
    path, _, reports = named.partition("=")
    gold = read_gold(path)
    return run(gold, [reports or str(reports_beside(gold.path))])


def figures(named: Sequence[str]) -> str:
    """F1 of values (and of spans) by slot, a column for each gold file."""
    runs = [_run(n) for n in named]
    rows = [["slot", *(r.gold.path.stem for r in runs)]]
    rows.append(["headline", *(f"**{r.score.headline:.3f}**" for r in runs)])
    for slot in ("exercise", *ALL):
        rows.append([slot, *(_figure(r, slot) for r in runs)])
    rows.append(["reports", *(str(r.score.reports) for r in runs)])
    rows.append(["crashes", *(str(len(r.crashes)) for r in runs)])
    return _table(rows)


def _figure(done: Run, slot: str) -> str:
    spans = done.spans.tallies.get(slot)
    return f"{done.score.tallies[slot].f1:.3f}" + (f" ({spans.f1:.3f})" if spans else "")


def errors(named: Sequence[str]) -> str:
    """What was missed, wrongly found or not quite right, by slot, over several gold files."""
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in (o for n in named for o in _run(n).score.outcomes if o.credit < 1):
        kind = "missed" if outcome.found is None else "wrong" if outcome.gold is None else "off"
        counts[outcome.slot, kind] += 1
    rows = [["slot", "missed", "wrongly found", "not quite right"]]
    for slot in ("exercise", *ALL):
        rows.append([slot, *(str(counts[slot, kind]) for kind in ("missed", "wrong", "off"))])
    return _table(rows)


def kinds(named: Sequence[str]) -> str:
    """The most frequent kinds of errors over several gold files."""
    counts: Counter[tuple[str, str]] = Counter()
    for n in named:
        counts += sorted_by_kind(_run(n).score)
    rows = [["slot", "kind", "errors"], *([slot, kind, str(n)] for (slot, kind), n in counts.most_common(MOST_KINDS))]
    rest = sum(counts.values()) - sum(n for _, n in counts.most_common(MOST_KINDS))
    return _table(
        [*rows, ["others", f"{max(len(counts) - MOST_KINDS, 0)} kinds", str(rest)], ["all", "", f"**{sum(counts.values())}**"]], 2
    )


def rates(named: Iterable[str]) -> str:
    """How many texts on other matters yield an exercise."""
    done = negatives([n.partition("=")[0] for n in named])
    return f"{len(done.found)} of {done.texts} texts yield an exercise ({done.rate:.2%}); the coder crashed on {len(done.crashes)}."


def _table(rows: Sequence[Sequence[str]], texts: int = 1) -> str:
    """A table in Markdown; the first row is its head, the columns after the first `texts` are numbers."""
    ruled = [rows[0], ["---" if n < texts else "---:" for n in range(len(rows[0]))], *rows[1:]]
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)


def main(pages: Sequence[str]) -> int:
    """Fills the pages; returns 0, or 2 if none is named."""
    if not pages:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    for name in pages:
        page, lost = filled(Path(name).read_text(encoding="utf-8"))
        Path(name).write_text(page, encoding="utf-8")
        for file in lost:
            sys.stderr.write(f"{name}: {file} is not there; its block stays as it is.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
