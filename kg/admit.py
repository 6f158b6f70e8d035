"""What a report says of itself: the shortcomings it admits and its claims to be first."""

import re
from collections.abc import Iterator

from kg.model import Document, Evidence, FirstClaim, Problem, Sentence, Span
from kg.segment import cuts

_MAINLY = re.compile(r"主要(?:是|有|表现(?:在|为)|体现(?:在|为)|存在)[:：,，]?")
_OPENING = re.compile(r"(?:比如|一是|表现为)[:：]?|(?:认识到|看到|意识到)[,，:：]?")
_LACK = re.compile(
    r"不[够足强高实多深大到平充均优紧适相]|还?(?:需|须|要|有待|存在|较|仍)|短板|薄弱|差距|困难|滞后|偏[低弱少]|缺乏|难以|压力|问题|不到位"
)
_FIRST = re.compile(r"率先(?!垂范|示范|士卒)|首次|首届|首个|首创|首批|首家|首例|首部|第一个|第一家|第一部")
_SCOPE = re.compile(r"(?:在)?(全国|全疆|全省|全区|全市|全州|全县|全旗|全盟|国内|全球|世界)(?:范围内)?$")


def problems(document: Document) -> tuple[Problem, ...]:
    """The shortcomings that the report admits, in its own words, in order."""
    return tuple(_problems(document))


def _problems(document: Document) -> Iterator[Problem]:
    text = document.report.text
    for sentence in document.sentences:
        if sentence.section.kind == "problems":
            words = sentence.span.of(text)
            found = _MAINLY.search(words) or _OPENING.search(words)
            start = sentence.span.begin + (found.end() if found else 0)
            if found or _is_list_item(sentence.span.of(text)):
                for part in cuts(text, Span(start, sentence.span.end), frozenset("；;。！"), keep=False):
                    yield from _problem(text, sentence, part)


def _is_list_item(words: str) -> bool:
    return re.match(r"[一二三四五六七八九]是|[（(]?[一二三四五六七八九\d][）)、.]", words) is not None


def _problem(text: str, sentence: Sentence, part: Span) -> Iterator[Problem]:
    words = re.sub(r"等$", "", part.of(text))
    if len(words) >= 4 and _LACK.search(words):
        span = Span(part.begin, part.begin + len(words))
        yield Problem(words, span.begin, (Evidence(span, sentence.section.heading),), "admitted-shortcoming")


def firsts(document: Document) -> tuple[FirstClaim, ...]:
    """The claims to be first (率先, 首次 …), each with the clause that makes it and the area it is made for."""
    return tuple(_firsts(document))


def _firsts(document: Document) -> Iterator[FirstClaim]:
    text = document.report.text
    for sentence in document.sentences:
        for clause in sentence.clauses if sentence.section.kind != "header" else ():
            if found := _FIRST.search(text, clause.span.begin, clause.span.end):
                scope = _SCOPE.search(text, clause.span.begin, found.start())
                evidence = Evidence(clause.span, sentence.section.heading)
                yield FirstClaim(
                    clause.span.of(text), scope[1] if scope else "", found.start(), (evidence,), "claim-to-be-first"
                )
