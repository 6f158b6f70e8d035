"""Names and text → predications: which verb governs which names, and the names that only a governing verb makes.

Rules are rows of ``data/rules/actions.toml``: verbs, whose objects follow them, and frames. A predication says
nothing yet about what its names stand for.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import coordination
from kg.model import Document, Mention, Predication, Sentence, Span
from kg.objects import Context, admits, first, objects
from kg.places import surroundings
from kg.rulebook import Rule, pattern, rules
from kg.scene import word_starts
from kg.segment import status_of
from kg.vocabulary import is_a

_SHARED = re.compile(r"(?:大学|高校|院校)?(?P<school>[\u4e00-\u9fff]{1,6}(?:学院|研究院))")


@dataclass(frozen=True, slots=True)
class Governed:
    """What ``predicate`` gives: the predications, and all mentions with those that verbs made names."""

    predications: tuple[Predication, ...]
    mentions: tuple[Mention, ...]

    def slotted(self) -> frozenset[Mention]:
        """The mentions that a predication governs."""
        return frozenset(mention for one in self.predications for _, mention in one.slots)


def predicate(document: Document, mentions: Sequence[Mention]) -> Governed:
    """The predications of a document, and its mentions with the governed names added, in the order of the text."""
    scene = Context(
        document.report.text,
        surroundings(document),
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


def _sentence(scene: Context, sentence: Sentence) -> Iterator[Predication]:
    # names stand in the order of the text: the sentence's own are a slice, so that a long report costs no more a line
    begin, end = (bisect_left(scene.outer, at, key=_begin) for at in (sentence.span.begin, sentence.span.end))
    local = replace(scene, outer=tuple(one for one in scene.outer[begin:end] if sentence.span.holds(one.span)))
    framed = [one for rule, form in _frames() for one in _frame(local, sentence, rule, form)]
    taken = {mention.span: one.action for one in framed for _, mention in one.slots}
    yield from framed
    for one in _verbs(local, sentence):
        slots = tuple((role, m) for role, m in one.slots if not _settled(one.action, taken.get(m.span)))
        if slots:
            yield Predication(
                one.action, one.status, one.verb, one.span, sentence, slots, one.rule, one.topic, one.lasting
            )


def _begin(mention: Mention) -> int:
    return mention.span.begin


def _settled(action: str, framed: str | None) -> bool:
    """Whether a frame has said more exactly what the plain verb says (开展…调研 is research, not implement)."""
    return framed is not None and (framed == action or action == "implement")


# ---- frames --------------------------------------------------------------------------------------


@cache
def _frames() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    return tuple((rule, pattern(rule["regex"])) for rule in rules("actions")["frame"])


def _frame(scene: Context, sentence: Sentence, rule: Rule, form: re.Pattern[str]) -> Iterator[Predication]:
    for match in form.finditer(scene.text, sentence.span.begin, sentence.span.end):
        verb = Span(*match.span("verb"))
        slots = tuple(_frame_slots(scene, rule, match))
        if slots and (rule.get("first") or not scene.covered(verb.begin)):
            span = _evidence(sentence, Span(min(match.start(), slots[0][1].span.begin), match.end()))
            status = rule.get("status") or status_of(span.of(scene.text), sentence)
            topic = (match.groupdict().get("topic") or "").strip("的了")
            yield Predication(
                rule["action"], status, verb, span, sentence, slots, rule["id"], topic, rule.get("lasting", "")
            )


def _frame_slots(scene: Context, rule: Rule, match: re.Match[str]) -> Iterator[tuple[str, Mention]]:
    for role in ("object", "partner", "place", "agent"):
        if match.groupdict().get(role):
            region = Span(*match.span(role))
            if rule.get("first") and role == "object":
                region = Span(region.begin, match.end())
            if role == "object" and not rule.get("bodies"):
                found = objects(scene, region, rule)
            elif rule.get("adjacent"):
                found = first(scene, Span(region.begin, match.end()), {"objects": _PARTNERS})
            else:
                found = tuple(one for one in _bodies(scene, region) if role != "object" or admits(rule, one))
            yield from ((role, mention) for mention in found)


def _bodies(scene: Context, region: Span) -> tuple[Mention, ...]:
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


def _shared_schools(scene: Context, region: Span) -> Iterator[Mention]:
    """``湖南大学、湘潭大学和新疆大学等大学法学院``: each university's own law school."""
    parts = coordination.items(scene.text, region, [one.span for one in scene.outer])
    if not parts.category or not (found := _SHARED.match(scene.text, parts.category.begin)):
        return
    for one in scene.within(region):
        if one.cls == "University":
            name = one.name + found["school"]
            yield Mention(one.span, "University", name, "shared-school", links=(("partOf", one.name),), shared=True)


def _shared_bodies(scene: Context, region: Span) -> Iterator[Mention]:
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


def _next_verb(scene: Context, begin: int, end: int) -> int:
    if heard := re.compile(r"(?<=报告)(?=开展|进行|并)").search(scene.text, begin, end):
        end = heard.start()
    for found in _SECOND_VERB.finditer(scene.text, begin, end):
        if not scene.covered(found.start()):
            return found.start()
    return end


#: a preposition right after a would-be verb: it governs the name itself (通过…联系点针对《…》征集意见)
_PREPOSITION = re.compile(r"[^，,。；;“《]{0,12}(?:针对|围绕)")


def _verbs(scene: Context, sentence: Sentence) -> Iterator[Predication]:
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
    scene: Context, sentence: Sentence, found: re.Match[str], candidates: tuple[Rule, ...], region: Span
) -> Iterator[Predication]:
    for rule in candidates:
        if "then" in rule and not pattern(rule["then"]).search(scene.text, region.begin, region.end):
            continue
        slots = tuple(("object", mention) for mention in objects(scene, region, rule, found["verb"]))
        if slots:
            verb = Span(found.start(), found.start() + len(found["verb"]))
            last = max(mention.span.end for _, mention in slots)
            span = _evidence(sentence, Span(verb.begin, last))
            status = status_of(span.of(scene.text), sentence)
            yield Predication(rule["action"], status, verb, span, sentence, slots, rule["id"])
            return


def _evidence(sentence: Sentence, inner: Span) -> Span:
    """The clauses that hold a stretch: from the first clause it touches to the last."""
    touched = [clause.span for clause in sentence.clauses if clause.span.meets(inner)]
    return Span(min(s.begin for s in touched), max(s.end for s in touched)) if touched else sentence.span
