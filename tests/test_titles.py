"""What kind of work a 《title》 names, its full name, and where a regulation applies."""

import pytest
from tiny import called, mentions

from kg.model import Span
from kg.places import Surroundings, ancestors, divisions
from kg.titles import full_meeting, full_title, title

CHAIN = ancestors(divisions()["530113"])
AROUND = Surroundings(CHAIN[0].name, CHAIN, "StandingCommittee")
NOWHERE = Surroundings("", ())


def made(words, around=AROUND):
    return title(words, Span(0, len(words)), around)


@pytest.mark.parametrize(
    ("words", "cls"),
    [
        ("中华人民共和国渔业法", "Law"),
        ("渔业法", "Law"),
        ("中国共产党巡视工作条例", "NormativeDocument"),
        ("中国共产党某项工作暂行条例", "NormativeDocument"),
        ("云岭市河道管理条例", "LocalRegulation"),
        ("云岭市电梯安全管理规定", "LocalRegulation"),
        ("政协云岭市委员会提案工作条例", "NormativeDocument"),
        ("云岭市人大常委会议事规则", "NormativeDocument"),
        ("关于加强代表联络工作的意见", "NormativeDocument"),
        ("关于批准本级决算的决议", "NormativeDocument"),
        ("云岭市国土空间总体规划", "Document"),
        ("云岭乡村建设三年行动方案", "Document"),
        ("云岭白皮书", "Document"),
        ("云岭日报", "Publication"),
        ("枫桥式工作法", "Publication"),
        ("硬笔书法", "Publication"),
    ],
)
def test_kind_of_work(words, cls):
    assert made(words).cls == cls


def test_a_law_gets_its_full_name_however_it_is_called():
    names = {
        made(words).name
        for words in (
            "渔业法",
            "中华人民共和国渔业法",
            "中华人民共和国渔业法(修订草案)",
            "中华人民共和国渔业法（草案）",
        )
    }
    assert names == {"中华人民共和国渔业法"}


def test_the_words_of_the_report_stay_among_the_names():
    assert {"渔业法(修订草案)", "渔业法"} <= set(made("渔业法(修订草案)").alts)


def test_a_draft_is_the_regulation():
    assert made("东川区公园条例(草案)").name == made("东川区公园条例").name == "东川区公园条例"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("公园条例", "东川区公园条例"),
        ("昆明市公园条例", "昆明市公园条例"),
        ("大理白族自治州洱海保护管理条例", "大理白族自治州洱海保护管理条例"),
        ("区人大常委会议事规则", "东川区人大常委会议事规则"),
        ("省预算审查监督条例", "云南省预算审查监督条例"),
        ("议事规则", "议事规则"),
    ],
)
def test_a_regulation_bears_its_place(words, name):
    assert made(words).name == name


def test_where_no_place_is_known_a_title_stays_as_it_is():
    assert made("公园条例", NOWHERE).name == "公园条例"
    assert full_title("公园条例", "LocalRegulation", NOWHERE) == "公园条例"


def test_other_works_bear_no_place():
    assert full_title("滇池治理规划", "Document", AROUND) == "滇池治理规划"


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("公园条例", "东川区"),
        ("昆明市公园条例", "昆明市"),
        ("大理白族自治州洱海保护管理条例", "洱海"),
        ("昆明市城市河道管理条例", "昆明市"),
        ("昆明市饮用水水源保护条例", "昆明市"),
    ],
)
def test_where_a_regulation_applies(words, place):
    assert [target for predicate, target in made(words).links if predicate == "appliesTo"] == [place]


def test_rules_of_a_body_apply_to_no_place():
    assert made("区人大常委会议事规则").links == ()


def test_measures_that_bear_a_place_are_regulations_only_in_a_congress():
    words = "昆明市公务用车管理办法"
    government = Surroundings(AROUND.place, CHAIN, "GovernmentBody")
    assert made(words).cls == "LocalRegulation"
    assert made(words, government).cls == "NormativeDocument"


def test_a_site_in_a_title_is_a_place_of_its_own():
    (site,) = [one for one in mentions("制定《云南省抚仙湖保护条例》。") if one.cls == "Place"]
    assert (site.name, site.links) == ("抚仙湖", (("within", "云南省"),))


def test_titles_inside_titles_are_one_work():
    words = [one for one in called("修订《云南省实施〈中华人民共和国渔业法〉办法》。") if one[1] == "LocalRegulation"]
    assert [one[2] for one in words] == ["云南省实施〈中华人民共和国渔业法〉办法"]


def test_a_title_ends_with_its_line():
    assert [one for one in called("制定《甲乙\n丙条例》。") if "甲" in one[0]] == []


def test_meetings_spell_out_their_level():
    assert full_meeting("市人大工作会议", AROUND) == "昆明市人大工作会议"
    assert full_meeting("全省代表工作推进会", AROUND) == "全省代表工作推进会"
    assert full_meeting("州人大工作会议", AROUND) == "州人大工作会议"
