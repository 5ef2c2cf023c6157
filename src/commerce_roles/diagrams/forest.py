"""Ordered tables as small decision diagrams over cells, shared wherever they are equal.

A diagram asks for one variable after the other, in one order for all; equal parts are one node,
and a question whose answer makes no difference is not asked (R. Bryant, "Graph-Based Algorithms
for Boolean Function Manipulation", IEEE Transactions on Computers C-35, 1986; here with as many
branches as a variable has cells).
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Final

from attrs import define, field

from commerce_roles.diagrams.formulas import (
    Both,
    Either,
    Formula,
    Opposite,
    Test,
)
from commerce_roles.errors import InexactError

__all__ = ["Forest"]

_NO, _YES = 0, 1
_STEPS_A_NODE: Final = 5
"""How much work a node may be."""
_DEEPEST: Final = 250
"""More variables than these are not asked for one inside the other."""
_Form = tuple[str, int, int] | tuple[str, tuple[int, ...]]


@define
class _Formulas:
    """Formulas over cells, each once, without negation: a test is its variable and its cells."""

    tests: Mapping[Test, tuple[int, int, int]]
    """For each test its position in the order, its cells as bits, and all cells as bits."""
    forms: list[_Form] = field(factory=lambda: [("|", ()), ("&", ())])
    tops: list[int] = field(factory=lambda: [1 << 30, 1 << 30])
    """The first position that each formula reads."""
    known: dict[_Form, int] = field(factory=lambda: {("|", ()): _NO, ("&", ()): _YES})
    assigned: dict[tuple[int, int], int] = field(factory=dict[tuple[int, int], int])

    def enter(self, formula: Formula, *, turned: bool = False) -> int:
        """Enter a formula, or its opposite."""
        match formula:
            case bool():
                return int(formula != turned)
            case Opposite(part=part):
                return self.enter(part, turned=not turned)
            case Both(parts=parts) | Either(parts=parts):
                both = isinstance(formula, Both) != turned
                return self._joined(
                    "&" if both else "|", [self.enter(p, turned=turned) for p in parts]
                )
            case _:
                position, cells, every = self.tests[formula]
                return self._test(position, every & ~cells if turned else cells, every)

    def assign(self, formula: int, cell: int) -> int:
        """Give what is left of a formula once the first variable that it reads is in a cell."""
        key = (formula, cell)
        found = self.assigned.get(key)
        if found is None:
            found = self.assigned[key] = self._assign(formula, cell)
        return found

    def _assign(self, formula: int, cell: int) -> int:
        match self.forms[formula]:
            case (_, int(), int() as cells):
                return cells >> cell & 1
            case (str() as sign, tuple() as parts):
                top = self.tops[formula]
                left = [self.assign(p, cell) if self.tops[p] == top else p for p in parts]
                return self._joined(sign, left)

    def _test(self, position: int, cells: int, every: int) -> int:
        if cells in (0, every):
            return int(cells != 0)
        return self._entered(("t", position, cells), position)

    def _joined(self, sign: str, parts: Sequence[int]) -> int:
        decides, idle = (_NO, _YES) if sign == "&" else (_YES, _NO)
        left: set[int] = set()
        for part in parts:
            if part == decides:
                return decides
            match self.forms[part]:
                case (own, tuple() as inner) if own == sign:
                    left.update(inner)
                case _:
                    left.add(part)
        left.discard(idle)
        if len(left) == 1:
            return left.pop()
        if not left:
            return idle
        return self._entered((sign, tuple(sorted(left))), min(self.tops[part] for part in left))

    def _entered(self, form: _Form, top: int) -> int:
        found = self.known.get(form)
        if found is None:
            found = self.known[form] = len(self.forms)
            self.forms.append(form)
            self.tops.append(top)
        return found


class Forest:
    """Diagrams over variables in one order; a diagram is the number of its first node.

    Examples:
        >>> from commerce_roles.diagrams.formulas import Truth
        >>> forest = Forest({Truth("open"): (0, 0b10, 0b11)}, [2], most=100)
        >>> table = forest.table([(Truth("open"), 5)], 0)
        >>> [forest.values[child] for child in forest.children[table]]
        [0, 5]
    """

    def __init__(
        self, tests: Mapping[Test, tuple[int, int, int]], sizes: Sequence[int], most: int
    ) -> None:
        """Begin with no diagram.

        Args:
            tests: For each test its position in the order, its cells and all cells, as bits.
            sizes: How many cells the variable at each position has.
            most: How many nodes there may be.
        """
        self._formulas = _Formulas(tests)
        self._sizes = sizes
        self._most = most
        self._steps = 0
        self._leaves: dict[int, int] = {}
        self._branches: dict[tuple[int, tuple[int, ...]], int] = {}
        self._tables: dict[tuple[tuple[tuple[int, int], ...], int], int] = {}
        self.positions: list[int] = []
        """Of each node: which variable it asks for; past all of them where it has a value."""
        self.children: list[tuple[int, ...]] = []
        """Of each node: where the cells lead."""
        self.values: list[int | None] = []
        """Of each node: its value, where it asks for nothing."""

    @cached_property
    def end(self) -> int:
        """The position of values: behind all variables."""
        return len(self._sizes)

    def table(self, cases: Sequence[tuple[Formula, int]], otherwise: int) -> int:
        """Enter an ordered table: the value of the first case that holds, else `otherwise`.

        Raises:
            InexactError: There would be too many nodes.
        """
        if self.end > _DEEPEST:
            raise InexactError
        entered = tuple((self._formulas.enter(when), then) for when, then in cases)
        return self._built(entered, otherwise)

    def _built(self, cases: tuple[tuple[int, int], ...], otherwise: int) -> int:
        self._steps += 1
        if self._steps > self._most * _STEPS_A_NODE:
            raise InexactError
        left: list[tuple[int, int]] = []
        for when, then in cases:
            if when == _YES:
                otherwise = then
                break
            if when != _NO:
                left.append((when, then))
        while left and left[-1][1] == otherwise:
            left.pop()
        if not left:
            return self._leaf(otherwise)
        key = (tuple(left), otherwise)
        if key not in self._tables:
            tops = self._formulas.tops
            position = min(tops[when] for when, _ in left)
            children = tuple(
                self._built(self._after(left, position, cell), otherwise)
                for cell in range(self._sizes[position])
            )
            self._tables[key] = self._branch(position, children)
        return self._tables[key]

    def _after(
        self, cases: list[tuple[int, int]], position: int, cell: int
    ) -> tuple[tuple[int, int], ...]:
        """Give what is left of some cases once a variable is in a cell."""
        formulas = self._formulas
        return tuple(
            (formulas.assign(when, cell) if formulas.tops[when] == position else when, then)
            for when, then in cases
        )

    def _leaf(self, value: int) -> int:
        if value not in self._leaves:
            self._leaves[value] = self._node(self.end, (), value)
        return self._leaves[value]

    def _branch(self, position: int, children: tuple[int, ...]) -> int:
        if len(set(children)) == 1:
            return children[0]
        key = (position, children)
        if key not in self._branches:
            self._branches[key] = self._node(position, children, None)
        return self._branches[key]

    def _node(self, position: int, children: tuple[int, ...], value: int | None) -> int:
        if len(self.values) >= self._most:
            raise InexactError
        self.positions.append(position)
        self.children.append(children)
        self.values.append(value)
        return len(self.values) - 1

    def reached(self, node: int) -> frozenset[int]:
        """List the values that a diagram can give."""
        seen = {node}
        waiting = [node]
        while waiting:
            fresh = set(self.children[waiting.pop()]) - seen
            seen |= fresh
            waiting.extend(fresh)
        return frozenset(value for value in map(self.values.__getitem__, seen) if value is not None)
