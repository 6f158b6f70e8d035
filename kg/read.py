r"""Bytes → text: a report file as Unicode, its line ends as ``\n`` and nothing else changed.

UTF-8 (with or without a byte order mark), UTF-16 with a byte order mark, and GB18030, which holds GB 2312 and GBK. No
guessing by statistics: on official texts the guessers are wrong more often than this order is.
"""

import hashlib
import re
import unicodedata
from pathlib import Path

from kg.errors import InputError
from kg.messages import from_shell, reason, say
from kg.model import Report

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "UTF-8"), (b"\xff\xfe", "UTF-16-LE"), (b"\xfe\xff", "UTF-16-BE"))
# tab, line feed, vertical tab, form feed and carriage return are white space in texts taken from Word and PDF
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffe\uffff]")
# GB18030 text passes as UTF-8 for two or three characters by chance, not for eight
_SURELY_UTF8 = 8
_LONGEST_ID = 80


def read(path: Path) -> Report:
    """The report in the file at ``path``.

    Raises ``InputError`` for a file that is missing, a folder, unreadable, empty, binary, or holds bytes that no known
    encoding explains.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(say("read.missing", path=path)) from None
    except IsADirectoryError:
        raise InputError(say("read.folder", path=path)) from None
    except OSError as error:
        raise InputError(say("read.unreadable", path=path, reason=reason(error))) from None
    text = decode(data, path.name)
    return Report(id=report_id(path), text=text, sha256=hashlib.sha256(text.encode()).hexdigest())


def decode(data: bytes, name: str) -> str:
    r"""The text in ``data``, line ends as ``\n``; ``name`` is how errors call the file."""
    text = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(say("read.empty", name=name))
    if control := _CONTROL.search(text):
        raise InputError(say("read.control", name=name, code=ord(control[0]), **_position(text, control.start())))
    return text


def _decoded(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name, skip=len(mark))
    if (zero := data.find(0)) >= 0:
        raise InputError(say("read.binary", name=name, position=zero))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if sum(character > "\x7f" for character in data[: error.start].decode("utf-8")) >= _SURELY_UTF8:
            return _strictly(data, "UTF-8", name)
    return _strictly(data, "GB18030", name)


def _strictly(data: bytes, encoding: str, name: str, skip: int = 0) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start + skip
        line = data[skip:at].decode(encoding, "replace").count("\n") + 1
        raise InputError(
            say("read.undecodable", name=name, encoding=encoding, byte=data[at], position=at, line=line)
        ) from None


def _position(text: str, offset: int) -> dict[str, int]:
    """Line and column of an offset, counted from one as editors do."""
    return {"line": text.count("\n", 0, offset) + 1, "column": offset - text.rfind("\n", 0, offset)}


def report_id(path: Path) -> str:
    """The report's id: the file's stem in NFC with every character that an IRI or a file name may not hold as ``-``.

    >>> report_id(Path("data/某市 2025(终稿).txt"))
    '某市-2025-终稿'
    """
    stem = unicodedata.normalize("NFC", from_shell(path.stem))
    safe = "-".join(part for part in re.split(r"[^\w·]+", stem) if part)
    if not safe:
        return "report-" + _digest(stem)
    if len(safe.encode()) <= _LONGEST_ID:
        return safe
    cut = safe.encode()[: _LONGEST_ID - 9].decode(errors="ignore")
    return cut.rstrip("-") + "-" + _digest(stem)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
