"""The one primitive of every decision: an ordered table of rules."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.reference import adjustable, expression, perhaps, to
from commerce_roles.showing import Displayed

__all__ = ["Decides", "Rule", "Table"]

Decides = Literal[
    "points", "floor", "cap", "sourcing", "combination", "merge",
    "warning", "inconsistency", "cluster", "response", "strategy", "avoid", "clock",
    "accountable", "approver", "responsible", "advice", "lead", "answer", "step",
]  # fmt: skip


@frozen(kw_only=True)
class Rule(Displayed):
    """When a condition holds, then this."""

    when: str = field(metadata=expression())
    """The condition."""
    then: int | str = field(metadata=adjustable())
    """What it gives: points, a verdict, a choice …, as the table's `decides` fixes."""
    id: str = ""
    """Empty: the rule is known by its number, from 1."""
    message: str = field(default="", metadata=to("message"))
    """What a person reads; empty: the table's."""
    params: FrozenMap[str, str] = field(default=FrozenMap(), metadata=expression())
    """Expressions for the message's parameters."""
    first_steps: bool = True
    """For an answer: whether the first steps of its first post are told."""
    prefers: bool = False
    """Whether this is a leaning, so that the answer without it is told too."""
    note: str = ""
    """For whoever edits the rule."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Table(Displayed):
    """Ordered rules about the business, a role or a pair of roles."""

    id: str
    decides: Decides
    """What its rules give."""
    role: str = field(default="", metadata=perhaps("role"))
    """A role's id, `each`, or `others` (roles without a table of their own of this kind)."""
    pair: str | tuple[str, ...] = field(default="", metadata=perhaps("role"))
    """Two ids, `each`, `same_area` or `other_area`."""
    message: str = field(default="", metadata=to("message"))
    """What a person reads where a rule has no message of its own."""
    params: FrozenMap[str, str] = field(default=FrozenMap(), metadata=expression())
    """Expressions for the parameters of that message."""
    rules: tuple[Rule, ...]
    """Read in order."""
    evidence: Evidence = field(factory=Evidence)
