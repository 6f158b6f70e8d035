// The page's data and the indexes that the rest asks.
const THINGS = GRAPH.nodes;
const EDGES = GRAPH.edges;
const FACTS = REPORT.facts;

// facts of each thing, edges of each thing, edges of each fact
const factsOf = THINGS.map(() => []);
const edgesOf = THINGS.map(() => []);
const edgesOfFact = FACTS.map(() => []);
const pairs = new Map();

FACTS.forEach((fact, number) => {
  fact.id = number;
  const parts = new Set(["agent", "object", "partner", "place"].flatMap((role) => fact[role] || []));
  for (const thing of parts) factsOf[thing].push(fact);
});
EDGES.forEach((edge) => {
  edgesOf[edge.from].push(edge);
  if (edge.to !== edge.from) edgesOf[edge.to].push(edge);
  edgesOfFact[edge.fact].push(edge);
  const pair = Math.min(edge.from, edge.to) + "-" + Math.max(edge.from, edge.to);
  if (!pairs.has(pair)) pairs.set(pair, []);
  pairs.get(pair).push(edge);
});

const islandOf = new Map(REPORT.islands.flatMap((island, number) => island.members.map((thing) => [thing, number])));
const byLocal = new Map(THINGS.map((thing) => [thing.local, thing]));
const factByIri = new Map(FACTS.map((fact) => [localName(fact.iri), fact]));

function localName(iri) {
  return iri.slice(iri.lastIndexOf("/") + 1);
}

function quoteOf(passage) {
  return passage.quote ?? REPORT.reports[passage.report].text.slice(passage.begin, passage.end);
}

function passagesOf(fact) {
  return fact.passages.map((number) => REPORT.passages[number]);
}

function statusOf(fact) {
  return fact.kind === "Statement" ? "lasting" : fact.status || "completed";
}

function isPlanned(fact) {
  return fact.status === "planned" || fact.status === "proposed";
}

function nameOf(number) {
  return visible(THINGS[number].names[0]);
}

function shortOf(number) {
  return visible(THINGS[number].short);
}

// What links the two ends, in words: the action or the relation, with the post where there is one.
function factWord(fact) {
  if (fact.kind === "Statement" && fact.title) return visible(fact.title);
  return term(fact.action || fact.kind);
}
