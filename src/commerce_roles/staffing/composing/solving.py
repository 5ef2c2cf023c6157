"""Solving a model to a proven optimum: bound, core, and what the bound leaves open.

1. Solved without whole numbers, the model gives a bound and, for every person with every set of
   posts, what taking them costs beyond it.
2. A core of those that cost least beyond the bound is solved with whole numbers; it grows until
   it has an answer. That answer is good, and not proven.
3. Whoever costs as much beyond the bound as the answer does, or more, cannot be part of a better
   one (reduced-cost fixing). What is left is solved to the end: then the answer is proven.

Where coverage counts, the hours that a team brings come in steps, which a bound without whole
numbers does not know. All answers are halved there before a core is solved (between 129 and 130
steps, say); most often one half has nothing as good, and the bound of the other is the answer. So
an answer as good as that bound is looked for first.

Rows that were left out and turn out to be broken are added, and the step is taken again.

Sources: E. Balas and E. Zemel, An Algorithm for Large Zero-One Knapsack Problems, 1980 (cores).
"""

from collections.abc import Sequence
from math import ceil, floor, inf
from typing import Final, Literal

from attrs import define, evolve, field, frozen

from commerce_roles.staffing.composing.highs import Aim, Answer, Relaxed, Solver
from commerce_roles.staffing.composing.modelling import Model
from commerce_roles.staffing.composing.waiting import BRIEF, Clock, Stopped

__all__ = ["Solved", "SolvedStatus", "solve"]

SolvedStatus = Literal["optimal", "feasible", "infeasible", "unknown"]
_SMALL: Final = 150
"""Up to so many columns everything is solved at once."""
_CORE: Final = 60
"""The least columns of a core."""
_WIDE: Final = (3, 5)
"""How many times the columns that a bound counts on are the cores in which it is to be reached."""
_GROWTH: Final = 2
_LONGER: Final = 4
"""By how much the last step is tried longer each time: a third of the time is lost at most."""
_CLOSE: Final = 1e-6
"""How far, in parts, a bound in floating point is taken to be off."""


@frozen
class Solved:
    """What is known of a model's best value."""

    status: SolvedStatus
    values: tuple[float, ...] | None = None
    """By variable, the best answer that was found."""
    value: int | None = None
    """Its value."""
    bound: int | None = None
    """No answer has a lower value; None where nothing is known."""


def solve(model: Model, clock: Clock, *, most: int | None = None, briefly: bool = False) -> Solved:
    """Find the answer of least value, and prove that there is no better one.

    When the time is up or somebody presses Ctrl-C, the best answer so far is given with the bound
    that was reached.

    Args:
        model: What is to be solved.
        clock: The time there is.
        most: Answers of a higher value are no answers.
        briefly: Whether the best answer of a core is enough, proven or not, if there is one.

    Raises:
        MissingPackageError: scipy is not installed.
    """
    step = model.program.step
    search = _Search(model, clock, briefly, None if most is None else (most // step + 1) * step)
    try:
        search.run()
    except KeyboardInterrupt:
        clock.stopped = "interrupt"
    except Stopped:
        pass
    return search.solved or search.so_far()


@frozen(order=True)
class _Side:
    """One half of the answers."""

    bound: int
    """None of them has a lower value."""
    row: int
    least: float
    most: float
    """Between which numbers the row lies."""
    relaxed: Relaxed = field(eq=False)
    """The answer of the lowest value where nothing need be whole."""


@define
class _Search:
    model: Model
    clock: Clock
    briefly: bool
    value: int | None = None
    """The value of the best answer, or one that is too high already."""
    best: tuple[float, ...] | None = None
    bound: int | None = None
    solved: Solved | None = None
    """What is known where nothing fits."""
    _solver: Solver | None = field(default=None, init=False)
    _rows: int = field(default=-1, init=False)

    @property
    def solver(self) -> Solver:
        """The solver with all rows that there are by now."""
        if self._solver is None or self._rows != len(self.model.program.lows):
            self._solver, self._rows = Solver(self.model.program), len(self.model.program.lows)
        return self._solver

    @property
    def proven(self) -> bool:
        """Whether there is an answer, and no better one."""
        return self.value is not None and self.bound is not None and self.bound >= self.value

    def so_far(self) -> Solved:
        if self.best is None:
            return Solved("infeasible" if self.proven else "unknown", bound=self.bound)
        if self.proven:
            return Solved("optimal", self.best, self.value, self.value)
        return Solved("feasible", self.best, self.value, self.bound)

    def run(self) -> None:
        row = self.model.steps() if self.model.goal == "coverage" else None
        relaxed = self.solver.relax(self.clock)
        if relaxed.value is None:
            self.solved = Solved("infeasible")
            return
        self.bound = self._whole(relaxed.value)
        if len(self._open(relaxed)) > _SMALL:
            sides = self._sides(row, relaxed)
            self._reach(relaxed, sides)
            if self.best is None:
                self._limit_to(sides[:1])
                self._cores(relaxed)
            self._limit_to([s for s in sides if self.value is None or s.bound < self.value])
        if not (self.proven or (self.briefly and self.best)):
            self._finish(relaxed)

    def _sides(self, row: int | None, relaxed: Relaxed) -> tuple["_Side", ...]:
        """Halve the answers by the steps of the hours that people bring, the better half first.

        What lies between two steps is no answer, and the bound counts on it no longer.
        """
        if row is None:
            return ()
        steps = self.model.program.value(row, relaxed.values)
        below = floor(steps + _CLOSE)
        if steps - below <= _CLOSE:
            return ()
        sides: list[_Side] = []
        for least, most in ((-inf, below), (below + 1, inf)):
            self.model.program.limit(row, least, most)
            half = self.solver.relax(self.clock)
            if half.value is not None:
                sides.append(_Side(self._whole(half.value), row, least, most, half))
        sides.sort()
        if sides and self.bound is not None:
            self.bound = max(self.bound, sides[0].bound)
        return tuple(sides)

    def _reach(self, relaxed: Relaxed, sides: Sequence["_Side"]) -> None:
        """Look for a cheap answer as good as the bound of a half, the better half first.

        To ask of a core for any such answer is far less to do than to ask for its best one.
        """
        prices = self.model.variables.prices(relaxed.reduced)
        order = sorted(range(len(prices)), key=lambda place: (prices[place], place))
        for side in sides:
            self._limit_to([side])
            used = {place for place in order if side.relaxed.values[place] > _CLOSE}
            aim = Aim(side.bound, self.model.variables.costs())
            for wide in _WIDE:
                core = sorted(used.union(order[: max(_CORE, wide * len(used))]))
                self._keep(self._answer(core, BRIEF, aim))
                if self.best is not None:
                    return

    def _limit_to(self, sides: Sequence["_Side"]) -> None:
        """Keep to one half, or to none where both may have something better."""
        if sides:
            one = sides[0] if len(sides) == 1 else evolve(sides[0], least=-inf, most=inf)
            self.model.program.limit(one.row, one.least, one.most)

    def _finish(self, relaxed: Relaxed) -> None:
        """Solve with what may be part of a better answer than the one that is known.

        Again and again for longer: whoever stops it has the best answer of the time before.
        """
        seconds = BRIEF
        while not self.proven:
            answer = self._answer(self._open(relaxed), seconds)
            if answer.status == "infeasible":
                self.bound = self.value
                self.solved = Solved("infeasible") if self.best is None else None
                return
            self._keep(answer)
            if answer.bound is not None:
                reached = self._whole(answer.bound)
                known = reached if self.bound is None else max(self.bound, reached)
                self.bound = known if self.value is None else min(known, self.value)
            if answer.status == "optimal":
                self.bound = self.value
            seconds *= _LONGER

    def _cores(self, relaxed: Relaxed) -> None:
        """Solve growing cores until one has an answer; it need not be proven, nor take long."""
        prices = self.model.variables.prices(relaxed.reduced)
        order = sorted(range(len(prices)), key=lambda place: (prices[place], place))
        used = sum(number > _CLOSE for number in relaxed.values[: len(order)])
        size = max(_CORE, _GROWTH * used)
        while self.best is None and size < len(order):
            self._keep(self._answer(sorted(order[:size]), BRIEF))
            size *= _GROWTH
        wide = self._open(relaxed) if self.best is not None else order
        while self.best is not None and not self.proven and _GROWTH * size < len(wide):
            before = self.value
            self._keep(self._answer(sorted(order[:size]), BRIEF))
            wide, size = self._open(relaxed), size * _GROWTH
            if self.value == before:
                return

    def _open(self, relaxed: Relaxed) -> list[int]:
        """List the columns that may be part of a better answer than the one that is known."""
        if self.value is None or relaxed.value is None:
            return list(range(len(self.model.columns)))
        scale = self.solver.scale
        margin = _CLOSE * max(1.0, abs(relaxed.value))
        most = self.value / scale - 1 - relaxed.value + margin
        prices = self.model.variables.prices(relaxed.reduced)
        return [place for place, price in enumerate(prices) if price <= most]

    def _answer(self, places: list[int], most: float, aim: Aim | None = None) -> Answer:
        """Solve with some columns, adding the rows that the answer breaks."""
        columns = len(self.model.columns)
        while True:
            others = range(columns, len(self.model.program.costs))
            answer = self.solver.solve([*places, *others], self.clock, most, aim)
            if answer.values is None or not self.model.mend(answer.values):
                return answer

    def _keep(self, answer: Answer) -> None:
        if answer.values is None:
            return
        costs = self.model.program.costs
        value = round(sum(c * number for c, number in zip(costs, answer.values, strict=True) if c))
        if self.value is None or value < self.value:
            self.best, self.value = answer.values, value

    def _whole(self, bound: float) -> int:
        """Round a bound in floating point to the next value that can be."""
        return ceil(bound - _CLOSE * max(1.0, abs(bound))) * self.solver.scale
