"""Names of public knowledge in a text: what the gazetteers hold, and what hangs on them."""

import pytest
from tiny import called, mentions

from kg.known import names_of


def test_names_of_a_row_begin_with_the_full_one():
    assert names_of({"name": "甲法", "short": "乙法|甲法|丙法"}) == ("甲法", "乙法", "丙法")
    assert names_of({"name": "甲法"}) == ("甲法",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("学习渔业法。", ("渔业法", "Law", "中华人民共和国渔业法")),
        ("与云南大学合作。", ("云南大学", "University", "云南大学")),
        ("全国人大常委会肯定。", ("全国人大常委会", "StandingCommittee", "全国人民代表大会常务委员会")),
        ("赴昆明考察。", ("昆明", "AdministrativeArea", "昆明市")),
        ("赴四川考察。", ("四川", "AdministrativeArea", "四川省")),
        ("长江流域治理。", ("长江流域", "Place", "长江流域")),
        ("到宜良县调研。", ("宜良县", "AdministrativeArea", "宜良县")),
    ],
)
def test_known_names_get_their_full_name(text, found):
    assert found in called(text)


def test_doctrine_is_marked_and_is_no_entity():
    (made,) = [one for one in mentions("坚持以人民为中心。") if one.name == "以人民为中心"]
    assert (made.cls, made.strong) == ("", False)


def test_programmes_wait_for_a_verb():
    (made,) = mentions("面向乡村振兴。")
    assert (made.cls, made.name, made.strong) == ("Program", "乡村振兴", False)


def test_a_region_that_opens_another_name_is_weak():
    strong = {text: [one.strong for one in mentions(text)] for text in ("保护长江。", "引进长江存储。")}
    assert strong == {"保护长江。": [True], "引进长江存储。": [False]}


@pytest.mark.parametrize("text", ["和县级部门会商。", "会同县级部门推进。", "促成县域经济发展。"])
def test_other_words_are_no_far_county(text):
    assert [one for one in called(text) if one[1] == "AdministrativeArea"] == []


def test_a_name_that_several_far_counties_bear_is_left_out():
    assert called("赴西湖区考察。") == []


def test_a_county_has_its_code():
    (made,) = mentions("到宜良县调研。")
    assert (made.code, made.shared) == ("530125", True)


# ---- what hangs on a known name -------------------------------------------------------------------------------------


def test_a_school_belongs_to_its_university():
    made = {one.name: one for one in mentions("与云南大学法学院签订协议。")}
    assert set(made) == {"云南大学法学院", "云南大学"}
    assert made["云南大学法学院"].links == (("partOf", "云南大学"),)


def test_a_verb_after_a_university_opens_no_school():
    assert [one[2] for one in called("与云南大学签订协议共建法学院。")] == ["云南大学"]


def test_villages_hang_below_their_town_and_county():
    made = {one.span.begin: one for one in mentions("到宜良县狗街镇龙山村调研。")}
    names = [made[begin].name for begin in sorted(made)]
    assert names == ["宜良县", "宜良县狗街镇", "宜良县狗街镇龙山村"]
    assert [made[begin].links for begin in sorted(made)][1:] == [
        (("within", "宜良县"),),
        (("within", "宜良县狗街镇"),),
    ]


def test_a_village_after_a_verb_of_help():
    assert ("云峰村", "AdministrativeArea", "昆明市狗街镇云峰村") in called("帮扶狗街镇云峰村。")


def test_a_county_before_a_town_stays_a_county():
    names = [one[2] for one in called("帮扶东川区阿旺镇木多村。")]
    assert names == ["东川区", "东川区阿旺镇", "东川区阿旺镇木多村"]


@pytest.mark.parametrize("text", ["到宜良县各乡镇调研。", "宜良县农村建设。", "帮扶困难村民。", "支援全市农村。"])
def test_generic_villages_are_no_names(text):
    assert [one for one in mentions(text) if one.rule == "place-nested"] == []


# ---- the own place --------------------------------------------------------------------------------------------------


def test_the_whole_city_is_the_reporting_place_but_only_weakly():
    (made,) = mentions("全市推进。")
    assert (made.name, made.strong, made.code) == ("昆明市", False, "530100")


def test_another_level_is_not_the_own_place():
    assert called("全县推进。") == []
