"""Work on days: first times by what it waits for, then its rhythm."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from attrs import frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.model import Cadence
from commerce_roles.strategy.drafted import Drafted, Work
from commerce_roles.strategy.planning.pacing import Pace, paces
from commerce_roles.strategy.planning.planned import Entry
from commerce_roles.strategy.planning.unrolling import days_of, on_working_day

__all__ = ["Dating"]

_TIMES: Final = {"day": 260, "week": 52, "month": 12}
"""How often a year has each unit; of days only those worked on."""
_WEEK: Final = 7


@frozen(slots=False, eq=False)
class Dating:
    """A strategy between two days."""

    strategy: Drafted
    catalogue: Catalogue
    start: date
    end: date

    @cached_property
    def paces(self) -> Mapping[str, Pace]:
        """When each work begins, by week."""
        weeks = (self.end - self.start).days // 7 + 1
        return paces(self.strategy.work, self.strategy.hands, self.catalogue, weeks)

    def before(self, one: Work) -> list[Work]:
        """List what comes before within a cycle, and the plans that it approves."""
        fact = self.catalogue.tasks[one.task]
        return [
            other
            for other in self.strategy.work
            if one.task in self.catalogue.tasks[other.task].precedes or other.task in fact.approves
        ]

    def cadence(self, one: Work) -> Cadence | None:
        """Give the rhythm of work; None where the facts tell none."""
        return self.catalogue.cadences.get(self.catalogue.tasks[one.task].cadence)

    @cached_property
    def dates(self) -> Mapping[str, tuple[date, date]]:
        """The first and last day of the first time of each work that begins before the end.

        A plan is done on its last day, a routine from its first on: what waits for one begins no
        earlier.
        """
        found: dict[str, tuple[date, date]] = {}
        for one in self.strategy.work:
            pace = self.paces[one.task]
            if pace.begins:
                found[one.task] = self._first(one, pace, found)
        return found

    def _first(
        self, one: Work, pace: Pace, found: Mapping[str, tuple[date, date]]
    ) -> tuple[date, date]:
        day = self._working(pace.begins, pace.first_day)
        for other in self.before(one):
            if other.task in found:
                both = self._cycle(other) is not None and self._cycle(other) == self._cycle(one)
                after = 1 if both and pace.routine else 0
                day = max(day, on_working_day(found[other.task][1] + timedelta(days=after)))
        plans = [found[plan][1] for plan in one.governed_by if plan in found]
        day = on_working_day(max(day, min(plans)) if plans else day)
        if pace.routine:
            return day, day
        last = self._working(pace.ends, pace.last_day) if pace.ends else self.end
        return day, max(day, last)

    def _working(self, week: int, day: int) -> date:
        """Give a working day, from 0, of a week, from 1, counted from the start."""
        on = on_working_day(self.start + timedelta(days=_WEEK * (week - 1)))
        for _ in range(day):
            on = on_working_day(on + timedelta(days=1))
        return on

    def _cycle(self, one: Work) -> tuple[str, int] | None:
        """Give the cycle in which work comes, where forerunners need a day of their own."""
        cadence = self.cadence(one)
        many = cadence is not None and cadence.unit in ("week", "month")
        return (cadence.unit, cadence.every) if cadence is not None and many else None

    def entries(self) -> Iterator[Entry]:
        """Give everything that stands on a day."""
        for one in self.strategy.work:
            if one.task in self.dates:
                yield from self._entries(one)

    def _entries(self, one: Work) -> Iterator[Entry]:
        first, last = self.dates[one.task]
        cadence = self.cadence(one)
        days = [first]
        if cadence is not None and cadence.unit != "event":
            days = list(days_of(cadence, first, self.end))
        hours = self._hours(one, cadence)
        routine = self.paces[one.task].routine
        for count, day in enumerate(days):
            set_up = not routine and not count
            if day <= self.end:
                yield Entry(
                    day=day,
                    until=last if set_up else day,
                    task=one.task,
                    party=one.responsible,
                    hours=round(self.paces[one.task].hours if set_up else hours, 2),
                    kind="set_up" if set_up else "routine",
                )

    def _hours(self, one: Work, cadence: Cadence | None) -> float:
        """Give the hours of one time: those of the month, shared out among its times."""
        if cadence is None or cadence.unit == "event":
            return one.hours.typical
        return one.hours.typical * 12 * cadence.every / _TIMES[cadence.unit]
