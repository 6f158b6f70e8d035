"""A graph in the formats that other tools read: RDF as it is, and the network of its entities for graph tools.

The same graph gives the same bytes in every format.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg import rdf, store
from kg.index import Index, Node

Graphs = Mapping[str, Sequence[rdf.Triple]]

# what XML 1.0 has no way to write; in XML formats it becomes the replacement character
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def export(graphs: Graphs, form: str) -> str:
    """Graphs by report id → text in one of ``FORMATS``; formats with named graphs keep them apart."""
    names = rdf.names_of([triple for triples in graphs.values() for triple in triples])
    return FORMATS[form](graphs, names)


def _merged(graphs: Graphs) -> list[rdf.Triple]:
    """All triples together, sorted as N-Triples are."""
    return sorted({triple for triples in graphs.values() for triple in triples}, key=str)


def _quads(graphs: Graphs, names: rdf.Names) -> list[rdf.Quad]:
    """All triples in the graphs that a store would hold them in, sorted as N-Quads are."""
    return sorted((quad for quad in store.quads(graphs, names)), key=str)


def _turtle(graphs: Graphs, names: rdf.Names) -> str:
    return rdf.turtle(_merged(graphs), names)


def _ntriples(graphs: Graphs, names: rdf.Names) -> str:
    return rdf.ntriples(_merged(graphs))


def _nquads(graphs: Graphs, names: rdf.Names) -> str:
    return rdf.nquads(_quads(graphs, names))


def _trig(graphs: Graphs, names: rdf.Names) -> str:
    return store.serialized(_quads(graphs, names), "trig", names.prefixes(list(graphs)))


def _jsonld(graphs: Graphs, names: rdf.Names) -> str:
    return store.serialized(_merged(graphs), "jsonld", {}) + "\n"


def _rdfxml(graphs: Graphs, names: rdf.Names) -> str:
    triples = [_for_xml(triple) for triple in _merged(graphs)]
    return store.serialized(triples, "rdfxml", names.prefixes(list(graphs))) + "\n"


def _for_xml(triple: rdf.Triple) -> rdf.Triple:
    target = triple.object
    if not isinstance(target, rdf.Literal) or not _NOT_IN_XML.search(target.value):
        return triple
    words = _xml(target.value)
    if target.language:
        target = rdf.Literal(words, language=target.language)
    else:
        target = rdf.Literal(words, datatype=target.datatype)
    return rdf.Triple(triple.subject, triple.predicate, target)


def _xml(words: str) -> str:
    return _NOT_IN_XML.sub("\ufffd", words)


# --- the network of entities -----------------------------------------------------------------------------------------


def network(triples: Sequence[rdf.Triple]) -> Any:  # noqa: ANN401 - networkx has no types
    """The entities as nodes (label, class, names) and the facts between two of them as edges, a ``MultiDiGraph``.

    An edge carries its kind, relation or action, status, year, offset, rule and the words quoted.
    """
    import networkx

    index = Index(triples)
    made = networkx.MultiDiGraph()
    entities = sorted((node for node in index.nodes() if _entity_class(index, node)), key=lambda node: node.value)
    for node in entities:
        made.add_node(node.value, **_node(index, node))
    known = set(entities)
    for source, target, fact in _edges(index):
        if source in known and target in known:
            made.add_edge(source.value, target.value, **fact)
    return made


def _entity_class(index: Index, node: Node) -> str:
    """The class of an entity: that of a node of the vocabulary which has a preferred label."""
    if not index.text(node, rdf.SKOS + "prefLabel") or not index.objects(node, index.wr + "firstMention"):
        return ""
    classes = (kind.value for kind in index.objects(node, rdf.RDF + "type"))
    return next((iri.removeprefix(index.wr) for iri in sorted(classes) if iri.startswith(index.wr)), "")


def _node(index: Index, node: Node) -> dict[str, str]:
    others = (name.value for name in index.objects(node, rdf.SKOS + "altLabel"))
    names = _xml("|".join(sorted(others)))
    return {"label": _xml(index.label(node)), "kind": _entity_class(index, node), "names": names}


def _edges(index: Index) -> Iterator[tuple[Node, Node, dict[str, str | int]]]:
    """Every pair of entities that a fact joins, in the order of the facts' IRIs."""
    facts = [*index.of_class("Statement"), *index.of_class("Activity")]
    for fact in sorted(facts, key=lambda node: node.value):
        relation = index.text(fact, rdf.RDF + "predicate").removeprefix(index.wr)
        told = _told(index, fact, relation or index.notation(fact, index.wr + "action"))
        if relation:
            yield from _pairs(index, fact, rdf.RDF + "subject", [rdf.RDF + "object"], told)
        else:
            roles = [index.wr + role for role in ("object", "partner", "place")]
            yield from _pairs(index, fact, index.wr + "agent", roles, told)


def _pairs(
    index: Index, fact: Node, source: str, targets: Iterable[str], told: Mapping[str, str | int]
) -> Iterator[tuple[Node, Node, dict[str, str | int]]]:
    for agent in index.objects(fact, source):
        for role in targets:
            for target in index.objects(fact, role):
                yield agent, target, {**told, "role": role.removeprefix(index.wr).removeprefix(rdf.RDF)}


def _told(index: Index, fact: Node, relation: str) -> dict[str, str | int]:
    wr = index.wr
    passages = sorted(index.objects(fact, wr + "evidence"), key=lambda node: node.value)
    return {
        "fact": fact.value,
        "relation": relation,
        "status": index.notation(fact, wr + "status"),
        "year": index.text(fact, wr + "year"),
        "offset": index.offset(fact) or 0,
        "rule": index.text(fact, wr + "rule"),
        "quote": _xml(" … ".join(index.text(passage, rdf.NIF + "anchorOf") for passage in passages)),
    }


def _graphml(graphs: Graphs, names: rdf.Names) -> str:
    import networkx

    return _written(networkx.write_graphml_xml, network(_merged(graphs)))


def _gexf(graphs: Graphs, names: rdf.Names) -> str:
    import networkx

    text = _written(networkx.write_gexf, network(_merged(graphs)))
    # networkx writes the day of the run and its own version: neither is of the graph
    text = re.sub(r' lastmodifieddate="[^"]*"', "", text)
    return re.sub(r"<creator>[^<]*</creator>", "<creator>kg</creator>", text)


def _written(write: Callable[..., None], made: Any) -> str:  # noqa: ANN401 - networkx has no types
    """What a writer of networkx writes: its generators would spell every Chinese character as a number."""
    buffer = io.BytesIO()
    write(made, buffer, encoding="utf-8", prettyprint=True)
    return buffer.getvalue().decode() + "\n"


FORMATS: Mapping[str, Callable[[Graphs, rdf.Names], str]] = {
    "ttl": _turtle,
    "nt": _ntriples,
    "nq": _nquads,
    "trig": _trig,
    "jsonld": _jsonld,
    "rdfxml": _rdfxml,
    "graphml": _graphml,
    "gexf": _gexf,
}
# what a file of each format is called
ENDINGS = {form: f".{form}" for form in FORMATS} | {"rdfxml": ".rdf"}
