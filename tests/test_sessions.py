"""Sessions and plenums under their short names, and what the header says of the one that heard the report."""

import pytest
from tiny import HEADER, called, report, said

from kg.recognise import recognise
from kg.segment import segment

CONGRESS = "昆明市第二届人民代表大会"


def meetings(text):
    return [(words, name) for words, cls, name in called(text) if cls == "Meeting"]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("市二届人大四次会议", f"{CONGRESS}第四次会议"),
        ("市第二届人民代表大会第四次会议", f"{CONGRESS}第四次会议"),
        ("二届人大四次会议", f"{CONGRESS}第四次会议"),
        ("省十四届人大三次会议", "云南省第十四届人民代表大会第三次会议"),
        ("市委二届七次全会", "中国共产党昆明市第二届委员会第七次全体会议"),
        ("省委十一届六次全会", "中国共产党云南省第十一届委员会第六次全体会议"),
        ("市委二届历次全会", "中国共产党昆明市第二届委员会历次全体会议"),
        ("省第十一次党代会", "中国共产党云南省第十一次代表大会"),
        ("市政协六届四次会议", "中国人民政治协商会议第六届昆明市委员会第四次会议"),
    ],
)
def test_short_names_of_sessions(words, name):
    assert (words, name) in meetings(f"贯彻{words}精神。")


def test_the_meetings_of_a_standing_committee_are_no_sessions_of_the_congress():
    assert meetings("召开常委会会议8次。") == []


def test_the_plenum_spoken_of_is_the_one_named_last():
    third = "中国共产党第二十届中央委员会第三次全体会议"
    assert ("全会", third) in meetings("学习党的二十届三中全会精神。落实全会精神。")


def test_no_plenum_named_before_none_is_meant():
    assert meetings("落实全会精神。") == []


def test_plenums_in_a_list_share_their_term():
    names = [name for _, name in meetings("学习党的二十届二中、三中全会精神。")]
    assert names == [f"中国共产党第二十届中央委员会第{number}次全体会议" for number in "二三"]


def test_the_header_names_speaker_session_and_congress():
    text = HEADER
    made = {(one.cls, one.name): one for one in recognise(segment(said("")))}
    assert made["Person", "赵云岭"].span.of(text) == "赵云岭"
    session = made["Meeting", f"{CONGRESS}第五次会议"]
    assert (dict(session.facts), session.span.of(text)) == ({"ordinal": 5, "term": 2}, f"{CONGRESS}第五次会议")
    assert made["PeoplesCongress", "昆明市人民代表大会"].span.of(text) == CONGRESS


def test_a_name_written_with_spaces_is_one_name():
    text = HEADER.replace("赵云岭", "赵　岭") + "现在报告工作。"
    (person,) = [one for one in recognise(segment(report(text))) if one.cls == "Person"]
    assert (person.name, person.span.of(text)) == ("赵岭", "赵　岭")


def test_the_assembly_is_the_congress_that_hears_the_report():
    assert ("大会", "PeoplesCongress", "昆明市人民代表大会") in called("向大会报告工作。")


def test_another_assembly_is_not():
    assert [one for one in called("召开表彰大会报告会。") if one[1] == "PeoplesCongress"] == []
