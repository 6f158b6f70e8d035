"""A document → the names in it: gazetteers of public knowledge, 《titles》, bodies, sessions and patterns of the genre.

What a name stands for is settled as far as the words and the reporting place tell; names that only a governing verb
makes recognisable (``开展党纪学习教育``) are found by ``predicate``.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kg.bodies import abbreviated, bodies, bureaus, committee_alone, issuer, parts_of
from kg.known import divisions_in, known, own_place, schools, villages
from kg.model import Document, Mention, Span
from kg.rulebook import Rule, pattern, rules
from kg.scene import HAN, Scene, scene
from kg.sessions import congresses, header_names, plenums, said_plenum, sessions
from kg.titles import titles
from kg.vocabulary import is_a

_BODIES = frozenset(
    {"PeoplesCongress", "StandingCommittee", "Committee", "PartyBody", "GovernmentBody", "JudicialBody"}
)
#: classes whose names may hold other names that are entities of their own (自治区人大 in 自治区人大…交流会)
_NESTING = ("Meeting", "Program", "Organization", "Station", "NormativeDocument", "Document", "Publication")
_NESTED = frozenset({"AdministrativeArea", "Meeting", "Person"}) | _BODIES - {"Committee", "JudicialBody"}


def recognise(document: Document) -> tuple[Mention, ...]:
    """All names of a document in the order of the text; an outer name comes before those inside it."""
    see = scene(document)
    places = tuple(divisions_in(see))
    own = tuple(own_place(see))
    found = [
        *titles(see),
        *(facts := tuple(known(see))),
        *parts_of(see, facts),
        *_patterns(see),
        *bodies(see, (*places, *own)),
        *bureaus(see, (*places, *own)),
        *committee_alone(see),
        *issuer(see),
        *schools(see),
        *own,
        *header_names(see),
        *sessions(see),
        *congresses(see),
        *_numbered(see),
        *said_plenum(see),
        *plenums(see),
        *places,
        *villages(see, places),
    ]
    return _settle([*found, *abbreviated(see, tuple(found))])


def _settle(found: Iterable[Mention]) -> tuple[Mention, ...]:
    """Longest names first; a shorter one inside survives only as a place or body within a nesting class."""
    kept: list[Mention] = []
    for mention in sorted(
        found, key=lambda one: (-len(one.span), one.span.begin, not one.strong, _RANK.get(one.rule, 1))
    ):
        over = [other for other in kept if other.span.meets(mention.span)]
        if all(_may_nest(mention, other) for other in over):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda one: (one.span.begin, -one.span.end)))


#: of two readings of the same words the lower rank wins: a numbered programme knows its parts, a part may be a body
_RANK = {"numbered-programme": 0, "numbered-part": 2, "gazetteer-divisions": 2, "own-place": 2, "abbreviated": 3}


def _may_nest(inner: Mention, outer: Mention) -> bool:
    if inner.span == outer.span:
        return outer.rule == "shared-body" and inner.cls == "AdministrativeArea"
    if not outer.span.holds(inner.span):
        return False
    if (
        outer.rule == "part-of-body"
        and inner.span.begin == outer.span.begin
        and is_a(inner.cls, (*_BODIES, "Organization"))
    ):
        return True
    if inner.rule in ("site-in-title", "university-of-school"):
        return True
    if outer.cls in _BODIES or outer.cls == "LocalRegulation":
        return inner.cls == "AdministrativeArea"
    return is_a(outer.cls, _NESTING) and inner.cls in _NESTED


# ---- numbered programmes and their parts ---------------------------------------------------------

_NUMBERED = re.compile(
    rf"[“\"](?P<n>[二三四五六七八九十两])(?:大|个|项|张|条|城|区)?[{HAN}]{{1,6}}[”\"](?:[{HAN}]{{0,4}}?(?:活动|行动|建设|战略|机制|工程|计划))?"
)
_SPLITS = ("、", "、和", "、和及与")
_LEAD_VERBS = re.compile(
    r".*(?:把|将|以|开展|实施|推进|健全|完善|建立|落实|深化|抓好|打造|推动|聚焦|围绕|坚持|服务保障|贯彻|构建|做好|打好)(?=[\u4e00-\u9fff]{3,})"
)


def _numbered(scene: Scene) -> Iterator[Mention]:
    """``甲行动、乙行动和丙行动“三项行动”``: a programme whose number is that of the list before it, and its parts."""
    for match in _NUMBERED.finditer(scene.text):
        count = "一二三四五六七八九十".find(match["n"]) + 1 or 2
        if parts := _parts_before(scene, match.start(), count):
            names = [part.of(scene.text) for part in parts]
            for part, name in zip(parts, names, strict=True):
                yield Mention(part, "Program", name, "numbered-part")
            links = tuple(("hasComponent", name) for name in names)
            yield Mention(Span(*match.span()), "Program", match[0], "numbered-programme", links=links)


def _parts_before(scene: Scene, end: int, count: int) -> tuple[Span, ...]:
    """The list of exactly ``count`` items that ends right before an offset; empty where there is none."""
    begin = max(scene.text.rfind(mark, 0, end) for mark in "，,。；;：:\n") + 1
    if lead := _LEAD_VERBS.match(
        scene.text, begin, scene.text.find("、", begin, end) if "、" in scene.text[begin:end] else end
    ):
        begin = lead.end()
    for joins in _SPLITS:
        parts, at = [], begin
        for match in re.finditer(f"[{joins}]", scene.text[begin:end]):
            parts.append(Span(at, begin + match.start()))
            at = begin + match.end()
        parts.append(Span(at, end))
        if len(parts) == count and _alike([part.of(scene.text) for part in parts]):
            return tuple(parts)
    return ()


def _alike(parts: list[str]) -> bool:
    """Whether items are parts of one programme: none is ruled out, and they share a sign or their length."""
    shared = set(parts[0]).intersection(*parts[1:])
    same = len({len(part) for part in parts}) == 1 and len(parts[0]) > 3
    return all(map(_may_be_part, parts)) and bool(shared or same)


def _may_be_part(words_: str) -> bool:
    """Whether an item names a programme: not a body that takes part, nor a slogan."""
    return 2 <= len(words_) <= 24 and not re.search(
        r"[“”\d]|等$|^(?:实现|推动|提升|打造|强化|加强|优化)|(?:公司|集团|银行|企业)$|(?:部门|机关|委|局|院|府|会|做到|维护|推进|落实|实施|开展|保障)$",
        words_,
    )


# ---- patterns ------------------------------------------------------------------------------------


@cache
def _compiled(file: str, table: str) -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule, re.compile(rule["regex"], re.MULTILINE), pattern(rule["but"]) if "but" in rule else None)
        for rule in rules(file)[table]
    )


def _patterns(scene: Scene) -> Iterator[Mention]:
    for rule, form, but in _compiled("names", "pattern"):
        for match in form.finditer(scene.text):
            if match["name"] and not (but and but.search(match["name"])):
                yield from _adjacent_quotes(rule, match) or (_pattern_mention(scene, rule, match),)


def _adjacent_quotes(rule: Rule, match: re.Match[str]) -> tuple[Mention, ...]:
    """``“周碰头”“月会商”制度`` names two things that share a head."""
    parts = re.match(r"((?:[“\"][^“”\"]+[”\"]){2,})(.+)$", match["name"])
    if not parts:
        return ()
    quotes = re.finditer(r"[“\"][^“”\"]+[”\"]", parts[1])
    at = match.start("name")
    return tuple(
        Mention(Span(at + one.start(), _last(match, at, one)), rule["class"], one[0] + parts[2], rule["id"])
        for one in quotes
    )


def _last(match: re.Match[str], at: int, quote: re.Match[str]) -> int:
    """Where a name that shares its head ends: the last of them covers the head."""
    end = at + quote.end()
    return match.end("name") if match.string[end] not in '“"' else end


def _pattern_mention(scene: Scene, rule: Rule, match: re.Match[str]) -> Mention:
    groups = {key: value or "" for key, value in match.groupdict().items()} | {"issuer_place": scene.around.place}
    groups["level_place"] = scene.around.of_level(groups.get("level", ""))
    span = Span(match.start("name"), match.end("name"))
    known = "full" in rule and ("{level_place}" not in rule["full"] or groups["level_place"] != "")
    name = rule["full"].format(**groups) if known else match["name"]
    alts = tuple(alt.format(**groups) for alt in rule.get("alts", ()))
    implied = (("partOf", "partof"), ("within", "within"))
    links = tuple((predicate, rule[key].format(**groups)) for predicate, key in implied if key in rule)
    return Mention(span, rule["class"], name, rule["id"], alts=alts, links=links, shared=known)
