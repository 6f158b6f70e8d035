// The page is put together, and every change of state redraws what it touches.
const $ = (id) => document.getElementById(id);

function buildPage() {
  const button = (id, key, action, text) => el("button", { type: "button", id, class: "tool", title: word(key), "aria-label": word(key), onclick: action }, text || icon(key));
  replace($("app"),
    el("a", { class: "skip", href: "#", onclick: (event) => { event.preventDefault(); change({ view: "table" }); $("view").focus(); }, text: word("table") }),
    el("header", {},
      el("div", { class: "title" }, el("h1", { text: visible(REPORT.title) }), el("p", { text: subtitle() })),
      buildSearch(),
      el("div", { class: "tools" }, button("legend-button", "legend", () => toggleLegend()), button("theme", "theme", () => change({ theme: isDark() ? "light" : "dark" })),
        button("language", "lang", () => change({ lang: state.lang === "en" ? "zh" : "en" }), state.lang === "en" ? "中" : "EN"), button("help", "help", showHelp))),
    el("div", { class: "row" },
      el("nav", { role: "tablist", "aria-label": word("views") }, VIEWS.map((view) => el("button", { type: "button", role: "tab", id: "tab-" + view,
        "aria-selected": String(state.view === view), "aria-controls": view === "graph" ? "stage" : "view", tabindex: state.view === view ? 0 : -1,
        onclick: () => change({ view }), onkeydown: tabKey, text: word(view) }))),
      el("p", { id: "shown" }),
      el("div", { class: "controls" }, button("zoom-in", "zoomIn", () => zoom(1.3)), button("zoom-out", "zoomOut", () => zoom(1 / 1.3)),
        button("fit", "fit", () => fit()), button("physics", "physics", () => toggleLoose(!loosened)),
        button("reset", "reset", resetPlaces), buildExports())),
    el("main", {},
      el("aside", { id: "legend", "aria-label": word("legend") }),
      el("div", { class: "middle" },
        el("div", { id: "stage", role: "tabpanel", "aria-labelledby": "tab-graph" },
          el("div", { id: "canvas", tabindex: 0, role: "application", "aria-label": word("canvas") }),
          el("div", { id: "paper", "aria-hidden": "true" }), el("div", { id: "banner", hidden: true }), el("div", { id: "tip", hidden: true })),
        el("div", { id: "view", role: "tabpanel", tabindex: -1, hidden: true })),
      el("aside", { id: "side", "aria-label": word("details") },
        el("div", { class: "panes" }, pane("details"), pane("text")),
        el("section", { id: "details", tabindex: 0, "aria-label": word("details") }),
        el("section", { id: "text", tabindex: 0, "aria-label": word("fulltext"), lang: "zh" }))),
    el("div", { id: "live", class: "unseen", role: "status", "aria-live": "polite" }),
    el("dialog", { id: "helpbox", "aria-label": word("help") }));
}

function pane(key) {
  return el("button", { type: "button", id: "pane-" + key, "aria-pressed": String(key === "details"), onclick: () => setPane(key), text: word(key === "text" ? "fulltext" : key) });
}

// On a small screen one pane shows at a time; on a large one both do and this has no effect to be seen.
function setPane(key) {
  $("side").dataset.pane = key;
  for (const name of ["details", "text"]) $("pane-" + name).setAttribute("aria-pressed", String(name === key));
}

function subtitle() {
  if (REPORT.reports.length > 1) return word("reports", { n: REPORT.reports.length });
  const { header } = REPORT.reports[0] || { header: {} };
  return visible([header.date, header.session, header.speaker].filter(Boolean).join(" · "));
}

function tabKey(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = VIEWS[(VIEWS.indexOf(state.view) + step + VIEWS.length) % VIEWS.length];
  change({ view: next });
  $("tab-" + next).focus();
}

function toggleLegend() {
  document.body.classList.toggle("legend-open");
}

function showHelp() {
  const box = $("helpbox");
  replace(box, el("h2", { text: word("help") }), el("ul", {}, word("helpText").map((text) => el("li", { text }))),
    el("button", { type: "button", onclick: () => box.close(), text: word("close") }));
  box.showModal();
}

function showTheme() {
  document.documentElement.dataset.theme = isDark() ? "dark" : "light";
}

function tip(thing, edge) {
  const box = $("tip");
  const fact = edge === null ? null : FACTS[EDGES[edge].fact];
  box.hidden = thing === null && !fact;
  if (box.hidden) return;
  if (fact) replace(box, el("b", {}, factTitle(fact)), el("p", { text: visible(clip(quotes(fact), 90)) }));
  else replace(box, el("b", { text: visible(clip(THINGS[thing].names[0], 60)) }), el("p", { text: `${term(THINGS[thing].cls)} · ${edgesOf[thing].length} ${word("links")}` }));
}

function showBanner() {
  const box = $("banner");
  box.hidden = state.focus === null && state.island === null && state.pathFrom === null;
  if (box.hidden) return;
  if (state.pathFrom !== null && state.focus === null) return replace(box, pathBanner());
  if (state.focus === null) return replace(box, el("b", { text: visible(REPORT.islands[state.island].title) || word("others") }), backButton({ island: null }));
  replace(box, el("b", { text: shortOf(state.focus) }),
    [1, 2, 3].map((n) => el("button", { type: "button", class: "small", "data-focus": "degree-" + n, "aria-pressed": String(state.degree === n), onclick: () => change({ degree: n }), text: word("degree", { n }) })),
    backButton({ focus: null }));
}

function backButton(changes) {
  return el("button", { type: "button", class: "small", id: "back", onclick: () => change(changes), text: word("back") });
}

function showCount() {
  const text = word("shown", { n: shown.things.size, all: THINGS.length, e: shown.edges.size, alle: EDGES.length });
  const islands = closed() ? word("islands", { n: REPORT.islands.length }) + " · " : "";
  $("shown").textContent = islands + text;
  say(islands + text);
}

function onChange(now, before) {
  if (now.lang !== before.lang) return rebuild();
  const moved = now.focus !== before.focus || now.pathFrom !== before.pathFrom || now.pathTo !== before.pathTo || now.island !== before.island || now.degree !== before.degree && now.focus !== null;
  const filtered = ["hidden", "hiddenStatus", "hiddenAction"].some((key) => now[key] !== before[key]);
  if (now.theme !== before.theme) showTheme();
  if (moved || filtered) redrawSet(moved);
  else relight();
  for (const view of VIEWS) {
    $("tab-" + view).setAttribute("aria-selected", String(view === now.view));
    $("tab-" + view).tabIndex = view === now.view ? 0 : -1;
  }
  if (now.at !== before.at && now.at && !moved) showSight();
  if (filtered) showLegend($("legend"));
  showView();
  const selected = now.thing !== before.thing || now.fact !== before.fact || now.edge !== before.edge;
  if (selected || moved) {
    showPanel($("details"));
    if (selected && (now.thing !== null || now.fact !== null)) setPane("details");
    showPassage(now.passage);
    if (now.thing !== null) say(`${nameOf(now.thing)}, ${term(THINGS[now.thing].cls)}, ${edgesOf[now.thing].length} ${word("links")}`);
  }
  if (now.view === "graph" && now.thing !== null && now.thing !== before.thing && shown.things.has(now.thing)) reveal(now.thing);
  if (now.view === "graph" && before.view !== "graph") showStage();
}

// A stage that was hidden had no size to draw for.
function showStage() {
  network.redraw();
  if (!fitted) fit(false);
}

function redrawSet(moved) {
  shown = shownSet();
  if (moved) {
    placeHome();
    placeNear();
  }
  syncNetwork();
  showBanner();
  showCount();
  if (moved) fit();
  if (state.pathTo !== null && moved) say(shown.near ? word("pathSteps", { n: shown.near.size - 1 }) : word("noPath"));
}

function rebuild() {
  document.documentElement.lang = state.lang;
  const text = reader.report;
  if (network) network.destroy();
  nodeData.clear();
  edgeData.clear();
  start();
  if (text > 0) showReport(text);
}

function start() {
  document.documentElement.lang = state.lang;
  showTheme();
  buildPage();
  shown = shownSet();
  canvasBox = $("canvas");
  placeNear();
  buildNetwork($("canvas"));
  showBanner();
  // the picture comes first; what stands round it is filled in once it is drawn
  if (state.view === "graph") afterPicture(fillPage);
  else fillPage();
}

function fillPage() {
  showLegend($("legend"));
  showCount();
  showView();
  showPanel($("details"));
  reader.report = -1;
  buildReader($("text"));
  showPassage(state.passage);
  performance.mark("ready");
  document.body.dataset.ready = "";
}

function onKey(event) {
  const typing = event.target instanceof HTMLInputElement;
  if (event.key === "/" && !typing) {
    $("search").focus();
    event.preventDefault();
  } else if (event.key === "Escape" && !typing) {
    if (document.body.classList.contains("legend-open")) toggleLegend();
    else if (state.focus !== null) change({ focus: null });
    else if (state.pathFrom !== null) endPath();
    else if (state.thing !== null || state.fact !== null) clearSelection();
    else if (state.island !== null) change({ island: null });
  }
}

// On paper: the picture as drawn lines, every group of facts open.
function onPaper() {
  for (const group of document.querySelectorAll("details.group:not([open])")) {
    group.open = true;
    group.dispatchEvent(new Event("toggle"));
  }
  if (state.view !== "graph") return;
  const drawing = new DOMParser().parseFromString(svgText(), "image/svg+xml").documentElement;
  replace($("paper"), document.adoptNode(drawing));
}

Object.assign(state, readAddress());
start();
listen(onChange);
addEventListener("keydown", onKey);
addEventListener("beforeprint", onPaper);
addEventListener("afterprint", () => replace($("paper")));
systemDark.addEventListener("change", () => { showTheme(); relight(); });
addEventListener("resize", () => network && state.view === "graph" && requestAnimationFrame(() => (state.at ? network.redraw() : fit(false))));

// What the picture shows and where on the screen, for tests and for a reader's own scripts.
window.kgView = {
  things: THINGS, edges: EDGES, facts: FACTS,
  thingAt: (number) => onScreen(network.getPosition(number)),
  edgeAt: (number) => onScreen(network.body.edges[number].edgeType.getPoint(0.5)),
  labels: () => drawnLabels, redraws: () => redraws,
  drawn: () => ({ things: nodeData.length, edges: edgeData.length }),
};

function onScreen(place) {
  const { x, y } = network.canvasToDOM(place);
  const box = canvasBox.getBoundingClientRect();
  return { x: x + box.left, y: y + box.top };
}
