// The report itself: names lead to their things, and the passage behind a fact is marked where it stands.
const reader = { box: null, paragraphs: [], report: -1 };

function buildReader(box) {
  reader.box = box;
  box.addEventListener("click", ({ target }) => {
    const name = target.closest(".name");
    if (name && getSelection().isCollapsed) selectThing(Number(name.dataset.thing));
  });
  box.addEventListener("mouseover", ({ target }) => {
    const name = target.closest(".name");
    if (network) hover(name ? Number(name.dataset.thing) : null, null);
  });
  box.addEventListener("mouseleave", () => network && hover(null, null));
  showReport(0);
}

function showReport(number) {
  if (reader.report === number) return;
  reader.report = number;
  const text = REPORT.reports.length ? REPORT.reports[number].text : "";
  if (!text) return replace(reader.box, el("p", { class: "empty", text: word("noText") }));
  const headings = new Set(REPORT.passages.filter((p) => p.report === number).flatMap((p) => p.section.split(" / ")));
  const found = namesIn(text);
  reader.paragraphs = [];
  let begin = 0, next = 0;
  for (const lineText of text.split("\n")) {
    const end = begin + lineText.length;
    if (lineText.trim()) {
      const heading = headings.has(lineText.trim()) && lineText.length < 80;
      const node = el(heading ? "h3" : "p");
      const names = [];
      for (; next < found.length && found[next].begin < end; next++) if (found[next].begin >= begin && found[next].end <= end) names.push(found[next]);
      reader.paragraphs.push({ begin, end, node, names });
    }
    begin = end + 1;
  }
  reader.paragraphs.forEach((paragraph) => fillParagraph(paragraph, null));
  const whole = document.createDocumentFragment();
  for (const { node } of reader.paragraphs) whole.append(node);
  replace(reader.box, reportPicker(), whole);
}

function reportLabel({ iri, header }) {
  return visible(clip([header.title, header.date || header.yearReported].filter(Boolean).join(" · ") || localName(iri), 60));
}

// Of several reports one is read at a time.
function reportPicker() {
  if (REPORT.reports.length < 2) return null;
  return el("label", { class: "picker" }, word("report") + " ", el("select", { id: "which-report", onchange: (event) => showReport(Number(event.target.value)) },
    REPORT.reports.map((report, number) => el("option", { value: String(number), selected: number === reader.report, text: reportLabel(report) }))));
}

let namesByStart = null;

// Names by their first two characters, the longest first; a name that two things share leads to neither.
function ownedNames() {
  if (namesByStart) return namesByStart;
  const owner = new Map();
  for (const thing of THINGS) {
    for (const name of thing.names) if (name.length > 1) owner.set(name, owner.has(name) && owner.get(name) !== thing.id ? -1 : thing.id);
  }
  namesByStart = new Map();
  for (const [name, thing] of owner) {
    const key = name.slice(0, 2);
    if (!namesByStart.has(key)) namesByStart.set(key, []);
    namesByStart.get(key).push({ name, thing });
  }
  for (const names of namesByStart.values()) names.sort((a, b) => b.name.length - a.name.length);
  return namesByStart;
}

// Where the text says a name.
function namesIn(text) {
  const starts = ownedNames();
  const found = [];
  for (let at = 0; at < text.length;) {
    const hit = (starts.get(text.slice(at, at + 2)) || []).find(({ name }) => text.startsWith(name, at));
    if (hit && hit.thing >= 0) found.push({ begin: at, end: at + hit.name.length, thing: hit.thing });
    at += hit ? hit.name.length : 1;
  }
  return found;
}

function fillParagraph(paragraph, passage) {
  const text = REPORT.reports[reader.report].text;
  const marked = passage && passage.begin < paragraph.end && passage.end > paragraph.begin;
  const cuts = new Set([paragraph.begin, paragraph.end]);
  for (const name of paragraph.names) cuts.add(name.begin).add(name.end);
  if (marked) cuts.add(Math.max(passage.begin, paragraph.begin)).add(Math.min(passage.end, paragraph.end));
  const ends = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  for (let n = 0; n + 1 < ends.length; n++) {
    const name = paragraph.names.find((candidate) => candidate.begin <= ends[n] && ends[n] < candidate.end);
    let piece = visible(text.slice(ends[n], ends[n + 1]));
    if (name) piece = el("span", { class: "name" + (name.thing === state.thing ? " chosen" : ""), "data-thing": name.thing, text: piece });
    if (marked && passage.begin <= ends[n] && ends[n] < passage.end) piece = el("mark", {}, piece);
    pieces.push(piece);
  }
  paragraph.node.replaceChildren(...pieces);
  paragraph.touched = marked || paragraph.names.some((name) => name.thing === state.thing);
}

function showPassage(passage) {
  if (passage && passage.begin === undefined) return;
  if (passage) showReport(passage.report);
  if (!REPORT.reports.length || !reader.paragraphs.length) return;
  for (const paragraph of reader.paragraphs) {
    const wanted = (passage && passage.begin < paragraph.end && passage.end > paragraph.begin)
      || paragraph.names.some((name) => name.thing === state.thing);
    if (wanted || paragraph.touched) fillParagraph(paragraph, passage);
  }
  const target = passage ? reader.box.querySelector("mark") : state.thing !== null ? reader.box.querySelector(".name.chosen") : null;
  if (target) scrollWithin(reader.box, target);
}

function scrollWithin(box, target) {
  const offset = target.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (offset > 8 && offset < box.clientHeight - 60) return;
  box.scrollTo({ top: box.scrollTop + offset - box.clientHeight / 3, behavior: still() ? "auto" : "smooth" });
}
