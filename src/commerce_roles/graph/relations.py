"""The kinds of nodes and edges, and what each edge means."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "DESCRIBED", "ENDS", "EVIDENCE", "NODE_KINDS", "NOTICE", "OWNER", "RACI", "RELATIONS", "Edge",
    "Graph", "Node", "Ranking", "kind_of", "name_of", "node",
]  # fmt: skip

Graph: TypeAlias = "nx.MultiDiGraph[str]"
"""A graph of nodes `kind:id`, with the kind of each edge as its key."""
Ranking: TypeAlias = "nx.DiGraph[Any] | nx.MultiDiGraph[Any]"
"""Any directed graph, such as one whose edges run from superior to subordinate."""
Node: TypeAlias = tuple[str, Mapping[str, Any]]
"""A node and its attributes."""
Edge: TypeAlias = tuple[str, str, str, Mapping[str, Any]]
"""Source, target, kind and attributes, as networkx takes them."""

NOTICE: Final = "notice"
"""The attribute of a graph that says under which terms it may be passed on, where it has one."""
DESCRIBED: Final = (
    "role", "task", "kpi", "measure", "objective", "skill", "tactic", "channel", "content_format",
    "tool",
)  # fmt: skip
"""Kinds of facts that are nodes, in the order in which they stand in the graph."""
EVIDENCE: Final = ("claim", "source", "contradiction")
"""Kinds of nodes that others cite."""
NODE_KINDS: Final = ("party", *DESCRIBED, *EVIDENCE)
"""Every kind of node; a party is the owner, who holds no post."""

RACI: Final = ("responsible", "accountable", "consulted", "informed")
"""The four parts one can have in a piece of work."""

RELATIONS: Final[Mapping[str, str]] = {
    "reports_to": "role → its superior, a role or the owner",
    "responsible": "role → a task it does; role → a KPI that its work moves",
    "accountable": "role or owner → a task, or KPI, it answers for",
    "consulted": "role or owner → a task before which it is heard",
    "informed": "role or owner → a task after which it is told",
    "requires": "role or task → a skill it asks for; a role's with necessity, level and importance",
    "precedes": "task → a task that follows within one cycle; with `approval`, what approves it",
    "governed_by": "task → a plan or policy it stands under; any active one suffices",
    "moves": "task → a KPI it is believed to move: a belief, of no size",
    "computed_from": "KPI → a measure of its formula: exact",
    "serves": "KPI or tactic → an objective",
    "uses": "tactic → the tasks by which it is taken; task or tactic → channel, format, tool",
    "cites": "anything → a claim, source or contradiction it rests on, with `how`",
}
"""Every kind of edge, read from source to target."""

_WORKERS, _WORK = ("role", "party"), ("task", "kpi")
ENDS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "reports_to": (("role",), _WORKERS),
    "responsible": (_WORKERS, _WORK),
    "accountable": (_WORKERS, _WORK),
    "consulted": (_WORKERS, _WORK),
    "informed": (_WORKERS, _WORK),
    "requires": (("role", "task"), ("skill",)),
    "precedes": (("task",), ("task",)),
    "governed_by": (("task",), ("task",)),
    "moves": (("task",), ("kpi",)),
    "computed_from": (("kpi",), ("measure",)),
    "serves": (("kpi", "tactic"), ("objective",)),
    "uses": (("tactic", "task"), ("task", "channel", "content_format", "tool")),
    "cites": (NODE_KINDS, EVIDENCE),
}
"""For every kind of edge, the kinds of nodes at which it may begin, and at which it may end."""

OWNER: Final = "party:owner"
"""The node of the owner."""


def node(kind: str, identifier: str) -> str:
    """Write the name of a node.

    Examples:
        >>> node("task", "create_posts")
        'task:create_posts'
    """
    return f"{kind}:{identifier}"


def kind_of(name: str) -> str:
    """Give the kind of a node by its name; empty where it has none."""
    kind, mark, _ = name.partition(":")
    return kind if mark else ""


def name_of(name: str) -> str:
    """Give the id of a node by its name; a text that is no such name is given as it is.

    Examples:
        >>> name_of("task:create_posts"), name_of("listen: mentions"), name_of("role: planner")
        ('create_posts', 'listen: mentions', 'role: planner')
    """
    kind, _, identifier = name.partition(":")
    return identifier if kind in NODE_KINDS and not identifier[:1].isspace() else name
