"""The structure: roles, tasks, KPIs and skills as one networkx graph that can be asked.

`role_graph` makes a plain `networkx.MultiDiGraph`; all that is asked takes such a graph, so that
one may change it first.

| module | what it does |
|---|---|
| `relations` | the kinds of nodes and edges, and what each edge means |
| `facts`, `building` | facts to edges, edges to the graph |

May import: `catalogue`, `structuring`, `model`, `display`, `errors`; networkx only inside
functions.
"""

from typing import TYPE_CHECKING, Final

from commerce_roles.lazily import offer

if TYPE_CHECKING:
    from commerce_roles.graph.building import graph_of, role_graph
    from commerce_roles.graph.relations import RELATIONS, Edge, Graph, Node

__all__ = [
    "RELATIONS",
    "Edge",
    "Graph",
    "Node",
    "graph_of",
    "role_graph",
]

_HOMES: Final = {
    "RELATIONS": "commerce_roles.graph.relations",
    "Edge": "commerce_roles.graph.relations",
    "Graph": "commerce_roles.graph.relations",
    "Node": "commerce_roles.graph.relations",
    "graph_of": "commerce_roles.graph.building",
    "role_graph": "commerce_roles.graph.building",
}

__getattr__, __dir__ = offer(__name__, globals(), _HOMES)
