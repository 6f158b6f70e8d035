"""What a verb or frame governs in a stretch of text: its items, and the phrases that a head makes names.

Heads are rows of ``data/rules/heads.toml``; which of them a verb opens, and which classes it admits, its own row in
``data/rules/actions.toml`` says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg import coordination
from kg.model import Mention, Span
from kg.places import Surroundings
from kg.rulebook import Rule, pattern, rules
from kg.titles import full_meeting, full_title
from kg.vocabulary import is_a

_AFTER_LIST_HEADS = re.compile(
    r"(?:保卫战|攻坚战|工作报告|专项报告|情况报告|工作程序|[“\"]?一(?:法|条例)[一两二](?:法|条例|办法|决定|规定)+[”\"]?|行动|工程|水电站)$"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What a verb governs its objects in: the text, the place, the outermost names near it, the starts of words."""

    text: str
    around: Surroundings
    outer: tuple[Mention, ...]
    starts: frozenset[int]

    def breaks_after(self, at: int) -> bool:
        """Whether a word ends at an offset, or goes on there by more than one sign (开展|调研 but not 推动|力)."""
        return at in self.starts or at + 1 not in self.starts or self.text[at : at + 1] in "了好到《“"

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The outermost mentions inside a stretch."""
        return tuple(one for one in self.outer if span.holds(one.span))

    def covered(self, at: int) -> bool:
        """Whether a name or a quotation begins before ``at`` and ends after it."""
        return any(one.span.begin <= at < one.span.end for one in self.outer)


def objects(scene: Context, region: Span, rule: Rule, verb: str = "") -> tuple[Mention, ...]:
    """The names that a verb or frame governs in a region, by the classes that its rule admits."""
    if rule.get("first"):
        return first(scene, region, rule)
    if led := _lead(scene, region, rule):
        return led
    if whole := _whole(scene, region, rule):
        return (whole,)
    kind = _NUMBERED_KIND.search(region.of(scene.text)) if rule.get("open") == "rule" else None
    if kind:
        region = Span(region.begin, region.begin + kind.start())
    parts = coordination.items(scene.text, region, [one.span for one in scene.outer])
    opened = _opened(rule, parts, scene.text)
    head = kind["head"] if kind else _shared_head(scene.text, parts)
    if numbered := tuple(one for one in scene.within(region) if any(p == "hasComponent" for p, _ in one.links)):
        return tuple(one for one in numbered if admits(rule, one))
    made: list[Mention] = []
    spans = parts.spans if head else _whole_pairs(scene, parts.spans, opened)
    for item in spans:
        if not head and _cut_off(scene, item, spans, opened):
            continue
        own_head = item is spans[-1] and not kind and not (parts.category and head)
        made += _rules_of(scene, item, made) or tuple(_item(scene, item, rule, opened, "" if own_head else head, verb))
    return tuple(_local(scene, one, rule) for one in made)


def _cut_off(scene: Context, item: Span, spans: tuple[Span, ...], opened: tuple[Rule, ...]) -> bool:
    """Whether an item is the mere end of a list that shares a vague head (``服务保障、意见反馈制度``)."""
    at = spans.index(item)
    vague = _VAGUE.search(coordination.core(scene.text, item).of(scene.text))
    return bool(at and vague) and _headless(scene, spans[at - 1], opened) and not _telling(scene, item)


def _whole_pairs(scene: Context, spans: tuple[Span, ...], opened: tuple[Rule, ...]) -> tuple[Span, ...]:
    """``碳排放总量和强度双控制度`` is one name: what stands before 和 is none, what stands after it has the head."""
    kept: list[Span] = []
    for span in spans:
        before = kept[-1] if kept else None
        joined = before and scene.text[before.end : span.begin] in ("和", "与", "及")
        alone = not any(one.span.meets(span) for one in scene.outer if one.cls not in ("", "Program"))
        if before and joined and alone and _headless(scene, before, opened) and not _headless(scene, span, opened):
            kept[-1] = Span(before.begin, span.end)
        else:
            kept.append(span)
    return tuple(kept)


def _headless(scene: Context, span: Span, opened: tuple[Rule, ...]) -> bool:
    inner = coordination.core(scene.text, span)
    named = any(one.cls and one.span.end >= inner.end for one in scene.within(span))
    words = coordination.bare(scene.text, inner).of(scene.text)
    ends = any(pattern(one["regex"]).search(words) for one in opened if one["open"] != "matter")
    return not named and not ends and not words.endswith("”")


#: ``甲、乙、丙三部条例``: the kind that every item of the list shares
_NUMBERED_KIND = re.compile(
    r"(?:[一二三四五六七八九十两]|\d+)[部件项个](?:单行|地方性)?(?P<head>条例|办法|规定|规则|制度)$"
)


def _rules_of(scene: Context, item: Span, before: Sequence[Mention]) -> tuple[Mention, ...]:
    """``…规定及其实施细则``: the rules that implement the one just named."""
    inner = coordination.core(scene.text, item)
    if not before or inner.of(scene.text) not in ("实施细则", "实施办法") or before[-1].cls == "Program":
        return ()
    words = inner.of(scene.text)
    name = f"{before[-1].alts[0] if before[-1].alts else before[-1].span.of(scene.text)}{words}"
    return (Mention(inner, "NormativeDocument", name, "implementing-rules", alts=(words,), shared=before[-1].shared),)


def _local(scene: Context, one: Mention, rule: Rule) -> Mention:
    """A regulation that a local body makes or amends is its own, also where a national one bears the same name."""
    if (
        not scene.around.place
        or rule["action"] not in ("enact", "amend", "repeal")
        or one.rule != "gazetteer-state-regulations"
    ):
        return one
    words = one.span.of(scene.text)
    name = full_title(words, "LocalRegulation", scene.around)
    links = (("appliesTo", scene.around.place),) if scene.around.place else ()
    return Mention(one.span, "LocalRegulation", name, "regulation-of-the-place", alts=(words,), links=links)


def _shared_head(text: str, parts: coordination.Items) -> str:
    """The head that the items share: that of the last one, or the kind that closes the list (``等机制``)."""
    if parts.category and (kind := re.fullmatch(r"(?:工作)?机制|制度|专项行动|行动|工程", parts.category.of(text))):
        return kind[0] if any("“" in one.of(text) for one in parts.spans) else ""
    cores = [coordination.core(text, one) for one in parts.spans]
    return coordination.shared_head(text, cores, _AFTER_LIST_HEADS)


def _opened(rule: Rule, parts: coordination.Items, text: str) -> tuple[Rule, ...]:
    """The heads that a verb admits; a list that closes in 等…报告 names the matters reported on."""
    kind = rule.get("open")
    if kind == "report" and parts.category and parts.category.of(text).endswith("报告"):
        kind = "matter"
    return tuple(head for head in rules("heads")["head"] if head["open"] == kind)


def _lead(scene: Context, region: Span, rule: Rule) -> tuple[Mention, ...]:
    """The titles that a region begins with, where the rule takes those alone (``围绕《…条例》执行中的问题``)."""
    led: list[Mention] = []
    at = region.begin
    for one in scene.within(region):
        if one.cls not in rule.get("lead", ()) or scene.text[at : one.span.begin] not in (
            "《",
            "》、《",
            "》和《",
            "》《",
        ):
            break
        led.append(one)
        at = one.span.end
    return tuple(led)


_WHOLE = re.compile(r"[^，,。；;]{2,20}?[与和、][^，,。；;]{2,60}?(?:联席会议|座谈制度|(?:工作|联系|联动)?机制|制度)$")


def _whole(scene: Context, region: Span, rule: Rule) -> Mention | None:
    """A mechanism or joint meeting of several parties is one name, however many joints it has."""
    words = region.of(scene.text)
    numbered = any(predicate == "hasComponent" for one in scene.within(region) for predicate, _ in one.links)
    if not _WHOLE.match(words) or numbered or len(words) > 60 or rule.get("open") not in ("program", "meeting"):
        return None
    parts = coordination.items(scene.text, region, [one.span for one in scene.outer]).spans
    own_heads = any(_OWN_HEAD.search(scene.text, part.begin, part.end) for part in parts[:-1])
    if own_heads or len(parts) < 2 or _CLAUSE.search(words) or not _PARTIES.search(words):
        return None
    cls = "Meeting" if words.endswith("会议") else "Program"
    return Mention(region, cls, _full(scene, words, cls), "one-name-of-several-parties", alts=(words,))


_OWN_HEAD = re.compile(r"(?:制度|机制|责任制|会议|体系|精神)$")
_CLAUSE = re.compile(r"好、|^好|建立|推动|完善|等制度|等机制")
_PARTIES = re.compile(r"[与和、][^、]*联席会议$|领导|常委会|代表|委员|法院|检察院")


def first(scene: Context, region: Span, rule: Rule) -> tuple[Mention, ...]:
    """The names right after the verb, joined by 、 or 和; an outer place before an inner one is skipped."""
    chosen: list[Mention] = []
    at = region.begin
    for one in scene.within(region):
        gap = scene.text[at : one.span.begin]
        if gap not in ("", "、", "和", "与", "及") or not is_a(one.cls, (*rule["objects"], "AdministrativeArea")):
            break
        if gap == "" and chosen and chosen[-1].cls == "AdministrativeArea":
            chosen.pop()
        chosen.append(one)
        at = one.span.end
    if rule.get("id") == "support" and not _ACTS.match(scene.text, at):
        chosen = [one for one in chosen if one.cls != "AdministrativeArea"]
    return tuple(one for one in chosen if is_a(one.cls, rule["objects"]))


#: what follows a place that is supported itself, not a part of another name (支持青岛打造…, not 支持青岛科创大走廊)
_ACTS = re.compile(
    r"[，,。；;、]|等|打造|建设|创建|开展|做|发展|加快|申报|争创|乡村振兴|脱贫|推进|实施|成为|在|与|以|率先|$"
)


def _item(scene: Context, item: Span, rule: Rule, opened: tuple[Rule, ...], head: str, verb: str) -> Iterator[Mention]:
    if coordination.counted(scene.text, item):
        yield from _counted_station(scene, item, opened, rule, verb)
        return
    matter = any(one["open"] == "matter" for one in opened)
    inner = coordination.bare(scene.text, _matter(scene.text, item) if matter else coordination.core(scene.text, item))
    heard = [
        one
        for one in scene.within(item)
        if one.cls in ("JudicialBody", "GovernmentBody") and one.span.begin == item.begin
    ]
    if (
        rule["action"] == "hear"
        and heard
        and re.fullmatch(r"(?:专项|工作|的|报告)*", scene.text[heard[0].span.end : item.end])
    ):
        yield heard[0]
        return
    if head and (made := _by_head(scene, inner, opened, head, rule, verb)):
        yield made
        return
    ends = (inner.end, coordination.bare(scene.text, item).end)
    named = [
        one
        for one in scene.within(item)
        if one.span.end in ends or one.span.end - 1 in ends or one.span.end > inner.end
    ]
    named = [one for one in named if not matter or coordination.bare(scene.text, one.span).begin <= inner.begin + 1]
    if named and named[-1].rule == "gazetteer-programs" and named[-1].span.begin - inner.begin >= _LONGER:
        longer = _by_head(scene, inner, opened, head, rule, verb)
        named = [] if longer else named
    if named:
        yield from (one for one in _adjacent(named[-1], scene, item) if admits(rule, one))
        return
    if (first := _opening_name(scene, item)) and admits(rule, first):
        yield first
        return
    for span in (inner, coordination.bare(scene.text, item)):
        if made := _quoted(scene, span, rule, verb) or _by_head(scene, span, opened, head, rule, verb):
            yield made
            return


def _counted_station(scene: Context, item: Span, opened: tuple[Rule, ...], rule: Rule, verb: str) -> Iterator[Mention]:
    """``打造…示范点5个``: what is counted is a named kind only where it is a station that is set up."""
    inner = coordination.bare(scene.text, coordination.core(scene.text, coordination.bare(scene.text, item)))
    named = [one for one in scene.within(item) if one.cls == "Station" and one.span.end >= inner.end]
    stations = tuple(one for one in opened if one["class"] == "Station")
    if rule["action"] == "establish":
        made = _by_head(scene, inner, stations, "", rule, verb) or _quoted(scene, inner, rule, verb)
        yield from named or ((made,) if made and made.cls == "Station" else ())


#: so many signs before a known programme's name make it a longer name of its own (汾河流域横向|生态补偿机制)
_LONGER = 3


def admits(rule: Rule, one: Mention) -> bool:
    """Whether a rule takes a name as its object: by its class, and by its wording where the rule asks for one."""
    return is_a(one.cls, rule.get("objects", ())) and (
        "named" not in rule or re.search(rule["named"], one.name) is not None
    )


def _adjacent(last: Mention, scene: Context, item: Span) -> tuple[Mention, ...]:
    """The names that stand one right after the other before the last of an item (``“甲”“乙”制度``)."""
    chain = [last]
    for one in reversed(scene.within(item)):
        if one.span.end == chain[0].span.begin and one.rule == last.rule:
            chain.insert(0, one)
    return tuple(chain)


def _opening_name(scene: Context, item: Span) -> Mention | None:
    """A quoted programme that opens an item with only a few words after it (``“十项工程”50件实事``)."""
    for one in scene.within(item):
        tail = scene.text[one.span.end : item.end].lstrip('”"')
        if (
            one.cls == "Program"
            and one.span.begin <= item.begin + 1
            and scene.text[item.begin] in '“"'
            and len(tail) <= 8
        ):
            return one if not re.search(r"[的和与]|地$|高地|区$|网$", tail) else None
    return None


def _matter(text: str, item: Span) -> Span:
    if about := re.match(r"[^，,。；;《》]{0,14}关于(?=.{2})", item.of(text)):
        item = Span(item.begin + about.end(), item.end)
    found = re.search(r"(?:工作|等)$", item.of(text))
    return Span(item.begin, item.end - len(found[0])) if found and len(item) > len(found[0]) + 3 else item


#: “甲”, “甲”调查研究, “甲”同心“乙”: what a verb such as 打造 or 抓实 may make a name; the last mark may be trimmed off
_QUOTED = re.compile(
    r"[“\"](?P<first>[^“”\"]{2,30})[”\"]?(?P<tail>[^，,。“”\"的和与向到成功]{0,8})(?P<second>[“\"][^“”\"]{2,10}[”\"]?)?$"
)


def _quoted(scene: Context, span: Span, rule: Rule, verb: str) -> Mention | None:
    """A bare quotation after a verb that makes it a name (打造“一点一品牌”), but no slogan."""
    found = _QUOTED.match(span.of(scene.text))
    doctrine = any(not one.cls and one.span.meets(span) for one in scene.outer)
    if not found or (doctrine and not found["tail"]) or verb not in rule.get("bare_quotes", ()):
        return None
    cls = (
        "Station" if re.search(r"[站点岗室]”?$|(?:代表|委员)[^”]{0,4}(?:院|家|屋|角|坊|亭)”?$", found[0]) else "Program"
    )
    if found["second"]:
        closed = Span(span.begin, span.end + scene.text.startswith("”", span.end))
        return Mention(closed, cls, closed.of(scene.text), "quoted-by-verb")
    name = f"“{found['first']}”{found['tail']}" if found["tail"] else found["first"]
    inside = Span(span.begin + 1, span.begin + 1 + len(found["first"]))
    return Mention(inside, cls, name, "quoted-by-verb", alts=(found["first"],))


def _by_head(scene: Context, span: Span, opened: tuple[Rule, ...], head: str, rule: Rule, verb: str) -> Mention | None:
    """The mention of a phrase that one of the heads makes a name; None where it stays a kind of thing."""
    if "“" in span.of(scene.text) and scene.text[span.end : span.end + 1] == "”":
        span = Span(span.begin, span.end + 1)
    words = span.of(scene.text) + ("" if span.of(scene.text).endswith(head) else head)
    if not _may_be_name(words) or (verb in rule.get("soft", ()) and _VAGUE.search(words) and not _telling(scene, span)):
        return None
    for one in opened:
        if len(words) >= one["least"] and pattern(one["regex"]).search(words) and not pattern(one["but"]).search(words):
            name = _full(scene, words, one["class"])
            regulation = one["class"] == "LocalRegulation" and scene.around.place
            links = (("appliesTo", scene.around.place),) if regulation else ()
            return Mention(span, one["class"], name, one["id"], alts=(words,), links=links)
    return None


def _may_be_name(words: str) -> bool:
    """Whether a phrase is short enough, closed in its quotation marks, and no clause with 好 or 等 in it."""
    closed = words.count("“") == words.count("”")
    return (
        len(words) <= 40
        and closed
        and not re.search(r"[《》]|^好|好$|好、|.{3}建立", words)
        and not _ETCETERA.search(words)
    )


_ETCETERA = re.compile(r"(?<![平同相均优高中劣])等(?![级待候])")
#: kinds of thing that a vague verb (完善, 健全) leaves generic
_VAGUE = re.compile(r"(?:制度|机制|体系|改革|平台|模式|格局|集群)$")


def _telling(scene: Context, span: Span) -> bool:
    """Whether a phrase after a vague verb (完善) is more than a kind of thing: it quotes, or names a body or place."""
    return "“" in span.of(scene.text) or any(one.cls for one in scene.within(span))


def _full(scene: Context, words: str, cls: str) -> str:
    if cls == "Meeting":
        return full_meeting(words, scene.around)
    return full_title(words, cls, scene.around) if cls in ("NormativeDocument", "LocalRegulation") else words
