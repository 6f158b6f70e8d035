"""What recognisers see: word boundaries and level words."""

import pytest
from tiny import HEADER, document, report

from kg.model import Span
from kg.scene import LEVEL_WORDS, scene
from kg.segment import segment


def seen(text):
    return scene(document(text))


def span(begin, end):
    return Span(len(HEADER) + begin, len(HEADER) + end)


def test_the_scene_knows_its_text_and_place():
    made = seen("制定条例。")
    assert made.text == HEADER + "制定条例。"
    assert made.around.place == "昆明市"


def test_a_stretch_is_whole_where_words_begin_and_end():
    made = seen("保护湖泊生态")
    assert made.whole(span(2, 4))
    assert not made.whole(span(3, 5))


def test_the_end_of_the_text_ends_a_word():
    made = seen("保护长江")
    assert made.whole(span(2, 4))


@pytest.mark.parametrize(
    ("text", "word"), [("报自治区", "自治区"), ("报自治州", "自治州"), ("报全市", "市"), ("报告", "")]
)
def test_the_longest_level_word_before_an_offset(text, word):
    assert seen(text).level_before(len(HEADER) + len(text)) == word


def test_longer_level_words_come_before_those_they_end_in():
    for number, word in enumerate(LEVEL_WORDS):
        assert not any(word.endswith(earlier) for earlier in LEVEL_WORDS[:number])


def test_an_empty_document_has_no_words():
    made = scene(segment(report("")))
    assert (made.text, made.starts) == ("", frozenset())
