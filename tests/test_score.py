"""The scorer's figures on small graphs whose figures are known, and what it says of misses and of records."""

import json

import goldgraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import rdf
from kg.errors import InputError
from kg.score import (
    Figure,
    as_json,
    as_lines,
    assign,
    fallen,
    gold_files,
    missed,
    norm,
    read_gold,
    record,
    recorded,
    score,
    shares,
    similar,
    table,
    text_of,
)

NAMES = rdf.NAMES
WR, A = NAMES.wr, rdf.RDF("type")
TEXT = "市人大常委会修正了甲条例,召开会议8次。"

GOLD = [
    {"kind": "entity", "class": "StandingCommittee", "names": ["某市人大常委会", "市人大常委会"], "begin": 0},
    {"kind": "entity", "class": "LocalRegulation", "names": ["甲条例"], "begin": 9},
    {"kind": "entity", "class": "Program", "names": ["乙工程"], "begin": 0, "optional": True},
    {"kind": "relation", "s": "某市人大常委会", "p": "cooperatesWith", "o": "甲条例", "begin": 0},
    {"kind": "action", "action": "amend", "agent": "市人大常委会", "object": "甲条例", "status": "completed",
     "begin": 6},
    {"kind": "observation", "measure": "会议", "value": 8, "unit": "次", "status": "completed", "begin": 17,
     "indicator": "standing-committee-meetings"},
]  # fmt: skip

BODY, RULE, PASSAGE = NAMES.id("body"), NAMES.id("rule"), NAMES.facts("a")("passage")
ACT, OBS = NAMES.facts("a")("act"), NAMES.facts("a")("obs")


def entity(node, cls, *names):
    labels = (rdf.Triple(node, rdf.SKOS("prefLabel" if n == 0 else "altLabel"), rdf.zh(x)) for n, x in enumerate(names))
    return [rdf.Triple(node, A, WR(cls)), *labels]


def about(node, **pairs):
    return [rdf.Triple(node, WR(name), value) for name, value in pairs.items()]


THINGS = [*entity(BODY, "StandingCommittee", "市人大常委会"), *entity(RULE, "LocalRegulation", "《甲条例》")]
ACTIVITY = [
    rdf.Triple(ACT, A, WR("Activity")),
    *about(ACT, action=NAMES.wrc("amend"), status=NAMES.wrc("completed"), agent=BODY, object=RULE, evidence=PASSAGE),
    *about(ACT, offset=rdf.integer(6)),
]
COUNT = [
    rdf.Triple(OBS, A, WR("Observation")),
    *about(OBS, measure=rdf.zh("召开会议"), unit=rdf.string("次"), status=NAMES.wrc("ongoing"), evidence=PASSAGE),
    *about(OBS, value=rdf.Literal("8.0", datatype=rdf.XSD("decimal")), offset=rdf.integer(17)),
    *about(OBS, indicator=NAMES.wrc("standing-committee-meetings")),
]
QUOTE = [
    rdf.Triple(PASSAGE, rdf.NIF("beginIndex"), rdf.integer(0)),
    rdf.Triple(PASSAGE, rdf.NIF("endIndex"), rdf.integer(len(TEXT))),
    rdf.Triple(PASSAGE, rdf.NIF("anchorOf"), rdf.string(TEXT)),
]
COOPERATION = [rdf.Triple(RULE, WR("cooperatesWith"), BODY)]
GOOD = [*THINGS, *ACTIVITY, *COUNT, *QUOTE, *COOPERATION]


def figures(triples, gold=GOLD, text=TEXT):
    return {label: (one.hit, one.predicted, one.gold) for label, one in score(triples, gold, text).figures.items()}


def test_a_graph_that_says_all_and_no_more_has_full_marks():
    assert figures(GOOD) == {
        "entity.name": (2, 2, 2),
        "entity": (2, 2, 2),
        "relation": (1, 1, 1),
        "action": (1, 1, 1),
        "action.agent": (1, 1, 1),
        "observation.value": (1, 1, 1),
        "observation": (1, 1, 1),
        "indicator": (1, 1, 1),
    }
    result = score(GOOD, GOLD, TEXT)
    assert (result.exact, result.facts, result.misses) == (2, 2, ())


def test_optional_gold_counts_neither_for_nor_against():
    more = entity(NAMES.id("more"), "Program", "乙工程")
    assert figures([*GOOD, *more])["entity"] == (2, 2, 2)
    wrong = entity(NAMES.id("more"), "Program", "丙工程")
    assert figures([*GOOD, *wrong])["entity"] == (2, 3, 2)


def test_a_wrong_class_is_found_by_name_only():
    things = [*entity(BODY, "StandingCommittee", "市人大常委会"), *entity(RULE, "Law", "甲条例")]
    found = figures(things)
    assert (found["entity.name"], found["entity"]) == ((2, 2, 2), (1, 2, 2))


def test_a_broader_class_beside_the_narrow_one_does_no_harm_and_alone_is_wrong():
    both = rdf.Triple(BODY, A, WR("Organization"))
    assert figures([*GOOD, both])["entity"] == (2, 2, 2)
    alone = [triple for triple in [*GOOD, both] if triple.object != WR("StandingCommittee")]
    assert figures(alone)["entity"] == (1, 2, 2)


def test_a_wrong_agent_costs_the_agent_figure_alone():
    other = [*entity(NAMES.id("other"), "GovernmentBody", "市政府"), rdf.Triple(ACT, WR("agent"), NAMES.id("other"))]
    triples = [t for t in GOOD if not (t.subject == ACT and t.predicate == WR("agent"))] + other
    found = figures(triples)
    assert (found["action"], found["action.agent"]) == ((1, 1, 1), (0, 1, 1))


@pytest.mark.parametrize(
    ("name", "value", "hit"),
    [
        ("value", rdf.integer(9), 0),
        ("value", rdf.string("many"), 0),
        ("unit", rdf.string("件"), 0),
        ("offset", rdf.integer(19), 1),
        ("offset", rdf.integer(14), 0),
        ("status", NAMES.wrc("planned"), 0),
        ("modifier", NAMES.wrc("more"), 0),
        ("measure", rdf.zh("培训"), 0),
    ],
)
def test_an_observation_is_right_in_value_unit_place_status_modifier_and_measure(name, value, hit):
    triples = [t for t in GOOD if not (t.subject == OBS and t.predicate == WR(name))]
    assert figures([*triples, rdf.Triple(OBS, WR(name), value)])["observation"] == (hit, 1, 1)


def test_partners_named_by_gold_beside_the_object_count_neither_way():
    gold = [{**fact, "partners": ["丙"]} if fact["kind"] == "action" else fact for fact in GOLD]
    partner = [*entity(NAMES.id("c"), "Organization", "丙"), rdf.Triple(ACT, WR("partner"), NAMES.id("c"))]
    assert figures([*GOOD, *partner], gold)["action"] == (1, 1, 1)
    assert figures([*GOOD, *partner])["action"] == (1, 2, 1)


def test_evidence_must_be_exact_and_hold_the_offset():
    assert score(GOOD, GOLD, TEXT).evidence == 1
    assert score(GOOD, GOLD, "另" + TEXT).exact == 0
    assert score(GOOD, GOLD).exact == 2
    outside = [*[t for t in GOOD if t.predicate != rdf.NIF("endIndex")],
               rdf.Triple(PASSAGE, rdf.NIF("endIndex"), rdf.integer(10))]  # fmt: skip
    assert score(outside, GOLD).exact == 1


def test_an_empty_graph_scores_nothing_and_does_not_fail():
    result = score([], GOLD, TEXT)
    assert {figure.f1 for figure in result.figures.values()} == {0.0}
    assert (result.exact, result.facts, result.evidence) == (0, 0, 0.0)


def test_another_base_is_scored_alike(tmp_path):
    report = rdf.Triple(NAMES.report("a"), A, WR("Report"))
    rebased = rdf.Names("http://example.org/kg/").rebase(rdf.ntriples([report, *GOOD]))
    (tmp_path / "a.nt").write_text(rebased, "utf-8")
    assert as_json(score(rdf.parse(tmp_path / "a.nt"), GOLD, TEXT)) == as_json(score(GOOD, GOLD, TEXT))


def test_the_gold_graph_has_full_marks_on_its_own_gold(gold_graph):
    text = goldgraph.TURPAN.read_text("utf-8")
    result = score(gold_graph, read_gold(goldgraph.TURPAN_GOLD), text)
    assert {label: figure.f1 for label, figure in result.figures.items()} == dict.fromkeys(result.figures, 1.0)
    assert result.evidence == 1.0
    assert [miss for miss in result.misses if miss.sign != "+"] == []


# --- phrases and matching --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("常委会会议", "常委会会议", True),
        ("会议", "常委会会议", True),
        ("常委会会议", "召开常委会会议", True),
        ("议", "会议", False),
        ("文件", "备案登记的规范性文件", False),
        ("规范性文件审查", "审查规范性文件", True),
        ("培训", "宣讲", False),
        ("", "会议", False),
        ("“家站”", "家站", True),
        ("家站(１)", "家站(1)", True),
    ],
)
def test_phrases_for_what_is_counted(one, other, alike):
    assert similar(one, other) is alike
    assert similar(other, one) is alike


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_has_no_direction_and_equal_phrases_are_alike(one, other):
    assert similar(one, other) == similar(other, one)
    assert similar(one, one) == bool(norm(one))


def test_matching_is_the_greatest_and_mandatory_gold_goes_first():
    gold = [{"n": "a", "optional": True}, {"n": "a"}, {"n": "ab"}]
    assert assign(gold, ["a"], lambda fact, thing: fact["n"] == thing) == {1: 0}
    assert assign(gold, ["x", "b"], lambda fact, thing: thing in fact["n"] or thing == "x") == {1: 0, 2: 1}


def test_figures():
    figure = Figure(hit=6, predicted=8, gold=12)
    assert (figure.precision, figure.recall, round(figure.f1, 4)) == (0.75, 0.5, 0.6)


# --- what is printed -------------------------------------------------------------------------------------------------


def test_json_has_the_figures_rounded_to_four_places():
    told = as_json(score([*GOOD, *entity(NAMES.id("x"), "Law", "丁法")], GOLD, TEXT))
    assert told["entity"] == {"p": 0.6667, "r": 1.0, "f1": 0.8, "hit": 2, "predicted": 3, "gold": 2}
    assert told["evidence"] == {"exact": 2, "facts": 2, "share": 1.0}


def test_one_line_a_figure():
    lines = list(as_lines(score(GOOD, GOLD, TEXT)))
    assert lines[0] == "entity.name        P 1.000  R 1.000  F1 1.000   命中 2,图中 2,标注 2"
    assert lines[-1].startswith("evidence           2 条事实中 2 条")


def test_each_miss_shows_its_sentence():
    triples = [*entity(RULE, "LocalRegulation", "甲条例"), *COUNT]
    lines = list(missed(score(triples, GOLD, TEXT)))
    miss = lines.index("- entity: StandingCommittee 某市人大常委会、市人大常委会 @0")
    assert lines[miss + 1] == "      ▸市人大常委会修正了甲条例,召开会议8次"
    assert "- action: amend completed 市人大常委会 → 甲条例 @6" in lines
    assert "      市人大常委会▸修正了甲条例,召开会议8次" in lines
    assert any(line.startswith("! evidence: ") for line in lines)


def test_what_is_partly_wrong_is_told_with_both_readings():
    things = [*entity(BODY, "StandingCommittee", "市人大常委会"), *entity(RULE, "Law", "甲条例")]
    lines = list(missed(score(things, GOLD, TEXT)))
    assert "~ entity.class: 应为 LocalRegulation 甲条例,图中是 Law 甲条例 @9" in lines


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_broken_gold_line_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"kind": "document"}\n\nnot json\n', "utf-8")
    with pytest.raises(InputError, match="第 3 行"):
        read_gold(path)
    with pytest.raises(InputError, match=r"b\.jsonl"):
        read_gold(tmp_path / "b.jsonl")


def test_the_report_of_a_gold_file_is_beside_it_or_in_a_folder_beside_or_a_sample(tmp_path):
    gold = tmp_path / "gold" / "a.jsonl"
    gold.parent.mkdir()
    (tmp_path / "texts").mkdir()
    facts = [{"kind": "document", "text": "b.txt"}]
    with pytest.raises(InputError, match=r"b\.txt"):
        text_of(gold, facts)
    (tmp_path / "texts" / "b.txt").touch()
    assert text_of(gold, facts) == tmp_path / "texts" / "b.txt"
    (tmp_path / "gold" / "b.txt").touch()
    assert text_of(gold, facts) == tmp_path / "gold" / "b.txt"
    assert text_of(gold, [{"kind": "document", "text": "turpan-2025.txt"}]).is_file()


def test_a_folder_without_gold_says_so(tmp_path):
    with pytest.raises(InputError, match="没有标注文件"):
        gold_files(tmp_path)


def test_figures_are_recorded_and_a_fall_is_seen(tmp_path):
    now = {"a": shares(score(GOOD, GOLD, TEXT))}
    assert recorded(tmp_path) == {}
    record(tmp_path, now)
    assert recorded(tmp_path) == now
    assert json.loads((tmp_path / "scores.json").read_text("utf-8"))["a"]["evidence"] == 1.0
    assert fallen(now, recorded(tmp_path)) == []
    less = {"a": now["a"] | {"entity": 0.9}, "new": now["a"]}
    assert fallen(less, recorded(tmp_path)) == [("a", "entity", -0.1)]
    assert fallen({"a": now["a"] | {"entity": 0.99995}}, recorded(tmp_path)) == []


def test_the_table_shows_each_change():
    text = table(
        {"a": {"entity": 0.9, "evidence": 1.0}, "b": {"entity": 0.5}}, {"a": {"entity": 0.875, "evidence": 1.0}}
    )
    assert text.splitlines()[2:] == ["a   0.900 (+0.025)     1.000", "b   0.500"]
