"""What a review holds, as frozen values: readings, standings, proposals. No language, no layout."""

from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen

from commerce_roles.catalogue import Undefined
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Change", "Proposal", "Reading", "ResultStanding", "Status"]

Status: TypeAlias = Literal["reached", "on_track", "at_risk", "missed", "cannot_say"]
"""How a key result stands. `at_risk`: further behind its path than the tolerance; `missed`: the
deadline is over and the target is not reached."""
Change: TypeAlias = Literal["strengthen", "restart"]
"""What is proposed. `strengthen`: work that is believed to move the figure comes first; `restart`:
that has been tried, so the figure starts anew from where it is, with the same target and as many
days again."""


@frozen(kw_only=True)
class Reading(Displayed):
    """One period of a key result."""

    period: str
    """As it is written: 2026-W41, 2026-10."""
    last: date
    """Its last day."""
    value: float | None = None
    """In the KPI's own unit; None: not known."""
    low: float | None = None
    """Between what the value lies; None where too little is told for an interval."""
    high: float | None = None
    expected: float | None = None
    """Where the path from baseline to target is on the last day; None where there is no path."""
    behind: bool | None = None
    """Whether it is further behind the path than the tolerance, and by more than chance where an
    interval can tell; None: nobody can say."""
    why: Undefined | None = None
    """Why there is no value."""


@frozen(kw_only=True)
class ResultStanding(Displayed):
    """How one key result stands on the day of a review."""

    goal: str = field(metadata=to("objective"))
    """The objective of its goal."""
    kpi: str = field(metadata=to("kpi"))
    status: Status
    reason: str = ""
    """For `cannot_say` and `at_risk`: which reason, the last part of a message's id."""
    baseline: float | None = None
    baseline_of: str = ""
    """The period in which the baseline was measured; empty where the strategy tells it."""
    target: float | None = None
    start: date | None = None
    deadline: date | None = None
    owner: str = field(default="", metadata=to("party"))
    unit: str = field(default="", metadata=to("kpi_unit"))
    in_a_row: int = 0
    """How many of the last periods, one after the other, were behind."""
    readings: tuple[Reading, ...] = ()
    """In order of days, all that are over."""

    @property
    def id(self) -> str:
        """By what a proposal about it is called: `loyalty.churn_rate`."""
        return f"{self.goal}.{self.kpi}"

    @property
    def last(self) -> Reading | None:
        """The last period that counts, at most up to the deadline; None where none is over."""
        counted = self.counted
        return counted[-1] if counted else None

    @property
    def counted(self) -> tuple[Reading, ...]:
        """The periods up to the deadline."""
        end = self.deadline
        return tuple(one for one in self.readings if end is None or one.last <= end)


@frozen(kw_only=True)
class Proposal(Displayed):
    """A change that a review finds really necessary: who proposes it, who decides, and why."""

    id: str
    """The goal and the KPI it is about, such as `loyalty.churn_rate`."""
    goal: str = field(metadata=to("objective"))
    kpi: str = field(metadata=to("kpi"))
    change: Change
    day: date
    """The last day of the last period that was looked at."""
    in_a_row: int
    """For how many periods, one after the other, the figure was behind."""
    value: float
    """Its last value."""
    expected: float
    """Where it should have been."""
    target: float
    """Where it should come to, before and after."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Work that is believed to move the figure: a belief, of no known size."""
    deadline: date | None = None
    """For `restart`: the new one."""
    proposes: str = field(metadata=to("party"))
    """Who carries the work out."""
    decides: str = field(metadata=to("party"))
    """Who plans it; the owner where both are in one hand."""
    claims: tuple[str, ...] = field(default=(), metadata=to("claim"))
