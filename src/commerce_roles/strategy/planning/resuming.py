"""Resuming: a strategy without what was set up already."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from commerce_roles.errors import Problem, StrategyError, nearest
from commerce_roles.strategy.planning.pacing import OFTEN
from commerce_roles.strategy.strategy import Strategy

__all__ = ["without"]


def without(strategy: Strategy, done: Sequence[str]) -> Strategy:
    """Leave out what is done once and done; what stands under a plan that is done waits for none.

    Raises:
        StrategyError: What is done is no work of the strategy, or comes back again and again.
    """
    if problems := list(_faults(strategy, done)):
        raise StrategyError(problems)
    gone = set(done)
    left = (one for one in strategy.work if one.task not in gone)
    work = (evolve(one, governed_by=()) if gone & set(one.governed_by) else one for one in left)
    return evolve(strategy, work=tuple(work))


def _faults(strategy: Strategy, done: Sequence[str]) -> Iterator[Problem]:
    there = [one.task for one in strategy.work]
    for place, task in enumerate(done):
        path = f"done[{place}]"
        if task not in there:
            near = nearest(str(task), there)
            remedy = f"did you mean {near[0]}?" if near else "leave it out"
            yield Problem(f"{task!r:.60} is no work of the strategy", path, remedy)
        elif strategy.catalogue.tasks[task].effort.times_per_year >= OFTEN:
            message = f"{task} comes back, and is never done for good"
            yield Problem(message, path, "name only what is set up once")
