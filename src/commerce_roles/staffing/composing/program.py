"""A linear program with whole numbers, put together row by row."""

from collections.abc import Iterable, Sequence
from math import gcd, inf

from attrs import define, field

__all__ = ["Program"]


@define
class Program:
    """Variables from 0 to a bound, rows between two numbers, and what is to be as small as can be.

    All numbers are whole, so that what a solver answers can be checked exactly.
    """

    costs: list[int] = field(factory=list[int])
    uppers: list[int] = field(factory=list[int])
    whole: list[bool] = field(factory=list[bool])
    rows: list[int] = field(factory=list[int])
    places: list[int] = field(factory=list[int])
    numbers: list[int] = field(factory=list[int])
    lows: list[float] = field(factory=list[float])
    highs: list[float] = field(factory=list[float])

    def variable(self, upper: int, cost: int = 0, *, whole: bool = True) -> int:
        """Add a variable; gives its place."""
        self.costs.append(cost)
        self.uppers.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, terms: Iterable[tuple[int, int]], least: float = -inf, most: float = inf) -> int:
        """Add a row: the sum of the terms, variable by factor, lies between two numbers.

        Factors are divided by what they have in common. Gives the place of the row.
        """
        told = [(place, number) for place, number in terms if number]
        part = gcd(*(number for _, number in told)) or 1
        self.rows += [len(self.lows)] * len(told)
        self.places += [place for place, _ in told]
        self.numbers += [number // part for _, number in told]
        self.lows.append(least / part)
        self.highs.append(most / part)
        return len(self.lows) - 1

    def limit(self, row: int, least: float, most: float) -> None:
        """Put a row between two other numbers, its factors having nothing in common."""
        self.lows[row], self.highs[row] = least, most

    def value(self, row: int, values: Sequence[float]) -> float:
        """Give the sum of a row."""
        return sum(
            number * values[place]
            for own, place, number in zip(self.rows, self.places, self.numbers, strict=True)
            if own == row
        )

    @property
    def step(self) -> int:
        """The least amount by which two values can differ."""
        return gcd(*self.costs) or 1
