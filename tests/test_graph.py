"""An extraction becomes exactly the triples of the contract; the gold graph scores 1.000 against its own gold."""

import dataclasses
from decimal import Decimal
from hashlib import sha256

import pytest
from goldgraph import TURPAN, TURPAN_GOLD, extraction_from_gold, gold_triples

from kg.errors import OntologyError
from kg.graph import graph
from kg.model import (
    Action,
    Document,
    Entity,
    Evidence,
    Extraction,
    FirstClaim,
    Header,
    Observation,
    Problem,
    Relation,
    Report,
    Section,
    Span,
)
from kg.rdf import NAMES, NIF, BlankNode, Names, turtle
from kg.score import read_gold, score
from kg.validate import check

TEXT = (
    "甲市人民代表大会常务委员会工作报告\n"
    "甲市人大常委会主任 阿依·玉\n"
    "一、立法\n"
    "在全省率先制定《甲市湿地条例》,召开会议8次,协调资金580多万元。\n"
    "二、计划\n"
    "拟赴乙市考察,与丙大学合作,修改《甲市湿地条例》。监督实效不够。\n"
)


def span(words, text=TEXT, nth=1):
    begin = -1
    for _ in range(nth):
        begin = text.index(words, begin + 1)
    return Span(begin, begin + len(words))


def small_extraction(text=TEXT):
    """A report of six lines with one fact of each kind."""
    header = Header(
        title="甲市人民代表大会常务委员会工作报告",
        issuer="甲市人民代表大会常务委员会",
        speaker="阿依·玉",
        speaker_post="甲市人大常委会主任",
        date="2025-01-14",
        session="甲市第二届人民代表大会第五次会议",
        term_ordinal=2,
        year_reported=2024,
        year_planned=2025,
        title_span=span("甲市人民代表大会常务委员会工作报告"),
    )
    report = Report("jia-2025", text, sha256(text.encode()).hexdigest())
    done, plan = span("二、计划").begin, len(text)
    sections = (
        Section(Span(0, span("一、立法").begin), "header", "", ()),
        Section(Span(span("一、立法").begin, done), "reported", "一、立法", ("一、立法",)),
        Section(Span(done, plan), "planned", "二、计划", ("二、计划",)),
    )
    entities = (
        Entity("org-甲市人民代表大会", "PeoplesCongress", ("甲市人民代表大会",), (span("甲市人民代表大会"),), "issuer"),
        Entity(
            "org-甲市人民代表大会常务委员会",
            "StandingCommittee",
            ("甲市人民代表大会常务委员会", "甲市人大常委会"),
            (span("甲市人民代表大会常务委员会"), span("甲市人大常委会")),
            "issuer",
        ),
        Entity("person-阿依·玉", "Person", ("阿依·玉",), (span("阿依·玉"),), "speaker"),
        Entity("regulation-甲市湿地条例", "LocalRegulation", ("甲市湿地条例",), (span("甲市湿地条例"),), "title"),
        Entity("place-990100", "AdministrativeArea", ("乙市",), (span("乙市"),), "gazetteer", {"code": "990100"}),
        Entity("org-丙大学", "University", ("丙大学",), (span("丙大学"),), "gazetteer"),
    )
    committee, regulation = entities[1].key, entities[3].key

    def evidence(words, nth=1):
        return (Evidence(span(words, nth=nth), "一、立法"),)

    relations = (
        Relation(
            entities[2].key,
            "holdsPost",
            committee,
            span("主任").begin,
            evidence("甲市人大常委会主任 阿依·玉"),
            "post",
            "主任",
        ),
    )
    enacted, amended = evidence("在全省率先制定《甲市湿地条例》"), evidence("修改《甲市湿地条例》")
    actions = (
        Action(
            "enact",
            "completed",
            committee,
            regulation,
            span("制定").begin,
            enacted,
            "verb",
            agent_stated=True,
            year=2024,
        ),
        Action(
            "visit",
            "planned",
            committee,
            entities[4].key,
            span("赴").begin,
            evidence("拟赴乙市考察"),
            "verb",
            "place",
            year=2025,
        ),
        Action(
            "cooperate",
            "planned",
            committee,
            entities[5].key,
            span("合作").begin,
            evidence("与丙大学合作"),
            "verb",
            "partner",
        ),
        Action("amend", "planned", committee, regulation, span("修改").begin, amended, "verb", topic="湿地"),
    )
    meetings, money = span("8次"), span("580多万元")
    observations = (
        Observation(
            "常委会会议", Decimal(8), "次", "8", "completed", meetings, evidence("召开会议8次"), "number",
            indicator="standing-committee-meetings", verb="召开", agent=committee, year=2024,
        ),
        Observation(
            "资金", Decimal(5_800_000), "元", "580多万", "completed", money, evidence("协调资金580多万元"), "number",
            modifier="more", upper=Decimal("5.9E6"),
        ),
    )  # fmt: skip
    problems = (Problem("监督实效不够", span("监督实效不够").begin, evidence("监督实效不够"), "admitted"),)
    firsts = (FirstClaim("在全省率先制定《甲市湿地条例》", "全省", span("率先").begin, enacted, "first"),)
    document = Document(report, header, sections, ())
    return Extraction(document, entities, relations, actions, observations, problems, firsts)


def block(text, subject):
    """The lines of one subject in Turtle."""
    return text[text.index(f"\n{subject} a ") + 1 :].split(" .\n", 1)[0].replace(" ;\n   ", " ;")


@pytest.fixture(scope="module")
def small():
    return turtle(graph(small_extraction()))


def test_report(small):
    assert "a nif:Context, wr:Report" in block(small, "report:jia-2025")
    for part in (
        'dcterms:date "2025-01-14"^^xsd:date',
        'dcterms:title "甲市人民代表大会常务委员会工作报告"@zh',
        "wr:issuer id:org-甲市人民代表大会常务委员会",
        "wr:speaker id:person-阿依·玉",
        'wr:speakerPost "甲市人大常委会主任"@zh',
        "wr:term id:term-甲市人民代表大会-2",
        'wr:yearReported "2024"^^xsd:gYear',
        "wr:evidence r:passage-0-17",
        "在全省率先制定《甲市湿地条例》,召开会议8次,协调资金580多万元。\n二、计划\n",
    ):
        assert part in small[: small.index("# 事物")], part


def test_the_term_is_that_of_the_congress_and_not_of_its_committee(small):
    assert block(small, "id:term-甲市人民代表大会-2") == (
        'id:term-甲市人民代表大会-2 a wr:Term ; skos:prefLabel "甲市第二届人民代表大会"@zh ; '
        'rdfs:label "甲市第二届人民代表大会"@zh ; wr:ordinal 2 ; wr:termOf id:org-甲市人民代表大会'
    )


def test_entities(small):
    assert block(small, "id:org-甲市人民代表大会常务委员会") == (
        'id:org-甲市人民代表大会常务委员会 a wr:StandingCommittee ; skos:prefLabel "甲市人民代表大会常务委员会"@zh ; '
        'rdfs:label "甲市人民代表大会常务委员会"@zh ; skos:altLabel "甲市人大常委会"@zh ; '
        'wr:enacted id:regulation-甲市湿地条例 ; wr:firstMention r:passage-0-13 ; wr:rule "issuer"'
    )
    assert 'wr:code "990100"' in block(small, "id:place-990100")


def test_a_completed_activity_has_a_direct_triple_and_a_planned_one_has_none(small):
    assert block(small, "r:act-43") == (
        "r:act-43 a wr:Activity ; wr:action wrc:enact ; wr:agent id:org-甲市人民代表大会常务委员会 ; "
        "wr:agentStated true ; wr:evidence r:passage-38-53 ; wr:object id:regulation-甲市湿地条例 ; wr:offset 43 ; "
        'wr:rule "verb" ; wr:status wrc:completed ; wr:year "2024"^^xsd:gYear'
    )
    for direct in ("wr:visited", "wr:cooperatedWith", "wr:amended"):
        assert direct not in small
    assert "wr:place id:place-990100" in small
    assert "wr:partner id:org-丙大学" in small


def test_relation_is_triple_statement_and_post(small):
    assert "wr:holdsPost id:org-甲市人民代表大会常务委员会" in block(small, "id:person-阿依·玉")
    statement, post = block(small, "r:rel-25"), block(small, "r:post-25")
    assert "rdf:subject id:person-阿依·玉" in statement
    assert "rdf:predicate wr:holdsPost" in statement
    assert "wr:evidence r:passage-18-32" in statement
    assert "org:role id:role-主任" in post
    assert 'id:role-主任 a org:Role ;\n    skos:prefLabel "主任"@zh' in small


def test_observations(small):
    assert block(small, "r:obs-58") == (
        "r:obs-58 a wr:Observation ; wr:agent id:org-甲市人民代表大会常务委员会 ; wr:evidence r:passage-54-60 ; "
        'wr:indicator wrc:standing-committee-meetings ; wr:literal "8" ; wr:measure "常委会会议"@zh ; wr:offset 58 ; '
        'wr:rule "number" ; wr:status wrc:completed ; wr:unit "次" ; wr:value "8"^^xsd:decimal ; wr:verb "召开"@zh ; '
        'wr:year "2024"^^xsd:gYear'
    )
    money = block(small, "r:obs-65")
    assert 'wr:value "5800000"^^xsd:decimal' in money
    assert 'wr:upper "5900000"^^xsd:decimal' in money
    assert "wr:modifier wrc:more" in money


def test_problem_first_claim_and_passage(small):
    assert 'rdfs:label "监督实效不够"@zh' in block(small, "r:problem-103")
    assert 'wr:scope "全省"@zh' in block(small, "r:first-41")
    assert block(small, "r:passage-54-60") == (
        'r:passage-54-60 a wr:Passage ; nif:anchorOf "召开会议8次" ; nif:beginIndex 54 ; nif:endIndex 60 ; '
        'nif:referenceContext report:jia-2025 ; wr:section "一、立法"@zh'
    )


def test_facts_at_one_place_are_told_apart():
    extraction = small_extraction()
    twice = dataclasses.replace(extraction, actions=extraction.actions[:1] * 2)
    text = turtle(graph(twice))
    assert "\nr:act-43 a" in text
    assert "\nr:act-43-2 a" in text


def test_a_fact_stated_twice_is_one_node_with_two_evidences():
    extraction = small_extraction()
    action = extraction.actions[0]
    again = dataclasses.replace(action, evidences=(*action.evidences, *extraction.actions[3].evidences))
    text = turtle(graph(dataclasses.replace(extraction, actions=(again,))))
    assert "wr:evidence r:passage-38-53, r:passage-92-102" in text


def test_an_activity_whose_agent_is_unknown_has_none():
    extraction = small_extraction()
    unknown = dataclasses.replace(extraction.actions[0], agent="")
    triples = graph(dataclasses.replace(extraction, actions=(unknown,)))
    assert "wr:agent " not in block(turtle(triples), "r:act-43")
    assert check(triples) == []


def test_a_term_that_the_ontology_lacks_is_refused():
    extraction = small_extraction()
    for wrong in (
        dataclasses.replace(extraction, actions=(dataclasses.replace(extraction.actions[0], action="abolish"),)),
        dataclasses.replace(extraction, entities=(dataclasses.replace(extraction.entities[0], cls="Committe"),)),
        dataclasses.replace(extraction, relations=(dataclasses.replace(extraction.relations[0], predicate="likes"),)),
    ):
        with pytest.raises(OntologyError):
            graph(wrong)


def test_another_base_reaches_every_name():
    names = Names("https://example.org/kg/")
    assert NAMES.base not in turtle(graph(small_extraction(), names), names)


def test_what_a_header_does_not_say_is_left_out():
    extraction = small_extraction()
    bare = dataclasses.replace(extraction, document=dataclasses.replace(extraction.document, header=Header()))
    text = turtle(graph(bare))
    assert 'report:jia-2025 a nif:Context, wr:Report ;\n    rdfs:label "jia-2025"' in text
    assert "wr:issuer" not in text


def test_gold_against_itself_scores_one():
    triples = gold_triples()
    text = TURPAN.read_text("utf-8")
    held = score(triples, read_gold(TURPAN_GOLD), text)
    assert {name: figure.f1 for name, figure in held.figures.items()} == dict.fromkeys(held.figures, 1.0)
    assert held.evidence == 1.0
    assert held.misses == ()


def test_gold_graph_is_without_fault():
    triples = gold_triples()
    assert check(triples) == []
    assert not any(isinstance(node, BlankNode) for triple in triples for node in triple)
    assert graph(extraction_from_gold()) == triples


def test_every_passage_quotes_the_text(small):
    text = TURPAN.read_text("utf-8")
    values = {}
    for subject, predicate, term in gold_triples():
        values.setdefault(subject, {})[predicate] = term
    passages = [value for value in values.values() if NIF("anchorOf") in value]
    assert len(passages) > 300
    for value in passages:
        begin, end = int(value[NIF("beginIndex")].value), int(value[NIF("endIndex")].value)
        assert text[begin:end] == value[NIF("anchorOf")].value
