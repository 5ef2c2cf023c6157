"""What is done, how much of it there is, and how long it takes."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.speech import Label

__all__ = ["Constant", "Effort", "Phase", "Quantity", "Task"]

Phase = Literal["research", "plan", "approve", "execute", "monitor", "analyse", "adjust"]


@frozen(kw_only=True)
class Constant:
    """A whole number with a name, that rules and formulas read."""

    id: str
    value: int
    unit: str = ""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Quantity:
    """A countable of a business or of a role, or a condition with a name."""

    id: str
    label: Label = FrozenMap()
    unit: str = ""
    scope: Literal["business", "role"] = "business"
    value: str = ""
    """The expression, the same at every service level."""
    by_level: FrozenMap[str, str] = FrozenMap()
    """Or one expression per service level."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Effort:
    """How long a task takes: minutes for every `per` of a quantity, so many times a year."""

    low: int
    typical: int
    high: int
    """Minutes; low to high is what one must expect within the same level of service."""
    per: int = 1
    of: str
    """The quantity that is counted."""
    times_per_year: int
    """12 where the quantity is already a month's."""


@frozen(kw_only=True)
class Task:
    """A piece of work: who answers for it, what it takes, what it stands under."""

    id: str
    label: Label
    area: str
    phase: Phase
    level: str
    """The service level at which it starts."""
    work: Literal["seat", "support"] = "seat"
    """`seat`: by whoever holds the post; `support`: helpers may do it under that seat."""
    responsible: str
    accountable: str
    """A role, or `owner`."""
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    effort: Effort
    applies_when: str = ""
    """The condition under which there is such work; empty: its quantity is at least 1."""
    cadence: str = ""
    """How often a calendar shows it; hours come from the effort alone."""
    precedes: tuple[str, ...] = ()
    """Tasks that follow within one cycle."""
    governed_by: tuple[str, ...] = ()
    """Plans or policies it stands under; any active one suffices."""
    approves: tuple[str, ...] = ()
    """For an approval: the plans it approves."""
    skills: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    """KPIs it is believed to move."""
    evidence: Evidence = field(factory=Evidence)
