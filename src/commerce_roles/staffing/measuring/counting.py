"""Counts in sparse matrices, and parts of them: None where there is nothing to divide by."""

from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["Matrix", "binary", "columns", "entries", "part", "parts", "rows"]

Matrix = Any
"""A sparse matrix of scipy."""


def binary(matrix: Matrix) -> Matrix:
    """Give ones wherever there is something."""
    found = matrix.tocsr(copy=True)
    found.eliminate_zeros()
    found.data[:] = 1
    return found


def rows(matrix: Matrix) -> list[int]:
    """Sum every row."""
    return [int(number) for number in matrix.sum(axis=1)]


def columns(matrix: Matrix) -> list[int]:
    """Sum every column."""
    return [int(number) for number in matrix.sum(axis=0)]


def entries(matrix: Matrix) -> int:
    """Sum all of a matrix."""
    return int(matrix.sum())


def part(number: int, whole: int) -> float | None:
    """Divide; None where there is nothing to divide by."""
    return number / whole if whole else None


def parts(
    ids: Iterable[str], numbers: Sequence[int], wholes: Sequence[int] | int
) -> dict[str, float | None]:
    """Divide number by number, or all by one."""
    each = [wholes] * len(numbers) if isinstance(wholes, int) else wholes
    return {one: part(n, w) for one, n, w in zip(ids, numbers, each, strict=True)}
