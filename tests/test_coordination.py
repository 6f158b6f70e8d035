"""Where a list is cut, what its items share, and what of an item may be a name."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.coordination import bare, core, counted, items, shared_head
from kg.model import Span

HEADS = re.compile(r"(?:保卫战|工作报告|制度|机制)$")


def whole(text):
    return Span(0, len(text))


def cut(text, *names):
    made = items(text, whole(text), [Span(text.index(name), text.index(name) + len(name)) for name in names])
    return [span.of(text) for span in made.spans], made.category.of(text) if made.category else ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲条例、乙办法和丙规则", ["甲条例", "乙办法", "丙规则"]),
        ("审计工作报告及查出问题整改报告", ["审计工作报告", "查出问题整改报告"]),
        ("甲报告以及乙报告", ["甲报告", "乙报告"]),
        ("甲报告与乙报告", ["甲报告", "乙报告"]),
        ("《甲条例》《乙条例》", ["《甲条例》", "《乙条例》"]),
        ("《甲条例》、《乙条例》", ["《甲条例》", "《乙条例》"]),
        ("甲报告", ["甲报告"]),
    ],
)
def test_items_of_a_list(text, parts):
    assert cut(text) == (parts, "")


@pytest.mark.parametrize(
    "text", ["和谐社区", "公众参与机制", "共和国", "平等协商", "普及教育", "涉及民生", "授予称号", "总和", "合并购置"]
)
def test_joining_signs_inside_a_word_cut_nothing(text):
    assert cut(text) == ([text], "")


@pytest.mark.parametrize("text", ["《甲和乙条例》", "“甲和乙”活动", "（甲、乙）方案"])
def test_brackets_and_quotation_marks_hold_together(text):
    assert cut(text) == ([text], "")


def test_a_name_holds_together():
    text = "监察和司法委员会、社会建设委员会"
    assert cut(text, "监察和司法委员会") == (["监察和司法委员会", "社会建设委员会"], "")


def test_a_category_closes_the_list():
    assert cut("湖南大学、湘潭大学等大学法学院") == (["湖南大学", "湘潭大学"], "大学法学院")
    assert cut("甲报告、乙报告等") == (["甲报告", "乙报告"], "")


def test_a_level_alone_belongs_to_the_item_after_it():
    assert cut("市、区县代表之家") == (["市、区县代表之家"], "")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("新修订的渔业法", "渔业法"),
        ("党的二十届三中全会精神", "党的二十届三中全会"),
        ("我市河湖治理工作", "河湖治理"),
        ("深入持续河湖治理", "河湖治理"),
        ("关于云岭工作的报告", "云岭工作的报告"),
        ("了“每周一课”制度", "“每周一课”制度"),
        ("河湖治理", "河湖治理"),
    ],
)
def test_core_of_an_item(text, name):
    assert core(text, whole(text)).of(text) == name


def test_core_never_takes_the_whole_item():
    for text in ("深入", "工作", "精神", "等"):
        assert core(text, whole(text)).of(text) != ""


def test_bare_drops_closing_marks_and_counts():
    assert bare("常委会会议8次", whole("常委会会议8次")).of("常委会会议8次") == "常委会会议"
    assert bare("“甲乙”", whole("“甲乙”")).of("“甲乙”") == "“甲乙"


@pytest.mark.parametrize(("text", "yes"), [("常委会会议8次", True), ("稿件50余篇", True), ("75周年纪念", False)])
def test_what_is_counted(text, yes):
    assert counted(text, whole(text)) is yes


def shared(text):
    parts = items(text, whole(text), [])
    return shared_head(text, parts.spans, HEADS)


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("蓝天、碧水、净土保卫战", "保卫战"),
        ("乡村振兴、职业教育专题工作报告", "工作报告"),
        ("约见制度、评议制度", ""),
        ("会商和督办制度", ""),
        ("净土保卫战", ""),
        ("蓝天、碧水、净土", ""),
    ],
)
def test_a_head_that_items_share(text, head):
    assert shared(text) == head


@given(st.text(alphabet="甲乙和与及、等《》“”工作会议8次", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_items_lie_in_their_region_in_order(text, one, other):
    begin, end = sorted((min(one, len(text)), min(other, len(text))))
    region = Span(begin, end)
    made = items(text, region, [])
    assert all(region.holds(span) and len(span) for span in made.spans)
    assert list(made.spans) == sorted(made.spans)
    for span in made.spans:
        assert span.holds(core(text, span))
        assert span.holds(bare(text, span))
