"""Reports → their graphs on disk: Turtle, HTML and the store, all of them or none.

Everything is made before the first file is replaced, and every file is replaced in one step, so that a fault at any
point leaves what was there before.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from kg import rdf, store
from kg.coverage import coverage, shares
from kg.errors import InputError, OutputError
from kg.messages import file_name, language, reason, say
from kg.model import Extraction, Report
from kg.validate import Finding, check

STORE = "store"


@dataclass(frozen=True, slots=True)
class Built:
    """One report's extraction, graph and page, not yet written."""

    extraction: Extraction
    triples: Sequence[rdf.Triple]
    turtle: str
    html: str
    faults: Sequence[Finding]

    @property
    def report(self) -> Report:
        """The report that was built."""
        return self.extraction.document.report


Progress = Callable[[str], None]


def build(
    paths: Sequence[Path], folder: Path, *, names: rdf.Names = rdf.NAMES, lang: str = "zh", progress: Progress
) -> tuple[Built, ...]:
    """Build the reports at ``paths`` into ``folder`` as ``<id>.ttl``, ``<id>.html`` and the store.

    ``lang`` is the language that the pages open in; ``progress`` is told what is being done. Raises ``InputError`` for
    a report that cannot be read, ``OutputError`` for a folder that cannot be written.
    """
    reports = read_all(paths)
    prepare(folder, [report.id for report in reports])
    built = []
    for number, report in enumerate(reports, 1):
        progress(say("build.progress", number=number, total=len(reports), report=report.id))
        built.append(make(report, names, lang))
    progress(say("build.writing", folder=folder))
    write(built, folder, names)
    return tuple(built)


def read_all(paths: Sequence[Path]) -> list[Report]:
    """The reports at ``paths``. Raises ``InputError`` where two of them would overwrite each other."""
    from kg.read import read

    reports: dict[str, tuple[Report, Path]] = {}
    for path in paths:
        report = read(path)
        if report.id in reports:
            raise InputError(say("build.twice", report=report.id, first=reports[report.id][1], second=path))
        reports[report.id] = report, path
    return [report for report, _ in reports.values()]


def prepare(folder: Path, ids: Iterable[str]) -> None:
    """Make the output folder, and see that files can be made in it and none of the outputs is a folder."""
    probe = folder / f".kg-{os.getpid()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(say("build.unwritable", folder=folder, reason=reason(error))) from None
    for path in (folder / file_name(f"{name}{ending}") for name in ids for ending in (".ttl", ".html")):
        if path.is_dir():
            raise OutputError(say("build.is_folder", path=path))


def make(report: Report, names: rdf.Names, lang: str) -> Built:
    """A report's extraction, graph, Turtle and page, and what the coded checks say of the graph."""
    from kg.extract import extract
    from kg.graph import graph
    from kg.view import view

    extraction = extract(report)
    triples = graph(extraction, names)
    faults = [finding for finding in check(triples) if finding.is_error]
    return Built(extraction, triples, rdf.turtle(triples, names), view(triples, lang=lang), faults)


def write(built: Sequence[Built], folder: Path, names: rdf.Names) -> None:
    """Write files and store: first everything beside its place, then the store, then every file into its place."""
    ready: list[tuple[Path, Path]] = []
    try:
        for one in built:
            for ending, text in ((".ttl", one.turtle), (".html", one.html)):
                ready.append(_beside(folder / file_name(f"{one.report.id}{ending}"), text))
        graphs = {one.report.id: one.triples for one in built}
        store.publish(folder / STORE, graphs, built=list(_run(built, names)), names=names)
        for temporary, path in ready:
            temporary.replace(path)
    except OSError as error:
        raise OutputError(say("build.unwritable", folder=folder, reason=reason(error))) from None
    finally:
        for temporary, _ in ready:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def write_file(path: Path, text: str) -> None:
    """Write one file in one step: whoever reads it sees the old text or the new one."""
    try:
        temporary, _ = _beside(path, text)
        temporary.replace(path)
    except OSError as error:
        raise OutputError(say("build.unwritable", folder=path, reason=reason(error))) from None


def _beside(path: Path, text: str) -> tuple[Path, Path]:
    """Write the text to a hidden file in the same folder; gives that file and the place it is for."""
    temporary = path.with_name(f".kg-{os.getpid()}-{sha256(os.fsencode(path.name)).hexdigest()[:12]}")
    temporary.write_text(text, "utf-8", newline="\n")
    return temporary, path


def _run(built: Sequence[Built], names: rdf.Names) -> Iterator[rdf.Triple]:
    """What the build graph says of this run, the only place with a time stamp."""
    from datetime import UTC, datetime

    from kg import __version__

    now = rdf.Literal(datetime.now(UTC).isoformat(timespec="seconds"), datatype=rdf.XSD("dateTime"))
    for one in built:
        run = rdf.NamedNode(f"{names.base}build/{one.report.id}")
        yield rdf.Triple(run, rdf.RDF("type"), rdf.PROV("Activity"))
        yield rdf.Triple(run, rdf.PROV("used"), names.report(one.report.id))
        yield rdf.Triple(run, rdf.PROV("generated"), names.graph(one.report.id))
        yield rdf.Triple(run, rdf.PROV("endedAtTime"), now)
        yield rdf.Triple(run, rdf.SCHEMA("softwareVersion"), rdf.string(__version__))


# --- the summary -----------------------------------------------------------------------------------------------------


def summary(one: Built, folder: Path) -> Iterator[str]:
    """What was found in a report, what was not, and where to look next; line by line."""
    extraction, report = one.extraction, one.report
    header = extraction.document.header
    yield say("build.report", title=header.title or say("build.untitled"), report=report.id, size=len(report.text))
    if facts := " · ".join(filter(None, (header.issuer, header.speaker, header.date, header.session))):
        yield f"  {facts}"
    yield _counted("build.entities", _classes(extraction))
    yield _counted("build.facts", _facts(extraction))
    if covered := list(_covered(extraction)):
        yield say("build.coverage", shares=say("list").join(covered))
    if missing := [say(f"build.no_{part}") for part in _missing(extraction)]:
        yield say("build.missing", parts=say("list").join(missing))
    yield say("build.files", html=folder / f"{report.id}.html", turtle=folder / f"{report.id}.ttl")


def _counted(key: str, counts: Mapping[str, int]) -> str:
    """A line with the sum of the counts and those of them that are not nothing."""
    kinds = say("list").join(f"{label} {count}" for label, count in counts.items() if count)
    return say(key, total=sum(counts.values()), kinds=say("colon") + kinds if kinds else "")


def _classes(extraction: Extraction) -> dict[str, int]:
    """How many entities there are of each class, the most frequent first, in the language of the messages."""
    from kg.vocabulary import vocabulary

    classes = Counter(entity.cls for entity in extraction.entities)
    labels = ((vocabulary().cls(name).label(language()), count) for name, count in classes.items())
    return dict(sorted(labels, key=lambda pair: (-pair[1], pair[0])))


def _facts(extraction: Extraction) -> dict[str, int]:
    """How many facts there are of each kind, in the language of the messages."""
    return {
        say("build.activities"): len(extraction.actions),
        say("build.observations"): len(extraction.observations),
        say("build.relations"): len(extraction.relations),
        say("build.problems"): len(extraction.problems),
        say("build.firsts"): len(extraction.firsts),
    }


def _covered(extraction: Extraction) -> Iterator[str]:
    """For each kind of thing that the text has any of, how many of them ended in the graph."""
    for kind, share in shares(coverage(extraction)).items():
        passed = say("build.passed", count=share.passed) if share.passed else ""
        if share.total:
            yield f"{say('coverage.' + kind)} {share.taken}/{share.total - share.passed}{passed}"


def _missing(extraction: Extraction) -> Iterator[str]:
    """What a report of the genre says and this one did not, or not so that it was found."""
    header = extraction.document.header
    yield from (part for part in ("title", "issuer", "speaker", "date", "session") if not getattr(header, part))
    if header.year_reported is None:
        yield "year"
    if not extraction.actions and not extraction.observations:
        yield "facts"
    if not any(section.kind == "planned" for section in extraction.document.sections):
        yield "plan"
