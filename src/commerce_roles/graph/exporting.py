"""The graph for other programs: node-link data and GraphML, with plain attributes only."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from commerce_roles.display import plain
from commerce_roles.graph.relations import name_of
from commerce_roles.model import is_value
from commerce_roles.structuring import is_mapping

if TYPE_CHECKING:
    import networkx as nx

    from commerce_roles.graph.relations import Graph

__all__ = ["Plain", "as_graphml", "as_node_link", "plain_graph"]

Plain: TypeAlias = str | int | float | bool
"""What every format can hold."""

_NOTICE: Final = "notice"
"""The attribute of a graph that says under which terms it may be passed on, where it has one."""
_APART: Final = ("id", "kind")
"""Attributes of a fact that stand in the name of its node."""


def plain_graph(graph: "nx.DiGraph[str] | Graph", *, lang: str = "en") -> "nx.MultiDiGraph[str]":
    """Copy a graph with plain attributes: texts, numbers, true and false.

    Nodes keep their names, and have `kind`, `fact` (its id), `label` in the language, and what the
    fact says in a word or a number, such as `area` or `phase`; edges have `relation` and what they
    say. The key of an edge is its relation. The graph keeps its name, and its `notice` if it has
    one.

    Args:
        graph: `role_graph`, a part or a view of it.
        lang: The language of the labels.

    Examples:
        >>> from commerce_roles import role_graph
        >>> node = plain_graph(role_graph()).nodes["task:create_posts"]
        >>> node["kind"], node["fact"], node["phase"]
        ('task', 'create_posts', 'execute')
    """
    import networkx as nx

    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(name=str(graph.graph.get("name", "graph")))
    if _NOTICE in graph.graph:
        found.graph[_NOTICE] = _plain(graph.graph[_NOTICE])
    languages = graph.graph.get("languages", ())
    for name, data in graph.nodes(data=True):
        own: dict[str, Any] = dict(_of_node(name, data, lang, languages))
        found.add_node(name, **own)
    for source, target, relation, said in _edges(graph):
        told: dict[str, Any] = {k: _plain(part) for k, part in said.items() if _is_plain(part)}
        told["relation"] = relation
        found.add_edge(source, target, key=relation, **told)
    return found


def as_node_link(graph: "nx.DiGraph[str] | Graph", *, lang: str = "en") -> dict[str, object]:
    """Write a graph as node-link data, which `networkx.node_link_graph(…, edges="edges")` reads.

    Examples:
        >>> from commerce_roles import role_graph
        >>> from commerce_roles.graph import view_of
        >>> data = as_node_link(view_of(role_graph(), "hierarchy"))
        >>> data["nodes"][0]["id"], data["edges"][0]["relation"]
        ('party:owner', 'leads')
    """
    plain_one = plain_graph(graph, lang=lang)
    return {
        "directed": True,
        "multigraph": True,
        "graph": dict(plain_one.graph),
        "nodes": [{"id": name, **data} for name, data in plain_one.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, "key": key, **data}
            for source, target, key, data in plain_one.edges(keys=True, data=True)
        ],
    }


def as_graphml(graph: "nx.DiGraph[str] | Graph", *, lang: str = "en") -> str:
    """Write a graph as GraphML, which networkx, Gephi, yEd and Cytoscape read.

    Every edge has an id of its own and its relation as an attribute, so that edges of several
    relations between two nodes stay apart in every program.

    Examples:
        >>> from commerce_roles import role_graph
        >>> import networkx as nx
        >>> nx.parse_graphml(as_graphml(role_graph())).number_of_nodes() == len(role_graph())
        True
    """
    import networkx as nx

    named: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    plain_one = plain_graph(graph, lang=lang)
    if _NOTICE in plain_one.graph:
        named.graph[_NOTICE] = plain_one.graph[_NOTICE]
    for name, data in plain_one.nodes(data=True):
        named.add_node(name, **data)
    for number, (source, target, data) in enumerate(plain_one.edges(data=True)):
        named.add_edge(source, target, key=f"e{number}", **data)
    return "\n".join(nx.generate_graphml(named)) + "\n"


def _edges(graph: Any) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:  # noqa: ANN401 any graph
    """Give every edge once for each of its relations."""
    if graph.is_multigraph():
        yield from graph.edges(keys=True, data=True)
        return
    for source, target, data in graph.edges(data=True):
        rest = {key: part for key, part in data.items() if key != "relations"}
        for relation in data.get("relations", ("leads",)):
            yield source, target, relation, rest


def _of_node(
    name: str, data: Mapping[str, Any], lang: str, languages: tuple[str, ...]
) -> Iterator[tuple[str, Plain]]:
    fact = data.get("entity")
    for attribute in attrs.fields(type(fact)) if is_value(fact) else ():
        value: object = getattr(fact, attribute.name)
        if attribute.name not in _APART and _is_plain(value) and value != "":
            yield attribute.name, _plain(value)
    yield "kind", str(data.get("kind", ""))
    yield "fact", str(data.get("id", name_of(name)))
    names = data.get("names")
    label = str(data.get("label", name_of(name)))
    if is_mapping(names):
        chosen = next((names[each] for each in (lang, *languages) if each in names), label)
        label = str(chosen)
    yield "label", plain(label)


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float | bool)


def _plain(value: Any) -> Plain:  # noqa: ANN401 it is plain, or a word of an enumeration
    """Write a value without characters that XML or a terminal cannot hold."""
    told: Plain = value.value if isinstance(value, Enum) else value
    return plain(told) if isinstance(told, str) else told
