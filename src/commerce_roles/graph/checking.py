"""Whether a graph that somebody made or changed still has the form of `role_graph`."""

from collections.abc import Iterator

from commerce_roles.errors import GraphError, Problem, nearest
from commerce_roles.graph.relations import ENDS, NODE_KINDS, RELATIONS, Graph, kind_of

__all__ = ["check_graph"]


def check_graph(graph: Graph) -> None:
    """See that every node and edge is one that the questions understand.

    networkx makes a node of whatever an edge names, so a slip in a name leaves a node without
    attributes; here it is found. What the nodes mean together is the matter of `lint`.

    Raises:
        GraphError: With every node that is not named `kind:id` or was never added, every edge of an
            unknown kind or between kinds that it cannot join, and everything that stands in a
            relation to itself.

    Examples:
        >>> from commerce_roles import role_graph
        >>> graph = role_graph()
        >>> check_graph(graph)
        >>> _ = graph.add_edge("role:planer", "task:create_posts", "consulted")
        >>> check_graph(graph)
        Traceback (most recent call last):
        commerce_roles.errors.GraphError: role:planer: only an edge names it, so it is no node; add it with its attributes
    """  # noqa: E501 an error stands on one line
    problems = [*_of_nodes(graph), *_of_edges(graph)]
    if problems:
        raise GraphError(problems)


def _of_nodes(graph: Graph) -> Iterator[Problem]:
    told = [name for name, data in graph.nodes(data=True) if data]
    for name, data in graph.nodes(data=True):
        if kind_of(name) not in NODE_KINDS:
            near = nearest(kind_of(name), NODE_KINDS)
            remedy = f"did you mean {near[0]}?" if near else "name it kind:id"
            yield Problem(f"{kind_of(name) or name!r} is no kind of node", name, remedy)
        elif not data:
            near = nearest(name, told)
            remedy = f"did you mean {near[0]}?" if near else "add it with its attributes"
            yield Problem("only an edge names it, so it is no node", name, remedy)


def _of_edges(graph: Graph) -> Iterator[Problem]:
    for source, target, kind in graph.edges(keys=True):
        path = f"{source} {kind} {target}"
        if kind not in RELATIONS:
            near = nearest(str(kind), list(RELATIONS))
            remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(RELATIONS)}"
            yield Problem(f"there is no kind of edge {kind!r}", path, remedy)
        elif source == target:
            yield Problem("it stands in relation to itself", path, "take the edge out")
        elif kind_of(source) not in ENDS[kind][0] or kind_of(target) not in ENDS[kind][1]:
            message = f"{kind} joins no {kind_of(source)} and {kind_of(target)}"
            yield Problem(message, path, f"{kind}: {RELATIONS[kind]}")
