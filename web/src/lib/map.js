// A map on a canvas: land from Natural Earth, points in clusters, drag, wheel, pinch and keys. Nothing is fetched but our own files.
import { CELL, cluster } from "./clusters.js";
import { colours, fitted } from "./colours.js";
import { BOTTOM, project, TOP, unproject } from "./projection.js";
import { world } from "./world.js";

const NAMES = ["sea", "sea-line", "land", "coast", "accent", "accent-soft", "on-accent", "sheet", "ink", "rule-strong"];
const CLOSEST = 120; // pixels a degree
const FINE = 6; // pixels a degree from which the finer outline is worth its size

export class WorldMap {
  /** `options.moved(box)` is called when the view has come to rest, `options.chosen(exercises, x, y)` when a circle is chosen. */
  constructor(canvas, options = {}) {
    this.canvas = canvas;
    this.options = options;
    this.xs = new Float32Array();
    this.ys = new Float32Array();
    this.at = [];
    this.wanted = () => true;
    this.marked = null;
    this.frames = [];
    this.outline = null;
    this.colours = colours(NAMES);
    this.view = { x: 10, y: -25, scale: 2 };
    this.circles = [];
    new ResizeObserver(() => this.resized()).observe(canvas);
    document.addEventListener("themechange", () => {
      this.colours = colours(NAMES);
      this.draw();
    });
    this.listen();
    this.refine();
  }

  // what is shown

  /** Points by longitude and latitude in degrees, each of exercise `at[n]`. */
  set points({ lon, lat, at }) {
    const made = Array.from(lon, (x, n) => project(x, lat[n]));
    this.xs = Float32Array.from(made, (p) => p[0]);
    this.ys = Float32Array.from(made, (p) => p[1]);
    this.at = at;
    this.draw();
  }

  /** Shows the points of the exercises that `wanted` says yes to. */
  filter(wanted) {
    this.wanted = wanted;
    this.draw();
  }

  /** Rings the circle that an exercise is in; null for none. */
  mark(exercise) {
    if (this.marked === exercise) return;
    this.marked = exercise;
    this.draw();
  }

  get least() {
    return Math.max(this.width / 360, this.height / (BOTTOM - TOP));
  }

  /** West, south, east, north of what is in view, in degrees. */
  get box() {
    const { x, y, scale } = this.view;
    const [halfX, halfY] = [this.width / 2 / scale, this.height / 2 / scale];
    const [, north] = unproject(0, y - halfY);
    const [, south] = unproject(0, y + halfY);
    if (2 * halfX >= 360) return [-180, south, 180, north];
    return [turned(x - halfX), south, turned(x + halfX), north];
  }

  whole() {
    this.look({ x: 10, y: (TOP + BOTTOM) / 2, scale: this.least });
  }

  /** Brings all points into view, no closer than `closest` pixels a degree. */
  fit(closest = 12) {
    const shown = this.at.map((_, n) => n).filter((n) => this.wanted(this.at[n]));
    if (!shown.length || !this.width) return this.whole();
    const [x, y] = [shown.map((n) => this.xs[n]), shown.map((n) => this.ys[n])];
    const [left, right, top, bottom] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)];
    const scale = Math.min(closest, (0.8 * this.width) / (right - left || 1e-6), (0.7 * this.height) / (bottom - top || 1e-6));
    this.look({ x: (left + right) / 2, y: (top + bottom) / 2, scale });
  }

  /** Shows a part of the world: west, south, east, north in degrees. */
  show([west, south, east, north]) {
    const [right, top] = project(east < west ? east + 360 : east, north);
    const [left, bottom] = project(west, south);
    const scale = Math.min(this.width / (right - left || 1), this.height / (bottom - top || 1));
    this.look({ x: (left + right) / 2, y: (top + bottom) / 2, scale });
  }

  zoom(factor, px = this.width / 2, py = this.height / 2) {
    const { x, y, scale } = this.view;
    const next = Math.min(CLOSEST, Math.max(this.least, scale * factor));
    const shift = 1 / scale - 1 / next;
    this.look({ x: x + (px - this.width / 2) * shift, y: y + (py - this.height / 2) * shift, scale: next });
  }

  look(view) {
    const scale = Math.min(CLOSEST, Math.max(this.least, view.scale));
    const half = this.height / 2 / scale;
    this.view = { x: turned(view.x), y: Math.min(BOTTOM - half, Math.max(TOP + half, view.y)), scale };
    this.refine();
    this.draw();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.options.moved?.(this.box), 250);
  }

  // drawing

  resized() {
    const { width, height } = fitted(this.canvas);
    if (!width || (width === this.width && height === this.height)) return;
    const first = !this.width;
    this.width = width;
    this.height = height;
    if (first) {
      if (this.options.start) this.options.start(this);
      else this.whole();
    } else this.look(this.view);
    this.paint();
  }

  async refine() {
    const detail = this.view.scale >= FINE ? "fine" : "coarse";
    if (this.detail === detail || this.detail === "fine") return;
    this.detail = detail;
    this.outline = await world(detail);
    this.draw();
  }

  draw() {
    if (this.asked || !this.width) return;
    this.asked = requestAnimationFrame(() => this.paint());
  }

  paint() {
    const began = performance.now();
    cancelAnimationFrame(this.asked);
    this.asked = 0;
    const { context: pen, ratio } = fitted(this.canvas);
    const { x, y, scale } = this.view;
    const { width, height } = this;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = this.colours.sea;
    pen.fillRect(0, 0, width, height);
    const turns = [-360, 0, 360].filter((turn) => Math.abs(x - turn) * scale - width / 2 < 180 * scale);
    for (const turn of turns) {
      pen.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * (width / 2 - (x - turn) * scale), ratio * (height / 2 - y * scale));
      this.paintWorld(pen, scale);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.circles = turns.flatMap((turn) => this.circlesOf(turn));
    this.paintCircles(pen);
    this.frames.push(performance.now() - began);
    if (this.frames.length > 300) this.frames.shift();
  }

  paintWorld(pen, scale) {
    pen.lineWidth = 0.6 / scale;
    pen.strokeStyle = this.colours["sea-line"];
    pen.beginPath();
    for (let lon = -180; lon <= 180; lon += 30) {
      pen.moveTo(lon, TOP);
      pen.lineTo(lon, BOTTOM);
    }
    for (let lat = -60; lat <= 80; lat += 20) {
      const level = project(0, lat)[1];
      pen.moveTo(-180, level);
      pen.lineTo(180, level);
    }
    pen.stroke();
    if (!this.outline) return;
    pen.fillStyle = this.colours.land;
    pen.fill(this.outline.land);
    pen.strokeStyle = this.colours.coast;
    pen.lineWidth = 0.7 / scale;
    pen.stroke(this.outline.land);
    pen.globalAlpha = 0.55;
    pen.lineWidth = 0.6 / scale;
    pen.stroke(this.outline.borders);
    pen.globalAlpha = 1;
  }

  circlesOf(turn) {
    const { x, y, scale } = this.view;
    const edge = CELL / scale;
    const [halfX, halfY] = [this.width / 2 / scale + edge, this.height / 2 / scale + edge];
    const box = { left: x - turn - halfX, right: x - turn + halfX, top: y - halfY, bottom: y + halfY };
    return cluster(this.xs, this.ys, this.at, this.wanted, box, edge).map((cell) => ({
      ...cell,
      px: (cell.x + turn - x) * scale + this.width / 2,
      py: (cell.y - y) * scale + this.height / 2,
      radius: cell.exercises === 1 ? 4.5 : Math.min(6 + 2.6 * Math.log2(cell.exercises), 24),
    }));
  }

  paintCircles(pen) {
    const many = this.circles.filter((c) => c.exercises > 1);
    pen.lineWidth = 1.2;
    pen.strokeStyle = this.colours.sheet;
    pen.fillStyle = this.colours.accent;
    for (const circle of this.circles) {
      pen.globalAlpha = circle.exercises > 1 ? 0.86 : 0.95;
      pen.beginPath();
      pen.arc(circle.px, circle.py, circle.radius, 0, 2 * Math.PI);
      pen.fill();
      pen.stroke();
    }
    pen.globalAlpha = 1;
    pen.fillStyle = this.colours["on-accent"];
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    pen.font = '600 11px "Source Sans 3 Variable", system-ui, sans-serif';
    for (const circle of many) {
      const number = circle.exercises;
      pen.fillText(number > 9999 ? `${Math.round(number / 1000)}k` : String(number), circle.px, circle.py + 0.5);
    }
    const ringed = this.marked === null ? null : this.circles.find((c) => c.points.some((n) => this.at[n] === this.marked));
    if (ringed) {
      pen.strokeStyle = this.colours.ink;
      pen.lineWidth = 2;
      pen.beginPath();
      pen.arc(ringed.px, ringed.py, ringed.radius + 4, 0, 2 * Math.PI);
      pen.stroke();
    }
  }

  // hands

  hit(px, py) {
    return this.circles.findLast((c) => Math.hypot(c.px - px, c.py - py) <= c.radius + 4);
  }

  choose(circle) {
    const exercises = [...new Set(circle.points.map((n) => this.at[n]))];
    const spread = Math.max(...circle.points.map((n) => Math.hypot(this.xs[n] - circle.x, this.ys[n] - circle.y)));
    // many points that part when seen from nearer: nearer; else there is nothing left but to read them
    if (exercises.length > 6 && spread * CLOSEST > CELL && this.view.scale < CLOSEST / 2) this.zoom(2.5, circle.px, circle.py);
    else this.options.chosen?.(exercises, circle.px, circle.py);
  }

  listen() {
    const { canvas } = this;
    const held = new Map();
    let moved = 0;
    const place = (event) => ({ x: event.offsetX, y: event.offsetY });
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      held.set(event.pointerId, place(event));
      moved = 0;
    });
    canvas.addEventListener("pointermove", (event) => {
      const before = held.get(event.pointerId);
      const now = place(event);
      if (!before) {
        canvas.classList.toggle("over", Boolean(this.hit(now.x, now.y)));
        return;
      }
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      held.set(event.pointerId, now);
      moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
      if (other) {
        const span = (p) => Math.hypot(p.x - other.x, p.y - other.y) || 1;
        this.zoom(span(now) / span(before), other.x, other.y);
      } else {
        const { x, y, scale } = this.view;
        this.look({ x: x - (now.x - before.x) / scale, y: y - (now.y - before.y) / scale, scale });
      }
    });
    const up = (event) => {
      const was = held.delete(event.pointerId);
      if (!was || moved > 5 || event.type === "pointercancel") return;
      const circle = this.hit(event.offsetX, event.offsetY);
      if (circle) this.choose(circle);
      else this.options.chosen?.([], 0, 0);
    };
    canvas.addEventListener("pointerup", up);
    canvas.addEventListener("pointercancel", up);
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    canvas.addEventListener("dblclick", (event) => this.zoom(2, event.offsetX, event.offsetY));
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  wheel(event) {
    // a page that is scrolled goes on scrolling: the map takes the wheel only with a key held, or while it has the focus
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== this.canvas) return;
    event.preventDefault();
    this.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), event.offsetX, event.offsetY);
  }

  key(event) {
    const step = 60 / this.view.scale;
    const { x, y, scale } = this.view;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (moves[event.key]) this.look({ x: x + moves[event.key][0], y: y + moves[event.key][1], scale });
    else if (event.key === "+" || event.key === "=") this.zoom(1.6);
    else if (event.key === "-") this.zoom(1 / 1.6);
    else if (event.key === "0") this.whole();
    else if (event.key === "Enter") {
      const middle = (c) => Math.hypot(c.px - this.width / 2, c.py - this.height / 2);
      const nearest = this.circles.toSorted((a, b) => middle(a) - middle(b))[0];
      if (nearest) this.choose(nearest);
    } else return;
    event.preventDefault();
  }
}

function turned(lon) {
  return ((((lon + 180) % 360) + 360) % 360) - 180;
}
