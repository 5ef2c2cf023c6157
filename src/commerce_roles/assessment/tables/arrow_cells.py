"""Cells of Arrow as numpy has them."""

import math
from decimal import Decimal

from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np

__all__ = ["is_null", "missing", "number_of", "plain"]


def is_null(array: Foreign) -> bool:
    """Say whether no cell has a value."""
    return bool(pyarrow().types.is_null(array.type)) or array.null_count == len(array)


def missing(array: Foreign) -> Array:
    """Say which cells have no value."""
    if array.null_count == 0:
        return np.zeros(len(array), np.bool_)
    return array.is_null().to_numpy(zero_copy_only=False)


def plain(array: Foreign, *, nothing: float = 0) -> Array:
    """Give the values as numpy has them; what stands where none is, is of no matter."""
    if array.null_count:
        array = array.fill_null(nothing)
    return array.to_numpy(zero_copy_only=False)


def number_of(text: str) -> float | None:
    """Read a number; None where it is none."""
    try:
        number = float(Decimal(text.strip()))
    except ArithmeticError:
        return None
    return number if math.isfinite(number) else None
