"""Faults in a table: the column, the value, what to do, and in which rows it stands."""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import frozen

from commerce_roles.errors import Problem, TableError

__all__ = ["WHOLE_COLUMN", "Fault", "Replaced", "merged", "raise_faults", "reasons"]

WHOLE_COLUMN: Final = ()
"""The rows of a fault of a whole column: none is named."""
_ROWS_NAMED: Final = 5
_FAULTS_NAMED: Final = 200


@frozen(eq=False)
class Fault:
    """One wrong value of one column, with every row in which it stands."""

    problem: Problem
    """The path is the name of the column."""
    rows: Any
    """An array of numbers of rows, from 0; empty where the whole column is wrong."""

    @property
    def named(self) -> Problem:
        """The problem with the rows in which it stands, as a person counts them: from 1."""
        if not len(self.rows):
            return self.problem
        first = ", ".join(str(row + 1) for row in self.rows[:_ROWS_NAMED].tolist())
        more = len(self.rows) - _ROWS_NAMED
        rows = "row" if len(self.rows) == 1 else "rows"
        where = f"{rows} {first}" + (f" and {more:,} more" if more > 0 else "")
        path = f"{where}: {self.problem.path}"
        return Problem(self.problem.message, path, self.problem.remedy, self.problem.file)


@frozen
class Replaced:
    """A value that we do not know and that was taken for another."""

    column: str
    value: str
    by: str
    """The word that stands for all others; empty: taken as not known."""
    count: int

    def __str__(self) -> str:
        """Write it on one line."""
        taken = repr(self.by) if self.by else "unknown"
        return f"{self.column}: {self.value!r} was taken as {taken} in {self.count:,} rows"


def raise_faults(faults: Sequence[Fault]) -> None:
    """Raise every fault at once.

    Raises:
        TableError: If there is any.
    """
    if not faults:
        return
    problems = [fault.named for fault in faults[:_FAULTS_NAMED]]
    more = len(faults) - len(problems)
    if more > 0:
        problems.append(Problem(f"and {more:,} faults more", "", "mend these first"))
    raise TableError(problems)


def reasons(faults: Iterable[Fault], rows: int) -> dict[int, str]:
    """Give, for every row with a fault, what is wrong with it."""
    found: dict[int, list[str]] = {}
    for fault in faults:
        own: Iterable[int] = fault.rows.tolist() if len(fault.rows) else range(rows)
        for row in own:
            found.setdefault(row, []).append(str(fault.problem))
    return {row: "; ".join(texts) for row, texts in sorted(found.items())}


def merged(faults: Iterable[Fault]) -> list[Fault]:
    """Bring the rows of equal faults together, in the order in which they were found."""
    from commerce_roles.assessment.tables.rails import np

    found: dict[Problem, list[Any]] = {}
    for fault in faults:
        found.setdefault(fault.problem, []).append(fault.rows)
    return [
        Fault(problem, np.concatenate([np.asarray(own, np.int64) for own in rows]))
        for problem, rows in found.items()
    ]
