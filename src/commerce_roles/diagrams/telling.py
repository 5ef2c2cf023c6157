"""Whether an answer can change a decision at all, whatever the other answers are."""

from collections.abc import Sequence
from itertools import pairwise
from random import Random
from typing import Final

from attrs import define

from commerce_roles.diagrams.diagram import Diagram
from commerce_roles.diagrams.sweeping import cells_of, forward
from commerce_roles.expressions import Bounds

__all__ = ["tells"]

_TWO: Final = 2
_TRIES: Final = 100

_Edge = tuple[int, int]
_Pair = tuple[int, int, tuple[int, ...]]
"""Two states, and by how much the sums of the second are larger, ladder by ladder."""


def tells(diagram: Diagram, bounds: Bounds, key: str) -> bool:
    """Say whether there are answers to everything else with which one answer decides.

    Two businesses that differ in this one answer walk side by side through the diagram; if they
    can never end on two rungs, the answer tells nothing. Neighbouring cells are enough: where all
    neighbours end alike, all do.

    Args:
        diagram: The decision.
        bounds: What each input may be.
        key: The input whose answer is not known.

    Raises:
        InexactError: There are too many states.
    """
    level = diagram.level_of(key)
    if level is None:
        return False
    allowed = cells_of(diagram, bounds)
    if len(allowed[level]) < _TWO:
        return False
    if _tells_by_trying(diagram, allowed, level):
        return True
    walk = _Walk(diagram, allowed, [{} for _ in range(diagram.end + 1)])
    cells = allowed[level]
    for state, sums in forward(diagram, allowed, level)[level].items():
        edges = diagram.edges(state)
        for one, other in pairwise(cells):
            walk.meet(edges[one], edges[other], (0,) * len(diagram.ladders), sums)
    return walk.parts(level + 1)


def _tells_by_trying(diagram: Diagram, allowed: Sequence[Sequence[int]], level: int) -> bool:
    """Try some answers to everything else: most answers that tell something are found so, fast."""
    random = Random(level)  # noqa: S311 only the time it takes depends on it
    for _ in range(_TRIES):
        cells = [random.choice(own) if own else 0 for own in allowed]
        rungs: set[int] = set()
        for cell in allowed[level]:
            cells[level] = cell
            rungs.add(diagram.rung(cells))
        if len(rungs) > 1:
            return True
    return False


@define
class _Walk:
    """Pairs of businesses on their way, level by level, with the sums of the first as bits."""

    diagram: Diagram
    allowed: Sequence[Sequence[int]]
    pairs: list[dict[_Pair, int]]

    def meet(self, one: _Edge, other: _Edge, apart: tuple[int, ...], sums: int) -> None:
        """Put a pair where its next variable is asked for; pairs in one place are forgotten."""
        if one[0] != other[0]:
            more = zip(apart, self.diagram.apart(one[0]), self.diagram.apart(other[0]), strict=True)
            apart = tuple(had + theirs - mine for had, mine, theirs in more)
        if one[1] == other[1] and not any(apart):
            return
        levels = self.diagram.levels
        found = self.pairs[min(levels[one[1]], levels[other[1]])]
        pair = (one[1], other[1], apart)
        found[pair] = found.get(pair, 0) | sums << one[0]

    def parts(self, level: int) -> bool:
        """Say whether some pair ends apart."""
        diagram = self.diagram
        for now in range(level, diagram.end):
            ladder = diagram.reading(now)
            for (one, other, apart), sums in self.pairs[now].items():
                if ladder is not None:
                    self._read(ladder, (one, other, apart), sums)
                    continue
                for cell in self.allowed[now]:
                    self.meet(self._edge(one, now, cell), self._edge(other, now, cell), apart, sums)
        return any(self._ends_apart(pair, sums) for pair, sums in self.pairs[diagram.end].items())

    def _edge(self, state: int, now: int, cell: int) -> _Edge:
        """Follow a cell, or wait where the state does not ask for the variable."""
        diagram = self.diagram
        return diagram.edges(state)[cell] if diagram.levels[state] == now else (0, state)

    def _read(self, ladder: int, pair: _Pair, sums: int) -> None:
        """Work out the rung of another ladder for both, and leave its sums behind."""
        one, other, apart = pair
        diagram = self.diagram
        gap = apart[ladder]
        left = (*apart[:ladder], 0, *apart[ladder + 1 :])
        for start, end, cell in diagram.rungs_read(one, ladder):
            for begin, stop, other_cell in diagram.rungs_read(other, ladder):
                low, high = max(start, begin - gap), min(end, stop - gap)
                part = diagram.folded(sums, ladder, low, high) if low < high else 0
                if part:
                    ways = diagram.edges(one)[cell], diagram.edges(other)[other_cell]
                    self.meet(*ways, left, part)

    def _ends_apart(self, pair: _Pair, sums: int) -> bool:
        one, other, apart = pair
        gap = apart[-1]
        last = len(self.diagram.ladders) - 1
        ladder, lowest = self.diagram.ladders[last], self.diagram.lowest[last]
        mine, theirs = self.diagram.mark(one, last), self.diagram.mark(other, last)
        return any(
            ladder.rung(total + lowest, *mine) != ladder.rung(total + gap + lowest, *theirs)
            for total in _places(sums)
        )


def _places(bits: int) -> list[int]:
    """List the places of the bits that are set, rising."""
    found: list[int] = []
    while bits:
        low = bits & -bits
        found.append(low.bit_length() - 1)
        bits ^= low
    return found
