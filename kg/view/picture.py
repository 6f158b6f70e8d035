"""A report's triples → what the page shows: things, facts, passages and the edges between things.

Plain Python over the triples: one pass builds an index, and everything is sorted by IRI, so that the order of the
triples leaves no trace in the page.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.rdf import NIF, ORG, RDF, RDFS, SKOS, Names, Triple, names_of
from kg.vocabulary import vocabulary

# what one JSON object of the page holds; the page's script is its only reader
Row = dict[str, Any]
Values = Mapping[str, Sequence[str]]

TYPE = RDF + "type"
LABEL = SKOS + "prefLabel"
_NUMBERS = re.compile(r"([0-9]+)")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# single values of a fact that the page shows as they are, by kind of fact; the page's keys are the same words
_PLAIN = {
    "Activity": "action status year topic agentStated rule",
    "Statement": "rule",
    "Observation": "measure value upper unit literal modifier status indicator verb year rule",
    "Problem": "rule",
    "FirstClaim": "scope rule",
}
# what an activity's other ends are to it; each makes an edge from the agent
ROLES = ("object", "partner", "place")


@dataclass(slots=True)
class Picture:
    """What the page shows. A thing, fact or passage refers to another by its position in these lists."""

    reports: list[Row] = field(default_factory=list)
    things: list[Row] = field(default_factory=list)
    facts: list[Row] = field(default_factory=list)
    passages: list[Row] = field(default_factory=list)
    edges: list[Row] = field(default_factory=list)
    # the first passage with these words, and the base of all names
    quoted: dict[str, int] = field(default_factory=dict)
    base: str = ""


def picture(triples: Iterable[Triple]) -> Picture:
    """Read a graph that follows the contract; what it lacks is simply not in the picture."""
    kept = list(triples)
    return _Reader(names_of(kept), _index(kept)).read()


def _index(triples: Iterable[Triple]) -> dict[str, dict[str, list[str]]]:
    index: dict[str, dict[str, list[str]]] = {}
    for triple in triples:
        values = index.setdefault(_text(triple.subject), {})
        values.setdefault(_text(triple.predicate), []).append(_text(triple.object))
    for values in index.values():
        for objects in values.values():
            objects.sort()
    return index


def _text(term: Any) -> str:  # noqa: ANN401 - a node, a literal or, in RDF 1.2, a triple
    return getattr(term, "value", None) or ("" if hasattr(term, "value") else str(term))


def _natural(iri: str) -> list[Any]:
    """Sorts ``act-9`` before ``act-10``."""
    return [int(part) if n % 2 else part for n, part in enumerate(_NUMBERS.split(iri))]


class Utf16:
    """Offsets in code points → offsets in UTF-16 units, which JavaScript counts."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def __call__(self, offset: int) -> int:
        """The same place, counted in UTF-16 units.

        >>> Utf16("𠮷a")(1)
        2
        """
        return offset + bisect_left(self._astral, offset)


class _Reader:
    """One reading of an index: which position each thing, fact and passage was given."""

    def __init__(self, names: Names, index: dict[str, dict[str, list[str]]]) -> None:
        self.wr = names.wr
        self.shared = names.id
        self.index = index
        self.by_type: dict[str, list[str]] = {}
        for iri in sorted(index, key=_natural):
            for cls in index[iri].get(TYPE, ()):
                self.by_type.setdefault(cls, []).append(iri)
        self.thing: dict[str, int] = {}
        self.passage: dict[str, int] = {}
        self.posts = dict(map(self.read_post, self.by_type.get(ORG + "Membership", ())))
        self.out = Picture(base=names.base)

    def read(self) -> Picture:
        """Fill the picture, in the order in which one part refers to another."""
        self.read_reports()
        self.read_things()
        for kind, plain in _PLAIN.items():
            for iri in self.by_type.get(self.wr + kind, ()):
                self.read_fact(kind, iri, plain.split())
        for iri in self.report:
            for evidence in self.index[iri].get(self.wr + "evidence", ()):
                if evidence in self.index:
                    self.read_passage(evidence)
        self.out.facts.sort(key=lambda fact: (fact["report"], fact["offset"], _natural(fact["iri"])))
        for number, fact in enumerate(self.out.facts):
            self.out.edges += [edge | {"fact": number} for edge in _edges(fact)]
        return self.out

    def read_reports(self) -> None:
        """The reports, each with its text and what it says of itself."""
        self.report = {iri: n for n, iri in enumerate(self.by_type.get(self.wr + "Report", ()))}
        self.utf16 = []
        for iri in self.report:
            values = self.index[iri]
            text = _first(values, NIF + "isString")
            self.utf16.append(Utf16(text))
            header = {
                _local(key): found[0] for key, found in values.items() if key not in (TYPE, NIF + "isString", LABEL)
            }
            header = {key: self.label(value) for key, value in sorted(header.items())}
            self.out.reports.append({"iri": iri, "text": text, "header": header})

    def label(self, value: str) -> str:
        """What a value is called: a thing's label, or the value itself."""
        return _first(self.index.get(value, {}), LABEL) or value

    def read_things(self) -> None:
        """Every labelled thing of a class that entities can have."""
        found = {iri for cls in vocabulary().entity_classes() for iri in self.by_type.get(self.wr + cls, ())}
        self.thing = {
            iri: n for n, iri in enumerate(sorted((i for i in found if LABEL in self.index[i]), key=_natural))
        }
        self.out.things = [self.read_thing(iri) for iri in self.thing]

    def read_thing(self, iri: str) -> Row:
        """One thing with all its names, the full one first."""
        values = self.index[iri]
        known = vocabulary().entity_classes()
        classes = [name for cls in values[TYPE] if (name := cls.removeprefix(self.wr)) in known]
        others = [name for name in values.get(SKOS + "altLabel", ()) if name != values[LABEL][0]]
        names = [values[LABEL][0], *dict.fromkeys(others)]
        mentions = [self.read_passage(p) for p in values.get(self.wr + "firstMention", ()) if p in self.index]
        return {
            "iri": iri,
            "local": iri.removeprefix(self.shared),
            "cls": classes[0],
            "names": names,
            "mentions": mentions,
        }

    def read_fact(self, kind: str, iri: str, plain: Sequence[str]) -> None:
        """One fact with its values, the things that it joins, and its evidence."""
        values = self.index[iri]
        fact: Row = {"kind": kind, "iri": iri, "offset": int(_first(values, self.wr + "offset") or 0)}
        for key in plain:
            if found := _first(values, self.wr + key):
                fact[key] = self.notation(found)
        if kind in ("Problem", "FirstClaim"):
            fact["text"] = _first(values, RDFS + "label")
        for key in ("agent", *ROLES):
            if found_things := [self.thing[v] for v in values.get(self.wr + key, ()) if v in self.thing]:
                fact[key] = found_things
        if kind == "Statement":
            self.read_statement(fact, values)
        fact["passages"] = [self.read_passage(p) for p in values.get(self.wr + "evidence", ()) if p in self.index]
        fact["report"] = self.out.passages[fact["passages"][0]]["report"] if fact["passages"] else 0
        self.out.facts.append(fact)

    def read_statement(self, fact: Row, values: Values) -> None:
        """The two ends of a bare relation and its predicate."""
        fact["action"] = _local(_first(values, RDF + "predicate"))
        for key, end in (("agent", "subject"), ("object", "object")):
            iri = _first(values, RDF + end)
            if iri in self.thing:
                fact[key] = [self.thing[iri]]
        ends = _first(values, RDF + "subject"), _first(values, RDF + "object")
        if fact["action"] == "holdsPost" and ends in self.posts:
            fact["title"] = self.posts[ends]

    def read_post(self, iri: str) -> tuple[tuple[str, str], str]:
        """Who holds a post where, and what the post is called."""
        values = self.index[iri]
        return (_first(values, ORG + "member"), _first(values, ORG + "organization")), self.label(
            _first(values, ORG + "role")
        )

    def notation(self, value: str) -> str:
        """A concept's notation; any other value as it is."""
        if not value.startswith(("http://", "https://")):
            return value
        return _first(self.index.get(value, {}), SKOS + "notation") or _local(value)

    def read_passage(self, iri: str) -> int:
        """The position of a passage; its words are kept only where the report's text does not give them."""
        if iri not in self.passage:
            values = self.index[iri]
            report = self.report.get(_first(values, NIF + "referenceContext"), 0)
            begin, end = (int(_first(values, NIF + key) or 0) for key in ("beginIndex", "endIndex"))
            quote = _first(values, NIF + "anchorOf")
            text = self.out.reports[report]["text"] if self.out.reports else ""
            row: Row = {"report": report, "name": _local(iri), "section": _first(values, self.wr + "section")}
            if text and text[begin:end] == quote:
                row |= {"begin": self.utf16[report](begin), "end": self.utf16[report](end)}
            else:
                row["quote"] = quote
            self.passage[iri] = len(self.out.passages)
            self.out.quoted.setdefault(quote, len(self.out.passages))
            self.out.passages.append(row)
        return self.passage[iri]


def _first(values: Values, key: str) -> str:
    return values[key][0] if key in values else ""


def _local(iri: str) -> str:
    return re.split(r"[#/]", iri)[-1]


def _edges(fact: Row) -> list[Row]:
    """An edge from each agent to each thing acted on, acted with or gone to: one fact may join many things."""
    return [
        {"from": agent, "to": thing, "role": role}
        for agent in fact.get("agent", ())
        for role in ROLES
        for thing in fact.get(role, ())
    ]
