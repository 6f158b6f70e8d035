// The shortest way between two things over the links that the filters leave, and the facts along it.
function picking() {
  return state.pathFrom !== null && state.pathTo === null;
}

// How many steps each thing of a shortest way stands from its start; null where no way leads there.
function shortestPath(from, to) {
  const before = new Map([[from, null]]);
  const open = [from];
  for (const thing of open) {
    if (thing === to) break;
    for (const edge of edgesOf[thing]) {
      const other = edge.from === thing ? edge.to : edge.from;
      if (before.has(other) || !edgePasses(edge)) continue;
      before.set(other, thing);
      open.push(other);
    }
  }
  if (!before.has(to)) return null;
  const way = [];
  for (let thing = to; thing !== null; thing = before.get(thing)) way.unshift(thing);
  return new Map(way.map((thing, step) => [thing, step]));
}

function pathSet() {
  return state.pathFrom === null || state.pathTo === null ? null : shortestPath(state.pathFrom, state.pathTo);
}

function startPath(number) {
  change({ pathFrom: number, pathTo: null, focus: null, view: "graph" });
  say(word("pathPick"));
}

function endPath() {
  change({ pathFrom: null, pathTo: null });
}

// The way from left to right, a little up and down so that names and words for links find room.
function placePath() {
  const wide = canvasBox.clientWidth > 700;
  for (const [number, step] of shown.near) {
    const side = (step % 2 ? 1 : -1) * 30;
    Object.assign(THINGS[number], wide ? { x: step * 260, y: side } : { x: side, y: step * 130 });
  }
}

function pathBanner() {
  const to = state.pathTo;
  const found = to !== null && shown.near;
  const text = to === null ? word("pathPick") : found ? word("pathSteps", { n: shown.near.size - 1 }) : word("noPath");
  return [el("b", { text: shortOf(state.pathFrom) + " → " + (to === null ? "…" : shortOf(to)) }), el("span", { role: to !== null && !found ? "alert" : null, text }),
    el("button", { type: "button", class: "small", id: "back", onclick: endPath, text: word("back") })];
}

// Each step of the way with every fact that joins its two ends.
function pathPanel() {
  const way = [...shown.near.keys()];
  const facts = (a, b) => [...new Set((pairs.get(Math.min(a, b) + "-" + Math.max(a, b)) || []).filter(edgePasses).map((edge) => edge.fact))];
  return [el("p", { class: "kicker", text: word("pathSteps", { n: way.length - 1 }) }),
    el("h2", { text: shortOf(state.pathFrom) + " → " + shortOf(state.pathTo) }),
    el("ol", { class: "way" }, way.map((number, step) => el("li", {}, thingLink(number),
      step + 1 < way.length ? facts(number, way[step + 1]).map((fact) => [el("p", { class: "say" }, factTitle(FACTS[fact])), factCard(FACTS[fact], null)]) : null)))];
}
