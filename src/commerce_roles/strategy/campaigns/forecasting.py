"""What is spent at the end: three paces over the days that are left, in whole smallest units."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen

from commerce_roles.strategy.campaigns.minor import half_up

__all__ = ["Forecast", "crossed", "forecast", "will_cross"]


@frozen(kw_only=True)
class Forecast:
    """What is spent at the end, in smallest units, and how fast."""

    low: int
    typical: int
    high: int
    pace: Fraction
    """A day, as so far; as planned where no day has passed."""
    fastest: Fraction
    """The highest of the paces."""


def forecast(  # noqa: PLR0913 a forecast rests on as many numbers
    *, budget: int, spent: int, lately: int, committed: int, days: int, gone: int, window: int
) -> Forecast:
    """Forecast what is spent at the end, as earned value practice does, in three ways.

    What is left is spent as planned (an equal part of the budget every day), as so far (the mean
    of all days that passed), or as of late (the mean of the last days of the window). The typical
    forecast is that as so far; the lowest and the highest of the three are the ends. What is
    promised is spent whatever the pace.

    Args:
        budget: All in the smallest unit of the currency.
        spent: What left until today, less what came back.
        lately: The same of the last days of the window.
        committed: What is promised and not yet paid.
        days: From the first to the last day, 1 or more.
        gone: Days that have passed, today's among them.
        window: How many days count as of late, 1 or more.

    Sources:
        `eac`: estimate at completion, remaining work at plan, at performance to date, and at that
        of a recent period. Here money and days stand for work: a campaign earns nothing a day
        that could be measured alike everywhere.

    Examples:
        >>> seen = forecast(
        ...     budget=30000, spent=12000, lately=7000, committed=0, days=30, gone=10, window=5
        ... )
        >>> seen.low, seen.typical, seen.high
        (32000, 36000, 40000)
    """
    planned = Fraction(budget, days)
    so_far = max(Fraction(spent, gone), Fraction(0)) if gone else planned
    late = max(Fraction(lately, min(window, gone)), Fraction(0)) if gone else planned
    left = days - gone
    ends = [spent + max(committed, half_up(pace * left)) for pace in (so_far, planned, late)]
    return Forecast(
        low=min(ends),
        typical=ends[0],
        high=max(ends),
        pace=so_far,
        fastest=max(so_far, planned, late) if gone else planned,
    )


def crossed(spent: Sequence[tuple[date, int]], amount: int, *, reached: bool) -> date | None:
    """Give the first day on which so much was spent, or more than that.

    Args:
        spent: What left on each day, less what came back, by day.
        amount: In smallest units.
        reached: Whether the amount itself counts; else only more.
    """
    total = 0
    for day, minor in spent:
        total += minor
        if total > amount or (reached and total == amount):
            return day
    return None


def will_cross(  # noqa: PLR0913 as above
    amount: int, spent: int, pace: Fraction, today: date, left: int, *, reached: bool
) -> date | None:
    """Give the first day after today on which so much is spent at a pace; None: not before the end.

    Examples:
        >>> today = date(2026, 11, 10)
        >>> will_cross(30000, 12000, Fraction(1200), today, 20, reached=False)
        datetime.date(2026, 11, 26)
        >>> will_cross(30000, 12000, Fraction(1200), today, 20, reached=True)
        datetime.date(2026, 11, 25)
    """
    if pace <= 0:
        return None
    lacking = Fraction(amount - spent) / pace
    days = -(-lacking.numerator // lacking.denominator) if reached else lacking.__floor__() + 1
    days = max(1, days)
    return today + timedelta(days=days) if days <= left else None
