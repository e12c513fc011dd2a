// Points near each other on the screen become one circle: a grid of cells, each with its points' middle and number.

/** Pixels of a cell: circles of neighbouring cells hardly touch. */
export const CELL = 38;

/**
 * `xs`, `ys` are points in the map's plane, `at` the exercises that they belong to, `wanted(exercise)` tells which are drawn.
 * Returns { x, y, points: [index of a point] } for each cell within `box` (of the plane), whose side is `size` units.
 */
export function cluster(xs, ys, at, wanted, box, size) {
  const cells = new Map();
  for (let n = 0; n < xs.length; n++) {
    const x = xs[n];
    const y = ys[n];
    if (x < box.left || x > box.right || y < box.top || y > box.bottom || !wanted(at[n])) continue;
    const key = Math.floor(x / size) * 1e6 + Math.floor(y / size);
    const cell = cells.get(key);
    if (cell) {
      cell.sumX += x;
      cell.sumY += y;
      cell.points.push(n);
    } else cells.set(key, { sumX: x, sumY: y, points: [n] });
  }
  return [...cells.values()].map(({ sumX, sumY, points }) => ({ x: sumX / points.length, y: sumY / points.length, points }));
}
