"""The named questions, asked of the page's own graph, with every answer row and the SPARQL that made it."""

import re
from collections.abc import Sequence

from kg import query, rdf, store
from kg.view.picture import Picture, Row

# more rows than this are counted, not held: a page is for reading
MOST_ROWS = 500
# the columns that quote the report
_QUOTES = ("quote", "plan")
_BETWEEN = " … "


def questions(triples: Sequence[rdf.Triple], picture: Picture) -> list[Row]:
    """Every named question → its words, columns, rows and SPARQL.

    A cell is text; where it quotes passages of the picture it is their position instead.
    """
    if not picture.facts:
        return []
    # rows that the query leaves in a tie come in the order of the store
    graph = store.in_memory({"report": sorted(triples, key=str)})
    return [_answered(graph, one, picture) for one in query.named()]


def _answered(graph: store.Store, one: query.Query, picture: Picture) -> Row:
    answer = query.run(graph, one)
    if not isinstance(answer, store.QuerySolutions):
        return {"name": one.name, "zh": one.zh, "en": one.en, "columns": [], "rows": [], "all": 0, "sparql": one.sparql}
    columns = [variable.value for variable in answer.variables]
    rows = [[_cell(name, term, picture) for name, term in zip(columns, row, strict=True)] for row in answer]
    return {
        "name": one.name,
        "zh": one.zh,
        "en": one.en,
        "columns": columns,
        "rows": rows[:MOST_ROWS],
        "all": len(rows),
        "sparql": _portable(one, store.names_in(graph)),
    }


def _cell(column: str, term: rdf.Term | None, picture: Picture) -> str | int | list[str | int]:
    if term is None:
        return ""
    text = str(getattr(term, "value", term))
    if isinstance(term, rdf.NamedNode):
        return re.split(r"[#/]", text)[-1]
    return _quote(text, picture) if column in _QUOTES else text


def _quote(text: str, picture: Picture) -> str | int | list[str | int]:
    """The passage that is quoted, or all of them where a query joins several by an ellipsis."""
    if text in picture.quoted or _BETWEEN not in text:
        return picture.quoted.get(text, text)
    return [picture.quoted.get(part, part) for part in text.split(_BETWEEN)]


def _portable(one: query.Query, names: rdf.Names) -> str:
    """The query's SPARQL as any engine takes it: its own vocabulary base, every prefix declared."""
    text = names.rebase(query.bound(one, {})).strip() + "\n"
    used = set(re.findall(r"\b([a-z]+):\w", text))
    declared = set(re.findall(r"PREFIX\s+(\w+):", text))
    missing = sorted((used - declared) & names.prefixes([]).keys())
    return "".join(f"PREFIX {prefix}: <{names.prefixes([])[prefix]}>\n" for prefix in missing) + text
