"""A decision as one diagram: all its tables side by side, unfolded as far as questions reach.

A state is what is left of every table after some variables, and the floors and caps found so far.
Points are not part of a state: they stand on the edges and are added up by whoever walks
(edge-valued diagrams, after Y.-T. Lai and S. Sastry, "Edge-Valued Binary Decision Diagrams for
Multi-Level Hierarchical Verification", Design Automation Conference 1992). A sum of points is the
place of a bit, so that adding is shifting, and all sums that can be reached are one whole number.

Where a decision reads the rung of another, both sums are added up side by side, one above the
other in the same number, and the other's rung is worked out when its variables are through.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from threading import Lock
from typing import Final

from attrs import frozen

from commerce_roles.diagrams.forest import Forest
from commerce_roles.diagrams.formulas import Test
from commerce_roles.diagrams.ladders import Ladder, TakenTable, needed, take
from commerce_roles.diagrams.ordering import order
from commerce_roles.diagrams.variables import Variable, variables_of
from commerce_roles.errors import InexactError
from commerce_roles.expressions import Bounds, Domain, Form, Value

__all__ = ["Diagram", "Edges"]

_MOST_NODES: Final = 100_000
_MOST_STATES: Final = 60_000
_WIDEST: Final = 1 << 20
"""Bits in a number of sums."""
_DONE: Final = -1

Edges = tuple[tuple[int, int], ...]
"""For each cell: the points it gives, as a shift, and the state it leads to."""


@frozen
class _Slot:
    """A table in the state."""

    ladder: int
    kind: str
    lowest: int
    """The fewest points it can give: shifts count from there."""


@frozen
class _Reading:
    """The place at which the rung of another ladder is worked out."""

    ladder: int
    position: int


class Diagram:
    """One ladder, with those whose rungs it reads, as a diagram over cells."""

    def __init__(
        self, ladders: Sequence[Ladder], steps: Mapping[str, Form], domains: Mapping[str, Domain]
    ) -> None:
        """Take the rules apart and put the variables in order.

        Args:
            ladders: The ladder that is asked for, last; before it those that it reads.
            steps: The forms of what is worked out, without rungs.
            domains: The domain of every input.

        Raises:
            InexactError: The rules cannot be taken apart, or are too many.
        """
        self.ladders = ladders = needed(ladders, steps)
        tables = take(ladders, steps)
        tests = sorted({test for table in tables for test in table.tests}, key=repr)
        rungs = {ladder.key: number for number, ladder in enumerate(ladders)}
        found, homes = variables_of(tests, domains)
        self._order(tables, found, homes, rungs)
        self._plant(tables, found, homes)
        self._expanded: dict[int, Edges] = {}
        # all who ask by the same rules share a diagram, in whichever thread: states are numbered
        # one after the other, and found by way of edges, which are kept once they are whole
        self._growing = Lock()
        self._stretches: dict[tuple[int, tuple[int, int]], tuple[tuple[int, int, int], ...]] = {}

    # ------------------------------------------------------------------ making

    def _order(
        self,
        tables: Sequence[TakenTable],
        variables: Sequence[Variable],
        homes: Mapping[Test, int],
        rungs: Mapping[str, int],
    ) -> None:
        """Put the variables in order; the rung of a ladder comes after what decides it."""
        supports = [frozenset(homes[test] for test in table.tests) for table in tables]
        derived = {
            number: rungs[variable.keys[0]]
            for number, variable in enumerate(variables)
            if variable.keys[0] in rungs
        }
        after = {
            number: frozenset[int]().union(
                *(s for s, table in zip(supports, tables, strict=True) if table.ladder <= ladder)
            )
            - {number}
            for number, ladder in derived.items()
        }
        chosen = order(supports, [variable.size for variable in variables], after)
        self.variables = tuple(variables[number] for number in chosen)
        self._place = {number: place for place, number in enumerate(chosen)}
        self._readings = {
            self._place[number]: _Reading(ladder, self._place[number])
            for number, ladder in derived.items()
        }

    def _plant(
        self, tables: Sequence[TakenTable], variables: Sequence[Variable], homes: Mapping[Test, int]
    ) -> None:
        tests: dict[Test, tuple[int, int, int]] = {}
        for test, home in homes.items():
            variable = variables[home]
            tests[test] = (self._place[home], variable.truths(test), (1 << variable.size) - 1)
        self.forest = Forest(tests, [v.size for v in self.variables], _MOST_NODES)
        self.roots = tuple(self.forest.table(table.cases, table.otherwise) for table in tables)
        self.slots = tuple(
            _Slot(table.ladder, table.kind, min(self.forest.reached(root)))
            for table, root in zip(tables, self.roots, strict=True)
        )
        widths = [1] * len(self.ladders)
        lowest = [0] * len(self.ladders)
        for slot, root in zip(self.slots, self.roots, strict=True):
            if slot.kind == "points":
                widths[slot.ladder] += max(self.forest.reached(root)) - slot.lowest
                lowest[slot.ladder] += slot.lowest
        self.lowest = tuple(lowest)
        """The fewest points of each ladder: what a shift of nothing stands for."""
        strides: list[int] = []
        stride = 1
        for width in reversed(widths):
            strides.insert(0, stride)
            stride *= width
        if stride > _WIDEST:
            raise InexactError
        self.widths, self.strides = tuple(widths), tuple(strides)
        self._states: list[tuple[tuple[int, ...], tuple[tuple[int, int], ...]]] = []
        self._numbers: dict[tuple[tuple[int, ...], tuple[tuple[int, int], ...]], int] = {}
        self.levels: list[int] = []
        marks = tuple((0, ladder.top) for ladder in self.ladders)
        self.first_shift, self.first = self._enter(self.roots, marks)

    # ------------------------------------------------------------------ states

    @property
    def end(self) -> int:
        """The level of states in which everything is decided."""
        return len(self.variables)

    def _enter(self, nodes: Sequence[int], marks: tuple[tuple[int, int], ...]) -> tuple[int, int]:
        """Enter a state; tables that are through give their number away."""
        values, positions = self.forest.values, self.forest.positions
        left: list[int] = []
        found = list(marks)
        shift, level = 0, self.end
        for slot, node in zip(self.slots, nodes, strict=True):
            value = None if node == _DONE else values[node]
            if node == _DONE or value is not None:
                left.append(_DONE)
                if value is not None:
                    if slot.kind == "points":
                        shift += (value - slot.lowest) * self.strides[slot.ladder]
                    elif slot.kind == "floor":
                        floor, cap = found[slot.ladder]
                        found[slot.ladder] = (max(floor, value), cap)
                    else:
                        floor, cap = found[slot.ladder]
                        found[slot.ladder] = (floor, min(cap, value))
            else:
                left.append(node)
                level = min(level, positions[node])
        return shift, self._number((tuple(left), tuple(found)), level)

    def _number(
        self, state: tuple[tuple[int, ...], tuple[tuple[int, int], ...]], level: int
    ) -> int:
        number = self._numbers.get(state)
        if number is None:
            if len(self._states) >= _MOST_STATES:
                raise InexactError
            number = self._numbers[state] = len(self._states)
            self._states.append(state)
            _, marks = state
            open_readings = (
                reading.position
                for reading in self._readings.values()
                if marks[reading.ladder] != _READ
            )
            self.levels.append(min((level, *open_readings)))
        return number

    def edges(self, state: int) -> Edges:
        """Give where each cell of the variable of a state leads."""
        found = self._expanded.get(state)
        if found is None:
            with self._growing:
                found = self._expanded.get(state)
                if found is None:
                    found = self._expanded[state] = self._edges(state)
        return found

    def _edges(self, state: int) -> Edges:
        level = self.levels[state]
        nodes, marks = self._states[state]
        children, positions = self.forest.children, self.forest.positions
        reading = self._readings.get(level)
        if reading is not None:
            marks = tuple(
                _READ if number == reading.ladder else mark for number, mark in enumerate(marks)
            )
        touched = [node != _DONE and positions[node] == level for node in nodes]
        return tuple(
            self._enter(
                [
                    children[node][cell] if here else node
                    for node, here in zip(nodes, touched, strict=True)
                ],
                marks,
            )
            for cell in range(self.variables[level].size)
        )

    def mark(self, state: int, ladder: int) -> tuple[int, int]:
        """Give the floor and the cap that a state has found for a ladder."""
        return self._states[state][1][ladder]

    def reading(self, level: int) -> int | None:
        """Give the ladder whose rung is worked out at a level, if one is."""
        found = self._readings.get(level)
        return None if found is None else found.ladder

    def rungs_read(self, state: int, ladder: int) -> tuple[tuple[int, int, int], ...]:
        """Give the stretches of sums of a ladder whose rung is worked out now.

        Returns:
            Where each stretch begins, where it has ended, and the cell of its rung.
        """
        return self.stretches(ladder, self.mark(state, ladder))

    def stretches(self, ladder: int, mark: tuple[int, int]) -> tuple[tuple[int, int, int], ...]:
        """Give the stretches of sums of a ladder, as `rungs_read`, between a floor and a cap."""
        found = self._stretches.get((ladder, mark))
        if found is None:
            found = self._stretches[ladder, mark] = self._stretched(ladder, mark)
        return found

    def _stretched(self, ladder: int, mark: tuple[int, int]) -> tuple[tuple[int, int, int], ...]:
        own, lowest, width = self.ladders[ladder], self.lowest[ladder], self.widths[ladder]
        inner = {step - lowest for step in own.rungs}
        variable = next(
            self.variables[r.position] for r in self._readings.values() if r.ladder == ladder
        )
        return tuple(
            (start, end, variable.cell_of({own.key: own.rung(start + lowest, *mark)}))
            for start, end in pairwise(sorted({0, width, *(e for e in inner if 0 < e < width)}))
        )

    def rung(self, cells: Sequence[int]) -> int:
        """Give the rung where every variable is in a known cell."""
        state, sums = self.first, self.first_shift
        while (level := self.levels[state]) < self.end:
            reading = self._readings.get(level)
            cell = cells[level]
            if reading is not None:
                place, sums = divmod(sums, self.strides[reading.ladder])
                stretches = self.rungs_read(state, reading.ladder)
                cell = next(cell for start, end, cell in stretches if start <= place < end)
            shift, state = self.edges(state)[cell]
            sums += shift
        last = len(self.ladders) - 1
        return self.ladders[last].rung(sums + self.lowest[last], *self.mark(state, last))

    def apart(self, shift: int) -> tuple[int, ...]:
        """Give the points of each ladder that a shift adds."""
        found: list[int] = []
        for stride in self.strides:
            points, shift = divmod(shift, stride)
            found.append(points)
        return tuple(found)

    def folded(self, sums: int, ladder: int, start: int, end: int) -> int:
        """Leave the sums of a ladder behind: what stands above a stretch of them, together."""
        stride = self.strides[ladder]
        part = sums >> start * stride & (1 << (end - start) * stride) - 1
        length = end - start
        while length > 1:
            half = (length + 1) // 2
            part = part >> half * stride | part & (1 << half * stride) - 1
            length = half
        return part

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The inputs that the decision reads, in the order in which it asks for them."""
        return tuple(
            key
            for level, variable in enumerate(self.variables)
            if level not in self._readings
            for key in variable.keys
        )

    def level_of(self, key: str) -> int | None:
        """Give the level at which an input is asked for; None where it is not read."""
        for level, variable in enumerate(self.variables):
            if key in variable.keys and level not in self._readings:
                return level
        return None

    def allowed(self, bounds: Bounds) -> tuple[int, ...]:
        """Give, for each variable, the cells that knowledge allows, as bits."""
        return tuple(
            0 if level in self._readings else variable.allowed(bounds)
            for level, variable in enumerate(self.variables)
        )

    def cells(self, values: Mapping[str, Value]) -> tuple[int, ...]:
        """Give the cell of each variable at known values."""
        return tuple(
            0 if level in self._readings else variable.cell_of(values)
            for level, variable in enumerate(self.variables)
        )


_READ: Final = (_DONE, _DONE)
"""What stands for the floor and cap of a ladder whose rung is worked out already."""
