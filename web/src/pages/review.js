// Review with the keyboard, and marking the words that a correction rests on, with the mouse or by keys.

const answer = document.querySelector("[data-answer]");
const correct = document.querySelector("[data-correct]");
const words = document.querySelector("[data-words]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio]), textarea, select")) return;
  const pressed = event.key.toLowerCase();
  const one = answer?.querySelector(`[data-key="${CSS.escape(pressed)}"]`);
  const choice = answer?.querySelector(`[data-number="${CSS.escape(pressed)}"]`);
  if (one) one.click();
  else if (choice) choose(choice);
  else if (pressed === "u") document.querySelector("[data-undo] button")?.click();
  else if (pressed === "c" && correct) {
    correct.open = true;
    words.focus();
  } else return;
  event.preventDefault();
});

// a question is sent once, however often the key is pressed
answer?.addEventListener("submit", (event) => {
  if (answer.dataset.sent) event.preventDefault();
  answer.dataset.sent = "1";
});
addEventListener("pageshow", () => answer && delete answer.dataset.sent);

function choose(radio) {
  radio.checked = true;
  radio.focus();
}

if (words) {
  const told = answer.querySelector("[data-marked]");
  const points = (text) => [...text].length;
  const paragraphs = [...words.querySelectorAll("[data-start]")];
  /** every word of the text: its paragraph, and where it lies there in UTF-16 units, which is what ranges count in */
  const tokens = paragraphs.flatMap((p) => [...p.textContent.matchAll(/[\p{L}\p{N}]+(?:[.,'’-][\p{L}\p{N}]+)*/gu)].map((m) => ({ p, from: m.index, to: m.index + m[0].length })));
  const marked = words.querySelector("mark");
  let first = Math.max(0, tokens.findIndex((t) => marked && t.p.contains(marked) && t.from >= offset(t.p, marked, 0)));
  let last = first;

  function offset(paragraph, node, at) {
    const range = document.createRange();
    range.setStart(paragraph, 0);
    range.setEnd(node, at);
    return range.toString().length;
  }

  function place(paragraph, at) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    let left = at;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
    }
    return [paragraph, paragraph.childNodes.length];
  }

  function keep(paragraph, from, to) {
    const text = paragraph.textContent;
    const start = Number(paragraph.dataset.start) + points(text.slice(0, from));
    const end = start + points(text.slice(from, to));
    if (answer.start.value === String(start) && answer.end.value === String(end)) return;
    answer.start.value = start;
    answer.end.value = end;
    told.textContent = `Marked: “${text.slice(from, to)}”`;
    suggest(start, end);
  }

  function mark() {
    const [a, b] = [tokens[first], tokens[last]];
    if (!a || a.p !== b.p) return;
    getSelection().setBaseAndExtent(...place(a.p, a.from), ...place(b.p, b.to));
    getSelection().focusNode.parentElement.scrollIntoView({ block: "nearest" });
    keep(a.p, a.from, b.to);
  }

  words.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const to = (event.shiftKey ? last : first) + by;
    if (!tokens[to] || (event.shiftKey && (to < first || tokens[to].p !== tokens[first].p))) return;
    last = to;
    if (!event.shiftKey) first = to;
    mark();
  });

  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (selection.isCollapsed || !words.contains(selection.anchorNode) || !words.contains(selection.focusNode)) return;
    const range = selection.getRangeAt(0);
    const paragraph = paragraphs.find((p) => p.contains(range.startContainer));
    if (!paragraph?.contains(range.endContainer)) return;
    const from = offset(paragraph, range.startContainer, range.startOffset);
    const to = offset(paragraph, range.endContainer, range.endOffset);
    if (from < to) keep(paragraph, from, to);
  });

  let waiting;
  let asked = 0;
  /** fills the form with what the server reads in the marked words */
  function suggest(start, end) {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const query = new URLSearchParams({ claim: words.dataset.claim, start, end });
      const response = await fetch(`/review/words?${query}`, { headers: { Accept: "application/json" } });
      if (!response.ok || mine !== asked) return;
      for (const [name, value] of Object.entries(await response.json())) {
        const field = answer.elements.namedItem(name);
        if (field) field.value = value;
      }
    }, 200);
  }
}
