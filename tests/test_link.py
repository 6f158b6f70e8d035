"""One thing is one node under its full name; two things are never one."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import HEADER, ISSUER, linked, report

from kg.link import PREFIXES, fold, link
from kg.model import Mention, Span
from kg.segment import segment


def entities(text):
    return linked(text)[0].entities


def names(text):
    return {one.name for one in entities(text)}


def one_of(text, name):
    (made,) = [one for one in entities(text) if name in one.names]
    return made


# ---- one thing, one node --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("市人大常委会部署。昆明市人民代表大会常务委员会推进。常委会落实。", ["市人大常委会", ISSUER, "常委会"]),
        ("贯彻渔业法。检查《中华人民共和国渔业法》实施情况。", ["渔业法", "中华人民共和国渔业法"]),
        ("修订《昆明市公园条例》。《公园条例(草案)》审议通过。", ["昆明市公园条例", "公园条例(草案)"]),
        ("开展“护河”行动。推进护河行动。", ["“护河”行动"]),
        ("省委部署。贯彻云南省委要求。", ["省委", "云南省委"]),
        ("落实重大事项请示报告制度。执行请示报告制度。", ["重大事项请示报告制度", "请示报告制度"]),
        ("贯彻党的二十届三中全会精神。落实全会精神。", ["二十届三中全会", "全会"]),
    ],
)
def test_one_thing_under_its_several_names(text, calls):
    assert len({one_of(text, name).key for name in calls}) == 1


def test_names_begin_with_the_full_one_and_are_distinct():
    made = one_of("省人大常委会部署。", "省人大常委会")
    assert made.name == "云南省人民代表大会常务委员会"
    assert len(made.names) == len(set(made.names))


def test_spans_are_all_its_mentions_in_order():
    text = "省委部署。贯彻省委要求。"
    made = one_of(text, "省委")
    whole = HEADER + text
    assert [span.of(whole) for span in made.spans] == ["省委", "省委"]
    assert list(made.spans) == sorted(made.spans)
    assert made.begin == made.spans[0].begin


# ---- two things, two nodes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "two"),
    [
        (
            "与湄潭县、余庆县人大常委会会商。",
            ["湄潭县人民代表大会常务委员会", "余庆县人民代表大会常务委员会"],
        ),
        ("市人大及其常委会依法履职。", ["昆明市人民代表大会", ISSUER]),
        ("制定专题约见办法,落实专题约见制度。", ["专题约见办法", "专题约见制度"]),
        ("制定《昆明市公园条例》《云南省公园条例》。", ["昆明市公园条例", "云南省公园条例"]),
        ("市中级人民法院审结。宜良县人民法院审结。", ["昆明市中级人民法院", "宜良县人民法院"]),
        (
            "召开市二届人大四次会议。贯彻市二届人大三次会议精神。",
            ["昆明市第二届人民代表大会第四次会议", "昆明市第二届人民代表大会第三次会议"],
        ),
        ("与云南大学法学院、云南大学签订协议。", ["云南大学法学院", "云南大学"]),
        ("修订《中华人民共和国渔业法》《云南省渔业条例》。", ["中华人民共和国渔业法", "云南省渔业条例"]),
    ],
)
def test_two_things_are_two_nodes(text, two):
    assert set(two) <= names(text)
    assert len({one_of(text, name).key for name in two}) == 2


def test_a_short_name_of_two_longer_ones_joins_neither():
    text = "落实重大事项请示报告制度。落实财务请示报告制度。落实请示报告制度。"
    assert {"重大事项请示报告制度", "财务请示报告制度", "请示报告制度"} <= names(text)


# ---- weak mentions --------------------------------------------------------------------------------------------------


def test_a_programme_that_nothing_governs_is_no_entity():
    assert "乡村振兴" not in names("面向乡村振兴大局。")
    assert "乡村振兴" in names("全面推进乡村振兴。")


def test_a_weak_mention_joins_an_entity_that_something_else_made():
    assert len(one_of("推进乡村振兴。面向乡村振兴大局。", "乡村振兴").spans) == 2


def test_doctrine_is_no_entity():
    assert [one for one in entities("坚持以人民为中心。") if "以人民为中心" in one.names] == []


# ---- keys -----------------------------------------------------------------------------------------------------------


def mention(name, cls="Organization", shared=False, code=""):
    return Mention(Span(0, 2), cls, name, "test", shared=shared, code=code)


def keys(text, *mentions):
    return [one.key for one in link(segment(report(text)), mentions).entities]


def test_keys_of_shared_things_are_the_same_in_every_report():
    one, other = linked("省人大常委会部署。")[0], linked("今年,省人大常委会再次部署。")[0]
    key = "org-云南省人大常委会"
    assert key in {entity.key for entity in one.entities} & {entity.key for entity in other.entities}


def test_places_with_a_code_are_known_by_it():
    assert one_of("赴四川考察。", "四川省").key == "place-510000"


def test_what_is_a_places_own_bears_its_name():
    assert one_of("落实“每周一课”制度。", "“每周一课”制度").key.startswith("program-昆明市-")


def test_without_a_place_the_report_sets_its_things_apart():
    assert keys("甲乙丙丁", mention("河湖研究会")) == ["org-tiny-河湖研究会"]
    assert keys("甲乙丙丁", mention("河湖研究会", shared=True)) == ["org-河湖研究会"]


def test_every_class_has_a_prefix_and_no_key_a_sign_that_an_iri_forbids():
    for number, cls in enumerate(PREFIXES):
        (key,) = keys("甲乙丙丁", mention(f"《甲 乙“丙”<{number}>》", cls))
        assert key.startswith(PREFIXES[cls] + "-")
        assert not set(key) & set(' "<>{}|^`\\《》“”')


@given(st.lists(st.sampled_from(["甲制度", "乙制度", "甲乙制度", "丙条例", "丁会议"]), unique=True, max_size=5))
def test_distinct_names_have_distinct_keys(names_):
    made = keys("甲乙丙丁", *(Mention(Span(0, 2), "Program", name, "test", shared=True) for name in names_))
    assert len(made) == len(set(made)) == len(names_)


# ---- small parts ----------------------------------------------------------------------------------------------------


def test_names_are_compared_without_width_spaces_and_quotation_marks():
    assert fold("“１５３５” 工作思路") == fold("1535工作思路")
    assert len({fold(name) for name in ("甲条例", "甲办法", "乙条例")}) == 3
    assert all(fold(one) != fold(other) for one, other in combinations(("甲", "乙", "甲乙"), 2))
