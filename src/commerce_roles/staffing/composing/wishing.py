"""What is wished of a team beside the work that there is, and what is wrong with the wishes."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final, Literal, cast

from attrs import field, frozen

from commerce_roles.assessment.need import Needs
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import Problem
from commerce_roles.model import FrozenMap
from commerce_roles.model.limits import MONTH_HOURS
from commerce_roles.model.person import Team
from commerce_roles.model.role import GREATEST_IMPORTANCE
from commerce_roles.showing import Displayed
from commerce_roles.staffing.composing.problem import PERCENT
from commerce_roles.staffing.judging import known
from commerce_roles.staffing.matching import Levels, language_tag, match_skill
from commerce_roles.structuring import is_finite

__all__ = ["Goal", "Waiver", "Wishes", "waivers_of"]

Goal = Literal["least_cost", "most_coverage", "least_change"]
HoursEnd = Literal["low", "typical", "high"]
_GOALS: Final = ("least_cost", "most_coverage", "least_change")
_ENDS: Final = ("low", "typical", "high")
_TWO, _THREE = 2, 3


@frozen(kw_only=True)
class Waiver(Displayed):
    """Leave for two roles to be in one hand, though one plans what the other carries out."""

    roles: tuple[str, str]
    person: str = ""
    """For whom; empty: for everybody."""


def waivers_of(told: Iterable[Waiver | Iterable[str]]) -> tuple[Waiver, ...]:
    """Read waivers: two roles, or a person and two roles.

    Examples:
        >>> waivers_of([("planner", "doer"), ("p1", "planner", "doer")])[1].person
        'p1'
    """
    found: list[Waiver] = []
    for one in told:
        if isinstance(one, Waiver):
            found.append(Waiver(roles=_pair(one.roles), person=one.person))
            continue
        words = [one] if isinstance(one, str) else [str(word) for word in one]
        if len(words) not in (_TWO, _THREE):
            found.append(Waiver(roles=(" ".join(words), "")))
            continue
        person = words[0] if len(words) == _THREE else ""
        found.append(Waiver(roles=_pair(words[-_TWO:]), person=person))
    return tuple(found)


def _pair(roles: Iterable[str]) -> tuple[str, str]:
    one, other = sorted(map(str, roles))
    return one, other


def _pairs(told: Iterable[Iterable[str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted({_pair(one) for one in told}))


def _words(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(told)


@frozen(kw_only=True)
class Wishes:
    """What is demanded of a team."""

    goal: Goal = "least_cost"
    budget_eur_month: float | Decimal | None = None
    headcount: int | None = None
    roles_each: int | None = None
    roles: tuple[str, ...] = field(default=(), converter=_words)
    hours: HoursEnd = "typical"
    least_importance: int = 1
    team_skills: FrozenMap[str, str] = field(default=FrozenMap(), converter=FrozenMap[str, str])
    team_languages: FrozenMap[str, str] = field(default=FrozenMap(), converter=FrozenMap[str, str])
    outside: bool = True
    outside_percent: int | None = None
    onboarded: bool = False
    apart: tuple[tuple[str, str], ...] = field(default=(), converter=_pairs)
    waivers: tuple[Waiver, ...] = field(default=(), converter=waivers_of)
    absence: int | None = None
    least_hours: float | None = None
    count_unknown: bool = False
    traits: bool = False

    def waived_for(self, person: str) -> tuple[tuple[str, str], ...]:
        """List the pairs that are waived for a person; for everybody where the id is empty."""
        return tuple(one.roles for one in self.waivers if one.person == person)

    def faults(self, team: Team, needs: Needs, catalogue: Catalogue) -> Iterator[Problem]:
        """Find what is wrong with the wishes."""
        yield from self._choices()
        yield from self._amounts()
        yield from self._asked(catalogue)
        yield from self._pairs_told(team, needs)

    def _choices(self) -> Iterator[Problem]:
        yield from known("goal", "goal", self.goal, list(_GOALS))
        yield from known("hours", "estimate of hours", self.hours, list(_ENDS))

    def _amounts(self) -> Iterator[Problem]:
        budget = self.budget_eur_month
        if budget is not None and not (is_finite(budget) and 0 <= budget <= 1e12):  # noqa: PLR2004
            message = f"{budget} is no budget"
            yield Problem(message, "budget_eur_month", "write euro a month, 0 or more")
        for key, least, most in (
            ("headcount", 0, 10**6),
            ("roles_each", 1, 10**6),
            ("outside_percent", 0, PERCENT),
            ("absence", 0, PERCENT),
            ("least_importance", 1, GREATEST_IMPORTANCE + 1),
        ):
            value: object = getattr(self, key)
            whole = isinstance(value, int) and not isinstance(value, bool)
            if value is not None and not (whole and least <= int(str(value)) <= most):
                remedy = f"write a whole number from {least} to {most}"
                yield Problem(f"{value!r:.40} is out of bounds", key, remedy)
        part = self.least_hours
        if part is not None and not (is_finite(part) and 0 <= part <= MONTH_HOURS):
            remedy = f"write hours a month, from 0 to {MONTH_HOURS}"
            yield Problem(f"{part} are no hours", "least_hours", remedy)
        if self.outside_percent is not None and not self.outside:
            message = "nobody is to be from outside, and a share of the hours is"
            yield Problem(message, "outside_percent", "leave one of the two out")

    def _asked(self, catalogue: Catalogue) -> Iterator[Problem]:
        levels = Levels(catalogue)
        for skill, level in self.team_skills.items():
            path = f"team_skills.{skill}"
            if skill not in catalogue.skills:
                near = match_skill(catalogue, skill)
                names = (near.id,) if near.id else near.candidates
                remedy = f"did you mean {' or '.join(names)}?" if names else "see `show skills`"
                yield Problem(f"there is no skill {skill!r:.60}", path, remedy)
            if level and level not in levels.proficiency:
                yield Problem(f"{level!r:.40} is no level", path, levels.remedy(level))
        for tag, level in self.team_languages.items():
            path = f"team_languages.{tag}"
            if not language_tag(catalogue, tag):
                yield Problem(f"{tag!r:.40} is no language tag (BCP 47)", path, "write es or pt-BR")
            if level and level not in levels.proficiency:
                yield Problem(f"{level!r:.40} is no level", path, levels.remedy(level))

    def _pairs_told(self, team: Team, needs: Needs) -> Iterator[Problem]:
        for role in self.roles:
            yield from known("roles", "role", role, list(needs))
        for pair in self.apart:
            yield from self._pair_told("apart", pair, needs)
        people = [person.id for person in team.people]
        for one in self.waivers:
            yield from self._pair_told("waivers", one.roles, needs)
            if one.person:
                yield from known("waivers", "person", one.person, people)
            if one.roles in self.apart:
                message = f"{' and '.join(one.roles)} are waived, and to be kept apart"
                yield Problem(message, "waivers", "take one of the two back")

    def _pair_told(self, path: str, pair: tuple[str, str], needs: Needs) -> Iterator[Problem]:
        if not all(pair) or pair[0] == pair[1]:
            message = f"{' and '.join(filter(None, pair))} are not two roles"
            yield Problem(message, path, "write two roles, or a person and two roles")
            return
        for role in pair:
            yield from known(path, "role", role, list(needs))


def wanted_levels(told: "Mapping[str, str] | Iterable[str]") -> dict[str, str]:
    """Read skills or languages with their levels; a list asks for no level."""
    if isinstance(told, Mapping):
        levels = cast("Mapping[str, str]", told)
        return {str(key): str(level) for key, level in levels.items()}
    return {str(key): "" for key in told}
