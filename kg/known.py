"""Names of public knowledge, from gazetteers: bodies, laws, universities, leaders, programmes, regions, divisions."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.model import Mention, Span
from kg.places import Division, ancestors, divisions, named
from kg.rulebook import Row, gazetteer
from kg.scene import HAN, LEVEL_WORDS, Scene

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
    "publications": "Publication",
    "programs": "Program",
    "regions": "Place",
}


def names_of(row: Row) -> tuple[str, ...]:
    """All names of a gazetteer row, the full one first."""
    return tuple(dict.fromkeys(name for name in f"{row['name']}|{row.get('short', '')}".split("|") if name))


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, str, Row | None, tuple[Division, ...]], ...]]:
    """The automaton over every name, and for each name what it stands for: (name, file, row, divisions)."""
    entries: dict[str, tuple[str, str, Row | None, tuple[Division, ...]]] = {}
    for file in _FILES:
        for row in gazetteer(file):
            for name in names_of(row):
                entries.setdefault(name, (name, file, row, ()))
    for division in divisions().values():
        for name in (division.name, *division.short):
            entries.setdefault(name, (name, "divisions", None, named(name)))
    return AhoCorasick(list(entries), matchkind=MatchKind.LeftmostLongest), tuple(entries.values())


@lru_cache(maxsize=1)
def _hits(text: str) -> tuple[tuple[Span, tuple[str, str, Row | None, tuple[Division, ...]]], ...]:
    """Every gazetteer name in a text with what it stands for; kept for the text in hand, which is asked for thrice."""
    automaton, entries = _automaton()
    found = automaton.find_matches_as_indexes(text)
    return tuple((Span(begin, end), entries[index]) for index, begin, end in found)


def known(scene: Scene) -> Iterator[Mention]:
    """Every name that a gazetteer other than that of the divisions holds, where it stands as a word of its own."""
    for span, (name, file, row, _) in _hits(scene.text):
        if row is None or _runs_on(name, file, scene.text, span):
            continue
        if len(name) <= 4 and not scene.whole(span) and not _quoted(scene.text, span):
            continue
        yield _known_mention(scene.text, span, file, row)


def _runs_on(name: str, file: str, text: str, span: Span) -> bool:
    """Whether a name is only the start of other words (农业农村部门, 公司法人), or a paper's title without marks."""
    after = text[span.end : span.end + 1]
    if file == "publications":
        return not _quoted(text, span) and not name.endswith(("报", "网", "杂志", "客户端"))
    return (name.endswith("部") and after == "门") or (name.endswith("法") and after in tuple("律制人规治院庭定"))


def _quoted(text: str, span: Span) -> bool:
    return text[span.begin - 1 : span.begin] in ("“", "《", "‘") and text[span.end : span.end + 1] in ("”", "》", "’")


#: what follows a region that is meant itself, not as the first part of another name (长江存储, 长江中游航运中心)
_REGION = re.compile(r"[，,。；;、：:）)的等和与及在沿是“]|干流|流域|沿[线岸]|地区|一体化|国家战略|崛起|$")


def _known_mention(text: str, span: Span, file: str, row: Row) -> Mention:
    doctrine = file == "programs" and row.get("kind") == "doctrine"
    cls = "" if doctrine else (row.get("cls") or _FILES[file])
    congress = file == "bodies" and row.get("partof") and row["cls"] in ("StandingCommittee", "Committee")
    links = (("partOf", row["partof"]),) if congress else ()
    if _quoted(text, span) and file == "programs":
        span = Span(span.begin - 1, span.end + 1)
    strong = file != "programs" and (file != "regions" or _REGION.match(text, span.end) is not None)
    return Mention(span, cls, row["name"], f"gazetteer-{file}", strong=strong, links=links, shared=True)


def _doubtful(name: str, division: Division) -> bool:
    """Whether a county's name may be other words (和县, 会同县, any short form): it must be near to be meant."""
    return division.level == "county" and (name != division.name or len(name) == 2 or name.startswith(("会同", "南部")))


def _stands_alone(text: str, span: Span, name: str) -> bool:
    """Whether a county's short name is listed or set off, not the first part of another name (西夏陵)."""
    listed = (
        text[span.end : span.end + 1] in tuple("，,。；;、和及与等（(”") or text[span.begin - 1 : span.begin] == "、"
    )
    return listed or name.endswith(("县", "市", "区", "旗"))


def divisions_in(scene: Scene) -> Iterator[Mention]:
    """Administrative divisions; a county that shares its name or has a doubtful one only near the reporting place."""
    last: tuple[int, str] | None = None
    for span, (name, file, _, candidates) in _hits(scene.text):
        if file != "divisions":
            continue
        chosen = scene.around.choose(candidates) or _below(candidates, last, span)
        follows = last is not None and last[0] == span.begin
        if chosen is None or not (span.begin in scene.starts or follows):
            continue
        if len(name) < 4 and name != chosen.name and not scene.whole(span):
            continue
        if re.match("[东西南北中]?[大]?[路街]", scene.text[span.end : span.end + 3]):
            continue
        if _doubtful(name, chosen) and not (scene.around.near(chosen) and _stands_alone(scene.text, span, name)):
            continue
        last = (span.end, chosen.code)
        own = scene.around.chain and scene.around.chain[0].code == chosen.code
        full = scene.around.place if own else chosen.name
        yield Mention(span, "AdministrativeArea", full, "gazetteer-divisions", code=chosen.code, shared=True)


def _below(candidates: tuple[Division, ...], last: tuple[int, str] | None, span: Span) -> Division | None:
    """Of divisions that share a name, the one below the division named right before it (南京市鼓楼区)."""
    if last is None or last[0] != span.begin:
        return None
    below = [one for one in candidates if last[1] in {above.code for above in ancestors(one)}]
    return below[0] if len(below) == 1 else None


def own_place(scene: Scene) -> Iterator[Mention]:
    """``全市``, ``全疆`` and the full own name where the gazetteer does not know it."""
    place = scene.around.place
    if not place:
        return
    code = scene.around.chain[0].code if scene.around.chain else ""
    for match in re.finditer(rf"全(?:{'|'.join(LEVEL_WORDS)})|{re.escape(place)}", scene.text):
        if match[0] == place or scene.around.of_level(match[0][1:]) == place:
            span = Span(*match.span())
            yield Mention(
                span, "AdministrativeArea", place, "own-place", strong=match[0] == place, code=code, shared=True
            )


_TOWN = rf"(?P<town>[{HAN}]{{2,10}}?(?:乡|镇|街道)(?!村|镇|土|企|里|音|情|级|政))"
_VILLAGE = rf"(?P<village>[{HAN}]{{2,14}}?(?:嘎查|村|社区)(?!民|务|级|委|两|支|干|集体|庄|振))"
_NAMED_PLACE = rf"(?P<town2>[{HAN}]{{2,5}}?[乡镇])(?P<village2>[{HAN}]{{2,5}}?村)"
_AFTER_PLACE = re.compile(rf"{_TOWN}?{_VILLAGE}?")
_AFTER_VERB = re.compile(
    rf"(?:结对帮扶|定点帮扶|对口帮扶|帮扶|包联|结对|支援|驻|联系|走访)了?{_TOWN}{_VILLAGE}?|(?<=[，,。；;\n]){_NAMED_PLACE}(?=入选|获|被|荣|村民)"
)
_NOWHERE = Division("", "", (), "", "")
_NO_VILLAGE = re.compile(
    r"[家城老故下返回水梦]乡|多民族|示范社区|健儿|[、和及与等各的在对为]|[乡县]镇|成员|班子|[县市州旗]|乡村|城乡|农村|进行|完善|城镇|考察|调研|开展|推进|组织|建设|全面|重点|实施"
)


def villages(scene: Scene, places: tuple[Mention, ...]) -> Iterator[Mention]:
    """Townships and villages: after a county's name, after each other, or after a verb such as 帮扶."""
    for place in places:
        found = _AFTER_PLACE.match(scene.text, place.span.end)
        low = place.name.endswith(("县", "区", "旗")) or divisions().get(place.code, _NOWHERE).level == "county"
        if found and found[0] and (found["town"] or low) and not _NO_VILLAGE.search(found[0]):
            yield from _nested(found, place.name)
    if scene.around.place:
        begins = {place.span.begin for place in places}
        for found in _AFTER_VERB.finditer(scene.text):
            words_ = "".join(word for word in found.groups() if word)
            if found.start("town") not in begins and (found["town2"] or not _NO_VILLAGE.search(words_)):
                yield from _nested(found, scene.around.place)


def _nested(found: re.Match[str], upper: str) -> Iterator[Mention]:
    for group in ("town", "village", "town2", "village2"):
        if found.groupdict().get(group):
            span = Span(found.start(group), found.end(group))
            name = upper + found[group]
            links = (("within", upper),)
            yield Mention(
                span, "AdministrativeArea", name, "place-nested", alts=(found[group],), links=links, shared=True
            )
            upper = name


def schools(scene: Scene) -> Iterator[Mention]:
    """A school after its university (``湖南大学法学院``) and the university itself."""
    for span, (_, file, row, _) in _hits(scene.text):
        found = _SCHOOL.match(scene.text, span.end)
        if file != "universities" or row is None or not found or _NO_SCHOOL.search(found[0]):
            continue
        whole = Span(span.begin, found.end())
        links = (("partOf", row["name"]),)
        yield Mention(whole, "University", row["name"] + found[0], "school", links=links, shared=True)
        yield Mention(span, "University", row["name"], "university-of-school", shared=True)


_SCHOOL = re.compile(rf"[{HAN}]{{1,8}}?(?:学院|研究院|研究中心|分院|分校)")
_NO_SCHOOL = re.compile(r"[、和及与等大]|签订|建立|合作|共建|联合|举办|设立|开展")
