/** Makes a `.reading` (text with marks, record beside it) answer to keys, clicks and the legend. */
export function reading(root) {
  const text = root.querySelector("[data-text]");
  const legend = root.querySelector("[data-legend]");
  const marks = [...text.querySelectorAll("mark[data-claims]")];
  let at = -1;

  const shown = (mark) => {
    for (let m = mark; m?.localName === "mark"; m = m.parentElement) {
      if (legend.querySelector(`input[value="${m.className.split(" ")[0]}"]`)?.checked !== false) return true;
    }
    return false;
  };

  function select(claim, move = true) {
    root.querySelectorAll(".current").forEach((e) => e.classList.remove("current"));
    const words = marks.filter((m) => m.dataset.claims.split(" ").includes(claim));
    if (!words.length) return;
    words.forEach((m) => m.classList.add("current"));
    root.querySelectorAll(`a[data-claim="${CSS.escape(claim)}"]`).forEach((a) => a.classList.add("current"));
    at = marks.indexOf(words[0]);
    if (move) words[0].scrollIntoView({ block: "center" });
  }

  function step(by) {
    let next = at < 0 && by < 0 ? marks.length : at;
    do next += by; while (marks[next] && !shown(marks[next]));
    if (!marks[next]) return;
    // of several claims on the same words, the one that begins latest is the closest
    const claim = marks[next].dataset.claims.split(" ").at(-1);
    history.replaceState(history.state, "", `#claim-${claim}`);
    select(claim);
    at = next;
    announce(marks[next]);
  }

  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("role", "status");
  root.append(live);
  const announce = (mark) => { live.textContent = `${mark.title}: ${mark.textContent}`; };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
    else return;
    event.preventDefault();
  });

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-claim]");
    const mark = event.target.closest("mark[data-claims]");
    if (link) {
      event.preventDefault();
      history.replaceState(history.state, "", link.hash);
      select(link.dataset.claim);
    } else if (mark && getSelection().isCollapsed) {
      const claim = mark.dataset.claims.split(" ").at(-1);
      history.replaceState(history.state, "", `#claim-${claim}`);
      select(claim, false);
      root.querySelector(`a[data-claim="${CSS.escape(claim)}"]`)?.scrollIntoView({ block: "nearest" });
    }
  });

  legend.addEventListener("change", () => {
    const hidden = [...legend.querySelectorAll("input:not(:checked)")].map((i) => i.value);
    const address = new URL(location.href);
    if (hidden.length) address.searchParams.set("hide", hidden.join(","));
    else address.searchParams.delete("hide");
    history.replaceState(history.state, "", address);
  });

  const fromHash = () => {
    if (!location.hash.startsWith("#claim-")) return;
    try {
      select(decodeURIComponent(location.hash.slice(7)));
    } catch (error) {
      if (!(error instanceof URIError)) throw error; // an address with a stray % names no claim
    }
  };
  addEventListener("hashchange", fromHash);
  fromHash();
}
