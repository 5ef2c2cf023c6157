import networkx as nx
import pytest

from commerce_roles import role_graph
from commerce_roles.errors import UnknownIdError
from commerce_roles.graph import (
    hierarchy,
    krackhardt_connectedness,
    krackhardt_efficiency,
    krackhardt_hierarchy,
    krackhardt_lubness,
    layers,
    measure_hierarchy,
    span_of_control,
)

TWO_OVER_TWO: "nx.DiGraph[str]" = nx.DiGraph([("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")])
FIVE_IN_A_RING: "nx.DiGraph[int]" = nx.DiGraph([(n, (n + 1) % 5) for n in range(5)])
FOUR_ALL_JOINED: "nx.DiGraph[int]" = nx.DiGraph(
    [(a, b) for a in range(4) for b in range(4) if a != b]
)


@pytest.mark.parametrize(
    ("ranking", "values"),
    [
        (TWO_OVER_TWO, (1, 1, 8 / 9, 2 / 3, 1 / 3)),
        (FIVE_IN_A_RING, (1, 0, 15 / 16, 5 / 6, 1)),
        (FOUR_ALL_JOINED, (1, 0, 0, 0, 1)),
    ],
)
def test_worked_values(ranking: "nx.DiGraph[object]", values: tuple[float, ...]) -> None:
    assert values == (
        krackhardt_connectedness(ranking),
        krackhardt_hierarchy(ranking),
        krackhardt_efficiency(ranking),
        krackhardt_efficiency(ranking, counting="underlying"),
        krackhardt_lubness(ranking),
    )


def test_a_counting_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownIdError, match="did you mean arcs or underlying"):
        krackhardt_efficiency(TWO_OVER_TWO, counting="pairs")  # type: ignore[arg-type]


def test_loops_and_parallel_edges_do_not_count() -> None:
    several: nx.MultiDiGraph[str] = nx.MultiDiGraph(TWO_OVER_TWO)
    several.add_edge("a", "c")
    several.add_edge("a", "a")
    one, other = (measure_hierarchy(ranking) for ranking in (TWO_OVER_TWO, several))
    assert one == other


@pytest.mark.parametrize("members", [0, 1])
def test_nothing_is_measured_where_nobody_is_joined(members: int) -> None:
    shape = measure_hierarchy(nx.empty_graph(members, create_using=nx.DiGraph))
    assert (shape.connectedness, shape.hierarchy, shape.efficiency, shape.lubness) == (None,) * 4
    assert (shape.layers, shape.span.mean, shape.span.largest) == (members, None, 0)
    assert "–" in str(shape)


def test_what_two_members_leave_undefined_is_none() -> None:
    pair: nx.DiGraph[str] = nx.DiGraph([("a", "b")])
    assert (krackhardt_connectedness(pair), krackhardt_hierarchy(pair)) == (1, 1)
    assert krackhardt_efficiency(pair) == 1
    assert krackhardt_efficiency(pair, counting="underlying") is None
    assert krackhardt_lubness(pair) is None


def test_span_of_control_and_layers() -> None:
    view = hierarchy(role_graph())
    span = span_of_control(view)
    assert span.by_superior == {"party:owner": 2, "role:social_media_manager": 1}
    assert (span.mean, span.largest) == (1.5, 2)
    assert layers(view) == 3
    assert layers(FIVE_IN_A_RING) is None
    assert layers(nx.DiGraph([("a", "b"), ("a", "c"), ("b", "c")])) == 3
