"""A quarter being tracked, as files that people of the field can read: it comes out as they say."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from commerce_roles.strategy import Goal, KeyResult, Strategy, read_strategy, track

FILES = sorted((Path(__file__).parent / "tracking").glob("*.toml"))
EXAMPLE = Path(__file__).parents[2] / "examples" / "tracking" / "strategy.toml"


def strategy_of(goals: list[dict[str, Any]]) -> Strategy:
    """The example's work and hands, with the goals of a scenario from September to November."""
    found = tuple(
        Goal(
            objective=one["objective"],
            key_results=(
                KeyResult(
                    kpi=one["kpi"],
                    baseline=one["baseline"],
                    target=one["target"],
                    owner="owner",
                    start=date(2026, 9, 1),
                    deadline=date(2026, 11, 30),
                ),
            ),
        )
        for one in goals
    )
    return evolve(read_strategy(EXAMPLE), goals=found)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_quarter_comes_out_as_its_file_says(path: Path) -> None:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    review = track(strategy_of(told["goal"]), told["month"])
    expect, say = told["expect"], told["say"]
    assert {one.id: one.status for one in review.standings} == expect["status"], say
    assert [one.id for one in review.proposals] == expect["proposals"], say
    for proposal in review.proposals:
        assert proposal.proposes == expect["proposes"], say
        assert proposal.decides == expect["decides"], say
