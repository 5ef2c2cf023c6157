"""Rows of sets of posts: what takes the place of variables of hours.

By Hall's theorem (generalised to amounts: max-flow min-cut), the people with their sets can do all
the work exactly if, for every set of posts, those who hold any of them have the hours of all of
them together, less what they must give to other posts that they hold. There are as many such rows
as sets of posts; those that matter are added as they turn out to be broken.

Sources: P. Hall, On Representatives of Subsets, 1935; L. Ford and D. Fulkerson, 1956.

May import: the variables, the problem, how hours are shared out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from attrs import define, field

from commerce_roles.staffing.composing.planning import wanted_hours
from commerce_roles.staffing.composing.problem import PERCENT, Demand, Problem
from commerce_roles.staffing.composing.sharing import Choice, Cut, PostSets, share
from commerce_roles.staffing.composing.variables import Terms, Variables

__all__ = ["Cuts"]

_ALL_SETS: Final = 6
"""Up to so many posts, the rows of all their sets are written at once."""
_ROUNDING: Final = 0.01
"""Far below a unit, and far above what a solver in floating point is off by."""


@define
class Cuts:
    """The rows of sets of posts that a program has by now."""

    variables: Variables
    _cuts: set[PostSets] = field(factory=set[PostSets], init=False)
    _away: set[frozenset[int]] = field(factory=set[frozenset[int]], init=False)
    _own: dict[int, list[tuple[int, tuple[int, ...]]]] = field(init=False)
    """By person without variables of hours, their columns with the posts of each."""

    def __attrs_post_init__(self) -> None:
        """Write the first rows."""
        known = self.variables
        self._own = {
            person: [(place, known.columns[place].posts) for place in places]
            for person, places in known.own.items()
            if (person, known.columns[places[0]].posts[0]) not in known.hours
        }
        for any_of, inside_of in self._first():
            self._cut(any_of, inside_of)

    def _first(self) -> Iterator[PostSets]:
        work = self.variables.problem.posts
        posts = range(len(work))
        for size in range(1, len(posts) + 1):
            if size == 1 or size == len(posts) or len(posts) <= _ALL_SETS:
                for held in combinations(posts, size):
                    yield frozenset(held), frozenset()
        for post in posts:
            if work[post].inside:
                yield frozenset(), frozenset({post})

    def _cut(self, any_of: frozenset[int], inside_of: frozenset[int]) -> None:
        """Add the row of a set of posts.

        Args:
            any_of: Posts whose work is all counted.
            inside_of: Posts of which only what stays inside is counted.
        """
        key = (any_of, inside_of - any_of)
        if key in self._cuts or not (any_of or inside_of):
            return
        self._cuts.add(key)
        needed, terms = self._demand(*key)
        self.variables.program.row([*self.supply(*key), *terms], least=needed)
        if any_of and self.variables.robust:
            self._robust(any_of)

    def _demand(self, any_of: frozenset[int], inside_of: frozenset[int]) -> tuple[int, Terms]:
        """Give the hours of a set of posts: how many, and the terms that make them fewer.

        Where hours are counted and not demanded, none are, and the terms ask for what is counted.
        """
        known = self.variables
        if known.covering:
            return 0, [(variable, -1) for (post, inside), variable in known.given.items()
                       if post in any_of or (inside and post in inside_of)]  # fmt: skip
        needed, free = 0, Terms()
        for places, inside in ((any_of, False), (inside_of, True)):
            for place in sorted(places):
                post, demand = known.problem.posts[place], Demand("hours", place)
                hours = post.inside if inside else post.hours
                if not known.demanded(demand) or not hours:
                    continue
                if inside and not known.demanded(Demand("inside", place)):
                    continue
                needed += hours
                free += known.slack(demand, hours)
                if inside:
                    free += known.slack(Demand("inside", place), hours)
        return needed, free

    def supply(self, any_of: frozenset[int], inside_of: frozenset[int] = frozenset()) -> Terms:
        """Give the terms of the hours that people bring to a set of posts."""
        known, terms = self.variables, Terms()
        problem = known.problem
        for person, own in self._own.items():
            candidate = problem.candidates[person]
            reach = any_of if candidate.outside else any_of | inside_of
            brought = [(p, candidate.capacity) for p, posts in own if not reach.isdisjoint(posts)]
            if problem.least:
                kept = [self._kept(place, reach) for place, _ in brought]
                brought = [(p, most - less) for (p, most), less in zip(brought, kept, strict=True)]
            terms += known.by_person(person, brought)
        for (person, post), variable in known.hours.items():
            outside = problem.candidates[person].outside
            if post in any_of or (post in inside_of and not outside):
                terms.append((variable, 1))
        return terms

    def _kept(self, place: int, reach: frozenset[int]) -> int:
        """Count the hours that whoever is taken must give to posts out of reach."""
        posts = self.variables.columns[place].posts
        return sum(self.variables.problem.least_of(post) for post in posts if post not in reach)

    def _robust(self, posts: frozenset[int]) -> None:
        """Demand a share of the hours of a set of posts whoever is away.

        A further variable is at least what any one of those who hold them has.
        """
        known, problem = self.variables, self.variables.problem
        if posts in self._away or problem.absence is None:
            return
        self._away.add(posts)
        needed, terms = self._demand(posts, frozenset())
        largest = max((p.capacity for p in problem.candidates), default=0)
        gone = known.program.variable(largest, whole=False)
        own: dict[int, Terms] = {}
        for place, column in enumerate(known.columns):
            if not posts.isdisjoint(column.posts):
                capacity = problem.candidates[column.candidate].capacity
                own.setdefault(column.candidate, []).append((place, capacity))
        for held in own.values():
            known.program.row([(gone, 1), *((place, -number) for place, number in held)], least=0)
        there = [(p, n * PERCENT) for p, n in [(gone, -1), *(t for h in own.values() for t in h)]]
        share_of = [(place, number * problem.absence) for place, number in terms]
        absent = known.slack(Demand("absence"), (needed + largest) * PERCENT)
        known.program.row([*there, *share_of, *absent], least=needed * problem.absence)

    # ------------------------------------------------------------------ rows that matter after all

    def mend(self, values: Sequence[float]) -> bool:
        """Add rows that an answer breaks; says whether there were any."""
        before = len(self._cuts)
        for any_of, inside_of in self._broken(values):
            self._cut(any_of, inside_of)
        return len(self._cuts) > before

    def _broken(self, values: Sequence[float]) -> Iterator[PostSets]:
        known, problem = self.variables, self.variables.problem
        lost, choice = known.lost(values), known.choice(values)
        counted = known.covering and known.robust
        wanted = known.done(values) if counted else wanted_hours(problem, lost)
        found = share(problem, choice, wanted, fixed=known.settled(values))
        if known.covering and not counted:
            claimed = sum(values[place] for place in known.given.values())
            if sum(wanted.values()) - sum(found.open.values()) >= claimed - _ROUNDING:
                return
        if found.short is not None:
            yield found.short
        if problem.absence is not None and Demand("absence") not in lost:
            hours = _summed(wanted)
            for one in choice:
                rest = tuple(other for other in choice if other is not one)
                yield from _away_short(problem, rest, hours, problem.absence)


def _summed(wanted: Mapping[Cut, int]) -> dict[int, int]:
    hours: dict[int, int] = {}
    for (post, _), amount in wanted.items():
        hours[post] = hours.get(post, 0) + amount
    return hours


def _away_short(
    problem: Problem, rest: Choice, hours: Mapping[int, int], absence: int
) -> Iterator[PostSets]:
    """Give posts of which too few hours are left where somebody is away, if there are any.

    In hundredths of the unit, so that a share of the hours is whole.
    """
    parts = {(post, False): amount * absence for post, amount in hours.items()}
    found = share(problem, rest, parts, freely=True, times=PERCENT)
    if found.short is not None:
        yield found.short
