// The legend is the filter: each entry says how many there are and hides or shows them.
function showLegend(box) {
  const things = new Map(), statuses = new Map(), actions = new Map();
  const add = (map, key) => map.set(key, (map.get(key) || 0) + 1);
  THINGS.forEach((thing) => add(things, thing.cls));
  EDGES.forEach((edge) => { add(statuses, statusOf(FACTS[edge.fact])); add(actions, FACTS[edge.fact].action || ""); });
  const classes = [...things.keys()].sort((a, b) => classRank(a) - classRank(b) || (a < b ? -1 : 1));
  const kinds = [...actions.keys()].sort((a, b) => actions.get(b) - actions.get(a) || (a < b ? -1 : 1));
  replace(box,
    block("statuses", "hiddenStatus", ["completed", "ongoing", "planned", "proposed", "lasting"].filter((key) => statuses.has(key)), statuses,
      (key) => line(key === "lasting" ? key : key === "planned" || key === "proposed" ? "planned" : "completed"), word),
    block("classes", "hidden", classes, things, mark, term),
    block("actions", "hiddenAction", kinds, actions, () => null, term));
}

function block(title, key, items, counts, sign, label) {
  const all = state[key].size === 0;
  return el("section", { "aria-label": word(title) },
    el("h3", {}, word(title), el("button", { type: "button", class: "small", "data-focus": "all-" + key, onclick: () => change({ [key]: new Set(all ? items : []) }), text: word(all ? "noneButton" : "all") })),
    el("ul", { onkeydown: roving }, items.map((item, number) => el("li", {}, el("button", { type: "button", "data-key": item, "data-focus": key + item,
      tabindex: number ? -1 : 0, "aria-pressed": String(!state[key].has(item)), onclick: () => change({ [key]: toggled(state[key], item) }) },
      sign(item), el("span", { class: "what", text: label(item) }), el("span", { class: "badge", text: String(counts.get(item)) }))))));
}

function toggled(set, item) {
  const copy = new Set(set);
  if (!copy.delete(item)) copy.add(item);
  return copy;
}
