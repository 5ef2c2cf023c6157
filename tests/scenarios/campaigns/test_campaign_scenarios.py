"""Every campaign beside this file is seen as its scenario says."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.strategy import BudgetLook, budget_look, campaigns_of

SCENARIOS = sorted(Path(__file__).parent.glob("*.toml"))


@pytest.fixture(params=SCENARIOS, ids=lambda path: path.stem)
def told(request: pytest.FixtureRequest) -> dict[str, Any]:
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def look(told: dict[str, Any]) -> BudgetLook:
    return budget_look(campaigns_of(told["told"]), today=told["today"])


def test_money_is_as_the_scenario_says(told: dict[str, Any], look: BudgetLook) -> None:
    for one in look.campaigns:
        wanted = told["seen"][one.id]
        money = {key: getattr(one.money, key) for key in ("spent", "low", "forecast", "high")}
        assert money == {key: Decimal(wanted[key]) for key in money}
        assert one.used_up == wanted.get("used_up")


def test_what_to_mind_and_who_decides_is_as_the_scenario_says(
    told: dict[str, Any], look: BudgetLook
) -> None:
    assert [said.id for said in look.warnings] == told["warnings"]
    assert {said.params["party"] for said in look.warnings} == {told["decides"]}
