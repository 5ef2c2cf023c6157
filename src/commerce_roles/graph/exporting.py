"""The graph for other programs: node-link data and GraphML, with plain attributes only.

What is not plain (lists, tables, evidence, names in other languages) has no place in them:
`export_graph` gives what was written together with what was left out.
"""

import math
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import attrs

from commerce_roles.display import plain
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.relations import NOTICE, name_of
from commerce_roles.model import is_value
from commerce_roles.structuring import Export, Omitted, as_json, is_mapping

if TYPE_CHECKING:
    import networkx as nx

    from commerce_roles.graph.relations import Graph

__all__ = ["GraphForm", "Plain", "as_graphml", "as_node_link", "export_graph", "plain_graph"]

GraphForm: TypeAlias = Literal["graphml", "node_link"]
"""In which form a graph is written for other programs."""

Plain: TypeAlias = str | int | float | bool
"""What every format can hold."""

_LOST: Final = "lost"
_SAID: Final = (NOTICE, _LOST)
"""What GraphML says of a graph beside its nodes and edges."""
_MOST_PLACES: Final = 3
_LABEL: Final = "label"
_RELATION: Final = "relation"
_OF_GRAPH: Final = ("id", "kind", _LABEL, "names", "entity")
"""Attributes of a node that are written in a way of their own."""
_WRITTEN: Final = ("fact", "kind", _LABEL)
"""What every node that is written has: attributes of these names give way to it."""
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
    if NOTICE in graph.graph:
        found.graph[NOTICE] = _plain(graph.graph[NOTICE])
    languages = graph.graph.get("languages", ())
    for name, data in graph.nodes(data=True):
        own: dict[str, Any] = dict(_of_node(name, data, lang, languages))
        found.add_node(name, **own)
    for source, target, relation, said in _edges(graph):
        told: dict[str, Any] = {k: _plain(part) for k, part in said.items() if _is_plain(part)}
        told[_RELATION] = relation
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
    return _node_link(plain_graph(graph, lang=lang))


def _node_link(plain_one: "nx.MultiDiGraph[str]") -> dict[str, object]:
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
    return _graphml(plain_graph(graph, lang=lang))


def _graphml(plain_one: "nx.MultiDiGraph[str]") -> str:
    import networkx as nx

    named: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    named.graph.update((key, plain_one.graph[key]) for key in _SAID if key in plain_one.graph)
    for name, data in plain_one.nodes(data=True):
        named.add_node(name, **data)
    for number, (source, target, data) in enumerate(plain_one.edges(data=True)):
        named.add_edge(source, target, key=f"e{number}", **data)
    return "\n".join(nx.generate_graphml(named)) + "\n"


def export_graph(
    graph: "nx.DiGraph[str] | Graph", form: GraphForm = "graphml", *, lang: str = "en"
) -> Export:
    """Write a graph for other programs, and say what it holds that they do not get.

    What is left out stands in the attribute `lost` of the written graph too, so that it goes where
    the file goes. Facts that an attribute names, such as the KPIs of a task, still stand as edges
    where the graph has them.

    Args:
        graph: `role_graph`, a part or a view of it.
        form: `graphml` as of `as_graphml`, `node_link` as of `as_node_link`.
        lang: The language of the labels.

    Raises:
        UnknownIdError: There is no such form.

    Examples:
        >>> from commerce_roles import role_graph
        >>> export = export_graph(role_graph())
        >>> print(next(one for one in export.lost if one.what == "task.effort"))
        task.effort: 77, such as task:activate_ambassadors, task:adapt_posts, task:analyse_market, …
    """
    lost = _left_out(graph, lang)
    plain_one = plain_graph(graph, lang=lang)
    plain_one.graph[_LOST] = "\n".join(map(str, lost))
    if form == "graphml":
        text = _graphml(plain_one)
    elif form == "node_link":
        text = as_json(_node_link(plain_one))
    else:
        raise UnknownIdError("form of a graph", form, get_args(GraphForm))
    return Export(form=form, content=text.encode(), lost=lost)


def _left_out(graph: "nx.DiGraph[str] | Graph", lang: str) -> tuple[Omitted, ...]:
    """Collect what is not plain, by kind of node or edge and attribute."""
    where: dict[str, list[str]] = {}
    for name in sorted(set(graph.graph) - {"name", NOTICE}):
        where[f"graph.{name}"] = [str(graph.graph.get("name", "graph"))]
    for name, data in graph.nodes(data=True):
        for what in _unsaid_of_node(data, lang):
            where.setdefault(what, []).append(name)
    for source, target, relation, said in _edges(graph):
        for key in sorted(key for key, part in said.items() if _is_unsaid(key, part, (_RELATION,))):
            where.setdefault(f"{relation}.{key}", []).append(f"{source} → {target}")
    return tuple(Omitted(what, len(places), _first(places)) for what, places in where.items())


def _first(places: list[str]) -> tuple[str, ...]:
    few = tuple(places[:_MOST_PLACES])
    return (*few, "…") if len(places) > _MOST_PLACES else few


def _unsaid_of_node(data: Mapping[str, Any], lang: str) -> Iterator[str]:
    kind, fact = data.get("kind", ""), data.get("entity")
    for attribute in attrs.fields(type(fact)) if is_value(fact) else ():
        value: object = getattr(fact, attribute.name)
        written = (*_APART, _LABEL)
        if attribute.name not in written and _is_unsaid(attribute.name, value, ("fact",)):
            yield f"{kind}.{attribute.name}"
    for key, part in data.items():
        if key not in _OF_GRAPH and _is_unsaid(key, part, _WRITTEN):
            yield f"{kind}.{key}"
    names = data.get("names")
    if is_mapping(names) and set(names) - {lang}:
        yield f"{kind}: names in other languages"


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
    for key, part in data.items():
        if key not in _OF_GRAPH and _is_plain(part):
            yield key, _plain(part)
    yield "kind", str(data.get("kind", ""))
    yield "fact", str(data.get("id", name_of(name)))
    names = data.get("names")
    label = str(data.get("label", name_of(name)))
    if is_mapping(names):
        chosen = next((names[each] for each in (lang, *languages) if each in names), label)
        label = str(chosen)
    yield _LABEL, plain(label)


def _is_plain(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)  # no other number is one of JSON
    return isinstance(value, str | int | bool)


def _is_unsaid(key: str, value: object, taken: tuple[str, ...]) -> bool:
    """Say whether something is told that is not written, or is written over."""
    if value is None or value in ("", (), {}):
        return False
    return key in taken or not _is_plain(value)


def _plain(value: Any) -> Plain:  # noqa: ANN401 it is plain, or a word of an enumeration
    """Write a value without characters that XML or a terminal cannot hold."""
    told: Plain = value.value if isinstance(value, Enum) else value
    return plain(told) if isinstance(told, str) else told
