// What the reader looks at now. Every change goes through `change`, which redraws and writes the address.
const VIEWS = ["graph", "table", "questions", "commitments", "indicators", "legislation", "supervision", "deputies", "cooperation", "bodies", "problems"];
// Above this many things the whole is shown as islands, to be opened one at a time.
const OVERVIEW = REPORT.great;
const NEAR_LIMIT = 2000;
const state = {
  island: null,
  view: "graph", lang: REPORT.lang, theme: "", thing: null, edge: null, fact: null, focus: null, degree: 1,
  hidden: new Set(), hiddenStatus: new Set(), hiddenAction: new Set(), passage: null, table: "things",
  // the chosen question or part of a view, the two ends of a path, where the picture was moved to by hand
  part: "", pathFrom: null, pathTo: null, at: "",
};
const listeners = [];

function listen(listener) {
  listeners.push(listener);
}

function change(changes) {
  const before = { ...state };
  Object.assign(state, changes);
  if (state.view !== before.view && !("part" in changes)) state.part = "";
  writeAddress();
  for (const listener of listeners) listener(state, before);
}

function selectThing(number) {
  if (picking()) {
    if (number !== state.pathFrom) change({ pathTo: number, thing: null, edge: null, fact: null, passage: null, at: "" });
    return;
  }
  change({ ...opening(number), thing: number, edge: null, fact: null, passage: null });
}

// The island to open so that a thing can be seen, where only one is open at a time.
function opening(number) {
  return !OVERVIEW || shown.near || !islandOf.has(number) ? {} : { island: islandOf.get(number) };
}

function selectEdge(number) {
  change({ thing: null, edge: number, fact: EDGES[number].fact, passage: passagesOf(FACTS[EDGES[number].fact])[0] || null });
}

function selectFact(fact) {
  const edge = edgesOfFact[fact.id][0];
  change({ thing: null, edge: edge ? edge.id : null, fact: fact.id, passage: passagesOf(fact)[0] || null });
}

function clearSelection() {
  change({ thing: null, edge: null, fact: null, passage: null });
}

function writeAddress() {
  const parts = [];
  const put = (key, value) => value && parts.push(key + "=" + encodeURIComponent(value));
  put("view", state.view === "graph" ? "" : state.view);
  put("table", state.view === "table" && state.table !== "things" ? state.table : "");
  put("thing", state.thing === null ? "" : THINGS[state.thing].local);
  put("fact", state.fact === null ? "" : localName(FACTS[state.fact].iri));
  put("island", state.island === null ? "" : String(state.island));
  put("focus", state.focus === null ? "" : THINGS[state.focus].local);
  put("degree", state.focus === null || state.degree === 1 ? "" : String(state.degree));
  put("part", state.part);
  put("sort", sortWritten());
  put("from", state.pathFrom === null ? "" : THINGS[state.pathFrom].local);
  put("to", state.pathTo === null ? "" : THINGS[state.pathTo].local);
  put("at", state.at);
  put("hide", [...state.hidden].join(","));
  put("hidestatus", [...state.hiddenStatus].join(","));
  put("hideaction", [...state.hiddenAction].join(","));
  put("lang", state.lang === REPORT.lang ? "" : state.lang);
  put("theme", state.theme);
  const address = "#" + parts.join("&");
  if (address === (location.hash || "#")) return;
  written = address;
  location.hash = address;
}

let written = "";

function readAddress() {
  const given = new Map();
  for (const part of location.hash.slice(1).split("&")) {
    const at = part.indexOf("=");
    if (at > 0) given.set(part.slice(0, at), decode(part.slice(at + 1)));
  }
  const list = (key) => new Set((given.get(key) || "").split(",").filter(Boolean));
  const thing = byLocal.get(given.get("thing"));
  const focus = byLocal.get(given.get("focus"));
  const fact = factByIri.get(given.get("fact"));
  const from = byLocal.get(given.get("from")), to = byLocal.get(given.get("to"));
  const view = VIEWS.includes(given.get("view")) ? given.get("view") : "graph";
  const table = given.get("table") === "links" ? "links" : "things";
  const part = given.get("part") || "";
  readSort(given.get("sort") || "", { view, table, part });
  return {
    view, table, part,
    pathFrom: from ? from.id : null,
    pathTo: from && to ? to.id : null,
    at: /^-?\d+,-?\d+,\d+(\.\d+)?$/.test(given.get("at")) ? given.get("at") : "",
    thing: thing && !fact ? thing.id : null,
    fact: fact ? fact.id : null,
    edge: fact && edgesOfFact[fact.id].length ? edgesOfFact[fact.id][0].id : null,
    passage: fact ? passagesOf(fact)[0] || null : null,
    focus: focus ? focus.id : null,
    degree: Math.min(3, Math.max(1, Number(given.get("degree")) || 1)),
    island: OVERVIEW && REPORT.islands[given.get("island")] ? Number(given.get("island")) : null,
    hidden: list("hide"), hiddenStatus: list("hidestatus"), hiddenAction: list("hideaction"),
    lang: ["zh", "en"].includes(given.get("lang")) ? given.get("lang") : REPORT.lang,
    theme: ["light", "dark"].includes(given.get("theme")) ? given.get("theme") : "",
  };
}

// How the table in sight is sorted: the column's number, with a minus where it falls.
function sortKey({ view, table, part }) {
  return view === "table" ? table : view === "questions" ? "question-" + part : view;
}

function sortWritten() {
  const sort = sorts[sortKey(state)];
  return sort ? (sort.down ? "-" : "") + (sort.column + 1) : "";
}

function readSort(text, place) {
  const found = /^(-?)([1-9]\d?)$/.exec(text);
  if (found) sorts[sortKey(place)] = { column: Number(found[2]) - 1, down: found[1] === "-" };
  else delete sorts[sortKey(place)];
}

// Where the reader moved the picture to goes into the address without a step in the history.
function keepSight(at) {
  if (at === state.at) return;
  state.at = at;
  const { hash } = location;
  const parts = hash.slice(1).split("&").filter((part) => part && !part.startsWith("at="));
  written = "#" + [...parts, ...(at ? ["at=" + encodeURIComponent(at)] : [])].join("&");
  history.replaceState(null, "", written);
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

addEventListener("hashchange", () => {
  if (location.hash !== written) change(readAddress());
  written = "";
});

// --- what is shown: filters and focus, the same for the picture and for its table -------------------------------------

function edgePasses(edge) {
  const fact = FACTS[edge.fact];
  return !state.hiddenStatus.has(statusOf(fact)) && !state.hiddenAction.has(fact.action)
    && !state.hidden.has(THINGS[edge.from].cls) && !state.hidden.has(THINGS[edge.to].cls);
}

// `things` and `edges` are drawn; `listed` and `links` stand in the table, which holds all even where islands are closed.
function shownSet() {
  const near = state.focus === null ? pathSet() : neighbourhood(state.focus, state.degree);
  const listed = THINGS.filter((thing) => !state.hidden.has(thing.cls) && (!near || near.has(thing.id))).map((thing) => thing.id);
  const closed = OVERVIEW && !near;
  const hubs = new Set(REPORT.hubs);
  const things = new Set(closed ? listed.filter((number) => hubs.has(number) || islandOf.get(number) === state.island) : listed);
  const inTable = closed && state.island === null ? new Set(listed) : things;
  const passing = EDGES.filter(edgePasses);
  const within = (set) => new Set(passing.filter((edge) => set.has(edge.from) && set.has(edge.to)).map((edge) => edge.id));
  const edges = within(things);
  return { things, edges, listed: inTable, links: inTable === things ? edges : within(inTable), near };
}

// How many steps each thing within reach stands from the start; hidden kinds of edge do not lead on.
function neighbourhood(start, degree) {
  const steps = new Map([[start, 0]]);
  let ring = [start];
  for (let step = 1; step <= degree; step++) {
    const next = [];
    for (const thing of ring) {
      for (const edge of edgesOf[thing]) {
        const other = edge.from === thing ? edge.to : edge.from;
        if (steps.has(other) || steps.size >= NEAR_LIMIT || !edgePasses(edge)) continue;
        steps.set(other, step);
        next.push(other);
      }
    }
    ring = next;
  }
  return steps;
}
