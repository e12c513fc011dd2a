"""How many reports of 350 words are coded in a second on one core, beside spaCy's small English parser and named entities in the same run.

    python benchmarks/coding.py [FILE…] [--rounds N] [--no-peers] [--json FILE]

The coder is measured as it is and compiled (`make native`, which takes minutes if it is not there or older than the sources).
Measured are the example reports and the FILEs (pages, plain texts or JSON Lines). Both get the same kept texts, one after the other, pinned
to one core; loading (lexicons here, weights there) is not counted. Vedette reads and codes a text into claims; spaCy parses it and marks
named entities, the least that a coder on top of it needs: tagger, attribute ruler and lemmatizer are left out. Counted is the time of the
processor, so that other work on the machine matters little; the rate is reckoned by words, since reports differ in length.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from common import LOAD_SPACY, ROOT, SPACY, Figure, Unavailable, arguments, one_core, peer, quickest, tell

from vedette.ingest import files_in, load_all
from vedette.pipeline import code
from vedette.raw import BadInput, Raw
from vedette.read import read
from vedette.serve.cli import GARBAGE_THRESHOLD

WORDS = 350
"""Words of a report: about the middle of what agencies send."""
LEAST = 10.0
NATIVE = ROOT / ".venv" / "native"
"""Where `make native` puts the compiled coder."""
PROGRAM = f"""
import json, sys, time
{LOAD_SPACY}
texts, rounds = json.load(sys.stdin)
for text in texts:
    nlp(text)
seconds = []
for _ in range(rounds):
    began = time.process_time()
    for text in texts:
        nlp(text)
    seconds.append(time.process_time() - began)
print(json.dumps(min(seconds)))
"""


def texts_of(files: Sequence[str]) -> list[str]:
    """The kept texts of all reports; exits with a sentence if one cannot be read."""
    out = []
    for raw in load_all(files_in(files)):
        if isinstance(raw, BadInput):
            sys.exit(raw.reason)
        out.append(read(raw).text)
    return out


def compiled(files: Sequence[str], rounds: int) -> float:
    """Reports a second of the compiled coder, in a process of its own; raises Unavailable if it cannot be compiled."""
    done = subprocess.run(["make", "--silent", "native"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"the coder could not be compiled: {(done.stderr.strip() or done.stdout.strip()).splitlines()[-1]}")
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "figures.json"
        command = [sys.executable, __file__, *files, "--rounds", str(rounds), "--no-peers", "--json", str(told)]
        subprocess.run(command, env={**os.environ, "PYTHONPATH": str(NATIVE)}, stdout=subprocess.DEVNULL, check=True)
        (figure,) = json.loads(told.read_text())
    return float(figure["value"])


def figures(files: Sequence[str], rounds: int, peers: bool) -> Iterator[Figure]:
    """Codes all texts in this process; lexicons are loaded before."""
    texts = texts_of([str(ROOT / "examples"), *files])
    raws = [Raw(b"", f"text {n}", "", text=text) for n, text in enumerate(texts)]
    for raw in raws:
        code(read(raw))
    gc.set_threshold(GARBAGE_THRESHOLD)  # as the command does
    seconds = quickest(lambda: [code(read(raw)) for raw in raws], rounds)
    reports = sum(len(text.split()) for text in texts) / WORDS
    name = "coding, reports of 350 words on one core"
    if not peers:
        yield Figure(name, reports / seconds, "reports/s")
        return
    theirs = reports / peer("spacy", SPACY, PROGRAM, [texts, rounds])
    own = reports / seconds
    yield Figure(name, own, "reports/s", "spaCy parser and NER", theirs, own / theirs)
    native = compiled(files, rounds)
    yield Figure("compiling the coder, by the clock", float((NATIVE / "ready").read_text()), "s")
    yield Figure("the same with the compiled coder", native, "reports/s", "spaCy parser and NER", theirs, native / theirs, least=LEAST)


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("files", nargs="*", help="further reports")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is done; the quickest counts")
    parser.add_argument("--no-peers", action="store_true", help="measure Vedette alone, as it is imported")
    given = parser.parse_args()
    one_core()
    try:
        tell(figures(given.files, given.rounds, not given.no_peers), given.json)
    except Unavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
