"""When work begins: week by week, set-up in order as far as hours reach, then routines.

A list schedule: in every week each hand first does the routines that have begun, then sets up what
is next and whose plans and forerunners are done. A routine begins once one of the plans it stands
under is done, since any that is in force suffices.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from attrs import define, field, frozen

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.drafted import Hand, Work

__all__ = ["OFTEN", "Pace", "paces", "round_hours"]

WEEKS_A_MONTH: Final = 52 / 12
OFTEN: Final = 12
"""What comes at least so many times a year is a routine."""
_EPSILON: Final = 1e-9
_DAYS: Final = 5
_SPREAD: Final = 4
"""Weeks over which set-up is spread where the hours are not known."""


@frozen(kw_only=True)
class Pace:
    """When one piece of work begins, and when what is done once is done."""

    task: str
    routine: bool
    begins: int = 0
    """The week, from 1; 0: not within the weeks that were looked at."""
    ends: int = 0
    """The week in which it is done; 0: of a routine, or not within those weeks."""
    first_day: int = 0
    """The working day of its first week on which it begins, from 0."""
    last_day: int = 4
    """The working day of its last week on which it is done, from 0."""
    hours: float = 0.0
    """Hours of what is done once that there were within those weeks."""


def round_hours(one: Work, catalogue: Catalogue, end: str = "typical") -> float:
    """Give the hours of doing something once: hours are told by the month, whatever the rhythm."""
    hours: float = getattr(one.hours, end)
    return hours * 12 / max(1, catalogue.tasks[one.task].effort.times_per_year)


def paces(
    work: Sequence[Work], hands: Sequence[Hand], catalogue: Catalogue, weeks: int
) -> Mapping[str, Pace]:
    """Say of all work when it begins.

    Args:
        work: In an order in which it can be begun.
        hands: Who does it. Where the hours of one are not known, set-up is spread over four weeks.
        catalogue: The facts.
        weeks: How far to look.
    """
    it = _Pacing(work, hands, catalogue)
    for week in range(1, weeks + 1):
        if not it.waiting:
            break
        it.run(week)
    return {one.task: it.pace(one) for one in work}


@define
class _Pacing:
    work: Sequence[Work]
    hands: Sequence[Hand]
    catalogue: Catalogue
    begins: dict[str, int] = field(factory=dict[str, int])
    ends: dict[str, int] = field(factory=dict[str, int])
    days: dict[str, tuple[int, int]] = field(factory=dict[str, tuple[int, int]])
    whole: dict[int, float] = field(factory=dict[int, float])
    left: dict[str, float] = field(init=False)
    waiting: list[Work] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.left = {one.task: round_hours(one, self.catalogue) for one in self.work}
        self.waiting = list(self.work)

    def routine(self, one: Work) -> bool:
        return self.catalogue.tasks[one.task].effort.times_per_year >= OFTEN

    def pace(self, one: Work) -> Pace:
        begins = self.begins.get(one.task, 0)
        ends = self.ends.get(one.task, 0)
        routine = self.routine(one)
        first, last = self.days.get(one.task, (0, _DAYS - 1))
        return Pace(
            task=one.task,
            routine=routine,
            begins=begins,
            ends=0 if routine else ends,
            first_day=first,
            last_day=last,
            hours=round_hours(one, self.catalogue) - self.left[one.task],
        )

    def run(self, week: int) -> None:
        free = {place: self.free(hand) for place, hand in enumerate(self.hands)}
        self.whole = dict(free)
        moved = True
        while moved:
            moved = False
            for one in list(self.waiting):
                place = next(p for p, h in enumerate(self.hands) if one.responsible in h.roles)
                if self.ready(one) and self.take(one, place, free, week):
                    moved = True

    def free(self, hand: Hand) -> float:
        """Give the hours of a week that routines leave."""
        if hand.hours is None:
            once = [o for o in self.work if o.responsible in hand.roles and not self.routine(o)]
            return sum(round_hours(o, self.catalogue) for o in once) / _SPREAD + _EPSILON
        begun = [o for o in self.work if o.task in self.begins and o.responsible in hand.roles]
        routines = sum(o.hours.typical for o in begun if self.routine(o))
        return max(0.0, (hand.hours - routines) / WEEKS_A_MONTH)

    def ready(self, one: Work) -> bool:
        plans = [plan for plan in one.governed_by if plan in self.left]
        done = not plans or any(plan in self.ends for plan in plans)
        fact = self.catalogue.tasks[one.task]
        return (
            done
            and all(plan in self.ends for plan in fact.approves if plan in self.left)
            and all(
                other.task in self.ends
                for other in self.work
                if one.task in self.catalogue.tasks[other.task].precedes
            )
        )

    def _day(self, place: int, free: float) -> int:
        """Give the working day of the week on which so many hours are left of its own."""
        whole = self.whole[place]
        return min(_DAYS - 1, int((1 - free / whole) * _DAYS)) if whole > 0 else 0

    def take(self, one: Work, place: int, free: dict[int, float], week: int) -> bool:
        """Begin a routine, or do as much of what is done once as there are hours for."""
        task = one.task
        if self.routine(one):
            self.begins[task] = self.ends[task] = week
            self.waiting.remove(one)
            if self.hands[place].hours is not None:
                free[place] = max(0.0, free[place] - one.hours.typical / WEEKS_A_MONTH)
            return True
        hours = min(self.left[task], free[place])
        if hours <= 0 < self.left[task]:
            return False
        first = self._day(place, free[place])
        self.left[task] -= hours
        free[place] -= hours
        if task not in self.begins:
            self.begins[task] = week
            self.days[task] = first, _DAYS - 1
        if self.left[task] <= _EPSILON:
            self.days[task] = self.days[task][0], self._day(place, free[place] + _EPSILON)
        if self.left[task] > _EPSILON:
            return False
        self.ends[task] = week
        self.waiting.remove(one)
        return True
