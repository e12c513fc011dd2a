// The button that switches between light and dark. It is remembered only where it differs from the system's choice.

const dark = matchMedia("(prefers-color-scheme: dark)");

/** "light" or "dark", whichever is shown now. */
export function theme() {
  return document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light");
}

/** Tells canvases to draw again: they take their colours from the styles. */
function announce() {
  document.dispatchEvent(new CustomEvent("themechange"));
}

export function themeSwitch() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const show = () => button.setAttribute("aria-pressed", String(theme() === "dark"));
  show();
  dark.addEventListener("change", () => {
    show();
    announce();
  });
  button.addEventListener("click", () => {
    const next = theme() === "dark" ? "light" : "dark";
    const usual = (dark.matches ? "dark" : "light") === next;
    if (usual) delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (usual) localStorage.removeItem("theme");
      else localStorage.setItem("theme", next);
    } catch {
      // storage may be forbidden; the choice then holds for this page
    }
    show();
    announce();
  });
}
