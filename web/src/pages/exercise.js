// The page of one exercise: its places on a map.
import { WorldMap } from "../lib/map.js";

const canvas = document.getElementById("place-map");
if (canvas) {
  const places = JSON.parse(canvas.dataset.points);
  const map = new WorldMap(canvas, { start: (made) => made.fit() });
  map.points = { lon: places.map((p) => p.lon), lat: places.map((p) => p.lat), at: places.map((_, n) => n) };
}
