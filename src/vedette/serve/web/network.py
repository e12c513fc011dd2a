"""Where the nodes of a small network go: they push each other apart, what joins them pulls. The same input gives the same picture."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

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
    spread = math.sqrt(width * height / max(n, 1))
    places = [_seed(k, n, width, height) for k in range(n)]
    degree = Counter(node for pair in joined for node in pair)
    for step in range(STEPS):
        heat = 0.12 * min(width, height) * (1 - step / STEPS) + 0.2
        moves = [[0.0, 0.0] for _ in range(n)]
        for a in range(n):
            for b in range(a + 1, n):
                dx, dy = places[a][0] - places[b][0], places[a][1] - places[b][1]
                distance = math.hypot(dx, dy) or 0.01
                push = (0.55 * spread) ** 2 / distance
                # circles must not lie on each other
                push += 8 * max(0.0, sizes[a] + sizes[b] + 5 - distance)
                # what has many lines is not drawn into one heap by all of them
                pull = joined.get((a, b), 0.0) / math.sqrt(max(1, min(degree[a], degree[b])))
                push -= pull * distance**2 / (1.3 * spread)
                for node, sign in ((a, 1), (b, -1)):
                    moves[node][0] += sign * push * dx / distance
                    moves[node][1] += sign * push * dy / distance
        for k, (mx, my) in enumerate(moves):
            x, y = places[k]
            dx, dy = mx + 0.5 * (width / 2 - x) * height / width, my + 0.5 * (height / 2 - y)
            length = math.hypot(dx, dy) or 1.0
            x += dx / length * min(length, heat)
            y += dy / length * min(length, heat)
            edge = sizes[k] + 1
            places[k] = (min(width - edge, max(edge, x)), min(height - edge, max(edge, y)))
    return places


def _seed(k: int, n: int, width: float, height: float) -> tuple[float, float]:
    radius, angle = 0.45 * math.sqrt((k + 0.5) / n), k * math.pi * (3 - math.sqrt(5))
    return width * (0.5 + radius * math.cos(angle)), height * (0.5 + radius * math.sin(angle))
