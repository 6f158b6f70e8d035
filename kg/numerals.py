"""Chinese, Arabic and full-width numerals: what number a writing stands for, and where numbers stand in a text.

A numeral is digits (``1,320``, ``６．５``), Chinese (``二百零五``, ``一九五四``), mixed (``1.39亿``, ``4000多万``), a
percentage in words (``百分之九十八点六``), a fraction (``三分之一``), a ratio (``2.62∶1``) or a range (``3—5``).
All functions are pure; values are exact ``Decimal``, except fractions, which are cut to 28 digits.
"""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.model import Span

_WRITINGS = ("零〇○", "一壹", "二两兩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {writing: value for value, writings in enumerate(_WRITINGS) for writing in writings}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"亿": 10**8, "億": 10**8, "万": 10**4, "萬": 10**4}
_SCALES = _TENS | _MYRIADS
_ASCII = str.maketrans("０１２３４５６７８９．，點", "0123456789.,点")
_INFIX = re.compile("[多余]")

_D = "[0-9０-９]"
_N = "".join(_DIGITS)
_S = "".join(_SCALES)
# a multiplier that opens a unit of its own (千瓦, 千米, 百分点) belongs to the unit
_SCALE = r"(?:[十万亿萬億]|百(?!分点|分之)|千(?![瓦米克伏卡赫焦帕]))"
# old prints set every digit apart: 7 4 7 7 2 亿元, 8 ．8 ％
_APART = rf"{_D}(?: {_D})*(?: ?[.．] ?{_D}(?: {_D})*)?(?!{_D}|[.．]{_D})"
_ARABIC = (
    rf"(?:(?={_D} {_D}|{_D} [.．])(?<!{_D} ){_APART}"
    rf"|(?:{_D}{{1,3}}(?:[,，]{_D}{{3}})+(?!{_D})|{_D}+)(?:[.．]{_D}+)?)"
)
_MIXED = rf"{_ARABIC}(?: (?=[万亿]))?(?:[多余]?{_SCALE}+(?:{_ARABIC}{_SCALE}+)*)?(?:[多余](?=[万亿])[万亿]+)?"
_CHINESE = (
    rf"(?:[{_N}十](?:[{_N}]|{_SCALE})*|{_SCALE}+(?![{_N}]))(?<!千(?=[瓦米克伏卡赫焦帕]))"
    rf"(?:[点點·][{_N}]+)?(?:[多余]?{_SCALE}+)?"
)
_VAGUE = rf"(?:几|(?<![人总件户次家个岁倍系参度])数){_SCALE}+|[{_N}]?{_SCALE}+几{_SCALE}*"
_WHOLE = rf"(?:{_MIXED}|{_CHINESE})"
_CHENG = (
    rf"(?P<tenths>[一二两三四五六七八九]|(?<![0-9.]){_D})成(?P<hundredths>[一二三四五六七八九半](?![个项件名家年月日]))?"
    r"(?![为立果员效功就长都本品分熟套型人交片绩渝形了不活因])"
)
_NUMERAL = re.compile(
    rf"(?<![0-9０-９.．])(?:"
    rf"(?P<percent>百分之)(?P<share>百(?!分)|{_WHOLE})|(?P<permille>千分之)(?P<mille>{_WHOLE})"
    rf"|(?P<denominator>{_WHOLE})分之(?P<numerator>{_WHOLE})"
    rf"|{_CHENG}"
    rf"|(?P<antecedent>{_ARABIC})[∶:：](?P<consequent>{_ARABIC})(?![0-9０-９∶:：])"
    rf"|(?P<vague>{_VAGUE})"
    rf"|(?P<mixed>{_MIXED})|(?P<chinese>{_CHINESE}))"
)
_JOIN = re.compile(r"(?:[%％]|百分之)?(?:——|[-—–－~～―─]|至|到)")
_PLAIN = frozenset({"digits", "chinese", "percent"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number found in a text: ``span`` covers the numeral without its unit.

    ``form`` is ``digits``, ``chinese``, ``bare`` (a multiplier alone: 万), ``percent``, ``permille``, ``fraction``,
    ``ratio`` or ``vague`` (数万, 十几: the value is the multiplier's). ``upper`` is the higher end of a range. ``more``
    tells that 多 or 余 stands inside.
    """

    span: Span
    value: Decimal
    form: str
    upper: Decimal | None = None
    more: bool = False


def parse(text: str) -> Decimal:
    """The number that a whole text writes; a percentage in words gives its per cent. ``ValueError`` for anything else.

    >>> parse("二百零五"), parse("1.39亿"), parse("百分之九十八点六")
    (Decimal('205'), Decimal('139000000'), Decimal('98.6'))
    """
    match = _NUMERAL.fullmatch(text)
    if not match or match["vague"]:
        raise ValueError(f"not a numeral: {text!r}")
    return _numeral(match).value


def find(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text in order; none begins or ends inside a longer number.

    >>> [(n.span.begin, n.value) for n in find("开展15项、投入4000多万元")]
    [(2, Decimal('15')), (8, Decimal('40000000'))]
    """
    found: list[Numeral] = []
    for match in _NUMERAL.finditer(text):
        numeral = _numeral(match)
        if found and _is_range(text, found[-1], numeral):
            found[-1] = _joined(text, found[-1], numeral)
        else:
            found.append(numeral)
    return tuple(found)


def _numeral(match: re.Match[str]) -> Numeral:
    span, group = Span(*match.span()), match.groupdict()
    if group["percent"]:
        return Numeral(span, _value(group["share"]), "percent", more=_has_more(group["share"]))
    if group["permille"]:
        return Numeral(span, _value(group["mille"]), "permille")
    if group["denominator"]:
        return Numeral(span, _quotient(group["numerator"], group["denominator"]), "fraction")
    if group["tenths"]:
        return Numeral(span, _tenths(group["tenths"], group["hundredths"]), "fraction")
    if group["antecedent"]:
        return Numeral(span, _quotient(group["antecedent"], group["consequent"]), "ratio")
    if group["vague"]:
        return Numeral(span, _integer(re.sub("[几数]", "", group["vague"])), "vague")
    return _whole(span, match[0], "digits" if group["mixed"] else "chinese")


def _whole(span: Span, writing: str, form: str) -> Numeral:
    more = _has_more(writing)
    if not set(writing) - set("百千万亿萬億多余") and form == "chinese":
        return Numeral(span, _value(writing), "bare", more=more)
    if ends := _approximate(writing):
        return Numeral(span, _value(ends[0]), form, upper=_value(ends[1]), more=more)
    return Numeral(span, _value(writing), form, more=more)


def _has_more(writing: str) -> bool:
    return bool(_INFIX.search(writing))


def _quotient(dividend: str, divisor: str) -> Decimal:
    below = _value(divisor)
    return _value(dividend) / below if below else Decimal(0)


def _tenths(tenths: str, hundredths: str | None) -> Decimal:
    rest = Decimal(5) if hundredths == "半" else _value(hundredths or "0")
    return _value(tenths) / 10 + rest / 100


def _value(writing: str) -> Decimal:
    """The value of digits, Chinese numerals and mixtures, 多 and 余 left aside; without idle zeros."""
    value = _exact(writing)
    return Decimal(int(value)) if value == value.to_integral_value() else value.normalize()


def _exact(writing: str) -> Decimal:
    plain = re.sub("[, ]", "", _INFIX.sub("", writing.translate(_ASCII)))
    body = plain.rstrip(_S)
    scales = plain[len(body) :]
    if body and re.fullmatch(r"[0-9.]+", body):
        return Decimal(body) * _product(scales)
    if "点" in body or "·" in body:
        whole, _, decimals = body.replace("·", "点").partition("点")
        fraction = "".join(str(_DIGITS[digit]) for digit in decimals)
        return (_integer(whole) + Decimal(f"0.{fraction}")) * _product(scales)
    return _integer(plain)


def _product(scales: str) -> Decimal:
    product = Decimal(1)
    for scale in scales:
        product *= _SCALES[scale]
    return product


def _integer(writing: str) -> Decimal:
    """The value of a numeral without decimal point of its own, split at its greatest multiplier."""
    if not writing:
        return Decimal(0)
    if not set(writing) & set(_SCALES):
        return Decimal("".join(str(_DIGITS.get(digit, digit)) for digit in writing))
    scale = max((sign for sign in writing if sign in _SCALES), key=lambda sign: _SCALES[sign])
    left, _, right = writing.rpartition(scale)
    return _coefficient(left) * _SCALES[scale] + _remainder(right, _SCALES[scale])


def _coefficient(left: str) -> Decimal:
    return _integer(left) if left else Decimal(1)


def _remainder(right: str, scale: int) -> Decimal:
    """What follows a multiplier: ``三万五`` leaves out the next lower one, ``三万零五`` does not."""
    if len(right) == 1 and _DIGITS.get(right):
        return Decimal(_DIGITS[right]) * scale / 10
    return _integer(right)


def _approximate(writing: str) -> tuple[str, str] | None:
    """``三四十`` → ``三十``, ``四十``: two neighbouring digits give a range; a row of digits is no such pair."""
    if len(writing) > 2 and not set(writing) & set(_SCALES):
        return None
    pairs = [i for i in range(len(writing) - 1) if _neighbours(writing[i], writing[i + 1])]
    if len(pairs) != 1:
        return None
    at = pairs[0]
    return writing[: at + 1] + writing[at + 2 :], writing[:at] + writing[at + 1 :]


def _neighbours(first: str, second: str) -> bool:
    low, high = _DIGITS.get(first), _DIGITS.get(second)
    if not low or not high:
        return False
    return high == low + 1 or (low, high) == (3, 5)


def _is_range(text: str, lower: Numeral, upper: Numeral) -> bool:
    if lower.form not in _PLAIN or upper.form not in _PLAIN or lower.upper is not None:
        return False
    if text[max(0, lower.span.begin - 1) : lower.span.begin] in ("由", "从", "自"):
        return False
    return bool(_JOIN.fullmatch(text, lower.span.end, upper.span.begin))


def _joined(text: str, lower: Numeral, upper: Numeral) -> Numeral:
    """One range of two numerals; ``3—5万`` gives the lower end the multiplier of the higher."""
    value, span = lower.value, Span(lower.span.begin, upper.span.end)
    writing = upper.span.of(text)
    scales = writing[len(writing.rstrip("万亿萬億")) :]
    if scales and not set(lower.span.of(text)) & set(_MYRIADS) and value < upper.value / _product(scales):
        value *= _product(scales)
    form = "percent" if "percent" in (lower.form, upper.form) else upper.form
    return replace(upper, span=span, value=value, upper=upper.value, form=form)
