"""How a threat to a good name is noticed, weighed, and met step by step."""

from typing import Literal

from attrs import field, frozen

from commerce_roles.model.evidence import Evidence
from commerce_roles.model.label import Label
from commerce_roles.model.reference import adjustable, expression, to
from commerce_roles.showing import Displayed

__all__ = ["CrisisSeverity", "CrisisStep", "CrisisTrigger"]


@frozen(kw_only=True)
class CrisisTrigger(Displayed):
    """What is an alarm in mentions over time. How it is worked out is code, its limits stand here.

    An overlay may retire a trigger, and it is watched no longer.
    """

    id: str
    label: Label
    signal: Literal["mentions", "sentiment"]
    """`mentions`: how many there are; `sentiment`: what share of them is friendly."""
    fills: str = field(metadata=to("field"))
    """The field of a business that the alarm answers."""
    limit: float = field(metadata=adjustable())
    """Of mentions, how many times the usual; of sentiment, the change in points of 100."""
    history_days: int = field(metadata=adjustable())
    """How many days back the usual is taken from."""
    least_days: int = field(metadata=adjustable())
    """The known days without which there is no usual."""
    least_weeks: int = field(metadata=adjustable())
    """How often a weekday must have been seen before it has a usual of its own."""
    least_count: int = field(metadata=adjustable())
    """Mentions, or of sentiment messages that were judged, below which nothing is an alarm."""
    noise_alarms_year: float = field(metadata=adjustable())
    """How often in a quiet year chance alone may go beyond."""
    calm_hours: int = field(metadata=adjustable())
    """Hours without an alarm after which it is over."""
    praise_points: float | None = field(default=None, metadata=adjustable())
    """Of mentions: a peak is praise where sentiment is known and changed by more than this."""
    message: str = field(metadata=to("message"))
    """What is said of an alarm."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class CrisisSeverity(Displayed):
    """How grave it is, and what of the planned posts waits. The gravest that holds is taken."""

    id: str
    label: Label
    order: int
    """How grave it is, from 1, the mildest."""
    when: str = field(metadata=expression())
    """A condition over the business, the crisis, its kind and response."""
    message: str = field(metadata=to("message"))
    """What it means."""
    pause: Literal["nothing", "promotional", "everything"]
    """What is not published as planned."""
    pause_days: int = field(default=0, metadata=adjustable())
    """For how many days from the alarm on."""
    evidence: Evidence = field(factory=Evidence)


@frozen(kw_only=True)
class CrisisStep(Displayed):
    """One thing to do or to say."""

    id: str
    part: Literal["before", "during", "statement", "after"]
    """`before`: laid ready in quiet times; `during`: by the clock; `statement`: a line of the first
    statement; `after`: a question of the review."""
    order: int
    """Its place among the steps of its part and minute."""
    minute: int = field(default=0, metadata=adjustable())
    """Minutes from the alarm by which it is done."""
    charge: Literal["accountable", "approver", "responsible"]
    """Who does it: whoever decides, approves, or answers in public."""
    severities: tuple[str, ...] = field(default=(), metadata=to("crisis_severity"))
    """How grave it must be; empty: always."""
    tasks: tuple[str, ...] = field(default=(), metadata=to("task"))
    """The work of which it is part."""
    message: str = field(metadata=to("message"))
    """What to do, to say, or to ask."""
    evidence: Evidence = field(factory=Evidence)
