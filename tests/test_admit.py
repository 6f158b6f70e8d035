"""The shortcomings that a report admits, and its claims to be first."""

import pytest
from tiny import HEADER, document

from kg.admit import firsts, problems

OPENING = "同时,我们也清醒地认识到,工作中还存在一些差距和不足"


def admitted(text):
    return [one.text for one in problems(document(text))]


def claimed(text):
    return [(one.text, one.scope) for one in firsts(document(text))]


def test_each_shortcoming_in_its_own_words():
    text = f"{OPENING},主要是:立法质量不够高;监督刚性不足;联系代表还需加强。"
    assert admitted(text) == ["立法质量不够高", "监督刚性不足", "联系代表还需加强"]


def test_a_numbered_list_of_shortcomings():
    text = f"{OPENING}。一是立法质量不够高。二是监督刚性不足。"
    assert [words.removeprefix("一是").removeprefix("二是") for words in admitted(text)][-2:] == [
        "立法质量不够高",
        "监督刚性不足",
    ]


def test_the_close_of_the_list_is_cut_off():
    assert admitted(f"{OPENING},主要是:监督刚性不足等。") == ["监督刚性不足"]


def test_what_is_no_shortcoming_is_left_out():
    assert admitted(f"{OPENING},主要是:监督刚性不足。对此,我们将认真研究。") == ["监督刚性不足"]


def test_no_shortcomings_outside_their_paragraph():
    assert admitted("推动解决污水处理能力不足问题。") == []
    assert admitted("2025年的主要任务\n着力补齐短板。") == []


def test_offset_and_evidence_of_a_shortcoming():
    text = f"{OPENING},主要是:监督刚性不足等。"
    (one,) = problems(document(text))
    whole = HEADER + text
    assert whole[one.offset :].startswith(one.text)
    assert [evidence.span.of(whole) for evidence in one.evidences] == [one.text]


@pytest.mark.parametrize(
    ("text", "clause", "scope"),
    [
        ("在全国率先开展立法协商。", "在全国率先开展立法协商", "全国"),
        ("召开会议,在全省范围内首次开展评议,效果好。", "在全省范围内首次开展评议", "全省"),
        ("首次开展专题询问。", "首次开展专题询问", ""),
        ("承办首届云岭河湖论坛。", "承办首届云岭河湖论坛", ""),
        ("建成全国首个数字代表家站。", "建成全国首个数字代表家站", "全国"),
        ("出台全市第一部河湖条例。", "出台全市第一部河湖条例", "全市"),
    ],
)
def test_claims_to_be_first(text, clause, scope):
    assert claimed(text) == [(clause, scope)]


@pytest.mark.parametrize("text", ["首先报告立法工作。", "第一时间处置。", "排名第一。", "坚持问题导向。"])
def test_other_firsts_are_no_claims(text):
    assert claimed(text) == []


def test_the_header_claims_nothing():
    assert [one for one in firsts(document("首次召开会议。")) if one.offset < len(HEADER)] == []


def test_offset_of_a_claim_is_the_word_that_claims():
    text = "在全国率先开展立法协商。"
    (one,) = firsts(document(text))
    assert (HEADER + text)[one.offset :].startswith("率先")
