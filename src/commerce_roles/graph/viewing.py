"""Views: the part of the graph that one question needs, as a graph of its own."""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from commerce_roles.errors import GraphError, Problem, nearest
from commerce_roles.graph.looking import nodes_of, sources, targets
from commerce_roles.graph.relations import OWNER, RACI, Graph, kind_of

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "circles",
    "command",
    "cut",
    "governance",
    "hierarchy",
    "kpi_tree",
    "order",
    "skill_map",
    "work_order",
]

_MOST_CIRCLES: Final = 20
"""So many circles are shown; more would bury the first."""


def hierarchy(
    graph: Graph, *, owner: bool = True, several_superiors: bool = False
) -> "nx.DiGraph[str]":
    """Give who leads whom: an edge runs from a superior to a subordinate.

    Args:
        graph: Any graph of roles.
        owner: Whether the owner stands over the roles without a superior.
        several_superiors: Whether a role may report to more than one, as in a matrix organisation.

    Raises:
        GraphError: With every role that reports to itself, to what is no role, or (unless allowed)
            to several superiors, and every circle, shown step by step.

    Examples:
        >>> from commerce_roles import role_graph
        >>> view = hierarchy(role_graph())
        >>> list(view.successors("role:social_media_manager"))
        ['role:community_manager']
        >>> sorted(view.successors("party:owner"))
        ['role:ecommerce_manager', 'role:social_media_manager']
    """
    import networkx as nx

    problems: list[Problem] = []
    view: nx.DiGraph[str] = nx.DiGraph()
    view.graph.update(graph.graph, name="hierarchy")
    parties = nodes_of(graph, "party", "role") if owner else nodes_of(graph, "role")
    view.add_nodes_from((name, dict(graph.nodes[name])) for name in parties)
    for role in nodes_of(graph, "role"):
        superiors = list(targets(graph, role, "reports_to"))
        for superior in superiors:
            if superior == role:
                problems.append(Problem("it reports to itself", role, "name its superior"))
            elif superior in view and graph.nodes[superior]:
                view.add_edge(superior, role)
            elif superior != OWNER or owner:
                problems.append(_no_superior(role, superior, parties))
        if len(superiors) > 1 and not several_superiors:
            message = f"it reports to {len(superiors)}: {', '.join(superiors)}"
            problems.append(Problem(message, role, "leave one, or allow several superiors"))
    problems.extend(_told(circle, "reports to") for circle in circles(view.reverse(copy=False)))
    if problems:
        raise GraphError(problems)
    return view


def work_order(graph: Graph) -> "nx.DiGraph[str]":
    """Give what must be there before what: an edge runs from a task to one that comes after it.

    It comes after because it follows within one cycle (`precedes`), or because it stands under a
    plan or policy, which is there first (`governed_by`); `relations` of the edge says which. The
    order holds for instances within one cycle, not for dates.

    Raises:
        GraphError: Work goes round in circles; every circle found is shown.

    Examples:
        >>> from commerce_roles import role_graph
        >>> import networkx as nx
        >>> order = work_order(role_graph())
        >>> nx.is_directed_acyclic_graph(order)
        True
        >>> order.edges["task:make_editorial_calendar", "task:create_posts"]["relations"]
        ('governed_by',)
    """
    view = order(graph)
    problems = [_told(circle, "comes before") for circle in circles(view)]
    if problems:
        raise GraphError(problems)
    return view


def command(graph: Graph) -> "nx.DiGraph[str]":
    """Give who leads whom, whether or not that is as it should be."""
    import networkx as nx

    view: nx.DiGraph[str] = nx.DiGraph()
    for role in nodes_of(graph, "role"):
        view.add_edges_from((role, superior) for superior in targets(graph, role, "reports_to"))
    return view


def order(graph: Graph) -> "nx.DiGraph[str]":
    """Give the order of work, whether or not it goes round in circles."""
    import networkx as nx

    view: nx.DiGraph[str] = nx.DiGraph()
    view.graph.update(graph.graph, name="work order")
    tasks = nodes_of(graph, "task")
    view.add_nodes_from((name, dict(graph.nodes[name])) for name in tasks)
    for task in tasks:
        before: dict[str, tuple[str, ...]] = {}
        for plan in targets(graph, task, "governed_by", "task"):
            before[plan] = ("governed_by",)
        for earlier in sources(graph, task, "precedes", "task"):
            before[earlier] = (*before.get(earlier, ()), "precedes")
        for earlier, relations in before.items():
            view.add_edge(earlier, task, relations=relations)
    return view


def governance(graph: Graph) -> Graph:
    """Give who may do what under which plan.

    Tasks, roles and the owner; `governed_by`: task → the plan or policy it stands under;
    `precedes` with `approval`: plan → the task that approves it; `responsible`, `accountable`:
    role or owner → task; `reports_to`: role → superior. Research, monitoring and analysis that
    stand under no plan are in it, without such an edge.

    Examples:
        >>> from commerce_roles import role_graph
        >>> view = governance(role_graph())
        >>> view.has_edge("task:create_posts", "task:make_editorial_calendar", "governed_by")
        True
    """
    view = _kept(
        graph,
        ("party", "role", "task"),
        ("governed_by", "precedes", "responsible", "accountable", "reports_to"),
    )
    edges = list(view.edges(keys=True, data=True))
    for source, target, kind, data in edges:
        if kind == "precedes" and not data.get("approval"):
            view.remove_edge(source, target, kind)
    return view


def kpi_tree(graph: Graph) -> Graph:
    """Give what a KPI is made of, what moves it and what it shows.

    `computed_from`: KPI → measure, exact; `moves`: task → KPI, a belief of no size, never to be
    multiplied along a path; `serves`: KPI or tactic → objective; `uses`: tactic → task;
    `accountable`: role → the KPIs it answers for; `responsible`: role → the KPIs its work moves.

    Examples:
        >>> from commerce_roles import role_graph
        >>> view = kpi_tree(role_graph())
        >>> list(view["kpi:conversion_rate"])[:2]
        ['measure:orders', 'measure:sessions']
    """
    kinds = ("role", "task", "kpi", "measure", "objective", "tactic")
    relations = ("computed_from", "moves", "serves", "uses", "accountable", "responsible")
    view = _kept(graph, kinds, relations)
    for source, target, kind in list(view.edges(keys=True)):
        if kind in RACI and kind_of(target) != "kpi":
            view.remove_edge(source, target, kind)
    return view


def skill_map(graph: Graph) -> Graph:
    """Give which skills roles and tasks ask for, and who does the tasks.

    `requires`: role → skill, with `necessity`, `level`, `rank` (1 basic to 4 expert, 0 where no
    degree is meant), `importance` (1 to 5) and `excludes`; task → skill; `responsible`: role →
    task.

    Examples:
        >>> from commerce_roles import role_graph
        >>> view = skill_map(role_graph())
        >>> view.edges["role:community_manager", "skill:empathy", "requires"]["level"]
        'advanced'
    """
    return _kept(graph, ("role", "task", "skill"), ("requires", "responsible"))


def cut(graph: Graph, keep: Callable[[str], bool], relations: Collection[str]) -> Graph:
    """Copy some nodes, in order, and the edges of some kinds between them."""
    import networkx as nx

    view: Graph = nx.MultiDiGraph(**graph.graph)
    view.add_nodes_from((name, data) for name, data in graph.nodes(data=True) if keep(name))
    for source, target, kind, data in graph.edges(keys=True, data=True):
        if kind in relations and source in view and target in view:
            view.add_edge(source, target, kind, **data)
    return view


def _kept(graph: Graph, kinds: Collection[str], relations: Collection[str]) -> Graph:
    return cut(graph, lambda name: kind_of(name) in kinds, relations)


def circles(view: "nx.DiGraph[str]") -> Iterator[list[str]]:
    """Give a shortest circle of every knot of nodes, the first node once more at its end."""
    import networkx as nx

    found: list[list[str]] = []
    for knot in nx.strongly_connected_components(view):
        first = min(knot)
        if len(knot) > 1 or view.has_edge(first, first):
            found.append(_around(view, knot, first))
    yield from sorted(found)[:_MOST_CIRCLES]


def _around(view: "nx.DiGraph[str]", knot: set[str], first: str) -> list[str]:
    """Go the shortest way around a knot and back; of equals, the first by name."""
    came_from: dict[str, str] = {}
    waiting = deque([first])
    while first not in came_from:
        here = waiting.popleft()
        for further in sorted(knot.intersection(view.successors(here))):
            if further not in came_from:
                came_from[further] = here
                waiting.append(further)
    circle = [first]
    while len(circle) == 1 or circle[-1] != first:
        circle.append(came_from[circle[-1]])
    return circle[::-1]


def _told(circle: Iterable[str], verb: str) -> Problem:
    names = list(circle)
    steps = ", ".join(f"{one} {verb} {other}" for one, other in pairwise(names))
    message = f"this goes round in a circle: {' → '.join(names)}"
    return Problem(message, names[0], f"take one step out: {steps}")


def _no_superior(role: str, superior: str, parties: list[str]) -> Problem:
    near = nearest(superior, [name for name in parties if name not in (role, superior)])
    remedy = f"did you mean {near[0]}?" if near else "name a role or the owner"
    return Problem(f"{superior!r} is no role to report to", role, remedy)
