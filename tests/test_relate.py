"""The nine lasting relations: each where the text states or implies it, each once, each with its words."""

import pytest
from tiny import HEADER, ISSUER, linked, related, report

from kg.extract import extract


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("省人大常委会肯定。", ("云南省人民代表大会常务委员会", "jurisdiction", "云南省")),
        ("市人大财政经济委员会审查。", ("昆明市人民代表大会财政经济委员会", "partOf", "昆明市人民代表大会")),
        ("与云南大学法学院签订合作协议。", ("云南大学法学院", "partOf", "云南大学")),
        ("赴宜良县调研。", ("宜良县", "within", "昆明市")),
        ("到宜良县狗街镇龙山村调研。", ("宜良县狗街镇龙山村", "within", "宜良县狗街镇")),
        (
            "实施护河行动、植树行动、清洁行动“三项行动”。",
            ("“三项行动”", "hasComponent", "植树行动"),
        ),
        ("与云南大学签订合作协议。", (ISSUER, "cooperatesWith", "云南大学")),
        ("是湖南无私援助的结果。", ("湖南省", "supports", "昆明市")),
        ("结对帮扶宜良县。", (ISSUER, "supports", "宜良县")),
        ("制定《昆明市公园条例》。", ("昆明市公园条例", "appliesTo", "昆明市")),
        ("制定《云南省抚仙湖保护条例》。", ("云南省抚仙湖保护条例", "appliesTo", "抚仙湖")),
        ("制定《云南省抚仙湖保护条例》。", ("抚仙湖", "within", "云南省")),
        ("撰写《云岭河湖治理研究》等报告。", (ISSUER, "published", "云岭河湖治理研究")),
    ],
)
def test_relations(text, relation):
    assert relation in related(text)


def header_relations():
    made = extract(report(HEADER + "现在报告工作。"))
    names = {one.key: one.name for one in made.entities}
    return {(names[one.subject], one.predicate, names[one.object], one.title) for one in made.relations}


def test_what_the_header_implies():
    assert header_relations() >= {
        ("赵云岭", "holdsPost", ISSUER, "主任"),
        (ISSUER, "partOf", "昆明市人民代表大会", ""),
        (ISSUER, "jurisdiction", "昆明市", ""),
    }


def test_the_general_secretary_holds_his_post():
    assert ("习近平", "holdsPost", "中国共产党中央委员会") in related(
        "坚持党中央集中统一领导。落实习近平总书记重要指示。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "与群众建立密切联系。",
        "联合市水务局开展检查。",
        "在《云岭日报》刊发稿件。",
        "赴湄潭县考察。",
        "各方无私援助。",
    ],
)
def test_what_is_done_once_is_no_lasting_relation(text):
    assert [one for one in related(text) if one[1] in ("cooperatesWith", "supports", "published", "within")] == []


def test_a_relation_stated_twice_is_one_with_two_evidences():
    _, relations, _ = linked("与云南大学签订合作协议。再次与云南大学签订合作协议。")
    (one,) = [one for one in relations if one.predicate == "cooperatesWith"]
    assert len(one.evidences) == 2


def test_the_evidence_is_the_clause_that_states_it():
    text = "召开会议,与云南大学签订合作协议,成效明显。"
    _, relations, _ = linked(text)
    (one,) = [one for one in relations if one.predicate == "cooperatesWith"]
    assert [evidence.span.of(HEADER + text) for evidence in one.evidences] == ["与云南大学签订合作协议"]
    assert one.evidences[0].span.begin <= one.offset < one.evidences[0].span.end


def test_nothing_is_related_to_itself():
    for text in ("昆明市昆明市", "市人大常委会支持市人大常委会。"):
        assert [one for one in related(text) if one[0] == one[2]] == []


def test_a_speaker_holds_the_post_that_the_header_names():
    made = extract(
        report(
            "中国人民政治协商会议昆明市委员会常务委员会工作报告\n"
            "——2025年1月14日在政协第十五届昆明市委员会第四次会议上\n"
            "昆明市政协主席  赵云岭\n各位委员:\n召开会议8次。\n"
        )
    )
    names = {entity.key: entity.name for entity in made.entities}
    posts = {
        (names[one.subject], names[one.object], one.title) for one in made.relations if one.predicate == "holdsPost"
    }
    assert posts == {("赵云岭", "中国人民政治协商会议昆明市委员会", "主席")}
