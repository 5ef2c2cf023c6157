"""What a decision can come to on what is known: every rung and every score, and none beside."""

from collections.abc import Iterator, Mapping

from attrs import frozen

from commerce_roles.diagrams.diagram import Diagram
from commerce_roles.diagrams.ladders import Ladder
from commerce_roles.expressions import Bounds

__all__ = ["Outcomes", "cells_of", "forward", "sweep"]


@frozen
class Outcomes:
    """All outcomes of one ladder."""

    ladder: Ladder
    lowest: int
    """The score that the lowest bit stands for."""
    scores: Mapping[tuple[int, int], int]
    """For each floor and cap that can occur together, the scores that can, as bits."""

    @property
    def score_range(self) -> tuple[int, int]:
        """The lowest and the highest score."""
        every = 0
        for bits in self.scores.values():
            every |= bits
        return self.lowest + _lowest(every), self.lowest + every.bit_length() - 1

    @property
    def rungs(self) -> tuple[int, ...]:
        """The rungs that can be reached, rising."""
        return tuple(sorted({rung for rung, _, _ in self.reached()}))

    @property
    def margins(self) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """How many points are missing to the next rung, and how many keep it: least and most.

        None where points never help, or never hurt.
        """
        up: list[int] = []
        down: list[int] = []
        for rung, (floor, cap), scores in self._parts():
            if rung < min(cap, self.ladder.top):
                up += [self.ladder.rungs[rung] - score for score in scores]
            if rung > floor:
                down += [score - self.ladder.rungs[rung - 1] + 1 for score in scores]
        return _ends(up), _ends(down)

    def reached(self) -> Iterator[tuple[int, int, int]]:
        """Go through rungs with the lowest and highest score at which each is reached."""
        for rung, _, (low, high) in self._parts():
            yield rung, low, high

    def _parts(self) -> Iterator[tuple[int, tuple[int, int], tuple[int, int]]]:
        """Go through rungs with the floor and cap, the lowest and the highest score of each."""
        for (floor, cap), bits in sorted(self.scores.items()):
            steps = (self.lowest, *self.ladder.rungs, self.lowest + bits.bit_length())
            for band in range(len(steps) - 1):
                part = _between(bits, steps[band] - self.lowest, steps[band + 1] - self.lowest)
                if part:
                    rung = min(cap, max(floor, band))
                    low, high = _lowest(part), part.bit_length() - 1
                    yield rung, (floor, cap), (self.lowest + low, self.lowest + high)


def _ends(points: list[int]) -> tuple[int, int] | None:
    """Give the least and the most of those that are more than nothing."""
    some = [number for number in points if number > 0]
    return (min(some), max(some)) if some else None


def _lowest(bits: int) -> int:
    return (bits & -bits).bit_length() - 1


def _between(bits: int, low: int, high: int) -> int:
    """Keep the bits from one place up to another."""
    low, high = max(low, 0), max(high, 0)
    return (bits & ((1 << high) - 1)) >> low << low


def cells_of(diagram: Diagram, bounds: Bounds) -> list[list[int]]:
    """List, for each variable, the cells that knowledge allows."""
    return [
        [cell for cell in range(cells.bit_length()) if cells >> cell & 1]
        for cells in diagram.allowed(bounds)
    ]


def forward(diagram: Diagram, allowed: list[list[int]], end: int) -> list[dict[int, int]]:
    """Walk from the beginning up to a level: for each level its states with their sums, as bits."""
    levels, edges = diagram.levels, diagram.edges
    waiting: list[dict[int, int]] = [{} for _ in range(diagram.end + 1)]
    waiting[levels[diagram.first]][diagram.first] = 1 << diagram.first_shift
    for level in range(end):
        ladder = diagram.reading(level)
        if ladder is not None:
            _read(diagram, waiting[level], ladder, waiting)
            continue
        cells = allowed[level]
        for state, sums in waiting[level].items():
            ways = edges(state)
            for cell in cells:
                shift, child = ways[cell]
                target = waiting[levels[child]]
                target[child] = target.get(child, 0) | sums << shift
    return waiting


def sweep(diagram: Diagram, bounds: Bounds) -> Outcomes:
    """Find all outcomes of a decision on what is known.

    Args:
        diagram: The decision.
        bounds: What each input may be.

    Raises:
        InexactError: There are too many states.
    """
    last = len(diagram.ladders) - 1
    scores: dict[tuple[int, int], int] = {}
    ends = forward(diagram, cells_of(diagram, bounds), diagram.end)[diagram.end]
    for state, sums in ends.items():
        mark = diagram.mark(state, last)
        scores[mark] = scores.get(mark, 0) | sums
    return Outcomes(diagram.ladders[last], diagram.lowest[last], scores)


def _read(
    diagram: Diagram, states: Mapping[int, int], ladder: int, waiting: list[dict[int, int]]
) -> None:
    """Work out the rung of another ladder for every sum, and leave its sum behind."""
    for state, sums in states.items():
        ways = diagram.edges(state)
        for start, end, cell in diagram.rungs_read(state, ladder):
            part = diagram.folded(sums, ladder, start, end)
            if part:
                shift, child = ways[cell]
                target = waiting[diagram.levels[child]]
                target[child] = target.get(child, 0) | part << shift
