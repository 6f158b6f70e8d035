"""The rules about numbers: every example of numbers.toml, units.toml and indicators.toml is run."""

import re

import pytest

from kg import quantity
from kg.model import Report
from kg.quantify import quantify
from kg.rulebook import marked, rules
from kg.segment import segment


def examples(file, array, side):
    return [
        pytest.param(rule, example, id=f"{rule['id']}: {example}")
        for rule in rules(file)[array]
        for example in rule[side]
    ]


def reasons(text):
    return {(number.span.begin, number.reason) for number in quantity.measured(text, ())[1]}


def observed(text):
    """The observations of a text as the only section of a report."""
    return quantify(segment(Report("example", f"各位代表：\n{text}\n", "")), ())


@pytest.mark.parametrize(("rule", "example"), examples("numbers", "passed", "finds"))
def test_a_number_is_passed_over(rule, example):
    text, spans = marked(example)
    numbers = quantity.measured(text, ())[0]
    for begin, end in spans:
        assert all(not (number.span.begin < end and begin < number.span.end) for number in numbers)
        reason = next(one for one in quantity._reasons() if one.id == rule["id"])
        assert reason.literal.fullmatch(text[begin:end])
        assert reason.before.search(text[:begin])
        assert reason.after.match(text, end)


@pytest.mark.parametrize(("rule", "example"), examples("numbers", "passed", "skips"))
def test_a_number_is_not_passed_over_for_this_reason(rule, example):
    assert rule["id"] not in {reason for _, reason in reasons(example)}


@pytest.mark.parametrize(("rule", "example"), examples("numbers", "modifier", "finds"))
def test_a_modifier(rule, example):
    text, [(begin, end)] = marked(example)
    pattern = rf"(?:{rule['before']})\Z" if "before" in rule else rule["after"]
    assert re.search(pattern, text[:begin]) if "before" in rule else re.match(pattern, text[end:])


@pytest.mark.parametrize(("rule", "example"), examples("numbers", "modifier", "skips"))
def test_no_such_modifier(rule, example):
    numbers = quantity.measured(example, ())[0]
    assert rule["modifier"] not in {number.modifier for number in numbers}


@pytest.mark.parametrize(("rule", "example"), examples("numbers", "words", "finds"))
def test_a_word_of_the_list(rule, example):
    text, [(begin, end)] = marked(example)
    pattern = re.compile("|".join(sorted(rule["words"], key=len, reverse=True)))
    match = pattern.match(text, begin)
    assert match
    assert match.end() == end


@pytest.mark.parametrize(("rule", "example"), examples("numbers", "words", "skips"))
def test_no_word_of_the_list(rule, example):
    assert not re.match("|".join(rule["words"]), example)


@pytest.mark.parametrize("rule", rules("numbers")["words"], ids=lambda rule: rule["id"])
def test_a_list_names_each_word_once(rule):
    assert sorted({word for word in rule["words"] if rule["words"].count(word) > 1}) == []


@pytest.mark.parametrize(("rule", "example"), examples("units", "unit", "finds"))
def test_a_number_with_its_unit(rule, example):
    text, [(begin, end)] = marked(example)
    [number] = [one for one in quantity.measured(text, ())[0] if one.rule == rule["id"]]
    assert (number.span.begin, number.span.end) == (begin, end)


@pytest.mark.parametrize(("rule", "example"), examples("units", "unit", "skips"))
def test_no_number_with_this_unit(rule, example):
    assert [one for one in quantity.measured(example, ())[0] if one.rule == rule["id"]] == []


@pytest.mark.parametrize(("rule", "example"), examples("units", "taken", "finds"))
def test_the_unit_a_noun_takes(rule, example):
    text, [(begin, end)] = marked(example)
    measures = [one for one in observed("包联" + text) if one.measure.endswith(text[begin:end])]
    assert [one.unit for one in measures] == [rule["unit"]]


@pytest.mark.parametrize(("rule", "example"), examples("units", "taken", "skips"))
def test_a_unit_a_noun_does_not_take(rule, example):
    assert rule["unit"] not in {one.unit for one in observed("包联" + example)}


@pytest.mark.parametrize(("rule", "example"), examples("indicators", "indicator", "finds"))
def test_an_indicator(rule, example):
    text, [(begin, end)] = marked(example)
    words = {one.span.of(f"各位代表：\n{text}\n"): one.indicator for one in observed(text)}
    assert words.get(text[begin:end]) == rule["indicator"], words


@pytest.mark.parametrize(("rule", "example"), examples("indicators", "indicator", "skips"))
def test_not_this_indicator(rule, example):
    assert rule["indicator"] not in {one.indicator for one in observed(example)}
