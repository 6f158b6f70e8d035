"""Reports of others that may stand beside the checkout, and the table of ``docs/coverage.md`` that is made of them.

``python tests/corpora.py`` prints the table as Markdown.
"""

import json
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

from kg.coverage import KINDS, coverage, shares
from kg.extract import extract
from kg.model import Report
from kg.read import read
from kg.table import markdown

FOLDER = Path(__file__).parent.parent.parent / "shared" / "reports"
NATIONAL = FOLDER / "state-council-1954-2020.jsonl"
PROVINCIAL = FOLDER / "provincial-2026"
COLUMNS = ("reports", "count", "number", "title", "quoted", "organisation", "entities", "actions", "observations")


def national():
    """The State Council's yearly reports, oldest first, each with its year."""
    lines = NATIONAL.read_text("utf-8").splitlines() if NATIONAL.is_file() else []
    for told in sorted(map(json.loads, lines), key=lambda one: one["year"]):
        text = told["content"].replace("\r\n", "\n")
        yield told["year"], Report(f"state-council-{told['year']}", text, sha256(text.encode()).hexdigest())


def provincial():
    """Provincial governments' reports, by name."""
    return [read(path) for path in sorted(PROVINCIAL.glob("*.txt"))]


def reports():
    """All of them."""
    return [report for _, report in national()] + provincial()


def decades():
    """The extractions of each decade's national reports, and of the provincial ones."""
    groups = defaultdict(list)
    for year, report in national():
        groups[f"{year // 10 * 10}s"].append(extract(report))
    groups["2026, provinces"] = [extract(report) for report in provincial()]
    return groups


def rows():
    """A row for each group: what was taken of what there was and not passed over on purpose, and means per report."""
    for group, extractions in decades().items():
        counted = [shares(coverage(extraction)) for extraction in extractions]
        yield (group, str(len(extractions)), *(_share(counted, kind) for kind in KINDS), *_means(extractions))


def _share(counted, kind):
    taken, passed, total = (sum(getattr(one[kind], name) for one in counted) for name in ("taken", "passed", "total"))
    left = total - taken - passed
    return f"{taken} / {passed} / {left}"


def _means(extractions):
    for kind in ("entities", "actions", "observations"):
        yield str(round(sum(len(getattr(one, kind)) for one in extractions) / len(extractions)))


if __name__ == "__main__":
    print(markdown(COLUMNS, list(rows())), end="")
