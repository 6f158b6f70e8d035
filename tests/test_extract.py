"""A whole report: the golden file shows what every change of a rule does, and what holds of any text whatever.

The golden file is rewritten only on purpose: ``KG_REWRITE_GOLDEN=1 python -m pytest tests/test_extract.py -k golden``.
"""

import os
from collections import Counter
from difflib import unified_diff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import HEADER, done, report

from kg.extract import extract
from kg.link import PREFIXES
from kg.read import read
from kg.segment import segment

ROOT = Path(__file__).parent.parent
TURPAN = ROOT / "data" / "reports" / "turpan-2025.txt"
GOLDEN = ROOT / "tests" / "gold" / "turpan-2025.golden.txt"
REPORTS = [TURPAN, *sorted(path for path in (ROOT / "tests" / "gold").glob("*.txt") if path != GOLDEN)]


# ---- the golden file ------------------------------------------------------------------------------------------------


def dump(extraction):
    """An extraction as readable lines, a fact each, in the order of the text."""
    names = {one.key: one.name for one in extraction.entities} | {"": "—"}
    head = extraction.document.header
    yield f"report  {head.title} | {head.issuer} | {head.speaker} | {head.date} | {head.session}"
    for one in extraction.entities:
        yield f"entity  {one.begin:>5}  {one.cls}  {' | '.join(one.names)}  [{one.rule}] x{len(one.spans)}"
    for one in extraction.relations:
        title = f" ({one.title})" if one.title else ""
        subject, target = names[one.subject], names[one.object]
        yield f"relation  {one.offset:>5}  {subject} -{one.predicate}-> {target}{title}  [{one.rule}]"
    for one in extraction.actions:
        agent = names[one.agent] + ("" if one.agent_stated else "*")
        more = "".join(f" {word}" for word in (one.year, one.topic) if word)
        told = f"{one.action} {one.status}: {agent} -> {names[one.object]}"
        yield f"action  {one.offset:>5}  {told}{more}  [{one.rule}] x{len(one.evidences)}"
    for one in extraction.observations:
        what = f"{one.modifier} {one.value:f} {one.unit}".strip()
        more = "".join(f" {word}" for word in (one.indicator, one.status) if word)
        yield f"observation  {one.span.begin:>5}  {one.measure} = {what}{more}"
    for one in extraction.problems:
        yield f"problem  {one.offset:>5}  {one.text}"
    for one in extraction.firsts:
        yield f"first  {one.offset:>5}  {one.scope or '—'}: {one.text}"


def test_turpan_is_as_in_the_golden_file():
    lines = list(dump(extract(read(TURPAN))))
    if os.environ.get("KG_REWRITE_GOLDEN"):
        GOLDEN.write_text("\n".join(lines) + "\n", "utf-8")
    before = GOLDEN.read_text("utf-8").splitlines()
    changed = list(unified_diff(before, lines, "golden", "now", lineterm="", n=0))
    assert not changed, "\n".join(["the rules take something else from the report:", *changed])


# ---- what holds of every text ---------------------------------------------------------------------------------------


def facts(extraction):
    """Everything that has evidence."""
    return (
        *extraction.relations,
        *extraction.actions,
        *extraction.observations,
        *extraction.problems,
        *extraction.firsts,
    )


def offset(fact):
    return fact.span.begin if hasattr(fact, "span") else fact.offset


def check_entities(extraction, text):
    keys = [one.key for one in extraction.entities]
    assert len(keys) == len(set(keys)), "a key is used twice"
    for one in extraction.entities:
        assert one.cls in PREFIXES
        assert all(one.names), one
        assert len(one.names) == len(set(one.names)), one
        assert one.spans, one
        assert list(one.spans) == sorted(set(one.spans)), one
        assert all(0 <= span.begin < span.end <= len(text) for span in one.spans), one
    begins = [one.begin for one in extraction.entities]
    assert begins == sorted(begins)


def check_evidence(extraction, text):
    for fact in facts(extraction):
        assert fact.rule, fact
        assert fact.evidences, fact
        assert all(0 <= one.span.begin < one.span.end <= len(text) for one in fact.evidences), fact
        assert any(one.span.begin <= offset(fact) < one.span.end for one in fact.evidences), fact


def check_keys(extraction):
    keys = {one.key for one in extraction.entities}
    for one in extraction.relations:
        assert {one.subject, one.object} <= keys, one
        assert one.subject != one.object, one
    for one in extraction.actions:
        assert {one.object, *one.partners, *one.places} <= keys, one
        assert one.agent in keys | {""}, one
        assert one.agent != one.object, one
    assert {one.agent for one in extraction.observations} <= keys | {""}


def check_order(extraction):
    for kind in (extraction.relations, extraction.actions, extraction.observations, extraction.firsts):
        offsets = [offset(one) for one in kind]
        assert offsets == sorted(offsets)
    told = Counter((one.subject, one.predicate, one.object) for one in extraction.relations)
    assert [triple for triple, count in told.items() if count > 1] == []
    assert {one.status for one in extraction.actions} <= {"completed", "planned", "ongoing", "proposed"}


def check(text):
    extraction = extract(report(text))
    check_entities(extraction, text)
    check_evidence(extraction, text)
    check_keys(extraction)
    check_order(extraction)
    for one in extraction.observations:
        assert text[one.span.begin :].startswith(one.literal[:1]), one
        assert one.span.end <= len(text)
    return extraction


def sentences():
    """The sentences of all reports that have gold, without their headers."""
    for path in REPORTS:
        made = segment(read(path))
        for one in made.sentences:
            if one.section.kind != "header":
                yield one.span.of(made.report.text)


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def whole(request):
    return read(request.param).text


def test_what_holds_of_a_whole_report(whole):
    assert check(whole).entities


def test_the_same_report_twice_gives_the_same(whole):
    assert extract(report(whole)) == extract(report(whole))


def test_names_close_the_marks_that_they_open(whole):
    wrong = [
        name
        for one in extract(report(whole)).entities
        for name in one.names[:1]
        if any(name.count(left) != name.count(right) for left, right in ("“”", "《》", "（）", "〈〉"))
    ]
    assert wrong == []


PARTS = st.sampled_from(sorted({words for words in sentences() if len(words) < 160}))


@settings(deadline=None, max_examples=60)
@given(st.lists(PARTS, max_size=6), st.sampled_from(["", "\n"]), st.booleans())
def test_what_holds_of_sentences_put_together_at_random(parts, between, headed):
    check((HEADER if headed else "") + between.join(parts))


@settings(deadline=None, max_examples=60)
@given(PARTS, st.data())
def test_what_holds_of_a_sentence_cut_off_anywhere(words, data):
    begin = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(begin, len(words)))
    check(HEADER + words[begin:end])


PIECES = [
    "制定",
    "《",
    "》",
    "“",
    "”",
    "、",
    "和",
    "等",
    "8次",
    "市委",
    "常委会",
    "条例",
    "，",
    "。",
    "\n",
    "一、",
    "（",
    "）",
]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=25), st.booleans())
def test_any_text_at_all_is_read_without_a_fault(parts, headed):
    check((HEADER if headed else "") + "".join(parts))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "　"])
def test_an_empty_text_gives_an_empty_extraction(text):
    extraction = extract(report(text))
    assert extraction.entities == ()
    assert facts(extraction) == ()


def test_a_report_of_one_sentence_from_end_to_end():
    assert done("拟对《中华人民共和国渔业法》开展执法检查。") == [
        ("inspect", "planned", "昆明市人民代表大会常务委员会", "中华人民共和国渔业法")
    ]
