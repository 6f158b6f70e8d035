"""Linked mentions and predications → lasting relations, stated in the text or plainly implied by a name in it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.link import Linked
from kg.model import Document, Entity, Evidence, Predication, Relation
from kg.places import above, divisions, surroundings


@dataclass(frozen=True, slots=True)
class _Scene:
    document: Document
    linked: Linked
    names: Mapping[str, Entity]
    by_key: Mapping[str, Entity]
    issuer: str

    def evidence(self, at: int) -> tuple[Evidence, ...]:
        """The clause at an offset."""
        sentence = next((one for one in self.document.sentences if one.span.begin <= at < one.span.end), None)
        if sentence is None:
            return ()
        clause = next((one.span for one in sentence.clauses if one.span.begin <= at < one.span.end), sentence.span)
        return (Evidence(clause, sentence.section.heading),)


def relate(document: Document, predications: Sequence[Predication], linked: Linked) -> tuple[Relation, ...]:
    """The relations of a document, each once, in the order of the text."""
    names = {name: entity for entity in linked.entities for name in reversed(entity.names)}
    names |= {entity.name: entity for entity in linked.entities}
    issuer = next((one.key for one in linked.entities if one.name == document.header.issuer), "")
    scene = _Scene(document, linked, names, {one.key: one for one in linked.entities}, issuer)
    found = [
        *_implied(scene),
        *_within(scene),
        *_posts(scene),
        *_lasting(scene, predications),
        *_published(scene, predications),
    ]
    return _merged(found)


def _relation(
    scene: _Scene, subject: str, predicate: str, object_: str, offset: int, rule: str, title: str = ""
) -> Iterator[Relation]:
    evidences = scene.evidence(offset)
    if subject and object_ and subject != object_ and evidences:
        yield Relation(subject, predicate, object_, offset, evidences, rule, title)


def _implied(scene: _Scene) -> Iterator[Relation]:
    """What a name itself says: a body's place and parent, a school's university, a regulation's or village's place."""
    for mention, key in scene.linked.keys.items():
        for predicate, name in mention.links:
            if other := scene.names.get(name):
                yield from _relation(
                    scene, key, predicate, other.key, mention.span.begin, f"{mention.rule}:{predicate}"
                )


def _within(scene: _Scene) -> Iterator[Relation]:
    """Divisions inside the reporting place, that place in the one above, and places named one after the other."""
    place = surroundings(scene.document).place
    own = {one.code for one in surroundings(scene.document).chain}
    codes = {str(one.facts["code"]): one for one in scene.linked.entities if "code" in one.facts}
    for code, entity in codes.items():
        division = divisions().get(code)
        upper = next((scene.names[name] for name in above(division) if name in scene.names), None) if division else None
        if (
            upper
            and division
            and (code in own or place in (entity.name, *above(division)) or _adjacent(scene, upper, entity))
        ):
            at = _adjacent(scene, upper, entity) or entity.begin
            yield from _relation(scene, entity.key, "within", upper.key, at, "within-division")


def _adjacent(scene: _Scene, upper: Entity, lower: Entity) -> int:
    ends = {span.end: span.begin for span in upper.spans}
    return next((ends[span.begin] for span in lower.spans if span.begin in ends), 0)


def _posts(scene: _Scene) -> Iterator[Relation]:
    head = scene.document.header
    speaker = scene.names.get(head.speaker)
    if speaker and head.speaker_span:
        title = re.search(
            r"代?(?:常务副|副)?(?:主任|省长|主席|市长|州长|县长|区长|旗长|盟长|总理|院长|检察长|专员|[镇乡]长)$",
            head.speaker_post,
        )
        yield from _relation(
            scene,
            speaker.key,
            "holdsPost",
            _speakers_body(scene),
            head.speaker_span.begin,
            "speaker",
            title[0] if title else "",
        )
    leader, centre = scene.names.get("习近平"), scene.names.get("中国共产党中央委员会")
    if leader and centre and (found := re.search("习近平总书记", scene.document.report.text)):
        yield from _relation(scene, leader.key, "holdsPost", centre.key, found.start(), "general-secretary", "总书记")


def _speakers_body(scene: _Scene) -> str:
    """The body that the speaker's post names (a CPPCC chairman heads the committee, not its standing committee)."""
    span = scene.document.header.speaker_span
    named = (
        key
        for mention, key in scene.linked.keys.items()
        if span and span.holds(mention.span) and mention.cls not in ("Person", "AdministrativeArea")
    )
    return next(named, scene.issuer)


def _lasting(scene: _Scene, predications: Sequence[Predication]) -> Iterator[Relation]:
    """Agreements and mechanisms (cooperatesWith) and paired assistance (supports) that a predication states."""
    place = scene.names.get(scene.document.header.place)
    for one in predications:
        keys = {
            role: [scene.linked.keys[m] for r, m in one.slots if r == role and m in scene.linked.keys]
            for role in ("partner", "agent", "object")
        }
        if one.lasting == "cooperatesWith":
            for key in keys["partner"]:
                yield from _relation(scene, scene.issuer, "cooperatesWith", key, one.verb.begin, one.rule)
        elif one.lasting == "supports" and place:
            for key in keys["agent"]:
                yield from _relation(scene, key, "supports", place.key, one.verb.begin, one.rule)
        elif one.rule.startswith("support-paired"):
            before = [k for m, k in scene.linked.keys.items() if m.span.end == one.verb.begin]
            for key in keys["object"]:
                yield from _relation(scene, (before or [scene.issuer])[0], "supports", key, one.verb.begin, one.rule)


_WORK = re.compile(r"(?:课题|论文|文章|专著|丛书|作品|书籍|刊物|报告)《$")
_AWARDED = re.compile(r"》[^，,。；;]{0,6}(?:荣获|获得?|入选)")


def _published(scene: _Scene, predications: Sequence[Predication]) -> Iterator[Relation]:
    text = scene.document.report.text
    for mention, key in scene.linked.keys.items():
        congress = scene.document.header.issuer_class != "GovernmentBody"
        work = _WORK.search(text, max(0, mention.span.begin - 8), mention.span.begin)
        if mention.cls == "Publication" and (work or (congress and _AWARDED.match(text, mention.span.end))):
            yield from _relation(scene, scene.issuer, "published", key, mention.span.begin, "published-work")
    for one in predications:
        if one.action == "publish" and one.rule in ("publish", "publish-work"):
            for role, mention in one.slots:
                if role == "object" and mention in scene.linked.keys:
                    yield from _relation(
                        scene, scene.issuer, "published", scene.linked.keys[mention], mention.span.begin, "published"
                    )


def _merged(found: Sequence[Relation]) -> tuple[Relation, ...]:
    merged: dict[tuple[str, str, str], Relation] = {}
    for one in sorted(found, key=lambda relation: (relation.offset, relation.subject, relation.object)):
        key = (one.subject, one.predicate, one.object)
        if before := merged.get(key):
            merged[key] = replace(before, evidences=tuple(dict.fromkeys([*before.evidences, *one.evidences])))
        else:
            merged[key] = one
    return tuple(merged.values())
