// One colour for a family, one shape for a class within it: no class is told by its colour alone. Hues after Okabe and
// Ito, darkened or lightened until each has 3:1 against its ground.
const FAMILIES = {
  congress: ["#a8322d", "#f08a80"], state: ["#0b62a8", "#6bb1ec"], society: ["#8a4a96", "#cf9bd9"],
  place: ["#0a7d5a", "#4cc39b"], law: ["#8f6400", "#e3b341"], paper: ["#5b6b78", "#a9b8c4"],
  work: ["#b5520a", "#f39a54"], other: ["#555555", "#b0b0b0"],
};
const CLASSES = {
  PeoplesCongress: ["congress", "star"], StandingCommittee: ["congress", "hexagon"], Committee: ["congress", "diamond"],
  PartyBody: ["state", "star"], GovernmentBody: ["state", "square"], JudicialBody: ["state", "triangle"],
  University: ["society", "triangle"], Organization: ["society", "square"], Station: ["society", "diamond"],
  Person: ["society", "dot"],
  AdministrativeArea: ["place", "dot"], Place: ["place", "triangleDown"],
  Law: ["law", "square"], LocalRegulation: ["law", "diamond"], NormativeDocument: ["law", "triangle"],
  Document: ["paper", "square"], Publication: ["paper", "triangle"],
  Program: ["work", "dot"], Meeting: ["work", "hexagon"],
};
const THEMES = {
  light: { ground: "#f4f2ed", island: "#fbfaf7", islandLine: "#e2ded5", ink: "#20262b", faint: "#6a727a", edge: "#7d8790",
    planned: "#b5520a", lasting: "#0a7d5a", chosen: "#0b57c2", halo: "#fbfaf7" },
  dark: { ground: "#14171a", island: "#1b1f23", islandLine: "#2c3238", ink: "#e9e6e0", faint: "#98a2ab", edge: "#8b97a2",
    planned: "#f39a54", lasting: "#4cc39b", chosen: "#7db8ff", halo: "#1b1f23" },
};

const systemDark = matchMedia("(prefers-color-scheme: dark)");

function isDark() {
  return state.theme ? state.theme === "dark" : systemDark.matches;
}

function theme() {
  return THEMES[isDark() ? "dark" : "light"];
}

// A class without a row takes the family of its nearest known superclass and a shape that nobody else there has.
const KIN = { Organization: "society", AdministrativeArea: "place", Place: "place", LegalDocument: "law", Document: "paper", Publication: "paper", Program: "work", Meeting: "work" };
for (const cls of Object.keys(REPORT.kin)) {
  if (CLASSES[cls]) continue;
  const above = REPORT.kin[cls].find((name) => CLASSES[name] || KIN[name]);
  const family = above ? (CLASSES[above] || [KIN[above]])[0] : "other";
  const taken = new Set(Object.values(CLASSES).filter((row) => row[0] === family).map((row) => row[1]));
  CLASSES[cls] = [family, ["triangleDown", "hexagon", "star", "triangle", "diamond", "square", "dot"].find((shape) => !taken.has(shape)) || "dot"];
}

function styleOf(cls) {
  const [family, shape] = CLASSES[cls] || ["other", "dot"];
  return { color: FAMILIES[family][isDark() ? 1 : 0], shape, family };
}

const CLASS_ORDER = Object.keys(CLASSES);

function classRank(cls) {
  const rank = CLASS_ORDER.indexOf(cls);
  return rank < 0 ? CLASS_ORDER.length : rank;
}

const OUTLINES = {
  square: "M3 3h10v10H3z", diamond: "M8 1.5l6.5 6.5L8 14.5 1.5 8z", triangle: "M8 2l6.6 11.5H1.4z",
  triangleDown: "M8 14L1.4 2.5h13.2z", hexagon: "M4.5 2h7L15 8l-3.500 6h-7L1 8z",
  star: "M8 .8l2 4.900 5.200.4-4 3.400 1.300 5.100L8 11.800l-4.500 2.800 1.300-5.100-4-3.400 5.200-.4z",
};

// The mark of a class as the legend and the lists show it; class attributes carry the colour, styles do not.
function mark(cls) {
  const { shape, family } = styleOf(cls);
  const inner = shape === "dot" ? svg("circle", { cx: 8, cy: 8, r: 5.5 }) : svg("path", { d: OUTLINES[shape] });
  return svg("svg", { viewBox: "0 0 16 16", class: "mark family-" + family, "aria-hidden": "true" }, inner);
}

function line(kind) {
  const path = svg("line", { x1: 0, y1: 5, x2: 24, y2: 5 });
  return svg("svg", { viewBox: "0 0 24 10", class: "line line-" + kind, "aria-hidden": "true" }, path);
}

const ICONS = {
  legend: "M2 4h12M2 8h12M2 12h12", zoomIn: "M8 3v10M3 8h10", zoomOut: "M3 8h10",
  fit: "M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4", physics: "M3 3l10 10M13 3L3 13M8 1v14M1 8h14", reset: "M3 8a5 5 0 1 0 1.600-3.700M3 2v3h3",
  picture: "M8 2v8M4.500 7L8 10.500 11.500 7M2.500 13.500h11", theme: "M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12", help: "M5.500 6a2.500 2.500 0 1 1 3.600 2.200C8.300 8.700 8 9 8 10M8 13v.1",
};

function icon(key) {
  return svg("svg", { viewBox: "0 0 16 16", class: "icon", "aria-hidden": "true" }, svg("path", { d: ICONS[key] }));
}
