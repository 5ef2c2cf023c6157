"""Which result columns are asked for, and what has to be worked out for them."""

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from commerce_roles.assessment.tables.faults import Fault, raise_faults
from commerce_roles.errors import Problem, nearest

__all__ = ["EVERYTHING", "RESULTS", "Wanted", "wanted_of"]

RESULTS: Final = (
    "verdict",
    "score",
    "score_min",
    "score_max",
    "decided",
    "margin_up",
    "margin_down",
    "hours_low",
    "hours_typical",
    "hours_high",
    "sourcing",
    "fired",
    "unknown",
)
"""What is said of each role, in the order of the columns."""
_POSSIBLE: Final = frozenset({"score_min", "score_max", "decided"})
_OPEN: Final = "unknown"


@frozen
class Wanted:
    """The results that are asked for."""

    names: frozenset[str]

    @property
    def possible(self) -> bool:
        """Whether what missing answers leave open has to be worked out exactly."""
        return bool(self.names & _POSSIBLE)

    def any_of(self, beginning: str) -> bool:
        """Whether some result is asked for whose name begins so."""
        return any(name.startswith(beginning) for name in self.names)

    @property
    def rails(self) -> bool:
        """Whether more than the best estimate has to be worked out."""
        return self.possible or _OPEN in self.names


EVERYTHING: Final = Wanted(frozenset(RESULTS))


def wanted_of(names: Iterable[str]) -> Wanted:
    """Read the names of results; none at all are all of them.

    Raises:
        TableError: There is no such result.
    """
    asked = tuple(names)
    faults: list[Fault] = []
    for name in asked:
        if name not in RESULTS:
            near = nearest(name, RESULTS)
            remedy = f"did you mean {near[0]}?" if near else f"name some of {', '.join(RESULTS)}"
            faults.append(Fault(Problem("there is no such result", f"results: {name}", remedy), ()))
    raise_faults(faults)
    return Wanted(frozenset(asked)) if asked else EVERYTHING
