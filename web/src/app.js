// What every page has: HTMX, the switch between light and dark, chips of sources that stay on the screen.
import htmx from "htmx.org";
import { chips } from "./lib/chips.js";
import { themeSwitch } from "./lib/theme-switch.js";

window.htmx = htmx;

document.addEventListener("htmx:config:request", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.ctx.request.headers["X-CSRF-Token"] = token;
});

themeSwitch();
chips();
