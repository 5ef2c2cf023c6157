"""How a strategy is drafted: what is chosen by which rules, and what a goal has to be."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.lint import Severity
from commerce_roles.model.reference import adjustable, expression, to
from commerce_roles.showing import Displayed

__all__ = ["BudgetShare", "Cadence", "ControlPoint", "GoalRule", "Selection", "SelectionRule"]


@frozen(kw_only=True)
class Selection(Displayed):
    """One choice of a strategy: the best of the facts of a kind, few rather than many."""

    id: str
    label: Label
    order: int
    """When it is made, from 1: later ones know what the earlier chose."""
    of: Literal["objective", "channel", "content_format", "tactic"]
    """The kind of facts among which it chooses."""
    among: tuple[str, ...] = ()
    """Groups of which a candidate belongs to one; empty: all."""
    without: tuple[str, ...] = ()
    """Groups to which no candidate belongs."""
    most: str = field(metadata=expression())
    """How many are chosen at the most: a whole number."""
    least_points: int = field(metadata=adjustable())
    """The points from which on something is chosen."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class SelectionRule(Displayed):
    """What speaks for a candidate of a selection, or against it."""

    id: str
    selection: str = field(metadata=to("selection"))
    """The selection for whose candidates it speaks."""
    candidates: tuple[str, ...] = ()
    """The candidates it is about; empty: all."""
    when: str = field(metadata=expression())
    """A condition over the business, its hours, and what is known of the candidate."""
    points: int = field(metadata=adjustable())
    """What it gives; less than 0 speaks against."""
    message: str = field(metadata=to("message"))
    """The reason, said of the candidate."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Cadence(Displayed):
    """How often a calendar shows a piece of work."""

    id: str
    label: Label
    unit: Literal["day", "week", "month", "event"]
    """`event`: when there is one, which no calendar knows in advance."""
    every: int = field(default=1, metadata=adjustable())
    """How many of the unit lie between two times."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class BudgetShare(Displayed):
    """What part of the money of campaigns is kept for what."""

    id: str
    label: Label
    percent: int = field(metadata=adjustable())
    """Its share of 100; what applies is brought to 100 together."""
    when: str = field(metadata=expression())
    """The condition under which it is kept."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class ControlPoint(Displayed):
    """When spending is looked at."""

    id: str
    percent: int = field(metadata=adjustable())
    """The share of the money that is spent then."""
    label: Label
    """What is decided there."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work of which it is part: whoever does the first that there is looks."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class GoalRule(Displayed):
    """What a goal keeps to. How it is checked is code, all else stands here.

    An overlay may retire a rule, and it is checked no longer.
    """

    id: str
    label: Label
    """What is kept, such as "a goal has two to five key results"."""
    severity: Severity
    """`error`: no goal; `warning`: probably not meant; `note`: worth knowing."""
    found: Label
    """What is wrong where it is not kept, with `{parameter}` where a value goes."""
    remedy: Label
    """What to do."""
    limit: int | None = field(default=None, metadata=adjustable())
    """For a rule about too few or too many: the number that is still right."""
    group: str = ""
    """For a rule about a group of facts: the group."""
    evidence: Evidence = field(factory=Evidence)
