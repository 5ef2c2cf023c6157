"""The decision as a graph: what each verdict is made of, from the answers of a business on."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from commerce_roles.catalogue import COUNTS, HOURS, Instance, load_catalogue, points_key
from commerce_roles.expressions import references

if TYPE_CHECKING:
    import networkx as nx

    from commerce_roles.catalogue import Catalogue

__all__ = ["decision_graph"]

_CALL: Final = re.compile(r"(\w+)\('([^']*)'(?:, '([^']*)')?\)(?:\.\w+)?")
_MARK: Final = re.compile(r"\.(?:low|high)$")
_NAMED: Final = {"kpis": "kpi", "existing_roles": "fte"}
_MADE: Final = ("floor", "cap", "sourcing", "merge", "cluster", "response")
"""Steps that tables give and nothing else."""
_WHOLES: Final = frozenset({*COUNTS, *HOURS})
_WHOLE_OF: Final = ("verdict", "sourcing", "merge", "held", "hours")
"""What the posts are put together from; what is told of the whole follows from that."""


def decision_graph(catalogue: "Catalogue | None" = None) -> "nx.DiGraph[str]":
    """Make the graph of the decision: an edge runs from what is read to what reads it.

    A `networkx.DiGraph` without circles. Nodes are `kind:id`, the kinds in the order in which one
    follows from another: `field`, `kpi` and `fte` and `held` (what a business tells), `quantity`,
    `hours` (by role and level, its three estimates in one), `price`, `points` (a table of a
    scorecard), `score`, `table` (any other table), `floor`, `cap`, `verdict`, `sourcing`, `merge`,
    `cluster`, `response`, and `whole` (what is known once posts are put together). They carry
    `kind`, `id`, `label`, `keys` (as the program calls them) and, where there is one, the fact as
    `entity`. A default that reads other answers is an edge between fields. An edge says that a
    value is read, not how much it weighs.

    Args:
        catalogue: The facts; the library's own where left out.

    Examples:
        >>> import networkx as nx
        >>> graph = decision_graph()
        >>> nx.is_directed_acyclic_graph(graph)
        True
        >>> sorted(graph.predecessors("verdict:community_manager"))
        ['cap:community_manager', 'floor:community_manager', 'score:community_manager']
        >>> nx.has_path(graph, "field:messages_needing_reply_month", "sourcing:community_manager")
        True
    """
    import networkx as nx

    facts = catalogue or load_catalogue()
    program = facts.program
    graph: nx.DiGraph[str] = nx.DiGraph(name="decision graph", languages=facts.languages)
    keys: dict[str, list[str]] = {}
    for key in (*program.inputs, *program.forms):
        keys.setdefault(_node(key, facts), []).append(key)
    for node, named in keys.items():
        graph.add_node(node, **_attributes(node, tuple(named), facts))
    for key, links in program.default_links.items():
        _join(graph, (_node(link, facts) for link in links), _node(key, facts))
    for key, links in program.links.items():
        if key.partition("(")[0] not in _MADE:
            _join(graph, (_node(link, facts) for link in links), _node(key, facts))
    for whole in (*COUNTS, *HOURS):
        graph.add_node(f"whole:{whole}", kind="whole", id=whole, label=whole, keys=(whole,))
    for instance in program.instances:
        _add_table(graph, instance, facts)
    for whole in (name for name in graph if name.startswith("whole:")):
        parts = [name for name in graph if name.partition(":")[0] in _WHOLE_OF]
        _join(graph, parts, whole)
    return graph


def _add_table(graph: "nx.DiGraph[str]", instance: Instance, facts: "Catalogue") -> None:
    """Add a table, between what its conditions read and what it gives."""
    table, roles = instance.table, instance.roles
    if instance.decides == "points":
        graph.nodes[_node(points_key(table.id, roles[0]), facts)]["entity"] = table
        return
    identifier = "/".join((table.id, *roles))
    node = f"table:{identifier}"
    graph.add_node(node, kind="table", id=identifier, label=table.id, keys=(), entity=table)
    read = {key for rule in instance.rules for key in references(rule.when)}
    _join(graph, sorted(_node(key, facts) for key in read), node)
    if instance.decides in _MADE:
        given = f"{instance.decides}:{'/'.join(roles) or 'business'}"
        graph.add_edge(node, given)


def _join(graph: "nx.DiGraph[str]", sources: Iterable[str], target: str) -> None:
    graph.add_edges_from((source, target) for source in sources)


def _node(key: str, facts: "Catalogue") -> str:
    """Name the node of a key of the program.

    The three estimates of hours are one node, and so is a quantity at one level.
    """
    called = _CALL.fullmatch(key)
    if called is not None:
        name, *parts = called.groups()
        told = "/".join(part for part in parts if part)
        return f"quantity:{name}/{told}" if name in facts.quantities else f"{name}:{told}"
    plain = _MARK.sub("", key)
    if plain in _WHOLES:
        return f"whole:{plain}"
    if key in facts.quantities:
        return f"quantity:{key}"
    group, _, part = key.partition(".")
    if group in _NAMED:
        return f"{_NAMED[group]}:{part}"
    return f"{key}:business" if key in _MADE else f"field:{key}"


def _attributes(node: str, keys: tuple[str, ...], facts: "Catalogue") -> Mapping[str, object]:
    kind, _, identifier = node.partition(":")
    name = identifier.partition("/")[0]
    fact = facts.of(kind).get(name) if kind in ("field", "kpi", "quantity") else None
    label = " ".join(_said(kind, identifier, facts))
    told = {"kind": kind, "id": identifier, "label": label, "keys": keys}
    return told if fact is None else {**told, "entity": fact}


def _said(kind: str, identifier: str, facts: "Catalogue") -> Iterator[str]:
    """Say in the first language what a node is."""
    lang = facts.languages[0]
    if kind not in ("field", "kpi", "quantity"):
        yield kind
    for part in identifier.split("/"):
        known = next((k for k in (kind, "role") if part in _ids(k, facts)), "")
        yield facts.label(known, part, lang) if known else part


def _ids(kind: str, facts: "Catalogue") -> frozenset[str]:
    return facts.ids(kind) if kind in ("field", "kpi", "quantity", "role") else frozenset()
