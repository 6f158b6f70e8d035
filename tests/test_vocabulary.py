"""The ontology as Python: what the contract names is there, and what is not there is refused."""

import time

import pytest

from kg import resources, vocabulary
from kg.errors import OntologyError
from kg.rdf import NAMES, BlankNode, Names

TERMS = vocabulary.vocabulary()


def test_classes_stand_under_their_superclasses():
    assert TERMS.ancestors("StandingCommittee") == ("StandingCommittee", "Organization", "Entity")
    assert TERMS.ancestors("AdministrativeArea") == ("AdministrativeArea", "Place", "Entity")
    assert set(TERMS.subclasses("LegalDocument")) == {"LegalDocument", "Law", "LocalRegulation", "NormativeDocument"}
    assert "Report" not in TERMS.entity_classes()
    assert "Program" in TERMS.entity_classes()


def test_labels_and_definitions_are_in_both_languages():
    assert TERMS.cls("LocalRegulation").label() == "地方性法规"
    assert TERMS.cls("LocalRegulation").label("en") == "local regulation"
    assert TERMS.action("enact").label() == "制定"
    assert TERMS.indicator("law-inspections").definitions["zh"] == "开展执法检查的项数。"


def test_actions_and_indicators_carry_what_code_needs():
    assert (TERMS.property("issuer").domain, TERMS.property("issuer").range) == ("Report", "Organization")
    assert TERMS.property("evidence").domain == ""
    assert TERMS.action("enact").direct == "enacted"
    assert TERMS.indicator("regulations-enacted-amended").counts_actions == ("enact", "amend")
    assert TERMS.indicator("regulations-enacted-amended").counts_classes == ("LocalRegulation",)
    assert TERMS.indicator("suggestions-completion-rate").unit == "%"


@pytest.mark.parametrize(
    ("ask", "name", "nearest"),
    [
        (TERMS.cls, "Comittee", "Committee"),
        (TERMS.property, "partof", "partOf"),
        (TERMS.action, "enacts", "enact"),
        (TERMS.status, "complete", "completed"),
        (TERMS.modifier, "atleast", "atLeast"),
        (TERMS.indicator, "law-inspection", "law-inspections"),
    ],
)
def test_what_the_ontology_lacks_is_refused_and_the_nearest_named(ask, name, nearest):
    with pytest.raises(OntologyError, match=f"{name}.*{nearest}"):
        ask(name)


def test_the_published_ontology_has_no_blank_nodes_and_no_shapes():
    triples = vocabulary.triples()
    assert not any(isinstance(node, BlankNode) for triple in triples for node in triple)
    assert not any("shacl" in triple.predicate.value for triple in triples)
    assert len(vocabulary.with_shapes()) > len(triples)


def test_the_ontology_moves_to_another_base():
    triples = vocabulary.with_shapes(Names("https://example.org/kg/"))
    assert not any(NAMES.base in str(triple) for triple in triples)


PROBLEMS = {
    "no label or definition in zh and en: Thing": 'wr:Thing a owl:Class ; rdfs:label "事物"@zh .',
    "'enact' needs one wr:directProperty": 'wrc:enact a wr:ActionKind ; rdfs:label "制定"@zh, "enact"@en .',
    "wr:directProperty not declared: enacted": (
        'wrc:enact a wr:ActionKind ; wr:directProperty wr:enacted ; rdfs:label "制定"@zh, "enact"@en ;'
        ' skos:definition "制定。"@zh, "Enacted."@en .'
    ),
}


@pytest.mark.parametrize("message", PROBLEMS)
def test_a_faulty_ontology_does_not_load(tmp_path, monkeypatch, message):
    prefixes = "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in NAMES.prefixes().items())
    (tmp_path / "faulty.ttl").write_text(prefixes + PROBLEMS[message], encoding="utf-8")
    monkeypatch.setattr(resources, "ontology", lambda: tmp_path)
    vocabulary.vocabulary.cache_clear()
    try:
        with pytest.raises(OntologyError, match=message):
            vocabulary.vocabulary()
    finally:
        vocabulary.vocabulary.cache_clear()


def test_it_loads_in_a_few_milliseconds():
    times = []
    for _ in range(5):
        vocabulary.vocabulary.cache_clear()
        begin = time.process_time()
        vocabulary.vocabulary()
        times.append(time.process_time() - begin)
    assert min(times) < 0.05
