"""Drafted strategies of businesses one can picture."""

import pickle
from datetime import date
from typing import Any

import pytest
from attrs import evolve

from commerce_roles.assessment import assess, read_profile
from commerce_roles.catalogue import load_catalogue
from commerce_roles.display import to_text
from commerce_roles.errors import CatalogueError, DetachedError, StrategyError, TeamError
from commerce_roles.staffing import read_team
from commerce_roles.strategy import Strategy, draft_strategy, read_strategy, strategy_of

CRAFT = "examples/craft_shop_one_person.toml"
CLOTHES = "examples/clothing_retailer.toml"


def drafted(path: str = CLOTHES, **options: Any) -> Strategy:
    return draft_strategy(assess(read_profile(path)), **options)


def test_a_maker_alone_gets_a_plan_of_one_hand() -> None:
    strategy = drafted(CRAFT)
    assert {one.accountable for one in strategy.work} == {"owner"}
    assert len(strategy.first_tasks) == 10
    assert len(strategy.chosen("networks")) <= 2
    assert not strategy.hands[0].over


def test_a_team_plans_and_executes_apart() -> None:
    strategy = drafted(team=read_team("examples/teams/clothing_three.toml"))
    parties = {one.task: (one.responsible, one.accountable) for one in strategy.work}
    assert parties["create_posts"] == ("community_manager", "social_media_manager")
    assert parties["approve_social_strategy"][1] == "owner"


def test_hours_choose_the_level() -> None:
    profile = read_profile(CRAFT)
    levels = [
        draft_strategy(assess(evolve(profile, owner_hours_week=hours))).level
        for hours in (0, 10, 40, 100)
    ]
    order = list(load_catalogue().levels)
    assert [order.index(level) for level in levels] == sorted(map(order.index, levels))
    assert levels[0] == order[0]
    assert levels[-1] == order[-1]


def test_few_hours_let_networks_rest_and_say_so() -> None:
    strategy = drafted()
    assert strategy.chosen("networks") == ("instagram",)
    said = {one.id: one.params for one in strategy.warnings}
    assert said["strategy.let_rest"]["rested"] == ("facebook", "tiktok")
    work = {one.task for one in strategy.work}
    assert "adapt_posts" not in work, "nothing is adapted for networks that rest"


def test_posts_that_are_advised_take_the_work_over() -> None:
    today, advised = drafted(), drafted(posts="advised")
    assert {one.responsible for one in today.work} == {"owner"}
    assert "community_manager" in {one.responsible for one in advised.work}


def test_roles_in_one_hand_have_their_plans_approved_by_the_owner() -> None:
    told = {"channels": ["instagram"], "messages_needing_reply_month": 200}
    post = {"title": "social", "roles": ["community_manager", "social_media_manager"], "hours": 80}
    one_hand = draft_strategy(assess({**told, "existing_posts": [post]}))
    plan = next(one for one in one_hand.work if one.task == "make_editorial_calendar")
    assert (plan.accountable, plan.approved_by) == ("social_media_manager", "owner")
    held = {"community_manager": 0.3, "social_media_manager": 0.3}
    two = draft_strategy(assess({**told, "existing_roles": held}))
    plan = next(one for one in two.work if one.task == "make_editorial_calendar")
    assert plan.approved_by == "social_media_manager"


def test_a_start_gives_deadlines_and_known_figures_give_targets() -> None:
    profile = evolve(read_profile(CLOTHES), kpis={"conversion_rate": 1.5, "churn_rate": 0})
    strategy = draft_strategy(assess(profile), start=date(2026, 11, 30))
    results = {r.kpi: r for goal in strategy.goals for r in goal.key_results}
    assert results["conversion_rate"].target == 1.65
    assert results["conversion_rate"].deadline == date(2027, 2, 28)
    assert "churn_rate" not in results, "what cannot get better is no goal"


def test_an_empty_profile_says_that_too_little_is_known() -> None:
    strategy = draft_strategy(assess({}))
    assert "strategy.nothing_chosen" in {one.id for one in strategy.warnings}
    assert to_text(strategy.document())


def test_a_crisis_comes_first() -> None:
    strategy = draft_strategy(assess({"crisis_state": "active", "channels": ["facebook"]}))
    assert strategy.warnings[0].id == "strategy.crisis_first"


def test_rules_of_an_overlay_choose_otherwise() -> None:
    rule = {
        "selection": "networks", "candidates": ["pinterest"], "when": "'home' == sector",
        "points": 90, "message": "choose.network_images", "basis": "assumption",
    }  # fmt: skip
    ours = load_catalogue({"selection_rule": {"pins_for_homes": rule}})
    told: dict[str, Any] = {"sector": "home", "channels": ["facebook"], "owner_hours_week": 3}
    assert draft_strategy(assess(told)).chosen("networks") == ("facebook",)
    assert draft_strategy(assess(told, catalogue=ours)).chosen("networks") == ("pinterest",)


def test_rules_that_say_nothing_are_refused_all_at_once() -> None:
    rule = {
        "selection": "networks",
        "points": 1,
        "message": "choose.own_list",
        "basis": "assumption",
    }
    broken = {
        "selection_rule": {
            "one": {**rule, "when": "usd"},
            "two": {**rule, "when": "hours_week"},
            "three": {**rule, "when": "used", "candidates": ["mars"]},
        },
        "selection": {"networks": {"replaces": True, "label": {"en": "a", "es": "a"}, "order": 2,
            "of": "channel", "most": "used", "least_points": 3, "basis": "assumption"}},
    }  # fmt: skip
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(broken)
    text = str(caught.value)
    assert len(caught.value.problems) == 4
    for part in (
        "did you mean used?",
        "this is no condition",
        "there is no channel 'mars'",
        "most",
    ):
        assert part in text


def test_a_team_that_is_wrong_is_refused() -> None:
    team = read_team("examples/teams/clothing_three.toml")
    twice = evolve(team, people=(*team.people, *team.people))
    with pytest.raises(TeamError, match="have this id"):
        drafted(team=twice)


# ---------------------------------------------------------------------- written and read


def test_a_file_is_edited_and_read_again(tmp_path: Any) -> None:
    strategy = drafted()
    path = tmp_path / "strategy.toml"
    path.write_text(strategy.to_toml().replace("owner", "owner"), encoding="utf-8")
    assert read_strategy(path) == strategy
    path.write_text(strategy.to_toml().replace("create_posts", "create_post"), encoding="utf-8")
    with pytest.raises(StrategyError) as caught:
        read_strategy(path)
    assert str(path) in str(caught.value)
    assert "did you mean create_posts?" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([], "a mapping is wanted"),
        ({"level": "minimum"}, "format"),
        ({"format": "strategy/2"}, "the form 'strategy/2' is not known"),
        ({"format": "strategy/1"}, "the key level is missing"),
        ({"format": "strategy/1", "level": "minimum", "start": "soon"}, "a day such as"),
        ({"format": "strategy/1", "level": "minimum", "budget": {"amount": 1.5}}, "an amount"),
        ({"format": "strategy/1", "level": "minimum", "budget": {"amount": "NaN"}}, "an amount"),
        ({"format": "strategy/1", "level": "minimum", "goal": 1}, "did you mean goals?"),
    ],
)
def test_what_is_no_strategy_is_refused(data: Any, said: str) -> None:
    with pytest.raises(StrategyError, match=said):
        strategy_of(data)


def test_an_edited_file_is_judged_all_at_once() -> None:
    data: Any = drafted().to_dict()
    data["work"][0]["hours"] = {"low": 9.0, "typical": 3.0, "high": 5.0}
    data["work"][1]["responsible"] = "community_manager"
    data["work"][2] = data["work"][3]
    data["hands"][0]["hours"] = -4
    data["hands"].append(
        {"roles": ["owner"], "peaks": [{"month": 13, "hours": {"low": 1, "typical": 2, "high": 3}}]}
    )
    data["budget"]["lines"][0]["amount"] = "900.00"
    data["choices"][0]["id"] = "mars"
    data["first_month"][0]["week"] = 9
    with pytest.raises(StrategyError) as caught:
        strategy_of(data, file="ours.toml")
    said = str(caught.value)
    for part in (
        "9, 3, 5 is no range of hours", "does it and is in no hand", "stands 2 times",
        "-4 hours a month are out of bounds", "owner is in 2 hands", "13 is no month",
        "the lines come to", "there is no objective 'mars'", "9 is none of the first four weeks",
    ):  # fmt: skip
        assert part in said
    assert all(line.startswith("ours.toml: ") for line in said.splitlines())


def test_what_is_lacking_is_told_with_the_least_that_would_do() -> None:
    strategy = drafted()
    said = next(one for one in strategy.warnings if one.id == "strategy.over_capacity")
    hand = strategy.hands[0]
    assert hand.hours is not None
    assert said.params["hours_lacking"] == hand.needed.typical - hand.hours
    enough = evolve(hand, hours=hand.needed.typical)
    assert evolve(strategy, hands=(enough,), warnings=()).slips() == ()


def test_a_missing_file_is_told(tmp_path: Any) -> None:
    with pytest.raises(StrategyError, match="no such file"):
        read_strategy(tmp_path / "none.toml")


def test_pickled_it_finds_its_facts_again() -> None:
    strategy = drafted(CRAFT)
    again = pickle.loads(pickle.dumps(strategy))  # noqa: S301 our own
    assert again == strategy
    assert again.catalogue == load_catalogue()
    other = load_catalogue({"adjust": {"constant": {"kpis_watched": {"value": 3}}}})
    own = draft_strategy(assess(read_profile(CRAFT), catalogue=other))
    assert len(own.kpis) == 3
    lost = pickle.loads(pickle.dumps(own))  # noqa: S301 our own
    with pytest.raises(DetachedError):
        lost.document()


def test_it_shows_itself_in_a_notebook_and_as_rows() -> None:
    strategy = drafted(CRAFT)
    assert set(strategy._repr_mimebundle_()) >= {"text/html", "text/plain"}
    assert repr(strategy).startswith("<Strategy minimum")
    row = strategy.rows()[0]
    assert row["responsible"] == "owner"
    assert str(strategy).startswith("Your strategy")
