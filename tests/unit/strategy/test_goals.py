"""Goals: what is checked, and what the checks say."""

import pickle
from datetime import date
from typing import Any

import pytest

from commerce_roles.catalogue import load_catalogue
from commerce_roles.errors import StrategyError
from commerce_roles.strategy import Goal, KeyResult, check_goals
from commerce_roles.strategy.checking import GOAL_RULES

START, END = date(2026, 11, 2), date(2027, 1, 31)


def result(kpi: str = "retention_rate", **changes: Any) -> KeyResult:
    usual: dict[str, Any] = {
        "baseline": 30.0, "target": 33.0, "start": START, "deadline": END, "owner": "owner",
    }  # fmt: skip
    return KeyResult(kpi=kpi, **{**usual, **changes})


def goal(*results: KeyResult, objective: str = "loyalty") -> Goal:
    return Goal(objective=objective, key_results=results)


def rules(*goals: Goal, **options: Any) -> list[str]:
    return [one.rule for one in check_goals(goals, **options)]


SOUND = goal(result(), result("csat"))


def test_a_sound_goal_keeps_every_rule() -> None:
    assert rules(SOUND, today=START) == []


def test_every_rule_of_the_facts_is_checked() -> None:
    assert set(load_catalogue().goal_rules) == set(GOAL_RULES)


@pytest.mark.parametrize(
    ("rule", "broken"),
    [
        ("too_few_key_results", goal(result())),
        ("too_many_key_results", goal(*[result()] * 6)),
        ("only_counts", goal(result("followers"), result("likes"))),
        ("against_direction", goal(result(target=20.0), result())),
        ("against_direction", goal(result("churn_rate", target=40.0), result())),
        ("no_change", goal(result(target=30.0), result())),
        ("impossible_target", goal(result("payment_success_rate", target=120.0), result())),
        ("no_target", goal(result(target=None), result())),
        ("not_measured", goal(result(baseline=None), result())),
        ("no_deadline", goal(result(deadline=None), result())),
        ("ends_before_start", goal(result(deadline=START), result())),
        ("deadline_past", goal(result(start=None, deadline=date(2026, 1, 1)), result())),
        ("no_owner", goal(result(owner=""), result())),
        ("only_late", goal(result(horizon="lagging"), result(horizon="lagging"))),
    ],
)
def test_each_rule_speaks_alone(rule: str, broken: Goal) -> None:
    found = check_goals([broken], today=START)
    assert [one.rule for one in found] == [rule]
    for lang in ("en", "es"):
        said = check_goals([broken], today=START, lang=lang)[0]
        assert "{" not in said.message + said.remedy
    assert found[0].claims or rule.startswith("too_")


def test_more_than_two_purposes_for_a_community_are_warned_of() -> None:
    group = [
        o.id for o in load_catalogue().objectives.values() if "community_objectives" in o.groups
    ]
    many = [goal(*SOUND.key_results, objective=one) for one in group[:3]]
    assert rules(*many) == ["community_purposes"]
    assert rules(*many[:2]) == []


def test_what_the_catalogue_does_not_have_is_refused_with_the_nearest_name() -> None:
    wrong = goal(result("retention_rat"), result(owner="comunity_manager"), objective="loyality")
    with pytest.raises(StrategyError) as caught:
        check_goals([SOUND, wrong])
    lines = str(caught.value).splitlines()
    assert len(lines) == 3
    assert lines[0] == "goals[1].objective: there is no objective 'loyality'; did you mean loyalty?"
    assert "goals[1].key_results[0].kpi" in lines[1]
    assert "did you mean community_manager?" in lines[2]
    assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems  # noqa: S301 our own


def test_an_overlay_moves_a_limit_or_retires_a_rule() -> None:
    more = load_catalogue({"adjust": {"goal_rule": {"too_many_key_results": {"limit": 7}}}})
    assert rules(goal(*[result()] * 6), catalogue=more) == []
    gone = load_catalogue({"retire": {"goal_rule": ["no_owner"]}})
    assert rules(goal(result(owner=""), result()), catalogue=gone) == []


def test_a_wanted_change_for_the_worse_is_found_before_anything_is_measured() -> None:
    wanted = result(baseline=None, target=None, change_percent=-5)
    assert rules(goal(wanted, result())) == ["against_direction", "not_measured"]


def test_a_target_follows_once_a_baseline_is_known() -> None:
    wanted = KeyResult(kpi="churn_rate", change_percent=-10)
    assert wanted.measured(5.0).target == 4.5
    assert result(target=3.0).measured(5.0).target == 3.0
