"""The figures by which work is judged, and what they are computed from."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.frozen_map import FrozenMap
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, formula, to

__all__ = ["Kpi", "Measure"]


@frozen(kw_only=True)
class Measure:
    """A base measure: counted or weighed, not computed."""

    id: str
    label: Label
    unit: Literal["count", "money", "minutes", "years"]
    """What it is counted in."""
    kind: Literal["flow", "stock", "sample"]
    """`flow`: adds up over time; `stock`: a level at one moment; `sample`: a mean or one case."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class Kpi:
    """A figure by which work is judged."""

    id: str
    label: Label
    definition: Label = FrozenMap()
    """What it says, in one sentence."""
    formula: str = field(default="", metadata=formula())
    """Over base measures; percentages are 0 to 100, and undefined where a divisor is 0."""
    unit: str = ""
    """What it is told in."""
    direction: Literal["higher", "lower", "target_range"] = "higher"
    """Which way is better."""
    stage: str = field(default="", metadata=to("stage"))
    """Where on the way of a customer it looks."""
    core: bool = True
    """Whether a small shop would look at it first."""
    owner: str = field(default="", metadata=to("role"))
    """The role that plans it and answers for it."""
    movers: tuple[str, ...] = field(default=(), metadata=to("role"))
    """The roles whose work moves it."""
    minimum: float = -1e12
    """The smallest value there can be."""
    maximum: float = 1e12
    """The largest value there can be."""
    default: float = field(default=0, metadata=adjustable())
    """The value that shows no symptom, for an answer that rests on what is told."""
    groups: tuple[str, ...] = ()
    """Sets that expressions name without knowing their members."""
    cost_to_ask: int = 4
    """1, known by heart, to 5, a small study."""
    question: Label = FrozenMap()
    """What to ask."""
    help: Label = FrozenMap()
    """What counts and what does not."""
    where: Label = FrozenMap()
    """Where to look it up."""
    note: str = ""
    """What to mind when it is read or compared."""
    evidence: Evidence = field(factory=Evidence)
