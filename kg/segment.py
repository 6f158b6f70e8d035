"""A report → its sections, sentences and clauses, each sentence with the year and the status that its facts have.

The only module that knows jieba. Cuts are made on characters, outside brackets and quotation marks; jieba's words are
soft boundaries that other stages ask for through ``words``.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.header import header, header_end, lines, ordinal
from kg.model import Clause, Document, Header, Report, Section, Sentence, Span
from kg.rulebook import pattern, rules

_OPENING = {"《": "》", "“": "”", "（": "）", "(": ")", "「": "」", "『": "』", "〈": "〉", "【": "】"}
_CLOSING = frozenset(_OPENING.values())
_SENTENCE_END = frozenset("。！？!?")
_CLAUSE_END = frozenset(",，;；:：")
#: the comma of 1,320 or 33，212
_GROUPED = re.compile(r"(?<!\d)(?<!\d[,，])\d{1,3}(?:[,，]\d{3})+(?!\d)")
_HEADING = re.compile(
    r"(?:[（(]?[一二三四五六七八九十]+[）)、]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+[,，、])\s*"
)
_LONGEST_HEADING = 60
_FIVE_YEARS = re.compile(r"(?:过去|今后)?五年|任期|本届|[“\"]?十[一二三四五][五]?[”\"]?(?:时期|期间)")
_FUTURE = re.compile(
    r"(?:^|[,，;；、])?(?:(?<![虚模草比])拟(?![定订稿])|(?<![年度立法工作])计划(?=听取|同|与|开展|制定|组织|修订|召开|举办|安排|出台)|力争|将(?=[^\u4e00-\u9fff]*(?:继续|进一步|于|在|对|就|以|坚持|按照|组织|开展|制定|召开|听取|推动|加强|围绕|重点|全面|深入)))"
)
#: 要 at the head of a clause sets a task (要求, 要点 … are other words)
_MUST = re.compile(
    r"(?:我们|各级政府|各地|各部门|今年|国务院|常委会)?(?:一定|还|都|就|也|仍|更)?要(?![求点素闻道领塞件害地强是么])"
)
_PLANNED_TIME = re.compile(r"(?:下一步|今年(?=要)|明年|下一年|(?<!年)来年(?!均)|今后)")


@cache
def _tokenizer() -> Any:  # noqa: ANN401  (jieba is untyped)
    import logging

    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    tokenizer.initialize()
    return tokenizer


def _cache_folder() -> Path:
    """A folder of the user's own for jieba's cache: its default, a shared name in the temp folder, can be poisoned."""
    base = Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser())
    folder = base / "workreport-kg"
    with contextlib.suppress(OSError, RuntimeError):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    return Path(tempfile.mkdtemp(prefix="workreport-kg-"))


def words(text: str) -> list[str]:
    """Words of a text as jieba cuts it, without its guesses at unknown words, in order; together they are the text."""
    return list(_tokenizer().cut(text, HMM=False))


def segment(report: Report) -> Document:
    """Cut a report into sections, sentences and clauses. An empty text gives an empty document."""
    head = header(report)
    sections: list[Section] = []
    sentences: list[Sentence] = []
    end = header_end(report)
    if end:
        sections.append(Section(Span(0, end), "header", "", ()))
        sentences += _sentences(report, Span(0, end), sections[-1], head)
    for section in _sections(report, end, head):
        sections.append(section)
        sentences += _sentences(report, section.span, section, head)
    return Document(report, head, tuple(sections), tuple(sentences))


def _sections(report: Report, start: int, head: Header) -> Iterator[Section]:
    """Sections in order; a paragraph that admits shortcomings, or that closes the report, is a section of its own."""
    kind = "reported"
    path: tuple[str, ...] = ()
    begin, current = start, ""
    for span in [line for line in lines(report) if line.begin >= start]:
        line = span.of(report.text)
        if is_heading(line):
            yield from _section(report, begin, span.begin, kind, current, path)
            kind = part_kind(line, head) or ("planned" if kind == "planned" else "reported")
            path = (*path[:1], line) if path and _HEADING.match(line) and not _HEADING.match(path[0]) else (line,)
            begin, current = span.begin, line
        elif _opens_plan(line, head):
            yield from _section(report, begin, span.begin, kind, current, path)
            begin, kind = span.begin, "planned"
        elif special := _looks_back(line, kind, head) or _paragraph_kind(line):
            yield from _section(report, begin, span.begin, kind, current, path)
            yield Section(span, special, current, path)
            begin = span.end
    yield from _section(report, begin, len(report.text), kind, current, path)


def _opens_plan(line: str, head: Header) -> bool:
    """Whether a paragraph turns to the year ahead where no heading does (``新的一年,常委会将…``)."""
    year = f"|{head.year_planned}年(?=[，,])" if head.year_planned else ""
    return (
        re.match(
            rf"(?:(?:新的一年|下一步|下一年|明年|今后一年|面向未来|展望未来{year})[，,].{{0,40}}?(?:将|要|计划|重点)|(?:做好)?今年(?:的)?(?:政府)?工作|今年(?:是|我们要|要|经济社会发展|国民经济))",
            line,
        )
        is not None
    )


_PLAN_PERIOD = re.compile(r"[“\"](?P<n>[一二三四五六七八九十]{1,3}五)[”\"]时期[，,是]")


def _looks_back(line: str, kind: str, head: Header) -> str:
    """``reported`` for a paragraph of the plan that looks back: at past years, or at a five-year plan that is over."""
    if kind != "planned":
        return ""
    period = _PLAN_PERIOD.match(line.lstrip())
    # the n-th plan covers the five years from 1951 + 5 n on (十四五: 2021–2025)
    over = period and head.year_planned and 1951 + 5 * ordinal(period["n"][:-1]) + 4 < head.year_planned
    return "reported" if over or re.match(r"[\s　]*(?:过去五年|这五年|五年来|过去一年)", line) else ""


def _section(report: Report, begin: int, end: int, kind: str, heading: str, path: tuple[str, ...]) -> Iterator[Section]:
    if report.text[begin:end].strip():
        yield Section(Span(begin, end), kind, heading, path)


def is_heading(line: str) -> bool:
    """Whether a line is a heading: short, no full stop at its end, and not an address."""
    return (
        4 <= len(line) <= _LONGEST_HEADING
        and not line.endswith(tuple("。！？!?；;:：，,…”）)"))
        and not line.startswith("各位")
    )


def part_kind(heading: str, head: Header) -> str:
    """The kind of part that a heading opens, empty where it does not tell."""
    years = [int(year) for year in re.findall(r"(20\d\d|19\d\d)年", heading)]
    for rule in rules("header")["part"]:
        if rule["kind"] in ("planned", "reported") and pattern(rule["regex"]).search(heading):
            if rule["kind"] == "planned" and "工作回顾" in heading:
                continue
            return str(rule["kind"])
    if years and head.year_planned:
        return "planned" if head.year_planned in years else "reported" if head.year_reported in years else ""
    return ""


def _paragraph_kind(line: str) -> str:
    for rule in rules("header")["part"]:
        if rule["kind"] in ("problems", "closing") and pattern(rule["regex"]).search(line[:160]):
            return str(rule["kind"])
    return ""


def _sentences(report: Report, span: Span, section: Section, head: Header) -> Iterator[Sentence]:
    for cut in cuts(report.text, span, _SENTENCE_END, hard="\n"):
        text = cut.of(report.text)
        past = re.match(r"过去一年|去年|一年来", text)
        status = "planned" if section.kind in ("planned", "closing") and not past else "completed"
        clauses = tuple(Clause(part) for part in cuts(report.text, cut, _CLAUSE_END | _SENTENCE_END, keep=False))
        yield Sentence(cut, clauses, section, status, _year(text, section, status, head))


def _year(text: str, section: Section, status: str, head: Header) -> int | None:
    if status == "planned":
        return head.year_planned
    if _FIVE_YEARS.search(section.heading) and str(head.year_reported) not in section.heading:
        return None
    return None if re.match(r"[\s　]*五年来", text) else head.year_reported


def cuts(text: str, span: Span, marks: frozenset[str], *, hard: str = "", keep: bool = True) -> Iterator[Span]:
    """Stretches of ``span`` between marks that stand outside brackets, quotation marks and numbers (1,320).

    With ``keep`` a stretch includes its closing mark. ``hard`` signs cut everywhere and close all brackets. Stretches
    are trimmed of white space; empty ones are left out.
    """
    begin, awaited = span.begin, ""
    grouped = _commas_of_digits(text, span) if "," in marks else frozenset()
    for index in range(span.begin, span.end):
        sign = text[index]
        if index in grouped:
            continue
        if sign in hard or (not awaited and sign in marks):
            stop = index + 1 if keep and sign not in hard else index
            yield from _trimmed(text, begin, stop)
            begin, awaited = index + 1, ""
        elif sign in _OPENING and _closes(text, index, span.end):
            awaited += _OPENING[sign]
        elif awaited and sign in _CLOSING and sign == awaited[-1]:
            awaited = awaited[:-1]
    yield from _trimmed(text, begin, span.end)


def _commas_of_digits(text: str, span: Span) -> frozenset[int]:
    """Offsets of the commas that part the digits of a number by threes."""
    numbers = _GROUPED.finditer(text, span.begin, span.end)
    return frozenset(index for number in numbers for index in range(*number.span()) if text[index] in ",，")


def _closes(text: str, index: int, end: int) -> bool:
    """Whether the bracket opened at ``index`` is closed on the same line, within reach of a name."""
    stop = min(end, index + 120)
    found = text.find(_OPENING[text[index]], index, stop)
    return found >= 0 and "\n" not in text[index:found]


def _trimmed(text: str, begin: int, end: int) -> Iterator[Span]:
    while begin < end and text[begin].isspace():
        begin += 1
    while begin < end and text[end - 1].isspace():
        end -= 1
    if begin < end:
        yield Span(begin, end)


def status_of(clause: str, sentence: Sentence) -> str:
    """The status of a clause's facts: its own tense words before the sentence's."""
    if _FUTURE.search(clause) or _PLANNED_TIME.search(clause) or _MUST.match(clause):
        return "planned"
    return sentence.status
