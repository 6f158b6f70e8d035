"""Numerals: every writing of a number gives its value, and no number is found inside a longer one."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.numerals import Numeral, find, parse

DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """A whole number below 10^12 in Chinese numerals."""
    if number == 0:
        return "零"
    groups = []
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        value, number = divmod(number, scale)
        groups.append((value, name))
    written = ""
    for value, name in groups:
        if not value:
            continue
        gap = "零" if written and value < 1000 and not written.endswith("零") else ""
        written += gap + below_ten_thousand(value) + name
    return written


def below_ten_thousand(number: int) -> str:
    written = ""
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            written += DIGITS[digit] + name
        elif written and number and not written.endswith("零"):
            written += "零"
    return written


@pytest.mark.parametrize(
    ("writing", "value"),
    [
        ("1320", "1320"),
        ("1,320", "1320"),
        ("3，000", "3000"),
        ("4 9 2 5 0", "49250"),
        ("8 ．8", "8.8"),
        ("1 ．1 亿", "110000000"),
        ("39.8 万亿", "39800000000000"),
        ("１２．５", "12.5"),
        ("三十五", "35"),
        ("二百零五", "205"),
        ("两千六", "2600"),
        ("两", "2"),
        ("〇", "0"),
        ("一九五四", "1954"),
        ("二○二四", "2024"),
        ("1.39亿", "139000000"),
        ("4000多万", "40000000"),
        ("3万亿", "3000000000000"),
        ("1亿8千万", "180000000"),
        ("2百万", "2000000"),
        ("三点五亿", "350000000"),
        ("五千六百七十八万", "56780000"),
        ("百分之九十八点六", "98.6"),
        ("百分之百", "100"),
        ("九成", "0.9"),
        ("八成二", "0.82"),
        ("2.62∶1", "2.62"),
        ("四十余万", "400000"),
    ],
)
def test_value_of_a_writing(writing, value):
    assert parse(writing) == Decimal(value)


def test_a_third():
    assert parse("三分之一") == Decimal(1) / 3


@pytest.mark.parametrize("text", ["", "会议", "数万", "十几", "12个", "3,20", "1.2.3"])
def test_not_a_numeral(text):
    with pytest.raises(ValueError, match="not a numeral"):
        parse(text)


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_numerals_round_trip(number):
    assert parse(chinese(number)) == number


@given(st.integers(min_value=0, max_value=10**15))
def test_digits_round_trip(number):
    assert parse(str(number)) == number
    assert parse(f"{number:,}") == number
    assert parse(str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == number


@given(st.decimals(min_value=0, max_value=10**6, places=2), st.sampled_from(["", "万", "亿", "万亿"]))
def test_decimals_with_multipliers_round_trip(number, scale):
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert parse(f"{number}{scale}") == number * factor


@given(st.text(alphabet="0123456789.,，一二三十百千万亿零点个会议第多余至—%", max_size=40))
def test_no_number_begins_or_ends_inside_another(text):
    spans = [numeral.span for numeral in find(text)]
    assert all(one.end <= other.begin for one, other in pairwise(spans))
    for span in spans:
        assert not (text[span.begin : span.begin + 1].isdigit() and text[max(0, span.begin - 1) : span.begin].isdigit())
        assert not (text[span.end - 1].isdigit() and text[span.end : span.end + 1].isdigit())


def found(text: str) -> list[tuple[str, Numeral]]:
    return [(numeral.span.of(text), numeral) for numeral in find(text)]


def test_the_tail_of_a_longer_number_is_no_number():
    assert [words for words, _ in found("开展15项,投入1.39亿元")] == ["15", "1.39亿"]


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("3—5个", 3, 5),
        ("2至3次", 2, 3),
        ("三到五年", 3, 5),
        ("5%—6%", 5, 6),
        ("百分之十至百分之二十", 10, 20),
        ("三四十人", 30, 40),
        ("两三年", 2, 3),
        ("五六百万", 5000000, 6000000),
        ("3—5万人", 30000, 50000),
    ],
)
def test_ranges(text, lower, upper):
    [(_, numeral)] = found(text)
    assert (numeral.value, numeral.upper) == (lower, upper)


def test_from_a_to_b_are_two_numbers():
    assert [numeral.value for _, numeral in found("由5%到6%")] == [5, 6]


@pytest.mark.parametrize("text", ["5千瓦", "20万千瓦", "3个百分点"])
def test_a_multiplier_that_opens_a_unit_is_left_to_it(text):
    assert found(text)[0][1].value in (5, 200000, 3)


@pytest.mark.parametrize("text", ["项目三成立", "分成三组", "四成为", "建成"])
def test_tenths_are_no_verb(text):
    assert all(numeral.form != "fraction" for _, numeral in found(text))


def test_vague_numbers_say_so():
    assert [(words, numeral.form) for words, numeral in found("数万人、几十个、十几次")] == [
        ("数万", "vague"),
        ("几十", "vague"),
        ("十几", "vague"),
    ]


def test_more_inside_the_number():
    [(words, numeral)] = found("投入4000多万元")
    assert (words, numeral.more) == ("4000多万", True)
