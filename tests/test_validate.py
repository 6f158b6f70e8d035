"""A smallest bad graph for every check: a good graph with one thing taken away, or one put in."""

import time

import pytest
from goldgraph import gold_triples
from test_graph import TEXT, small_extraction

from kg import rdf, validate
from kg.graph import graph
from kg.rdf import Names, Triple
from kg.vocabulary import vocabulary

PREFIXES = "".join(f"@prefix {p}: <{ns}> .\n" for p, ns in rdf.NAMES.prefixes(["jia-2025"]).items())


def parsed(tmp_path, text):
    path = tmp_path / "added.ttl"
    path.write_text(PREFIXES + text, encoding="utf-8")
    return rdf.parse(path)


def iri(curie):
    prefix, _, local = curie.partition(":")
    return rdf.NamedNode(rdf.NAMES.prefixes(["jia-2025"])[prefix] + local)


def changed(tmp_path, gone, added):
    """The small good graph without the triples ``gone`` (subject or *, predicate or *), and with some Turtle."""
    wrong = [tuple(part if part == "*" else iri(part) for part in pair.split()) for pair in gone]

    def kept(triple):
        return not any(s in ("*", triple.subject) and p in ("*", triple.predicate) for s, p in wrong)

    return [triple for triple in graph(small_extraction()) if kept(triple)] + parsed(tmp_path, added)


COMMITTEE = "id:org-甲市人民代表大会常务委员会"
BAD = [
    # code, what is taken away, what is put in
    ("E101", ["report:jia-2025 *"], ""),
    ("E102", ["report:jia-2025 nif:isString"], ""),
    ("E103", ["report:jia-2025 wr:sha256"], f'report:jia-2025 wr:sha256 "{"0" * 64}" .'),
    ("W101", ["report:jia-2025 dcterms:date"], ""),
    ("E201", ["r:obs-58 wr:rule"], ""),
    ("E301", [f"{COMMITTEE} skos:prefLabel"], ""),
    ("E301", [], f'{COMMITTEE} skos:prefLabel "甲市人大常委会"@zh .'),
    ("E301", ["id:role-主任 skos:prefLabel"], ""),
    ("E302", [f"{COMMITTEE} rdfs:label"], f'{COMMITTEE} rdfs:label "常委会"@zh .'),
    ("E303", [], f'{COMMITTEE} skos:altLabel "常委会"@zh-Hans .'),
    ("E303", [], f'{COMMITTEE} skos:altLabel "常委会" .'),
    ("E304", ["id:place-990100 rdf:type"], ""),
    ("E305", [], f"{COMMITTEE} a wr:Committee ."),
    ("W301", [], 'id:org-甲 a wr:University ; skos:prefLabel "丙大学"@zh .'),
    ("E401", ["r:act-43 wr:evidence"], ""),
    ("E402", ["r:passage-54-60 nif:anchorOf"], 'r:passage-54-60 nif:anchorOf "召开会议９次" .'),
    ("E402", ["r:passage-54-60 nif:endIndex"], "r:passage-54-60 nif:endIndex 61 ."),
    ("E403", ["r:obs-58 wr:offset"], "r:obs-58 wr:offset 60 ."),
    ("E404", ["r:passage-54-60 nif:anchorOf"], 'r:passage-54-60 nif:anchorOf "召开\\n会议" .'),
    ("E405", ["r:act-43 wr:action"], "r:act-43 wr:action wrc:abolish ."),
    ("E405", ["r:obs-58 wr:indicator"], 'r:obs-58 wr:indicator "meetings" .'),
    ("E406", ["r:act-43 wr:status"], ""),
    ("E406", [], 'r:obs-58 wr:value "9"^^xsd:decimal .'),
    ("E407", ["r:obs-58 wr:value"], "r:obs-58 wr:value 8 ."),
    ("E407", ["r:obs-58 wr:year"], "r:obs-58 wr:year 2024 ."),
    ("E408", [], f"{COMMITTEE} wr:amended id:regulation-甲市湿地条例 ."),
    ("E409", [f"{COMMITTEE} wr:enacted"], ""),
    ("E410", ["id:person-阿依·玉 wr:holdsPost"], ""),
    ("E411", [], f"{COMMITTEE} wr:partOf id:org-甲市人民代表大会 ."),
    ("E412", [], "id:org-丙大学 wr:within id:place-990100 ."),
    ("E412", ["id:place-990100 rdf:type"], "id:place-990100 a wr:Report ."),
    ("E501", [], "[] a wr:Problem ."),
    ("E502", [], "<https://w3id.org/workreport/id/org-%E7%94%B2> a wr:Organization ."),
    ("E502", [], "<https://w3id.org/workreport/id/org-甲(乙)> a wr:Organization ."),
    ("E502", [], "<https://w3id.org/workreport/id/org-e\u0301> a wr:Organization ."),
    ("E503", [], 'r:act-43 wr:colour "红" .'),
    ("E503", [], "r:act-43 a wr:Aktivity ."),
    ("E504", [], 'r:problem-103 rdfs:comment "\\u000B" .'),
]


@pytest.mark.parametrize(("code", "gone", "added"), BAD)
def test_a_bad_graph_is_found_out(tmp_path, code, gone, added):
    found = validate.check(changed(tmp_path, gone, added))
    assert code in {finding.code for finding in found}


def test_every_check_has_its_bad_graph():
    assert sorted({code for code, _, _ in BAD}) == sorted(validate.CHECKS)


@pytest.mark.parametrize("code", validate.CHECKS)
def test_every_check_speaks_both_languages(code):
    chinese, english = validate.messages(code)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)
    assert english.isascii() or "·" in english
    finding = validate.Finding(code, "x", chinese, english)
    assert finding.message() == chinese
    assert finding.message("en") == english
    assert finding.is_error is code.startswith("E")


def test_a_good_graph_has_no_fault():
    triples = graph(small_extraction())
    assert validate.check(triples) == []
    assert validate.shacl(triples) == []


def test_a_good_graph_under_another_base_has_no_fault():
    triples = graph(small_extraction(), Names("https://example.org/kg/"))
    assert validate.check(triples) == []
    assert validate.shacl(triples) == []


def test_the_gold_graph_passes_the_gate():
    assert validate.shacl(gold_triples()) == []


SHAPELESS = [
    ("r:act-43", [], "r:act-43 wr:agent id:org-丙大学 .", "活动至多有一个主体,须为事物"),
    ("r:act-43", ["r:act-43 wr:agentStated"], "", "活动须注明主体是否见于原句"),
    ("r:act-43", ["r:act-43 wr:object"], "", "活动须有对象、伙伴或地点"),
    ("r:obs-58", ["r:obs-58 wr:value"], "r:obs-58 wr:value 8 .", "数据须有一个 xsd:decimal 数值"),
    ("r:obs-65", ["r:obs-65 wr:modifier"], "r:obs-65 wr:modifier wrc:rather .", "约数标记须为多、少、约、不少于之一"),
    ("r:rel-25", ["r:rel-25 rdf:predicate"], "r:rel-25 rdf:predicate wr:agent .", "关系须为九种之一"),
    ("r:post-25", ["r:post-25 org:role"], "", "任职须有且只有一个职务"),
    ("r:problem-103", ["r:problem-103 rdfs:label"], "", "不足须有报告的原话"),
    ("r:first-41", ["r:first-41 wr:rule"], "", "事实须注明所用规则"),
    (
        "r:passage-54-60",
        ["r:passage-54-60 nif:beginIndex"],
        "r:passage-54-60 nif:beginIndex 99 .",
        "片段须有起点,且在终点之前",
    ),
    ("id:place-990100", ["id:place-990100 wr:firstMention"], "", "事物须指明报告首次提及它的文字"),
    ("id:term-甲市人民代表大会-2", ["id:term-甲市人民代表大会-2 wr:ordinal"], "", "一届须有正整数届次"),
    (
        "report:jia-2025",
        ["report:jia-2025 wr:speaker"],
        f"report:jia-2025 wr:speaker {COMMITTEE} .",
        "报告人须为一个人物",
    ),
    ("id:role-主任", [], 'id:role-主任 skos:prefLabel "主席"@zh .', "职务须有且只有一个中文名称"),
]


@pytest.mark.parametrize(("subject", "gone", "added", "message"), SHAPELESS)
def test_the_shapes_find_what_is_out_of_shape(tmp_path, subject, gone, added, message):
    found = validate.shacl(changed(tmp_path, gone, added))
    assert (iri(subject).value, message) in {(finding.subject, finding.zh) for finding in found}
    assert all(finding.en.isascii() for finding in found)


def test_every_class_of_fact_and_thing_has_a_shape_that_the_tests_break():
    broken = {subject.partition(":")[2].partition("-")[0] for subject, *_ in SHAPELESS}
    assert broken == {"act", "obs", "rel", "post", "problem", "first", "passage", "place", "term", "jia", "role"}


def test_findings_come_in_order_and_fit_on_a_line(tmp_path):
    found = validate.check(
        changed(tmp_path, ["* wr:evidence", "* wr:rule"], f'r:obs-58 wr:verb "{"字" * 500}\\n字"@zh .')
    )
    assert found == sorted(found)
    assert {"E201", "E401"} <= {finding.code for finding in found}
    assert all("\n" not in finding.detail and len(finding.detail) <= 80 for finding in found)


def test_the_checks_are_fast_beside_the_shapes():
    triples = gold_triples()
    validate.check(triples)
    begin = time.process_time()
    validate.check(triples)
    checked = time.process_time()
    validate.shacl(triples)
    assert (checked - begin) * 5 < time.process_time() - checked


def test_every_concept_in_use_is_known_by_the_quick_check():
    wrc = rdf.NAMES.wrc
    names = rdf.NAMES
    for action in vocabulary().actions:
        triple = Triple(names.facts("x")("act-1"), names.wr("action"), wrc(action))
        codes = {finding.code for finding in validate.check([triple])}
        assert "E405" not in codes


def test_the_text_is_the_one_that_the_cases_break():
    assert TEXT[54:60] == "召开会议8次"
