"""From a fact, a name or an offset to the words, the rule and the facts."""

import re

import pytest
from conftest import TURPAN

from kg import vocabulary
from kg.errors import QueryError
from kg.explain import explain
from kg.messages import speak
from kg.table import cells

TEXT = TURPAN.read_text("utf-8")


@pytest.fixture(scope="module")
def triples(gold_graph):
    return [*gold_graph, *vocabulary.triples()]


@pytest.mark.parametrize(
    "what",
    [
        "r:act-3217",
        "https://w3id.org/workreport/report/turpan-2025/act-3217",
        "<https://w3id.org/workreport/report/turpan-2025/act-3217>",
    ],
)
def test_a_fact_by_prefixed_name_and_by_iri(triples, what):
    lines = explain(triples, what).splitlines()
    assert lines[0] == "吐鲁番市人民代表大会常务委员会 修改 吐鲁番市制定地方性法规条例(已完成、2024)"
    assert "  事实  r:act-3217" in lines
    assert "  规则  gold" in lines
    assert "  主体  承上文(原句未写明)" in lines
    assert "    修正《吐鲁番市制定地方性法规条例》" in lines


def test_the_mark_stands_under_the_character_at_the_offset(triples):
    lines = explain(triples, "r:obs-4502").splitlines()
    assert lines[0].startswith("问题 45")
    number = next(n for n, line in enumerate(lines) if "发现汇总9类45个问题" in line)
    words, mark = lines[number], lines[number + 1]
    before = words[: words.index("45")]
    assert cells(mark.rstrip("^")) == cells(before)


def test_long_passages_are_folded_and_nothing_is_lost(triples):
    lines = explain(triples, "9600").splitlines()
    folded = [line for line in lines[1:] if line.startswith("    ") and line.strip(" ^")]
    assert max(map(cells, lines[1:4])) <= 80
    sentence = "始终牢固树立和坚持人民主体地位,团结各级人大代表保持同人民群众的密切联系,忠实代表人民的利益和意志。"
    assert sentence in "".join(line.strip() for line in folded)


@pytest.mark.parametrize("what", ["五大战略", "“五大战略”", "id:program-五大战略"])
def test_a_thing_by_name_and_by_iri(triples, what):
    text = explain(triples, what)
    assert text.startswith("五大战略(工程与机制)\n")
    assert "事实  6" in text
    assert "农业稳市" in text
    assert "r:act-1860" in text


def test_a_thing_by_one_of_its_other_names(triples):
    assert explain(triples, "法工委").startswith("吐鲁番市人民代表大会常务委员会法制工作委员会")


def test_a_part_of_a_name_that_fits_few_things_will_do(triples):
    assert explain(triples, "艾丁湖湿地保护").startswith("吐鲁番市艾丁湖湿地保护条例(地方性法规)")


def test_an_offset_tells_the_sentence_the_names_and_the_facts_there(triples):
    text = explain(triples, "3217")
    assert text.startswith("report:turpan-2025 @3217\n")
    assert "修正《吐鲁番市制定地方性法规条例》,规范地方立法职权、程序和机制。" in text
    assert "r:act-3217" in text
    assert "吐鲁番市制定地方性法规条例" in explain(triples, "@3225").split("名称  ")[1].split("\n")[0]


def test_nothing_of_that_name_offers_the_nearest(triples):
    with pytest.raises(QueryError, match=r"相近的有:.*艾丁湖"):
        explain(triples, "艾丁糊")
    with pytest.raises(QueryError, match=r"相近的有:市人大、"):
        explain(triples, "人大")
    for what in ("zzzz", "r:act-1", "", "https://example.org/x"):
        with pytest.raises(QueryError, match="没有"):
            explain(triples, what)


def test_an_offset_beyond_the_text_is_refused(triples):
    with pytest.raises(QueryError, match="超出"):
        explain(triples, "999999")


def test_problems_and_claims_to_be_first_are_facts_too(triples):
    text = explain(triples, str(TEXT.index("首次邀请公民")))
    (fact,) = re.findall(r"r:first-\d+", text)
    assert explain(triples, fact).startswith("首次邀请公民全程旁听市人大常委会会议\n")


def test_english(triples):
    speak("en")
    text = explain(triples, "r:act-3217")
    assert "rule   gold" in text
    assert "amend" in text
    assert "carried over from the context" in text


@pytest.mark.parametrize("what", ["五大战略", "3217", "r:act-3217"])
def test_the_graph_that_is_built_is_explained_with_real_rules(turpan_graph, what):
    text = explain([*turpan_graph, *vocabulary.triples()], what)
    assert "gold" not in text
    assert "  规则  " in text or what == "3217"
