"""How many reports of 350 words are coded in a second on one core, beside spaCy's small English parser and named entities in the same run.

    python benchmarks/coding.py [FILE…] [--rounds N] [--no-peers] [--json FILE]

Measured are the example reports and the FILEs (pages, plain texts or JSON Lines). Both get the same kept texts, one after the other, pinned
to one core; loading (lexicons here, weights there) is not counted. Vedette reads and codes a text into claims; spaCy parses it and marks
named entities, the least that a coder on top of it needs: tagger, attribute ruler and lemmatizer are left out. Counted is the time of the
processor, so that other work on the machine matters little; the rate is reckoned by words, since reports differ in length.
"""

import gc
import sys
from collections.abc import Iterator, Sequence

from common import LOAD_SPACY, ROOT, SPACY, Figure, Unavailable, arguments, one_core, peer, quickest, tell

from vedette.ingest import files_in, load_all
from vedette.pipeline import code
from vedette.raw import BadInput, Raw
from vedette.read import read
from vedette.serve.cli import GARBAGE_THRESHOLD

WORDS = 350
"""Words of a report: about the middle of what agencies send."""
LEAST = 10.0
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


def figures(texts: Sequence[str], rounds: int, peers: bool) -> Iterator[Figure]:
    """Codes all texts in this process; lexicons are loaded before."""
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
    theirs = peer("spacy", SPACY, PROGRAM, [list(texts), rounds])
    yield Figure(name, reports / seconds, "reports/s", "spaCy parser and NER", reports / theirs, theirs / seconds, least=LEAST)


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("files", nargs="*", help="further reports")
    parser.add_argument("--rounds", type=int, default=3, help="how often all is done; the quickest counts")
    parser.add_argument("--no-peers", action="store_true", help="measure Vedette alone")
    given = parser.parse_args()
    one_core()
    try:
        tell(figures(texts_of([str(ROOT / "examples"), *given.files]), given.rounds, not given.no_peers), given.json)
    except Unavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
