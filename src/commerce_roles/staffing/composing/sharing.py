"""Who does how much of what, once it is settled who holds which posts: an exact flow."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from commerce_roles.model import FrozenMap
from commerce_roles.staffing.composing.problem import Problem

if TYPE_CHECKING:
    import networkx as nx

__all__ = ["Choice", "Cut", "PostSets", "Shares", "share"]

Choice = tuple[tuple[int, tuple[int, ...]], ...]
"""People of a team, each with the posts that they hold."""
Cut = tuple[int, bool]
"""A post, and whether only what stays inside of it."""
PostSets = tuple[frozenset[int], frozenset[int]]
"""Posts whose work is all counted, and posts of which only what stays inside is."""
_Node = tuple[str, int, int]
_Flow = Mapping[_Node, Mapping[_Node, int]]
_SOURCE: _Node = ("source", 0, 0)
_WASTE: _Node = ("waste", 0, 0)
_OUTSIDE: _Node = ("outside", 0, 0)


@frozen(kw_only=True)
class Shares:
    """Hours of everybody for every post that they hold."""

    hours: FrozenMap[tuple[int, int], int]
    """Tenths of an hour by person and post."""
    spare: FrozenMap[tuple[int, int], int]
    """Of these, tenths of an hour for which there is no work: they are given to keep up."""
    open: FrozenMap[Cut, int]
    """Tenths of an hour that nobody does."""
    short: PostSets | None = None
    """Posts whose hours those who hold any of them have not together; None: nothing is open."""


def share(  # noqa: PLR0913 options by name
    problem: Problem,
    choice: Choice,
    wanted: Mapping[Cut, int],
    *,
    fixed: Mapping[tuple[int, int], int] | None = None,
    outside: int | None = None,
    freely: bool = False,
    times: int = 1,
) -> Shares:
    """Share out the work so that as much as can be is done, at the least cost of that.

    A flow of whole numbers by the network simplex method; of several answers the one that it
    meets first, people being in the order of the problem.

    Args:
        problem: What is to be composed.
        choice: Who holds which posts.
        wanted: Tenths of an hour by post and whether they stay inside.
        fixed: By person and post, hours that are settled of those who are paid by the hour.
        outside: Tenths of an hour that people from outside give at most, all together.
        freely: Whether nobody has to give the least hours to the posts that they hold.
        times: By how much capacities are multiplied, where `wanted` is in other units.
    """
    import networkx as nx

    people = problem.candidates
    aside = {
        (person, post): 0 if freely else problem.least_of(post) * times
        for person, posts in choice
        for post in posts
    }
    # One unit that nobody needs weighs less than the least difference of cost there can be.
    unit = 1 + sum(aside.values())
    rates = [people[person].hour * unit for person, _ in choice]
    graph: nx.DiGraph[_Node] = nx.DiGraph()
    graph.add_node(_SOURCE, demand=-sum(wanted.values()))
    graph.add_edge(_WASTE, _SOURCE, weight=1)
    if outside is not None:
        graph.add_edge(_SOURCE, _OUTSIDE, capacity=outside, weight=0)
    for (post, inside), hours in wanted.items():
        node: _Node = ("post", post, int(inside))
        graph.add_node(node, demand=hours)
        graph.add_edge(_SOURCE, node, weight=2 * unit + 2 * max(rates, default=0), capacity=hours)
    for person, posts in choice:
        own: _Node = ("person", person, 0)
        capacity = people[person].capacity * times
        graph.add_node(own, demand=sum(aside[person, post] for post in posts))
        origin = _OUTSIDE if outside is not None and people[person].outside else _SOURCE
        graph.add_edge(origin, own, capacity=capacity, weight=0)
        for post in posts:
            hand: _Node = ("hand", person, post)
            most, rate, taken = capacity, people[person].hour * unit, aside[person, post]
            if fixed is not None and (person, post) in fixed:
                most, rate = fixed[person, post] * times, 0
            graph.add_node(hand, demand=-taken)
            graph.add_edge(own, hand, capacity=most - taken, weight=rate)
            graph.add_edge(hand, _WASTE, weight=0)
            _reach(graph, wanted, (person, post), outside=people[person].outside)
    flow: _Flow = nx.network_simplex(graph)[1]
    undone = {key: flow[_SOURCE]["post", key[0], int(key[1])] for key in wanted}
    return Shares(
        hours=FrozenMap(
            {
                held: flow["person", held[0], 0]["hand", held[0], held[1]] + taken
                for held, taken in aside.items()
            }
        ),
        spare=FrozenMap({held: flow["hand", held[0], held[1]][_WASTE] for held in aside}),
        open=FrozenMap({key: amount for key, amount in undone.items() if amount}),
        short=_short(graph, flow, undone) if any(undone.values()) else None,
    )


def _reach(
    graph: "nx.DiGraph[_Node]", wanted: Mapping[Cut, int], held: tuple[int, int], *, outside: bool
) -> None:
    """Join what somebody gives to a post to the work that they may do of it."""
    person, post = held
    for inside in (False, True):
        if (post, inside) in wanted and not (inside and outside):
            graph.add_edge(("hand", person, post), ("post", post, int(inside)), weight=0)


def _short(graph: "nx.DiGraph[_Node]", flow: _Flow, undone: Mapping[Cut, int]) -> PostSets:
    """Find the posts that are short together.

    From a post that lacks hours to all who could give more to it, were they not giving their
    hours to other posts, and from these on.
    """
    todo = [("post", post, int(inside)) for (post, inside), amount in undone.items() if amount]
    seen: set[_Node] = set(todo)
    while todo:
        node = todo.pop()
        for other in _freeing(graph, flow, node):
            if other not in seen:
                seen.add(other)
                todo.append(other)
    posts = [(post, inside) for kind, post, inside in seen if kind == "post"]
    any_of = frozenset(post for post, inside in posts if not inside)
    return any_of, frozenset(post for post, inside in posts if inside) - any_of


def _freeing(graph: "nx.DiGraph[_Node]", flow: _Flow, node: _Node) -> Iterator[_Node]:
    """Give the places from which more could come to a place."""
    for before in graph.predecessors(node):
        edge: Mapping[str, int] = graph.edges[before, node]
        capacity = edge.get("capacity")
        if before != _SOURCE and (capacity is None or flow[before][node] < capacity):
            yield before
    for after, amount in flow[node].items():
        if amount:
            yield after
