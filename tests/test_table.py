"""Columns line up by cells, not by characters."""

from hypothesis import given
from hypothesis import strategies as st

from kg.table import aligned, cells, cut, fitted, markdown


def test_chinese_and_latin_columns_line_up():
    text = aligned(["名称", "n", "quote"], [["《条例》", "8", "原文"], ["ab", "1320", "x"]])
    assert text.splitlines() == [
        "名称         n  quote",
        "────────  ────  ─────",
        "《条例》     8  原文",
        "ab        1320  x",
    ]


def test_numbers_stand_to_the_right_and_words_to_the_left():
    assert aligned(["n"], [["8"], ["-1.5"], ["100%"]]).splitlines()[2:] == ["   8", "-1.5", "100%"]
    assert aligned(["n"], [["8"], ["多"]]).splitlines()[2:] == ["8", "多"]


def test_no_rows_still_shows_the_columns():
    assert aligned(["a", "b"], []) == "a  b\n─  ─\n"


def test_a_table_fits_the_terminal_and_says_where_it_was_cut():
    text = aligned(["a", "quote"], [["短", "很" * 50]], 30)
    assert max(map(cells, text.splitlines())) <= 30
    assert text.endswith("…\n")


def test_cells_cannot_move_the_cursor():
    assert "\x1b" not in aligned(["a"], [["\x1b[31mred\n2"]])


def test_markdown_escapes_bars_and_line_ends():
    assert markdown(["a"], [["x|y\nz\\"]]) == "| a |\n| --- |\n| x\\|y<br>z\\\\ |\n"


@given(st.text(), st.integers(1, 40))
def test_cut_never_takes_more_room_than_it_may(text, width):
    assert cells(cut(text, width)) <= max(width, 1)


@given(st.lists(st.integers(0, 200), max_size=8), st.integers(0, 200))
def test_fitted_widths_only_shrink(widths, room):
    made = fitted(widths, room)
    assert all(new <= old for new, old in zip(made, widths, strict=True))
    assert sum(made) <= room or max(made, default=0) <= 6
