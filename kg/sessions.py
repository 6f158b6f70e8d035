"""Sessions and plenums: their many short names, and what the header says of the one that heard the report."""

import re
from collections.abc import Iterator

from kg.model import Mention, Span
from kg.scene import Scene


def header_names(scene: Scene) -> Iterator[Mention]:
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
        yield from _the_assembly(scene, Span(*match.span()))


def _the_assembly(scene: Scene, span: Span) -> Iterator[Mention]:
    """``向大会报告``: the assembly that hears the report, as its session names it."""
    place, session = scene.around.place, scene.document.header.session
    links = (("jurisdiction", place),)
    if "人民代表大会" in session:
        yield Mention(span, "PeoplesCongress", f"{place}人民代表大会", "the-assembly", links=links, shared=True)
    elif "政协" in session or "政治协商" in session:
        name = f"中国人民政治协商会议{place}委员会"
        yield Mention(span, "Organization", name, "the-assembly", links=links, shared=True)


_SESSION = re.compile(
    r"(?P<body>(?:自治区|自治州|地区|[省市州县区旗盟])?(?P<party>党委|委)?)(?:第)?(?P<term>[一二三四五六七八九十]{1,4})届"
    r"(?P<kind>人大|人民代表大会|政协|委员会)?(?:第)?(?:(?P<number>[一二三四五六七八九十]{1,3})次(?:全体)?(?P<end>会议|全会)|(?P<all>历次全会))"
)


def sessions(scene: Scene) -> Iterator[Mention]:
    """Short names of sessions (``市二届人大四次会议``) and plenums (``市委二届七次全会``) of the place's own bodies."""
    national = scene.document.header.issuer == "中华人民共和国国务院"
    for match in _SESSION.finditer(scene.text):
        if (own := scene.document.header.session_span) and own.holds(Span(*match.span())):
            continue
        level = match["body"].removesuffix(match["party"] or "")
        place = scene.around.of_level(level) if level else scene.around.place
        if name := _session_full(match, place, national) or (match[0] if level and not scene.around.place else ""):
            alts = (match[0], level + match[0][len(match["body"]) :]) if not match["party"] else (match[0],)
            yield Mention(Span(*match.span()), "Meeting", name, "session-short", alts=alts, shared=True)


_PLENUMS = re.compile(
    r"(?P<t>十[一二三四五六七八九]|二十[一二三]?)届(?P<list>(?:[一二三四五六七八九]中(?:全会)?[、和]){2,})[一二三四五六七八九]中全会"
)


def plenums(scene: Scene) -> Iterator[Mention]:
    """The middle ones of ``十九届二中、三中、四中全会``."""
    for match in _PLENUMS.finditer(scene.text):
        for one in list(re.finditer(r"(?P<n>[一二三四五六七八九])中", match["list"]))[1:]:
            begin = match.start("list") + one.start()
            name = f"中国共产党第{match['t']}届中央委员会第{one['n']}次全体会议"
            alts = (f"党的{match['t']}届{one['n']}中全会", f"{match['t']}届{one['n']}中全会")
            yield Mention(Span(begin, begin + 2), "Meeting", name, "plenum-in-list", alts=alts, shared=True)


_PLENUM = re.compile(
    r"(?P<t>十[一二三四五六七八九]|二十[一二三]?)届(?:[一二三四五六七八九]中[、和])*(?P<n>[一二三四五六七八九])中全会"
)


def said_plenum(scene: Scene) -> Iterator[Mention]:
    """``全会精神``: the central plenum named last before it."""
    for match in re.finditer(r"(?<![中次届委])全会(?=精神)", scene.text):
        if last := next(reversed(list(_PLENUM.finditer(scene.text, 0, match.start()))), None):
            name = f"中国共产党第{last['t']}届中央委员会第{last['n']}次全体会议"
            yield Mention(Span(*match.span()), "Meeting", name, "plenum-just-named", strong=False, shared=True)


_PARTY_CONGRESS = re.compile(r"(?P<level>自治区|自治州|省|市|州|县|区|旗)第?(?P<n>[一二三四五六七八九十]{1,3})次党代会")
_CPPCC = re.compile(
    r"(?P<level>自治区|省|市|州|县|区|旗)政协(?:第)?(?P<t>[一二三四五六七八九十]{1,3})届(?:委员会)?(?P<n>[一二三四五六七八九十]{1,3})次(?:全体)?会议"
)


def congresses(scene: Scene) -> Iterator[Mention]:
    """``省第十二次党代会`` and ``市政协六届四次会议``: sessions that put the body before the ordinal."""
    for match in _PARTY_CONGRESS.finditer(scene.text):
        if place := scene.around.of_level(match["level"]):
            name = f"中国共产党{place}第{match['n']}次代表大会"
            yield Mention(Span(*match.span()), "Meeting", name, "party-congress-local", shared=True)
            span = Span(match.start(), match.start() + len(match["level"]))
            if place != scene.around.place:
                code = next((one.code for one in scene.around.chain if one.name == place), "")
                yield Mention(span, "AdministrativeArea", place, "body-place-by-level", code=code, shared=True)
    for match in _CPPCC.finditer(scene.text):
        if place := scene.around.of_level(match["level"]):
            name = f"中国人民政治协商会议第{match['t']}届{place}委员会第{match['n']}次会议"
            yield Mention(Span(*match.span()), "Meeting", name, "session-cppcc-short", shared=True)


def _session_full(match: re.Match[str], place: str, national: bool) -> str:
    """The full official name of a session, empty where the words do not make one."""
    if match["kind"] in ("人大", "人民代表大会") and match["end"] == "会议" and national:
        return f"第{match['term']}届全国人民代表大会第{match['number']}次会议"
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
