"""Counts held against what a report says beside them: the things it names of those it counts, parts and their total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.model import Extraction, Observation, Sentence
from kg.query import find, run
from kg.store import QuerySolutions, Store

_OF_WHICH = re.compile(r"其中(?P<some>包括|有|含|主要)?")
_FROM_TO = re.compile(r"(?:由|从|到|至|为)\Z")
_IN_A_ROW = re.compile(r"[^,，;；:：。]{0,12}[、,，][^,，;；:：。]{0,12}")
_MONEY = "元"
_IN_ALL = re.compile(r"(?:共计|合计|总计|共)\Z")
_OF_ALL = re.compile(r"(?:共计|合计|总计|(?<![公中])共(?![同享产建青和]))[^,，。;；:：]{0,14}\Z")
_CHANGES = re.compile(r"(?:增长|下降|上升|减少|增加|提高|降低|排名)\Z")
_SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that a report claims of things it can name: how many it names, which, and how many it leaves out."""

    report: str
    indicator: str
    status: str
    claimed: Decimal
    named: int
    names: str
    missing: Decimal
    quote: str


@dataclass(frozen=True, slots=True)
class Sum:
    """A total whose parts, given in the same sentence, make another number."""

    total: Observation
    parts: tuple[Observation, ...]
    sentence: Sentence

    @property
    def made(self) -> Decimal:
        """What the parts make together."""
        return sum((part.value for part in self.parts), Decimal(0))


def claims(graph: Store) -> tuple[Claim, ...]:
    """Each claimed count with what the graph names of it; the named query ``claimed-and-named`` is its definition."""
    answer = run(graph, find("claimed-and-named"))
    return tuple(_claim(row) for row in answer) if isinstance(answer, QuerySolutions) else ()


def _claim(row: Any) -> Claim:  # noqa: ANN401 - a row of the engine, which has no public type
    report, indicator, status, names, quote = (
        str(row[column].value) for column in ("report", "indicator", "status", "names", "quote")
    )
    claimed, missing = Decimal(row["claimed"].value), Decimal(row["missing"].value)
    id_ = report.rpartition("/")[2]
    return Claim(id_, indicator, status, claimed, int(row["named"].value), names, missing, quote)


def sums(extraction: Extraction) -> tuple[Sum, ...]:
    """The sums that do not add up, in the order of the text: 共12件, 其中甲类5件、乙类6件; 甲5件、乙6件, 合计12件.

    Only exact numbers of one unit count. Parts after 其中 may be a choice: they are a fault where they make more than
    the total, or where the total is said to be that of them all (共, 合计).
    """
    found: list[Sum] = []
    for sentence in extraction.document.sentences:
        inside = [one for one in extraction.observations if sentence.span.holds(one.span)]
        if len(inside) > _SEVERAL:
            found += _of_sentence(extraction.document.report.text, sentence, inside)
    return tuple(found)


def _of_sentence(text: str, sentence: Sentence, inside: Sequence[Observation]) -> Iterator[Sum]:
    for at, total in enumerate(inside):
        before = text[sentence.span.begin : total.span.begin]
        parts = _parts_after(text, total, inside[at + 1 :])
        complete = _OF_ALL.search(before) is not None and not total.unit.endswith(_MONEY)
        if not parts and _IN_ALL.search(before):
            parts = _parts_before(text, total, inside[:at])
        made = Sum(total, parts, sentence)
        wrong = made.made != total.value if complete else made.made > total.value
        if wrong and len(parts) >= _SEVERAL and _countable(total):
            yield made


def _parts_after(text: str, total: Observation, later: Sequence[Observation]) -> tuple[Observation, ...]:
    """The parts that follow a total after 其中, up to the next semicolon or number of another unit."""
    opened = _OF_WHICH.search(text, total.span.end, later[0].span.begin) if later else None
    if not opened or opened["some"]:
        return ()
    parts: list[Observation] = []
    end = total.span.end
    for one in later:
        between = text[end : one.span.begin]
        ended = re.search("[;；]", between) or (parts and "其中" in between)
        if ended or not _is_part(between, one, total):
            break
        parts.append(one)
        end = one.span.end
    return tuple(parts)


def _parts_before(text: str, total: Observation, earlier: Sequence[Observation]) -> tuple[Observation, ...]:
    """The parts that stand before a total in a row: all numbers of its unit that only 、 and , part from it."""
    parts: list[Observation] = []
    begin = total.span.begin
    for one in reversed(earlier):
        between = text[one.span.end : begin]
        ahead = text[max(0, one.span.begin - 2) : one.span.begin]
        if not re.fullmatch(r"[^,，;；:：。]{0,12}[、,，][^,，;；:：。]{0,12}", between) or not _is_part(
            ahead, one, total
        ):
            break
        parts.append(one)
        begin = one.span.begin
    return tuple(parts[::-1])


def _is_part(ahead: str, one: Observation, total: Observation) -> bool:
    """Whether a number can be a part of a total; ``ahead`` are the words before it (由40元提高到80元 are no parts)."""
    return one.unit == total.unit and _countable(one) and not _FROM_TO.search(ahead)


def _countable(one: Observation) -> bool:
    """Whether a number can be a term of a sum: exact, no range, no change, no share."""
    exact = not one.modifier and one.upper is None
    return exact and bool(one.unit) and "%" not in one.unit and not _CHANGES.search(one.measure)
