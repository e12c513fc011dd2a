"""Tries to better the weights by which a place counts as one where an exercise is held.

    python benchmarks/place_weights.py GOLD… [--step 0.5] [--gain 0.001]

Each GOLD is a gold file with its reports beside it (`x.jsonl`, `x-reports.jsonl`), for example `tests/gold/a.jsonl`. Every weight of
`vedette.extract.place_weights.WEIGHTS` is moved by one step up and down and set to nothing, one after the other; a move is kept if the mean
F1 of places over the files rises by more than `--gain`, or if a weight can go without a loss of that size. Printed are the moves kept and
the weights found; nothing is changed.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from vedette.annotate import annotate
from vedette.evaluate.gold import Gold, read_gold, reports_beside
from vedette.evaluate.run import as_template, read_reports
from vedette.evaluate.score import score
from vedette.extract import extract
from vedette.extract.place_weights import WEIGHTS
from vedette.model import Document

Part = tuple[Gold, list[Document]]


def part(path: str) -> Part:
    """A gold set with its reports annotated once: the weights come in only afterwards."""
    gold = read_gold(path)
    return gold, [annotate(r) for r in read_reports([str(reports_beside(Path(path)))]) if r.id in gold.reports]


def places(parts: Sequence[Part]) -> float:
    """The mean F1 of places over some gold sets, 0 to 1."""
    figures = [score(gold.reports, {d.report.id: as_template(extract(d)) for d in docs}).tallies["places"].f1 for gold, docs in parts]
    return sum(figures) / len(figures)


def main() -> None:
    """Runs the search once over all weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--step", type=float, default=0.5)
    parser.add_argument("--gain", type=float, default=0.001)
    args = parser.parse_args()
    parts = [part(path) for path in args.gold]
    best = places(parts)
    print(f"start {best:.4f}")
    for sign in sorted(WEIGHTS):
        kept = WEIGHTS[sign]
        for value in (0.0, kept - args.step, kept + args.step):
            WEIGHTS[sign] = value
            found = places(parts)
            if found > best + args.gain or (value == 0.0 and found > best - args.gain):
                best, kept = found, value
                print(f"{sign} {value:+.1f} {best:.4f}", flush=True)
        WEIGHTS[sign] = kept
    print({sign: weight for sign, weight in WEIGHTS.items() if weight})


if __name__ == "__main__":
    main()
