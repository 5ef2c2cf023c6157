"""Why nothing fits: the smallest sets of demands that contradict each other, and what gives way.

A set of demands contradicts itself if no team meets all of it. The smallest such set is found by
implicit hitting sets: whatever can be met together leaves some demands out, and a contradiction
must hold one of those that are left out, every time.

Sources: A. Ignatiev, A. Previti, M. Liffiton, J. Marques-Silva, Smallest MUS Extraction with
Minimal Hitting Set Dualization, 2015.
"""

from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from commerce_roles.staffing.composing.goals import fewest, least_cost
from commerce_roles.staffing.composing.highs import Solver
from commerce_roles.staffing.composing.modelling import Model
from commerce_roles.staffing.composing.planning import Plan
from commerce_roles.staffing.composing.problem import Demand, Problem
from commerce_roles.staffing.composing.program import Program
from commerce_roles.staffing.composing.solving import solve
from commerce_roles.staffing.composing.waiting import Clock, Stopped

__all__ = ["Contradiction", "GivingWay", "contradictions", "giving_way"]

_MOST: Final = 20
"""How many contradictions are told; each has demands of its own."""


@frozen(kw_only=True)
class Contradiction:
    """Demands that no team meets together, though it meets any of them but one."""

    demands: tuple[Demand, ...]
    smallest: bool
    """Whether it is proven that no contradiction has fewer demands."""


@frozen(kw_only=True)
class GivingWay:
    """What it takes that one demand gives way, all others being met."""

    demand: Demand
    enough: bool | None
    """Whether all others can be met then; None where that was not settled in time."""
    to: int | None = None
    """What the demand would have to be: mills, people, posts, or tenths of an hour; None where
    it goes as a whole."""
    plan: Plan | None = None
    """The plan of least cost then."""
    proven: bool = True
    """Whether no plan costs less."""


def contradictions(problem: Problem, clock: Clock) -> tuple[Contradiction, ...]:
    """Find the smallest contradiction, then the smallest among what is left of the demands.

    Each contradiction has demands of its own, so that all of them must be settled.
    """
    found: list[Contradiction] = []
    dropped: frozenset[Demand] = frozenset()
    try:
        while len(found) < _MOST:
            one = _smallest(problem, clock, dropped)
            if one is None:
                break
            found.append(one)
            dropped |= set(one.demands)
    except Stopped:
        pass
    return tuple(found)


def _smallest(problem: Problem, clock: Clock, dropped: frozenset[Demand]) -> Contradiction | None:
    demands = [one for one in problem.demands() if one not in dropped]
    alone = _plainly(problem, demands)
    if alone is not None:
        return Contradiction(demands=(alone,), smallest=True)
    left_out: list[frozenset[Demand]] = []
    while True:
        kept = _hitting(demands, left_out, clock)
        gone = _least_dropped(problem, clock, demands, kept, dropped)
        if gone is None:
            return Contradiction(demands=tuple(sorted(kept)), smallest=True)
        if not gone:
            return None
        left_out.append(gone)


def _plainly(problem: Problem, demands: list[Demand]) -> Demand | None:
    """Find a demand that nobody at all can meet, without a solver."""
    people = problem.candidates
    for demand in demands:
        if demand.kind == "requirement" and not problem.bringers[demand.place]:
            return demand
        if demand.kind == "hours":
            able = sum(p.capacity for p in people if demand.place in p.posts)
            if able < problem.posts[demand.place].hours:
                return demand
    return None


def _least_dropped(
    problem: Problem,
    clock: Clock,
    demands: list[Demand],
    kept: frozenset[Demand],
    dropped: frozenset[Demand],
) -> frozenset[Demand] | None:
    """Meet some demands and as many others as can be; gives those that are left out.

    None: those that are to be kept cannot be met together.

    Raises:
        Stopped: The time is up.
    """
    soft = frozenset(demands) - kept
    model = Model(problem, "drops", dropped=dropped, soft=soft)
    solved = solve(model, clock)
    if solved.status == "infeasible":
        return None
    if solved.values is None:
        raise Stopped
    return model.variables.lost(solved.values) - dropped


def _hitting(
    demands: list[Demand], sets: list[frozenset[Demand]], clock: Clock
) -> frozenset[Demand]:
    """Give the fewest demands that have one of each set; the first in order where several do."""
    if not sets:
        return frozenset()
    program = Program()
    for _ in demands:
        program.variable(1, 1)
    place = {demand: position for position, demand in enumerate(demands)}
    for one in sets:
        program.row(((place[demand], 1) for demand in sorted(one)), least=1)
    answer = Solver(program).solve(range(len(demands)), clock)
    if answer.values is None:
        raise Stopped
    return frozenset(d for d in demands if answer.values[place[d]] > 0.5)  # noqa: PLR2004 0 or 1


def giving_way(
    problem: Problem, conflict: Contradiction, clock: Clock, others: frozenset[Demand]
) -> Iterator[GivingWay]:
    """Give for each demand of a contradiction what it takes that it alone gives way.

    Args:
        problem: What is to be composed.
        conflict: Whose demands.
        clock: The time there is.
        others: Demands of other contradictions, one of each of which gives way besides.
    """
    for demand in conflict.demands:
        yield _given_way(problem, demand, clock, others)


def _given_way(
    problem: Problem, demand: Demand, clock: Clock, others: frozenset[Demand]
) -> GivingWay:
    dropped = others | {demand}
    found = least_cost(problem, clock, dropped=dropped)
    if found.status == "infeasible":
        return GivingWay(demand=demand, enough=False)
    if found.plan is None:
        return GivingWay(demand=demand, enough=None)
    plan, proven = found.plan, found.status == "optimal"
    if demand.kind == "budget":
        return GivingWay(demand=demand, enough=True, to=plan.cost, plan=plan, proven=proven)
    if demand.kind == "headcount":
        few = fewest(problem, clock, dropped=dropped)
        if few.plan is not None and few.status == "optimal":
            to = len(few.plan.choice)
            return _at(problem, demand, clock, others, to) or GivingWay(
                demand=demand, enough=True, to=to, plan=few.plan, proven=False
            )
    if demand.kind in ("hours", "inside", "outside_hours", "posts_each"):
        far = _as_far(problem, demand, clock, others)
        less = None if far is None else _at(problem, demand, clock, others, far)
        if less is not None:
            return less
    return GivingWay(demand=demand, enough=True, plan=plan, proven=proven)


def _at(
    problem: Problem, demand: Demand, clock: Clock, others: frozenset[Demand], to: int
) -> GivingWay | None:
    """Find the plan of least cost where a demand has given way so far."""
    found = least_cost(_with(problem, demand, to), clock, dropped=others)
    if found.plan is None:
        return None
    return GivingWay(
        demand=demand, enough=True, to=to, plan=found.plan, proven=found.status == "optimal"
    )


def _as_far(
    problem: Problem, demand: Demand, clock: Clock, others: frozenset[Demand]
) -> int | None:
    """Find how little a demand has to give way, by halving."""
    if demand.kind == "posts_each":
        low, high = problem.posts_each or 0, len(problem.posts)
    elif demand.kind == "outside_hours":
        low, high = problem.outside_hours or 0, sum(p.capacity for p in problem.candidates)
    else:
        post = problem.posts[demand.place]
        low, high = 0, post.hours if demand.kind == "hours" else post.inside
    falls = demand.kind in ("hours", "inside")
    while high - low > 1:
        middle = (low + high) // 2
        found = least_cost(_with(problem, demand, middle), clock, dropped=others)
        if found.status not in ("optimal", "feasible", "infeasible"):
            return None
        fits = found.plan is not None
        if fits == falls:
            low = middle
        else:
            high = middle
    return low if falls else high


def _with(problem: Problem, demand: Demand, to: int) -> Problem:
    if demand.kind == "headcount":
        return evolve(problem, headcount=to)
    if demand.kind == "posts_each":
        return evolve(problem, posts_each=to)
    if demand.kind == "outside_hours":
        return evolve(problem, outside_hours=to)
    posts = list(problem.posts)
    post = posts[demand.place]
    if demand.kind == "hours":
        posts[demand.place] = evolve(post, hours=to, inside=min(post.inside, to))
    else:
        posts[demand.place] = evolve(post, inside=to)
    return evolve(problem, posts=tuple(posts))
