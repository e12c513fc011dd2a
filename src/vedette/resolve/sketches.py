"""Sketches of texts that tell near-duplicates: an agency's text that several papers print counts once."""

import heapq
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence

SHINGLE = 4
"""Words in a shingle: shorter ones meet by chance, longer ones miss texts in which every tenth word was changed."""
SIZE = 32
"""Hashes kept of a text (its smallest ones): a shared part of 0.5 is then told from 0.1 with hardly an error."""
NEAR = 0.35
"""Share of shingles from which texts are near-duplicates: cut copies of a text share more, two writers' reports of one event under 0.1."""

_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> tuple[int, ...]:
    """The smallest 32-bit hashes of a text's shingles, ascending; the same in every process."""
    words = _WORD.findall(text.casefold())
    shingles = {zlib.crc32(" ".join(words[i : i + SHINGLE]).encode()) for i in range(max(1, len(words) - SHINGLE + 1))} if words else set()
    return tuple(heapq.nsmallest(SIZE, shingles))


def shared(one: Sequence[int], other: Sequence[int]) -> float:
    """The share of shingles that two texts have in common (an estimate, 0 to 1)."""
    if set(one).isdisjoint(other):
        return 0.0
    least = set(heapq.nsmallest(SIZE, {*one, *other}))
    return len(least & set(one) & set(other)) / len(least)


def near(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two texts are near-duplicates."""
    return shared(one, other) >= NEAR


def groups(texts: Mapping[str, Sequence[int]], known: Iterable[tuple[str, str]] = ()) -> dict[str, str]:
    """Report id → the smallest report id among its near-duplicates (itself if there are none).

    `known` are pairs that were found to be near-duplicates otherwise.
    """
    root = {ident: ident for ident in texts}

    def find(ident: str) -> str:
        while root[ident] != ident:
            ident = root[ident]
        return ident

    def join(one: str, other: str) -> None:
        a, b = sorted((find(one), find(other)))
        root[b] = a

    for one, other in known:
        join(one, other)
    by_hash: dict[int, str] = {}
    for ident in sorted(texts):
        for value in texts[ident]:
            other = by_hash.setdefault(value, ident)
            if other != ident and find(other) != find(ident) and near(texts[other], texts[ident]):
                join(other, ident)
    return {ident: find(ident) for ident in texts}
