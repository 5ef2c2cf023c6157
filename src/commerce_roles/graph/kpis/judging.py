"""Is it good? A KPI against its target and against an earlier value, by its direction."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from attrs import frozen

from commerce_roles.errors import MeasureError
from commerce_roles.model import Kpi
from commerce_roles.showing import Displayed
from commerce_roles.structuring import is_sequence, shown

__all__ = ["Against", "Target", "Trend", "against_target", "target_of", "trend"]

Against: TypeAlias = Literal["met", "below", "above"]
"""Where a value lies beside its target."""
Trend: TypeAlias = Literal["better", "worse", "same"]
"""What became of a value."""
Direction: TypeAlias = Literal["higher", "lower", "target_range"]

_TWO = 2


@frozen
class Target(Displayed):
    """What a KPI should come to: at least, at most, or both."""

    low: Fraction | None = None
    high: Fraction | None = None

    def distance(self, value: Fraction) -> Fraction:
        """Say how far a value lies outside."""
        if self.low is not None and value < self.low:
            return self.low - value
        if self.high is not None and value > self.high:
            return value - self.high
        return Fraction(0)


def target_of(kpi: Kpi, told: object) -> Target:
    """Read a target: a number, or the two ends of a range.

    A number is the least where higher is better and the most where lower is better.

    Raises:
        MeasureError: It is neither, or the ends are in the wrong order.

    Examples:
        >>> from commerce_roles import load_catalogue
        >>> target_of(load_catalogue().kpis["conversion_rate"], 2.5)
        Target(low=Fraction(5, 2), high=None)
        >>> target_of(load_catalogue().kpis["budget_variance"], [-10, 10])
        Target(low=Fraction(-10, 1), high=Fraction(10, 1))
    """
    numbers = [_number(part) for part in told] if is_sequence(told) else [_number(told)]
    ends = [number for number in numbers if number is not None]
    if len(ends) < len(numbers) or len(ends) not in (1, _TWO):
        message = f"a number or a range of two is wanted, this is {shown(told)}"
        raise MeasureError.of(message, path=f"targets.{kpi.id}", remedy="write it like 2.5")
    low, high = ends[0], ends[-1]
    if low > high:
        message = f"{shown(told)} begins with the larger end"
        raise MeasureError.of(message, path=f"targets.{kpi.id}", remedy="turn it round")
    if len(ends) == _TWO or kpi.direction == "target_range":
        return Target(low, high)
    return Target(low=low) if kpi.direction == "higher" else Target(high=high)


def against_target(value: Fraction | None, target: Target | None) -> Against | None:
    """Say whether a value meets a target, or on which side it misses it; None where unknown.

    Examples:
        >>> against_target(Fraction(2), Target(low=Fraction(3)))
        'below'
    """
    if value is None or target is None:
        return None
    if target.low is not None and value < target.low:
        return "below"
    return "above" if target.high is not None and value > target.high else "met"


def trend(
    direction: Direction,
    value: Fraction | None,
    before: Fraction | None,
    target: Target | None = None,
) -> Trend | None:
    """Say whether a value is better than an earlier one.

    Where neither higher nor lower is better, nearer to the target is; without a target nobody
    can say, and the answer is None, as it is where one of the values is unknown.

    Examples:
        >>> trend("lower", Fraction(60), Fraction(70))
        'better'
        >>> trend("target_range", Fraction(1), Fraction(2)) is None
        True
    """
    if value is None or before is None:
        return None
    if direction == "target_range":
        if target is None:
            return None
        gained = target.distance(before) - target.distance(value)
    else:
        gained = value - before if direction == "higher" else before - value
    return "same" if not gained else "better" if gained > 0 else "worse"


def _number(told: object) -> Fraction | None:
    if isinstance(told, bool) or not isinstance(told, int | float | Decimal | Fraction):
        return None
    try:
        return Fraction(str(told))
    except ValueError:  # not finite
        return None
