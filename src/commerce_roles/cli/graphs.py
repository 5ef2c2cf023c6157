"""The command `graph`: views of the structure as words, pictures, and for other programs."""

import argparse
from typing import TYPE_CHECKING, Final

from commerce_roles.cli.rendering import catalogue_of, drawn
from commerce_roles.errors import InputError

if TYPE_CHECKING:
    from commerce_roles.graph import Viewed

__all__ = ["FORMATS", "VIEWS", "graph"]

FORMATS: Final = ("text", "svg", "json", "graphml", "dot", "mermaid", "markdown", "html")
VIEWS: Final = ("map", "hierarchy", "work", "governance", "kpis", "skills", "raci")
"""The views of `commerce_roles.graph.draw`, named here so that `--help` need not import it."""
_DIAGRAMS: Final = ("dot", "mermaid")


def graph(options: argparse.Namespace) -> str:
    """Show a view of the structure, or of a part of it."""
    from commerce_roles.graph import draw, export_graph, part_of, role_graph

    catalogue = catalogue_of(options)
    whole = role_graph(catalogue)
    asked = {key: getattr(options, key) for key in ("role", "area", "phase", "kpi", "channel")}
    part = part_of(whole, **asked) if any(asked.values()) else whole
    viewed = draw(part, options.view)
    match options.format:
        case "json":
            return export_graph(viewed.graph, "node_link", lang=options.lang).text
        case "graphml":
            return export_graph(viewed.graph, lang=options.lang).text
        case "svg" | "dot" | "mermaid":
            return _picture(viewed, options.format, options.lang)
        case _:
            return drawn(viewed.document(options.lang), options.format)


def _picture(viewed: "Viewed", form: str, lang: str) -> str:
    from commerce_roles.display import Matrix, to_dot, to_mermaid, to_svg

    picture = viewed.picture(lang)
    if form == "svg":
        return to_svg(picture) + "\n"
    if isinstance(picture, Matrix):
        message = f"the view {viewed.view} is a table, which {form} does not draw"
        raise InputError.of(message, path="--format", remedy="use svg, html, text or json")
    return (to_dot(picture) if form == "dot" else to_mermaid(picture)) + "\n"
