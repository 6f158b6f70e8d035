"""Administrative divisions, and where the reporting body stands among them.

Codes, names and parents are rows of ``data/gazetteer/divisions.tsv`` (GB/T 2260).
"""

from dataclasses import dataclass
from functools import cache

from kg.model import Document
from kg.rulebook import gazetteer

#: a level word as reports use it for their own place or one above it → the endings of full names it may stand for
_LEVELS = {
    "省": ("省",),
    "自治区": ("自治区",),
    "市": ("市",),
    "州": ("自治州",),
    "自治州": ("自治州",),
    "地区": ("地区",),
    "盟": ("盟",),
    "自治县": ("自治县",),
    "自治旗": ("自治旗",),
    "县": ("县", "自治县"),
    "区": ("区", "自治区"),
    "旗": ("旗", "自治旗"),
}


@dataclass(frozen=True, slots=True)
class Division:
    """One administrative division: GB/T 2260 ``code``, full name, other names, level, and the code of its parent."""

    code: str
    name: str
    short: tuple[str, ...]
    level: str
    parent: str


@cache
def divisions() -> dict[str, Division]:
    """All divisions of the gazetteer by code."""
    return {
        row["code"]: Division(
            row["code"],
            row["name"],
            tuple(name for name in f"{row['short']}|{row['former']}".split("|") if name),
            row["level"],
            row["parent"],
        )
        for row in gazetteer("divisions")
    }


@cache
def _by_name() -> dict[str, tuple[Division, ...]]:
    table: dict[str, tuple[Division, ...]] = {}
    for division in divisions().values():
        for name in (division.name, *division.short):
            table[name] = (*table.get(name, ()), division)
    return table


def named(name: str) -> tuple[Division, ...]:
    """The divisions that bear a name, full or short; several counties of one name are several divisions."""
    return _by_name().get(name, ())


def ancestors(division: Division) -> tuple[Division, ...]:
    """The division itself and those above it, nearest first."""
    parent = divisions().get(division.parent)
    return (division, *ancestors(parent)) if parent else (division,)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The place that a report speaks for (full name, empty where unknown) and the divisions from it upwards."""

    place: str
    chain: tuple[Division, ...]
    issuer_class: str = ""

    def of_level(self, word: str) -> str:
        """The full name that a level word (``市``, ``自治区``) stands for here; empty where it cannot be told."""
        endings = _LEVELS.get(word, ())
        names = [self.place, *(division.name for division in self.chain)]
        return next((name for name in names if name and name.endswith(endings)), "")

    def near(self, division: Division) -> bool:
        """Whether a division lies in the same province as the reporting place."""
        return bool(self.chain) and ancestors(division)[-1].code == self.chain[-1].code

    def choose(self, candidates: tuple[Division, ...]) -> Division | None:
        """Of divisions that share a name, the one nearest to the reporting place; None where nothing tells."""
        codes = {division.code for division in self.chain}
        near = [one for one in candidates if codes & {above.code for above in ancestors(one)}]
        if len(candidates) == 1:
            return candidates[0]
        return near[0] if len(near) == 1 else None


def surroundings(document: Document) -> Surroundings:
    """Where the reporting body stands: from the report's header, or in an excerpt from the places it speaks of."""
    head = document.header
    excerpt = not (head.title or head.issuer or head.place)
    return _surroundings(head.place or (_province_spoken_of(document.report.text) if excerpt else ""), document)


#: an excerpt speaks for a province that at least this share of the divisions it names, and this many, belong to
_SHARE, _LEAST = 0.6, 2


def _province_spoken_of(text: str) -> str:
    """The province of most divisions that a text names; empty where no province clearly leads."""
    seen: dict[str, int] = {}
    for division in divisions().values():
        if division.level != "county":
            province = ancestors(division)[-1].name
            count = max(text.count(name) for name in (division.name, *division.short))
            seen[province] = seen.get(province, 0) + count
    first = max(seen, key=lambda name: (seen[name], name))
    return first if seen[first] >= max(_LEAST, _SHARE * sum(seen.values())) else ""


def _own_name(place: str, chain: tuple[Division, ...]) -> str:
    """The reporting place's full name: as the header has it where that says more than the gazetteer."""
    return place if not chain or place.endswith(chain[0].name) else chain[0].name


def _compound(place: str) -> tuple[Division, ...]:
    """The division that a place's last part names, where the part before it names one above (沈阳市皇姑区)."""
    for cut in range(2, len(place) - 1):
        upper, lower = named(place[:cut]), named(place[cut:])
        found = tuple(one for one in lower if {above.code for above in ancestors(one)[1:]} & {up.code for up in upper})
        if found:
            return found
    return ()


def _surroundings(place: str, document: Document) -> Surroundings:
    candidates = named(place) or _compound(place)
    if len(candidates) > 1:
        text = document.report.text
        candidates = tuple(one for one in candidates if any(up.name in text for up in ancestors(one)[1:])) or candidates
    chain = ancestors(candidates[0]) if candidates else ()
    return Surroundings(_own_name(place, chain), chain, document.header.issuer_class)


def above(division: Division) -> tuple[str, ...]:
    """The full names of the divisions above one, nearest first."""
    return tuple(one.name for one in ancestors(division)[1:])
