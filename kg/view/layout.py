"""Where everything stands on the first picture: islands of things that belong together, packed round the main actors.

A work report is a star: one body acts on nearly everything, so that a force layout of the whole is a dandelion. Here
the main actors stand in the middle; what is left falls into communities, laid out by force, and into loose things,
set in columns under the section of the report that speaks of them. All arithmetic on plain Python floats and integers
in a fixed order: the same picture on every machine, without numpy.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt
from typing import Any

from kg.view.picture import Picture, Row

ROW = 20  # height of a label's line
MARK = 20  # width of a node's mark with its margin
GLYPH = 14  # room for a full-width character; the page's labels keep their size when the picture is scaled down
LONGEST = 10  # full-width characters of a label that get room
PADDING = 10
CAPTION = 27
GAP = 12
ASPECT = 1.06  # width to height of the whole picture
SEED = 7
# a community up to this size is a head with its few members and reads best as a list
PULL = 0.8  # how strongly an island keeps its members together
OUTLINED = 9
# a community is laid out by force only up to this size; above it the columns are clearer and cost nothing
FORCED = 40
# more things than this are columns throughout, more islands than this stand in rows: both cost nothing
GREAT = 2000
MANY_ISLANDS = 60


@dataclass(slots=True)
class Island:
    """Things that stand together: ``at`` gives each its place from the island's upper left corner."""

    title: str
    members: list[int]
    head: int | None = None
    at: dict[int, tuple[int, int]] = field(default_factory=dict)
    width: int = 0
    height: int = 0
    x: int = 0
    y: int = 0


@dataclass(slots=True)
class Layout:
    """Places of all things by position in ``Picture.things``, the islands drawn behind them, and the main actors."""

    places: dict[int, tuple[int, int]]
    islands: list[Island]
    hubs: list[int]


def layout(picture: Picture) -> Layout:
    """Place every thing of the picture; deterministic."""
    graph = _simple(picture)
    hubs = _hubs(graph)
    islands = _islands(picture, graph, hubs)
    for island in islands:
        _furnish(island, picture, graph)
    places = _pack(islands, _hub_row(hubs))
    for island in islands:
        places |= {thing: (island.x + x, island.y + y) for thing, (x, y) in island.at.items()}
    return Layout(places, islands, hubs)


def _simple(picture: Picture) -> Any:  # noqa: ANN401 - networkx has no types
    """Which things are joined at all; edges counted by their number, loops and directions left to the page."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(range(len(picture.things)))
    joined = Counter((min(e["from"], e["to"]), max(e["from"], e["to"])) for e in picture.edges if e["from"] != e["to"])
    graph.add_weighted_edges_from((a, b, count) for (a, b), count in sorted(joined.items()))
    return graph


def _hubs(graph: Any) -> list[int]:  # noqa: ANN401
    """The main actors: joined to a sixth of all things and to a dozen at least, three at most."""
    floor = max(12, len(graph) / 6)
    ranked = sorted((-degree, node) for node, degree in graph.degree if degree >= floor)
    return [node for _, node in ranked[:3]]


def _islands(picture: Picture, graph: Any, hubs: Sequence[int]) -> list[Island]:  # noqa: ANN401
    """Communities of four and more under their most joined member; the rest under the section that speaks of them."""
    import networkx as nx

    rest = graph.copy()
    rest.remove_nodes_from(hubs)
    communities = nx.community.louvain_communities(rest, seed=SEED, resolution=0.6)
    islands, loose = [], []
    for members in sorted((sorted(c) for c in communities), key=lambda c: (-len(c), c)):
        if len(members) < 4:
            loose += members
            continue
        head = max(members, key=lambda node: (rest.degree(node), -node))
        islands.append(Island(short_name(picture.things[head]["names"]), members, head))
    return islands + _sections(picture, loose)


def _sections(picture: Picture, loose: Iterable[int]) -> list[Island]:
    """Loose things by the section of the first fact about them, in the order of the text; what stands alone last."""
    first = _first_passages(picture)
    order = {thing: n for n, thing in enumerate(first)}
    by_section: dict[str, list[int]] = {}
    for thing in sorted(loose, key=lambda thing: (order.get(thing, len(order)), thing)):
        by_section.setdefault(first[thing]["section"] if thing in first else "", []).append(thing)
    alone = [thing for title, members in by_section.items() if title and len(members) < 3 for thing in members]
    few = by_section.pop("", []) + alone
    islands = [Island(title, members) for title, members in by_section.items() if len(members) >= 3]
    return islands + ([Island("", few)] if few else [])


def _first_passages(picture: Picture) -> dict[int, Row]:
    """The passage of the first fact about each thing, in the order of the text."""
    first: dict[int, Row] = {}
    for fact in picture.facts:
        for thing in (thing for role in ("object", "partner", "place", "agent") for thing in fact.get(role, ())):
            if fact["passages"]:
                first.setdefault(thing, picture.passages[fact["passages"][0]])
    return first


def short_name(names: Sequence[str]) -> str:
    """The name to show where there is little room: the full one if it is short, else the longest that is.

    >>> short_name(["云岭市人民代表大会常务委员会", "常委会", "云岭市人大常委会"])
    '云岭市人大常委会'
    """
    if len(names[0]) <= LONGEST:
        return names[0]
    short = [name for name in names if 3 < len(name) <= LONGEST]
    return max(short, key=len) if short else names[0]


# --- inside an island ------------------------------------------------------------------------------------------------


def _furnish(island: Island, picture: Picture, graph: Any) -> None:  # noqa: ANN401
    """Place an island's members and measure it."""
    inner = graph.subgraph(island.members)
    widths = {thing: _label_width(picture.things[thing]["names"]) for thing in island.members}
    few = len(picture.things) <= GREAT and OUTLINED < len(island.members) <= FORCED
    if few and inner.number_of_edges() >= len(island.members) / 2:
        _by_force(island, inner, widths)
    else:
        _in_columns(island, picture, widths)


def _label_width(names: Sequence[str]) -> int:
    return MARK + sum(GLYPH if ord(c) > 0x2E7F else 8 for c in short_name(names)[:LONGEST])


def _in_columns(island: Island, picture: Picture, widths: Mapping[int, int]) -> None:
    """Columns read from top to bottom, things of one class together, each column as wide as its widest label."""
    members = sorted(island.members, key=lambda thing: (thing != island.head, picture.things[thing]["cls"], thing))
    mean = sum(widths.values()) / len(widths)
    rows = max(2, min(len(members), round(sqrt(len(members) * mean / ROW / 1.25))))
    x = PADDING + MARK // 2
    for start in range(0, len(members), rows):
        column = members[start : start + rows]
        island.at |= {thing: (x, CAPTION + PADDING + row * ROW) for row, thing in enumerate(column)}
        x += max(widths[thing] for thing in column) + 12
    island.width = max(x - MARK // 2 - 12 + PADDING, _title_width(island))
    island.height = CAPTION + PADDING + (rows - 1) * ROW + ROW // 2 + 6


def _title_width(island: Island) -> int:
    return 2 * PADDING + GLYPH * min(len(island.title), 14)


def _by_force(island: Island, inner: Any, widths: Mapping[int, int]) -> None:  # noqa: ANN401
    """Springs between joined members, then boxes of label size pushed apart."""
    members = sorted(inner.nodes)
    number = {thing: n for n, thing in enumerate(members)}
    links = sorted((number[a], number[b]) for a, b in inner.edges)
    xs, ys = _springs(len(members), links)
    xs = [x * 1.5 for x in xs]
    boxes = [(widths[thing], ROW) for thing in members]
    _push_apart(xs, ys, boxes)
    left, top = min(xs), min(ys)
    for n, thing in enumerate(members):
        island.at[thing] = (round(xs[n] - left) + PADDING + MARK // 2, round(ys[n] - top) + CAPTION + PADDING)
    right = max(island.at[thing][0] + widths[thing] for thing in members)
    island.width = max(right - MARK // 2 + PADDING, _title_width(island))
    island.height = max(y for _, y in island.at.values()) + ROW // 2 + 6


def _springs(count: int, links: Sequence[tuple[int, int]], length: float = 40.0) -> tuple[list[float], list[float]]:
    """Fruchterman and Reingold's scheme from a fixed sunflower start; the work is bounded, not the precision."""
    xs, ys = _sunflower(count, length * 0.7)
    rounds = max(12, min(90, 250_000 // (count * count)))
    for turn in range(rounds):
        dx, dy = [0.0] * count, [0.0] * count
        _repel(xs, ys, dx, dy, length)
        for a, b in links:
            x, y = xs[a] - xs[b], ys[a] - ys[b]
            pull = sqrt(x * x + y * y) / length
            dx[a] -= x * pull
            dy[a] -= y * pull
            dx[b] += x * pull
            dy[b] += y * pull
        step = length * (1 - turn / rounds) * 0.5
        for n in range(count):
            far = sqrt(dx[n] * dx[n] + dy[n] * dy[n]) or 1.0
            xs[n] += dx[n] / far * min(far, step)
            ys[n] += dy[n] / far * min(far, step)
    return xs, ys


def _repel(xs: list[float], ys: list[float], dx: list[float], dy: list[float], length: float) -> None:
    """Every pair pushes itself apart, and all are drawn a little to the middle."""
    square = length * length
    for a in range(len(xs)):
        dx[a] -= xs[a] * PULL
        dy[a] -= ys[a] * PULL
        for b in range(a):
            x, y = xs[a] - xs[b], ys[a] - ys[b]
            push = square / (x * x + y * y + 0.01)
            dx[a] += x * push
            dy[a] += y * push
            dx[b] -= x * push
            dy[b] -= y * push


def _sunflower(count: int, spread: float) -> tuple[list[float], list[float]]:
    """Points turned by the golden angle, by repeated rotation: sine and cosine differ between C libraries."""
    cos, sin = -0.7373688780783197, 0.6754902942615238
    xs, ys, x, y = [], [], 1.0, 0.0
    for n in range(count):
        far = spread * sqrt(n + 0.5)
        xs.append(x * far)
        ys.append(y * far)
        x, y = x * cos - y * sin, x * sin + y * cos
    return xs, ys


def _push_apart(xs: list[float], ys: list[float], boxes: Sequence[tuple[int, int]]) -> None:
    """Move overlapping boxes apart along the shorter way until none overlap, or the patience ends."""
    for _ in range(120):
        moved = False
        for a in range(len(xs)):
            for b in range(a):
                # a box hangs from its mark to the right
                left, right = (a, b) if xs[a] <= xs[b] else (b, a)
                over_x = boxes[left][0] - (xs[right] - xs[left])
                over_y = boxes[a][1] - abs(ys[a] - ys[b])
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x < over_y:
                    xs[left] -= over_x / 2
                    xs[right] += over_x / 2
                else:
                    up, down = (a, b) if ys[a] <= ys[b] else (b, a)
                    ys[up] -= over_y / 2
                    ys[down] += over_y / 2
        if not moved:
            return


# --- islands on the page ---------------------------------------------------------------------------------------------


def _hub_row(hubs: Sequence[int]) -> dict[int, tuple[int, int]]:
    """The main actors side by side in the middle."""
    return {hub: (round((n - (len(hubs) - 1) / 2) * 180), 0) for n, hub in enumerate(hubs)}


def _pack(islands: list[Island], centre: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Set the islands round the middle, the greatest first, each at the free spot nearest to the middle."""
    if len(islands) > MANY_ISLANDS:
        return _in_rows(islands, centre)
    half = 90 * max(len(centre), 1)
    taken = [(-half, -34, half, 58)] if centre else []
    for island in sorted(islands, key=lambda i: (-i.width * i.height, i.title, i.members)):
        island.x, island.y = _nearest_spot(island.width + GAP, island.height + GAP, taken)
        taken.append((island.x, island.y, island.x + island.width + GAP, island.y + island.height + GAP))
    return centre


def _in_rows(islands: list[Island], centre: dict[int, tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Many islands: the greatest first, from left to right and row by row, under the main actors."""
    edge = sqrt(sum((i.width + GAP) * (i.height + GAP) for i in islands) * ASPECT)
    x, y, tallest = 0, 60, 0
    for island in sorted(islands, key=lambda i: (-i.height, -i.width, i.title, i.members)):
        if x and x + island.width > edge:
            x, y, tallest = 0, y + tallest + GAP, 0
        island.x, island.y = x - round(edge / 2), y
        x, tallest = x + island.width + GAP, max(tallest, island.height)
    return centre


def _nearest_spot(width: int, height: int, taken: Sequence[tuple[int, int, int, int]]) -> tuple[int, int]:
    """The free upper left corner whose box reaches least far from the middle; corners of what stands are tried."""
    xs = sorted({x for box in taken for x in (box[0], box[2], box[0] - width, box[2] - width)} | {-width // 2})
    ys = sorted({y for box in taken for y in (box[1], box[3], box[1] - height, box[3] - height)} | {-height // 2})
    best: tuple[float, float, int, int] | None = None
    for x in xs:
        for y in ys:
            reach = max(max(abs(x), abs(x + width)) / ASPECT, max(abs(y), abs(y + height)))
            spot = (reach, abs(x + width / 2) + abs(y + height / 2), x, y)
            if (best is None or spot < best) and _free(x, y, x + width, y + height, taken):
                best = spot
    return (best[2], best[3]) if best else (0, 0)


def _free(left: int, top: int, right: int, bottom: int, taken: Sequence[tuple[int, int, int, int]]) -> bool:
    return all(left >= r or right <= x or top >= b or bottom <= y for x, y, r, b in taken)
