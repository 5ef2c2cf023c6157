"""What is seen of a team that is laid beside what has to be staffed: values only."""

from collections.abc import Mapping
from functools import cached_property

from attrs import frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Team
from commerce_roles.staffing.closing import Gap
from commerce_roles.staffing.covered import Cover
from commerce_roles.staffing.finding import Finding
from commerce_roles.staffing.fitting import Fit
from commerce_roles.staffing.leaning import SinglePoint
from commerce_roles.staffing.loading import Load

__all__ = ["Seen"]


@frozen(kw_only=True, slots=False)
class Seen:
    """Fit, coverage, load, single points of failure, findings and gaps of one team."""

    team: Team
    """Without names."""
    needs: Needs
    fits: tuple[Fit, ...]
    """Everybody beside every role."""
    coverage: tuple[Cover, ...]
    """What is covered: roles, tasks, skills, languages, KPIs."""
    loads: tuple[Load, ...]
    single_points: tuple[SinglePoint, ...]
    """What leans on one person alone."""
    findings: tuple[Finding, ...]
    """Rules about how posts are held, the heaviest first."""
    gaps: tuple[Gap, ...]
    """What is lacking, role by role, each with the shortest ways to close it."""
    currency: str
    """Of `costs`; empty where no cost was told."""
    costs: FrozenMap[str, float | None]
    """What everybody costs a month; None where it is not known, which is not free."""
    traits: bool = False
    """Whether traits were matched to people."""

    @property
    def cost(self) -> float | None:
        """What the team costs a month; None where the cost of anybody is not known."""
        known = [cost for cost in self.costs.values() if cost is not None]
        return sum(known) if self.currency and len(known) == len(self.costs) else None

    @cached_property
    def _fits(self) -> Mapping[tuple[str, str], Fit]:
        return {(one.person, one.role): one for one in self.fits}

    def fit(self, person: str, role: str) -> Fit:
        """Give how one person fits one role.

        Raises:
            UnknownIdError: There is no such person or role.
        """
        if (person, role) in self._fits:
            return self._fits[person, role]
        people = [one.id for one in self.team.people]
        if person not in people:
            raise UnknownIdError("person", person, people)
        raise UnknownIdError("role", role, self.needs)

    def load(self, person: str) -> Load:
        """Give the load of one person.

        Raises:
            UnknownIdError: There is no such person.
        """
        found = {load.person: load for load in self.loads}
        if person not in found:
            raise UnknownIdError("person", person, found)
        return found[person]

    def covered(self, kind: str) -> tuple[Cover, ...]:
        """List what is covered of one kind: role, task, skill, language or kpi."""
        return tuple(cover for cover in self.coverage if cover.kind == kind)

    def holders(self, role: str) -> tuple[str, ...]:
        """List who holds a role, or part of it, by id."""
        return tuple(load.person for load in self.loads if role in load.roles)
