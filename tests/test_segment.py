"""Cuts fall outside brackets and quotation marks; parts, years and tenses follow headings and words."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tiny import HEADER, report, said

from kg import segment as module
from kg.header import header
from kg.model import Span
from kg.segment import cuts, is_heading, part_kind, segment, status_of, words

ENDS = frozenset("。！？")


def sentences(text):
    made = segment(said(text))
    return [one.span.of(made.report.text) for one in made.sentences if one.span.begin >= len(HEADER)]


def clauses(text):
    made = segment(said(text))
    return [one.span.of(made.report.text) for one in made.sentences[-1].clauses]


def kinds(text):
    """The part of each sentence of a report's body."""
    made = segment(said(text))
    return {one.span.of(made.report.text): one.section.kind for one in made.sentences if one.span.begin >= len(HEADER)}


# ---- sentences and clauses ------------------------------------------------------------------------------------------


def test_sentences_keep_their_closing_mark():
    assert sentences("制定条例。召开会议!怎么办？") == ["制定条例。", "召开会议!", "怎么办？"]


def test_no_sentence_ends_inside_quotation_marks_or_titles():
    assert sentences("坚持“稳字当头。以进促稳。”的方针。完成任务。") == [
        "坚持“稳字当头。以进促稳。”的方针。",
        "完成任务。",
    ]
    assert sentences("发表《怎么办？》一文。") == ["发表《怎么办？》一文。"]


def test_a_quotation_mark_that_is_never_closed_holds_nothing():
    assert sentences("坚持“稳字当头。完成任务。") == ["坚持“稳字当头。", "完成任务。"]


def test_line_ends_cut_everywhere():
    assert sentences("一、立法工作\n制定条例\n　　召开会议。") == ["一、立法工作", "制定条例", "召开会议。"]


def test_clauses_leave_out_their_marks():
    assert clauses("制定条例,召开会议;听取报告：很好。") == ["制定条例", "召开会议", "听取报告", "很好"]


def test_a_comma_between_digits_is_no_mark():
    assert clauses("培训1,320人,产量33，212万吨。") == ["培训1,320人", "产量33，212万吨"]
    assert clauses("新增5，300余人") == ["新增5，300余人"]
    assert clauses("在2024，100个单位；召开3，4次会议。") == ["在2024", "100个单位", "召开3", "4次会议"]


def test_no_clause_ends_inside_brackets():
    assert clauses("制定《甲,乙条例》（草案，初稿）,召开会议。") == ["制定《甲,乙条例》（草案，初稿）", "召开会议"]


def test_enumeration_commas_do_not_cut_clauses():
    assert clauses("听取甲、乙、丙报告。") == ["听取甲、乙、丙报告"]


@given(st.text(alphabet="甲乙。，“”《》（）!\n 　", max_size=60))
def test_cuts_lose_nothing_but_white_space_and_hard_signs(text):
    spans = list(cuts(text, Span(0, len(text)), ENDS, hard="\n"))
    assert all(left.end <= right.begin for left, right in pairwise(spans))
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() != "" for span in spans)


def test_an_empty_text_is_an_empty_document():
    made = segment(report(""))
    assert (made.sections, made.sentences) == ((), ())


# ---- parts ----------------------------------------------------------------------------------------------------------

WHOLE = """2024年的主要工作
制定条例3部。
一、加强立法工作
听取报告8个。
同时,我们清醒地看到,工作中还存在差距和不足。
2025年的主要任务
审议条例2部。
一、推进科学立法
召开会议。
各位代表,让我们奋进新征程!
"""


def test_parts_of_a_report():
    assert kinds(WHOLE) == {
        "2024年的主要工作": "reported",
        "制定条例3部。": "reported",
        "一、加强立法工作": "reported",
        "听取报告8个。": "reported",
        "同时,我们清醒地看到,工作中还存在差距和不足。": "problems",
        "2025年的主要任务": "planned",
        "审议条例2部。": "planned",
        "一、推进科学立法": "planned",
        "召开会议。": "planned",
        "各位代表,让我们奋进新征程!": "closing",
    }


def test_after_the_problems_the_part_goes_on():
    text = "一、过去一年的工作\n我们清醒地看到,工作还存在不足。\n制定条例。"
    assert kinds(text)["制定条例。"] == "reported"


def test_years_and_statuses_follow_the_parts():
    made = segment(said(WHOLE))
    told = {one.span.of(made.report.text): (one.year, one.status) for one in made.sentences}
    assert told["听取报告8个。"] == (2024, "completed")
    assert told["审议条例2部。"] == (2025, "planned")
    assert told["各位代表,让我们奋进新征程!"] == (2025, "planned")


def test_what_sums_up_five_years_has_no_year():
    made = segment(said("一、过去五年的工作\n制定条例9部。\n五年来,召开会议40次。"))
    assert {one.year for one in made.sentences if one.span.begin >= len(HEADER)} == {None}


def test_headings_are_nested_under_their_part():
    made = segment(said(WHOLE))
    section = next(one for one in made.sections if one.heading == "一、加强立法工作")
    assert section.path == ("2024年的主要工作", "一、加强立法工作")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、加强立法工作", True),
        ("下一步工作打算", True),
        ("制定条例3部。", False),
        ("各位代表", False),
        ("一、", False),
    ],
)
def test_what_a_heading_is(line, expected):
    assert is_heading(line) is expected


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("2024年的主要工作", "reported"),
        ("过去一年工作回顾", "reported"),
        ("2025年主要任务", "planned"),
        ("三、下一步工作打算", "planned"),
        ("(一)加强立法", ""),
        ("2025年,加强监督", "planned"),
        ("2024年,加强监督", "reported"),
    ],
)
def test_part_that_a_heading_opens(heading, kind):
    assert part_kind(heading, header(said(""))) == kind


# ---- tense ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("制定条例3部", "completed"),
        ("拟制定条例3部", "planned"),
        ("明年制定条例3部", "planned"),
        ("将继续推动落实", "planned"),
        ("将条例草案印发各县", "completed"),
        ("虚拟现实产业发展", "completed"),
        ("开展模拟法庭12次", "completed"),
        ("拟定条例草案", "completed"),
        ("下一步召开会议", "planned"),
        ("来年召开会议", "planned"),
        ("五年来年均增长5%", "completed"),
    ],
)
def test_status_of_a_clause(clause, status):
    made = segment(said(clause + "。"))
    assert status_of(clause, made.sentences[-1]) == status


def test_a_clause_of_the_plan_is_planned_without_a_word_that_says_so():
    made = segment(said("2025年的主要任务\n制定条例。"))
    assert status_of("制定条例", made.sentences[-1]) == "planned"


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("召开会议8次。\n新的一年,常委会将制定条例。\n办好论坛。", ["completed", "planned", "planned"]),
        ("2025年的主要任务\n制定条例。\n“十二五”时期,经济增长5%。\n修改条例。", ["planned", "completed", "planned"]),
        ("2025年的主要任务\n“十五五”时期,经济增长5%。", ["planned"]),
        ("2025年的主要任务\n过去一年取得了成绩。要制定条例。", ["completed", "completed"]),
        ("2025年的主要任务\n今年要制定条例。去年增长5%。", ["planned", "completed"]),
    ],
)
def test_paragraphs_that_turn_to_the_plan_or_look_back(text, statuses):
    made = segment(said(text))
    found = [
        one.status
        for one in made.sentences
        if one.section.kind != "header" and "任务" not in one.span.of(said(text).text)
    ]
    assert found[-len(statuses) :] == statuses


# ---- words ----------------------------------------------------------------------------------------------------------


def test_words_together_are_the_text():
    text = "常委会制定《云岭市河道管理条例》,召开会议8次。"
    assert "".join(words(text)) == text


def test_jieba_keeps_its_cache_in_a_folder_of_the_user(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    folder = module._cache_folder()
    assert folder == tmp_path / "workreport-kg"
    assert folder.stat().st_mode & 0o077 == 0


def test_a_home_that_cannot_be_written_is_no_fault(monkeypatch, tmp_path):
    closed = tmp_path / "file"
    closed.write_text("no folder", "utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(closed))
    assert Path(module._cache_folder()).is_dir()
