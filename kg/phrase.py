"""The words beside a number → what it measures, and the verb that governs it.

The genre puts the noun before its number (审查文件9件), between the number's unit and the next verb (12个部门接受询问),
or leaves it to the clause before (其中9件办结). Words that end a phrase are lists in ``data/rules/numbers.toml``. All
functions work on a copy of the text in which names and quotations are masked (``mask``), so that no word inside them
ends a phrase.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from kg.model import Span
from kg.rulebook import rules

MASK = "□"
COUNTING = ("count", "people")
_LONGEST = 24
_SHORT = 2
_LONG = 8
_YEAR = r"(?:\d(?: ?\d){3} ?|[一二三四五六七八九○〇零]{2,4})年"
_LEADING = re.compile(
    r"(?:[、，,及与并的了\s]|[（(][一二三四五六七八九十\d]+[）)]|和(?!美|谐|平|田|解|睦)|以及|比(?:上年|去年|前年)(?:同期)?|其中|另外|此外|同时|第?[一二三四五六七八九十]是"
    r"|(?:[0-9]{1,2}|[两三四五十])年(?:来|间|内|中)?(?!度|级|以|期)|全[市省区县州旗国疆盟]各?(?![、和]|文明|示范|重点|劳|先进|模范|百|首|人大|政协)|我[市省区县州]|本[市省区县]|各地"
    rf"|[在到至自从]?{_YEAR}[底末初]?|到?[本上]世纪[末初]|\d{{1,2}}(?:[到至—－-]\d{{1,2}})?月份?|第?[一二三四]季度|截至[^，,]{{2,8}}?[日底末]|有关|相关|新的|各类|各项)+"
)
#: what parts a quantity from its change: 产量比1995年增长, 产量计划增长
_PARTING = re.compile(
    rf"(?:(?<=.)[比较]{_YEAR}|(?<=.)(?<![需主重必只纪概摘首])要"
    r"|(?:(?<=[值量额率资平费积])|(?<![\u4e00-\u9fff])|(?<=\d{3}年)|(?<=[一二三四五六七八九○]{3}年))计划)\Z"
)
_REACHED = "(?:上升|下降|提高|降低|增加|减少|增长|扩大|缩小|发展)[到至]"
_TIME = re.compile(
    rf"(?:{_REACHED}|[到至比较由从自在])?(?:{_YEAR}|[去今上前]年|上年同?期?)(?:[底末初]|同期)?(?:的|时的)?\Z|年[底末初]的?\Z"
    r"|(?:现在|目前|当时|计划|期初|原来)的\Z|(?:由|从)[^，,。；、]{1,8}的\Z"
)
_THAN = re.compile(
    rf"(?:比□+|[比较](?!重|例|高|强|快|大)(?:上年|去年|前年|上一?届|上期|同期|同比|全[国省市区]|[^，,。；、的]{{0,4}}{_YEAR}|原来|原?计划|年度计划|原定计划"
    r"|前[三五]年|年初|往年)(?![^，,。；、]*(?:产值|产量|利润)\Z)[^，,。；、]{0,7})\Z"
)
_COMPARED = re.compile(r"(?:高于|低于|快于|慢于|好于|优于|高出|低出|多于|少于|超出)[^，,。；、]{0,16}\Z")
_TIMES_OF = re.compile(r"(?:是|为|相当于|达到|等于|完成|只有|超过)[^，,。；、]{1,14}的\Z")
_SHARE_OF = re.compile(r"(?:占(?:到|了|全[国省市区县])?[^，,。；、]{0,16}?(?:的|比重|比例|比|总数|总量)?)\Z")
_MOVING = re.compile("[从由]")
_SCOPE = 10
_RANK_AMONG = re.compile(r"在(?P<scope>[^，,。；、]{2,14})\Z")
_RANK_ADVERBS = "稳跃上提前位名排居列综合再已"
_RANK_SCOPE = re.compile(r"(?P<scope>全[国省区市州疆县]|世界|全球|亚洲|国内|省内|[东中西]部)(?:排名|综合排名)?\Z")
_NOUN_END = re.compile(r"[、，,；;：:。！？!?）)\n]|[（(](?![^）)]{1,6}[）)])")
_SHORT_MEMBERS = re.compile(r"(?:[^、，,；;：:。（(\d]{1,3}、)+(?=[^\d、，,；;：:。（(])")
_CONJUNCTION_END = re.compile(r"(?:[、和与及或并]|以及)+\Z")
_SIZE = re.compile("[十百千万]*亿[美欧港]?元")
_TAIL = re.compile(r"(?<=..)(?:(?<![高平对同中均优初劣相])等|(?<![高初集水空途当其心])中)\Z")
_LIST = re.compile(r"[、]|以及")
_FINER_LIST = re.compile(r"[、和与及]|以及")
_QUANTITY_NOUN = re.compile(
    r"(?:(?:居民)?(?:人均)?(?:可支配)?收入|居民人均消费支出|(?:产业)?(?:增加值|总产值)|占比|比重|余额|支出|面积|里程|规模|投资"
    r"|(?:进出口|出口|进口)?总额|(?:产|销|总)量|产值|(?!.(?:产量|产值|销量|总量|总额))[^、和与及]{2}[率量额值数度]|增速|数量|人次|新增[^、和与及]{2})\Z"
)
#: how a noun ends that is a quantity by itself
_QUANTITY_END = re.compile(
    r"(?:收入|支出|投资|工资|成本|造价|价格|存款|贷款|余额|面积|里程|规模|寿命|比例|占比|比重|储备|赤字|损失|经费|资金|费用|贸易额"
    r"|[^、和与及]{2}(?:率|额|值|(?<![质力大能])量|(?<![制程幅力高态年季角深])度|(?<!多)数))\Z"
)
_BRACKETED_END = re.compile(r"[（(][^（）()]*[）)]\Z")
_SPREAD = re.compile(r"(?:分别|均|都|各)")
_MODAL = ("可", "要", "能", "将")
_BY = ("用", "利用", "力争用", "只用", "仅用")
_MARK_END = re.compile(r"[、，,：:\s]+\Z")
_HAVING = frozenset(("有", "共有", "现有", "已有", "目前有", "只有", "仅有", "就是"))
_CONJUNCTIONS = "、和并及与"
_OPEN_END = "等的对向给把含"
_HEAD_AFTER = re.compile(
    r".*(?:(?<![高中初平同上下优均对相何])等(?=.)(?!级|待|候|于)|\d[^、，,]{0,5}以[上下]的?(?=..))"
)
#: what may be left before a number and is no noun: 交由7家, 这3项, 三是将5项
_NO_NOUNS = frozenset("交这那该不分按经符一二三四五六七八九十")
_REALMS = "省市县区州盟旗乡镇村国"
_CHAIN_LINK = re.compile(r"[、和并及与]?\Z")
#: signs of reports printed before the reform of the script, as far as the words of the rules hold them
_SIMPLIFIED = str.maketrans(
    "佔將達爲為個從區業產産總額數積於與並幷較過約餘億萬戶長擴縮減壓開設組織舉擧辦發單員級類標準點務經経濟價資項實現計劃預還處後來時說説這們應對進運動農"
    "國會學體條變當該雙幾兩無質規範圍備據轉網線門車輛電費錢貨貸款給繳檢統間聯認識護連續環節專屬農歷歸報關選",
    "占将达为为个从区业产产总额数积于与并并较过约余亿万户长扩缩减压开设组织举举办发单员级类标准点务经经济价资项实现计划预还处后来时说说这们应对进运动农"
    "国会学体条变当该双几两无质规范围备据转网线门车辆电费钱货贷款给缴检统间联认识护连续环节专属农历归报关选",
)
_BRACKETS = {"“": "”", "《": "》", "（": "）", "(": ")"}


@dataclass(frozen=True, slots=True)
class Before:
    """What stands before a number.

    ``noun`` is the counted thing, empty where the number follows its verb at once; ``verb`` the governing verb with
    all verbs of its chain; ``subject`` who or what stands before a verb that the number follows; ``change`` the word
    that says how a quantity moved; ``spread`` is 分别, 均 or 各; ``told`` says that a word such as 达到 leads to it,
    ``open`` that the noun follows or is left out (等12个, 解决的9件). ``head`` is the noun without the verb that a
    short one takes along.
    """

    noun: str = ""
    head: str = ""
    verb: str = ""
    subject: str = ""
    change: str = ""
    scope: str = ""
    spread: str = ""
    told: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class After:
    """What stands behind a number: the counted thing, and whether it stands there as a noun."""

    noun: str = ""
    nominal: bool = False
    linked: bool = False


def mask(text: str, spans: Iterable[Span]) -> str:
    """The text with every sign of the spans replaced by one of no word, and old signs as the rules write them."""
    signs = list(text.translate(_SIMPLIFIED))
    for span in spans:
        signs[span.begin : span.end] = MASK * len(span)
    return "".join(signs)


def before(text: str, masked: str, span: Span, kind: str) -> Before:
    """What the words of ``span``, which ends where the number begins, say of it; ``kind`` is that of its unit."""
    begin, end = span.begin, span.end
    found = Before()
    if kind == "rank":
        end, scope = _before_rank(masked, begin, end)
        found = replace(found, scope=scope)
    end, spread, told = _stripped(masked, begin, end)
    end, change = _changed(text, masked, begin, end, kind) if kind != "rank" else (end, "")
    end, again, _ = _stripped(masked, begin, end, _THAN)
    found = replace(found, spread=spread or again, told=told, change=change)
    begin = _leading_end(masked, begin, end)
    if begin >= end or masked[begin:end] in _BY or not _clean(text[begin:end]):
        # 新增3家企业: with nothing before it the word is the verb of what it counts
        return replace(found, change="", verb=change) if kind in COUNTING else found
    share = kind in ("ratio", "rank", "number") or bool(change) or (told and kind == "amount")
    return (
        _with_share_noun(text, masked, Span(begin, end), found)
        if share
        else _governed(text, masked, Span(begin, end), kind, found)
    )


def after(text: str, masked: str, span: Span, *, governed: bool) -> After:
    """What the words of ``span``, which begins where the number ends, say of it.

    ``governed`` tells that a verb stands right before the number: then a noun must follow, whatever it begins with.
    """
    begin, end = span.begin, span.end
    linked = masked[begin : begin + 1] == "的"
    begin += linked
    if stop := _NOUN_END.search(masked, begin + _coordinated(masked, begin, end), end):
        end = stop.start()
    if begin >= end:
        return After()
    nominal = linked or governed or not _starts_verbal(masked, begin, end)
    noun = _noun_behind(masked, begin, end, governed=governed)
    if _SIZE.sub("", noun.of(text)) in _words("mark"):
        return After()
    return After(_TAIL.sub("", _clean(noun.of(text))), nominal, linked)


def _coordinated(masked: str, begin: int, end: int) -> int:
    """The length of the short members that open a list behind a number: 名全国、自治区和市人大代表."""
    match = _SHORT_MEMBERS.match(masked, begin, end)
    return len(match[0]) if match else 0


def governs(verb: str) -> bool:
    """Whether a verb always governs what follows it, unlike one that may be a part of a name."""
    return bool(_pattern("governing").match(verb))


def may_govern(noun: str) -> bool:
    """Whether a noun is one of those that may also be a verb: 投产."""
    return noun in _words("nominal")


def rest(text: str, span: Span) -> str:
    """The words of a span up to the first mark, as they stand."""
    return _clean(re.split(r"[，,；;。、！？]", span.of(text))[0][: _LONGEST + 8])


def quantity(text: str, masked: str, span: Span) -> str:
    """The quantity that a clause names, without the verb at its head; empty where it names none."""
    bracket = _BRACKETED_END.search(masked, span.begin, span.end)
    end = bracket.start() if bracket else span.end
    begin = _leading_end(masked, span.begin, end)
    verb = _pattern("governing", "change", "cause").match(masked, begin, end)
    begin = verb.end() if verb else begin
    if not _QUANTITY_END.search(masked, begin, end):
        return ""
    return _clean(_last_items(text, masked, begin, end))


def short(words: str) -> str:
    """Words that are no longer than a phrase may be; of more, those behind their last 的."""
    return words if len(words) <= _LONGEST else words[words.rfind("的", 0, -_SHORT) + 1 :][-_LONGEST:]


def listed(noun: str, number: int) -> tuple[str, ...]:
    """The members of a list of ``number`` things (all its members for 0), each with the head that they share.

    >>> listed("城镇、农村居民收入", 2)
    ('城镇居民收入', '农村居民收入')
    """
    for pattern in (_LIST, _FINER_LIST):
        items = tuple(item for item in pattern.split(noun) if item)
        if len(items) > 1 and number in (0, len(items)):
            return _with_shared_head(items)
    return (noun,)


def _with_shared_head(items: tuple[str, ...]) -> tuple[str, ...]:
    """The members of a list, those without a head of their own with that of the last: 进口、出口总额."""
    head = _QUANTITY_NOUN.search(items[-1])
    if not head or head.start() == 0:
        return items
    return tuple(item if _QUANTITY_NOUN.search(item) else item + head[0] for item in items)


@cache
def _words(*names: str) -> frozenset[str]:
    wanted = [rule["words"] for rule in rules("numbers")["words"] if rule["id"] in names]
    return frozenset(word for words in wanted for word in words)


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    """Any word of the lists, the longest first."""
    return re.compile("|".join(sorted(_words(*names), key=lambda word: (-len(word), word))))


@cache
def _lengths(*names: str) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in _words(*names)}, reverse=True))


def _ending(masked: str, begin: int, end: int, *names: str) -> str:
    """The longest word of the lists that ends where the phrase ends, empty for none."""
    words = _words(*names)
    for length in _lengths(*names):
        if begin <= end - length and masked[end - length : end] in words:
            return masked[end - length : end]
    return ""


def _stripped(masked: str, begin: int, end: int, *more: re.Pattern[str]) -> tuple[int, str, bool]:
    """Where the phrase ends without words that only lead to the number; 分别 or its like; whether 达到 or its like."""
    spread, told = "", False
    while True:
        if match := _PARTING.search(masked, begin, end):
            end = match.start()
            continue
        word = _ending(masked, begin, end, "result", "adverb")
        if len(_ending(masked, begin, end, "governing", "change")) > len(word):
            return end, spread, told
        if not word:
            match = next(
                filter(None, (pattern.search(masked, begin, end) for pattern in (_TIME, _MARK_END, *more))), None
            )
            if not match:
                return end, spread, told
            word = match[0]
        spread = word if _SPREAD.fullmatch(word) else spread
        told = told or (word in _words("result") and word not in _HAVING) or bool(re.match(_REACHED, word))
        end -= len(word)
        end -= told and masked[end - 1 : end] in _MODAL and end > begin


def _changed(text: str, masked: str, begin: int, end: int, kind: str) -> tuple[int, str]:
    """Where the phrase ends without the word of change before the number, and that word."""
    if match := _COMPARED.search(masked, begin, end):
        return match.start(), match[0] if MASK not in match[0] else text[match.start() : end]
    if kind == "ratio" and (match := _TIMES_OF.search(masked, begin, end)):
        return match.start(), ""
    if kind == "ratio" and (match := _SHARE_OF.search(masked, begin, end)):
        return match.start(), "占比"
    word = _ending(masked, begin, end, "change")
    return end - len(word), text[end - len(word) : end].removesuffix("了")


def _before_rank(masked: str, begin: int, end: int) -> tuple[int, str]:
    """Where the words end of which a rank is told, and what to call it: 总量居全国 → 总量, 全国排名."""
    links = list(_pattern("rank").finditer(masked, begin, end))
    close = links[-1] if links and end - links[-1].end() <= _SCOPE else None
    if close and not _MOVING.search(masked, close.end(), end):
        scope = masked[close.end() : end]
        end = _without(masked, begin, close.start(), _RANK_ADVERBS)
        among = None if scope else _RANK_AMONG.search(masked, begin, end)
        return (among.start(), f"{among['scope']}排名") if among else (end, f"{scope}排名")
    found = _RANK_SCOPE.search(masked, begin, end)
    return (found.start(), f"{found['scope']}排名") if found else (end, "排名")


def _without(masked: str, begin: int, end: int, signs: str) -> int:
    return begin + len(masked[begin:end].rstrip(signs))


def _leading_end(masked: str, begin: int, end: int) -> int:
    """Where the phrase begins without conjunctions, dates and adverbs at its head."""
    match = _LEADING.match(masked, begin, end)
    begin = match.end() if match else begin
    leading = _pattern("leading")
    match = leading.match(masked, begin, end)
    while match and match.end() <= end:
        begin = match.end()
        match = leading.match(masked, begin, end)
    return begin


def _with_share_noun(text: str, masked: str, span: Span, found: Before) -> Before:
    """The subject of a rate, a change or a rank: all of the phrase but the verb that brings it about."""
    begin, verb = span.begin, ""
    for match in _verbs(masked, span.begin, span.end, "cause"):
        if span.end - match.end() >= _SHORT and not _is_compound(masked, match.end(), span.end):
            begin, verb = match.end(), match[0]
    opening = _pattern("governing").match(masked, begin, span.end)
    if opening and _pattern("suffix").match(masked, opening.end(), span.end):
        opening = None
    if opening and span.end - opening.end() > _SHORT and not found.change:
        begin, verb = opening.end(), opening[0]
    if not found.change and masked[begin : span.end] in _words("governing"):
        return replace(found, verb=masked[begin : span.end])
    noun = _clean(text[begin : span.end] if found.spread else _last_items(text, masked, begin, span.end))
    return replace(found, noun=noun, head=noun, verb=found.change or verb)


def _is_compound(masked: str, begin: int, end: int) -> bool:
    return masked[begin:end] in _words("generic")


def _governed(text: str, masked: str, span: Span, kind: str, found: Before) -> Before:
    """The object of the last verb that has one; the verb itself where the number follows it at once."""
    begin, end = span.begin, span.end
    if masked[end - 1] == "等" and end - begin > 1:
        return replace(_governed(text, masked, Span(begin, end - 1), kind, found), open=True)
    if masked[end - 1] in _OPEN_END:
        return replace(found, open=True)
    governing = _verbs(masked, begin, end, "governing")
    verbs = governing if governing or found.told else _verbs(masked, begin, end, "nominal")
    closing = _ending(masked, begin, end, "governing") or ("" if governing else _ending(masked, begin, end, "nominal"))
    core, _, _ = _stripped(masked, begin, end - len(closing))
    core -= len(masked[begin:core]) - len(masked[begin:core].rstrip(_CONJUNCTIONS))
    chosen = [
        match for match in verbs if match.end() < core and (governing or not _is_compound(masked, match.end(), end))
    ]
    if len(chosen) > 1 and _is_object(masked, chosen[-1], end):
        chosen.pop()
    if chosen:
        return _object(text, masked, Span(begin, end), found, kind, verbs=verbs, verb=chosen[-1])
    if (closing and core > begin) or closing in _words("governing"):
        subject = _subject(text, masked, begin, core)
        return replace(found, subject=subject, verb=closing)
    if verbs and verbs[-1].end() < end and end - begin > _LONG:
        begin = _chain_begin(masked, verbs, verbs[-1])
    noun = _clean(_last_items(text, masked, begin, end))
    if noun in _NO_NOUNS:
        return found
    return replace(found, noun=noun, head=noun)


def _is_object(masked: str, verb: re.Match[str], end: int) -> bool:
    """Whether a verb is half of a pair that is itself an object: 投入民生保障和改善资金."""
    paired = masked[verb.end()] in "和与及" and _pattern("change").match(masked, verb.end() + 1, end)
    return bool(paired) and verb[0] in _words("nominal")


def _object(
    text: str, masked: str, span: Span, found: Before, kind: str, *, verbs: list[re.Match[str]], verb: re.Match[str]
) -> Before:
    """What the verb governs; people who are said to attend something stand before that verb."""
    chain = _chain(masked, verbs, verb)
    if kind == "people" and (attending := _attenders(masked, verbs, span.end)):
        noun = _clean(_last_items(text, masked, attending.begin, attending.end))
        return replace(found, noun=noun, head=noun, verb=chain)
    head = _clean(_last_items(text, masked, verb.end(), span.end))
    noun = text[verb.start() : verb.end()] + head if len(head) <= _SHORT else head
    if verb[0] == "新增" and noun != head:
        # 城镇新增就业, not any new job
        cause = _pattern("cause").match(masked, span.begin, verb.start())
        noun = _subject(text, masked, cause.end() if cause else span.begin, verb.start()) + noun
    return replace(found, noun=noun, head=head, verb=chain)


def _attenders(masked: str, verbs: list[re.Match[str]], end: int) -> Span | None:
    """Those who are invited or organised to attend: the words between that verb and what they do."""
    for verb in reversed(verbs):
        if verb[0] not in ("邀请", "组织"):
            continue
        attending = _pattern("attending").search(masked, verb.end() + _SHORT, end)
        return Span(verb.end(), attending.start()) if attending else None
    return None


def _subject(text: str, masked: str, begin: int, end: int) -> str:
    """Who or what stands before a verb; nothing where there are only more verbs (发现并纠正)."""
    while end > begin and (word := _ending(masked, begin, end, "governing", "adverb", "cause")):
        end -= len(word)
        while end > begin and masked[end - 1] in _CONJUNCTIONS:
            end -= 1
    return _clean(_last_items(text, masked, begin, end)) if end > begin else ""


def _verbs(masked: str, begin: int, end: int, *names: str) -> list[re.Match[str]]:
    """The verbs of the lists in a phrase, but for those that are the first half of a noun (服务业)."""
    suffix = _pattern("suffix")
    return [
        match for match in _pattern(*names).finditer(masked, begin, end) if not suffix.match(masked, match.end(), end)
    ]


def _chain(masked: str, verbs: list[re.Match[str]], last: re.Match[str]) -> str:
    """The verbs that share an object with the last one: 制定、修正."""
    return masked[_chain_begin(masked, verbs, last) : last.end()]


def _chain_begin(masked: str, verbs: list[re.Match[str]], last: re.Match[str]) -> int:
    begin = last.start()
    for match in reversed([verb for verb in verbs if verb.end() <= begin]):
        if not _CHAIN_LINK.fullmatch(masked, match.end(), begin):
            break
        begin = match.start()
    return begin


def _last_items(text: str, masked: str, begin: int, end: int) -> str:
    """A phrase without what stands before its head: the members before 等, and of a long list all but the last."""
    begin += masked[begin : begin + 1] in ("了", "的", "过")
    if found := _HEAD_AFTER.match(masked, begin, end):
        begin = found.end()
    if end - begin > _LONGEST - 4 and "、" in masked[begin:end]:
        begin = masked.rindex("、", begin, end) + 1
    return text[begin:end]


def _starts_verbal(masked: str, begin: int, end: int) -> bool:
    """Whether a phrase begins with a word that begins no noun; 完成项目 and 服务业 do begin with a noun of two."""
    match = _pattern("stop", "attending").match(masked, begin, end)
    if not match or masked[match.end() : end] in _words("generic"):
        return False
    verb = match[0] in _words("governing", "nominal")
    return not (verb and _pattern("suffix").match(masked, match.end(), end))


def _noun_behind(masked: str, begin: int, end: int, *, governed: bool) -> Span:
    """Where the noun behind a number stands: up to the next verb, after a clause that qualifies it."""
    if head := _pattern("head").match(masked, begin, end):
        return Span(begin, head.end())
    link = masked.rfind("的", begin, end - 1)
    if governed and link > begin:
        long = link - begin > _SHORT + 2 and masked[link + 1] != MASK
        return _cut(masked, link + 1, end) if long else Span(begin, link)
    cut = _cut(masked, begin, end)
    link = masked.rfind("的", cut.begin, cut.end - 1)
    return Span(link + 1, cut.end) if link > begin + 1 else cut


def _cut(masked: str, begin: int, end: int) -> Span:
    first = 1 if masked[begin] in _REALMS else _SHORT
    for match in _pattern("cut").finditer(masked, begin + first, end):
        compound = _pattern("generic").match(masked, match.end(), end) if match[0] in _words("nominal") else None
        if not compound or len(compound[0]) < _SHORT:
            return Span(begin, match.start())
    return Span(begin, end)


def _clean(noun: str) -> str:
    noun = _CONJUNCTION_END.sub("", noun.strip("，,；;：: \u3000"))
    noun = _LEADING.sub("", noun, count=1) if _LEADING.match(noun) else noun
    return _balanced(noun).strip("的")


def _balanced(noun: str) -> str:
    """A phrase without a bracket or quotation mark whose partner was cut off."""
    for opening, closing in _BRACKETS.items():
        if noun.count(opening) != noun.count(closing):
            noun = noun.replace(opening, "").replace(closing, "")
    return noun
