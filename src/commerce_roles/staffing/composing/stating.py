"""People, needs and wishes, made a problem in whole numbers; every fault of them at once."""

import math
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import Final, Literal

from attrs import field, frozen

from commerce_roles.assessment.need import NOTHING, LanguageNeed, Need, Needs, SkillNeed
from commerce_roles.assessment.reading import Rate
from commerce_roles.catalogue import Catalogue
from commerce_roles.errors import TeamError
from commerce_roles.model import FrozenMap, Money, Sourcing
from commerce_roles.model.person import Person, Team
from commerce_roles.model.role import USUAL_IMPORTANCE
from commerce_roles.staffing.composing.problem import (
    MILLS,
    PERCENT,
    TEAM,
    TENTHS,
    Candidate,
    Post,
    Problem,
    Requirement,
)
from commerce_roles.staffing.composing.wishing import Wishes
from commerce_roles.staffing.costing import common_currency, converted
from commerce_roles.staffing.fitting import TRAIT, fit, language_met, skill_met

__all__ = ["LeftOut", "Stated", "state"]

Why = Literal["no_cost", "no_hours", "hours_unknown", "excluded", "outside", "not_onboarded"]
_MONTHS: Final = 12
_LEAST_HOURS: Final = "least_hours_of_a_post"
"""The constant of the facts for what whoever holds a post gives to it at least."""
_CENT: Final = Decimal(MILLS) / 100
_ESSENTIAL: Final = "essential"


@frozen
class LeftOut:
    """Somebody who cannot be part of the team, and why."""

    person: str
    why: Why
    lacking: tuple[str, ...] = ()
    """Skills whose lack excludes."""


@frozen(kw_only=True)
class Stated:
    """A problem, and what its places stand for."""

    problem: Problem
    left_out: tuple[LeftOut, ...]
    currency: str
    waived: tuple[tuple[str, str], ...]
    """Pairs of roles that may be in one hand although one plans what the other carries out."""
    advised: tuple[tuple[str, str], ...] = ()
    """Of these, those that the assessment itself puts together."""
    unknown: FrozenMap[str, tuple[str, ...]] = field(default=FrozenMap())
    """By person, skills and languages whose level was not told and that would matter."""


def state(
    team: Team,
    needs: Needs,
    wishes: Wishes,
    *,
    catalogue: Catalogue,
    rates: Mapping[str, Rate],
) -> Stated:
    """Make a problem of people, needs and wishes.

    Args:
        team: People, judged already.
        needs: What has to be staffed.
        wishes: What is demanded beside that.
        catalogue: The facts with the names of skills.
        rates: What one unit of another currency is worth in euro.

    Raises:
        TeamError: With every fault of the wishes; costs in several currencies without rates.
    """
    faults = list(wishes.faults(team, needs, catalogue))
    if faults:
        raise TeamError(faults)
    least = wishes.least_hours
    if least is None:
        told = catalogue.constants.get(_LEAST_HOURS)
        least = 0.0 if told is None else float(told.value)
    return _Stating(team, needs, wishes, rates, _tenths(least)).stated()


@frozen(slots=False)
class _Stating:
    team: Team
    needs: Needs
    wishes: Wishes
    rates: Mapping[str, Rate]
    least: int

    def stated(self) -> Stated:
        roles = self._roles()
        moneys = {f"people.{one.id}.cost": one.cost for one in self.team.people}
        wanted = "EUR" if self.wishes.budget_eur_month is not None else ""
        currency = common_currency(moneys, wanted, self.rates)
        requirements = [*self._of_roles(roles), *self._of_team()]
        weighed = self._weighed(requirements, roles)
        waived, advised = self._waived(roles)
        candidates: list[Candidate] = []
        left_out: list[LeftOut] = []
        unknown: dict[str, tuple[str, ...]] = {}
        for person in self.team.people:
            made = self._candidate(person, roles, requirements, waived, currency)
            if isinstance(made, LeftOut):
                left_out.append(made)
                continue
            candidates.append(made)
            untold = tuple(sorted({one.id for one in requirements if self._untold(person, one)}))
            if untold and not self.wishes.count_unknown:
                unknown[person.id] = untold
        places = {role: place for place, role in enumerate(roles)}
        apart = [(places[a], places[b]) for a, b in self._apart(roles) if (a, b) not in waived]
        budget = self.wishes.budget_eur_month
        posts = tuple(self._post(role) for role in roles)
        problem = Problem(
            candidates=tuple(sorted(candidates, key=lambda one: one.content)),
            posts=posts,
            requirements=weighed,
            budget=None if budget is None else _mills(Decimal(str(budget))),
            headcount=self.wishes.headcount,
            posts_each=self.wishes.roles_each,
            apart=tuple(sorted(apart)),
            outside=self.wishes.outside,
            outside_hours=self._outside_hours(posts),
            onboarded=self.wishes.onboarded,
            least=self.least,
            absence=self.wishes.absence,
        )
        return Stated(
            problem=problem,
            left_out=tuple(left_out),
            currency=currency,
            waived=tuple(sorted(waived)),
            advised=tuple(sorted(advised & waived)),
            unknown=FrozenMap(unknown),
        )

    # ------------------------------------------------------------------ work

    def _roles(self) -> list[str]:
        """List the roles to be staffed: those told, else all that are not to be left to nobody."""
        if self.wishes.roles:
            return sorted(set(self.wishes.roles))
        return sorted(r for r, one in self.needs.items() if one.sourcing is not Sourcing.NONE)

    def _post(self, role: str) -> Post:
        need, level = self.needs[role], self.needs.level
        end = self.wishes.hours
        hours = _tenths(getattr(need.hours_at(level), end))
        inside = sum(
            getattr(task.hours.get(level, NOTHING), end)
            for task in need.tasks_at(level)
            if task.outside == "stays"
        )
        return Post(role=role, hours=hours, inside=min(hours, _tenths(inside)))

    def _outside_hours(self, posts: tuple[Post, ...]) -> int | None:
        """Give the hours that may be given outside: a share of all, rounded down to the tenth."""
        percent = self.wishes.outside_percent
        return None if percent is None else sum(post.hours for post in posts) * percent // PERCENT

    # ------------------------------------------------------------------ what is required

    def _of_roles(self, roles: list[str]) -> Iterator["_Asked"]:
        for place, role in enumerate(roles):
            need = self.needs[role]
            if not _tenths(getattr(need.hours_at(self.needs.level), self.wishes.hours)):
                continue
            for skill in need.skills:
                if (
                    skill.necessity == _ESSENTIAL
                    and skill.importance >= self.wishes.least_importance
                    and (skill.kind != TRAIT or self.wishes.traits)
                ):
                    yield _Asked(place, skill, skill.importance)
            for language in need.languages:
                if language.necessity == _ESSENTIAL:
                    yield _Asked(place, language, USUAL_IMPORTANCE)

    def _of_team(self) -> Iterator["_Asked"]:
        for skill, level in sorted(self.wishes.team_skills.items()):
            yield _Asked(TEAM, SkillNeed(skill=skill, level=level), USUAL_IMPORTANCE)
        for tag, level in sorted(self.wishes.team_languages.items()):
            yield _Asked(TEAM, LanguageNeed(language=tag, level=level), USUAL_IMPORTANCE)

    def _weighed(self, asked: "list[_Asked]", roles: list[str]) -> tuple[Requirement, ...]:
        """Weigh what is required: what a post asks for, together, as much as its hours do."""
        hours = {place: self._post(role).hours for place, role in enumerate(roles)}
        hours[TEAM] = sum(hours.values())
        whole: dict[int, int] = {TEAM: 0}
        for one in asked:
            whole[one.post] = whole.get(one.post, 0) + one.importance
            if one.post != TEAM:
                whole[TEAM] += one.importance
        return tuple(
            Requirement(
                kind=one.kind,
                id=one.id,
                level=one.need.level,
                post=one.post,
                points=max(1, round(hours[one.post] * one.importance / whole[one.post])),
            )
            for one in asked
        )

    def _has(self, person: Person, asked: "_Asked") -> bool:
        standing = asked.standing(person, self.needs, traits=self.wishes.traits)
        return standing == "met" or (standing == "unknown" and self.wishes.count_unknown)

    def _untold(self, person: Person, asked: "_Asked") -> bool:
        return asked.standing(person, self.needs, traits=self.wishes.traits) == "unknown"

    # ------------------------------------------------------------------ people

    def _candidate(
        self,
        person: Person,
        roles: list[str],
        requirements: "list[_Asked]",
        waived: frozenset[tuple[str, str]],
        currency: str,
    ) -> Candidate | LeftOut:
        if person.capacity is None:
            return LeftOut(person.id, "hours_unknown")
        capacity = math.floor(round(person.capacity * TENTHS, 6))
        if capacity <= 0:
            return LeftOut(person.id, "no_hours")
        if person.cost is None:
            return LeftOut(person.id, "no_cost")
        lacking = {role: self._lacking(person, self.needs[role]) for role in roles}
        posts = tuple(place for place, role in enumerate(roles) if not lacking[role])
        if roles and not posts:
            every = sorted({skill for skills in lacking.values() for skill in skills})
            return LeftOut(person.id, "excluded", tuple(every))
        taught = person.id in self.team.onboarded
        if person.outside and not self.wishes.outside:
            return LeftOut(person.id, "outside")
        if person.outside and self.wishes.onboarded and not taught:
            return LeftOut(person.id, "not_onboarded")
        month, hour = _paid(person, person.cost, currency, self.rates)
        own = self.wishes.waived_for(person.id)
        dual = person.id in self.team.dual
        places = {role: place for place, role in enumerate(roles)}
        return Candidate(
            id=person.id,
            month=month,
            hour=hour,
            capacity=capacity,
            posts=posts,
            brings=frozenset(
                place for place, one in enumerate(requirements) if self._has(person, one)
            ),
            outside=person.outside,
            onboarded=not person.outside or taught,
            waived=frozenset(
                (places[a], places[b])
                for a, b in self._apart(roles)
                if (a, b) not in waived and ((a, b) in own or (dual and not self._forbidden(a, b)))
            ),
            today=frozenset(
                places[one.role]
                for one in self.team.assignments or ()
                if one.person == person.id and places.get(one.role) in posts
            ),
        )

    def _lacking(self, person: Person, need: Need) -> tuple[str, ...]:
        """List what excludes somebody from a role: not there, or not known to be there."""
        found = fit(person, need, self.needs, traits=self.wishes.traits)
        excluding = [one for one in found.asked if one.excludes and one.standing != "met"]
        return tuple(
            one.id
            for one in excluding
            if one.standing in ("missing", "short")
            or (one.standing == "unknown" and not self.wishes.count_unknown)
        )

    # ------------------------------------------------------------------ posts that are kept apart

    def _forbidden(self, one: str, other: str) -> bool:
        pair = self.needs.combination(one, other)
        return (pair is not None and not pair.allowed) or (one, other) in self.wishes.apart

    def _apart(self, roles: list[str]) -> Iterator[tuple[str, str]]:
        """Give the pairs that are not to be in one hand: forbidden, or planned by the other."""
        for one, other in combinations(roles, 2):
            if self._forbidden(one, other) or self._planned(one, other):
                yield one, other

    def _planned(self, one: str, other: str) -> bool:
        """Say whether one of two roles leads, plans or approves what the other carries out."""
        first, second = self.needs[one], self.needs[other]
        if first.reports_to == other or second.reports_to == one:
            return True
        return _plans(first, second) or _plans(second, first)

    def _waived(
        self, roles: list[str]
    ) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """Give the pairs for which the rule is waived, and those the assessment put together."""
        apart = set(self._apart(roles))
        advised = {
            (one, other)
            for post in self.needs.posts
            for one, other in combinations(sorted(post.roles), 2)
            if (one, other) not in self.wishes.apart
        }
        told = set(self.wishes.waived_for(""))
        return frozenset(apart & (advised | told)), frozenset(advised)


@frozen
class _Asked:
    """A skill or a language that is asked for, of a post or of the team."""

    post: int
    need: SkillNeed | LanguageNeed
    importance: int

    @property
    def id(self) -> str:
        return self.need.skill if isinstance(self.need, SkillNeed) else self.need.language

    @property
    def kind(self) -> Literal["skill", "language"]:
        return "skill" if isinstance(self.need, SkillNeed) else "language"

    def standing(self, person: Person, needs: Needs, *, traits: bool) -> str:
        if isinstance(self.need, SkillNeed):
            return skill_met(person, self.need, needs, traits=traits).standing
        return language_met(person, self.need, needs).standing


def _plans(planner: Need, doer: Need) -> bool:
    """Say whether a role answers for a plan that governs what another carries out."""
    plans = {
        task.task
        for task in planner.tasks
        if task.phase in ("plan", "approve") and task.accountable in ("", planner.role)
    }
    approved = {plan for task in planner.tasks if task.phase == "approve" for plan in task.approves}
    return any(
        task.phase == "execute" and not plans.isdisjoint(task.governed_by) for task in doer.tasks
    ) or any(task.task in approved for task in doer.tasks)


def _paid(person: Person, cost: Money, currency: str, rates: Mapping[str, Rate]) -> tuple[int, int]:
    """Give what somebody costs a month and for a tenth of an hour, in mills: whole cents."""
    path = f"people.{person.id}.cost"
    amount = Decimal(str(converted(cost.amount, cost.currency, currency, rates, path)))
    if cost.per == "hour":
        return 0, int(_mills(amount)) // TENTHS
    if cost.per == "year":
        cents = (amount * 100 / _MONTHS).to_integral_value(ROUND_CEILING)
        return int(cents * _CENT), 0
    return _mills(amount), 0


def _mills(amount: Decimal) -> int:
    """Give money in mills, rounded to the cent."""
    return int((amount * 100).to_integral_value(ROUND_HALF_UP) * _CENT)


def _tenths(hours: float) -> int:
    """Give hours in tenths, rounded up: what is short by less is not short."""
    return math.ceil(round(hours * TENTHS, 6))
