"""Whether an answer can change a decision at all, whatever the other answers are."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from operator import mul
from random import Random
from typing import Final

from attrs import define

from commerce_roles.diagrams.diagram import Diagram
from commerce_roles.diagrams.reaching import Search
from commerce_roles.diagrams.sweeping import cells_of, forward
from commerce_roles.expressions import Bounds

__all__ = ["Telling"]

_TRIES: Final = 40

_Edge = tuple[int, int]
_Pair = tuple[int, int, tuple[int, ...]]
"""Two states, and by how much the sums of the second are larger, ladder by ladder."""


class Telling:
    """Which answers can change a decision, on what is known.

    An answer tells if there are answers to everything else with which it decides. First some
    answers to everything else are tried. Then two businesses that differ in this one answer walk
    side by side through the diagram, until what can still become of one can no longer become of
    the other; if that never happens, the answer tells nothing.
    """

    def __init__(self, diagram: Diagram, bounds: Bounds) -> None:
        """Take what each input may be.

        Raises:
            InexactError: There are too many states.
        """
        self.diagram = diagram
        self._allowed = cells_of(diagram, bounds)
        self._known: dict[int, bool] = {}

    def tells(self, key: str) -> bool:
        """Say whether an answer can change the decision.

        Raises:
            InexactError: There are too many states.
        """
        level = self.diagram.level_of(key)
        if level is None or len(self._allowed[level]) == 1:
            return False
        if level not in self._known:
            self._known[level] = self._by_trying(level) or self._by_walking(level)
        return self._known[level]

    def _by_trying(self, level: int) -> bool:
        random = Random(level)  # noqa: S311 only the time it takes depends on it
        for _ in range(_TRIES):
            cells = [random.choice(own) if own else 0 for own in self._allowed]
            rungs: set[int] = set()
            for cell in self._allowed[level]:
                cells[level] = cell
                rungs.add(self.diagram.rung(cells))
            if len(rungs) > 1:
                return True
        return False

    def _by_walking(self, level: int) -> bool:
        diagram = self.diagram
        walk = _Walk(diagram, self._allowed, self._leading, [{} for _ in range(diagram.end + 1)])
        for state, sums in self._forward[level].items():
            edges = diagram.edges(state)
            # Where all neighbours end alike, all do.
            for one, other in pairwise(self._allowed[level]):
                walk.meet(edges[one], edges[other], (0,) * len(diagram.ladders), sums)
        return walk.parts(level + 1)

    @cached_property
    def _forward(self) -> Sequence[Mapping[int, int]]:
        return forward(self.diagram, self._allowed, self.diagram.end)

    @cached_property
    def _leading(self) -> Sequence[Search]:
        """Give, for each rung, the sums from which it can be reached."""
        prices = [
            [0 if cell in own else None for cell in range(variable.size)]
            for own, variable in zip(self._allowed, self.diagram.variables, strict=True)
        ]
        top = self.diagram.ladders[-1].top
        return [Search.of(self.diagram, prices, rung, 0) for rung in range(top + 1)]


@define
class _Walk:
    """Pairs of businesses on their way, level by level, with the sums of the first as bits."""

    diagram: Diagram
    allowed: Sequence[Sequence[int]]
    leading: Sequence[Search]
    pairs: list[dict[_Pair, int]]
    apart: bool = False

    def meet(self, one: _Edge, other: _Edge, gaps: tuple[int, ...], sums: int) -> None:
        """Put a pair where its next variable is asked for; pairs in one place are forgotten."""
        (shift, state), (their_shift, their_state) = one, other
        if shift != their_shift:
            more = zip(
                gaps, self.diagram.apart(shift), self.diagram.apart(their_shift), strict=True
            )
            gaps = tuple(had + theirs - mine for had, mine, theirs in more)
        if state == their_state and not any(gaps):
            return
        sums <<= shift
        gap = sum(map(mul, gaps, self.diagram.strides))
        for search in self.leading:
            theirs = search.good(their_state, 0)
            same = theirs >> gap if gap >= 0 else theirs << -gap
            if (search.good(state, 0) ^ same) & sums:
                self.apart = True
        levels = self.diagram.levels
        found = self.pairs[min(levels[state], levels[their_state])]
        pair = (state, their_state, gaps)
        found[pair] = found.get(pair, 0) | sums

    def parts(self, level: int) -> bool:
        """Say whether some pair ends apart."""
        for now in range(level, self.diagram.end):
            ladder = self.diagram.reading(now)
            for (one, other, gaps), sums in self.pairs[now].items():
                if self.apart:
                    return True
                if ladder is not None:
                    self._read(ladder, (one, other, gaps), sums)
                    continue
                for cell in self.allowed[now]:
                    self.meet(self._edge(one, now, cell), self._edge(other, now, cell), gaps, sums)
        return self.apart

    def _edge(self, state: int, now: int, cell: int) -> _Edge:
        """Follow a cell, or wait where the state does not ask for the variable."""
        diagram = self.diagram
        return diagram.edges(state)[cell] if diagram.levels[state] == now else (0, state)

    def _read(self, ladder: int, pair: _Pair, sums: int) -> None:
        """Work out the rung of another ladder for both, and leave its sums behind."""
        one, other, gaps = pair
        diagram, gap = self.diagram, gaps[ladder]
        left = (*gaps[:ladder], 0, *gaps[ladder + 1 :])
        for start, end, cell in diagram.rungs_read(one, ladder):
            for begin, stop, other_cell in diagram.rungs_read(other, ladder):
                low, high = max(start, begin - gap), min(end, stop - gap)
                part = diagram.folded(sums, ladder, low, high) if low < high else 0
                if part:
                    ways = diagram.edges(one)[cell], diagram.edges(other)[other_cell]
                    self.meet(*ways, left, part)
