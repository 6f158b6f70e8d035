"""Questions to the graph: named queries with parameters, and SPARQL that is refused if it would leave this machine.

A named query is ``data/queries/<name>.rq``; its header tells the question and the parameters::

    # zh: 问题
    # en: question
    # param: name = default — 说明 / description

A parameter stands in the query as ``VALUES ?name { "default" }``, so that the file is SPARQL for any engine.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from kg import rdf, resources, store
from kg.errors import QueryError
from kg.messages import language, reason, say
from kg.store import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples, Store
from kg.table import aligned, markdown

FORMATS = ("table", "csv", "tsv", "json", "md", "ttl")

Answer = QuerySolutions | QueryBoolean | QueryTriples


class Parameter(NamedTuple):
    """A parameter of a query: its name, what it is when not given, and what it means."""

    name: str
    default: str
    zh: str
    en: str


class Query(NamedTuple):
    """A query's SPARQL with what its header tells; ``name`` is empty for one that a user typed."""

    name: str
    sparql: str
    zh: str = ""
    en: str = ""
    parameters: tuple[Parameter, ...] = ()

    @property
    def question(self) -> str:
        """The question in the language of the messages."""
        return self.en if language() == "en" else self.zh


_HEADER = re.compile(r"^#\s*(zh|en|param):\s*(.*?)\s*$", re.MULTILINE)
# the one literal that a parameter takes the place of
_CLAUSE = re.compile(r'\bVALUES\s+\?(\w+)\s*\{\s*("[^"\\\n]*"|[0-9]+)\s*\}')
_PARAMETER = re.compile(r"(?P<name>\w+)\s*=\s*(?P<default>.*?)\s*(?:—\s*(?P<zh>.*?)\s*(?:/\s*(?P<en>.*))?)?")


def named() -> tuple[Query, ...]:
    """All named queries, sorted by name."""
    paths = sorted(resources.data("queries").glob("*.rq"))
    return tuple(parsed(path.read_text("utf-8"), path.stem) for path in paths)


def parsed(text: str, name: str = "") -> Query:
    r"""A query file's text → the query with its header read.

    >>> parsed("# zh: 问\n# param: place = 某市 — 地名 / a place\nASK {}").parameters
    (Parameter(name='place', default='某市', zh='地名', en='a place'),)
    """
    header = text[: match.start()] if (match := re.search(r"^[^#\s]", text, re.MULTILINE)) else text
    found = _HEADER.findall(header)
    told = {key: value for key, value in found if key != "param"}
    matches = (_PARAMETER.fullmatch(value) for key, value in found if key == "param")
    parameters = tuple(
        Parameter(match["name"], match["default"], match["zh"] or "", match["en"] or match["zh"] or "")
        for match in matches
        if match
    )
    return Query(name, text, told.get("zh", ""), told.get("en", ""), parameters)


def find(what: str) -> Query:
    """The query that the user means by a name, the path of a file, or SPARQL itself.

    Raises ``QueryError``: with the nearest name for one that is unknown, with the path for a file that cannot be read.
    """
    if not re.fullmatch(r"[\w.\-]+", what) and not what.endswith(".rq"):
        return parsed(what)
    if what.endswith(".rq") or "." in what:
        return parsed(_file(Path(what)))
    path = resources.data("queries", f"{what}.rq")
    if path.is_file():
        return parsed(path.read_text("utf-8"), what)
    raise QueryError(unknown(what))


def _file(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(say("read.unreadable", path=path, reason=reason(error))) from None


def unknown(name: str) -> str:
    """What to tell a user who asked for a query that there is not."""
    import difflib

    names = [path.stem for path in sorted(resources.data("queries").glob("*.rq"))]
    close = difflib.get_close_matches(name.lower(), names, n=1, cutoff=0.5)
    nearest = close or [other for other in names if name.lower() in other]
    return say("query.nearest", name=name, nearest=nearest[0]) if nearest else say("query.unknown", name=name)


def listing() -> str:
    """Every named query with its question, and its parameters on lines of their own."""
    queries = named()
    width = max((len(query.name) for query in queries), default=0)
    lines = []
    for query in queries:
        lines.append(f"{query.name:{width}}  {query.question}\n")
        for parameter in query.parameters:
            meaning = parameter.en if language() == "en" else parameter.zh
            lines.append(f"{'':{width}}    -p {parameter.name}={parameter.default or '…'}  {meaning}\n")
    return "".join(lines)


# --- running ---------------------------------------------------------------------------------------------------------


def run(graph: Store, query: Query, given: Mapping[str, str] | None = None, reports: Sequence[str] = ()) -> Answer:
    """Ask a query of a store: of all that it holds, or of the ``reports`` given by id and the ontology.

    ``given`` are parameters by name. Raises ``QueryError`` for a parameter that the query does not have, for a query
    that names another machine, and for SPARQL that does not parse (line and column), ``InputError`` for an unknown id.
    """
    names = store.names_in(graph)
    text = names.rebase(bound(query, given or {}))
    check(text)
    prefixes = names.prefixes(store.chosen(graph, reports))
    asked = store.selected(graph, reports) if reports else graph
    try:
        return asked.query(text, prefixes=prefixes)
    except SyntaxError as error:
        raise QueryError(_syntax(text, str(error), prefixes)) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(say("query.failed", reason=error)) from None


def bound(query: Query, given: Mapping[str, str]) -> str:
    """The query's SPARQL with the values of its parameters in their ``VALUES`` clauses.

    A value is written as a literal, an integer where the default is one. All clauses are replaced in one pass, so
    that no value is ever read as SPARQL.
    """
    known = [name for name, _ in _CLAUSE.findall(query.sparql)]
    for name in given:
        if name not in known:
            raise QueryError(say("query.parameter", name=name, known="、".join(known) or "-"))
    values = {parameter.name: parameter.default for parameter in query.parameters} | dict(given)
    return _CLAUSE.sub(lambda clause: _clause(clause, values), query.sparql)


def _clause(clause: re.Match[str], values: Mapping[str, str]) -> str:
    name = clause[1]
    if name not in values:
        return clause[0]
    number = re.fullmatch(r"[0-9]+", clause[2]) and re.fullmatch(r"[0-9]+", values[name])
    literal = rdf.integer(int(values[name])) if number else rdf.string(values[name])
    return f"VALUES ?{name} {{ {literal} }}"


# --- syntax errors ---------------------------------------------------------------------------------------------------

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(.*)", re.DOTALL)
# more than the longest keyword of SPARQL
_GAP = " " * 40


def _syntax(text: str, message: str, prefixes: dict[str, str]) -> str:
    """A syntax error of the engine → line, column, and the words there."""
    if any(token.upper() in _UPDATES for token in words(text)):
        return say("query.update")
    found = _PLACE.match(message)
    if found is None:
        return say("query.failed", reason=" ".join(message.split()))
    if "Prefix not found" in found[3]:
        line, column = int(found[1]), int(found[2])
        return say("query.prefix", line=line, column=column, prefix=_prefix_at(text.split("\n")[line - 1], column))
    offset = _error_offset(text, prefixes)
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    there = text[offset:].split("\n")[0].strip()
    return say("query.syntax" if there else "query.unfinished", line=line, column=column, there=there[:24])


def _error_offset(text: str, prefixes: dict[str, str]) -> int:
    """Where SPARQL stops making sense, the text's end where it is unfinished.

    The engine tells the furthest place that it looked at, and to see that no long keyword stands at one word it looks
    past the next. So it is asked again with the words far apart, and the word that it then tells of is the one.
    """
    spread, starts = _spread(text)
    try:
        Store().query(spread, prefixes=prefixes)
    except SyntaxError as error:
        if found := _PLACE.match(str(error)):
            lines = spread.split("\n")
            reached = sum(len(line) + 1 for line in lines[: int(found[1]) - 1]) + int(found[2]) - 1
            if reached >= len(spread):
                return len(text.rstrip())
            return max((begin for moved, begin in starts if moved <= reached), default=0)
    return len(text.rstrip())


def _spread(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with wide gaps at its white space and around brackets, and where each token stands in both."""
    spread, starts = "", []
    for match in _TOKEN.finditer(text):
        bracket = match["open"] or match["close"]
        spread += _GAP if bracket else ""
        if not match[0].isspace():
            starts.append((len(spread), match.start()))
        spread += match[0] + (_GAP if bracket or match[0].isspace() else "")
    return spread + _GAP, starts


def _prefix_at(line: str, column: int) -> str:
    """The prefixed name that ends nearest before a column, else the first after it."""
    found = list(re.finditer(r"[\w.\-]*:[\w.\-]*", line))
    before = [match for match in found if match.start() < column]
    return (before[-1] if before else found[0])[0] if found else ""


# --- the gate --------------------------------------------------------------------------------------------------------

_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n\r]* | [?$]\w+
      | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>
      | "{3}(?:"{0,2}(?:[^"\\]|\\.))*"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<prefix>[\w.\-]*):(?:[\w.:\-]|%[0-9A-Fa-f]{2}|\\.)*
    | (?P<word>\w+)
    | (?P<open>[({\[]) | (?P<close>[)}\]]) | .
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"))
_DEEPEST = 64


def check(sparql: str) -> None:
    r"""Raise ``QueryError`` where SPARQL would ask another machine (SERVICE) or is nested too deep for the engine.

    The engine offers no switch for either. The text is looked at twice, as written and with its ``\u`` escapes
    resolved, and in doubt it is refused: a prefix must not start with ``service``.
    """
    for text in (sparql, _ESCAPE.sub(_unescaped, sparql)):
        if any("SERVICE" in token.upper() for token in words(text)):
            raise QueryError(say("query.service"))
        if _depth(text) > _DEEPEST:
            raise QueryError(say("query.deep", limit=_DEEPEST))


def words(sparql: str) -> Iterator[str]:
    """The bare words and prefixes of SPARQL, without strings, comments, IRIs, variables and local names.

    >>> list(words("ASK { ?service wr:service 'SERVICE' . # SERVICE" + chr(10) + "<http://service/> a wr:X }"))
    ['ASK', 'wr', 'a', 'wr']
    """
    return (match["prefix"] or match["word"] for match in _TOKEN.finditer(sparql) if match["prefix"] or match["word"])


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= 0x10FFFF else match[0]


def _depth(sparql: str) -> int:
    depth = deepest = 0
    for match in _TOKEN.finditer(sparql):
        depth += (match["open"] is not None) - (match["close"] is not None)
        deepest = max(deepest, depth)
    return deepest


# --- writing ---------------------------------------------------------------------------------------------------------


def write(answer: Answer, form: str, graph: Store, width: int | None = None) -> str:
    """An answer as text in one of ``FORMATS``; ``width`` is that of the terminal a table must fit, if any.

    Without a format triples are Turtle and all else is a table.

    Raises ``QueryError`` for a table asked for as Turtle.
    """
    form = form or ("ttl" if isinstance(answer, QueryTriples) else "table")
    if isinstance(answer, QueryTriples):
        return _triples(answer, form, graph, width)
    if form == "ttl":
        raise QueryError(say("query.no_triples"))
    if isinstance(answer, QueryBoolean):
        return _serialized(answer, form) if form == "json" else ("true\n" if answer else "false\n")
    if form in ("csv", "tsv", "json"):
        return _serialized(answer, form)
    columns = [variable.value for variable in answer.variables]
    short = Shortener(graph)
    rows = [["" if term is None else short(term) for term in solution] for solution in answer]
    return markdown(columns, rows) if form == "md" else aligned(columns, rows, width)


class Shortener:
    """Terms as a reader wants them in a cell: literals bare, IRIs as prefixed names where a prefix fits."""

    def __init__(self, graph: Store) -> None:
        prefixes = store.names_in(graph).prefixes(store.report_ids(graph))
        self._prefixes = {namespace: prefix for prefix, namespace in prefixes.items()}

    def __call__(self, term: rdf.Term) -> str:
        """The words of a literal, ``wr:partOf`` for an IRI, N-Triples for what is neither."""
        if isinstance(term, rdf.NamedNode):
            start = max(term.value.rfind("/"), term.value.rfind("#")) + 1
            prefix = self._prefixes.get(term.value[:start])
            return f"{prefix}:{term.value[start:]}" if prefix else f"<{term.value}>"
        return term.value if isinstance(term, rdf.Literal) else str(term)


def _triples(answer: QueryTriples, form: str, graph: Store, width: int | None) -> str:
    triples = list(answer)
    if form == "ttl":
        return rdf.turtle(triples, store.names_in(graph))
    table = Store()
    table.extend(rdf.Quad(*triple) for triple in triples)
    rows = table.query(
        "SELECT ?subject ?predicate ?object { ?subject ?predicate ?object } ORDER BY ?subject ?predicate ?object"
    )
    return write(rows, form, graph, width)


_RESULTS = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV, "json": QueryResultsFormat.JSON}


def _serialized(answer: QuerySolutions | QueryBoolean, form: str) -> str:
    return (answer.serialize(format=_RESULTS[form]) or b"").decode()
