"""Laws of composing: equal to every way tried one by one, and what more people and leave may do."""

import math
from itertools import chain

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies.small_teams import (
    changed_least,
    covered,
    least,
    problems,
    smallest_conflict,
    standing,
    together,
    violations,
)

from commerce_roles.staffing.composing import solving
from commerce_roles.staffing.composing.conflicting import contradictions, giving_way
from commerce_roles.staffing.composing.fronting import front
from commerce_roles.staffing.composing.goals import Found, least_change, least_cost, most_coverage
from commerce_roles.staffing.composing.planning import broken, sound
from commerce_roles.staffing.composing.problem import Demand, Problem
from commerce_roles.staffing.composing.waiting import Clock

EXAMPLES = settings().max_examples
some = settings(max_examples=max(25, EXAMPLES // 4), suppress_health_check=list(HealthCheck))
fewer = settings(max_examples=max(15, EXAMPLES // 12), suppress_health_check=list(HealthCheck))


def cost(found: Found) -> float:
    """The cost of what was found; boundless where nothing fits."""
    return math.inf if found.plan is None else found.plan.cost


# ---------------------------------------------------------------------- equal to all ways


@some
@given(problem=problems())
def test_the_least_cost_is_that_of_all_teams_tried_one_by_one(problem: Problem) -> None:
    wanted, found = least(problem), least_cost(problem, Clock())
    if wanted is None:
        assert (found.status, found.plan) == ("infeasible", None)
        return
    assert found.status == "optimal"
    assert found.plan is not None
    assert found.plan.cost == found.bound == wanted
    assert broken(found.plan) == ()
    assert sound(found.plan)


@fewer
@given(problem=problems())
def test_nothing_covers_more_and_nothing_that_covers_as_much_costs_less(problem: Problem) -> None:
    every, found = covered(problem), most_coverage(problem, Clock())
    most = max(coverage for _, coverage in every)
    assert (found.status, found.second) == ("optimal", "optimal")
    assert found.plan is not None
    assert found.plan.coverage == found.bound == most
    assert found.plan.cost == min(paid for paid, coverage in every if coverage == most)
    assert sound(found.plan)


@some
@given(problem=problems(most_people=8))
def test_as_few_posts_change_hands_as_can_be_at_the_least_cost_of_that(problem: Problem) -> None:
    wanted, found = changed_least(problem), least_change(problem, Clock())
    if wanted is None:
        assert found.status == "infeasible"
        return
    assert (found.status, found.second) == ("optimal", "optimal")
    assert found.plan is not None
    assert (found.plan.changes, found.plan.cost) == wanted
    assert found.bound == wanted[0]


@some
@given(problem=problems(most_people=4, most_posts=2, absence=True, hourly=False))
def test_what_stands_whoever_is_away_is_that_of_all_teams_tried(problem: Problem) -> None:
    problem = evolve(problem, outside_hours=None)
    every = list(standing(problem))
    full = [(paid, changed) for paid, coverage, changed in every if coverage == problem.most
            if all(one.points for one in problem.requirements)]  # fmt: skip
    most = max(coverage for _, coverage, _ in every)
    found = most_coverage(problem, Clock())
    assert (found.status, found.second) == ("optimal", "optimal")
    assert found.plan is not None
    assert found.plan.coverage == found.bound == most
    assert found.plan.cost == min(paid for paid, coverage, _ in every if coverage == most)
    if not all(one.points for one in problem.requirements):
        return
    assert cost(least_cost(problem, Clock())) == min((p for p, _ in full), default=math.inf)
    closest = least_change(problem, Clock())
    wanted = min(((changed, paid) for paid, changed in full), default=None)
    told = None if closest.plan is None else (closest.plan.changes, closest.plan.cost)
    assert told == wanted


@fewer
@given(problem=problems(most_people=8))
def test_the_front_has_every_point_and_no_other(problem: Problem) -> None:
    best: dict[int, int] = {}
    for paid, coverage in covered(problem):
        best[paid] = max(best.get(paid, 0), coverage)
    wanted: list[tuple[int, int]] = []
    for paid in sorted(best):
        if not wanted or best[paid] > wanted[-1][1]:
            wanted.append((paid, best[paid]))
    found = front(problem, Clock())
    assert (found.complete, found.proven) == (True, True)
    assert [(plan.cost, plan.coverage) for plan in found.plans] == wanted


@fewer
@given(problem=problems())
def test_no_conflict_is_smaller_and_each_needs_all_of_its_demands(problem: Problem) -> None:
    demands, left = list(problem.demands()), violations(problem)
    found = contradictions(problem, Clock())
    settled = frozenset[Demand]()
    for one in found:
        held = frozenset(one.demands)
        assert one.smallest
        assert held.isdisjoint(settled)
        others = [demand for demand in demands if demand not in settled]
        assert len(held) == smallest_conflict(others, left)
        assert not together(held, left)
        assert all(together(held - {demand}, left) for demand in held)
        settled |= held
    assert together(frozenset(demands) - settled, left)


@fewer
@given(problem=problems(most_people=8))
def test_what_gives_way_is_enough_and_is_priced(problem: Problem) -> None:
    found = contradictions(problem, Clock())
    for one in found[:1]:
        others = frozenset(chain.from_iterable(other.demands for other in found[1:]))
        for way in giving_way(problem, one, Clock(), others):
            freed = least(problem, others | {way.demand})
            assert way.enough == (freed is not None)
            if way.plan is None:
                continue
            assert way.proven
            if way.to is None or way.demand.kind == "budget":
                assert way.plan.cost == freed
            elif way.demand.kind == "headcount":
                asked = evolve(problem, headcount=way.to)
                assert way.plan.cost == least(asked, others)
                assert least(evolve(problem, headcount=way.to - 1), others) is None


@some
@given(problem=problems(most_people=9), steps=st.integers(1, 4), rest=st.integers(0, 3))
def test_cores_and_fixing_and_steps_change_no_answer(
    problem: Problem, steps: int, rest: int
) -> None:
    problem = evolve(
        problem,
        candidates=tuple(evolve(o, capacity=o.capacity * steps) for o in problem.candidates),
        posts=tuple(evolve(o, hours=o.hours * steps + rest) for o in problem.posts),
    )
    whole = least_cost(problem, Clock()), most_coverage(problem, Clock())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "_SMALL", 1)
        patch.setattr(solving, "_CORE", 1)
        cored = least_cost(problem, Clock()), most_coverage(problem, Clock())
    for one, other in zip(whole, cored, strict=True):
        assert (one.status, one.bound) == (other.status, other.bound)
    assert cost(whole[0]) == cost(cored[0])


# ---------------------------------------------------------------------- laws


@some
@given(problem=problems(most_people=6), data=st.data())
def test_one_person_more_never_makes_it_worse(problem: Problem, data: st.DataObject) -> None:
    if not problem.candidates:
        return
    gone = data.draw(st.sampled_from(problem.candidates))
    rest = evolve(problem, candidates=tuple(one for one in problem.candidates if one is not gone))
    assert cost(least_cost(problem, Clock())) <= cost(least_cost(rest, Clock()))
    more, fewer_people = most_coverage(problem, Clock()), most_coverage(rest, Clock())
    assert more.plan is not None
    assert fewer_people.plan is not None
    assert more.plan.coverage >= fewer_people.plan.coverage


@some
@given(problem=problems(most_people=6), data=st.data())
def test_a_waiver_never_raises_the_cost(problem: Problem, data: st.DataObject) -> None:
    if not problem.apart:
        return
    pair = data.draw(st.sampled_from(problem.apart))
    before = cost(least_cost(problem, Clock()))
    waived = evolve(problem, apart=tuple(one for one in problem.apart if one != pair))
    assert cost(least_cost(waived, Clock())) <= before
    some_of_them = data.draw(st.sets(st.sampled_from(problem.candidates or (None,))))
    people = (
        evolve(one, waived=one.waived | {pair}) if one in some_of_them else one
        for one in problem.candidates
    )
    theirs = evolve(problem, candidates=tuple(sorted(people, key=lambda one: one.content)))
    assert cost(least_cost(waived, Clock())) <= cost(least_cost(theirs, Clock())) <= before


@some
@given(problem=problems(most_people=6), data=st.data())
def test_other_names_change_nothing_but_names(problem: Problem, data: st.DataObject) -> None:
    names = [one.id for one in problem.candidates]
    others = [f"x{name}" for name in data.draw(st.permutations(names))]
    renamed = tuple(
        sorted(
            (evolve(one, id=name) for one, name in zip(problem.candidates, others, strict=True)),
            key=lambda one: one.content,
        )
    )
    first = least_cost(problem, Clock())
    second = least_cost(evolve(problem, candidates=renamed), Clock())
    assert (first.status, first.bound, cost(first)) == (second.status, second.bound, cost(second))
    if first.plan is not None and second.plan is not None:
        assert first.plan.choice == second.plan.choice
        assert first.plan.hours == second.plan.hours


@fewer
@given(problem=problems(most_people=6))
def test_the_same_problem_has_the_same_answer_twice(problem: Problem) -> None:
    assert least_cost(problem, Clock()) == least_cost(problem, Clock())
    assert most_coverage(problem, Clock()) == most_coverage(problem, Clock())
