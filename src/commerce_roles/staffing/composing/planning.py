"""A plan: who holds which posts for how many hours, checked against the problem exactly."""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

from attrs import evolve, frozen

from commerce_roles.model import FrozenMap
from commerce_roles.staffing.composing.problem import AWAY, PERCENT, TEAM, Demand, Problem
from commerce_roles.staffing.composing.sharing import Choice, Cut, Shares, share

__all__ = ["Plan", "broken", "plan_of", "sound", "stands", "wanted_hours"]

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
    robust: bool = False
    """Whether only that counts as met which somebody still brings whoever is away."""

    @cached_property
    def cost(self) -> int:
        """What it costs a month, in mills."""
        people = self.problem.candidates
        return sum(people[person].month for person, _ in self.choice) + sum(
            people[person].hour * hours for (person, _), hours in self.hours.items()
        )

    @cached_property
    def met(self) -> frozenset[int]:
        """Requirements that somebody meets who holds the post, and somebody else where need be."""
        least = AWAY if self.robust else 1
        return frozenset(p for p, people in enumerate(self.bringing) if len(people) >= least)

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


def plan_of(  # noqa: PLR0913 options by name
    problem: Problem,
    choice: Choice,
    *,
    lost: frozenset[Demand] = frozenset(),
    fixed: Mapping[tuple[int, int], int] | None = None,
    done: Mapping[Cut, int] | None = None,
    keep: bool = False,
) -> Plan:
    """Share out the hours of a team, and leave out posts that somebody holds for nothing.

    Args:
        problem: What is to be composed.
        choice: Who holds which posts.
        lost: Demands that are not to be met.
        fixed: Hours that are settled of those who are paid by the hour.
        done: Hours that are to be done, by post and whether they stay inside; left out, all.
        keep: Whether everybody keeps every post, needed or not.
    """
    wanted = wanted_hours(problem, lost)
    part = wanted if done is None else done
    outside = None if Demand("outside_hours") in lost else problem.outside_hours

    def shared(who: Choice) -> Shares:
        return share(problem, who, part, fixed=fixed, outside=outside)

    found = shared(choice)
    undone = {key: hours - part[key] + found.open.get(key, 0) for key, hours in wanted.items()}
    robust = problem.absence is not None and Demand("absence") not in lost
    plan = Plan(
        problem=problem,
        choice=choice,
        hours=found.hours,
        open=FrozenMap({key: hours for key, hours in undone.items() if hours}),
        robust=robust,
    )
    if keep or robust:
        return plan
    return _pruned(plan, found, shared)


def _pruned(
    plan: Plan,
    found: Shares,
    shared: Callable[[Choice], Shares],
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
            again = shared(choice) if len(choice) <= _FEW else None
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
    outside = 0
    for (person, post), hours in plan.hours.items():
        given[post] += hours
        given_inside[post] += 0 if people[person].outside else hours
        outside += hours if people[person].outside else 0
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
    if problem.outside_hours is not None and outside > problem.outside_hours:
        yield Demand("outside_hours")
    yield from _rules(plan)
    asked = (p for n, p in enumerate(plan.bringing) if Demand("requirement", n) not in lost)
    if problem.absence is not None and not (
        stands(plan, lost) and all(len(people) >= AWAY for people in asked)
    ):
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


def stands(plan: Plan, lost: frozenset[Demand] = frozenset()) -> bool:
    """Say whether, whoever is away, the share that is asked for of the hours done is there.

    Args:
        plan: Who does what.
        lost: Demands that need not be met; of a post without its hours, nothing is done.
    """
    absence = plan.problem.absence
    if absence is None:
        return True
    undone = [plan.open.get((p, False), 0) + plan.open.get((p, True), 0)
              for p in range(len(plan.problem.posts))]  # fmt: skip
    parts = {
        (place, False): (post.hours - undone[place]) * absence
        for place, post in enumerate(plan.problem.posts)
        if Demand("hours", place) not in lost
    }
    rest = (tuple(o for o in plan.choice if o is not one) for one in plan.choice)
    return not any(
        share(plan.problem, others, parts, freely=True, times=PERCENT).open for others in rest
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
