"""Scales on which levels are told elsewhere, laid on the catalogue's own."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Scale", "ScaleStep"]


@frozen(kw_only=True)
class ScaleStep(Displayed):
    """One step of a scale, and the step of the catalogue's that it is read as."""

    id: str
    """As it is told, such as `B2` or `4`."""
    proficiency: str = field(default="", metadata=to("proficiency"))
    """What it is read as; empty: the skill is not there."""


@frozen(kw_only=True)
class Scale(Displayed):
    """A named scale of levels, with an explicit mapping: nothing is guessed from a number."""

    id: str
    label: Label
    of: Literal["skill", "language"] = "skill"
    """What its levels are levels of."""
    steps: tuple[ScaleStep, ...]
    """From the least to the most."""
    evidence: Evidence = field(factory=Evidence)
    """What the mapping rests on."""
