"""Bytes become text by a fixed order of encodings, and what is no text is refused with the place."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read import decode, read, report_id

TEXT = "某市人民代表大会常务委员会工作报告\n——2025年1月8日在某市第三届人民代表大会第四次会议上\n各位代表:\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_text_is_the_same_in_every_encoding(tmp_path, encoding):
    path = tmp_path / "某市.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read(path).text == TEXT


def test_utf_16_big_endian_with_mark():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.txt") == TEXT


def test_characters_outside_gbk_survive_gb18030():
    text = "㙍村、𠮷村召开会议\n"
    assert decode(text.encode("gb18030"), "a.txt") == text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_become_line_feeds_and_nothing_else_changes(end):
    text = f" 一、全角 空格\u3000,FULL\u00a0é e\u0301{end}二\t{end}"
    assert decode(text.encode(), "a.txt") == text.replace(end, "\n")


def test_form_feeds_of_converted_pdfs_are_white_space():
    assert decode("第一页\f第二页".encode(), "a.txt") == "第一页\f第二页"


def test_sha256_is_of_the_text_not_of_the_file(tmp_path):
    (tmp_path / "a.txt").write_bytes(TEXT.encode("gbk"))
    (tmp_path / "b.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read(tmp_path / "a.txt").sha256 == read(tmp_path / "b.txt").sha256


REFUSED = {
    "empty": (b"", "空文件"),
    "white space": (" \n\t\u3000\n".encode(), "空文件"),
    "only a byte order mark": (b"\xef\xbb\xbf", "空文件"),
    "NUL": ("报告".encode() + b"\x00", "第 6 字节(从 0 数起)为 0x00"),
    "UTF-16 without a mark": (TEXT.encode("utf-16-le"), "二进制文件"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "二进制文件"),
    "control character": ("各位代表\n现在\x07报告".encode(), "第 2 行第 3 个字符是控制字符 U+0007"),
    "noncharacter": ("报告\ufffe".encode(), "U+FFFE"),
    "broken UTF-8": ((TEXT + "现在").encode()[:-1], "按 UTF-8 解码:第 145 字节"),
    "one wrong byte in UTF-8": (TEXT.encode() + b"\xff" + TEXT.encode(), "是 0xFF"),
    "broken after an UTF-8 mark": (b"\xef\xbb\xbf" + "报告".encode() + b"\xff", "按 UTF-8 解码:第 9 字节"),
    "broken GB18030": (TEXT.encode("gb18030") + b"\xff\xff", "按 GB18030 解码"),
    "odd UTF-16": (b"\xff\xfe" + "报告".encode("utf-16-le") + b"a", "按 UTF-16-LE 解码:第 6 字节"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_text_is_refused_in_one_line_with_the_place(name):
    data, words = REFUSED[name]
    with pytest.raises(InputError) as error:
        decode(data, "a.txt")
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_undecodable_byte_is_the_one_at_the_position_named():
    data = TEXT.encode() + b"\xff"
    with pytest.raises(InputError, match=rf"第 {len(data) - 1} 字节\(从 0 数起,第 4 行\)是 0xFF"):
        decode(data, "a.txt")


def test_missing_file_and_folder(tmp_path):
    with pytest.raises(InputError, match="找不到文件"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="文件夹"):
        read(tmp_path)


def test_what_the_system_refuses_to_open(tmp_path):
    (tmp_path / "a.txt").touch()
    with pytest.raises(InputError, match="无法读取"):
        read(tmp_path / "a.txt" / "b.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("turpan-2025.txt", "turpan-2025"),
        ("某市 2025(终稿).txt", "某市-2025-终稿"),
        ("买买提·沙吾提.txt", "买买提·沙吾提"),
        ("a__b--c.txt", "a__b-c"),
        ("é.txt", "é"),
        ("--.txt", "report-"),
        ("?*.txt", "report-"),
    ],
)
def test_report_id_is_safe_and_readable(name, expected):
    assert report_id(Path(name)).startswith(expected)


def test_long_names_are_cut_and_stay_apart():
    one, two = report_id(Path("市" * 84 + "一.txt")), report_id(Path("市" * 84 + "二.txt"))
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= 80


@given(st.text(min_size=1))
def test_report_id_is_always_legal_and_stable(stem):
    made = report_id(Path("/folder") / (stem.replace("/", "-").replace("\x00", "-") + ".txt"))
    assert made
    assert made == unicodedata.normalize("NFC", made)
    assert len(made.encode()) <= 80
    assert all(character.isalnum() or character in "·_-" for character in made)
    assert report_id(Path(made + ".txt")) == made


@given(st.text())
def test_utf_8_and_gb18030_agree_or_refuse(text):
    def outcome(data):
        try:
            return decode(data, "a")
        except InputError as error:
            return type(error)

    if not any(0xD800 <= ord(c) < 0xE000 for c in text):
        expected = text.replace("\r\n", "\n").replace("\r", "\n")
        assert outcome(b"\xef\xbb\xbf" + text.encode()) in (expected, InputError)
