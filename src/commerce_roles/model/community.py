"""How a community is won and kept, and how a threat to a good name is met."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, to
from commerce_roles.showing import Displayed

__all__ = [
    "AffinityCriterion", "CrisisCluster", "CrisisResponse", "CrisisStrategy", "Guardrail",
    "NeedCriterion", "Principle", "Tactic",
]  # fmt: skip


@frozen(kw_only=True)
class Tactic(Displayed):
    """A measure one can take: where, with what, by which work."""

    id: str
    label: Label
    measure: int = 0
    """Its number among the articles' seven measures for a community; 0 where it is none."""
    channels: tuple[str, ...] = field(default=(), metadata=to("channel"))
    """Where it is taken."""
    content_formats: tuple[str, ...] = field(default=(), metadata=to("content_format"))
    """With what content."""
    tools: tuple[str, ...] = field(default=(), metadata=to("tool"))
    """With which tools."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work by which it is taken."""
    objectives: tuple[str, ...] = field(default=(), metadata=to("objective"))
    """What it serves."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Principle(Displayed):
    """Something that holds whichever measure is taken."""

    id: str
    label: Label
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work in which it shows."""
    objectives: tuple[str, ...] = field(default=(), metadata=to("objective"))
    """What it serves."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class AffinityCriterion(Displayed):
    """One part of the test whether somebody fits a community: only who meets all parts does."""

    id: str
    order: int
    """Its place in the test, from 1."""
    label: Label
    question: Label
    """What to ask of a group of members."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Guardrail(Displayed):
    """What is never done, or only so far."""

    id: str
    label: Label
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work that it limits."""
    most_percent: int | None = field(default=None, metadata=adjustable())
    """The largest share of what is published, where there is one."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class NeedCriterion(Displayed):
    """What the articles look at to say whether a role is needed, and the tables that do it here."""

    id: str
    roles: tuple[str, ...] = field(metadata=to("role"))
    """The roles whose need it speaks of."""
    label: Label
    fields: tuple[str, ...] = field(default=(), metadata=to("field"))
    """The inputs it looks at."""
    tables: tuple[str, ...] = field(default=(), metadata=to("table"))
    """The rules that judge it."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class CrisisCluster(Displayed):
    """A kind of threat, by how much responsibility people see in the business."""

    id: str
    label: Label
    responsibility: Literal["very_low", "low", "medium", "high"]
    """How much people see in the business."""
    definition: Label
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class CrisisResponse(Displayed):
    """A way to answer a threat, after it was said how people protect themselves."""

    id: str
    label: Label
    definition: Label
    never_with: tuple[str, ...] = field(default=(), metadata=to("crisis_response"))
    """Responses that contradict it."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class CrisisStrategy(Displayed):
    """One thing to say or do in a threat; strategies of one response belong together."""

    id: str
    label: Label
    response: str = field(metadata=to("crisis_response"))
    """The response that it is part of."""
    definition: Label
    evidence: Evidence = field(factory=Evidence)
