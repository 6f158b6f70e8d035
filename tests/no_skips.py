"""A pytest plugin (``-p no_skips``): where ``KG_NO_SKIPS=1``, as in CI, a skipped test is a failed one.

A test that skips itself because a browser is missing is a kindness on a laptop and a hole in CI. The skip is turned
into a failure where it is reported, so that the summary names the test and its reason like any other failure.
"""

import os
from collections.abc import Generator
from typing import Any

import pytest


def _forbid(report: Any) -> None:
    """Turn the report of a skip into one of a failure; an expected failure (xfail) is no skip."""
    if os.environ.get("KG_NO_SKIPS") != "1" or not report.skipped or hasattr(report, "wasxfail"):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    report.outcome = "failed"
    report.longrepr = f"nothing may be skipped here (KG_NO_SKIPS=1): {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    """A test that skips, by a mark or while it runs."""
    report = yield
    _forbid(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, Any, Any]:
    """A module that skips as a whole, as ``importorskip`` does."""
    report = yield
    _forbid(report)
    return report
