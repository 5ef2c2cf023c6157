"""Teams composed to a proven optimum, beside the compact model on HiGHS and on CP-SAT.

Instances are seeded: people with one to three posts they may hold (two at most at once), skills
of each post, hours by full posts and parts of them, pay by the month. The compact model is the one
that most would write: a variable for being part of the team, one for each post held, one for the
hours given to it. Every solver runs in a process of its own, and all optima must agree.

Beside these: an instance of the OR-Library where it is at hand, measures of a large organisation
against plain loops on networkx (run with a twentieth and a fifth of the people, and drawn on as a
line), and expected coverage in closed form against absences that are drawn.

Usage: python benchmarks/composing.py [SECONDS [ROUNDS]]
       python benchmarks/composing.py one NAME SIZE SEED SECONDS     (a single solver, as JSON)

SECONDS is the limit of each solver (60), ROUNDS the number of seeds (3).
"""

import json
import os
import random
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from commerce_roles.staffing.composing.goals import covering_most, least_cost
from commerce_roles.staffing.composing.modelling import Model
from commerce_roles.staffing.composing.problem import Candidate, Post, Problem, Requirement
from commerce_roles.staffing.composing.waiting import Clock

SIZES = {"20": (20, 3, 50), "200": (200, 6, 100), "2000": (2000, 12, 150)}
SHARE_OF_BUDGET = 0.7
EURO = 1000
FULL = 1430


def instance(people: int, posts: int, skills: int, seed: int) -> Problem:
    """Draw a problem: about one in ten to one in six of the people will be needed."""
    draw = random.Random(seed)  # noqa: S311 no secret
    asks = [sorted(draw.sample(range(skills), max(4, skills // posts))) for _ in range(posts)]
    each = max(1, people // 10) / posts
    hours = [int(FULL * max(0.6, each * draw.uniform(0.6, 1.4))) for _ in range(posts)]
    places = {(post, skill): n for n, (post, skill) in enumerate(
        (post, skill) for post in range(posts) for skill in asks[post])}  # fmt: skip
    candidates: list[Candidate] = []
    for person in range(people):
        count = draw.choice([1, 2, 2, 3]) if posts > 3 else draw.choice([1, 2])  # noqa: PLR2004
        held = tuple(sorted(draw.sample(range(posts), count)))
        pool = sorted({skill for post in held for skill in asks[post]})
        has = draw.sample(pool, int(len(pool) * draw.uniform(0.25, 0.7)))
        capacity = draw.choice([286, 572, 715, 1001, 1144, 1430])
        salary = 1500 + len(has) * 25 + draw.randrange(0, 1800)
        candidates.append(
            Candidate(
                id=f"p{person:05}",
                month=capacity * salary // FULL * EURO,
                hour=0,
                capacity=capacity,
                posts=held,
                brings=frozenset(
                    places[post, skill] for post in held for skill in has if (post, skill) in places
                ),
            )
        )
    for (post, _), place in places.items():
        able = [n for n, who in enumerate(candidates) if post in who.posts]
        for n in draw.sample(able, 2):
            candidates[n] = evolve(candidates[n], brings=candidates[n].brings | {place})
    return Problem(
        candidates=tuple(sorted(candidates, key=lambda one: one.content)),
        posts=tuple(Post(role=f"r{n}", hours=number) for n, number in enumerate(hours)),
        requirements=tuple(
            Requirement(
                kind="skill",
                id=str(skill),
                post=post,
                points=max(1, hours[post] // len(asks[post])),
            )
            for post, skill in places
        ),
        posts_each=2,
    )


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


@frozen
class Compact:
    """The compact model: rows of variable and factor between two numbers."""

    costs: list[int]
    uppers: list[int]
    rows: list[tuple[list[tuple[int, int]], int | None, int | None]]


def compact(problem: Problem, *, coverage: bool, budget: int) -> Compact:
    """Write the compact model: in the team, post held, hours given."""
    costs: list[int] = []
    uppers: list[int] = []
    rows: list[tuple[list[tuple[int, int]], int | None, int | None]] = []

    def variable(upper: int, cost: int = 0) -> int:
        costs.append(cost)
        uppers.append(upper)
        return len(costs) - 1

    people = problem.candidates
    paid = [one.month // EURO for one in people]
    team = [variable(1, 0 if coverage else cost) for cost in paid]
    pairs = [(n, post) for n, one in enumerate(people) for post in one.posts]
    held = {pair: variable(1) for pair in pairs}
    hours = {(n, post): variable(people[n].capacity) for n, post in pairs}
    for n, post in pairs:
        rows.append(([(held[n, post], 1), (team[n], -1)], None, 0))
        rows.append(([(hours[n, post], 1), (held[n, post], -people[n].capacity)], None, 0))
    for n, one in enumerate(people):
        rows.append(([*((held[n, p], 1) for p in one.posts), (team[n], -2)], None, 0))
        rows.append(([*((hours[n, p], 1) for p in one.posts), (team[n], -one.capacity)], None, 0))
    for post, work in enumerate(problem.posts):
        terms = [(hours[n, p], 1) for n, p in pairs if p == post]
        if coverage:
            rows.append(([*terms, (variable(work.hours, -1), -1)], 0, None))
        else:
            rows.append((terms, work.hours, None))
    for place, asked in enumerate(problem.requirements):
        terms = [(held[n, asked.post], 1) for n in problem.bringers[place]]
        if coverage:
            rows.append(([*terms, (variable(1, -asked.points), -1)], 0, None))
        else:
            rows.append((terms, 1, None))
    if coverage:
        rows.append((list(zip(team, paid, strict=True)), None, budget // EURO))
    return Compact(costs, uppers, rows)


Outcome = dict[str, Any]


def by_highs(model: Compact, seconds: float, continuous: int) -> Outcome:
    """Solve the compact model by scipy's HiGHS."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array

    entries = [(r, v, f) for r, (terms, _, _) in enumerate(model.rows) for v, f in terms]
    rows, places, factors = zip(*entries, strict=True)
    shape = (len(model.rows), len(model.costs))
    matrix = coo_array((factors, (rows, places)), shape=shape).tocsr()
    lows = [-np.inf if low is None else low for _, low, _ in model.rows]
    highs = [np.inf if high is None else high for _, _, high in model.rows]
    whole = np.array([int(upper <= 1 or upper > continuous) for upper in model.uppers])
    begun = time.perf_counter()
    found = milp(
        np.array(model.costs, dtype=float),
        constraints=LinearConstraint(matrix, lows, highs),
        integrality=whole,
        bounds=Bounds(0, np.array(model.uppers, dtype=float)),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    spent = time.perf_counter() - begun
    value = None if found.x is None else round(found.fun)
    return {"seconds": spent, "proven": found.status == 0, "value": value}


def by_cp_sat(model: Compact, seconds: float) -> Outcome:
    """Solve the compact model by CP-SAT."""
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    variables = [program.new_int_var(0, upper, "") for upper in model.uppers]
    for terms, low, high in model.rows:
        total = sum(factor * variables[place] for place, factor in terms)
        if low is not None:
            program.add(total >= low)
        if high is not None:
            program.add(total <= high)
    program.minimize(sum(c * v for c, v in zip(model.costs, variables, strict=True) if c))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = max(1, os.cpu_count() or 1)
    begun = time.perf_counter()
    status = solver.solve(program)
    spent = time.perf_counter() - begun
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    value = round(solver.objective_value) if found else None
    return {"seconds": spent, "proven": status == cp_model.OPTIMAL, "value": value}


def ours(problem: Problem, seconds: float, *, coverage: bool, budget: int) -> Outcome:
    """Solve by the library, from the problem to the plan that was checked."""
    begun = time.perf_counter()
    if coverage:
        solved = covering_most(Model(evolve(problem, budget=budget), "coverage"), Clock(seconds))
        proven, value = solved.status == "optimal", solved.value
    else:
        found = least_cost(problem, Clock(seconds))
        proven = found.status == "optimal"
        value = None if found.plan is None else found.plan.cost // EURO
    return {"seconds": time.perf_counter() - begun, "proven": proven, "value": value}


def one(name: str, size: str, seed: int, seconds: float) -> Outcome:
    """Run one solver on one instance, scipy being loaded already."""
    import scipy.optimize
    import scipy.sparse

    del scipy
    goal, _, solver = name.partition("/")
    problem, coverage = instance(*SIZES[size], seed), goal == "coverage"
    budget = 0
    if coverage:
        plan = least_cost(problem, Clock()).plan
        budget = int((plan.cost if plan else 0) * SHARE_OF_BUDGET)
    if solver == "ours":
        return ours(problem, seconds, coverage=coverage, budget=budget)
    begun = time.perf_counter()
    model = compact(problem, coverage=coverage, budget=budget)
    built = time.perf_counter() - begun
    found = by_highs(model, seconds, 1) if solver == "highs" else by_cp_sat(model, seconds)
    return {**found, "seconds": found["seconds"] + built}


def apart(name: str, size: str, seed: int, seconds: float) -> Outcome:
    """Run one solver in a process of its own."""
    command = [sys.executable, __file__, "one", name, size, str(seed), str(seconds)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 ours
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        reason = done.stderr.strip().splitlines()[-1:] or ["no answer"]
        return {"missing": reason[0]}
    found: Outcome = json.loads(lines[-1])
    return found


def race(goal: str, size: str, seeds: range, seconds: float) -> None:
    """Race the three on the same instances, and print medians and ratios."""
    spent: dict[str, list[float]] = {}
    proven: dict[str, int] = {}
    for seed in seeds:
        values: dict[str, int] = {}
        for solver in ("ours", "highs", "cp_sat"):
            found = apart(f"{goal}/{solver}", size, seed, seconds)
            if "missing" in found:
                say(f"  {solver}: not run ({found['missing']})")
                continue
            spent.setdefault(solver, []).append(found["seconds"])
            proven[solver] = proven.get(solver, 0) + found["proven"]
            if found["proven"]:
                values[solver] = found["value"]
        if len(set(values.values())) > 1:
            say(f"  THE OPTIMA DIFFER at seed {seed}: {values}")
    base = statistics.median(spent["ours"])
    people, posts, skills = SIZES[size]
    say(f"{goal}, {people} people × {posts} posts × {skills} skills, {len(seeds)} seeds:")
    for solver, times in spent.items():
        middle = statistics.median(times)
        least = "" if proven[solver] == len(times) else "at least "
        ratio = "" if solver == "ours" else f", {least}{middle / base:.1f} × ours"
        say(f"  {solver:7} {middle:9.3f} s, proven {proven[solver]} of {len(times)}{ratio}")


# ---------------------------------------------------------------------- beside the race


def published() -> None:
    """Solve scp41 of the OR-Library: the cheapest team that has every skill."""
    path = Path(__file__).parents[1] / "tests/unit/staffing/composing/scp41.txt"
    numbers = iter(map(int, path.read_text(encoding="ascii").split()))
    rows, count = next(numbers), next(numbers)
    costs = [next(numbers) for _ in range(count)]
    brings: list[set[int]] = [set() for _ in range(count)]
    for row in range(rows):
        for _ in range(next(numbers)):
            brings[next(numbers) - 1].add(row)
    problem = Problem(
        candidates=tuple(
            Candidate(id=str(n), month=cost * EURO, hour=0, capacity=1, posts=(0,),
                      brings=frozenset(brings[n]))
            for n, cost in enumerate(costs)
        ),
        posts=(Post(role="any", hours=0),),
        requirements=tuple(Requirement(kind="skill", id=str(row)) for row in range(rows)),
    )  # fmt: skip
    begun = time.perf_counter()
    found = least_cost(problem, Clock())
    spent = time.perf_counter() - begun
    value = None if found.plan is None else found.plan.cost // EURO
    say(f"scp41: {found.status} {value} (published: 429) in {spent:.2f} s")


def timed(run: Callable[[], object]) -> tuple[float, float]:
    """Give the seconds and the peak megabytes that a call takes, each in a run of its own."""
    begun = time.perf_counter()
    run()
    spent = time.perf_counter() - begun
    tracemalloc.start()
    run()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return spent, peak


def measures(people: int = 100_000, skills: int = 2_000, tasks: int = 10_000) -> None:
    """Measure a large organisation, and a hundredth of its people by loops over networkx."""
    import networkx as nx

    from commerce_roles.staffing import measuring as m

    draw = random.Random(1)  # noqa: S311 no secret
    holds = {(a, draw.randrange(skills)) for a in range(people) for _ in range(10)}
    does = {(a, draw.randrange(tasks)) for a in range(people) for _ in range(2)}
    asks = {(draw.randrange(skills), t) for t in range(tasks) for _ in range(5)}

    def network(part: int) -> m.MetaNetwork:
        return m.network_of(
            [f"a{n}" for n in range(part)],
            [f"k{n}" for n in range(skills)],
            [f"t{n}" for n in range(tasks)],
            holds=[(f"a{a}", f"k{k}") for a, k in holds if a < part],
            does=[(f"a{a}", f"t{t}") for a, t in does if a < part],
            asks=[(f"k{k}", f"t{t}") for k, t in asks],
        )

    def matrices(net: m.MetaNetwork) -> list[object]:
        return [
            m.agent_needs(net), m.agent_waste(net), m.task_needs(net), m.knowledge_congruence(net),
            m.actual_workload(net), m.potential_workload(net),
        ]  # fmt: skip

    def looped(part: int) -> tuple[float, float]:
        graph: nx.Graph[str] = nx.Graph()
        graph.add_edges_from((f"a{a}", f"k{k}") for a, k in holds if a < part)
        graph.add_edges_from((f"a{a}", f"t{t}") for a, t in does if a < part)
        graph.add_edges_from((f"k{k}", f"t{t}") for k, t in asks)
        graph.add_nodes_from(f"a{n}" for n in range(part))
        graph.add_nodes_from(f"k{n}" for n in range(skills))
        graph.add_nodes_from(f"t{n}" for n in range(tasks))
        ours = m.agent_needs(network(part))
        if loops(graph, part, skills, tasks)[0] != ours:
            say("  THE MEASURES DIFFER")
        return timed(lambda: loops(graph, part, skills, tasks))

    whole = network(people)
    spent, peak = timed(lambda: matrices(evolve(whole)))
    few, many = people // 20, people // 5
    (one_time, one_peak), (two_time, two_peak) = looped(few), looped(many)
    slope = (people - many) / (many - few)
    slow, much = (b + (b - a) * slope for a, b in ((one_time, two_time), (one_peak, two_peak)))
    say(
        f"measures, {people:,} people × {skills:,} skills × {tasks:,} tasks (six measures): "
        f"{spent:.2f} s, {peak:.0f} MB; networkx loops: {one_time:.1f} s, {one_peak:.0f} MB with "
        f"{few:,} people, {two_time:.1f} s, {two_peak:.0f} MB with {many:,}; on that line, "
        f"{slow:.0f} s, {much:.0f} MB: {slow / spent:.0f} × time, {much / peak:.1f} × memory"
    )


def loops(graph: Any, people: int, skills: int, tasks: int) -> list[Any]:  # noqa: ANN401 networkx
    """Work the same six measures out by loops over neighbours."""
    near = {node: set(graph[node]) for node in graph}
    kinds = {node: {kind: {n for n in near[node] if n[0] == kind} for kind in "akt"}
             for node in near}  # fmt: skip
    agents = [f"a{n}" for n in range(people)]
    work = [f"t{n}" for n in range(tasks)]
    needs: dict[str, float | None] = {}
    waste: dict[str, float | None] = {}
    for a in agents:
        required = {k for t in kinds[a]["t"] for k in kinds[t]["k"]}
        held = kinds[a]["k"]
        needs[a] = len(required - held) / len(required) if required else None
        waste[a] = len(held - required) / len(held) if held else None
    lacking: dict[str, float | None] = {}
    apart_cells = 0
    for t in work:
        brought = {k for a in kinds[t]["a"] for k in kinds[a]["k"]}
        asked = kinds[t]["k"]
        lacking[t] = len(asked - brought) / len(asked) if asked else None
        apart_cells += len(asked ^ brought)
    whole = sum(len(kinds[t]["k"]) for t in work)
    congruence = 1 - apart_cells / (skills * tasks)
    actual = {
        a: sum(len(kinds[a]["k"] & kinds[t]["k"]) for t in kinds[a]["t"]) / whole for a in agents
    }
    could = {a: sum(len(kinds[k]["t"]) for k in kinds[a]["k"]) / whole for a in agents}
    return [needs, waste, lacking, congruence, actual, could]


def coverage_expected(people: int = 200, tasks: int = 500, samples: int = 20_000) -> None:
    """Work expected coverage out in closed form, and by absences that are drawn."""
    from commerce_roles.staffing.chances import expected_coverage

    draw = random.Random(2)  # noqa: S311 no secret
    work = [
        (draw.uniform(1, 40), tuple(f"p{n}" for n in draw.sample(range(people), 3)))
        for _ in range(tasks)
    ]
    exact = expected_coverage(work, 0.1)
    begun = time.perf_counter()
    for _ in range(100):
        exact = expected_coverage(work, 0.1)
    closed = (time.perf_counter() - begun) / 100
    places = [(weight, [int(one[1:]) for one in who]) for weight, who in work]
    whole = sum(weight for weight, _ in work)
    begun = time.perf_counter()
    total = 0.0
    part = samples // 20
    for _ in range(part):
        there = [draw.random() >= 0.1 for _ in range(people)]  # noqa: PLR2004 the rate
        total += sum(w for w, who in places if any(there[n] for n in who)) / whole
    drawn = (time.perf_counter() - begun) * samples / part
    say(
        f"expected coverage, {people} people, {tasks} tasks: {closed * 1000:.3f} ms, {exact:.5f}; "
        f"{samples:,} samples (a twentieth run, scaled): {drawn:.1f} s, {total / part:.5f}: "
        f"{drawn / closed:,.0f} × ours"
    )


def main() -> None:
    """Run the whole benchmark, or one solver."""
    told = sys.argv[1:]
    if told[:1] == ["one"]:
        say(json.dumps(one(told[1], told[2], int(told[3]), float(told[4]))))
        return
    seconds = float(told[0]) if told else 60.0
    seeds = range(1, 1 + (int(told[1]) if len(told) > 1 else 3))
    coverage_expected()
    measures()
    published()
    race("cost", "20", seeds, seconds)
    race("cost", "200", seeds, seconds)
    race("coverage", "20", seeds, seconds)
    race("coverage", "200", seeds, seconds)
    race("cost", "2000", seeds, seconds)


if __name__ == "__main__":
    main()
