"""The problem as a linear program: one variable for each person with each set of posts.

Hours are no variables where somebody is paid by the month. By Hall's theorem (generalised to
amounts: max-flow min-cut), the people with their sets can do all the work exactly if, for every
set of posts, those who hold any of them have the hours of all of them together, less what they
must give to other posts that they hold. There are as many such rows as sets of posts; those that
matter are added as they turn out to be broken.

Sources: P. Hall, On Representatives of Subsets, 1935; L. Ford and D. Fulkerson, 1956.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, Literal

from attrs import define, field

from commerce_roles.staffing.composing.holding import Column, columns
from commerce_roles.staffing.composing.planning import wanted_hours
from commerce_roles.staffing.composing.problem import RULES, TEAM, Demand, Problem
from commerce_roles.staffing.composing.program import Program
from commerce_roles.staffing.composing.sharing import Choice, Cut, PostSets, Shares, share

__all__ = ["Goal", "Model"]

Goal = Literal["cost", "coverage", "change", "drops", "headcount"]
_ALL_SETS: Final = 6
"""Up to so many posts, the rows of all their sets are written at once."""
_ALONE: Final = 2
"""Where anybody may be away, two must bring what is required."""
_PERCENT: Final = 100
_ROUNDING: Final = 0.01
"""Far below a unit, and far above what a solver in floating point is off by."""


@define(slots=False)
class Model:
    """A program for one goal, and the way back from its variables to people and posts."""

    problem: Problem
    goal: Goal = "cost"
    """What is to be as small as can be: the cost, the change, the number of people, or the number
    of dropped demands; or as large as can be: the coverage."""
    dropped: frozenset[Demand] = frozenset()
    """Demands that need not be met."""
    soft: frozenset[Demand] = frozenset()
    """Demands that may each be dropped by a variable."""
    budget: int | None = None
    """Mills a month at most, beside the problem's own."""
    coverage: int | None = None
    """Tenths of an hour of coverage at least; hours and requirements are not demanded beside it."""
    change: int | None = None
    """How many posts may change hands at most."""
    program: Program = field(factory=Program, init=False)
    columns: tuple[Column, ...] = field(default=(), init=False)
    _hours: dict[tuple[int, int], int] = field(factory=dict[tuple[int, int], int], init=False)
    """By person and post, the variable of who is paid by the hour."""
    _held: dict[tuple[int, int], list[int]] = field(
        factory=dict[tuple[int, int], list[int]], init=False
    )
    """By person and post, the columns in which they hold it."""
    _drop: dict[Demand, int] = field(factory=dict[Demand, int], init=False)
    _given: dict[Cut, int] = field(factory=dict[Cut, int], init=False)
    """By post and whether inside only: the variable of the hours that are given."""
    _met: dict[int, int] = field(factory=dict[int, int], init=False)
    _team: dict[int, int] = field(factory=dict[int, int], init=False)
    """By person, the variable of being part of the team, where several columns are theirs."""
    _cuts: set[PostSets] = field(factory=set[PostSets], init=False)
    _away: set[frozenset[int]] = field(factory=set[frozenset[int]], init=False)

    def __attrs_post_init__(self) -> None:
        """Write the program."""
        every = self.goal == "change" or self.change is not None
        rules = frozenset(one for one in self.dropped | self.soft if one.kind in RULES)
        self.columns = columns(self.problem, rules, every=every)
        self._variables()
        self._one_each()
        self._requirements()
        self._limits()
        for any_of, inside_of in self._first_cuts():
            self.cut(any_of, inside_of)

    # ------------------------------------------------------------------ what is asked of it

    @property
    def covering(self) -> bool:
        """Whether hours and requirements are counted, and not demanded."""
        return self.goal == "coverage" or self.coverage is not None

    def demanded(self, demand: Demand) -> bool:
        """Say whether a demand is to be met, or may be dropped by a variable."""
        return demand not in self.dropped

    def _slack(self, demand: Demand, factor: int) -> Iterator[tuple[int, int]]:
        """Give the term that frees a row where its demand is dropped."""
        if demand in self._drop:
            yield self._drop[demand], factor

    # ------------------------------------------------------------------ variables

    def _variables(self) -> None:
        problem = self.problem
        for column in self.columns:
            self.program.variable(1, self._column_cost(column))
        held: dict[tuple[int, int], list[int]] = {}
        for place, column in enumerate(self.columns):
            for post in column.posts:
                held.setdefault((column.candidate, post), []).append(place)
        self._held = held
        for (candidate, post), places in sorted(held.items()):
            person = problem.candidates[candidate]
            if person.hour:
                cost = person.hour if self.goal == "cost" else 0
                variable = self.program.variable(person.capacity, cost)
                self._hours[candidate, post] = variable
                terms = [(place, -person.capacity) for place in places]
                self.program.row([(variable, 1), *terms], most=0)
                least = problem.least_of(post)
                self.program.row([(variable, 1), *((p, -least) for p in places)], least=0)
        for demand in sorted(self.soft):
            self._drop[demand] = self.program.variable(1, int(self.goal == "drops"))
        if self.covering:
            gain = -1 if self.goal == "coverage" else 0
            for place, work in enumerate(problem.posts):
                inside = work.inside if self.demanded(Demand("inside", place)) else 0
                self._given[place, False] = self.program.variable(work.hours - inside, gain)
                if inside:
                    self._given[place, True] = self.program.variable(inside, gain)
            for place, requirement in enumerate(problem.requirements):
                self._met[place] = self.program.variable(1, gain * requirement.points)

    def _column_cost(self, column: Column) -> int:
        candidate = self.problem.candidates[column.candidate]
        if self.goal == "cost":
            return candidate.month
        if self.goal == "headcount":
            return 1
        return self._changed(column) if self.goal == "change" else 0

    def _changed(self, column: Column) -> int:
        today = self.problem.candidates[column.candidate].today
        return len(today ^ set(column.posts)) - len(today)

    # ------------------------------------------------------------------ rows

    def _one_each(self) -> None:
        problem = self.problem
        own: dict[int, list[int]] = {}
        for place, column in enumerate(self.columns):
            own.setdefault(column.candidate, []).append(place)
            for demand in sorted(column.broken):
                if demand in self._drop:
                    self.program.row([(place, 1), (self._drop[demand], -1)], most=0)
        for candidate, places in own.items():
            if len(places) > 1 and self.covering:
                team = self._team[candidate] = self.program.variable(1)
                self.program.row([*((place, 1) for place in places), (team, -1)], 0, 0)
            elif len(places) > 1:
                self.program.row(((place, 1) for place in places), most=1)
            person = problem.candidates[candidate]
            hours = [self._hours[candidate, post] for post in person.posts
                     if (candidate, post) in self._hours]  # fmt: skip
            if len(hours) > 1:
                terms = [(place, -person.capacity) for place in places]
                self.program.row([*((hour, 1) for hour in hours), *terms], most=0)

    def _bringing(self, requirement: int) -> Iterator[int]:
        """Give the columns that meet a requirement."""
        post = self.problem.requirements[requirement].post
        for candidate in self.problem.bringers[requirement]:
            if post == TEAM:
                yield from self._of(candidate)
            else:
                yield from self._held.get((candidate, post), ())

    def _of(self, candidate: int) -> Iterator[int]:
        seen: set[int] = set()
        for post in self.problem.candidates[candidate].posts:
            seen.update(self._held.get((candidate, post), ()))
        yield from sorted(seen)

    def _requirements(self) -> None:
        robust = self.problem.absence is not None and self.demanded(Demand("absence"))
        for place in range(len(self.problem.requirements)):
            terms = [(column, 1) for column in self._bringing(place)]
            demand = Demand("requirement", place)
            if self.covering:
                self.program.row([*terms, (self._met[place], -1)], least=0)
            elif self.demanded(demand):
                self.program.row([*terms, *self._slack(demand, 1)], least=1)
                if robust:
                    free = (*self._slack(demand, _ALONE), *self._slack(Demand("absence"), _ALONE))
                    self.program.row([*terms, *free], least=_ALONE)

    def _cost_terms(self) -> list[tuple[int, int]]:
        people = self.problem.candidates
        terms = [(place, people[one.candidate].month) for place, one in enumerate(self.columns)]
        terms = self._by_person(terms)
        return [*terms, *((v, people[c].hour) for (c, _), v in self._hours.items())]

    def _by_person(self, terms: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Say a row by people, not by their columns, where all of somebody's weigh the same.

        Solvers find more in such rows: they see that of several columns only one can be taken.
        """
        own: dict[int, list[tuple[int, int]]] = {}
        rest: list[tuple[int, int]] = []
        for place, number in terms:
            held = place < len(self.columns) and self.columns[place].candidate in self._team
            if held:
                own.setdefault(self.columns[place].candidate, []).append((place, number))
            else:
                rest.append((place, number))
        for candidate, parts in own.items():
            count = sum(1 for _ in self._of(candidate))
            if len(parts) == count and len({number for _, number in parts}) == 1:
                rest.append((self._team[candidate], parts[0][1]))
            else:
                rest += parts
        return rest

    def _limits(self) -> None:
        problem, row = self.problem, self.program.row
        demand = Demand("budget")
        if problem.budget is not None and self.demanded(demand):
            most = sum(p.month + p.hour * p.capacity for p in problem.candidates)
            row([*self._cost_terms(), *self._slack(demand, -most)], most=problem.budget)
        if self.budget is not None:
            row(self._cost_terms(), most=self.budget)
        demand = Demand("headcount")
        if problem.headcount is not None and self.demanded(demand):
            terms = [(place, 1) for place in range(len(self.columns))]
            row([*terms, *self._slack(demand, -len(problem.candidates))], most=problem.headcount)
        if self.coverage is not None:
            hours = [(variable, 1) for variable in self._given.values()]
            met = [(v, problem.requirements[place].points) for place, v in self._met.items()]
            row([*hours, *met], least=self.coverage)
        if self.change is not None:
            row(((p, self._changed(one)) for p, one in enumerate(self.columns)), most=self.change)

    # ------------------------------------------------------------------ rows of sets of posts

    def _first_cuts(self) -> Iterator[PostSets]:
        posts = range(len(self.problem.posts))
        inside = [p for p in posts if self.problem.posts[p].inside]
        for size in range(1, len(posts) + 1):
            if size == 1 or size == len(posts) or len(posts) <= _ALL_SETS:
                for held in combinations(posts, size):
                    yield frozenset(held), frozenset()
        for post in inside:
            yield frozenset(), frozenset({post})

    def cut(self, any_of: frozenset[int], inside_of: frozenset[int]) -> None:
        """Add the row of a set of posts.

        Args:
            any_of: Posts whose work is all counted.
            inside_of: Posts of which only what stays inside is counted.
        """
        key = (any_of, inside_of - any_of)
        if key in self._cuts or not (any_of or inside_of):
            return
        self._cuts.add(key)
        supply = self._by_person([*self._supply(any_of, inside_of - any_of)])
        if self.covering:
            terms = [(variable, -1) for (post, inside), variable in self._given.items()
                     if post in any_of or (inside and post in inside_of)]  # fmt: skip
            self.program.row([*supply, *terms], least=0)
            return
        needed, free = self._demand(any_of, inside_of - any_of)
        self.program.row([*supply, *free], least=needed)
        if self.problem.absence is not None and self.demanded(Demand("absence")):
            self._robust(any_of)

    def _demand(
        self, any_of: frozenset[int], inside_of: frozenset[int]
    ) -> tuple[int, list[tuple[int, int]]]:
        """Give the hours of a set of posts, and what frees the row of them."""
        needed, free = 0, list[tuple[int, int]]()
        for places, inside in ((any_of, False), (inside_of, True)):
            for place in sorted(places):
                post, demand = self.problem.posts[place], Demand("hours", place)
                hours = post.inside if inside else post.hours
                if not self.demanded(demand) or not hours:
                    continue
                if inside and not self.demanded(Demand("inside", place)):
                    continue
                needed += hours
                free += self._slack(demand, hours)
                if inside:
                    free += self._slack(Demand("inside", place), hours)
        return needed, free

    def _supply(
        self, any_of: frozenset[int], inside_of: frozenset[int]
    ) -> Iterator[tuple[int, int]]:
        for place, column in enumerate(self.columns):
            candidate = self.problem.candidates[column.candidate]
            reach = any_of if candidate.outside else any_of | inside_of
            if candidate.hour == 0 and not reach.isdisjoint(column.posts):
                kept = sum(self.problem.least_of(p) for p in column.posts if p not in reach)
                yield place, candidate.capacity - kept
        for (person, post), variable in self._hours.items():
            outside = self.problem.candidates[person].outside
            if post in any_of or (post in inside_of and not outside):
                yield variable, 1

    def _robust(self, posts: frozenset[int]) -> None:
        """Demand a share of the hours of a set of posts whoever is away.

        A further variable is at least what any one of those who hold them has.
        """
        problem = self.problem
        if not posts or posts in self._away or problem.absence is None:
            return
        self._away.add(posts)
        needed, free = self._demand(posts, frozenset())
        part = -(-needed * problem.absence // _PERCENT)
        largest = max((p.capacity for p in problem.candidates), default=0)
        gone = self.program.variable(largest, whole=False)
        own: dict[int, list[tuple[int, int]]] = {}
        for place, column in enumerate(self.columns):
            if not posts.isdisjoint(column.posts):
                capacity = problem.candidates[column.candidate].capacity
                own.setdefault(column.candidate, []).append((place, capacity))
        for terms in own.values():
            self.program.row([(gone, 1), *((place, -number) for place, number in terms)], least=0)
        everybody = [term for terms in own.values() for term in terms]
        absent = self._slack(Demand("absence"), needed + largest)
        self.program.row([*everybody, (gone, -1), *free, *absent], least=part)

    def ban(self, people: frozenset[int]) -> None:
        """Ask for a team that does without one of these people at least."""
        terms = [
            (place, -1) for place, column in enumerate(self.columns) if column.candidate in people
        ]
        self.program.row(terms, least=1 - len(people))

    # ------------------------------------------------------------------ the way back

    def choice(self, values: Sequence[float]) -> Choice:
        """Read who holds which posts."""
        return tuple(
            (column.candidate, column.posts)
            for place, column in enumerate(self.columns)
            if values[place] > 0.5  # noqa: PLR2004 0 or 1
        )

    def lost(self, values: Sequence[float]) -> frozenset[Demand]:
        """Read which demands were dropped."""
        return self.dropped | {d for d, place in self._drop.items() if values[place] > 0.5}  # noqa: PLR2004

    def paid(self, values: Sequence[float]) -> dict[tuple[int, int], int]:
        """Read the hours of those who are paid by the hour."""
        return {key: round(values[place]) for key, place in self._hours.items()}

    def mend(self, values: Sequence[float]) -> bool:
        """Add rows that an answer breaks; says whether there were any."""
        lost = self.lost(values)
        wanted = wanted_hours(self.problem, lost)
        found = share(self.problem, self.choice(values), wanted, fixed=self.paid(values))
        if self.covering:
            claimed = sum(values[place] for place in self._given.values())
            if sum(wanted.values()) - sum(found.open.values()) >= claimed - _ROUNDING:
                return False
        before = len(self._cuts)
        for any_of, inside_of in self._broken(found, values, lost):
            self.cut(any_of, inside_of)
        return len(self._cuts) > before

    def _broken(
        self, found: Shares, values: Sequence[float], lost: frozenset[Demand]
    ) -> Iterable[PostSets]:
        if found.short is not None:
            yield found.short
        absence = self.problem.absence
        if absence is None or Demand("absence") in lost or self.covering:
            return
        wanted = _summed(wanted_hours(self.problem, lost))
        chosen = self.choice(values)
        for one in chosen:
            rest = tuple(other for other in chosen if other is not one)
            yield from _away_short(self.problem, rest, wanted, absence)


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
    found = share(problem, rest, parts, freely=True, times=_PERCENT)
    if found.short is not None:
        yield found.short
