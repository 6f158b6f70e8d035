"""The same report gives the same bytes, whatever machine, user and moment it is built on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
REPORT = ROOT / "data/reports/turpan-2025.txt"
BUILD = [sys.executable, "-c", "import sys; from kg.cli import main; sys.exit(main())", "build"]

# all that could leak into the bytes: hash seed, locale and its encoding, time zone, home, temporary files
SURROUNDINGS = {
    "utf-8": {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "HOME": "."},
    "ascii": {
        "PYTHONHASHSEED": "1",
        "LC_ALL": "POSIX",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Asia/Urumqi",
    },
    "gb18030": {
        "PYTHONHASHSEED": "4294967295",
        "LC_ALL": "zh_CN.GB18030",
        "PYTHONIOENCODING": "gb18030",
        "TZ": "America/Los_Angeles",
        "KG_LANG": "en",
    },
}


def start(folder: Path, variables: dict[str, str], temporary: Path) -> subprocess.Popen[bytes]:
    """Begin a build in a folder of its own with nothing but these variables in its environment."""
    folder.mkdir()
    environment = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)} | variables
    report = os.path.relpath(REPORT, folder) if variables["PYTHONHASHSEED"] == "0" else str(REPORT)
    command = [*BUILD, report, "-o", "output"]
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Where each surrounding's build stands. All run at once and share one fresh folder for temporary files."""
    top = tmp_path_factory.mktemp("builds")
    (temporary := top / "tmp").mkdir()
    running = {name: start(top / name, variables, temporary) for name, variables in SURROUNDINGS.items()}
    said = {name: process.communicate(timeout=300)[0].decode("utf-8", "replace") for name, process in running.items()}
    assert {name: said[name] for name, process in running.items() if process.returncode} == {}
    return {name: top / name / "output" for name in SURROUNDINGS}


@pytest.mark.parametrize("suffix", ["ttl", "html"])
@pytest.mark.parametrize("name", [name for name in SURROUNDINGS if name != "utf-8"])
def test_same_bytes_in_other_surroundings(built, name, suffix):
    plain = (built["utf-8"] / f"turpan-2025.{suffix}").read_bytes()
    assert len(plain) > 10_000
    assert (built[name] / f"turpan-2025.{suffix}").read_bytes() == plain


def test_same_bytes_when_built_again_over_the_first(built):
    output = built["utf-8"]
    before = {path.name: path.read_bytes() for path in sorted(output.glob("turpan-2025.*"))}
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([*BUILD, REPORT, "-o", "output"], cwd=output.parent, env=environment, check=True)
    assert {path.name: path.read_bytes() for path in sorted(output.glob("turpan-2025.*"))} == before
