"""What became of a report's words: every number, title, quoted name and organisation-shaped string, taken or not.

What is not in the graph stands with its clause, and with the reason where it was passed over on purpose. Nothing is
lost: a number that ends in no fact is among the items.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from kg.model import Document, Extraction, Span
from kg.numerals import Numeral, find
from kg.rulebook import Rule, gazetteer, pattern, rules

NUMBER, TITLE, QUOTED, ORGANISATION = KINDS = ("number", "title", "quoted", "organisation")
TAKEN, PASSED, LEFT = FATES = ("taken", "passed", "left")
# a Chinese numeral that is no more than a part of a word (统一, 一些); no number, but nothing is left out of the list
WORD = "part-of-a-word"
_PARTLY = "holds-a-name"
_DOCTRINE = "doctrine"
_MARKS = {TITLE: ("《", "》"), QUOTED: ("“", "”")}
_REACH = 8
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Item:
    """Something that a fact or an entity could have come from; ``reason`` says why a passed one did not."""

    kind: str
    span: Span
    clause: Span
    fate: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind of thing in the text ended in the graph, were passed over on purpose, or neither."""

    taken: int
    passed: int
    total: int


def coverage(extraction: Extraction) -> tuple[Item, ...]:
    """Every number, title, quoted name and organisation-shaped string of a report, in the order of its text."""
    text, clauses = extraction.document.report.text, _Clauses(extraction.document)
    judge = _Judge(extraction)
    found = [
        *(judge.number(numeral) for numeral in find(text)),
        *(judge.marked(kind, span) for kind, marks in _MARKS.items() for span in _between(text, *marks)),
        *(judge.organisation(span) for span in _organisations(text)),
    ]
    items = [Item(kind, span, clauses.at(span), fate, reason) for kind, span, fate, reason in found]
    return tuple(sorted(items, key=lambda item: (item.span, KINDS.index(item.kind))))


def shares(items: Iterable[Item]) -> dict[str, Share]:
    """The items of each kind counted by their fate; parts of words are no numbers."""
    fates = Counter((item.kind, item.fate) for item in items if item.reason != WORD)
    return {
        kind: Share(fates[kind, TAKEN], fates[kind, PASSED], sum(fates[kind, fate] for fate in FATES)) for kind in KINDS
    }


Verdict = tuple[str, Span, str, str]


class _Judge:
    """Says of a number, title or name where it ended: knows what the extraction took and what it passed over."""

    def __init__(self, extraction: Extraction) -> None:
        self.text = extraction.document.report.text
        size = len(self.text)
        self.names = _Reach((span for entity in extraction.entities for span in entity.spans), size)
        self.counted = _Reach((one.span for one in extraction.observations), size)
        self.reasons = {span.begin: reason for span, reason in extraction.passed_over}
        self.measures = "\n".join(dict.fromkeys(one.measure for one in extraction.observations))

    def number(self, numeral: Numeral) -> Verdict:
        """A number is taken where an observation holds it; the passing over of others was noted when it was read."""
        span = numeral.span
        if self.counted.meets(span):
            return NUMBER, span, TAKEN, ""
        if reason := self.reasons.get(span.begin):
            return NUMBER, span, PASSED, reason
        if self.names.meets(span):
            return NUMBER, span, PASSED, "in-a-name"
        worded = numeral.form in ("bare", "vague") or (numeral.form == "chinese" and len(span) == 1)
        return (NUMBER, span, PASSED, WORD) if worded else (NUMBER, span, LEFT, "")

    def marked(self, kind: str, span: Span) -> Verdict:
        """A title or quoted name is taken where one entity's name holds all of it, or a number measures it."""
        words = span.of(self.text)
        if self.names.holds(span) or words in self.measures:
            return kind, span, TAKEN, ""
        if kind == QUOTED and words in _doctrines():
            return kind, span, PASSED, _DOCTRINE
        reason = self.reason(kind, span, outer=1) or (_PARTLY if self.names.meets(span) else "")
        return kind, span, PASSED if reason else LEFT, reason

    def organisation(self, span: Span) -> Verdict:
        """An organisation-shaped string is taken where an entity's name holds its last sign."""
        if self.names.meets(Span(span.end - 1, span.end)):
            return ORGANISATION, span, TAKEN, ""
        reason = self.reason(ORGANISATION, span)
        return ORGANISATION, span, PASSED if reason else LEFT, reason

    def reason(self, kind: str, span: Span, outer: int = 0) -> str:
        """The id of the first rule that explains why the words are no name, empty for none."""
        begin, end = span.begin - outer, span.end + outer
        words, before = span.of(self.text), self.text[max(0, begin - _REACH) : begin]
        for rule in rules("coverage")["reason"]:
            if rule["kind"] == kind and _explains(rule, words, before, self.text[end : end + _REACH]):
                return str(rule["id"])
        return ""


def _explains(rule: Rule, words: str, before: str, after: str) -> bool:
    return (
        pattern(rule.get("words", ".*"), re.DOTALL).fullmatch(words) is not None
        and pattern(f"(?:{rule.get('before', '')})\\Z").search(before) is not None
        and pattern(rule.get("after", "")).match(after) is not None
    )


@cache
def _doctrines() -> frozenset[str]:
    """The quoted parts of doctrines, guiding formulas and slogans, which are no entities when merely invoked."""
    rows = [row for row in gazetteer("programs") if row["kind"] == "doctrine"]
    names = [name for row in rows for name in (row["name"], *row["short"].split("|")) if name]
    return frozenset(part for name in names for part in (name, *re.findall("“([^“”]+)”", name)))


class _Reach:
    """Spans to ask for by offset: how far those that begin at or before it reach."""

    def __init__(self, spans: Iterable[Span], size: int) -> None:
        ends = [0] * (size + 1)
        for span in spans:
            ends[span.begin] = max(ends[span.begin], span.end)
        self._ends = tuple(accumulate(ends, max))

    def holds(self, span: Span) -> bool:
        """Whether one of the spans holds this one."""
        return self._ends[span.begin] >= span.end

    def meets(self, span: Span) -> bool:
        """Whether one of the spans shares a sign with this one."""
        return self._ends[span.end - 1] > span.begin


class _Clauses:
    """The clause that an offset stands in."""

    def __init__(self, document: Document) -> None:
        self._spans = [clause.span for sentence in document.sentences for clause in sentence.clauses]
        self._begins = [span.begin for span in self._spans]

    def at(self, span: Span) -> Span:
        """The clause that holds the span's beginning, the span itself where none does."""
        at = bisect_right(self._begins, span.begin) - 1
        found = self._spans[at] if at >= 0 else span
        return found if found.begin <= span.begin < found.end else span


def _between(text: str, opening: str, closing: str) -> Iterator[Span]:
    """What stands between two marks, white space at its ends left out."""
    for match in re.finditer(f"{opening}\\s*([^{opening}{closing}]*[^{opening}{closing}\\s])\\s*{closing}", text):
        yield Span(*match.span(1))


def _organisations(text: str) -> Iterator[Span]:
    """Strings shaped like the name of an organisation, from the last break before their end."""
    (rule,) = rules("coverage")["organisation"]
    han, cut = pattern(r"[\u4e00-\u9fff·]*\Z"), pattern(rf".*(?:{rule['break']})")
    begin = 0
    for match in pattern(rule["regex"]).finditer(text):
        run = han.search(text, max(begin, match.start() - _LONGEST), match.start())
        start = run.start() if run else match.start()
        broken = cut.match(text, start, match.start())
        yield Span(broken.end() if broken else start, match.end())
        begin = match.end()
