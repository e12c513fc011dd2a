"""How fast triage is, how many texts of exercises it lets through, and how many others.

    python benchmarks/triage.py [GOLD…] [--negatives FILE] [--least WEIGHT…] [--json FILE]

GOLD are codings in the guidelines' form, the reports stand beside them (`x.jsonl`, `x-reports.jsonl`); without one, those of `tests/gold`
that have reports. Counted are reports with a focus exercise. Negatives are JSON Lines with `text`; without them the articles of a crawl
(`crawl.py`) are scanned for the speed. Processor time of one core; the peer is a scan of the same bytes for the same words by a regular
expression of Python's.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from common import ROOT, Figure, arguments, one_core, quickest, tell
from crawl import article

from vedette import triage

LEAST_SPEED, LEAST_RECALL, MOST_OTHERS = 30.0, 0.995, 0.03


def texts(path: Path) -> dict[str, bytes]:
    """Id → title and text of the reports in a file of JSON Lines."""
    rows = (json.loads(line) for line in path.read_text().splitlines())
    return {str(row.get("id", n)): f"{row.get('title') or ''}\n{row['text']}".encode() for n, row in enumerate(rows)}


def reports_of(gold: Path) -> Path:
    """The file with the reports of a gold file."""
    return gold.with_name(f"{gold.stem}-reports.jsonl")


def with_exercise(gold: Path) -> list[bytes]:
    """The reports beside a gold file that tell of a focus exercise."""
    reports = texts(reports_of(gold))
    rows = (json.loads(line) for line in gold.read_text().splitlines())
    return [reports[row["id"]] for row in rows if any(e.get("focus") for e in row["exercises"])]


def rate(scan: Callable[[bytes], object], many: Sequence[bytes], rounds: int = 3) -> float:
    """MB a second of processor time, the quickest round."""
    return sum(map(len, many)) / quickest(lambda: [scan(data) for data in many], rounds) / 1e6


def figures(gold: Sequence[Path], negatives: Path | None, least: Sequence[float]) -> Iterator[Figure]:
    """Speed, recall, and other texts that pass."""
    told = [data for file in gold for data in with_exercise(file)]
    others = list(texts(negatives).values()) if negatives else ["\n\n".join(article(Random(n))[1]).encode() for n in range(2000)]
    words = re.compile(b"|".join(sorted(map(re.escape, triage.words()), key=len, reverse=True)))
    triage.weight(b"")
    for name, many in (("other news", others), ("reports of exercises", told)):
        ours, theirs = rate(triage.weight, many), rate(lambda data: words.findall(data.lower()), many[:40], 1)
        yield Figure(f"triage of {name}", ours, "MB/s", "a regular expression", theirs, ours / theirs)
        yield Figure(f"triage of {name}: the least speed", ours, "MB/s", least=LEAST_SPEED)
    for weight in least:
        own = weight == triage.LEAST
        weights = [triage.weight(t) for t in told]
        recall = sum(w >= weight for w in weights) / len(weights)
        yield Figure(f"triage from {weight:g} on: reports of exercises that pass", recall, "", least=LEAST_RECALL if own else None)
        if negatives:
            passed = sum(triage.weight(t) >= weight for t in others) / len(others)
            yield Figure(f"triage from {weight:g} on: other news that pass", passed, "", most=MOST_OTHERS if own else None)


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--negatives", type=Path)
    parser.add_argument("--least", nargs="+", type=float, default=[triage.LEAST])
    given = parser.parse_args()
    one_core()
    gold = given.gold or [file for file in sorted((ROOT / "tests" / "gold").glob("*.jsonl")) if reports_of(file).exists()]
    tell(figures(gold, given.negatives, given.least), given.json)


if __name__ == "__main__":
    main()
