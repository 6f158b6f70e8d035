"""Looking things up in a graph."""

from kg import rdf
from kg.index import Index

NAMES = rdf.NAMES
THING, REPORT = NAMES.id("thing"), NAMES.report("a")


def made(*pairs):
    return Index([rdf.Triple(REPORT, rdf.RDF("type"), NAMES.wr("Report")), *(rdf.Triple(*pair) for pair in pairs)])


def test_objects_come_once_and_in_order():
    label = rdf.SKOS("altLabel")
    index = made((THING, label, rdf.zh("乙")), (THING, label, rdf.zh("甲")), (THING, label, rdf.zh("乙")))
    assert [name.value for name in index.objects(THING, rdf.SKOS + "altLabel")] == ["乙", "甲"]
    assert index.objects(NAMES.id("none"), rdf.SKOS + "altLabel") == []


def test_numbers_offsets_and_what_is_none():
    index = made((THING, NAMES.wr("offset"), rdf.integer(7)), (THING, NAMES.wr("unit"), rdf.string("件")))
    assert index.offset(THING) == 7
    assert index.number(THING, index.wr + "unit") is None
    assert index.number(THING, index.wr + "none") is None


def test_notation_is_that_of_the_concept_else_its_local_name():
    enact, other = NAMES.wrc("enact"), NAMES.wrc("amend")
    index = made(
        (THING, NAMES.wr("action"), enact), (enact, rdf.SKOS("notation"), rdf.string("made")),
        (REPORT, NAMES.wr("action"), other),
    )  # fmt: skip
    assert index.notation(THING, index.wr + "action") == "made"
    assert index.notation(REPORT, index.wr + "action") == "amend"
    assert index.notation(THING, index.wr + "status") == ""


def test_label_prefers_the_full_name():
    index = made((THING, rdf.RDFS("label"), rdf.zh("短")), (THING, rdf.SKOS("prefLabel"), rdf.zh("全称")))
    assert index.label(THING) == "全称"
    assert index.label(REPORT) == "a"
    assert index.label(rdf.zh("词")) == "词"


def test_the_base_of_the_graph_is_the_base_of_the_look_ups():
    names = rdf.Names("http://example.org/kg/")
    index = Index([rdf.Triple(names.report("a"), rdf.RDF("type"), names.wr("Report"))])
    assert index.of_class("Report") == [names.report("a")]


def test_triple_terms_are_left_out():
    inner = rdf.Triple(THING, rdf.RDFS("label"), rdf.zh("甲"))
    index = Index([rdf.Triple(THING, rdf.RDF("reifies"), inner)])
    assert index.nodes() == []
