// The picture: vis-network draws marks and lines where Python placed them; islands and labels are drawn here.
const home = THINGS.map((thing) => ({ x: thing.x, y: thing.y }));
const nodeData = new vis.DataSet();
const edgeData = new vis.DataSet();
let shown = null;
let network = null;
let hovered = null;
let hoveredEdge = null;
let loosened = false;
let canvasBox = null;

const degreeOf = THINGS.map((thing) => edgesOf[thing.id].length);
const greatest = Math.max(1, ...degreeOf);
const sizeOf = THINGS.map((thing) => 5.5 + 13 * Math.sqrt(degreeOf[thing.id] / greatest) * (degreeOf[thing.id] > 3 ? 1 : 0.5));
const isHub = new Set(REPORT.hubs);

// vis draws its shapes in unlike sizes; these make them weigh the same to the eye
const SWELL = { dot: 0.9, square: 0.85, diamond: 1.15, triangle: 1.1, triangleDown: 1.1, hexagon: 1, star: 1.55 };

function nodeLook(thing) {
  const { color, shape } = styleOf(thing.cls);
  const faded = lit && !lit.things.has(thing.id);
  const chosen = state.thing === thing.id || hovered === thing.id;
  const ink = theme();
  return {
    id: thing.id, shape, size: sizeOf[thing.id] * SWELL[shape],
    borderWidth: chosen ? 3 : 1, opacity: faded ? 0.18 : 1,
    color: { background: color, border: chosen ? ink.chosen : ink.halo, highlight: { background: color, border: ink.chosen }, hover: { background: color, border: ink.chosen } },
  };
}

// Parallel links are spread like the strings of a bow, loops are stacked: as many lines as links.
function edgeCurve(edge) {
  if (edge.from === edge.to) {
    const loops = edgesOf[edge.from].filter((other) => other.from === other.to);
    return { selfReference: { size: 14 + 7 * loops.indexOf(edge), angle: 0.8 } };
  }
  const siblings = pairs.get(Math.min(edge.from, edge.to) + "-" + Math.max(edge.from, edge.to));
  if (siblings.length === 1) return { smooth: false };
  const rank = siblings.indexOf(edge);
  const bend = 0.10 * Math.ceil((rank + 1) / 2) * (rank % 2 ? -1 : 1);
  const turned = edge.from < edge.to ? bend : -bend;
  return { smooth: { enabled: true, type: turned < 0 ? "curvedCCW" : "curvedCW", roundness: Math.abs(turned) } };
}

function edgeLook(edge) {
  const fact = FACTS[edge.fact];
  const ink = theme();
  const kind = statusOf(fact);
  const chosen = state.edge === edge.id || hoveredEdge === edge.id || (state.fact !== null && state.fact === edge.fact);
  const near = lit && lit.edges.has(edge.id);
  const color = kind === "lasting" ? ink.lasting : isPlanned(fact) ? ink.planned : ink.edge;
  // a hundred lines at once would bury the names they lead to
  const nearness = lit && lit.edges.size > 60 ? 0.38 : 0.85;
  const rest = ringed ? 0.85 : isHub.has(edge.from) || isHub.has(edge.to) ? 0.28 : 0.6;
  return {
    id: edge.id, from: edge.from, to: edge.to, dashes: isPlanned(fact) ? [7, 5] : false,
    width: chosen ? 3 : near && nearness > 0.5 ? 1.6 : kind === "lasting" ? 0.9 : 1.2,
    color: { color: chosen ? ink.chosen : color, highlight: ink.chosen, hover: ink.chosen, opacity: chosen ? 1 : lit ? (near ? nearness : 0.06) : rest, inherit: false },
    arrows: { to: { enabled: true, scaleFactor: chosen || near ? 0.6 : 0.4 } },
    ...edgeCurve(edge),
  };
}

// What is lit: the selection or what the pointer is on, with its neighbours; null when everything is.
let lit = null;

function litSet() {
  const centre = hovered ?? state.thing;
  if (centre !== null) {
    const edges = edgesOf[centre];
    return { things: new Set([centre, ...edges.flatMap((e) => [e.from, e.to])]), edges: new Set(edges.map((e) => e.id)) };
  }
  const fact = hoveredEdge !== null ? EDGES[hoveredEdge].fact : state.fact;
  if (fact === null || !edgesOfFact[fact].length) return null;
  const edges = edgesOfFact[fact];
  return { things: new Set(edges.flatMap((e) => [e.from, e.to])), edges: new Set(edges.map((e) => e.id)) };
}

function relight() {
  lit = litSet();
  nodeData.update([...shown.things].map((number) => nodeLook(THINGS[number])));
  edgeData.update([...shown.edges].map((number) => edgeLook(EDGES[number])));
}

function buildNetwork(box) {
  canvasBox = box;
  shown = shownSet();
  fillData();
  network = new vis.Network(box, { nodes: nodeData, edges: edgeData }, {
    physics: { enabled: false, stabilization: false, barnesHut: { gravitationalConstant: -3000, springLength: 90, damping: 0.5 } },
    layout: { randomSeed: 7, improvedLayout: false },
    interaction: { hover: true, tooltipDelay: 1e9, selectConnectedEdges: false, multiselect: false, hideEdgesOnDrag: EDGES.length > 1500, hideEdgesOnZoom: EDGES.length > 1500 },
    nodes: { borderWidth: 1.5, labelHighlightBold: false, chosen: false },
    edges: { chosen: false, smooth: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, endPointOffset: { to: 1 } },
  });
  network.on("beforeDrawing", drawIslands);
  network.on("afterDrawing", drawLabels);
  network.on("click", onClick);
  network.on("doubleClick", onDoubleClick);
  network.on("hoverNode", ({ node }) => hover(node, null));
  network.on("blurNode", () => hover(null, null));
  network.on("hoverEdge", ({ edge }) => hover(null, edge));
  network.on("blurEdge", () => hover(null, null));
  network.on("dragEnd", ({ nodes }) => { nodes.forEach(keepPlace); keepSightSoon(); });
  network.on("zoom", keepSightSoon);
  box.addEventListener("keydown", onCanvasKey);
  fit(false);
  showSight();
}

// The place and scale that the address gives, if any.
function showSight() {
  const [x, y, scale] = state.at.split(",").map(Number);
  if (scale > 0.001 && scale < 50) move(x, y, scale, false);
}

let sightTimer = 0;

function keepSightSoon() {
  clearTimeout(sightTimer);
  sightTimer = setTimeout(() => {
    const { x, y } = network.getViewPosition();
    keepSight(`${Math.round(x)},${Math.round(y)},${network.getScale().toFixed(3)}`);
  }, 400);
}

function afterPicture(then) {
  network.once("afterDrawing", () => {
    if (!REPORT.great) performance.mark("picture");
    setTimeout(then);
  });
}

function fillData() {
  lit = litSet();
  nodeData.add(drawable([...shown.things]));
  edgeData.add([...shown.edges].map((number) => edgeLook(EDGES[number])));
}

function drawable(numbers) {
  return numbers.map((number) => ({ ...nodeLook(THINGS[number]), x: THINGS[number].x, y: THINGS[number].y }));
}

// Bring what vis holds in line with what is to be shown; places of what stays are left alone.
function syncNetwork() {
  shown = shownSet();
  lit = litSet();
  const goneEdges = edgeData.getIds().filter((id) => !shown.edges.has(id));
  const goneNodes = nodeData.getIds().filter((id) => !shown.things.has(id));
  edgeData.remove(goneEdges);
  nodeData.remove(goneNodes);
  nodeData.update(drawable([...shown.things]));
  edgeData.update([...shown.edges].map((number) => edgeLook(EDGES[number])));
}

function keepPlace(number) {
  const { x, y } = network.getPosition(number);
  Object.assign(THINGS[number], { x, y });
}

function hover(thing, edge) {
  if (hovered === thing && hoveredEdge === edge) return;
  hovered = thing;
  hoveredEdge = edge;
  canvasBox.classList.toggle("over", thing !== null || edge !== null);
  relight();
  tip(thing, edge);
}

// vis keeps a selection of its own; the one that counts is the page's, so what was hit is asked for by its place.
function onClick({ pointer }) {
  const node = network.getNodeAt(pointer.DOM);
  const edge = network.getEdgeAt(pointer.DOM);
  network.unselectAll();
  if (node !== undefined) selectThing(node);
  else if (edge !== undefined) selectEdge(edge);
  else if (closed()) openIslandAt(pointer.canvas);
  else if (state.thing !== null || state.fact !== null) clearSelection();
}

function openIslandAt({ x, y }) {
  const number = REPORT.islands.findIndex((i) => i.x <= x && x <= i.x + i.width && i.y <= y && y <= i.y + i.height);
  if (number >= 0) change({ island: number });
}

function onDoubleClick({ pointer }) {
  const node = network.getNodeAt(pointer.DOM);
  if (node !== undefined) change({ focus: node, thing: node, edge: null, fact: null });
}

// --- neighbourhood -----------------------------------------------------------------------------------------------------

// A small neighbourhood is laid out anew: rings round the centre, one kind of thing next to another. A great one keeps
// the places that the reader knows from the whole.
const RINGED = 60;
let ringed = false;

function placeNear() {
  if (state.focus !== null) placeFocus();
  else if (shown.near) placePath();
  ringed = shown.near !== null && (state.focus === null || shown.things.size <= RINGED);
}

function placeFocus() {
  if (shown.things.size > RINGED) return;
  const around = [...shown.things].filter((number) => number !== state.focus);
  around.sort((a, b) => shown.near.get(a) - shown.near.get(b) || classRank(THINGS[a].cls) - classRank(THINGS[b].cls) || a - b);
  Object.assign(THINGS[state.focus], { x: 0, y: 0 });
  let radius = 0;
  for (let step = 1; step <= state.degree; step++) {
    const ring = around.filter((number) => shown.near.get(number) === step);
    for (let start = 0; start < ring.length;) {
      radius += start === 0 && step === 1 ? 170 : 120;
      const room = Math.max(6, Math.floor((2 * Math.PI * radius) / 95));
      const here = ring.slice(start, start + room);
      here.forEach((number, place) => {
        const angle = (place / here.length) * 2 * Math.PI + (here.length > 2 ? radius / 300 - Math.PI / 2 : 0);
        Object.assign(THINGS[number], { x: Math.round(1.35 * radius * Math.cos(angle)), y: Math.round(radius * Math.sin(angle)) });
      });
      start += room;
    }
  }
}

function placeHome() {
  ringed = false;
  THINGS.forEach((thing) => Object.assign(thing, home[thing.id]));
}

// --- moving about ------------------------------------------------------------------------------------------------------

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Whether the islands stand closed, as an overview of more than can be drawn.
function closed() {
  return OVERVIEW && !shown.near && state.island === null;
}

function extent() {
  const numbers = [...shown.things];
  const boxes = REPORT.islands.filter((island, number) => (closed() || island.members.some((member) => shown.things.has(member))) && (state.island === null || state.island === number));
  if (!ringed && !loosened && boxes.length) {
    return { left: Math.min(...boxes.map((b) => b.x)), right: Math.max(...boxes.map((b) => b.x + b.width)),
      top: Math.min(...boxes.map((b) => b.y)), bottom: Math.max(...boxes.map((b) => b.y + b.height)) };
  }
  if (!numbers.length) return { left: -100, right: 100, top: -100, bottom: 100 };
  const xs = numbers.map((number) => THINGS[number].x);
  const ys = numbers.map((number) => THINGS[number].y);
  return { left: Math.min(...xs) - 60, right: Math.max(...xs) + 130, top: Math.min(...ys) - 50, bottom: Math.max(...ys) + 50 };
}

let fitted = false;

function fit(animate = true) {
  fitted = canvasBox.clientWidth > 0;
  if (!fitted) return;
  clearTimeout(sightTimer);
  if (animate) keepSight("");
  const { left, right, top, bottom } = extent();
  // the banner over a neighbourhood takes its strip from the top
  const strip = shown.near || picking() ? 48 : 0;
  const scale = Math.max(0.02, Math.min((canvasBox.clientWidth - 24) / (right - left), (canvasBox.clientHeight - 24 - strip) / (bottom - top), 1.4));
  move((left + right) / 2, (top + bottom) / 2 - strip / 2 / scale, scale, animate);
}

function move(x, y, scale, animate = true) {
  const animation = animate && !still() ? { duration: 260, easingFunction: "easeInOutQuad" } : false;
  network.moveTo({ position: { x, y }, scale, animation });
}

function zoom(factor) {
  const { x, y } = network.getViewPosition();
  move(x, y, network.getScale() * factor);
  keepSightSoon();
}

// Bring a thing into sight if it is not, without taking the reader's place away.
function reveal(number) {
  const at = network.canvasToDOM(THINGS[number]);
  const inside = at.x > 40 && at.y > 40 && at.x < canvasBox.clientWidth - 120 && at.y < canvasBox.clientHeight - 40;
  if (!inside) move(THINGS[number].x, THINGS[number].y, Math.max(network.getScale(), 0.7));
}

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onCanvasKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const direction = ARROWS[event.key];
  if (direction) step(direction);
  else if (event.key === "Enter" && state.thing !== null) change({ focus: state.thing });
  else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else return;
  event.preventDefault();
}

function step([dx, dy]) {
  const from = state.thing ?? REPORT.hubs.find((hub) => shown.things.has(hub)) ?? [...shown.things][0];
  if (from === undefined) return;
  if (state.thing === null) return selectThing(from);
  const here = THINGS[from];
  let best = null;
  for (const number of shown.things) {
    const x = THINGS[number].x - here.x, y = THINGS[number].y - here.y;
    const along = x * dx + y * dy, across = Math.abs(x * dy - y * dx);
    if (number === from || along <= 0 || across > along * 1.6) continue;
    const far = along + across * 2;
    if (!best || far < best.far) best = { number, far };
  }
  if (best) selectThing(best.number);
}

function toggleLoose(on) {
  loosened = on;
  $("physics").setAttribute("aria-pressed", String(on));
  network.setOptions({ physics: { enabled: on } });
  if (!on) THINGS.forEach((thing) => shown.things.has(thing.id) && keepPlace(thing.id));
}

function resetPlaces() {
  toggleLoose(false);
  placeHome();
  placeNear();
  syncNetwork();
  fit();
}
