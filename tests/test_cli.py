"""The command line as its users meet it: what they type, what they see, the exit status, and what is left untouched."""

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT, TURPAN

from kg.cli import ANSWERS, COMMANDS, main
from kg.query import FORMATS, named

KG = [sys.executable, "-m", "kg"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": ""}


@pytest.fixture
def kg(capsys):
    """Run a command in this process; gives exit status, output and errors."""

    def run(*arguments):
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as exit_:
            status = exit_.code
        return status, *capsys.readouterr()

    return run


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """An output folder with the sample report built into it."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", str(TURPAN), "-o", str(folder)]) == 0
    return folder


def contents(folder):
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# --- help ------------------------------------------------------------------------------------------------------------


def test_offered_formats_are_those_there_are():
    assert ANSWERS == FORMATS


@pytest.mark.parametrize("command", ["", *COMMANDS])
@pytest.mark.parametrize(("lang", "words"), [("zh", "显示本帮助后退出"), ("en", "show this help message and exit")])
def test_every_command_has_help_in_both_languages(kg, command, lang, words):
    status, output, errors = kg(*filter(None, [command]), "--lang", lang, "--help")
    assert (status, errors) == (0, "")
    assert words in output
    if lang == "en":
        told = output.split("examples:")[0].split("language:")[0]
        assert not re.search(r"[\u4e00-\u9fff]", told)


def test_help_names_every_command(kg):
    output = kg("--help")[1]
    assert [name for name in COMMANDS if not re.search(rf"^    {name}  ", output, re.MULTILINE)] == []


def test_help_before_and_after_the_command_and_from_the_environment(kg, monkeypatch):
    assert "usage: " in kg("--lang", "en", "build", "--help")[1]
    assert "usage: " in kg("build", "--lang=en", "--help")[1]
    monkeypatch.setenv("KG_LANG", "en")
    assert "usage: " in kg("build", "--help")[1]


def test_every_option_has_its_help(kg):
    for command in COMMANDS:
        # an option's line, then its help on the same line or the next
        options = kg(command, "--help")[1].split("选项:\n")[1].split("\n\n")[0]
        lines = re.sub(r"\n {20,}", "  ", options).splitlines()
        assert [line for line in lines if line.startswith("  -") and not re.search(r"\S {2,}\S", line)] == []


def test_every_command_and_option_is_in_the_readme(kg):
    readme = (ROOT / "README.md").read_text("utf-8")
    for command in COMMANDS:
        assert f"kg {command}" in readme


def test_version(kg):
    assert re.fullmatch(r"kg \d+\.\d+\.\d+\n", kg("--version")[1])


def test_nothing_typed_shows_the_help_and_is_wrong_use(kg):
    status, output, _ = kg()
    assert status == 2
    assert "kg build" in output


# --- wrong use and wrong input ---------------------------------------------------------------------------------------

WRONG_USE = [
    ["bild"],
    ["build"],
    ["build", "a.txt", "--nope"],
    ["build", "a.txt", "-o"],
    ["--lang", "fr", "build", "a.txt"],
    ["query", "enacted", "--format", "xml"],
    ["query", "enacted", "-p", "name"],
    ["export", "--format", "pdf"],
    ["export", "-o", "a.pdf"],
    ["explain"],
    ["score"],
    ["score", "a.ttl"],
]


@pytest.mark.parametrize("arguments", WRONG_USE, ids=" ".join)
def test_wrong_use_is_one_line_and_status_2(kg, out, arguments):
    status, output, errors = kg(*arguments, *(["--store", out] if arguments[0] in ("query", "export") else []))
    assert status == 2
    assert output == ""
    assert re.fullmatch(r"kg: 错误:[^\n]+\n", errors)


BAD_REPORTS = {
    "missing": (None, "找不到文件"),
    "folder": ("folder", "是文件夹"),
    "empty": (b"", "是空文件"),
    "blank": (b" \n\t\n", "是空文件"),
    "binary": (b"\x7fELF\x02\x01\x01\x00", "第 7 字节"),
    "control": ("各位代表\n现在\x07".encode(), "第 2 行第 3 个字符"),
    "undecodable": ("各位代表:现在我向大会报告工作".encode() + b"\xff", "第 43 字节(从 0 数起,第 1 行)是 0xFF"),
}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", BAD_REPORTS)
def test_a_bad_report_is_one_line_and_leaves_earlier_output_untouched(kg, out, tmp_path, name, lang):
    content, words = BAD_REPORTS[name]
    path = tmp_path / "bad.txt"
    if content == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    before = contents(out)
    status, output, errors = kg("build", TURPAN, path, "-o", out, "--lang", lang)
    assert (status, output) == (2, "")
    assert re.fullmatch(r"kg: (错误:|error: )[^\n]+\n", errors)
    assert "bad.txt" in errors
    assert lang == "en" or words in errors
    assert contents(out) == before


def test_an_unwritable_output_folder_is_one_line(kg, tmp_path):
    (tmp_path / "file").write_text("x")
    status, output, errors = kg("build", TURPAN, "-o", tmp_path / "file")
    assert (status, output) == (2, "")
    assert re.fullmatch(r"kg: 错误:无法写入 [^\n]+\n", errors)
    assert contents(tmp_path) == {"file": b"x"}


def test_a_locked_store_is_one_line_and_leaves_the_files_untouched(kg, tmp_path):
    from kg.store import Store

    (tmp_path / "a.txt").write_text("今天天气很好。", "utf-8")
    (tmp_path / "out").mkdir()
    writer = Store(tmp_path / "out" / "store")
    status, _, errors = kg("build", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert status == 2
    assert "正被另一个 kg 进程写入" in errors
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["store"]
    del writer


def test_the_same_id_twice_is_one_line(kg, tmp_path):
    for name in ("a b.txt", "a-b.txt"):
        (tmp_path / name).write_text("今天天气很好。", "utf-8")
    status, _, errors = kg("build", tmp_path / "a b.txt", tmp_path / "a-b.txt", "-o", tmp_path / "out")
    assert (status, errors.count("\n")) == (2, 1)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("base", ["x", "http://a b/", "ftp://a/", 'http://a"/'])
def test_a_wrong_base_is_one_line(kg, tmp_path, base):
    status, _, errors = kg("build", TURPAN, "-o", tmp_path, "--base", base)
    assert (status, errors.count("\n")) == (2, 1)
    assert contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["enactd"], "您要的是 enacted 吗"),
        (["zzzz"], "kg query --list"),
        (["SELECT ?x WHERE {\n ?x ?p }"], "第 2 行第 8 列"),
        (["INSERT DATA { <a:a> <a:a> 1 }"], "只读"),
        (["SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"], "SERVICE"),
        (["none.rq"], "none.rq"),
        (["enacted", "-p", "nmae=x"], "没有参数 nmae"),
        (["enacted", "--report", "none"], "turpan-2025"),
        (["enacted", "--format", "ttl"], "CONSTRUCT"),
    ],
)
def test_a_wrong_query_is_one_line_and_status_2(kg, out, arguments, words):
    status, output, errors = kg("query", *arguments, "--store", out)
    assert (status, output) == (2, "")
    assert re.fullmatch(r"kg: 错误:[^\n]+\n", errors)
    assert words in errors


@pytest.mark.parametrize("command", [["query", "enacted"], ["view"], ["export"], ["check"], ["explain", "x"]])
def test_no_store_says_how_to_make_one(kg, tmp_path, command):
    status, output, errors = kg(*command, "--store", tmp_path / "none")
    assert (status, output) == (2, "")
    assert "kg build" in errors
    assert contents(tmp_path) == {}


@pytest.mark.parametrize("command", [["view"], ["export"], ["check"]])
def test_a_graph_file_that_does_not_parse_is_one_line(kg, tmp_path, command):
    (tmp_path / "a.ttl").write_text("<a> <b>\n oops", "utf-8")
    status, output, errors = kg(*command, tmp_path / "a.ttl")
    assert (status, output, errors.count("\n")) == (2, "", 1)
    assert "a.ttl" in errors
    assert [path.name for path in tmp_path.iterdir()] == ["a.ttl"]


# --- what works ------------------------------------------------------------------------------------------------------


def test_build_prints_a_summary_with_where_to_look_next(kg, tmp_path):
    (tmp_path / "a.txt").write_text("今天天气很好。\n", "utf-8")
    status, output, errors = kg("build", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert (status, errors) == (0, "")
    assert "没有找到:标题" in output
    assert f"{tmp_path}/out/a.html" in output
    assert f"kg query enacted -o {tmp_path}/out" in output


def test_build_in_english_opens_the_page_in_english_and_keeps_the_turtle(kg, out, tmp_path):
    assert kg("build", TURPAN, "-o", tmp_path, "--lang", "en")[0] == 0
    assert (tmp_path / "turpan-2025.ttl").read_bytes() == (out / "turpan-2025.ttl").read_bytes()


def test_query_by_name_by_file_by_sparql_and_by_pipe(kg, out, tmp_path, monkeypatch):
    sparql = "SELECT ?x { ?x a wr:LocalRegulation } ORDER BY ?x"
    (tmp_path / "own.rq").write_text(sparql, "utf-8")
    monkeypatch.chdir(tmp_path)
    answers = {kg("query", what, "-o", out)[1] for what in (sparql, "own.rq", str(tmp_path / "own.rq"))}
    for arguments in (["-"], []):
        command = [*KG, "query", *arguments, "-o", str(out)]
        piped = subprocess.run(command, input=sparql.encode(), env=ENVIRONMENT, capture_output=True, check=True)
        answers.add(piped.stdout.decode())
    assert len(answers) == 1
    assert "吐鲁番市婚丧事宜移风易俗规定" in answers.pop()
    assert "制定" in kg("query", "enacted", "-o", out)[1]


def test_query_takes_the_store_itself_and_the_folder_that_holds_it(kg, out):
    assert kg("query", "enacted", "--store", out) == kg("query", "enacted", "--store", out / "store")
    assert kg("query", "enacted", "--store", out) == kg("query", "enacted", "--graph", out / "turpan-2025.ttl")


def test_query_parameters_reach_the_query(kg, out):
    answer = kg("query", "regulation-life", "-p", "name=葡萄干", "-o", out, "-f", "csv")[1]
    assert len(answer.splitlines()) == 3


def test_nothing_in_the_pipe_says_what_to_type():
    done = subprocess.run([*KG, "query"], input=b"", env=ENVIRONMENT, capture_output=True)
    assert done.returncode == 2
    assert "kg query --list" in done.stderr.decode()


def test_list_tells_every_question_without_a_store(kg, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, output, _ = kg("query", "--list")
    assert status == 0
    assert re.findall(r"^([a-z-]+)  +\S", output, re.MULTILINE) == [query.name for query in named()]


def test_export_to_the_screen_and_to_a_file_whose_ending_says_the_format(kg, out, tmp_path):
    turtle = kg("export", "--store", out)[1]
    assert turtle == (out / "turpan-2025.ttl").read_text("utf-8")
    for ending, start in ((".ttl", "@prefix"), (".gexf", "<?xml"), (".rdf", "<?xml"), (".jsonld", "[{")):
        path = tmp_path / f"图谱{ending}"
        assert kg("export", out / "turpan-2025.ttl", "-o", path) == (0, "", "")
        assert path.read_text("utf-8").startswith(start)


def test_view_writes_beside_the_graph_file_or_where_told(kg, out, tmp_path):
    (tmp_path / "a.ttl").write_bytes((out / "turpan-2025.ttl").read_bytes())
    assert kg("view", tmp_path / "a.ttl")[0] == 0
    assert kg("view", "--store", out, "-o", tmp_path / "b.html")[0] == 0
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert (tmp_path / "a.html").read_bytes() == (out / "turpan-2025.html").read_bytes()


def test_check_reports_nothing_on_what_was_built(kg, out):
    assert kg("check", out / "turpan-2025.ttl") == (0, "", "")


def test_check_tells_each_problem_on_one_line_and_gives_status_1(kg, out, tmp_path):
    text = (out / "turpan-2025.ttl").read_text("utf-8").replace("wr:status wrc:completed", "wr:status wrc:dreamt", 1)
    (tmp_path / "a.ttl").write_text(text, "utf-8")
    status, output, errors = kg("check", tmp_path / "a.ttl")
    assert (status, errors) == (1, "")
    assert all(re.match(r"[EW]\d{3} \S", line) for line in output.splitlines())
    assert "dreamt" in output


def test_explain(kg, out):
    assert "事实" in kg("explain", "五大战略", "-o", out)[1]
    status, output, errors = kg("explain", "没有这个东西的", "-o", out)
    assert (status, output, errors.count("\n")) == (2, "", 1)


def test_score_as_lines_and_as_json(kg, out):
    gold = ROOT / "tests" / "gold" / "turpan-2025.jsonl"
    status, output, _ = kg("score", out / "turpan-2025.ttl", gold, TURPAN)
    assert status == 0
    assert output.startswith("entity.name ")
    figures = json.loads(kg("score", out / "turpan-2025.ttl", gold, TURPAN, "--json")[1])
    assert figures["evidence"]["share"] == 1.0
    assert "@" in kg("score", out / "turpan-2025.ttl", gold, "--misses")[1]


def test_score_all_records_and_a_fall_gives_status_1(kg, tmp_path):
    (tmp_path / "a.txt").write_text("今天天气很好。\n", "utf-8")
    facts = [{"kind": "document", "text": "a.txt"},
             {"kind": "entity", "class": "Place", "names": ["某湖"], "begin": 0}]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(fact) for fact in facts), "utf-8")
    assert kg("score", "--all", tmp_path)[0] == 0
    assert kg("score", "--all", tmp_path, "--record")[0] == 0
    assert kg("score", "--all", tmp_path)[0] == 0
    better = json.loads((tmp_path / "scores.json").read_text())
    better["a"]["entity"] = 0.5
    (tmp_path / "scores.json").write_text(json.dumps(better))
    status, output, _ = kg("score", "--all", tmp_path)
    assert status == 1
    assert "(-0.500)" in output


# --- terminals, pipes and signals ------------------------------------------------------------------------------------


def on_a_terminal(command, columns=60):
    """What a command writes to a terminal of some width, output and errors together."""
    import fcntl
    import struct
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: value for name, value in ENVIRONMENT.items() if name not in ("COLUMNS", "LINES")}
    process = subprocess.Popen(command, env=environment, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    seen = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            break
        if not chunk:
            break
        seen += chunk
    os.close(master)
    return process.wait(), seen.decode()


def test_progress_on_a_terminal_and_quiet_in_a_pipe(tmp_path):
    command = [*KG, "build", str(TURPAN), "-o", str(tmp_path)]
    status, seen = on_a_terminal(command)
    assert status == 0
    assert "正在建图 1/1:turpan-2025" in seen
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True)
    assert done.stderr == b""
    assert "正在建图" not in done.stdout.decode()


def test_tables_fit_the_terminal_and_are_whole_in_a_pipe(out):
    from kg.table import cells

    command = [*KG, "query", "enacted", "-o", str(out)]
    _, seen = on_a_terminal(command, columns=60)
    assert max(map(cells, seen.splitlines())) <= 60
    piped = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True).stdout.decode()
    assert "在全疆率先制定了《吐鲁番市婚丧事宜移风易俗规定》" in piped


def test_no_query_at_a_terminal_does_not_wait_for_one():
    status, seen = on_a_terminal([*KG, "query"])
    assert status == 2
    assert "kg query --list" in seen


def test_a_reader_that_has_enough_is_no_fault(out):
    command = f"{' '.join(KG)} export --format nt --store {out} | head -n 1"
    done = subprocess.run(command, shell=True, env=ENVIRONMENT, capture_output=True, check=True)
    assert done.stderr == b""
    assert done.stdout.count(b"\n") == 1


def test_ctrl_c_ends_quietly(out):
    heavy = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = subprocess.Popen(
        [*KG, "query", heavy, "-o", str(out)], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=10)
    assert (output, errors) == (b"", b"")
    assert process.returncode != 0


def test_output_is_utf_8_in_any_locale(out):
    environment = {**ENVIRONMENT, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [*KG, "query", "regulation-life", "-p", "name=葡萄干", "-o", str(out), "-f", "csv"]
    plain = subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=True).stdout
    assert "葡萄干" in plain.decode()
    assert subprocess.run(command, env=environment, capture_output=True, check=True).stdout == plain


def test_a_chinese_file_name_gives_the_same_id_in_any_locale(tmp_path):
    (tmp_path / "某市-2025.txt").write_text("今天天气很好。\n", "utf-8")
    environment = {**ENVIRONMENT, "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [*KG, "build", "某市-2025.txt", "-o", "out"]
    subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=True)
    assert (tmp_path / "out" / "某市-2025.ttl").is_file()


def test_the_command_answers_from_any_folder(out, tmp_path):
    command = [*KG, "query", "money", "-o", str(out)]
    done = subprocess.run(command, env=ENVIRONMENT, cwd=tmp_path, capture_output=True, check=True)
    assert "580多万" in done.stdout.decode()
    assert list(Path(tmp_path).iterdir()) == []
