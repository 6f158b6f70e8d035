"""Reports of others, of every decade since 1954 and of eight provinces: all build, nothing is lost or merged."""

from collections import defaultdict

import corpora
import pytest

from kg.coverage import coverage
from kg.extract import extract
from kg.graph import graph
from kg.validate import check

REPORTS = {report.id: report for report in corpora.reports()}
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not corpora.FOLDER.is_dir(), reason="no ../shared/reports beside the checkout"),
]


@pytest.fixture(scope="module")
def extractions():
    return {name: extract(report) for name, report in REPORTS.items()}


def test_all_reports_are_there():
    assert len(REPORTS) == 47 + 8


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_builds_and_the_coded_checks_find_nothing(extractions, name):
    found = check(graph(extractions[name]))
    assert [(one.code, one.detail, one.subject) for one in found if one.is_error] == []


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_is_taken_or_passed_over_with_a_reason(extractions, name):
    text = REPORTS[name].text
    items = [item for item in coverage(extractions[name]) if item.kind == "number"]
    assert [text[item.span.begin - 9 : item.span.end + 9] for item in items if item.fate == "left"] == []
    assert [item for item in items if item.fate == "passed" and not item.reason] == []


def test_no_node_has_two_classes_or_two_official_names(extractions):
    classes, names = defaultdict(set), defaultdict(set)
    for extraction in extractions.values():
        for entity in extraction.entities:
            classes[entity.key].add(entity.cls)
            names[entity.key].add(entity.name)
    assert {key: found for key, found in classes.items() if len(found) > 1} == {}
    assert {key: found for key, found in names.items() if len(found) > 1} == {}


def test_names_that_differ_by_a_number_or_a_place_never_share_a_node(extractions):
    """What most often goes wrong: 第六届 under 第七届, 某省 under another, “五五” under “六五”."""
    told = defaultdict(set)
    for extraction in extractions.values():
        for entity in extraction.entities:
            if entity.cls in ("Meeting", "Document"):
                told[entity.key] |= {
                    "".join(sign for sign in name if sign in "〇一二三四五六七八九十")
                    for name in entity.names
                    if "届" in name and "历次" not in name
                }
    assert {key: found for key, found in told.items() if len({one[:2] for one in found}) > 1} == {}
