"""What ``kg coverage`` tells of a report, from its extraction or from a graph, as a table, CSV or JSON."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal

from kg import rdf
from kg.coverage import KINDS, LEFT, TAKEN, WORD, Item, coverage, shares
from kg.index import Index, Node
from kg.messages import MESSAGES, say
from kg.model import Entity, Extraction, Observation, Report, Span
from kg.store import Store, graphs
from kg.table import aligned
from kg.tally import Claim, Sum, claims, sums

# --- a graph as what coverage asks of an extraction ------------------------------------------------------------------


def reread(triples: Sequence[rdf.Triple]) -> Extraction:
    """The report, things and numbers of a graph, wherever it was made, as far as a ledger asks for them.

    A graph keeps the first mention of a thing and all its names; the mentions are where the names stand in the text.
    """
    from kg.quantify import passed_over
    from kg.segment import segment

    index = Index(triples)
    text = next((index.text(node, rdf.NIF + "isString") for node in index.of_class("Report")), "")
    report = next((node.value.rpartition("/")[2] for node in index.of_class("Report")), "")
    document = segment(Report(report, text, ""))
    entities = tuple(_entities(index, text))
    observations = tuple(sorted(_observations(index, text), key=lambda one: one.span))
    passed = passed_over(document, entities)
    return Extraction(document, entities, (), (), observations, (), (), passed)


def _entities(index: Index, text: str) -> Iterator[Entity]:
    for node in index.nodes():
        if index.one(node, index.wr + "firstMention") is None:
            continue
        names = [label.value for key in ("prefLabel", "altLabel") for label in index.objects(node, rdf.SKOS + key)]
        spans = [Span(*found.span()) for name in names if name for found in re.finditer(re.escape(name), text)]
        spans += [_span(index, passage) for passage in index.objects(node, index.wr + "firstMention")]
        yield Entity(node.value, "", tuple(names), tuple(sorted(set(spans))), "")


def _observations(index: Index, text: str) -> Iterator[Observation]:
    for node in index.of_class("Observation"):
        begin, literal, unit = (
            index.offset(node) or 0,
            *(index.text(node, index.wr + key) for key in ("literal", "unit")),
        )
        end = begin + len(literal)
        end += len(unit) if text.startswith(unit, end) else 0
        yield Observation(
            measure=index.text(node, index.wr + "measure"),
            value=_decimal(index, node, "value") or Decimal(0),
            unit=unit,
            literal=literal,
            status=index.notation(node, index.wr + "status"),
            span=Span(begin, max(end, begin + 1)),
            evidences=(),
            rule="",
            modifier=index.notation(node, index.wr + "modifier"),
            upper=_decimal(index, node, "upper"),
        )


def _decimal(index: Index, node: Node, name: str) -> Decimal | None:
    written = index.text(node, index.wr + name)
    return Decimal(written) if written else None


def _span(index: Index, passage: Node) -> Span:
    begin, end = (int(index.number(passage, rdf.NIF + key) or 0) for key in ("beginIndex", "endIndex"))
    return Span(begin, end)


# --- the ledger of a report, and writing it --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that ``kg coverage`` tells of one report."""

    report: Report
    items: tuple[Item, ...]
    claims: tuple[Claim, ...]
    sums: tuple[Sum, ...]


def ledgers(graph: Store, extractions: Mapping[str, Extraction]) -> tuple[Ledger, ...]:
    """The ledgers of a store's reports; a report that was extracted just now need not be read again from its graph."""
    claimed = claims(graph)
    made = []
    for report, triples in graphs(graph).items():
        extraction = extractions.get(report) or reread(triples)
        own = tuple(claim for claim in claimed if claim.report == report)
        made.append(Ledger(extraction.document.report, coverage(extraction), own, sums(extraction)))
    return tuple(made)


def write(made: Sequence[Ledger], form: str, width: int | None = None) -> str:
    """Ledgers as text in one of ``FORMATS``; ``width`` is that of the terminal a table must fit, if any."""
    return _WRITERS[form](made, width)


def reason_of(item: Item) -> str:
    """Why an item is not in the graph, in the language of the messages; the rule's id where no message tells."""
    if not item.reason:
        return say("coverage.left")
    key = f"coverage.reason.{item.reason}"
    return say(key) if key in MESSAGES else item.reason


def _rows(ledger: Ledger) -> Iterator[tuple[str, str, str, str, str]]:
    """What is not in the graph, what nobody passed over on purpose first; then claims and sums."""
    text = ledger.report.text
    out = [item for item in ledger.items if item.fate != TAKEN and item.reason != WORD]
    for item in sorted(out, key=lambda item: (KINDS.index(item.kind), item.fate != LEFT)):
        words, clause = (_line(span.of(text)) for span in (item.span, item.clause))
        yield say(f"coverage.{item.kind}"), words, str(item.span.begin), reason_of(item), clause
    for claim in ledger.claims:
        told = say("coverage.named", named=claim.named, missing=claim.missing)
        words = f"{claim.indicator} {claim.claimed}({claim.status})"
        yield say("coverage.claim"), words, "", told + (f":{claim.names}" if claim.names else ""), _line(claim.quote)
    for one in ledger.sums:
        words, told = one.total.span.of(text), say("coverage.made", made=one.made)
        yield say("coverage.sum"), words, str(one.total.span.begin), told, _line(one.sentence.span.of(text))


def _line(words: str) -> str:
    return " ".join(words.split())


def _table(made: Sequence[Ledger], width: int | None) -> str:
    return "\n".join(_one_table(ledger, width) for ledger in made)


def _one_table(ledger: Ledger, width: int | None) -> str:
    lines = [f"{ledger.report.id}\n"]
    for kind, share in shares(ledger.items).items():
        left = share.total - share.taken - share.passed
        told = {"total": share.total, "taken": share.taken, "passed": share.passed, "left": left}
        lines.append("  " + say("coverage.share", kind=say(f"coverage.{kind}"), **told) + "\n")
    return "".join(lines) + "\n" + aligned(say("coverage.columns").split(), list(_rows(ledger)), width)


def _csv(made: Sequence[Ledger], _: int | None) -> str:
    import csv
    import io

    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow(("report", "kind", "words", "offset", "reason", "clause"))
    rows.writerows((ledger.report.id, *row) for ledger in made for row in _rows(ledger))
    return out.getvalue()


def _json(made: Sequence[Ledger], _: int | None) -> str:
    import json

    return json.dumps([_as_json(ledger) for ledger in made], ensure_ascii=False, indent=1) + "\n"


def _as_json(ledger: Ledger) -> dict[str, object]:
    text = ledger.report.text
    return {
        "report": ledger.report.id,
        "shares": {kind: asdict(share) for kind, share in shares(ledger.items).items()},
        "items": [
            {"kind": item.kind, "words": item.span.of(text), "offset": item.span.begin, "fate": item.fate}
            | {"reason": item.reason, "clause": item.clause.of(text)}
            for item in ledger.items
            if item.fate != TAKEN
        ],
        "claims": [
            asdict(claim) | {"claimed": float(claim.claimed), "missing": float(claim.missing)}
            for claim in ledger.claims
        ],
        "sums": [
            {"total": float(one.total.value), "parts": [float(part.value) for part in one.parts]}
            | {"offset": one.total.span.begin, "sentence": one.sentence.span.of(text)}
            for one in ledger.sums
        ],
    }


_WRITERS: Mapping[str, Callable[[Sequence[Ledger], int | None], str]] = {"table": _table, "csv": _csv, "json": _json}
FORMATS = tuple(_WRITERS)
