"""A rhythm laid on days: when something comes that is done every week or month."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from commerce_roles.model import Cadence

__all__ = ["add_months", "days_of", "on_working_day", "working_days"]

_SATURDAY: Final = 5
_WEEK: Final = 7
_MONTHS: Final = 12


def days_of(cadence: Cadence, first: date, last: date) -> Iterator[date]:
    """Give the days on which something comes, from its first day to a last one, both included.

    Working days are Monday to Friday. What comes by the month keeps its day of the month, or takes
    the month's last, and moves to the Monday after a weekend. What comes with an event comes on no
    day that could be known.

    Examples:
        >>> from commerce_roles.model import Cadence
        >>> monthly = Cadence(id="m", label={"en": "monthly"}, unit="month")
        >>> [str(day) for day in days_of(monthly, date(2026, 8, 31), date(2026, 11, 30))]
        ['2026-08-31', '2026-09-30', '2026-11-02', '2026-11-30']
    """
    match cadence.unit:
        case "day":
            day = first
            while day <= last:
                if day.weekday() < _SATURDAY:
                    yield day
                day += timedelta(days=cadence.every)
        case "week":
            day = first
            while day <= last:
                yield on_working_day(day)
                day += timedelta(days=_WEEK * cadence.every)
        case "month":
            count = 0
            while (day := on_working_day(add_months(first, count))) <= last:
                yield day
                count += cadence.every
        case "event":
            return


def add_months(day: date, months: int) -> date:
    """Give the same day so many months later, or the last of that month.

    Examples:
        >>> add_months(date(2026, 1, 31), 1)
        datetime.date(2026, 2, 28)
    """
    total = day.year * _MONTHS + day.month - 1 + months
    year, month = divmod(total, _MONTHS)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def on_working_day(day: date) -> date:
    """Give the day, or the Monday after it where it is on a weekend."""
    return day + timedelta(days=max(0, _WEEK - day.weekday()) if day.weekday() >= _SATURDAY else 0)


def working_days(first: date, last: date) -> int:
    """Count the days from Monday to Friday between two days, both included.

    Examples:
        >>> working_days(date(2026, 11, 27), date(2026, 11, 30))
        2
    """
    days = (first + timedelta(days=one) for one in range((last - first).days + 1))
    return sum(day.weekday() < _SATURDAY for day in days)
