"""The named questions: every row on the graph of a perfect reader, and the known rows on the graph that is built."""

import goldgraph
import pytest

from kg import store
from kg.query import find, named, run

TEXT = goldgraph.TURPAN.read_text("utf-8")
BODY = "吐鲁番市人民代表大会常务委员会"
REPORT = "https://w3id.org/workreport/report/turpan-2025"


@pytest.fixture(scope="session")
def gold(gold_graph):
    return store.in_memory({"turpan-2025": gold_graph})


@pytest.fixture(scope="session")
def built(turpan_graph):
    return store.in_memory({"turpan-2025": turpan_graph})


def rows(graph, name, /, *columns, **given):
    """A named query's answer as tuples of the columns asked for; what is unbound is empty."""
    query = find(name)
    return [
        tuple(row[column].value if row[column] is not None else "" for column in columns)
        for row in run(graph, query, given)
    ]


REGULATIONS = [
    ("制定", "吐鲁番市婚丧事宜移风易俗规定", "2024"),
    ("制定", "吐鲁番市艾丁湖湿地保护条例", "2024"),
    ("修改", "吐鲁番市制定地方性法规条例", "2024"),
]
PLANNED = [
    ("制定", "吐鲁番市电动车停放充电安全管理规定", "2025"),
    ("修改", "吐鲁番市葡萄干质量管理条例", "2025"),
    ("调研", "吐鲁番市促进光伏、风能产业高质量发展条例", "2025"),
    ("制定", "吐鲁番市极端天气应对条例", "2025"),
]
LIFE = [("2024", "调研", "已完成"), ("2025", "修改", "计划中")]
INDICATORS = [
    ("常委会会议", "8", "次"),
    ("主任会议", "21", "次"),
    ("制定修改法规合计", "3", "部"),
    ("备案审查规范性文件", "9", "件"),
    ("决议决定", "10", "项"),
    ("听取审议报告", "28", "项"),
    ("专题询问", "3", "次"),
    ("任免人次", "86", "人次"),
    ("党组会议", "16", "次"),
    ("代表家站", "254", "个"),
    ("基层立法联系点", "12", "个"),
    ("信访件次", "35", "件次"),
    ("列席和参加活动代表人次", "400", "人次"),
    ("票决民生实事", "30", "项"),
    ("票决民生实事", "192", "项"),
    ("基层立法联系点", "12", "个"),
    ("执法检查", "8", "项"),
    ("备案审查规范性文件", "9", "件"),
    ("议案", "3", "件"),
    ("代表建议", "32", "件"),
    ("培训代表人次", "1320", "人次"),
    ("执法检查", "8", "部"),
    ("听取审议报告", "23", "项"),
    ("视察调研", "12", "项"),
]
INEXACT = [
    ("多于", "50", "次"),
    ("多于", "3000", "人次"),
    ("多于", "50", "户次"),
    ("多于", "5800000", "元"),
    ("多于", "400", "人次"),
    ("多于", "120", "条"),
    ("多于", "100", "名"),
    ("多于", "40", "人"),
    ("不少于", "0.3333", ""),
    ("不少于", "0.3333", ""),
    ("多于", "20", "篇"),
    ("多于", "50", "篇"),
]
SCHOOLS = [(f"{name}法学院", name, BODY) for name in ("湖南大学", "湘潭大学", "吉首大学", "新疆大学")]
SUPPORT = [(BODY, "托克逊县郭勒布依乡尤库日克喀拉阿什村"), ("湖南省", "吐鲁番市")]
PARTS = [
    ("五大战略", "农业稳市"),
    ("五大战略", "工业强市"),
    ("五大战略", "文旅兴市"),
    ("五大战略", "生态立市"),
    ("五大战略", "改革活市"),
    ("“三联”机制", "常委会组成人员联系代表"),
    ("“三联”机制", "国家工作人员联系代表"),
    ("“三联”机制", "代表联系选民及群众"),
    ("“三区建设”", "全疆经济高质量发展示范区"),
    ("“三区建设”", "文化润疆先行区"),
    ("“三区建设”", "铸牢中华民族共同体意识示范区"),
    ("“三个年”活动", "改革攻坚年"),
    ("“三个年”活动", "服务提升年"),
    ("“三个年”活动", "基层建设年"),
]
# what both a perfect reader and the project must answer, row by row
ANSWERS = {
    "report": (
        ("speaker", "post", "date", "session"),
        [("买买提·沙吾提", "吐鲁番市人大常委会主任", "2025-01-14", "吐鲁番市第二届人民代表大会第五次会议")],
    ),
    "enacted": (("action", "regulation", "year"), REGULATIONS),
    "planned-regulations": (("action", "regulation", "year"), PLANNED),
    "indicators": (("indicator", "value", "unit"), INDICATORS),
    "done-and-planned": (("indicator", "done", "planned"), [("听取审议报告", "28", "23"), ("执法检查", "8", "8")]),
    "universities": (("partner", "university", "agent"), SCHOOLS),
    "assistance": (("supporter", "supported"), SUPPORT),
    "money": (("literal", "value", "unit"), [("580多万", "5800000", "元")]),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_the_right_rows_in_their_order(gold, name):
    columns, expected = ANSWERS[name]
    assert rows(gold, name, *columns) == expected


@pytest.mark.parametrize("name", ANSWERS)
def test_the_graph_that_is_built_gives_the_right_rows(built, name):
    columns, expected = ANSWERS[name]
    # things that stand at one place come in no order that matters
    assert sorted(rows(built, name, *columns)) == sorted(expected)


@pytest.mark.parametrize("source", ["gold", "built"])
@pytest.mark.parametrize("name", [query.name for query in named()])
def test_every_row_quotes_the_report(request, source, name):
    found = rows(request.getfixturevalue(source), name, "report", "quote")
    assert found
    assert {report for report, _ in found} == {REPORT}
    # the words of a header are several, joined
    assert [quote for _, quote in found if not all(words and words in TEXT for words in quote.split(" … "))] == []


@pytest.mark.parametrize("source", ["gold", "built"])
@pytest.mark.parametrize("name", [query.name for query in named()])
def test_no_row_comes_twice(request, source, name):
    graph, query = request.getfixturevalue(source), find(name)
    found = [tuple(map(str, row)) for row in run(graph, query)]
    assert len(found) == len(set(found))


@pytest.mark.parametrize("source", ["gold", "built"])
def test_regulation_life_by_any_part_of_a_name(request, source):
    graph = request.getfixturevalue(source)
    assert rows(graph, "regulation-life", "year", "action", "status", name="葡萄干质量管理") == LIFE
    assert rows(graph, "regulation-life", "regulation", name="没有这部法规") == []
    everything = {regulation for (regulation,) in rows(graph, "regulation-life", "regulation")}
    assert {regulation for _, regulation, *_ in [*REGULATIONS, *PLANNED]} <= everything


def test_planned_together_with_whom(gold):
    found = dict(rows(gold, "planned-regulations", "regulation", "with"))
    together = "哈密市人民代表大会常务委员会、巴音郭楞蒙古自治州人民代表大会常务委员会"
    assert found["吐鲁番市极端天气应对条例"] == together
    assert found["吐鲁番市葡萄干质量管理条例"] == ""


@pytest.mark.parametrize("source", ["gold", "built"])
def test_inexact_numbers(request, source):
    found = rows(request.getfixturevalue(source), "inexact", "modifier", "value", "unit")
    assert [
        (modifier, value[:6] if value.startswith("0.") else value, unit) for modifier, value, unit in found
    ] == INEXACT


@pytest.mark.parametrize("source", ["gold", "built"])
def test_places_visited_outside_the_city(request, source):
    found = rows(request.getfixturevalue(source), "places-visited", "place", "action")
    assert sorted((place.removeprefix("湖南省"), action) for place, action in found) == [
        ("内蒙古自治区", "考察交流"),
        ("四川省", "考察交流"),
        ("湘潭市", "培训"),
        ("青海省", "考察交流"),
    ]


@pytest.mark.parametrize("source", ["gold", "built"])
def test_partners(request, source):
    found = rows(request.getfixturevalue(source), "partners", "agent", "partner", "status")
    for school, _, body in SCHOOLS:
        assert (body, school, "已完成") in found
    assert (BODY, "哈密市人民代表大会常务委员会", "计划中") in found
    assert (BODY, "巴音郭楞蒙古自治州人民代表大会常务委员会", "计划中") in found


@pytest.mark.parametrize("source", ["gold", "built"])
def test_inspections_and_the_problems_they_found(request, source):
    found = rows(request.getfixturevalue(source), "inspections", "what", "value", "unit", "status")
    things = {what.replace("“", "").replace("”", "") for what, value, _, _ in found if not value}
    assert {"营商环境一条例一办法", "土地承包一法一办法", "殡葬管理一法一办法", "环境保护一法一办法"} <= things
    assert "中华人民共和国食品安全法" in things
    counts = [(value, unit, status) for _, value, unit, status in found if value]
    assert counts == [("8", "项", "已完成"), ("9", "类", "已完成"), ("45", "个", "已完成"), ("8", "部", "计划中")]


@pytest.mark.parametrize("source", ["gold", "built"])
def test_inquiries_named_and_counted(request, source):
    found = rows(request.getfixturevalue(source), "inquiries", "whom", "value", "unit")
    assert ("吐鲁番市人民政府", "", "") in found
    assert [(value, unit) for _, value, unit in found if value] == [("3", "次"), ("13", "个"), ("12", "个")]


@pytest.mark.parametrize("source", ["gold", "built"])
def test_programs_and_their_parts(request, source):
    found = rows(request.getfixturevalue(source), "programs", "program", "part", "action")
    plain = str.maketrans("", "", "“”")
    parts = [(program.translate(plain), part.translate(plain)) for program, part, _ in found if part]
    assert sorted(parts) == sorted((program.translate(plain), part) for program, part in PARTS)
    assert ("党纪学习教育", "", "实施") in found
    assert ("一点一品牌", "", "建立") in found


@pytest.mark.parametrize("source", ["gold", "built"])
def test_hierarchy(request, source):
    found = rows(request.getfixturevalue(source), "hierarchy", "body", "belongs", "area")
    assert (BODY, "吐鲁番市人民代表大会", "吐鲁番市") in found
    assert ("吐鲁番市人民代表大会常务委员会主任会议", BODY, "") in found
    assert {("湘潭大学法学院", "湘潭大学", ""), ("新疆大学法学院", "新疆大学", "")} <= set(found)


def test_the_five_shortcomings_that_the_report_admits(built):
    found = [problem for (problem,) in rows(built, "problems", "problem")]
    assert len(found) == 5
    assert "聚焦解决高质量发展的突出矛盾" in found[0]
    assert found[-1].startswith("对外宣传工作能力不高")


def test_claims_to_be_first(built):
    found = rows(built, "firsts", "claim", "scope")
    assert ("在全疆率先高效承办了自治区人大助力基层治理工作交流会", "全疆") in found
    assert ("首次邀请公民全程旁听市人大常委会会议", "") in found
    assert any("首届吐鲁番法治论坛" in claim for claim, _ in found)


@pytest.mark.parametrize("source", ["gold", "built"])
def test_claimed_counts_against_named_things(request, source):
    found = rows(
        request.getfixturevalue(source), "claimed-and-named", "indicator", "status", "claimed", "named", "names"
    )
    ((claimed, named_, names),) = [row[2:] for row in found if row[0] == "制定修改法规合计"]
    assert (claimed, named_) == ("3", "3")
    assert sorted(names.split("、")) == sorted(regulation for _, regulation, _ in REGULATIONS)
    assert ("执法检查", "计划中", "8", "1", "中华人民共和国食品安全法") in found


@pytest.mark.parametrize("source", ["gold", "built"])
def test_open_commitments_are_all_that_is_planned(request, source):
    found = rows(request.getfixturevalue(source), "open-commitments", "action", "object", "year")
    assert set(PLANNED) <= set(found)
    assert ("建立", "人大工作创新案例奖", "2025") in found
    assert {year for _, _, year in found} == {"2025"}
    assert "吐鲁番市艾丁湖湿地保护条例" not in {thing for _, thing, _ in found}
