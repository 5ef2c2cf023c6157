"""What has to be staffed, as frozen values: work, hours, skills, languages; and no person."""

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from commerce_roles.assessment.outcome import Combination, Estimate
from commerce_roles.errors import UnknownIdError
from commerce_roles.model import FrozenMap, Phase, Sourcing, Verdict
from commerce_roles.model.role import USUAL_IMPORTANCE
from commerce_roles.showing import Displayed

__all__ = ["LanguageNeed", "Need", "Needs", "Outside", "PostNeed", "SkillNeed", "TaskNeed"]

Necessity = Literal["essential", "optional"]
Outside = Literal["stays", "approved_inside", "may_go"]
"""Whether work may be given out: never, only if somebody inside approves it, or freely."""
Hours = FrozenMap[str, Estimate]
"""Hours a month by level of service."""
NOTHING = Estimate(0.0, 0.0, 0.0)


@frozen(kw_only=True)
class SkillNeed(Displayed):
    """One skill that a role asks for."""

    skill: str
    kind: str = "skill"
    """knowledge, skill, trait, language or tool."""
    necessity: Necessity = "essential"
    level: str = ""
    """A step of `Needs.proficiency`; empty where no degree is meant."""
    importance: int = USUAL_IMPORTANCE
    """1, rarely used, to 5, decides success or failure."""
    excludes: bool = False
    """Whether lacking it excludes, whatever else is there."""
    requirement: str = ""
    """The fact that asks for it, which has the evidence."""


@frozen(kw_only=True)
class LanguageNeed(Displayed):
    """One language that a role asks for."""

    language: str
    """A BCP 47 tag."""
    necessity: Necessity = "essential"
    level: str = ""
    """A step of `Needs.proficiency`; empty where no degree is meant."""


@frozen(kw_only=True)
class TaskNeed(Displayed):
    """One piece of work, and how long it takes."""

    task: str
    role: str = ""
    """Who is responsible for it."""
    phase: Phase = "execute"
    work: Literal["seat", "support"] = "seat"
    """`seat`: by whoever holds the post; `support`: helpers may do it under that seat."""
    accountable: str = ""
    """Who answers for it: a role, or the owner."""
    hours: Hours = FrozenMap()
    amount: FrozenMap[str, int] = FrozenMap()
    """How much there is of what the effort counts, by level of service."""
    skills: tuple[str, ...] = ()
    kpis: tuple[str, ...] = ()
    governed_by: tuple[str, ...] = ()
    approves: tuple[str, ...] = ()
    outside: Outside = "may_go"


@frozen(kw_only=True)
class Need(Displayed):
    """What one role needs: hours with their uncertainty, skills, languages, tasks."""

    role: str
    area: str = ""
    reports_to: str = ""
    """A role, or the owner."""
    verdict: Verdict = Verdict.NEEDED
    sourcing: Sourcing = Sourcing.IN_HOUSE
    """Who the assessment says should do it."""
    hours: Hours = FrozenMap()
    """Hours a month by level of service."""
    peaks: FrozenMap[int, Hours] = FrozenMap()
    """By month, 1 to 12, the hours of months that are busier than others; empty: no peaks."""
    skills: tuple[SkillNeed, ...] = ()
    """In the order of their ids."""
    languages: tuple[LanguageNeed, ...] = ()
    """In the order of their tags."""
    language_skills: tuple[str, ...] = ()
    """Skills that stand for these languages, where a task asks for them."""
    tasks: tuple[TaskNeed, ...] = ()
    """The work there is at any level, in the order of ids."""

    def hours_at(self, level: str, month: int | None = None) -> Estimate:
        """Give the hours a month at a level of service, in a month where it is a busier one."""
        usual = self.hours.get(level, NOTHING)
        return usual if month is None else self.peaks.get(month, self.hours).get(level, usual)

    def tasks_at(self, level: str) -> tuple[TaskNeed, ...]:
        """List the tasks that there are at a level of service."""
        return tuple(task for task in self.tasks if task.hours.get(level, NOTHING).high > 0)


@frozen(kw_only=True)
class PostNeed(Displayed):
    """Roles in one hand, as the assessment puts them together."""

    roles: tuple[str, ...]
    sourcing: Sourcing
    hours: Hours = FrozenMap()
    fte: Hours = FrozenMap()
    """The same in full posts: hours by the hours of a full post."""
    seat: Hours = FrozenMap()
    """Of the hours, those of whoever holds the post."""
    skills: tuple[SkillNeed, ...] = ()
    """The skills of all its roles: of each the highest level, essential where any says so."""
    languages: tuple[LanguageNeed, ...] = ()
    peaks: FrozenMap[int, Hours] = FrozenMap()
    """By month the hours of busier months."""
    given_out: Hours = FrozenMap()
    """Of the hours, those of work that may be given out."""


@frozen(kw_only=True, repr=False)
class Needs(Mapping[str, Need]):
    """What has to be staffed: a mapping by role, with the posts it makes and what may be combined.

    Values only; `commerce_roles.assessment.Needs` draws them and writes them out. It holds all that
    a team is looked at with, so that it may also be written by hand.

    Examples:
        >>> planner = Need(role="planner", hours=FrozenMap(basic=Estimate(10.0, 20.0, 40.0)))
        >>> needs = Needs(level="basic", levels=("basic",), roles={"planner": planner})
        >>> list(needs), needs["planner"].hours_at("basic").typical
        (['planner'], 20.0)
    """

    level: str
    """The level of service that is planned for."""
    levels: tuple[str, ...]
    """All levels of service, least first."""
    proficiency: tuple[str, ...] = ()
    """The steps of levels of skill, least first."""
    language_levels: FrozenMap[str, str] = FrozenMap()
    """For each level of a language (CEFR), the step of `proficiency` it is read as."""
    full_post: float = 143.0
    """Productive hours a month of a full post."""
    roles: FrozenMap[str, Need] = field(default=FrozenMap(), converter=FrozenMap[str, Need])
    posts: tuple[PostNeed, ...] = ()
    combinations: tuple[Combination, ...] = ()
    """For each pair of roles whether one person may hold both, and under which conditions."""
    channels: tuple[str, ...] = ()
    """The channels that are served; empty where unknown."""
    country: str = ""
    """Where the business is; empty where unknown."""
    unsettled: tuple[str, ...] = ()
    """Roles whose verdict more answers of the business could still change."""
    catalogue_hash: str = ""
    """The facts that it rests on."""

    def __getitem__(self, role: str) -> Need:
        """Give what one role needs.

        Raises:
            UnknownIdError: There is no such role.
        """
        if role not in self.roles:
            raise UnknownIdError("role", role, self.roles)
        return self.roles[role]

    def __iter__(self) -> Iterator[str]:
        """Go through the roles by id."""
        return iter(self.roles)

    def __len__(self) -> int:
        """Count the roles."""
        return len(self.roles)

    def __repr__(self) -> str:
        """Say which roles at which level."""
        return f"<Needs {self.level}: {', '.join(self.roles)}>"

    def rank(self, level: str) -> int:
        """Give the place of a level of skill, from 1; 0 for an empty one."""
        return self.proficiency.index(level) + 1 if level in self.proficiency else 0

    def language_rank(self, level: str) -> int:
        """Give the place of a told level of a language; 0 where it is empty or unknown."""
        return self.rank(self.language_levels.get(level, level))

    def combination(self, one: str, other: str) -> Combination | None:
        """Give whether one person may hold two roles; None where nothing is said of them."""
        pair = tuple(sorted((one, other)))
        return next((found for found in self.combinations if found.roles == pair), None)
