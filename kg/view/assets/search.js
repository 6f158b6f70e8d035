// Search by every name as one types: its characters, its pinyin, the initials of its pinyin.
let entries = null;

function searchEntries() {
  entries ??= THINGS.flatMap((thing) => thing.names.map((name, rank) => ({ thing, name, lower: name.toLowerCase(), chars: Array.from(name.slice(0, 80)), rank })));
  return entries;
}

function find(query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [];
  const best = new Map();
  for (const entry of searchEntries()) {
    const score = rate(entry, wanted);
    if (score && score > (best.get(entry.thing.id) || { score: 0 }).score) best.set(entry.thing.id, { ...entry, score });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || degreeOf[b.thing.id] - degreeOf[a.thing.id] || a.name.length - b.name.length).slice(0, 30);
}

function rate(entry, wanted) {
  if (entry.lower === wanted) return 6;
  if (entry.lower.startsWith(wanted)) return 5;
  if (entry.lower.includes(wanted)) return 4;
  if (!/^[a-z][a-z0-9' ]*$/.test(wanted) || wanted.length < 2) return 0;
  const letters = wanted.replace(/[' ]/g, "").slice(0, 60);
  for (let at = 0; at < entry.chars.length; at++) {
    const end = spelled(entry.chars, at, letters);
    if (end >= 0) return at ? 2 : end === entry.chars.length ? 3.5 : 3;
  }
  return 0;
}

function buildSearch() {
  const list = el("ul", { id: "found", role: "listbox", hidden: true, "aria-label": word("search") });
  const input = el("input", { id: "search", type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "false",
    "aria-controls": "found", "aria-autocomplete": "list", "aria-label": word("search"), placeholder: word("search"), "aria-keyshortcuts": "/" });
  let results = [], active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const choose = (result) => { close(); input.value = ""; pick(result.thing.id); };
  const light = (number) => {
    active = number;
    [...list.children].forEach((item, n) => item.setAttribute("aria-selected", String(n === number)));
    if (number >= 0) { input.setAttribute("aria-activedescendant", "found-" + number); list.children[number].scrollIntoView({ block: "nearest" }); }
  };
  const show = () => {
    results = find(input.value);
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    replace(list, results.length ? results.map((result, n) => el("li", { role: "option", id: "found-" + n, "aria-selected": "false", onmousedown: (event) => event.preventDefault(), onclick: () => choose(result) },
      mark(result.thing.cls), el("span", { class: "hit", text: visible(clip(result.name, 60)) }), result.rank ? el("span", { class: "soft", text: visible(clip(result.thing.names[0], 30)) }) : null))
      : el("li", { class: "soft", role: "option", "aria-disabled": "true", text: word("none") }));
    light(results.length ? 0 : -1);
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value && show());
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && results.length) light((active + 1) % results.length);
    else if (event.key === "ArrowUp" && results.length) light((active - 1 + results.length) % results.length);
    else if (event.key === "Enter" && results[active]) choose(results[active]);
    else if (event.key === "Escape") { event.stopPropagation(); if (input.value) { input.value = ""; close(); } else input.blur(); }
    else return;
    event.preventDefault();
  });
  return el("div", { class: "search" }, input, el("kbd", { "aria-hidden": "true", text: "/" }), list);
}

// What is searched for is shown even where a filter or a focus hid it.
function pick(number) {
  if (picking()) {
    selectThing(number);
    $("canvas").focus();
    return;
  }
  const hidden = new Set(state.hidden);
  hidden.delete(THINGS[number].cls);
  const near = shown.near === null || shown.near.has(number);
  change({ ...(near && shown.near ? {} : OVERVIEW && islandOf.has(number) ? { island: islandOf.get(number) } : {}), hidden, ...(near ? {} : { focus: null, pathFrom: null, pathTo: null }), thing: number, edge: null, fact: null, passage: null });
  $(state.view === "graph" ? "canvas" : "details").focus();
  if (state.view === "graph") reveal(number);
}
