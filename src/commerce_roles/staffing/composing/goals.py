"""What is to be best: the cost, the coverage, the change; each solved, proven and checked."""

from typing import Literal

from attrs import evolve, frozen

from commerce_roles.staffing.composing.modelling import Goal, Model
from commerce_roles.staffing.composing.planning import Plan, broken, plan_of, sound, stands
from commerce_roles.staffing.composing.problem import Demand, Problem
from commerce_roles.staffing.composing.solving import Solved, SolvedStatus, solve
from commerce_roles.staffing.composing.waiting import Clock

__all__ = ["Found", "least_change", "least_cost", "most_coverage"]

Measure = Literal["cost", "coverage", "change"]
_SOFT = ("hours", "inside", "requirement", "absence")
"""Demands that coverage counts instead of demanding them."""


@frozen(kw_only=True)
class Found:
    """A plan, and how good it is known to be."""

    status: SolvedStatus
    plan: Plan | None = None
    bound: int | None = None
    """No plan is better than this in what was asked for; None where nothing is known."""
    second: SolvedStatus = "optimal"
    """Whether, among the plans that are equally good, the one of least cost is proven."""


def least_cost(
    problem: Problem,
    clock: Clock,
    *,
    dropped: frozenset[Demand] = frozenset(),
    banned: tuple[frozenset[int], ...] = (),
    most: int | None = None,
) -> Found:
    """Find the plan of least cost that meets all demands.

    Args:
        problem: What is to be composed.
        clock: The time there is.
        dropped: Demands that need not be met.
        banned: Teams of which one person at least is not wanted.
        most: Mills a month at most, beside the problem's own budget.
    """
    model = Model(problem, dropped=dropped, budget=most)
    for people in banned:
        model.ban(people)
    solved = solve(model, clock)
    plan = _plan(model, solved, dropped)
    if plan is None:
        return _nothing(solved)
    bound = None if solved.bound is None else min(solved.bound, plan.cost)
    return Found(status=solved.status, plan=plan, bound=bound)


def fewest(problem: Problem, clock: Clock, *, dropped: frozenset[Demand]) -> Found:
    """Find a plan of as few people as can be."""
    model = Model(problem, "headcount", dropped=dropped)
    solved = solve(model, clock)
    plan = _plan(model, solved, dropped)
    return _nothing(solved) if plan is None else Found(
        status=solved.status, plan=plan, bound=solved.bound
    )  # fmt: skip


def most_coverage(
    problem: Problem,
    clock: Clock,
    *,
    budget: int | None = None,
    banned: tuple[frozenset[int], ...] = (),
) -> Found:
    """Find the plan that covers most, and of those the one of least cost.

    Coverage counts the hours that are done and what the requirements weigh that are met; the
    budget, the number of people and the rules of who may hold what are demanded. Where the work
    is to go on whoever is away, only that counts of which this is so.

    Args:
        problem: What is to be composed.
        clock: The time there is.
        budget: Mills a month at most, beside the problem's own budget.
        banned: Teams of which one person at least is not wanted.
    """
    model = Model(problem, "coverage", budget=budget)
    for people in banned:
        model.ban(people)
    solved = covering_most(model, clock, banned)
    if solved.values is None or solved.value is None:
        return _nothing(solved)
    bound = None if solved.bound is None else -solved.bound
    first = _plan(model, solved, frozenset())
    if first is None:
        return Found(status="unknown", bound=bound)
    if solved.status != "optimal":
        return Found(status=solved.status, plan=first, bound=bound, second="feasible")
    cheapest = cheapest_covering(problem, clock, -solved.value, budget=first.cost, banned=banned)
    better = cheapest.plan is not None and cheapest.plan.coverage >= first.coverage
    return Found(
        status="optimal",
        plan=cheapest.plan if better else first,
        bound=bound,
        second=cheapest.status if better else "feasible",
    )


def covering_most(model: Model, clock: Clock, banned: tuple[frozenset[int], ...] = ()) -> Solved:
    """Find the most that can be covered, and prove it by what more would cost.

    Within a budget a bound on the cost of covering more tells more than one on the coverage:
    hardly anybody can be part of a team that covers more for no more money.
    """
    limits = [o for o in (model.problem.budget, model.budget) if o is not None]
    solved = solve(model, clock, briefly=bool(limits))
    while limits and solved.status == "feasible" and solved.value is not None:
        closer = Model(model.problem, coverage=1 - solved.value, budget=model.budget)
        for people in banned:
            closer.ban(people)
        better = solve(closer, clock, most=min(limits))
        if better.status == "infeasible":
            return evolve(solved, status="optimal", bound=solved.value)
        if better.values is None:
            break
        # Both models have the same variables, in the same order.
        gains = zip(model.program.costs, better.values, strict=False)
        value = round(sum(cost * number for cost, number in gains if cost))
        done = solved.bound is not None and value <= solved.bound
        status: SolvedStatus = "optimal" if done else "feasible"
        solved = evolve(solved, status=status, values=better.values, value=value)
    return solved


def cheapest_covering(
    problem: Problem,
    clock: Clock,
    coverage: int,
    *,
    budget: int | None = None,
    banned: tuple[frozenset[int], ...] = (),
) -> Found:
    """Find the plan of least cost among those that cover so much at least."""
    model = Model(problem, coverage=coverage, budget=budget)
    for people in banned:
        model.ban(people)
    solved = solve(model, clock)
    plan = _plan(model, solved, frozenset())
    if plan is None:
        return _nothing(solved)
    return Found(status=solved.status, plan=plan, bound=solved.bound)


def least_change(problem: Problem, clock: Clock) -> Found:
    """Find the plan in which fewest posts change hands, and of those the one of least cost."""
    model = Model(problem, "change")
    solved = solve(model, clock)
    if solved.values is None or solved.value is None:
        return _nothing(solved)
    today = sum(len(candidate.today) for candidate in problem.candidates)
    bound = None if solved.bound is None else solved.bound + today
    first = _plan(model, solved, frozenset(), keep=True)
    if first is None:
        return Found(status="unknown", bound=bound)
    if solved.status != "optimal":
        return Found(status=solved.status, plan=first, bound=bound, second="feasible")
    closer = Model(problem, "cost", change=solved.value)
    again = solve(closer, clock)
    second = _plan(closer, again, frozenset(), keep=True)
    better = second is not None
    return Found(
        status="optimal",
        plan=second if better else first,
        bound=bound,
        second=again.status if better else "feasible",
    )


def _nothing(solved: Solved) -> Found:
    status: SolvedStatus = "infeasible" if solved.status == "infeasible" else "unknown"
    return Found(status=status, bound=solved.bound)


def _plan(
    model: Model, solved: Solved, dropped: frozenset[Demand], *, keep: bool = False
) -> Plan | None:
    """Make a plan of an answer; None where it does not hold in whole numbers."""
    if solved.values is None:
        return None
    counted: Goal = model.goal
    known, values = model.variables, solved.values
    plan = plan_of(
        model.problem,
        known.choice(values),
        lost=dropped,
        fixed=known.settled(values) if model.covering else None,
        done=known.done(values) if model.covering and known.robust else None,
        keep=keep,
    )
    soft = _SOFT if model.covering else ()
    missed = [one for one in broken(plan, dropped) if one.kind not in soft]
    if (
        not sound(plan)
        or missed
        or not (stands(plan, dropped) or Demand("absence") in dropped)
        or (counted == "coverage" and plan.coverage < -(solved.value or 0))
    ):
        return None
    return plan
