"""Every sentence that a user reads, in Chinese and in English: one table, one function that speaks from it.

The language is the one given to ``speak`` (``--lang``), else the environment's ``KG_LANG``, else Chinese.
"""

import errno
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


def from_shell(words: str) -> str:
    """An argument or file name as text, also where the locale is ASCII and its UTF-8 came in as lone surrogates."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return os.fsencode(words).decode("utf-8", "replace")
    return words


def file_name(words: str) -> str:
    """A file's name as this system takes it: UTF-8 bytes where the locale's encoding cannot say it."""
    try:
        os.fsencode(words)
    except UnicodeEncodeError:
        return os.fsdecode(words.encode())
    return words


def reason(error: OSError | UnicodeError) -> str:
    """Why the system refused something, in the language of the messages where the reason is a usual one."""
    key = f"reason.{errno.errorcode.get(getattr(error, 'errno', None) or 0, '')}"
    return say(key) if key in MESSAGES else str(getattr(error, "strerror", None) or error)


MESSAGES: dict[str, tuple[str, str]] = {
    "error": ("kg: 错误:{message}", "kg: error: {message}"),
    "reason.EACCES": ("没有权限", "permission denied"),
    "reason.EPERM": ("不允许这样操作", "operation not permitted"),
    "reason.EROFS": ("文件系统只读", "the file system is read-only"),
    "reason.ENOSPC": ("磁盘已满", "the disk is full"),
    "reason.ENOENT": ("没有这个文件或文件夹", "no such file or folder"),
    "reason.ENOTDIR": ("路径中有一段不是文件夹", "a part of the path is not a folder"),
    "reason.EEXIST": ("那里有一个同名的文件", "there is a file of that name"),
    "reason.EISDIR": ("那是一个文件夹", "it is a folder"),
    "reason.ENAMETOOLONG": ("文件名太长", "the file name is too long"),
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
    "store.base": (
        "图谱库 {path} 的 IRI 以 {base} 开头,与 --base 不同,请用 -o 另建",
        "the IRIs of the store {path} start with {base}, not with --base; build elsewhere with -o",
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
    # explanations
    "explain.unknown": (
        "图谱中没有“{what}”,请给出事实或事物的 IRI、事物的名称,或原文中的位置(数字)",
        "nothing in the graph is called “{what}”; give the IRI of a fact or thing, a thing's name, or an offset",
    ),
    "explain.nearest": (
        "图谱中没有恰好叫“{what}”的事物,相近的有:{nearest}",
        "nothing in the graph is called exactly “{what}”; near it are: {nearest}",
    ),
    "explain.beyond": (
        "位置 {offset} 超出了原文",
        "offset {offset} is beyond the end of the text",
    ),
    "explain.fact": ("事实  ", "fact   "),
    "explain.thing": ("标识  ", "id     "),
    "explain.rule": ("规则  ", "rule   "),
    "explain.agent": ("主体  ", "agent  "),
    "explain.names": ("又称  ", "names  "),
    "explain.first": ("首见  ", "first  "),
    "explain.facts": ("事实  ", "facts  "),
    "explain.words": ("原文  ", "words  "),
    "explain.stated": ("见于原句", "stated in the sentence"),
    "explain.inherited": ("承上文(原句未写明)", "carried over from the context"),
    "explain.things": ("名称  ", "here   "),
    # building
    "list": ("、", ", "),
    "colon": (":", ": "),
    "build.progress": ("正在建图 {number}/{total}:{report} …", "building {number}/{total}: {report} …"),
    "build.writing": ("正在写入 {folder} …", "writing {folder} …"),
    "build.twice": (
        "{first} 与 {second} 的报告编号都是 {report},会互相覆盖,请改文件名或分开建图",
        "{first} and {second} would both become report {report}; rename one or build them apart",
    ),
    "build.unwritable": (
        "无法写入 {folder}:{reason},请用 -o 另指一个可写的位置",
        "cannot write {folder}: {reason}; name a place that can be written with -o",
    ),
    "build.is_folder": (
        "{path} 是文件夹,无法写成文件,请用 -o 另指一个位置",
        "{path} is a folder and cannot be written as a file; name another place with -o",
    ),
    "build.report": ("{title}({report},{size} 字)", "{title} ({report}, {size} characters)"),
    "build.untitled": ("无标题", "untitled"),
    "build.entities": ("  事物 {total}{kinds}", "  things {total}{kinds}"),
    "build.facts": ("  事实 {total}{kinds}", "  facts {total}{kinds}"),
    "build.activities": ("活动", "activities"),
    "build.observations": ("数据", "observations"),
    "build.relations": ("关系", "relations"),
    "build.problems": ("不足", "problems"),
    "build.firsts": ("首创之称", "claims to be first"),
    "build.coverage": ("  覆盖:{shares}", "  coverage: {shares}"),
    "build.passed": ("(另有 {count} 个有理由不收)", " ({count} more passed over on purpose)"),
    "build.missing": ("  没有找到:{parts}", "  not found: {parts}"),
    "build.no_title": ("标题", "a title"),
    "build.no_issuer": ("报告机关", "the reporting body"),
    "build.no_speaker": ("报告人", "the speaker"),
    "build.no_date": ("报告日期", "a date"),
    "build.no_session": ("会议届次", "the session"),
    "build.no_year": ("报告年度", "the year reported"),
    "build.no_facts": ("任何事实(这可能不是工作报告)", "any fact (perhaps this is no work report)"),
    "build.no_plan": ("下一年的计划部分", "a part about the year ahead"),
    "build.files": ("  看图 {html}  取用 {turtle}", "  see {html}  take {turtle}"),
    "build.next": (
        "提问:kg query enacted{elsewhere}    全部问题:kg query --list    查依据:kg explain 名称{elsewhere}",
        "ask: kg query enacted{elsewhere}    all questions: kg query --list    why: kg explain NAME{elsewhere}",
    ),
    # coverage
    "coverage.number": ("数字", "numbers"),
    "coverage.title": ("《》中的名称", "《titles》"),
    "coverage.quoted": ("“”中的词语", "“quoted words”"),
    "coverage.organisation": ("像机构名的词语", "strings shaped like an organisation"),
    "coverage.claim": ("报称与列名", "claimed and named"),
    "coverage.sum": ("合计不符", "sum that does not add up"),
    "coverage.share": (
        "{kind} {total}:收进图里 {taken},有理由不收 {passed},未收 {left}",
        "{kind} {total}: {taken} in the graph, {passed} passed over on purpose, {left} left out",
    ),
    "coverage.left": ("未收", "left out"),
    "coverage.named": ("列名 {named} 个,缺 {missing} 个", "{named} named, {missing} missing"),
    "coverage.made": ("各部分相加为 {made}", "the parts make {made}"),
    "coverage.columns": ("类别 词语 位置 原因 原文", "kind words offset reason clause"),
    "coverage.reason.ordinal": ("序数", "an ordinal"),
    "coverage.reason.year": ("年份", "a year"),
    "coverage.reason.year-in-a-row": ("年份", "a year"),
    "coverage.reason.month-day-or-number-as-name": ("月日或编号", "a date or number as a name"),
    "coverage.reason.era-or-anniversary": ("世纪、年代、周年", "an era or anniversary"),
    "coverage.reason.time-frame": ("时段", "a span of time"),
    "coverage.reason.time-frame-before": ("时段", "a span of time"),
    "coverage.reason.session": ("届次", "a session"),
    "coverage.reason.session-of-a-body": ("届次", "a session"),
    "coverage.reason.grade": ("等级", "a grade"),
    "coverage.reason.radius": ("范围", "a radius"),
    "coverage.reason.rate-base": ("比率的底数", "the base of a rate"),
    "coverage.reason.nought": ("零", "nought"),
    "coverage.reason.indefinite-one": ("泛指的“一”", "an indefinite one"),
    "coverage.reason.vague": ("虚数", "a vague number"),
    "coverage.reason.vague-before": ("虚数", "a vague number"),
    "coverage.reason.round-the-clock": ("全天", "round the clock"),
    "coverage.reason.circle-of-hours": ("时间圈", "a circle of so many hours"),
    "coverage.reason.slogan": ("口号、提法", "a slogan"),
    "coverage.reason.idiom": ("熟语", "an idiom"),
    "coverage.reason.code": ("代号", "a code"),
    "coverage.reason.code-after": ("代号", "a code"),
    "coverage.reason.phase": ("期次", "a phase"),
    "coverage.reason.rank-in-words": ("名次", "a place among the first"),
    "coverage.reason.prison-term": ("刑期", "a term in prison"),
    "coverage.reason.age-group": ("年龄段", "an age group"),
    "coverage.reason.red-cross": ("红十字", "the Red Cross"),
    "coverage.reason.basis": ("计算的基准", "the basis of a calculation"),
    "coverage.reason.in-quotation-marks": ("在引号或书名号中", "in quotation marks"),
    "coverage.reason.in-a-name": ("在名称中", "in a name"),
    "coverage.reason.list-mark": ("条目序号", "the mark of a list"),
    "coverage.reason.multiplier-alone": ("单独的万、亿", "a multiplier alone"),
    "coverage.reason.time-or-score": ("时刻或比分", "a time or score"),
    "coverage.reason.no-unit": ("没有单位,不知所量", "no unit, so unknown what it measures"),
    "coverage.reason.header": ("在报告开头", "in the header"),
    "coverage.reason.threshold": ("限定的门槛", "a threshold that says which are counted"),
    "coverage.reason.part-of-a-word": ("词的一部分", "a part of a word"),
    "coverage.reason.holds-a-name": ("其中的名称已收", "a name in it was taken"),
    "coverage.reason.doctrine": ("理论、方针、提法", "a doctrine or guiding formula"),
    "coverage.reason.kind-of-body": ("一类机构,不指某一个", "a kind of body, none in particular"),
    "coverage.reason.part-of-a-longer-word": ("更长词语的一部分", "a part of a longer word"),
    "coverage.reason.period": ("规划时期", "the period of a plan"),
    "coverage.reason.quotation": ("引语", "a quotation"),
    "coverage.reason.quotation-after-its-speaker": ("引语", "a quotation"),
    "coverage.reason.single-word": ("加引号的词", "a word in quotation marks"),
    "coverage.reason.words-for-a-kind": ("形容一类事物", "words for a kind of thing"),
    "coverage.reason.row-of-phrases": ("并列的短语", "a row of phrases"),
    "view.progress": ("正在排布图形 …", "laying out the picture …"),
    "view.done": ("已写入 {path},用浏览器打开即可,无需联网", "wrote {path}; open it in a browser, no network needed"),
    "check.progress": ("正在检查 {report} …", "checking {report} …"),
    "check.good": ("没有发现问题", "no problems found"),
    "check.bad": ("发现 {count} 个问题", "{count} problems found"),
    "score.progress": ("正在打分 {name} …", "scoring {name} …"),
    "score.no_gold": ("{path} 里没有标注文件(*.jsonl)", "there are no gold files (*.jsonl) in {path}"),
    "score.no_text": (
        "找不到 {gold} 标注的报告 {name},请放在标注文件旁边",
        "the report {name} that {gold} annotates is not there; put it beside the gold file",
    ),
    # the command line
    "cli.wrong": ("{message}(用法:{command} --help)", "{message} (usage: {command} --help)"),
    "cli.kg": (
        "把中文工作报告变成知识图谱:每条事实都引用原文,可提问、可查看、可带走。",
        "Chinese official work reports as knowledge graphs: every fact quotes its words, to be asked and seen.",
    ),
    "cli.epilog": (
        "先试:kg build 报告.txt,然后 kg query --list\n语言:--lang en,或环境变量 KG_LANG=en",
        "to begin: kg build REPORT.txt, then kg query --list\nlanguage: --lang zh, or KG_LANG=zh in the environment",
    ),
    "cli.version": ("显示版本后退出", "show the version and exit"),
    "cli.lang": ("消息的语言:zh 或 en", "language of messages: zh or en"),
    "cli.command": ("命令", "COMMAND"),
    "cli.commands": ("命令", "commands"),
    "cli.store": (
        "建图时的输出文件夹,或其中的图谱库(默认 output)",
        "the folder that was built into, or the store in it (default: output)",
    ),
    "cli.report": ("只用这一份报告(编号,可重复)", "this report only, by its id (may be repeated)"),
    "cli.graph": (
        "直接用图文件(.ttl .nt .nq .trig .jsonld .rdf),不用图谱库",
        "RDF files to use in place of the store (.ttl .nt .nq .trig .jsonld .rdf)",
    ),
    "cli.build": ("报告文本 → 图谱、网页、Turtle", "report texts → graph, page and Turtle"),
    "cli.build.reports": ("报告文本文件(UTF-8、UTF-16 或 GB18030)", "report texts (UTF-8, UTF-16 or GB18030)"),
    "cli.build.output": ("输出文件夹(默认 output)", "output folder (default: output)"),
    "cli.build.base": (
        "IRI 的开头,代替默认的 https://w3id.org/workreport/",
        "what IRIs start with, in place of the default",
    ),
    "cli.build.examples": (
        "例:\n  kg build data/reports/turpan-2025.txt\n  kg build 报告/*.txt -o 图谱/",
        "examples:\n  kg build data/reports/turpan-2025.txt\n  kg build reports/*.txt -o graphs/",
    ),
    "cli.base": (
        "--base 须为 http(s) 开头、不含空格的 IRI,得到的是 {base}",
        "--base must be an http(s) IRI without spaces, not {base}",
    ),
    "cli.query": ("向图谱提问:现成的查询或 SPARQL", "ask the graph: a named query or SPARQL"),
    "cli.query.what": (
        "查询名、.rq 文件、SPARQL 语句;- 或不写则从管道读",
        "a query's name, a .rq file, SPARQL itself; - or nothing reads a pipe",
    ),
    "cli.query.parameters": ("查询的参数,可重复", "a parameter of the query; may be repeated"),
    "cli.query.format": ("结果格式(默认 table,三元组为 ttl)", "format of the answer (default: table, ttl for triples)"),
    "cli.query.list": ("列出全部现成的查询及其问题", "list all named queries with their questions"),
    "cli.query.examples": (
        "例:\n  kg query enacted\n  kg query regulation-life -p name=湿地\n"
        "  kg query 'SELECT ?s {{ ?s a wr:LocalRegulation }}' -f csv\n  kg query -g output/turpan-2025.ttl problems",
        "examples:\n  kg query enacted\n  kg query regulation-life -p name=湿地\n"
        "  kg query 'SELECT ?s {{ ?s a wr:LocalRegulation }}' -f csv\n  kg query -g output/turpan-2025.ttl problems",
    ),
    "cli.query.nothing": (
        "没有给出查询:请给查询名(kg query --list)、.rq 文件或 SPARQL",
        "no query given: name one (kg query --list), a .rq file or SPARQL",
    ),
    "cli.query.undecodable": (
        "管道里的 SPARQL 不是 UTF-8:第 {position} 字节(从 0 数起)",
        "the SPARQL in the pipe is not UTF-8: byte {position} (from 0)",
    ),
    "cli.query.pair": ("-p 须写成 名称=值,得到的是 {pair}", "-p takes NAME=VALUE, not {pair}"),
    "cli.export": ("把图谱写成其他格式", "write the graph in another format"),
    "cli.export.format": (
        "格式;不写则看 -o 的扩展名,再不然是 ttl",
        "the format; else told from the ending of -o, else ttl",
    ),
    "cli.export.output": ("写到这个文件(默认写到标准输出)", "the file to write (default: standard output)"),
    "cli.export.unknown": (
        "不认得扩展名 {ending},可用:{known},或写明 --format",
        "unknown ending {ending}; known are {known}, or give --format",
    ),
    "cli.export.examples": (
        "例:\n  kg export -o 图谱.gexf\n  kg export output/turpan-2025.ttl --format jsonld > turpan.jsonld",
        "examples:\n  kg export -o graph.gexf\n  kg export output/turpan-2025.ttl --format jsonld > turpan.jsonld",
    ),
    "cli.view": ("把图谱画成一个可离线打开的网页", "draw the graph as one page that opens offline"),
    "cli.view.output": (
        "写到这个文件(默认:图文件旁,或输出文件夹里)",
        "the file to write (default: beside the graph file, or in the output folder)",
    ),
    "cli.view.examples": (
        "例:\n  kg view\n  kg view output/turpan-2025.ttl -o 吐鲁番.html",
        "examples:\n  kg view\n  kg view output/turpan-2025.ttl -o turpan.html",
    ),
    "cli.check": ("检查图谱:编码检查,然后 SHACL", "check the graph: coded checks, then SHACL"),
    "cli.check.examples": ("例:\n  kg check output/turpan-2025.ttl", "example:\n  kg check output/turpan-2025.ttl"),
    "cli.explain": (
        "说明依据:事实、名称或位置 → 原文、规则、事实",
        "why: a fact, a name or an offset → words, rule, facts",
    ),
    "cli.explain.what": (
        "事实或事物的 IRI(r:act-3217)、事物的任一名称,或原文位置(从 0 数起的字数)",
        "IRI of a fact or thing (r:act-3217), any name of a thing, or an offset in the text (characters from 0)",
    ),
    "cli.explain.examples": (
        "例:\n  kg explain 五大战略\n  kg explain r:act-3217\n  kg explain 3217",
        "examples:\n  kg explain 五大战略\n  kg explain r:act-3217\n  kg explain 3217",
    ),
    "cli.coverage": (
        "报告的数字、书名号和引号中的名称、机构名,哪些没有收进图里,为什么",
        "which numbers, titles, quoted names and organisations of a report are not in the graph, and why",
    ),
    "cli.coverage.files": (
        "报告文本或图文件(.ttl .nt .nq .trig .jsonld .rdf);不写则用图谱库",
        "report texts or RDF files (.ttl .nt .nq .trig .jsonld .rdf); the store when there are none",
    ),
    "cli.coverage.format": ("格式(默认 table)", "format (default: table)"),
    "cli.coverage.examples": (
        "例:\n  kg coverage data/reports/turpan-2025.txt\n  kg coverage output/turpan-2025.ttl -f csv > 未收.csv",
        "examples:\n  kg coverage data/reports/turpan-2025.txt\n  kg coverage output/turpan-2025.ttl -f csv > left.csv",
    ),
    "cli.score": ("把图谱与人工标注对照打分", "hold a graph against gold annotation"),
    "cli.score.files": (
        "图文件、标注文件(.jsonl),以及核对引文用的报告文本",
        "graph file, gold file (.jsonl), and the report's text to hold quotations against",
    ),
    "cli.score.all": (
        "给文件夹里的每份标注建图并打分,与记录的分数比较(默认 tests/gold);下降则退出码为 1",
        "build and score every gold file of a folder, and compare with what was recorded (default: tests/gold);"
        " exit status 1 where a figure fell",
    ),
    "cli.score.json": ("输出 JSON", "write JSON"),
    "cli.score.misses": (
        "逐条列出缺的、多的、错的,附原句",
        "list what is missing, too many or wrong, with the sentence",
    ),
    "cli.score.record": ("与 --all 同用:记下这次的分数", "with --all: record these figures"),
    "cli.score.wrong": (
        "请给出 图文件 标注文件 [报告文本],或用 --all",
        "give GRAPH GOLD [REPORT], or --all",
    ),
    "cli.score.examples": (
        "例:\n  kg score output/turpan-2025.ttl tests/gold/turpan-2025.jsonl data/reports/turpan-2025.txt --misses\n"
        "  kg score --all",
        "examples:\n  kg score output/turpan-2025.ttl tests/gold/turpan-2025.jsonl --misses\n  kg score --all",
    ),
}

# the words of argparse itself, in Chinese; what is not here stays in English
_ARGPARSE = {
    "usage: ": "用法:",
    "positional arguments": "参数",
    "options": "选项",
    "optional arguments": "选项",
    "show this help message and exit": "显示本帮助后退出",
    "the following arguments are required: %s": "缺少参数:%s",
    "unrecognized arguments: %s": "不认得的参数:%s",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s:%(message)s",
    "expected one argument": "后面须有一个值",
    "expected at least one argument": "后面须至少有一个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r,可选:%(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确,可能是 %(matches)s",
    "ignored explicit argument %r": "这个选项后面不带值,却有 %r",
}


def argparse_words(words: str) -> str:
    """The words of argparse in the language of the messages, in place of ``gettext``."""
    return words if language() == "en" else _ARGPARSE.get(words, words)
