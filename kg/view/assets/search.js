// Search by every name as one types; the initials of the pinyin come from the browser's own collation.
const FIRSTS = "阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀";
const LETTERS = "abcdefghjklmnopqrstwxyz";
const pinyin = new Intl.Collator("zh-u-co-pinyin");
const initialOf = new Map();

function initial(char) {
  if (char < "\u2e80") return char.toLowerCase();
  if (!initialOf.has(char)) {
    let found = "";
    for (let n = 0; n < FIRSTS.length && pinyin.compare(FIRSTS[n], char) <= 0; n++) found = LETTERS[n];
    initialOf.set(char, found);
  }
  return initialOf.get(char);
}

const initials = (name) => Array.from(name.slice(0, 80)).map(initial).join("");
let entries = null;

function searchEntries() {
  entries ??= THINGS.flatMap((thing) => thing.names.map((name, rank) => ({ thing, name, lower: name.toLowerCase(), initials: initials(name), rank })));
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
  if (!/^[a-z0-9]+$/.test(wanted) || wanted.length < 2) return 0;
  if (entry.initials === wanted) return 3.5;
  if (entry.initials.startsWith(wanted)) return 3;
  return entry.initials.includes(wanted) ? 2 : 0;
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
  const hidden = new Set(state.hidden);
  hidden.delete(THINGS[number].cls);
  const near = state.focus === null || neighbourhood(state.focus, state.degree).has(number);
  change({ ...(near && state.focus !== null ? {} : OVERVIEW && islandOf.has(number) ? { island: islandOf.get(number) } : {}), hidden, focus: near ? state.focus : null, thing: number, edge: null, fact: null, passage: null });
  $(state.view === "graph" ? "canvas" : "details").focus();
  if (state.view === "graph") reveal(number);
}
