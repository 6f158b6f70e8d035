// Great graphs: islands are drawn from the head at once, then columns are read and turned into rows. `kg/view/pack.py`
// wrote them.
if (REPORT.great) {
  await overviewFirst();
  await unpack();
}

function overviewFirst() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
  const canvas = el("canvas", { class: "first", width: innerWidth, height: innerHeight, "aria-hidden": "true" });
  replace(document.getElementById("app"), el("header", {}, el("div", { class: "title" }, el("h1", { text: visible(REPORT.title) }), el("p", { role: "status", text: word("loading") }))), canvas);
  const islands = REPORT.islands;
  const left = Math.min(...islands.map((i) => i.x)), top = Math.min(...islands.map((i) => i.y));
  const width = Math.max(...islands.map((i) => i.x + i.width)) - left, height = Math.max(...islands.map((i) => i.y + i.height)) - top;
  const scale = Math.min((innerWidth - 24) / width, (innerHeight - 120) / height);
  const context = canvas.getContext("2d");
  context.scale(scale, scale);
  context.translate(12 / scale - left, 12 / scale - top);
  return new Promise((done) => requestAnimationFrame(() => {
    islands.forEach((island, number) => drawIsland(context, island, number, scale, false));
    performance.mark("picture");
    setTimeout(done);
  }));
}

async function unpack() {
  if (document.readyState === "loading") await new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
  const bytes = Uint8Array.from(atob(document.getElementById("packed").textContent), (char) => char.charCodeAt(0));
  const whole = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
  const { reports, questions } = whole;
  Object.assign(REPORT, { reports, questions, passages: rows(whole.passages).map(passageOf), facts: rows(whole.facts).map((fact) => factOf(fact, reports)) });
  GRAPH.nodes = rows(whole.things).map(thingOf);
  GRAPH.edges = REPORT.facts.flatMap(edgesFrom);
  GRAPH.edges.forEach((edge, id) => { edge.id = id; });
  for (const island of REPORT.islands) island.members = [];
  for (const thing of GRAPH.nodes) if (thing.island !== undefined) REPORT.islands[thing.island].members.push(thing.id);
}

// Columns → rows; what a row lacks stands as null in its column.
function rows(columns) {
  const keys = Object.keys(columns);
  const made = Array.from({ length: keys.length ? columns[keys[0]].length : 0 }, () => ({}));
  for (const key of keys) {
    const steps = key === "begin" || key === "offset";
    let last = 0;
    columns[key].forEach((value, number) => {
      if (value === null) return;
      last = steps ? last + value : value;
      made[number][key] = last;
    });
  }
  return made;
}

function listed(value) {
  return value === undefined || Array.isArray(value) ? value : [value];
}

function thingOf(thing, id) {
  const names = listed(thing.names);
  return { ...thing, id, names, iri: thing.iri ?? `${REPORT.base}id/${thing.local}`, short: thing.short ?? names[0], mentions: thing.mentions ?? [] };
}

function factOf(fact, reports) {
  for (const key of ["agent", "object", "partner", "place", "passages"]) if (key in fact) fact[key] = listed(fact[key]);
  if (!/^https?:/.test(fact.iri)) fact.iri = `${reports[fact.report].iri}/${fact.iri}`;
  return fact;
}

function passageOf(passage) {
  if (passage.begin === undefined) return passage;
  const end = passage.begin + passage.length;
  return { ...passage, end, name: passage.name ?? `passage-${passage.begin}-${end}` };
}

// As in `kg/view/picture.py`: from each agent to each thing acted on, acted with or gone to.
function edgesFrom(fact, number) {
  return (fact.agent || []).flatMap((from) => ["object", "partner", "place"].flatMap((role) => (fact[role] || []).map((to) => ({ from, to, role, fact: number }))));
}
