"""Cost against coverage: every plan such that covering more costs more, found exactly.

Between two points of the front lies a box in which others may be. The widest box is halved by
its cost: the most that can be covered for that, and the least that this costs, is a point; where
it is the one that is known already, the next is the least that covers more. So the points that
come first are spread over the front.

Sources: after the box method of H. Hamacher, C. Pedersen, S. Ruzika, Finding representative
systems for discrete bicriterion optimization problems, 2007.
"""

from attrs import frozen

from commerce_roles.staffing.composing.goals import Found, cheapest_covering, most_coverage
from commerce_roles.staffing.composing.planning import Plan
from commerce_roles.staffing.composing.problem import Problem
from commerce_roles.staffing.composing.waiting import Clock

__all__ = ["Front", "front"]


@frozen(kw_only=True)
class Front:
    """Plans in the order of their cost; each covers more than any that costs less or as much."""

    plans: tuple[Plan, ...]
    complete: bool
    """Whether there are no others."""
    proven: bool
    """Whether each is proven: nothing that costs no more covers more."""


def front(problem: Problem, clock: Clock, *, most: int = 100) -> Front:
    """Find the front of cost and coverage.

    Args:
        problem: What is to be composed; its budget is where the front ends.
        clock: The time there is.
        most: How many points at most.
    """
    top = most_coverage(problem, clock)
    if not _good(top) or top.plan is None:
        only = () if top.plan is None else (top.plan,)
        return Front(plans=only, complete=False, proven=False)
    bottom = cheapest_covering(problem, clock, 0)
    if not _good(bottom) or bottom.plan is None:
        return Front(plans=(top.plan,), complete=False, proven=True)
    first = most_coverage(problem, clock, budget=bottom.plan.cost)
    if not _good(first) or first.plan is None:
        return Front(plans=(top.plan,), complete=False, proven=True)
    plans = {first.plan.cost: first.plan, top.plan.cost: top.plan}
    boxes = [(first.plan.cost, top.plan.cost)]
    while boxes and len(plans) < most:
        boxes.sort(key=lambda box: (box[0] - box[1], box))
        low, high = boxes.pop(0)
        below = plans[low]
        if plans[high].coverage - below.coverage <= 1:
            continue
        found = most_coverage(problem, clock, budget=(low + high) // 2)
        if _good(found) and found.plan is not None and found.plan.coverage == below.coverage:
            found = _next(problem, clock, below)
        if not _good(found) or found.plan is None:
            return Front(plans=_sorted(plans), complete=False, proven=True)
        cost = found.plan.cost
        if cost < high:
            plans[cost] = found.plan
            boxes += [(low, cost), (cost, high)]
    return Front(plans=_sorted(plans), complete=not boxes, proven=True)


def _next(problem: Problem, clock: Clock, below: Plan) -> Found:
    """Find the point of least cost that covers more than one that is known."""
    found = cheapest_covering(problem, clock, below.coverage + 1)
    if not _good(found) or found.plan is None:
        return found
    return most_coverage(problem, clock, budget=found.plan.cost)


def _sorted(plans: dict[int, Plan]) -> tuple[Plan, ...]:
    return tuple(plans[cost] for cost in sorted(plans))


def _good(found: Found) -> bool:
    return found.status == "optimal" and found.second == "optimal"
