"""The two graphs of the sample report that many tests look at, and a store with one of them."""

from pathlib import Path

import goldgraph
import pytest

from kg.graph import graph
from kg.messages import speak
from kg.store import publish

ROOT = Path(__file__).parent.parent
TURPAN = ROOT / "data" / "reports" / "turpan-2025.txt"


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    """Messages are in Chinese unless a test says otherwise, whatever the machine's environment."""
    monkeypatch.delenv("KG_LANG", raising=False)
    speak("")


@pytest.fixture(scope="session")
def gold_graph():
    """The graph that a perfect reader of the Turpan report would build."""
    return graph(goldgraph.extraction_from_gold())


@pytest.fixture(scope="session")
def turpan_graph():
    """The graph that the project builds from the Turpan report."""
    from kg.extract import extract
    from kg.read import read

    return graph(extract(read(TURPAN)))


@pytest.fixture(scope="session")
def output(gold_graph, tmp_path_factory):
    """A folder with a store that holds the gold graph."""
    folder = tmp_path_factory.mktemp("output")
    publish(folder / "store", {"turpan-2025": gold_graph})
    return folder
