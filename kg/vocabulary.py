"""The ontology as Python: its classes, properties and concepts with their labels, read once from ``ontology/*.ttl``.

The ontology is the authority. Code that must reason about a term asks for it here by its local name (for concepts the
same as the notation), and gets an ``OntologyError`` where the ontology does not declare it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TypeVar

from kg import resources
from kg.errors import OntologyError
from kg.rdf import NAMES, OWL, RDF, RDFS, SH, SKOS, BlankNode, Literal, NamedNode, Names, Triple, parse

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """A class, property or concept: ``name`` is its local name, ``parents`` those of its direct superterms."""

    name: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    parents: tuple[str, ...] = ()

    def label(self, lang: str = "zh") -> str:
        """Its label in ``zh`` or ``en``."""
        return self.labels[lang]


@dataclass(frozen=True, slots=True)
class Property(Term):
    """A property; ``domain`` and ``range`` are names of classes of this vocabulary, empty where it gives none."""

    domain: str = ""
    range: str = ""


@dataclass(frozen=True, slots=True)
class Action(Term):
    """A kind of action; ``direct`` is the property that links agent and object once it is completed."""

    direct: str = ""


@dataclass(frozen=True, slots=True)
class Indicator(Term):
    """A standard number: its unit and, where it counts named things, by which actions on things of which classes."""

    unit: str = ""
    counts_actions: tuple[str, ...] = ()
    counts_classes: tuple[str, ...] = ()


AnyTerm = TypeVar("AnyTerm", bound=Term)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All terms by name, each kind in the order of the ontology's files."""

    classes: Mapping[str, Term]
    properties: Mapping[str, Property]
    actions: Mapping[str, Action]
    statuses: Mapping[str, Term]
    modifiers: Mapping[str, Term]
    indicators: Mapping[str, Indicator]

    def cls(self, name: str) -> Term:
        """The class of that name. Raises ``OntologyError`` where there is none."""
        return _find(self.classes, name, "class")

    def property(self, name: str) -> Property:
        """The property of that name. Raises ``OntologyError`` where there is none."""
        return _find(self.properties, name, "property")

    def action(self, name: str) -> Action:
        """The action with that notation. Raises ``OntologyError`` where there is none."""
        return _find(self.actions, name, "action")

    def status(self, name: str) -> Term:
        """The status with that notation. Raises ``OntologyError`` where there is none."""
        return _find(self.statuses, name, "status")

    def modifier(self, name: str) -> Term:
        """The modifier with that notation. Raises ``OntologyError`` where there is none."""
        return _find(self.modifiers, name, "modifier")

    def indicator(self, name: str) -> Indicator:
        """The indicator with that notation. Raises ``OntologyError`` where there is none."""
        return _find(self.indicators, name, "indicator")

    def ancestors(self, name: str) -> tuple[str, ...]:
        """A class and its superclasses in this vocabulary, nearest first."""
        return tuple(dict.fromkeys(self._up(name)))

    def _up(self, name: str) -> Iterator[str]:
        yield name
        for parent in self.cls(name).parents:
            yield from self._up(parent)

    def subclasses(self, name: str) -> tuple[str, ...]:
        """A class and all classes below it, in the order of the files."""
        self.cls(name)
        return tuple(candidate for candidate in self.classes if name in self.ancestors(candidate))

    def entity_classes(self) -> tuple[str, ...]:
        """The classes that an entity can have: those below ``wr:Entity``."""
        return tuple(name for name in self.subclasses("Entity") if name != "Entity")


#: the classes of the annotation guide, which rules and code tell apart
GUIDE = (
    "PeoplesCongress",
    "StandingCommittee",
    "Committee",
    "PartyBody",
    "GovernmentBody",
    "JudicialBody",
    "University",
    "Organization",
    "Station",
    "Person",
    "AdministrativeArea",
    "Place",
    "Law",
    "LocalRegulation",
    "NormativeDocument",
    "Document",
    "Publication",
    "Program",
    "Meeting",
)


@cache
def guide_class(name: str) -> str:
    """The guide's class that a class is or falls under, so that a class added to the ontology behaves like its parent.

    The empty name stays empty. Raises ``OntologyError`` for a class that the ontology lacks.
    """
    return next((one for one in vocabulary().ancestors(name) if one in GUIDE), name) if name else ""


def is_a(name: str, kinds: Collection[str]) -> bool:
    """Whether a class is treated as one of ``kinds``."""
    return guide_class(name) in kinds


def _find(terms: Mapping[str, AnyTerm], name: str, kind: str) -> AnyTerm:
    if name in terms:
        return terms[name]
    nearest = get_close_matches(name, terms, 1)
    raise OntologyError(f"ontology: no {kind} {name!r}" + (f", nearest is {nearest[0]!r}" if nearest else ""))


def triples(names: Names = NAMES) -> list[Triple]:
    """The ontology under the base of ``names``, without its shapes and so without blank nodes; in file order."""
    whole = with_shapes(names)
    shapes = {triple.subject for triple in whole if triple.object == SH("NodeShape")}
    return [triple for triple in whole if triple.subject not in shapes and not isinstance(triple.subject, BlankNode)]


def with_shapes(names: Names = NAMES) -> list[Triple]:
    """The whole ontology, SHACL shapes included, under the base of ``names``; files in the order of their names."""
    return [triple for path in sorted(resources.ontology().glob("*.ttl")) for triple in parse(path, names)]


@cache
def vocabulary() -> Vocabulary:
    """The ontology's terms. Raises ``OntologyError`` that names those without label or definition in zh and en."""
    properties_of = _by_subject(triples())
    kinds: dict[NamedNode, str] = {
        OWL("Class"): "classes",
        OWL("ObjectProperty"): "properties",
        OWL("DatatypeProperty"): "properties",
        NAMES.wr("ActionKind"): "actions",
        NAMES.wr("Status"): "statuses",
        NAMES.wr("Modifier"): "modifiers",
        NAMES.wr("Indicator"): "indicators",
    }
    found: dict[str, dict[str, Term]] = {kind: {} for kind in kinds.values()}
    for node, values in properties_of.items():
        for cls in values[RDF("type")]:
            if isinstance(node, NamedNode) and isinstance(cls, NamedNode) and cls in kinds and _local(node):
                found[kinds[cls]][_local(node)] = _MAKERS.get(kinds[cls], _term)(node, values)
    return _complete(Vocabulary(**found))  # type: ignore[arg-type]


Values = Mapping[NamedNode, list[object]]


def _by_subject(statements: Iterable[Triple]) -> dict[object, Values]:
    values: dict[object, defaultdict[NamedNode, list[object]]] = {}
    for subject, predicate, term in statements:
        values.setdefault(subject, defaultdict(list))[predicate].append(term)
    return dict(values)


def _local(node: object) -> str:
    """The local name of a term of this vocabulary, empty for terms of others."""
    iri = node.value if isinstance(node, NamedNode) else ""
    for namespace in (NAMES.wr, NAMES.wrc):
        if iri.startswith(namespace):
            return iri.removeprefix(namespace)
    return ""


def _locals(values: Values, predicate: NamedNode) -> tuple[str, ...]:
    return tuple(local for node in values[predicate] if (local := _local(node)))


def _texts(values: Values, predicate: NamedNode) -> dict[str, str]:
    return {text.language or "": text.value for text in values[predicate] if isinstance(text, Literal)}


def _term(node: NamedNode, values: Values) -> Term:
    parents = _locals(values, RDFS("subClassOf")) + _locals(values, RDFS("subPropertyOf"))
    return Term(_local(node), _texts(values, RDFS("label")), _texts(values, SKOS("definition")), parents)


def _property(node: NamedNode, values: Values) -> Property:
    term = _term(node, values)
    domain, range_ = ("".join(_locals(values, RDFS(side))) for side in ("domain", "range"))
    return Property(term.name, term.labels, term.definitions, term.parents, domain, range_)


def _action(node: NamedNode, values: Values) -> Action:
    direct = _locals(values, NAMES.wr("directProperty"))
    if len(direct) != 1:
        raise OntologyError(f"ontology: action {_local(node)!r} needs one wr:directProperty, has {len(direct)}")
    term = _term(node, values)
    return Action(term.name, term.labels, term.definitions, direct=direct[0])


def _indicator(node: NamedNode, values: Values) -> Indicator:
    term = _term(node, values)
    return Indicator(
        term.name,
        term.labels,
        term.definitions,
        unit=_texts(values, NAMES.wr("unit")).get("", ""),
        counts_actions=_locals(values, NAMES.wr("countsAction")),
        counts_classes=_locals(values, NAMES.wr("countsClass")),
    )


_MAKERS: dict[str, Callable[[NamedNode, Values], Term]] = {
    "properties": _property,
    "actions": _action,
    "indicators": _indicator,
}


def _complete(vocabulary: Vocabulary) -> Vocabulary:
    kinds = (getattr(vocabulary, kind) for kind in vocabulary.__slots__)
    terms = [term for kind in kinds for term in kind.values()]
    bare = [term.name for term in terms if not (set(LANGUAGES) <= set(term.labels) & set(term.definitions))]
    if bare:
        raise OntologyError("ontology: no label or definition in zh and en: " + ", ".join(bare))
    undeclared = [action.direct for action in vocabulary.actions.values() if action.direct not in vocabulary.properties]
    if undeclared:
        raise OntologyError("ontology: wr:directProperty not declared: " + ", ".join(undeclared))
    return vocabulary
