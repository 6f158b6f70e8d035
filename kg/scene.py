"""What every recogniser of names sees: the text, the reporting place, and where words begin."""

from dataclasses import dataclass
from functools import lru_cache

from kg.model import Document, Span
from kg.places import Surroundings, surroundings
from kg.segment import words

HAN = r"\u4e00-\u9fff"
#: the words by which reports call places by their level; longer ones first
LEVEL_WORDS = ("自治区", "自治州", "自治县", "自治旗", "地区", "省", "市", "州", "县", "区", "旗", "盟")


@dataclass(frozen=True, slots=True)
class Scene:
    """The document, its text, the reporting place, and the starts of jieba's words as soft boundaries."""

    document: Document
    text: str
    around: Surroundings
    starts: frozenset[int]

    def whole(self, span: Span) -> bool:
        """Whether a stretch begins and ends where words do."""
        return span.begin in self.starts and (span.end in self.starts or span.end == len(self.text))

    def level_before(self, at: int) -> str:
        """The level word that ends at an offset, empty where none does."""
        return next((word for word in LEVEL_WORDS if self.text.endswith(word, 0, at)), "")


def scene(document: Document) -> Scene:
    """The scene of a document."""
    return Scene(document, document.report.text, surroundings(document), word_starts(document.report.text))


@lru_cache(maxsize=1)
def word_starts(text: str) -> frozenset[int]:
    """Where jieba's words begin; kept for the text in hand."""
    starts, at = set(), 0
    for word in words(text):
        starts.add(at)
        at += len(word)
    return frozenset(starts)
