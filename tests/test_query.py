"""Queries are found, given parameters, refused where they would leave the machine, and written in every format."""

import csv
import io
import json
import re

import pytest

from kg import rdf, store
from kg.errors import QueryError
from kg.messages import speak
from kg.query import FORMATS, bound, check, find, listing, named, parsed, run, words, write

NAMES = rdf.NAMES


@pytest.fixture(scope="module")
def graph():
    return store.in_memory({name: about(NAMES.report(name), rdf.zh(f'名"{name}", 甲')) for name in ("a", "b")})


def about(report, label):
    return [
        rdf.Triple(report, rdf.RDF("type"), NAMES.wr("Report")),
        rdf.Triple(report, rdf.RDFS("label"), label),
        rdf.Triple(report, NAMES.wr("value"), rdf.Literal("5800000.50", datatype=rdf.XSD("decimal"))),
    ]


SELECT = "SELECT ?r ?l WHERE { ?r a wr:Report ; rdfs:label ?l } ORDER BY ?r"


def answer(graph, sparql, form="table", given=None, reports=(), width=None):
    return write(run(graph, parsed(sparql), given, reports), form, graph, width)


# --- finding ---------------------------------------------------------------------------------------------------------


def test_every_named_query_tells_its_question_in_both_languages_and_parses():
    queries = named()
    assert len(queries) == 21
    assert [query.name for query in queries if not (query.zh and query.en)] == []
    for query in queries:
        run(store.Store(), query)


def test_every_named_query_declares_its_prefixes_and_is_sparql_for_any_engine():
    from rdflib.plugins.sparql import prepareQuery

    for query in named():
        prepareQuery(query.sparql, initNs={})
        used = {prefix for prefix in words(query.sparql) if f"{prefix}:" in query.sparql}
        assert used <= set(re.findall(r"PREFIX (\w+):", query.sparql))


def test_every_named_query_quotes_the_words():
    assert [query.name for query in named() if "?quote" not in query.sparql.split("WHERE")[0]] == []


def test_header_parameters_and_values_clauses_agree():
    for query in named():
        for parameter in query.parameters:
            assert f'VALUES ?{parameter.name} {{ "{parameter.default}" }}' in query.sparql
        assert len(re.findall(r"VALUES \?\w+ \{ [\"0-9]", query.sparql)) == len(query.parameters)


def test_a_name_a_file_and_sparql_itself_are_told_apart(tmp_path):
    (tmp_path / "own.rq").write_text("# zh: 问\n" + SELECT, "utf-8")
    assert find("enacted").name == "enacted"
    assert find(str(tmp_path / "own.rq")).zh == "问"
    assert find(SELECT).sparql == SELECT
    assert find("ASK{}").sparql == "ASK{}"


@pytest.mark.parametrize(
    ("typed", "meant"), [("enactd", "enacted"), ("problem", "problems"), ("Indicators", "indicators")]
)
def test_an_unknown_name_offers_the_nearest(typed, meant):
    with pytest.raises(QueryError, match=f"您要的是 {meant} 吗"):
        find(typed)


def test_a_name_near_nothing_points_to_the_list():
    with pytest.raises(QueryError, match="kg query --list"):
        find("zzzzzz")


def test_a_missing_query_file_is_named(tmp_path):
    with pytest.raises(QueryError, match=r"own\.rq"):
        find(str(tmp_path / "own.rq"))


def test_the_list_tells_each_question_in_the_language_asked_for():
    assert "报告自认的不足" in listing()
    assert "-p name=" in listing()
    speak("en")
    assert "Shortcomings that the report admits" in listing()


# --- parameters ------------------------------------------------------------------------------------------------------

ASKED = '# param: x = 甲 — 说明 / meaning\nSELECT ?x ?y { VALUES ?x { "甲" } VALUES ?y { 1 } }'


def test_parameters_take_the_place_of_their_defaults(graph):
    assert answer(graph, ASKED, "csv") == "x,y\r\n甲,1\r\n"
    assert answer(graph, ASKED, "csv", {"x": "乙", "y": "22"}) == "x,y\r\n乙,22\r\n"


@pytest.mark.parametrize(
    "value", ['"', "\\", '" } } #', "x\ny", '" } SERVICE <http://127.0.0.1:1/> { "', "VALUES ?y { 1 }", "\\u0022", "'"]
)
def test_a_value_is_never_read_as_sparql(graph, value):
    rows = list(csv.reader(io.StringIO(answer(graph, ASKED, "csv", {"x": value}), newline="")))
    assert rows == [["x", "y"], [value, "1"]]


def test_an_unknown_parameter_is_refused_with_those_there_are(graph):
    with pytest.raises(QueryError, match="它的参数:x、y"):
        answer(graph, ASKED, given={"z": "1"})


def test_a_number_stays_a_number_and_words_stay_words():
    assert "?y { 7 }" in bound(parsed(ASKED), {"y": "7"}).replace(f'"7"^^{rdf.XSD("integer")}', "7")
    assert '?y { "七" }' in bound(parsed(ASKED), {"y": "七"})


# --- the gate --------------------------------------------------------------------------------------------------------

SERVICE = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "select * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SeRvIcE ?where { ?s ?p ?o } }",
    "SELECT * { { { SERVICE<http://127.0.0.1:1/>{} } } }",
    "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:1/>{} }",
    "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:1/>{} }",
    "SELECT * { SERVICEa:b{} }",
    "SELECT * { ?s ?p 'x'@en SERVICE<http://127.0.0.1:1/>{} }",
    "SELECT * { # comment\n SERVICE # comment\n <http://127.0.0.1:1/> {} }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> {} }",
    "SELECT * { ?s ?p 'a\\u0027 . SERVICE <http://127.0.0.1:1/> {} #' }",
    "SELECT * { <http://a\\u0041#x> ?p '#' . SERVICE <http://127.0.0.1:1/> {} }",
    'SELECT * { <http://a\\u0041#x> ?p "\\u0022 . #" . SERVICE <http://127.0.0.1:1/> {} }',
    "SELECT * { FILTER(?a<?b) SERVICE <http://127.0.0.1:1/> {} FILTER(?c>?d) }",
    "SELECT * { ?s ?p '''it's ''' . SERVICE <http://127.0.0.1:1/> {} }",
    'SELECT * { ?s ?p """a "" b\\"""" . SERVICE <http://127.0.0.1:1/> {} }',
    "SELECT * { ?s ?p '\\\\' . SERVICE <http://127.0.0.1:1/> {} }",
    "SELECT * { OPTIONAL { SERVICE <http://127.0.0.1:1/> {} } }",
]


@pytest.mark.parametrize("sparql", SERVICE)
def test_other_machines_are_never_asked(graph, sparql):
    with pytest.raises(QueryError, match="SERVICE"):
        run(graph, parsed(sparql))


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service { ?service a wr:Report }",
        "SELECT * { ?s ?p 'SERVICE <http://x/> {}' }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?s <http://example.org/SERVICE> ?o } # SERVICE",
        "SELECT * { ?s wr:service ?o . ?s wr:x.SERVICE ?o }",
    ],
)
def test_the_word_service_may_be_written_where_it_asks_nobody(graph, sparql):
    list(run(graph, parsed(sparql)))


def test_deep_nesting_is_refused_before_the_engine_breaks():
    check("SELECT * { " + "{" * 60 + "}" * 60 + " }")
    with pytest.raises(QueryError, match="64"):
        check("SELECT * { " + "{" * 3000 + "}" * 3000 + " }")
    with pytest.raises(QueryError, match="64"):
        check("SELECT * { FILTER" + "(" * 100 + "1" + ")" * 100 + " }")


def test_words_leave_out_what_is_quoted():
    assert list(words("ASK { ?a <http://b> 'c' } # d")) == ["ASK"]


@pytest.mark.parametrize("sparql", ["INSERT DATA { <a:a> <a:a> 1 }", "DROP ALL", "LOAD <http://127.0.0.1:1/>"])
def test_updates_are_refused(graph, sparql):
    with pytest.raises(QueryError, match="只读"):
        run(graph, parsed(sparql))


# --- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sparql", "place"),
    [
        ("SELECT ?x WHERE {\n  ?x ?p }", "第 2 行第 9 列"),
        ("SELECT ?名 WHERE { ?s ?p '中文' . ?s ?p }", "第 1 行第 38 列"),
        ("SELECT ?x WHERE {\n ?x foo:bar ?y }", "第 2 行"),
        ("SELECT * {", "第 1 行第 11 列,语句在此中断"),
        ("PREFIX x: <nope>\nSELECT * { ?s ?p ?o }", "第 1 行"),
        ("hello world", "第 1 行第 1 列"),
        ("SELECT ?x\nWHERE {\n  ?x a wr:Report ;\n  FILTR(?x > 1)\n}", "第 4 行第 3 列"),
        ("SELECT ?x { ?x ?p ?o } ORDER BY", "第 1 行第 32 列,语句在此中断"),
        ("SELECT ?x { ?x a 'unclosed }", "第 1 行第 29 列,语句在此中断"),
        ("SELECT ?x WHER { ?x a wr:Report }", "第 1 行第 11 列,在“WHER"),
        ("# 说明\nSELECT ?x { # 问\n ?x a wr:Report . ; }", "第 3 行第 19 列"),
        ("SELECT ?x { BIND(1 AS ?x) BIND(2 AS ?x) }", "第 1 行"),
    ],
)
def test_a_syntax_error_says_where_in_one_line(graph, sparql, place):
    with pytest.raises(QueryError) as error:
        run(graph, parsed(sparql))
    assert place in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 150


def test_an_undeclared_prefix_is_named(graph):
    with pytest.raises(QueryError, match="foo:bar"):
        run(graph, parsed("SELECT ?x WHERE { ?x foo:bar ?y }"))


# --- answers ---------------------------------------------------------------------------------------------------------


def test_reports_are_asked_together_or_one_alone(graph):
    assert len(list(run(graph, parsed(SELECT)))) == 2
    assert len(list(run(graph, parsed(SELECT), reports=["b"]))) == 1


def test_table_shows_words_and_prefixed_names(graph):
    assert answer(graph, SELECT).splitlines()[2].split("  ") == ["report:a", '名"a", 甲']


def test_csv_and_json_hold_exact_values(graph):
    rows = list(csv.reader(io.StringIO(answer(graph, SELECT, "csv"))))
    assert rows == [["r", "l"], [f"{NAMES.base}report/a", '名"a", 甲'], [f"{NAMES.base}report/b", '名"b", 甲']]
    results = json.loads(answer(graph, "SELECT ?v { report:a wr:value ?v }", "json"))
    assert results["head"]["vars"] == ["v"]
    assert results["results"]["bindings"][0]["v"]["datatype"] == rdf.XSD + "decimal"


def test_tsv_holds_terms(graph):
    assert answer(graph, SELECT, "tsv").splitlines()[1] == f'<{NAMES.base}report/a>\t"名\\"a\\", 甲"@zh'


def test_markdown(graph):
    assert answer(graph, SELECT, "md").splitlines()[2] == '| report:a | 名"a", 甲 |'


def test_unbound_cells_are_empty(graph):
    assert answer(graph, "SELECT ?r ?none { ?r a wr:Report } ORDER BY ?r").splitlines()[2] == "report:a"


@pytest.mark.parametrize(("form", "expected"), [("table", "true\n"), ("csv", "true\n"), ("md", "true\n")])
def test_ask(graph, form, expected):
    assert answer(graph, "ASK { ?r a wr:Report }", form) == expected
    assert answer(graph, "ASK { ?r a wr:Nothing }", form) == "false\n"


def test_ask_as_json(graph):
    assert json.loads(answer(graph, "ASK { ?r a wr:Report }", "json")) == {"head": {}, "boolean": True}


def test_construct_is_sorted_turtle_that_reads_back(graph, tmp_path):
    text = answer(graph, "CONSTRUCT { ?r rdfs:label ?l } WHERE { ?r a wr:Report ; rdfs:label ?l }", None)
    (tmp_path / "a.ttl").write_text(text, "utf-8")
    assert {triple.object.value for triple in rdf.parse(tmp_path / "a.ttl")} == {'名"a", 甲', '名"b", 甲'}
    assert text.index("report:a") < text.index("report:b")


def test_construct_as_rows_and_describe(graph):
    rows = answer(graph, "CONSTRUCT { ?r rdfs:label ?l } WHERE { ?r a wr:Report ; rdfs:label ?l }", "csv").splitlines()
    assert rows[0] == "subject,predicate,object"
    assert len(rows) == 3
    assert "wr:Report" in answer(graph, "DESCRIBE report:a", "ttl")


def test_turtle_is_for_triples_only(graph):
    with pytest.raises(QueryError, match="CONSTRUCT"):
        answer(graph, SELECT, "ttl")


def test_every_format_is_written(graph):
    for form in FORMATS:
        assert answer(graph, "CONSTRUCT { ?r rdfs:label ?l } WHERE { ?r a wr:Report ; rdfs:label ?l }", form)
