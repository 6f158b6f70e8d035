"""Text → the numbers that measure something, with unit and modifier, and those that do not, with the reason.

Looks at a number and the few signs around it only; what the number measures is the business of ``quantify``. Units,
modifiers and reasons are rows of ``data/rules/units.toml`` and ``data/rules/numbers.toml``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from operator import itemgetter

from kg.model import Span
from kg.numerals import Numeral, find, parse
from kg.rulebook import rules

_REACH = 20
_QUOTED = re.compile(r"“[^“”\n]{1,80}”|‘[^‘’\n]{1,60}’|「[^「」\n]{1,60}」|《[^《》\n]{1,80}》|〈[^〈〉\n]{1,60}〉")
_LIST_MARK = re.compile(r"(?:^|[。；;\n])[\s　]*[（(]?\Z")
_RANK_BEFORE = re.compile(
    r"(?:[居列占]|排名?|排在|名次|跃至?|升至?|进至?|进入|提升|保持|稳定在|为|全国|全省|全区|全市|全州|全疆|世界|全球|亚洲|国内|省内"
    r"|[东中西]部|地区|同类|省份|城市|副省级|中心)[^,，。;；、\n]{0,10}?第\Z"
)
_RANK_AFTER = re.compile(r"[位名]?(?=[,，。;；、（(\s]|和|并|且|\Z)|[位名]")
_STANDS_ALONE = re.compile(r"(?=[,，。;；、（(）)\n]|\Z)")
_COPULA = re.compile(
    r"(?:达到?|为|[增升降减提高大小]至|[增升降减高大小]到|保持在|稳定在|分别|[约超近]|突破|[^A-Za-z0-9]比)\Z"
)
_JOIN = re.compile(r"——|[-—–－~～至到]")
_FROM = ("由", "从", "自")
_LARGE = re.compile("[百千万亿]")
_COUNTED = re.compile(r"[多余]?(?!级|[多余])[\u4e00-\u9fff]|[多余]?(?=[,，。;；、\s]|\Z)")
_SHARES_UNIT = re.compile(r"[、和与及]|以及")
_OWN_UNIT = {"percent": "%", "permille": "‰", "fraction": "", "ratio": ""}
_MORE = ("多", "余")
_BRACKETED = re.compile(r"[（(](.{1,3}?)[）)]")
_RATE = re.compile(
    r"/(?:立方米|平方公里|平方米|千瓦时|公里|小时|人次|百户|吨|人|亩|年|月|天|日|户|度|升|秒|斤|公斤|件|条)"
)
_PERCENT = str.maketrans("％﹪", "%%")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that measures something: ``span`` covers it with its unit, ``outer`` also the words that modify it.

    ``kind`` is that of its unit (``count``, ``people``, ``amount``, ``ratio``, ``time``), ``rank`` for a place in a
    ranking, ``number`` where no unit stands. ``other`` is a second unit in brackets: ``6个(所)``.
    """

    span: Span
    outer: Span
    value: Decimal
    upper: Decimal | None
    unit: str
    kind: str
    modifier: str
    literal: str
    rule: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A number that measures nothing, and the id of the reason."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class _Unit:
    rule: str
    kind: str
    form: re.Pattern[str]
    digits: bool
    needs: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Found:
    unit: _Unit
    span: Span
    more: bool


@dataclass(frozen=True, slots=True)
class _Reason:
    id: str
    literal: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


def measured(text: str, names: Iterable[Span]) -> tuple[tuple[Quantity, ...], tuple[PassedOver, ...]]:
    """Every number of a text, outside ``names`` and quotation marks: those that measure, and those that do not.

    Chinese numerals that are no more than a part of a word (统一, 万一) are in neither.
    """
    quotations, named = _Cover(quoted(text)), _Cover(names)
    quantities: list[Quantity] = []
    passed: list[PassedOver] = []
    for numeral in find(text):
        found = _judge(text, numeral, quotations, named)
        if isinstance(found, PassedOver):
            passed.append(found)
        elif found and quantities and _is_range(text, quantities[-1], found):
            quantities[-1] = _range(quantities[-1], found)
        elif found:
            quantities.append(found)
    shared, rest = _shared_units(text, quantities, passed)
    return tuple(sorted((*quantities, *shared), key=lambda found: found.span)), tuple(rest)


def _shared_units(
    text: str, quantities: list[Quantity], passed: list[PassedOver]
) -> tuple[list[Quantity], list[PassedOver]]:
    """Numbers of a row that leave their unit to the last: 分别提高2.9、3.2和5.4个百分点."""
    following = {found.outer.begin: found for found in quantities}
    shared: list[Quantity] = []
    rest: list[PassedOver] = []
    for number in reversed(passed):
        gap = _SHARES_UNIT.match(text, number.span.end) if number.reason == "no-unit" else None
        after = following.get(gap.end()) if gap else None
        literal = number.span.of(text)
        if after and after.unit and re.fullmatch(r"[\d.．]+", literal):
            found = replace(
                after, span=number.span, outer=number.span, value=parse(literal), upper=None, literal=literal
            )
            following[number.span.begin] = found
            shared.append(found)
        else:
            rest.append(number)
    return shared, rest[::-1]


def quoted(text: str) -> Iterator[Span]:
    """The stretches of a text in quotation marks or title brackets, the marks included."""
    yield from (Span(*match.span()) for match in _QUOTED.finditer(text))


class _Cover:
    """Spans in which a number does not count, looked up by binary search."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.begins: list[int] = []
        self.ends: list[int] = []
        for span in sorted(spans):
            if self.ends and span.begin < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], span.end)
            else:
                self.begins.append(span.begin)
                self.ends.append(span.end)

    def holds(self, offset: int) -> bool:
        at = bisect_right(self.begins, offset) - 1
        return at >= 0 and offset < self.ends[at]


def _judge(text: str, numeral: Numeral, quotations: _Cover, named: _Cover) -> Quantity | PassedOver | None:
    span = numeral.span
    unit = _unit_at(text, numeral)
    worded = numeral.form in ("chinese", "bare", "vague") and not unit
    if numeral.form == "bare" and text.startswith("分点", span.end):
        return None
    if worded and (numeral.form != "chinese" or len(span) < 2):
        return _rank(text, numeral) if text[span.begin - 1 : span.begin] == "第" else None
    if quotations.holds(span.begin):
        return PassedOver(span, "in-quotation-marks")
    # a clerk's count at the end of a name (十项工程50件实事) counts all the same
    if named.holds(span.begin) and not (unit and unit.unit.kind == "count" and numeral.form == "digits"):
        return PassedOver(span, "in-a-name")
    if ranked := _rank(text, numeral):
        return ranked
    before = text[max(0, span.begin - _REACH) : span.begin]
    if reason := _reason(text, span, before):
        return PassedOver(span, reason)
    if unit:
        return _with_unit(text, numeral, unit, before)
    return _without_unit(text, numeral, before)


def _rank(text: str, numeral: Numeral) -> Quantity | None:
    """A place in a ranking: 居全国第3位; the first place is praise, no number."""
    span = numeral.span
    if text[span.begin - 1 : span.begin] != "第" or numeral.value < 2 or numeral.upper is not None:
        return None
    after = _RANK_AFTER.match(text, span.end)
    if not after or not _RANK_BEFORE.search(text, max(0, span.begin - _REACH), span.begin):
        return None
    whole = Span(span.begin, after.end())
    outer = Span(span.begin - 1, after.end())
    return Quantity(whole, outer, numeral.value, None, after[0], "rank", "", span.of(text), "rank")


def _reason(text: str, span: Span, before: str) -> str:
    literal = span.of(text).replace(" ", "")
    if _LIST_MARK.search(before) and re.match(r"[、.．）)](?!\d)", text[span.end : span.end + 2]):
        return "list-mark"
    for reason in _reasons():
        if reason.literal.fullmatch(literal) and reason.after.match(text, span.end) and reason.before.search(before):
            return reason.id
    return ""


@cache
def _reasons() -> tuple[_Reason, ...]:
    return tuple(
        _Reason(
            str(rule["id"]),
            re.compile(rule.get("literal", ".*"), re.DOTALL),
            re.compile(rf"(?:{rule.get('before', '')})\Z"),
            re.compile(rule.get("after", "")),
        )
        for rule in rules("numbers")["passed"]
    )


def _unit_at(text: str, numeral: Numeral) -> _Found | None:
    """The unit that follows a numeral, 多 and 余 between them left aside."""
    if numeral.form in _OWN_UNIT:
        return None
    begin = numeral.span.end + text.startswith(" ", numeral.span.end)
    more = text[begin : begin + 1] in _MORE
    return _unit_from(text, begin + more, more) or (_unit_from(text, begin, False) if more else None)


def _unit_from(text: str, begin: int, more: bool) -> _Found | None:
    candidates = _units().get(text[begin : begin + 1], ())
    for unit in candidates:
        if match := unit.form.match(text, begin):
            rate = _RATE.match(text, match.end())
            return _Found(unit, Span(begin, rate.end() if rate else match.end()), more)
    return None


def _with_unit(text: str, numeral: Numeral, found: _Found, before: str) -> Quantity | PassedOver:
    span, unit = numeral.span, found.unit
    begin, modifier = _modifier_before(text, span.begin)
    if numeral.form == "bare" and not (modifier or numeral.more or found.more):
        return PassedOver(span, "multiplier-alone")
    if unit.digits and numeral.form == "chinese" and not _LARGE.search(span.of(text)):
        return PassedOver(span, "idiom")
    if unit.needs and not unit.needs.search(before):
        return PassedOver(span, "time-frame" if unit.kind == "time" else "ordinal")
    end, other = _other_unit(text, found.span.end)
    if text[end : end + 1] == "级":
        return PassedOver(span, "grade")
    outer_end, later = _modifier_after(text, end)
    more = "more" if numeral.more or found.more else ""
    return Quantity(
        span=Span(span.begin, end),
        outer=Span(begin, outer_end),
        value=numeral.value,
        upper=numeral.upper,
        unit=found.span.of(text).translate(_PERCENT),
        kind=unit.kind,
        modifier=modifier or more or later,
        literal=span.of(text),
        rule=unit.rule,
        other=other,
    )


def _without_unit(text: str, numeral: Numeral, before: str) -> Quantity | PassedOver:
    """A share in words, a ratio, or a bare number after a copula (收入比缩小至2.12)."""
    span = numeral.span
    begin, modifier = _modifier_before(text, span.begin)
    end, later = _modifier_after(text, span.end)
    if numeral.form in _OWN_UNIT:
        if numeral.form == "ratio" and not re.search(r"比[^,，。]{0,12}\Z", before):
            return PassedOver(span, "time-or-score")
        kind = "number" if numeral.form == "ratio" else "ratio"
        unit = _OWN_UNIT[numeral.form]
    elif _is_myriad(text, numeral):
        kind, unit = "count", ""
    elif numeral.form == "digits" and (modifier or _COPULA.search(before)) and _STANDS_ALONE.match(text, end):
        kind, unit = "number", ""
    else:
        return PassedOver(span, "no-unit")
    more = "more" if numeral.more or text[span.end : span.end + 1] in _MORE else ""
    outer, literal = Span(begin, max(end, span.end + (text[span.end : span.end + 1] in _MORE))), span.of(text)
    return Quantity(
        span, outer, numeral.value, numeral.upper, unit, kind, modifier or more or later, literal, numeral.form
    )


def _is_myriad(text: str, numeral: Numeral) -> bool:
    """Whether a numeral counts without a unit, as those in 万 and 亿 do: 八亿农民, 贫困人口减少290万."""
    literal = numeral.span.of(text)
    if numeral.form not in ("digits", "chinese") or not re.search("[万亿]", literal):
        return False
    return bool(_COUNTED.match(text, numeral.span.end))


def _other_unit(text: str, end: int) -> tuple[int, str]:
    """Where the unit ends with a second one in brackets, and that one."""
    bracket = _BRACKETED.match(text, end)
    found = _unit_from(text, end + 1, False) if bracket else None
    if bracket and found and found.span.end == bracket.end() - 1:
        return bracket.end(), bracket[1]
    return end, ""


@cache
def _units() -> dict[str, tuple[_Unit, ...]]:
    """The units by their first sign, the longest first."""
    found: dict[str, list[tuple[int, _Unit]]] = {}
    for rule in rules("units")["unit"]:
        needs = re.compile(rf"(?:{rule['needs']})[^,，。]{{0,2}}\Z") if "needs" in rule else None
        for form in rule["forms"]:
            unit = _Unit(str(rule["id"]), str(rule["kind"]), re.compile(form), bool(rule.get("digits")), needs)
            found.setdefault(form[0], []).append((-len(form.partition("(")[0]), unit))
    return {first: tuple(unit for _, unit in sorted(units, key=itemgetter(0))) for first, units in found.items()}


def _modifier_before(text: str, begin: int) -> tuple[int, str]:
    for pattern, modifier in _modifiers("before"):
        if match := pattern.search(text, max(0, begin - 6), begin):
            return match.start(), modifier
    return begin, ""


def _modifier_after(text: str, end: int) -> tuple[int, str]:
    for pattern, modifier in _modifiers("after"):
        if match := pattern.match(text, end):
            return match.end(), modifier
    return end, ""


@cache
def _modifiers(side: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    anchor = r"\Z" if side == "before" else ""
    found = (rule for rule in rules("numbers")["modifier"] if side in rule)
    return tuple((re.compile(f"(?:{rule[side]}){anchor}"), str(rule["modifier"])) for rule in found)


def _is_range(text: str, lower: Quantity, upper: Quantity) -> bool:
    """Whether two quantities are the ends of one range: 3万元—5万元, but not 由3万元到5万元."""
    if lower.unit != upper.unit or lower.upper is not None or lower.kind == "rank":
        return False
    if text[lower.outer.begin - 1 : lower.outer.begin] in _FROM:
        return False
    return bool(_JOIN.fullmatch(text, lower.outer.end, upper.outer.begin))


def _range(lower: Quantity, upper: Quantity) -> Quantity:
    return replace(
        lower,
        span=Span(lower.span.begin, upper.span.end),
        outer=Span(lower.outer.begin, upper.outer.end),
        upper=upper.value,
        modifier=lower.modifier or upper.modifier,
    )
