"""The wheel alone is the whole product: ontology, rules, gazetteers and named queries travel inside it."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
REPORT = """木垒县人民代表大会常务委员会工作报告
——2023年1月6日在木垒县第十八届人民代表大会第二次会议上
县人大常委会主任 王明

各位代表:
  过去一年,县人大常委会召开常委会会议7次,听取和审议专项工作报告12项,开展执法检查3次。
  2023年,县人大常委会将制定《木垒县旱作梯田保护条例》。
"""


def run(*command: str | Path, folder: Path) -> str:
    """What a command prints in an environment that knows nothing of the checkout."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "KG_"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The project's wheel, built without the network by the back end that the developers' tools include."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run(*pip, "--wheel-dir", folder, ROOT, folder=folder)
    return next(folder.glob("workreport_kg-*.whl"))


@pytest.fixture(scope="module")
def kg(wheel, tmp_path_factory):
    """The command ``kg`` in an environment of its own; it borrows the libraries of this one, not the project."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    python = folder / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index"]
    run(*pip, wheel, folder=folder)
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=folder).strip()
    (Path(site) / "borrowed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    assert run(python, "-c", "import kg; print(kg.__file__)", folder=folder).startswith(site)
    return folder / "bin/kg"


def test_wheel_carries_what_kg_reads(wheel):
    inside = {name.removeprefix("kg/_resources/") for name in zipfile.ZipFile(wheel).namelist()}
    read = [path for folder in ("ontology", "data") for path in (ROOT / folder).rglob("*") if path.is_file()]
    assert len(read) > 20
    assert {path.relative_to(ROOT).as_posix() for path in read} <= inside
    assert "kg/py.typed" in inside


def test_wheel_carries_no_tests_and_no_output(wheel):
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"kg"}


def test_help_runs_anywhere(kg, tmp_path):
    assert "build" in run(kg, "--help", folder=tmp_path)


def test_named_queries_travel(kg, tmp_path):
    listed = run(kg, "query", "--list", folder=tmp_path)
    names = [path.stem for path in (ROOT / "data/queries").glob("*.rq")]
    assert len(names) >= 20
    assert [name for name in names if name not in listed] == []


def test_a_report_is_built_and_asked_anywhere(kg, tmp_path):
    (tmp_path / "mulei-2023.txt").write_text(REPORT, "utf-8")
    run(kg, "build", "mulei-2023.txt", "-o", "out", folder=tmp_path)
    assert (tmp_path / "out/mulei-2023.html").stat().st_size > 10_000
    assert "旱作梯田保护条例" in (tmp_path / "out/mulei-2023.ttl").read_text("utf-8")
    run(kg, "check", "out/mulei-2023.ttl", folder=tmp_path)
