"""Exact ranges and smallest changes: what they take, and that a MILP solver finds the same.

The decision is written once more as a mixed-integer programme (one binary a cell, first-hit tables,
bands, floors and caps as linear constraints) and solved by HiGHS through scipy. Every range and
every least number of changes must be equal; then both are timed on the same cases.

Usage: python benchmarks/exact.py [CASES]
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

from commerce_roles.assessment.changing import Search
from commerce_roles.assessment.deciding import Decision, decide
from commerce_roles.assessment.judging import judge
from commerce_roles.assessment.reading import profile_of
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.diagrams import Diagram, Sets, sweep, ways_to
from commerce_roles.diagrams.formulas import Both, Either, Elements, Formula, Opposite
from commerce_roles.diagrams.ladders import TakenTable, take

Row = dict[int, float]
"""A linear expression: the share of each column; column -1 is a constant."""


class Programme:
    """A mixed-integer programme of binaries and one whole number a ladder."""

    def __init__(self, diagram: Diagram, steps: dict[str, Any], allowed: Sequence[int]) -> None:
        """Write the decision as constraints, over the cells that are allowed."""
        self.rows: list[tuple[Row, float, float]] = []
        self.upper: list[float] = []
        self.lower: list[float] = []
        self.diagram = diagram
        self.cells = [
            [self.column(0, float(cells >> cell & 1)) for cell in range(variable.size)]
            for variable, cells in zip(diagram.variables, allowed, strict=True)
        ]
        for level, columns in enumerate(self.cells):
            if diagram.reading(level) is not None:
                for column in columns:
                    self.upper[column] = 1
            self.rows.append((dict.fromkeys(columns, 1.0), 1, 1))
        self.homes = {key: n for n, v in enumerate(diagram.variables) for key in v.keys}
        self.scores: list[Row] = []
        self.reached: list[list[Row]] = []
        tables = take(diagram.ladders, steps)
        for number in range(len(diagram.ladders)):
            self.climb(number, [table for table in tables if table.ladder == number])

    def climb(self, number: int, tables: Sequence[TakenTable]) -> None:
        """Write the score of a ladder, and from which rung on it has each rung reached."""
        ladder = self.diagram.ladders[number]
        score: Row = {-1: 0.0}
        floors: list[list[Row]] = [[] for _ in range(ladder.top + 1)]
        caps: list[list[Row]] = [[] for _ in range(ladder.top + 1)]
        for kind, fires, then in self.fired(tables):
            if kind == "points":
                score = added(score, fires, then)
            for rung in range(1, ladder.top + 1):
                if kind == "floor" and then >= rung:
                    floors[rung].append(fires)
                if kind == "cap" and then < rung:
                    caps[rung].append(fires)
        reached: list[Row] = [{-1: 1.0}]
        for rung in range(1, ladder.top + 1):
            enough = self.at_least(score, ladder.rungs[rung - 1])
            lifted = self.joined([enough, *floors[rung]], both=False)
            held = self.turned(self.joined(caps[rung], both=False))
            reached.append(self.joined([lifted, held], both=True))
        self.scores.append(score)
        self.reached.append(reached)
        self.hand_on(number)

    def fired(self, tables: Sequence[TakenTable]) -> Iterator[tuple[str, Row, int]]:
        """Write, for each rule, whether it is the first of its table that holds."""
        for table in tables:
            earlier: list[Row] = []
            for when, then in table.cases:
                holds = self.formula(when)
                yield (
                    table.kind,
                    self.joined([holds, *(self.turned(e) for e in earlier)], both=True),
                    then,
                )
                earlier.append(holds)

    def hand_on(self, number: int) -> None:
        """Let the cells of a rung that other ladders read follow from the rung."""
        ladder = self.diagram.ladders[number]
        level = self.homes.get(ladder.key)
        if level is None or self.diagram.reading(level) != number:
            return
        variable = self.diagram.variables[level]
        for rung in range(1, ladder.top + 1):
            first = variable.cell_of({ladder.key: rung})
            if first != variable.cell_of({ladder.key: rung - 1}):
                above = dict.fromkeys(self.cells[level][first:], 1.0)
                self.equal(added(above, self.reached[number][rung], -1.0))

    def column(self, low: float, high: float) -> int:
        """Add a column."""
        self.lower.append(low)
        self.upper.append(high)
        return len(self.upper) - 1

    def equal(self, row: Row) -> None:
        """Let an expression be nothing."""
        constant = row.get(-1, 0.0)
        self.rows.append(({k: v for k, v in row.items() if k >= 0}, -constant, -constant))

    def below(self, row: Row, bound: float) -> None:
        """Let an expression be at most so much."""
        constant = row.get(-1, 0.0)
        self.rows.append(({k: v for k, v in row.items() if k >= 0}, -np.inf, bound - constant))

    def formula(self, formula: Formula) -> Row:
        """Write a formula as an expression that is 0 or 1."""
        match formula:
            case bool():
                return {-1: float(formula)}
            case Opposite(part=part):
                return self.turned(self.formula(part))
            case Both(parts=parts):
                return self.joined([self.formula(part) for part in parts], both=True)
            case Either(parts=parts):
                return self.joined([self.formula(part) for part in parts], both=False)
            case test:
                keys = getattr(test, "key", None)
                level = (
                    self.homes[keys]
                    if keys
                    else next(
                        n
                        for n, v in enumerate(self.diagram.variables)
                        if isinstance(v, Sets)
                        and isinstance(test, Elements)
                        and test.container in v.cells.containers
                    )
                )
                truths = self.diagram.variables[level].truths(test)
                return {
                    column: 1.0
                    for cell, column in enumerate(self.cells[level])
                    if truths >> cell & 1
                }

    def turned(self, row: Row) -> Row:
        """Write the opposite."""
        return added({-1: 1.0}, row, -1.0)

    def joined(self, parts: list[Row], *, both: bool) -> Row:
        """Write that all hold, or that some does."""
        if not parts:
            return {-1: float(both)}
        column = self.column(0, 1)
        whole: Row = {column: 1.0}
        for part in parts:
            self.below(added(whole, part, -1.0) if both else added(part, whole, -1.0), 0)
        total: Row = {-1: 0.0}
        for part in parts:
            total = added(total, part, 1.0)
        if both:
            self.below(added(total, whole, -1.0), len(parts) - 1)
        else:
            self.below(added(whole, total, -1.0), 0)
        return whole

    def at_least(self, score: Row, bound: int) -> Row:
        """Write that a score is at least so much."""
        column = self.column(0, 1)
        reach = sum(abs(v) for v in score.values()) + abs(bound) + 1
        whole: Row = {column: 1.0}
        self.below(added({-1: bound - reach, column: reach}, score, -1.0), 0)
        self.below(added(score, {column: reach}, -1.0), bound - 1)
        return whole

    def solve(self, objective: Row, extra: Sequence[tuple[Row, float, float]] = ()) -> float | None:
        """Give the least value of an objective; None where nothing is feasible."""
        rows = [*self.rows, *extra]
        width = len(self.upper)
        entries = [
            (n, k, v) for n, (row, _, _) in enumerate(rows) for k, v in row.items() if k >= 0
        ]
        matrix = csr_matrix(
            ([v for *_, v in entries], ([n for n, *_ in entries], [k for _, k, _ in entries])),
            shape=(len(rows), width),
        )
        cost = np.zeros(width)
        for column, share in objective.items():
            if column >= 0:
                cost[column] = share
        found = milp(
            cost,
            constraints=LinearConstraint(
                matrix, [low for _, low, _ in rows], [h for *_, h in rows]
            ),
            integrality=np.ones(width),
            bounds=Bounds(np.array(self.lower), np.array(self.upper)),
        )
        return None if found.x is None else float(found.fun) + objective.get(-1, 0.0)


def added(one: Row, other: Row, share: float) -> Row:
    """Add a share of one expression to another."""
    found = dict(one)
    for column, value in other.items():
        found[column] = found.get(column, 0.0) + share * value
    return found


def timed(work: Callable[[], Any], times: list[float]) -> Any:  # noqa: ANN401 whatever it gives
    """Do some work and note how long it took, in milliseconds."""
    begin = time.perf_counter()
    found = work()
    times.append((time.perf_counter() - begin) * 1000)
    return found


def cases_of(catalogue: Catalogue, number: int) -> list[dict[str, Any]]:
    """Take the reference businesses, and forget some of what they told."""
    draw = random.Random(7)  # noqa: S311 cases, not secrets
    businesses = [dict(b.profile) for b in catalogue.businesses.values()]
    found: list[dict[str, Any]] = []
    while len(found) < number:
        business = draw.choice(businesses)
        kept = draw.choice([1.0, 0.8, 0.5])
        found.append({k: v for k, v in business.items() if draw.random() < kept})
    return found


def compare(
    decision: Decision, catalogue: Catalogue, role: str, steps: dict[str, Any]
) -> dict[str, list[float]]:
    """Work a range and the smallest changes out both ways; they must be equal."""
    diagram = decision.program.diagram(role)
    if diagram is None:
        message = f"{role} is not exact"
        raise SystemExit(message)
    times: dict[str, list[float]] = {name: [] for name in ("range", "range_milp", "to", "to_milp")}
    bounds = decision.bounds
    outcomes = timed(lambda: sweep(diagram, bounds), times["range"])
    programme = Programme(diagram, steps, diagram.allowed(bounds))
    score = programme.scores[-1]
    low = timed(lambda: programme.solve(score), times["range_milp"])
    high = programme.solve(added({-1: 0.0}, score, -1.0))
    expected = (round(low or 0), round(-(high or 0)))
    if expected != outcomes.score_range:
        message = f"{role}: {outcomes.score_range} is not {expected}"
        raise SystemExit(message)
    search = Search(decision, catalogue, diagram)
    prices = [[None if m is None else len(m) for m in own] for own in search.moves()]
    open_cells = [
        sum(1 << cell for cell, price in enumerate(own) if price is not None) for own in prices
    ]
    free = Programme(diagram, steps, open_cells)
    objective: Row = {
        column: float(price)
        for own, columns in zip(prices, free.cells, strict=True)
        for price, column in zip(own, columns, strict=False)
        if price
    }
    for rung in range(diagram.ladders[-1].top + 1):
        ways = timed(partial(ways_to, diagram, prices, rung, len(diagram.keys)), times["to"])
        reached = free.reached[-1]
        extra = [(reached[rung], 1 - reached[rung].get(-1, 0.0), np.inf)]
        if rung < diagram.ladders[-1].top:
            extra.append((reached[rung + 1], -np.inf, 0.0))
        least = timed(
            partial(free.solve, objective, extra),
            times["to_milp"],
        )
        if (None if least is None else round(least)) != (None if ways is None else ways[0]):
            message = f"{role} to {rung}: {ways and ways[0]} is not {least}"
            raise SystemExit(message)
    return times


def main(number: int = 30) -> None:
    """Print the medians."""
    catalogue = load_catalogue()
    program = catalogue.program
    rungs = {ladder.key for ladder in program.ladders.values()}
    steps = {step.key: step.form for step in program.steps if step.key not in rungs}
    every: dict[str, list[float]] = {}
    for case in cases_of(catalogue, number):
        decision = decide(program, judge(profile_of(case, catalogue=catalogue), catalogue))
        for role in catalogue.roles:
            for name, times in compare(decision, catalogue, role, steps).items():
                every.setdefault(name, []).extend(times)
    sys.stdout.write(f"{number} businesses, {len(catalogue.roles)} roles, all equal\n\n")
    sys.stdout.write(f"| {'':16} | cases | median ms | HiGHS, median ms | ratio |\n")
    sys.stdout.write("|---|---|---|---|---|\n")
    for label, name in (("exact range", "range"), ("smallest changes", "to")):
        ours, theirs = (statistics.median(every[n]) for n in (name, f"{name}_milp"))
        row = (label, str(len(every[name])), f"{ours:.2f}", f"{theirs:.1f}", f"{theirs / ours:.0f}")
        sys.stdout.write(f"| {' | '.join(row)} |\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
