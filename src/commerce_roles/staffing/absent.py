"""What absences do to a team, as values."""

from attrs import frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.assessment.outcome import Estimate
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Team

__all__ = ["Absent", "Asked", "MonthRisk", "TaskRisk"]


@frozen(kw_only=True)
class Asked:
    """What was asked about absences: enough to ask it again of other people."""

    team: Team
    """People without names, and who of them holds what."""
    needs: Needs
    weights: FrozenMap[str, float]
    """What tasks weigh, by id, where that was told."""
    samples: int
    seed: int
    traits: bool


@frozen(kw_only=True)
class TaskRisk:
    """One task, and how likely it is that somebody is there who can do it."""

    task: str
    role: str
    weight: float
    """Hours a month, or what the caller said it weighs."""
    by: tuple[str, ...]
    """Ids of those whose post it is and who can do it."""
    covered: float
    """Probability that one of them is there, 0 to 1."""


@frozen(kw_only=True)
class MonthRisk:
    """One month: the hours there are, against the hours of work."""

    month: int
    hours: Estimate
    capacity: float
    """Hours that are expected to be there: planned absences and the declared rate taken off."""
    busier: bool
    """Whether some role is busier than usual."""

    @property
    def short(self) -> float:
        """Give the hours that are expected to be missing, at the typical hours of work."""
        return max(0.0, self.hours.typical - self.capacity)


@frozen(kw_only=True, repr=False)
class Absent:
    """What one declared rate of absence does to a team."""

    asked: Asked
    absence_rate: float
    """The probability that somebody is away, 0 to 1, of each apart from the others."""
    everybody: float | None
    """The part of the work, by weight, that is covered with everybody there; None without work."""
    expected: float | None
    """The part that is covered on average."""
    all_covered: float
    """Probability that everything is covered that is with everybody there."""
    interval: tuple[float, float] | None
    """Of a simulated probability the 95 % interval after Wilson; None where it is exact."""
    tasks: tuple[TaskRisk, ...]
    """In the order of ids."""
    months: tuple[MonthRisk, ...]
    """January to December."""
    unknown: tuple[str, ...] = ()
    """Ids of those who hold a post and whose hours were not told: no month counts them."""

    @property
    def peaks(self) -> tuple[MonthRisk, ...]:
        """The months in which hours are expected to be missing, those that lack most first."""
        short = (one for one in self.months if one.short > 0)
        return tuple(sorted(short, key=lambda one: (-one.short, one.month)))
