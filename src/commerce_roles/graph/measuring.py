"""How a hierarchy is shaped: span of control, layers, and four measures after Krackhardt (1994).

Every function takes a directed graph whose edges run from superior to subordinate, such as
`hierarchy` gives. Loops and parallel edges do not count. What is undefined is None.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from attrs import frozen

from commerce_roles.display import Document, Table, Text, muted
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph.answers import Answer, Wording
from commerce_roles.graph.relations import Ranking
from commerce_roles.model import FrozenMap
from commerce_roles.showing import Displayed

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "Counting", "HierarchyMeasures", "Span", "krackhardt_connectedness", "krackhardt_efficiency",
    "krackhardt_hierarchy", "krackhardt_lubness", "layers", "measure_hierarchy", "span_of_control",
]  # fmt: skip

Counting = Literal["arcs", "underlying"]
"""What efficiency counts: arcs, or the pairs that some arc joins."""
_COUNTINGS: Final = get_args(Counting)


@frozen
class Span(Displayed):
    """How many subordinates superiors have."""

    mean: float | None
    """Over those that have any; None where nobody has."""
    largest: int
    """The most that one has; 0 where nobody has any."""
    by_superior: FrozenMap[Any, int]
    """For each that has any."""


@frozen(kw_only=True)
class HierarchyMeasures(Answer):
    """The shape of one hierarchy; from 0 to 1 where nothing else is said."""

    members: int
    """How many it has."""
    span: Span
    layers: int | None
    """From the top down, both ends counted; None where it goes round in circles."""
    connectedness: float | None
    hierarchy: float | None
    efficiency: float | None
    lubness: float | None
    counting: Counting
    """What efficiency counts."""

    def document(self, lang: str = "en") -> Document:
        """Show the measures, with what 1 means."""
        say = self.wording
        mean = "–" if self.span.mean is None else f"{self.span.mean:.1f}"
        rows: list[tuple[Text, Text, Text]] = [
            (say.word("graph.members", lang), str(self.members), ""),
            (say.word("graph.layers", lang), _shown(self.layers), ""),
            (say.word("graph.span", lang), f"{mean} (≤ {self.span.largest})", ""),
        ]
        for name in ("connectedness", "hierarchy", "efficiency", "lubness"):
            value: float | None = getattr(self, name)
            meaning = muted(say.word(f"graph.{name}_one", lang))
            rows.append((say.word(f"graph.{name}", lang), _shown(value), meaning))
        columns = ["", "", say.word("graph.means_one", lang)]
        return Document(say.heading("graph.shape", lang), [Table(columns, rows)], lang=lang)


def measure_hierarchy(ranking: Ranking, *, counting: Counting = "arcs") -> HierarchyMeasures:
    """Measure a hierarchy, its edges running from superior to subordinate.

    Args:
        ranking: Any directed graph, such as `hierarchy(role_graph(…))`.
        counting: What efficiency counts.

    Raises:
        UnknownIdError: There is no such counting.

    Examples:
        >>> from commerce_roles import role_graph
        >>> from commerce_roles.graph import hierarchy
        >>> shape = measure_hierarchy(hierarchy(role_graph()))
        >>> shape.layers, shape.span.mean, shape.connectedness, shape.lubness
        (3, 1.5, 1.0, 1.0)
    """
    return HierarchyMeasures(
        members=len(ranking),
        span=span_of_control(ranking),
        layers=layers(ranking),
        connectedness=krackhardt_connectedness(ranking),
        hierarchy=krackhardt_hierarchy(ranking),
        efficiency=krackhardt_efficiency(ranking, counting=counting),
        lubness=krackhardt_lubness(ranking),
        counting=counting,
        wording=Wording.of(ranking, ()),
    )


def span_of_control(ranking: Ranking) -> Span:
    """Count the direct subordinates of everybody who has any."""
    counts = {name: len(set(ranking.adj[name]) - {name}) for name in ranking}
    found = {name: count for name, count in counts.items() if count}
    mean = sum(found.values()) / len(found) if found else None
    return Span(mean, max(found.values(), default=0), FrozenMap(found))


def layers(ranking: Ranking) -> int | None:
    """Count the layers: the members of the longest chain of command.

    Returns:
        0 where there are no members; None where command goes round in circles.
    """
    import networkx as nx

    plain = _plain(ranking)
    if not nx.is_directed_acyclic_graph(plain):
        return None
    return sum(1 for _ in nx.topological_generations(plain))


def krackhardt_connectedness(ranking: Ranking) -> float | None:
    """Measure how far all belong to one organisation, after Krackhardt.

    1 − V / (N(N−1)/2), V being the pairs that no path joins, whichever way its arcs run.

    Returns:
        From 0, nobody is joined, to 1, everybody is; None for less than two members.

    Sources:
        D. Krackhardt, "Graph theoretical dimensions of informal organizations", in K. Carley and
        M. Prietula (eds.), Computational Organization Theory, 1994, pages 89-111.

    Examples:
        >>> import networkx as nx
        >>> krackhardt_connectedness(nx.DiGraph([("a", "b"), ("c", "d")]))
        0.3333333333333333
    """
    joined = sum(_pairs(size) for size in _component_sizes(ranking))
    return _ratio(joined, _pairs(len(ranking)))


def krackhardt_hierarchy(ranking: Ranking) -> float | None:
    """Measure how far command runs one way, after Krackhardt.

    1 − V / M, M being the pairs of which one reaches the other along arcs, V those of them that
    reach each other.

    Returns:
        From 0, all who reach are reached back, to 1, nobody is; None where nobody reaches anybody.

    Sources:
        Krackhardt 1994, as for `krackhardt_connectedness`.

    Examples:
        >>> import networkx as nx
        >>> krackhardt_hierarchy(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c")]))
        0.6666666666666666
    """
    above = _above(ranking)
    one_way = both_ways = 0
    for (i, over_i), (j, over_j) in combinations(enumerate(above), 2):
        up, down = over_j >> i & 1, over_i >> j & 1
        one_way += up ^ down
        both_ways += up & down
    return _ratio(one_way, one_way + both_ways)


def krackhardt_efficiency(ranking: Ranking, *, counting: Counting = "arcs") -> float | None:
    """Measure how few more links there are than it takes to join everybody, after Krackhardt.

    1 − V / M over the weak components: V is the sum of L − (n−1), the links of a component beyond
    a tree; M the most that could be. Two countings are in use: `arcs`, of which a component has at
    most n(n−1), as in the R package sna; `underlying`, the pairs that are joined by some arc, at
    most n(n−1)/2, as in the definition on undirected graphs.

    Returns:
        From 0, everything is linked to everything, to 1, nothing could be left out; None where
        there could be no link too many.

    Raises:
        UnknownIdError: There is no such counting.

    Sources:
        Krackhardt 1994, as for `krackhardt_connectedness`; C. T. Butts, "Social network analysis
        with sna", Journal of Statistical Software 24(6), 2008, for the counting of arcs.

    Examples:
        >>> import networkx as nx
        >>> two_over_two = nx.DiGraph([("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")])
        >>> krackhardt_efficiency(two_over_two) == 8 / 9
        True
        >>> krackhardt_efficiency(two_over_two, counting="underlying") == 2 / 3
        True
    """
    if counting not in _COUNTINGS:
        raise UnknownIdError("counting", counting, _COUNTINGS, near=_COUNTINGS)
    plain = _plain(ranking)
    sizes = _component_sizes(ranking)
    tree = sum(size - 1 for size in sizes)
    if counting == "arcs":
        links, most = plain.number_of_edges(), sum(2 * _pairs(size) for size in sizes)
    else:
        links = len({frozenset(edge) for edge in plain.edges})
        most = sum(_pairs(size) for size in sizes)
    return _ratio(most - links, most - tree)


def krackhardt_lubness(ranking: Ranking) -> float | None:
    """Measure how far any two have one superior to turn to, after Krackhardt.

    1 − V / M over the weak components: V counts the pairs without a least upper bound, M the pairs
    of which that could hold, (n−1)(n−2)/2 in a component of n. An upper bound of two is whoever
    reaches both along arcs, everybody reaching themselves; it is the least if all other upper
    bounds reach it.

    Returns:
        From 0 to 1, where every two have one; None where no component has three members.

    Sources:
        Krackhardt 1994, as for `krackhardt_connectedness`.

    Examples:
        >>> import networkx as nx
        >>> krackhardt_lubness(nx.DiGraph([("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")]))
        0.3333333333333333
    """
    import networkx as nx

    plain = _plain(ranking)
    without = most = 0
    for members in nx.weakly_connected_components(plain):
        above = _above(plain.subgraph(members))
        most += (len(members) - 1) * (len(members) - 2) // 2
        without += sum(not _least(one & other, above) for one, other in combinations(above, 2))
    return _ratio(most - without, most)


def _least(bounds: int, above: list[int]) -> bool:
    """Say whether one of the upper bounds is reached by all the others."""
    return any(not bounds & ~above[member] for member in _members(bounds))


def _members(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _above(ranking: Ranking) -> list[int]:
    """Give for each member who reaches it, itself included, as bits by position."""
    position = {name: place for place, name in enumerate(ranking)}
    found: list[int] = []
    for name in ranking:
        seen, waiting = {name}, [name]
        while waiting:
            for superior in ranking.pred[waiting.pop()]:
                if superior not in seen:
                    seen.add(superior)
                    waiting.append(superior)
        found.append(sum(1 << position[superior] for superior in seen))
    return found


def _plain(ranking: Ranking) -> "nx.DiGraph[Any]":
    """Copy nodes and arcs, without loops and parallels."""
    import networkx as nx

    plain: nx.DiGraph[Any] = nx.DiGraph()
    plain.add_nodes_from(ranking)
    for superior in ranking:
        below = (name for name in ranking.adj[superior] if name != superior)
        plain.add_edges_from((superior, name) for name in below)
    return plain


def _component_sizes(ranking: Ranking) -> list[int]:
    import networkx as nx

    return [len(members) for members in nx.weakly_connected_components(ranking)]


def _pairs(members: int) -> int:
    return members * (members - 1) // 2


def _ratio(part: int, whole: int) -> float | None:
    """Divide once, so that the result is the nearest number there is; None for 0 of 0."""
    return part / whole if whole else None


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}" if isinstance(value, float) else str(value)
