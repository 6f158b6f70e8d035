"""Every sentence exists in both languages with the same values, and every sentence that is said exists."""

import re
from pathlib import Path
from string import Formatter

import pytest

from kg.messages import MESSAGES, argparse_words, from_shell, language, reason, say, speak

PACKAGE = Path(__file__).parent.parent / "kg"


def fields(message):
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


@pytest.mark.parametrize("key", MESSAGES)
def test_both_languages_take_the_same_values(key):
    chinese, english = MESSAGES[key]
    assert chinese
    assert english
    assert fields(chinese) == fields(english)


def test_chinese_is_chinese_and_english_is_not():
    cjk = re.compile(r"[\u4e00-\u9fff]")
    # the examples of a command name files and things of China
    told = {key: pair for key, pair in MESSAGES.items() if not key.endswith(".examples")}
    assert [key for key, (_, english) in told.items() if cjk.search(english)] == []
    assert [key for key, (chinese, _) in told.items() if len(chinese) > 8 and not cjk.search(chinese)] == []


def test_every_message_that_is_said_exists_and_every_one_that_exists_is_said():
    source = "".join(path.read_text("utf-8") for path in sorted(PACKAGE.rglob("*.py")) if path.stem != "messages")
    said = set(re.findall(r'say\(\s*"([\w.]+)"', source))
    assert said - MESSAGES.keys() == set()
    # others are put together from a part, or kept in a variable first
    parts = ("cli.", "build.", "coverage.", "reason.", "error")
    unsaid = {key for key in MESSAGES if f'"{key}"' not in source and not key.startswith(parts)}
    assert unsaid == set()


def test_language_is_what_was_asked_for_else_the_environments_else_chinese(monkeypatch):
    assert language() == "zh"
    monkeypatch.setenv("KG_LANG", "en_GB.UTF-8")
    assert language() == "en"
    speak("zh")
    assert language() == "zh"
    assert say("error", message="x") == "kg: 错误:x"
    assert say("error", "en", message="x") == "kg: error: x"


def test_words_of_argparse_are_chinese_in_chinese_only():
    assert argparse_words("usage: ") == "用法:"
    assert argparse_words("something new") == "something new"
    speak("en")
    assert argparse_words("usage: ") == "usage: "


def test_usual_reasons_are_told_in_the_language_of_the_messages():
    assert reason(PermissionError(13, "Permission denied")) == "没有权限"
    assert reason(OSError(9999, "odd")) == "odd"
    speak("en")
    assert reason(PermissionError(13, "Permission denied")) == "permission denied"


def test_file_names_of_an_ascii_locale_are_utf_8():
    assert from_shell("某市.txt") == "某市.txt"
    assert from_shell("某市".encode().decode("ascii", "surrogateescape")) == "某市"
