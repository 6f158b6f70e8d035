"""Reports of a line or two for the tests, and what the stages make of them.

The header is that of an invented report about a real place, so that level words (市, 省) resolve.
"""

from hashlib import sha256

from kg.act import act
from kg.extract import extract
from kg.link import link
from kg.model import Report
from kg.predicate import predicate
from kg.recognise import recognise
from kg.relate import relate
from kg.segment import segment

HEADER = (
    "昆明市人民代表大会常务委员会工作报告\n"
    "——2025年1月14日在昆明市第二届人民代表大会第五次会议上\n"
    "昆明市人大常委会主任  赵云岭\n"
    "各位代表:\n"
)
ISSUER = "昆明市人民代表大会常务委员会"


def report(text, name="tiny"):
    """A report with exactly this text."""
    return Report(name, text, sha256(text.encode()).hexdigest())


def said(text):
    """The report of Kunming's standing committee that says this after its header."""
    return report(HEADER + text)


def document(text):
    return segment(said(text))


def mentions(text):
    """The names that the body of such a report mentions."""
    return [one for one in recognise(document(text)) if one.span.begin >= len(HEADER)]


def linked(text):
    """The entities, relations and actions of such a report, without its numbers."""
    made = document(text)
    governed = predicate(made, recognise(made))
    things = link(made, governed.mentions, governed.slotted())
    return things, relate(made, governed.predications, things), act(made, governed.predications, things)


def called(text):
    """What such a report names: (words, class, full name)."""
    whole = HEADER + text
    return [(one.span.of(whole), one.cls, one.name) for one in mentions(text)]


def done(text):
    """What such a report says was or will be done: (action, status, agent, object), by full names."""
    extraction = extract(said(text))
    names = {one.key: one.name for one in extraction.entities}
    return [(one.action, one.status, names[one.agent], names[one.object]) for one in extraction.actions]


def related(text):
    """The relations of such a report beyond those of its header: (subject, predicate, object), by full names."""
    extraction = extract(said(text))
    names = {one.key: one.name for one in extraction.entities}
    return [
        (names[one.subject], one.predicate, names[one.object])
        for one in extraction.relations
        if one.offset >= len(HEADER)
    ]
