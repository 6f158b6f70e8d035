"""Rules and gazetteers: read from ``data/``, checked with all faults in one message, compiled once.

A rule file ``data/rules/<file>.toml`` holds arrays of tables. Every table has an ``id``, ``finds`` (at least one
example, the expected words in square brackets) and ``skips`` (at least one text in which it finds nothing); the test
suite runs all of them. A gazetteer ``data/gazetteer/<file>.tsv`` is UTF-8, tab-separated, with a header line; lines
that start with ``#`` are comments that name source and year. Several values in one cell are separated by ``|``.
"""

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from kg import resources
from kg.errors import RuleError

Rule = Mapping[str, Any]
Row = Mapping[str, str]


#: a rule's pattern, compiled once: there are more of them than ``re`` keeps
pattern = cache(re.compile)


@cache
def rules(file: str) -> Mapping[str, tuple[Rule, ...]]:
    """The tables of ``data/rules/<file>.toml`` by the name of their array, in file order.

    Raises ``RuleError`` that lists every table without id or examples, every id used twice and every ``regex``
    that does not compile.
    """
    path = resources.data("rules", f"{file}.toml")
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path.name}: {error}") from None
    tables = {name: tuple(rows) for name, rows in content.items() if isinstance(rows, list)}
    if faults := list(_faults(tables)):
        raise RuleError(f"{path.name}: " + "; ".join(faults))
    return tables


def _faults(tables: Mapping[str, tuple[Rule, ...]]) -> Iterator[str]:
    seen: set[str] = set()
    for name, rows in tables.items():
        for number, rule in enumerate(rows, 1):
            label = str(rule.get("id") or f"[[{name}]] no. {number}")
            if not rule.get("id"):
                yield f"{label}: no id"
            if label in seen:
                yield f"{label}: id used twice"
            seen.add(label)
            yield from (f"{label}: no {key}" for key in ("finds", "skips") if not rule.get(key))
            try:
                pattern(rule.get("regex", ""))
            except re.error as error:
                yield f"{label}: regex: {error}"


@cache
def gazetteer(file: str) -> tuple[Row, ...]:
    """The rows of ``data/gazetteer/<file>.tsv``, in file order. Raises ``RuleError`` for rows of another width."""
    path = resources.data("gazetteer", f"{file}.tsv")
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    wrong = [line for line in lines if line.count("\t") != len(header) - 1]
    if wrong:
        raise RuleError(f"{path.name}: " + "; ".join(f"not {len(header)} cells: {line[:40]!r}" for line in wrong))
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def marked(example: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """An example with its expected words in square brackets → the text without them, and the spans they mark.

    >>> marked("修改了《[艾丁湖条例]》")
    ('修改了《艾丁湖条例》', ((4, 9),))
    """
    text, spans, start = "", [], 0
    for piece in re.split(r"([\[\]])", example):
        if piece == "[":
            start = len(text)
        elif piece == "]":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, tuple(spans)
