"""《Titles》: what kind of work a title names, its full name, and the place or site that a regulation applies to."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from kg.known import names_of
from kg.model import Mention, Span
from kg.places import Surroundings, named
from kg.rulebook import Rule, gazetteer, pattern, rules
from kg.scene import HAN, LEVEL_WORDS, Scene


def titles(scene: Scene) -> Iterator[Mention]:
    """Every 《title》 of the text, and the lake, river or site that a regulation's title names."""
    for match in re.finditer(r"《\s*([^《》\n]{2,80}?(?:〈[^〈〉]*〉[^《》\n]*?)?)\s*》", scene.text):
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
    kind = _in_its_body(kind, bare, around)
    cls, shared = kind["class"], kind["id"] in ("title-national-law", "title-party-rule")
    name = full_title(bare, cls, around)
    return Mention(
        span, cls, name, kind["id"], alts=_alts(words_, bare), links=tuple(_applies(name, cls, around)), shared=shared
    )


def _in_its_body(kind: Rule, words_: str, around: Surroundings) -> Rule:
    """A body's own rules (``政协…条例``) are no regulations; a congress's measures that bear a place's name are."""
    by_id = {rule["id"]: rule for rule in rules("names")["title"]}
    if kind["class"] == "LocalRegulation" and _OWN_RULE.match(words_):
        return by_id["title-rule"]
    prefix = _place_prefix(words_)
    measures = kind["id"] == "title-rule" and words_.endswith("办法") and prefix and not _OWN_RULE.match(words_)
    if (
        measures
        and around.issuer_class == "StandingCommittee"
        and not re.match("人大|人民代表|政协", words_[len(prefix) :])
    ):
        return by_id["title-implementing-measures"]
    return kind


_OWN_RULE = re.compile(r"政协|.{0,12}(?:委员会|人大常委会|人民检察院|人民法院|机关|党组)")


def _fits_title(rule: Rule, words_: str) -> bool:
    if rule["id"] == "title-national-law" and not words_.startswith("中华人民共和国"):
        return (
            words_.endswith(("法", "法典"))
            and len(words_) >= 3
            and not re.search("办法|方法|做法|工作法|语法|书法|用法", words_[-3:])
        )
    return pattern(rule["regex"]).search(words_) is not None


def _alts(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def full_title(words_: str, cls: str, around: Surroundings) -> str:
    """A regulation's title with its place in front, and a level word or body in front spelled out."""
    place = around.place
    if not place or cls not in ("LocalRegulation", "NormativeDocument"):
        return words_
    for level in LEVEL_WORDS:
        if words_.startswith(level) and (full := around.of_level(level)):
            return full + words_[len(level) :]
    if cls == "LocalRegulation" and not _place_prefix(words_) and not _site(words_).endswith("新区"):
        return place + words_
    return words_


def _place_prefix(words_: str) -> str:
    """The full or short name of a division that a title begins with, the longest there is."""
    return next((words_[:n] for n in range(min(14, len(words_)), 1, -1) if named(words_[:n])), "") or _suffix_place(
        words_
    )


def _suffix_place(words_: str) -> str:
    found = re.match(rf"[{HAN}]{{1,8}}?(?:省|自治区|自治州|自治县|市|州|县|旗)(?=[{HAN}〈《]{{4,}})", words_)
    return found[0] if found and len(found[0]) > 2 else ""


def _applies(name: str, cls: str, around: Surroundings) -> Iterator[tuple[str, str]]:
    """The place that a regulation applies to: a lake, river or site its title names after the place, else the place."""
    prefix = _place_prefix(name)
    site = _site(name[len(prefix) :])
    if cls != "LocalRegulation" or not (prefix or site):
        return
    division = around.choose(named(prefix))
    yield "appliesTo", site or (division.name if division else prefix)


def _site(rest: str) -> str:
    found = re.match(
        rf"[{HAN}]{{1,5}}?(?:湖|河|江|山|水库|峡谷|草原|古城|石窟|海|沟|湾|岛|泉|渠|池|泊)(?=湿地|风景|自然|流域|水|生态|保护|管理|国家|旅游|候鸟|岸线|环境|资源|综合)|[{HAN}]{{2,4}}新区(?=促进|条例|管理|发展)",
        rest,
    )
    return (
        found[0]
        if found and not re.match(r"[一-鿿]*(?:河湖|江河|湖泊|水源|矿山|登山|海洋|城市|河道|水库|饮用)", rest)
        else ""
    )


@cache
def _law_names() -> Mapping[str, str]:
    return {
        name: row["name"] for file in ("laws", "state-regulations") for row in gazetteer(file) for name in names_of(row)
    }


@cache
def _party_rules() -> Mapping[str, str]:
    return {name: row["name"] for row in gazetteer("party-rules") for name in names_of(row)}


def full_meeting(words_: str, around: Surroundings) -> str:
    """A meeting's name with a level word in front spelled out."""
    level = next((word for word in LEVEL_WORDS if words_.startswith(word)), "")
    return (around.of_level(level) or level) + words_[len(level) :]
