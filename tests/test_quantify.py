"""Observations: what each number of a sentence measures, and which numbers measure nothing."""

import re
from decimal import Decimal

import pytest

from kg.model import Entity, Report, Span
from kg.quantify import passed_over, quantify, survey
from kg.segment import segment

OPENING = "各位代表：\n"


def document(text, opening=OPENING):
    return segment(Report("example", f"{opening}{text}\n", ""))


def observed(text, opening=OPENING, entities=()):
    """Each observation of a text as one line: measure, modifier, value with unit."""
    return [
        f"{one.measure} {one.modifier + ' ' if one.modifier else ''}{one.value.normalize():f}{one.unit}"
        for one in quantify(document(text, opening), entities)
    ]


SENTENCES = [
    # the noun before the number
    ("召开常委会会议8次、主任会议21次。", ["常委会会议 8次", "主任会议 21次"]),
    ("办结率98.6%，满意率100%。", ["办结率 98.6%", "满意率 100%"]),
    ("全县建成代表联络站68个。", ["代表联络站 68个"]),
    ("城镇登记失业率控制在４．５％以内。", ["城镇登记失业率 less 4.5%"]),
    ("粮食总产量稳定在50万吨以上。", ["粮食总产量 more 500000吨"]),
    ("组织基层代表、机关干部40多人到外地考察。", ["基层代表、机关干部 more 40人"]),
    ("形成视察报告，其中建议部分不少于三分之一。", ["建议部分 atLeast 0.3333333333333333333333333333"]),
    # the noun behind number and unit
    ("组织100多名全国、省和市人大代表开展视察。", ["全国、省和市人大代表 more 100名"]),
    ("就22件法律案征求意见。", ["法律案 22件"]),
    ("28家村镇银行完成改制任务。", ["村镇银行 28家"]),
    ("对13个部门履职情况开展测评。", ["部门 13个"]),
    ("九成以上财政支出用于民生。", ["财政支出 more 0.9"]),
    ("开展为期4天的集中视察活动。", ["集中视察活动 4天"]),
    ("连续3年检查水污染防治法实施情况。", ["检查水污染防治法实施情况 3年"]),
    ("推出20个对接大湾区的合作平台。", ["合作平台 20个"]),
    # lists and what they share
    ("发现9类45个问题。", ["问题 9类", "问题 45个"]),
    ("组织代表培训5批次1320人次。", ["代表培训 5批次", "代表培训 1320人次"]),
    ("班子成员包联乡镇、村、学校各6个(所)。", ["包联乡镇 6个", "包联村 6个", "包联学校 6所"]),
    ("产业园、示范基地、产业集群分别增加2个。", ["产业园增加 2个", "示范基地增加 2个", "产业集群增加 2个"]),
    ("旅客吞吐量、货邮吞吐量分别增长8.3%和7.9%。", ["旅客吞吐量增长 8.3%", "货邮吞吐量增长 7.9%"]),
    (
        "城镇、农村居民人均可支配收入分别增长5.1%、7.3%。",
        ["城镇居民人均可支配收入增长 5.1%", "农村居民人均可支配收入增长 7.3%"],
    ),
    # carried from the clause before
    (
        "受理案件900件，审结850件，同比分别上升5%和6%。",
        ["受理案件 900件", "审结案件 850件", "受理案件上升 5%", "审结案件上升 6%"],
    ),
    ("发现问题135个，已整改128个。", ["发现问题 135个", "整改问题 128个"]),
    ("制定地方性法规2部，修改3部。", ["地方性法规 2部", "修改地方性法规 3部"]),
    ("新能源开工1600万千瓦、投产1000万千瓦。", ["新能源开工 16000000千瓦", "新能源投产 10000000千瓦"]),
    ("选派18名青年干部挂职，其中5名得到重用。", ["青年干部 18名", "青年干部 5名"]),
    ("提起公诉789人，不起诉210人。", ["提起公诉 789人", "不起诉 210人"]),
    # change, rank, range, rate
    ("出口逆势增长17.8%。", ["出口增长 17.8%"]),
    ("工业增加值增速高于全国2.3个百分点。", ["工业增加值增速高于全国 2.3个百分点"]),
    ("信访总量比上年下降近两成。", ["信访总量下降 less 0.2"]),
    ("人均生产总值翻一番。", ["人均生产总值翻 1番"]),
    ("通车里程居全国第5位。", ["通车里程全国排名 5位"]),
    ("进出口总额从全国第13位升至第9位。", ["进出口总额全国排名 13位", "进出口总额排名 9位"]),
    ("森林覆盖率由42.3%提高到43.8%。", ["森林覆盖率 42.3%", "森林覆盖率 43.8%"]),
    ("拟召开专题会议2至3次。", ["专题会议 2次"]),
    ("城乡居民收入比缩小至2.12。", ["城乡居民收入比 2.12"]),
    ("全国城乡居民收入比为2.62∶1。", ["城乡居民收入比 2.62"]),
    ("细颗粒物平均浓度为28微克/立方米。", ["细颗粒物平均浓度 28微克/立方米"]),
    ("实施重大项目1.1万个。", ["重大项目 11000个"]),
    ("建设保障性住房7.4万套（间）。", ["保障性住房 74000套（间）"]),
    ("我国有13亿人口。", ["人口 1300000000人"]),
    ("贫困人口减少290万。", ["贫困人口减少 2900000"]),
    ("工业总产值增长百分之九点五。", ["工业总产值增长 9.5%"]),
    # a quantity that the clause before names without a number
    (
        "农民人均收入500元；居民可支配收入，2002年为800元，2003年提高到900元。",
        ["农民人均收入 500元", "居民可支配收入 800元", "居民可支配收入 900元"],
    ),
    ("轻工业占总产值的比重，由上年的44％提高到45％。", ["轻工业占总产值的比重 44%", "轻工业占总产值的比重 45%"]),
    ("扩大草场面积，由1998年的3000亩增加到2003年的5000亩。", ["草场面积 3000亩", "草场面积 5000亩"]),
    ("电池：从20万只增加到65万只。", ["电池 200000只", "电池 650000只"]),
    ("改组的乡镇企业，由35个增加到100个。", ["改组的乡镇企业 35个", "改组的乡镇企业 100个"]),
    ("计划投产的项目，九成以上可以按期完成。", ["计划投产的项目 more 0.9"]),
    # what stays when it is carried
    ("水产占农业产值比重由31%提升至54%。", ["水产占比 31%", "水产占比 54%"]),
    ("物价涨幅从14％降到10％。", ["物价涨幅 14%", "物价涨幅 10%"]),
    ("湖区产量第一季度下降2％，第二季度增长3％。", ["湖区产量第一季度下降 2%", "湖区产量第一季度增长 3%"]),
    (
        "店铺、仓库分别从7家、4家增加到10家、6家。",
        ["店铺 7家", "仓库 4家", "店铺 10家", "仓库 6家"],
    ),
    ("企业贷款、农户贷款试点分别发放贷款6亿元、8亿元。", ["发放贷款 600000000元", "发放贷款 800000000元"]),
    (
        "粮食产量达到500万吨，比1990年的400万吨增长25％。",
        ["粮食产量 5000000吨", "粮食产量 4000000吨", "粮食产量增长 25%"],
    ),
    # nothing cut off, nothing left on
    ("城镇新增就业5万人。", ["城镇新增就业 50000人"]),
    ("城镇调查失业率平均为5.1%。", ["城镇调查失业率 5.1%"]),
    ("全国文明村镇达到84个。", ["全国文明村镇 84个"]),
    ("吸引大学毕业生就业创业4万人。", ["大学毕业生就业创业 40000人"]),
    ("投入住房保障和改善资金13亿元。", ["住房保障和改善资金 1300000000元"]),
    ("缔结国际条约18个。", ["国际条约 18个"]),
    ("今年进出口总额预期增长7.5%。", ["进出口总额增长 7.5%"]),
    ("化学需氧量排放要下降2%。", ["化学需氧量排放下降 2%"]),
    ("工业总产值计划增长8%，实际成本比年度计划降低3%。", ["工业总产值增长 8%", "实际成本降低 3%"]),
    ("一九六四年钢产量比一九六三年增长百分之十五。", ["钢产量增长 15%"]),
    ("2003年比上年产值增长14%。", ["产值增长 14%"]),
    ("建成1200个亿元以上新建项目。", ["亿元以上新建项目 1200个"]),
    ("在100个地级以上城市开展试点。", ["地级以上城市 100个"]),
    ("9万个新生儿所在家庭享受补贴。", ["新生儿所在家庭 90000个"]),
    ("全市16个区首次全部达标。", ["区 16个"]),
    ("13部作品获优秀奖。", ["作品 13部"]),
    ("让最后20多万无电人口用上电。", ["无电人口 more 200000"]),
    ("在8个重点城市中，收入普遍提高。", ["重点城市 8个"]),
    ("存款余额连跨4个万亿元台阶。", ["存款余额连跨 4个"]),
    ("完成1%人口抽样调查。", ["人口抽样调查 1%"]),
    ("实现7大交易平台的“功能完备、运行高效”。", ["交易平台 7大"]),
    ("立案率86%，交由58个单位承办。", ["立案率 86%", "单位 58个"]),
    ("三是将18项收费取消。", ["收费 18项"]),
    ("选派4名医生对口支援山区医院。", ["医生 4名"]),
    ("走访商户百余家。", ["走访商户 more 100家"]),
    ("召开全体会议１次。", ["全体会议 1次"]),
    ("绿地率达到57%，累计完成造林18万亩。", ["绿地率 57%", "造林 180000亩"]),
    ("受理各类案件60件，审结50件。", ["受理案件 60件", "审结案件 50件"]),
    # old prints
    ("生产总值达到7 4 7 7 2 亿元，平均每年增长8 ．8 ％。", ["生产总值 7477200000000元", "生产总值增长 8.8%"]),
    ("糧食産量將達十四萬多公斤，增長了百分之四十。", ["糧食産量 more 140000公斤", "糧食産量增長 40%"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=lambda value: str(value)[:24])
def test_what_a_number_measures(text, expected):
    assert observed(text) == expected


def test_a_row_shares_the_unit_of_its_last_number():
    lines = observed("入学率、升学率和巩固率分别提高2.9、3.2和5.4个百分点。")
    assert lines == ["入学率提高 2.9个百分点", "升学率提高 3.2个百分点", "巩固率提高 5.4个百分点"]


NO_NUMBERS = [
    ("2024年1月14日，第二届人大第五次会议召开。", {"year", "month-day-or-number-as-name", "ordinal"}),
    ("市二届人大四次会议以来，省委十届七次全会精神得到落实。", {"ordinal", "session-of-a-body", "session", "no-unit"}),
    ("庆祝成立70周年。", {"era-or-anniversary"}),
    ("过去五年，五年来，三年行动计划。", {"time-frame", "time-frame-before"}),
    ("实施“1535”思路，开展《十项规定》学习。", {"in-quotation-marks"}),
    ("市、县两级共同推进五大战略，数万人次参与，推出一批项目。", {"vague", "indefinite-one", "idiom"}),
    ("一是加强学习。二是改进作风。", set()),
    ("建设5G基站，24小时值守，打造1小时通勤圈。", {"code-after", "round-the-clock", "circle-of-hours"}),
    ("每万人口拥有量稳步提高，服务60岁以上老年人。", {"rate-base", "age-group"}),
    ("判处五年以上有期徒刑。", {"prison-term"}),
    ("回归八个多月以来，坚持四项基本原则，为四个现代化奋斗。", {"time-frame", "idiom"}),
    ("遵守两国三个联合公报，实行每周五天工作制。", {"idiom"}),
    ("做好工会、红十字会和红十字等工作。", {"red-cross"}),
    ("消耗总量（按每公斤发热量7，000大卡的标准煤计算）降低。", {"basis"}),
    ("统一部署，进一步推进万一发生的事。", set()),
]


@pytest.mark.parametrize(("text", "reasons"), NO_NUMBERS, ids=lambda value: str(value)[:24])
def test_what_measures_nothing(text, reasons):
    assert observed(text) == []
    assert {reason for _, reason in passed_over(document(text), ())} <= reasons


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("服务企业突破500家。", "more"),
        ("服务企业500余家。", "more"),
        ("服务企业不到500家。", "less"),
        ("服务企业不超过500家。", "less"),
        ("服务企业约500家。", "about"),
        ("服务企业500家左右。", "about"),
        ("服务企业不少于500家。", "atLeast"),
        ("服务企业500家。", ""),
    ],
)
def test_modifiers(text, modifier):
    [one] = quantify(document(text), ())
    assert one.modifier == modifier


def test_a_range_keeps_both_ends():
    [one] = quantify(document("拟开展视察3—5次。"), ())
    assert (one.value, one.upper) == (Decimal(3), Decimal(5))


def test_what_a_plan_starts_from_is_done():
    text = "2025年的主要任务\n努力把森林覆盖率由42%提高到45%。"
    opening = "某县人民代表大会常务委员会工作报告\n——2025年1月9日在某县第一届人民代表大会第四次会议上\n各位代表：\n"
    first, second = quantify(document(text, opening), ())
    assert (first.status, second.status) == ("completed", "planned")


def test_numbers_inside_names_do_not_count():
    text = "驻地部队221团参加活动12次。"
    begin = len(OPENING)
    regiment = Entity("org-部队", "Organization", ("驻地部队221团",), (Span(begin, begin + 8),), "test")
    assert observed(text, entities=(regiment,)) == ["参加活动 12次"]
    assert [reason for _, reason in passed_over(document(text), (regiment,))] == ["in-a-name"]


def test_a_count_at_the_end_of_a_name_counts():
    begin = len(OPENING)
    programme = Entity("program-实事", "Program", ("50件民生实事",), (Span(begin + 2, begin + 9),), "test")
    assert observed("办好50件民生实事。", entities=(programme,)) == ["民生实事 50件"]


def test_evidence_quotes_the_number():
    text = "受理案件900件，审结850件。完成投资2亿元，增长5%。"
    for one in quantify(document(text), ()):
        [evidence] = one.evidences
        assert evidence.span.holds(one.span)
        assert one.literal in one.span.of(OPENING + text)


def test_a_thousands_comma_parts_no_clause():
    assert observed("培训干部1,320人次。") == ["培训干部 1320人次"]


def test_every_number_in_digits_is_accounted_for():
    text = "2024年召开会议8次，“1535”思路，第3次，G30高速，办结率98.6%，12345热线，投入1.39亿元。"
    found = survey(document(text), ())
    spans = [one.span for one in found.observations] + [span for span, _ in found.passed_over]
    for match in re.finditer(r"\d+(?:\.\d+)?", OPENING + text):
        assert any(span.begin <= match.start() and match.end() <= span.end for span in spans), match[0]
    assert found.observations == quantify(document(text), ())


def test_partial_counts_carry_no_indicator():
    text = "办理代表建议120件，其中重点建议12件。新增的3个基层立法联系点投入使用。"
    indicators = [one.indicator for one in quantify(document(text), ())]
    assert indicators == ["deputy-suggestions", "", ""]


def test_an_empty_report_has_no_numbers():
    assert survey(segment(Report("empty", "", "")), ()).observations == ()
