"""Why a role got what it got, as frozen values: no language, no layout."""

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.expressions import Witness
from commerce_roles.model import Decides, Estimate, Evidence, FrozenMap, Sourcing, Task, Verdict
from commerce_roles.showing import Displayed

__all__ = [
    "Assumed", "BearsOn", "Known", "Reading", "RuleSeen", "Seen", "State", "TableSeen", "TaskSeen",
]  # fmt: skip

BearsOn = Literal["verdict", "hours", "sourcing"]
Known = Literal["told", "range", "default", "derived"]
State = Literal["fired", "covered", "failed"]


@frozen(kw_only=True)
class Reading(Displayed):
    """A value that was read, how it is known, and what it was worked out from."""

    key: str
    """An input, or a step of the decision such as a quantity."""
    value: object
    """As a person would tell it: a level by name, a set in order, hours divided out."""
    known: Known
    """Told; told to lie between two ends; not told, so that a default stands; worked out."""
    certain: bool
    """Whether nothing that is unknown could change it."""
    ends: tuple[object, object] | None = None
    """For a number that is not certain: between what it lies."""
    reads: tuple["Reading", ...] = ()
    """For what is worked out: what it was worked out from."""


@frozen(kw_only=True)
class RuleSeen(Displayed):
    """A rule, and how it came out."""

    rule: str
    gives: int | str
    """Points, a verdict, or who does it."""
    state: State
    """The first that holds; one that holds behind it; one that does not hold."""
    open: bool
    """Whether what is not known could turn it."""
    witness: Witness
    """The parts of its condition that made it hold or fail."""
    statement: Statement | None = None
    """Its sentence, where it fired."""
    evidence: Evidence
    """What it rests on: its own, else its table's."""


@frozen(kw_only=True)
class TableSeen(Displayed):
    """A table about the role, with every rule of it."""

    table: str
    decides: Decides
    rules: tuple[RuleSeen, ...]
    least: int = 0
    """Of points: the fewest that the missing answers leave possible."""
    most: int = 0
    """Of points: the most."""
    matters: bool = False
    """Of a floor or cap: whether it made the verdict another than that of the points alone."""
    nearly: bool = False
    """Of a floor or cap that does not hold: whether one thing is missing, and not much of it, or
    what is not known could make it hold."""

    @property
    def fired(self) -> RuleSeen | None:
        """The rule that holds, if any."""
        return next((rule for rule in self.rules if rule.state == "fired"), None)

    @property
    def open(self) -> bool:
        """Whether what is not known could change what the table gives."""
        fired = [rule.state == "fired" for rule in self.rules]
        reached = self.rules[: fired.index(True) + 1] if any(fired) else self.rules
        return any(rule.open for rule in reached)


@frozen(kw_only=True)
class TaskSeen(Displayed):
    """What one task takes a month at the first level, down to what drives it."""

    task: Task
    hours: Estimate
    quantity: Reading


@frozen(kw_only=True)
class Assumed(Displayed):
    """An answer that was not given, what stood for it, and on what that rests."""

    field: str
    value: object
    bears_on: tuple[BearsOn, ...]
    """What the answer could still change."""
    evidence: Evidence


@frozen(kw_only=True)
class Seen:
    """Everything that made one role's result what it is: every rule about it, and every hour.

    The points of the tables sum to the score; the hours of the tasks to those of the first level.
    """

    role: str
    verdict: Verdict
    possible: tuple[Verdict, ...]
    band: Verdict
    """What the score alone would give."""
    score: int
    score_range: tuple[int, int]
    margin_up: int | None
    """Points to the next verdict; None where no points would help."""
    margin_down: int | None
    """Points whose loss lowers the verdict; None where none would."""
    bands: FrozenMap[str, int]
    """The score from which each verdict holds."""
    points: tuple[TableSeen, ...]
    floors: tuple[TableSeen, ...]
    caps: tuple[TableSeen, ...]
    choice: Sourcing
    sourcing: tuple[TableSeen, ...]
    hours: FrozenMap[str, Estimate]
    """Hours a month by level of service, least first."""
    tasks: tuple[TaskSeen, ...]
    """Of the first level, the longest first."""
    idle: tuple[TaskSeen, ...]
    """Tasks of the first level that take no time here."""
    assumed: tuple[Assumed, ...]
    readings: FrozenMap[str, Reading]
    """What the rules and tasks read, by key, opened down to the answers."""

    @property
    def tables(self) -> tuple[TableSeen, ...]:
        """All tables about the role."""
        return (*self.points, *self.floors, *self.caps, *self.sourcing)

    @property
    def evidence(self) -> Iterator[Evidence]:
        """What each step rests on, in order."""
        for table in self.tables:
            for rule in table.rules:
                yield rule.evidence
        for seen in (*self.tasks, *self.idle):
            yield seen.task.evidence
        for assumed in self.assumed:
            yield assumed.evidence
