"""A report's graph → one HTML file that shows graph, table and text side by side, with no network at all."""

from collections.abc import Iterable

from kg.rdf import Triple


def view(triples: Iterable[Triple], *, lang: str = "zh") -> str:
    """A report's triples → the whole page as text, to be written as UTF-8; the same triples give the same page.

    ``lang`` is the language that the page opens in, ``zh`` or ``en``; the reader can switch.
    """
    from kg.view.layout import layout
    from kg.view.page import page
    from kg.view.picture import picture
    from kg.view.questions import questions

    kept = list(triples)
    shown = picture(kept)
    return page(shown, layout(shown), questions(kept, shown), lang)
