"""The first thirty days: what is set up, and which routines begin, week by week."""

from collections.abc import Iterator, Sequence
from typing import Final

from commerce_roles.catalogue import Catalogue
from commerce_roles.strategy.drafted import FirstStep, Hand, Work
from commerce_roles.strategy.planning.pacing import WEEKS_A_MONTH, paces, round_hours

__all__ = ["first_month"]

_WEEKS: Final = 4
_YEAR: Final = 52


def first_month(
    work: Sequence[Work], hands: Sequence[Hand], catalogue: Catalogue
) -> tuple[FirstStep, ...]:
    """Lay the work of the first thirty days out, in the order in which it can be begun.

    What is set up once takes the hours that routines leave; a routine begins once a plan that it
    stands under is done. What begins later than in the fourth week has the week 0.
    """
    order = {one.task: place for place, one in enumerate(work)}
    found = list(_steps(work, hands, catalogue))
    found.sort(key=lambda step: (step.week or _WEEKS + 1, order[step.task]))
    return tuple(found)


def _steps(
    work: Sequence[Work], hands: Sequence[Hand], catalogue: Catalogue
) -> Iterator[FirstStep]:
    paced = paces(work, hands, catalogue, _YEAR)
    for one in work:
        pace = paced[one.task]
        hours = one.hours.typical / WEEKS_A_MONTH if pace.routine else round_hours(one, catalogue)
        yield FirstStep(
            task=one.task,
            week=pace.begins if pace.begins <= _WEEKS else 0,
            until=pace.ends if 0 < pace.begins <= _WEEKS else 0,
            party=one.responsible,
            hours=round(hours, 1),
            routine=pace.routine,
        )
