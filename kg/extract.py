"""A report → everything taken from it. Only composes the stages; decides nothing itself."""

from kg.act import act
from kg.admit import firsts, problems
from kg.link import link
from kg.model import Extraction, Report
from kg.predicate import predicate
from kg.quantify import passed_over, quantify
from kg.recognise import recognise
from kg.relate import relate
from kg.segment import segment


def extract(report: Report) -> Extraction:
    """All entities and facts of a report."""
    document = segment(report)
    governed = predicate(document, recognise(document))
    linked = link(document, governed.mentions, governed.slotted())
    return Extraction(
        document=document,
        entities=linked.entities,
        relations=relate(document, governed.predications, linked),
        actions=act(document, governed.predications, linked),
        observations=quantify(document, linked.entities),
        problems=problems(document),
        firsts=firsts(document),
        passed_over=passed_over(document, linked.entities),
    )
