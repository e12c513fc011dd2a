"""Where the nodes of a small network go: they push each other apart, what joins them pulls. The same input gives the same picture."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

STEPS = 220
"""Rounds of moving; after about 200 nothing moves visibly."""

Pair = tuple[int, int]


def layout(sizes: Sequence[float], joined: Mapping[Pair, float], width: float, height: float) -> list[tuple[float, float]]:
    """Places of nodes of some radius within a box; `joined` has the strength (0 to 1) of what joins two nodes.

    After Fruchterman and Reingold (1991), begun from a sunflower's spiral instead of by chance.
    """
    n = len(sizes)
    if n == 1:
        return [(width / 2, height / 2)]
    spread = math.sqrt(width * height / n)
    at = np.array([_seed(k, n, width, height) for k in range(n)])
    radii, middle, box = np.array(sizes), np.array([width / 2, height / 2]), np.array([width, height])
    touching = radii[:, None] + radii + 5
    pulls = _pulls(n, joined) / (1.3 * spread)
    for step in range(STEPS):
        heat = 0.12 * min(width, height) * (1 - step / STEPS) + 0.2
        apart = at[:, None] - at
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 0.01)
        # circles must not lie on each other
        push = (0.55 * spread) ** 2 / distance + 8 * np.maximum(0.0, touching - distance) - pulls * distance**2
        moves = (apart * (push / distance)[..., None]).sum(axis=1) + 0.5 * (middle - at) * [height / width, 1.0]
        length = np.maximum(np.hypot(moves[:, 0], moves[:, 1]), 1e-9)
        at += moves * (np.minimum(length, heat) / length)[:, None]
        at = np.clip(at, radii[:, None] + 1, box - radii[:, None] - 1)
    return [(x, y) for x, y in at.tolist()]


def _pulls(n: int, joined: Mapping[Pair, float]) -> npt.NDArray[np.float64]:
    """How much each two nodes pull each other: what has many lines is not drawn into one heap by all of them."""
    degree = Counter(node for pair in joined for node in pair)
    out = np.zeros((n, n))
    for (a, b), strength in joined.items():
        out[a, b] = out[b, a] = strength / math.sqrt(max(1, min(degree[a], degree[b])))
    return out


def _seed(k: int, n: int, width: float, height: float) -> tuple[float, float]:
    radius, angle = 0.45 * math.sqrt((k + 0.5) / n), k * math.pi * (3 - math.sqrt(5))
    return width * (0.5 + radius * math.cos(angle)), height * (0.5 + radius * math.sin(angle))
