"""The graph as pictures: one for each question that one looks at rather than asks."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import evolve, field, frozen

from commerce_roles.display import Arrow, Box, Document, Drawing, Matrix, Paragraph, Square
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.matrix import raci_matrix
from commerce_roles.graph.relations import RACI, Graph, kind_of
from commerce_roles.graph.shapes import SHAPES, VIEWS, View
from commerce_roles.graph.viewing import (
    cut,
    governance,
    hierarchy,
    kpi_tree,
    skill_map,
    work_order,
)

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Viewed", "draw", "view_of"]

_HEAT: Final = {"A": 1.0, "R": 0.7, "C": 0.35, "I": 0.15}
"""How warm the parts of a piece of work are: the more is borne, the warmer."""


@frozen(kw_only=True)
class Viewed(Answer):
    """A view of the graph that draws itself: in words, as a picture, for other programs."""

    view: View
    graph: "nx.DiGraph[str] | Graph" = field(eq=False, repr=False)
    """What is looked at, as a graph of its own."""

    def picture(self, lang: str = "en") -> Drawing | Matrix:
        """Draw it: a heat map of parts for `raci`, things in layers for all others."""
        if self.view == "raci":
            return self._matrix(lang)
        return self._drawing(lang)

    def document(self, lang: str = "en") -> Document:
        """Show it as a document."""
        picture = self.picture(lang)
        empty = isinstance(picture, Drawing) and not picture.boxes
        if isinstance(picture, Drawing):  # the title says it
            picture = evolve(picture, caption=())
        nothing = self.wording.heading("graph.empty", lang)
        block = Paragraph(f"{nothing}.") if empty else picture
        title = self.wording.heading(f"graph.view_{self.view}", lang)
        return Document(title, [block], lang=lang)

    def _matrix(self, lang: str) -> Matrix:
        say = self.wording
        found = raci_matrix(self.graph)  # type: ignore[arg-type]  # this view is a multigraph
        squares = [
            [_square(row.cells.get(party, "")) for party in found.parties] for row in found.rows
        ]
        letters = [f"{part[0].upper()} {say.word(f'raci.{part}', lang)}" for part in RACI]
        return Matrix(
            [say.name(party, lang) for party in found.parties],
            [say.name(row.task, lang) for row in found.rows],
            squares,
            corner=say.word("graph.task", lang),
            caption=", ".join(letters),
        )

    def _drawing(self, lang: str) -> Drawing:
        say = self.wording
        shape = SHAPES[self.view]
        lines = list(shape.lines(self.graph))
        kept = shape.shown(self.graph, lines)
        boxes = [
            Box(
                name,
                say.name(name, lang),
                group=shape.group(self.graph, name),
                layer=shape.layer(name),
            )
            for name in kept
        ]
        inside = set(kept)
        meanings: dict[bool, dict[str, None]] = {False: {}, True: {}}
        arrows: list[Arrow] = []
        for source, target, word, dashed in lines:
            if source in inside and target in inside:
                meaning = say.word(f"graph.edge_{word}", lang)
                meanings[dashed].setdefault(meaning)
                arrows.append(Arrow(source, target, meaning, style=_STYLE[dashed]))
        groups = {box.group for box in boxes}
        return Drawing(
            boxes,
            arrows,
            groups=[(name, say.word(name, lang)) for name in shape.groups if name in groups],
            styles=[(_STYLE[dashed], ", ".join(words)) for dashed, words in meanings.items()],
            layers=[say.word(f"layer.{kind}", lang) for kind in _present(shape.layers, kept)],
            direction="down" if self.view == "hierarchy" else "right",
            caption=say.heading(f"graph.view_{self.view}", lang),
            in_words=say.heading("graph.in_words", lang),
        )


_STYLE: Final[Mapping[bool, Literal["solid", "dashed"]]] = {False: "solid", True: "dashed"}


def draw(graph: Graph, view: View = "map") -> Viewed:
    """Draw a view of a graph, or of a part that `part_of` cut out.

    | view | what it shows |
    |---|---|
    | `map` | roles → the work they do → the KPIs it is believed to move → objectives |
    | `hierarchy` | who leads whom |
    | `work` | what comes before what, and which plan stands over it |
    | `governance` | who answers for what, under which plan |
    | `kpis` | work → KPIs → the measures they are computed from, the objectives they show |
    | `skills` | what roles ask for: must have, or a plus |
    | `raci` | who has which part in which work, as a heat map |

    Args:
        graph: A graph of the form of `role_graph`.
        view: What to look at.

    Returns:
        The view, which draws itself: `print` tells it in words, a notebook shows the picture.

    Raises:
        UnknownIdError: There is no such view.
        GraphError: Roles or work go round in circles, or a role has several superiors.

    Examples:
        >>> from commerce_roles import role_graph
        >>> print(draw(role_graph(), "hierarchy"))
        Who leads whom
        ══════════════
        <BLANKLINE>
        • the owner
          • leads: e-commerce manager, social media manager
        • community manager
        • e-commerce manager
        • social media manager
          • leads: community manager
    """
    found = view_of(graph, view)
    nodes = list(found)
    return Viewed(view=view, graph=found, wording=Wording.of(graph, nodes))


def view_of(graph: Graph, view: View) -> "nx.DiGraph[str] | Graph":
    """Give a view as a graph of its own.

    Raises:
        UnknownIdError: There is no such view.
        GraphError: Roles or work go round in circles, or a role has several superiors.
    """
    if view not in VIEWS:
        raise UnknownIdError("view", view, VIEWS)
    made: nx.DiGraph[str] | Graph = _MAKE[view](graph)
    return made


def _map(graph: Graph) -> Graph:
    kinds = ("party", "role", "task", "kpi", "objective")
    relations = ("responsible", "moves", "serves")
    view = cut(graph, lambda name: kind_of(name) in kinds, relations)
    for source, target, key in list(view.edges(keys=True)):
        if key == "responsible" and kind_of(target) != "task":  # it follows from the work
            view.remove_edge(source, target, key)
    return view


def _raci(graph: Graph) -> Graph:
    return cut(graph, lambda name: kind_of(name) in ("party", "role", "task"), RACI)


_MAKE: Final[Mapping[View, Callable[[Graph], Any]]] = {
    "map": _map,
    "hierarchy": hierarchy,
    "work": work_order,
    "governance": governance,
    "kpis": kpi_tree,
    "skills": skill_map,
    "raci": _raci,
}


def _square(letters: str) -> Square:
    return Square("/".join(letters), max((_HEAT.get(letter, 0.0) for letter in letters), default=0))


def _present(layers: Iterable[str], kept: Iterable[str]) -> list[str]:
    kinds = {kind_of(name) for name in kept}
    return [layer for layer in layers if layer in kinds]
