// Chips of sources show their words with styles alone. Here: they turn to the side that has room, and Escape shuts them.

export function chips() {
  const turn = (event) => {
    const chip = event.target.closest?.(".src");
    if (!chip) return;
    const pop = chip.querySelector(":scope > .pop");
    if (!pop) return;
    chip.classList.remove("shut");
    pop.classList.toggle("end", chip.getBoundingClientRect().left + pop.offsetWidth + 16 > document.documentElement.clientWidth);
  };
  document.addEventListener("pointerover", turn);
  document.addEventListener("focusin", turn);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll(".src:hover, .src:focus-within").forEach((chip) => chip.classList.add("shut"));
  });
  document.addEventListener("pointerout", (event) => event.target.closest?.(".src")?.classList.remove("shut"));
}
