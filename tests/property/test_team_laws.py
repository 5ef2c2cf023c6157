"""Laws of teams: what a look must do whoever is in the team, and what a plain loop says too."""

import json
import pickle
import random
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies.teams import (
    CATALOGUE,
    CEFR,
    LEVELS,
    NEEDS,
    ROLES,
    SHOPS,
    SKILLS,
    needs,
    people,
    teams,
)
from strategies.trying import dear

from commerce_roles.assessment import Needs, assess
from commerce_roles.errors import TeamError
from commerce_roles.model.person import Absence, Assignment, Person, SkillHeld, Team
from commerce_roles.staffing import (
    Cover,
    Look,
    compare_scenarios,
    fit,
    forget,
    group,
    growth_path,
    look,
    measures,
    redact,
    risk,
    scenario,
    team_data,
    team_of,
)
from commerce_roles.staffing.covered import STATES
from commerce_roles.staffing.loading import working_share

FEW = dear(5)
"""For laws that assess a business anew in every example."""
KEYS = (
    "id", "people", "skills", "languages", "cost", "amount", "currency", "role", "assignments",
    "person", "absences", "start", "capacity", "level",
)  # fmt: skip


def by_what(covers: Iterable[Cover]) -> dict[tuple[str, str], int]:
    return {(cover.kind, cover.id): STATES.index(cover.state) for cover in covers}


# ---------------------------------------------------------------------- nobody is told apart


@given(teams(), needs(), st.randoms(use_true_random=False))
def test_the_order_in_which_people_are_told_changes_nothing(
    team: Team, wanted: Needs, chance: random.Random
) -> None:
    told = list(team.people)
    held = None if team.assignments is None else list(team.assignments)
    chance.shuffle(told)
    if held:
        chance.shuffle(held)
    again = evolve(team, people=told, assignments=held)
    assert look(again, wanted).to_json() == look(team, wanted).to_json()


@given(teams(), needs())
def test_renaming_people_changes_nothing_but_their_ids(team: Team, wanted: Needs) -> None:
    """The new ids sort the other way round, so that nothing may depend on their order."""
    new = {p.id: f"z{100 - place}" for place, p in enumerate(team.people)}
    renamed = Team(
        people=[evolve(p, id=new[p.id]) for p in team.people],
        assignments=None
        if team.assignments is None
        else [evolve(one, person=new[one.person]) for one in team.assignments],
        dual=[new[one] for one in team.dual],
        onboarded=[new[one] for one in team.onboarded],
    )
    before, after = (look(each, wanted) for each in (team, renamed))
    assert by_what(before.coverage) == by_what(after.coverage)
    for one, other in zip(before.coverage, after.coverage, strict=True):
        assert {new[p] for p in one.by} == set(other.by)
        assert {new[p] for p in one.perhaps} == set(other.perhaps)
        assert {new[p] for p in one.stand_ins} == set(other.stand_ins)
    for person in team.people:
        one_load, other_load = before.load(person.id), after.load(new[person.id])
        for level in wanted.levels:
            assert one_load.state(level) == other_load.state(level)
            ends = ("low", "typical", "high")
            pairs = [(getattr(one_load.hours[level], e), getattr(other_load.hours[level], e))
                     for e in ends]  # fmt: skip
            assert all(one == pytest.approx(other) for one, other in pairs)
    rules = {(f.rule, new.get(f.id, f.id)) for f in before.findings}
    assert rules == {(f.rule, f.id) for f in after.findings}
    assert [(g.kind, g.id, g.role) for g in before.gaps] == [
        (g.kind, g.id, g.role) for g in after.gaps
    ]
    for one_gap, other_gap in zip(before.gaps, after.gaps, strict=True):
        ways = {(w.how, new.get(w.person, ""), w.distance) for w in one_gap.ways}
        assert ways == {(w.how, w.person, w.distance) for w in other_gap.ways}


# ---------------------------------------------------------------------- more is never less


@given(teams(most=3), needs(), st.data())
def test_adding_a_person_never_lowers_what_is_covered(
    team: Team, wanted: Needs, data: st.DataObject
) -> None:
    more = data.draw(people("new"))
    before = look(team, wanted)
    held = [*(team.assignments or ())]
    if team.assignments is not None:
        for role in data.draw(st.lists(st.sampled_from(ROLES), unique=True)):
            hours = data.draw(st.one_of(st.none(), st.sampled_from([0.0, 30.0])))
            held.append(Assignment(person="new", role=role, hours=hours))
    grown = evolve(
        team,
        people=[*team.people, more],
        assignments=None if team.assignments is None else held,
    )
    after = look(grown, wanted)
    low, high = by_what(before.coverage), by_what(after.coverage)
    assert set(low) == set(high)
    assert all(low[what] <= high[what] for what in low)
    for one, other in zip(before.coverage, after.coverage, strict=True):
        assert set(one.by) <= set(other.by)
        able = {*one.by, *one.stand_ins}
        assert able <= {*other.by, *other.stand_ins}


@given(teams(most=3), needs(), st.sampled_from(SKILLS), st.sampled_from(LEVELS[1:]))
def test_training_never_lowers_what_is_covered_nor_how_somebody_fits(
    team: Team, wanted: Needs, skill: str, level: str
) -> None:
    trained = [p for p in team.people if p.skills is not None]
    if not trained:
        return
    start = scenario(SHOPS[0], team)
    before = look(team, wanted)
    after = look(start.train(trained[0].id, skill, level).team, wanted)
    low, high = by_what(before.coverage), by_what(after.coverage)
    held = trained[0].skill(skill)
    if held is not None and not held.level:
        return  # a level that was not known is known now, and may be too low
    assert all(low[what] <= high[what] for what in low)


@given(teams(), needs())
def test_somebody_leaving_only_uncovers_what_leant_on_them(team: Team, wanted: Needs) -> None:
    seen = look(team, wanted)
    for person in team.people:
        after = by_what(look(forget(team, person.id), wanted).coverage)
        alone = next((p for p in seen.single_points if p.person == person.id), None)
        for task in seen.covered("task"):
            lost = task.state == "covered" and after["task", task.id] < STATES.index("covered")
            leans = alone is not None and task.id in alone.tasks
            assert lost == leans or (lost and bool(task.perhaps))


# ---------------------------------------------------------------------- unknown is not zero


@given(people("p"), needs(), st.sampled_from(SKILLS), st.sampled_from(LEVELS[1:]))
def test_a_level_that_was_not_told_excludes_nothing_that_a_told_one_would_give(
    person: Person, wanted: Needs, skill: str, level: str
) -> None:
    rest = [one for one in person.skills or () if one.skill != skill]
    unknown = evolve(person, skills=[*rest, SkillHeld(skill=skill)])
    told = evolve(person, skills=[*rest, SkillHeld(skill=skill, level=level)])
    for need in wanted.values():
        one = next((m for m in fit(unknown, need, wanted).asked if m.id == skill), None)
        other = next((m for m in fit(told, need, wanted).asked if m.id == skill), None)
        if one is None or other is None:
            continue
        assert one.standing in ("unknown", "met", "not_matched")
        assert one.standing in ("unknown", other.standing)


@given(needs())
def test_of_whom_nothing_was_told_nothing_is_missing(wanted: Needs) -> None:
    for need in wanted.values():
        found = fit(Person(id="p"), need, wanted)
        assert found.standing == "may_fit"
        assert not found.missing


@given(people("p"), needs())
def test_a_trait_is_matched_only_where_that_is_switched_on(person: Person, wanted: Needs) -> None:
    if person.skills is None:
        return
    traits = {skill.id for skill in CATALOGUE.skills.values() if skill.kind == "trait"}
    without = evolve(person, skills=[s for s in person.skills or () if s.skill not in traits])
    with_all = evolve(
        without,
        skills=[*(without.skills or ()), *(SkillHeld(skill=t, level="expert") for t in traits)],
    )
    for need in wanted.values():
        assert fit(without, need, wanted) == fit(with_all, need, wanted)
        asked = {met.id for met in fit(with_all, need, wanted, traits=True).must}
        essential = {s.skill for s in need.skills if s.necessity == "essential"}
        assert traits & essential <= asked


# ---------------------------------------------------------------------- plain loops say the same


@given(teams(), needs())
def test_tasks_are_covered_as_a_plain_loop_says(team: Team, wanted: Needs) -> None:
    rank = {"": 0, **{level: place for place, level in enumerate(wanted.proficiency, 1)}}
    for cover in look(team, wanted).covered("task"):
        role = cover.roles[0]
        task = CATALOGUE.tasks[cover.id]
        asked = {s.skill: s for s in wanted[role].skills}
        able: dict[str, str] = {}
        for one in team.assignments or ():
            if one.role != role or (one.tasks and cover.id not in one.tasks):
                continue
            person = team.person(one.person)
            assert person is not None
            verdicts = []
            for skill in task.skills:
                if skill in asked and asked[skill].kind == "trait":
                    continue
                if CATALOGUE.skills[skill].kind == "language":
                    verdicts += [
                        {"met": "yes", "unknown": "perhaps"}.get(met.standing, "no")
                        for met in fit(person, wanted[role], wanted).asked
                        if met.kind == "language" and met.necessity == "essential"
                    ]
                    continue
                held = person.skill(skill)
                if person.skills is None:
                    verdicts.append("perhaps")
                elif held is None:
                    verdicts.append("no")
                elif skill not in asked or not asked[skill].level:
                    verdicts.append("yes")
                elif not held.level:
                    verdicts.append("perhaps")
                else:
                    enough = rank[held.level] >= rank[asked[skill].level]
                    verdicts.append("yes" if enough else "no")
            able[one.person] = min(verdicts, key=["no", "perhaps", "yes"].index, default="yes")
        best = max(able.values(), key=["no", "perhaps", "yes"].index, default="")
        wanted_state = {"": "open", "no": "in_part", "perhaps": "uncertain", "yes": "covered"}
        assert cover.state == wanted_state[best]
        assert cover.by == tuple(sorted(p for p, can in able.items() if can == "yes"))


@given(teams(), needs())
def test_the_hours_of_a_role_all_fall_to_somebody_where_each_task_is_held(
    team: Team, wanted: Needs
) -> None:
    seen = look(team, wanted)
    for role, need in wanted.items():
        parts = [one for one in team.assignments or () if one.role == role]
        for level in wanted.levels:
            fallen = sum(
                load.by_role[role][level].typical for load in seen.loads if role in load.roles
            )
            held = sum(
                task.hours[level].typical
                for task in need.tasks_at(level)
                if any(not one.tasks or task.task in one.tasks for one in parts)
            )
            assert fallen == pytest.approx(held)


@given(teams(), needs())
def test_a_load_is_the_sum_of_its_roles_and_its_state_compares_it_with_the_hours(
    team: Team, wanted: Needs
) -> None:
    for load in look(team, wanted).loads:
        for level in wanted.levels:
            whole = sum(hours[level].typical for hours in load.by_role.values())
            assert load.hours[level].typical == pytest.approx(whole)
            hours, most = load.hours[level], load.capacity
            state = load.state(level)
            if most is None:
                assert state == "unknown"
            else:
                fits = [end <= most for end in (hours.low, hours.typical, hours.high)]
                assert sum(fits) == ["far_over", "over", "tight", "fits"].index(state)


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2027, 12, 1)), st.integers(0, 50)),
                max_size=3), st.integers(1, 12))  # fmt: skip
def test_days_away_are_counted_day_by_day(told: list[tuple[date, int]], month: int) -> None:
    absences = [Absence(start=day, end=day + timedelta(days=more)) for day, more in told]
    away = {day + timedelta(days=n) for day, more in told for n in range(more + 1)}
    shares = []
    for year in {day.year for day in away} | {2026}:
        days = [date(year, month, 1) + timedelta(days=n) for n in range(31)]
        working = [d for d in days if d.month == month and d.weekday() < 5]
        shares.append(sum(d not in away for d in working) / len(working))
    person = Person(id="p", absences=absences)
    assert working_share(person, month) == pytest.approx(min(shares))


# ---------------------------------------------------------------------- gaps and ways


@given(teams(most=3), needs())
def test_the_shortest_ways_come_first_and_people_stand_in_the_order_of_ids(
    team: Team, wanted: Needs
) -> None:
    for gap in look(team, wanted).gaps:
        lengths = [way.distance for way in gap.ways]
        assert lengths == sorted(lengths)
        assert sum(way.how == "hire" for way in gap.ways) == 1
        for how in ("train", "combine"):
            same = [w for w in gap.ways if w.how == how]
            order = [(w.distance, w.person) for w in same]
            assert order == sorted(order)


@FEW
@given(teams(most=3), st.sampled_from(range(len(SHOPS))))
def test_training_as_a_way_says_closes_the_gap(team: Team, which: int) -> None:
    today = scenario(SHOPS[which], team)
    for gap in today.look.gaps:
        if gap.kind != "skill":
            continue
        way = next(w for w in gap.ways if w.how == "train")
        level = str(way.statement.params.get("level", "basic"))
        after = today.train(way.person, gap.id, level).look
        assert (gap.kind, gap.id, gap.role) not in {(g.kind, g.id, g.role) for g in after.gaps}


# ---------------------------------------------------------------------- privacy


@given(teams(), needs())
def test_results_hold_no_names_and_redacted_ones_no_ids(team: Team, wanted: Needs) -> None:
    secret = {p.id: f"secret-{p.id}-id" for p in team.people}
    told = Team(
        people=[evolve(p, id=secret[p.id]) for p in team.people],
        assignments=None
        if team.assignments is None
        else [evolve(one, person=secret[one.person]) for one in team.assignments],
        dual=[secret[one] for one in team.dual],
    )
    seen = look(told, wanted)
    written = seen.to_json() + repr(seen.team) + str(pickle.dumps(seen)) + str(seen)
    assert "Zebra" not in written
    assert "Ana Q." not in written
    hidden = seen.redact()
    written = hidden.to_json() + repr(hidden.team) + str(pickle.dumps(hidden)) + str(hidden)
    assert "secret" not in written
    assert by_what(hidden.coverage) == by_what(seen.coverage)
    for person in told.people:
        left = seen.forget(person.id)
        assert person.id not in left.to_json() + str(pickle.dumps(left)) + str(left)


@given(teams())
def test_redacting_twice_is_redacting_once(team: Team) -> None:
    assert redact(redact(team)) == redact(team)


# ---------------------------------------------------------------------- written and read


@given(teams())
def test_a_team_written_out_is_read_as_the_same_team(team: Team) -> None:
    written = json.loads(json.dumps(team_data(team)))
    assert team_of(written) == team


@given(teams(), needs())
def test_a_look_survives_pickling_and_writes_the_same_bytes(team: Team, wanted: Needs) -> None:
    seen = look(team, wanted)
    again: Look = pickle.loads(pickle.dumps(seen))  # noqa: S301 our own bytes
    assert again == seen
    assert again.to_json("es") == seen.to_json("es")
    for lang in ("en", "es"):
        assert "{" not in str(seen.document(lang))


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
))  # fmt: skip
def test_whatever_is_told_makes_a_team_or_names_every_fault(data: Any) -> None:
    try:
        assert isinstance(team_of(data), Team)
    except TeamError as error:
        assert error.problems
        assert all(problem.message for problem in error.problems)


# ---------------------------------------------------------------------- scenarios, growth, groups


@FEW
@given(teams(most=3), st.sampled_from(range(len(SHOPS))), st.data())
def test_a_step_gives_a_new_scenario_and_leaves_the_old_one_as_it_was(
    team: Team, which: int, data: st.DataObject
) -> None:
    today = scenario(SHOPS[which], team)
    before = (today.team, today.profile, today.steps)
    joined = today.hire(data.draw(people("new")), data.draw(st.sampled_from(ROLES)))
    assert (today.team, today.profile, today.steps) == before
    back = joined.leave("new")
    assert back.team.people == today.team.people
    assert back.team.assignments == tuple(team.assignments or ())
    assert len(back.steps) == 2
    assert today.grow(monthly_orders=7).profile.monthly_orders == 7
    given_out = today.outsource(ROLES[0])
    assert given_out.look.holders(ROLES[0]) in ((), ("outside",))


@FEW
@given(teams(most=3, least=1), st.sampled_from(range(len(SHOPS))))
def test_nothing_is_lacking_less_because_somebody_left(team: Team, which: int) -> None:
    today = scenario(SHOPS[which], team)
    for person in team.people:
        change = compare_scenarios(today, today.leave(person.id)).figure(1, "gaps").change
        assert change is not None
        assert change >= 0


def written(result: Any) -> str:
    return str(result.to_json()) + str(result) + str(pickle.dumps(result))


@FEW
@given(teams(most=3, least=1), st.sampled_from(range(len(SHOPS))))
def test_nothing_is_left_in_scenarios_of_who_is_forgotten_and_no_id_of_who_is_redacted(
    team: Team, which: int
) -> None:
    marked = {person.id: f"zz{place}marked" for place, person in enumerate(team.people)}
    today = scenario(SHOPS[which], redact(team, marked))
    gone = today.leave("zz0marked")
    beside = compare_scenarios(today, gone)
    assert written(beside.forget("zz0marked")).count("zz0marked") == 0
    assert beside.forget("zz0marked").scenarios[1].steps == ()
    assert "marked" not in written(beside.redact())
    assert "marked" not in written(gone.redact())
    assert [one.look.cost for one in beside.redact().scenarios] == [
        one.look.cost for one in beside.scenarios
    ]


@FEW
@given(teams(most=3, least=1), needs(), st.floats(0, 1))
def test_nothing_is_left_in_risk_and_measures_of_who_is_forgotten_or_redacted(
    team: Team, wanted: Needs, rate: float
) -> None:
    marked = {person.id: f"zz{place}marked" for place, person in enumerate(team.people)}
    told = redact(team, marked)
    left = forget(told, "zz0marked")
    asked = risk(told, wanted, absence_rate=rate)
    assert asked.forget("zz0marked") == risk(left, wanted, absence_rate=rate)
    assert "zz0marked" not in written(asked.forget("zz0marked"))
    assert "marked" not in written(asked.redact())
    assert asked.redact().expected == asked.expected
    measured = measures(told, wanted)
    assert measured.forget("zz0marked") == measures(left, wanted)
    assert "zz0marked" not in written(measured.forget("zz0marked"))
    assert "marked" not in written(measured.redact())
    assert measured.redact().team == measured.team


@FEW
@given(st.sampled_from(SHOPS), st.sampled_from(ROLES), st.sampled_from(["minimum", "full"]))
def test_one_person_is_enough_up_to_the_growth_that_is_told(
    shop: dict[str, Any], role: str, level: str
) -> None:
    def hours(**changed: Any) -> float:
        return assess({**shop, **changed})[role].hours[level].typical

    for growth in growth_path(shop, roles=[role], level=level).growths:
        at = growth.typical
        if at is None or growth.field in ("channels", "home_languages", "sell_languages"):
            continue
        assert hours(**{growth.field: at}) > 143
        if at > growth.now:
            assert hours(**{growth.field: at - 1}) <= 143


@FEW
@given(
    st.lists(st.sampled_from(SHOPS), min_size=1, max_size=3), st.sampled_from(["minimum", "full"])
)
def test_a_group_takes_no_more_than_its_members_and_no_less_than_the_largest(
    shops: list[dict[str, Any]], level: str
) -> None:
    house = group({f"brand {n}": shop for n, shop in enumerate(shops)}, level=level)
    for role, need in house.needs.items():
        own = [m[role].hours_at(level) for m in house.members.values() if role in m]
        together = need.hours_at(level)
        for end in ("low", "typical", "high"):
            hours = getattr(together, end)
            assert hours <= sum(getattr(one, end) for one in own) + 1e-9
            assert hours >= max(getattr(one, end) for one in own) - 1e-9
        parts = sum(task.hours[level].typical for task in need.tasks_at(level))
        assert parts == pytest.approx(together.typical)
    if len(shops) == 1:
        (only,) = house.members.values()
        assert {r: n.hours for r, n in house.needs.items()} == {r: n.hours for r, n in only.items()}
    assert house.saved().typical >= -1e-9


def test_the_drawn_needs_are_not_all_alike() -> None:
    assert len({tuple(each) for each in NEEDS}) > 1
    assert any(need.peaks for each in NEEDS for need in each.values())
    assert any(one.language == "fr" for each in NEEDS for n in each.values() for one in n.languages)
    assert set(CEFR[1:]) <= set(NEEDS[0].language_levels)
