"""A gold file and its text → the extraction that a perfect reader would make of them, to test what comes after."""

import json
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from kg.model import Action, Document, Entity, Evidence, Extraction, FirstClaim, Observation, Problem, Relation, Span
from kg.rdf import mint
from kg.read import read
from kg.segment import segment

ROOT = Path(__file__).parent.parent
TURPAN = ROOT / "data" / "reports" / "turpan-2025.txt"
TURPAN_GOLD = ROOT / "tests" / "gold" / "turpan-2025.jsonl"

RULE = "gold"
PREFIXES = dict.fromkeys(
    ["PeoplesCongress", "StandingCommittee", "Committee", "PartyBody", "GovernmentBody", "JudicialBody", "University"],
    "org",
) | {"Organization": "org", "AdministrativeArea": "place", "LocalRegulation": "regulation", "NormativeDocument": "norm"}
UNIT_SIGNS = "0123456789.,零〇一二三四五六七八九十百千万亿两半分之%％多余近约几"


def extraction_from_gold(report_path: Path = TURPAN, gold_path: Path = TURPAN_GOLD) -> Extraction:
    """All gold facts, optional ones too, each with the clause around it as its evidence."""
    lines = [json.loads(line) for line in gold_path.read_text("utf-8").splitlines() if line.strip()]
    by_kind = defaultdict(list)
    for line in lines:
        by_kind[line["kind"]].append(line)
    return _Gold(_document(report_path, by_kind["document"][0]), by_kind).extraction()


def _document(report_path: Path, gold: dict) -> Document:
    document = segment(read(report_path))
    told = {key: gold[key] for key in document.header.__slots__ if key in gold}
    return replace(document, header=replace(document.header, **told))


class _Gold:
    def __init__(self, document: Document, by_kind: dict[str, list[dict]]) -> None:
        self.document, self.by_kind = document, by_kind
        self.text = document.report.text
        self.sentences = sorted(document.sentences, key=lambda sentence: sentence.span)
        self.begins = [sentence.span.begin for sentence in self.sentences]
        self.keys: dict[str, str] = {}
        for line in by_kind["entity"]:
            key = f"{PREFIXES.get(line['class'], line['class'].lower())}-{mint(line['names'][0])}"
            for name in line["names"]:
                self.keys.setdefault(name, key)

    def extraction(self) -> Extraction:
        made = {kind: self._each(kind) for kind in ("entity", "relation", "action", "observation")}
        problems = tuple(self._stated(Problem, "problems", "不足"))
        firsts = tuple(self._firsts())
        return Extraction(
            self.document, made["entity"], made["relation"], made["action"], made["observation"], problems, firsts
        )

    def _each(self, kind: str) -> tuple:
        make = getattr(self, f"_{kind}")
        made = {}
        for line in sorted(self.by_kind[kind], key=lambda line: line["begin"]):
            fact = make(line)
            made.setdefault(self._identity(fact), fact)
        return tuple(made.values())

    @staticmethod
    def _identity(fact) -> tuple:
        if isinstance(fact, Entity):
            return (fact.key,)
        if isinstance(fact, Relation):
            return fact.subject, fact.predicate, fact.object
        return (fact,)

    def _entity(self, line: dict) -> Entity:
        begin = line["begin"]
        spans = [Span(begin, begin + len(name)) for name in line["names"] if self.text.startswith(name, begin)]
        span = max(spans, key=len, default=Span(begin, begin + 1))
        facts = (
            {"ordinal": 5, "term": 2, "body": self.keys["吐鲁番市人民代表大会"]}
            if "第五次会议" in line["names"][0]
            else {}
        )
        return Entity(self.keys[line["names"][0]], line["class"], tuple(line["names"]), (span,), RULE, facts)

    def _relation(self, line: dict) -> Relation:
        subject, target = self.keys[line["s"]], self.keys[line["o"]]
        return Relation(subject, line["p"], target, line["begin"], self._evidence(line), RULE, line.get("title", ""))

    def _action(self, line: dict) -> Action:
        target, name = self.keys[line["object"]], line["action"]
        role = {"cooperate": "partner", "train": "place"}.get(name, "object")
        partners = tuple(self.keys[partner] for partner in line.get("partners", ()) if partner in self.keys)
        evidence = self._evidence(line)
        return Action(
            name,
            line["status"],
            self.keys[line["agent"]],
            target,
            line["begin"],
            evidence,
            RULE,
            role,
            partners=partners,
            year=self._year(line),
            topic=line.get("topic", ""),
        )

    def _observation(self, line: dict) -> Observation:
        begin = end = line["begin"]
        while self.text[end] in UNIT_SIGNS:
            end += 1
        literal = self.text[begin:end]
        end += len(line["unit"]) if self.text.startswith(line["unit"], end) else 0
        return Observation(
            line["measure"],
            Decimal(str(line["value"])),
            line["unit"],
            literal or self.text[begin],
            line["status"],
            Span(begin, end),
            self._evidence(line),
            RULE,
            line.get("modifier", ""),
            line.get("indicator", ""),
            line.get("verb", ""),
            self.keys.get(self.document.header.issuer, ""),
            self._year(line),
        )

    def _year(self, line: dict) -> int | None:
        header = self.document.header
        return header.year_planned if line["status"] == "planned" else header.year_reported

    def _stated(self, make, kind: str, word: str):
        """Sentences of a section of this kind that speak of a shortcoming, clause by clause."""
        for sentence in self.sentences:
            if sentence.section.kind == kind and word in sentence.span.of(self.text):
                for clause in sentence.clauses:
                    words = clause.span.of(self.text)
                    if words.startswith(("对", "代表", "自身", "监督", "立法")) or "不够" in words or "不足" in words:
                        yield make(words, clause.span.begin, (Evidence(clause.span, sentence.section.heading),), RULE)

    def _firsts(self):
        for sentence in self.sentences:
            for clause in sentence.clauses:
                words = clause.span.of(self.text)
                if found := next((word for word in ("率先", "首次", "首届") if word in words), None):
                    scope = (
                        words[words.find("在") + 1 : words.find(found)] if "在" in words[: words.find(found)] else ""
                    )
                    begin = clause.span.begin + words.find(found)
                    yield FirstClaim(words, scope, begin, (Evidence(clause.span, sentence.section.heading),), RULE)

    def _evidence(self, line: dict) -> tuple[Evidence, ...]:
        """The clause around ``begin``; the line where no sentence holds it, as in headings."""
        begin = line["begin"]
        sentence = self.sentences[max(0, bisect_right(self.begins, begin) - 1)]
        for span in [*(clause.span for clause in sentence.clauses), sentence.span]:
            if span.begin <= begin < span.end:
                return (Evidence(span, sentence.section.heading),)
        start = self.text.rfind("\n", 0, begin) + 1
        end = self.text.find("\n", begin)
        return (Evidence(Span(start, end if end > 0 else len(self.text)), sentence.section.heading),)


def gold_triples(report_path: Path = TURPAN, gold_path: Path = TURPAN_GOLD) -> list:
    """The graph of a gold file."""
    from kg.graph import graph

    return graph(extraction_from_gold(report_path, gold_path))
