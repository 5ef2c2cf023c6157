"""Cells of Arrow as numpy has them."""

import math
from decimal import Decimal

from commerce_roles.assessment.tables.packages import Foreign, pyarrow
from commerce_roles.assessment.tables.rails import Array, np

__all__ = [
    "coded",
    "codes_of",
    "is_listed",
    "is_null",
    "is_written",
    "missing",
    "number_of",
    "plain",
]


def is_null(array: Foreign) -> bool:
    """Say whether no cell has a value."""
    return bool(pyarrow().types.is_null(array.type)) or array.null_count == len(array)


def is_written(kind: Foreign) -> bool:
    """Say whether cells of a type are text."""
    types = pyarrow().types
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind))


def is_listed(kind: Foreign) -> bool:
    """Say whether cells of a type are lists."""
    types = pyarrow().types
    return bool(types.is_list(kind) or types.is_large_list(kind))


def coded(array: Foreign) -> Foreign:
    """Give texts, and texts in lists, as numbers of words; all else stays as it is."""
    arrow = pyarrow()
    if is_written(array.type):
        return array.dictionary_encode()
    if not is_listed(array.type) or array.null_count or not is_written(array.type.value_type):
        return array
    kind = arrow.LargeListArray if arrow.types.is_large_list(array.type) else arrow.ListArray
    ends = array.offsets.to_numpy()
    return kind.from_arrays(arrow.array(ends - ends[0]), array.flatten().dictionary_encode())


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


def codes_of(coded: Foreign, known: Array) -> Array:
    """Give the codes of a column of words; where there is no word, the first."""
    codes = plain(coded.indices)
    return codes if coded.null_count == 0 else np.where(known, codes, 0)


def number_of(text: str) -> float | None:
    """Read a number; None where it is none."""
    try:
        number = float(Decimal(text.strip()))
    except ArithmeticError:
        return None
    return number if math.isfinite(number) else None
