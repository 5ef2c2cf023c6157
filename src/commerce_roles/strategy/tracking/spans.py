"""Days, weeks, months and longer as they are written, and cut into equal ones. No catalogue."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from attrs import frozen

__all__ = ["EVERY", "Every", "Span", "overlapping", "span_at", "span_of", "spans_between"]

Every: TypeAlias = Literal["week", "month", "quarter"]
"""How long a period of a review is."""
EVERY: Final[tuple[Every, ...]] = ("week", "month", "quarter")

_WRITTEN: Final = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:W(?P<week>[0-9]{2})|Q(?P<quarter>[1-4])|(?P<month>[0-9]{2})))?"
)
_MONTHS: Final = 12
_OF_QUARTER: Final = 3
_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)


@frozen(order=True)
class Span:
    """Days from a first to a last one, both within.

    Examples:
        >>> span = span_of("2026-W40")
        >>> str(span.first), str(span.last), span.days, str(span)
        ('2026-09-28', '2026-10-04', 7, '2026-W40')
    """

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def holds(self, other: "Span") -> bool:
        """Say whether another lies wholly within."""
        return self.first <= other.first and other.last <= self.last

    def meets(self, other: "Span") -> bool:
        """Say whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        """Write it as `span_of` reads it; days that have no name of their own by their ends."""
        return _written(self)


@lru_cache(maxsize=4_096)
def _written(span: Span) -> str:
    if span.days == 1:
        return span.first.isoformat()
    for every in EVERY:
        if span_at(span.first, every) == span:
            return _name(span.first, every)
    year = Span(date(span.first.year, 1, 1), date(span.first.year, _MONTHS, 31))
    return f"{span.first.year:04}" if span == year else f"{span.first}/{span.last}"


def span_of(told: object) -> Span | None:
    """Read a day, a week (ISO 8601), a month, a quarter or a year; None for anything else.

    Examples:
        >>> str(span_of("2026-02").last), str(span_of("2026-Q4").first), str(span_of("2026").last)
        ('2026-02-28', '2026-10-01', '2026-12-31')
        >>> span_of("02/2026") is None, span_of("2026-02-30") is None
        (True, True)
    """
    if isinstance(told, datetime):
        told = told.date()
    if isinstance(told, date):
        return Span(told, told)
    if isinstance(told, int) and not isinstance(told, bool):
        told = str(told)
    if not isinstance(told, str):
        return None
    text = told.strip()
    match = _WRITTEN.fullmatch(text)
    try:
        if match is None:
            day = date.fromisoformat(text[:10]) if re.match(r"\d{4}-\d{2}-\d{2}", text) else None
            return Span(day, day) if day and _rest_is_time(text[10:]) else None
        year = int(match["year"])
        if match["week"]:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            return Span(monday, monday + _WEEK - _DAY)
        if match["quarter"]:
            return span_at(date(year, int(match["quarter"]) * _OF_QUARTER, 1), "quarter")
        if match["month"]:
            return span_at(date(year, int(match["month"]), 1), "month")
        return Span(date(year, 1, 1), date(year, _MONTHS, 31))
    except (ValueError, OverflowError):
        return None


def _rest_is_time(rest: str) -> bool:
    """Let a midnight stand behind a day, as spreadsheets write it."""
    return re.fullmatch(r"(?:[T ]00:00(?::00(?:\.0+)?)?)?", rest) is not None


def span_at(day: date, every: Every) -> Span:
    """Give the week, month or quarter that holds a day."""
    if every == "week":
        monday = day - timedelta(days=day.weekday())
        return Span(monday, monday + _WEEK - _DAY)
    months = 1 if every == "month" else _OF_QUARTER
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    ahead = first.year * _MONTHS + first.month - 1 + months
    following = date(ahead // _MONTHS, ahead % _MONTHS + 1, 1)
    return Span(first, following - _DAY)


def spans_between(first: date, last: date, every: Every) -> tuple[Span, ...]:
    """List the periods that hold the days from a first to a last, in order.

    Examples:
        >>> [str(one) for one in spans_between(date(2026, 1, 31), date(2026, 3, 1), "month")]
        ['2026-01', '2026-02', '2026-03']
    """
    return tuple(_spans(first, last, every))


def _spans(first: date, last: date, every: Every) -> Iterator[Span]:
    day = first
    while day <= last:
        span = span_at(day, every)
        yield span
        day = span.last + _DAY


def _name(day: date, every: Every) -> str:
    match every:
        case "week":
            year, week, _ = day.isocalendar()
            return f"{year:04}-W{week:02}"
        case "month":
            return f"{day:%Y-%m}"
        case _:
            return f"{day.year:04}-Q{(day.month - 1) // _OF_QUARTER + 1}"


def overlapping(spans: Iterable[Span]) -> Iterator[tuple[Span, Span]]:
    """Give each that has a day in common with one before it, in order of days, and that one."""
    furthest: Span | None = None
    for span in sorted(spans, key=lambda one: (one.first, one.last)):
        if furthest is not None and furthest.meets(span):
            yield furthest, span
        if furthest is None or span.last > furthest.last:
            furthest = span
