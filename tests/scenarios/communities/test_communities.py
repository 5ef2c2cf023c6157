"""Every community beside this file is seen as its scenario says."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from commerce_roles.strategy import Community, community_look

SCENARIOS = sorted(Path(__file__).parent.glob("*.toml"))


@pytest.fixture(params=SCENARIOS, ids=lambda path: path.stem)
def told(request: pytest.FixtureRequest) -> dict[str, Any]:
    return tomllib.loads(request.param.read_text(encoding="utf-8"))


@pytest.fixture
def seen(told: dict[str, Any]) -> Community:
    return community_look(told["members"], before=told.get("before"))


def test_who_fits_is_as_the_scenario_says(told: dict[str, Any], seen: Community) -> None:
    fits = seen.now.belongs
    assert {"yes": fits.yes, "no": fits.no, "unknown": fits.unknown} == told["fits"]


def test_groups_and_steps_are_as_the_scenario_says(told: dict[str, Any], seen: Community) -> None:
    assert {name: seen.now.test(name).yes for name in told["groups"]} == told["groups"]
    assert {one.step: one.here for one in seen.now.steps if one.here} == told["steps"]


def test_what_to_mind_is_as_the_scenario_says(told: dict[str, Any], seen: Community) -> None:
    assert [said.id for said in seen.warnings] == told["warnings"]
