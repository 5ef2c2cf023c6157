"""The problem as a linear program for one goal: variables, what is demanded, rows of sets of posts.

| module | what it writes |
|---|---|
| `variables` | who may be taken with which posts, and what is counted |
| `cutting` | whether their hours are enough, for sets of posts |
| here | what is required, limits, and the rules that may be dropped |
"""

from collections.abc import Sequence
from math import gcd
from typing import Final

from attrs import define, field

from commerce_roles.staffing.composing.cutting import Cuts
from commerce_roles.staffing.composing.holding import Column
from commerce_roles.staffing.composing.problem import AWAY, Demand, Problem
from commerce_roles.staffing.composing.program import Program
from commerce_roles.staffing.composing.variables import Goal, Variables

__all__ = ["Goal", "Model"]

_FINE: Final = 1
"""Hours that people bring in steps as small as can be say nothing by being whole."""


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
    variables: Variables = field(init=False)
    _cuts: Cuts = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Write the program."""
        every = self.goal == "change" or self.change is not None
        self.variables = Variables(
            self.problem, self.goal, self.dropped, self.soft, self.covering, every
        )
        self._rules()
        self._requirements()
        self._cuts = Cuts(self.variables)
        self._limits()

    @property
    def covering(self) -> bool:
        """Whether hours and requirements are counted, and not demanded."""
        return self.goal == "coverage" or self.coverage is not None

    @property
    def program(self) -> Program:
        """The variables and rows that there are by now."""
        return self.variables.program

    @property
    def columns(self) -> tuple[Column, ...]:
        """People with sets of posts: the first variables."""
        return self.variables.columns

    # ------------------------------------------------------------------ rows

    def _rules(self) -> None:
        """Let who breaks a rule be taken only where it is dropped."""
        for place, column in enumerate(self.columns):
            for demand in sorted(column.broken):
                for variable, _ in self.variables.slack(demand, 1):
                    self.program.row([(place, 1), (variable, -1)], most=0)

    def _requirements(self) -> None:
        """Ask that somebody brings what is required; two where anybody may be away."""
        known, robust = self.variables, self.variables.robust
        for place in range(len(self.problem.requirements)):
            terms = [(column, 1) for column in known.bringing(place)]
            demand = Demand("requirement", place)
            if self.covering:
                self.program.row([*terms, (known.met[place], -AWAY if robust else -1)], least=0)
            elif known.demanded(demand):
                self.program.row([*terms, *known.slack(demand, 1)], least=1)
                if robust:
                    free = (*known.slack(demand, AWAY), *known.slack(Demand("absence"), AWAY))
                    self.program.row([*terms, *free], least=AWAY)

    def _limits(self) -> None:
        problem, known, row = self.problem, self.variables, self.program.row
        demand = Demand("budget")
        if problem.budget is not None and known.demanded(demand):
            most = sum(p.month + p.hour * p.capacity for p in problem.candidates)
            row([*known.costs(), *known.slack(demand, -most)], most=problem.budget)
        if self.budget is not None:
            row(known.costs(), most=self.budget)
        demand = Demand("headcount")
        if problem.headcount is not None and known.demanded(demand):
            terms = [(place, 1) for place in range(len(self.columns))]
            row([*terms, *known.slack(demand, -len(problem.candidates))], most=problem.headcount)
        demand = Demand("outside_hours")
        if problem.outside_hours is not None and known.demanded(demand):
            outside = [(place, 1) for (person, _), place in known.hours.items()
                       if problem.candidates[person].outside]  # fmt: skip
            most = sum(p.capacity for p in problem.candidates if p.outside)
            row([*outside, *known.slack(demand, -most)], most=problem.outside_hours)
        if self.coverage is not None:
            self._covered(self.coverage)
        if self.change is not None:
            row(((p, known.changed(o)) for p, o in enumerate(self.columns)), most=self.change)

    def _covered(self, least: int) -> None:
        """Ask for so much coverage, and for people with the hours of it, in whole steps."""
        hours = [(variable, 1) for variable in self.variables.given.values()]
        points = [one.points for one in self.problem.requirements]
        met = [(v, points[place]) for place, v in self.variables.met.items()]
        self.program.row([*hours, *met], least=least)
        supply = self._cuts.supply(frozenset(range(len(self.problem.posts))))
        step = gcd(*(number for _, number in supply)) or 1
        self.program.row(supply, least=-(-(least - sum(points)) // step) * step)

    def steps(self) -> int | None:
        """Add a row without limits that counts the hours of all who are taken, in whole steps.

        Capacities are full posts and usual parts of them, so that what a team brings comes in
        steps. That is lost where nothing need be whole: the bound may then count on hours in
        between. Gives the place of the row; None where steps are too fine to say anything.
        """
        supply = self._cuts.supply(frozenset(range(len(self.problem.posts))))
        if gcd(*(number for _, number in supply)) <= _FINE:
            return None
        return self.program.row(supply)

    def ban(self, people: frozenset[int]) -> None:
        """Ask for a team that does without one of these people at least."""
        terms = [
            (place, -1) for place, column in enumerate(self.columns) if column.candidate in people
        ]
        self.program.row(terms, least=1 - len(people))

    def mend(self, values: Sequence[float]) -> bool:
        """Add rows that an answer breaks; says whether there were any."""
        return self._cuts.mend(values)
