"""Tables of businesses: how steady a verdict is from night to night, by what a survey divides."""

import attrs
from attrs import frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, to
from commerce_roles.showing import Displayed

__all__ = ["Segment", "Steadiness"]


@frozen(kw_only=True)
class Steadiness(Displayed):
    """How steady a verdict is from one run over a table to the next."""

    id: str
    label: Label
    value: int = attrs.field(metadata=adjustable())
    """How many points or runs."""
    evidence: Evidence = attrs.field(factory=Evidence)


@frozen(kw_only=True)
class Segment(Displayed):
    """By what a survey of a table is divided."""

    id: str
    label: Label
    field: str = attrs.field(metadata=to("field"))
    """The field that says to which part a business belongs."""
    order: int
    """Which comes first, from 1."""
    steps: tuple[int, ...] = ()
    """For numbers: where each class begins, rising; without them every word is a part."""
    evidence: Evidence = attrs.field(factory=Evidence)
