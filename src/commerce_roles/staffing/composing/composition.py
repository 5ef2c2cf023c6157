"""What comes of composing a team: values only."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from attrs import field, fields, frozen

from commerce_roles.assessment.outcome import Statement
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import Document, to_text
from commerce_roles.errors import DetachedError
from commerce_roles.staffing.composing.problem import Problem
from commerce_roles.staffing.composing.solving import SolvedStatus
from commerce_roles.staffing.composing.wishing import Goal
from commerce_roles.staffing.framing import as_json, bundle
from commerce_roles.structuring import frame

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Alternative", "Composition", "Conflict", "Concession", "Given", "Lack", "Placing"]


@frozen(kw_only=True)
class Given:
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
class Lack:
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
class Placing:
    """Why somebody is part of the team, or is not."""

    person: str
    chosen: bool
    reasons: tuple[Statement, ...]


@frozen(kw_only=True)
class Alternative:
    """Another team that costs almost as little, or covers almost as much."""

    given: tuple[Given, ...]
    cost: Decimal
    coverage: Fraction
    without: tuple[str, ...]
    """Who of the first team is not part of it."""
    instead: tuple[str, ...]
    """Who is, and is not part of the first."""


@frozen(kw_only=True)
class Concession:
    """What it takes that one demand of a conflict gives way, all others being met."""

    demand: Statement
    enough: bool | None
    """Whether a team can be found then; None where that was not settled in time."""
    statement: Statement
    cost: Decimal | None = None
    """What the cheapest team costs then."""
    given: tuple[Given, ...] = ()


@frozen(kw_only=True)
class Conflict:
    """Demands that no team meets together, though it may meet any of them but one."""

    demands: tuple[Statement, ...]
    smallest: bool
    """Whether no conflict has fewer demands, those of the conflicts before it left aside."""
    concessions: tuple[Concession, ...] = ()
    """For each demand what it takes that it gives way, those of other conflicts left aside."""


@frozen(kw_only=True, repr=False)
class Composition:
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
    nearest: "Composition | None" = None
    """Where nothing fits: the team that covers most within the limits."""
    stopped: Literal["", "time", "interrupt"] = ""
    """Why no more was tried; empty where everything was settled."""
    problem: Problem
    """What was solved, in whole numbers."""
    catalogue_hash: str = ""
    _catalogue: Catalogue | None = field(eq=False, default=None, alias="catalogue")

    def __getstate__(self) -> dict[str, object]:
        """Leave the catalogue behind; it is found again by its hash."""
        names = (attribute.name for attribute in fields(type(self)))
        return {name: getattr(self, name) for name in names if name != "_catalogue"}

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take up the values again, detached from a catalogue."""
        for name, value in {**state, "_catalogue": None}.items():
            object.__setattr__(self, name, value)

    @property
    def catalogue(self) -> Catalogue:
        """The facts with the names, found again by their hash after unpickling.

        Raises:
            DetachedError: They are not the library's own, or have changed.
        """
        if self._catalogue is not None:
            return self._catalogue
        own = load_catalogue()
        if self.catalogue_hash in ("", own.hash):
            return own
        message = "the catalogue of this result is not at hand; compose the team again with it"
        raise DetachedError(message)

    @property
    def people(self) -> tuple[str, ...]:
        """Who is part of the team, by id."""
        return tuple(sorted({one.person for one in self.given}))

    def roles_of(self, person: str) -> tuple[str, ...]:
        """List the roles that somebody holds."""
        return tuple(one.role for one in self.given if one.person == person)

    # ------------------------------------------------------------------ how it is shown

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the team with the reasons.

        Args:
            lang: The language of the texts.
            names: What to call people, by id; the result itself keeps no name.
        """
        from commerce_roles.staffing.composing.reporting import report

        return report(self, Speaker(self.catalogue, lang), names or {})

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the result as plain data in the form `composition/1`."""
        from commerce_roles.staffing.composing.contract import composition_data

        return composition_data(self, Speaker(self.catalogue, lang))

    def to_json(self, lang: str = "en") -> str:
        """Write the result as JSON in the form `composition/1`, the same bytes for the same input."""
        return as_json(self.to_dict(lang))

    def rows(self) -> list[dict[str, object]]:
        """Write who gives what as flat rows."""
        return [
            {
                "person": one.person,
                "role": one.role,
                "hours": one.hours,
                "fte": one.fte,
                "alone": ", ".join(one.alone) or None,
            }
            for one in self.given
        ]

    def to_frame(self) -> "pd.DataFrame":
        """Write who gives what as a data frame of pandas.

        Raises:
            MissingPackageError: pandas is not installed.
        """
        return frame(self.rows())

    def __str__(self) -> str:
        """Draw the result as text."""
        return to_text(self.document())

    def __repr__(self) -> str:
        """Say how it ended, how many people there are and what they cost."""
        paid = "" if self.cost is None else f", {self.cost} {self.currency}".rstrip()
        return f"<Composition {self.status}: {len(self.people)} people{paid}>"

    def _repr_mimebundle_(self, **_options: object) -> dict[str, str]:
        """Give a notebook the result."""
        return bundle(self.document())
