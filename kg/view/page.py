"""A placed picture → one HTML file: pyvis fills the template, the content policy names every script by its hash."""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from kg.rdf import PREFIXES
from kg.view.layout import GREAT, Layout, short_name
from kg.view.pack import packed
from kg.view.picture import Picture, Row
from kg.vocabulary import Term, vocabulary

ASSETS = Path(__file__).parent / "assets"
# the page's script, in the order in which one part uses what another has set up
SCRIPTS = (
    "head.js",
    "state.js",
    "words.js",
    "dom.js",
    "palette.js",
    "labels.js",
    "load.js",
    "data.js",
    "text.js",
    "network.js",
    "panel.js",
    "tables.js",
    "topics.js",
    "questions.js",
    "path.js",
    "pinyin.js",
    "search.js",
    "export.js",
    "legend.js",
    "main.js",
)


def page(picture: Picture, layout: Layout, questions: list[Row], lang: str) -> str:
    """The whole page; nothing in it is loaded from elsewhere."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line")
    network.set_template_dir(str(ASSETS), "page.html")
    environment = network.templateEnv
    environment.autoescape = False
    # readable Chinese in the file; `tojson` still writes every < > & ' as an escape
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.globals.update(_parts(picture, layout, questions, lang))
    network.toggle_physics(False)
    if not _great(picture):
        network.nodes = _nodes(picture, layout)
        network.edges = [edge | {"id": number} for number, edge in enumerate(picture.edges)]
    html: str = network.generate_html()
    return html


def _great(picture: Picture) -> bool:
    """Whether the picture is more than one can see at once: then islands come first, and the rest is deflated."""
    return len(picture.things) > GREAT


def _parts(picture: Picture, layout: Layout, questions: list[Row], lang: str) -> dict[str, Any]:
    from markupsafe import escape

    script, style, great = _script(), _asset("style.css"), _great(picture)
    title, language = _title(picture), "en" if lang == "en" else "zh"
    islands = {thing: number for number, island in enumerate(layout.islands) for thing in island.members}
    return {
        "lang": language,
        "title": str(escape(title)),
        "csp": _policy((_vis(), script), style),
        "style": style,
        "vis": _vis(),
        "script": script,
        "report": _head(picture, layout, language, title) | ({} if great else _rest(picture, layout, questions)),
        "packed": packed(picture, _nodes(picture, layout), islands, questions) if great else "",
    }


def _title(picture: Picture) -> str:
    titles = [report["header"].get("title", "") for report in picture.reports]
    if len(titles) > 1:
        return f"{len(titles)} 份工作报告的图谱"
    return next((title for title in titles if title), "") or "工作报告图谱"


def _head(picture: Picture, layout: Layout, lang: str, title: str) -> Row:
    """What the page needs for its first picture."""
    great = _great(picture)
    return {
        "lang": lang,
        "title": title,
        "great": great,
        "base": picture.base,
        "namespaces": {prefix: PREFIXES[prefix] for prefix in ("nif", "rdf", "rdfs", "skos", "xsd")},
        "terms": _terms(picture),
        "kin": _kin(picture),
        "hubs": layout.hubs,
        "islands": [
            {"title": i.title, "count": len(i.members), "x": i.x, "y": i.y, "width": i.width, "height": i.height}
            for i in layout.islands
        ],
    }


def _rest(picture: Picture, layout: Layout, questions: list[Row]) -> Row:
    """All else that the page holds beside nodes and edges."""
    return {
        "reports": picture.reports,
        "facts": picture.facts,
        "passages": picture.passages,
        "questions": questions,
        "members": [island.members for island in layout.islands],
    }


def _nodes(picture: Picture, layout: Layout) -> list[Row]:
    nodes = []
    for number, thing in enumerate(picture.things):
        x, y = layout.places[number]
        nodes.append({"id": number, "x": x, "y": y, "short": short_name(thing["names"]), **thing})
    return nodes


def _terms(picture: Picture) -> dict[str, dict[str, str]]:
    """The ontology's labels of the classes, relations, actions and concepts that this picture uses."""
    words = vocabulary()
    found: dict[str, Term] = {}
    for thing in picture.things:
        found |= _known(words.classes, thing["cls"])
    for fact in picture.facts:
        found |= _known(words.classes, fact["kind"])
        actions = words.properties if fact["kind"] == "Statement" else words.actions
        found |= _known(actions, fact.get("action", ""))
        found |= _known(words.indicators, fact.get("indicator", ""))
    # standard indicators in the order of the ontology, which the page keeps
    rank = {name: number for number, name in enumerate(words.indicators)}
    ordered = sorted(found.items(), key=lambda item: (rank.get(item[0], -1), item[0]))
    return {name: dict(sorted(term.labels.items())) for name, term in ordered}


def _kin(picture: Picture) -> dict[str, list[str]]:
    """The superclasses of each class of the picture, nearest first: a class unknown to the page looks like its kin."""
    classes = sorted({thing["cls"] for thing in picture.things})
    return {name: [above for above in vocabulary().ancestors(name) if above != name] for name in classes}


def _known(terms: Any, name: str) -> dict[str, Term]:  # noqa: ANN401 - mappings of Term's subclasses
    return {name: terms[name]} if name in terms else {}


# --- scripts and their hashes ----------------------------------------------------------------------------------------


def _asset(name: str) -> str:
    return (ASSETS / name).read_text("utf-8")


@cache
def _script() -> str:
    return '"use strict";\n(async () => {\n' + "\n".join(map(_asset, SCRIPTS)) + "})();\n"


@cache
def _vis() -> str:
    """The vis-network that pyvis ships; its line ends as an HTML parser reads them, so that the hash holds."""
    import pyvis

    path = Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js"
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"^//# sourceMappingURL=.*$", "", text, flags=re.MULTILINE)


def _policy(scripts: tuple[str, ...], style: str) -> str:
    hashes = " ".join(map(_hash, scripts))
    return (
        f"default-src 'none'; script-src {hashes}; style-src {_hash(style)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
