"""Mentions → entities: one thing, one node, under its full official name with every name that the report uses."""

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Document, Entity, Mention
from kg.rdf import mint
from kg.vocabulary import guide_class

#: class → the first part of an entity's key
PREFIXES = {
    "PeoplesCongress": "org",
    "StandingCommittee": "org",
    "Committee": "org",
    "PartyBody": "org",
    "GovernmentBody": "org",
    "JudicialBody": "org",
    "University": "org",
    "Organization": "org",
    "Station": "station",
    "Person": "person",
    "AdministrativeArea": "place",
    "Place": "place",
    "Law": "law",
    "LocalRegulation": "regulation",
    "NormativeDocument": "rule",
    "Document": "document",
    "Publication": "publication",
    "Program": "program",
    "Meeting": "meeting",
}
#: a short name must be as long as this, and end like this, before a longer one may be taken for the same thing
_SHORT_NAME = 5
_MECHANISMS = ("制度", "机制", "责任制", "活动", "行动", "工程", "工作格局")
_SIGNS = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』 \u3000\t\n")


@dataclass(frozen=True, slots=True)
class Linked:
    """What ``link`` gives: the entities in the order of first mention, and the entity's key for every mention."""

    entities: tuple[Entity, ...]
    keys: Mapping[Mention, str]


def fold(name: str) -> str:
    """A name for comparing: width folded, quotation marks and spaces dropped."""
    return unicodedata.normalize("NFKC", name).translate(_SIGNS)


def link(document: Document, mentions: Sequence[Mention], governed: Collection[Mention] = ()) -> Linked:
    """Group mentions into entities. A weak mention that no verb governs joins an entity or is dropped."""
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in (one for one in mentions if one.cls):
        groups.setdefault((_prefix(mention.cls), _identity(mention, document)), []).append(mention)
    _join_short_names(groups)
    by_key: dict[str, list[Mention]] = {}
    for group in groups.values():
        if any(one.strong or one in governed for one in group):
            by_key.setdefault(_key(document, *_best(group)), []).extend(group)
    entities = [_entity(document, key, group) for key, group in by_key.items()]
    keys = {mention: key for key, group in by_key.items() for mention in group}
    return Linked(tuple(sorted(entities, key=lambda one: (one.begin, one.key))), keys)


def _prefix(cls: str) -> str:
    """The first part of a class's keys; a class that the table does not name keys as the one above it."""
    return PREFIXES.get(guide_class(cls), "thing")


def _best(group: list[Mention]) -> tuple[Mention, str]:
    """The mention that knows the full name best, and the code that any of the group knows."""
    best = next((one for one in group if one.shared), max(group, key=lambda one: len(one.name)))
    return best, next((one.code for one in group if one.code), "")


def _join_short_names(groups: dict[tuple[str, str], list[Mention]]) -> None:
    """``请示报告制度`` is the ``重大事项请示报告制度`` of the same report, where only one longer name ends in it."""
    for short in sorted(groups, key=lambda key: len(key[1])):
        prefix, name = short
        if prefix != "program" or len(name) < _SHORT_NAME or not name.endswith(_MECHANISMS):
            continue
        longer = [key for key in groups if key[0] == prefix and key != short and key[1].endswith(name)]
        if len(longer) == 1 and not any(one.shared for one in groups[short]):
            groups[longer[0]] += groups.pop(short)


def _identity(mention: Mention, document: Document) -> str:
    """What makes two mentions the same thing: the full name, or for a quoted programme the words in quotation marks."""
    quoted = re.match(r"[“\"]([^“”\"]{2,})[”\"]", mention.name)
    if mention.cls == "Program" and quoted and not mention.shared:
        last = fold(quoted[1]).split("·")[-1]
        return f"“{last}”" + ("奖" if mention.name.endswith("奖") else "")
    if mention.cls == "Station":
        name = re.sub(r"^(?:各级)?(?:人大)?(?=代表)", "人大", fold(mention.name))
        return name.removeprefix(f"{document.header.place}人大常委会")
    return fold(mention.name)


def _entity(document: Document, key: str, group: list[Mention]) -> Entity:
    text = document.report.text
    first = min(group, key=lambda one: one.span)
    best, code = _best(group)
    surfaces = [one.span.of(text) for one in group if one.rule not in _NO_SURFACE]
    names = dict.fromkeys([best.name, *(alt for one in group for alt in (one.name, *one.alts)), *surfaces])
    spans = tuple(sorted({one.span for one in group}))
    facts = {name: value for one in group for name, value in one.facts.items()}
    return Entity(
        key=key,
        cls=best.cls,
        names=tuple(name.strip() for name in names if name.strip()),
        spans=spans,
        rule=first.rule,
        facts=facts | ({"code": code} if code else {}),
    )


#: rules whose span is not the name itself: one name of a list that shares a head, a word that governs
_NO_SURFACE = frozenset({"shared-school", "shared-body", "body-place-by-level"})


def _key(document: Document, mention: Mention, code: str) -> str:
    """The IRI's local part: shared things by name or code, a report's own things under the reporting place."""
    prefix = _prefix(mention.cls)
    if code:
        return f"{prefix}-{code}"
    place = document.header.place
    name = mention.name.replace("人民代表大会常务委员会", "人大常委会") if prefix == "org" else mention.name
    if mention.shared or (place and place in name):
        return mint(f"{prefix}-{name}")
    scope = place or document.report.id
    year = f"-{document.header.year_reported}" if prefix in _YEARLY and document.header.year_reported else ""
    return mint(f"{prefix}-{scope}{year}-{name}")


#: what is heard, written or held anew each year under the same name: next year's is another thing
_YEARLY = frozenset({"document", "meeting"})
