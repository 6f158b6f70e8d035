"""Predications → actions: who did, does or will do what to which entity, with the words that say it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.link import Linked
from kg.model import Action, Document, Entity, Evidence, Mention, Predication, Sentence
from kg.rulebook import rules
from kg.vocabulary import is_a

_ACTING = tuple(
    {
        "PeoplesCongress",
        "StandingCommittee",
        "Committee",
        "PartyBody",
        "GovernmentBody",
        "JudicialBody",
        "Organization",
        "University",
    }
)
#: actions done again and again to one body: each telling is an event of its own
_REPEATED = frozenset({"report", "award", "cooperate", "support", "inquire", "train", "visit", "publish"})
_THANKS = re.compile(r"(?:表示|致以)(?:最|由|诚|崇)?[^，,。；;]{0,12}?(?:感谢|谢意|敬意)")


@dataclass(frozen=True, slots=True)
class _Scene:
    document: Document
    linked: Linked
    issuer: str
    home: str
    entities: Mapping[str, Entity]
    actors: Sequence[tuple[Mention, str]]


def act(document: Document, predications: Sequence[Predication], linked: Linked) -> tuple[Action, ...]:
    """The actions of a document in the order of the text; one told several times is one with all its evidence."""
    actors = tuple((one, key) for one, key in linked.keys.items() if is_a(one.cls, (*_ACTING, "AdministrativeArea")))
    issuer = next((one.key for one in linked.entities if one.name == document.header.issuer), "")
    home = next((one.key for one in linked.entities if one.name == document.header.place), "")
    scene = _Scene(document, linked, issuer, home, {one.key: one for one in linked.entities}, actors)
    found = [one for predication in predications for one in _actions(scene, predication)]
    found += _thanks(scene)
    return _merged([_together(scene, one, predications) for one in found])


#: words right before a verb by which a body does it together with those just named (协同制定)
_TOGETHER = re.compile(r"(?:协同|联合|共同)$")


def _together(scene: _Scene, action: Action, predications: Sequence[Predication]) -> Action:
    """``与甲、乙开展协同立法,拟协同制定《…》``: the partners named before in the sentence are partners in this too."""
    text = scene.document.report.text
    if action.action == "cooperate" or not _TOGETHER.search(text, max(0, action.offset - 4), action.offset):
        return action
    partners = [
        scene.linked.keys[mention]
        for one in predications
        if one.action == "cooperate" and one.sentence.span.begin <= action.offset < one.sentence.span.end
        for role, mention in one.slots
        if role == "partner" and mention in scene.linked.keys and one.verb.begin < action.offset
    ]
    return replace(action, partners=tuple(dict.fromkeys(partners)))


def _actions(scene: _Scene, one: Predication) -> Iterator[Action]:
    if not one.action:
        return
    rule = _rule(one.rule)
    evidence = Evidence(one.span, one.sentence.section.heading)
    own = scene.document.header.place
    agents = [scene.linked.keys[m] for r, m in one.slots if r == "agent" and m in scene.linked.keys and m.name != own]
    partners = tuple(scene.linked.keys[m] for role, m in one.slots if role == "partner" and m in scene.linked.keys)
    objects = [(scene.linked.keys[m], "object") for role, m in one.slots if role == "object" and m in scene.linked.keys]
    objects += [(_special(scene, rule), "object")] if rule.get("object") in ("issuer", "place") else []
    objects += [(key, "partner") for key in partners] if not objects else []
    stated = _stated(scene, one) if not agents else ""
    if one.rule == "award-title" and not stated and _has_subject(scene, one):
        return
    for agent in agents or [stated or scene.issuer]:
        for object_, role in objects:
            if object_ and object_ != agent and not (one.rule == "support" and object_ == scene.home):
                yield Action(
                    action=one.action,
                    status=one.status,
                    agent=agent,
                    object=object_,
                    offset=one.verb.begin,
                    evidences=(evidence,),
                    rule=one.rule,
                    role=role,
                    agent_stated=bool(agents or stated),
                    year=_year(scene, one),
                    topic=one.topic,
                )


def _has_subject(scene: _Scene, one: Predication) -> bool:
    """Whether an honour has a subject of its own, which is no entity here: then it is not the reporting body's."""
    text = scene.document.report.text
    begin = max(text.rfind(mark, 0, one.verb.begin) for mark in "，,。；;：:\n") + 1
    return one.verb.begin - begin >= 2


def _rule(name: str) -> Mapping[str, str]:
    return next(rule for table in ("verb", "frame") for rule in rules("actions")[table] if rule["id"] == name)


def _special(scene: _Scene, rule: Mapping[str, str]) -> str:
    if rule["object"] == "issuer":
        return scene.issuer
    return scene.home


def _year(scene: _Scene, one: Predication) -> int | None:
    head = scene.document.header
    if one.status == one.sentence.status:
        return one.sentence.year
    return head.year_planned if one.status in ("planned", "proposed") else head.year_reported


def _stated(scene: _Scene, one: Predication) -> str:
    """The body that opens the verb's clause with nothing but its own modifiers between: it acts."""
    text = scene.document.report.text
    governed = [mention for _, mention in one.slots]
    for mention, key in scene.actors:
        if mention in governed:
            continue
        if (
            not mention.rule.startswith("body-place")
            and one.span.begin <= mention.span.begin
            and mention.span.end <= one.verb.begin
        ):
            lead = text[one.span.begin : mention.span.begin]
            gap = text[mention.span.end : one.verb.begin]
            if _opens(lead) and re.fullmatch(_GAP, gap):
                return key
    return ""


_GAP = (
    r"(?:(?:始终|认真|积极|切实|全面|深入|严格|坚决|及时|依法|共同|率先|首次|已|还|也|都|将|拟|成功|正式|获批?|牵头|组织"
    r"|高度重视|持续|主动)*)"
)


def _opens(lead: str) -> bool:
    return re.search(r"(?:^|[，,；;、]|由|各)$", lead) is not None


def _thanks(scene: _Scene) -> Iterator[Action]:
    """``在此,我代表…表示衷心的感谢``: to the bodies named in the sentence, or else in the one before it."""
    sentences = scene.document.sentences
    for index, sentence in enumerate(sentences):
        found = _THANKS.search(sentence.span.of(scene.document.report.text))
        if not found or sentence.section.kind == "header":
            continue
        named = _thanked(scene, sentence)
        source = sentence
        if not named and index:
            source = sentences[index - 1]
            named = _thanked(scene, source)
        offset = sentence.span.begin + found.start()
        for key in named:
            evidence = Evidence(sentence.span, sentence.section.heading)
            yield Action("thank", "completed", scene.issuer, key, offset, (evidence,), "thanks", year=sentence.year)


def _thanked(scene: _Scene, sentence: Sentence) -> tuple[str, ...]:
    text = scene.document.report.text
    found = sorted(
        (m.span.begin, key)
        for m, key in scene.actors
        if not m.rule.startswith("body-place")
        and sentence.span.holds(m.span)
        and not text.startswith("同胞", m.span.end)
    )
    place = scene.document.header.place
    towards = text.find("向", sentence.span.begin, sentence.span.end)
    found = [(at, key) for at, key in found if at > towards]
    return tuple(dict.fromkeys(k for _, k in found if k != scene.issuer and scene.entities[k].name != place))


def _merged(found: Sequence[Action]) -> tuple[Action, ...]:
    """One action for each thing done: same action, status, agent and object are one node with several evidences."""
    merged: dict[tuple[str, str, str, str, int], Action] = {}
    for one in sorted(found, key=lambda action: (action.offset, action.object)):
        key = (one.action, one.status, one.agent, one.object, one.offset if one.action in _REPEATED else 0)
        if before := merged.get(key):
            evidences = tuple(dict.fromkeys([*before.evidences, *one.evidences]))
            merged[key] = replace(before, evidences=evidences, topic=before.topic or one.topic)
        else:
            merged[key] = one
    return tuple(merged.values())
