"""What a business names: channels, objectives, sectors, formats, skills and KPIs."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.speech import Label

__all__ = ["Kpi", "Name", "Skill"]


@frozen(kw_only=True)
class Name:
    """A channel, objective, sector, content format or sales channel."""

    id: str
    label: Label
    origin: Literal["article", "suggested"] = "suggested"
    """Whether an article names it."""
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Sets that expressions name without knowing their members."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Skill:
    """Something a person can do or know."""

    id: str
    label: Label
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Kpi:
    """A figure by which work is judged."""

    id: str
    label: Label
    unit: str = ""
    direction: Literal["higher", "lower", "target_range"] = "higher"
    """Which way is better."""
    minimum: float = -1e12
    maximum: float = 1e12
    default: float = 0
    """The value that shows no symptom, for an answer that rests on what is told."""
    groups: tuple[str, ...] = ()
    cost_to_ask: int = 4
    """1, known by heart, to 5, a small study."""
    question: Label = FrozenMap()
    help: Label = FrozenMap()
    where: Label = FrozenMap()
    evidence: Evidence = field(factory=Evidence)
