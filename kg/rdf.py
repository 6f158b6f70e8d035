"""The door to RDF terms: namespaces, IRIs, literals, parsing, and sorted Turtle that is the same bytes every time.

Everything under ``BASE`` is reached through a ``Names`` object, so that a build under another base changes no global:
``wr:`` the vocabulary, ``wrc:`` its concepts, ``id:`` things that reports share, ``report:`` the reports and ``r:``
the facts of one report. Text that spells the base out (ontology, queries) passes through ``Names.rebase``.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import BlankNode as BlankNode
from pyoxigraph import Literal as Literal
from pyoxigraph import NamedNode as NamedNode
from pyoxigraph import Quad as Quad
from pyoxigraph import RdfFormat, serialize
from pyoxigraph import Triple as Triple
from pyoxigraph import parse as _parse

from kg.errors import InputError
from kg.messages import say

BASE = "https://w3id.org/workreport/"

Subject = NamedNode | BlankNode | Triple
Term = Subject | Literal


class Namespace(str):
    """The start of IRIs; called with a local name it gives the node.

    >>> Namespace("http://example.org/")("陶岭")
    <NamedNode value=http://example.org/陶岭>
    """

    __slots__ = ()

    def __call__(self, local: str) -> NamedNode:
        """The node ``local`` of this namespace."""
        return NamedNode(f"{self}{local}")


RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
ORG = Namespace("http://www.w3.org/ns/org#")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
SH = Namespace("http://www.w3.org/ns/shacl#")

# the prefixes of others; those under the base come from ``Names.prefixes``
PREFIXES = {
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "xsd": XSD,
    "skos": SKOS,
    "dcterms": DCTERMS,
    "org": ORG,
    "nif": NIF,
    "prov": PROV,
    "schema": SCHEMA,
    "eli": ELI,
    "sh": SH,
}


@dataclass(frozen=True, slots=True)
class Names:
    """The IRIs of one base. All of them are readable and deterministic: same thing, same IRI, on every machine."""

    base: str = BASE

    @property
    def wr(self) -> Namespace:
        """Classes and properties."""
        return Namespace(f"{self.base}ns#")

    @property
    def wrc(self) -> Namespace:
        """Concepts: actions, statuses, modifiers, indicators; the local name is the notation."""
        return Namespace(f"{self.base}concept/")

    @property
    def id(self) -> Namespace:
        """Things that several reports may speak of; the local name is ``Entity.key``."""
        return Namespace(f"{self.base}id/")

    def report(self, report_id: str) -> NamedNode:
        """The report itself, which is its text too."""
        return NamedNode(f"{self.base}report/{report_id}")

    def facts(self, report_id: str) -> Namespace:
        """What one report alone says: its facts and passages (``act-706``, ``passage-120-180``)."""
        return Namespace(f"{self.base}report/{report_id}/")

    def graph(self, name: str) -> NamedNode:
        """A named graph: one for each report (its id), ``ontology``, and ``build`` for build metadata."""
        return NamedNode(f"{self.base}graph/{name}")

    def rebase(self, text: str) -> str:
        """Turtle or SPARQL written for the standard base → the same for this one."""
        return text if self.base == BASE else text.replace(BASE, self.base)

    def prefixes(self, report_ids: Sequence[str] = ()) -> dict[str, str]:
        """All prefixes; ``r:`` are the facts of the one report given, ``r1:``, ``r2:`` … those of several."""
        own = {"wr": self.wr, "wrc": self.wrc, "id": self.id, "report": f"{self.base}report/"}
        single = len(report_ids) == 1
        facts = {"r" if single else f"r{n}": self.facts(report) for n, report in enumerate(report_ids, 1)}
        return PREFIXES | own | facts


NAMES = Names()


def names_of(triples: Iterable[Triple]) -> Names:
    """The names that a graph was built with, told from the type of its reports; the standard ones if it has none."""
    a = RDF("type")
    for triple in triples:
        if (
            triple.predicate == a
            and isinstance(triple.object, NamedNode)
            and triple.object.value.endswith("/ns#Report")
        ):
            return Names(triple.object.value.removesuffix("ns#Report"))
    return NAMES


# --- minting ---------------------------------------------------------------------------------------------------------

_QUOTES = "《》〈〉“”‘’\"'「」『』﹁﹂＂＇"
_DOTS = "•・‧∙⋅･᛫"
_FOLDS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    **dict.fromkeys(map(ord, _QUOTES)),
    **dict.fromkeys(map(ord, _DOTS), "·"),
    **dict.fromkeys(map(ord, "[{【〔〖"), "("),
    **dict.fromkeys(map(ord, "]}】〕〗"), ")"),
}
_BRACKETED = re.compile(r"\(([^()]*)\)")
_GAPS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]+")
_DASHES = re.compile(r"[-‐-―─━－~～〜]+")
_ILLEGAL = re.compile(r"(?:[^\w·\0-]|_)+")


@lru_cache(maxsize=65536)
def mint(text: str) -> str:
    """A name → the local part of an IRI: NFC, of CJK, letters, digits, ``·``, ``_`` and ``-`` only.

    Quotation marks and spaces go, widths and the shapes of dots, dashes and brackets fold, ``(…)`` becomes ``_…_``:
    none of these tells two things apart. Any other sign becomes ``-``, and a short hash of the name is
    added, so that names that differ in such a sign alone keep different IRIs.

    >>> mint("《艾丁湖湿地保护条例》"), mint("中国（山东）自由贸易试验区"), mint("甲/乙")
    ('艾丁湖湿地保护条例', '中国_山东_自由贸易试验区', '甲-乙-26270e')
    """
    folded = unicodedata.normalize("NFC", _GAPS.sub("", text.translate(_FOLDS)))
    # NUL stands for a bracket until the signs are gone, so that a written underscore is never taken for one
    marked = _BRACKETED.sub("\0\\1\0", _DASHES.sub("-", folded))
    local = _ILLEGAL.sub("-", marked).strip("-").replace("\0", "_")
    if local and local == marked.replace("\0", "_"):
        return local
    return f"{local}-{sha256(marked.encode()).hexdigest()[:6]}".lstrip("-")


def unique(local: str, taken: set[str]) -> str:
    """The local name, or the first free one of ``local-2``, ``local-3`` …; the one chosen is added to ``taken``."""
    name, number = local, 1
    while name in taken:
        number += 1
        name = f"{local}-{number}"
    taken.add(name)
    return name


# --- literals --------------------------------------------------------------------------------------------------------

_PLACES = Decimal(1).scaleb(-18)  # what the store keeps of a decimal; it drops a literal with more to a string


def zh(value: str) -> Literal:
    """Words of the report or a Chinese label: ``"…"@zh``, never ``@zh-Hans``, which the store lower-cases."""
    return Literal(value, language="zh")


def string(value: str) -> Literal:
    """A plain string: what has no language, such as a unit, an id or a quotation to be compared by characters."""
    return Literal(value)


def integer(value: int) -> Literal:
    """An ``xsd:integer``, the one integer type that the store hands back as it was given."""
    return Literal(str(value), datatype=XSD("integer"))


def decimal(value: Decimal) -> Literal:
    """An ``xsd:decimal`` in its canonical form, which the store hands back as it was given.

    >>> decimal(Decimal("5.80E+6")).value, decimal(Decimal("0.30")).value
    ('5800000', '0.3')
    """
    rounded = value.quantize(_PLACES) if int(value.as_tuple().exponent) < -18 else value
    plain = format(rounded, "f")
    return Literal((plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0", datatype=XSD("decimal"))


def boolean(value: bool) -> Literal:
    """An ``xsd:boolean``."""
    return Literal("true" if value else "false", datatype=XSD("boolean"))


def year(value: int) -> Literal:
    """An ``xsd:gYear``."""
    return Literal(f"{value:04}", datatype=XSD("gYear"))


def date(value: str) -> Literal:
    """An ISO 8601 date → an ``xsd:date``."""
    return Literal(value, datatype=XSD("date"))


# --- parsing ---------------------------------------------------------------------------------------------------------

# what RDF files are called; the engine would take a report's .txt for N-Triples
ENDINGS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".rdf")


def quads(path: Path, names: Names = NAMES) -> list[Quad]:
    """The statements of an RDF file in file order, its format told from its ending.

    Raises ``InputError`` that gives file, line and column where it does not parse.
    """
    kind = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if kind is None:
        wanted = " ".join(ENDINGS)
        raise InputError(say("read.unreadable", path=path, reason=f"{path.suffix or path.name} ≠ {wanted}"))
    try:
        return list(_parse(names.rebase(path.read_text("utf-8")), kind))
    except FileNotFoundError:
        raise InputError(say("read.missing", path=path)) from None
    except OSError as error:
        raise InputError(say("read.unreadable", path=path, reason=error.strerror)) from None
    except (SyntaxError, UnicodeDecodeError) as error:
        raise InputError(say("read.unreadable", path=path, reason=error)) from None


def parse(path: Path, names: Names = NAMES) -> list[Triple]:
    """The triples of an RDF file in file order, of all its graphs together. Raises ``InputError`` as ``quads`` does."""
    return [quad.triple for quad in quads(path, names)]


# --- writing ---------------------------------------------------------------------------------------------------------


def ntriples(triples: Iterable[Triple]) -> str:
    """N-Triples, each triple once, lines in the order of their code points."""
    return "\n".join([*_lines(serialize(triples, format=RdfFormat.N_TRIPLES)), ""])


def nquads(statements: Iterable[Quad]) -> str:
    """N-Quads, each statement once, lines in the order of their code points."""
    return "\n".join([*_lines(serialize(statements, format=RdfFormat.N_QUADS)), ""])


def _lines(written: bytes | None) -> list[str]:
    """What the library wrote, a line a statement, sorted and without repetitions."""
    return sorted(set((written or b"").decode().split("\n")) - {""})


def turtle(triples: Iterable[Triple], names: Names = NAMES) -> str:
    """Turtle to read and to compare: prefixes in use, then report, things, facts in the order of the text, passages.

    Each triple is written once; the same triples give the same bytes, in whatever order they come.
    """
    by_subject: defaultdict[Subject, list[Triple]] = defaultdict(list)
    for triple in triples:
        by_subject[triple.subject].append(triple)
    terms = _Terms(names.prefixes(_report_ids(names, by_subject)))
    body = "".join(_blocks(by_subject, terms))
    return terms.header() + body


# what the facts of a report are called, in the order in which they are written
_FACTS = ("act", "obs", "rel", "post", "problem", "first")
_HEADINGS = ("报告 Report", "事物 Things", "事实 Facts", "原文片段 Passages", "其他 Other")
_NEXT = " ;\n    "
_LOCAL = re.compile(
    r"[A-Za-z0-9_\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
    r"[A-Za-z0-9_·\-\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]*"
)
# the literals that Turtle may write bare, as N-Triples writes them
_BARE = re.compile(
    rf'"(?:(?P<integer>0|-?[1-9][0-9]*)"\^\^<{XSD}integer>'
    rf'|(?P<decimal>-?(?:0|[1-9][0-9]*)\.[0-9]*[1-9])"\^\^<{XSD}decimal>'
    rf'|(?P<boolean>true|false)"\^\^<{XSD}boolean>)'
)
_ESCAPED = re.compile(r"\\.")


class _Leading(dict[str, str]):
    """What a predicate sorts by: type and labels come first, all others stand in the order of their names."""

    def __missing__(self, predicate: str) -> str:
        return predicate


_LEADING = _Leading({"a": "0", "skos:prefLabel": "1", "rdfs:label": "2", "skos:altLabel": "3", "skos:notation": "4"})


class _Terms(dict[Term, str]):
    """A term → its Turtle, made once; knows the prefixes, and which of them were used."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self.facts = {prefix for prefix in prefixes if re.fullmatch(r"r[0-9]*", prefix)}
        self.by_namespace = {namespace: prefix for prefix, namespace in prefixes.items()}
        self.used: set[str] = set()
        self[RDF("type")] = "a"

    def header(self) -> str:
        """The prefixes that were used, in their own order."""
        used = (prefix for prefix in self.prefixes if prefix in self.used)
        return "".join(f"@prefix {prefix}: <{self.prefixes[prefix]}> .\n" for prefix in used)

    def __missing__(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            text = self.iri(term.value)
        else:
            text = self.literal(term) if isinstance(term, Literal) else str(term)
        self[term] = text
        return text

    def iri(self, iri: str) -> str:
        """A prefixed name where Turtle allows one, otherwise ``<IRI>``."""
        prefix, local = self.split(iri)
        if prefix and _LOCAL.fullmatch(local):
            self.used.add(prefix)
            return f"{prefix}:{local}"
        return f"<{iri}>"

    def split(self, iri: str) -> tuple[str, str]:
        """An IRI → its prefix, empty when it has none, and its local name."""
        start = max(iri.rfind("/"), iri.rfind("#")) + 1
        return self.by_namespace.get(iri[:start], ""), iri[start:]

    def literal(self, term: Literal) -> str:
        """A literal: numbers and truth values bare where that reads back the same, several lines in long quotes."""
        text = str(term)  # as N-Triples, which escapes what must be
        if text[-1] == ">":
            bare = _BARE.fullmatch(text)
            return bare[bare.lastindex or 0] if bare else f"{text[: text.rindex('<')]}{self[term.datatype]}"
        if "\\n" in text and "\n" in term.value:
            quoted, _, tag = text.rpartition('"')
            lines = _ESCAPED.sub(lambda escaped: "\n" if escaped[0] == "\\n" else escaped[0], quoted[1:])
            return f'"""{lines}"""{tag}'
        return text


def _blocks(by_subject: Mapping[Subject, list[Triple]], terms: _Terms) -> Iterator[str]:
    """A heading for each group of subjects, and a block for each subject."""
    last = None
    for (group, *_), subject in sorted([(_rank(subject, terms), subject) for subject in by_subject]):
        if group != last:
            yield f"\n# {_HEADINGS[group]}\n"
            last = group
        yield f"\n{terms[subject]} {_block(by_subject[subject], terms)} .\n"


def _rank(subject: Subject, terms: _Terms) -> tuple[int, int, list[str], str]:
    """Where a subject stands: its group, the kind of fact, then by IRI with numbers as numbers."""
    if not isinstance(subject, NamedNode):
        return 4, 0, [], str(subject)
    prefix, local = terms.split(subject.value)
    if prefix not in terms.facts:
        return {"report": 0, "id": 1}.get(prefix, 4), 0, [], subject.value
    kind = local.partition("-")[0]
    order = _FACTS.index(kind) if kind in _FACTS else len(_FACTS)
    return 3 if kind == "passage" else 2, order, _by_number(local), subject.value


def _by_number(text: str) -> list[str]:
    """A sort key under which ``passage-120-180`` comes before ``passage-1000-1010``."""
    return [part.zfill(9) for part in text.split("-")]


def _block(triples: list[Triple], terms: _Terms) -> str:
    """The predicates of one subject, type and labels first, each with its values."""
    values: dict[str, list[str]] = {}
    for _, predicate, term in triples:
        values.setdefault(terms[predicate], []).append(terms[term])
    lines = []
    for predicate in sorted(values, key=_LEADING.__getitem__):
        several = values[predicate]
        text = several[0] if len(several) == 1 else ", ".join(sorted(sorted(set(several)), key=_by_number))
        lines.append(f"{predicate} {text}")
    return _NEXT.join(lines)


def _report_ids(names: Names, subjects: Iterable[Subject]) -> list[str]:
    start = names.base + "report/"
    iris = (subject.value for subject in subjects if isinstance(subject, NamedNode))
    return sorted({iri.removeprefix(start).partition("/")[0] for iri in iris if iri.startswith(start)})
