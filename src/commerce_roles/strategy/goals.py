"""Goals and their key results: what is to be reached, shown by which figures, until when.

In the words of OKR a goal is an objective. Here *objective* is a fact of the catalogue, such as
loyalty; a goal is one business's own, and names the objective that it is about.
"""

from datetime import date
from typing import Literal

from attrs import evolve, field, frozen

from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Goal", "Horizon", "KeyResult"]

Horizon = Literal["leading", "lagging"]
"""`leading`: moves early, by what one does; `lagging`: moves late, and is what one wants."""


@frozen(kw_only=True)
class KeyResult(Displayed):
    """One figure of a goal: where it is, where it should be, until when, who answers for it.

    Examples:
        >>> kr = KeyResult(kpi="conversion_rate", change_percent=10, owner="owner")
        >>> kr.measured(1.8).target
        1.98
    """

    kpi: str = field(metadata=to("kpi"))
    baseline: float | None = None
    """Where it starts, in the KPI's own unit; None: not measured yet."""
    target: float | None = None
    """Where it should be, in the KPI's own unit; None: not set yet."""
    change_percent: float | None = None
    """By how many percent of the baseline it should move, up where that is better or down where
    this is written less than 0; from it follows a target once a baseline is known."""
    unit: str = field(default="", metadata=to("kpi_unit"))
    start: date | None = None
    deadline: date | None = None
    horizon: Horizon = "leading"
    owner: str = field(default="", metadata=to("party"))
    """A role, or `owner`."""

    def measured(self, baseline: float) -> "KeyResult":
        """Set where it starts, and with that the target, where only a change was wanted."""
        target = self.target
        if target is None and self.change_percent is not None:
            target = round(baseline + abs(baseline) * self.change_percent / 100, 4)
        return evolve(self, baseline=float(baseline), target=target)

    def dated(self, start: date, deadline: date) -> "KeyResult":
        """Say from when until when it runs."""
        return evolve(self, start=start, deadline=deadline)


@frozen(kw_only=True)
class Goal(Displayed):
    """What a business wants to reach, and the figures by which it will know.

    Examples:
        >>> goal = Goal(objective="loyalty", key_results=(
        ...     KeyResult(kpi="retention_rate", baseline=30, target=35, owner="owner"),
        ...     KeyResult(kpi="churn_rate", baseline=4, target=3.5, owner="owner")))
        >>> [result.kpi for result in goal.key_results]
        ['retention_rate', 'churn_rate']
    """

    objective: str = field(metadata=to("objective"))
    """The catalogue's objective that it is about."""
    purpose: str = ""
    """What it is for, in the words of the business; empty: the objective's own name."""
    key_results: tuple[KeyResult, ...] = ()
