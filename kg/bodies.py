"""Bodies that every place has: committees, governments and their departments, courts, and the parts of each.

A head (``人大常委会``, ``财政局``) stands after a place's name or a level word (``市``), several places may share one
(``湄潭县、余庆县人大常委会``), and a body may be followed by a part of itself (``县人大财政经济委员会``). Heads are
rows of ``data/rules/bodies.toml`` and ``data/gazetteer/departments.tsv``.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention, Span
from kg.rulebook import Row, Rule, gazetteer, pattern, rules
from kg.scene import HAN, LEVEL_WORDS, Scene

_GENERIC_BEFORE = frozenset("各区县市州旗省乡镇级两城全盟")
_TERM = re.compile(r"第?[一二三四五六七八九十]{1,4}届$")
_JOINS = ("、", "和", "与", "及")


def bodies(scene: Scene, places: tuple[Mention, ...]) -> Iterator[Mention]:
    """The bodies of the reporting place, of those above it and of places named in the text, with their parts."""
    automaton, table = _heads()
    ends = {place.span.end: place for place in places}
    for index, begin, end in automaton.find_matches_as_indexes(scene.text):
        rule = table[index]
        if "not_before" in rule and pattern(rule["not_before"]).match(scene.text, end):
            continue
        head = Span(begin, end)
        if found := _body(scene, head, rule, ends):
            yield from found
            yield from _sharing(scene, found[0], head, rule, ends)
            yield from _also_standing(scene, found[0], rule)
            yield from _parts(scene, found[0])


@cache
def _heads() -> tuple[AhoCorasick, tuple[Rule, ...]]:
    table = {head: rule for rule in rules("bodies")["body"] for head in rule["heads"]}
    for row in gazetteer("departments"):
        for head, full in _surfaces(row):
            if row["cls"] != "Committee" and len(head) > 2:
                table.setdefault(head, _department(row, full))
    return AhoCorasick(list(table), matchkind=MatchKind.LeftmostLongest), tuple(table.values())


_SUFFIXES = frozenset({"局", "厅", "委", "办", "处", "部", "委员会", "办公室", "中心", "署", "院", "会"})


def _surfaces(row: Row) -> Iterator[tuple[str, str]]:
    """The forms of a department's name with the full name each stands for: 财政局; 发改委 → 发展和改革委员会."""
    for suffix in (*row["suffixes"].split("|"), row["full"]):
        surface = row["name"] + suffix if suffix in _SUFFIXES else suffix
        spelled = surface.startswith(row["name"]) or surface.endswith(("办公室", "委员会", "局", "厅"))
        yield surface, surface if spelled else row["full"]


def _department(row: Row, full: str) -> Rule:
    party = row["cls"] == "PartyBody"
    rule = {"id": f"department-{row['full']}", "class": row["cls"], "not_before": "长|党组|局", "links": ()}
    return rule | {"full": ("中国共产党{place}委员会" if party else "{place}") + full, "alts": ("{place}" + full,)}


_BUREAU = re.compile(rf"(?P<name>[{HAN}]{{2,10}}?(?:局|厅))(?![长部面势限域级])")
_NO_BUREAU = re.compile(
    r"[、和及与向对在的由]|人民|政府|委|全|布局|格局|结局|大局|开局|当局|破局|客厅|餐厅|大厅|各|等|国民党|空间|发展"
)


def bureaus(scene: Scene, places: tuple[Mention, ...]) -> Iterator[Mention]:
    """Bureaus that no list knows, after a level word or a place: ``县教育体育局``."""
    ends = {place.span.end: place.name for place in places}
    for match in _BUREAU.finditer(scene.text):
        for at in range(match.start(), match.end() - 2):
            level = scene.level_before(at)
            place = ends.get(at) or (scene.around.of_level(level) if level else "")
            words = scene.text[at : match.end()]
            sign = scene.text[max(0, at - len(level) - 1) : at - len(level)]
            if place and not _NO_BUREAU.search(words[:-1]) and (at in ends or sign not in _GENERIC_BEFORE):
                begin = at - (0 if at in ends else len(level))
                begin = next((one.span.begin for one in places if one.span.end == at), begin)
                yield Mention(Span(begin, match.end()), "GovernmentBody", place + words, "bureau", shared=True)
                break


# ---- one body ------------------------------------------------------------------------------------


def _body(scene: Scene, head: Span, rule: Rule, ends: Mapping[int, Mention]) -> list[Mention]:
    """The body whose head stands at ``head``, and the place before it where that is an entity of its own."""
    term = _TERM.search(scene.text, max(0, head.begin - 6), head.begin)
    before = term.start() if term else head.begin
    if place := ends.get(before):
        begin = place.span.begin
        begin -= 2 if scene.text[begin - 2 : begin] == "中共" else 0
        return [mention_of(Span(begin, head.end), rule, place.name, scene)]
    if scene.text[head.begin : head.end] == "监委" and scene.text[head.begin - 2 : head.begin] == "纪委":
        level = scene.level_before(head.begin - 2)
        place_name = scene.around.of_level(level)
        return [mention_of(head, rule, place_name, scene)] if place_name else []
    level = scene.level_before(before)
    sign = scene.text[max(0, before - len(level) - 1) : before - len(level)]
    if level and sign not in _GENERIC_BEFORE:
        return _of_level(scene, Span(before - len(level), head.end), rule, level)
    issuer = scene.document.header.issuer_class
    if not level and rule.get("bare") == issuer and scene.around.place and sign not in ("委", "届"):
        return [mention_of(head, rule, scene.around.place, scene)]
    return []


def _of_level(scene: Scene, span: Span, rule: Rule, level: str) -> list[Mention]:
    place = scene.around.of_level(level)
    if not place and (scene.around.place or scene.document.header.issuer):
        return []
    begin = span.begin - (1 if scene.text[span.begin - 1 : span.begin] in ("我", "本") else 0)
    body = mention_of(Span(begin, span.end), rule, place or level, scene)
    return [body, *_place_above(scene, Span(span.begin, span.begin + len(level)), place)]


def _place_above(scene: Scene, span: Span, place: str) -> Iterator[Mention]:
    """The place above the reporting one that a level word stands for: ``省委`` speaks of the province."""
    if place and place != scene.around.place:
        code = next((one.code for one in scene.around.chain if one.name == place), "")
        rule = "body-place" if len(span) > 2 else "body-place-by-level"
        yield Mention(span, "AdministrativeArea", place, rule, code=code, shared=True)


def mention_of(span: Span, rule: Rule, place: str, scene: Scene) -> Mention:
    """The mention of a place's body; ``place`` is a full name, or a level word where nothing tells which place."""
    known = place not in LEVEL_WORDS
    links = [("jurisdiction", place)] if rule["class"] != "Committee" and "links" not in rule else []
    if "partof" in rule:
        links.append(("partOf", rule["partof"].format(place=place)))
    head = re.sub(r"^.*?(?=第[一二三四五]中级)", "", span.of(scene.text))
    name = rule["full"].format(place=place, head=head) if known else span.of(scene.text)
    alts = tuple(alt.format(place=place) for alt in rule.get("alts", ())) if known else ()
    alts = tuple(re.sub("自治区委$", "自治区党委", alt) for alt in alts)
    return Mention(span, rule["class"], name, rule["id"], alts=alts, links=tuple(links) if known else (), shared=known)


# ---- several places, one head --------------------------------------------------------------------


def _sharing(scene: Scene, body: Mention, head: Span, rule: Rule, ends: Mapping[int, Mention]) -> Iterator[Mention]:
    """The places joined in front of a body share its head: ``省、市人大常委会``, ``讷河市、甘南县人大常委会``."""
    at = body.span.begin
    words = head.of(scene.text)
    while scene.text[at - 1 : at] in _JOINS:
        place = ends.get(at - 1)
        level = "" if place else scene.level_before(at - 1)
        begin = place.span.begin if place else at - 1 - len(level)
        name = place.name if place else scene.around.of_level(level) if level else ""
        if not name or (not place and scene.text[begin - 1 : begin] in _GENERIC_BEFORE):
            return
        made = mention_of(Span(begin, at - 1), rule, name, scene)
        alts = (*made.alts, scene.text[begin : at - 1] + words)
        yield Mention(made.span, made.cls, made.name, "shared-body", alts=alts, links=made.links, shared=True)
        if not place:
            yield from _place_above(scene, Span(begin, at - 1), name)
        at = begin


def _also_standing(scene: Scene, body: Mention, rule: Rule) -> Iterator[Mention]:
    """``州人大及其常委会``: the congress and its standing committee."""
    if rule["class"] == "PeoplesCongress" and scene.text.startswith("及其常委会", body.span.end):
        place = body.name.removesuffix("人民代表大会")
        standing = next(one for one in rules("bodies")["body"] if one["id"] == "body-standing-committee")
        yield mention_of(Span(body.span.end, body.span.end + 5), standing, place, scene)


# ---- parts of a body -----------------------------------------------------------------------------

_PARTS = re.compile(
    rf"(?P<part>党组|组织部|宣传部|统战部|政法委|办公厅|办公室(?!主任)|研究室|机关党委|[{HAN}]{{2,14}}?(?:委员会|工委)(?!主任)"
    rf"|[{HAN}]{{2,8}}?(?:人民法庭|审判庭)|(?:民事|刑事|行政|立案|执行)[{HAN}]{{0,4}}(?:第[一二三四五]庭|庭|局)|第[一二三四五六七八九十]+检察部)"
)
_NO_PART = re.compile(r"[、和及与向对在的]|常务委员会|委托|以来|听取|审议|主任会议|指导|开展|组织|办理|会同|联合")


def _parts(scene: Scene, body: Mention) -> Iterator[Mention]:
    """A part named right after its body, and further parts joined to it (``旗人大法制委员会、社会建设委员会``)."""
    at = body.span.end
    while found := _PARTS.match(scene.text, at):
        if _NO_PART.search(found["part"].replace("监察和司法", "").replace("环境与资源", "").replace("农业与农村", "")):
            return
        begin = body.span.begin if at == body.span.end else found.start()
        yield _part(Span(begin, found.end()), found["part"], body, scene)
        at = found.end() + 1
        if scene.text[found.end() : at] not in _JOINS:
            return


def parts_of(scene: Scene, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """The offices of bodies that a gazetteer names (``全国政协办公厅``)."""
    for one in found:
        if one.cls in (
            "PeoplesCongress",
            "StandingCommittee",
            "PartyBody",
            "GovernmentBody",
            "JudicialBody",
            "Organization",
        ):
            yield from _parts(scene, one)


def _part(span: Span, words: str, body: Mention, scene: Scene) -> Mention:
    full = _committees().get(words, words)
    party = words == "党组"
    cls = "PartyBody" if party else "Committee" if body.cls in ("PeoplesCongress", "StandingCommittee") else body.cls
    short = body.alts[0] if body.alts else body.name
    name = f"中国共产党{body.name}{words}" if party else body.name + full
    alts = (short + words, short + full)
    return Mention(span, cls, name, "part-of-body", alts=alts, links=(("partOf", body.name),), shared=body.shared)


@cache
def _committees() -> Mapping[str, str]:
    """Short names of a congress's committees → their full names."""
    rows = [row for row in gazetteer("departments") if row["cls"] == "Committee"]
    return {surface: full for row in rows for surface, full in _surfaces(row) if surface != full}


def committee_alone(scene: Scene) -> Iterator[Mention]:
    """In a standing committee's own report a special committee may stand without its congress in front."""
    place = scene.around.place
    if scene.document.header.issuer_class != "StandingCommittee" or not place:
        return
    names = sorted(
        {row["full"]: row["partof"] for row in gazetteer("departments") if row["cls"] == "Committee"}.items()
    )
    long = {name: partof for name, partof in names if len(name) >= 6 and name.endswith("委员会")}
    for match in re.finditer("|".join(sorted(long, key=lambda name: (-len(name), name))), scene.text):
        parent = f"{place}人民代表大会" + ("" if long[match[0]] == "congress" else "常务委员会")
        links = (("partOf", parent),)
        yield Mention(Span(*match.span()), "Committee", parent + match[0], "committee-alone", links=links, shared=True)


# ---- the body that reports -----------------------------------------------------------------------


def issuer(scene: Scene) -> Iterator[Mention]:
    """The reporting body as the title names it, so that it is an entity under every circumstance."""
    head = scene.document.header
    if not (head.issuer and head.title_span):
        return
    words = head.title_span.of(scene.text)
    found = re.search(r"(?:\d{4}年)?(?P<body>\S*?(?:会|府|院))?(?:工作)?(?:的)?报告", words)
    if found and found["body"]:
        begin = head.title_span.begin + found.start("body")
        span = Span(begin, begin + len(found["body"]))
    else:
        span = head.title_span
    links = [("jurisdiction", head.place)]
    if head.issuer_class == "StandingCommittee":
        links.append(("partOf", head.issuer.removesuffix("常务委员会")))
    if head.issuer.startswith("中国人民政治协商会议"):
        links.append(("partOf", head.issuer.removesuffix("常务委员会")))
    alts = (span.of(scene.text),) if span != head.title_span else ()
    yield Mention(span, head.issuer_class, head.issuer, "issuer", alts=alts, links=tuple(links), shared=True)


def abbreviated(scene: Scene, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """``…(以下简称州中院)``: the short name stands for the name before it, wherever the report uses it."""
    ends = {one.span.end: one for one in found if one.cls}
    for match in re.finditer(r"[（(]以下(?:统称|简称)[“\"]?(?P<short>[^”\"）)]{2,12})[”\"]?[）)]", scene.text):
        if one := ends.get(match.start()):
            for use in re.finditer(re.escape(match["short"]), scene.text):
                span = Span(*use.span())
                yield Mention(span, one.cls, one.name, "abbreviated", links=one.links, shared=one.shared, code=one.code)
