"""Which of several readings wins, what may stand inside what, and numbered programmes with their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import called, mentions, report, said

from kg.recognise import recognise
from kg.segment import segment


def programmes(text):
    return [one for one in mentions(text) if one.cls == "Program"]


def test_mentions_stand_in_the_order_of_the_text_outer_before_inner():
    made = mentions("制定《云南省抚仙湖保护条例》,得到省人大常委会肯定。")
    assert [one.span for one in made] == sorted((one.span for one in made), key=lambda span: (span.begin, -span.end))


def test_no_two_mentions_cross():
    made = mentions("在昆明市中级人民法院、云南大学法学院和省人大常委会法工委支持下,召开全省人大工作会议。")
    for left in made:
        for right in made:
            assert not left.span.meets(right.span) or left.span.holds(right.span) or right.span.holds(left.span)


def test_the_longest_name_wins():
    assert ("云南大学法学院", "University", "云南大学法学院") in called("与云南大学法学院合作。")
    assert called("昆明市中级人民法院审结。")[0][1] == "JudicialBody"


def test_a_place_survives_inside_a_body_and_a_regulation():
    assert ("宜良县", "AdministrativeArea", "宜良县") in called("宜良县人大常委会配合。")
    assert ("大理白族自治州", "AdministrativeArea", "大理白族自治州") in called("《大理白族自治州洱海保护管理条例》。")


def test_no_name_survives_inside_a_law():
    assert called("学习《中华人民共和国民族区域自治法》。") == [
        ("中华人民共和国民族区域自治法", "Law", "中华人民共和国民族区域自治法")
    ]


def test_adjacent_quotations_share_a_head():
    assert [one.name for one in programmes("落实“周碰头”“月会商”制度。")] == ["“周碰头”制度", "“月会商”制度"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("实施护河行动、植树行动、清洁行动“三项行动”。", ["护河行动", "植树行动", "清洁行动"]),
        ("实施护河治理、植树造林、清洁乡村“三大行动”。", ["护河治理", "植树造林", "清洁乡村"]),
        ("推进甲河治理、乙湖修复、丙山复绿和丁田整治“四大工程”。", ["甲河治理", "乙湖修复", "丙山复绿", "丁田整治"]),
    ],
)
def test_a_numbered_programme_knows_its_parts(text, parts):
    made = {bool(one.links): one for one in programmes(text)}
    assert [name for predicate, name in made[True].links if predicate == "hasComponent"] == parts
    assert [one.name for one in programmes(text) if not one.links] == parts


def test_things_that_are_not_alike_are_no_parts():
    assert [one for one in programmes("坚持学在前、干实事、不松劲“三个不停”。") if one.links] == []


def test_a_list_of_another_length_is_no_list_of_parts():
    assert [one.links for one in programmes("实施护河、植树“三大行动”。") if one.links] == []


def test_a_list_of_bodies_is_no_list_of_parts():
    assert [one for one in programmes("会同市财政局、市水务局、市教育局“三部门”。") if one.links] == []


def test_rules_of_the_reporting_place_need_no_place_in_an_excerpt():
    made = recognise(segment(report("召开主任会议,省人大常委会肯定。")))
    assert all(one.name for one in made)


@given(st.text(max_size=200))
def test_any_text_at_all_is_recognised_without_a_fault(text):
    document = segment(said(text))
    for one in recognise(document):
        assert 0 <= one.span.begin < one.span.end <= len(document.report.text)
        assert one.rule
