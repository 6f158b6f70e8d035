// Every state of the picture as a table, and the ready-made tables. A row leads to the same selection as the picture.
const sorts = {};
const limits = {};
const PAGE = 1000;
// what is taken along is whole, however much of it stands on the page
let whole = false;

function roomFor(key, page = PAGE) {
  return whole ? Infinity : limits[key] || page;
}

function moreButton(key, room, all) {
  return all > room ? el("button", { type: "button", class: "small further", "data-focus": "more", onclick: () => { limits[key] = room + 2 * PAGE; showView(); }, text: word("rowsMore", { n: room, all }) }) : null;
}

function buildTable(key, columns, rows, onRow, chosen) {
  const sort = sorts[key] || { column: -1, down: false };
  const ordered = sort.column < 0 ? rows : [...rows].sort((a, b) => compare(columns[sort.column].get(a), columns[sort.column].get(b)) * (sort.down ? -1 : 1));
  const head = el("tr", {}, columns.map((column, number) => el("th", { scope: "col", "aria-sort": sort.column === number ? (sort.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", "data-focus": "sort-" + number, onclick: () => { sorts[key] = { column: number, down: sort.column === number && !sort.down }; change({}); } },
      column.name, el("span", { class: "arrow", "aria-hidden": "true", text: sort.column === number ? (sort.down ? "▼" : "▲") : "" })))));
  // one stop of the Tab key; the arrows go from row to row
  const entry = Math.max(0, ordered.findIndex(chosen));
  const room = roomFor(key);
  const body = ordered.slice(0, room).map((row, place) => el("tr", { tabindex: place === entry ? 0 : -1, "data-focus": "row-" + row.id, class: chosen(row) ? "chosen" : null, "aria-current": chosen(row) ? "true" : null,
    onclick: () => getSelection().isCollapsed && onRow(row),
    onkeydown: (event) => rowKey(event, row, onRow) },
    columns.map((column, number) => el(number ? "td" : "th", { scope: number ? null : "row", class: column.class || null }, column.show ? column.show(row) : visible(String(column.get(row)))))));
  return el("div", { class: "scroll" }, el("table", {}, el("thead", {}, head), el("tbody", {}, body)),
    moreButton(key, room, rows.length));
}

function rowKey(event, row, onRow) {
  const next = { ArrowDown: "nextElementSibling", ArrowUp: "previousElementSibling" }[event.key];
  if (next && event.currentTarget[next]) event.currentTarget[next].focus();
  else if (event.target !== event.currentTarget) return;
  else if (event.key === "Enter" || event.key === " ") onRow(row);
  else return;
  event.preventDefault();
}

const collator = new Intl.Collator("zh-u-co-pinyin-kn");

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
}

const nameList = (numbers) => (numbers || []).map(nameOf).join("、");
const oneOf = (fact, roles) => roles.flatMap((role) => fact[role] || []);
const quoteColumn = { name: "", key: "quote", get: quotes, class: "words" };

function columns(...list) {
  return list.map((column) => ({ ...column, name: word(column.key) }));
}

const COLUMN = {
  subject: { key: "subject", class: "who", get: (fact) => nameList(fact.agent), show: (fact) => (fact.agent || []).map(shortOf).join("、") },
  action: { key: "action", get: factWord },
  object: { key: "object", get: (fact) => nameList(oneOf(fact, ["object", "partner", "place"])), class: "strong" },
  status: { key: "status", get: (fact) => word(statusOf(fact)), show: (fact) => el("span", { class: "status " + (isPlanned(fact) ? "planned" : statusOf(fact)), text: word(statusOf(fact)) }) },
  year: { key: "year", get: (fact) => fact.year || "" },
  section: { key: "section", get: (fact) => (passagesOf(fact)[0] || {}).section || "", class: "soft" },
  quote: quoteColumn,
};

function factTable(key, list, facts) {
  return buildTable(key, columns(...list), facts, selectFact, (fact) => fact.id === state.fact);
}

function thingsTable() {
  const rows = [...shown.listed].map((number) => THINGS[number]);
  return buildTable("things", columns(
    { key: "name", get: (thing) => thing.names[0], class: "strong", show: (thing) => [mark(thing.cls), " " + visible(thing.names[0])] },
    { key: "kind", get: (thing) => term(thing.cls) },
    { key: "otherNames", get: (thing) => thing.names.slice(1).join("、"), class: "soft" },
    { key: "count", get: (thing) => edgesOf[thing.id].filter((e) => shown.links.has(e.id)).length, class: "number" },
    { key: "quote", get: (thing) => (factsOf[thing.id].length ? quotes(factsOf[thing.id][0]) : ""), class: "words" },
  ), rows, (thing) => selectThing(thing.id), (thing) => thing.id === state.thing);
}

function linksTable() {
  const rows = [...shown.links].map((number) => EDGES[number]);
  const fact = (column) => ({ ...column, get: (edge) => column.get(FACTS[edge.fact]), show: column.show && ((edge) => column.show(FACTS[edge.fact])) });
  return buildTable("links", columns(
    { key: "subject", get: (edge) => nameOf(edge.from), show: (edge) => shortOf(edge.from) }, fact(COLUMN.action),
    { key: "object", get: (edge) => nameOf(edge.to), class: "strong" }, fact(COLUMN.status), fact(COLUMN.year), fact(COLUMN.section), fact(COLUMN.quote),
  ), rows, (edge) => selectEdge(edge.id), (edge) => edge.id === state.edge);
}

const PAGES = {
  table: () => {
    const tab = (key, count) => el("button", { type: "button", "data-focus": "table-" + key, "aria-pressed": String(state.table === key), onclick: () => change({ table: key }) },
      word(key + "Table") + " ", el("span", { class: "badge", text: String(count) }));
    return [el("div", { class: "subtabs" }, tab("things", shown.listed.size), tab("links", shown.links.size)), state.table === "links" ? linksTable() : thingsTable()];
  },
  commitments: () => factTable("commitments", [COLUMN.action,
    { key: "what", class: "strong", get: whatOf },
    COLUMN.subject, COLUMN.year, COLUMN.section, COLUMN.quote],
    FACTS.filter((fact) => isPlanned(fact) && (fact.kind === "Activity" || fact.kind === "Observation"))),
  legislation: () => legislation(),
  problems: () => factTable("problems", [{ key: "kindLabel", get: (fact) => word(fact.kind) },
    { key: "what", get: (fact) => fact.text || "", class: "strong" }, { key: "scope", get: (fact) => fact.scope || "" }, COLUMN.section, COLUMN.quote],
    FACTS.filter((fact) => fact.kind === "Problem" || fact.kind === "FirstClaim")),
};

// Each law and rule with what was done to it and what is planned, side by side.
function legislation() {
  const laws = THINGS.filter((thing) => styleOf(thing.cls).family === "law" && factsOf[thing.id].length);
  laws.sort((a, b) => classRank(a.cls) - classRank(b.cls) || a.id - b.id);
  const room = roomFor("legislation", 300);
  return el("div", { class: "cards" }, laws.slice(0, room).map((thing) => el("section", { class: "card" + (state.thing === thing.id ? " chosen" : "") },
    el("h3", {}, thingLink(thing.id)), el("p", { class: "kicker", text: term(thing.cls) }),
    el("ol", { class: "life" }, factsOf[thing.id].filter((fact) => fact.kind === "Activity").map((fact) => el("li", { class: isPlanned(fact) ? "planned" : "completed" },
      el("span", { class: "stage", text: `${fact.year ? fact.year + " " : ""}${term(fact.action)}` }), COLUMN.status.show(fact),
      passagesOf(fact).map((passage) => quoteButton(fact, passage, thing))))))), moreButton("legislation", room, laws.length));
}

function showView() {
  const box = document.getElementById("view");
  const graph = state.view === "graph";
  document.getElementById("stage").hidden = !graph;
  box.hidden = graph;
  document.querySelector(".controls").hidden = !graph;
  // filters and their counts are about picture and table alone
  document.body.classList.toggle("unfiltered", !graph && state.view !== "table");
  if (graph) return;
  const top = box.querySelector(".scroll") ? box.querySelector(".scroll").scrollTop : box.scrollTop;
  const same = box.dataset.view === state.view;
  const page = PAGES[state.view]();
  replace(box, el("div", { class: "bar" }, el("h2", { text: word(state.view) }),
    el("div", { class: "tools" }, el("button", { type: "button", class: "small", id: "copy-table", onclick: () => copyTable(), text: word("copyTable") }),
      el("button", { type: "button", class: "small", id: "csv", onclick: () => saveTable(), text: word("csv") }))), page);
  if (!box.querySelector("tbody tr, .card, .tree li, .asked li")) replace(box, el("p", { class: "empty", text: word("noneHere") }));
  box.dataset.view = state.view;
  if (same) (box.querySelector(".scroll") || box).scrollTop = top;
  else box.scrollTop = 0;
}
