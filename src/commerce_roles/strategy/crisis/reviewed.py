"""What a review of a crisis holds, as frozen values."""

from datetime import datetime
from typing import Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import Clock, Statement
from commerce_roles.model.reference import to
from commerce_roles.strategy.crisis.prepared import Todo

__all__ = ["ClockKept", "Figures", "Reviewed", "TriggerTried"]


@frozen(kw_only=True)
class Figures:
    """Figures of one stretch of time."""

    stretch: Literal["before", "during", "after"]
    mentions_day: float | None = None
    """Mentions a day; None where none were counted."""
    friendly: float | None = None
    """The share of friendly messages in percent; None where none were judged."""


@frozen(kw_only=True)
class ClockKept:
    """A deadline, and whether it was met."""

    clock: Clock
    due: datetime
    answered: datetime | None = None
    kept: bool | None = None
    """None: nobody told when it was answered."""


@frozen(kw_only=True)
class TriggerTried:
    """The same counts, watched by a limit that is lower."""

    trigger: str = field(metadata=to("crisis_trigger"))
    limit: float
    lower: float
    minutes_earlier: int
    """By how much the alarm would have come earlier."""
    more_alarms: int
    """How many alarms more there would have been in all of the counts."""
    worth_it: bool = False
    """Whether it would have been earlier, and alarms no more than the trigger bears by chance."""


@frozen(kw_only=True)
class Reviewed:
    """What the figures say after a crisis."""

    since: datetime
    end: datetime
    """When the last count with an alarm was complete."""
    over: bool
    """Whether there are counts after it, and no alarm is on."""
    figures: tuple[Figures, ...] = ()
    """Before, during and after."""
    clocks: tuple[ClockKept, ...] = ()
    tried: tuple[TriggerTried, ...] = ()
    questions: tuple[Todo, ...] = ()
    """What to ask, and who sees to it."""
    changes: tuple[Statement, ...] = ()
    """What to change."""
    catalogue_version: str = ""
    catalogue_hash: str = ""
