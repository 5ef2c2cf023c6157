"""What is looked at in members of a community: declared columns, tests over them, steps of loyalty.

Members are counted by what they do, never by who they are, and no test ranks them.
"""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, expression, to
from commerce_roles.showing import Displayed

__all__ = ["LoyaltyStep", "MemberColumn", "MemberTest"]


@frozen(kw_only=True)
class MemberColumn(Displayed):
    """One thing that a table of members may tell of each."""

    id: str
    label: Label
    type: Literal["count", "yes_no"] = "count"
    """A whole number from 0 on, or yes and no."""
    maximum: int = 1_000_000
    """The largest count that can be right."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class MemberTest(Displayed):
    """A condition that a member meets or not: a part of the profile of members, or a group."""

    id: str
    label: Label
    criterion: str = field(default="", metadata=to("affinity_criterion"))
    """The part of the profile that it decides; empty: it makes a group of members."""
    when: str = field(metadata=expression())
    """A condition over the columns of members, and `least`."""
    least: int = field(default=0, metadata=adjustable())
    """The threshold, where the condition names it."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work that looks at it."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class LoyaltyStep(Displayed):
    """A step of loyalty; whoever stands on it meets its condition and those of all below it."""

    id: str
    label: Label
    order: int
    """Its place on the ladder, from 1."""
    when: str = field(metadata=expression())
    """A condition over the columns of members, and `least`."""
    least: int = field(default=0, metadata=adjustable())
    """The threshold, where the condition names it."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work by which members on this step are brought to the next, or kept."""
    evidence: Evidence = field(factory=Evidence)
