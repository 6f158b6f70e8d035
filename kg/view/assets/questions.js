// The named questions with the answers that Python found, each row with its words, and the SPARQL to copy.
const COLUMN_WORDS = {
  report: ["报告", "Report"], agent: ["主体", "Agent"], supporter: ["帮扶方", "Supporter"], supported: ["被帮扶方", "Supported"], indicator: ["指标", "Indicator"],
  claimed: ["报称", "Claimed"], named: ["列名", "Named"], names: ["列出的名称", "Names"], missing: ["差额", "Missing"], done: ["完成", "Done"],
  planned: ["计划", "Planned"], plan: ["计划原文", "Words of the plan"], regulation: ["法规", "Regulation"], claim: ["所称", "Claim"], body: ["机构", "Body"],
  belongs: ["隶属", "Belongs to"], area: ["地区", "Area"], literal: ["原写法", "As written"], modifier: ["精确度", "Precision"], whom: ["对象", "Whom"],
  matter: ["事项", "Matter"], purpose: ["目的", "Purpose"], with: ["协同", "With"], problem: ["不足", "Problem"], program: ["工程、活动", "Program"],
  part: ["组成", "Part"], stage: ["阶段", "Stage"], gaps: ["未述阶段", "Stages not told"], scheduled: ["列入", "Scheduled"], researched: ["调研", "Researched"],
  drafted: ["起草", "Drafted"], consulted: ["征求意见", "Consulted"], deliberated: ["审议", "Deliberated"], enacted: ["制定", "Enacted"],
  approved: ["批准", "Approved"], promulgated: ["公布", "Promulgated"], amended: ["修改", "Amended"], inspected: ["检查", "Inspected"],
  assessed: ["评估", "Assessed"], repealed: ["废止", "Repealed"], title: ["标题", "Title"], post: ["职务", "Post"], university: ["大学", "University"],
};

function columnWord(name) {
  const pair = COLUMN_WORDS[name];
  return pair ? pair[state.lang === "en" ? 1 : 0] : word(name);
}

let thingByName = null;

function thingNamed(name) {
  thingByName ??= new Map(THINGS.map((thing) => [thing.names[0], thing.id]));
  return thingByName.get(name);
}

// The order in which a reader asks; a question that is not here stands at the end.
const ASKED_FIRST = ["report", "enacted", "planned-regulations", "regulation-lives", "regulation-life", "open-commitments", "indicators", "done-and-planned", "inexact",
  "claimed-and-named", "partners", "universities", "places-visited", "assistance", "inspections", "inquiries", "money", "programs", "hierarchy", "problems", "firsts"];
const askedRank = ({ name }) => (ASKED_FIRST.includes(name) ? ASKED_FIRST.indexOf(name) : ASKED_FIRST.length);
REPORT.questions.sort((a, b) => askedRank(a) - askedRank(b));

PAGES.questions = () => {
  const list = REPORT.questions;
  const chosen = list.find((one) => one.name === state.part) || null;
  return el("div", { class: "ask" + (chosen ? " answered" : "") },
    el("ul", { class: "asked", "aria-label": word("questions"), onkeydown: roving }, list.map((one, number) => el("li", {},
      el("button", { type: "button", "data-focus": "ask-" + one.name, tabindex: (chosen ? one === chosen : !number) ? 0 : -1, "aria-pressed": String(one === chosen),
        onclick: () => change({ part: one.name }) }, el("span", { class: "what", text: visible(state.lang === "en" ? one.en : one.zh) }), el("span", { class: "badge", text: String(one.all) }))))),
    el("div", { class: "answer" }, chosen ? answer(chosen) : el("p", { class: "empty", text: word("askOne") })));
};

function answer(one) {
  const single = REPORT.reports.length < 2;
  const rows = one.rows.map((cells, id) => ({ id, cells }));
  const list = one.columns.map((name, place) => ({ name: columnWord(name), key: name, get: (row) => cellText(row.cells[place]),
    show: (row) => answerCell(row.cells[place]), class: name === "quote" || name === "plan" ? "words" : null, hidden: single && name === "report" })).filter((column) => !column.hidden);
  return [el("button", { type: "button", class: "small all-questions", onclick: () => change({ part: "" }), text: "← " + word("allQuestions") }),
    el("h3", { text: visible(state.lang === "en" ? one.en : one.zh) }),
    one.all > rows.length ? el("p", { class: "hint", text: word("rowsMore", { n: rows.length, all: one.all }) }) : null,
    rows.length ? buildTable("question-" + one.name, list, rows, () => {}, () => false) : el("p", { class: "empty", text: word("noneHere") }),
    el("details", { class: "sparql" }, el("summary", { text: word("sparql") }),
      el("button", { type: "button", class: "small", id: "copy-sparql", onclick: () => copy(one.sparql), text: word("copy") }), el("pre", { tabindex: 0, "aria-label": word("sparql"), text: one.sparql }))];
}

function cellText(cell) {
  if (Array.isArray(cell)) return cell.map(cellText).join(" … ");
  return typeof cell === "number" ? quoteOf(REPORT.passages[cell]) : /^-?\d+(\.\d+)?$/.test(cell) && cell.length < 16 ? Number(cell) : cell;
}

function answerCell(cell) {
  if (Array.isArray(cell)) return cell.map(answerCell);
  if (typeof cell === "number") return quoteButton({}, REPORT.passages[cell], null);
  const thing = thingNamed(cell);
  if (thing !== undefined) return thingLink(thing);
  return visible(REPORT.terms[cell] ? term(cell) : cell);
}

// To the clipboard; the old way where the browser keeps the new one for pages from a server.
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = el("textarea", { class: "unseen", "aria-hidden": "true" });
    box.value = text;
    const held = document.activeElement;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    held?.focus();
  }
  say(word("copied"));
}
