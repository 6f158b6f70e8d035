"""A document → its observations: every number that measures something, with what it measures.

Numbers and units come from ``quantity``, the words beside them from ``phrase``; here the two are put together sentence
by sentence, so that what a clause leaves out is carried from the one before: 受理案件90件、审结80件, 同比上升3%.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg import phrase, quantity
from kg.model import Document, Entity, Evidence, Observation, Sentence, Span
from kg.phrase import After, Before
from kg.quantity import Quantity
from kg.rulebook import rules
from kg.segment import status_of

_BETWEEN = re.compile(r"[、，,和与及\s]*")
_BOUNDS = ("以上", "以下", "以内")
_QUALIFIED = re.compile(
    r"(?![并且和与用增同较比占实惠支带由达为超]|其中|资金)的?[^\W\d]{2,12}?(?:\d|[，,。；、]|达|有|超)"
)
_QUALIFYING = re.compile(r"的[^\W\d]{2,12}(?:达到?|有|超过?|共)?\d")
_TOWARDS = re.compile(
    r"[^，,。；、]{0,4}?(?:[增升降减提扩缩涨回发拓延优压调]?[高大长升小低加少短展伸化缩整为]?(?:到|至)|变为|改为|增为|降为)"
)
_NEW = re.compile(r"新(?:增|建|设|办|成立|培育)[^，,。；、]{0,6}的\Z")
_FROM = re.compile(r"(?:由|从)(?:(?:19|20)\d\d年(?:底|末)?的|[^，,。；、]{0,6}的)?\Z")
_ORGANISED = frozenset({"PeoplesCongress", "StandingCommittee", "Committee", "PartyBody", "GovernmentBody"}) | {
    "JudicialBody",
    "University",
    "Organization",
}
#: words of change that name a quantity by themselves
_QUANTITIES = ("占比", "增速", "增幅", "降幅", "涨幅")
_ATTAINING = ("完成", "实现", "达成")
_PERSONS = ("人", "名", "位", "人次")
_SEVERAL = 2
_WORTH_EVIDENCE = 160


@dataclass(frozen=True, slots=True)
class Survey:
    """The numbers of a document: those that became observations, and those passed over with the id of the reason."""

    observations: tuple[Observation, ...]
    passed_over: tuple[tuple[Span, str], ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What one quantity measures: ``noun`` without its word of change; ``carried`` where it is from another clause."""

    noun: str
    verb: str
    change: str = ""
    scope: str = ""
    subject: str = ""
    head: str = ""
    unit: str = ""
    carried: bool = False

    @property
    def base(self) -> str:
        """The noun that a later number of the sentence may leave out."""
        return self.measure if self.change in _QUANTITIES else self.head or self.noun

    @property
    def measure(self) -> str:
        if self.scope or self.change:
            return self.noun + (self.scope or self.change)
        return self.noun


@dataclass(frozen=True, slots=True)
class _Place:
    """A quantity in its clause: ``left`` and ``right`` are the words beside it that no other quantity claims.

    ``since`` is where the quantity before it in the sentence ends, or the sentence begins.
    """

    quantity: Quantity
    sentence: Sentence
    clause: Span
    left: Span
    right: Span
    since: int


def quantify(document: Document, entities: Sequence[Entity]) -> tuple[Observation, ...]:
    """The observations of a document in the order of its text; numbers inside the entities' names are none."""
    return survey(document, entities).observations


def passed_over(document: Document, entities: Sequence[Entity]) -> tuple[tuple[Span, str], ...]:
    """The numbers of a document that are no observations, in the order of its text, each with the id of the reason."""
    return survey(document, entities).passed_over


def survey(document: Document, entities: Sequence[Entity]) -> Survey:
    """Both in one pass: the observations, and the numbers passed over."""
    text = document.report.text
    names = [span for entity in entities for span in entity.spans]
    quantities, passed = quantity.measured(text, names)
    masked = phrase.mask(text, [*names, *quantity.quoted(text)])
    reader = _Reader(document, entities, masked)
    observations: list[Observation] = []
    over = [(number.span, number.reason) for number in passed]
    for sentence, group in _by_sentence(document.sentences, quantities):
        if sentence.section.kind == "header" and text[sentence.span.end - 1] not in "。；;":
            over += [(number.span, "header") for number in group]
            continue
        kept = [
            number
            for number, earlier in zip(group, [None, *group], strict=False)
            if not _is_threshold(masked, number, earlier)
        ]
        over += [(number.span, "threshold") for number in group if number not in kept]
        observations += reader.sentence(sentence, kept)
    return Survey(tuple(observations), tuple(sorted(over)))


def _by_sentence(
    sentences: Sequence[Sentence], quantities: Sequence[Quantity]
) -> Iterator[tuple[Sentence, list[Quantity]]]:
    begins = [sentence.span.begin for sentence in sentences]
    groups: dict[int, list[Quantity]] = {}
    for number in quantities:
        at = bisect_right(begins, number.span.begin) - 1
        if at >= 0 and number.span.begin < sentences[at].span.end:
            groups.setdefault(at, []).append(number)
    for at, group in groups.items():
        yield sentences[at], group


def _is_threshold(masked: str, number: Quantity, earlier: Quantity | None) -> bool:
    """Whether a size only says which things are counted: 10亿元以上项目47个, 新增4个过千亿元产业."""
    passing = masked[number.outer.begin] == "过"
    sized = number.kind in ("amount", "time") or (passing and not number.unit)
    if not sized or number.modifier not in ("more", "less"):
        return False
    behind = masked[number.outer.end : number.outer.end + 16]
    if earlier and earlier.kind == "count" and earlier.outer.end == number.outer.begin:
        return True
    if passing and re.match(r"[\u4e00-\u9fff]", behind):
        return True
    closed = masked[: number.outer.end].endswith(_BOUNDS)
    return bool((_QUALIFIED if closed else _QUALIFYING).match(behind))


class _Reader:
    """Reads the quantities of one sentence after the other; knows the text and who reports."""

    def __init__(self, document: Document, entities: Sequence[Entity], masked: str) -> None:
        self.text = document.report.text
        self.masked = masked
        issuer = document.header.issuer
        self.reporter = next((entity.key for entity in entities if issuer and issuer in entity.names), "")
        self.agents = {
            span.begin: (span.end, entity.key)
            for entity in entities
            if entity.cls in _ORGANISED
            for span in entity.spans
        }

    def sentence(self, sentence: Sentence, group: list[Quantity]) -> Iterator[Observation]:
        """The observations of one sentence."""
        history: list[_Frame] = []
        places = self._places(sentence, group)
        run: list[_Place] = []
        while places:
            run = self._run(places, run)
            frames = self._frames(run, history)
            for place, found in zip(run, frames, strict=True):
                for frame, unit in found:
                    yield self._observation(place, frame, unit)
            history += [replace(frame, unit=unit) for found in frames for frame, unit in found]
            places = places[len(run) :]

    def _places(self, sentence: Sentence, group: list[Quantity]) -> list[_Place]:
        """Each quantity with the words between it and its neighbours, inside its clause."""
        clauses = [self._clause(sentence, number) for number in group]
        places = []
        for i, (number, clause) in enumerate(zip(group, clauses, strict=True)):
            begin = max(clause.begin, group[i - 1].outer.end) if i else clause.begin
            end = min(clause.end, group[i + 1].outer.begin) if i + 1 < len(group) else clause.end
            begin = self._own(begin, number.outer.begin) if i and begin == group[i - 1].outer.end else begin
            left = Span(min(begin, number.outer.begin), number.outer.begin)
            right = number.outer.end - (number.unit == "人" and self.masked.startswith("口", number.outer.end))
            since = group[i - 1].outer.end if i else sentence.span.begin
            places.append(_Place(number, sentence, clause, left, Span(right, max(end, right)), since))
        return places

    def _own(self, begin: int, end: int) -> int:
        """Where the words before a number begin that do not belong to the number before it: 4个台阶、余额突破9亿元."""
        if self.masked[begin : begin + 1] in "、，,；;":
            return begin
        return max(begin, self.masked.rfind("、", begin, end))

    def _clause(self, sentence: Sentence, number: Quantity) -> Span:
        """The clause of a quantity; two where a comma of its digits parted them."""
        touched = [clause.span for clause in sentence.clauses if clause.span.meets(number.span)]
        return Span(touched[0].begin, touched[-1].end) if touched else sentence.span

    def _run(self, places: list[_Place], earlier: list[_Place]) -> list[_Place]:
        """The quantities that one 分别 governs: those after it with nothing but marks between them.

        As many again follow 到 or its like: 分别由7家、4家增加到10家、6家.
        """
        run = places[:1]
        limit = len(earlier) if len(earlier) > 1 and self._leads_on(earlier[-1], run[0]) else 0
        if not limit and not re.search("分别", self.masked[run[0].left.begin : run[0].left.end]):
            return run
        for place in places[1 : limit or None]:
            gap = self.masked[run[-1].quantity.outer.end : place.quantity.outer.begin]
            if not _BETWEEN.fullmatch(gap):
                break
            run.append(place)
        return run

    def _leads_on(self, lower: _Place, upper: _Place) -> bool:
        """Whether 到 or its like alone stands between two numbers."""
        return bool(_TOWARDS.fullmatch(self.masked, lower.quantity.outer.end, upper.quantity.outer.begin))

    def _frames(self, run: list[_Place], history: list[_Frame]) -> list[list[tuple[_Frame, str]]]:
        """For each quantity of a run the things it measures, each with its unit."""
        place = run[0]
        ahead = phrase.before(self.text, self.masked, place.left, place.quantity.kind)
        if len(run) > 1:
            shared = [one if one.noun else self._fallback(place, ahead) for one in _parallel(ahead, history, len(run))]
            return [[(frame, at.quantity.unit)] for at, frame in zip(run, shared, strict=True)]
        frame = self._frame(place, ahead, history)
        return [_spread(place.quantity, ahead, frame) or [(frame, _unit(place.quantity, ahead, frame))]]

    def _frame(self, place: _Place, ahead: Before, history: list[_Frame]) -> _Frame:
        """What one quantity measures: the noun behind it, the one before it, or one carried over."""
        governed = bool(ahead.verb and not ahead.noun) or ahead.open
        behind = phrase.after(self.text, self.masked, place.right, governed=governed)
        if _stands_behind(place.quantity, ahead, behind):
            return self._behind(place, ahead, behind, history)
        if not ahead.noun:
            return self._carried(place, ahead, history)
        if place.quantity.kind == "time" and self.masked.endswith("连续", 0, place.left.end):
            return _Frame(ahead.noun + phrase.rest(self.text, place.right), ahead.verb)
        if history and history[-1].subject and place.quantity.kind == "amount" and phrase.may_govern(ahead.noun):
            return _Frame(history[-1].subject + ahead.noun, ahead.noun, subject=history[-1].subject)
        verb = ahead.verb or (history[-1].verb if history and place.quantity.kind in phrase.COUNTING else "")
        return _Frame(ahead.noun, verb, ahead.change, ahead.scope, head=ahead.head)

    def _behind(self, place: _Place, ahead: Before, behind: After, history: list[_Frame]) -> _Frame:
        if place.quantity.kind == "time" and not behind.linked:
            return _Frame(phrase.rest(self.text, place.right), ahead.verb)
        if ahead.noun and not phrase.governs(ahead.verb):
            return _Frame(behind.noun, "")
        return _Frame(behind.noun, ahead.verb or (history[-1].verb if history else ""))

    def _carried(self, place: _Place, ahead: Before, history: list[_Frame]) -> _Frame:
        """A number without a noun of its own: of the next number (9类45个问题), or of the one before."""
        rank = ahead.scope
        if noun := self._next_noun(place):
            return _Frame(noun, ahead.verb)
        if len(ahead.subject) > 1:
            noun = ahead.subject if ahead.verb in _ATTAINING else ahead.subject + ahead.verb
            return _Frame(noun, ahead.verb, ahead.change, rank, subject=ahead.subject)
        if topic := self._topic(place, ahead):
            return _Frame(topic, ahead.verb, ahead.change, rank)
        if earlier := _earlier(place.quantity, ahead, history):
            noun, verb = _verbed(ahead, earlier), ahead.verb or earlier.verb
            return _Frame(noun, verb, ahead.change, rank, earlier.subject, earlier.base, carried=True)
        if ahead.verb and place.right:
            return _Frame(ahead.verb + phrase.rest(self.text, place.right), ahead.verb, ahead.change)
        return self._fallback(place, ahead)

    def _topic(self, place: _Place, ahead: Before) -> str:
        """The quantity that the clause before names without a number: 居民收入，1982年为494元."""
        if place.quantity.kind in phrase.COUNTING or ahead.verb:
            return ""
        clauses = [one.span for one in place.sentence.clauses if place.since <= one.span.begin < place.clause.begin]
        return phrase.quantity(self.text, self.masked, clauses[-1]) if clauses else ""

    def _fallback(self, place: _Place, ahead: Before) -> _Frame:
        """No noun anywhere near: the words before the clause's number, else those behind, else the clause before."""
        rest = phrase.rest(self.text, place.right)
        words = ahead.verb or ("" if self._says_nothing(place) else rest)
        if not words:
            earlier = self.masked[place.sentence.span.begin : place.clause.begin].rstrip("，,；;、：: ")
            begin = max(earlier.rfind(mark) for mark in "，,；;、：:") + 1
            offset = place.sentence.span.begin
            words = phrase.short(self.text[offset + begin : offset + len(earlier)])
        return _Frame(words or rest, ahead.verb, ahead.change, ahead.scope, carried=True)

    def _says_nothing(self, place: _Place) -> bool:
        """Whether the words behind a number name no thing: 增加到10万吨, of a share also 可以按期完成."""
        right = place.right
        if self.masked.startswith(("（", "("), right.begin) or _TOWARDS.match(self.masked, right.begin, right.end):
            return True
        behind = phrase.after(self.text, self.masked, right, governed=False)
        return place.quantity.kind not in phrase.COUNTING and not behind.nominal

    def _next_noun(self, place: _Place) -> str:
        """The noun behind the next number where nothing parts the two: 发现9类45个问题."""
        end = place.quantity.outer.end
        if place.right or place.quantity.kind not in ("count", "people"):
            return ""
        match = re.compile(r"[0-9一二三四五六七八九十百千万亿两.多余]+[^\W\d]").match(
            self.masked, end, place.clause.end
        )
        if not match:
            return ""
        behind = phrase.after(self.text, self.masked, Span(match.end(), place.clause.end), governed=True)
        return behind.noun if behind.nominal else ""

    def _observation(self, place: _Place, frame: _Frame, unit: str) -> Observation:
        number = place.quantity
        clause = place.clause.of(self.text)
        status = status_of(clause, place.sentence)
        if status == "planned" and self._is_starting_point(place):
            status = "completed"
        measure = frame.measure or unit or number.literal
        return Observation(
            measure=measure,
            value=number.value,
            unit=unit,
            literal=number.literal,
            status=status,
            span=number.span,
            evidences=(Evidence(self._evidence(place, frame), place.sentence.section.heading),),
            rule=number.rule,
            modifier=number.modifier,
            indicator=indicator(measure, frame.verb, unit, self._context(place, frame)),
            verb=frame.verb,
            agent=self._agent(place),
            year=place.sentence.year,
            upper=number.upper,
        )

    def _context(self, place: _Place, frame: _Frame) -> "Context":
        sentence, begin = place.sentence.span, place.quantity.span.begin
        before, clause = self.text[sentence.begin : begin], place.clause.of(self.text)
        return Context(before, clause, sentence.of(self.text), self._is_part(place, frame))

    def _is_part(self, place: _Place, frame: _Frame) -> bool:
        """Whether a number counts some of what was counted before: 其中9件, 解决的9件, 新增的3个."""
        ahead = self.masked[place.clause.begin : place.quantity.outer.begin]
        return "其中" in ahead or bool(_NEW.search(ahead)) or (frame.carried and ahead.endswith("的"))

    def _is_starting_point(self, place: _Place) -> bool:
        """The A of 由A提高到B: what already is, even in a plan."""
        begin, end = place.quantity.outer.begin, place.quantity.outer.end
        return bool(_FROM.search(self.text, max(0, begin - 16), begin) and _TOWARDS.match(self.text, end, end + 10))

    def _evidence(self, place: _Place, frame: _Frame) -> Span:
        sentence = place.sentence.span
        return sentence if frame.carried and len(sentence) <= _WORTH_EVIDENCE else place.clause

    def _agent(self, place: _Place) -> str:
        """The body that a clause begins with, where it is the subject; else the body that reports."""
        end, key = self.agents.get(place.clause.begin, (0, ""))
        return key if key and self.text[end : end + 1] not in "的、和与及" and end <= place.left.end else self.reporter


def _earlier(number: Quantity, ahead: Before, history: list[_Frame]) -> _Frame | None:
    """The earlier thing that a number goes on about: one in its unit; any where no verb tells otherwise."""
    people = number.kind == "people"
    alike = [frame for frame in history if frame.unit == number.unit or (people and frame.unit in _PERSONS)]
    if ahead.verb and not ahead.change and number.kind in (*phrase.COUNTING, "amount"):
        return alike[-1] if alike else None
    if number.kind in phrase.COUNTING and ahead.open and alike:
        return alike[-1]
    return history[-1] if history else None


def _unit(number: Quantity, ahead: Before, frame: _Frame) -> str:
    """A quantity's unit as written, 套（间）; of 各6个(所) the one that the noun takes."""
    if number.other and ahead.spread:
        return _fitting(frame.noun, number.unit, number.other)
    return number.unit + (f"（{number.other}）" if number.other else "")


def _parallel(ahead: Before, history: list[_Frame], number: int) -> list[_Frame]:
    """分别 with several numbers: the members of the list before it, else what the numbers before measured."""
    items, rank = phrase.listed(ahead.noun, number), ahead.scope
    if ahead.noun and len(items) == number:
        return [_Frame(item, ahead.verb, ahead.change, rank) for item in items]
    if len(history) >= number and not phrase.governs(ahead.noun):
        earlier = _told_apart(history[-number:])
        return [_Frame(_verbed(ahead, one), ahead.verb, ahead.change, head=one.base, carried=True) for one in earlier]
    noun = ahead.noun or ahead.subject + ahead.verb or (history[-1].noun if history else "")
    return [_Frame(noun, ahead.verb, ahead.change, rank, carried=not ahead.noun)] * number


def _told_apart(frames: list[_Frame]) -> list[_Frame]:
    """Things of one name with their verbs: 受理案件 and 审结案件."""
    if len({frame.base for frame in frames}) == len(frames):
        return frames
    return [replace(one, head=one.base if one.base.startswith(one.verb) else one.verb + one.base) for one in frames]


def _spread(number: Quantity, ahead: Before, frame: _Frame) -> list[tuple[_Frame, str]]:
    """均, 分别 or 各 with one number: it holds for every member of the list before it."""
    if not ahead.spread or ahead.noun != frame.noun:
        return []
    items = phrase.listed(ahead.noun, 0)
    if len(items) < _SEVERAL:
        return []
    named = [replace(frame, noun=_with_verb(item, frame.verb), head=item) for item in items]
    return [(one, _fitting(item, number.unit, number.other)) for one, item in zip(named, items, strict=True)]


def _stands_behind(number: Quantity, ahead: Before, behind: After) -> bool:
    """Whether the noun behind a number says what it counts."""
    if not behind.noun or ahead.change or number.kind in ("rank", "number"):
        return False
    if number.kind in phrase.COUNTING:
        return behind.nominal and not (ahead.told and ahead.noun)
    if number.kind == "ratio":
        return behind.nominal and not ahead.noun
    alone = not (ahead.noun or ahead.told or ahead.subject)
    if number.kind == "time" and alone:
        return True
    return behind.linked or (behind.nominal and (ahead.open or alone))


def _verbed(ahead: Before, frame: _Frame) -> str:
    """The noun carried over, behind the verb of the new clause: 审结 + 案件."""
    if not ahead.verb or ahead.verb == ahead.change:
        return frame.base if ahead.change or ahead.open or frame.change in _QUANTITIES else frame.noun
    if frame.subject:
        return frame.subject + ahead.verb
    if frame.base == frame.verb:
        return ahead.verb
    return ahead.verb + frame.base if ahead.verb not in frame.base else frame.base


def _with_verb(item: str, verb: str) -> str:
    return verb + item if len(item) <= 2 else item


@cache
def _taken() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((str(rule["unit"]), re.compile(rule["regex"])) for rule in rules("units")["taken"])


def _fitting(noun: str, unit: str, other: str) -> str:
    """Of a unit and another in brackets, 6个(所), the one that the noun takes."""
    return next((name for name, pattern in _taken() if name in (unit, other) and pattern.search(noun)), unit)


@dataclass(frozen=True, slots=True)
class Context:
    """The words round a number: its sentence up to it, its clause, its whole sentence; whether it counts a part."""

    before: str
    clause: str
    sentence: str
    part: bool = False


_ANYTHING, _NOTHING = "", r"(?!)"


@cache
def _indicators() -> tuple[tuple[str, frozenset[str], bool, dict[str, re.Pattern[str]]], ...]:
    """Each rule's notation, units, whether it admits parts, and patterns.

    What a rule does not ask for holds, what it does not deny does not.
    """
    asked = dict.fromkeys(("measure", "verb", "context", "sentence"), _ANYTHING)
    denied = dict.fromkeys(("but", "unless"), _NOTHING)
    return tuple(
        (
            str(rule["indicator"]),
            frozenset(rule["units"]),
            bool(rule.get("parts")),
            {key: re.compile(rule.get(key, default)) for key, default in (asked | denied).items()},
        )
        for rule in rules("indicators")["indicator"]
    )


def indicator(measure: str, verb: str, unit: str, context: Context) -> str:
    """The standard indicator that a number reports, empty for none."""
    for notation, units, parts, pattern in _indicators():
        if unit not in units or (context.part and not parts):
            continue
        if pattern["but"].search(context.clause) or pattern["unless"].search(context.before):
            continue
        asked = {"measure": measure, "verb": verb, "context": context.before, "sentence": context.sentence}
        if all(pattern[key].search(words) for key, words in asked.items()):
            return notation
    return ""
