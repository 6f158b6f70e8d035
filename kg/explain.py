"""Why the graph says what it says: from a fact, a name or an offset to the words, the rule and the facts.

Works on the triples of reports together with those of the ontology, whose labels make facts readable.
"""

import difflib
import re
from collections.abc import Iterator, Sequence

from kg import rdf
from kg.errors import QueryError
from kg.index import Index, Node
from kg.messages import language, say
from kg.table import cells

_WIDTH = 76
_INDENT = "    "
_FACTS = ("Activity", "Observation", "Statement", "Problem", "FirstClaim")
_QUOTES = str.maketrans("", "", "《》〈〉“”‘’\"' \u3000")
_SENTENCE_ENDS = "。!?!?\n"


def explain(triples: Sequence[rdf.Triple], what: str) -> str:
    """All that is to be said of ``what``: a fact's or thing's IRI or prefixed name, a thing's name, or an offset.

    Raises ``QueryError`` that offers the nearest names where nothing is meant by it.
    """
    explained = _Explainer(triples).lines(what.strip())
    return "\n".join(explained) + "\n"


class _Explainer:
    """One graph and how its things are told in the language of the messages."""

    def __init__(self, triples: Sequence[rdf.Triple]) -> None:
        self.index = Index(triples)
        self.wr = self.index.wr
        self.reports = sorted(self.index.of_class("Report"), key=lambda node: node.value)
        ids = [report.value.rpartition("/")[2] for report in self.reports]
        self.prefixes = self.index.names.prefixes(ids)
        self.facts = sorted((fact for kind in _FACTS for fact in self.index.of_class(kind)), key=self.place)

    def lines(self, what: str) -> list[str]:
        if re.fullmatch(r"@?[0-9]+", what):
            return list(self.at(int(what.removeprefix("@"))))
        node = rdf.NamedNode(iri) if (iri := self.expanded(what)) else None
        if node and self.index.properties(node):
            return list(self.fact(node) if node in self.facts else self.entity(node))
        if found := self.named(what):
            return [line for thing in found for line in (*self.entity(thing), "")][:-1]
        raise QueryError(self.unknown(what))

    # --- finding -----------------------------------------------------------------------------------------------------

    def expanded(self, what: str) -> str:
        """The IRI that is meant by ``<…>``, an IRI or a prefixed name; empty when it is none of these."""
        plain = what.removeprefix("<").removesuffix(">")
        if re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", plain):
            return plain
        prefix, colon, local = plain.partition(":")
        if colon and prefix in self.prefixes and re.fullmatch(r"[^\s<>\"{}|\\^`]*", local):
            return self.prefixes[prefix] + local
        return ""

    def names(self) -> dict[str, list[Node]]:
        """Every name of every thing, quotation marks left out, with the things it names."""
        labels = (rdf.SKOS + "prefLabel", rdf.SKOS + "altLabel")
        things: dict[str, list[Node]] = {}
        for node in self.index.nodes():
            if self.index.objects(node, self.wr + "firstMention"):
                for label in (name for kind in labels for name in self.index.objects(node, kind)):
                    things.setdefault(label.value.translate(_QUOTES), []).append(node)
        return things

    def named(self, what: str) -> list[Node]:
        """The things called ``what``; where none is, the things in one of whose names it occurs, if they are few."""
        names, wanted = self.names(), what.translate(_QUOTES)
        if not wanted:
            return []
        if exact := names.get(wanted):
            return list(dict.fromkeys(exact))
        inside = dict.fromkeys(node for name, nodes in names.items() if wanted in name for node in nodes)
        return list(inside) if len(inside) <= 3 else []

    def written_at(self, text: str, offset: int) -> list[str]:
        """The names of things that stand over an offset of a text, the longest first."""
        labels = (rdf.SKOS + "prefLabel", rdf.SKOS + "altLabel")
        nodes = (node for node in self.index.nodes() if self.index.objects(node, self.wr + "firstMention"))
        names = {name.value for node in nodes for label in labels for name in self.index.objects(node, label)}
        found = (name for name in names if text.find(name, max(0, offset - len(name) + 1), offset + len(name)) >= 0)
        return sorted(found, key=lambda name: (-len(name), name))

    def unknown(self, what: str) -> str:
        """What to tell a user who asked for something that is not there."""
        names, wanted = self.names(), what.translate(_QUOTES)
        inside = sorted((name for name in names if wanted and wanted in name), key=lambda name: (len(name), name))
        near = inside or difflib.get_close_matches(wanted, sorted(names), n=5, cutoff=0.4)
        if not near:
            return say("explain.unknown", what=what)
        return say("explain.nearest", what=what, nearest="、".join(dict.fromkeys(near[:5])))

    # --- telling -----------------------------------------------------------------------------------------------------

    def fact(self, node: Node) -> Iterator[str]:
        """A fact: what it says, its words with a mark where it stands, its rule, and its properties."""
        index = self.index
        yield self.sentence(node)
        yield self.row("explain.fact", self.short(node))
        yield self.row("explain.rule", index.text(node, self.wr + "rule") or "-")
        if stated := index.text(node, self.wr + "agentStated"):
            yield self.row("explain.agent", say("explain.stated" if stated == "true" else "explain.inherited"))
        for passage in sorted(index.objects(node, self.wr + "evidence"), key=self.begin):
            yield from self.passage(passage, index.offset(node))

    def entity(self, node: Node) -> Iterator[str]:
        """A thing: its class and names, where it first stands, and every fact about it with its words."""
        index = self.index
        classes = "、".join(self.label(kind) for kind in index.objects(node, rdf.RDF + "type"))
        yield f"{index.label(node)}({classes})"
        yield self.row("explain.thing", self.short(node))
        if others := sorted(name.value for name in index.objects(node, rdf.SKOS + "altLabel")):
            yield self.row("explain.names", "、".join(others))
        for rule in sorted(rule.value for rule in index.objects(node, self.wr + "rule")):
            yield self.row("explain.rule", rule)
        for passage in sorted(index.objects(node, self.wr + "firstMention"), key=self.begin):
            yield self.row("explain.first", f"{index.text(passage, rdf.NIF + 'anchorOf')} @{self.begin(passage)}")
        facts = [fact for fact in self.facts if node in self.things(fact)]
        yield self.row("explain.facts", str(len(facts)))
        for fact in facts:
            yield from self.brief(fact)

    def at(self, offset: int) -> Iterator[str]:
        """What stands at an offset of each report: the sentence, and the facts whose words it is among."""
        found = False
        for report in self.reports:
            text = self.index.text(report, rdf.NIF + "isString")
            if offset < len(text):
                found = True
                yield f"{self.short(report)} @{offset}"
                yield from self.marked(*_sentence(text, offset), offset)
                if names := self.written_at(text, offset):
                    yield self.row("explain.things", "、".join(names))
                facts = [fact for fact in self.facts if self.holds(fact, report, offset)]
                yield self.row("explain.facts", str(len(facts)))
                for fact in facts:
                    yield from self.brief(fact)
        if not found:
            raise QueryError(say("explain.beyond", offset=offset))

    def brief(self, fact: Node) -> Iterator[str]:
        """A fact in two lines: what it says, and the words."""
        yield f"  {self.sentence(fact)}"
        words = " … ".join(self.index.text(passage, rdf.NIF + "anchorOf") for passage in self.passages(fact))
        yield f"{_INDENT}“{words}” @{self.index.offset(fact)} {self.short(fact)}"

    def passage(self, passage: Node, offset: int | None) -> Iterator[str]:
        """The words of a passage under their heading, with a mark below the offset where it is inside."""
        heading = self.index.text(passage, self.wr + "section")
        begin, words = self.begin(passage), self.index.text(passage, rdf.NIF + "anchorOf")
        end = begin + len(words)
        yield self.row("explain.words", f"[{begin}:{end}] {heading}".rstrip())
        yield from self.marked(words, begin, offset if offset is not None and begin <= offset < end else None)

    def marked(self, words: str, begin: int, offset: int | None) -> Iterator[str]:
        """Words in lines of bounded width; under the character at the offset a ``^``."""
        at = begin
        for line in _wrapped(words):
            yield _INDENT + line
            if offset is not None and at <= offset < at + len(line):
                before, character = line[: offset - at], line[offset - at]
                yield _INDENT + " " * cells(before) + "^" * max(1, cells(character))
            at += len(line)

    def sentence(self, fact: Node) -> str:
        """A fact as one line of words."""
        index, wr = self.index, self.wr
        kinds = {kind.value.removeprefix(wr) for kind in index.objects(fact, rdf.RDF + "type")}
        status = "、".join(filter(None, (self.label_of(fact, wr + "status"), index.text(fact, wr + "year"))))
        ending = f"({status})" if status else ""
        if "Activity" in kinds:
            agent, action = self.label_of(fact, wr + "agent"), self.label_of(fact, wr + "action")
            return f"{agent} {action} {self.targets(fact)}{ending}"
        if "Observation" in kinds:
            value = index.text(fact, wr + "literal") + index.text(fact, wr + "unit")
            indicator = self.label_of(fact, wr + "indicator")
            return f"{index.text(fact, wr + 'measure')} {value}{ending}" + (f" [{indicator}]" if indicator else "")
        if "Statement" in kinds:
            parts = (rdf.RDF + part for part in ("subject", "predicate", "object"))
            return " ".join(self.label_of(fact, part) for part in parts)
        return index.label(fact)

    def targets(self, activity: Node) -> str:
        """The object, partners and places of an activity."""
        roles = (self.wr + role for role in ("object", "partner", "place"))
        return "、".join(self.label(thing) for role in roles for thing in self.index.objects(activity, role))

    def things(self, fact: Node) -> list[Node]:
        """The things that a fact is about."""
        roles = [self.wr + role for role in ("agent", "object", "partner", "place")]
        roles += [rdf.RDF + "subject", rdf.RDF + "object"]
        return [thing for role in roles for thing in self.index.objects(fact, role)]

    # --- small things ------------------------------------------------------------------------------------------------

    def label(self, node: Node) -> str:
        """A label in the language of the messages where there is one."""
        labels = self.index.objects(node, rdf.RDFS + "label")
        spoken = (name.value for name in labels if isinstance(name, rdf.Literal) and name.language == language())
        return next(spoken, "") or self.index.label(node)

    def label_of(self, node: Node, predicate: str) -> str:
        """The label of a property's first object, empty when there is none."""
        target = self.index.one(node, predicate)
        return "" if target is None else self.label(target)

    def passages(self, fact: Node) -> list[Node]:
        """A fact's passages in the order of the text."""
        return sorted(self.index.objects(fact, self.wr + "evidence"), key=self.begin)

    def begin(self, passage: Node) -> int:
        """Where a passage begins."""
        return int(self.index.number(passage, rdf.NIF + "beginIndex") or 0)

    def holds(self, fact: Node, report: Node, offset: int) -> bool:
        """Whether an offset of a report lies in one of a fact's passages."""
        return any(
            self.index.one(passage, rdf.NIF + "referenceContext") == report
            and self.begin(passage) <= offset < int(self.index.number(passage, rdf.NIF + "endIndex") or 0)
            for passage in self.passages(fact)
        )

    def place(self, fact: Node) -> tuple[int, str]:
        """Facts stand in the order of the text."""
        return self.index.offset(fact) or 0, fact.value

    def short(self, node: Node) -> str:
        """A prefixed name that ``explain`` understands, or the IRI."""
        start = max(node.value.rfind("/"), node.value.rfind("#")) + 1
        found = (prefix for prefix, namespace in self.prefixes.items() if namespace == node.value[:start])
        prefix = next(found, None)
        return f"{prefix}:{node.value[start:]}" if prefix else f"<{node.value}>"

    def row(self, key: str, value: str) -> str:
        """A line with what it tells before it."""
        return f"  {say(key)}{value}"


def _sentence(text: str, offset: int) -> tuple[str, int]:
    """The sentence around an offset and where it begins."""
    begin = max(text.rfind(mark, 0, offset) for mark in _SENTENCE_ENDS) + 1
    ends = [end + 1 for mark in _SENTENCE_ENDS if (end := text.find(mark, offset)) >= 0]
    end = min(ends, default=len(text))
    return text[begin:end].rstrip("\n") or " ", begin


def _wrapped(words: str) -> Iterator[str]:
    """The words in lines of at most ``_WIDTH`` cells; nothing is added or left out."""
    line, used = "", 0
    for character in words:
        if used + cells(character) > _WIDTH:
            yield line
            line, used = "", 0
        line += character
        used += cells(character)
    yield line
