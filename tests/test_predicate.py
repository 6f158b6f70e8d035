"""Which verb governs which names, and where what it governs ends."""

import pytest
from tiny import HEADER, document

from kg.predicate import predicate
from kg.recognise import recognise


def said(text):
    """What verbs govern: (action, verb, words governed), in the order of the text."""
    made = document(text)
    whole = made.report.text
    found = predicate(made, recognise(made)).predications
    rows = [(one.verb.begin, one.action, one.verb.of(whole), m.span.of(whole)) for one in found for _, m in one.slots]
    return [row[1:] for row in sorted(rows)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("制定《云岭公园条例》。", ("enact", "制定", "云岭公园条例")),
        ("先后修订《云岭公园条例》。", ("amend", "修订", "云岭公园条例")),
        ("学习贯彻党的二十大精神。", ("study", "学习贯彻", "二十大")),
        ("听取和审议审计工作报告。", ("hear", "听取和审议", "审计工作报告")),
        ("落实“每周一课”制度。", ("implement", "落实", "“每周一课”制度")),
        ("成立河湖治理研究会。", ("establish", "成立", "河湖治理研究会")),
    ],
)
def test_a_verb_governs_what_follows_it(text, found):
    assert found in said(text)


def test_a_verb_governs_every_item_of_its_list():
    assert said("制定《云岭公园条例》《云岭河道条例》和《云岭停车条例》。") == [
        ("enact", "制定", "云岭停车条例"),
        ("enact", "制定", "云岭公园条例"),
        ("enact", "制定", "云岭河道条例"),
    ]


def test_a_verb_governs_to_the_end_of_its_clause_only():
    assert said("制定计划,《云岭公园条例》施行。") == []


def test_the_longest_verb_is_the_verb():
    assert [row[1] for row in said("深入学习贯彻党的二十大精神。")] == ["深入学习贯彻"]


def test_each_clause_has_its_own_verb():
    assert said("制定《云岭公园条例》,修改《云岭河道条例》。") == [
        ("enact", "制定", "云岭公园条例"),
        ("amend", "修改", "云岭河道条例"),
    ]


def test_a_verb_that_qualifies_a_noun_is_none():
    assert said("制定的《云岭公园条例》深入人心。") == []


def test_no_verb_is_found_inside_a_name():
    assert [row[:2] for row in said("学习《中华人民共和国反有组织犯罪法》。")] == [("study", "学习")]


def test_a_frame_says_it_better_than_the_plain_verb():
    assert [row[0] for row in said("对冷链物流发展开展专题调研。")] == ["research"]
    assert [row[0] for row in said("拟对《中华人民共和国渔业法》开展执法检查。")] == ["inspect"]


def test_a_frame_reaches_over_clauses():
    assert ("consult", "广泛征求意见", "云岭公园条例") in said("深入调研,广泛征求意见,制定《云岭公园条例》。")


def test_a_list_of_laws_and_how_many_they_are():
    found = said("拟对《中华人民共和国渔业法》《中华人民共和国水法》等8部法律法规开展执法检查。")
    assert sorted(row[2] for row in found) == ["中华人民共和国水法", "中华人民共和国渔业法"]


def test_items_share_the_head_of_the_last():
    made = document("打好蓝天、碧水、净土保卫战。")
    governed = predicate(made, recognise(made))
    assert sorted(one.name for one in governed.slotted()) == ["净土保卫战", "碧水保卫战", "蓝天保卫战"]


def test_what_is_counted_is_no_name():
    assert said("召开常委会会议8次,制定条例3部。") == []


@pytest.mark.parametrize("text", ["健全工作机制。", "完善制度。", "推进各项工作。", "召开座谈会。", "落实责任。"])
def test_generic_things_are_no_names(text):
    assert said(text) == []


def test_a_governed_phrase_becomes_a_mention():
    made = document("成立河湖治理研究会。")
    before = recognise(made)
    governed = predicate(made, before)
    (new,) = [one for one in governed.mentions if one not in before]
    assert (new.name, new.cls, new.rule) == ("河湖治理研究会", "Organization", "established-organisation")
    assert governed.slotted() == {new}


def test_partners_and_topic_of_an_agreement():
    made = document("与云南大学法学院、昆明理工大学签订立法合作协议。")
    (one,) = [one for one in predicate(made, recognise(made)).predications if one.action == "cooperate"]
    assert [(role, mention.name) for role, mention in one.slots] == [
        ("partner", "云南大学法学院"),
        ("partner", "昆明理工大学"),
    ]
    assert (one.lasting, one.topic) == ("cooperatesWith", "立法合作协议")


def test_universities_share_a_school():
    made = document("与云南大学、昆明理工大学等高校法学院签订合作协议。")
    names = [m.name for one in predicate(made, recognise(made)).predications for _, m in one.slots]
    assert names == ["云南大学法学院", "昆明理工大学法学院"]


def test_places_of_a_list_share_a_body():
    made = document("与湄潭县、余庆县等相邻县人大常委会建立协作机制。")
    names = {m.name for one in predicate(made, recognise(made)).predications for _, m in one.slots}
    assert names == {"湄潭县人民代表大会常务委员会", "余庆县人民代表大会常务委员会"}


def test_the_tense_of_the_clause_is_the_predications():
    made = document("拟制定《云岭公园条例》。修改《云岭河道条例》。")
    assert [one.status for one in predicate(made, recognise(made)).predications] == ["planned", "completed"]


def test_what_is_taken_into_a_plan_is_planned():
    made = document("将《云岭公园条例》列入立法规划。")
    assert {(one.action, one.status) for one in predicate(made, recognise(made)).predications} == {
        ("schedule", "planned")
    }


def test_the_evidence_holds_verb_and_names():
    made = document("围绕中心,先后制定《云岭公园条例》,召开会议。")
    (one,) = [one for one in predicate(made, recognise(made)).predications if one.action == "enact"]
    assert one.span.of(made.report.text) == "先后制定《云岭公园条例》"
    assert one.span.holds(one.verb)
    assert all(one.span.holds(mention.span) for _, mention in one.slots)


def test_the_header_says_nothing_done():
    made = document("现在报告。")
    assert [one for one in predicate(made, recognise(made)).predications if one.verb.begin < len(HEADER)] == []


def test_a_name_cut_off_at_the_end_of_the_text_ends_there():
    text = "联建“向日葵”同心“联络"
    assert [words for _, _, words in said(text)] == ["“向日葵”同心“联络"]
    assert [words for _, _, words in said(text + "站”。")] == ["“向日葵”同心“联络站”"]
