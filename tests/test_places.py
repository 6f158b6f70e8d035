"""Level words, names that several divisions share, and what lies above what."""

from collections import Counter

import pytest
from tiny import report

from kg.places import Surroundings, above, ancestors, divisions, named, surroundings
from kg.segment import segment

KUNMING, YUNNAN, DONGCHUAN = "530100", "530000", "530113"


def around(code, issuer="StandingCommittee"):
    chain = ancestors(divisions()[code])
    return Surroundings(chain[0].name, chain, issuer)


def excerpt(text):
    return surroundings(segment(report(text)))


def test_ancestors_run_from_the_division_to_its_province():
    assert [one.name for one in ancestors(divisions()[DONGCHUAN])] == ["东川区", "昆明市", "云南省"]
    assert above(divisions()[DONGCHUAN]) == ("昆明市", "云南省")
    assert above(divisions()[YUNNAN]) == ()


def test_divisions_are_found_by_full_short_and_former_names():
    assert [one.code for one in named("昆明市")] == [one.code for one in named("昆明")] == [KUNMING]
    assert [one.name for one in named("襄樊市")] == ["襄阳市"]
    assert named("云岭市") == ()


def test_counties_of_one_name_are_several_divisions():
    assert {one.parent for one in named("西湖区")} == {"330100", "360100"}


@pytest.mark.parametrize(
    ("code", "word", "place"),
    [
        (DONGCHUAN, "区", "东川区"),
        (DONGCHUAN, "市", "昆明市"),
        (DONGCHUAN, "省", "云南省"),
        (KUNMING, "县", ""),
        (YUNNAN, "市", ""),
        ("650422", "县", "托克逊县"),
        ("650422", "区", "新疆维吾尔自治区"),
        ("650422", "自治区", "新疆维吾尔自治区"),
        ("532301", "州", "楚雄彝族自治州"),
        ("532301", "自治州", "楚雄彝族自治州"),
        ("530126", "县", "石林彝族自治县"),
        ("530126", "自治县", "石林彝族自治县"),
        ("152500", "盟", "锡林郭勒盟"),
        ("150722", "旗", "莫力达瓦达斡尔族自治旗"),
        (KUNMING, "镇", ""),
    ],
)
def test_what_a_level_word_stands_for(code, word, place):
    assert around(code).of_level(word) == place


def test_a_level_word_of_a_place_that_no_gazetteer_knows():
    unknown = Surroundings("云岭市", ())
    assert (unknown.of_level("市"), unknown.of_level("省")) == ("云岭市", "")


def test_of_several_counties_the_near_one_is_meant():
    hangzhou, nanchang = sorted(named("西湖区"), key=lambda one: one.code)
    candidates = (hangzhou, nanchang)
    assert around("330100").choose(candidates) == hangzhou
    assert around("360000").choose(candidates) == nanchang


def test_where_nothing_tells_no_county_is_chosen():
    assert around(KUNMING).choose(named("西湖区")) is None
    assert Surroundings("", ()).choose(named("西湖区")) is None


def test_two_near_counties_of_one_name_are_not_told_apart():
    assert around("320000").choose(named("鼓楼区")) is None


def test_the_only_division_of_a_name_is_chosen_everywhere():
    assert around("650400").choose(named("东川区")).code == DONGCHUAN
    assert around("650400").choose(()) is None


def test_near_is_the_same_province():
    here = around(KUNMING)
    assert here.near(divisions()["532301"])
    assert not here.near(divisions()["330106"])
    assert not Surroundings("云岭市", ()).near(divisions()["532301"])


def test_an_excerpt_speaks_for_the_province_of_the_places_it_names():
    assert excerpt("支持昆明、大理、楚雄发展。").place == "云南省"


def test_an_excerpt_that_names_places_of_many_provinces_speaks_for_none():
    assert excerpt("赴昆明、杭州、西安、长沙考察。").place == ""
    assert excerpt("召开会议。").place == ""


def test_a_short_place_in_the_header_is_spelled_out():
    text = "政府工作报告\n——2025年1月9日在昆明市第九届人民代表大会第一次会议上\n各位代表:\n"
    made = excerpt(text)
    assert (made.place, [one.code for one in made.chain]) == ("昆明市", [KUNMING, YUNNAN])


def test_of_two_counties_in_the_header_the_one_whose_city_the_report_names():
    top = "政府工作报告\n——2025年1月9日在西湖区第九届人民代表大会第一次会议上\n各位代表:\n"
    assert excerpt(top + "南昌市委领导。").chain[0].code == "360103"
    assert excerpt(top + "杭州市委领导。").chain[0].code == "330106"


def test_every_division_hangs_below_a_province():
    assert {ancestors(one)[-1].level for one in divisions().values()} == {"province"}


def test_no_two_divisions_of_one_parent_share_a_name():
    seen = Counter((one.name, one.parent) for one in divisions().values())
    assert [key for key, count in seen.items() if count > 1] == []
