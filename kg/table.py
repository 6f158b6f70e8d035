"""Rows as text: columns that line up although Chinese characters are two cells wide, and Markdown."""

import re
import unicodedata
from collections.abc import Sequence

Row = Sequence[str]

# what would move a terminal's cursor or colour it
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_NUMBER = re.compile(r"-?[0-9.]+%?")
_GAP = 2
_NARROWEST = 6


def cells(text: str) -> int:
    r"""How many terminal cells a text takes: two for wide characters, none for combining ones.

    >>> cells("《条例》"), cells("e\u0301"), cells("“8”")
    (8, 1, 3)
    """
    return sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The text, its end replaced by ``…`` where it takes more than ``width`` cells.

    >>> cut("婚丧事宜移风易俗规定", 8)
    '婚丧事…'
    """
    if cells(text) <= width:
        return text
    used, kept = 1, []
    for character in text:
        used += _cells(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + "…"


def aligned(columns: Row, rows: Sequence[Row], width: int | None = None) -> str:
    """A table with a header; columns of numbers to the right; no wider than ``width`` cells if that is given."""
    clean = [[_CONTROL.sub(" ", cell) for cell in row] for row in rows]
    natural = [max(map(cells, column)) for column in zip(columns, *clean, strict=True)]
    widths = natural if width is None else fitted(natural, width - _GAP * (len(columns) - 1))
    right = [
        bool(rows) and all(_NUMBER.fullmatch(cell) for cell in column if cell) for column in zip(*clean, strict=True)
    ]
    right = right or [False] * len(columns)
    lines = [columns, ["─" * size for size in widths], *clean]
    return "".join(_line(line, widths, right) for line in lines)


def _line(row: Row, widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = []
    for cell, size, to_right in zip(row, widths, right, strict=True):
        shown = cut(cell, size)
        gap = " " * (size - cells(shown))
        padded.append(gap + shown if to_right else shown + gap)
    return (" " * _GAP).join(padded).rstrip() + "\n"


def fitted(widths: Sequence[int], room: int) -> list[int]:
    """Column widths cut until they fit in ``room``: always the widest one gives, none below a readable few cells.

    >>> fitted([4, 30, 60], 60)
    [4, 28, 28]
    """
    limit = max(widths, default=0)
    while limit > _NARROWEST and sum(min(size, limit) for size in widths) > room:
        limit -= 1
    return [min(size, limit) for size in widths]


def markdown(columns: Row, rows: Sequence[Row]) -> str:
    """A Markdown table; bars and line ends in cells are escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(_escaped(cell) for cell in line) + " |\n" for line in lines)


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")
