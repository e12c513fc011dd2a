"""Near-duplicates among all texts of a catalogue: an agency's text as several papers print it, shortened or with a line of their own.

MinHash (rensa) with locality-sensitive hashing. The bands are kept in the catalogue, not in rensa's own index, so that each new text is
compared with all earlier ones in any process, and what is found depends on pairs of texts, not on the order in which they came; only
where a band is that of a crowd (`store.copies.CROWD`), a text is compared with some of it.
"""

import re
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from vedette.model import Report
from vedette.resolve.sketches import NEAR, SHINGLE
from vedette.values import parse_edtf

PERMUTATIONS = 128
"""Hashes of a sketch; the share of equal ones is off by 0.04 at most times where texts share a third."""

ROWS = 2
BANDS = 32
"""Hashes in a band, and bands: of texts that share 0.35 of their shingles 98 of 100 have a band in common, of those that share 0.005
(two writers on one event) 1 in 1,250."""

DAYS = 31
"""Days between two prints of one text at most. What a paper writes each year anew in nearly the same words is a report of its own."""

SEED = 1944
"""Which permutations: any number would do, but all sketches of a catalogue must be made with the same."""

_WORD = re.compile(r"[^\W_]+")


def can_sketch() -> bool:
    """Whether the package rensa is installed."""
    return find_spec("rensa") is not None


def told(report: Report) -> str:
    """What is compared of a report: headline and article, without what the publisher prints around them."""
    return " ".join(b.span.of(report.text) for b in report.blocks if b.kind in ("headline", "body"))


def sketch(text: str) -> tuple[int, ...]:
    """The MinHash of a text's shingles of words: 32-bit numbers; none for a text without words."""
    from rensa import RMinHash  # type: ignore[import-untyped]

    words = _WORD.findall(text.casefold())
    if not words:
        return ()
    made = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    made.update([" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))])
    return tuple(made.digest())


def bands(hashes: Sequence[int]) -> Iterator[str]:
    """What near-duplicates are found by: each band with its number and the version of how the hashes are made."""
    from rensa import RMinHash

    for n in range(BANDS if hashes else 0):
        part = hashes[n * ROWS : (n + 1) * ROWS]
        yield f"{RMinHash.ALGORITHM_VERSION}:{n:x}:{':'.join(f'{h:x}' for h in part)}"


def shared(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of shingles that two texts have in common (an estimate, 0 to 1)."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / len(one) if one and other else 0.0


def near(one: Sequence[int], other: Sequence[int]) -> float | None:
    """The share that two texts have in common if they are near-duplicates."""
    share = shared(one, other)
    return share if share >= NEAR else None


def together(one: str | None, other: str | None) -> bool:
    """Whether texts were published within `DAYS` of each other (EDTF dates), as prints of one text are; who knows no day may be."""
    try:
        a, b = parse_edtf(one or ""), parse_edtf(other or "")
    except ValueError:
        return True
    return (max(a.first, b.first) - min(a.last, b.last)).days <= DAYS
