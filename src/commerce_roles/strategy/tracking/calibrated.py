"""What a calibration holds, as frozen values: efforts of tasks, verdicts that move."""

from datetime import date
from typing import Literal

from attrs import field, frozen

from commerce_roles.model import Effort
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed

__all__ = ["Calibrated", "Moved", "TimedEffort"]


@frozen(kw_only=True)
class TimedEffort(Displayed):
    """The effort of one task: ours, measured, and both together."""

    task: str = field(metadata=to("task"))
    n: int
    """How many pieces were timed."""
    first: date
    last: date
    measured: float
    """Minutes for what the effort counts."""
    share: float
    """How much the measured ones weigh, 0 to 1: n / (n + k)."""
    ours: Effort
    blended: Effort


@frozen(kw_only=True)
class Moved(Displayed):
    """What comes out differently with the new efforts."""

    business: str
    role: str = field(metadata=to("role"))
    what: Literal["verdict", "sourcing"]
    """Whether a post is needed, or who holds it best."""
    before: str
    after: str


@frozen(kw_only=True)
class Calibrated:
    """Own times beside our efforts."""

    efforts: tuple[TimedEffort, ...] = ()
    """By task, in alphabetical order."""
    weight: int
    """The pieces that weigh as much as our estimate."""
    first: date | None = None
    """The first day that was timed; None: none was."""
    last: date | None = None
    moves: tuple[Moved, ...] = ()
    businesses: int = 0
    """How many businesses were looked at."""
    catalogue_hash: str = ""
