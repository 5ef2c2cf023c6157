"""Which box stands in which layer, and in what order, so that few arrows cross.

Layers after Sugiyama, Tagawa and Toda (1981): arrows that close a circle are turned for the
time being, every box stands one layer after the last that leads to it (longest path), what begins
a way right before its next, and arrows over several layers get a waypoint in each. Layers are
ordered by the barycentres of neighbours, up and down in turn; the order with the fewest crossings
is kept, then neighbours are exchanged while that helps. Everything is done in the order given: the
same drawing gives the same picture.
"""

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from attrs import define, field, frozen

from commerce_roles.display.pictures import Arrow, Drawing

__all__ = ["Layered", "Route", "crossings", "layered"]

_SWEEPS: Final = 24
_EXCHANGES: Final = 12
_MANY: Final = 2_000
"""Boxes and waypoints from which on neighbours are no longer exchanged."""

Edge = tuple[int, int]


@frozen
class Route:
    """The way of an arrow through the layers."""

    arrow: Arrow
    stops: tuple[int, ...]
    """The numbers of its source, its waypoints and its target, in the arrow's direction; a box
    alone for an arrow within a layer or back to its own box."""


@frozen
class Layered:
    """Boxes and waypoints in layers, in order."""

    layers: tuple[tuple[int, ...], ...]
    """Numbers below the count of boxes are boxes in the order of the drawing, others waypoints."""
    routes: tuple[Route, ...]
    beside: tuple[Arrow, ...]
    """Arrows within one layer, and from a box to itself."""
    edges: tuple[tuple[Edge, ...], ...]
    """Between each layer and the next, the neighbours that are joined."""


def layered(drawing: Drawing) -> Layered:
    """Put the boxes of a drawing into layers and order.

    Examples:
        >>> from commerce_roles.display import Arrow, Box
        >>> chain = Drawing([Box("a", "a"), Box("b", "b"), Box("c", "c")],
        ...                 [Arrow("a", "b"), Arrow("b", "c"), Arrow("a", "c")])
        >>> layered(chain).layers
        ((0,), (1, 3), (2,))
    """
    boxes = drawing.unique_boxes
    numbers = {box.id: number for number, box in enumerate(boxes)}
    arrows = [a for a in drawing.arrows if a.source in numbers and a.target in numbers]
    pairs = [(numbers[a.source], numbers[a.target]) for a in arrows]
    ranks = _ranks([box.layer for box in boxes], pairs)
    return _Work(ranks).ordered(arrows, pairs)


def crossings(edges: Iterable[Edge], above: Sequence[int], below: Sequence[int]) -> int:
    """Count the crossings of the edges between two ordered layers.

    Examples:
        >>> crossings([(0, 3), (1, 2)], [0, 1], [2, 3])
        1
    """
    first = {number: place for place, number in enumerate(above)}
    second = {number: place for place, number in enumerate(below)}
    return _inversions(sorted((first[one], second[other]) for one, other in edges))


def _inversions(places: Iterable[tuple[int, int]]) -> int:
    """Count how often a later pair stands before an earlier one on the other side."""
    seen: list[int] = []
    count = 0
    for _, place in places:
        count += len(seen) - bisect_right(seen, place)
        insort(seen, place)
    return count


def _ranks(given: Sequence[int | None], pairs: Sequence[Edge]) -> list[int]:
    """Give the layer of every box: the one it was given, else after all that lead to it."""
    count = len(given)
    onward: list[list[int]] = [[] for _ in range(count)]
    for source, target in pairs:
        if source != target:
            onward[source].append(target)
    ranks = [-1 if layer is None else max(0, layer) for layer in given]
    for number in _topological(onward):
        rank = max(0, ranks[number])
        ranks[number] = rank
        for target in onward[number]:
            if given[target] is None:
                ranks[target] = max(ranks[target], rank + 1)
    _drawn_near(ranks, onward, given)
    used = {rank: place for place, rank in enumerate(sorted(set(ranks)))}
    return [used[rank] for rank in ranks]


def _drawn_near(
    ranks: list[int], onward: Sequence[Sequence[int]], given: Sequence[int | None]
) -> None:
    """Move boxes to which nothing leads right before the first they lead to."""
    led_to = {target for targets in onward for target in targets}
    for number, targets in enumerate(onward):
        if targets and number not in led_to and given[number] is None:
            ranks[number] = max(ranks[number], min(ranks[target] for target in targets) - 1)


def _topological(onward: list[list[int]]) -> list[int]:
    """Order boxes so that arrows lead on; arrows that close a circle are taken out of the lists."""
    state = [0] * len(onward)  # 0 unseen, 1 open, 2 done
    order: list[int] = []
    for start in range(len(onward)):
        if state[start]:
            continue
        state[start] = 1
        stack = [(start, 0)]
        while stack:
            number, place = stack.pop()
            if place == len(onward[number]):
                state[number] = 2
                order.append(number)
                continue
            target = onward[number][place]
            if state[target] == 1:  # it closes a circle
                del onward[number][place]
                stack.append((number, place))
                continue
            stack.append((number, place + 1))
            if not state[target]:
                state[target] = 1
                stack.append((target, 0))
    return order[::-1]


@define
class _Work:
    """Layers while they are put in order."""

    ranks: list[int]
    layers: list[list[int]] = field(init=False)
    edges: list[list[Edge]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Begin with the boxes in the order given."""
        depth = max(self.ranks, default=-1) + 1
        self.layers = [[] for _ in range(depth)]
        self.edges = [[] for _ in range(max(0, depth - 1))]
        for number, rank in enumerate(self.ranks):
            self.layers[rank].append(number)

    def ordered(self, arrows: Sequence[Arrow], pairs: Sequence[Edge]) -> Layered:
        """Lead every arrow through the layers and order them."""
        routes: list[Route] = []
        beside: list[Arrow] = []
        for arrow, (source, target) in zip(arrows, pairs, strict=True):
            if self.ranks[source] == self.ranks[target]:
                beside.append(arrow)
            else:
                routes.append(Route(arrow, self._route(source, target)))
        self._sweep()
        if sum(map(len, self.layers)) <= _MANY:
            self._exchange()
        return Layered(
            tuple(map(tuple, self.layers)),
            tuple(routes),
            tuple(beside),
            tuple(map(tuple, self.edges)),
        )

    def _route(self, source: int, target: int) -> tuple[int, ...]:
        """Lay waypoints from a box to another, whichever of both comes first."""
        forward = self.ranks[source] < self.ranks[target]
        low, high = (source, target) if forward else (target, source)
        stops = [low]
        for rank in range(self.ranks[low] + 1, self.ranks[high]):
            stops.append(len(self.ranks))
            self.layers[rank].append(len(self.ranks))
            self.ranks.append(rank)
        stops.append(high)
        for one, other in pairwise(stops):
            self.edges[self.ranks[one]].append((one, other))
        return tuple(stops if forward else reversed(stops))

    def _sweep(self) -> None:
        """Order each layer by the mean place of its neighbours, up and down in turn."""
        above, below = self._neighbours()
        best, fewest = [list(layer) for layer in self.layers], self._crossings()
        for sweep in range(_SWEEPS):
            if not fewest:
                break
            down = sweep % 2 == 0
            ranks = range(1, len(self.layers)) if down else range(len(self.layers) - 2, -1, -1)
            for rank in ranks:
                neighbours = above if down else below
                beside = self.layers[rank - 1 if down else rank + 1]
                places = {number: place for place, number in enumerate(beside)}
                self.layers[rank] = _by_barycentre(self.layers[rank], neighbours, places)
            found = self._crossings()
            if found < fewest:
                best, fewest = [list(layer) for layer in self.layers], found
        self.layers = best

    def _exchange(self) -> None:
        """Exchange neighbours while that takes crossings away."""
        above, below = self._neighbours()
        for _ in range(_EXCHANGES):
            better = False
            for rank, layer in enumerate(self.layers):
                up = self._places(rank - 1)
                down = self._places(rank + 1)
                for place in range(len(layer) - 1):
                    one, other = layer[place], layer[place + 1]
                    gained = _gained(above, up, one, other) + _gained(below, down, one, other)
                    if gained > 0:
                        layer[place], layer[place + 1] = other, one
                        better = True
            if not better:
                return

    def _places(self, rank: int) -> Mapping[int, int]:
        if not 0 <= rank < len(self.layers):
            return {}
        return {number: place for place, number in enumerate(self.layers[rank])}

    def _neighbours(self) -> tuple[list[list[int]], list[list[int]]]:
        above: list[list[int]] = [[] for _ in self.ranks]
        below: list[list[int]] = [[] for _ in self.ranks]
        for edges in self.edges:
            for one, other in edges:
                below[one].append(other)
                above[other].append(one)
        return above, below

    def _crossings(self) -> int:
        return sum(
            crossings(edges, self.layers[rank], self.layers[rank + 1])
            for rank, edges in enumerate(self.edges)
        )


def _by_barycentre(
    layer: Sequence[int], neighbours: Sequence[Sequence[int]], places: Mapping[int, int]
) -> list[int]:
    """Order a layer by the mean places of neighbours; what has none keeps its own place."""
    wanted: dict[int, float] = {}
    for place, number in enumerate(layer):
        own = [places[other] for other in neighbours[number]]
        wanted[number] = sum(own) / len(own) if own else float(place)
    return sorted(layer, key=lambda number: wanted[number])


def _gained(
    neighbours: Sequence[Sequence[int]], places: Mapping[int, int], one: int, other: int
) -> int:
    """Count the crossings that go if two neighbours change places, less those that come."""
    left = sorted(places[number] for number in neighbours[one] if number in places)
    right = sorted(places[number] for number in neighbours[other] if number in places)
    now = sum(len(left) - bisect_right(left, place) for place in right)
    then = sum(len(right) - bisect_right(right, place) for place in left)
    return now - then
