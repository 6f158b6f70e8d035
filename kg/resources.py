"""Where the ontology, rules, gazetteers, named queries and the sample report stand.

In a checkout they are the top-level folders ``ontology/`` and ``data/``; an installed wheel carries the same
folders inside the package, so that ``kg`` works from any folder.
"""

from functools import cache
from pathlib import Path


@cache
def root() -> Path:
    """The folder that holds ``ontology/`` and ``data/``."""
    inside = Path(__file__).parent / "_resources"
    return inside if inside.is_dir() else Path(__file__).parent.parent


def ontology() -> Path:
    """The folder of the ontology's Turtle files."""
    return root() / "ontology"


def data(*parts: str) -> Path:
    """A file or folder under ``data/``, e.g. ``data("rules", "names.toml")``."""
    return root().joinpath("data", *parts)
