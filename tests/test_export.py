"""Every format says the same, reads back, and is the same bytes every time."""

import io
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

import networkx
import pytest
import rdflib

from kg import rdf
from kg.cli import GRAPHS
from kg.export import ENDINGS, FORMATS, export, network

NAMES = rdf.NAMES
RDFLIB = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdfxml": "xml"}


@pytest.fixture(scope="module")
def exported(gold_graph):
    return {form: export({"turpan-2025": gold_graph}, form) for form in FORMATS}


def test_the_command_line_offers_what_there_is():
    assert set(GRAPHS) == FORMATS.keys() == ENDINGS.keys()


@pytest.mark.parametrize("form", [form for form in RDFLIB if form != "nt"])
def test_another_engine_reads_the_same_triples(gold_graph, form):
    def triples(text, name):
        graph = rdflib.Dataset(default_union=True)
        graph.parse(data=text, format=name)
        return set(graph.triples((None, None, None)))

    # every twentieth triple: facts and things of every kind, in a twentieth of the time
    graphs = {"turpan-2025": gold_graph[::20]}
    assert triples(export(graphs, form), RDFLIB[form]) == triples(export(graphs, "nt"), "nt")


def test_ntriples_are_exactly_the_triples(exported, gold_graph):
    assert exported["nt"] == rdf.ntriples(gold_graph)


@pytest.mark.parametrize("form", ["nq", "trig"])
def test_named_graphs_stay_apart(form):
    label = rdf.RDFS("label")
    reports = {
        name: [
            rdf.Triple(NAMES.report(name), rdf.RDF("type"), NAMES.wr("Report")),
            rdf.Triple(NAMES.report(name), label, rdf.zh(name)),
        ]
        for name in ("甲", "乙")
    }
    graph = rdflib.Dataset()
    graph.parse(data=export(reports, form), format=RDFLIB[form])
    counts = Counter(str(context) for *_, context in graph.quads((None, None, None, None)))
    assert counts == {NAMES.graph("甲").value: 2, NAMES.graph("乙").value: 2}


def test_jsonld_and_rdfxml_keep_odd_words():
    odd = 'a"b\\c<d>&e\t“引”\n]]>'
    triples = [rdf.Triple(NAMES.report("a"), rdf.RDFS("label"), rdf.zh(odd))]
    for form in ("jsonld", "rdfxml", "trig", "ttl"):
        graph = rdflib.Dataset(default_union=True).parse(data=export({"a": triples}, form), format=RDFLIB[form])
        assert [str(label) for label in graph.objects(None, rdflib.RDFS.label)] == [odd]


@pytest.mark.parametrize("form", ["rdfxml", "graphml", "gexf"])
def test_what_xml_cannot_say_is_replaced_and_the_file_stays_well_formed(form):
    thing = NAMES.id("thing")
    triples = [
        rdf.Triple(thing, rdf.RDF("type"), NAMES.wr("Program")),
        rdf.Triple(thing, rdf.SKOS("prefLabel"), rdf.zh("甲\x0b乙\x0c\x01\ufffe")),
        rdf.Triple(thing, NAMES.wr("firstMention"), NAMES.id("passage")),
        rdf.Triple(NAMES.report("a"), rdf.RDF("type"), NAMES.wr("Report")),
    ]
    text = export({"a": triples}, form)
    assert "甲\ufffd乙\ufffd\ufffd\ufffd" in text
    ElementTree.fromstring(text)


# --- the network -----------------------------------------------------------------------------------------------------


def read(exported, form):
    reader = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}[form]
    return networkx.MultiDiGraph(reader(io.BytesIO(exported[form].encode())))


def entities(triples):
    mentioned = NAMES.wr("firstMention")
    return {triple.subject.value for triple in triples if triple.predicate == mentioned}


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_network_reads_back_with_every_entity_and_every_fact(exported, gold_graph, form):
    back, made = read(exported, form), network(gold_graph)
    assert set(back) == entities(gold_graph)
    assert back.number_of_edges() == made.number_of_edges()
    facts = {fact for *_, fact in back.edges(data="fact")}
    kinds = {NAMES.wr("Activity"), NAMES.wr("Statement")}
    stated = {t.subject.value for t in gold_graph if t.predicate == rdf.RDF("type") and t.object in kinds}
    assert facts == stated


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_edges_quote_the_words(exported, form):
    back = read(exported, form)
    (edge,) = [data for *_, data in back.edges(data=True) if data["fact"].endswith("/act-3217")]
    assert edge["relation"] == "amend"
    assert edge["status"] == "completed"
    assert edge["quote"] == "修正《吐鲁番市制定地方性法规条例》"
    node = back.nodes[NAMES.id("program-五大战略").value]
    assert (node["label"], node["kind"]) == ("五大战略", "Program")


def test_parallel_facts_stay_parallel(gold_graph):
    made = network(gold_graph)
    body = NAMES.id("org-吐鲁番市人民代表大会常务委员会").value
    regulation = NAMES.id("regulation-吐鲁番市葡萄干质量管理条例").value
    assert {data["relation"] for data in made[body][regulation].values()} == {"research", "amend"}


def test_texts_are_readable_not_escaped(exported):
    assert [form for form, text in exported.items() if "五大战略" not in text] == []


SCRIPT = """
import sys
from pathlib import Path
from kg import rdf
from kg.export import FORMATS, export
triples = rdf.parse(Path(sys.argv[1]))
for form in FORMATS:
    sys.stdout.buffer.write(export({"turpan-2025": triples}, form).encode())
"""


def test_same_bytes_whatever_the_hash_seed_and_the_day(exported, tmp_path):
    (tmp_path / "turpan-2025.ttl").write_text(exported["ttl"], "utf-8")
    outputs = set()
    for seed, zone in (("0", "UTC"), ("7", "Pacific/Kiritimati")):
        environment = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(Path(__file__).parent.parent)}
        command = [sys.executable, "-c", SCRIPT, str(tmp_path / "turpan-2025.ttl")]
        outputs.add(subprocess.run(command, env=environment, capture_output=True, check=True).stdout)
    assert len(outputs) == 1
    assert b"lastmodifieddate" not in outputs.pop()
