"""A plan: who holds which posts for how many hours, checked against the problem exactly."""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from commerce_roles.model import FrozenMap
from commerce_roles.staffing.composing.problem import TEAM, Demand, Problem
from commerce_roles.staffing.composing.sharing import Choice, Cut, Shares, share

__all__ = ["Plan", "broken", "plan_of", "wanted_hours"]

_ALONE = 2
_PERCENT = 100
_FEW = 25
"""People up to which every post is tried whether it is needed."""


@frozen(kw_only=True, slots=False)
class Plan:
    """Who holds which posts, and for how many hours."""

    problem: Problem
    choice: Choice
    hours: FrozenMap[tuple[int, int], int]
    """Tenths of an hour by person and post."""
    open: FrozenMap[Cut, int] = FrozenMap()
    """Tenths of an hour that nobody does, by post and whether they stay inside."""

    @cached_property
    def cost(self) -> int:
        """What it costs a month, in mills."""
        people = self.problem.candidates
        return sum(people[person].month for person, _ in self.choice) + sum(
            people[person].hour * hours for (person, _), hours in self.hours.items()
        )

    @cached_property
    def met(self) -> frozenset[int]:
        """Requirements that somebody meets who holds the post."""
        return frozenset(place for place, people in enumerate(self.bringing) if people)

    @cached_property
    def bringing(self) -> tuple[tuple[int, ...], ...]:
        """Who meets each requirement."""
        held = dict(self.choice)
        found: list[tuple[int, ...]] = []
        for place, requirement in enumerate(self.problem.requirements):
            bringers = self.problem.bringers[place]
            found.append(
                tuple(
                    person
                    for person in bringers
                    if person in held
                    and (requirement.post == TEAM or requirement.post in held[person])
                )
            )
        return tuple(found)

    @cached_property
    def coverage(self) -> int:
        """Tenths of an hour that are done, and what the requirements weigh that are met."""
        done = sum(post.hours for post in self.problem.posts) - sum(self.open.values())
        return done + sum(self.problem.requirements[place].points for place in self.met)

    @cached_property
    def changes(self) -> int:
        """How many posts change hands: given to somebody anew, or taken from somebody."""
        held = dict(self.choice)
        return sum(
            len(candidate.today ^ set(held.get(place, ())))
            for place, candidate in enumerate(self.problem.candidates)
        )


def wanted_hours(problem: Problem, lost: frozenset[Demand] = frozenset()) -> dict[Cut, int]:
    """Give the hours that are demanded, by post and whether they stay inside."""
    found: dict[Cut, int] = {}
    for place, post in enumerate(problem.posts):
        if Demand("hours", place) in lost:
            continue
        inside = 0 if Demand("inside", place) in lost else post.inside
        found[place, False] = post.hours - inside
        if inside:
            found[place, True] = inside
    return found


def plan_of(
    problem: Problem,
    choice: Choice,
    *,
    lost: frozenset[Demand] = frozenset(),
    fixed: Mapping[tuple[int, int], int] | None = None,
    keep: bool = False,
) -> Plan:
    """Share out the hours of a team, and leave out posts that somebody holds for nothing.

    Args:
        problem: What is to be composed.
        choice: Who holds which posts.
        lost: Demands that are not to be met.
        fixed: Hours that are settled of those who are paid by the hour.
        keep: Whether everybody keeps every post, needed or not.
    """
    wanted = wanted_hours(problem, lost)
    found = share(problem, choice, wanted, fixed=fixed)
    plan = Plan(problem=problem, choice=choice, hours=found.hours, open=found.open)
    if keep or (problem.absence is not None and Demand("absence") not in lost):
        return plan
    return _pruned(plan, found, wanted, fixed)


def _pruned(
    plan: Plan,
    found: Shares,
    wanted: Mapping[Cut, int],
    fixed: Mapping[tuple[int, int], int] | None,
) -> Plan:
    """Take posts from those who are needed for them neither for their hours nor for their skills.

    In large teams, only posts to which somebody gives no useful hour are looked at.
    """
    problem = plan.problem
    for person, posts in reversed(plan.choice):
        for post in reversed(posts):
            useful = found.hours[person, post] - found.spare[person, post]
            few = len(plan.choice) <= _FEW and useful <= problem.least_of(post)
            if (useful and not few) or _needed(plan, person, post):
                continue
            choice = _without(plan.choice, person, post)
            again = share(problem, choice, wanted, fixed=fixed) if len(choice) <= _FEW else None
            if again is None:
                hours = {key: h for key, h in plan.hours.items() if key != (person, post)}
                plan = evolve(plan, choice=choice, hours=FrozenMap(hours))
                continue
            less = evolve(plan, choice=choice, hours=again.hours, open=again.open)
            if sum(less.open.values()) <= sum(plan.open.values()) and less.cost <= plan.cost:
                plan, found = less, again
    return plan


def _needed(plan: Plan, person: int, post: int) -> bool:
    """Say whether nobody else meets something that is required of a post."""
    held = dict(plan.choice)[person]
    for place in plan.problem.candidates[person].brings:
        own = plan.problem.requirements[place].post
        if (own == post or (own == TEAM and held == (post,))) and plan.bringing[place] == (person,):
            return True
    return False


def _without(choice: Choice, person: int, post: int) -> Choice:
    found = ((who, tuple(p for p in posts if (who, p) != (person, post))) for who, posts in choice)
    return tuple((who, posts) for who, posts in found if posts)


def broken(plan: Plan, lost: frozenset[Demand] = frozenset()) -> tuple[Demand, ...]:
    """List the demands that a plan does not meet, found in whole numbers and without a solver.

    Args:
        plan: Who does what.
        lost: Demands that need not be met; without its hours, a post has none that stay inside.
    """
    freed = lost | {Demand("inside", one.place) for one in lost if one.kind == "hours"}
    return tuple(sorted(one for one in _broken(plan, lost) if one not in freed))


def _broken(plan: Plan, lost: frozenset[Demand]) -> Iterator[Demand]:
    problem, people = plan.problem, plan.problem.candidates
    given = [0] * len(problem.posts)
    given_inside = [0] * len(problem.posts)
    for (person, post), hours in plan.hours.items():
        given[post] += hours
        given_inside[post] += 0 if people[person].outside else hours
    for place, work in enumerate(problem.posts):
        if given[place] < work.hours:
            yield Demand("hours", place)
        if given_inside[place] < work.inside:
            yield Demand("inside", place)
    for place, bringing in enumerate(plan.bringing):
        if not bringing:
            yield Demand("requirement", place)
    if problem.budget is not None and plan.cost > problem.budget:
        yield Demand("budget")
    if problem.headcount is not None and len(plan.choice) > problem.headcount:
        yield Demand("headcount")
    yield from _rules(plan)
    if problem.absence is not None and not _stands(plan, problem.absence, lost):
        yield Demand("absence")


def _rules(plan: Plan) -> Iterator[Demand]:
    problem = plan.problem
    held = [(problem.candidates[person], posts) for person, posts in plan.choice]
    if problem.posts_each is not None and any(len(p) > problem.posts_each for _, p in held):
        yield Demand("posts_each")
    if not problem.outside and any(candidate.outside for candidate, _ in held):
        yield Demand("outside")
    if problem.onboarded and any(c.outside and not c.onboarded for c, _ in held):
        yield Demand("onboarded")
    for pair in problem.apart:
        if any(set(pair) <= set(posts) and pair not in c.waived for c, posts in held):
            yield Demand("apart", *pair)


def _stands(plan: Plan, absence: int, lost: frozenset[Demand]) -> bool:
    """Say whether, whoever is away, a share of the hours and all that is required are there."""
    for place, people in enumerate(plan.bringing):
        if len(people) < _ALONE and Demand("requirement", place) not in lost:
            return False
    parts = {
        (place, False): post.hours * absence
        for place, post in enumerate(plan.problem.posts)
        if Demand("hours", place) not in lost
    }
    if not plan.choice:
        return not any(parts.values())
    rest = (tuple(o for o in plan.choice if o is not one) for one in plan.choice)
    return not any(
        share(plan.problem, others, parts, freely=True, times=_PERCENT).open for others in rest
    )


def sound(plan: Plan) -> bool:
    """Say whether nobody gives more than they have, and nobody holds what they may not."""
    people, used = plan.problem.candidates, dict[int, int]()
    for (person, _), hours in plan.hours.items():
        used[person] = used.get(person, 0) + hours
    return all(used[p] <= people[p].capacity for p in used) and all(
        set(posts) <= set(people[person].posts)
        and all(plan.hours[person, post] >= plan.problem.least_of(post) for post in posts)
        for person, posts in plan.choice
    )
