// The outline of the land and of states, from Natural Earth by way of world-atlas; both files are built into the app.
import { feature, mesh } from "topojson-client";
import coarse from "world-atlas/countries-110m.json";
import fine from "world-atlas/countries-50m.json";
import { project } from "./projection.js";

const SOUTH = -59; // the map ends above Antarctica, whose ring goes round the pole

const loaded = new Map();

/** { land, borders } as paths in the map's plane; `detail` is "coarse" (1:110 million) or "fine" (1:50 million). Loaded once. */
export function world(detail) {
  if (!loaded.has(detail)) {
    loaded.set(
      detail,
      fetch(detail === "fine" ? fine : coarse)
        .then((answer) => answer.json())
        .then((topology) => ({
          land: trace(feature(topology, topology.objects.land).features.flatMap((f) => rings(f.geometry)), true),
          borders: trace(mesh(topology, topology.objects.countries, (a, b) => a !== b).coordinates, false),
        })),
    );
  }
  return loaded.get(detail);
}

function rings(geometry) {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

/** Lines as one path. What crosses 180° goes on beyond it: the map is drawn again a turn further. */
function trace(lines, closed) {
  const path = new Path2D();
  for (const line of lines) {
    if (line.every(([, lat]) => lat < SOUTH)) continue;
    let turn = 0;
    line.forEach(([lon, lat], n) => {
      const jump = n ? lon - line[n - 1][0] : 0;
      if (Math.abs(jump) > 180) turn -= 360 * Math.sign(jump);
      const [x, y] = project(lon + turn, Math.max(lat, -85));
      if (n) path.lineTo(x, y);
      else path.moveTo(x, y);
    });
    if (closed) path.closePath();
  }
  return path;
}
