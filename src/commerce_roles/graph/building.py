"""The graph itself: facts in, a plain networkx graph out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import GraphError, Problem, nearest
from commerce_roles.graph.facts import edges_of
from commerce_roles.graph.relations import (
    DESCRIBED,
    EVIDENCE,
    NOTICE,
    OWNER,
    RELATIONS,
    Edge,
    Graph,
    Node,
    kind_of,
    name_of,
    node,
)
from commerce_roles.model import FrozenMap, Label, Proficiency, Word

if TYPE_CHECKING:
    from commerce_roles.catalogue import Catalogue

__all__ = ["Facts", "graph_of", "role_graph", "words_of"]

_SPOKEN: Final = (
    "column", "graph", "layer", "level", "necessity", "party", "phase", "raci",
    "severity",
)  # fmt: skip
"""Groups of words that results are drawn with."""
_MANY: Final = 200
"""So many problems are told with suggestions, which take long to find."""


class Facts(Protocol):
    """What a graph is made of: any source of facts by kind and id, such as a catalogue."""

    def of(self, kind: str, /) -> Mapping[str, object]:
        """Give the facts of a kind, by id."""
        ...

    def names(self, kind: str, identifier: str, /) -> Mapping[str, str]:
        """Give the names of a fact, by language."""
        ...

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of texts, the first being the fallback."""
        ...

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of service, least first."""
        ...


def role_graph(catalogue: "Catalogue | Facts | None" = None) -> Graph:
    """Make the graph of roles, tasks, KPIs, skills and what they rest on.

    A plain `networkx.MultiDiGraph`, on which every algorithm of networkx works. Nodes are named
    `kind:id` and carry `kind`, `id`, `label` (a name, in the catalogue's first language), `names`
    (all names, by language) and `entity`, the fact itself; the owner, who is no post, is
    `party:owner`. The key of an edge is its kind:

    | key | from → to |
    |---|---|
    | `reports_to` | role → its superior, a role or the owner |
    | `responsible`, `accountable`, `consulted`, `informed` | role or owner → task; the first two also → KPI |
    | `requires` | role or task → skill; a role's with `necessity`, `level`, `rank`, `importance`, `excludes` and the requirement as `entity` |
    | `precedes` | task → a task that follows; with `approval=True` plan → the task that approves it |
    | `governed_by` | task → the plan or policy it stands under |
    | `moves` | task → KPI: a belief, of no size |
    | `computed_from` | KPI → measure: exact |
    | `serves` | KPI or tactic → objective |
    | `uses` | tactic → task; task or tactic → channel, content format, tool |
    | `cites` | anything → claim, source, contradiction, with `how` |

    Nodes stand in the order of kinds and ids, edges in that of the facts: the same facts give the
    same graph, in the same order.

    Args:
        catalogue: The facts; the library's own where left out.

    Raises:
        GraphError: A fact names another that is not there; a catalogue that was loaded has none.

    Examples:
        >>> graph = role_graph()
        >>> graph.nodes["task:create_posts"]["entity"].phase
        'execute'
        >>> [source for source, _, kind in graph.in_edges("task:create_posts", keys=True)
        ...  if kind == "accountable"]
        ['role:social_media_manager']
    """  # noqa: E501 a table's row is one line
    facts: Facts = load_catalogue() if catalogue is None else catalogue
    graph = graph_of(_nodes(facts), edges_of(facts.of))
    graph.graph.update(
        name="role graph",
        languages=facts.languages,
        levels=facts.levels,
        words=words_of(facts),
    )
    if notice := getattr(facts, "notice", ""):
        graph.graph[NOTICE] = notice
    return graph


def words_of(facts: Facts) -> FrozenMap[str, Label]:
    """Give the words that answers are drawn with, by id."""
    words = cast("Mapping[str, Word]", facts.of("word"))
    scale = cast("Mapping[str, Proficiency]", facts.of("proficiency"))
    return FrozenMap(
        {
            **{n: word.text for n, word in words.items() if n.partition(".")[0] in _SPOKEN},
            **{f"proficiency.{n}": s.label for n, s in scale.items()},
        }
    )


def graph_of(nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
    """Make a graph of nodes `kind:id` and edges whose key is their kind.

    What is given is checked as a whole: an edge that ends at no node would otherwise make one.
    An edge that is given twice is kept once, with the attributes of both.

    Args:
        nodes: Names and attributes.
        edges: Source, target, kind (one of `RELATIONS`) and attributes.

    Raises:
        GraphError: With every edge that begins or ends at no node, and every unknown kind.

    Examples:
        >>> one = graph_of([("role:a", {}), ("skill:b", {})], [("role:a", "skill:b", "requires", {})])
        >>> list(one.edges(keys=True))
        [('role:a', 'skill:b', 'requires')]
        >>> graph_of([("role:planner", {})], [("role:planer", "role:planner", "reports_to", {})])
        Traceback (most recent call last):
        commerce_roles.errors.GraphError: role:planer reports_to role:planner: there is no node 'role:planer'; did you mean role:planner?
    """  # noqa: E501 an error stands on one line
    import networkx as nx

    graph: Graph = nx.MultiDiGraph()
    graph.add_nodes_from(cast("Any", map(_named, nodes)))
    known, add = set(graph), graph.add_edge
    faulty: list[Edge] = []
    for source, target, kind, data in edges:
        if source in known and target in known and kind in RELATIONS:
            add(source, target, kind, **data)
        else:
            faulty.append((source, target, kind, data))
    if faulty:
        raise GraphError(_problems(faulty, list(graph)))
    return graph


def _named(given: Node) -> Node:
    """Give a node its kind and id where it does not tell them; one without any is none."""
    name, data = given
    return (
        given if data.get("kind") else (name, {"kind": kind_of(name), "id": name_of(name), **data})
    )


def _nodes(facts: Facts) -> Iterator[Node]:
    kinds = [*DESCRIBED, *EVIDENCE]
    first = facts.languages[0] if facts.languages else ""
    owner = facts.of("word").get("party.owner")
    called: Mapping[str, str] = owner.text if isinstance(owner, Word) else FrozenMap[str, str]()
    yield OWNER, _attributes("party", name_of(OWNER), None, called, first)
    for kind in kinds:
        for identifier, fact in facts.of(kind).items():
            names = facts.names(kind, identifier)
            yield node(kind, identifier), _attributes(kind, identifier, fact, names, first)


def _attributes(
    kind: str, identifier: str, fact: object, names: Mapping[str, str], first: str
) -> dict[str, object]:
    label = names.get(first) or next(iter(names.values()), identifier)
    return {"kind": kind, "id": identifier, "label": label, "names": names, "entity": fact}


def _problems(edges: list[Edge], known: list[str]) -> Iterator[Problem]:
    nodes, told = frozenset(known), 0
    for source, target, kind, _ in edges:
        path = f"{source} {kind} {target}"
        for end in dict.fromkeys((source, target)):
            if end not in nodes:
                near = nearest(end, known) if told < _MANY else ()
                remedy = f"did you mean {near[0]}?" if near else "add the node, or leave it out"
                yield Problem(f"there is no node {end!r}", path, remedy)
                told += 1
        if kind not in RELATIONS:
            near = nearest(kind, list(RELATIONS))
            remedy = f"did you mean {near[0]}?" if near else f"use {', '.join(RELATIONS)}"
            yield Problem(f"there is no kind of edge {kind!r}", path, remedy)
            told += 1
