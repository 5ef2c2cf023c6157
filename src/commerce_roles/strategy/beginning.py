"""The first thirty days: what is set up once, week by week, as far as the hours reach."""

from collections.abc import Iterator, Sequence
from math import inf
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.drafted import FirstStep, Hand, Work

__all__ = ["first_month"]

_WEEKS: Final = 4
_WEEKS_A_MONTH: Final = 52 / 12
_EPSILON: Final = 1e-9
_OFTEN: Final = 12
"""What comes at least so many times a year is a routine."""


def first_month(
    work: Sequence[Work], hands: Sequence[Hand], catalogue: Catalogue
) -> tuple[FirstStep, ...]:
    """Lay the work of the first thirty days out, in the order in which it can be begun.

    What comes every month or more often is a routine from the first week on: messages are
    answered before any plan is written. What is set up once takes the hours that routines leave;
    where there are none left, its week is 0. Where the hours are not known, what is set up is
    spread evenly.
    """
    order = {one.task: place for place, one in enumerate(work)}
    found = [step for hand in hands for step in _of_hand(work, hand, catalogue)]
    found.sort(key=lambda step: (step.week or _WEEKS + 1, step.routine, order[step.task]))
    return tuple(found)


def _of_hand(work: Sequence[Work], hand: Hand, catalogue: Catalogue) -> Iterator[FirstStep]:
    own = [one for one in work if one.responsible in hand.roles and one.hours.typical > 0]
    routine = [one for one in own if _often(one, catalogue)]
    once = [one for one in own if not _often(one, catalogue)]
    a_week = sum(one.hours.typical for one in routine) / _WEEKS_A_MONTH
    for one in routine:
        hours = round(one.hours.typical / _WEEKS_A_MONTH, 1)
        yield FirstStep(task=one.task, party=one.responsible, hours=hours, routine=True)
    wanted = [_round_hours(one, catalogue) for one in once]
    free = inf if hand.hours is None else max(0.0, hand.hours / _WEEKS_A_MONTH - a_week)
    spread = sum(wanted) / _WEEKS if hand.hours is None else free
    done = 0.0
    for one, hours in zip(once, wanted, strict=True):
        begins = _week(done, spread)
        done += hours
        ends = _week(done - _EPSILON, spread)
        yield FirstStep(
            task=one.task,
            week=begins if begins <= _WEEKS else 0,
            until=ends if begins <= _WEEKS else 0,
            party=one.responsible,
            hours=round(hours, 1),
        )


def _week(done: float, a_week: float) -> int:
    """Give the week in which so many hours are reached; none is, where there are no hours."""
    return int(done // a_week) + 1 if a_week > 0 else _WEEKS + 1


def _often(one: Work, catalogue: Catalogue) -> bool:
    return catalogue.tasks[one.task].effort.times_per_year >= _OFTEN


def _round_hours(one: Work, catalogue: Catalogue) -> float:
    """Give the hours of doing it once: hours are told by the month, whatever the rhythm."""
    return one.hours.typical * 12 / max(1, catalogue.tasks[one.task].effort.times_per_year)
