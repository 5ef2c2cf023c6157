"""Hours as a range with what to expect, and how they are rounded."""

from attrs import frozen

from commerce_roles.showing import Displayed

__all__ = ["Estimate", "tenth"]


@frozen
class Estimate(Displayed):
    """Hours a month: low to high is uncertainty within one level of service."""

    low: float
    typical: float
    high: float

    def __add__(self, other: "Estimate") -> "Estimate":
        """Add the hours of two pieces of work."""
        return Estimate(self.low + other.low, self.typical + other.typical, self.high + other.high)

    @property
    def rounded(self) -> int:
        """The typical hours as a person says them: a whole number."""
        return int(tenth(self.typical) + 0.5)

    def as_numbers(self) -> dict[str, float]:
        """Give the three numbers, rounded to a tenth of an hour."""
        rounded = (tenth(self.low), tenth(self.typical), tenth(self.high))
        return dict(zip(("low", "typical", "high"), rounded, strict=True))


def tenth(hours: float) -> float:
    """Round to a tenth, halves upwards; a whole number stays one.

    Examples:
        >>> tenth(12.25), tenth(8.0)
        (12.3, 8)
    """
    rounded = int(hours * 10 + 0.5) / 10
    return int(rounded) if rounded.is_integer() else rounded
