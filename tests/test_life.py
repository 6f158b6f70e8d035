"""The life of a regulation: its stages in one order, across facts and reports, with the gaps to be seen."""

import pytest
from tiny import HEADER, report

from kg import store, vocabulary
from kg.extract import extract
from kg.graph import graph
from kg.query import find, run, write
from kg.rdf import NAMES, RDF, RDFS, SKOS

STAGES = ["立项", "调研", "起草", "征求意见", "审议", "制定", "批准", "公布", "修改", "执法检查", "评估", "废止"]
RIVERS, PARKS, LAKES = "昆明市河道管理条例", "昆明市公园条例", "昆明市湖泊保护条例"


@pytest.fixture(scope="module")
def lives():
    """Two years of one committee: what the first plans, the second has done."""
    first = HEADER + f"对《{RIVERS}》开展立法调研。制定《{PARKS}》。\n二、2025年工作安排\n拟制定《{RIVERS}》。\n"
    second = HEADER.replace("2025", "2026").replace("第五次", "第六次") + (
        f"制定《{RIVERS}》,修改《{PARKS}》。对《{PARKS}》开展执法检查。废止《{LAKES}》。\n"
    )
    texts = {"first": first, "second": second}
    return store.in_memory({name: graph(extract(report(text, name))) for name, text in texts.items()})


def rows(graph_, query, /, *columns, **given):
    answer = run(graph_, find(query), given)
    return [tuple(row[column].value if row[column] is not None else "" for column in columns) for row in answer]


def test_the_ontology_numbers_the_stages_in_one_order():
    statements = vocabulary.triples()
    stages = {one.subject for one in statements if one.predicate == RDF("type") and one.object == NAMES.wr("Stage")}
    label = {
        one.subject: one.object.value
        for one in statements
        if one.predicate == RDFS("label") and one.object.language == "zh"
    }
    number = {one.subject: int(one.object.value) for one in statements if one.predicate == NAMES.wr("stage")}
    assert [label[stage] for stage in sorted(stages, key=number.get)] == STAGES
    assert [number[stage] for stage in sorted(stages, key=number.get)] == list(range(1, len(STAGES) + 1))
    actions = {node for node in number if node not in stages}
    assert {one.object for one in statements if one.subject in actions and one.predicate == RDF("type")} == {
        NAMES.wr("ActionKind")
    }
    assert all(any(one.predicate == SKOS("inScheme") for one in statements if one.subject == node) for node in stages)


def test_one_regulation_by_stage_across_reports(lives):
    found = rows(lives, "regulation-life", "action", "year", "status", name="河道")
    assert found == [("调研", "2024", "已完成"), ("制定", "2025", "计划中"), ("制定", "2025", "已完成")]


def test_stages_come_before_years(lives):
    assert [stage for (stage,) in rows(lives, "regulation-life", "stage", name="公园")] == ["6", "9", "10"]


def test_the_gaps_are_the_stages_that_no_report_tells_of(lives):
    gaps = {told for (told,) in rows(lives, "regulation-life", "gaps", name="公园")}
    assert gaps == {"、".join(stage for stage in STAGES if stage not in ("制定", "修改", "执法检查"))}


def test_all_lives_a_row_each(lives):
    columns = ("regulation", "researched", "enacted", "amended", "inspected", "repealed", "drafted")
    assert rows(lives, "regulation-lives", *columns) == [
        (PARKS, "", "2024已完成", "2025已完成", "2025已完成", "", ""),
        (RIVERS, "2024已完成", "2025已完成 2025计划中", "", "", "", ""),
        (LAKES, "", "", "", "", "2025已完成", ""),
    ]


def test_the_csv_has_a_column_for_every_stage(lives):
    head, *lines = write(run(lives, find("regulation-lives")), "csv", lives).splitlines()
    assert len(head.split(",")) == 1 + len(STAGES) + len(("report", "quote"))
    assert len(lines) == 3
