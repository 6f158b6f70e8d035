// Islands under the picture and names on it. Names keep their size on the screen whatever the zoom, the greatest come
// first, and one that would cover another is left out until there is room.
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif';
const widths = new Map();

// A text's width as the sum of its characters', each measured once: names are Chinese, which has no kerning.
function textWidth(context, text, font) {
  if (!widths.has(font)) {
    if (widths.size > 200) widths.clear();
    widths.set(font, new Map());
  }
  const known = widths.get(font);
  let width = 0;
  for (const char of text) {
    const key = char >= "\u4e00" && char <= "\u9fff" ? "国" : char;
    if (!known.has(key)) {
      context.font = font;
      known.set(key, context.measureText(key).width);
    }
    width += known.get(key);
  }
  return width;
}

let captions = [];

function drawIslands(context) {
  captions = [];
  if (ringed || loosened) return;
  const scale = network.getScale();
  REPORT.islands.forEach((island, number) => {
    const open = island.members.some((member) => shown.things.has(member));
    if (open || closed()) drawIsland(context, island, number, scale, open);
  });
}

function drawIsland(context, island, number, scale, open) {
  const ink = theme();
  context.beginPath();
  context.roundRect(island.x, island.y, island.width, island.height, 10);
  context.fillStyle = ink.island;
  context.fill();
  context.lineWidth = 1 / scale;
  context.strokeStyle = ink.islandLine;
  context.stroke();
  if (!open && island.members) drawDots(context, island, scale);
  const size = Math.max(12, Math.min(15, 12.5 * scale)) / scale;
  const font = `600 ${size}px ${FONT}`;
  // small, the caption makes room for the mark in its corner
  const x = island.x + (open && scale < 0.42 ? 14 / scale : 10);
  const count = open ? "" : ` ${island.count}`;
  const title = fitting(context, visible(island.title) || word("others"), font, island.x + island.width - 10 - x - textWidth(context, count, font)) + count;
  context.font = font;
  context.fillStyle = open ? ink.faint : ink.ink;
  context.textAlign = "left";
  context.textBaseline = "top";
  context.lineWidth = 4 / scale;
  context.strokeStyle = ink.halo;
  if (!open) context.strokeText(title, x, island.y + 7);
  context.fillText(title, x, island.y + 7);
  captions.push({ x, y: island.y + 7, width: textWidth(context, title, font), height: size });
}

// A closed island shows what is in it as dots, each in the colour of its class.
function drawDots(context, island, scale) {
  const size = Math.max(1.6 / scale, 5);
  for (const member of island.members) {
    const thing = THINGS[member];
    if (state.hidden.has(thing.cls)) continue;
    context.fillStyle = styleOf(thing.cls).color;
    context.fillRect(thing.x - size / 2, thing.y - size / 2, size, size);
  }
}

// As much of a text as the width holds, with an ellipsis where it was cut.
function fitting(context, text, font, width) {
  if (text.length > 60) text = clip(text, 60);
  if (textWidth(context, text, font) <= width) return text;
  const points = Array.from(text);
  for (let length = points.length - 1; length > 1; length--) {
    const cut = points.slice(0, length).join("") + "…";
    if (textWidth(context, cut, font) <= width) return cut;
  }
  return "";
}

let drawnLabels = [];
let redraws = 0;

function drawLabels(context) {
  const scale = network.getScale();
  const placed = new Boxes(64);
  const order = [...shown.things].sort((a, b) => weight(b) - weight(a) || a - b);
  drawnLabels = [];
  redraws += 1;
  const view = visibleArea();
  // where the whole is too small to read, captions and main actors alone
  const tiny = scale < 0.42 && !ringed;
  reserveCaptions(placed, scale);
  // there, the names of main actors come before the marks of everything else
  const first = tiny && !lit ? order.filter((number) => isHub.has(number)) : [];
  for (const number of first) placeLabel(context, placed, number, network.body.nodes[number], scale);
  reserveMarks(placed, order, scale);
  for (const number of order) {
    if (first.includes(number)) continue;
    const thing = THINGS[number];
    const at = network.body.nodes[number];
    if (!at || at.x < view.left || at.x > view.right || at.y < view.top || at.y > view.bottom) continue;
    if (lit ? !lit.things.has(number) : tiny && !isHub.has(number) && degreeOf[number] < 5) continue;
    placeLabel(context, placed, number, { x: at.x, y: at.y }, scale);
  }
  drawEdgeWords(context, placed, scale);
}

function weight(number) {
  if (number === hovered) return 1e9;
  if (number === state.thing || number === state.focus) return 1e8;
  return (isHub.has(number) ? 1e6 : 0) + degreeOf[number];
}

function visibleArea() {
  const a = network.DOMtoCanvas({ x: -160, y: -20 });
  const b = network.DOMtoCanvas({ x: canvasBox.clientWidth + 20, y: canvasBox.clientHeight + 20 });
  return { left: a.x, top: a.y, right: b.x, bottom: b.y };
}

// A name must not cover another thing's mark either.
function reserveMarks(placed, order, scale) {
  for (const number of order) {
    const at = network.body.nodes[number];
    if (!at) continue;
    const half = sizeOf[number] * scale * 0.8;
    placed.add({ left: at.x * scale - half, right: at.x * scale + half, top: at.y * scale - half, bottom: at.y * scale + half, number });
  }
}

// Captions keep their size as well; `drawIslands` has just measured them.
function reserveCaptions(placed, scale) {
  for (const { x, y, width, height } of captions) {
    placed.add({ left: x * scale, right: (x + width) * scale, top: y * scale, bottom: (y + height) * scale, number: -1 });
  }
}

// A name ends where its island does, so that it is not read as part of the next.
function room(number, at, scale, gap) {
  const island = REPORT.islands[islandOf.get(number)];
  if (!island || ringed || loosened || THINGS[number].x !== home[number].x) return Infinity;
  return (island.x + island.width - at.x) * scale - gap - 3;
}

function placeLabel(context, placed, number, at, scale) {
  const great = isHub.has(number) || number === state.thing || number === hovered || number === state.focus;
  const size = (great ? 14 : 12) * Math.max(1, Math.min(scale, 1.5));
  const font = `${great ? 700 : 400} ${size}px ${FONT}`;
  const gap = sizeOf[number] * scale + 5;
  const x = at.x * scale, y = at.y * scale;
  const full = shortOf(number);
  const most = great ? Infinity : room(number, at, scale, gap);
  // to the right as the islands leave room for, below, above, to the left; cut shorter before it is given up
  for (const length of great ? [24, 14, 10, 8] : [24, 18, 14, 12, 10, 9, 8, 7, 6, 5]) {
    const text = clip(full, length);
    const width = textWidth(context, text, font);
    if (width > most && length > 5) continue;
    for (const box of spots(x, y, width, size, gap, great)) {
      if (placed.hits(box, number)) continue;
      placed.add({ ...box, number });
      drawnLabels.push({ number, text, ...box });
      paint(context, text, font, box, size, scale, great);
      return;
    }
    if (text === full && Array.from(full).length <= 5) return;
  }
}

function spots(x, y, width, size, gap, great) {
  const right = { left: x + gap, right: x + gap + width, top: y - size / 2 - 0.4, bottom: y + size / 2 + 0.4 };
  const below = { left: x - width / 2, right: x + width / 2, top: y + gap, bottom: y + gap + size + 2 };
  const above = { left: x - width / 2, right: x + width / 2, top: y - gap - size - 2, bottom: y - gap };
  const left = { left: x - gap - width, right: x - gap, top: right.top, bottom: right.bottom };
  if (great) return [below, above, right, left];
  return ringed || loosened ? [right, below, above] : [right];
}

function paint(context, text, font, box, size, scale, great) {
  const ink = theme();
  context.save();
  context.scale(1 / scale, 1 / scale);
  context.font = font;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = ink.halo;
  context.strokeText(text, box.left, (box.top + box.bottom) / 2);
  context.fillStyle = ink.ink;
  context.fillText(text, box.left, (box.top + box.bottom) / 2);
  context.restore();
}

// The word for a line stands on it while the line is chosen or pointed at, and on all lines of a small neighbourhood.
function drawEdgeWords(context, placed, scale) {
  const chosen = hoveredEdge ?? state.edge;
  if (ringed && shown.edges.size <= 24) for (const number of shown.edges) if (number !== chosen) drawEdgeWord(context, placed, scale, number, 12);
  if (chosen !== null && shown.edges.has(chosen)) drawEdgeWord(context, null, scale, chosen, 13);
}

function drawEdgeWord(context, placed, scale, number, size) {
  const drawn = network.body.edges[number];
  if (!drawn || !drawn.edgeType) return;
  const loop = EDGES[number].from === EDGES[number].to;
  const point = loop ? { x: drawn.from.x + 26, y: drawn.from.y - 26 } : drawn.edgeType.getPoint(0.5);
  const text = clip(factWord(FACTS[EDGES[number].fact]), 14);
  const font = `600 ${size}px ${FONT}`;
  const width = textWidth(context, text, font);
  const x = point.x * scale, y = point.y * scale;
  const box = { left: x - width / 2, right: x + width / 2, top: y - size / 2, bottom: y + size / 2, number: -1 };
  if (placed && placed.hits(box)) return;
  if (placed) placed.add(box);
  paint(context, text, font, box, size, scale, true);
}

// Rectangles in a grid, so that asking whether one is free costs the same however many there are.
class Boxes {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  *keys(box) {
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x++) {
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y++) yield x * 100003 + y;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  hits(box, number) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.number !== number && other.left < box.right && box.left < other.right && other.top < box.bottom && box.top < other.bottom) return true;
      }
    }
    return false;
  }
}
