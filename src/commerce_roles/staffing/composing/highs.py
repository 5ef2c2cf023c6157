"""HiGHS, reached through scipy, which is imported here and nowhere else, and only when asked."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal

from attrs import frozen

from commerce_roles.errors import MissingPackageError
from commerce_roles.staffing.composing.program import Program
from commerce_roles.staffing.composing.waiting import BRIEF, Clock, Stopped, apart, beside

__all__ = ["Answer", "Relaxed", "Solver"]

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


class Solver:
    """Holds a program in the form that HiGHS reads."""

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
        self._costs: Any = np.array([cost // self.scale for cost in program.costs], dtype=float)
        self._uppers: Any = np.array(program.uppers, dtype=float)
        self._whole: Any = np.array(program.whole, dtype=float)
        self._lows: Any = np.array(program.lows)
        self._highs: Any = np.array(program.highs)

    def relax(self, clock: Clock) -> Relaxed:
        """Solve where nothing need be whole.

        Raises:
            Stopped: The time is up, or somebody pressed Ctrl-C.
        """
        np = self._np
        if not len(self._costs):
            return Relaxed(0.0 if self._nothing_fits() else None, np.zeros(0))
        lows, highs, matrix = self._lows, self._highs, self._matrix.tocsr()
        below, above = np.isfinite(lows), np.isfinite(highs)
        rows = self._sparse.vstack([-matrix[below], matrix[above]], format="csr")
        limits = np.concatenate([-lows[below], highs[above]])
        bounds = np.column_stack([np.zeros(len(self._uppers)), self._uppers])
        options = {"time_limit": clock.left()} if clock.seconds is not None else {}

        def run() -> Any:  # noqa: ANN401 scipy's own result
            return self._optimize.linprog(
                self._costs, A_ub=rows, b_ub=limits, bounds=bounds, method="highs", options=options
            )

        found = beside(run, clock)
        if found.status == _INFEASIBLE:
            return Relaxed(None)
        if found.status != _OPTIMAL:
            clock.stopped = clock.stopped or "time"
            raise Stopped
        return Relaxed(found.fun, found.lower.marginals, tuple(found.x.tolist()))

    def solve(self, keep: Sequence[int], clock: Clock, most: float | None = None) -> Answer:
        """Solve with some of the variables, the others being 0.

        Args:
            keep: Places of the variables.
            clock: The time there is.
            most: Seconds at most.

        Raises:
            Stopped: The time is up, or somebody pressed Ctrl-C.
        """
        np, optimize = self._np, self._optimize
        places = np.asarray(keep, dtype=int)
        options: dict[str, Any] = {"mip_rel_gap": 0.0}
        limit = clock.left(most)
        if limit is not None:
            options["time_limit"] = limit

        if not len(places):
            zeros = (0.0,) * len(self._costs)
            return Answer("optimal", zeros, 0.0) if self._nothing_fits() else Answer("infeasible")
        asked = {
            "c": self._costs[places],
            "constraints": optimize.LinearConstraint(
                self._matrix[:, places], self._lows, self._highs
            ),
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

    def _nothing_fits(self) -> bool:
        return bool((self._lows <= 0).all() and (self._highs >= 0).all())


def _number(value: float | None) -> float | None:
    return None if value is None or value in (float("inf"), float("-inf")) else float(value)
