"""Businesses that were judged by hand, to see what a change of the facts moves."""

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.verdict import Sourcing, Verdict
from commerce_roles.showing import Displayed

__all__ = ["Business"]


@frozen(kw_only=True)
class Business(Displayed):
    """An invented business, and the verdicts that whoever judged it would accept."""

    id: str
    name: str
    """What it is called."""
    profile: FrozenMap[str, object]
    """What is told of it, as a profile's file would."""
    acceptable: FrozenMap[str, tuple[Verdict, ...]] = FrozenMap()
    """By role: the verdict judged best, then others that were not wrong."""
    sourcing: FrozenMap[str, Sourcing] = FrozenMap()
    """By role: whose hands were judged best."""
    evidence: Evidence = field(factory=Evidence)
