// What the page knows before anything else: titles, terms, islands. Of great graphs the rest comes deflated, see load.js.
const GRAPH = JSON.parse(document.getElementById("graph").textContent);
const REPORT = JSON.parse(document.getElementById("report").textContent);
if (REPORT.members) REPORT.islands.forEach((island, number) => { island.members = REPORT.members[number]; });
