"""Where the nodes of a small network go: they push each other apart, what joins them pulls. The same input gives the same picture."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

STEPS = 120
"""Rounds of moving, which end at rest; with twice as many the picture is as good, and takes twice as long."""

FAR = 1e6
"""Units of the drawing over which nothing is felt."""

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
    least, most = radii[:, None] + 1, box - radii[:, None] - 1
    touching = radii[:, None] + radii + 5
    pulls = _pulls(n, joined) / (1.3 * spread)
    inwards = 0.5 * np.array([height / width, 1.0])
    itself = np.diag(np.full(n, FAR**2))  # nothing pushes itself
    for step in range(STEPS):
        heat = 0.12 * min(width, height) * (1 - step / STEPS) + 0.2
        across, down = np.subtract.outer(at[:, 0], at[:, 0]), np.subtract.outer(at[:, 1], at[:, 1])
        squares = np.maximum(across * across + down * down + itself, 1e-4)
        distance = np.sqrt(squares)
        # per unit of distance; circles must not lie on each other
        push = (0.55 * spread) ** 2 / squares + 8 * np.maximum(0.0, touching / distance - 1) - pulls * distance
        moves = at * push.sum(axis=1)[:, None] - push @ at + (middle - at) * inwards
        length = np.maximum(np.hypot(moves[:, 0], moves[:, 1]), 1e-9)
        at = np.minimum(np.maximum(at + moves * (np.minimum(length, heat) / length)[:, None], least), most)
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
