// The ready-made views: which facts belong to supervision, to deputies, to cooperation; the numbers; the places.
const OF_ACTION = (...actions) => (fact) => fact.kind === "Activity" && actions.includes(fact.action);
const OF_NUMBER = (...indicators) => (fact) => fact.kind === "Observation" && indicators.includes(fact.indicator);
const SPEAKS_OF = (pattern) => (fact) => fact.kind === "Observation" && pattern.test(fact.measure || "");
const EITHER = (...tests) => (fact) => tests.some((test) => test(fact));
const family = (number) => styleOf(THINGS[number].cls).family;
const joins = (fact, test) => oneOf(fact, ["agent", "object", "partner", "place"]).some(test);
const under = (pattern) => (fact) => passagesOf(fact).some((passage) => pattern.test(passage.section || ""));

const TOPICS = {
  supervision: {
    reports: EITHER(OF_ACTION("hear"), OF_NUMBER("reports-heard")),
    inspections: EITHER(OF_ACTION("inspect"), OF_NUMBER("law-inspections")),
    inquiries: EITHER(OF_ACTION("inquire"), OF_NUMBER("special-inquiries")),
    filing: EITHER(OF_ACTION("review"), OF_NUMBER("normative-documents-reviewed")),
    surveys: EITHER((fact) => OF_ACTION("research", "visit")(fact) && !joins(fact, (n) => family(n) === "law"), OF_NUMBER("surveys-inspections")),
    other: (fact) => (fact.kind === "Activity" || fact.kind === "Observation") && under(/监督/)(fact),
  },
  deputies: {
    suggestions: EITHER(OF_NUMBER("motions", "deputy-suggestions", "suggestions-completion-rate", "suggestions-satisfaction-rate"), SPEAKS_OF(/建议|议案/)),
    training: EITHER(OF_NUMBER("deputies-trained", "deputies-attending"), SPEAKS_OF(/代表/), (fact) => OF_ACTION("train")(fact) && under(/代表/)(fact)),
    stations: EITHER(OF_NUMBER("deputy-stations", "legislative-contact-points"), (fact) => joins(fact, (n) => THINGS[n].cls === "Station")),
    livelihood: EITHER(OF_NUMBER("livelihood-projects-voted"), SPEAKS_OF(/民生实事/)),
    other: (fact) => (fact.kind === "Activity" || fact.kind === "Observation") && under(/代表/)(fact),
  },
  cooperation: {
    universities: (fact) => fact.kind !== "Observation" && fact.action !== "partOf" && joins(fact, (n) => THINGS[n].cls === "University"),
    partners: (fact) => fact.action === "cooperatesWith" || fact.action === "cooperate" || Boolean(fact.partner),
    visits: (fact) => OF_ACTION("visit", "research", "study", "train", "attend")(fact) && joins(fact, (n) => THINGS[n].cls === "AdministrativeArea"),
    support: (fact) => fact.action === "supports" || OF_ACTION("support")(fact),
  },
};

for (const [topic, groups] of Object.entries(TOPICS)) PAGES[topic] = () => topicPage(topic, groups);

// Each fact stands in the first group that it belongs to.
function grouped(groups) {
  const found = Object.fromEntries(Object.keys(groups).map((key) => [key, []]));
  for (const fact of FACTS) {
    const key = Object.keys(groups).find((name) => groups[name](fact));
    if (key) found[key].push(fact);
  }
  return found;
}

function topicPage(topic, groups) {
  const found = grouped(groups);
  const keys = Object.keys(found).filter((key) => found[key].length);
  const places = topic === "cooperation" ? ["places"] : [];
  const part = [...keys, ...places].includes(state.part) ? state.part : "";
  const facts = part ? found[part] || [] : keys.flatMap((key) => found[key]);
  const chip = (key, label, count) => el("button", { type: "button", "data-focus": "part-" + key, "aria-pressed": String(part === key), onclick: () => change({ part: key }) },
    label + " ", count === null ? null : el("span", { class: "badge", text: String(count) }));
  return [el("div", { class: "subtabs" }, chip("", word("all"), keys.reduce((sum, key) => sum + found[key].length, 0)),
    keys.map((key) => chip(key, word(`topic_${key}`), found[key].length)), places.map((key) => chip(key, word("topic_places"), null))),
    part === "places" ? placeTree() : factTable(topic, topic === "cooperation" ? WITH_WHOM : WHAT_WAS_DONE, facts)];
}

const whatOf = (fact) => (fact.kind === "Observation" ? `${fact.measure || ""} ${amount(fact)}` : nameList(oneOf(fact, ["object", "partner", "place"])) || fact.topic || "");
const WHAT_WAS_DONE = [{ key: "what", class: "strong", get: whatOf }, { ...COLUMN.action, get: (fact) => (fact.kind === "Observation" ? fact.verb || "" : factWord(fact)) },
  COLUMN.status, COLUMN.year, { key: "topic", get: (fact) => fact.topic || "" }, COLUMN.quote];
const WITH_WHOM = [{ key: "withWhom", class: "strong", get: (fact) => others(fact).map(nameOf).join("、"), show: (fact) => others(fact).map((number) => el("span", { class: "one" }, mark(THINGS[number].cls), " " + nameOf(number))) },
  COLUMN.action, { key: "subject", get: (fact) => oneOf(fact, ["agent"]).filter((n) => !others(fact).includes(n)).map(shortOf).join("、") }, COLUMN.status, COLUMN.year,
  { key: "topic", get: (fact) => fact.topic || "" }, COLUMN.quote];

// All whom a fact joins but the one that acts; cooperation has no direction, so there the main actors are left out.
function others(fact) {
  const all = [...new Set(oneOf(fact, ["agent", "object", "partner", "place"]))];
  const main = all.filter((number) => isHub.has(number));
  const actor = main.length ? main : fact.agent || [];
  const rest = all.filter((number) => !actor.includes(number));
  return rest.length ? rest : all;
}

// --- trees -------------------------------------------------------------------------------------------------------------

// A tree of things under what stands above them; what has nothing above it stands at the top.
function tree(things, above, why = new Map()) {
  const inner = new Map();
  for (const thing of things) {
    const upper = above.get(thing.id);
    if (upper === undefined) continue;
    if (!inner.has(upper)) inner.set(upper, []);
    inner.get(upper).push(thing.id);
  }
  const branch = (number) => el("li", { class: state.thing === number ? "chosen" : null }, thingLink(number), " ",
    el("span", { class: "soft", text: term(THINGS[number].cls) + (factsOf[number].length ? ` · ${factsOf[number].length}` : "") }),
    why.has(number) ? whyButton(why.get(number)) : null,
    inner.has(number) ? el("ul", {}, inner.get(number).map(branch)) : null);
  const tops = things.filter((thing) => !above.has(thing.id));
  tops.sort((a, b) => (inner.has(b.id) - inner.has(a.id)) || classRank(a.cls) - classRank(b.cls) || a.id - b.id);
  const room = roomFor("tree", 500);
  return [el("ul", { class: "tree" }, tops.slice(0, room).map((thing) => branch(thing.id))), moreButton("tree", room, tops.length)];
}

function whyButton(fact) {
  return el("button", { type: "button", class: "link why", title: quotes(fact), "aria-label": word("quote") + ":" + quotes(fact), onclick: () => selectFact(fact), text: "❝" });
}

// What stands above each thing by relations of these kinds; the first one told counts, and no circle is closed.
function aboveBy(relations, above = new Map(), why = new Map()) {
  for (const edge of EDGES) {
    const fact = FACTS[edge.fact];
    if (!relations.includes(fact.action) || above.has(edge.from) || standsAbove(above, edge.from, edge.to)) continue;
    above.set(edge.from, edge.to);
    why.set(edge.from, fact);
  }
  return { above, why };
}

function standsAbove(above, upper, lower) {
  for (let number = lower; number !== undefined; number = above.get(number)) if (number === upper) return true;
  return false;
}

// Bodies under what they are part of.
PAGES.bodies = () => {
  const kinds = new Set(["congress", "state", "society"]);
  const { above, why } = aboveBy(["partOf"]);
  const parts = new Set([...above.entries()].flat());
  const things = THINGS.filter((thing) => kinds.has(styleOf(thing.cls).family) && thing.cls !== "Person" || parts.has(thing.id));
  return tree(things, above, why);
};

// Places under the areas that their codes put them in (65 0000 ⊃ 6504 00 ⊃ 650422), then by what the report says.
function placeTree() {
  const places = THINGS.filter((thing) => styleOf(thing.cls).family === "place");
  const coded = new Map(places.map((thing) => [(/^place-(\d{6})$/.exec(thing.local) || [])[1], thing.id]));
  const above = new Map();
  for (const [code, number] of coded) {
    if (!code) continue;
    const upper = [code.slice(0, 4) + "00", code.slice(0, 2) + "0000"].find((one) => one !== code && coded.has(one));
    if (upper && !(code.endsWith("0000"))) above.set(number, coded.get(upper));
  }
  const { why } = aboveBy(["within", "partOf"], above);
  const inTree = new Set(places.map((thing) => thing.id));
  for (const [lower, upper] of [...above]) if (!inTree.has(upper)) above.delete(lower);
  return tree(places, above, why);
}

// --- numbers -----------------------------------------------------------------------------------------------------------

// A bar to the scale of the greatest number with the same unit; none where there is nothing to compare with.
function bars(facts) {
  const greatest = new Map(), many = new Map();
  for (const fact of facts) {
    const unit = fact.unit || "";
    greatest.set(unit, Math.max(greatest.get(unit) || 0, Number(fact.value) || 0));
    many.set(unit, (many.get(unit) || 0) + 1);
  }
  return (fact) => many.get(fact.unit || "") < 2 || !greatest.get(fact.unit || "") ? null : bar(Number(fact.value) / greatest.get(fact.unit || ""), isPlanned(fact));
}

function bar(share, planned) {
  return svg("svg", { viewBox: "0 0 100 10", class: "bars" + (planned ? " planned" : ""), preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 1, width: Math.max(0.8, 100 * share).toFixed(1), height: 8 }));
}

// Standard indicators that the report gives twice: what was done, and what is planned.
function pairsChart(facts) {
  const found = new Map();
  for (const fact of facts) {
    if (!fact.indicator) continue;
    const pair = found.get(fact.indicator) || {};
    pair[isPlanned(fact) ? "planned" : "done"] ??= fact;
    found.set(fact.indicator, pair);
  }
  const both = [...found].filter(([, pair]) => pair.done && pair.planned && (pair.done.unit || "") === (pair.planned.unit || ""));
  if (!both.length) return null;
  return el("figure", { class: "chart" }, el("figcaption", { text: word("doneAndPlanned") }), both.map(([name, { done, planned }]) => {
    const most = Math.max(Number(done.value), Number(planned.value)) || 1;
    const row = (fact) => el("button", { type: "button", class: "barline", onclick: () => selectFact(fact) }, el("span", { class: "soft", text: `${fact.year || ""} ${word(statusOf(fact))}` }),
      bar(Number(fact.value) / most, isPlanned(fact)), el("b", { text: amount(fact) }));
    return el("div", { class: "pair" }, el("span", { class: "what", text: term(name) }), el("div", {}, row(done), row(planned)));
  }));
}

PAGES.indicators = () => {
  const facts = FACTS.filter((fact) => fact.kind === "Observation");
  const order = Object.keys(REPORT.terms);
  facts.sort((a, b) => !a.indicator - !b.indicator || (a.indicator ? order.indexOf(a.indicator) - order.indexOf(b.indicator) : 0) || a.id - b.id);
  const barOf = bars(facts);
  return [pairsChart(facts), factTable("indicators", [
    { key: "measure", get: (fact) => fact.measure || "", class: "strong" },
    { key: "value", get: (fact) => Number(fact.value), class: "number", show: (fact) => [amount(fact), barOf(fact)] },
    { key: "precision", get: (fact) => word(fact.modifier || "exact") },
    { key: "standard", get: (fact) => (fact.indicator ? term(fact.indicator) : "") },
    COLUMN.status, { key: "verb", get: (fact) => fact.verb || "" }, COLUMN.year, COLUMN.quote], facts)];
};
