"""What watching finds, as frozen values: what each count was beside the usual, and alarms."""

from datetime import datetime

from attrs import field, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.crisis.mentions import Step

__all__ = ["Alarm", "Detected", "Look"]


@frozen(kw_only=True)
class Look(Displayed):
    """One count beside what is usual."""

    time: datetime
    mentions: int | None = None
    usual: float | None = None
    """Mentions that are usual then; None: not known yet."""
    line: float | None = None
    """Mentions from which on there are too many."""
    times: float | None = None
    """Of hours: mentions of the last day as a multiple of the usual, where those are too many."""
    friendly: float | None = None
    """The share of friendly messages in percent; None where none was judged."""
    judged: int = 0
    change: float | None = None
    """By how many points the share is away from the usual."""
    triggers: tuple[str, ...] = field(default=(), metadata=to("crisis_trigger"))
    """Those that raise an alarm."""
    praise: bool = False
    """Whether there are too many mentions and they are friendly."""


@frozen(kw_only=True)
class Alarm(Displayed):
    """Counts with an alarm, no farther apart than calm takes."""

    since: datetime
    until: datetime
    """When the last count with an alarm begins."""
    triggers: tuple[str, ...] = field(metadata=to("crisis_trigger"))
    mention_volume_ratio: float | None = None
    """Mentions of all counts with an alarm, as a multiple of the usual: of those that are too many
    where there are such."""
    sentiment_change_points: float | None = None
    """Change of the share of friendly messages in them, in points of 100."""
    over: bool = False
    """Whether it was calm after it for as long as calm takes."""


@frozen(kw_only=True)
class Detected(Displayed):
    """Mentions that were watched."""

    step: Step = "day"
    looks: tuple[Look, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    """The earliest first."""
    open: tuple[Statement, ...] = ()
    """What cannot be said yet, and why."""
    catalogue_hash: str = ""

    @property
    def now(self) -> Alarm | None:
        """The alarm that is on at the end of the counts; None where there is none."""
        last = self.alarms[-1] if self.alarms else None
        return last if last is not None and not last.over else None

    @property
    def known(self) -> bool:
        """Whether the usual is known at the end, so that no alarm means something."""
        last = self.looks[-1] if self.looks else None
        return last is not None and last.usual is not None and last.mentions is not None
