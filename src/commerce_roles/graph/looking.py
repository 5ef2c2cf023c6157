"""Nodes and their neighbours, by name and kind of edge."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.relations import Graph, kind_of, node

__all__ = ["after", "before", "ends", "entity", "nodes_of", "resolve", "sources", "targets"]


def resolve(graph: Graph, name: str, *kinds: str) -> str:
    """Find a node by its name or by its id alone.

    Args:
        graph: Where to look.
        name: `kind:id`, or the id where it is clear which of the kinds is meant.
        kinds: The kinds it may be of.

    Raises:
        UnknownIdError: There is no such node, or several; the nearest are named.

    Examples:
        >>> from commerce_roles import role_graph
        >>> resolve(role_graph(), "create_posts", "task", "kpi")
        'task:create_posts'
    """
    if name in graph and kind_of(name) in kinds:
        return name
    found = [node(kind, name) for kind in kinds if node(kind, name) in graph]
    if len(found) == 1:
        return found[0]
    wanted = " or ".join(kinds)
    if found:
        raise UnknownIdError(f"single {wanted}", name, (), near=tuple(found))
    whole = ":" in name
    known = [each if whole else each.partition(":")[2] for each in graph if kind_of(each) in kinds]
    raise UnknownIdError(wanted, name, known)


def nodes_of(graph: Graph, *kinds: str) -> list[str]:
    """List the nodes of some kinds, in the order of the graph."""
    return [name for name in graph if kind_of(name) in kinds]


def entity(graph: Graph, name: str) -> Any:  # noqa: ANN401 the fact of a node may be any
    """Give the fact that is attached to a node; None where there is none."""
    return graph.nodes[name].get("entity")


def after(graph: Graph, name: str) -> Mapping[str, Mapping[str, Any]]:
    """Give the nodes that edges from a node lead to, with those edges by kind.

    As `graph.adj[name]`, without a view made for every neighbour, which takes most of the time.
    """
    return _raw(graph, "_adj")[name]


def before(graph: Graph, name: str) -> Mapping[str, Mapping[str, Any]]:
    """Give the nodes from which edges lead to a node, with those edges by kind."""
    return _raw(graph, "_pred")[name]


def _raw(graph: Graph, which: str) -> Mapping[str, Mapping[str, Mapping[str, Any]]]:
    """Give what networkx keeps its edges in, and reads itself."""
    found: Mapping[str, Mapping[str, Mapping[str, Any]]] = getattr(graph, which)
    return found


def targets(graph: Graph, name: str, relation: str, kind: str = "") -> Iterator[str]:
    """Go along the edges of one kind that begin at a node."""
    for target, edges in after(graph, name).items():
        if relation in edges and (not kind or kind_of(target) == kind):
            yield target


def sources(graph: Graph, name: str, relation: str, kind: str = "") -> Iterator[str]:
    """Go back along the edges of one kind that end at a node."""
    for source, edges in before(graph, name).items():
        if relation in edges and (not kind or kind_of(source) == kind):
            yield source


def ends(graph: Graph, name: str, relations: Collection[str]) -> Iterator[str]:
    """Go along the edges of some kinds, in both directions."""
    for neighbours in (after(graph, name), before(graph, name)):
        for other, edges in neighbours.items():
            if any(relation in edges for relation in relations):
                yield other
