"""Laws of drafted strategies, whatever the business and whoever is in the team.

The spine is restated here from the catalogue and the strategy alone; nothing of what drafts it is
used.
"""

import json
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies.influencers import OVERLAY
from strategies.profiles import CATALOGUE, partial, small
from strategies.teams import teams
from strategies.trying import dear

from commerce_roles.assessment import assess
from commerce_roles.catalogue import Catalogue, load_catalogue
from commerce_roles.display import to_html, to_markdown, to_text
from commerce_roles.model.person import Team
from commerce_roles.strategy import Strategy, check_goals, draft_strategy, strategy_of

FEW = dear(3)
FOURTH = load_catalogue(OVERLAY)
OWNER = "owner"
ROLES = sorted(CATALOGUE.roles)


@st.composite
def businesses(draw: st.DrawFn) -> dict[str, Any]:
    profile = draw(st.one_of(partial(), small()))
    held = draw(st.dictionaries(st.sampled_from(ROLES), st.sampled_from([0, 0.1, 0.5, 1, 3])))
    return {**profile, "existing_roles": held}


@st.composite
def drafted(draw: st.DrawFn) -> Strategy:
    result = assess(draw(businesses()))
    team = draw(st.one_of(st.none(), teams()))
    return draft_strategy(result, team=team, posts=draw(st.sampled_from(["today", "advised"])))


# ---------------------------------------------------------------------- the spine


def superiors(role: str, area: str, staffed: set[str], catalogue: Catalogue) -> Iterator[str]:
    above = catalogue.roles[role].reports_to if role in catalogue.roles else OWNER
    while above != OWNER:
        if above in staffed and catalogue.roles[above].area == area:
            yield above
        above = catalogue.roles[above].reports_to


def assert_spine(strategy: Strategy, catalogue: Catalogue) -> None:
    staffed = {role for hand in strategy.hands for role in hand.roles} - {OWNER}
    hand = {role: i for i, one in enumerate(strategy.hands) for role in one.roles}
    there = {one.task for one in strategy.work}
    assert len(there) == len(strategy.work), "one party answers for each task"
    for one in strategy.work:
        task = catalogue.tasks[one.task]
        parties = {one.responsible, one.accountable, *one.consulted, *one.informed}
        assert parties <= {*staffed, OWNER}, "nobody does what nobody holds"
        if task.responsible in staffed:
            assert one.responsible == task.responsible
        else:
            assert one.responsible == OWNER, "what no post holds falls to the owner"
        if task.phase in {"plan", "approve"}:
            above = list(superiors(one.accountable, task.area, staffed, catalogue))
            assert not above, (one, above)
        if task.phase == "plan":
            under = {
                hand[other.responsible]
                for other in strategy.work
                if catalogue.tasks[other.task].phase == "execute"
                and one.task in catalogue.tasks[other.task].governed_by
            }
            if one.approved_by != OWNER:
                assert hand[one.approved_by] not in {*under, hand[one.responsible]}
                assert one.approved_by in superiors(one.responsible, task.area, staffed, catalogue)
            for other in strategy.work:
                if one.task in catalogue.tasks[other.task].approves:
                    assert other.accountable in {one.approved_by, OWNER}
        if task.phase == "execute":
            assert there & set(task.governed_by), (one.task, "stands under no plan")


@FEW
@given(drafted())
def test_the_planner_plans_the_executor_executes_and_nobody_approves_their_own(
    strategy: Strategy,
) -> None:
    assert_spine(strategy, CATALOGUE)
    assert strategy.slips() == ()


@FEW
@given(businesses(), st.sampled_from(["today", "advised"]))
def test_a_fourth_role_keeps_the_spine(profile: dict[str, Any], posts: Any) -> None:
    told = {**profile, "influencers_worked_with": 30}
    held = {**profile["existing_roles"], "influencer_manager": 1}
    result = assess({**told, "existing_roles": held}, catalogue=FOURTH)
    assert_spine(draft_strategy(result, posts=posts), FOURTH)


# ---------------------------------------------------------------------- the same, and back


@FEW
@given(drafted())
def test_a_strategy_read_back_equals_itself(strategy: Strategy) -> None:
    assert strategy_of(json.loads(strategy.to_json())) == strategy
    assert strategy_of(tomllib.loads(strategy.to_toml())) == strategy


@FEW
@given(businesses())
def test_the_same_business_gets_the_same_bytes(profile: dict[str, Any]) -> None:
    one, other = draft_strategy(assess(profile)), draft_strategy(assess(profile))
    assert one == other
    assert one.to_json() == other.to_json()
    assert to_html(one.document()) == to_html(other.document())


# ---------------------------------------------------------------------- hours and goals


@FEW
@given(drafted())
def test_more_hours_than_there_are_are_never_planned_silently(strategy: Strategy) -> None:
    told = {party for said in strategy.warnings for party in said.params.get("party", ())}  # type: ignore[attr-defined]
    levels = CATALOGUE.levels
    for hand in strategy.hands:
        own = [one.hours.typical for one in strategy.work if one.responsible in hand.roles]
        assert hand.needed.typical == pytest.approx(sum(own))
        if hand.hours is None and own:
            assert strategy.level == levels[0]
            assert told & set(hand.roles)
        if hand.hours is not None and sum(own) > hand.hours:
            assert strategy.level == levels[0]
            assert told & set(hand.roles)
    once = {step.task for step in strategy.first_month}
    assert once == {one.task for one in strategy.work if one.hours.typical > 0}


@FEW
@given(drafted())
def test_drafted_goals_are_sound(strategy: Strategy) -> None:
    errors = [one for one in check_goals(strategy.goals) if one.severity == "error"]
    assert not errors
    for goal in strategy.goals:
        assert 2 <= len(goal.key_results) <= 5
        for result in goal.key_results:
            assert result.owner in {OWNER, *(r for hand in strategy.hands for r in hand.roles)}


@FEW
@given(drafted())
def test_everything_chosen_has_a_reason(strategy: Strategy) -> None:
    for choice in strategy.choices:
        assert choice.reasons
        assert all(reason.id in CATALOGUE.messages for reason in choice.reasons)
    networks = strategy.chosen("networks")
    assert len(networks) <= 5


@FEW
@given(drafted(), st.sampled_from(["en", "es", "it"]))
def test_every_strategy_draws_itself(strategy: Strategy, lang: str) -> None:
    document = strategy.document(lang)
    for text in (to_text(document), to_markdown(document), to_html(document)):
        assert text
        assert "{" not in text


@FEW
@given(drafted())
def test_money_is_shared_out_to_the_cent(strategy: Strategy) -> None:
    if strategy.budget is not None:
        assert sum(line.amount for line in strategy.budget.lines) == strategy.budget.amount
        spent = [one.spent for one in strategy.budget.controls]
        assert spent == sorted(spent)
        assert spent[-1] < strategy.budget.amount or spent[-1] == 0


def test_whoever_edits_the_spine_away_is_told() -> None:
    told = {"channels": ["instagram"], "messages_needing_reply_month": 200}
    held = {"community_manager": 1, "social_media_manager": 1}
    strategy = draft_strategy(assess({**told, "existing_roles": held, "owner_hours_week": 9}))
    assert strategy.slips() == ()
    broken = []
    for one in strategy.work:
        phase = CATALOGUE.tasks[one.task].phase
        if phase == "plan":
            broken.append(evolve(one, accountable="community_manager", approved_by=one.responsible))
        elif phase == "execute":
            broken.append(evolve(one, governed_by=()))
        else:
            broken.append(evolve(one, responsible="ecommerce_manager"))
    rules = {slip.rule for slip in evolve(strategy, work=tuple(broken)).slips()}
    wanted = {"plan_below_superior", "own_plan_approved", "execution_without_plan", "nobody_there"}
    assert wanted <= rules
    twice = evolve(strategy, work=(*strategy.work, strategy.work[0]))
    assert {"task_twice"} == {slip.rule for slip in twice.slips()}
    long = tuple(evolve(one, hours=one.hours + one.hours) for one in strategy.work) * 3
    over = evolve(strategy, work=long, warnings=())
    assert "over_capacity" in {slip.rule for slip in over.slips()}


def test_an_empty_team_leaves_all_to_the_owner() -> None:
    result = assess({"channels": ["instagram"], "existing_roles": {"community_manager": 1}})
    strategy = draft_strategy(result, team=Team())
    assert {one.responsible for one in strategy.work} == {OWNER}
