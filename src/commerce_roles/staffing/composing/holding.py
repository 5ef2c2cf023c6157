"""Which posts one person may hold together, as far as it is worth trying.

Where every post held takes some hours, all sets are. Where none does, only the largest are: more
posts never harm then.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from attrs import frozen

from commerce_roles.staffing.composing.problem import Candidate, Demand, Problem

__all__ = ["Column", "columns", "held_sets"]


@frozen
class Column:
    """One person with one set of posts, to be taken or not."""

    candidate: int
    posts: tuple[int, ...]
    broken: frozenset[Demand] = frozenset()
    """Rules that it breaks, which must have been dropped then."""


def columns(
    problem: Problem, dropped: frozenset[Demand] = frozenset(), *, every: bool = False
) -> tuple[Column, ...]:
    """List every person with every set of posts that is worth trying.

    Args:
        problem: What is to be composed.
        dropped: Rules that may be broken; the columns say which they break.
        every: Whether smaller sets are listed too: they matter only where change is counted.
    """
    found: list[Column] = []
    for place, candidate in enumerate(problem.candidates):
        for posts, broken in held_sets(problem, candidate, dropped, every=every):
            found.append(Column(place, posts, broken))
    return tuple(found)


def held_sets(
    problem: Problem, candidate: Candidate, dropped: frozenset[Demand], *, every: bool
) -> Iterator[tuple[tuple[int, ...], frozenset[Demand]]]:
    """Give the sets of posts of one person, each with the rules that it breaks."""
    always: set[Demand] = set()
    if candidate.outside and not problem.outside:
        always.add(Demand("outside"))
    if candidate.outside and problem.onboarded and not candidate.onboarded:
        always.add(Demand("onboarded"))
    if not always <= dropped or not candidate.posts:
        return
    apart = frozenset(
        pair
        for pair in problem.apart
        if set(pair) <= set(candidate.posts) and pair not in candidate.waived
    )
    free = frozenset(one for one in dropped if one.kind in ("apart", "posts_each"))
    every = every or problem.least > 0
    for posts, broken in _sets(candidate.posts, apart, problem.posts_each, free, every):
        if sum(map(problem.least_of, posts)) <= candidate.capacity:
            yield posts, broken | always


@lru_cache(maxsize=4096)
def _sets(
    posts: tuple[int, ...],
    apart: frozenset[tuple[int, int]],
    most: int | None,
    dropped: frozenset[Demand],
    every: bool,  # noqa: FBT001 part of the key of the cache
) -> tuple[tuple[tuple[int, ...], frozenset[Demand]], ...]:
    limited = most is not None and Demand("posts_each") not in dropped
    largest = min(len(posts), most) if limited and most is not None else len(posts)
    found: list[tuple[tuple[int, ...], frozenset[Demand]]] = []
    for size in range(largest, 0, -1):
        for held in combinations(posts, size):
            broken = {Demand("apart", *pair) for pair in apart if set(pair) <= set(held)}
            if most is not None and size > most:
                broken.add(Demand("posts_each"))
            if not broken <= dropped:
                continue
            if not every and any(
                set(held) < set(other) and rules <= broken for other, rules in found
            ):
                continue
            found.append((held, frozenset(broken)))
    return tuple(found)
