"""What the documents promise is there: modules, bounds, commands, links, and the README's query with its answer."""

import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from test_style import DOORS, ORDER

ROOT = Path(__file__).parent.parent
KG = [sys.executable, "-c", "import sys; from kg.cli import main; sys.exit(main())"]
DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(ROOT.glob("docs/*.md"))


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def kg(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What ``kg`` answers in a folder, in Chinese, with its checkout on the path."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "zh"}
    return subprocess.run([*KG, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a document in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text(name), re.S | re.M)


def readme_commands() -> list[str]:
    """Every ``kg`` line of the README's shell blocks, as it is typed."""
    return re.findall(r"^kg .*$", "".join(blocks("README.md", "sh")), re.M)


def test_architecture_tells_the_order_of_the_modules():
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \|", text("docs/architecture.md"), re.M)
    told = [{module for number, module in rows if int(number) == line} for line in range(1, len(ORDER) + 1)]
    assert told == [set(line) for line in ORDER]
    assert len(rows) == sum(map(len, ORDER))


def test_architecture_tells_the_doors():
    part = text("docs/architecture.md").split("## 门")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", part, re.M)
    assert {library: set(re.findall(r"`(\w+)`", doors)) for library, doors in rows} == DOORS


def test_dependencies_tell_the_bounds():
    project = tomllib.loads(text("pyproject.toml"))["project"]
    required = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    wanted = {tuple(re.match(r"([\w-]+)(.*)", line).groups()) for line in required}
    rows = re.findall(r"^\| \[?([\w-]+)[^|]*\| `([^`]+)` \|", text("docs/dependencies.md"), re.M)
    assert {(name.lower(), bounds) for name, bounds in rows} == wanted


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_to_files_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", path.read_text("utf-8"))
    local = [link for link in links if not link.startswith(("http://", "https://"))]
    assert [link for link in local if not (path.parent / link).exists()] == []


def test_every_target_named_in_a_document_is_in_the_makefile():
    targets = set(re.findall(r"^([\w-]+):", text("Makefile"), re.M))
    named = {name for path in DOCUMENTS for name in re.findall(r"(?:^|`)make ([a-z-]+)", path.read_text("utf-8"), re.M)}
    assert {"graph", "test", "score"} <= named
    assert named <= targets


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A folder with the README's ``data`` and ``tests`` and an ``output`` that was built."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("data", "tests"):
        (folder / name).symlink_to(ROOT / name)
    assert kg("build", "data/reports/turpan-2025.txt", folder=folder).returncode == 0
    return folder


def test_every_command_is_in_the_readme():
    commands = set(re.findall(r"^    (\w+)  ", kg("--lang", "en", "--help", folder=ROOT).stdout, re.M))
    assert {"build", "query", "export", "view", "check", "explain", "score"} <= commands
    assert commands - {command.split()[1] for command in readme_commands()} == set()


@pytest.mark.parametrize("command", readme_commands())
def test_readme_command_runs(built, command):
    done = kg(*shlex.split(command, comments=True)[1:], folder=built)
    assert (done.returncode, done.stderr) == (0, "")


def test_readme_query_gives_the_readme_answer(built):
    (sparql,) = blocks("README.md", "sparql")
    (shown,) = blocks("README.md", "text")
    assert len(sparql.splitlines()) == 10
    assert kg("query", sparql, folder=built).stdout == shown
