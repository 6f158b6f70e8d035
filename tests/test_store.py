"""The store holds each report whole or not at all, one writer at a time."""

import os
import signal
import subprocess
import sys
import time

import pytest

from kg import rdf, store
from kg.errors import InputError, OutputError

NAMES = rdf.NAMES


def report(name, *labels, names=NAMES):
    node = names.report(name)
    typed = rdf.Triple(node, rdf.RDF("type"), names.wr("Report"))
    return [typed, *(rdf.Triple(node, rdf.RDFS("label"), rdf.zh(label)) for label in labels)]


def labels(folder):
    graph = store.open_to_read(folder)
    found = graph.query(
        "SELECT ?l { ?r a wr:Report ; rdfs:label ?l } ORDER BY ?l",
        prefixes=NAMES.prefixes(),
    )
    return [row["l"].value for row in found]


def test_publishing_again_replaces_the_report_and_leaves_the_others(tmp_path):
    store.publish(tmp_path, {"a": report("a", "甲", "旧"), "b": report("b", "乙")})
    store.publish(tmp_path, {"a": report("a", "新")})
    assert labels(tmp_path) == ["乙", "新"]
    assert store.report_ids(store.open_to_read(tmp_path)) == ["a", "b"]


def test_a_published_graph_comes_back_as_it_was(tmp_path, gold_graph):
    store.publish(tmp_path, {"turpan-2025": gold_graph})
    back = store.graphs(store.open_to_read(tmp_path))
    assert rdf.ntriples(back["turpan-2025"]) == rdf.ntriples(gold_graph)


def about(thing, *words):
    return [rdf.Triple(NAMES.id(thing), rdf.SKOS("altLabel"), rdf.zh(word)) for word in words]


def names_of_thing(graph):
    rows = graph.query("SELECT ?l { id:thing skos:altLabel ?l } ORDER BY ?l", prefixes=NAMES.prefixes())
    return [row["l"].value for row in rows]


def test_what_several_reports_say_is_there_once_and_as_long_as_one_says_it(tmp_path):
    store.publish(
        tmp_path, {"a": [*report("a"), *about("thing", "甲", "乙")], "b": [*report("b"), *about("thing", "甲")]}
    )
    assert names_of_thing(store.open_to_read(tmp_path)) == ["乙", "甲"]
    store.publish(tmp_path, {"a": [*report("a"), *about("thing", "丙")]})
    assert names_of_thing(store.open_to_read(tmp_path)) == ["丙", "甲"]
    store.publish(tmp_path, {"a": [*report("a"), *about("thing", "甲")], "b": report("b")})
    assert names_of_thing(store.open_to_read(tmp_path)) == ["甲"]
    store.publish(tmp_path, {"a": report("a")})
    assert names_of_thing(store.open_to_read(tmp_path)) == []


def test_the_default_graph_is_exactly_the_union(tmp_path, gold_graph):
    for labels_ in (["甲"], ["乙"], []):
        store.publish(tmp_path, {"a": report("a", *labels_), "turpan-2025": gold_graph, "b": gold_graph[::2]})
    graph = store.open_to_read(tmp_path)
    held = list(graph.quads_for_pattern(None, None, None, None))
    default = {quad.triple for quad in held if not isinstance(quad.graph_name, rdf.NamedNode)}
    assert default == {quad.triple for quad in held if isinstance(quad.graph_name, rdf.NamedNode)}


def test_some_reports_are_selected_with_the_ontology(tmp_path):
    store.publish(tmp_path, {name: [*report(name), *about("thing", "甲", name)] for name in ("a", "b", "c")})
    graph = store.open_to_read(tmp_path)
    assert names_of_thing(store.selected(graph, ["a", "c"])) == ["a", "c", "甲"]
    assert store.report_ids(store.selected(graph, ["b"])) == ["b"]
    assert bool(store.selected(graph, ["b"]).query("ASK { wr:Fact a owl:Class }", prefixes=NAMES.prefixes()))


def test_words_of_every_kind_survive(tmp_path):
    odd = 'a"b\\c\n\r\t\f“引” } { ; DROP ALL #'
    store.publish(tmp_path, {"a": report("a", odd)})
    assert labels(tmp_path) == [odd]


def test_the_ontology_is_beside_the_reports_and_is_no_report(tmp_path):
    store.publish(tmp_path, {"a": report("a", "甲")})
    graph = store.open_to_read(tmp_path)
    assert bool(graph.query("ASK { GRAPH ?g { wr:Fact a owl:Class } }", prefixes=NAMES.prefixes()))
    assert list(store.graphs(graph)) == ["a"]


def test_build_metadata_keep_to_their_graph_and_only_of_the_last_run(tmp_path):
    run, when = rdf.NamedNode(NAMES.base + "build/a"), rdf.PROV("endedAtTime")
    for day in ("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"):
        stamp = rdf.Triple(run, when, rdf.Literal(day, datatype=rdf.XSD("dateTime")))
        store.publish(tmp_path, {"a": report("a", "甲")}, built=[stamp])
    graph = store.open_to_read(tmp_path)
    found = list(graph.quads_for_pattern(None, when, None, None))
    # not in the default graph either, so that answers do not change with the day
    assert [(quad.graph_name, quad.object.value) for quad in found] == [(NAMES.graph("build"), "2025-01-02T00:00:00Z")]


def test_no_store_a_file_and_another_folder_are_refused_with_advice(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    for name in ("none", "file", "folder"):
        with pytest.raises(InputError, match=r"kg build|图谱库"):
            store.open_to_read(tmp_path / name)
    assert not (tmp_path / "none").exists()


def test_an_unknown_report_is_refused_with_those_there_are(tmp_path):
    store.publish(tmp_path, {"a": report("a"), "b": report("b")})
    with pytest.raises(InputError, match="现有:a、b"):
        store.graphs(store.open_to_read(tmp_path), ["c"])


def test_a_second_writer_is_told_to_wait_and_readers_go_on(tmp_path):
    store.publish(tmp_path, {"a": report("a", "甲")})
    writer = store.Store(tmp_path)
    with pytest.raises(OutputError, match="正被另一个 kg 进程写入"):
        store.publish(tmp_path, {"a": report("a", "乙")})
    assert labels(tmp_path) == ["甲"]
    del writer


def test_where_no_store_can_be_made_says_so(tmp_path):
    (tmp_path / "store").write_text("a file")
    with pytest.raises(OutputError, match="无法写入图谱库"):
        store.publish(tmp_path / "store", {"a": report("a")})
    assert (tmp_path / "store").read_text() == "a file"


def test_one_store_has_one_base(tmp_path):
    store.publish(tmp_path, {"a": report("a")})
    other = rdf.Names("http://example.org/kg/")
    with pytest.raises(OutputError, match="另建"):
        store.publish(tmp_path, {"b": report("b", names=other)}, names=other)
    assert store.report_ids(store.open_to_read(tmp_path)) == ["a"]


def test_files_answer_as_a_store_does(tmp_path):
    path = tmp_path / "a.ttl"
    path.write_text(rdf.turtle(report("a", "甲")), "utf-8")
    graph = store.of_files([path])
    assert store.report_ids(graph) == ["a"]
    assert rdf.ntriples(store.graphs(graph)["a"]) == rdf.ntriples(report("a", "甲"))


WRITER = """
import sys
from kg import rdf, store
from pathlib import Path
node = rdf.NAMES.report("a")
print("ready", flush=True)
for turn in range(1000):
    labels = [rdf.Triple(node, rdf.RDFS("label"), rdf.zh(f"{turn}-{n}")) for n in range(200)]
    store.publish(Path(sys.argv[1]), {"a": [rdf.Triple(node, rdf.RDF("type"), rdf.NAMES.wr("Report")), *labels]})
    print(turn, flush=True)
"""


def killed(folder, turns, pause):
    """Start a writer, wait until it has published so many times and a moment longer, and kill it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", WRITER, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        for _ in range(turns + 1):
            process.stdout.readline()
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)


@pytest.mark.parametrize("pause", [0.0, 0.003, 0.007, 0.013])
def test_a_killed_writer_leaves_a_whole_report(tmp_path, pause):
    killed(tmp_path, 2, pause)
    found = labels(tmp_path)
    assert len(found) == 200
    assert len({label.partition("-")[0] for label in found}) == 1


@pytest.mark.parametrize("pause", [0.01, 0.03, 0.05, 0.07])
def test_a_writer_killed_the_first_time_leaves_a_whole_report_or_none(tmp_path, pause):
    killed(tmp_path / "store", 0, pause)
    store.publish(tmp_path / "store", {"b": report("b", "乙")})
    assert len(labels(tmp_path / "store")) in (1, 201)
