"""HiGHS, reached through scipy, which is imported here and nowhere else, and only when asked."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal

from attrs import frozen

from commerce_roles.errors import MissingPackageError
from commerce_roles.staffing.composing.program import Program
from commerce_roles.staffing.composing.waiting import BRIEF, Clock, Stopped, apart, beside

__all__ = ["Aim", "Answer", "Relaxed", "Solver"]

_OPTIMAL, _LIMIT, _INFEASIBLE = 0, 1, 2


@frozen
class Relaxed:
    """The best value where nothing need be whole: a bound for all that is whole."""

    value: float | None
    """None: there is no solution, whole or not."""
    reduced: Any = None
    """By variable, how much taking it costs beyond that value."""
    values: tuple[float, ...] = ()
    """By variable, the answer with that value."""


@frozen
class Answer:
    """What the solver found."""

    status: Literal["optimal", "limit", "infeasible"]
    values: tuple[float, ...] | None = None
    """By variable; None where nothing was found."""
    bound: float | None = None
    """Nothing can be better than this; None where that is not known."""


@frozen
class Aim:
    """An answer that is good enough."""

    value: int
    """The first answer of this value or a lower one will do."""
    leaning: Sequence[tuple[int, int]]
    """Variables and what each weighs, none below 0: it is looked for where little of them is."""


class Solver:
    """Holds a program in the form that HiGHS reads; the limits of its rows may change."""

    def __init__(self, program: Program) -> None:
        """Read the program.

        Raises:
            MissingPackageError: scipy is not installed.
        """
        try:
            optimize: Any = import_module("scipy.optimize")
            sparse: Any = import_module("scipy.sparse")
        except ImportError:
            raise MissingPackageError("scipy", "solve") from None
        np: Any = import_module("numpy")
        self._np, self._optimize, self._sparse = np, optimize, sparse
        self.program = program
        self.scale = program.step
        shape = (len(program.lows), len(program.costs))
        entries = (program.numbers, (program.rows, program.places))
        self._matrix: Any = sparse.csc_matrix(entries, shape=shape, dtype=float)
        self._by_row: Any = self._matrix.tocsr()
        self._costs: Any = np.array([cost // self.scale for cost in program.costs], dtype=float)
        self._uppers: Any = np.array(program.uppers, dtype=float)
        self._whole: Any = np.array(program.whole, dtype=float)

    def relax(self, clock: Clock) -> Relaxed:
        """Solve where nothing need be whole.

        Raises:
            Stopped: The time is up, or somebody pressed Ctrl-C.
        """
        np = self._np
        if not len(self._costs):
            return Relaxed(0.0 if self._nothing_fits() else None, np.zeros(0))
        lows, highs = self._limits()
        below, above = np.isfinite(lows), np.isfinite(highs)
        rows = self._sparse.vstack([-self._by_row[below], self._by_row[above]], format="csr")
        limits = np.concatenate([-lows[below], highs[above]])
        bounds = np.column_stack([np.zeros(len(self._uppers)), self._uppers])
        # The first steps of HiGHS take longer than what they save in programs of this size.
        options: dict[str, Any] = {"presolve": False}
        if clock.seconds is not None:
            options["time_limit"] = clock.left()

        def run() -> Any:  # noqa: ANN401 scipy's own result
            return self._optimize.linprog(
                self._costs,
                A_ub=rows,
                b_ub=limits,
                bounds=bounds,
                method="highs-ds",
                options=options,
            )

        found = beside(run, clock)
        if found.status == _INFEASIBLE:
            return Relaxed(None)
        if found.status != _OPTIMAL:
            clock.stopped = clock.stopped or "time"
            raise Stopped
        return Relaxed(found.fun, found.lower.marginals, tuple(found.x.tolist()))

    def solve(
        self,
        keep: Sequence[int],
        clock: Clock,
        most: float | None = None,
        aim: Aim | None = None,
    ) -> Answer:
        """Solve with some of the variables, the others being 0.

        Args:
            keep: Places of the variables.
            clock: The time there is.
            most: Seconds at most.
            aim: What is good enough; left out, only the best answer is.

        Raises:
            Stopped: The time is up, or somebody pressed Ctrl-C.
        """
        np, optimize = self._np, self._optimize
        places = np.asarray(keep, dtype=int)
        # Where nothing weighs less than 0, every answer is within the whole of its own value.
        options: dict[str, Any] = {"mip_rel_gap": 1.0 if aim else 0.0}
        limit = clock.left(most)
        if limit is not None:
            options["time_limit"] = limit

        if not len(places):
            zeros = (0.0,) * len(self._costs)
            return Answer("optimal", zeros, 0.0) if self._nothing_fits() else Answer("infeasible")
        costs, matrix, (lows, highs) = self._costs, self._matrix, self._limits()
        if aim is not None:
            matrix = self._sparse.vstack([matrix, self._sparse.csc_matrix(costs)], format="csc")
            lows, highs = np.append(lows, -np.inf), np.append(highs, aim.value // self.scale)
            costs = np.zeros(len(costs))
            for place, weight in aim.leaning:
                costs[place] = weight
            costs /= costs.max(initial=1.0)
        asked = {
            "c": costs[places],
            "constraints": optimize.LinearConstraint(matrix[:, places], lows, highs),
            "integrality": self._whole[places],
            "bounds": optimize.Bounds(0, self._uppers[places]),
            "options": options,
        }
        brief = most is None or most <= BRIEF
        found: Any = (None if brief else apart(asked, clock)) or beside(
            lambda: optimize.milp(**asked), clock
        )
        if found.status == _INFEASIBLE:
            return Answer("infeasible")
        values: tuple[float, ...] | None = None
        if found.x is not None:
            full = np.zeros(len(self._costs))
            full[places] = found.x
            values = tuple(full.tolist())
        status: Literal["optimal", "limit"] = "optimal" if found.status == _OPTIMAL else "limit"
        return Answer(status, values, _number(found.mip_dual_bound))

    def _limits(self) -> tuple[Any, Any]:
        return self._np.array(self.program.lows), self._np.array(self.program.highs)

    def _nothing_fits(self) -> bool:
        lows, highs = self._limits()
        return bool((lows <= 0).all() and (highs >= 0).all())


def _number(value: float | None) -> float | None:
    return None if value is None or value in (float("inf"), float("-inf")) else float(value)
