"""The types that pass between the stages, all frozen. Offsets are zero-based, half-open code points of ``Report.text``.

| class | variable |          | class | variable |
|---|---|---|---|---|
| Span | span | | Entity | entity |
| Report | report | | Evidence | evidence |
| Section | section | | Relation | relation |
| Sentence, Clause | sentence, clause | | Action | action |
| Document | document | | Observation | observation |
| Mention | mention | | Extraction | extraction |
| Predication | predication | | | |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a report's text: ``text[begin:end]``."""

    begin: int
    end: int

    def __len__(self) -> int:
        return self.end - self.begin

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.begin : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether the other span lies inside this one."""
        return self.begin <= other.begin and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two spans share a character."""
        return self.begin < other.end and other.begin < self.end


@dataclass(frozen=True, slots=True)
class Report:
    """A report as read: ``id`` is safe in an IRI and as a file name, ``sha256`` is that of the text in UTF-8."""

    id: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading.

    ``kind`` is one of ``header``, ``reported`` (what was done), ``problems`` (what the report admits),
    ``planned`` (what is intended) and ``closing`` (the last appeal). ``heading`` is the heading's own words, empty
    for text before the first; ``path`` the headings from the outermost to this one.
    """

    span: Span
    kind: str
    heading: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two clause marks (``,，;；:：``) outside brackets and quotation marks, the mark left out."""

    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its closing mark; ``status`` and ``year`` hold for its facts unless a clause says otherwise."""

    span: Span
    clauses: tuple[Clause, ...]
    section: Section
    status: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Header:
    """What the report says of itself; what it does not say is empty.

    ``issuer``, ``place`` and ``session`` are full official names; ``date`` is ISO 8601. ``speaker_span``,
    ``date_span`` and ``session_span`` quote the header.
    """

    title: str = ""
    issuer: str = ""
    issuer_class: str = ""
    place: str = ""
    speaker: str = ""
    speaker_post: str = ""
    date: str = ""
    session: str = ""
    session_ordinal: int | None = None
    term_ordinal: int | None = None
    year_reported: int | None = None
    year_planned: int | None = None
    title_span: Span | None = None
    speaker_span: Span | None = None
    date_span: Span | None = None
    session_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A report cut into sections and sentences, in the order of the text."""

    report: Report
    header: Header
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text: ``span`` covers the words, ``cls`` is an ontology class, ``rule`` what found it.

    ``name`` is the full name that the words stand for, where the recogniser knows more than the words
    (a shared head of a list, a code's row in a gazetteer); otherwise the words themselves. ``alts`` are further
    customary names of the thing, ``links`` the lasting relations that the name itself implies, as (predicate, full
    name). ``code`` is a GB/T 2260 code. ``shared`` says that the name means the same thing in every report;
    other names are those of the reporting place. Weak mentions (``strong`` false) only attach to an entity that
    something else established.
    """

    span: Span
    cls: str
    name: str
    rule: str
    strong: bool = True
    alts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    code: str = ""
    shared: bool = False
    facts: Mapping[str, str | int] = field(default_factory=dict, compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Predication:
    """A verb with what it governs: ``slots`` pair a role (object, partner, place, agent) with a mention.

    ``action`` is the guide's name of the action; ``verb`` covers the verb's words, ``span`` the clause or sentence
    that says it. ``lasting`` names a lasting relation that the predication states beside the action.
    """

    action: str
    status: str
    verb: Span
    span: Span
    sentence: Sentence
    slots: tuple[tuple[str, Mention], ...]
    rule: str
    topic: str = ""
    lasting: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing. ``key`` is its IRI's local part (``org-吐鲁番市人大常委会``, ``place-650422``).

    ``names`` starts with the full official name; the others are every name this report uses, in order of
    first use. ``spans`` are all its mentions. ``facts`` are further literal properties: property name → value
    (``ordinal``, ``code``, ``level`` …).
    """

    key: str
    cls: str
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    rule: str
    facts: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The full official name."""
        return self.names[0]

    @property
    def begin(self) -> int:
        """Where the report first mentions it."""
        return self.spans[0].begin


@dataclass(frozen=True, slots=True)
class Evidence:
    """The clause or sentence that states a fact; ``section`` is the heading it stands under."""

    span: Span
    section: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting relation between two entities, given by their keys; ``predicate`` is one of the nine of the guide."""

    subject: str
    predicate: str
    object: str
    offset: int
    evidences: tuple[Evidence, ...]
    rule: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """Something one body did or will do to or with one entity; entities are given by their keys.

    ``role`` says what the object is to the action: ``object``, ``partner`` or ``place``. ``offset`` is where the
    governing verb begins. ``agent_stated`` is false where the agent was carried over from the context.
    """

    action: str
    status: str
    agent: str
    object: str
    offset: int
    evidences: tuple[Evidence, ...]
    rule: str
    role: str = "object"
    agent_stated: bool = False
    partners: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    year: int | None = None
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Observation:
    """A number that measures something. ``value`` has 万/亿 multiplied out; ``literal`` is the number as written.

    ``span`` covers the number with its unit; it begins at the number's first character. ``upper`` is the higher
    end of a range. ``agent`` is an entity's key or empty.
    """

    measure: str
    value: Decimal
    unit: str
    literal: str
    status: str
    span: Span
    evidences: tuple[Evidence, ...]
    rule: str
    modifier: str = ""
    indicator: str = ""
    verb: str = ""
    agent: str = ""
    year: int | None = None
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A shortcoming that the report admits; ``text`` are its own words."""

    text: str
    offset: int
    evidences: tuple[Evidence, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class FirstClaim:
    """A claim to be first (率先, 首次, 首届); ``scope`` is the area it is claimed for (全疆), empty when none."""

    text: str
    scope: str
    offset: int
    evidences: tuple[Evidence, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was taken from one report, each kind in the order of the text."""

    document: Document
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    actions: tuple[Action, ...]
    observations: tuple[Observation, ...]
    problems: tuple[Problem, ...]
    firsts: tuple[FirstClaim, ...]
    passed_over: tuple[tuple[Span, str], ...] = ()
