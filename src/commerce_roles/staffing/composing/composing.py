"""The front door: `compose_team`, and the front of cost against coverage."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from commerce_roles.assessment.need import Needs
from commerce_roles.assessment.reading import Rate
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.errors import TeamError
from commerce_roles.model.person import Person, Team
from commerce_roles.staffing.composing.composed import Alternative, Conflict
from commerce_roles.staffing.composing.composition import Composition
from commerce_roles.staffing.composing.conflicting import contradictions, giving_way
from commerce_roles.staffing.composing.fronting import front
from commerce_roles.staffing.composing.goals import Found, least_change, least_cost, most_coverage
from commerce_roles.staffing.composing.planning import Plan
from commerce_roles.staffing.composing.points import Frontier
from commerce_roles.staffing.composing.stating import Stated, state
from commerce_roles.staffing.composing.telling import Telling, money, share
from commerce_roles.staffing.composing.waiting import Clock, Stopped
from commerce_roles.staffing.composing.wishing import (
    Goal,
    HoursEnd,
    Waiver,
    Wishes,
    wanted_levels,
)
from commerce_roles.staffing.forgetting import nameless
from commerce_roles.staffing.judging import judged
from commerce_roles.staffing.reading import team_of
from commerce_roles.structuring import is_collection

if TYPE_CHECKING:
    from commerce_roles.staffing.composing.solving import SolvedStatus

__all__ = ["compose_team", "pareto_front"]

_PERCENT: Final = 100

People = Team | Iterable[Person] | Any
"""A team, people, or whatever `team_of` reads: rows, a mapping, a data frame."""


def compose_team(  # noqa: PLR0913 demands by name
    people: People,
    needs: Needs,
    *,
    goal: Goal = "least_cost",
    budget_eur_month: float | Decimal | None = None,
    headcount: int | None = None,
    roles_each: int | None = None,
    roles: Iterable[str] = (),
    hours: HoursEnd = "typical",
    least_importance: int = 1,
    team_skills: Mapping[str, str] | Iterable[str] = (),
    team_languages: Mapping[str, str] | Iterable[str] = (),
    outside: bool = True,
    outside_percent: int | None = None,
    onboarded: bool = False,
    apart: Iterable[tuple[str, str]] = (),
    waivers: Iterable[Waiver | tuple[str, ...]] = (),
    absence: int | None = None,
    least_hours: float | None = None,
    count_unknown: bool = False,
    traits: bool = False,
    alternatives: int = 2,
    within_percent: int = 5,
    time_limit: float | None = None,
    catalogue: Catalogue | None = None,
    rates: Mapping[str, Rate] | None = None,
) -> Composition:
    """Find who should fill which posts for how many hours, and prove that nothing is better.

    What is demanded of the team: the hours of every role; of all who hold a role together, every
    essential skill and language; nobody holds a role of which they lack what excludes; nobody
    gives more hours than they have; work that stays inside is done inside; and nobody holds two
    roles of which one plans, approves or leads what the other carries out, unless the assessment
    puts both into one hand, the team has declared it (`Team.dual`), or a waiver says so.

    All is worked out in whole numbers: hours in tenths, money in cents. What a solver in floating
    point answers is checked exactly before it is told. It posts people and ranks nobody; whoever
    lacks a figure that matters is left out with that reason.

    Args:
        people: A team, people, or whatever `team_of` reads.
        needs: What has to be staffed: `Assessment.needs()`, or written by hand.
        goal: `least_cost` that meets all demands; `most_coverage` of hours and requirements within
            the budget and the rules, then the least cost of that; `least_change` from who holds
            what today, then the least cost.
        budget_eur_month: Euro a month at most.
        headcount: People at most.
        roles_each: Roles at most for one person.
        roles: Which roles; left out, all that the assessment does not leave to nobody.
        hours: Which end of the hours is planned for: low, typical or high.
        least_importance: From which importance on, 1 to 5, essential skills are demanded; 6: none.
        team_skills: Skills that anybody of the team must have, with levels or without.
        team_languages: Languages likewise.
        outside: Whether freelances and agencies may be part of the team.
        outside_percent: Of all hours that there are to be done, so many per cent at most may be
            given by freelances and agencies.
        onboarded: Whether they must have been taught the brand.
        apart: Further pairs of roles that are not to be in one hand.
        waivers: Pairs of roles that may be in one hand all the same: two roles, or a person and
            two roles.
        absence: Whoever is away, so many per cent of the hours, and everything required, must
            still be there among those who hold the posts. With `most_coverage` only that counts
            of which this is so.
        least_hours: Hours a month that whoever holds a role gives to it at least; left out, what
            the facts say (`least_hours_of_a_post`).
        count_unknown: Whether a level that was not told counts as enough.
        traits: Whether traits such as empathy are matched too; mind what is lawful.
        alternatives: How many other teams to look for.
        within_percent: By how much these may cost more, or cover less.
        time_limit: Seconds at most; then, as at Ctrl-C, the best so far is given, with what is
            known of how far it is from the best. Left out, there is no end.
        catalogue: The facts; the library's own where left out.
        rates: What one unit of another currency is worth in euro, with the day.

    Raises:
        TeamError: With every fault of the people and the demands; costs in several currencies
            without rates.
        MissingPackageError: scipy is not installed.

    Examples:
        >>> import commerce_roles as cr
        >>> from commerce_roles.staffing import read_team
        >>> shop = cr.read_profile("examples/clothing_retailer.toml")
        >>> team = read_team("examples/teams/clothing_three.toml")
        >>> found = cr.compose_team(team, cr.assess(shop).needs(), least_importance=6)
        >>> found.status, found.cost, [(one.person, one.hours) for one in found.given]
        ('optimal', Decimal('3157.60'), [('p2', 54.5), ('p2', 40.0), ('p3', 9.2)])
    """
    wishes = Wishes(
        goal=goal, budget_eur_month=budget_eur_month, headcount=headcount, roles_each=roles_each,
        roles=roles, hours=hours, least_importance=least_importance,
        team_skills=wanted_levels(team_skills), team_languages=wanted_levels(team_languages),
        outside=outside, outside_percent=outside_percent, onboarded=onboarded,
        apart=apart, waivers=waivers, absence=absence,
        least_hours=least_hours, count_unknown=count_unknown, traits=traits,
    )  # fmt: skip
    facts = catalogue or load_catalogue()
    team = nameless(judged(_team(people, facts), facts))
    clock = Clock(_seconds(time_limit))
    stated = state(team, needs, wishes, catalogue=facts, rates=rates or {})
    composing = _Composing(stated, needs, facts, clock)
    return composing.composed(goal, alternatives, within_percent)


def pareto_front(  # noqa: PLR0913 demands by name
    people: People,
    needs: Needs,
    *,
    budget_eur_month: float | Decimal | None = None,
    most: int = 20,
    time_limit: float | None = None,
    catalogue: Catalogue | None = None,
    rates: Mapping[str, Rate] | None = None,
    **demands: Any,  # noqa: ANN401 as of `compose_team`
) -> Frontier:
    """Find every team for which covering more costs more: the exact front of cost and coverage.

    Args:
        people: A team, people, or whatever `team_of` reads.
        needs: What has to be staffed.
        budget_eur_month: Where the front ends.
        most: How many teams at most; the first ones are spread over the front.
        time_limit: Seconds at most.
        catalogue: The facts; the library's own where left out.
        rates: What one unit of another currency is worth in euro, with the day.
        demands: `headcount`, `roles_each`, `roles`, `hours`, `least_importance`, `team_skills`,
            `team_languages`, `outside`, `outside_percent`, `onboarded`, `apart`, `waivers`,
            `absence`, `least_hours`, `count_unknown` and `traits`, as of `compose_team`.

    Raises:
        TeamError: As `compose_team`.
        MissingPackageError: scipy is not installed.

    Examples:
        >>> import commerce_roles as cr
        >>> from commerce_roles.staffing import pareto_front, read_team
        >>> needs = cr.assess(cr.read_profile("examples/clothing_retailer.toml")).needs()
        >>> team = read_team("examples/teams/clothing_three.toml")
        >>> found = pareto_front(team, needs, most=8)
        >>> len(found.points), found.points[0].people
        (8, ())
    """
    for key in ("team_skills", "team_languages"):
        if key in demands:
            demands[key] = wanted_levels(demands[key])
    wishes = Wishes(goal="most_coverage", budget_eur_month=budget_eur_month, **demands)
    facts = catalogue or load_catalogue()
    team = nameless(judged(_team(people, facts), facts))
    clock = Clock(_seconds(time_limit))
    stated = state(team, needs, wishes, catalogue=facts, rates=rates or {})
    composing = _Composing(stated, needs, facts, clock)
    found = front(stated.problem, clock, most=max(2, most))
    points = tuple(composing.point(plan, proven=found.proven) for plan in found.plans)
    return Frontier(
        points=points,
        complete=found.complete,
        currency=stated.currency,
        stopped=clock.stopped,
        catalogue=facts,
    )


def _team(people: People, catalogue: Catalogue) -> Team:
    if isinstance(people, Team):
        return people
    if is_collection(people):
        persons = [one for one in people if isinstance(one, Person)]
        if len(persons) == len(list(people)):
            return Team(people=persons)
    return team_of(people, catalogue=catalogue)


def _seconds(limit: float | None) -> float | None:
    if limit is not None and not limit >= 0:
        message = f"{limit!r:.40} is no time"
        raise TeamError.of(message, path="time_limit", remedy="write seconds, 0 or more")
    return limit


class _Composing:
    """One composing: a problem, the clock, and what is said of it."""

    def __init__(self, stated: Stated, needs: Needs, facts: Catalogue, clock: Clock) -> None:
        self.stated, self.problem, self.clock = stated, stated.problem, clock
        self.facts = facts
        self.telling = Telling(stated, needs.full_post)

    def composed(self, goal: Goal, alternatives: int, within: int) -> Composition:
        found = self._found(goal)
        if found.status == "infeasible":
            return self._infeasible(goal)
        others = self._alternatives(goal, found, alternatives, within)
        return self._result(goal, found, found.status, alternatives=others)

    def _found(self, goal: Goal) -> Found:
        if goal == "most_coverage":
            return most_coverage(self.problem, self.clock)
        if goal == "least_change":
            return least_change(self.problem, self.clock)
        return least_cost(self.problem, self.clock)

    def point(self, plan: Plan, *, proven: bool) -> Composition:
        """Tell one point of a front."""
        status: SolvedStatus = "optimal" if proven else "feasible"
        bound = plan.coverage if proven else None
        return self._result("most_coverage", Found(status=status, plan=plan, bound=bound), status)

    # ------------------------------------------------------------------ the result

    def _result(  # noqa: PLR0913 parts of the result by name
        self,
        goal: Goal,
        found: Found,
        status: "SolvedStatus",
        *,
        alternatives: tuple[Alternative, ...] = (),
        conflicts: tuple[Conflict, ...] = (),
        nearest: Composition | None = None,
    ) -> Composition:
        plan, telling = found.plan, self.telling
        bound, gap = self._bound(goal, found)
        return Composition(
            status=status,
            goal=goal,
            given=() if plan is None else telling.given(plan),
            cost=None if plan is None else money(plan.cost),
            currency=self.stated.currency,
            coverage=None if plan is None else share(plan.coverage, self.problem.most),
            changes=None if plan is None else plan.changes,
            bound=bound,
            gap=gap,
            uncovered=() if plan is None else tuple(telling.lacks(plan)),
            placings=telling.placings(plan),
            declared=() if plan is None else tuple(telling.declared(plan)),
            alternatives=alternatives,
            conflicts=conflicts,
            nearest=nearest,
            stopped=self.clock.stopped,
            problem=self.problem,
            catalogue_hash=self.facts.hash,
            catalogue=self.facts,
        )

    def _bound(
        self, goal: Goal, found: Found
    ) -> tuple[Decimal | Fraction | int | None, float | None]:
        if found.bound is None:
            return None, None
        plan, bound = found.plan, found.bound
        if goal == "most_coverage":
            most = self.problem.most
            bound = min(bound, most)
            gap = None if plan is None else _part(bound - plan.coverage, bound)
            return share(bound, most), gap
        value = 0 if plan is None else (plan.cost if goal == "least_cost" else plan.changes)
        bound = max(0, bound)
        gap = None if plan is None else _part(value - bound, value)
        return (money(bound) if goal == "least_cost" else bound), gap

    # ------------------------------------------------------------------ where nothing fits

    def _infeasible(self, goal: Goal) -> Composition:
        found = contradictions(self.problem, self.clock)
        every = frozenset(chain.from_iterable(one.demands for one in found))
        conflicts: list[Conflict] = []
        for one in found:
            others = every - set(one.demands)
            ways = giving_way(self.problem, one, self.clock, others)
            concessions = tuple(self.telling.concession(way) for way in ways)
            conflicts.append(
                Conflict(
                    demands=tuple(self.telling.demand(demand) for demand in one.demands),
                    smallest=one.smallest,
                    concessions=concessions,
                )
            )
        near = most_coverage(self.problem, self.clock)
        nearest = None
        if near.plan is not None:
            nearest = self._result("most_coverage", near, near.status)
        nothing = Found(status="infeasible")
        return self._result(
            goal, nothing, "infeasible", conflicts=tuple(conflicts), nearest=nearest
        )

    # ------------------------------------------------------------------ other teams

    def _alternatives(
        self, goal: Goal, found: Found, count: int, within: int
    ) -> tuple[Alternative, ...]:
        if found.plan is None or found.status != "optimal" or goal == "least_change":
            return ()
        return tuple(self._others(goal, found.plan, count, within))

    def _others(self, goal: Goal, first: Plan, count: int, within: int) -> Iterator[Alternative]:
        banned = [frozenset(person for person, _ in first.choice)]
        names = [one.id for one in self.problem.candidates]
        for _ in range(count):
            try:
                other = self._another(goal, first, tuple(banned), within)
            except Stopped:
                return
            if other is None:
                return
            people = frozenset(person for person, _ in other.choice)
            banned.append(people)
            yield Alternative(
                given=self.telling.given(other),
                cost=money(other.cost),
                coverage=share(other.coverage, self.problem.most),
                without=tuple(sorted(names[person] for person in banned[0] - people)),
                instead=tuple(sorted(names[person] for person in people - banned[0])),
            )

    def _another(
        self, goal: Goal, first: Plan, banned: tuple[frozenset[int], ...], within: int
    ) -> Plan | None:
        if goal == "least_cost":
            most = first.cost + first.cost * within // _PERCENT
            return least_cost(self.problem, self.clock, banned=banned, most=most).plan
        other = most_coverage(self.problem, self.clock, banned=banned).plan
        least = first.coverage - first.coverage * within // _PERCENT
        return other if other is not None and other.coverage >= least else None


def _part(difference: int, whole: int) -> float:
    return difference / whole if whole else 0.0
