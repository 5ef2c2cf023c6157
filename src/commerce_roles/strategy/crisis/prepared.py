"""What a playbook and an incident hold, as frozen values: no language, no layout, nobody's name."""

from datetime import date, datetime
from typing import Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import Charge, Clock, Statement, StrategyAdvice
from commerce_roles.model.reference import to
from commerce_roles.showing import Displayed
from commerce_roles.strategy.planning.planned import Slot

__all__ = [
    "Deadline", "Duty", "Fitting", "Handled", "Pause", "Pausing", "Prepared", "Todo", "Watched",
]  # fmt: skip

Pausing = Literal["nothing", "promotional", "everything"]


@frozen(kw_only=True)
class Duty(Displayed):
    """Who decides, approves, or answers in public."""

    charge: Literal["accountable", "approver", "responsible"]
    party: str = field(metadata=to("party"))
    """A staffed role, or `owner`."""
    statement: Statement

    @classmethod
    def of(cls, name: Literal["accountable", "approver", "responsible"], charge: Charge) -> "Duty":
        """Take a duty from advice for a crisis."""
        return cls(charge=name, party=charge.party, statement=charge.statement)


@frozen(kw_only=True)
class Todo(Displayed):
    """One step, and who does it."""

    step: str = field(metadata=to("crisis_step"))
    party: str = field(metadata=to("party"))
    minute: int = 0
    """Minutes from the alarm by which it is done."""
    due: datetime | None = None
    """When that is; None of a playbook, which has no alarm yet."""


@frozen(kw_only=True)
class Watched(Displayed):
    """A trigger, with its limits when the playbook was made."""

    trigger: str = field(metadata=to("crisis_trigger"))
    limit: float
    least_count: int


@frozen(kw_only=True)
class Fitting(Displayed):
    """Which kind and response fit, of something that may happen; the rest taken as by default."""

    happened: str
    """A word of the field that asks what happened."""
    cluster: str = field(metadata=to("crisis_cluster"))
    response: str = field(metadata=to("crisis_response"))


@frozen(kw_only=True)
class Pause(Displayed):
    """What is paused, by how grave it is."""

    severity: str = field(metadata=to("crisis_severity"))
    pause: Pausing
    days: int = 0


@frozen(kw_only=True)
class Prepared(Displayed):
    """Everything that can be settled before there is a crisis."""

    channels: tuple[str, ...] = field(default=(), metadata=to("channel"))
    """Where to watch; empty: nobody has told."""
    duties: tuple[Duty, ...] = ()
    triggers: tuple[Watched, ...] = ()
    clocks: tuple[Clock, ...] = ()
    """The earliest first."""
    steps: tuple[Todo, ...] = ()
    """Of every part, in the order of the facts."""
    kinds: tuple[Fitting, ...] = ()
    never: tuple[StrategyAdvice, ...] = ()
    """What is never said, whatever has happened."""
    pauses: tuple[Pause, ...] = ()
    """The mildest first."""
    catalogue_version: str = ""
    catalogue_hash: str = ""


@frozen(kw_only=True)
class Deadline(Displayed):
    """When a clock runs out."""

    due: datetime
    clock: Clock


@frozen(kw_only=True)
class Handled(Displayed):
    """An alarm, and what is done about it."""

    step: Literal["hour", "day"] = "day"
    """How far apart the counts are."""
    since: datetime
    """When the first count with an alarm begins."""
    until: datetime
    """When the last begins that was seen."""
    noticed: datetime
    """When the first was complete, from which clocks run."""
    triggers: tuple[str, ...] = field(metadata=to("crisis_trigger"))
    mention_volume_ratio: float | None = None
    sentiment_change_points: float | None = None
    severity: str = field(metadata=to("crisis_severity"))
    state: str
    cluster: str = field(metadata=to("crisis_cluster"))
    response: str = field(metadata=to("crisis_response"))
    possible_clusters: tuple[str, ...] = field(default=(), metadata=to("crisis_cluster"))
    """What the missing answers leave open."""
    possible_responses: tuple[str, ...] = field(default=(), metadata=to("crisis_response"))
    ask: str = field(default="", metadata=to("field"))
    """What to ask next where kind or response are open."""
    kind: Statement | None = None
    main: Statement | None = None
    duties: tuple[Duty, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    steps: tuple[Todo, ...] = ()
    use: tuple[StrategyAdvice, ...] = ()
    avoid: tuple[StrategyAdvice, ...] = ()
    advice: tuple[Statement, ...] = ()
    pause: Pausing = "nothing"
    pause_until: date | None = None
    """The last day of the pause."""
    paused: tuple[Slot, ...] = ()
    """What the plan publishes until then, and is held back."""
    catalogue_version: str = ""
    catalogue_hash: str = ""
