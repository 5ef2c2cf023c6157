"""How much work falls to each, against the hours they have: at every level, in every month."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.need import NOTHING, Hours, Needs
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Person
from commerce_roles.showing import Displayed
from commerce_roles.staffing.assigning import Posts
from commerce_roles.staffing.framing import joined, spread
from commerce_roles.structuring import Tabled

__all__ = ["Load", "LoadState", "MonthLoad", "loads", "working_share"]

LoadState = Literal["fits", "tight", "over", "far_over", "unknown"]
"""`fits`, even at the high estimate; `tight`, at the typical one; `over`, not at the typical one;
`far_over`, not even at the low one; `unknown`, the hours of the person were not told."""
_SATURDAY: Final = 5


@frozen
class MonthLoad(Displayed):
    """One month that is other than the rest: busier, or with days away."""

    month: int
    capacity: float | None
    """Hours there are, days away taken off."""
    hours: Estimate
    """Hours of work at the level that is planned for."""

    @property
    def state(self) -> LoadState:
        """Say whether the work fits into the month."""
        return _state(self.hours, self.capacity)


@frozen(kw_only=True)
class Load(Tabled):
    """The work that falls to one person, were nothing left undone."""

    person: str
    capacity: float | None
    """Hours a month; None where unknown."""
    reserved: float | None
    """Hours a month that are reserved for the roles held; None where a part is not told."""
    hours: Hours
    """By level of service."""
    by_role: FrozenMap[str, Hours]
    """The same by role."""
    months: tuple[MonthLoad, ...] = ()
    """Months that are busier, or in which the person is away for some days."""
    roles: tuple[str, ...] = ()

    def state(self, level: str) -> LoadState:
        """Say whether the work of a level of service fits into the hours."""
        return _state(self.hours.get(level, NOTHING), self.capacity)

    def spare(self, level: str) -> Estimate | None:
        """Give the hours that are left: the least where the work is at its high estimate."""
        if self.capacity is None:
            return None
        work = self.hours.get(level, NOTHING)
        left = (self.capacity - hours for hours in (work.high, work.typical, work.low))
        return Estimate(*(max(0.0, hours) for hours in left))

    def rows(self) -> list[dict[str, object]]:
        """Write it as flat rows, one for each level of service."""
        return [
            {
                "person": self.person,
                "level": level,
                "roles": joined(self.roles),
                "capacity": self.capacity,
                "reserved": self.reserved,
                **spread("hours", hours),
                "state": self.state(level),
            }
            for level, hours in self.hours.items()
        ]


def _state(hours: Estimate, capacity: float | None) -> LoadState:
    if capacity is None:
        return "unknown"
    for end, state in ((hours.high, "fits"), (hours.typical, "tight"), (hours.low, "over")):
        if end <= capacity:
            return state  # type: ignore[return-value] # one of the words above
    return "far_over"


def loads(posts: Posts) -> Iterator[Load]:
    """Give the load of everybody, in the order of their ids."""
    needs = posts.needs
    shares = {(role, level): posts.share(role, level) for role in needs for level in needs.levels}
    for person in posts.team.people:
        roles = posts.by_person[person.id]
        by_role = {
            role: FrozenMap(
                {level: shares[role, level].get(person.id, NOTHING) for level in needs.levels}
            )
            for role in roles
        }
        total = {
            level: sum((hours[level] for hours in by_role.values()), NOTHING)
            for level in needs.levels
        }
        yield Load(
            person=person.id,
            capacity=person.capacity,
            reserved=posts.reserved(person.id) if roles else None,
            hours=FrozenMap(total),
            by_role=FrozenMap(by_role),
            months=tuple(_months(person, by_role, needs)),
            roles=roles,
        )


def _months(person: Person, by_role: "dict[str, Hours]", needs: Needs) -> Iterator[MonthLoad]:
    away = {
        month for absence in person.absences for month in _months_of(absence.start, absence.end)
    }
    busy = {month for role in by_role for month in needs[role].peaks}
    for month in sorted(away | busy):
        hours = NOTHING
        for role, own in by_role.items():
            usual, peak = (
                needs[role].hours_at(needs.level),
                needs[role].hours_at(needs.level, month),
            )
            hours += _scaled(own[needs.level], usual, peak)
        capacity = person.capacity
        if capacity is not None:
            capacity *= working_share(person, month)
        yield MonthLoad(month, capacity, hours)


def _scaled(own: Estimate, usual: Estimate, peak: Estimate) -> Estimate:
    """Give a share of a busier month: the same part of it as of a usual one."""
    parts = ((own.low, usual.low, peak.low), (own.typical, usual.typical, peak.typical),
             (own.high, usual.high, peak.high))  # fmt: skip
    return Estimate(
        *(mine * busier / usually if usually else 0.0 for mine, usually, busier in parts)
    )


def _months_of(start: date, end: date) -> Iterator[int]:
    day = start.replace(day=1)
    while day <= end:
        yield day.month
        day = (day + timedelta(days=31)).replace(day=1)


def working_share(person: Person, month: int) -> float:
    """Give the part of a month's working days on which a person is there, 0 to 1.

    Mondays to Fridays count; where absences of several years fall into the month, the year with
    the most days away counts.

    Examples:
        >>> from commerce_roles.model.person import Absence
        >>> week = Absence(start=date(2026, 2, 2), end=date(2026, 2, 8))
        >>> working_share(Person(id="p", absences=[week]), 2)
        0.75
    """
    years = {year for a in person.absences for year in range(a.start.year, a.end.year + 1)}
    return min((_there(person, year, month) for year in years), default=1.0)


def _there(person: Person, year: int, month: int) -> float:
    days = [date(year, month, day + 1) for day in range(calendar.monthrange(year, month)[1])]
    working = [day for day in days if day.weekday() < _SATURDAY]
    there = [day for day in working if not any(a.start <= day <= a.end for a in person.absences)]
    return len(there) / len(working)
