"""Every sentence that a user reads, in Chinese and in English: one table, one function that speaks from it.

The language is the one given to ``speak`` (``--lang``), else the environment's ``KG_LANG``, else Chinese.
"""

import os
from contextvars import ContextVar

LANGUAGES = ("zh", "en")

_spoken: ContextVar[str] = ContextVar("spoken", default="")


def speak(lang: str) -> None:
    """Choose the language of all later messages: ``zh``, ``en``, or empty for the environment's."""
    _spoken.set(lang)


def language() -> str:
    """The language that messages are in now: ``zh`` or ``en``."""
    lang = _spoken.get() or os.environ.get("KG_LANG", "")
    return "en" if lang.lower().startswith("en") else "zh"


def say(key: str, lang: str = "", /, **values: object) -> str:
    """The message ``key`` with its values filled in, in ``lang`` or else in the language chosen.

    >>> say("error", "en", message="no such file")
    'kg: error: no such file'
    """
    chinese, english = MESSAGES[key]
    return (english if (lang or language()) == "en" else chinese).format(**values)


MESSAGES: dict[str, tuple[str, str]] = {
    "error": ("kg: 错误:{message}", "kg: error: {message}"),
    # reading
    "read.missing": ("找不到文件 {path},请核对路径", "no such file: {path}; check the path"),
    "read.folder": (
        "{path} 是文件夹,请给出报告文本文件,例如 {path}/*.txt",
        "{path} is a folder; give report text files, for example {path}/*.txt",
    ),
    "read.unreadable": ("无法读取 {path}:{reason}", "cannot read {path}: {reason}"),
    "read.empty": ("{name} 是空文件,没有可读的文字", "{name} is empty: there is no text in it"),
    "read.control": (
        "{name} 不是纯文本:第 {line} 行第 {column} 个字符是控制字符 U+{code:04X},请另存为 UTF-8 纯文本",
        "{name} is not plain text: line {line}, character {column} is the control character U+{code:04X};"
        " save it as UTF-8 plain text",
    ),
    "read.binary": (
        "{name} 是二进制文件:第 {position} 字节(从 0 数起)为 0x00,请另存为 UTF-8 纯文本",
        "{name} is a binary file: byte {position} (from 0) is 0x00; save it as UTF-8 plain text",
    ),
    "read.undecodable": (
        "{name} 无法按 {encoding} 解码:第 {position} 字节(从 0 数起,第 {line} 行)是 0x{byte:02X},请另存为 UTF-8 纯文本",
        "{name} cannot be decoded as {encoding}: byte {position} (from 0, line {line}) is 0x{byte:02X};"
        " save it as UTF-8 plain text",
    ),
    # the store
    "store.missing": (
        "{path} 里没有图谱,请先运行 kg build 报告.txt,或用 --graph 文件.ttl 指定一个图文件",
        "there is no graph store in {path}; run kg build REPORT.txt first, or name a graph file with --graph FILE.ttl",
    ),
    "store.locked": (
        "图谱库 {path} 正被另一个 kg 进程写入,请等它结束后再试",
        "another kg process is writing the store {path}; try again when it has ended",
    ),
    "store.unwritable": (
        "无法写入图谱库 {path}:{reason}",
        "cannot write the store {path}: {reason}",
    ),
    "store.unreadable": (
        "无法打开图谱库 {path}:{reason};可删除该文件夹后重新 kg build",
        "cannot open the store {path}: {reason}; delete the folder and run kg build again",
    ),
    "store.no_report": (
        "图谱里没有报告 {report},现有:{known}",
        "no report {report} in the graph; there are: {known}",
    ),
    # queries
    "query.nearest": (
        "没有名为 {name} 的查询,您要的是 {nearest} 吗?全部查询:kg query --list",
        "no query named {name}; did you mean {nearest}? All queries: kg query --list",
    ),
    "query.unknown": (
        "没有名为 {name} 的查询,全部查询:kg query --list",
        "no query named {name}; all queries: kg query --list",
    ),
    "query.parameter": (
        "这个查询没有参数 {name},它的参数:{known}",
        "this query has no parameter {name}; its parameters: {known}",
    ),
    "query.syntax": (
        "SPARQL 语法错误:第 {line} 行第 {column} 列,在“{there}”处",
        "SPARQL syntax error: line {line}, column {column}, at “{there}”",
    ),
    "query.unfinished": (
        "SPARQL 语法错误:第 {line} 行第 {column} 列,语句在此中断(缺少括号、引号或关键字?)",
        "SPARQL syntax error: line {line}, column {column}, the query ends here (a bracket, quote or keyword missing?)",
    ),
    "query.prefix": (
        "SPARQL 语法错误:第 {line} 行第 {column} 列,“{prefix}”的前缀没有声明(PREFIX)",
        "SPARQL syntax error: line {line}, column {column}, the prefix of “{prefix}” is not declared (PREFIX)",
    ),
    "query.update": (
        "kg query 只读,不执行 INSERT、DELETE 等更新语句",
        "kg query only reads; it runs no INSERT, DELETE or other update",
    ),
    "query.service": (
        "不支持 SERVICE:kg query 不连接其他机器(前缀也不要以 service 开头)",
        "SERVICE is refused: kg query asks no other machine (nor may a prefix start with service)",
    ),
    "query.deep": (
        "SPARQL 括号嵌套超过 {limit} 层,请简化查询",
        "SPARQL nested more than {limit} deep; simplify the query",
    ),
    "query.failed": ("查询失败:{reason}", "the query failed: {reason}"),
    "query.no_triples": (
        "--format ttl 只用于 CONSTRUCT 和 DESCRIBE,SELECT 与 ASK 请用 table、csv、tsv、json 或 md",
        "--format ttl is for CONSTRUCT and DESCRIBE; use table, csv, tsv, json or md for SELECT and ASK",
    ),
    # scores
    "score.gold": (
        "{path} 第 {line} 行不是 JSON:{reason}",
        "{path}, line {line} is not JSON: {reason}",
    ),
    "score.was": ("应为 {gold},图中是 {built}", "{gold} was built as {built}"),
    "score.counts": (
        "命中 {hit},图中 {predicted},标注 {gold}",
        "{hit} hit, {predicted} built, {gold} gold",
    ),
    "score.evidence": (
        "{facts} 条事实中 {exact} 条逐字引用原文",
        "{exact} of {facts} facts quote the report exactly",
    ),
}
