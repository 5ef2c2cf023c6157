"""Arithmetic and comparison of columns, in whole numbers of 64 bits and in binary doubles.

Every literal and every field has bounds, and no form can pass the largest whole number: that is
checked when the facts are read, so nothing overflows here.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import partial, reduce
from typing import Final

from commerce_roles.assessment.tables.rails import (
    Array,
    Rails,
    combined,
    is_alone,
    known,
    np,
    rails,
)
from commerce_roles.expressions import Comparison

__all__ = ["cents", "compare", "count", "greatest", "least", "quotient", "times", "total"]

_COMPARE: Final[Mapping[str, Callable[[Array, Array], Array]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_NOTHING: Final = np.int64(0)


def total(parts: Sequence[Rails]) -> Rails:
    """Add numbers."""
    return combined(_sum, *parts)


def least(parts: Sequence[Rails]) -> Rails:
    """Take the smallest of numbers."""
    return combined(partial(_reduced, np.minimum), *parts)


def greatest(parts: Sequence[Rails]) -> Rails:
    """Take the largest of numbers."""
    return combined(partial(_reduced, np.maximum), *parts)


def quotient(part: Rails, divisor: int) -> Rails:
    """Divide by a whole number, rounded down."""

    def divided(array: Array) -> Array:
        return array // divisor

    return combined(divided, part)


def cents(part: Rails) -> Rails:
    """Round money to whole cents, halves upwards."""

    def rounded(array: Array) -> Array:
        return np.floor(array * 100 + 0.5).astype(np.int64)

    return combined(rounded, part)


def count(parts: Sequence[Rails]) -> Rails:
    """Count the conditions that hold."""
    return combined(_count, *parts) if parts else known(_NOTHING)


def times(left: Rails, right: Rails, *, never_negative: bool) -> Rails:
    """Multiply; all four corners only where a number may be negative."""
    if never_negative or (left.exact and right.exact):
        return combined(_product, left, right)
    corners = [_product(a, b) for a in (left.one, left.other) for b in (right.one, right.other)]
    return rails(
        _reduced(np.minimum, *corners),
        _reduced(np.maximum, *corners),
        _product(left.point, right.point),
    )


def compare(sign: Comparison, left: Rails, right: Rails) -> Rails:
    """Compare two numbers or ranks."""
    if sign in ("==", "!="):
        return _equal(left, right, turned=sign == "!=")
    holds = _COMPARE[sign]
    if left.exact and right.exact:
        return known(holds(left.one, right.one))
    point = holds(left.point, right.point)
    low, high = holds(left.one, right.other), holds(left.other, right.one)
    return rails(high, low, point) if sign.startswith("<") else rails(low, high, point)


def _equal(left: Rails, right: Rails, *, turned: bool) -> Rails:
    point = left.point == right.point
    if left.exact and right.exact:
        return known(~point if turned else point)
    meet = (left.one <= right.other) & (right.one <= left.other)
    same = (left.one == left.other) & (right.one == right.other) & (left.one == right.one)
    return rails(~meet, ~same, ~point) if turned else rails(same, meet, point)


def _sum(*arrays: Array) -> Array:
    return reduce(_plus, arrays)


def _plus(one: Array, other: Array) -> Array:
    if is_alone(one) and not one:
        return other
    return one if is_alone(other) and not other else one + other


def _product(one: Array, other: Array) -> Array:
    for array, factor in ((one, other), (other, one)):
        if is_alone(array):
            if not array:
                return _NOTHING
            if array == 1:
                return factor
    return one * other


def _count(*arrays: Array) -> Array:
    return reduce(_plus, [array.astype(np.int64) for array in arrays])


def _reduced(join: Callable[[Array, Array], Array], *arrays: Array) -> Array:
    return reduce(join, arrays)
