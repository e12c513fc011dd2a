// Colours of the styles, for canvases.

const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: false });

/** A custom property as a colour that a canvas understands; `light-dark()` is settled by an element that wears it. */
export function colours(names) {
  const holder = document.createElement("span");
  holder.hidden = true;
  document.body.append(holder);
  const style = getComputedStyle(holder);
  const found = {};
  for (const name of names) {
    holder.className = "";
    holder.style.color = `var(--${name})`;
    probe.fillStyle = style.color;
    found[name] = probe.fillStyle;
  }
  holder.remove();
  return found;
}

/** A canvas of the element's size in device pixels, and its context in CSS pixels. */
export function fitted(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const ratio = Math.min(devicePixelRatio || 1, 2);
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  return { width, height, ratio, context: canvas.getContext("2d") };
}
