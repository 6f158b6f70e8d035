"""Who acts: stated or carried over; what is told twice is one action; who is thanked."""

import pytest
from tiny import HEADER, ISSUER, done, linked

MUNICIPAL = "昆明市人民政府"
PARTY = "中国共产党昆明市委员会"


def actions(text):
    return linked(text)[2]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("制定《昆明市公园条例》。", ("enact", "completed", ISSUER, "昆明市公园条例")),
        ("拟制定《昆明市公园条例》。", ("enact", "planned", ISSUER, "昆明市公园条例")),
        ("市政府出台《关于河湖治理的意见》。", ("enact", "completed", MUNICIPAL, "关于河湖治理的意见")),
        ("市委召开市委人大工作会议。", ("hold", "completed", PARTY, "中国共产党昆明市委员会人大工作会议")),
        ("全年向市委请示报告重要事项53次。", ("report", "completed", ISSUER, PARTY)),
        ("赴四川考察学习。", ("visit", "completed", ISSUER, "四川省")),
        ("得到省人大常委会充分肯定。", ("award", "completed", ISSUER, "云南省人民代表大会常务委员会")),
        ("云岭河湖研究院挂牌成立。", ("establish", "completed", ISSUER, "云岭河湖研究院")),
    ],
)
def test_actions(text, action):
    found = done(text)
    assert action in found or (action[0] == "hold" and [one[:3] for one in found] == [action[:3]])


def test_an_agent_that_opens_the_clause_is_stated():
    stated = {one.agent_stated for one in actions("市政府出台《关于河湖治理的意见》。")}
    assert stated == {True}


def test_without_one_the_reporting_body_acts_unstated():
    (one,) = actions("先后制定《昆明市公园条例》。")
    assert (one.agent, one.agent_stated) == ("org-昆明市人大常委会", False)


def test_a_body_of_another_clause_does_not_act():
    assert ("enact", "completed", ISSUER, "昆明市公园条例") in done("市政府高度重视河湖治理,制定《昆明市公园条例》。")


def test_nobody_acts_on_itself():
    assert [one for one in done("市人大常委会支持常委会工作。") if one[2] == one[3]] == []


def test_one_action_for_each_object():
    found = done("制定《昆明市公园条例》《昆明市停车条例》和《昆明市节水条例》。")
    assert [one[3] for one in found] == ["昆明市停车条例", "昆明市公园条例", "昆明市节水条例"]
    assert {one[:3] for one in found} == {("enact", "completed", ISSUER)}


def test_one_action_for_each_partner():
    found = done("与云南大学、昆明理工大学签订合作协议。")
    assert sorted(one for one in found) == [
        ("cooperate", "completed", ISSUER, "云南大学"),
        ("cooperate", "completed", ISSUER, "昆明理工大学"),
    ]
    assert {one.role for one in actions("与云南大学签订合作协议。")} == {"partner"}


def test_those_who_support_the_body_are_the_agents():
    found = done("是市委、市政协大力支持的结果。")
    assert [one[0] for one in found] == ["support", "support"]
    assert {one[2] for one in found} == {PARTY, "中国人民政治协商会议昆明市委员会"}
    assert {one[3] for one in found} == {ISSUER}


# ---- told twice -----------------------------------------------------------------------------------------------------


def test_what_is_told_twice_is_one_action_with_both_evidences():
    text = "制定《昆明市公园条例》。今年制定《昆明市公园条例》,受到好评。"
    (one,) = [one for one in actions(text) if one.action == "enact"]
    assert [evidence.span.of(HEADER + text) for evidence in one.evidences] == [
        "制定《昆明市公园条例》",
        "今年制定《昆明市公园条例》",
    ]
    assert one.offset == len(HEADER)


def test_what_is_planned_and_what_is_done_are_two():
    text = "修订《昆明市公园条例》。\n2025年的主要任务\n修订《昆明市公园条例》。"
    assert [one.status for one in actions(text)] == ["completed", "planned"]
    assert [one.year for one in actions(text)] == [2024, 2025]


def test_reports_to_one_body_are_events_of_their_own():
    assert len(actions("向市委报告立法工作。再次向市委报告监督工作。")) == 2


def test_a_clause_that_plans_inside_what_was_done_has_the_year_planned():
    (one,) = actions("拟制定《昆明市公园条例》。")
    assert (one.status, one.year) == ("planned", 2025)


def test_offsets_are_where_the_verb_begins():
    text = "围绕发展大局,先后制定《昆明市公园条例》。"
    (one,) = actions(text)
    assert (HEADER + text)[one.offset :].startswith("制定《")


# ---- thanks ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "在此,我代表常委会向市委、市政府表示衷心的感谢!",
        "成绩的取得离不开各方帮助。我代表常委会,向市委、市政府表示诚挚的谢意!",
        "这是市委领导和市政府帮助的成果。在此表示崇高的敬意!",
    ],
)
def test_those_named_are_thanked(text):
    assert {one for one in done(text) if one[0] == "thank"} == {
        ("thank", "completed", ISSUER, PARTY),
        ("thank", "completed", ISSUER, MUNICIPAL),
    }


def test_the_speaker_thanks_neither_itself_nor_its_place():
    found = done("我代表市人大常委会,向市委和昆明市各族人民表示衷心的感谢!")
    assert [one[3] for one in found if one[0] == "thank"] == [PARTY]


def test_no_thanks_without_anyone_named():
    assert done("向大家表示衷心的感谢!") == []
