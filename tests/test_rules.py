"""Every rule finds what its examples mark and nothing in its counter-examples; none is written for one report."""

import ast
import json
import re
from pathlib import Path

import pytest
from tiny import HEADER, document, linked, mentions

from kg.model import Span
from kg.places import surroundings
from kg.rulebook import gazetteer, marked, rules
from kg.segment import part_kind
from kg.titles import title

ROOT = Path(__file__).parent.parent
START = len(HEADER)


def cases(file, *tables):
    """A parameter for every example and counter-example: the rule, the words, and the spans marked (none for skips)."""
    return list(_cases(file, tables))


def _cases(file, tables):
    for table in tables:
        for rule in rules(file)[table]:
            for number, example in enumerate(rule["finds"], 1):
                words, spans = marked(example)
                yield pytest.param(rule, words, spans, id=f"{rule['id']}-finds-{number}")
            for number, words in enumerate(rule["skips"], 1):
                yield pytest.param(rule, words, (), id=f"{rule['id']}-skips-{number}")


def shifted(spans):
    return {Span(START + begin, START + end) for begin, end in spans}


@pytest.mark.parametrize("file", ["header", "names", "bodies", "actions", "heads"])
def test_every_example_marks_its_words(file):
    examples = [(rule["id"], example) for table in rules(file).values() for rule in table for example in rule["finds"]]
    assert [example for example in examples if not marked(example[1])[1]] == []


# ---- what a report says of itself -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "words", "spans"), cases("header", "kind", "session", "part"))
def test_header_rule(rule, words, spans):
    session = "(?P<session>" in rule["regex"]
    found = re.search(("(?<=在)" if session else "") + rule["regex"], words)
    group = "session" if session else 0
    assert (found.span(group) if found else None) == (spans[0] if spans else None)


@pytest.mark.parametrize(("rule", "words", "spans"), cases("header", "part"))
def test_headings_open_the_part_of_their_rule(rule, words, spans):
    if rule["kind"] in ("planned", "reported"):
        head = document("").header
        assert (part_kind(words, head) == rule["kind"]) == bool(spans)


# ---- names ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "words", "spans"), cases("names", "title"))
def test_title_rule(rule, words, spans):
    around = surroundings(document(""))
    for found in re.finditer("《([^《》]+(?:〈[^〈〉]*〉[^《》]*)?)》", words):
        made = title(found[1], Span(*found.span(1)), around)
        national = rule["id"] == "title-national-law" and made.rule == "gazetteer-laws"
        party = rule["id"] == "title-party-rule" and made.rule == "gazetteer-party-rules"
        if spans:
            assert (found.span(1), made.cls) == (spans[0], rule["class"])
            assert made.rule == rule["id"] or national or party
        else:
            assert made.rule != rule["id"]


@pytest.mark.parametrize(("rule", "words", "spans"), [*cases("names", "pattern"), *cases("bodies", "body")])
def test_name_rule(rule, words, spans):
    found = {(one.span, one.cls) for one in mentions(words) if one.rule == rule["id"]}
    if spans:
        assert {(span, rule["class"]) for span in shifted(spans)} <= found
    else:
        assert found == set()


# ---- what is done ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rule", "words", "spans"), cases("actions", "verb", "frame"))
def test_action_rule(rule, words, spans):
    """A rule without an action states a lasting relation alone."""
    _, relations, actions = linked(words)
    if rule["action"]:
        found = {(one.action, one.offset - START) for one in actions if one.rule == rule["id"]}
    else:
        found = {(one.predicate, one.offset - START) for one in relations if one.rule == rule["id"]}
    assert found == {(rule["action"] or rule["lasting"], begin) for begin, _ in spans}


@pytest.mark.parametrize(("rule", "words", "spans"), cases("heads", "head"))
def test_head_rule(rule, words, spans):
    things, _, actions = linked(words)
    entities = {one.key: one for one in things.entities}
    objects = [entities[one.object] for one in actions]
    made = {(span, one.cls) for one in objects if one.rule == rule["id"] for span in one.spans}
    assert made == {(span, rule["class"]) for span in shifted(spans)}


# ---- nothing specific to one report ---------------------------------------------------------------------------------

#: words of the genre that a gold file also lists as a name: kinds, common nouns and titles of office
GENERIC = {
    "一条例一办法": "customary words for a regulation and its measures",
    "主题教育": "the kind of campaign, whatever its theme",
    "五大战略": "how many such lists of strategies are called; shows that the number in it counts nothing",
    "人民检察": "a journal; the words stand in the name of every procuratorate",
    "人大代表家站": "a kind of station",
    "代表家站": "a kind of station",
    "代表联络站": "a kind of station",
    "各级人大代表家站": "a kind of station",
    "基层立法联系点": "a kind of station",
    "市人大常委会基层立法联系点": "a kind of station with a level word",
    "典型案例": "a kind of list",
    "指导性案例": "a kind of list",
    "实施细则": "a kind of rule",
    "常委会议事规则": "rules of procedure that every standing committee has",
    "扫黑除恶": "a national campaign",
    "扫黑除恶斗争": "a national campaign",
    "民生实事": "a kind of project that every place votes on",
    "习近平总书记": "public office",
    "习近平同志": "public person",
    "中华人民共和国": "public place",
}
#: classes whose names are a place's own; bodies, sessions and laws are built from public words
OWN = {"Program", "Person", "LocalRegulation", "NormativeDocument", "Station", "Publication", "Place"}
RULE_WORDS = ("regex", "but", "then", "not_before", "named", "heads", "words", "bare_quotes", "full", "alts")


def plain(words):
    return re.sub(r"[“”\"‘’《》\[\]]", "", words)


def public_names():
    columns = ("name", "short", "former", "full", "suffixes")
    cells = (row.get(column, "") for path in FILES for row in gazetteer(path) for column in columns)
    return {plain(name) for cell in cells for name in cell.split("|")}


FILES = sorted(path.stem for path in (ROOT / "data" / "gazetteer").glob("*.tsv"))
RULE_FILES = sorted(path.stem for path in (ROOT / "data" / "rules").glob("*.toml"))


@pytest.fixture(scope="module")
def gold_names():
    """The names that only a gold report knows: of four characters or more, in no gazetteer, no common noun."""
    lines = [
        json.loads(line) for path in (ROOT / "tests" / "gold").glob("*.jsonl") for line in path.open(encoding="utf-8")
    ]
    entities = [line for line in lines if line["kind"] == "entity"]
    village = re.compile(r"(?:村|社区|乡|镇|街道|嘎查)$")
    own = [line for line in entities if line["class"] in OWN or village.search(line["names"][0])]
    names = {plain(name) for line in own for name in line["names"]}
    return sorted(name for name in names - public_names() - set(GENERIC) if len(name) >= 4)


def words_of(rule, keys):
    for key in keys:
        value = rule.get(key, ())
        yield from (plain(one) for one in ([value] if isinstance(value, str) else value))


@pytest.mark.parametrize("file", RULE_FILES)
@pytest.mark.parametrize("keys", [RULE_WORDS, ("finds", "skips")], ids=["rules", "examples"])
def test_no_rule_and_no_example_knows_a_name_of_a_gold_report(gold_names, file, keys):
    told = [
        (rule["id"], name)
        for table in rules(file).values()
        for rule in table
        for words in words_of(rule, keys)
        for name in gold_names
        if name in words
    ]
    assert told == []


def literals(path):
    """The string literals of a module that are no docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    statements = [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    prose = {id(node) for node in statements if isinstance(node, ast.Constant)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield plain(node.value)


def test_no_code_knows_a_name_of_a_gold_report(gold_names):
    paths = sorted((ROOT / "kg").rglob("*.py"))
    told = {(path.stem, name) for path in paths for words in literals(path) for name in gold_names if name in words}
    assert told == set()


def test_generic_words_are_all_needed(gold_names):
    """An exception that nothing needs any more would hide the next mistake."""
    everything = " ".join(
        words
        for file in RULE_FILES
        for table in rules(file).values()
        for rule in table
        for words in words_of(rule, (*RULE_WORDS, "finds", "skips"))
    )
    assert [word for word in GENERIC if word not in everything] == []
