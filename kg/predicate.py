"""Names and text → predications: which verb governs which names, and the names that only a governing verb makes.

Rules are rows of ``data/rules/actions.toml`` (verbs and frames) and ``data/rules/heads.toml`` (heads that make a
governed phrase a name). A predication says nothing yet about what its names stand for.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import coordination
from kg.model import Document, Mention, Predication, Sentence, Span
from kg.places import Surroundings, surroundings
from kg.rulebook import Rule, pattern, rules
from kg.scene import word_starts
from kg.segment import status_of
from kg.titles import full_meeting, full_title
from kg.vocabulary import is_a

_ADVERB = (
    "深入|全面|扎实|严格|认真|持续|积极|及时|坚决|切实|主动|首次|统筹|继续|进一步|率先|高效|不断|大力|加快|着力|有序|稳步|努力|始终|坚持|深化|高质量|高标准|高水平|"
    "组织|共同|联合|协同|依法|适时|重点|推动|推进|创新|广泛|研究|牵头|成功|谋划|完整|准确|自觉|充分|逐步|常态化|深度|一体|合力|更好|拟|将|要|先后|分别|各"
)
_AFTER_LIST_HEADS = re.compile(
    r"(?:保卫战|攻坚战|工作报告|专项报告|情况报告|工作程序|[“\"]?一(?:法|条例)[一两二](?:法|条例|办法|决定|规定)+[”\"]?|行动|工程|水电站)$"
)
_SHARED = re.compile(r"(?:大学|高校|院校)?(?P<school>[\u4e00-\u9fff]{1,6}(?:学院|研究院))")


@dataclass(frozen=True, slots=True)
class Governed:
    """What ``predicate`` gives: the predications, and all mentions with those that verbs made names."""

    predications: tuple[Predication, ...]
    mentions: tuple[Mention, ...]

    def slotted(self) -> frozenset[Mention]:
        """The mentions that a predication governs."""
        return frozenset(mention for one in self.predications for _, mention in one.slots)


@dataclass(frozen=True, slots=True)
class _Scene:
    text: str
    around: Surroundings
    issuer_class: str
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


def predicate(document: Document, mentions: Sequence[Mention]) -> Governed:
    """The predications of a document, and its mentions with the governed names added, in the order of the text."""
    scene = _Scene(
        document.report.text,
        surroundings(document),
        document.header.issuer_class,
        _outer(mentions),
        word_starts(document.report.text),
    )
    found: list[Predication] = []
    for sentence in document.sentences:
        if sentence.section.kind != "header":
            found += _sentence(scene, sentence)
    governed = {mention for one in found for _, mention in one.slots}
    made = governed - set(mentions)
    replaced = {one.span for one in made if one.rule == "regulation-of-the-place"}
    kept = {one for one in mentions if one in governed or not (_inside_program(one, made) or one.span in replaced)}
    every = sorted(kept | made, key=lambda one: (one.span.begin, -one.span.end, one.name))
    return Governed(tuple(found), tuple(every))


def _inside_program(mention: Mention, made: set[Mention]) -> bool:
    """Whether a programme's name is only part of a longer one that a verb governs (脱贫攻坚 in 巩固脱贫攻坚成果)."""
    return mention.cls == "Program" and any(
        one.span.holds(mention.span) and one.span != mention.span for one in made if one.cls == "Program"
    )


def _outer(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.span.begin >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


def _sentence(scene: _Scene, sentence: Sentence) -> Iterator[Predication]:
    near = tuple(one for one in scene.outer if sentence.span.holds(one.span))
    local = replace(scene, outer=near)
    framed = [one for rule, form in _frames() for one in _frame(local, sentence, rule, form)]
    taken = {mention.span: one.action for one in framed for _, mention in one.slots}
    yield from framed
    for one in _verbs(local, sentence):
        slots = tuple((role, m) for role, m in one.slots if not _settled(one.action, taken.get(m.span)))
        if slots:
            yield Predication(
                one.action, one.status, one.verb, one.span, sentence, slots, one.rule, one.topic, one.lasting
            )


def _settled(action: str, framed: str | None) -> bool:
    """Whether a frame has said more exactly what the plain verb says (开展…调研 is research, not implement)."""
    return framed is not None and (framed == action or action == "implement")


# ---- frames --------------------------------------------------------------------------------------


@cache
def _frames() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, pattern(rule["regex"])) for rule in rules("actions")["frame"])


def _frame(scene: _Scene, sentence: Sentence, rule: Rule, form: re.Pattern[str]) -> Iterator[Predication]:
    for match in form.finditer(scene.text, sentence.span.begin, sentence.span.end):
        verb = Span(*match.span("verb"))
        slots = tuple(_frame_slots(scene, rule, match))
        if slots and (rule.get("first") or not scene.covered(verb.begin)):
            span = _evidence(scene.text, sentence, Span(min(match.start(), slots[0][1].span.begin), match.end()))
            status = rule.get("status") or status_of(span.of(scene.text), sentence)
            topic = (match.groupdict().get("topic") or "").strip("的了")
            yield Predication(
                rule["action"], status, verb, span, sentence, slots, rule["id"], topic, rule.get("lasting", "")
            )


def _frame_slots(scene: _Scene, rule: Rule, match: re.Match[str]) -> Iterator[tuple[str, Mention]]:
    for role in ("object", "partner", "place", "agent"):
        if match.groupdict().get(role):
            region = Span(*match.span(role))
            if rule.get("first") and role == "object":
                region = Span(region.begin, match.end())
            if role == "object" and not rule.get("bodies"):
                found = objects(scene, region, rule)
            elif rule.get("adjacent"):
                found = _first(scene, Span(region.begin, match.end()), {"objects": _PARTNERS})
            else:
                found = tuple(one for one in _bodies(scene, region) if role != "object" or _admits(rule, one))
            yield from ((role, mention) for mention in found)


def _bodies(scene: _Scene, region: Span) -> tuple[Mention, ...]:
    """Bodies and places named in a region, with the list that shares one head spelled out."""
    shared = tuple(_shared_schools(scene, region)) or tuple(_shared_bodies(scene, region))
    found = [one for one in scene.within(region) if is_a(one.cls, (*_PARTNERS, "AdministrativeArea", "Place"))]
    after = {one.span.begin for one in found}
    return shared or tuple(one for one in found if one.cls != "AdministrativeArea" or one.span.end not in after)


#: the classes of what a body may act together with
_PARTNERS = (
    "University",
    "Organization",
    "JudicialBody",
    "GovernmentBody",
    "PartyBody",
    "PeoplesCongress",
    "StandingCommittee",
    "Committee",
)


def _shared_schools(scene: _Scene, region: Span) -> Iterator[Mention]:
    """``湖南大学、湘潭大学和新疆大学等大学法学院``: each university's own law school."""
    parts = coordination.items(scene.text, region, [one.span for one in scene.outer])
    if not parts.category or not (found := _SHARED.match(scene.text, parts.category.begin)):
        return
    for one in scene.within(region):
        if one.cls == "University":
            name = one.name + found["school"]
            yield Mention(one.span, "University", name, "shared-school", links=(("partOf", one.name),), shared=True)


def _shared_bodies(scene: _Scene, region: Span) -> Iterator[Mention]:
    """``巴州、哈密市等相邻州市人大常委会``: each place's own standing committee."""
    found = re.compile(r"等[\u4e00-\u9fff]{0,6}?(?P<head>人大常委会|人民法院|人民检察院|政府|政协|人大)").search(
        scene.text, region.begin, region.end
    )
    rule = next((rule for rule in rules("bodies")["body"] if found and found["head"] in rule["heads"]), None)
    for one in scene.within(region) if rule else ():
        if one.cls == "AdministrativeArea" and rule and found and one.span.end <= found.start():
            links = [("jurisdiction", one.name)]
            if "partof" in rule:
                links.append(("partOf", rule["partof"].format(place=one.name)))
            alts = (scene.text[one.span.begin : one.span.end] + found["head"],)
            name = rule["full"].format(place=one.name)
            yield Mention(one.span, rule["class"], name, "shared-body", alts=alts, links=tuple(links), shared=True)


# ---- verbs ---------------------------------------------------------------------------------------


@cache
def _verb_table() -> tuple[re.Pattern[str], Mapping[str, tuple[Rule, ...]]]:
    table: dict[str, tuple[Rule, ...]] = {}
    for rule in rules("actions")["verb"]:
        for word in rule["words"]:
            table[word] = (*table.get(word, ()), rule)
    words = "|".join(sorted(table, key=lambda word: (-len(word), word)))
    joined = [word for word, found in table.items() if len(word) > 1 and not found[0].get("first")]
    direct = [word for word in joined if table[word][0]["action"] in ("enact", "amend", "study", "hear")]
    joins = "|".join(sorted(joined, key=lambda word: (-len(word), word)))
    more = "|".join(sorted(direct, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?P<verb>{words})(?P<more>(?:(?:(?:和|并|、)(?:{joins})|(?:{more}))(?!的))*)了?"), table


def _another_acts(text: str, begin: int, at: int, candidates: tuple[Rule, ...]) -> bool:
    """Whether the verb is what another body is helped or asked to do (支持举办, 提请人大修订)."""
    asked = candidates[0]["action"] in ("enact", "amend", "repeal") and "提请" in text[begin:at]
    return asked or text[max(begin, at - 2) : at] in ("支持", "鼓励", "引导", "督促")


#: a second verb in the list: what follows is its own (修订《…》、制定《…》)
_SECOND_VERB = re.compile(
    r"[、和](?=(?:制定|修订|修正|修改|废止|出台|召开|举办|打造|创建|成立|建立|实施|推进|完善|健全|深化|落实|贯彻|开展|承办|协办)(?!会|委员会|情况|工作|机制|并|、|和))"
)


def _next_verb(scene: _Scene, begin: int, end: int) -> int:
    if heard := re.compile(r"(?<=报告)(?=开展|进行|并)").search(scene.text, begin, end):
        end = heard.start()
    for found in _SECOND_VERB.finditer(scene.text, begin, end):
        if not scene.covered(found.start()):
            return found.start()
    return end


#: a preposition right after a would-be verb: it governs the name itself (通过…联系点针对《…》征集意见)
_PREPOSITION = re.compile(r"[^，,。；;“《]{0,12}(?:针对|围绕)")


def _verbs(scene: _Scene, sentence: Sentence) -> Iterator[Predication]:
    verbs, table = _verb_table()
    for clause in sentence.clauses:
        at = clause.span.begin
        while found := verbs.search(scene.text, at, clause.span.end):
            at = found.end()
            if found.start() not in scene.starts and found.end("verb") not in scene.starts:
                at = found.start() + 1
                continue
            if _another_acts(scene.text, clause.span.begin, found.start(), table[found["verb"]]):
                continue
            if scene.covered(found.start()) or scene.text[found.end() : found.end() + 1] in ("的", "会", "于"):
                continue
            if not scene.breaks_after(found.end("verb")):
                continue
            region = Span(found.end(), _next_verb(scene, found.end(), clause.span.end))
            if _PREPOSITION.match(scene.text, region.begin, region.begin + 16):
                continue
            if made := tuple(_governed(scene, sentence, found, table[found["verb"]], region)):
                yield from made
                at = max(at, max(mention.span.end for one in made for _, mention in one.slots))


def _governed(
    scene: _Scene, sentence: Sentence, found: re.Match[str], candidates: tuple[Rule, ...], region: Span
) -> Iterator[Predication]:
    for rule in candidates:
        if "then" in rule and not pattern(rule["then"]).search(scene.text, region.begin, region.end):
            continue
        slots = tuple(("object", mention) for mention in objects(scene, region, rule, found["verb"]))
        if slots:
            verb = Span(found.start(), found.start() + len(found["verb"]))
            last = max(mention.span.end for _, mention in slots)
            span = _evidence(scene.text, sentence, Span(verb.begin, last))
            status = status_of(span.of(scene.text), sentence)
            yield Predication(rule["action"], status, verb, span, sentence, slots, rule["id"])
            return


def _evidence(text: str, sentence: Sentence, inner: Span) -> Span:
    """The clauses that hold a stretch: from the first clause it touches to the last."""
    del text
    touched = [clause.span for clause in sentence.clauses if clause.span.meets(inner)]
    return Span(min(s.begin for s in touched), max(s.end for s in touched)) if touched else sentence.span


# ---- objects -------------------------------------------------------------------------------------


def objects(scene: _Scene, region: Span, rule: Rule, verb: str = "") -> tuple[Mention, ...]:
    """The names that a verb or frame governs in a region, by the classes that its rule admits."""
    if rule.get("first"):
        return _first(scene, region, rule)
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
        return tuple(one for one in numbered if _admits(rule, one))
    made: list[Mention] = []
    spans = parts.spans if head else _whole_pairs(scene, parts.spans, opened)
    for item in spans:
        if not head and _cut_off(scene, item, spans, opened):
            continue
        own_head = item is spans[-1] and not kind and not (parts.category and head)
        made += _rules_of(scene, item, made) or tuple(_item(scene, item, rule, opened, "" if own_head else head, verb))
    return tuple(_local(scene, one, rule) for one in made)


def _cut_off(scene: _Scene, item: Span, spans: tuple[Span, ...], opened: tuple[Rule, ...]) -> bool:
    """Whether an item is the mere end of a list that shares a vague head (``服务保障、意见反馈制度``)."""
    at = spans.index(item)
    vague = _VAGUE.search(coordination.core(scene.text, item).of(scene.text))
    return bool(at and vague) and _headless(scene, spans[at - 1], opened) and not _telling(scene, item)


def _whole_pairs(scene: _Scene, spans: tuple[Span, ...], opened: tuple[Rule, ...]) -> tuple[Span, ...]:
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


def _headless(scene: _Scene, span: Span, opened: tuple[Rule, ...]) -> bool:
    inner = coordination.core(scene.text, span)
    named = any(one.cls and one.span.end >= inner.end for one in scene.within(span))
    words = coordination.bare(scene.text, inner).of(scene.text)
    ends = any(pattern(one["regex"]).search(words) for one in opened if one["open"] != "matter")
    return not named and not ends and not words.endswith("”")


#: ``甲、乙、丙三部条例``: the kind that every item of the list shares
_NUMBERED_KIND = re.compile(
    r"(?:[一二三四五六七八九十两]|\d+)[部件项个](?:单行|地方性)?(?P<head>条例|办法|规定|规则|制度)$"
)


def _rules_of(scene: _Scene, item: Span, before: Sequence[Mention]) -> tuple[Mention, ...]:
    """``…规定及其实施细则``: the rules that implement the one just named."""
    inner = coordination.core(scene.text, item)
    if not before or inner.of(scene.text) not in ("实施细则", "实施办法") or before[-1].cls == "Program":
        return ()
    words = inner.of(scene.text)
    name = f"{before[-1].alts[0] if before[-1].alts else before[-1].span.of(scene.text)}{words}"
    return (Mention(inner, "NormativeDocument", name, "implementing-rules", alts=(words,), shared=before[-1].shared),)


def _local(scene: _Scene, one: Mention, rule: Rule) -> Mention:
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


def _lead(scene: _Scene, region: Span, rule: Rule) -> tuple[Mention, ...]:
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


def _whole(scene: _Scene, region: Span, rule: Rule) -> Mention | None:
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


def _first(scene: _Scene, region: Span, rule: Rule) -> tuple[Mention, ...]:
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


def _item(scene: _Scene, item: Span, rule: Rule, opened: tuple[Rule, ...], head: str, verb: str) -> Iterator[Mention]:
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
        yield from (one for one in _adjacent(named[-1], scene, item) if _admits(rule, one))
        return
    if (first := _opening_name(scene, item)) and _admits(rule, first):
        yield first
        return
    for span in (inner, coordination.bare(scene.text, item)):
        if made := _quoted(scene, span, rule, verb) or _by_head(scene, span, opened, head, rule, verb):
            yield made
            return


def _counted_station(scene: _Scene, item: Span, opened: tuple[Rule, ...], rule: Rule, verb: str) -> Iterator[Mention]:
    """``打造…示范点5个``: what is counted is a named kind only where it is a station that is set up."""
    inner = coordination.bare(scene.text, coordination.core(scene.text, coordination.bare(scene.text, item)))
    named = [one for one in scene.within(item) if one.cls == "Station" and one.span.end >= inner.end]
    stations = tuple(one for one in opened if one["class"] == "Station")
    if rule["action"] == "establish":
        made = _by_head(scene, inner, stations, "", rule, verb) or _quoted(scene, inner, rule, verb)
        yield from named or ((made,) if made and made.cls == "Station" else ())


#: so many signs before a known programme's name make it a longer name of its own (汾河流域横向|生态补偿机制)
_LONGER = 3


def _admits(rule: Rule, one: Mention) -> bool:
    return is_a(one.cls, rule.get("objects", ())) and (
        "named" not in rule or re.search(rule["named"], one.name) is not None
    )


def _adjacent(last: Mention, scene: _Scene, item: Span) -> tuple[Mention, ...]:
    """The names that stand one right after the other before the last of an item (``“甲”“乙”制度``)."""
    chain = [last]
    for one in reversed(scene.within(item)):
        if one.span.end == chain[0].span.begin and one.rule == last.rule:
            chain.insert(0, one)
    return tuple(chain)


def _opening_name(scene: _Scene, item: Span) -> Mention | None:
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


def _quoted(scene: _Scene, span: Span, rule: Rule, verb: str) -> Mention | None:
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


def _by_head(scene: _Scene, span: Span, opened: tuple[Rule, ...], head: str, rule: Rule, verb: str) -> Mention | None:
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


def _telling(scene: _Scene, span: Span) -> bool:
    """Whether a phrase after a vague verb (完善) is more than a kind of thing: it quotes, or names a body or place."""
    return "“" in span.of(scene.text) or any(one.cls for one in scene.within(span))


def _full(scene: _Scene, words: str, cls: str) -> str:
    if cls == "Meeting":
        return full_meeting(words, scene.around)
    return full_title(words, cls, scene.around) if cls in ("NormativeDocument", "LocalRegulation") else words
