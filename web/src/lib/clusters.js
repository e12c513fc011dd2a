// Points near each other on the screen become one circle: a grid of cells, each with its points' middle and the number of their exercises.

/** Pixels of a cell: circles of neighbouring cells hardly touch. */
export const CELL = 38;

const ROW = 1e6; // more cells than a column ever has
const NEAR = 0.62; // of a cell: middles that are closer would lie on each other
const AROUND = [-ROW - 1, -ROW, -ROW + 1, -1, 1, ROW - 1, ROW, ROW + 1];

/**
 * `xs`, `ys` are points in the map's plane, `at` the exercises that they belong to, in order, `wanted(exercise)` tells which are drawn.
 * Returns { x, y, points: [index of a point], exercises: how many } for each cell within `box` (of the plane), whose side is `size` units.
 */
export function cluster(xs, ys, at, wanted, box, size) {
  const cells = new Map();
  for (let n = 0; n < xs.length; n++) {
    const x = xs[n];
    const y = ys[n];
    if (x < box.left || x > box.right || y < box.top || y > box.bottom || !wanted(at[n])) continue;
    const key = Math.floor(x / size) * ROW + Math.floor(y / size);
    const cell = cells.get(key);
    if (cell) {
      cell.sumX += x;
      cell.sumY += y;
      if (at[cell.points.at(-1)] !== at[n]) cell.exercises++;
      cell.points.push(n);
    } else cells.set(key, { sumX: x, sumY: y, points: [n], exercises: 1 });
  }
  return joined(cells, at, size * NEAR).map(({ sumX, sumY, points, exercises }) => ({
    x: sumX / points.length,
    y: sumY / points.length,
    points,
    exercises,
  }));
}

/** Cells whose middles lie on either side of a border of the grid, close to each other, become one. */
function joined(cells, at, near) {
  const middle = (cell) => [cell.sumX / cell.points.length, cell.sumY / cell.points.length];
  for (const [key, cell] of [...cells].sort((a, b) => b[1].points.length - a[1].points.length)) {
    if (!cells.has(key)) continue;
    for (const step of AROUND) {
      const other = cells.get(key + step);
      if (!other) continue;
      const [[x1, y1], [x2, y2]] = [middle(cell), middle(other)];
      if (Math.hypot(x1 - x2, y1 - y2) >= near) continue;
      cell.sumX += other.sumX;
      cell.sumY += other.sumY;
      cell.points = cell.points.concat(other.points);
      cell.exercises = new Set(cell.points.map((n) => at[n])).size;
      cells.delete(key + step);
    }
  }
  return [...cells.values()];
}
