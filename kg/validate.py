"""A graph held against its contract: fast checks with codes over the triples, then SHACL as the gate.

``CHECKS`` is a table code → function; a check's docstring is its message, in English and in Chinese, and it yields a
subject and a detail for each fault. Codes go by hundreds: 1 the report as input, 2 rules,
3 entities, 4 facts, 5 the graph, 6 the shapes; ``W`` where ``E`` would is only a warning.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import product

from kg import vocabulary
from kg.rdf import (
    DCTERMS,
    NIF,
    ORG,
    RDF,
    RDFS,
    SKOS,
    XSD,
    BlankNode,
    Literal,
    NamedNode,
    Names,
    Term,
    Triple,
    names_of,
    ntriples,
)

Fault = tuple[Term, str]
Check = Callable[["Graph"], Iterator[Fault]]

SHAPE_CODE = "E601"
# longer details are cut: a finding is one line
_DETAIL = 80


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: its code, the node it is about, what is wrong in both languages, and the value at fault."""

    code: str
    subject: str
    zh: str
    en: str
    detail: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it is more than a warning."""
        return self.code.startswith("E")

    def message(self, lang: str = "zh") -> str:
        """What is wrong, in ``zh`` or ``en``."""
        return self.en if lang == "en" else self.zh


class Graph:
    """A graph's triples by predicate and subject, as the checks look at them."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self.names: Names = names_of(self.triples)
        self.wr = self.names.wr
        self.values: defaultdict[NamedNode, dict[Term, list[Term]]] = defaultdict(dict)
        for subject, predicate, term in self.triples:
            self.values[predicate].setdefault(subject, []).append(term)
        self._below: dict[str, set[Term]] = {}
        self.by_class: defaultdict[Term, list[Term]] = defaultdict(list)
        for subject, cls in self.pairs(RDF("type")):
            self.by_class[cls].append(subject)

    def pairs(self, predicate: NamedNode) -> Iterator[tuple[Term, Term]]:
        """Term and value of every triple with this predicate."""
        for subject, terms in self.values.get(predicate, {}).items():
            for term in terms:
                yield subject, term

    def all(self, subject: Term, predicate: NamedNode) -> list[Term]:
        """The values of a predicate."""
        return self.values.get(predicate, {}).get(subject, [])

    def one(self, subject: Term, predicate: NamedNode) -> Term | None:
        """The first value of a predicate."""
        return next(iter(self.all(subject, predicate)), None)

    def text(self, subject: Term, predicate: NamedNode) -> str:
        """The first value of a predicate as text, empty where there is none."""
        value = self.one(subject, predicate)
        return value.value if isinstance(value, Literal) else ""

    def number(self, subject: Term, predicate: NamedNode) -> int:
        """The first value of a predicate as a number, -1 where it is none."""
        text = self.text(subject, predicate)
        return int(text) if text.isdecimal() else -1

    def members(self, *classes: str) -> list[Term]:
        """The nodes of classes of the vocabulary."""
        return [subject for name in classes for subject in self.by_class[self.wr(name)]]

    def is_a(self, node: Term, cls: str) -> bool:
        """Whether a node is of a class of the vocabulary, or of one below it; concepts are, unless described."""
        if isinstance(node, NamedNode) and node.value.startswith(self.names.wrc) and not self.all(node, RDF("type")):
            return True
        return node in self._members_below(cls)

    def _members_below(self, cls: str) -> set[Term]:
        if cls not in self._below:
            self._below[cls] = set(self.members(*vocabulary.vocabulary().subclasses(cls)))
        return self._below[cls]

    @cached_property
    def nodes(self) -> list[NamedNode]:
        """All IRIs that are subject or value of a triple, each once."""
        found = {subject for subjects in self.values.values() for subject in subjects}
        found.update(term for _, _, term in self.triples if isinstance(term, NamedNode))
        return [node for node in found if isinstance(node, NamedNode)]

    @cached_property
    def report_texts(self) -> dict[Term | None, str]:
        """Report → its whole text."""
        return {report: self.text(report, NIF("isString")) for report in self.members("Report")}

    @cached_property
    def spans(self) -> dict[Term, tuple[int, int]]:
        """Passage → where it begins and ends."""
        begin, end = NIF("beginIndex"), NIF("endIndex")
        return {
            passage: (self.number(passage, begin), self.number(passage, end)) for passage in self.members("Passage")
        }

    @cached_property
    def entities(self) -> list[Term]:
        """The nodes of any class of entity."""
        return list(dict.fromkeys(self.members(*vocabulary.vocabulary().subclasses("Entity"))))

    @cached_property
    def facts(self) -> list[Term]:
        """The nodes of any class of fact."""
        return self.members(*vocabulary.vocabulary().subclasses("Fact")) + self.by_class[ORG("Membership")]


def check(triples: Iterable[Triple]) -> list[Finding]:
    """All faults that the coded checks find in a graph, in the order of their codes and subjects."""
    graph = Graph(triples)
    return sorted(
        Finding(code, _readable(subject), *messages(code), detail[:_DETAIL])
        for code, find in CHECKS.items()
        for subject, detail in find(graph)
    )


def messages(code: str) -> tuple[str, str]:
    """What a check says, in Chinese and in English: the two paragraphs of its docstring."""
    english, chinese = (line.strip() for line in (CHECKS[code].__doc__ or "").strip().split("\n\n"))
    return chinese.removesuffix("。"), english.removesuffix(".")


def shacl(triples: Sequence[Triple]) -> list[Finding]:
    """All faults that the ontology's SHACL shapes find in a graph, in the order of their subjects."""
    from pyshacl import validate
    from rdflib import Graph as RdflibGraph
    from rdflib.namespace import SH

    names = names_of(triples)
    data = RdflibGraph().parse(data=ntriples([*triples, *vocabulary.triples(names)]), format="nt")
    shapes = RdflibGraph().parse(data=ntriples(vocabulary.with_shapes(names)), format="nt")
    _, results, _ = validate(data, shacl_graph=shapes, inplace=True)
    found = set()
    for result in results.subjects(SH.focusNode):
        said = {str(message.language): str(message) for message in results.objects(result, SH.resultMessage)}
        path, value = results.value(result, SH.resultPath), results.value(result, SH.value)
        detail = " ".join(str(part) for part in (path, value) if part is not None)
        node = str(results.value(result, SH.focusNode))
        found.add(Finding(SHAPE_CODE, node, said.get("zh", ""), said.get("en", ""), detail[:_DETAIL]))
    return sorted(found)


def _readable(subject: Term) -> str:
    return subject.value if isinstance(subject, NamedNode) else str(subject)


# --- 1: the report as input ------------------------------------------------------------------------------------------


def no_report(graph: Graph) -> Iterator[Fault]:
    """The graph has no work report (wr:Report).

    图中没有工作报告(wr:Report)。
    """
    if not graph.members("Report"):
        yield graph.names.report(""), ""


def no_text(graph: Graph) -> Iterator[Fault]:
    """A report carries its whole text exactly once (nif:isString).

    报告须带有且只有一份全文(nif:isString)。
    """
    for report in graph.members("Report"):
        if (count := len(graph.all(report, NIF("isString")))) != 1:
            yield report, str(count)


def other_digest(graph: Graph) -> Iterator[Fault]:
    """The SHA-256 of a report is not that of its text.

    报告的 SHA-256 与全文不符。
    """
    for report in graph.members("Report"):
        text = graph.text(report, NIF("isString"))
        if text and graph.text(report, graph.wr("sha256")) != sha256(text.encode()).hexdigest():
            yield report, graph.text(report, graph.wr("sha256"))


def bare_header(graph: Graph) -> Iterator[Fault]:
    """Title, issuer, date or year of the report were not found; perhaps it is no work report.

    未找到报告的标题、机关、日期或年度,可能不是工作报告。
    """
    wanted = (DCTERMS("title"), DCTERMS("date"), graph.wr("issuer"), graph.wr("yearReported"))
    for report in graph.members("Report"):
        if missing := [predicate.value for predicate in wanted if not graph.all(report, predicate)]:
            yield report, " ".join(re.split(r"[/#]", iri)[-1] for iri in missing)


# --- 2: rules --------------------------------------------------------------------------------------------------------


def no_rule(graph: Graph) -> Iterator[Fault]:
    """A fact names the rule that made it (wr:rule).

    事实须注明得出它的规则(wr:rule)。
    """
    for fact in graph.facts:
        if not graph.text(fact, graph.wr("rule")):
            yield fact, ""


# --- 3: entities -----------------------------------------------------------------------------------------------------


def names_not_one(graph: Graph) -> Iterator[Fault]:
    """A thing has exactly one full name (skos:prefLabel).

    事物须有且只有一个全称(skos:prefLabel)。
    """
    for entity in [*graph.entities, *graph.members("Term"), *graph.by_class[ORG("Role")]]:
        if (count := len(set(graph.all(entity, SKOS("prefLabel"))))) != 1:
            yield entity, str(count)


def other_label(graph: Graph) -> Iterator[Fault]:
    """The rdfs:label of a thing equals its full name.

    事物的 rdfs:label 须与全称相同。
    """
    for entity in graph.entities:
        if set(graph.all(entity, RDFS("label"))) != set(graph.all(entity, SKOS("prefLabel"))):
            yield entity, graph.text(entity, RDFS("label"))


def language_not_zh(graph: Graph) -> Iterator[Fault]:
    """Names and words of the report carry the language tag @zh.

    名称和原话的语言标记须为 @zh。
    """
    for predicate in (SKOS("prefLabel"), SKOS("altLabel"), RDFS("label"), graph.wr("measure"), DCTERMS("title")):
        for subject, term in graph.pairs(predicate):
            if not isinstance(term, Literal) or (term.language != "zh" and subject not in graph.members("Report")):
                yield subject, str(term)


def not_described(graph: Graph) -> Iterator[Fault]:
    """A fact points to a thing that has no class in the graph.

    事实所指的事物在图中没有类别。
    """
    for name in ("agent", "object", "partner", "place", "issuer", "speaker", "session", "term", "termOf"):
        for subject, term in graph.pairs(graph.wr(name)):
            if isinstance(term, Literal) or not graph.all(term, RDF("type")):
                yield subject, str(term)


def two_classes(graph: Graph) -> Iterator[Fault]:
    """A thing has no two classes of which neither is above the other.

    一个事物不能有两个互不相属的类别。
    """
    terms = vocabulary.vocabulary()
    for entity in graph.entities:
        classes = [_local(graph, cls) for cls in graph.all(entity, RDF("type"))]
        known = [name for name in classes if name in terms.classes]
        lowest = [name for name in known if not any(name in terms.ancestors(other) for other in known if other != name)]
        if len(lowest) > 1:
            yield entity, " ".join(sorted(lowest))


def one_thing_two_nodes(graph: Graph) -> Iterator[Fault]:
    """Two things of one class have the same full name; perhaps they are one.

    两个同类事物全称相同,可能是同一事物。
    """
    called = defaultdict(list)
    for entity in graph.entities:
        called[graph.one(entity, RDF("type")), graph.text(entity, SKOS("prefLabel"))].append(entity)
    for (_, name), entities in called.items():
        if len(entities) > 1:
            yield entities[0], name


# --- 4: facts --------------------------------------------------------------------------------------------------------


def no_evidence(graph: Graph) -> Iterator[Fault]:
    """A fact has a passage as its evidence (wr:evidence).

    事实须有原文为据(wr:evidence)。
    """
    passages = set(graph.members("Passage"))
    for fact in graph.facts:
        if not passages.intersection(graph.all(fact, graph.wr("evidence"))):
            yield fact, ""


def other_words(graph: Graph) -> Iterator[Fault]:
    """A quotation is not text[begin:end], character for character.

    引文与全文 text[begin:end] 不是逐字相同。
    """
    for passage, (begin, end) in graph.spans.items():
        text = graph.report_texts.get(graph.one(passage, NIF("referenceContext")), "")
        quote = graph.text(passage, NIF("anchorOf"))
        if not (0 <= begin < end <= len(text)) or text[begin:end] != quote:
            yield passage, quote


def offset_outside(graph: Graph) -> Iterator[Fault]:
    """The offset of a fact lies in none of its passages.

    事实的起始位置不在任何一段依据之内。
    """
    for fact in graph.facts:
        at = graph.number(fact, graph.wr("offset"))
        spans = (graph.spans[passage] for passage in graph.all(fact, graph.wr("evidence")) if passage in graph.spans)
        if not any(begin <= at < end for begin, end in spans):
            yield fact, str(at)


def several_lines(graph: Graph) -> Iterator[Fault]:
    """A passage is a clause or a sentence and spans no line end.

    依据须为分句或句子,不跨行。
    """
    for passage in graph.members("Passage"):
        if "\n" in graph.text(passage, NIF("anchorOf")):
            yield passage, graph.text(passage, NIF("anchorOf")).replace("\n", "⏎")


def concept_not_declared(graph: Graph) -> Iterator[Fault]:
    """The ontology declares no such action, status, modifier or indicator.

    本体没有这个行为、状态、约数标记或指标。
    """
    terms = vocabulary.vocabulary()
    kinds = {
        "action": terms.actions,
        "status": terms.statuses,
        "modifier": terms.modifiers,
        "indicator": terms.indicators,
    }
    for name, known in kinds.items():
        for subject, term in graph.pairs(graph.wr(name)):
            iri = term.value if isinstance(term, NamedNode) else str(term)
            if iri.removeprefix(graph.names.wrc) not in known:
                yield subject, iri


def not_exactly_one(graph: Graph) -> Iterator[Fault]:
    """An activity has one action and one status; an observation has one measure, value and status.

    活动须各有一个行为、状态;数据须各有一个内容、数值、状态。
    """
    wanted = {"Activity": ("action", "status"), "Observation": ("measure", "value", "status")}
    for cls, names in wanted.items():
        for fact, name in product(graph.members(cls), names):
            if (count := len(graph.all(fact, graph.wr(name)))) != 1:
                yield fact, f"{name}: {count}"


def other_datatype(graph: Graph) -> Iterator[Fault]:
    """Values are xsd:decimal, years xsd:gYear, offsets xsd:integer.

    数值须为 xsd:decimal,年度须为 xsd:gYear,位置须为 xsd:integer。
    """
    wanted = {graph.wr(name): XSD("decimal") for name in ("value", "upper")}
    wanted |= {graph.wr(name): XSD("gYear") for name in ("year", "yearReported", "yearPlanned")}
    wanted |= {graph.wr("offset"): XSD("integer"), NIF("beginIndex"): XSD("integer"), NIF("endIndex"): XSD("integer")}
    for predicate, datatype in wanted.items():
        for subject, term in graph.pairs(predicate):
            if not isinstance(term, Literal) or term.datatype != datatype:
                yield subject, str(term)


def direct_without_completed(graph: Graph) -> Iterator[Fault]:
    """A direct triple has no completed activity behind it.

    直接三元组没有对应的已完成活动。
    """
    completed = {triple for triples in _completed(graph).values() for triple in triples}
    for action in vocabulary.vocabulary().actions.values():
        direct = graph.wr(action.direct)
        for subject, term in graph.pairs(direct):
            if (subject, direct, term) not in completed:
                yield subject, f"{action.direct} {_local_part(term)}"


def completed_without_direct(graph: Graph) -> Iterator[Fault]:
    """A completed activity lacks its direct triple.

    已完成的活动缺少直接三元组。
    """
    for activity, triples in _completed(graph).items():
        if triples and not any(term in graph.all(subject, direct) for subject, direct, term in triples):
            yield activity, _local_part(triples[0][2])


def _completed(graph: Graph) -> dict[Term, list[tuple[Term, NamedNode, Term]]]:
    """Each completed activity with the direct triples that it may have: agent to object, partner or place."""
    actions = {
        graph.names.wrc(name): graph.wr(action.direct) for name, action in vocabulary.vocabulary().actions.items()
    }
    agent, roles = graph.wr("agent"), [graph.wr(role) for role in ("object", "partner", "place")]
    done: dict[Term, list[tuple[Term, NamedNode, Term]]] = {}
    for activity, status in graph.pairs(graph.wr("status")):
        kind = graph.one(activity, graph.wr("action"))
        if status == graph.names.wrc("completed") and isinstance(kind, NamedNode) and kind in actions:
            agents = [node for node in graph.all(activity, agent) if not isinstance(node, Literal)]
            targets = [node for role in roles for node in graph.all(activity, role)]
            done[activity] = [(subject, actions[kind], target) for subject in agents for target in targets]
    return done


def statement_not_written(graph: Graph) -> Iterator[Fault]:
    """The triple that a statement states is not written out.

    关系陈述所述的三元组没有直接写出。
    """
    for statement in graph.members("Statement"):
        subject, predicate, term = (graph.one(statement, RDF(part)) for part in ("subject", "predicate", "object"))
        if subject is None or not isinstance(predicate, NamedNode) or term not in graph.all(subject, predicate):
            yield statement, str(predicate)


def relation_not_stated(graph: Graph) -> Iterator[Fault]:
    """A relation has no statement that carries its evidence.

    关系三元组没有带依据的陈述。
    """
    stated = {
        tuple(graph.one(statement, RDF(part)) for part in ("subject", "predicate", "object"))
        for statement in graph.members("Statement")
    }
    for name in RELATIONS:
        for subject, term in graph.pairs(graph.wr(name)):
            if (subject, graph.wr(name), term) not in stated:
                yield subject, f"{name} {_local_part(term)}"


RELATIONS = (
    "partOf",
    "jurisdiction",
    "within",
    "hasComponent",
    "holdsPost",
    "cooperatesWith",
    "supports",
    "appliesTo",
    "published",
)


def other_class(graph: Graph) -> Iterator[Fault]:
    """A thing is not of the class that the ontology gives the property as domain or range.

    事物的类别不合本体为该属性规定的定义域或值域。
    """
    for prop in vocabulary.vocabulary().properties.values():
        pairs = graph.values.get(graph.wr(prop.name), {})
        if prop.domain:
            yield from ((node, f"{prop.name}: {prop.domain}") for node in pairs if not graph.is_a(node, prop.domain))
        if prop.range:
            targets = {target for values in pairs.values() for target in values}
            yield from ((node, f"{prop.name}: {prop.range}") for node in targets if not graph.is_a(node, prop.range))


# --- 5: the graph ----------------------------------------------------------------------------------------------------


def blank_node(graph: Graph) -> Iterator[Fault]:
    """A graph has no blank nodes.

    图中不得有空白节点。
    """
    for subject, predicate, term in graph.triples:
        if isinstance(subject, BlankNode) or isinstance(term, BlankNode):
            yield subject, predicate.value


def illegal_iri(graph: Graph) -> Iterator[Fault]:
    """IRIs are raw NFC, of CJK, letters, digits, · _ and - only.

    IRI 须为 NFC 原文,只含汉字、字母、数字和 · _ -。
    """
    for node in graph.nodes:
        if node.value.startswith(graph.names.base):
            local = node.value.removeprefix(graph.names.base)
            if not _LEGAL.fullmatch(local) or not unicodedata.is_normalized("NFC", local):
                yield node, local


_LEGAL = re.compile(r"(?:ns#|(?:[a-z]+/)+)(?:[\w·-]+/)?[\w·-]+")


def not_declared(graph: Graph) -> Iterator[Fault]:
    """The ontology declares no such class or property.

    本体没有声明这个类或属性。
    """
    terms = vocabulary.vocabulary()
    for predicate, subjects in graph.values.items():
        name = _local(graph, predicate)
        if name and name not in terms.properties:
            yield next(iter(subjects)), name
    for cls, members in graph.by_class.items():
        name = _local(graph, cls)
        if name and name not in terms.classes:
            yield members[0], name


def control_character(graph: Graph) -> Iterator[Fault]:
    """Text holds a control character that XML forbids; RDF/XML cannot carry it.

    文字含有 XML 不容的控制字符,无法导出 RDF/XML。
    """
    for subject, predicate, term in graph.triples:
        if isinstance(term, Literal) and (found := _FORBIDDEN.search(term.value)):
            yield subject, f"{predicate.value} U+{ord(found[0]):04X}"


_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def _local(graph: Graph, term: Term) -> str:
    """The local name of a term of the vocabulary, empty for others."""
    iri = term.value if isinstance(term, NamedNode) else ""
    return iri.removeprefix(graph.wr) if iri.startswith(graph.wr) else ""


def _local_part(term: Term) -> str:
    return re.split(r"[/#]", term.value)[-1] if isinstance(term, NamedNode) else str(term)


CHECKS: dict[str, Check] = {
    "E101": no_report,
    "E102": no_text,
    "E103": other_digest,
    "W101": bare_header,
    "E201": no_rule,
    "E301": names_not_one,
    "E302": other_label,
    "E303": language_not_zh,
    "E304": not_described,
    "E305": two_classes,
    "W301": one_thing_two_nodes,
    "E401": no_evidence,
    "E402": other_words,
    "E403": offset_outside,
    "E404": several_lines,
    "E405": concept_not_declared,
    "E406": not_exactly_one,
    "E407": other_datatype,
    "E408": direct_without_completed,
    "E409": completed_without_direct,
    "E410": statement_not_written,
    "E411": relation_not_stated,
    "E412": other_class,
    "E501": blank_node,
    "E502": illegal_iri,
    "E503": not_declared,
    "E504": control_character,
}
