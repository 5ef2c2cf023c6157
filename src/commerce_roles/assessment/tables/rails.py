"""Columns on three rails: the least and the most that may be, and the best estimate between.

A column that is known has one array on all three, and is worked out once. What stands for a whole
column may be a single number of numpy: a literal, or a column of which nothing is known.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from commerce_roles.assessment.tables.packages import needed
from commerce_roles.expressions import Domain, Integer

__all__ = [
    "Array",
    "Rails",
    "all_of",
    "any_of",
    "combined",
    "is_alone",
    "is_held",
    "kind_of_domain",
    "known",
    "looked_up",
    "np",
    "opposite",
    "rails",
]

np: Final[Any] = needed("numpy")
"""numpy, whose arrays are of any type here: what is in them is said by the domain of a form."""
_PAIR: Final = 2
Array = Any
"""An array of numpy, or a single number of numpy that stands for every row."""


class Rails(NamedTuple):
    """A condition (surely, possibly) or a number (lowest, highest), and its best estimate."""

    one: Array
    other: Array
    point: Array

    @property
    def exact(self) -> bool:
        """Whether every row is known: one array on all rails."""
        return self.one is self.other


def is_alone(array: Array) -> bool:
    """Say whether one value stands for every row."""
    return bool(np.ndim(array) == 0)


def is_held(array: Array) -> bool:
    """Say whether the values are here, and not those of a column that is worked out elsewhere."""
    return isinstance(array, np.ndarray | np.generic)


def kind_of_domain(domain: Domain) -> Any:  # noqa: ANN401 a type of numpy
    """Give the type of a column of numbers."""
    return np.int64 if isinstance(domain, Integer) else np.float64


def looked_up(table: Array, places: Array) -> Array:
    """Give for each row what stands at its place in a table."""
    if not is_held(places):
        return places.of(table)
    if len(table) == _PAIR:  # several times as fast as to look it up
        return table[0] + places.astype(table.dtype) * np.diff(table)[0]
    return table[places] if is_alone(places) else table.take(places, mode="clip")


def known(array: Array) -> Rails:
    """Put a column that is known on the rails."""
    return Rails(array, array, array)


def rails(one: Array, other: Array, point: Array) -> Rails:
    """Put a column on the rails; ends that are single and equal leave nothing open."""
    if is_alone(one) and is_alone(other) and one == other:
        return known(one)
    return Rails(one, other, point)


def combined(work: Callable[..., Array], *parts: Rails) -> Rails:
    """Work something out that rises with all its parts."""
    if all(part.exact for part in parts):
        return known(work(*(part.one for part in parts)))
    return rails(*(work(*arrays) for arrays in zip(*parts, strict=True)))


def opposite(part: Rails) -> Rails:
    """Turn a condition round."""
    if part.exact:
        return known(~part.one)
    return rails(~part.other, ~part.one, ~part.point)


def all_of(parts: Sequence[Rails]) -> Rails:
    """Say whether all conditions hold."""
    return combined(_both, *parts) if parts else known(np.True_)


def any_of(parts: Sequence[Rails]) -> Rails:
    """Say whether some condition holds."""
    return combined(_either, *parts) if parts else known(np.False_)


def _both(*arrays: Array) -> Array:
    found: Array = np.True_
    for array in arrays:
        if is_alone(array):
            if not array:
                return np.False_
        else:
            found = array if is_alone(found) else found & array
    return found


def _either(*arrays: Array) -> Array:
    found: Array = np.False_
    for array in arrays:
        if is_alone(array):
            if array:
                return np.True_
        else:
            found = array if is_alone(found) else found | array
    return found
