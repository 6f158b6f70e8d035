"""The gold files themselves: a wrong gold line would teach the wrong lesson, so each is held against its text.

The reports under ``tests/gold`` other than Turpan's are invented, in the manner of the genre: the places and laws
are real, the figures, programmes, regulations and most persons are not. The lists of terms stand here once
more on purpose: gold answers to the annotation guide, not to the code that is measured against it.
"""

import json
import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"
FILES = sorted(GOLD.glob("*.jsonl"))

REPORTS = Path(__file__).parents[1] / "data" / "reports"


def terms(words):
    return set(words.split())


CLASSES = terms(
    "PeoplesCongress StandingCommittee Committee PartyBody GovernmentBody JudicialBody University Organization "
    "Station Person AdministrativeArea Place Law LocalRegulation NormativeDocument Document Publication Program "
    "Meeting"
)
PREDICATES = terms("partOf jurisdiction within hasComponent holdsPost cooperatesWith supports appliesTo published")
ACTIONS = terms(
    "enact amend repeal schedule research consult inspect hear review inquire hold host attend study implement "
    "establish cooperate support visit train report publish award thank"
)
MODIFIERS = {"more", "less", "about", "atLeast"}
STATUSES = {"completed", "planned"}
INDICATORS = terms(
    "standing-committee-meetings chairpersons-meetings party-group-meetings regulations-enacted regulations-amended "
    "regulations-enacted-amended regulations-repealed regulations-deliberated normative-documents-reviewed "
    "resolutions-decisions reports-heard law-inspections special-inquiries surveys-inspections "
    "appointments-removals motions deputy-suggestions suggestions-completion-rate suggestions-satisfaction-rate "
    "deputies-trained deputies-attending deputy-stations legislative-contact-points petitions-received "
    "livelihood-projects-voted"
)
REQUIRED = {
    "document": {"text", "title", "issuer", "speaker", "date", "session", "year_reported", "year_planned", "place"},
    "entity": {"class", "names", "begin"},
    "relation": {"s", "p", "o", "begin"},
    "action": {"action", "agent", "object", "status", "begin"},
    "observation": {"measure", "value", "unit", "status", "begin"},
}
ALLOWED = {
    "document": {"speaker_post", "sha256"},
    "entity": {"optional"},
    "relation": {"optional", "title"},
    "action": {"optional", "year", "partners", "place", "topic"},
    # period: the years that a figure sums up, where they are more than the year reported on
    "observation": {"optional", "accept", "modifier", "verb", "indicator", "upper", "year", "period"},
}
SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}
WRITTEN = re.compile(r"(\d+(?:\.\d+)?)(?:多|余)?(万亿|万|亿)?")
CHINESE_DIGIT = re.compile(r"[一二两三四五六七八九十百千万]")
# how far behind the first of a list its shared head may stand: 湖南大学、湘潭大学、吉首大学和新疆大学等大学法学院
LIST_REACH = 60


def folded(words):
    """Words without quotation marks and spaces, full-width forms made plain."""
    return re.sub(r"[《》〈〉“”‘’\s]", "", unicodedata.normalize("NFKC", words))


def lines_of(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def of_kind(lines, kind):
    return [line for line in lines if line["kind"] == kind]


def called(lines):
    """Every name of every entity."""
    return {name for line in of_kind(lines, "entity") for name in line["names"]}


def in_order(name, words):
    """Whether the name's characters stand in the words in their order, perhaps with others between."""
    rest = iter(words)
    return all(character in rest for character in name)


def mentioned_at(names, words):
    """Whether one of the names begins the words, whole or as part of a list with a shared head."""
    return any(
        words.startswith(short) or (words[0] == short[0] and in_order(short, words[:LIST_REACH]))
        for short in map(folded, names)
    )


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def gold(request):
    """The lines of one gold file and the text that they speak of."""
    beside = request.param.with_suffix(".txt")
    text = beside if beside.exists() else REPORTS / beside.name
    return lines_of(request.param), text.read_text("utf-8")


def test_at_least_five_reports_have_gold():
    assert len([path for path in FILES if path.stem != "turpan-2025"]) >= 5


def test_lines_have_the_fields_of_their_kind(gold):
    for line in gold[0]:
        kind, fields = line["kind"], set(line) - {"kind"}
        assert REQUIRED[kind] <= fields, line
        assert fields <= REQUIRED[kind] | ALLOWED[kind], line
        assert line.get("optional", True) is True, line


def test_document_line_agrees_with_its_header(gold):
    lines, text = gold
    (document,) = of_kind(lines, "document")
    names = called(lines)
    assert document["title"] in text[:200]
    assert document["speaker"] in text[:300]
    day = date.fromisoformat(document["date"])
    assert f"{day.year}年{day.month}月{day.day}日" in text[:300]
    assert {document["issuer"], document["speaker"], document["session"], document["place"]} <= names
    assert document["year_planned"] == document["year_reported"] + 1


def test_terms_are_those_of_the_guide(gold):
    lines, _ = gold
    assert {line["class"] for line in of_kind(lines, "entity")} <= CLASSES
    assert {line["p"] for line in of_kind(lines, "relation")} <= PREDICATES
    assert {line["action"] for line in of_kind(lines, "action")} <= ACTIONS
    assert {line["status"] for line in lines if "status" in line} <= STATUSES
    assert {line["modifier"] for line in lines if "modifier" in line} <= MODIFIERS
    assert {line["indicator"] for line in lines if "indicator" in line} <= INDICATORS


def test_offsets_lie_inside_the_text(gold):
    lines, text = gold
    for line in lines:
        if line["kind"] != "document":
            assert 0 <= line["begin"] < len(text), line


def test_entities_are_mentioned_where_they_begin(gold):
    lines, text = gold
    entities = of_kind(lines, "entity")
    assert not [line for line in entities if not mentioned_at(line["names"], folded(text[line["begin"] :]))]


def test_no_two_entities_share_their_full_name(gold):
    first = [line["names"][0] for line in of_kind(gold[0], "entity")]
    assert len(first) == len(set(first))


def test_facts_speak_of_entities(gold):
    lines, _ = gold
    names = called(lines)
    for line in of_kind(lines, "relation"):
        assert {line["s"], line["o"]} <= names, line
    for line in of_kind(lines, "action"):
        assert {line["agent"], line["object"], *line.get("partners", []), line.get("place", line["agent"])} <= names


def test_no_relation_is_told_twice(gold):
    told = [(line["s"], line["p"], line["o"]) for line in of_kind(gold[0], "relation")]
    assert len(told) == len(set(told))


def test_numbers_stand_where_observations_begin(gold):
    lines, text = gold
    for line in of_kind(lines, "observation"):
        begin = line["begin"]
        words = unicodedata.normalize("NFKC", text[begin : begin + 20])
        assert words[0].isdecimal() or CHINESE_DIGIT.match(words), line
        assert not re.match(r"[\d.]", text[begin - 1]), f"inside a longer number: {line}"


def test_values_are_those_written(gold):
    lines, text = gold
    for line in of_kind(lines, "observation"):
        written = WRITTEN.match(unicodedata.normalize("NFKC", text[line["begin"] : line["begin"] + 20]))
        if written:
            value = float(written[1]) * SCALES[written[2] or ""]
            assert line["value"] == pytest.approx(value), line


def test_units_stand_behind_their_numbers(gold):
    lines, text = gold
    for line in of_kind(lines, "observation"):
        assert folded(line["unit"]) in folded(text[line["begin"] : line["begin"] + 20]), line
