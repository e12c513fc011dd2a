// Coding a report: a file may be dropped anywhere on the page; while the server reads, the button says so.
import { reading } from "../lib/reading.js";

document.querySelectorAll(".reading").forEach(reading);

const form = document.querySelector("[data-code]");
const drop = form.querySelector("[data-drop]");
const input = drop.querySelector("input");

const carriesFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
addEventListener("dragover", (event) => {
  if (!carriesFile(event)) return;
  event.preventDefault();
  drop.classList.add("over");
});
addEventListener("dragleave", (event) => event.relatedTarget || drop.classList.remove("over"));
addEventListener("drop", (event) => {
  drop.classList.remove("over");
  if (!carriesFile(event)) return;
  event.preventDefault();
  input.files = event.dataTransfer.files;
  form.closest("details")?.setAttribute("open", "");
  form.requestSubmit();
});

// what was chosen last is what is meant
form.text.addEventListener("input", () => { if (form.text.value) input.value = ""; });
input.addEventListener("change", () => { if (input.files.length) form.text.value = ""; });

form.addEventListener("submit", () => {
  const button = form.querySelector("button[data-busy-text]");
  button.textContent = button.dataset.busyText;
  button.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", (event) => event.persisted && location.reload());
