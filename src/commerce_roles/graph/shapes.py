"""What of each view is in its picture, in which layers, colours and lines."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from attrs import frozen

from commerce_roles.graph.looking import entity
from commerce_roles.graph.relations import Graph, kind_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["SHAPES", "VIEWS", "Line", "Shape", "View"]

View: TypeAlias = Literal["map", "hierarchy", "work", "governance", "kpis", "skills", "raci"]
"""What is looked at."""

VIEWS: Final[tuple[View, ...]] = get_args(View)

Line: TypeAlias = tuple[str, str, str, bool]
"""Source, target, the word for the relation, whether it is dashed."""
Lines: TypeAlias = Iterator[Line]


_WHO: Final = "graph.who"


def _by_kind(_: object, name: str) -> str:
    return f"layer.{kind_of(name)}"


def _by_phase(graph: Graph, name: str) -> str:
    """Tell the phases of work apart, and whoever answers for it from all of them."""
    phase = getattr(entity(graph, name), "phase", "")
    return f"phase.{phase}" if phase else _WHO


@frozen
class Shape:
    """What of a view is in its picture, and how."""

    lines: Callable[[Any], Lines]
    layers: tuple[str, ...] = ()
    """Kinds of nodes by layer; others are not shown. None: layers follow the arrows."""
    group: Callable[[Any, str], str] = _by_kind
    """What gives a node its colour."""
    groups: tuple[str, ...] = (
        "layer.party", "layer.role", "layer.task", "layer.kpi", "layer.objective", "layer.measure",
        "layer.skill",
    )  # fmt: skip
    """The groups in the order of colours."""
    first: tuple[str, ...] = ()
    """Kinds of nodes that stand in the first layer, where the others follow the arrows."""
    joined: bool = True
    """Whether only what an arrow touches is shown."""

    def layer(self, name: str) -> int | None:
        """Give the layer of a node, where its kind has one."""
        kind = kind_of(name)
        if self.layers:
            return self.layers.index(kind)
        return 0 if kind in self.first else None

    def shown(self, graph: Any, lines: Iterable[Line]) -> list[str]:  # noqa: ANN401 any graph
        """List the nodes that are in the picture, in the order of the graph."""
        touched = {end for line in lines for end in line[:2]}
        return [
            name
            for name in graph
            if (not self.layers or kind_of(name) in self.layers)
            and (name in touched or not self.joined)
        ]


_PHASES: Final = tuple(
    f"phase.{phase}"
    for phase in ("plan", "approve", "execute", "monitor", "analyse", "adjust", "research")
)


def _edges(graph: Graph, *relations: str) -> Iterator[tuple[str, str, str]]:
    return ((u, v, key) for u, v, key in graph.edges(keys=True) if key in relations)


def _map_lines(graph: Graph) -> Lines:
    for source, target, key in graph.edges(keys=True):
        yield source, target, key, key == "moves"


def _hierarchy_lines(graph: "nx.DiGraph[str]") -> Lines:
    yield from ((superior, role, "leads", False) for superior, role in graph.edges)


def _work_lines(graph: "nx.DiGraph[str]") -> Lines:
    for earlier, later, data in graph.edges(data=True):
        relations = data["relations"]
        if "precedes" in relations:
            yield earlier, later, "precedes", False
        if "governed_by" in relations:
            yield earlier, later, "governs", True


def _governance_lines(graph: Graph) -> Lines:
    for source, target, key in graph.edges(keys=True):
        if key == "governed_by":
            yield target, source, "governs", True
        elif key == "precedes":
            yield source, target, "approval", False
        elif key == "accountable":
            yield source, target, key, False


def _kpi_lines(graph: Graph) -> Lines:
    for source, target, key in _edges(graph, "moves", "serves", "computed_from"):
        if kind_of(source) in ("task", "kpi"):
            yield source, target, key, key == "moves"


def _skill_lines(graph: Graph) -> Lines:
    for source, target, key, data in graph.edges(keys=True, data=True):
        if key == "requires" and kind_of(source) == "role":
            optional = data.get("necessity") == "optional"
            yield source, target, "optional" if optional else "essential", optional


SHAPES: Final[Mapping[View, Shape]] = {
    "map": Shape(_map_lines, ("role", "task", "kpi", "objective")),
    "hierarchy": Shape(_hierarchy_lines, joined=False),
    "work": Shape(_work_lines, group=_by_phase, groups=_PHASES),
    "governance": Shape(
        _governance_lines,
        group=_by_phase,
        groups=(_WHO, *_PHASES),
        first=("party", "role"),
    ),
    "kpis": Shape(_kpi_lines, ("task", "kpi", "objective", "measure")),
    "skills": Shape(_skill_lines, ("role", "skill")),
}
