"""The embedded store on disk: one named graph for each report, one for the ontology, one for build metadata.

The default graph holds what reports and ontology say together, each triple once. The engine could look into all graphs
at once instead, but then gives an answer as many times as there are reports that say it.

One process writes at a time, any number read. Publishing replaces the graphs of its reports in a single transaction,
which the engine commits as a whole or not at all, also when the process is killed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pyoxigraph import QueryBoolean as QueryBoolean
from pyoxigraph import QueryResultsFormat as QueryResultsFormat
from pyoxigraph import QuerySolutions as QuerySolutions
from pyoxigraph import QueryTriples as QueryTriples
from pyoxigraph import RdfFormat, serialize
from pyoxigraph import Store as Store

from kg import rdf
from kg.errors import InputError, OutputError
from kg.messages import say

ONTOLOGY, BUILD = "ontology", "build"


def publish(
    folder: Path,
    reports: Mapping[str, Sequence[rdf.Triple]],
    *,
    built: Sequence[rdf.Triple] = (),
    names: rdf.Names = rdf.NAMES,
) -> None:
    """Put reports (id → triples) into the store in ``folder``, each in the place of what the store held of it.

    ``built`` are metadata about this run, the only triples with time stamps. The ontology's graph is brought up to
    date in the same transaction. Raises ``OutputError`` where the store cannot be written or another process writes it.
    """
    from kg import vocabulary  # reading a store does not need it

    wanted = set(quads({**reports, ONTOLOGY: vocabulary.triples(names), BUILD: built}, names))
    store = _opened(folder)
    if names_in(store, names) != names:
        raise OutputError(say("store.base", path=folder, base=names_in(store).base))
    held = set(_held(store, names, reports, built))
    stale, fresh = held - wanted, wanted - held
    build = names.graph(BUILD)
    gone = [rdf.Quad(*triple) for triple in _unsaid(store, stale, wanted, build)]
    come = [rdf.Quad(*quad.triple) for quad in fresh if quad.graph_name != build]
    try:
        _replace(store, [*stale, *gone], [*fresh, *come])
        store.flush()
    except OSError as error:
        raise OutputError(say("store.unwritable", path=folder, reason=error)) from None


def _opened(folder: Path) -> Store:
    try:
        return Store(folder)
    except OSError as error:
        key = "store.locked" if "lock" in str(error).lower() else "store.unwritable"
        raise OutputError(say(key, path=folder, reason=error)) from None


def _held(store: Store, names: rdf.Names, reports: Iterable[str], built: Sequence[rdf.Triple]) -> Iterator[rdf.Quad]:
    """What the store holds of the reports, the ontology, and in the build graph of the subjects of ``built``."""
    for name in (*reports, ONTOLOGY):
        yield from store.quads_for_pattern(None, None, None, names.graph(name))
    for subject in {triple.subject for triple in built}:
        yield from store.quads_for_pattern(subject, None, None, names.graph(BUILD))


def _unsaid(
    store: Store, stale: Collection[rdf.Quad], wanted: Collection[rdf.Quad], build: rdf.NamedNode
) -> set[rdf.Triple]:
    """The triples that no graph but that of builds will hold when ``stale`` is gone and ``wanted`` is there."""
    gone = {quad.triple for quad in stale if quad.graph_name != build} - {quad.triple for quad in wanted}
    return {triple for triple in gone if not _said(store, triple, stale, build)}


def _said(store: Store, triple: rdf.Triple, stale: Collection[rdf.Quad], build: rdf.NamedNode) -> bool:
    """Whether a graph of a report or the ontology keeps a triple."""
    found = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return any(_is_named(quad) and quad.graph_name != build and quad not in stale for quad in found)


def _is_named(quad: rdf.Quad) -> bool:
    return isinstance(quad.graph_name, rdf.NamedNode)


def _replace(store: Store, stale: Collection[rdf.Quad], fresh: Collection[rdf.Quad]) -> None:
    """Take out and put in as one: in bulk where nothing goes, which is the faster, else by an update.

    Both were killed many times over and never left a part; adding quad by quad does.
    """
    if stale:
        store.update(f"DELETE DATA {{ {_data(stale)} }} ; INSERT DATA {{ {_data(fresh)} }}")
    else:
        store.bulk_extend(fresh)


def _data(statements: Iterable[rdf.Quad]) -> str:
    """Quads as SPARQL Update writes them."""
    return " ".join(
        f"GRAPH {quad.graph_name} {{ {quad.triple} }}" if _is_named(quad) else f"{quad.triple} ." for quad in statements
    )


def open_to_read(folder: Path) -> Store:
    """The store in ``folder``, read-only. Raises ``InputError`` where there is none."""
    try:
        return Store.read_only(str(folder))
    except FileNotFoundError:
        raise InputError(say("store.missing", path=folder)) from None
    except OSError as error:
        raise InputError(say("store.unreadable", path=folder, reason=error)) from None


def of_files(paths: Iterable[Path]) -> Store:
    """A store in memory with the graphs of RDF files and the ontology. Raises ``InputError`` as ``rdf.quads`` does.

    Triples that are in no named graph go into one named like their file.
    """
    reports: dict[str, list[rdf.Triple]] = {}
    for path in paths:
        for quad in rdf.quads(path):
            graph = quad.graph_name
            name = graph.value.rpartition("/")[2] if isinstance(graph, rdf.NamedNode) else path.stem
            if name not in (ONTOLOGY, BUILD):
                reports.setdefault(name, []).append(quad.triple)
    return in_memory(reports)


def in_memory(reports: Mapping[str, Sequence[rdf.Triple]]) -> Store:
    """A store in memory with reports (id → triples) and the ontology."""
    from kg import vocabulary

    names = rdf.names_of([triple for triples in reports.values() for triple in triples])
    return _merged(quads({**reports, ONTOLOGY: vocabulary.triples(names)}, names))


def selected(store: Store, reports: Sequence[str]) -> Store:
    """A store in memory with the reports given by id and the ontology. Raises ``InputError`` as ``chosen`` does."""
    names = names_in(store)
    wanted = (names.graph(name) for name in (*chosen(store, reports), ONTOLOGY))
    return _merged([quad for graph in wanted for quad in store.quads_for_pattern(None, None, None, graph)])


def _merged(statements: Sequence[rdf.Quad]) -> Store:
    """A store in memory with quads, and all their triples in its default graph."""
    made = Store()
    made.extend([*statements, *(rdf.Quad(*quad.triple) for quad in statements)])
    return made


def names_in(store: Store, otherwise: rdf.Names = rdf.NAMES) -> rdf.Names:
    """The names that the store's graphs were built with, ``otherwise`` where there are none yet."""
    ending = f"graph/{ONTOLOGY}"
    found = sorted(graph.value for graph in store.named_graphs() if isinstance(graph, rdf.NamedNode))
    return next((rdf.Names(iri.removesuffix(ending)) for iri in found if iri.endswith(ending)), otherwise)


def report_ids(store: Store) -> list[str]:
    """The ids of the reports in the store, sorted."""
    start = names_in(store).graph("").value
    found = (graph.value for graph in store.named_graphs() if isinstance(graph, rdf.NamedNode))
    return sorted({iri.removeprefix(start) for iri in found if iri.startswith(start)} - {ONTOLOGY, BUILD})


def chosen(store: Store, reports: Sequence[str]) -> list[str]:
    """The reports asked for by id, all when none is. Raises ``InputError`` for an id that is not in the store."""
    known = report_ids(store)
    for report in reports:
        if report not in known:
            raise InputError(say("store.no_report", report=report, known="、".join(known)))
    return list(reports) or known


def graphs(store: Store, reports: Sequence[str] = ()) -> dict[str, list[rdf.Triple]]:
    """The triples of the reports asked for as by ``chosen``."""
    names = names_in(store)
    return {
        report: [quad.triple for quad in store.quads_for_pattern(None, None, None, names.graph(report))]
        for report in chosen(store, reports)
    }


def quads(reports: Mapping[str, Sequence[rdf.Triple]], names: rdf.Names = rdf.NAMES) -> list[rdf.Quad]:
    """Reports (id → triples) as quads in the graphs that a store holds them in."""
    return [
        rdf.Quad(triple.subject, triple.predicate, triple.object, names.graph(report))
        for report, triples in reports.items()
        for triple in triples
    ]


_SYNTAXES = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD, "rdfxml": RdfFormat.RDF_XML}


def serialized(statements: Sequence[rdf.Triple] | Sequence[rdf.Quad], form: str, prefixes: Mapping[str, str]) -> str:
    """Triples or quads as ``trig``, ``jsonld`` or ``rdfxml``, in the order given."""
    return (serialize(statements, format=_SYNTAXES[form], prefixes=dict(prefixes)) or b"").decode()
