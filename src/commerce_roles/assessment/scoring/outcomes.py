"""What the functions give: plain frozen values, cheap to make, in the order of the roles."""

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any, Final, NamedTuple

from attrs import frozen

from commerce_roles.expressions import Interval, Value
from commerce_roles.model import Verdict

__all__ = ["MAKE", "Decided", "Known", "Ranged"]

MAKE: Final[Callable[..., Any]] = attrgetter("__new__")(tuple)
"""Makes an outcome of its parts at once: half the time of calling its class."""


@frozen
class Known:
    """What is known of one business, as `Engine.ranges` takes it."""

    values: Mapping[str, Value]
    """Every input that verdicts read; None where it is not known."""
    ranges: Mapping[str, Interval]
    """The ends of numbers among those, where a range was told; empty where none was."""


class Decided(NamedTuple):
    """What every role gets where all answers are known; a place for each role, by id."""

    verdicts: tuple[Verdict, ...]
    scores: tuple[int, ...]
    fired: tuple[int, ...]
    """A mask for each role: bit `i` says that its rule `i` fired."""


class Ranged(NamedTuple):
    """What every role may get while answers are missing; a place for each role, by id."""

    lowest: tuple[Verdict, ...]
    highest: tuple[Verdict, ...]
    lowest_scores: tuple[int, ...]
    highest_scores: tuple[int, ...]
    fired: tuple[int, ...]
    """A mask for each role: bit `i` says that its rule `i` fires whatever is answered."""
    open: tuple[int, ...]
    """A mask for each role: bit `i` says that its rule `i` may fire or not."""
