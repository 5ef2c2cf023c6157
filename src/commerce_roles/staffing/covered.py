"""What is covered, as values: one thing, by whom, and who could stand in."""

from typing import Final, Literal

from attrs import frozen

from commerce_roles.assessment.outcome import Estimate
from commerce_roles.staffing.framing import joined, spread
from commerce_roles.structuring import Tabled

__all__ = ["STATES", "Cover", "CoverKind", "CoverState"]

CoverState = Literal["open", "in_part", "uncertain", "covered"]
CoverKind = Literal["role", "task", "skill", "language", "kpi"]
STATES: Final[tuple[CoverState, ...]] = ("open", "in_part", "uncertain", "covered")
"""From the least to the most."""


@frozen(kw_only=True)
class Cover(Tabled):
    """Whether one thing is covered, by whom, and who could stand in."""

    kind: CoverKind
    id: str
    roles: tuple[str, ...]
    """The roles that need it."""
    state: CoverState
    by: tuple[str, ...] = ()
    """Ids of those whose post it is and who can do it."""
    perhaps: tuple[str, ...] = ()
    """Ids of those whose post it is, and of whom it is not known."""
    stand_ins: tuple[str, ...] = ()
    """Ids of others of the team who can do it."""
    essential: bool = True
    """Whether any role must have it; otherwise it is a plus."""
    hours: Estimate | None = None
    """For a role or task: hours a month that it takes."""
    share: Estimate | None = None
    """For a role: the part of its hours that is known to be given, 0 to 1: the low end against its
    high hours; the high end is 1 where somebody's hours are not known."""

    def rows(self) -> list[dict[str, object]]:
        """Write it as one flat row."""
        return [
            {
                "kind": self.kind,
                "id": self.id,
                "roles": joined(self.roles),
                "state": self.state,
                "essential": self.essential,
                "by": joined(self.by),
                "perhaps": joined(self.perhaps),
                "stand_ins": joined(self.stand_ins),
                **spread("hours", self.hours),
                **spread("share", self.share),
            }
        ]
