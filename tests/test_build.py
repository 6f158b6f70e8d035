"""A build writes all its outputs or none, and its summary says what was found and what was not."""

import pytest
from conftest import TURPAN

from kg import build, rdf, store
from kg.build import summary, write_file
from kg.coverage import coverage, shares
from kg.errors import InputError, OutputError
from kg.messages import speak

REPORT = (
    "某市人民代表大会常务委员会工作报告\n——2025年1月8日在某市第三届人民代表大会第四次会议上\n"
    "某市人大常委会主任 张三\n各位代表:\n一年来,市人大常委会召开常委会会议8次,制定《某市旅游条例》。\n"
)


def silent(_words):
    return None


def built(folder, output, names=("a.txt",), text=REPORT, **options):
    paths = []
    for name in names:
        (folder / name).write_text(text, "utf-8")
        paths.append(folder / name)
    return build.build(paths, output, progress=silent, **options)


def contents(folder):
    """Every file below a folder with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_files_and_store_say_the_same(tmp_path):
    built(tmp_path, tmp_path / "out", ("a.txt", "b.txt"))
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.html", "a.ttl", "b.html", "b.ttl", "store"]
    in_store = store.graphs(store.open_to_read(tmp_path / "out" / "store"))
    for name in ("a", "b"):
        assert rdf.ntriples(rdf.parse(tmp_path / "out" / f"{name}.ttl")) == rdf.ntriples(in_store[name])
    assert "旅游条例" in (tmp_path / "out" / "a.html").read_text("utf-8")


def test_progress_is_told(tmp_path):
    told = []
    (tmp_path / "a.txt").write_text(REPORT, "utf-8")
    build.build([tmp_path / "a.txt"], tmp_path / "out", progress=told.append)
    assert any("1/1" in words for words in told)


def test_building_again_changes_no_byte(tmp_path):
    out = tmp_path / "out"
    built(tmp_path, out)
    before = {name: data for name, data in contents(out).items() if not name.startswith("store")}
    built(tmp_path, out)
    assert {name: data for name, data in contents(out).items() if not name.startswith("store")} == before


def test_two_reports_that_would_overwrite_each_other_are_refused(tmp_path):
    with pytest.raises(InputError, match="会互相覆盖"):
        built(tmp_path, tmp_path / "out", ("a b.txt", "a-b.txt"))
    assert not (tmp_path / "out").exists()


def test_a_fault_in_one_report_leaves_everything_as_it_was(tmp_path):
    out = tmp_path / "out"
    built(tmp_path, out)
    before = contents(out)
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01")
    with pytest.raises(InputError):
        build.build([tmp_path / "a.txt", tmp_path / "bad.txt"], out, progress=silent)
    assert contents(out) == before


@pytest.mark.parametrize("stage", ["make", "write"])
def test_a_fault_at_any_stage_leaves_everything_as_it_was(tmp_path, monkeypatch, stage):
    out = tmp_path / "out"
    built(tmp_path, out)
    before = contents(out)

    def broken(*_, **__):
        raise OutputError("broken")

    monkeypatch.setattr(*{"make": (build, "make", broken), "write": (store, "publish", broken)}[stage])
    with pytest.raises(OutputError):
        built(tmp_path, out, text=REPORT.replace("8次", "9次"))
    assert contents(out) == before


def test_where_nothing_can_be_written_says_so(tmp_path):
    (tmp_path / "file").write_text("x")
    for output in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OutputError, match=r"无法写入.*-o"):
            built(tmp_path, output)
    assert (tmp_path / "file").read_text() == "x"


def test_an_output_that_is_a_folder_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "out" / "a.html").mkdir(parents=True)
    with pytest.raises(OutputError, match=r"a\.html 是文件夹"):
        built(tmp_path, tmp_path / "out")
    assert contents(tmp_path / "out") == {}


def test_another_base():
    one = build.make(build.read_all([TURPAN])[0], rdf.Names("http://example.org/kg/"), "zh")
    assert rdf.BASE not in one.turtle
    assert "http://example.org/kg/ns#" in one.turtle


def test_write_file_leaves_nothing_beside_it(tmp_path):
    write_file(tmp_path / "a.txt", "甲\n")
    write_file(tmp_path / "a.txt", "乙\n")
    assert contents(tmp_path) == {"a.txt": "乙\n".encode()}
    with pytest.raises(OutputError):
        write_file(tmp_path / "none" / "a.txt", "丙")


# --- the summary -----------------------------------------------------------------------------------------------------


def test_summary_of_the_sample_report(tmp_path):
    (one,) = build.build([TURPAN], tmp_path, progress=silent)
    text = "\n".join(summary(one, tmp_path))
    assert text.startswith("吐鲁番市人民代表大会常务委员会工作报告(turpan-2025,10565 字)\n")
    assert "买买提·沙吾提 · 2025-01-14 · 吐鲁番市第二届人民代表大会第五次会议" in text
    assert "地方性法规 8" in text
    assert "没有找到" not in text
    assert f"{tmp_path}/turpan-2025.html" in text
    speak("en")
    assert "local regulation 8" in "\n".join(summary(one, tmp_path))


def test_a_text_that_is_no_report_builds_and_says_what_is_missing(tmp_path):
    (one,) = built(tmp_path, tmp_path / "out", text="今天天气很好。\n")
    text = "\n".join(summary(one, tmp_path))
    assert "没有找到:标题、报告机关、报告人、报告日期" in text
    assert "可能不是工作报告" in text
    assert "事实 0\n" in text


def test_the_summary_gives_the_shares_of_the_coverage(tmp_path):
    text = REPORT + "二、统一思想。一是学习《某书》和“某精神”,查处案件x9y起。\n"
    (one,) = built(tmp_path, tmp_path / "out", text=text)
    counted = shares(coverage(one.extraction))
    assert (counted["title"].total, counted["quoted"].total) == (2, 1)
    (line,) = [line for line in summary(one, tmp_path) if "覆盖" in line]
    for kind, label in (("number", "数字"), ("title", "《》中的名称"), ("quoted", "“”中的词语")):
        share = counted[kind]
        assert f"{label} {share.taken}/{share.total - share.passed}" in line
