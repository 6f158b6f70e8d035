// Elements are made here and nowhere else: text only ever becomes text, never markup.
const SVG = "http://www.w3.org/2000/svg";

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  assign(node, attributes);
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  assign(node, attributes);
  node.append(...children);
  return node;
}

function assign(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "text") node.textContent = value;
    else node.setAttribute(key, value === true ? "" : value);
  }
}

// New content in a box. Who had the keyboard's focus inside keeps it: on the same thing, or on the box where that is gone.
function replace(node, ...children) {
  const active = document.activeElement;
  const held = active && active !== node && node.contains(active) ? active.dataset.focus || active.id : null;
  node.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  if (held === null) return;
  const same = [...node.querySelectorAll("[data-focus], [id]")].find((one) => (one.dataset.focus || one.id) === held);
  (same || node).focus({ preventScroll: true });
}

// A list is one stop of the Tab key; the arrows move inside it.
function roving(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const items = [...event.currentTarget.querySelectorAll("button")];
  const next = items[items.indexOf(document.activeElement) + step];
  event.preventDefault();
  if (!next) return;
  items.forEach((item) => { item.tabIndex = item === next ? 0 : -1; });
  next.focus();
}

// Control and direction marks would hide or turn round what follows; they are shown as what they are.
function visible(text) {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g, "\u25a1");
}

function clip(text, length) {
  const points = Array.from(text.length > length * 2 ? text.slice(0, length * 2 + 2) : text);
  return points.length > length ? points.slice(0, length - 1).join("") + "…" : text;
}

function say(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

function save(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
