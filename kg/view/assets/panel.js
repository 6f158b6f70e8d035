// The facts of what is selected, each with its quoted words and the section they stand in.
const MANY = 8;

function showPanel(box) {
  if (state.thing !== null) replace(box, thingPanel(THINGS[state.thing]));
  else if (state.fact !== null) replace(box, factPanel(FACTS[state.fact]));
  else if (state.pathTo !== null && shown.near) replace(box, pathPanel());
  else replace(box, startPanel());
  box.scrollTop = 0;
}

function startPanel() {
  const { header } = REPORT.reports[0] || { header: {} };
  const rows = ["issuer", "speaker", "speakerPost", "date", "session", "yearReported", "yearPlanned"].filter((key) => header[key]);
  const planned = FACTS.filter((fact) => fact.kind === "Activity" && isPlanned(fact)).length;
  const done = FACTS.filter((fact) => fact.kind === "Activity").length - planned;
  const several = REPORT.reports.length > 1;
  return [
    el("h2", { text: several ? word("reports", { n: REPORT.reports.length }) : word("startTitle") }),
    several ? el("ul", { class: "also" }, REPORT.reports.map((report, number) => el("li", {}, el("button", { type: "button", class: "link", onclick: () => { showReport(number); setPane("text"); }, text: reportLabel(report) })))) : rows.length ? el("dl", {}, rows.flatMap((key) => [el("dt", { text: word(key) }), el("dd", { text: visible(header[key]) })])) : null,
    el("p", { class: "figures" },
      figure(THINGS.length, "things"), figure(EDGES.length, "links"), figure(FACTS.length, "facts")),
    el("p", { text: word("doneOrPlanned", { n: done, m: planned }) }),
    el("p", { class: "hint", text: word("start") }),
    OVERVIEW ? el("ul", { class: "islands", onkeydown: roving }, REPORT.islands.map((island, number) => el("li", {},
      el("button", { type: "button", class: "link", tabindex: number ? -1 : 0, onclick: () => change({ island: number, view: "graph" }) }, visible(island.title) || word("others"), el("span", { class: "badge", text: String(island.members.length) }))))) : null,
  ];
}

function figure(number, key) {
  return el("span", { class: "figure" }, el("b", { text: String(number) }), " " + word(key));
}

function thingPanel(thing) {
  const others = thing.names.slice(1);
  return [
    el("p", { class: "kicker" }, mark(thing.cls), " " + term(thing.cls)),
    el("h2", { text: visible(thing.names[0]) }),
    others.length ? el("p", { class: "also" }, el("span", { class: "label", text: word("otherNames") }), " " + visible(others.join("、"))) : null,
    el("p", { class: "tools" },
      [1, 2, 3].map((n) => el("button", { type: "button", class: "small", "data-focus": "focus-" + n, "aria-pressed": String(state.focus === thing.id && state.degree === n),
        onclick: () => change({ focus: thing.id, degree: n, view: "graph" }) , text: (n === 1 ? word("focus") + " " : "") + word("degree", { n }) })),
      el("button", { type: "button", class: "small", id: "path", "data-focus": "path", onclick: () => startPath(thing.id), text: word("pathTo") })),
    factGroups(thing),
    el("p", { class: "iri", text: thing.iri }),
  ];
}

// Facts of a thing by what they are: done, planned, relations, numbers; a long group opens on demand.
function factGroups(thing) {
  const groups = new Map();
  for (const fact of factsOf[thing.id]) {
    const key = fact.kind === "Statement" ? "lasting" : fact.kind === "Observation" ? "Observation" : statusOf(fact);
    const name = (key === "lasting" || key === "Observation" ? "" : word(key) + " · ") + term(fact.action || fact.kind);
    const rank = { planned: 0, proposed: 1, ongoing: 2, completed: 3, lasting: 4, Observation: 5 }[key] ?? 6;
    if (!groups.has(name)) groups.set(name, { name, rank, facts: [] });
    groups.get(name).facts.push(fact);
  }
  if (!groups.size) return [el("p", { class: "hint", text: word("noFacts") }), thing.mentions.map((number) => quoteButton({}, REPORT.passages[number], thing))];
  const total = factsOf[thing.id].length;
  return [...groups.values()].sort((a, b) => a.rank - b.rank || b.facts.length - a.facts.length).map((group) => {
    const body = el("div");
    const box = el("details", { class: "group", open: total <= MANY },
      el("summary", {}, group.name, el("span", { class: "badge", text: String(group.facts.length) })), body);
    const fill = () => box.open && !body.childElementCount && replace(body, group.facts.map((fact) => factCard(fact, thing)));
    box.addEventListener("toggle", fill);
    fill();
    return box;
  });
}

function factPanel(fact) {
  const edge = state.edge === null ? null : EDGES[state.edge];
  const siblings = edge ? pairs.get(Math.min(edge.from, edge.to) + "-" + Math.max(edge.from, edge.to)) : [];
  const others = [...new Set(siblings.map((e) => e.fact))].filter((number) => number !== fact.id);
  return [
    el("p", { class: "kicker" }, line(statusOf(fact) === "lasting" ? "lasting" : isPlanned(fact) ? "planned" : "completed"),
      " " + (fact.kind === "Activity" ? word(statusOf(fact)) : fact.kind === "Statement" ? word("lasting") : term(fact.kind))),
    el("h2", {}, factTitle(fact)),
    factCard(fact, null, true),
    others.length ? el("h3", { text: word("parallel", { n: others.length + 1 }) }) : null,
    others.map((number) => factCard(FACTS[number], null)),
  ];
}

function factTitle(fact) {
  if (fact.kind === "Observation") return visible(`${fact.measure || ""} ${amount(fact)}`);
  if (fact.kind === "Problem" || fact.kind === "FirstClaim") return visible(clip(fact.text || quotes(fact), 60));
  const ends = ["object", "partner", "place"].flatMap((role) => fact[role] || []);
  return [fact.agent ? shortOf(fact.agent[0]) + " " : "", el("em", { text: factWord(fact) }), " " + ends.map(shortOf).join("、")];
}

function amount(fact) {
  const mark = { more: ">", less: "<", about: "≈", atLeast: "≥" }[fact.modifier] || "";
  const value = fact.value === undefined ? "" : Number(fact.value).toLocaleString(state.lang === "en" ? "en" : "zh-CN", { maximumFractionDigits: 6 });
  const upper = fact.upper === undefined ? "" : "–" + Number(fact.upper).toLocaleString();
  return `${mark}${value}${upper}${fact.unit && fact.unit !== "%" ? " " : ""}${fact.unit || ""}`;
}

function quotes(fact) {
  return passagesOf(fact).map(quoteOf).join(" … ");
}

function factCard(fact, from, bare = false) {
  const rows = ["agent", "object", "partner", "place"].filter((role) => fact[role] && (bare || !from || fact[role].some((n) => n !== from.id)));
  const note = [fact.year, fact.topic, fact.scope, bare && fact.rule].filter(Boolean).map((text) => visible(String(text)));
  return el("article", { class: "fact" + (isPlanned(fact) ? " planned" : "") },
    bare || fact.kind !== "Observation" ? null : el("p", { class: "say" }, el("b", { text: factTitle(fact) })),
    rows.length ? el("p", { class: "ends" }, rows.map((role) => el("span", { class: "end" },
      el("span", { class: "label", text: word(role === "agent" ? "subject" : role) }), " ",
      fact[role].filter((n) => !from || bare || n !== from.id).map((n) => thingLink(n)))),
      fact.agentStated === "false" && bare ? el("span", { class: "label", text: word("inherited") }) : null) : null,
    passagesOf(fact).map((passage) => quoteButton(fact, passage, from)),
    note.length ? el("p", { class: "note", text: note.join(" · ") }) : null);
}

function thingLink(number) {
  return el("button", { type: "button", class: "link", onclick: () => selectThing(number) }, mark(THINGS[number].cls), " " + nameOf(number));
}

// A quote is a button: it leads to its place in the text.
function quoteButton(fact, passage, from) {
  const quote = quoteOf(passage);
  const inside = from ? [from] : ["object", "partner", "place"].flatMap((role) => (fact[role] || []).map((n) => THINGS[n]));
  return el("button", { type: "button", class: "quote", title: word("quoteTitle"), "aria-pressed": String(state.passage === passage),
    onclick: (event) => { event.stopPropagation(); goTo(passage); } },
    el("q", {}, emphasised(quote, inside.flatMap((thing) => thing.names), fact.literal)),
    passage.section ? el("span", { class: "section", text: visible(passage.section) }) : null);
}

function goTo(passage) {
  state.passage = passage;
  showPassage(passage);
  for (const button of document.querySelectorAll(".quote[aria-pressed=true]")) button.setAttribute("aria-pressed", "false");
  document.body.classList.add("reading");
  setPane("text");
}

// The names that the fact is about, in bold where the quote says them.
function emphasised(quote, names, literal) {
  const wanted = names.concat(literal || []).filter((name) => name && quote.includes(name)).sort((a, b) => b.length - a.length);
  if (!wanted.length) return visible(quote);
  const pieces = [];
  let rest = 0;
  for (let at = 0; at < quote.length;) {
    const name = wanted.find((candidate) => quote.startsWith(candidate, at));
    if (name) {
      pieces.push(visible(quote.slice(rest, at)), el("b", { text: visible(name) }));
      at += name.length;
      rest = at;
    } else at += 1;
  }
  pieces.push(visible(quote.slice(rest)));
  return pieces;
}
