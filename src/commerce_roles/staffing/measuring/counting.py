"""Counts in sparse matrices, and parts of them: None where there is nothing to divide by.

Counts come as vectors, one number a row or column, and are divided all at once: people are many.
"""

from collections.abc import Iterable
from typing import Any

__all__ = [
    "Matrix",
    "Vector",
    "binary",
    "columns",
    "entries",
    "numbers_in_rows",
    "part",
    "parts",
    "rows",
]

Matrix = Any
"""A sparse matrix of scipy."""
Vector = Any
"""An array of numpy, of one dimension and of integers."""


def binary(matrix: Matrix) -> Matrix:
    """Give ones wherever there is something."""
    found = matrix.tocsr(copy=True)
    found.eliminate_zeros()
    found.data[:] = 1
    return found


def rows(matrix: Matrix) -> Vector:
    """Sum every row."""
    return matrix.sum(axis=1)


def columns(matrix: Matrix) -> Vector:
    """Sum every column."""
    return matrix.sum(axis=0)


def numbers_in_rows(matrix: Matrix) -> Vector:
    """Count the places in every row that are not 0."""
    return (matrix != 0).sum(axis=1)


def entries(matrix: Matrix) -> int:
    """Sum all of a matrix."""
    return int(matrix.data.sum())


def part(number: int, whole: int) -> float | None:
    """Divide; None where there is nothing to divide by."""
    return int(number) / int(whole) if whole else None


def parts(ids: Iterable[str], numbers: Vector, wholes: Vector | int) -> dict[str, float | None]:
    """Divide number by number, or all by one."""
    each = wholes + 0 * numbers
    nothing = each == 0
    found = (numbers / (each + nothing)).tolist()
    for place in nothing.nonzero()[0].tolist():
        found[place] = None
    return dict(zip(ids, found, strict=True))
