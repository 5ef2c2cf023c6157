"""What the review of a cycle holds, as frozen values."""

from datetime import date

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.graph.kpis import Decomposition
from commerce_roles.model.reference import to
from commerce_roles.strategy.tracking.deciding import DecisionLog
from commerce_roles.strategy.tracking.spans import Every
from commerce_roles.strategy.tracking.totals import Gap
from commerce_roles.strategy.tracking.tracked import Proposal, ResultStanding

__all__ = ["Moves", "Reviewed"]


@frozen(kw_only=True)
class Moves:
    """Work that is believed to move a figure: a belief, of no known size."""

    kpi: str = field(metadata=to("kpi"))
    tasks: tuple[str, ...] = field(metadata=to("task"))


@frozen(kw_only=True)
class Reviewed:
    """One look at a strategy beside what was counted."""

    day: date
    """The day of the review."""
    every: Every = "month"
    """How long a period is."""
    shop: str = ""
    channel: str = field(default="", metadata=to("channel"))
    """The channel that was looked at; empty: the whole shop."""
    currency: str = ""
    standings: tuple[ResultStanding, ...] = ()
    """In the order of the goals."""
    proposals: tuple[Proposal, ...] = ()
    """Empty where no change is really necessary."""
    moves: tuple[Moves, ...] = ()
    """Of every figure that is at risk: the work of the strategy that is believed to move it."""
    drivers: tuple[Decomposition, ...] = ()
    """What moved the figures between the last two periods, shared out exactly."""
    between: tuple[str, str] = ("", "")
    """Those two periods."""
    gaps: tuple[Gap, ...] = ()
    """What key results would need and was not wholly told."""
    notes: tuple[Statement, ...] = ()
    log: DecisionLog = field(factory=DecisionLog)
    """Every decision so far."""
    catalogue_hash: str = ""
