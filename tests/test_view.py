"""The page as a file: all that the graph says is in it, nothing in it is loaded or run that we did not write."""

import base64
import hashlib
import json
import os
import random
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from goldgraph import extraction_from_gold

from kg.graph import graph
from kg.rdf import NAMES, NIF, RDF, RDFS, SKOS, Quad, Triple, integer, string, turtle, year, zh
from kg.store import Store
from kg.view import view
from kg.view.layout import layout, short_name
from kg.view.page import ASSETS, SCRIPTS
from kg.view.picture import Utf16, picture
from kg.vocabulary import triples as vocabulary_triples

ROOT = Path(__file__).parent.parent
WR, WRC, ID = NAMES.wr, NAMES.wrc, NAMES.id
A = RDF("type")
BLOCK = re.compile(r'<script type="application/json" id="(\w+)">(.*?)</script>', re.DOTALL)

SCRIPT = "</script><script>window.hit=1</script>"
HOSTILE = (
    SCRIPT,
    '<img src=x onerror="window.hit=1">',
    "\"'><svg onload=window.hit=1>",
    "<a href='javascript:window.hit=1'>href</a>",
    "<!--<script>",
    "]]>{{ 7*7 }}{% raw %}",
    "\u202e倒写的名称\u2066 \u200f",
    "控\x00制\x07字\x1b符\x0b\x85\ufffe",
    "行\u2028分\u2029隔",
    "__proto__",
    "长" * 10_000,
)


class Sample:
    """A graph by hand, as small as a test needs it: things, facts and the sentences that state them."""

    def __init__(self, name: str = "sample") -> None:
        self.report, self.facts = NAMES.report(name), NAMES.facts(name)
        self.text, self.triples, self.count = "", [], 0

    def thing(self, local, cls, *names):
        node = ID(local)
        self.triples += [Triple(node, A, WR(cls)), Triple(node, SKOS("prefLabel"), zh(names[0]))]
        self.triples += [Triple(node, SKOS("altLabel"), zh(name)) for name in names[1:]]
        return node

    def evidence(self, quote, section="一、工作"):
        begin, self.text = len(self.text), self.text + quote + "\n"
        node = self.facts(f"passage-{begin}-{begin + len(quote)}")
        pairs = [
            (A, WR("Passage")),
            (NIF("beginIndex"), integer(begin)),
            (NIF("endIndex"), integer(begin + len(quote))),
        ]
        pairs += [
            (NIF("anchorOf"), string(quote)),
            (NIF("referenceContext"), self.report),
            (WR("section"), zh(section)),
        ]
        self.triples += [Triple(node, key, value) for key, value in pairs]
        return node

    def fact(self, cls, quote, **values):
        self.count += 1
        node = self.facts(f"{cls.lower()}-{self.count}")
        pairs = [(A, WR(cls)), (WR("offset"), integer(len(self.text))), (WR("evidence"), self.evidence(quote))]
        pairs += [(WR(key), value) for key, value in values.items()]
        self.triples += [Triple(node, key, value) for key, value in pairs]
        return node

    def relation(self, quote, subject, predicate, thing):
        node = self.fact("Statement", quote)
        ends = [("subject", subject), ("predicate", WR(predicate)), ("object", thing)]
        self.triples += [Triple(node, RDF(key), value) for key, value in ends]
        return node

    def graph(self):
        title = zh("云岭市人民代表大会常务委员会工作报告")
        about = [(A, WR("Report")), (RDFS("label"), title), (NIF("isString"), string(self.text))]
        return self.triples + [Triple(self.report, key, value) for key, value in about]


def sample() -> Sample:
    """Two bodies, two regulations; links side by side, against each other and back to where they start."""
    made = Sample()
    body = made.thing("org-云岭", "StandingCommittee", "云岭市人民代表大会常务委员会", "市人大常委会", "常委会")
    party = made.thing("org-市委", "PartyBody", "中国共产党云岭市委员会", "市委")
    old = made.thing("reg-湿地", "LocalRegulation", "云岭市湿地保护条例")
    new = made.thing("reg-养犬", "LocalRegulation", "云岭市养犬管理条例")
    done, due = {"status": WRC("completed")}, {"status": WRC("planned"), "year": year(2031)}
    made.fact("Activity", "𠮷日制定云岭市湿地保护条例", action=WRC("enact"), agent=body, object=old, **done)
    made.fact("Activity", "𠮷日检查云岭市湿地保护条例实施情况", action=WRC("inspect"), agent=body, object=old, **done)
    made.fact("Activity", "拟制定云岭市养犬管理条例", action=WRC("enact"), agent=body, object=new, **due)
    made.fact("Activity", "向市委报告工作", action=WRC("report"), agent=body, object=party, **done)
    made.fact("Activity", "市委支持常委会", action=WRC("support"), agent=party, object=body, **done)
    made.fact("Activity", "常委会学习自身", action=WRC("study"), agent=body, object=body, **done)
    made.relation("常委会党组隶属市委", body, "partOf", party)
    values = {"measure": zh("常委会会议"), "value": integer(8), "unit": string("次"), "literal": string("8")}
    made.fact("Observation", "召开常委会会议8次", **values, **done)
    return made


def hostile() -> Sample:
    """A graph whose every word is out to do harm."""
    made = Sample()
    body = made.thing("org-云岭", "StandingCommittee", "云岭市人大常委会", *HOSTILE)
    for number, label in enumerate(HOSTILE):
        thing = made.thing(f"x-{number}", "Program", label)
        values = {"action": WRC("hold"), "status": WRC("planned"), "agent": body, "object": thing, "topic": zh(label)}
        node = made.fact("Activity", f"句{number}{label}", **values)
        made.triples.append(Triple(node, WR("evidence"), made.evidence(label or "空", section=label)))
        made.fact(
            "Observation", label, measure=zh(label), unit=string(label), value=integer(1), status=WRC("completed")
        )
        made.triples.append(Triple(made.fact("Problem", label), RDFS("label"), zh(label)))
    return made


def page_data(html: str) -> dict:
    return {name: json.loads(text) for name, text in BLOCK.findall(html)}


def utf16_slice(text: str, begin: int, end: int) -> str:
    """What JavaScript's ``text.slice(begin, end)`` gives."""
    return text.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le")


def quotes(report: dict, fact: dict) -> list[str]:
    found = []
    for passage in (report["passages"][number] for number in fact["passages"]):
        text = report["reports"][passage["report"]]["text"]
        found.append(passage["quote"] if "quote" in passage else utf16_slice(text, passage["begin"], passage["end"]))
    return found


@pytest.fixture(scope="module")
def turpan():
    """The Turpan report as a perfect reader would have it: triples and page."""
    triples = graph(extraction_from_gold())
    return triples, view(triples)


# --- what the page holds ---------------------------------------------------------------------------------------------


def objects(triples, subject, predicate):
    return sorted(t.object.value for t in triples if t.subject == subject and t.predicate == predicate)


def test_every_fact_is_in_the_page_with_its_quotes(turpan):
    triples, html = turpan
    report = page_data(html)["report"]
    shown = {fact["iri"]: sorted(quotes(report, fact)) for fact in report["facts"]}
    anchors = {t.subject: t.object.value for t in triples if t.predicate == NIF("anchorOf")}
    classes = {WR(c) for c in ("Activity", "Statement", "Observation", "Problem", "FirstClaim")}
    expected = {t.subject.value: [] for t in triples if t.predicate == A and t.object in classes}
    for t in triples:
        if t.predicate == WR("evidence") and t.subject.value in expected:
            expected[t.subject.value].append(anchors[t.object])
    assert len(expected) > 350
    assert shown == {iri: sorted(found) for iri, found in expected.items()}


def test_every_thing_is_a_node_with_all_its_names(turpan):
    triples, html = turpan
    nodes = {node["iri"]: sorted(node["names"]) for node in page_data(html)["graph"]["nodes"]}
    entities = {t.subject for t in triples if t.predicate == WR("firstMention")}
    assert len(entities) > 200
    labels = {SKOS("prefLabel"), SKOS("altLabel")}
    names = {entity.value: set() for entity in entities}
    for t in triples:
        if t.subject in entities and t.predicate in labels:
            names[t.subject.value].add(t.object.value)
    assert nodes == {iri: sorted(found) for iri, found in names.items()}


def test_edges_on_the_page_are_the_edges_of_the_graph(turpan):
    triples, html = turpan
    graph_data = page_data(html)["graph"]
    facts = page_data(html)["report"]["facts"]
    iri = [node["iri"] for node in graph_data["nodes"]]
    drawn = sorted((iri[e["from"]], iri[e["to"]], facts[e["fact"]]["iri"]) for e in graph_data["edges"])
    by_subject: dict = {}
    for t in triples:
        by_subject.setdefault(t.subject, {}).setdefault(t.predicate, []).append(t.object.value)
    expected = []
    for node, values in by_subject.items():
        if WR("Activity").value in values.get(A, []):
            ends = [o for role in ("object", "partner", "place") for o in values.get(WR(role), [])]
            expected += [(agent, end, node.value) for agent in values.get(WR("agent"), []) for end in ends]
        if WR("Statement").value in values.get(A, []):
            expected.append((values[RDF("subject")][0], values[RDF("object")][0], node.value))
    assert drawn == sorted(expected)


def test_parallel_links_directions_and_loops_are_kept():
    data = page_data(view(sample().graph()))
    local = [node["local"] for node in data["graph"]["nodes"]]
    edges = sorted((local[e["from"]], local[e["to"]]) for e in data["graph"]["edges"])
    body, party, old, new = "org-云岭", "org-市委", "reg-湿地", "reg-养犬"
    assert edges == sorted([(body, old)] * 2 + [(body, new), (body, body), (party, body)] + [(body, party)] * 2)


def test_offsets_are_counted_as_javascript_counts():
    made = sample()
    report = page_data(view(made.graph()))["report"]
    assert quotes(report, report["facts"][1]) == ["𠮷日检查云岭市湿地保护条例实施情况"]
    convert = Utf16("a𠮷b𠮷c")
    assert [convert(n) for n in range(6)] == [0, 1, 3, 4, 6, 7]


def test_words_are_kept_where_the_text_does_not_give_them():
    triples = [t for t in sample().graph() if t.predicate != NIF("isString")]
    report = page_data(view(triples))["report"]
    assert quotes(report, report["facts"][2]) == ["拟制定云岭市养犬管理条例"]


def test_a_post_says_what_it_is(turpan):
    report = page_data(turpan[1])["report"]
    assert "主任" in {fact.get("title") for fact in report["facts"] if fact.get("action") == "holdsPost"}


def test_all_terms_have_both_languages(turpan):
    report = page_data(turpan[1])["report"]
    used = {f[key] for f in report["facts"] for key in ("action", "indicator") if key in f}
    used |= {node["cls"] for node in page_data(turpan[1])["graph"]["nodes"]}
    assert used - report["terms"].keys() == set()
    assert all(set(labels) == {"zh", "en"} for labels in report["terms"].values())


def test_answers_are_those_of_the_sparql_beside_them(turpan):
    """Every question is asked again as a reader would who copied it: prefixes and all, of any engine."""
    triples, html = turpan
    report = page_data(html)["report"]
    graph_again = Store()
    graph_again.extend(Quad(*triple) for triple in [*triples, *vocabulary_triples(NAMES)])
    assert len(report["questions"]) >= 20
    for question in report["questions"]:
        answer = graph_again.query(question["sparql"])
        assert [variable.value for variable in answer.variables] == question["columns"]
        assert len(list(answer)) == question["all"] == len(question["rows"]), question["name"]


def test_every_answer_quotes_the_report(turpan):
    report = page_data(turpan[1])["report"]
    for question in report["questions"]:
        place = question["columns"].index("quote")
        for row in question["rows"]:
            cell = row[place] if isinstance(row[place], list) else [row[place]]
            assert {type(part) for part in cell} == {int}, (question["name"], row)


def test_language_is_the_one_asked_for():
    assert '<html lang="en">' in view(sample().graph(), lang="en")
    assert '<html lang="zh">' in view(sample().graph())


def test_a_graph_of_nothing_is_a_page():
    assert page_data(view([]))["graph"] == {"nodes": [], "edges": []}


# --- the file --------------------------------------------------------------------------------------------------------


class Elements(HTMLParser):
    """The elements of a page in order, with the text of its scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.bodies: list[tuple[str, dict, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, key, value or "") for key, value in attrs]
        if tag in ("script", "style", "title"):
            self.bodies.append((tag, dict(attrs), ""))

    def handle_data(self, data):
        if self.tags and self.tags[-1] in ("script", "style", "title") and self.bodies:
            tag, attrs, text = self.bodies[-1]
            self.bodies[-1] = (tag, attrs, text + data)

    def handle_endtag(self, tag):
        self.tags.append("/" + tag)


def test_the_policy_names_every_script_and_style_by_hash(turpan):
    page = Elements(turpan[1])
    policy = next(value for tag, key, value in page.attributes if tag == "meta" and value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    bodies = [text for tag, attrs, text in page.bodies if tag == "style" or (tag == "script" and "type" not in attrs)]
    hashes = {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in bodies}
    assert len(hashes) == 3
    assert hashes == set(re.findall(r"'sha256-[^']+'", policy))
    assert all("\r" not in text for text in bodies), "a parser reads \\r as \\n, and the hash no longer holds"


def test_nothing_is_loaded_from_elsewhere(turpan):
    page = Elements(turpan[1])
    loads = [(tag, value) for tag, key, value in page.attributes if key in ("src", "href", "action", "data", "srcset")]
    assert loads == [("link", "data:,")]
    style = next(text for tag, _, text in page.bodies if tag == "style")
    assert not re.search(r"url\(|@import", style)
    own = next(text for tag, attrs, text in page.bodies if tag == "script" and text.startswith('"use strict"'))
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|\bfetch\(|XMLHttpRequest|\bimport\(", own)
    assert not re.search(r"\.(innerHTML|outerHTML)\b|insertAdjacentHTML|document\.write|\beval\(|new Function", own)


def test_the_page_is_small(turpan):
    html = turpan[1]
    text = page_data(html)["report"]["reports"][0]["text"]
    assert len(html.encode()) - len(text.encode()) <= 1_200_000


def test_hostile_words_stay_words():
    made = hostile()
    html = view(made.graph())
    plain = Elements(view(sample().graph())).tags
    assert Elements(html).tags == plain
    data = page_data(html)
    names = {node["names"][0] for node in data["graph"]["nodes"]}
    assert set(HOSTILE) <= names
    assert all(char not in block for _, block in BLOCK.findall(html) for char in "<>&")


def test_a_hostile_title_stays_a_title():
    made = sample()
    triples = [t for t in made.graph() if t.subject != made.report or t.predicate == NIF("isString")]
    triples += [Triple(made.report, A, WR("Report")), Triple(made.report, WR("title"), zh(SCRIPT))]
    page = Elements(view(triples))
    assert page.tags == Elements(view(made.graph())).tags
    assert SCRIPT in next(text for tag, _, text in page.bodies if tag == "title")


SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Asia/Urumqi"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "zh_CN.GB18030", "TZ": "America/Lima", "KG_LANG": "en"},
)
BUILD = (
    "import sys, hashlib, pathlib\n"
    "from kg.rdf import parse\n"
    "from kg.view import view\n"
    "print(hashlib.sha256(view(parse(pathlib.Path(sys.argv[1]))).encode('utf-8')).hexdigest())"
)


def test_same_bytes_in_all_surroundings(turpan, tmp_path):
    triples, html = turpan
    path = tmp_path / "turpan.ttl"
    path.write_text(turtle(triples), "utf-8")
    found = set()
    for variables in SURROUNDINGS:
        environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT)} | variables
        done = subprocess.run(
            [sys.executable, "-c", BUILD, str(path)], env=environment, capture_output=True, check=True
        )
        found.add(done.stdout.decode().strip())
    assert found == {hashlib.sha256(html.encode()).hexdigest()}


def test_the_order_of_the_triples_leaves_no_trace(turpan):
    triples, html = turpan
    shuffled = list(triples)
    random.Random(5).shuffle(shuffled)
    assert view(shuffled) == html


# --- layout ----------------------------------------------------------------------------------------------------------


def test_every_thing_has_a_place_and_islands_keep_apart(turpan):
    shown = picture(turpan[0])
    placed = layout(shown)
    assert sorted(placed.places) == list(range(len(shown.things)))
    members = [thing for island in placed.islands for thing in island.members]
    assert sorted(members + placed.hubs) == list(range(len(shown.things)))
    boxes = [(i.x, i.y, i.x + i.width, i.y + i.height) for i in placed.islands]
    for n, (left, top, right, bottom) in enumerate(boxes):
        for x, y, r, b in boxes[:n]:
            assert left >= r or right <= x or top >= b or bottom <= y
    for island in placed.islands:
        for thing in island.members:
            x, y = placed.places[thing]
            assert island.x < x < island.x + island.width
            assert island.y < y < island.y + island.height


def test_no_two_things_stand_in_one_place(turpan):
    places = layout(picture(turpan[0])).places
    assert len(set(places.values())) == len(places)


def test_the_reporting_body_stands_in_the_middle(turpan):
    shown = picture(turpan[0])
    placed = layout(shown)
    assert [shown.things[hub]["names"][0] for hub in placed.hubs] == ["吐鲁番市人民代表大会常务委员会"]
    assert placed.places[placed.hubs[0]] == (0, 0)


def test_names_are_shortened_to_a_name_that_is_used():
    assert short_name(["云岭市人民政府"]) == "云岭市人民政府"
    assert short_name(["云岭市人民代表大会常务委员会", "常委会", "云岭市人大常委会"]) == "云岭市人大常委会"


# --- the script ------------------------------------------------------------------------------------------------------


def test_every_script_file_is_in_the_page():
    assert sorted(SCRIPTS) == sorted(path.name for path in ASSETS.glob("*.js"))


def test_the_script_says_only_words_that_it_has():
    words = (ASSETS / "words.js").read_text("utf-8")
    table = words[: words.index("function word")]
    known = set(re.findall(r"(?:^|[{,]\s*)(\w+): \[", table, re.MULTILINE))
    script = "\n".join((ASSETS / name).read_text("utf-8") for name in SCRIPTS)
    said = set(re.findall(r'\bword\("(\w+)"', script)) | set(re.findall(r'\bkey: "(\w+)"', script))
    assert len(said) > 40
    assert said - known == set()
