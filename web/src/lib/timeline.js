// A histogram of exercises by time on a canvas, with a stretch that can be dragged open. Each exercise counts where it begins.
import { colours, fitted } from "./colours.js";

const NAMES = ["ink", "ink-3", "rule", "rule-strong", "accent", "accent-soft", "sunk"];
const DAY = 86_400_000;
const FOOT = 18;
const GRIP = 6;

const year = (day) => new Date(day * DAY).getUTCFullYear();
const dayOf = (y, month = 0) => Date.UTC(y, month, 1) / DAY;
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

export class Timeline {
  /** `options.chosen(from, to)` is called with days as ISO 8601, or with nothing when the stretch is taken back. */
  constructor(canvas, options = {}) {
    this.canvas = canvas;
    this.options = options;
    this.days = [];
    this.wanted = () => true;
    this.stretch = null;
    this.frames = [];
    this.colours = colours(NAMES);
    new ResizeObserver(() => this.draw()).observe(canvas);
    document.addEventListener("themechange", () => {
      this.colours = colours(NAMES);
      this.draw();
    });
    this.listen();
  }

  /** First days of all exercises (days since 1970, null without a date). */
  set first(days) {
    this.days = days;
    const dated = days.filter((d) => d !== null);
    const years = dated.map(year);
    // few exercises of long ago would leave no room for the many of now
    years.sort((a, b) => a - b);
    const early = years[Math.floor(years.length * 0.01)] ?? new Date().getUTCFullYear();
    const late = years.at(-1) ?? early;
    this.range = [dayOf(Math.min(early, late - 4)), dayOf(late + 1)];
    this.before = years.filter((y) => dayOf(y) < this.range[0]).length;
    this.step = late - early > 24 ? 12 : late - early > 8 ? 3 : 1;
    this.edges = [];
    for (let day = new Date(this.range[0] * DAY); day.getTime() / DAY <= this.range[1]; day.setUTCMonth(day.getUTCMonth() + this.step)) {
      this.edges.push(day.getTime() / DAY);
    }
    this.draw();
  }

  filter(wanted) {
    this.wanted = wanted;
    this.draw();
  }

  /** Shows a stretch, given as ISO 8601 days, empty where open. */
  choose(from, to) {
    this.stretch = from || to ? [from ? Date.parse(from) / DAY : -Infinity, to ? Date.parse(to) / DAY : Infinity] : null;
    this.draw();
  }

  counts() {
    const all = new Uint32Array(this.edges.length);
    const found = new Uint32Array(this.edges.length);
    this.days.forEach((day, n) => {
      if (day === null || day < this.range[0] || day >= this.range[1]) return;
      let bin = Math.floor(((day - this.range[0]) / (this.range[1] - this.range[0])) * (this.edges.length - 1));
      while (this.edges[bin] > day) bin -= 1;
      while (this.edges[bin + 1] <= day) bin += 1;
      all[bin] += 1;
      if (this.wanted(n)) found[bin] += 1;
    });
    return { all, found };
  }

  x(day) {
    return ((Math.min(this.range[1], Math.max(this.range[0], day)) - this.range[0]) / (this.range[1] - this.range[0])) * this.width;
  }

  day(x) {
    return this.range[0] + (Math.min(this.width, Math.max(0, x)) / this.width) * (this.range[1] - this.range[0]);
  }

  draw() {
    if (this.asked) return;
    this.asked = requestAnimationFrame(() => {
      this.asked = 0;
      this.paint();
    });
  }

  paint() {
    const began = performance.now();
    const { width, height, ratio, context: pen } = fitted(this.canvas);
    if (!width || !this.range) return;
    this.width = width;
    this.height = height;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const base = height - FOOT;
    const { all, found } = this.counts();
    const most = Math.max(1, ...found);
    const whole = Math.max(most, ...all);
    // what is found is drawn to its own height where it is much less than all
    const tall = most < whole / 3 ? most * 1.15 : whole;
    if (this.stretch) {
      pen.fillStyle = this.colours["accent-soft"];
      const [left, right] = this.stretch.map((day) => this.x(day));
      pen.fillRect(left, 0, Math.max(right - left, 1), base);
    }
    const bar = (bin, count) => {
      const [left, right] = [this.x(this.edges[bin]), this.x(this.edges[bin + 1] ?? this.range[1])];
      const h = Math.min(base, (count / tall) * (base - 4));
      pen.fillRect(left + 0.5, base - h, Math.max(right - left - 1, 1), h);
    };
    pen.fillStyle = this.colours.rule;
    all.forEach((count, bin) => count && bar(bin, count));
    pen.fillStyle = this.colours.accent;
    found.forEach((count, bin) => count && bar(bin, count));
    this.paintAxis(pen, width, base);
    this.frames.push(performance.now() - began);
    if (this.frames.length > 300) this.frames.shift();
  }

  paintAxis(pen, width, base) {
    pen.strokeStyle = this.colours["rule-strong"];
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(0, base + 0.5);
    pen.lineTo(width, base + 0.5);
    pen.stroke();
    pen.fillStyle = this.colours["ink-3"];
    pen.font = '400 11px "Source Sans 3 Variable", system-ui, sans-serif';
    pen.textBaseline = "top";
    const [first, last] = this.range.map(year);
    const step = [1, 2, 5, 10, 20, 25, 50, 100].find((s) => ((last - first) / s) * 46 < width) ?? 200;
    for (let y = Math.ceil(first / step) * step; y < last; y += step) {
      const x = this.x(dayOf(y));
      pen.fillRect(x, base, 1, 4);
      if (x + 30 < width) pen.fillText(String(y), x + 3, base + 4);
    }
    if (this.stretch) {
      pen.fillStyle = this.colours.accent;
      for (const day of this.stretch) {
        if (Number.isFinite(day)) pen.fillRect(this.x(day) - 0.5, 0, 1.5, base);
      }
    }
  }

  snapped([a, b]) {
    const left = this.edges.findLast((edge) => edge <= Math.min(a, b)) ?? this.range[0];
    const right = this.edges.find((edge) => edge >= Math.max(a, b)) ?? this.range[1];
    return [left, Math.max(right, left + 1) - 1];
  }

  listen() {
    let from = null;
    let moved = false;
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      moved = false;
      from = this.day(event.offsetX);
      // a handle that is near is taken hold of: the other end stays
      const held = this.stretch?.map((day) => this.x(day)).findIndex((x) => Math.abs(x - event.offsetX) <= GRIP);
      if (held >= 0) from = this.stretch[1 - held];
      if (!Number.isFinite(from)) from = from < 0 ? this.range[0] : this.range[1];
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (from === null) return;
      moved = true;
      this.stretch = [from, this.day(event.offsetX)].toSorted((a, b) => a - b);
      this.options.moving?.(...this.snapped(this.stretch).map(iso));
      this.draw();
    });
    this.canvas.addEventListener("pointerup", (event) => {
      if (from === null) return;
      if (moved) this.stretch = this.snapped(this.stretch);
      else if (this.stretch) this.stretch = null;
      else this.stretch = this.snapped([this.day(event.offsetX), this.day(event.offsetX)]);
      from = null;
      this.options.chosen?.(...(this.stretch ?? []).map(iso));
      this.draw();
    });
    this.canvas.addEventListener("pointercancel", () => {
      from = null;
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  /** Arrows move the stretch by one bar, with Shift its end alone; Enter asks for it, Escape takes it back. */
  key(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.shift(step, event.shiftKey);
    else if (event.key === "Enter" && this.stretch) this.options.chosen?.(...this.stretch.map(iso));
    else if (event.key === "Escape" && this.stretch) this.options.chosen?.();
    else return;
    event.preventDefault();
  }

  shift(step, isEndOnly) {
    const last = this.edges.length - 2;
    const bin = (day) => Math.max(0, this.edges.findLastIndex((edge) => edge <= Math.min(day, this.edges[last])));
    let [from, to] = this.stretch ? this.stretch.map(bin) : [last + 1, last + 1];
    to = Math.min(last, Math.max(0, to + step));
    from = isEndOnly ? Math.min(from, to) : Math.min(last, Math.max(0, from + step));
    this.stretch = [this.edges[from], this.edges[to + 1] - 1];
    this.options.moving?.(...this.stretch.map(iso));
    this.draw();
  }
}
