"""What a report says of itself, in the ways in which reports say it."""

import pytest
from tiny import HEADER, report

from kg.header import header, header_end, lines, ordinal

BODY = "各位代表:\n现在报告工作。\n"


def head(text):
    return header(report(text))


def one(
    title="云岭市人民代表大会常务委员会工作报告", when="——2025年1月14日在云岭市第二届人民代表大会第五次会议上", who=""
):
    return head("\n".join(filter(None, [title, when, who, BODY])))


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("五", 5),
        ("十", 10),
        ("十三", 13),
        ("二十", 20),
        ("二十三", 23),
        ("一百零五", 105),
        ("一百一十二", 112),
        ("7", 7),
    ],
)
def test_ordinals(words, number):
    assert ordinal(words) == number


def test_a_whole_header():
    made = one(who="云岭市人大常委会主任  张 三")
    assert (made.title, made.issuer_class) == ("云岭市人民代表大会常务委员会工作报告", "StandingCommittee")
    assert (made.issuer, made.place) == ("云岭市人民代表大会常务委员会", "云岭市")
    assert (made.speaker, made.speaker_post) == ("张三", "云岭市人大常委会主任")
    assert (made.date, made.year_reported, made.year_planned) == ("2025-01-14", 2024, 2025)
    assert made.session == "云岭市第二届人民代表大会第五次会议"
    assert (made.term_ordinal, made.session_ordinal) == (2, 5)


def test_spans_quote_the_header():
    text = HEADER + "现在报告工作。"
    made = head(text)
    assert made.title_span.of(text) == "昆明市人民代表大会常务委员会工作报告"
    assert made.date_span.of(text) == "2025年1月14日"
    assert made.session_span.of(text) == "昆明市第二届人民代表大会第五次会议"
    assert "赵云岭" in made.speaker_span.of(text)


@pytest.mark.parametrize(
    ("title", "session", "issuer", "cls"),
    [
        ("政府工作报告", "云岭县第九届人民代表大会第一次会议", "云岭县人民政府", "GovernmentBody"),
        ("2026年云岭省政府工作报告", "云岭省第十四届人民代表大会第四次会议", "云岭省人民政府", "GovernmentBody"),
        ("云岭市中级人民法院工作报告", "云岭市第三届人民代表大会第二次会议", "云岭市中级人民法院", "JudicialBody"),
        ("云岭省高级人民法院工作报告", "云岭省第三届人民代表大会第二次会议", "云岭省高级人民法院", "JudicialBody"),
        ("云岭县人民法院工作报告", "云岭县第三届人民代表大会第二次会议", "云岭县人民法院", "JudicialBody"),
        ("云岭县人民检察院工作报告", "云岭县第三届人民代表大会第二次会议", "云岭县人民检察院", "JudicialBody"),
        (
            "中国人民政治协商会议第五届云岭市委员会常务委员会工作报告",
            "中国人民政治协商会议第五届云岭市委员会第四次会议",
            "中国人民政治协商会议云岭市委员会常务委员会",
            "Organization",
        ),
    ],
)
def test_who_reports(title, session, issuer, cls):
    made = one(title, f"——2025年1月14日在{session}上")
    assert (made.issuer, made.issuer_class, made.session) == (issuer, cls, session)


@pytest.mark.parametrize(
    "when",
    [
        "2025年1月9日在云岭市第二届人民代表大会第五次会议上",
        "（2025年1月9日在云岭市第二届人民代表大会第五次会议上）",
        "——二〇二五年一月九日在云岭市第二届人民代表大会第五次会议上",
        "——二○二五年一月九日在云岭市第二届人民代表大会第五次会议上",
        "——2025年1月9日在云岭市第二届人民代表大会\n第五次会议上",
    ],
)
def test_dates_in_digits_and_chinese_numerals(when):
    made = one(when=when)
    assert (made.date, made.place) == ("2025-01-09", "云岭市")


def test_a_date_that_no_calendar_has_is_none():
    made = one(when="——2025年2月30日在云岭市第二届人民代表大会第五次会议上")
    assert (made.date, made.date_span) == ("", None)


@pytest.mark.parametrize(
    ("month", "years"), [(1, (2024, 2025)), (6, (2024, 2025)), (7, (2025, 2026)), (12, (2025, 2026))]
)
def test_reports_late_in_the_year_plan_the_next(month, years):
    made = one(when=f"——2025年{month}月9日在云岭市第二届人民代表大会第五次会议上")
    assert (made.year_reported, made.year_planned) == years


@pytest.mark.parametrize(
    ("who", "name", "post"),
    [
        ("市长　李　四", "李四", "市长"),
        ("云岭市人大常委会主任：王五六", "王五六", "云岭市人大常委会主任"),
        ("云岭市代市长  欧阳四海", "欧阳四海", "云岭市代市长"),
        ("自治区主席 阿依古丽·买买提", "阿依古丽·买买提", "自治区主席"),
        ("自治州州长　巴特尔·才仁·扎西", "巴特尔·才仁·扎西", "自治州州长"),
        ("云岭县人民检察院检察长 赵一", "赵一", "云岭县人民检察院检察长"),
        ("云岭市人大常委会副主任 钱二", "钱二", "云岭市人大常委会副主任"),
    ],
)
def test_speakers(who, name, post):
    made = one(who=who)
    assert (made.speaker, made.speaker_post) == (name, post)


def test_no_line_without_a_post_is_a_speaker():
    made = one(who="（本报告经主任会议讨论）")
    assert (made.speaker, made.speaker_post, made.speaker_span) == ("", "", None)


@pytest.mark.parametrize("text", ["", "\n\n", "今年以来,我们召开会议8次。", "一、过去一年的工作\n我们召开会议8次。"])
def test_no_header_says_nothing(text):
    made = head(text)
    assert header_end(report(text)) == 0
    assert (made.title, made.issuer, made.place, made.session, made.date) == ("", "", "", "", "")


def test_an_excerpt_tells_its_years_in_its_headings():
    made = head("一、工作回顾\n全年召开会议8次。\n二、2026年主要任务\n制定条例。")
    assert (made.year_reported, made.year_planned) == (2025, 2026)


@pytest.mark.parametrize("end", ["各位代表:", "各位委员：", "主任、各位副主任:", "一、过去一年的工作"])
def test_where_the_header_ends(end):
    top = "云岭市人民代表大会常务委员会工作报告\n"
    assert header_end(report(f"{top}{end}\n现在报告。")) == len(top)


def test_a_long_line_ends_the_header():
    top = "政府工作报告\n"
    assert header_end(report(top + "过去一年,我们" + "认真工作" * 20 + "。")) == len(top)


def test_lines_are_trimmed_and_never_empty():
    text = "甲乙\n\n　　丙丁  \n \n戊"
    assert [span.of(text) for span in lines(report(text))] == ["甲乙", "丙丁", "戊"]
