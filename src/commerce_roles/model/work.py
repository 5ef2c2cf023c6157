"""What is done, how much of it there is, and how long it takes."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, expression, perhaps, to
from commerce_roles.showing import Displayed

__all__ = ["Constant", "Effort", "Phase", "Quantity", "Task"]

Phase = Literal["research", "plan", "approve", "execute", "monitor", "analyse", "adjust"]


@frozen(kw_only=True)
class Constant(Displayed):
    """A whole number with a name, that rules and formulas read."""

    id: str
    value: int = field(metadata=adjustable())
    """What it stands for in expressions."""
    unit: str = field(default="", metadata=to("unit"))
    """What it counts."""
    least: int | None = None
    """The smallest value that makes sense, such as 1 for what something is divided by."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Quantity(Displayed):
    """A countable of a business or of a role, or a condition with a name."""

    id: str
    label: Label = FrozenMap()
    unit: str = field(default="", metadata=to("unit"))
    """What it counts."""
    scope: Literal["business", "role"] = "business"
    """`role`: counted anew for every role."""
    value: str = field(default="", metadata=expression())
    """The expression, the same at every service level."""
    by_level: FrozenMap[str, str] = field(default=FrozenMap(), metadata=expression())
    """Or one expression per service level."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Effort(Displayed):
    """How long a task takes: minutes for every `per` of a quantity, so many times a year."""

    low: int = field(metadata=adjustable())
    """Minutes, where all goes well."""
    typical: int = field(metadata=adjustable())
    """Minutes to expect."""
    high: int = field(metadata=adjustable())
    """Minutes; low to high is what one must expect within the same level of service."""
    per: int = field(default=1, metadata=adjustable())
    """How many of the quantity the minutes are for."""
    of: str = field(metadata=perhaps("quantity"))
    """The quantity that is counted, or a field."""
    times_per_year: int = field(metadata=adjustable())
    """12 where the quantity is already a month's."""


@frozen(kw_only=True)
class Task(Displayed):
    """A piece of work: who answers for it, what it takes, what it stands under."""

    id: str
    label: Label
    area: str
    """The area of the role that does it."""
    phase: Phase
    """Where in the loop of planning, doing and adjusting it stands."""
    level: str = field(metadata=to("level"))
    """The service level at which it starts."""
    work: Literal["seat", "support"] = "seat"
    """`seat`: by whoever holds the post; `support`: helpers may do it under that seat."""
    responsible: str = field(metadata=to("role"))
    """The role that does it."""
    accountable: str = field(metadata=to("party"))
    """Who answers for it: exactly one, a role or `owner`."""
    consulted: tuple[str, ...] = field(default=(), metadata=to("party"))
    """Who is heard before."""
    informed: tuple[str, ...] = field(default=(), metadata=to("party"))
    """Who is told after."""
    effort: Effort
    """How long it takes."""
    applies_when: str = field(default="", metadata=expression())
    """The condition under which there is such work; empty: its quantity is at least 1."""
    cadence: str = field(default="", metadata=to("cadence"))
    """How often a calendar shows it; hours come from the effort alone."""
    publishes: bool = False
    """Whether what it makes is published: it stands in the editorial calendar, one piece for every
    `per` of its quantity."""
    precedes: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Tasks that follow within one cycle."""
    governed_by: tuple[str, ...] = field(default=(), metadata=to("task"))
    """Plans or policies it stands under; any active one suffices."""
    approves: tuple[str, ...] = field(default=(), metadata=to("task"))
    """For an approval: the plans it approves."""
    skills: tuple[str, ...] = field(default=(), metadata=to("skill"))
    """What it takes."""
    channels: tuple[str, ...] = field(default=(), metadata=to("channel"))
    """Where it is done; empty where it is bound to no channel."""
    kpis: tuple[str, ...] = field(default=(), metadata=to("kpi"))
    """KPIs it is believed to move."""
    evidence: Evidence = field(factory=Evidence)
