"""How to reach a rung with the fewest changes: every way that changes no more than it must."""

from collections.abc import Iterator, Sequence
from typing import Final

from attrs import field, frozen

from commerce_roles.diagrams.diagram import Diagram

__all__ = ["Prices", "Search", "Way", "ways_to"]

Prices = Sequence[Sequence[int | None]]
"""For each variable and cell how many inputs must change for it; None: it cannot be had."""

Way = tuple[tuple[int, int], ...]
"""The variables that leave their cell, by level, and the cell each goes to."""

_MOST_WAYS: Final = 20_000


def ways_to(
    diagram: Diagram, prices: Prices, rung: int, most_changes: int
) -> tuple[int, tuple[Way, ...], bool] | None:
    """Find all ways to a rung that change the fewest inputs.

    Args:
        diagram: The decision.
        prices: What each cell costs from where one stands.
        rung: The rung to reach.
        most_changes: How many inputs may change at the most.

    Returns:
        How many inputs change, the ways, and whether these are all; None where there is no way.

    Raises:
        InexactError: There are too many states.
    """
    for changes in range(most_changes + 1):
        search = Search.of(diagram, prices, rung, changes)
        if search.good(diagram.first, changes) >> diagram.first_shift & 1:
            found: list[Way] = []
            for way in search.ways(diagram.first, diagram.first_shift, changes, ()):
                if len(found) == _MOST_WAYS:
                    return changes, tuple(found), False
                found.append(way)
            return changes, tuple(found), True
    return None


@frozen
class Search:
    """For each state and number of changes, the sums from which the rung can be reached."""

    diagram: Diagram
    prices: Prices
    sums: dict[tuple[int, int], int] = field(factory=dict[tuple[int, int], int])

    @classmethod
    def of(cls, diagram: Diagram, prices: Prices, rung: int, changes: int) -> "Search":
        """Go forward to all states within some changes, and back with what leads to the rung."""
        search = cls(diagram, prices)
        levels: list[set[tuple[int, int]]] = [set() for _ in range(diagram.end + 1)]
        levels[diagram.levels[diagram.first]].add((diagram.first, changes))
        for level in range(diagram.end):
            for state, left in levels[level]:
                for _, child, after in search.steps(state, left):
                    levels[diagram.levels[child]].add((child, after))
        for state, left in levels[diagram.end]:
            search.sums[state, left] = search.goal(state, rung)
        for level in reversed(range(diagram.end)):
            ladder = diagram.reading(level)
            for state, left in levels[level]:
                search.sums[state, left] = (
                    search.through(state, left)
                    if ladder is None
                    else search.read(state, left, ladder)
                )
        return search

    def good(self, state: int, left: int) -> int:
        """Give the sums from which a state leads to the rung, as bits."""
        return self.sums.get((state, left), 0)

    def steps(self, state: int, left: int) -> Iterator[tuple[int, int, int]]:
        """Give the points, the next state and the changes left, for each cell one can have."""
        level = self.diagram.levels[state]
        edges = self.diagram.edges(state)
        if self.diagram.reading(level) is not None:
            yield from ((shift, child, left) for shift, child in edges)
            return
        for (shift, child), price in zip(edges, self.prices[level], strict=True):
            if price is not None and price <= left:
                yield shift, child, left - price

    def goal(self, state: int, rung: int) -> int:
        """Give the sums at which the rung is reached in the end."""
        diagram, last = self.diagram, len(self.diagram.ladders) - 1
        ladder, (floor, cap) = diagram.ladders[last], diagram.mark(state, last)
        return sum(
            1 << place
            for place in range(diagram.widths[last])
            if ladder.rung(place + diagram.lowest[last], floor, cap) == rung
        )

    def through(self, state: int, left: int) -> int:
        """Give the good sums of a state from those of the next ones."""
        found = 0
        for shift, child, after in self.steps(state, left):
            found |= self.good(child, after) >> shift
        return found

    def read(self, state: int, left: int, ladder: int) -> int:
        """Give the good sums where the rung of another ladder is worked out."""
        edges = self.diagram.edges(state)
        stride = self.diagram.strides[ladder]
        mask = (1 << stride) - 1
        found = 0
        for start, end, cell in self.diagram.rungs_read(state, ladder):
            shift, child = edges[cell]
            part = self.good(child, left) >> shift & mask
            if part:
                # part, repeated at each place of the stretch
                found |= part * (((1 << (end - start) * stride) - 1) // mask) << start * stride
        return found

    def ways(self, state: int, total: int, left: int, taken: Way) -> Iterator[Way]:
        """Go through all ways from a state that use up the changes left."""
        level = self.diagram.levels[state]
        if level == self.diagram.end:
            if left == 0:
                yield taken
            return
        edges = self.diagram.edges(state)
        ladder = self.diagram.reading(level)
        if ladder is not None:
            stride = self.diagram.strides[ladder]
            place, total = divmod(total, stride)
            shift, child = next(
                edges[cell]
                for start, end, cell in self.diagram.rungs_read(state, ladder)
                if start <= place < end
            )
            yield from self.ways(child, total + shift, left, taken)
            return
        for cell, ((shift, child), price) in enumerate(zip(edges, self.prices[level], strict=True)):
            if price is None or price > left:
                continue
            if self.good(child, left - price) >> (total + shift) & 1:
                way = (*taken, (level, cell)) if price else taken
                yield from self.ways(child, total + shift, left - price, way)
