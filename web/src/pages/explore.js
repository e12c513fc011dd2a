// The page of exercises: the list comes from the server; map and timeline draw what is in it, and ask for less when something is chosen there.
import { members } from "../lib/bits.js";
import { WorldMap } from "../lib/map.js";
import { Timeline } from "../lib/timeline.js";

const page = document.getElementById("explore");
const form = document.getElementById("ask");
const said = document.getElementById("said");
const trouble = document.getElementById("trouble");
const near = document.getElementById("near");
const inView = document.getElementById("in-view");
const notes = { map: document.getElementById("map-note"), timeline: document.getElementById("timeline-note") };
const found = () => document.getElementById("found");

let points = null;
let isSettled = false; // the map moves by itself until then

/** Asks the server for the same question with some parameters changed (null takes one away). */
function ask(changes) {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries({ cursor: null, ...changes })) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  const address = query.size ? `/?${query.toString().replaceAll("%2C", ",")}` : "/";
  htmx.ajax("GET", address, { target: "#found", swap: "outerMorph", source: page, push: address });
}

const map = new WorldMap(document.getElementById("map"), {
  start: (made) => {
    const box = new URLSearchParams(location.search).get("bbox");
    if (box) made.show(box.split(",").map(Number));
    else made.whole();
  },
  moved: (box) => {
    if (inView.checked && isSettled) ask({ bbox: box.map((degrees) => degrees.toFixed(1)).join(",") });
  },
  chosen: (exercises, x, y) => tell(exercises, x, y),
});

const timeline = new Timeline(document.getElementById("timeline"), {
  moving: (from, to) => {
    notes.timeline.textContent = said.textContent = `${from} to ${to}`;
  },
  chosen: (from = null, to = null) => ask({ from, to, year_from: null, year_to: null }),
});

/** Opens the little window of the map with the exercises of a circle; none shuts it. */
async function tell(exercises, x, y) {
  near.hidden = !exercises.length;
  if (near.hidden) return;
  near.innerHTML = '<p class="muted small">…</p>';
  const box = map.canvas.getBoundingClientRect();
  near.classList.toggle("end", x > box.width / 2);
  near.classList.toggle("low", y > box.height / 2);
  const query = new URLSearchParams({ at: exercises.slice(0, 200).join(","), revision: points.revision });
  const answer = await fetch(`${page.dataset.near}?${query}`, { headers: { "HX-Request": "true" } });
  if (!answer.ok) {
    near.textContent = "The catalogue has changed; load the page again.";
    return;
  }
  near.innerHTML = await answer.text(); // written by our own server, which escapes every value
  if (document.activeElement === map.canvas) near.querySelector("a")?.focus();
}

near.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  near.hidden = true;
  map.canvas.focus();
});

/** Takes over what the server has just found. */
async function show() {
  const { bits, revision, count, from, to, said: words } = found().dataset;
  if (points?.revision !== revision) {
    const answer = await fetch(`${page.dataset.points}?revision=${encodeURIComponent(revision)}`);
    if (!answer.ok) {
      notes.map.textContent = "The map could not be loaded.";
      return;
    }
    points = await answer.json();
    map.points = { lon: points.lon.map((v) => v / 100), lat: points.lat.map((v) => v / 100), at: points.at };
    timeline.first = points.first;
  }
  const isIn = members(bits);
  map.filter(isIn);
  timeline.filter(isIn);
  timeline.choose(from, to);
  near.hidden = true;
  said.textContent = words;
  const placed = new Set(points.at.filter((n) => isIn(n))).size;
  const dated = points.first.filter((day, n) => day !== null && isIn(n)).length;
  const missing = (number, what) => (number ? `${number.toLocaleString("en")} ${what}` : "");
  notes.map.textContent = missing(Number(count) - placed, "without a place");
  notes.timeline.textContent = missing(Number(count) - dated, "without a date");
  document.title = `${words} · Vedette`;
  page.dataset.ready = revision;
  isSettled = true;
}

document.addEventListener("htmx:after:swap", show);
/** Says what went wrong, above what was found last; nothing takes it back. */
function warn(words = "") {
  trouble.textContent = words;
  trouble.hidden = !words;
}

// an answer that is no list stays out of the page
document.addEventListener("htmx:before:response", (event) => {
  const { status } = event.detail.ctx.response;
  warn();
  if (status < 400) return;
  event.preventDefault();
  warn(status === 429 ? "Too many questions at once: wait a moment and ask again." : "The server could not answer; the list below is from before.");
});
document.addEventListener("htmx:error", () => warn("The server does not answer; the list below is from before."));

inView.addEventListener("change", () => ask({ bbox: inView.checked ? map.box.map((d) => d.toFixed(1)).join(",") : null }));
document.querySelectorAll("[data-zoom]").forEach((button) =>
  button.addEventListener("click", () => {
    if (button.dataset.zoom === "whole") map.whole();
    else map.zoom(button.dataset.zoom === "in" ? 1.8 : 1 / 1.8);
  }),
);

// the row under the pointer is ringed on the map
const mark = (event) => {
  const row = event.target.closest?.("tr[data-at]");
  map.mark(row ? Number(row.dataset.at) : null);
};
document.addEventListener("pointerover", mark);
document.addEventListener("focusin", mark);

// filters fold away where there is little room
const fold = document.querySelector(".facets-switch");
fold.addEventListener("click", () => {
  const isOpen = page.classList.toggle("facets-open");
  fold.setAttribute("aria-expanded", String(isOpen));
});

// one menu at a time, and none once something else is clicked
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
  const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("q").focus();
  }
});

// for measuring: how long the last frames took to draw, in milliseconds
window.frameTimes = () => ({ map: map.frames, timeline: timeline.frames });

form.dataset.ready = "";
show();
