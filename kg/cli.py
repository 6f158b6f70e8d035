"""The command ``kg``: arguments → the stages. Each command imports what it needs when it is called.

Exit status 0: good; 1: the command worked and found problems; 2: wrong use or wrong input, said in one line.
"""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kg.errors import KgError
from kg.messages import LANGUAGES, argparse_words, file_name, from_shell, language, say, speak

if TYPE_CHECKING:
    from kg import rdf, score, store, validate

GOOD, PROBLEMS, WRONG = 0, 1, 2
OUTPUT = "output"
# what query, coverage and export can write; told here so that help needs neither, held against both by a test
ANSWERS = ("table", "csv", "tsv", "json", "md", "ttl")
LISTS = ("table", "csv", "json")
GRAPHS = ("ttl", "nt", "nq", "trig", "jsonld", "rdfxml", "graphml", "gexf")

Arguments = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; gives the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak(_language(given))
    _streams()
    try:
        return _run(given)
    except KgError as error:
        print(say("error", message=" ".join(str(error).split())), file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        # whoever read the output has enough; keep the interpreter from saying so at its end
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return GOOD


def _run(given: Sequence[str]) -> int:
    reader = parser([name for name in COMMANDS if name in given])
    arguments = reader.parse_args(given)
    if not arguments.command:
        reader.print_help()
        return WRONG
    run: Callable[[Arguments], int] = arguments.run
    status = run(arguments)
    sys.stdout.flush()
    return status


def _language(arguments: Sequence[str]) -> str:
    """The language asked for: needed before there is a parser, since help is in it too."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=False):
        if argument == "--lang":
            return following
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return ""


def _streams() -> None:
    """Output is UTF-8 wherever it goes, and what cannot be said never stops it."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            encoding = stream.encoding if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")


# --- the parser ------------------------------------------------------------------------------------------------------


class _Parser(argparse.ArgumentParser):
    """A parser whose faults are one line."""

    def error(self, message: str) -> NoReturn:
        raise KgError(say("cli.wrong", message=message, command=self.prog))


def parser(wanted: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of all commands, its help in the language of the messages.

    Only the commands ``wanted`` get their arguments: nobody asks for those of the others, and a query starts faster.
    """
    vars(argparse)["_"] = argparse_words  # the door that argparse leaves for translations, short of a .mo file
    from kg import __version__

    top = _Parser(prog="kg", description=say("cli.kg"), epilog=say("cli.epilog"), formatter_class=_Formatter)
    top.add_argument("--version", action="version", version=f"kg {__version__}", help=say("cli.version"))
    _add_language(top)
    commands = top.add_subparsers(dest="command", metavar=say("cli.command"), title=say("cli.commands"))
    for name, (add, run) in COMMANDS.items():
        help_, examples = say(f"cli.{name}"), say(f"cli.{name}.examples")
        command = commands.add_parser(name, help=help_, description=help_, epilog=examples, formatter_class=_Formatter)
        command.set_defaults(run=run)
        if name in wanted:
            add(command)
            _add_language(command)
    return top


def _Formatter(prog: str) -> argparse.HelpFormatter:  # noqa: N802 - stands where argparse wants a class
    return argparse.RawDescriptionHelpFormatter(prog, max_help_position=30)


def _add_language(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help=say("cli.lang"))


def _add_source(command: argparse.ArgumentParser, *options: str) -> None:
    """Where the graph to work on comes from: the store unless RDF files are given."""
    command.add_argument(*options, dest="store", metavar="DIR", default=OUTPUT, help=say("cli.store"))
    command.add_argument("--report", metavar="ID", action="append", default=[], help=say("cli.report"))


def _add_files(command: argparse.ArgumentParser, *options: str) -> None:
    """RDF files, as arguments or as an option that may be repeated."""
    if options:
        command.add_argument(*options, metavar="FILE", type=Path, action="append", default=[], help=say("cli.graph"))
    else:
        command.add_argument("graph", metavar="GRAPH", type=Path, nargs="*", help=say("cli.graph"))


def _add_build(command: argparse.ArgumentParser) -> None:
    command.add_argument("reports", metavar="REPORT", nargs="+", type=Path, help=say("cli.build.reports"))
    command.add_argument("-o", "--output", metavar="DIR", type=Path, default=OUTPUT, help=say("cli.build.output"))
    command.add_argument("--base", metavar="IRI", default="", help=say("cli.build.base"))


def _add_query(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", metavar="NAME|FILE.rq|SPARQL|-", nargs="?", help=say("cli.query.what"))
    pairs = {"dest": "parameters", "metavar": "NAME=VALUE", "action": "append", "default": []}
    command.add_argument("-p", "--param", help=say("cli.query.parameters"), **pairs)  # type: ignore[arg-type]
    command.add_argument("-f", "--format", choices=ANSWERS, help=say("cli.query.format"))
    command.add_argument("-l", "--list", action="store_true", help=say("cli.query.list"))
    _add_files(command, "-g", "--graph")
    _add_source(command, "-o", "--output", "--store")


def _add_export(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    command.add_argument("-f", "--format", choices=GRAPHS, help=say("cli.export.format"))
    command.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("cli.export.output"))
    _add_source(command, "--store")


def _add_view(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    command.add_argument("-o", "--output", metavar="FILE", type=Path, help=say("cli.view.output"))
    _add_source(command, "--store")


def _add_check(command: argparse.ArgumentParser) -> None:
    _add_files(command)
    _add_source(command, "-o", "--output", "--store")


def _add_explain(command: argparse.ArgumentParser) -> None:
    command.add_argument("what", metavar="WHAT", help=say("cli.explain.what"))
    _add_files(command, "-g", "--graph")
    _add_source(command, "-o", "--output", "--store")


def _add_coverage(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", metavar="REPORT|GRAPH", type=Path, nargs="*", help=say("cli.coverage.files"))
    command.add_argument("-f", "--format", choices=LISTS, default=LISTS[0], help=say("cli.coverage.format"))
    _add_source(command, "-o", "--output", "--store")


def _add_score(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", metavar="GRAPH GOLD [REPORT]", type=Path, nargs="*", help=say("cli.score.files"))
    folder = {"metavar": "DIR", "nargs": "?", "type": Path, "const": Path("tests/gold")}
    command.add_argument("--all", help=say("cli.score.all"), **folder)  # type: ignore[arg-type]
    command.add_argument("--json", action="store_true", help=say("cli.score.json"))
    command.add_argument("--misses", action="store_true", help=say("cli.score.misses"))
    command.add_argument("--record", action="store_true", help=say("cli.score.record"))


# --- the commands ----------------------------------------------------------------------------------------------------


def _build(arguments: Arguments) -> int:
    from kg import rdf
    from kg.build import build, summary

    names = rdf.Names(_base(arguments.base)) if arguments.base else rdf.NAMES
    folder = Path(arguments.output)
    progress = Progress()
    # the page's language is what was asked for on this command line and nothing else, so that its bytes are the same
    lang = getattr(arguments, "lang", "zh")
    with progress:
        built = build(arguments.reports, folder, names=names, lang=lang, progress=progress.show)
    for one in built:
        print(*summary(one, folder), sep="\n", end="\n\n")
    print(say("build.next", elsewhere="" if str(folder) == OUTPUT else f" -o {folder}"))
    faults = [finding for one in built for finding in one.faults]
    for finding in faults:
        print(_told(finding), file=sys.stderr)
    return PROBLEMS if any(finding.is_error for finding in faults) else GOOD


def _base(base: str) -> str:
    import re

    if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", base):
        raise KgError(say("cli.base", base=base))
    return base if base.endswith(("/", "#")) else base + "/"


def _query(arguments: Arguments) -> int:
    from kg import query

    if arguments.list:
        print(query.listing(), end="")
        return GOOD
    asked = query.parsed(_piped()) if arguments.what in (None, "-") else query.find(from_shell(arguments.what))
    graph = _store(arguments)
    # the engine does not answer to Ctrl-C while it works; reading needs no tidying up, so let it end the process
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        answer = query.run(graph, asked, _parameters(arguments.parameters), arguments.report)
        print(query.write(answer, arguments.format, graph, _width()), end="")
    finally:
        signal.signal(signal.SIGINT, before)
    return GOOD


def _piped() -> str:
    """SPARQL from a pipe; at a terminal there is none to be had."""
    if sys.stdin is None or sys.stdin.isatty():
        raise KgError(say("cli.query.nothing"))
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KgError(say("cli.query.undecodable", position=error.start)) from None
    if not text.strip():
        raise KgError(say("cli.query.nothing"))
    return text


def _parameters(given: Sequence[str]) -> dict[str, str]:
    wrong = [pair for pair in given if "=" not in pair]
    if wrong:
        raise KgError(say("cli.query.pair", pair=wrong[0]))
    return {name: value for name, _, value in (from_shell(pair).partition("=") for pair in given)}


def _width() -> int | None:
    """How wide the terminal is; none where output goes elsewhere."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def _store_folder(given: str) -> Path:
    """The store itself, given it or the output folder that holds it."""
    inside = Path(given) / "store"
    return inside if inside.is_dir() else Path(given)


def _store(arguments: Arguments) -> "store.Store":
    """The graph to work on: RDF files where some were given, else the store."""
    from kg import store

    files: Sequence[Path] = arguments.graph
    return store.of_files(files) if files else store.open_to_read(_store_folder(arguments.store))


def _graphs(arguments: Arguments) -> Mapping[str, Sequence["rdf.Triple"]]:
    """The triples of each report asked for."""
    from kg import store

    return store.graphs(_store(arguments), arguments.report)


def _export(arguments: Arguments) -> int:
    from kg.build import write_file
    from kg.export import ENDINGS, export

    form = arguments.format or _format_of(arguments.output, ENDINGS)
    text = export(_graphs(arguments), form)
    if arguments.output:
        write_file(arguments.output, text)
    else:
        sys.stdout.write(text)
    return GOOD


def _format_of(output: Path | None, endings: Mapping[str, str]) -> str:
    """The format that a file's ending asks for; Turtle where nothing does."""
    if output is None:
        return "ttl"
    found = [form for form, ending in endings.items() if ending == output.suffix.lower()]
    if not found:
        raise KgError(say("cli.export.unknown", ending=output.suffix or output.name, known=" ".join(endings.values())))
    return found[0]


def _view(arguments: Arguments) -> int:
    from kg.build import write_file
    from kg.view import view

    graphs = _graphs(arguments)
    output: Path = arguments.output or _page_for(arguments, list(graphs))
    with Progress() as progress:
        progress.show(say("view.progress"))
        triples = list(dict.fromkeys(triple for triples in graphs.values() for triple in triples))
        write_file(output, view(triples, lang=language()))
    print(say("view.done", path=output))
    return GOOD


def _page_for(arguments: Arguments, reports: Sequence[str]) -> Path:
    """Beside the only file given, else in the output folder under the only report's id, else ``all.html``."""
    if len(arguments.graph) == 1:
        return Path(arguments.graph[0]).with_suffix(".html")
    return Path(arguments.store) / file_name(f"{reports[0] if len(reports) == 1 else 'all'}.html")


def _explain(arguments: Arguments) -> int:
    from kg import store, vocabulary
    from kg.explain import explain

    graph = _store(arguments)
    triples = [triple for triples in store.graphs(graph, arguments.report).values() for triple in triples]
    print(explain([*triples, *vocabulary.triples(store.names_in(graph))], from_shell(arguments.what)), end="")
    return GOOD


def _check(arguments: Arguments) -> int:
    from kg.validate import check, shacl

    errors = 0
    with Progress() as progress:
        for report, triples in _graphs(arguments).items():
            progress.show(say("check.progress", report=report))
            found = check(triples)
            found += shacl(triples)
            progress.show("")
            errors += sum(finding.is_error for finding in found)
            for finding in found:
                print(_told(finding))
    if sys.stdout.isatty():
        print(say("check.bad", count=errors) if errors else say("check.good"))
    return PROBLEMS if errors else GOOD


def _coverage(arguments: Arguments) -> int:
    from kg import ledger, rdf, store
    from kg.build import read_all
    from kg.extract import extract
    from kg.graph import graph

    texts = [path for path in arguments.files if path.suffix.lower() not in rdf.ENDINGS]
    files = [path for path in arguments.files if path not in texts]
    extractions = {report.id: extract(report) for report in read_all(texts)}
    read = store.graphs(store.of_files(files)) if files else {}
    if not arguments.files:
        read = store.graphs(store.open_to_read(_store_folder(arguments.store)), arguments.report)
    graphs = read | {report: graph(extraction) for report, extraction in extractions.items()}
    told = ledger.ledgers(store.in_memory(graphs), extractions)
    print(ledger.write(told, arguments.format, _width()), end="")
    return GOOD


def _told(finding: "validate.Finding") -> str:
    """A finding on one line: code, what is wrong, the value at fault, and the node it is about."""
    detail = f": {finding.detail}" if finding.detail else ""
    return f"{finding.code} {finding.message(language())}{detail} <{finding.subject}>"


# --- scores ----------------------------------------------------------------------------------------------------------


def _score(arguments: Arguments) -> int:
    if arguments.all:
        return _score_all(arguments)
    if len(arguments.files) not in (2, 3):
        raise KgError(say("cli.score.wrong"))
    from kg import rdf, score
    from kg.read import read

    graph, gold, *texts = arguments.files
    text = read(texts[0]).text if texts else None
    _print_score(arguments, score.score(rdf.parse(graph), score.read_gold(gold), text))
    return GOOD


def _print_score(arguments: Arguments, result: "score.Score") -> None:
    from kg import score

    if arguments.json:
        import json

        print(json.dumps(score.as_json(result), ensure_ascii=False, indent=1))
    else:
        print("\n".join(score.as_lines(result)))
    if arguments.misses:
        print(*score.missed(result), sep="\n")


def _score_all(arguments: Arguments) -> int:
    """Build every gold file's report, score it, and hold the figures against those recorded."""
    from kg import score

    results: dict[str, score.Score] = {}
    with Progress() as progress:
        for gold in score.gold_files(arguments.all):
            progress.show(say("score.progress", name=gold.stem))
            results[gold.stem] = _score_built(gold)
    before, now = score.recorded(arguments.all), {name: score.shares(result) for name, result in results.items()}
    _print_scores(arguments, results, score.table(now, before))
    if arguments.record:
        score.record(arguments.all, now)
        return GOOD
    return PROBLEMS if score.fallen(now, before) else GOOD


def _score_built(gold: Path) -> "score.Score":
    from kg import score
    from kg.extract import extract
    from kg.graph import graph
    from kg.read import read

    facts = score.read_gold(gold)
    report = read(score.text_of(gold, facts))
    return score.score(graph(extract(report)), facts, report.text)


def _print_scores(arguments: Arguments, results: Mapping[str, "score.Score"], table: str) -> None:
    from kg import score

    if arguments.json:
        import json

        print(json.dumps({name: score.as_json(one) for name, one in results.items()}, ensure_ascii=False, indent=1))
    else:
        print(table, end="")
    if arguments.misses:
        for name, result in results.items():
            print(f"\n{name}", *score.missed(result), sep="\n")


class Progress:
    """One line on the terminal that says what is being done; silent where errors go elsewhere."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        self._put("")

    def show(self, words: str) -> None:
        """Put these words in the place of the last."""
        self._put(words)

    def _put(self, words: str) -> None:
        if self.live:
            print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)


COMMANDS: Mapping[str, tuple[Callable[[argparse.ArgumentParser], None], Callable[[Arguments], int]]] = {
    "build": (_add_build, _build),
    "query": (_add_query, _query),
    "export": (_add_export, _export),
    "view": (_add_view, _view),
    "check": (_add_check, _check),
    "explain": (_add_explain, _explain),
    "coverage": (_add_coverage, _coverage),
    "score": (_add_score, _score),
}
