"""Bodies by their place, their level or alone; places that share a head; parts of bodies; short names agreed on."""

import pytest
from tiny import called, mentions, report

from kg.recognise import recognise
from kg.segment import segment

STANDING = "人民代表大会常务委员会"


def bodies(text):
    """What bodies a text names: words → full name."""
    return {words: name for words, cls, name in called(text) if cls not in ("AdministrativeArea", "Meeting")}


@pytest.mark.parametrize(
    ("words", "cls", "name"),
    [
        ("市人大常委会", "StandingCommittee", f"昆明市{STANDING}"),
        ("省人大常委会", "StandingCommittee", f"云南省{STANDING}"),
        ("宜良县人大常委会", "StandingCommittee", f"宜良县{STANDING}"),
        ("市二届人大常委会", "StandingCommittee", f"昆明市{STANDING}"),
        ("常委会", "StandingCommittee", f"昆明市{STANDING}"),
        ("我市人大", "PeoplesCongress", "昆明市人民代表大会"),
        ("市委", "PartyBody", "中国共产党昆明市委员会"),
        ("中共宜良县委", "PartyBody", "中国共产党宜良县委员会"),
        ("省政府", "GovernmentBody", "云南省人民政府"),
        ("市监委", "JudicialBody", "昆明市监察委员会"),
        ("市中级人民法院", "JudicialBody", "昆明市中级人民法院"),
        ("省高级人民法院", "JudicialBody", "云南省高级人民法院"),
        ("宜良县检察院", "JudicialBody", "宜良县人民检察院"),
        ("市政协", "Organization", "中国人民政治协商会议昆明市委员会"),
        ("市财政局", "GovernmentBody", "昆明市财政局"),
        ("市发改委", "GovernmentBody", "昆明市发展和改革委员会"),
        ("法工委", "Committee", f"昆明市{STANDING}法制工作委员会"),
    ],
)
def test_a_body_gets_its_full_name(words, cls, name):
    assert (words, cls, name) in called(f"与{words}沟通。") or (words, cls, name) in called(f"{words}高度重视。")


@pytest.mark.parametrize(
    "text",
    [
        "各级人大常委会推进。",
        "各县政府落实。",
        "两级法院审结。",
        "乡镇政府落实。",
        "市委托第三方评估。",
        "政府采购。",
        "人大代表联系群众。",
        "政协委员提案。",
        "县级人民政府落实。",
    ],
)
def test_generic_words_are_no_body(text):
    assert bodies(text) == {}


def test_the_discipline_and_the_supervision_commission_are_two():
    assert bodies("市纪委监委通报。") == {
        "市纪委": "中国共产党昆明市纪律检查委员会",
        "监委": "昆明市监察委员会",
    }


def test_a_bare_committee_is_the_issuers_only_in_its_own_report():
    text = "政府工作报告\n——2025年1月14日在昆明市第二届人民代表大会第五次会议上\n各位代表:\n常委会支持。"
    assert [one for one in recognise(segment(report(text))) if one.cls == "StandingCommittee"] == []


# ---- several places, one head ---------------------------------------------------------------------------------------


def test_two_counties_share_a_head():
    found = {one.name: one for one in mentions("与湄潭县、余庆县人大常委会会商。") if one.cls == "StandingCommittee"}
    assert set(found) == {f"湄潭县{STANDING}", f"余庆县{STANDING}"}
    assert "湄潭县人大常委会" in found[f"湄潭县{STANDING}"].alts


def test_two_levels_share_a_head():
    names = {name for _, cls, name in called("在省、市人大常委会指导下。") if cls == "StandingCommittee"}
    assert names == {f"云南省{STANDING}", f"昆明市{STANDING}"}


def test_a_place_before_a_shared_head_stays_a_place_too():
    assert ("湄潭县", "AdministrativeArea", "湄潭县") in called("与湄潭县、余庆县人大常委会会商。")


def test_the_congress_and_its_standing_committee():
    names = {name for _, _, name in called("市人大及其常委会依法履职。")}
    assert {"昆明市人民代表大会", f"昆明市{STANDING}"} <= names


# ---- parts ----------------------------------------------------------------------------------------------------------


def test_a_committee_of_a_congress_is_part_of_it():
    (part,) = [one for one in mentions("市人大财政经济委员会审查。") if one.cls == "Committee"]
    assert (part.name, part.links) == ("昆明市人民代表大会财政经济委员会", (("partOf", "昆明市人民代表大会"),))


def test_committees_joined_to_one_another_have_the_same_parent():
    names = [name for _, cls, name in called("市人大监察和司法委员会、社会建设委员会调研。") if cls == "Committee"]
    assert names == ["昆明市人民代表大会监察和司法委员会", "昆明市人民代表大会社会建设委员会"]


def test_a_party_group_of_a_body():
    (part,) = [one for one in mentions("市政府党组学习。") if one.rule == "part-of-body"]
    assert (part.cls, part.name) == ("PartyBody", "中国共产党昆明市人民政府党组")
    assert part.links == (("partOf", "昆明市人民政府"),)


@pytest.mark.parametrize("text", ["市人大听取委员会意见。", "常委会组织委员会讨论。", "市政府和有关委员会。"])
def test_what_a_body_does_is_no_part_of_it(text):
    assert [one for one in mentions(text) if one.rule == "part-of-body"] == []


def test_a_special_committee_may_stand_alone_in_its_congress():
    names = [name for _, cls, name in called("由监察和司法委员会牵头调研。") if cls == "Committee"]
    assert names == ["昆明市人民代表大会监察和司法委员会"]


# ---- links and short names ------------------------------------------------------------------------------------------


def test_a_standing_committee_implies_its_place_and_congress():
    (made,) = [one for one in mentions("省人大常委会肯定。") if one.cls == "StandingCommittee"]
    assert made.links == (("jurisdiction", "云南省"), ("partOf", "云南省人民代表大会"))


def test_a_level_word_mentions_the_place_above():
    (place,) = [one for one in mentions("省人大常委会肯定。") if one.cls == "AdministrativeArea"]
    assert (place.name, place.code) == ("云南省", "530000")


def test_a_short_name_agreed_on_stands_for_the_body_before_it():
    found = called("昆明铁路运输中级法院设立。昆明市中级人民法院（以下简称“滇都院”）审结。滇都院受理。")
    assert [name for words, _, name in found if words == "滇都院"] == ["昆明市中级人民法院"] * 2


def test_the_issuer_is_mentioned_in_the_title():
    text = "云岭市人民代表大会常务委员会工作报告\n——2025年1月14日在云岭市第二届人民代表大会第五次会议上\n各位代表:\n"
    made = {one.name: one.span.of(text) for one in recognise(segment(report(text))) if one.cls == "StandingCommittee"}
    assert made == {f"云岭市{STANDING}": f"云岭市{STANDING}"}
