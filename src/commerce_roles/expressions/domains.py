"""What an expression may be: the closed list of types, each with its bounds."""

from typing import Final

from attrs import Factory, frozen

__all__ = ["LARGEST", "Amount", "Boolean", "Choice", "Domain", "Integer", "Ordered", "SetOf"]

LARGEST: Final = 2**63 - 1
"""The largest whole number a decision may reach: what a column of int64 holds."""


@frozen
class Boolean:
    """Yes or no. It is no number: `count(…)` makes one of it."""


@frozen
class Integer:
    """A whole number between two bounds, in units of `1 / scale`.

    Hours are whole numbers over a common denominator; `scale` is that denominator,
    so that `hours(…) >= 40` compares two whole numbers.
    """

    low: int
    high: int
    scale: int = 1


@frozen
class Amount:
    """Money or a KPI's value, a binary double: may only be compared with a literal."""

    low: float
    high: float


@frozen
class Ordered:
    """One of several levels; its value is the level's rank, from 0."""

    levels: tuple[str, ...]


@frozen
class Choice:
    """One of several words, or any text where `options` is None."""

    options: frozenset[str] | None = None


@frozen
class SetOf:
    """A set of words, of at most `maximum`; any words where `options` is None."""

    options: frozenset[str] | None = None
    maximum: int = Factory(lambda self: len(self.options or ()), takes_self=True)


Domain = Boolean | Integer | Amount | Ordered | Choice | SetOf
