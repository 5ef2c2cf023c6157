"""What a plan holds, as frozen values: days, work, hours, what does not fit."""

from datetime import date
from typing import Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.planning.likely import Likely

__all__ = ["Entry", "LeftOut", "MonthLoad", "Planned", "SetUp", "Slot"]


@frozen(kw_only=True)
class Entry(Displayed):
    """Something that stands on a day."""

    day: date
    until: date
    """The last day; the same where it is done on one."""
    task: str = field(metadata=to("task"))
    party: str = field(metadata=to("party"))
    hours: float
    """Typical hours."""
    kind: Literal["set_up", "routine"]


@frozen(kw_only=True)
class Slot(Displayed):
    """One piece that is published."""

    day: date
    channel: str = field(metadata=to("channel"))
    language: str = ""
    """A BCP 47 tag; empty: nobody has told."""
    format: str = field(default="", metadata=to("content_format"))
    """Empty: whichever fits."""
    task: str = field(metadata=to("task"))
    adapted: bool = False
    """Whether it is a piece of another language told anew."""
    may_promote: bool = False
    """Whether it may be promotional; all others are of use or interest alone."""


@frozen(kw_only=True)
class LeftOut(Displayed):
    """Pieces of a month for which there are no hours."""

    month: date
    """Its first day."""
    channel: str = field(metadata=to("channel"))
    wanted: int
    fits: int


@frozen(kw_only=True)
class MonthLoad(Displayed):
    """The hours of one month in one hand, beside those there are."""

    month: date
    """Its first day."""
    roles: tuple[str, ...] = field(metadata=to("party"))
    hours: float
    """Typical hours that fall into it."""
    there: float | None = None
    """None: unknown."""
    peak: bool = False
    """Whether the month is busier than others."""

    @property
    def over(self) -> bool:
        """Whether there is more work than hours, by more than a tenth of an hour."""
        return self.there is not None and self.hours > self.there + 0.1


@frozen(kw_only=True)
class SetUp(Displayed):
    """One piece of set-up: from when until when, and how late it may be."""

    task: str = field(metadata=to("task"))
    party: str = field(metadata=to("party"))
    begins: date
    ends: date
    slack: float
    """Working days by which it may be late without the whole being late."""


@frozen(kw_only=True)
class Planned(Displayed):
    """A strategy laid on the days from a start to an end."""

    start: date
    end: date
    entries: tuple[Entry, ...] = ()
    """By day, then in the order of the work."""
    slots: tuple[Slot, ...] = ()
    loads: tuple[MonthLoad, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    set_up: tuple[SetUp, ...] = ()
    critical: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The set-up that decides when all of it is done, in order."""
    likely: Likely | None = None
    """Working days until all set-up is done; None where hours are not known, or none are left."""
    unscheduled: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Work for which there are no hours between start and end."""
    warnings: tuple[Statement, ...] = ()
    catalogue_hash: str = ""
