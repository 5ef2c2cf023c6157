"""What absences do to coverage: expected, and how likely it is that everything is covered.

Everybody is away with one declared probability, each apart from the others. That is a declared
simplification: who shares an illness or a holiday is away together more often.
"""

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from commerce_roles.assessment.need import NOTHING, Needs
from commerce_roles.assessment.speaking import Speaker
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.catalogue.results import Attached, Result
from commerce_roles.display import Document
from commerce_roles.errors import Problem, TeamError
from commerce_roles.model import FrozenMap
from commerce_roles.model.person import Team
from commerce_roles.staffing import absences_reporting
from commerce_roles.staffing.absent import Absent, Asked, MonthRisk, TaskRisk
from commerce_roles.staffing.chances import all_covered, expected_coverage
from commerce_roles.staffing.covering import Covering
from commerce_roles.staffing.forgetting import forget, nameless, redact
from commerce_roles.staffing.judging import judged, known
from commerce_roles.staffing.loading import working_share
from commerce_roles.structuring import is_finite

__all__ = ["Risk", "risk"]

_MONTHS: Final = range(1, 13)


@frozen(kw_only=True, repr=False, getstate_setstate=False)
class Risk(Result, Absent):
    """What one declared rate of absence does to a team."""

    _catalogue: Attached = field(eq=False, default=None, alias="catalogue")

    def forget(self, person: str) -> "Risk":
        """Ask again without somebody, so that nothing is left of them.

        Raises:
            UnknownIdError: There is no such person.
        """
        return self._again(forget(self.asked.team, person))

    def redact(self) -> "Risk":
        """Ask again with made-up ids in place of those that were told."""
        return self._again(redact(self.asked.team))

    def _again(self, team: Team) -> "Risk":
        asked = self.asked
        return risk(
            team,
            asked.needs,
            absence_rate=self.absence_rate,
            weights=asked.weights,
            samples=asked.samples,
            seed=asked.seed,
            traits=asked.traits,
            catalogue=self.catalogue,
        )

    def document(self, lang: str = "en", *, names: Mapping[str, str] | None = None) -> Document:
        """Show what absences do.

        Args:
            lang: The language of the texts.
            names: What to call people, by id; the result itself keeps no name.
        """
        return absences_reporting.report(self, Speaker(self.catalogue, lang), names or {})

    def rows(self) -> list[dict[str, object]]:
        """Write the tasks as flat rows."""
        return [
            {
                "task": one.task,
                "role": one.role,
                "weight": one.weight,
                "by": ", ".join(one.by) or None,
                "covered": one.covered,
            }
            for one in self.tasks
        ]

    def to_dict(self, lang: str = "en") -> dict[str, object]:
        """Write the risk as plain data in the form `risk/1`."""
        return {
            "format": "risk/1",
            "lang": lang,
            "absence_rate": self.absence_rate,
            "everybody": self.everybody,
            "expected": self.expected,
            "all_covered": self.all_covered,
            "interval": None if self.interval is None else list(self.interval),
            "tasks": self.rows(),
            "months": [
                {
                    "month": one.month,
                    "hours": one.hours.as_numbers(),
                    "capacity": round(one.capacity, 1),
                    "short": round(one.short, 1),
                    "busier": one.busier,
                }
                for one in self.months
            ],
            "hours_unknown": list(self.unknown),
        }

    def __repr__(self) -> str:
        """Say how much is covered on average."""
        part = "nothing to cover" if self.expected is None else f"{self.expected:.1%} expected"
        return f"<Risk {part}>"


def risk(  # noqa: PLR0913 options by name
    team: Team,
    needs: Needs,
    *,
    absence_rate: float,
    weights: Mapping[str, float] | None = None,
    samples: int = 20_000,
    seed: int = 0,
    traits: bool = False,
    catalogue: Catalogue | None = None,
) -> Risk:
    """Say what one declared rate of absence does to what a team covers.

    Args:
        team: People, and who of them holds what.
        needs: What has to be staffed.
        absence_rate: The probability that somebody is away, 0 to 1: of each, apart from the
            others. There is none that fits every business, so it is yours to tell.
        weights: What tasks weigh, by id; left out, their typical hours at the level planned for.
        samples: How often absences are drawn, where more than 20 people matter.
        seed: Of the draws: the same seed gives the same answer.
        traits: Whether traits are matched to people too.
        catalogue: The facts; the library's own where left out.

    Raises:
        TeamError: With every fault of the team, the rate and the weights.

    Examples:
        >>> import commerce_roles as cr
        >>> from commerce_roles.staffing import read_team, risk
        >>> needs = cr.assess(cr.read_profile("examples/clothing_retailer.toml")).needs()
        >>> found = risk(read_team("examples/teams/clothing_three.toml"), needs, absence_rate=0.05)
        >>> round(found.everybody, 3), round(found.expected, 3)
        (0.516, 0.49)
    """
    facts = catalogue or load_catalogue()
    nobody = nameless(judged(team, facts))
    covering = Covering(nobody, needs, traits)
    covers = [one for one in covering.tasks() if (one.hours or NOTHING).typical > 0]
    _check(absence_rate, samples, weights or {}, {one.id for one in covers})
    tasks = tuple(
        sorted(
            (
                TaskRisk(
                    task=one.id,
                    role=one.roles[0],
                    weight=(weights or {}).get(one.id, (one.hours or NOTHING).typical),
                    by=one.by,
                    covered=1 - absence_rate ** len(one.by),
                )
                for one in covers
            ),
            key=lambda one: one.task,
        )
    )
    weighed = [(one.weight, one.by) for one in tasks]
    likely, interval = all_covered(
        [by for _, by in weighed if by], absence_rate, samples=samples, seed=seed
    )
    holding = [person for person in nobody.people if covering.posts.by_person[person.id]]
    return Risk(
        asked=Asked(
            team=nobody,
            needs=needs,
            weights=FrozenMap(weights or {}),
            samples=samples,
            seed=seed,
            traits=traits,
        ),
        absence_rate=absence_rate,
        everybody=expected_coverage(weighed, 0.0),
        expected=expected_coverage(weighed, absence_rate),
        all_covered=likely,
        interval=interval,
        tasks=tasks,
        months=tuple(_month(nobody, needs, covering, month, absence_rate) for month in _MONTHS),
        unknown=tuple(person.id for person in holding if person.capacity is None),
        catalogue=facts,
    )


def _check(rate: float, samples: int, weights: Mapping[str, float], tasks: set[str]) -> None:
    problems: list[Problem] = []
    if not 0 <= rate <= 1:
        problems.append(Problem(f"{rate} is no probability", "absence_rate", "write 0 to 1"))
    if samples < 1:
        problems.append(Problem(f"{samples} is no number of samples", "samples", "write 1 or more"))
    for task, weight in weights.items():
        problems += known(f"weights.{task}", "task", task, sorted(tasks))
        if not (is_finite(weight) and weight >= 0):
            problems.append(Problem(f"{weight} is no weight", f"weights.{task}", "write 0 or more"))
    if problems:
        raise TeamError(problems)


def _month(team: Team, needs: Needs, covering: Covering, month: int, rate: float) -> MonthRisk:
    hours, capacity = NOTHING, 0.0
    for need in needs.values():
        if covering.posts.by_role[need.role]:
            hours += need.hours_at(needs.level, month)
    for person in team.people:
        if covering.posts.by_person[person.id] and person.capacity is not None:
            capacity += person.capacity * working_share(person, month) * (1 - rate)
    return MonthRisk(
        month=month,
        hours=hours,
        capacity=capacity,
        busier=any(month in need.peaks for need in needs.values()),
    )
