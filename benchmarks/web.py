"""How long the pages of the web app take on a large catalogue, with many users at once.

    python benchmarks/web.py [--exercises 100000] [--db FILE] [--users 20] [--seconds 10] [--workers 2]

Makes a catalogue as `queries.py` does, with ten claims an exercise, serves it with `vedette serve`, and loads it with wrk
(https://github.com/wg/wrk; on Debian: apt-get install wrk). Each kind of page is loaded twice: by users who ask again as soon as they were
answered, and by users who read for a second on average before they do. Prints for both how many requests a second were answered, the 50th,
95th and 99th percentile of the milliseconds until the answer was there, the milliseconds of processor time that the server spent on a
request, which other programs on the machine hardly disturb, and errors. Addresses are drawn by chance, so that searches are rarely the
same. Exits with 1 if an error occurs, or the first page or a search takes 150 ms or more at the 95th percentile of users who do not pause.
A catalogue that is there already is used as it is.
"""

import argparse
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from queries import BATCH, DOMAINS, RARE, WORDS, one
from resolution import FIRST, SECOND, Chance

from vedette.extract.drafts import CODER
from vedette.model import Claim, Coding, Span, Value
from vedette.resolve import keys, pack, profile
from vedette.store import Catalogue, Filters, Shown

MOST_MS = 150.0
IDLE = 0.05
"""Seconds of processor time in a second below which a server has nothing to do any more."""
QUIET = 3
"""Seconds for which it has nothing to do before it is loaded: lines are still written behind the first answers."""
PAUSES = (0, 1000)
"""Milliseconds that users pause before they ask again, on average."""
PUBLISHERS = tuple(f"{town} {paper}" for town in FIRST[:20] for paper in ("Courier", "Post", "Observer"))
DRAWN = 3000
"""Addresses of one kind at most."""
SCRIPT = """
local paths = {}
for line in io.lines("%s") do paths[#paths + 1] = line end
math.randomseed(%d)
local pause = %d
local headers = {["Accept"] = "text/html", ["Accept-Encoding"] = "gzip"}
if pause > 0 then delay = function() return math.random(pause / 2, pause * 3 / 2) end end
request = function() return wrk.format("GET", paths[math.random(#paths)], headers) end
done = function(summary, latency, requests)
  local e = summary.errors
  print(string.format('{"requests": %%d, "us": %%d, "p50": %%f, "p95": %%f, "p99": %%f, "errors": %%d}', summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


def fill(catalogue: Catalogue, number: int) -> None:
    """Stores exercises with one account of ten claims each."""
    chance = Chance(1)
    for first in range(0, number, BATCH):
        made = [_with_claims(chance, *one(chance, n)) for n in range(first, min(first + BATCH, number))]
        with catalogue.writing() as writer:
            writer.store_all([coding for coding, _ in made])
            writer.assign([(s.id, [f"a{s.id}"]) for _, s in made], {}, (), ())
            profiles = [profile(a, coding.report) for coding, _ in made for a in coding.accounts]
            writer.keep_profiles((p.id, pack(p), keys(p)) for p in profiles)
            writer.show([s for _, s in made])


def _with_claims(chance: Chance, coding: Coding, shown: Shown) -> tuple[Coding, Shown]:
    """The same with a title, a publisher, a place on the map, claims, and the values that they come to."""
    publisher = chance.random.choice(PUBLISHERS)
    place = {**shown.places[0], "lat": chance.random.uniform(-55, 70), "lon": chance.random.uniform(-179, 179), "kind": "range"}
    facts: list[tuple[str, Value]] = [
        ("name", shown.name or "The drill"),
        ("status", shown.status),
        ("start", shown.start),
        ("end", shown.end),
        ("place", place),
        ("domain", shown.domains[0]),
        ("personnel", {"low": shown.low, "high": shown.high, "party": None}),
        *(("participant", party) for party in shown.participants),
    ]
    facts += [("materiel", {"type": f"{word}s", "count": n + 2}) for n, word in enumerate(SECOND[: max(0, 10 - len(facts))])]
    account = coding.accounts[0]
    words = [m.span() for m in re.finditer(r"\w+", coding.report.text)]
    claims = tuple(
        Claim(
            f"{n:x}{shown.id}", coding.report.id, account.id, name, value, Span(*span), coding.report.text[span[0] : span[1]],
            None, publisher, coding.report.published, lang="en", coder=CODER,
        )
        for n, ((name, value), span) in enumerate(zip(facts, words, strict=False))
    )  # fmt: skip
    report = replace(coding.report, title=f"{shown.name or 'Drill'} in {place['name']}", publisher=publisher, lang="en")
    weighed: dict[str, Any] = {}
    for claim in claims:
        option = {
            "value": claim.value, "points": 30, "reasons": ["stated outright", "one publisher"], "claims": [claim.id],
            "reports": [report.id], "publishers": 1, "voices": [{"kind": "publisher", "speaker": publisher, "party": None}],
            "denied": False, "confidence": 0.9,
        }  # fmt: skip
        weighed.setdefault(claim.property, []).append({"shown": option, "alternatives": [], "standing": "reported", "conflict": False})
    return (
        replace(coding, report=report, accounts=(replace(account, claims=claims),)),
        replace(shown, places=(place,), weighed=weighed),
    )


def addresses(catalogue: Catalogue, chance: random.Random) -> dict[str, list[str]]:
    """Kind of page → addresses to draw from."""
    idents = catalogue.find(Filters())
    some = chance.sample(idents, min(DRAWN, len(idents)))
    parties = [code for code, _ in catalogue.commonest("participant", 60)]
    names = [f"{a} {b}" for a in FIRST for b in SECOND]

    def filtered() -> str:
        parts = [
            f"participant={chance.choice(parties)}",
            f"year_from={chance.randint(1980, 2005)}&year_to={chance.randint(2005, 2010)}",
            f"domain={chance.choice(DOMAINS)}",
            f"size_min={chance.randint(1, 200) * 50}",
            f"pair={chance.choice(parties)},{chance.choice(parties)}",
            f"q={chance.choice(RARE)}",
            f"sort={chance.choice(('earliest', 'name', 'size', 'latest'))}",
            f"bbox={chance.randint(-170, 0)},{chance.randint(-50, 0)},{chance.randint(1, 170)},{chance.randint(1, 65)}",
        ]
        return "&".join(chance.sample(parts, chance.randint(1, 4)))

    typed = [chance.choice(RARE)[: chance.randint(7, 8)] for _ in range(DRAWN)]  # some of them are only the beginning of a word
    words = [quote(f"{chance.choice((*RARE, *WORDS))} {word}") for word in typed]
    beginnings = [quote(text[:end]) for text in (*names, *WORDS, *RARE[:20]) for end in range(1, len(text) + 1)]
    common = [quote(w) for w in WORDS] + [f"{quote(a)}%20{quote(b)}" for a in WORDS for b in WORDS if a != b]
    return {
        "first page": ["/"],
        "search: names": [f"/?q={quote(n)}" for n in names],
        "search: words": [f"/?q={w}" for w in words],
        "search: as typed": [f"/?q={beginning}" for beginning in beginnings],
        "search: common words": [f"/?q={w}" for w in common],
        "search: filters": [f"/?{filtered()}" for _ in range(DRAWN)],
        "exercise": [f"/exercises/{i}" for i in some],
        "report": [f"/reports/r{i}" for i in some],
        "state": [f"/countries/{p}" for p in parties],
        "pair": [f"/pairs/{a}/{b}" for a in parties for b in parties if a != b],
        "API: list": [f"/api/v1/exercises?{filtered()}" for _ in range(DRAWN)],
        "API: facets": [f"/api/v1/exercises/facets?{filtered()}" for _ in range(DRAWN)],
        "API: exercise": [f"/api/v1/exercises/{i}" for i in some],
        "API: claims": [f"/api/v1/claims?exercise={i}" for i in some],
    }


@contextmanager
def serving(db: str, workers: int) -> Iterator[tuple[str, int]]:
    """Serves a catalogue in processes of a session of their own; gives the address and the session."""
    vedette = str(Path(sys.executable).with_name("vedette"))
    words = [vedette, "serve", "--db", db, "--port", "0", "--rate", "0", "--workers", str(workers), "--read-only"]
    server = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert server.stderr is not None
    try:
        told = server.stderr.readline()
        found = re.search(r"http://\S+:\d+", told)
        if found is None:
            raise SystemExit(f"The server does not start: {told}{server.stderr.read()}")
        _await(found[0], server.pid)
        yield found[0], server.pid
    finally:
        server.terminate()
        server.wait(30)


def _await(address: str, session: int) -> None:
    """Waits until the server answers and all its processes have read their indexes."""
    import httpx

    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            before = spent(session)
            time.sleep(QUIET)
            if httpx.get(f"{address}/healthz", timeout=60).is_success and spent(session) - before < IDLE * QUIET:
                return
        except httpx.TransportError:
            time.sleep(0.5)
    raise SystemExit("The server does not answer.")


def spent(session: int) -> float:
    """Seconds of processor time that the processes of a session have spent; see proc_pid_stat(5)."""
    told = [path.read_text(errors="replace").rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat") if path.exists()]
    return sum(int(t[11]) + int(t[12]) for t in told if int(t[3]) == session) / os.sysconf("SC_CLK_TCK")


def load(address: str, paths: list[str], users: int, *, seconds: int, pause: int, folder: Path) -> dict[str, float]:
    """What wrk measures; users pause for so many milliseconds on average."""
    (folder / "paths").write_text("\n".join(paths) + "\n", encoding="ascii")
    (folder / "load.lua").write_text(SCRIPT % (folder / "paths", time.time_ns() % 2**31, pause))
    words = ["wrk", "--threads", "1", "--connections", str(users), "--duration", f"{seconds}s", "--timeout", "30s"]
    done = subprocess.run([*words, "--script", str(folder / "load.lua"), address], check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return measured


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercises", type=int, default=100_000)
    parser.add_argument("--db", default=None)
    parser.add_argument("--users", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--only", default="", help="beginnings of kinds of pages, set apart by commas")
    args = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server goes as well
    if shutil.which("wrk") is None:
        raise SystemExit("The load comes from wrk, which is not installed: apt-get install wrk")
    failed = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = args.db or str(folder / "web.db")
        with Catalogue(path) as catalogue:
            if not catalogue.count()["exercise"]:
                started = time.perf_counter()
                fill(catalogue, args.exercises)
                sys.stdout.write(f"stored in {time.perf_counter() - started:.0f} s\n")
            counts = catalogue.count()
            kinds = addresses(catalogue, random.Random(2))
        sys.stdout.write(f"{counts['exercise']:,} exercises, {counts['claim']:,} claims; {args.users} users, {args.workers} processes\n")
        columns = "".join(f"{c:>9}" for c in ("a second", "p50 ms", "p95 ms", "p99 ms", "cpu ms", "errors"))
        sys.stdout.write(f"{'page':<22}{'pause s':>8}{columns}\n")
        with serving(path, args.workers) as (address, session):
            for kind, paths in kinds.items():
                if not kind.startswith(tuple(args.only.split(","))):
                    continue
                for pause in PAUSES:
                    before = spent(session)
                    m = load(address, paths, args.users, seconds=args.seconds, pause=pause, folder=folder)
                    busy = (spent(session) - before) * 1000 / max(1, m["requests"])
                    rate = m["requests"] / (m["us"] / 1e6)
                    p50, p95, p99 = (m[p] / 1000 for p in ("p50", "p95", "p99"))
                    failed |= m["errors"] > 0 or (not pause and kind.startswith(("first", "search")) and p95 >= MOST_MS)
                    figures = f"{rate:>9.0f}{p50:>9.0f}{p95:>9.0f}{p99:>9.0f}{busy:>9.1f}{m['errors']:>9.0f}"
                    sys.stdout.write(f"{kind:<22}{pause / 1000:>8g}{figures}\n")
                    sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
