"""A document → the names in it: gazetteers of public knowledge, 《titles》, and patterns of the genre.

What a name stands for is settled as far as the words and the reporting place tell; names that only a governing verb makes
recognisable (``开展党纪学习教育``) are found by ``predicate``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg import resources
from kg.model import Document, Mention, Span
from kg.places import Division, Surroundings, divisions, named, surroundings
from kg.rulebook import Row, Rule, gazetteer, rules
from kg.segment import words

#: gazetteer files in the order of authority, with the class of their rows where no column gives it
_FILES = {
    "bodies": "",
    "party-rules": "NormativeDocument",
    "laws": "Law",
    "state-regulations": "Law",
    "universities": "University",
    "persons": "Person",
    "meetings": "Meeting",
    "documents": "Document",
    "programs": "Program",
    "regions": "Place",
}
#: classes whose names may hold other names that are entities of their own (自治区人大 in 自治区人大…交流会)
_NESTING = frozenset({"Meeting", "Program", "Organization", "Station", "NormativeDocument", "Document", "Publication"})
_NESTED = frozenset(
    {"AdministrativeArea", "PeoplesCongress", "StandingCommittee", "PartyBody", "GovernmentBody", "Meeting", "Person"}
)
_LEVEL_WORDS = ("自治区", "自治州", "地区", "省", "市", "州", "县", "区", "旗", "盟")
_GENERIC_BEFORE = frozenset("各区县市州旗省乡镇级两城全盟")
_HAN = r"\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class _Scene:
    """What every recogniser sees: the text, the reporting place and the starts of jieba's words."""

    document: Document
    text: str
    around: Surroundings
    starts: frozenset[int]

    def whole(self, span: Span) -> bool:
        """Whether a stretch begins and ends where words do."""
        return span.begin in self.starts and (span.end in self.starts or span.end == len(self.text))


def recognise(document: Document) -> tuple[Mention, ...]:
    """All names of a document in the order of the text; an outer name comes before those inside it."""
    text = document.report.text
    scene = _Scene(document, text, surroundings(document), _starts(text))
    places = tuple(_divisions(scene))
    found = [
        *_titles(scene),
        *_known(scene),
        *_patterns(scene),
        *_bodies(scene, places),
        *_schools(scene),
        *_own(scene),
        *_header(scene),
        *_sessions(scene),
        *_numbered(scene),
        *_said_plenum(scene),
    ]
    return _settle([*found, *places, *_villages(scene, places)])


def _starts(text: str) -> frozenset[int]:
    starts, at = set(), 0
    for word in words(text):
        starts.add(at)
        at += len(word)
    return frozenset(starts)


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
_RANK = {"numbered-programme": 0, "numbered-part": 2}


def _may_nest(inner: Mention, outer: Mention) -> bool:
    if not outer.span.holds(inner.span) or inner.span == outer.span:
        return False
    if inner.rule == "site-in-title":
        return True
    if outer.cls in _NESTED and outer.cls != "Meeting":
        return inner.cls == "AdministrativeArea"
    return outer.cls in _NESTING and inner.cls in _NESTED


# ---- 《titles》 ---------------------------------------------------------------------------------------------------------


def _titles(scene: _Scene) -> Iterator[Mention]:
    for match in re.finditer(r"《([^《》\n]{2,80}(?:〈[^〈〉]*〉[^《》\n]*)?)》", scene.text):
        span = Span(match.start(1), match.end(1))
        yield (work := title(match[1], span, scene.around))
        yield from _site_in_title(work, match[1], span, scene.around)


def _site_in_title(work: Mention, words_: str, span: Span, around: Surroundings) -> Iterator[Mention]:
    """The lake, river or site that a regulation's title names: a place of its own, within the regulation's place."""
    prefix = _place_prefix(words_)
    if work.cls == "LocalRegulation" and (site := _site(words_[len(prefix) :])):
        begin = span.begin + len(prefix)
        division = around.choose(named(prefix))
        links = (("within", division.name if division else prefix or around.place),)
        yield Mention(Span(begin, begin + len(site)), "Place", site, "site-in-title", links=links)


def title(words_: str, span: Span, around: Surroundings) -> Mention:
    """The mention of a titled work: its class from its last words, its full name from its place or the law it is."""
    bare = re.sub(
        r"[（(](?:修[正订]?草案|草案|修[正订]|试行|暂行|征求意见稿|送审稿|讨论稿|试行草案)[^（()）]*[）)]", "", words_
    ).strip()
    if law := _law_names().get(bare):
        return Mention(span, "Law", law, "gazetteer-laws", alts=_alts(words_, bare), shared=True)
    if rule := _party_rules().get(bare):
        return Mention(span, "NormativeDocument", rule, "gazetteer-party-rules", alts=(words_,), shared=True)
    kind = next(rule for rule in rules("names")["title"] if _fits_title(rule, bare))
    cls, shared = kind["class"], kind["id"] in ("title-national-law", "title-party-rule")
    name = full_title(bare, cls, around)
    return Mention(
        span, cls, name, kind["id"], alts=_alts(words_, bare), links=tuple(_applies(name, cls, around)), shared=shared
    )


def _fits_title(rule: Rule, words_: str) -> bool:
    if rule["id"] == "title-national-law" and not words_.startswith("中华人民共和国"):
        return (
            words_.endswith(("法", "法典"))
            and len(words_) >= 3
            and not re.search("办法|方法|做法|工作法|语法|书法|用法", words_[-3:])
        )
    return re.search(rule["regex"], words_) is not None


def _alts(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def full_title(words_: str, cls: str, around: Surroundings) -> str:
    """A regulation's title with its place in front, and a level word or body in front spelled out."""
    place = around.place
    if not place or cls not in ("LocalRegulation", "NormativeDocument"):
        return words_
    for level in _LEVEL_WORDS:
        if words_.startswith(level) and (full := around.of_level(level)):
            return full + words_[len(level) :]
    if cls == "LocalRegulation" and not _place_prefix(words_):
        return place + words_
    return words_


def _place_prefix(words_: str) -> str:
    """The full or short name of a division that a title begins with, the longest there is."""
    return next((words_[:n] for n in range(min(14, len(words_)), 1, -1) if named(words_[:n])), "") or _suffix_place(
        words_
    )


def _suffix_place(words_: str) -> str:
    found = re.match(rf"[{_HAN}]{{1,8}}?(?:省|自治区|自治州|自治县|市|州|县|旗)(?=[{_HAN}]{{4,}})", words_)
    return found[0] if found and len(found[0]) > 2 else ""


def _applies(name: str, cls: str, around: Surroundings) -> Iterator[tuple[str, str]]:
    """The place that a regulation applies to: a lake, river or site its title names after the place, else the place."""
    prefix = _place_prefix(name)
    if cls != "LocalRegulation" or not prefix:
        return
    site = _site(name[len(prefix) :])
    division = around.choose(named(prefix))
    yield "appliesTo", site or (division.name if division else prefix)


def _site(rest: str) -> str:
    found = re.match(
        rf"[{_HAN}]{{1,5}}?(?:湖|河|江|山|水库|峡谷|草原|古城|石窟|海|沟|湾|岛|泉|渠)(?=湿地|风景|自然|流域|水|生态|保护|管理|国家|旅游)",
        rest,
    )
    return found[0] if found and not re.match(r"[一-鿿]*(?:河湖|江河|湖泊|水源|矿山|登山|海洋|城市)", rest) else ""


@cache
def _law_names() -> Mapping[str, str]:
    return {name: row["name"] for file in ("laws", "state-regulations") for row in _rows(file) for name in _names(row)}


@cache
def _party_rules() -> Mapping[str, str]:
    return {name: row["name"] for row in _rows("party-rules") for name in _names(row)}


# ---- gazetteers ---------------------------------------------------------------------------------------------------------


def _rows(file: str) -> tuple[Row, ...]:
    return gazetteer(file) if resources.data("gazetteer", f"{file}.tsv").exists() else ()


def _names(row: Row) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in f"{row['name']}|{row.get('short', '')}".split("|") if name))


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, str, Row | None, tuple[Division, ...]], ...]]:
    """The automaton over every name, and for each name what it stands for: (name, file, row, divisions)."""
    entries: dict[str, tuple[str, str, Row | None, tuple[Division, ...]]] = {}
    for file in _FILES:
        for row in _rows(file):
            for name in _names(row):
                entries.setdefault(name, (name, file, row, ()))
    for division in divisions().values():
        for name in (division.name, *division.short):
            entries.setdefault(name, (name, "divisions", None, named(name)))
    return AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest), tuple(entries.values())


def _hits(text: str) -> Iterator[tuple[Span, tuple[str, str, Row | None, tuple[Division, ...]]]]:
    automaton, entries = _automaton()
    for index, begin, end in automaton.find_matches_as_indexes(text):
        yield Span(begin, end), entries[index]


def _known(scene: _Scene) -> Iterator[Mention]:
    for span, (name, file, row, _) in _hits(scene.text):
        if row is None or (len(name) <= 4 and not scene.whole(span) and not _quoted(scene.text, span)):
            continue
        yield _known_mention(scene.text, span, file, row)


def _quoted(text: str, span: Span) -> bool:
    return text[span.begin - 1 : span.begin] in ("“", "《", "‘") and text[span.end : span.end + 1] in ("”", "》", "’")


#: what follows a region that is meant itself, not as the first part of another name (长江存储, 长江中游航运中心)
_REGION = re.compile(r"[，,。；;、：:）)的等和与及在沿是]|干流|流域|沿[线岸]|地区|区域|一体化|国家战略|$")


def _known_mention(text: str, span: Span, file: str, row: Row) -> Mention:
    doctrine = file == "programs" and row.get("kind") == "doctrine"
    cls = "" if doctrine else (row.get("cls") or _FILES[file])
    congress = file == "bodies" and row.get("partof") and row["cls"] in ("StandingCommittee", "Committee")
    links = (("partOf", row["partof"]),) if congress else ()
    if _quoted(text, span) and file == "programs":
        span = Span(span.begin - 1, span.end + 1)
    strong = file != "programs" and (file != "regions" or _REGION.match(text, span.end) is not None)
    return Mention(span, cls, row["name"], f"gazetteer-{file}", strong=strong, links=links, shared=True)


def _divisions(scene: _Scene) -> Iterator[Mention]:
    for span, (name, file, _, candidates) in _hits(scene.text):
        if file != "divisions":
            continue
        chosen = scene.around.choose(candidates)
        if chosen is None or (len(name) < 4 and name != chosen.name and not scene.whole(span)):
            continue
        yield Mention(span, "AdministrativeArea", chosen.name, "gazetteer-divisions", code=chosen.code, shared=True)


# ---- places of the report's own ------------------------------------------------------------------------------------------


def _own(scene: _Scene) -> Iterator[Mention]:
    """``全市``, ``全疆`` and the full own name where the gazetteer does not know it."""
    place = scene.around.place
    if not place:
        return
    code = scene.around.chain[0].code if scene.around.chain else ""
    for match in re.finditer(rf"全(?:{'|'.join(_LEVEL_WORDS)})|{re.escape(place)}", scene.text):
        if match[0] == place or scene.around.of_level(match[0][1:]) == place:
            span = Span(*match.span())
            yield Mention(
                span, "AdministrativeArea", place, "own-place", strong=match[0] == place, code=code, shared=True
            )


def _header(scene: _Scene) -> Iterator[Mention]:
    """The speaker, the session and its body, as the header names them."""
    head = scene.document.header
    if head.speaker and head.speaker_span:
        begin = scene.text.rindex(head.speaker[-1], 0, head.speaker_span.end) + 1
        at = re.compile(r"[\s　]*".join(map(re.escape, head.speaker))).search(
            scene.text, head.speaker_span.begin, begin
        )
        if at:
            yield Mention(Span(*at.span()), "Person", head.speaker, "header-speaker")
    if head.session and head.session_span:
        facts = {"ordinal": head.session_ordinal or 0, "term": head.term_ordinal or 0}
        yield Mention(head.session_span, "Meeting", head.session, "header-session", shared=True, facts=facts)
    if "人民代表大会" in head.session and head.session_span:
        end = head.session_span.begin + head.session.index("人民代表大会") + len("人民代表大会")
        span, name = Span(head.session_span.begin, end), f"{scene.around.place}人民代表大会"
        links = (("jurisdiction", scene.around.place),)
        yield Mention(span, "PeoplesCongress", name, "header-session", links=links, shared=True)
    for match in re.finditer(r"(?<=[向经])大会(?=报告|审[议查]|作)", scene.text):
        if "人民代表大会" in head.session:
            yield Mention(
                Span(*match.span()), "PeoplesCongress", f"{scene.around.place}人民代表大会", "the-congress", shared=True
            )


_SESSION = re.compile(
    r"(?P<body>(?:自治区|自治州|地区|[省市州县区旗盟])?(?P<party>党委|委)?)(?:第)?(?P<term>[一二三四五六七八九十]{1,4})届"
    r"(?P<kind>人大|人民代表大会|政协|委员会)?(?:第)?(?:(?P<number>[一二三四五六七八九十]{1,3})次(?:全体)?(?P<end>会议|全会)|(?P<all>历次全会))"
)


def _sessions(scene: _Scene) -> Iterator[Mention]:
    """Short names of sessions (``市二届人大四次会议``) and plenums (``市委二届七次全会``) of the place's own bodies."""
    for match in _SESSION.finditer(scene.text):
        level = match["body"].removesuffix(match["party"] or "")
        place = scene.around.of_level(level) if level else scene.around.place
        if name := _session_full(match, place) or (match[0] if level and not scene.around.place else ""):
            alts = (match[0], level + match[0][len(match["body"]) :]) if not match["party"] else (match[0],)
            yield Mention(Span(*match.span()), "Meeting", name, "session-short", alts=alts, shared=True)


_PLENUM = re.compile(
    r"(?P<t>十[一二三四五六七八九]|二十[一二三]?)届(?:[一二三四五六七八九]中[、和])*(?P<n>[一二三四五六七八九])中全会"
)


def _said_plenum(scene: _Scene) -> Iterator[Mention]:
    """``全会精神``: the central plenum named last before it."""
    for match in re.finditer(r"(?<![中次届委])全会(?=精神)", scene.text):
        last = None
        for last in _PLENUM.finditer(scene.text, 0, match.start()):
            pass
        if last:
            name = f"中国共产党第{last['t']}届中央委员会第{last['n']}次全体会议"
            yield Mention(Span(*match.span()), "Meeting", name, "plenum-just-named", strong=False, shared=True)


def _session_full(match: re.Match[str], place: str) -> str:
    """The full official name of a session, empty where the words do not make one."""
    if not place:
        return ""
    if match["party"]:
        which = "历次全体会议" if match["all"] else f"第{match['number']}次全体会议"
        return f"中国共产党{place}第{match['term']}届委员会{which}"
    if match["kind"] in ("人大", "人民代表大会") and match["end"] == "会议":
        return f"{place}第{match['term']}届人民代表大会第{match['number']}次会议"
    if match["kind"] == "政协" and match["end"] == "会议":
        return f"中国人民政治协商会议第{match['term']}届{place}委员会第{match['number']}次会议"
    return ""


def _villages(scene: _Scene, places: tuple[Mention, ...]) -> Iterator[Mention]:
    """Townships and villages: after a county's name, or after each other."""
    pattern = re.compile(rf"(?P<town>[{_HAN}]{{2,10}}?(?:乡|镇|街道))?(?P<village>[{_HAN}]{{2,14}}?(?:村|社区))?")
    for place in places:
        found = pattern.match(scene.text, place.span.end)
        if (
            not found
            or not found[0]
            or place.cls != "AdministrativeArea"
            or re.search(r"[、和及与等各的]|乡村|城乡|农村", found[0])
        ):
            continue
        upper = place.name
        for group in ("town", "village"):
            if found[group]:
                span = Span(found.start(group), found.end(group))
                name = upper + found[group]
                links = (("within", upper),)
                yield Mention(
                    span, "AdministrativeArea", name, "place-nested", alts=(found[group],), links=links, shared=True
                )
                upper = name


# ---- numbered programmes and their parts ---------------------------------------------------------------------------------

_NUMBERED = re.compile(
    rf"[“\"](?P<n>[二三四五六七八九十两])(?:大|个|项|张|条|城|区)?[{_HAN}]{{1,6}}[”\"](?:[{_HAN}]{{0,4}}?(?:活动|行动|建设|战略|机制|工程|计划))?"
)
_SPLITS = ("、", "、和", "、和及与")
_LEAD_VERBS = re.compile(
    r".*(?:把|将|以|开展|实施|推进|健全|完善|建立|落实|深化|抓好|打造|推动|聚焦|围绕|坚持|服务保障|贯彻|构建|做好|打好)(?=[\u4e00-\u9fff]{3,})"
)


def _numbered(scene: _Scene) -> Iterator[Mention]:
    """``甲行动、乙行动和丙行动“三项行动”``: a programme whose number is that of the list before it, and its parts."""
    for match in _NUMBERED.finditer(scene.text):
        count = "一二三四五六七八九十".find(match["n"]) + 1 or 2
        if parts := _parts_before(scene, match.start(), count):
            names = [part.of(scene.text) for part in parts]
            for part, name in zip(parts, names, strict=True):
                yield Mention(part, "Program", name, "numbered-part")
            links = tuple(("hasComponent", name) for name in names)
            yield Mention(Span(*match.span()), "Program", match[0], "numbered-programme", links=links)


def _parts_before(scene: _Scene, end: int, count: int) -> tuple[Span, ...]:
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
        if len(parts) == count and all(_may_be_part(part.of(scene.text)) for part in parts):
            return tuple(parts)
    return ()


def _may_be_part(words_: str) -> bool:
    """Whether an item names a programme: not a body that takes part, nor a slogan."""
    return 2 <= len(words_) <= 24 and not re.search(r"[“”]|(?:部门|机关|委|局|院|府|会|做到|维护)$", words_)


# ---- bodies that every place has -----------------------------------------------------------------------------------------


@cache
def _heads() -> tuple[re.Pattern[str], Mapping[str, Rule]]:
    table = {head: rule for rule in rules("bodies")["body"] for head in rule["heads"]}
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


def _bodies(scene: _Scene, places: tuple[Mention, ...]) -> Iterator[Mention]:
    pattern, table = _heads()
    ends = {place.span.end: place for place in places}
    for match in pattern.finditer(scene.text):
        rule = table[match[0]]
        if blocked := rule.get("not_before"):
            if re.compile(blocked).match(scene.text, match.end()):
                continue
        yield from _body(scene, match, rule, ends)


def _body(scene: _Scene, match: re.Match[str], rule: Rule, ends: Mapping[int, Mention]) -> Iterator[Mention]:
    start = match.start()
    if place := ends.get(start):
        begin = place.span.begin
        if scene.text[begin - 2 : begin] == "中共":
            begin -= 2
        yield _body_mention(Span(begin, match.end()), rule, place.name, scene)
        return
    if match[0] == "监委" and scene.text[start - 2 : start] == "纪委":
        yield from _supervision(scene, match, rule)
        return
    level = next((word for word in _LEVEL_WORDS if scene.text.endswith(word, 0, start)), "")
    before = scene.text[max(0, start - len(level) - 1) : start - len(level)]
    if level and before not in _GENERIC_BEFORE:
        yield from _of_level(scene, match, rule, level)
    elif not level and rule.get("bare") == scene.document.header.issuer_class and scene.around.place and before != "委":
        yield _body_mention(Span(start, match.end()), rule, scene.around.place, scene)


def _supervision(scene: _Scene, match: re.Match[str], rule: Rule) -> Iterator[Mention]:
    """``市纪委监委``: the supervision commission of the place before the discipline commission's name."""
    level = next((word for word in _LEVEL_WORDS if scene.text.endswith(word, 0, match.start() - 2)), "")
    if place := scene.around.of_level(level):
        yield _body_mention(Span(*match.span()), rule, place, scene)


def _of_level(scene: _Scene, match: re.Match[str], rule: Rule, level: str) -> Iterator[Mention]:
    begin = match.start() - len(level)
    place = scene.around.of_level(level)
    if scene.text[begin - 1 : begin] in ("我", "本"):
        begin -= 1
    if place or not scene.around.place:
        yield _body_mention(Span(begin, match.end()), rule, place or level, scene)
    if place and len(level) > 2 and place != scene.around.place:
        code = next((one.code for one in scene.around.chain if one.name == place), "")
        span = Span(begin, begin + len(level))
        yield Mention(span, "AdministrativeArea", place, "body-place", code=code, shared=True)


def _body_mention(span: Span, rule: Rule, place: str, scene: _Scene) -> Mention:
    alts = tuple(alt.format(place=place) for alt in rule.get("alts", ()))
    links = [("jurisdiction", place)] if rule["class"] != "Committee" else []
    if "partof" in rule:
        links.append(("partOf", rule["partof"].format(place=place)))
    shared = place not in _LEVEL_WORDS
    name = rule["full"].format(place=place) if shared else span.of(scene.text)
    return Mention(
        span, rule["class"], name, rule["id"], alts=alts if shared else (), links=tuple(links), shared=shared
    )


# ---- patterns -------------------------------------------------------------------------------------------------------------


@cache
def _compiled(file: str, table: str) -> tuple[tuple[Rule, re.Pattern[str], re.Pattern[str] | None], ...]:
    return tuple(
        (rule, re.compile(rule["regex"], re.MULTILINE), re.compile(rule["but"]) if "but" in rule else None)
        for rule in rules(file)[table]
    )


def _patterns(scene: _Scene) -> Iterator[Mention]:
    for rule, pattern, but in _compiled("names", "pattern"):
        for match in pattern.finditer(scene.text):
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


def _pattern_mention(scene: _Scene, rule: Rule, match: re.Match[str]) -> Mention:
    groups = {key: value or "" for key, value in match.groupdict().items()} | {"issuer_place": scene.around.place}
    span = Span(match.start("name"), match.end("name"))
    name = rule["full"].format(**groups) if "full" in rule else match["name"]
    alts = tuple(alt.format(**groups) for alt in rule.get("alts", ()))
    links = (("partOf", rule["partof"].format(**groups)),) if "partof" in rule else ()
    return Mention(span, rule["class"], name, rule["id"], alts=alts, links=links, shared="full" in rule)


def _schools(scene: _Scene) -> Iterator[Mention]:
    """A school after its university: ``湖南大学法学院``; and a list of universities that share one (``…等大学法学院``)."""
    for span, (_, file, row, _) in _hits(scene.text):
        found = re.compile(rf"[{_HAN}]{{1,8}}?(?:学院|研究院|研究中心)").match(scene.text, span.end)
        if file != "universities" or row is None or not found or re.search(r"[、和及与等大]|签订|建立|合作", found[0]):
            continue
        name = row["name"] + found[0]
        yield Mention(
            Span(span.begin, found.end()), "University", name, "school", links=(("partOf", row["name"]),), shared=True
        )


def full_meeting(words_: str, around: Surroundings) -> str:
    """A meeting's name with a level word in front spelled out."""
    level = next((word for word in _LEVEL_WORDS if words_.startswith(word)), "")
    return (around.of_level(level) or level) + words_[len(level) :]
