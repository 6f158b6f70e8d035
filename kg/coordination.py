"""Coordination, the core of the genre: a governed stretch → its items, trimmed to the phrase that may be a name.

``听取审议审计工作报告及查出问题整改报告`` has two items after its verb; ``甲大学、乙大学和丙大学等大学法学院`` has
three and a category that they share; ``蓝天、碧水、净土保卫战`` has three that share a head.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Span

#: signs and words that join items; a word counts only where no compound holds it (和谐, 参与, 以及)
_JOIN = re.compile(
    r"、|(?<=》)(?=《)|以及|(?<![共温饱柔缓附总])和(?![谐平美睦解气田顺静])|(?<![参赠授给])与(?!会|时俱)|(?<![普涉以触波危顾])及(?![时格其])|及其|暨|(?<![归])并(?!购|网|轨|联|举|重|行)"
)
_BRACKETS = re.compile(
    r"《[^《》]*(?:〈[^〈〉]*〉[^《》]*)?》|“[^“”]*”|\"[^\"\n]*\"|‘[^‘’]*’|（[^（）]*）|\([^()]*\)|〈[^〈〉]*〉"
)
_FRONT = re.compile(
    r"(?:[^，,。；;]*——|[^，,。；;、《》]{2,24}(?:所|(?<!工))作的|(?:新)?(?:修订|修改|修正|制定|出台|颁布)的|(?:我|本)(?:市|省|县|区|州)|各(?:市|省|县|区|州)|[^，,。；;《》]{0,12}关于(?=[^，]{4})"
    r"|了(?=[\u4e00-\u9fff“《])|好(?=[\u4e00-\u9fff“《])|相关|有关|一批|系列|(?:全国|国内|全省|世界)?(?:首个|首批|唯一|首家)|实施(?!细则|办法|方案|意见)|实行|推进|深化|出席|办好|推动|开展|完善|对|深入|全面|扎实|积极|认真|持续|进一步|切实|大力|加快|不断|省委、省政府|市委、市政府)"
)
_BACK = re.compile(
    r"(?:确定的[^，,。；;]{2,8}|的?(?:安排部署|决策部署|部署要求|部署|要求|安排)|(?:重要|基本)?精神|民主实践|(?:重要)?(?:部署|决策部署|要求|安排|任务|工作|情况|成果|经验|功能|统领|作用|实施|各项|力度|有关|相关|专题|落实|方面|问题|流程|措施|取得实效|走深走实|落地见效|落实见效|提质增效)|等|第[一二三四]卷|文史专辑|一书|丛书)+$"
)
_LEVEL_ONLY = re.compile(r"[省市州县区旗乡镇]{1,2}")
_COUNTED = re.compile(r"[\d０-９]+(?:\.\d+)?[多余]?(?:[万亿])?[\u4e00-\u9fff]{1,2}(?:次)?$")


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a stretch in order, and the category that closes the list after 等 (empty where there is none)."""

    spans: tuple[Span, ...]
    category: Span | None


def items(text: str, region: Span, names: Sequence[Span]) -> Items:
    """The coordinated items of a region; ``names`` are stretches in which nothing is cut."""
    shielded = [*names, *(Span(m.start(), m.end()) for m in _BRACKETS.finditer(text, region.begin, region.end))]
    cut = _etcetera(text, region, shielded)
    whole = Span(region.begin, cut.begin) if cut else region
    spans, begin = [], whole.begin
    for match in _JOIN.finditer(text, whole.begin, whole.end):
        if not any(one.begin < match.end() and match.start() < one.end for one in shielded if _inside(one, match)):
            spans.append(Span(begin, match.start()))
            begin = match.end()
    spans.append(Span(begin, whole.end))
    category = Span(cut.end, region.end) if cut and cut.end < region.end else None
    return Items(_joined(text, [span for span in spans if span.begin < span.end]), category)


def _inside(one: Span, match: re.Match[str]) -> bool:
    """Whether a joint lies in a shielded stretch; the empty joint between two titles lies in neither."""
    return match[0] != "" or one.begin < match.start() < one.end


def _joined(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Items of which the first is only a level word (``市、区县…``) belong together."""
    joined: list[Span] = []
    for span in spans:
        if joined and _LEVEL_ONLY.fullmatch(text, joined[-1].begin, joined[-1].end):
            joined[-1] = Span(joined[-1].begin, span.end)
        else:
            joined.append(span)
    return tuple(joined)


def _etcetera(text: str, region: Span, shielded: Sequence[Span]) -> Span | None:
    for match in re.finditer("等", text[region.begin : region.end]):
        at = region.begin + match.start()
        if text[at - 1] not in "平同相均优" and not any(one.begin <= at < one.end for one in shielded):
            return Span(at, at + 1)
    return None


def core(text: str, span: Span) -> Span:
    """The item without the words before and after it that belong to no name (修订的…, …精神, …工作)."""
    begin, end = span.begin, span.end
    while (found := _FRONT.match(text, begin, end)) and found.end() < end:
        begin = found.end()
    if (back := _BACK.search(text, begin, end)) and back.start() > begin + 1:
        end = back.start()
    return Span(begin, end)


def bare(text: str, span: Span) -> Span:
    """The item without the brackets, quotation marks or count at its end."""
    end = span.end
    if found := _COUNTED.search(text, span.begin, end):
        end = found.start()
    while end > span.begin + 1 and text[end - 1] in '》”"’〉':
        end -= 1
    return Span(span.begin, end)


def counted(text: str, span: Span) -> bool:
    """Whether an item ends in a count (``常委会会议8次``): it is measured, not named."""
    return _COUNTED.search(text, span.begin, span.end) is not None


def shared_head(text: str, spans: Sequence[Span], heads: re.Pattern[str]) -> str:
    """The head that only the last of several items carries and all of them share; empty where there is none."""
    if len(spans) < 2:
        return ""
    last = heads.search(text, spans[-1].begin, spans[-1].end)
    pair = text[spans[0].end : spans[1].begin] in ("和", "与", "及") and len(spans) == 2
    if not last or "的" in text[spans[-1].begin : spans[-1].end]:
        return ""
    if pair and "报告" not in last[0] and "程序" not in last[0]:
        return ""
    if last.start() <= spans[-1].begin or any(heads.search(text, s.begin, s.end) for s in spans[:-1]):
        return ""
    return last[0]
