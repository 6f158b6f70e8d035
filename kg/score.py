"""Hold a built graph against a gold file: precision, recall and F1 of every kind of fact.

The gold is JSON Lines, one fact a line, as the annotation guide lays down. A line with ``"optional": true`` counts
neither for nor against: careful readers differ on it. Facts are matched one to one, as many as can be.
"""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from kg import rdf, resources
from kg.errors import InputError
from kg.index import Index, Node
from kg.messages import reason, say
from kg.table import aligned

# the classes, relations and statuses of the annotation guide, which is an authority of its own beside the ontology
ENTITY_CLASSES = (
    *("PeoplesCongress", "StandingCommittee", "Committee", "PartyBody", "GovernmentBody", "JudicialBody"),
    *("University", "Organization", "Station", "Person", "AdministrativeArea", "Place", "Law", "LocalRegulation"),
    *("NormativeDocument", "Document", "Publication", "Program", "Meeting"),
)
BROADER = {name: "Organization" for name in ENTITY_CLASSES[:7]} | {"AdministrativeArea": "Place"}
RELATIONS = (
    *("partOf", "jurisdiction", "within", "hasComponent", "holdsPost"),
    *("cooperatesWith", "supports", "appliesTo", "published"),
)
FINER_STATUS = {"ongoing": "completed", "proposed": "planned"}
KINDS = ("entity", "relation", "action", "observation")

_MARKS = str.maketrans("", "", "《》〈〉“”‘’\"'「」『』 \u3000\t\n")

Gold = Mapping[str, Any]
Predicted = TypeVar("Predicted")


@dataclass(frozen=True, slots=True)
class Figure:
    """How many of the gold facts the graph holds, and how many it holds in all."""

    hit: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of predicted facts that are right."""
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of gold facts that are there."""
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact that is missing (``-``), too many (``+``), partly wrong (``~``) or quoted wrongly (``!``)."""

    sign: str
    label: str
    words: str
    offset: int | None
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """A figure for each kind of fact, how many of the ``facts`` quote the report exactly, and what was missed."""

    figures: Mapping[str, Figure]
    exact: int
    facts: int
    misses: tuple[Miss, ...]

    @property
    def evidence(self) -> float:
        """The share of facts that quote the report exactly."""
        return self.exact / self.facts if self.facts else 0.0


def score(triples: Sequence[rdf.Triple], gold: Sequence[Gold], text: str | None = None) -> Score:
    """The score of a graph against gold facts; with the report's ``text`` quotations are held against it."""
    return _Scorer(Built(triples), gold, text).score()


def read_gold(path: Path) -> tuple[Gold, ...]:
    """The facts of a gold file; raises ``InputError`` that names the line which is no JSON object."""
    facts = []
    for number, line in enumerate(_gold_lines(path), 1):
        try:
            fact = json.loads(line) if line.strip() else None
        except json.JSONDecodeError as error:
            raise InputError(say("score.gold", path=path, line=number, reason=error.msg)) from None
        if fact is not None:
            facts.append(fact)
    return tuple(facts)


def _gold_lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(say("read.unreadable", path=path, reason=reason(error))) from None


def norm(name: str) -> str:
    """The name with quotation marks and spaces dropped and full-width forms folded.

    >>> norm("《某市 条例》(试行)")
    '某市条例(试行)'
    """
    return unicodedata.normalize("NFKC", name).translate(_MARKS)


def similar(one: str, other: str) -> bool:
    """Whether two phrases name what is counted alike: equal, one within the other, or with most characters shared."""
    short, long = sorted((norm(one), norm(other)), key=len)
    if not short:
        return False
    if short in long:
        return short == long or (len(short) >= 2 and len(short) / len(long) >= 0.4)
    best = _longest_shared(short, long)
    return best / len(short) >= 0.6 and best / len(long) >= 0.5


def _longest_shared(short: str, long: str) -> int:
    """The length of the longest piece of at least two characters that stands in both."""
    lengths = (
        end - begin
        for begin in range(len(short))
        for end in range(begin + 2, len(short) + 1)
        if short[begin:end] in long
    )
    return max(lengths, default=0)


class Built(Index):
    """What a graph states: its entities with their classes and names (as ``norm`` folds them), and its facts."""

    def __init__(self, triples: Sequence[rdf.Triple]) -> None:
        super().__init__(triples)
        self.classes: dict[Node, set[str]] = {}
        for name in ENTITY_CLASSES:
            for node in self.of_class(name):
                self.classes.setdefault(node, set()).add(name)
        labels = (rdf.SKOS + "prefLabel", rdf.SKOS + "altLabel", rdf.RDFS + "label")
        self.entity_names: dict[Node, set[str]] = {
            node: {norm(name.value) for label in labels for name in self.objects(node, label)} - {""}
            for node in self.classes
        }

    def status(self, fact: Node) -> str:
        """A fact's status; finer ones fold into the two that gold files know."""
        found = self.notation(fact, self.wr + "status")
        return FINER_STATUS.get(found, found)

    def specific(self, node: Node) -> set[str]:
        """The classes of an entity without those that a narrower one of its classes implies."""
        have = self.classes[node]
        return have - {BROADER[name] for name in have if name in BROADER}

    def shown(self, node: Node) -> str:
        """An entity for a list of misses: its classes and two longest names."""
        if node not in self.classes:
            return node.value
        names = sorted(self.entity_names[node], key=lambda name: (-len(name), name))
        return f"{'/'.join(sorted(self.classes[node]))} {'、'.join(names[:2])}"


@dataclass(frozen=True, slots=True)
class _Act:
    """One object of a predicted activity."""

    action: str
    status: str
    agents: tuple[Node, ...]
    object: Node
    begin: float | None


@dataclass(frozen=True, slots=True)
class _Count:
    """A predicted observation."""

    value: float | None
    unit: str
    measure: str
    status: str
    begin: float | None
    modifier: str
    indicator: str


class _Scorer:
    """One graph against one gold file; figures and misses gather in the order in which they are printed."""

    def __init__(self, built: Built, gold: Sequence[Gold], text: str | None) -> None:
        self.built = built
        self.gold = {kind: [fact for fact in gold if fact["kind"] == kind] for kind in KINDS}
        self.text = text
        self.figures: dict[str, Figure] = {}
        self.misses: list[Miss] = []
        # a fact may call a thing by any of its names
        self.named: dict[str, set[str]] = defaultdict(set)
        for entity in self.gold["entity"]:
            names = _names(entity)
            for name in names:
                self.named[name] |= names

    def score(self) -> Score:
        self.entities()
        self.relations()
        self.actions()
        self.observations()
        exact, facts = self.evidence()
        return Score(self.figures, exact, facts, tuple(map(self.with_sentence, self.misses)))

    def with_sentence(self, miss: Miss) -> Miss:
        """A miss with the words it is about, where the text is known."""
        if self.text is None or miss.offset is None:
            return miss
        return replace(miss, sentence=_around(self.text, miss.offset))

    def compare(
        self,
        label: str,
        gold: Sequence[Gold],
        predicted: Sequence[Predicted],
        match: Callable[[Gold, Predicted], bool],
    ) -> dict[int, int]:
        """Match, keep the figure under ``label``, and give gold index → predicted index."""
        pairs = assign(gold, predicted, match)
        must = [index for index, fact in enumerate(gold) if not fact.get("optional")]
        optional = {pairs[index] for index, fact in enumerate(gold) if fact.get("optional") and index in pairs}
        hit = sum(index in pairs for index in must)
        self.figures[label] = Figure(hit, len(predicted) - len(optional), len(must))
        return pairs

    def missing(self, label: str, gold: Sequence[Gold], pairs: Mapping[int, int], shown: Callable[[Gold], str]) -> None:
        """Note the mandatory gold facts that nothing matched."""
        for index, fact in enumerate(gold):
            if index not in pairs and not fact.get("optional"):
                self.misses.append(Miss("-", label, shown(fact), fact.get("begin")))

    def entities(self) -> None:
        gold, built = self.gold["entity"], self.built
        nodes = sorted(built.classes, key=lambda node: str(node.value))
        pairs = self.compare("entity.name", gold, nodes, self._named_alike)
        self.missing("entity", gold, pairs, _shown_entity)
        taken = set(pairs.values())
        for index, node in enumerate(nodes):
            if index not in taken:
                self.misses.append(Miss("+", "entity", built.shown(node), self._first_mention(node)))
        self.compare("entity", gold, nodes, self._typed_alike)
        for index, chosen in pairs.items():
            fact, node = gold[index], nodes[chosen]
            if not self._typed_alike(fact, node) and not fact.get("optional"):
                words = say("score.was", gold=_shown_entity(fact), built=built.shown(node))
                self.misses.append(Miss("~", "entity.class", words, fact.get("begin")))

    def _named_alike(self, fact: Gold, node: Node) -> bool:
        return bool(_names(fact) & self.built.entity_names[node])

    def _typed_alike(self, fact: Gold, node: Node) -> bool:
        return self._named_alike(fact, node) and fact["class"] in self.built.specific(node)

    def _first_mention(self, node: Node) -> int | None:
        if self.text is None:
            return None
        labels = (self.built.objects(node, rdf.SKOS + kind) for kind in ("prefLabel", "altLabel"))
        offsets = [self.text.find(label.value) for group in labels for label in group]
        return min((offset for offset in offsets if offset >= 0), default=None)

    def same(self, name: str | None, node: Node) -> bool:
        """Whether a gold fact's name may mean a node; no name means any."""
        if name is None:
            return True
        names = self.named.get(norm(name)) or {norm(name)}
        return bool(names & self.built.entity_names.get(node, set()))

    def relations(self) -> None:
        built = self.built
        triples = [
            (subject, name, target)
            for name in RELATIONS
            for subject in built.classes
            for target in built.objects(subject, built.wr + name)
            if target in built.classes
        ]
        gold = self.gold["relation"]
        pairs = self.compare("relation", gold, triples, self._related_alike)
        self.missing("relation", gold, pairs, lambda fact: f"{fact['s']} {fact['p']} {fact['o']}")
        offsets = self._statement_offsets()
        taken = set(pairs.values())
        for index, (subject, name, target) in enumerate(triples):
            if index not in taken:
                words = f"{built.shown(subject)} {name} {built.shown(target)}"
                self.misses.append(Miss("+", "relation", words, offsets.get((subject, name, target))))

    def _related_alike(self, fact: Gold, triple: tuple[Node, str, Node]) -> bool:
        subject, name, target = triple
        if fact["p"] != name:
            return False
        straight = self.same(fact["s"], subject) and self.same(fact["o"], target)
        # cooperation has no direction
        return straight or (name == "cooperatesWith" and self.same(fact["s"], target) and self.same(fact["o"], subject))

    def _statement_offsets(self) -> dict[tuple[Node | None, str, Node | None], int | None]:
        built = self.built
        return {
            (
                built.one(node, rdf.RDF + "subject"),
                built.text(node, rdf.RDF + "predicate").removeprefix(built.wr),
                built.one(node, rdf.RDF + "object"),
            ): built.offset(node)
            for node in built.of_class("Statement")
        }

    def actions(self) -> None:
        acts, gold = list(self._acts()), self.gold["action"]
        # partners and places that the gold names beside the object are neither right nor wrong
        beside = [
            {**fact, "object": extra, "optional": True}
            for fact in gold
            for extra in [*fact.get("partners", []), *([fact["place"]] if fact.get("place") else [])]
        ]
        wanted: list[Gold] = [*gold, *beside]
        pairs = self.compare("action", wanted, acts, self._acted_alike)
        self.missing("action", wanted, pairs, _shown_action)
        taken = set(pairs.values())
        for index, act in enumerate(acts):
            if index not in taken:
                self.misses.append(Miss("+", "action", self._shown_act(act), _whole(act.begin)))
        self.compare("action.agent", wanted, acts, self._acted_by_alike)

    def _acts(self) -> Iterator[_Act]:
        built = self.built
        for node in built.of_class("Activity"):
            agents = tuple(built.objects(node, built.wr + "agent"))
            objects = [
                thing for role in ("object", "partner", "place") for thing in built.objects(node, built.wr + role)
            ]
            for thing in dict.fromkeys(objects):
                action, begin = built.notation(node, built.wr + "action"), built.number(node, built.wr + "offset")
                yield _Act(action, built.status(node), agents, thing, begin)

    def _acted_alike(self, fact: Gold, act: _Act) -> bool:
        wanted = [fact["object"], *([] if fact["object"] else fact.get("partners", []))]
        alike = fact["action"] == act.action and fact["status"] == act.status
        return alike and any(self.same(name, act.object) for name in wanted)

    def _acted_by_alike(self, fact: Gold, act: _Act) -> bool:
        return self._acted_alike(fact, act) and any(self.same(fact["agent"], agent) for agent in act.agents)

    def _shown_act(self, act: _Act) -> str:
        agents = "、".join(self.built.shown(agent) for agent in act.agents)
        return f"{act.action} {act.status} {agents} → {self.built.shown(act.object)}"

    def observations(self) -> None:
        counts, gold = [self._count(node) for node in self.built.of_class("Observation")], self.gold["observation"]
        pairs = self.compare("observation.value", gold, counts, _valued_alike)
        self.missing("observation", gold, pairs, _shown_observation)
        taken = set(pairs.values())
        for index, count in enumerate(counts):
            if index not in taken:
                self.misses.append(Miss("+", "observation", _shown_count(count), _whole(count.begin)))
        whole = self.compare("observation", gold, counts, _counted_alike)
        for index, fact in enumerate(gold):
            if index not in whole and index in pairs and not fact.get("optional"):
                words = say("score.was", gold=_shown_observation(fact), built=_shown_count(counts[pairs[index]]))
                self.misses.append(Miss("~", "observation", words, fact["begin"]))
        self._indicators(gold, counts)

    def _indicators(self, gold: Sequence[Gold], counts: Sequence[_Count]) -> None:
        wanted = [fact for fact in gold if fact.get("indicator") and not fact.get("optional")]
        if not wanted:
            return
        counts = [count for count in counts if count.indicator]
        pairs = self.compare("indicator", wanted, counts, _indicated_alike)
        self.missing("indicator", wanted, pairs, lambda fact: f"{_shown_observation(fact)} {fact['indicator']}")
        taken = set(pairs.values())
        for index, count in enumerate(counts):
            if index not in taken:
                words = f"{_shown_count(count)} {count.indicator}"
                self.misses.append(Miss("+", "indicator", words, _whole(count.begin)))

    def _count(self, node: Node) -> _Count:
        built = self.built
        return _Count(
            value=built.number(node, built.wr + "value"),
            unit=norm(built.text(node, built.wr + "unit")),
            measure=built.text(node, built.wr + "measure"),
            status=built.status(node),
            begin=built.number(node, built.wr + "offset"),
            modifier=built.notation(node, built.wr + "modifier"),
            indicator=built.notation(node, built.wr + "indicator"),
        )

    def evidence(self) -> tuple[int, int]:
        facts = [node for kind in ("Activity", "Observation", "Statement") for node in self.built.of_class(kind)]
        good = 0
        for fact in facts:
            passages = self.built.objects(fact, self.built.wr + "evidence")
            offset = self.built.number(fact, self.built.wr + "offset")
            if any(self._quotes(passage, offset) for passage in passages):
                good += 1
            else:
                self.misses.append(Miss("!", "evidence", str(fact.value), _whole(offset)))
        return good, len(facts)

    def _quotes(self, passage: Node, offset: float | None) -> bool:
        """Whether a passage quotes the report exactly and holds the fact's offset."""
        built = self.built
        begin, end = built.number(passage, rdf.NIF + "beginIndex"), built.number(passage, rdf.NIF + "endIndex")
        quote = built.text(passage, rdf.NIF + "anchorOf")
        if begin is None or end is None or not quote:
            return False
        exact = self.text is None or self.text[int(begin) : int(end)] == quote
        return exact and (offset is None or begin <= offset < end)


def assign(
    gold: Sequence[Gold], predicted: Sequence[Predicted], match: Callable[[Gold, Predicted], bool]
) -> dict[int, int]:
    """The greatest one-to-one matching (augmenting paths) as gold index → predicted index.

    Mandatory gold goes first, so that an optional twin never takes its place.
    """
    edges = [[index for index, thing in enumerate(predicted) if match(fact, thing)] for fact in gold]
    owner: dict[int, int] = {}

    def place(fact: int, seen: set[int]) -> bool:
        for index in edges[fact]:
            if index not in seen:
                seen.add(index)
                if index not in owner or place(owner[index], seen):
                    owner[index] = fact
                    return True
        return False

    for fact in sorted(range(len(gold)), key=lambda index: bool(gold[index].get("optional"))):
        place(fact, set())
    return {fact: index for index, fact in sorted(owner.items())}


def _names(entity: Gold) -> set[str]:
    return {norm(name) for name in entity["names"]}


def _valued_alike(fact: Gold, count: _Count) -> bool:
    if count.value is None or count.begin is None:
        return False
    near = abs(count.value - fact["value"]) <= 1e-3 * max(1, abs(fact["value"]))
    return near and norm(fact["unit"]) == count.unit and abs(count.begin - fact["begin"]) <= 2


def _counted_alike(fact: Gold, count: _Count) -> bool:
    marks = (fact["status"], fact.get("modifier", "")) == (count.status, count.modifier)
    measures = [fact["measure"], *fact.get("accept", [])]
    return marks and _valued_alike(fact, count) and any(similar(name, count.measure) for name in measures)


def _indicated_alike(fact: Gold, count: _Count) -> bool:
    return bool(fact["indicator"] == count.indicator and _valued_alike(fact, count))


def _shown_entity(fact: Gold) -> str:
    return f"{fact['class']} {'、'.join(fact['names'][:2])}"


def _shown_action(fact: Gold) -> str:
    return f"{fact['action']} {fact['status']} {fact['agent']} → {fact['object']}"


def _shown_observation(fact: Gold) -> str:
    return f"{fact['value']} {fact['unit']} {fact['measure']} ({fact['status']})"


def _shown_count(count: _Count) -> str:
    value = "?" if count.value is None else f"{count.value:.12g}"
    return f"{value} {count.unit} {count.measure} ({' '.join(filter(None, (count.status, count.modifier)))})"


def _whole(number: float | None) -> int | None:
    return None if number is None else int(number)


def as_json(result: Score) -> dict[str, dict[str, float]]:
    """The figures as plain values: ``p``, ``r``, ``f1`` rounded to four places, and the counts behind them."""
    figures: dict[str, dict[str, float]] = {
        label: {
            "p": round(figure.precision, 4),
            "r": round(figure.recall, 4),
            "f1": round(figure.f1, 4),
            "hit": figure.hit,
            "predicted": figure.predicted,
            "gold": figure.gold,
        }
        for label, figure in result.figures.items()
    }
    figures["evidence"] = {"exact": result.exact, "facts": result.facts, "share": round(result.evidence, 4)}
    return figures


def as_lines(result: Score) -> Iterator[str]:
    """One line a figure, to print."""
    for label, figure in result.figures.items():
        shares = f"P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}"
        yield f"{label:18} {shares}   " + say("score.counts", **_counts(figure))
    yield f"{'evidence':18} " + say("score.evidence", exact=result.exact, facts=result.facts)


def _counts(figure: Figure) -> dict[str, int]:
    return {"hit": figure.hit, "predicted": figure.predicted, "gold": figure.gold}


def missed(result: Score) -> Iterator[str]:
    """One line a miss, followed by the words it is about, if the text is known, with ``▸`` where it stands."""
    for miss in result.misses:
        at = "" if miss.offset is None else f" @{miss.offset}"
        yield f"{miss.sign} {miss.label}: {miss.words}{at}"
        if miss.sentence:
            yield f"      {miss.sentence}"


def _around(text: str, offset: int, width: int = 40) -> str:
    """The words of one sentence around an offset, the offset itself marked."""
    begin = max(text.rfind(mark, 0, offset) for mark in "。\n;；") + 1
    ends = [end for mark in "。\n;；" if (end := text.find(mark, offset)) >= 0]
    end = min(ends, default=len(text))
    left, right = max(begin, offset - width), min(end, offset + width)
    return "".join(("…" * (left > begin), text[left:offset], "▸", text[offset:right], "…" * (right < end)))


# --- many gold files, and the figures recorded of them ---------------------------------------------------------------

Shares = Mapping[str, float]

_RECORD = "scores.json"
# figures are recorded to four places
_ROUNDING = 0.0001


def gold_files(folder: Path) -> list[Path]:
    """The gold files of a folder, sorted. Raises ``InputError`` where there is none."""
    found = sorted(folder.glob("*.jsonl"))
    if not found:
        raise InputError(say("score.no_gold", path=folder))
    return found


def text_of(gold: Path, facts: Sequence[Gold]) -> Path:
    """The report that a gold file is about: beside it, in a folder beside its own, or among the sample reports."""
    name = next((fact["text"] for fact in facts if fact["kind"] == "document"), f"{gold.stem}.txt")
    places = [gold.with_name(name), *sorted(gold.parent.parent.glob(f"*/{name}")), resources.data("reports", name)]
    for place in places:
        if place.is_file():
            return place
    raise InputError(say("score.no_text", gold=gold, name=name))


def shares(result: Score) -> dict[str, float]:
    """The F1 of every kind of fact and the share of exact evidence, to four places: what is recorded."""
    figures = {label: round(figure.f1, 4) for label, figure in result.figures.items()}
    return {**figures, "evidence": round(result.evidence, 4)}


def recorded(folder: Path) -> dict[str, Shares]:
    """The figures recorded in a folder of gold, none where nothing was recorded yet."""
    path = folder / _RECORD
    found: dict[str, Shares] = json.loads(path.read_text("utf-8")) if path.is_file() else {}
    return found


def record(folder: Path, now: Mapping[str, Shares]) -> None:
    """Write the figures down as those to be held against from now on."""
    (folder / _RECORD).write_text(json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def fallen(now: Mapping[str, Shares], before: Mapping[str, Shares]) -> list[tuple[str, str, float]]:
    """The figures that are lower than recorded by more than rounding: gold, figure, change."""
    return [
        (name, label, round(value - before[name][label], 4))
        for name, figures in now.items()
        for label, value in figures.items()
        if label in before.get(name, {}) and value < before[name][label] - _ROUNDING
    ]


def table(now: Mapping[str, Shares], before: Mapping[str, Shares]) -> str:
    """F1 by gold file and kind of fact, each with its change since it was recorded."""
    labels = list(dict.fromkeys(label for figures in now.values() for label in figures))
    rows = [
        [name, *(_changed(figures.get(label), before.get(name, {}).get(label)) for label in labels)]
        for name, figures in now.items()
    ]
    return aligned(["F1", *labels], rows)


def _changed(now: float | None, before: float | None) -> str:
    if now is None:
        return ""
    change = 0 if before is None else round(now - before, 3)
    return f"{now:.3f}" + (f" ({change:+.3f})" if change else "")
