"""Nothing is lost: every number, title, quoted name and organisation-shaped string has a fate, and the tallies hold."""

import csv
import io
import json
from decimal import Decimal

import pytest
from conftest import TURPAN
from tiny import HEADER, said

from kg import rdf, store
from kg.coverage import KINDS, WORD, coverage, shares
from kg.extract import extract
from kg.graph import graph
from kg.ledger import FORMATS, ledgers, reread, write
from kg.messages import MESSAGES, speak
from kg.numerals import find
from kg.read import read
from kg.rulebook import marked, rules
from kg.tally import claims, sums


@pytest.fixture(scope="module")
def turpan():
    return extract(read(TURPAN))


def items(text, kind=None):
    """What becomes of the words of a tiny report: (words, fate, reason), of one kind."""
    extraction = extract(said(text))
    whole = extraction.document.report.text
    return [
        (item.span.of(whole), item.fate, item.reason)
        for item in coverage(extraction)
        if item.span.begin >= len(HEADER) and item.kind == (kind or item.kind)
    ]


# --- fates -----------------------------------------------------------------------------------------------------------


def test_a_number_is_taken_passed_over_or_a_part_of_a_word():
    found = items("召开会议8次,2024年统一了思想,编号x9y。", "number")
    assert found == [("8", "taken", ""), ("2024", "passed", "year"), ("一", "passed", WORD), ("9", "passed", "code")]


def test_a_number_that_nothing_explains_is_left():
    extraction = extract(said("召开会议8次。"))
    without = type(extraction)(extraction.document, (), (), (), (), (), (), ())
    eight = extraction.document.report.text.index("8次")
    assert [item.fate for item in coverage(without) if item.span.begin == eight] == ["left"]


def test_a_title_is_taken_as_a_whole():
    found = items("制定《昆明市河道条例》,学习“某某昆明市做法”。")
    assert ("昆明市河道条例", "taken", "") in found
    assert ("某某昆明市做法", "passed", "holds-a-name") in found


def test_a_doctrine_that_is_only_invoked_is_passed_over():
    assert ("四个意识", "passed", "doctrine") in items("增强“四个意识”。", "quoted")


def test_an_item_has_the_clause_that_it_stands_in():
    extraction = extract(said("召开会议8次,培训代表90人次。"))
    text = extraction.document.report.text
    (clause,) = [item.clause.of(text) for item in coverage(extraction) if item.span.of(text) == "90"]
    assert clause == "培训代表90人次"


def test_shares_add_up_and_parts_of_words_are_no_numbers():
    extraction = extract(said("统一思想,召开会议8次。"))
    found = coverage(extraction)
    for kind, share in shares(found).items():
        counted = [item for item in found if item.kind == kind and item.reason != WORD]
        assert share.total == len(counted)
        assert share.taken + share.passed <= share.total
    assert tuple(shares(found)) == KINDS


def test_every_numeral_of_the_sample_report_is_an_item_and_none_is_left(turpan):
    numerals = {numeral.span for numeral in find(turpan.document.report.text)}
    numbers = [item for item in coverage(turpan) if item.kind == "number"]
    assert {item.span for item in numbers} == numerals
    assert [item for item in numbers if item.fate == "left"] == []


def test_every_title_of_the_sample_report_is_taken(turpan):
    share = shares(coverage(turpan))["title"]
    assert share.taken == share.total == turpan.document.report.text.count("《")


# --- rules -----------------------------------------------------------------------------------------------------------

RULES = [(table, rule) for table, found in rules("coverage").items() for rule in found]
CASES = [
    pytest.param(table, rule, example, number < len(rule["finds"]), id=f"{rule['id']}-{number}")
    for table, rule in RULES
    for number, example in enumerate([*rule["finds"], *rule["skips"]])
]


@pytest.mark.parametrize(("table", "rule", "example", "wanted"), CASES)
def test_every_rule_finds_its_examples_and_skips_the_others(table, rule, example, wanted):
    words, spans = marked(example)
    marked_words = [words[begin:end] for begin, end in spans]
    kind = "organisation" if table == "organisation" else rule["kind"]
    found = items(words, kind)
    if table == "organisation":
        assert [name for name, _, _ in found] == marked_words
    else:
        assert [name for name, _, reason in found if reason == rule["id"]] == (marked_words if wanted else [])


def test_every_reason_is_told_in_both_languages(turpan):
    ids = {rule["id"] for file, table in (("numbers", "passed"), ("coverage", "reason")) for rule in rules(file)[table]}
    ids |= {item.reason for item in coverage(turpan) if item.reason}
    assert [id_ for id_ in sorted(ids) if f"coverage.reason.{id_}" not in MESSAGES] == []


# --- tallies ---------------------------------------------------------------------------------------------------------

SUMS = [
    ("办理代表建议12件,其中农业类7件、教育类6件。", ["13"]),
    ("共办理代表建议12件,其中农业类7件、教育类4件。", ["11"]),
    ("办理代表建议12件,其中农业类7件、教育类5件。", []),
    # 其中 may give a choice of the parts, percentages and changes are no parts, and numbers in the rough are no sums
    ("办理代表建议12件,其中农业类7件、教育类4件。", []),
    ("办理代表建议12件,其中农业类占70%、教育类占60%。", []),
    ("办理代表建议12件,其中农业类7件、教育类6件左右。", []),
    ("办理农业类建议7件、教育类建议6件,合计12件。", ["13"]),
    ("办理农业类建议7件、教育类建议5件,合计12件。", []),
]


@pytest.mark.parametrize(("text", "made"), SUMS)
def test_sums_that_do_not_add_up(text, made):
    assert [str(one.made) for one in sums(extract(said(text)))] == made


def held(text):
    extraction = extract(said(text))
    return claims(store.in_memory({"tiny": graph(extraction)}))


def test_a_claimed_count_is_held_against_the_names():
    (claim,) = held("制定地方性法规3部。制定《昆明市河道条例》《昆明市公园条例》。")
    assert (claim.claimed, claim.named, claim.missing) == (3, 2, 1)
    assert claim.names == "昆明市公园条例、昆明市河道条例"
    assert claim.quote == "制定地方性法规3部"
    assert claim.report == "tiny"


def test_what_others_did_and_what_is_planned_is_not_what_was_claimed():
    done, *_ = held(
        "制定地方性法规1部。制定《昆明市河道条例》。省人大常委会制定《云南省湖泊条例》。拟制定《昆明市公园条例》。"
    )
    assert (done.named, done.names, done.missing) == (1, "昆明市河道条例", Decimal(0))


def test_the_sample_report_names_the_regulations_that_it_claims(turpan):
    found = {claim.indicator: claim for claim in claims(store.in_memory({"turpan-2025": graph(turpan)}))}
    regulations = found["制定修改法规合计"]
    assert (regulations.claimed, regulations.named, regulations.missing) == (3, 3, 0)


# --- ledgers ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ledger(turpan):
    return ledgers(store.in_memory({"turpan-2025": graph(turpan)}), {"turpan-2025": turpan})


def test_a_graph_tells_the_same_numbers_and_titles_as_its_report(turpan, tmp_path):
    path = tmp_path / "turpan-2025.ttl"
    path.write_text(rdf.turtle(graph(turpan)), "utf-8")
    again = reread(rdf.parse(path))
    assert again.document.report.text == turpan.document.report.text
    # where a name stands that was not linked in the report, the graph cannot know: numbers and titles are not names
    for kind in ("number", "title"):
        assert shares(coverage(again))[kind] == shares(coverage(turpan))[kind]
    assert len(sums(again)) == len(sums(turpan))


def test_the_table_tells_shares_and_what_is_left_first(ledger):
    table = write(ledger, "table")
    head, rest = table.split("\n\n", 1)
    assert head.startswith("turpan-2025\n  数字 ")
    assert head.count("未收 ") == len(KINDS)
    quoted = [line for line in rest.splitlines() if line.startswith("“”中的词语")]
    left = [" 未收 " in line for line in quoted]
    assert left == sorted(left, reverse=True)
    assert "列名 3 个,缺 0 个" in rest


def test_csv_and_json_hold_every_item_that_was_not_taken(ledger, turpan):
    missing = [item for item in coverage(turpan) if item.fate != "taken"]
    (told,) = json.loads(write(ledger, "json"))
    assert [entry["offset"] for entry in told["items"]] == [item.span.begin for item in missing]
    rows = list(csv.DictReader(io.StringIO(write(ledger, "csv"), newline="")))
    offsets = [int(row["offset"]) for row in rows if row["offset"]]
    assert sorted(offsets) == sorted(item.span.begin for item in missing if item.reason != WORD)
    assert {row["report"] for row in rows} == {"turpan-2025"}


@pytest.mark.parametrize("form", FORMATS)
def test_ledgers_speak_english_too(ledger, form):
    told = write(ledger, form)
    speak("en")
    assert (write(ledger, form) == told) is (form == "json")
    assert "passed over on purpose" in write(ledger, "table")
