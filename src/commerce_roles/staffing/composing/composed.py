"""What comes of composing a team: values only."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal

from attrs import frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.showing import Displayed
from commerce_roles.staffing.composing.problem import Problem
from commerce_roles.staffing.composing.solving import SolvedStatus
from commerce_roles.staffing.composing.wishing import Goal

__all__ = ["Alternative", "Composed", "Concession", "Conflict", "Given", "Lack", "Placing"]


@frozen(kw_only=True)
class Given(Displayed):
    """What one person gives to one role."""

    person: str
    role: str
    hours: float
    """Hours a month, to a tenth; 0 where they are asked for what they bring alone."""
    fte: float
    """The same in full posts."""
    alone: tuple[str, ...] = ()
    """Skills and languages that the role requires and nobody else of the team brings there."""


@frozen(kw_only=True)
class Lack(Displayed):
    """Something demanded that is not there."""

    kind: Literal["hours", "skill", "language", "inside"]
    id: str
    """The role, or the skill or language."""
    role: str
    """The role; empty where anybody of the team would do."""
    hours: float | None
    """Hours a month that nobody does; None for a skill or a language."""
    statement: Statement


@frozen(kw_only=True)
class Placing(Displayed):
    """Why somebody is part of the team, or is not."""

    person: str
    chosen: bool
    reasons: tuple[Statement, ...]


@frozen(kw_only=True)
class Alternative(Displayed):
    """Another team that costs almost as little, or covers almost as much."""

    given: tuple[Given, ...]
    cost: Decimal
    coverage: Fraction
    without: tuple[str, ...]
    """Who of the first team is not part of it."""
    instead: tuple[str, ...]
    """Who is, and is not part of the first."""


@frozen(kw_only=True)
class Concession(Displayed):
    """What it takes that one demand of a conflict gives way, all others being met."""

    demand: Statement
    enough: bool | None
    """Whether a team can be found then; None where that was not settled in time."""
    statement: Statement
    cost: Decimal | None = None
    """What the cheapest team costs then."""
    given: tuple[Given, ...] = ()


@frozen(kw_only=True)
class Conflict(Displayed):
    """Demands that no team meets together, though it may meet any of them but one."""

    demands: tuple[Statement, ...]
    smallest: bool
    """Whether no conflict has fewer demands, those of the conflicts before it left aside."""
    concessions: tuple[Concession, ...] = ()
    """For each demand what it takes that it gives way, those of other conflicts left aside."""


@frozen(kw_only=True)
class Composed:
    """The team that was found: who, which role, for how many hours; how good, and why.

    It holds ids and no names, and ranks nobody.
    """

    status: SolvedStatus
    """`optimal`: proven best; `feasible`: good, and how far from the best is known; `infeasible`:
    no team meets all demands, see `conflicts`; `unknown`: the time was too short to say."""
    goal: Goal
    given: tuple[Given, ...]
    """Who gives what, in the order of people and roles; empty where no team was found."""
    cost: Decimal | None
    """A month, exact to the cent in hours by tenths; None where no team was found."""
    currency: str
    coverage: Fraction | None
    """The part of all hours and requirements that is covered, 0 to 1, exact."""
    changes: int | None
    """How many posts change hands against today: given anew, or taken away."""
    bound: Decimal | Fraction | int | None
    """No team costs less, covers more, or changes less, as the goal is; None where unknown."""
    gap: float | None
    """How far the team may be from the best, as a part of what it costs, covers or changes: 0 where
    it is proven best; None where that is not known."""
    uncovered: tuple[Lack, ...]
    placings: tuple[Placing, ...]
    """Why everybody is part of the team or is not, in the order of ids."""
    declared: tuple[Statement, ...] = ()
    """Posts in one hand that have to be said openly: the owner answers for plans there."""
    alternatives: tuple[Alternative, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    """Where nothing fits: what contradicts itself, the smallest first."""
    nearest: "Composed | None" = None
    """Where nothing fits: the team that covers most within the limits."""
    stopped: Literal["", "time", "interrupt", "forgotten"] = ""
    """Why no more was tried; empty where everything was settled. `forgotten`: somebody of the team
    was, and nothing is left of it."""
    problem: Problem
    """What was solved, in whole numbers."""
    catalogue_hash: str = ""

    @property
    def people(self) -> tuple[str, ...]:
        """Who is part of the team, by id."""
        return tuple(sorted({one.person for one in self.given}))

    def roles_of(self, person: str) -> tuple[str, ...]:
        """List the roles that somebody holds."""
        return tuple(one.role for one in self.given if one.person == person)
