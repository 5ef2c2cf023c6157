"""The front door to the measures: one function, and a result that draws itself."""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Team
from commerce_roles.staffing import measuring, surveying_reporting
from commerce_roles.staffing.assigning import tasks_of
from commerce_roles.staffing.forgetting import forget, nameless, redact
from commerce_roles.staffing.judging import judged
from commerce_roles.staffing.surveyed import Number, Surveyed

__all__ = ["Measures", "measures"]

_TEAM: Final = (
    "task_completion",
    "knowledge_congruence",
    "organisation_needs",
    "organisation_waste",
    "under_supply",
    "knowledge_redundancy",
    "knowledge_diversity",
    "knowledge_reuse",
    "communication_congruence",
    "span_of_control",
    "bus_factor",
    "half_bus_factor",
    "knowledge_bus_factor",
)
_PEOPLE: Final = (
    "agent_needs",
    "agent_waste",
    "actual_workload",
    "potential_workload",
    "knowledge_exclusivity",
    "task_exclusivity",
    "personnel_cost",
)
_TASKS: Final = ("task_needs", "task_waste")


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Measures(Result, Surveyed):
    """Every measure of a team as a meta-network; see the functions of `measuring`."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def forget(self, person: str) -> "Measures":
        """Measure again without somebody, so that nothing is left of them.

        Raises:
            UnknownIdError: There is no such person.
            MissingPackageError: scipy is not installed.
        """
        return measures(forget(self.measured, person), self.needs, catalogue=self.catalogue)

    def redact(self) -> "Measures":
        """Measure again with made-up ids in place of those that were told.

        Raises:
            MissingPackageError: scipy is not installed.
        """
        return measures(redact(self.measured), self.needs, catalogue=self.catalogue)

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show the measures, each with what it says.

        Args:
            lang: The language of the texts.
            names: What to call people, by id; the result itself keeps no name.
        """
        return surveying_reporting.report(self, Speaker(self.catalogue, lang), names or {})

    def rows(self) -> list[dict[str, object]]:
        """Write every measure as a flat row: about what, its id, the measure, its value."""
        return Surveyed.rows(self)

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the measures as plain data in the form `measures/1`."""
        return {
            "format": "measures/1",
            "lang": lang,
            "level": self.level,
            "team": dict(self.team),
            "people": {name: dict(values) for name, values in self.people.items()},
            "tasks": {name: dict(values) for name, values in self.tasks.items()},
            "need_to_talk": [list(pair) for pair in self.need_to_talk],
        }

    def __repr__(self) -> str:
        """Say how much was measured."""
        return f"<Measures of {self.level} work, {len(self.rows())} values>"


def measures(team: Team, needs: Needs, *, catalogue: Catalogue | None = None) -> Measures:
    """Work out every measure of a team as a meta-network of people, skills and tasks, after Carley.

    Duties that are to be in two hands are the work of one role and the plan of another that it
    stands under, and an approval and what it approves.

    Args:
        team: People, and who of them holds what.
        needs: What has to be staffed; the work is that of the level it is planned for.
        catalogue: The facts; the library's own where left out.

    Raises:
        TeamError: With every fault of the team.
        MissingPackageError: scipy is not installed.

    Examples:
        >>> import commerce_roles as cr
        >>> from commerce_roles.staffing import measures, sample_team
        >>> needs = cr.assess(cr.read_profile("examples/clothing_retailer.toml")).needs()
        >>> found = measures(sample_team("clothing_three"), needs)
        >>> found.team["bus_factor"], round(found.team["task_completion"], 2)
        (1, 0.88)
        >>> round(found.people["agent_needs"]["p2"], 2)
        0.17
    """
    facts = catalogue or load_catalogue()
    nobody = nameless(judged(team, facts))
    net = measuring.meta_network(nobody, needs)
    duties = sorted(_duties(needs))
    whole: dict[str, Number] = {name: getattr(measuring, name)(net) for name in _TEAM}
    whole["separation_of_duties"] = measuring.separation_of_duties(net, duties)
    return Measures(
        measured=nobody,
        needs=needs,
        level=needs.level,
        team=FrozenMap(whole),
        people=_each(net, _PEOPLE),
        tasks=_each(net, _TASKS),
        need_to_talk=measuring.communication_need(net),
        catalogue=facts,
    )


def _each(
    net: measuring.MetaNetwork, names: tuple[str, ...]
) -> FrozenMap[str, FrozenMap[str, Number]]:
    return FrozenMap({name: FrozenMap(getattr(measuring, name)(net)) for name in names})


def _duties(needs: Needs) -> set[tuple[str, str]]:
    """Pair the work of two roles of which one is the other's plan, or approves it."""
    work = {
        task.task: (role, task)
        for role, need in needs.items()
        for task in tasks_of(need, needs.level)
    }
    return {
        (name, other)
        for name, (role, task) in work.items()
        for other in (*task.governed_by, *task.approves)
        if other in work and work[other][0] != role
    }
