// What is shown, to take along: a picture as SVG or PNG, rows as CSV, facts as Turtle.
const EXPORTS = {
  svg: () => save("graph.svg", new Blob([svgText()], { type: "image/svg+xml" })),
  png: savePng,
  csvThings: () => save("things.csv", csv(tableOf(thingsTable))),
  csvLinks: () => save("links.csv", csv(tableOf(linksTable))),
  turtleShown: () => save("shown.ttl", turtleBlob([...shown.listed], [...new Set([...shown.links].map((number) => EDGES[number].fact))])),
  turtleSelection: () => save("selection.ttl", turtleBlob(...selection())),
};

function buildExports() {
  const list = el("ul", { id: "exports", role: "menu", hidden: true, "aria-label": word("exportMenu"), onkeydown: roving },
    Object.entries(EXPORTS).map(([key, run]) => el("li", { role: "none" }, el("button", { type: "button", role: "menuitem", id: "export-" + key, onclick: () => { toggle(false); run(); }, text: word(key) }))));
  const opener = el("button", { type: "button", id: "save", class: "tool", title: word("exportMenu"), "aria-label": word("exportMenu"), "aria-haspopup": "menu", "aria-expanded": "false", "aria-controls": "exports",
    onclick: () => toggle(list.hidden) }, icon("picture"));
  const toggle = (open) => {
    list.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    list.querySelector("#export-turtleSelection").disabled = state.thing === null && state.fact === null && !shown.near;
    (open ? list.querySelector("button") : opener).focus();
  };
  const box = el("div", { class: "menu" }, opener, list);
  box.addEventListener("keydown", (event) => { if (event.key === "Escape" && !list.hidden) { event.stopPropagation(); toggle(false); } });
  box.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && !box.contains(relatedTarget)) { list.hidden = true; opener.setAttribute("aria-expanded", "false"); } });
  return box;
}

// The things and facts of the selection: a thing with its facts, a fact with its ends, or the neighbourhood on the picture.
function selection() {
  if (state.fact !== null) return [oneOf(FACTS[state.fact], ["agent", "object", "partner", "place"]), [state.fact]];
  if (state.thing !== null) return [[state.thing, ...edgesOf[state.thing].flatMap((edge) => [edge.from, edge.to])], factsOf[state.thing].map((fact) => fact.id)];
  return [[...shown.things], [...new Set([...shown.edges].map((number) => EDGES[number].fact))]];
}

// --- the picture -------------------------------------------------------------------------------------------------------

const escaped = (text) => visible(String(text)).replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`).replace(/[\ud800-\udfff](?![\udc00-\udfff])/g, "");
const r1 = (number) => Math.round(number * 10) / 10;

// Points on a circle; shapes are drawn from them as on the canvas.
const CORNERS = { square: [4, 45], diamond: [4, 0], triangle: [3, -90], triangleDown: [3, 90], hexagon: [6, 0] };

function svgMark(thing) {
  const { color, shape } = styleOf(thing.cls);
  const size = sizeOf[thing.id] * SWELL[shape];
  const rest = `fill="${color}" stroke="${theme().halo}"`;
  if (shape === "dot") return `<circle cx="${r1(thing.x)}" cy="${r1(thing.y)}" r="${r1(size)}" ${rest}/>`;
  const [count, turn] = CORNERS[shape] || [10, -90];
  const points = Array.from({ length: count }, (_, n) => {
    const angle = ((turn + (360 * n) / count) * Math.PI) / 180;
    const far = size * (shape === "star" ? (n % 2 ? 0.5 : 1.2) : shape === "square" ? 1.3 : 1.15);
    return `${r1(thing.x + far * Math.cos(angle))},${r1(thing.y + far * Math.sin(angle))}`;
  });
  return `<polygon points="${points.join(" ")}" ${rest}/>`;
}

function svgEdge(number) {
  const edge = EDGES[number], fact = FACTS[edge.fact];
  const a = THINGS[edge.from], b = THINGS[edge.to];
  const look = edgeLook(edge);
  const rest = `fill="none" stroke="${look.color.color}" stroke-opacity="${look.color.opacity}" stroke-width="${look.width}"${isPlanned(fact) ? ' stroke-dasharray="7 5"' : ""}`;
  if (a === b) {
    const size = look.selfReference.size;
    return `<circle cx="${r1(a.x + size)}" cy="${r1(a.y - size)}" r="${r1(size)}" ${rest}/>`;
  }
  const bend = look.smooth ? (look.smooth.type === "curvedCCW" ? -1 : 1) * look.smooth.roundness : 0;
  const far = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const gap = sizeOf[edge.to] + 2;
  const x = b.x - ((b.x - a.x) / far) * gap, y = b.y - ((b.y - a.y) / far) * gap;
  const mx = (a.x + b.x) / 2 + (b.y - a.y) * bend, my = (a.y + b.y) / 2 - (b.x - a.x) * bend;
  return `<path d="M${r1(a.x)} ${r1(a.y)}Q${r1(mx)} ${r1(my)} ${r1(x)} ${r1(y)}" ${rest} marker-end="url(#arrow)"><title>${escaped(shortOf(edge.from))} ${escaped(factWord(fact))} ${escaped(shortOf(edge.to))}</title></path>`;
}

function svgName(number) {
  const thing = THINGS[number];
  const great = isHub.has(number);
  return `<text x="${r1(thing.x + (great ? 0 : sizeOf[number] + 4))}" y="${r1(thing.y + (great ? sizeOf[number] + 16 : 4))}"${great ? ' text-anchor="middle" font-weight="700" font-size="14"' : ""}>${escaped(clip(shortOf(number), 18))}</text>`;
}

// The picture as it stands, written from the places of things; names that the canvas leaves out for want of room too.
function svgText() {
  const { left, right, top, bottom } = extent();
  const ink = theme();
  const width = Math.ceil(right - left) + 40, height = Math.ceil(bottom - top) + 40;
  const islands = ringed || loosened ? [] : REPORT.islands.filter((island) => closed() || island.members.some((member) => shown.things.has(member)));
  const named = new Set(drawnLabels.map((label) => label.number));
  return `<svg xmlns="${SVG}" viewBox="${Math.floor(left) - 20} ${Math.floor(top) - 20} ${width} ${height}" width="${width}" height="${height}" font-family="${escaped(FONT)}" font-size="12">
<title>${escaped(REPORT.title)}</title>
<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${ink.edge}"/></marker></defs>
<rect x="${Math.floor(left) - 20}" y="${Math.floor(top) - 20}" width="${width}" height="${height}" fill="${ink.ground}"/>
${islands.map((i) => `<rect x="${i.x}" y="${i.y}" width="${i.width}" height="${i.height}" rx="10" fill="${ink.island}" stroke="${ink.islandLine}"/><text x="${i.x + 10}" y="${i.y + 19}" font-weight="600" fill="${ink.faint}">${escaped(clip(i.title || word("others"), Math.max(2, Math.floor(i.width / 14))))}</text>`).join("\n")}
<g>${[...shown.edges].map(svgEdge).join("\n")}</g>
<g>${[...shown.things].map((number) => svgMark(THINGS[number])).join("\n")}</g>
<g fill="${ink.ink}" stroke="${ink.halo}" stroke-width="3" paint-order="stroke">${[...shown.things].filter((number) => named.has(number) || shown.things.size < 400).map(svgName).join("\n")}</g>
</svg>`;
}

// The same picture at twice its size on the screen.
function savePng() {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svgText()], { type: "image/svg+xml" }));
  image.onload = () => {
    const scale = Math.min(2, 8000 / Math.max(image.width, image.height));
    const canvas = el("canvas", { width: Math.round(image.width * scale), height: Math.round(image.height * scale) });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => save("graph.png", blob));
  };
  image.src = address;
}

// --- rows --------------------------------------------------------------------------------------------------------------

function tableOf(make) {
  whole = true;
  const rows = rowsOf(el("div", {}, make()));
  whole = false;
  return rows;
}

function rowsOf(box) {
  const text = (node) => node.textContent.replace(/[▲▼]$/, "").trim();
  return box.querySelector("table") ? [...box.querySelectorAll("tr")].map((row) => [...row.children].map(text))
    : [...box.querySelectorAll(".life li, .tree li")].map((row) => [row.closest(".card")?.querySelector("h3"), row].filter(Boolean).map(text));
}

// Cells that a spreadsheet would run as a formula get an apostrophe.
function csv(rows) {
  const cell = (text) => '"' + (/^[=+\-@\t]/.test(text) && Number.isNaN(Number(text)) ? "'" : "") + text.replaceAll('"', '""') + '"';
  return new Blob(["\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n")], { type: "text/csv" });
}

function saveTable() {
  save((state.part && state.view === "questions" ? state.part : state.view) + ".csv", csv(tableOf(PAGES[state.view])));
}

function copyTable() {
  copy(tableOf(PAGES[state.view]).map((row) => row.map((text) => text.replace(/\s+/g, " ")).join("\t")).join("\n"));
}

// --- Turtle ------------------------------------------------------------------------------------------------------------

const quoted = (text) => '"' + text.replace(/[\\"]/g, "\\$&").replace(/\n/g, "\\n").replace(/\r/g, "\\r").replace(/[\u0000-\u001f\u007f]/g, (char) => "\\u" + char.charCodeAt(0).toString(16).padStart(4, "0")) + '"';
const node = (iri) => `<${iri}>`;
const ns = (name) => node(REPORT.base + "ns#" + name);
const concept = (name) => node(REPORT.base + "concept/" + name);
const of = (prefix, name) => node(REPORT.namespaces[prefix] + name);
const nif = (name) => of("nif", name);
const zhWords = (text) => quoted(text) + "@zh";
const typed = (type) => (text) => quoted(text) + "^^" + of("xsd", type);
// how each plain value of a fact is written
const WRITTEN = { action: concept, status: concept, modifier: concept, indicator: concept, year: typed("gYear"), value: typed("decimal"), upper: typed("decimal"),
  agentStated: typed("boolean"), topic: zhWords, measure: zhWords, verb: zhWords, scope: zhWords, unit: quoted, literal: quoted, rule: quoted };

function turtleBlob(things, facts) {
  const passages = new Set(facts.flatMap((number) => FACTS[number].passages));
  const held = new Set([...things, ...facts.flatMap((number) => oneOf(FACTS[number], ["agent", "object", "partner", "place"]))]);
  const lines = [...held].sort((a, b) => a - b).flatMap((number) => thingTriples(THINGS[number]));
  for (const number of facts) lines.push(...factTriples(FACTS[number]));
  for (const number of passages) lines.push(...passageTriples(REPORT.passages[number]));
  return new Blob([lines.join("\n") + "\n"], { type: "text/turtle" });
}

function triples(subject, pairs) {
  return pairs.map(([predicate, object]) => `${subject} ${predicate} ${object} .`);
}

function thingTriples(thing) {
  return triples(node(thing.iri), [[of("rdf", "type"), ns(thing.cls)], ...thing.names.map((name, rank) => [of("skos", rank ? "altLabel" : "prefLabel"), zhWords(name)])]);
}

function factTriples(fact) {
  const ends = fact.kind === "Statement" ? [] : ["agent", "object", "partner", "place"].flatMap((role) => (fact[role] || []).map((number) => [ns(role), node(THINGS[number].iri)]));
  const plain = Object.keys(WRITTEN).filter((key) => fact[key] !== undefined && !(key === "action" && fact.kind === "Statement")).map((key) => [ns(key), WRITTEN[key](String(fact[key]))]);
  const bare = fact.kind === "Statement" && fact.agent && fact.object ? [["subject", node(THINGS[fact.agent[0]].iri)], ["predicate", ns(fact.action)], ["object", node(THINGS[fact.object[0]].iri)]].map(([key, value]) => [of("rdf", key), value]) : [];
  const label = fact.text === undefined ? [] : [[of("rdfs", "label"), zhWords(fact.text)]];
  const direct = bare.length ? triples(bare[0][1], [[bare[1][1], bare[2][1]]]) : [];
  return [...triples(node(fact.iri), [[of("rdf", "type"), ns(fact.kind)], [ns("offset"), typed("integer")(String(fact.offset))], ...plain, ...ends, ...bare, ...label,
    ...fact.passages.map((number) => [ns("evidence"), node(passageIri(REPORT.passages[number]))])]), ...direct];
}

function passageIri(passage) {
  return (REPORT.reports[passage.report]?.iri || REPORT.base + "report/x") + "/" + passage.name;
}

// Turtle counts code points where the page counts UTF-16 units.
function passageTriples(passage) {
  const report = REPORT.reports[passage.report];
  const points = (end) => typed("integer")(String(Array.from(report.text.slice(0, end)).length));
  const place = passage.begin === undefined ? [] : [[nif("beginIndex"), points(passage.begin)], [nif("endIndex"), points(passage.end)]];
  return triples(node(passageIri(passage)), [[of("rdf", "type"), ns("Passage")], [nif("anchorOf"), quoted(quoteOf(passage))], ...(report ? [[nif("referenceContext"), node(report.iri)]] : []),
    ...place, ...(passage.section ? [[ns("section"), zhWords(passage.section)]] : [])]);
}
