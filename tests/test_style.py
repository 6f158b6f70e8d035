"""The shape of the code: the way data flows, one door for each outside library, small functions, a light start.

The rules stand in docs/architecture.md; each test names what breaks one.
"""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "kg"

# a module may import from the lines above its own, never a neighbour on it
ORDER = (
    ("model", "messages", "resources"),
    ("errors",),
    ("numerals", "rdf", "rulebook", "table"),
    ("vocabulary", "index", "read", "header", "places", "phrase", "quantity"),
    ("segment",),
    ("scene", "coordination"),
    ("known", "bodies", "sessions"),
    ("titles",),
    ("recognise", "objects"),
    ("predicate", "link"),
    ("relate", "act", "quantify", "admit"),
    ("extract",),
    ("graph", "coverage"),
    ("validate",),
    ("store",),
    ("query",),
    ("view", "export", "explain", "score", "tally"),
    ("ledger",),
    ("build",),
    ("cli",),
    ("__main__",),
)
LINE = {module: number for number, line in enumerate(ORDER) for module in line}

# outside library → the modules that import it, and no others
DOORS = {
    "ahocorasick_rs": {"bodies", "known"},
    "jieba": {"segment"},
    "networkx": {"view", "export"},
    "pyoxigraph": {"rdf", "store"},
    "pyshacl": {"validate"},
    "pyvis": {"view"},
    "rdflib": {"validate"},
}

LONGEST_FUNCTION = 60
MEDIAN_FUNCTION = 10


def modules() -> dict[str, list[Path]]:
    """Every module of the package with its files; a folder of files is one module."""
    found: dict[str, list[Path]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        found.setdefault(name, []).append(path)
    return {name: paths for name, paths in found.items() if name != "__init__"}


MODULES = modules()


def imported(source: str) -> Iterator[str]:
    """Dotted names of all that a module imports, at its top or inside a function: ``kg.rdf``, ``rdflib.namespace``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"kg.{node.module}" if node.module else f"kg.{alias.name}" for alias in node.names)


def imports_of(module: str) -> set[str]:
    return {name for path in MODULES[module] for name in imported(path.read_text("utf-8"))}


def wrong_way(module: str, names: set[str]) -> list[str]:
    """The other modules of ``kg`` that this one imports though they stand on its own line or below it."""
    neighbours = {name.split(".")[1] for name in names if name.startswith("kg.")} - {module, "__version__"}
    return sorted(other for other in neighbours if LINE.get(other, len(ORDER)) >= LINE[module])


def functions() -> Iterator[tuple[str, int]]:
    """Every function of the package with its number of lines, from ``def`` to its end."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.stem}.{node.name}", (node.end_lineno or node.lineno) - node.lineno + 1


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    return [path for name in listed.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_every_module_has_its_line_in_the_order():
    assert sorted(MODULES.keys() - LINE.keys()) == [], "give the module a line in ORDER and in docs/architecture.md"
    assert sorted(LINE.keys() - MODULES.keys()) == [], "in ORDER, but there is no such module"


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module):
    assert wrong_way(module, imports_of(module)) == []


def test_each_library_is_imported_by_its_doors_alone():
    """Another module that imports one is named, and so is a library that nothing imports any more."""
    libraries = {module: {name.split(".")[0] for name in imports_of(module)} for module in MODULES}
    assert {library: {module for module in MODULES if library in libraries[module]} for library in DOORS} == DOORS


def test_every_dependency_has_a_door():
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.match(r"[\w-]+", line)[0].replace("-", "_") for line in dependencies}
    assert names == DOORS.keys()


def test_the_import_checks_see_each_spelling():
    source = "from kg import query\nimport kg.view\ndef f():\n    from kg.cli import main\n    import rdflib.namespace"
    names = set(imported(source))
    assert wrong_way("store", names) == ["cli", "query", "view"]
    assert "rdflib.namespace" in names


def test_the_command_line_starts_light():
    """``kg --help`` must not pay for what it does not use."""
    show = [sys.executable, "-c", "import sys, kg.cli; print(*sys.modules)"]
    loaded = subprocess.run(show, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert sorted(DOORS.keys() & set(loaded)) == []


def test_functions_are_small():
    sizes = list(functions())
    assert [(name, size) for name, size in sizes if size > LONGEST_FUNCTION] == []
    assert statistics.median(size for _, size in sizes) <= MEDIAN_FUNCTION


def test_no_file_names_somebodys_machine():
    """A path below a home or workplace works on one machine only."""
    machine = re.compile(rb"(?<![\w.:/])/(?:home|root|Users|work)/\w|\b[A-Z]:\\\\?Users\\")
    named = [str(path.relative_to(ROOT)) for path in tracked() if machine.search(path.read_bytes())]
    assert named == []
