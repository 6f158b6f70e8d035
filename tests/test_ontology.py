"""The ontology's files: complete in both languages, aligned with care, and no term that nothing uses."""

import re
from collections import defaultdict

import pytest
from goldgraph import gold_triples
from test_graph import small_extraction

from kg import rdf, resources, vocabulary
from kg.graph import graph
from kg.rdf import NAMES, OWL, RDF, RDFS, SH, SKOS, XSD, BlankNode, NamedNode

FILES = sorted(resources.ontology().glob("*.ttl"))
TERMS = vocabulary.vocabulary()
TRIPLES = vocabulary.with_shapes()
BY_SUBJECT = defaultdict(lambda: defaultdict(list))
for _triple in TRIPLES:
    BY_SUBJECT[_triple.subject][_triple.predicate].append(_triple.object)


def listed(words):
    return words.split()


# the annotation guide's classes, relations and actions, and the contract's indicators
CLASSES = listed(
    "PeoplesCongress StandingCommittee Committee PartyBody GovernmentBody JudicialBody University Organization Station "
    "Person AdministrativeArea Place Law LocalRegulation NormativeDocument Document Publication Program Meeting"
)
RELATIONS = listed("partOf jurisdiction within hasComponent holdsPost cooperatesWith supports appliesTo published")
ACTIONS = listed(
    "enact amend repeal schedule research consult inspect hear review inquire hold host attend study implement "
    "establish cooperate support visit train report publish award thank"
)
INDICATORS = listed(
    "standing-committee-meetings chairpersons-meetings party-group-meetings regulations-enacted regulations-amended "
    "regulations-enacted-amended regulations-repealed regulations-deliberated normative-documents-reviewed "
    "resolutions-decisions reports-heard law-inspections special-inquiries surveys-inspections appointments-removals "
    "motions deputy-suggestions suggestions-completion-rate suggestions-satisfaction-rate deputies-trained "
    "deputies-attending deputy-stations legislative-contact-points petitions-received livelihood-projects-voted"
)


def own(node):
    return isinstance(node, NamedNode) and node.value.startswith((NAMES.wr, NAMES.wrc))


def of_type(*classes):
    return [node for node, values in BY_SUBJECT.items() if set(values[RDF("type")]) & set(classes)]


def test_what_the_guide_and_the_contract_name_is_declared():
    assert set(CLASSES) == set(TERMS.entity_classes()) - {"LegalDocument"}
    assert set(RELATIONS) <= set(TERMS.properties)
    assert set(ACTIONS) == set(TERMS.actions)
    assert set(INDICATORS) == set(TERMS.indicators)
    assert set(TERMS.statuses) == {"completed", "planned", "ongoing", "proposed"}
    assert set(TERMS.modifiers) == {"more", "less", "about", "atLeast"}
    for name in CLASSES[:7]:
        assert "Organization" in TERMS.ancestors(name)


def test_every_term_has_one_label_and_one_definition_in_each_language():
    for node, values in BY_SUBJECT.items():
        if own(node) and SH("NodeShape") not in values[RDF("type")]:
            for predicate in (RDFS("label"), SKOS("definition")):
                assert sorted(text.language for text in values[predicate]) == ["en", "zh"], node


def test_labels_tell_the_terms_of_one_kind_apart():
    kinds = (TERMS.classes, TERMS.actions, TERMS.statuses, TERMS.modifiers, TERMS.indicators)
    for kind in kinds:
        for lang in ("zh", "en"):
            labels = [term.label(lang) for term in kind.values()]
            assert len(set(labels)) == len(labels), (lang, sorted(labels))


def test_definitions_are_sentences_in_their_language():
    for kind in (TERMS.classes, TERMS.properties, TERMS.actions, TERMS.statuses, TERMS.modifiers, TERMS.indicators):
        for term in kind.values():
            assert term.definitions["zh"].endswith("。"), term.name
            assert term.definitions["en"].endswith("."), term.name
            assert term.definitions["en"][0].isupper(), term.name


def test_concepts_are_called_by_their_notation_and_belong_to_a_scheme():
    schemes = set(of_type(SKOS("ConceptScheme")))
    for node in of_type(*(NAMES.wr(kind) for kind in ("ActionKind", "Status", "Modifier", "Indicator", "Stage"))):
        values = BY_SUBJECT[node]
        assert values[SKOS("notation")] == [rdf.string(node.value.removeprefix(NAMES.wrc))]
        assert set(values[SKOS("inScheme")]) <= schemes
        assert len(values[SKOS("inScheme")]) == 1


def test_every_direct_property_is_below_acted_on_and_belongs_to_one_action():
    direct = [action.direct for action in TERMS.actions.values()]
    assert len(set(direct)) == len(direct)
    assert not set(direct) & set(RELATIONS), "a direct triple would be read as a lasting relation"
    assert {name for name, term in TERMS.properties.items() if "actedOn" in term.parents} == set(direct)


def test_domains_and_ranges_are_declared_classes():
    known = {NAMES.wr(name) for name in TERMS.classes} | {OWL("Class"), RDF("langString")}
    known |= {XSD(name) for name in ("string", "integer", "decimal", "boolean", "gYear", "date")}
    for name in TERMS.properties:
        values = BY_SUBJECT[NAMES.wr(name)]
        assert set(values[RDFS("domain")]) | set(values[RDFS("range")]) <= known, name


def test_superclasses_that_do_not_hold_are_not_claimed():
    program, evidence = BY_SUBJECT[NAMES.wr("Program")], BY_SUBJECT[NAMES.wr("evidence")]
    assert program[RDFS("subClassOf")] == [NAMES.wr("Entity")], "schema:Project is a schema:Organization"
    assert evidence[RDFS("subPropertyOf")] == [], "prov:wasDerivedFrom has prov:Entity as its domain"
    assert not any("prov#" in str(term) for triple in TRIPLES for term in triple), "PROV describes the build run alone"


@pytest.mark.parametrize("namespace", ["ORG", "NIF", "SKOS", "SCHEMA", "ELI"])
def test_every_alignment_of_the_contract_is_there(namespace):
    aligned = {RDFS("subClassOf"), RDFS("subPropertyOf"), SKOS("closeMatch")}
    outside = [
        triple.object.value
        for triple in TRIPLES
        if own(triple.subject) and triple.predicate in aligned and isinstance(triple.object, NamedNode)
    ]
    assert [iri for iri in outside if iri.startswith(getattr(rdf, namespace))]


def test_no_term_is_declared_twice():
    places = defaultdict(set)
    for path in FILES:
        for triple in rdf.parse(path):
            if triple.predicate == RDF("type") and own(triple.subject):
                places[triple.subject].add(path.name)
    assert {node.value: names for node, names in places.items() if len(names) > 1} == {}


def test_every_shape_speaks_both_languages():
    shapes = of_type(SH("NodeShape"))
    assert len(shapes) >= 12
    for shape in shapes:
        assert BY_SUBJECT[shape][SH("targetClass")], shape
        assert shape.value.endswith("Shape")
        for rule in BY_SUBJECT[shape][SH("property")]:
            assert isinstance(rule, BlankNode)
            assert sorted(text.language for text in BY_SUBJECT[rule][SH("message")]) == ["en", "zh"], shape


def test_every_class_of_fact_and_thing_stands_beside_its_shape():
    for path in FILES:
        declared = {triple.subject for triple in rdf.parse(path) if triple.object == OWL("Class")}
        targets = {triple.object for triple in rdf.parse(path) if triple.predicate == SH("targetClass")}
        assert {cls for cls in targets if own(cls)} <= declared, path.name
    targets = {triple.object for triple in TRIPLES if triple.predicate == SH("targetClass")}
    facts = {
        "Activity",
        "Observation",
        "Statement",
        "Problem",
        "FirstClaim",
        "Passage",
        "Report",
        "Term",
        "Entity",
        "Fact",
    }
    assert {NAMES.wr(name) for name in facts} <= targets


def test_shapes_name_declared_terms_alone():
    declared = {NAMES.wr(name) for name in [*TERMS.classes, *TERMS.properties]}
    declared |= {NAMES.wrc(name) for kind in (TERMS.statuses, TERMS.modifiers) for name in kind}
    declared |= set(of_type(SH("NodeShape")))
    for triple in TRIPLES:
        if isinstance(triple.subject, BlankNode):
            for node in triple:
                assert not own(node) or node in declared, node


def test_every_term_is_used():
    """By the graph, by the named queries, or by the ontology itself to hold others together."""
    used = {node.value for triple in [*gold_triples(), *graph(small_extraction())] for node in triple if own(node)}
    queries = "".join(path.read_text("utf-8") for path in sorted(resources.data("queries").glob("*.rq")))
    used |= {NAMES.wr + name for name in re.findall(r"\bwr:(\w+)", queries)}
    # schemes of concepts are closed lists of the contract; their members need not all occur in one report
    structural = set(RELATIONS) | {action.direct for action in TERMS.actions.values()} | {"actedOn", "directProperty"}
    structural |= {
        parent for kind in (TERMS.classes, TERMS.properties) for term in kind.values() for parent in term.parents
    }
    structural |= {"ActionKind", "Status", "Modifier", "Indicator"} | set(CLASSES)
    names = [*TERMS.classes, *TERMS.properties]
    assert [name for name in names if NAMES.wr + name not in used and name not in structural] == []


def test_the_ontology_has_a_version():
    (ontology,) = of_type(OWL("Ontology"))
    assert ontology.value == NAMES.wr.removesuffix("#")
    (version,) = BY_SUBJECT[ontology][OWL("versionInfo")]
    assert re.fullmatch(r"\d+\.\d+\.\d+", version.value)
