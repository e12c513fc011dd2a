"""How fast triage is, how many texts of exercises it lets through, and how many others.

    python benchmarks/triage.py GOLD… [--negatives FILE] [--least WEIGHT…]

GOLD are codings in the guidelines' form, the reports stand beside them (`x.jsonl`, `x-reports.jsonl`). Counted are reports with a focus
exercise. Negatives are JSON Lines with `text`. Processor time of one core; the peer is a scan of the same bytes for the same words by a
regular expression of Python's.
"""

import argparse
import json
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from vedette import triage


def texts(path: Path) -> dict[str, bytes]:
    """Id → title and text of the reports in a file of JSON Lines."""
    rows = (json.loads(line) for line in path.read_text().splitlines())
    return {str(row.get("id", n)): f"{row.get('title') or ''}\n{row['text']}".encode() for n, row in enumerate(rows)}


def with_exercise(gold: Path) -> list[bytes]:
    """The reports beside a gold file that tell of a focus exercise."""
    reports = texts(gold.with_name(f"{gold.stem}-reports.jsonl"))
    rows = (json.loads(line) for line in gold.read_text().splitlines())
    return [reports[row["id"]] for row in rows if any(e.get("focus") for e in row["exercises"])]


def rate(scan: Callable[[bytes], object], many: Sequence[bytes], rounds: int = 3) -> float:
    """MB a second of processor time, the quickest round."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for data in many:
            scan(data)
        best = min(best, time.process_time() - began)
    return sum(map(len, many)) / best / 1e6


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--negatives", type=Path)
    parser.add_argument("--least", nargs="+", type=float, default=[2.0, 2.5, triage.LEAST, 3.5, 4.0])
    given = parser.parse_args()
    told = [data for gold in given.gold for data in with_exercise(gold)]
    others = list(texts(given.negatives).values()) if given.negatives else []
    weights, passed = [triage.weight(t) for t in told], [triage.weight(t) for t in others]
    print(f"{len(told)} reports of exercises, {len(others)} other texts\n\nleast   recall   others that pass")
    for least in given.least:
        share = f"{sum(w >= least for w in passed) / len(passed):16.2%}" if passed else ""
        print(f"{least:5.2f}  {sum(w >= least for w in weights) / len(weights):7.4f}{share}")
    words = re.compile(b"|".join(sorted(map(re.escape, triage.words()), key=len, reverse=True)))
    for name, many in (("other texts", others), ("reports of exercises", told)):
        if many:
            ours, peer = rate(triage.weight, many), rate(lambda data: words.findall(data.lower()), many[:40], 1)
            print(f"\n{name}: {ours:.1f} MB/s, a regular expression {peer:.2f} MB/s ({ours / peer:.0f} times)")


if __name__ == "__main__":
    main()
