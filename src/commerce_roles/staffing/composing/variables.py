"""What may be chosen, as variables of a linear program, and the way back from their values.

One variable stands for each person with each set of posts. Hours are variables only of those who
are paid by the hour, and of those from outside where their hours are limited together.

May import: the problem, who may hold what, the program.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from attrs import define, field

from commerce_roles.staffing.composing.holding import Column, columns
from commerce_roles.staffing.composing.problem import RULES, TEAM, Demand, Problem
from commerce_roles.staffing.composing.program import Program
from commerce_roles.staffing.composing.sharing import Choice, Cut

__all__ = ["Goal", "Terms", "Variables"]

Goal = Literal["cost", "coverage", "change", "drops", "headcount"]
Terms = list[tuple[int, int]]
"""Parts of a row: a variable, and by what it is multiplied."""
_TAKEN: Final = 0.5
"""Above it, a variable of 0 or 1 is 1, however a solver in floating point rounds."""


@define(slots=False)
class Variables:
    """The variables of a program for one goal."""

    problem: Problem
    goal: Goal
    dropped: frozenset[Demand]
    """Demands that need not be met."""
    soft: frozenset[Demand]
    """Demands that may each be dropped by a variable."""
    covering: bool
    """Whether hours and requirements are counted, and not demanded."""
    every: bool
    """Whether smaller sets of posts matter beside the largest."""
    program: Program = field(factory=Program, init=False)
    columns: tuple[Column, ...] = field(default=(), init=False)
    hours: dict[tuple[int, int], int] = field(factory=dict[tuple[int, int], int], init=False)
    """By person and post, the variable of their hours, where there is one."""
    held: dict[tuple[int, int], list[int]] = field(
        factory=dict[tuple[int, int], list[int]], init=False
    )
    """By person and post, the columns in which they hold it."""
    own: dict[int, list[int]] = field(factory=dict[int, list[int]], init=False)
    """By person, their columns."""
    team: dict[int, int] = field(factory=dict[int, int], init=False)
    """By person, the variable of being part of the team, where several columns are theirs."""
    drop: dict[Demand, int] = field(factory=dict[Demand, int], init=False)
    given: dict[Cut, int] = field(factory=dict[Cut, int], init=False)
    """By post and whether inside only: the variable of the hours that are given."""
    met: dict[int, int] = field(factory=dict[int, int], init=False)
    """By requirement, the variable of its being met."""

    def __attrs_post_init__(self) -> None:
        """Write the variables, and the rows that hold them together."""
        rules = frozenset(one for one in self.dropped | self.soft if one.kind in RULES)
        self.columns = columns(self.problem, rules, every=self.every)
        for place, column in enumerate(self.columns):
            self.program.variable(1, self._cost(column))
            self.own.setdefault(column.candidate, []).append(place)
            for post in column.posts:
                self.held.setdefault((column.candidate, post), []).append(place)
        self._hours()
        for demand in sorted(self.soft):
            self.drop[demand] = self.program.variable(1, int(self.goal == "drops"))
        if self.covering:
            self._counted()
        self._one_each()

    def _cost(self, column: Column) -> int:
        if self.goal == "cost":
            return self.problem.candidates[column.candidate].month
        if self.goal == "headcount":
            return 1
        return self.changed(column) if self.goal == "change" else 0

    def _hours(self) -> None:
        problem, row = self.problem, self.program.row
        capped = problem.outside_hours is not None and self.demanded(Demand("outside_hours"))
        for (candidate, post), places in sorted(self.held.items()):
            person = problem.candidates[candidate]
            if not person.hour and not (capped and person.outside):
                continue
            cost = person.hour if self.goal == "cost" else 0
            variable = self.program.variable(person.capacity, cost)
            self.hours[candidate, post] = variable
            row([(variable, 1), *((place, -person.capacity) for place in places)], most=0)
            least = problem.least_of(post)
            row([(variable, 1), *((place, -least) for place in places)], least=0)

    def _counted(self) -> None:
        """Count hours that are given and requirements that are met.

        Where as much as can be is counted, all of it is whole once people and their posts are, and
        need not be demanded to be: a solver has less to try then. Half of what takes two people
        could be counted, however, where the work is to go on whoever is away.
        """
        gain = -1 if self.goal == "coverage" else 0
        whole = self.robust or not gain
        for place, work in enumerate(self.problem.posts):
            inside = work.inside if self.demanded(Demand("inside", place)) else 0
            self.given[place, False] = self.program.variable(work.hours - inside, gain, whole=whole)
            if inside:
                self.given[place, True] = self.program.variable(inside, gain, whole=whole)
        for place, requirement in enumerate(self.problem.requirements):
            self.met[place] = self.program.variable(1, gain * requirement.points, whole=whole)

    def _one_each(self) -> None:
        """Let everybody be taken once, and give no more hours than they have."""
        row = self.program.row
        for candidate, places in self.own.items():
            if len(places) > 1 and self.covering:
                team = self.team[candidate] = self.program.variable(1)
                row([*((place, 1) for place in places), (team, -1)], 0, 0)
            elif len(places) > 1:
                row(((place, 1) for place in places), most=1)
            person = self.problem.candidates[candidate]
            hours = [self.hours[candidate, post] for post in person.posts
                     if (candidate, post) in self.hours]  # fmt: skip
            if len(hours) > 1:
                terms = [(place, -person.capacity) for place in places]
                row([*((hour, 1) for hour in hours), *terms], most=0)

    # ------------------------------------------------------------------ what is asked of them

    def demanded(self, demand: Demand) -> bool:
        """Say whether a demand is to be met, or may be dropped by a variable."""
        return demand not in self.dropped

    @property
    def robust(self) -> bool:
        """Whether the work must go on whoever is away."""
        return self.problem.absence is not None and self.demanded(Demand("absence"))

    def slack(self, demand: Demand, factor: int) -> Iterator[tuple[int, int]]:
        """Give the term that frees a row where its demand is dropped."""
        if demand in self.drop:
            yield self.drop[demand], factor

    def changed(self, column: Column) -> int:
        """Count the posts that change hands by a column, against nothing held."""
        today = self.problem.candidates[column.candidate].today
        return len(today ^ set(column.posts)) - len(today)

    def bringing(self, requirement: int) -> Iterator[int]:
        """Give the columns that meet a requirement."""
        post = self.problem.requirements[requirement].post
        for candidate in self.problem.bringers[requirement]:
            if post == TEAM:
                yield from self.own.get(candidate, ())
            else:
                yield from self.held.get((candidate, post), ())

    def costs(self) -> Terms:
        """Give the terms of what a team costs."""
        people, terms = self.problem.candidates, Terms()
        for candidate, places in self.own.items():
            month = people[candidate].month
            terms += self.by_person(candidate, [(place, month) for place in places])
        return terms + [(place, people[who].hour) for (who, _), place in self.hours.items()]

    def by_person(self, candidate: int, terms: Terms) -> Terms:
        """Say what a row has of somebody by them, where all their columns weigh the same.

        Solvers find more in such rows: they see that of several columns only one can be taken.
        """
        whole = candidate in self.team and len(terms) == len(self.own[candidate])
        if whole and len({number for _, number in terms}) == 1:
            return [(self.team[candidate], terms[0][1])]
        return terms

    def prices(self, reduced: Sequence[float]) -> list[float]:
        """Give by column what taking it costs beyond a bound: its own, and that of who it is of.

        Args:
            reduced: By variable, how much raising it from 0 costs beyond the bound.
        """
        return [
            reduced[place]
            + (reduced[self.team[one.candidate]] if one.candidate in self.team else 0)
            for place, one in enumerate(self.columns)
        ]

    # ------------------------------------------------------------------ the way back

    def choice(self, values: Sequence[float]) -> Choice:
        """Read who holds which posts."""
        return tuple(
            (column.candidate, column.posts)
            for place, column in enumerate(self.columns)
            if values[place] > _TAKEN
        )

    def lost(self, values: Sequence[float]) -> frozenset[Demand]:
        """Read which demands were dropped."""
        return self.dropped | {d for d, place in self.drop.items() if values[place] > _TAKEN}

    def settled(self, values: Sequence[float]) -> dict[tuple[int, int], int]:
        """Read the hours of those who have variables of them."""
        return {key: round(values[place]) for key, place in self.hours.items()}

    def done(self, values: Sequence[float]) -> Mapping[Cut, int]:
        """Read the hours that are counted as given, by post and whether they stay inside."""
        return {key: round(values[place]) for key, place in self.given.items()}
