// Runs before the first paint, so that the page never shows in the wrong colours: the chosen theme, and that scripts run.
{
  const root = document.documentElement;
  root.classList.add("js");
  const chosen = (() => {
    try {
      return localStorage.getItem("theme");
    } catch {
      return null; // storage may be forbidden; the system's colours hold
    }
  })();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
}
