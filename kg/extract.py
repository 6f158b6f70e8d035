"""A report → everything taken from it. Only composes the stages; decides nothing itself."""

from kg.act import act
from kg.admit import firsts, problems
from kg.link import link
from kg.model import Extraction, Report
from kg.predicate import predicate
from kg.quantify import survey
from kg.recognise import recognise
from kg.relate import relate
from kg.segment import segment


def extract(report: Report) -> Extraction:
    """All entities and facts of a report."""
    document = segment(report)
    governed = predicate(document, recognise(document))
    linked = link(document, governed.mentions, governed.slotted())
    numbers = survey(document, linked.entities)
    return Extraction(
        document=document,
        entities=linked.entities,
        relations=relate(document, governed.predications, linked),
        actions=act(document, governed.predications, linked),
        observations=numbers.observations,
        problems=problems(document),
        firsts=firsts(document),
        passed_over=numbers.passed_over,
    )
