"""An extraction → the triples of its report, as the graph contract lays down.

Every fact is a node of its own with the passages that state it and the rule that found it. There are no blank nodes,
and the same extraction gives the same triples in the same order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from kg.model import (
    Action,
    Entity,
    Evidence,
    Extraction,
    FirstClaim,
    Header,
    Observation,
    Problem,
    Relation,
    Span,
)
from kg.rdf import (
    DCTERMS,
    NAMES,
    NIF,
    ORG,
    RDF,
    RDFS,
    SKOS,
    Literal,
    NamedNode,
    Names,
    Triple,
    boolean,
    date,
    decimal,
    integer,
    mint,
    string,
    unique,
    year,
    zh,
)
from kg.vocabulary import vocabulary

Fact = Relation | Action | Observation | Problem | FirstClaim

# an entity's facts are literals of the property of the same name, save these: which term of which body it belongs to
_BODY, _TERM = "body", "term"


def graph(extraction: Extraction, names: Names = NAMES) -> list[Triple]:
    """All triples of one report's own graph, each once: the report, its entities, facts and quoted passages."""
    return list(dict.fromkeys(_Graph(extraction, names).triples()))


class _Graph:
    """One report's graph in the making: the namespaces, the local names taken, and the passages still to be written."""

    def __init__(self, extraction: Extraction, names: Names) -> None:
        self.extraction = extraction
        self.document = extraction.document
        self.text = self.document.report.text
        self.names, self.wr, self.wrc = names, names.wr, names.wrc
        self.report = names.report(self.document.report.id)
        self.facts = names.facts(self.document.report.id)
        self.section_begins = [section.span.begin for section in self.document.sections]
        self.named = {entity.name: entity for entity in reversed(extraction.entities)}
        self.keyed = {entity.key: entity for entity in extraction.entities}
        self.taken: set[str] = set()
        self.passages: dict[Span, str] = {}

    def triples(self) -> Iterator[Triple]:
        """Everything; the passages last, since the facts say which there are."""
        yield from self.of_report()
        for entity in self.extraction.entities:
            yield from self.of_entity(entity)
        for relation in self.extraction.relations:
            yield from self.of_relation(relation)
        for action in self.extraction.actions:
            yield from self.of_action(action)
        for observation in self.extraction.observations:
            yield from self.of_observation(observation)
        for problem in self.extraction.problems:
            yield from self.of_problem(problem)
        for first in self.extraction.firsts:
            yield from self.of_first(first)
        for span, section in self.passages.items():
            yield from self.of_passage(span, section)

    # --- the report and its things -----------------------------------------------------------------------------------

    def of_report(self) -> Iterator[Triple]:
        """The report, which is the text that its passages refer to as well."""
        wr, header, report = self.wr, self.document.header, self.document.report
        term = self.session_term(header)
        yield from _about(
            self.report,
            (RDF("type"), wr("Report")),
            (RDF("type"), NIF("Context")),
            (RDFS("label"), zh(header.title) if header.title else string(report.id)),
            (DCTERMS("title"), _zh(header.title)),
            (DCTERMS("date"), date(header.date) if header.date else None),
            (wr("issuer"), self.entity_named(header.issuer)),
            (wr("speaker"), self.entity_named(header.speaker)),
            (wr("speakerPost"), _zh(header.speaker_post)),
            (wr("session"), self.entity_named(header.session)),
            (wr("term"), self.term_node(*term) if term else None),
            (wr("yearReported"), _year(header.year_reported)),
            (wr("yearPlanned"), _year(header.year_planned)),
            (wr("sha256"), string(report.sha256)),
            (NIF("isString"), string(report.text)),
        )
        for span in (header.title_span, header.date_span, header.session_span, header.speaker_span):
            yield from _about(self.report, (wr("evidence"), self.passage(span, self.section(span)) if span else None))
        if term:
            yield from self.of_term(*term, label=_term_name(header.session))

    def of_entity(self, entity: Entity) -> Iterator[Triple]:
        """An entity with all its names and the words that first speak of it."""
        node = self.names.id(entity.key)
        first = entity.spans[0]
        yield from _about(
            node,
            (RDF("type"), self.wr(vocabulary().cls(entity.cls).name)),
            (SKOS("prefLabel"), zh(entity.name)),
            (RDFS("label"), zh(entity.name)),
            *((SKOS("altLabel"), zh(name)) for name in entity.names[1:] if name != entity.name),
            (self.wr("firstMention"), self.passage(first, self.section(first))),
            (self.wr("rule"), string(entity.rule)),
        )
        for name, value in entity.facts.items():
            if value and name not in (_BODY, _TERM):
                term = integer(value) if isinstance(value, int) else string(value)
                yield Triple(node, self.wr(vocabulary().property(name).name), term)
        yield from self.of_entity_term(node, entity)

    def of_entity_term(self, node: NamedNode, entity: Entity) -> Iterator[Triple]:
        """The term of a body that an entity, such as a session, belongs to."""
        ordinal = entity.facts.get(_TERM)
        body = self.keyed.get(str(entity.facts.get(_BODY))) or (self.convened(entity.name) if ordinal else None)
        if body and isinstance(ordinal, int) and ordinal:
            yield Triple(node, self.wr("term"), self.term_node(body, ordinal))
            yield from self.of_term(body, ordinal, label=_term_name(entity.name))

    def convened(self, session: str) -> Entity | None:
        """The body whose session has that name: the one whose own name it begins with, the term left out."""
        untermed = re.sub(r"第?[一二三四五六七八九十]+届", "", session)
        bodies = [body for name, body in self.named.items() if untermed.startswith(name) and body.cls in _BODIES]
        return max(bodies, key=lambda body: len(body.name), default=None)

    def session_term(self, header: Header) -> tuple[Entity, int] | None:
        """The body whose session heard the report, and which term of it that was."""
        body = self.convened(header.session) if header.term_ordinal else None
        return (body, header.term_ordinal) if body and header.term_ordinal else None

    def term_node(self, body: Entity, ordinal: int) -> NamedNode:
        """The node of a body's term: ``id:term-<body>-<ordinal>``."""
        return self.names.id(f"term-{mint(body.name)}-{ordinal}")

    def of_term(self, body: Entity, ordinal: int, label: str) -> Iterator[Triple]:
        """A term (届) of a body."""
        name = zh(label or f"{body.name}第{ordinal}届")
        yield from _about(
            self.term_node(body, ordinal),
            (RDF("type"), self.wr("Term")),
            (SKOS("prefLabel"), name),
            (RDFS("label"), name),
            (self.wr("termOf"), self.names.id(body.key)),
            (self.wr("ordinal"), integer(ordinal)),
        )

    # --- facts -------------------------------------------------------------------------------------------------------

    def of_relation(self, relation: Relation) -> Iterator[Triple]:
        """The bare triple, the statement that carries its evidence, and the post where there is one."""
        subject, target = self.names.id(relation.subject), self.names.id(relation.object)
        predicate = self.wr(vocabulary().property(relation.predicate).name)
        node = self.fact_node("rel", relation.offset)
        yield Triple(subject, predicate, target)
        yield from self.of_fact(node, self.wr("Statement"), relation, relation.offset)
        yield from _about(node, (RDF("subject"), subject), (RDF("predicate"), predicate), (RDF("object"), target))
        if relation.title:
            yield from self.of_post(relation, subject, target)

    def of_post(self, relation: Relation, person: NamedNode, body: NamedNode) -> Iterator[Triple]:
        """Who holds which post in what body: a thing in time, so a node and not an edge."""
        role = self.names.id(f"role-{mint(relation.title)}")
        node = self.fact_node("post", relation.offset)
        yield from self.of_fact(node, ORG("Membership"), relation, relation.offset)
        yield from _about(node, (ORG("member"), person), (ORG("organization"), body), (ORG("role"), role))
        label = zh(relation.title)
        yield from _about(role, (RDF("type"), ORG("Role")), (SKOS("prefLabel"), label), (RDFS("label"), label))

    def of_action(self, action: Action) -> Iterator[Triple]:
        """An activity and, where it is completed, the direct triple from its agent to its object."""
        wr, kind = self.wr, vocabulary().action(action.action)
        # the body that reports may be unknown, as in an excerpt; then no agent is better than a wrong one
        agent = self.names.id(action.agent) if action.agent else None
        node, target = self.fact_node("act", action.offset), self.names.id(action.object)
        yield from self.of_fact(node, wr("Activity"), action, action.offset)
        yield from _about(
            node,
            (wr("action"), self.wrc(kind.name)),
            (wr("status"), self.wrc(vocabulary().status(action.status).name)),
            (wr("agent"), agent),
            (wr("agentStated"), boolean(action.agent_stated)),
            (wr(vocabulary().property(action.role).name), target),
            *((wr("partner"), self.names.id(partner)) for partner in action.partners),
            *((wr("place"), self.names.id(place)) for place in action.places),
            (wr("year"), _year(action.year)),
            (wr("topic"), _zh(action.topic)),
        )
        if agent and action.status == "completed":
            yield Triple(agent, wr(kind.direct), target)

    def of_observation(self, observation: Observation) -> Iterator[Triple]:
        """A number with what it measures."""
        wr, terms = self.wr, vocabulary()
        node = self.fact_node("obs", observation.span.begin)
        yield from self.of_fact(node, wr("Observation"), observation, observation.span.begin)
        modifier, indicator = observation.modifier, observation.indicator
        yield from _about(
            node,
            (wr("measure"), zh(observation.measure)),
            (wr("value"), decimal(observation.value)),
            (wr("upper"), None if observation.upper is None else decimal(observation.upper)),
            (wr("unit"), _string(observation.unit)),
            (wr("literal"), string(observation.literal)),
            (wr("modifier"), self.wrc(terms.modifier(modifier).name) if modifier else None),
            (wr("status"), self.wrc(terms.status(observation.status).name)),
            (wr("indicator"), self.wrc(terms.indicator(indicator).name) if indicator else None),
            (wr("agent"), self.names.id(observation.agent) if observation.agent else None),
            (wr("verb"), _zh(observation.verb)),
            (wr("year"), _year(observation.year)),
        )

    def of_problem(self, problem: Problem) -> Iterator[Triple]:
        """A shortcoming that the report admits."""
        node = self.fact_node("problem", problem.offset)
        yield from self.of_fact(node, self.wr("Problem"), problem, problem.offset)
        yield Triple(node, RDFS("label"), zh(problem.text))

    def of_first(self, first: FirstClaim) -> Iterator[Triple]:
        """A claim to be first, and the area it is claimed for."""
        node = self.fact_node("first", first.offset)
        yield from self.of_fact(node, self.wr("FirstClaim"), first, first.offset)
        yield from _about(node, (RDFS("label"), zh(first.text)), (self.wr("scope"), _zh(first.scope)))

    # --- what every fact has -----------------------------------------------------------------------------------------

    def fact_node(self, kind: str, offset: int) -> NamedNode:
        """A node for a fact, called by its kind and where it stands; several at one place are numbered."""
        return self.facts(unique(f"{kind}-{offset}", self.taken))

    def of_fact(self, node: NamedNode, cls: NamedNode, fact: Fact, offset: int) -> Iterator[Triple]:
        """Class, place in the text, evidence and rule of a fact."""
        yield from _about(
            node,
            (RDF("type"), cls),
            (self.wr("offset"), integer(offset)),
            *((self.wr("evidence"), self.evidence(evidence)) for evidence in fact.evidences),
            (self.wr("rule"), string(fact.rule)),
        )

    def evidence(self, evidence: Evidence) -> NamedNode:
        """The passage of an evidence."""
        return self.passage(evidence.span, evidence.section)

    def passage(self, span: Span, section: str) -> NamedNode:
        """The node of a passage, which will be written with the others; one for each span."""
        self.passages.setdefault(span, section)
        return self.facts(f"passage-{span.begin}-{span.end}")

    def of_passage(self, span: Span, section: str) -> Iterator[Triple]:
        """A stretch of the report, its words quoted character for character."""
        yield from _about(
            self.passage(span, section),
            (RDF("type"), self.wr("Passage")),
            (NIF("beginIndex"), integer(span.begin)),
            (NIF("endIndex"), integer(span.end)),
            (NIF("anchorOf"), string(span.of(self.text))),
            (NIF("referenceContext"), self.report),
            (self.wr("section"), _zh(section)),
        )

    def section(self, span: Span) -> str:
        """The heading that a span stands under, empty before the first."""
        at = bisect_right(self.section_begins, span.begin) - 1
        return self.document.sections[at].heading if at >= 0 else ""

    def entity_named(self, name: str) -> NamedNode | None:
        """The entity with that full official name."""
        return self.names.id(self.named[name].key) if name in self.named else None


# the bodies that are elected for terms
_BODIES = ("PeoplesCongress", "Organization", "PartyBody")


def _about(subject: NamedNode, *pairs: tuple[NamedNode, NamedNode | Literal | None]) -> Iterator[Triple]:
    """A triple for each pair that has a value."""
    return (Triple(subject, predicate, value) for predicate, value in pairs if value is not None)


def _zh(words: str) -> Literal | None:
    return zh(words) if words else None


def _string(value: str) -> Literal | None:
    return string(value) if value else None


def _year(value: int | None) -> Literal | None:
    return None if value is None else year(value)


def _term_name(session: str) -> str:
    """The name of a term inside that of its session.

    >>> _term_name("甲市第二届人民代表大会第五次会议")
    '甲市第二届人民代表大会'
    """
    found = re.match(r"(.*届.*?)(?:第[^第届]+次.*)", session)
    return found[1] if found else ""
