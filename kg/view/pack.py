"""Great pictures as columns, deflated: what the page reads after the overview is drawn.

``assets/load.js`` is the other half and turns columns into rows again; both leave out what follows from the rest.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any
from zlib import compress

from kg.view.picture import Picture, Row

Column = list[Any]


def packed(picture: Picture, nodes: Sequence[Row], islands: Mapping[int, int], questions: Sequence[Row]) -> str:
    """A picture's things (as the page's nodes), facts, passages and texts; edges follow from the facts.

    ``islands`` gives the island of each thing that stands in one.
    """
    whole = {
        "things": _columns([_thing(node, picture.base, islands) for node in nodes]),
        "facts": _columns([_fact(fact, picture.reports) for fact in picture.facts]),
        "passages": _columns([_passage(passage) for passage in picture.passages]),
        "reports": picture.reports,
        "questions": list(questions),
    }
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return b64encode(compress(text.encode(), 9)).decode()


def _columns(rows: Sequence[Row]) -> dict[str, Column]:
    """Rows → a column for each key; whole numbers of ``begin`` and ``offset`` as steps from the row before."""
    keys = dict.fromkeys(key for row in rows for key in row)
    columns = {key: [row.get(key) for row in rows] for key in keys}
    for key in ("begin", "offset"):
        if key in columns:
            columns[key] = _steps(columns[key])
    return columns


def _steps(column: Column) -> Column:
    last, steps = 0, []
    for value in column:
        steps.append(None if value is None else value - last)
        last = last if value is None else value
    return steps


def _thing(node: Row, base: str, islands: Mapping[int, int]) -> Row:
    row = {key: value for key, value in node.items() if key not in ("id", "iri", "short", "mentions")}
    row["names"] = _single(node["names"])
    row["island"] = islands.get(node["id"])
    if node["iri"] != f"{base}id/{node['local']}":
        row["iri"] = node["iri"]
    if node["short"] != node["names"][0]:
        row["short"] = node["short"]
    if node["mentions"]:
        row["mentions"] = node["mentions"]
    return row


def _fact(fact: Row, reports: Sequence[Row]) -> Row:
    row = {key: _single(value) if isinstance(value, list) else value for key, value in fact.items()}
    start = f"{reports[fact['report']]['iri']}/" if reports else ""
    row["iri"] = fact["iri"].removeprefix(start)
    return row


def _passage(passage: Row) -> Row:
    if "begin" not in passage:
        return passage
    row = {key: value for key, value in passage.items() if key not in ("name", "end")}
    row["length"] = passage["end"] - passage["begin"]
    if passage["name"] != f"passage-{passage['begin']}-{passage['end']}":
        row["name"] = passage["name"]
    return row


def _single(values: Sequence[Any]) -> Any:  # noqa: ANN401
    """A list of one as the one itself."""
    return values[0] if len(values) == 1 else values
