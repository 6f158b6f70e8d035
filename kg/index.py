"""A graph's triples indexed for looking up: the few questions that Python code asks of a graph again and again."""

import re
from collections import defaultdict
from collections.abc import Sequence

from kg import rdf

Node = rdf.NamedNode | rdf.BlankNode | rdf.Literal


class Index:
    """The triples of a graph by subject and predicate, and by predicate and object; predicates are full IRIs."""

    def __init__(self, triples: Sequence[rdf.Triple]) -> None:
        self.names = rdf.names_of(triples)
        self._objects: defaultdict[Node, defaultdict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._subjects: defaultdict[tuple[str, Node], list[Node]] = defaultdict(list)
        for triple in triples:
            subject, target = triple.subject, triple.object
            # RDF 1.2 triple terms are no nodes that facts are looked up by
            if not isinstance(subject, rdf.Triple) and not isinstance(target, rdf.Triple):
                self._objects[subject][triple.predicate.value].append(target)
                self._subjects[triple.predicate.value, target].append(subject)

    @property
    def wr(self) -> rdf.Namespace:
        """The namespace of the vocabulary that this graph was built with."""
        return self.names.wr

    def nodes(self) -> list[Node]:
        """All subjects, in file order."""
        return list(self._objects)

    def objects(self, node: Node, predicate: str) -> list[Node]:
        """All objects of a property, each once, in file order."""
        return list(dict.fromkeys(self._objects[node][predicate])) if node in self._objects else []

    def subjects(self, predicate: str, target: Node) -> list[Node]:
        """All nodes with that property and object, each once, in file order."""
        return list(dict.fromkeys(self._subjects.get((predicate, target), ())))

    def properties(self, node: Node) -> list[str]:
        """The predicates that a node has."""
        return list(self._objects[node]) if node in self._objects else []

    def of_class(self, name: str) -> list[Node]:
        """The nodes of the class ``wr:name``, in file order."""
        return self.subjects(rdf.RDF + "type", self.wr(name))

    def one(self, node: Node, predicate: str) -> Node | None:
        """The first object of a property, or none."""
        return next(iter(self.objects(node, predicate)), None)

    def text(self, node: Node, predicate: str) -> str:
        """The first object of a property as a string, empty when there is none."""
        value = self.one(node, predicate)
        return "" if value is None else value.value

    def number(self, node: Node, predicate: str) -> float | None:
        """The first object of a property as a number; none when it is no number."""
        try:
            return float(self.text(node, predicate))
        except ValueError:
            return None

    def offset(self, node: Node) -> int | None:
        """Where in its report a fact stands."""
        number = self.number(node, self.wr + "offset")
        return None if number is None else int(number)

    def notation(self, node: Node, predicate: str) -> str:
        """The notation of the concept that a property points to, else the last part of its IRI."""
        concept = self.one(node, predicate)
        if concept is None:
            return ""
        return self.text(concept, rdf.SKOS + "notation") or re.split(r"[#/]", concept.value)[-1]

    def label(self, node: Node) -> str:
        """A node's preferred label, else its label, else the last part of its IRI; a literal's words."""
        if isinstance(node, rdf.Literal):
            return node.value
        found = self.text(node, rdf.SKOS + "prefLabel") or self.text(node, rdf.RDFS + "label")
        return found or re.split(r"[#/]", node.value)[-1]
